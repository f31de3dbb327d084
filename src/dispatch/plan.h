/* plan.h — who goes where and when: one route a slot, what is left out, and what it all costs, term by term.
 *
 * A plan belongs to the arena it was made in and refers to its problem. Only the searches and the readers of solutions make plans;
 * check.h says whether one is true and what it costs, from nothing. */
#pragma once
#include "dispatch/problem.h"

struct stop {
    int visit;
    ticks arrive, start, leave;              /* at the place; the service (setup before it); and away again */
};

struct taken { int pause; ticks start; int before; };    /* a pause, taken before the route's stop of this index (or its end) */

struct route {
    int count; struct stop *stops;
    int taken_count; struct taken *taken;
    ticks begin, end;                        /* leaves the start, is at the end; both 0 when the slot is not used */
};

struct plan {
    const struct problem *problem;
    struct route *routes;                    /* one a slot */
    int *slot_of;                            /* of a visit; NONE: left out */
    cost terms[TERMS], cost;
};

struct plan *plan_new(struct arena *arena, const struct problem *p);     /* empty: everything left out */
struct plan *plan_copy(struct arena *arena, const struct plan *plan);
int plan_left_out(const struct plan *plan);                              /* how many visits */

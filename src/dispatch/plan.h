/* plan.h — who goes where and when: one route a slot, what is left out, and what it all costs, term by term.
 *
 * Time. A plan states when each route begins and each visit starts; the referee takes whatever is true. From these follow:
 *   a way takes way_ticks_at() of the moment of leaving, whatever pauses lie around it;
 *   arrive = leave of the stop before (or begin) + way, and for each pause taken in between arrive = max(arrive, its start) + its length;
 *   leave = start + setup + duration; no setup when the stop before (or the slot's start) is at the same place; end: arrival at slot.end.
 * Without a start place a route begins at its first stop (the way there takes no time), without an end place it ends at its last.
 *
 * An order of stops does not say when. The searches give it times by one rule, so that the same order costs the same everywhere:
 * every visit starts as early as ways, windows, pauses and relations let it, but a promised one not before was_start while
 * moved_tick costs something; then, from the last stop to the first, every start and the begin move as late as they can without
 * making a visit later than due, a route end later, another route move or a rule break. So nobody waits at a door for what she
 * could have waited for at home. Where lateness is dearer than waiting, single windows make this the best there is for the order.
 *
 * A plan belongs to the arena it was made in and refers to its problem. Only the searches and the readers of solutions make plans;
 * check.h says whether one is true and what it costs, from nothing. */
#pragma once
#include "dispatch/problem.h"

struct stop {
    int visit;
    ticks arrive, start, leave;              /* at the place; the service (setup before it); and away again */
};

struct taken { int pause; ticks start; int before; };    /* pause: index in the problem; taken before the route's stop of this index (count: its end). In order of time */

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

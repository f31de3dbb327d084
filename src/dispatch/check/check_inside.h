/* check_inside.h — what the referee's files share: a plan walked from what it states (order, begin, starts, pauses) and from nothing else. */
#pragma once
#include "dispatch/check/check.h"
#include "dispatch/travel.h"

/* One route as it follows from its begin, its starts and its pauses. All sums are of this route; 0 when the slot is not used. */
struct walk {
    int64_t way, distance;                   /* on the way, ends included: ticks with the peaks of the day, units of distance */
    int64_t service;                         /* setup and duration of every stop */
    int64_t idle;                            /* waiting at doors, the sum */
    int64_t span, overtime;
    cost travel;                             /* Σ way_cost */
};

struct referee {
    struct plan *plan;
    const struct problem *p;
    struct fault *fault;
    struct arena *arena;                     /* of this check only */
    struct walk *walks;                      /* one a slot */
    const struct stop **stop_of;             /* of a visit; NULL: left out */
    ticks *waits;                            /* of a visit: at its door, without the pauses taken there */
};

bool walk_route(struct referee *r, int slot);             /* fills arrive, leave, end, waits and the walk; false: later than time goes */

/* The rules of one route that is used, in the order in which the referee asks them (check_route.c). */
bool slot_allows(struct referee *r, int slot);            /* skills and levels, allowed and forbidden workers */
bool windows_hold(struct referee *r, int slot);           /* every start inside one of the visit's windows */
bool ways_fit(struct referee *r, int slot);               /* nobody starts before she can be there */
bool pauses_hold(struct referee *r, int slot);
bool shift_holds(struct referee *r, int slot);            /* shift, overtime, work, span, way, distance, stops */
bool load_fits(struct referee *r, int slot);              /* capacities, shipments, the load while pausing */

bool check_together(struct referee *r);                   /* rules between routes: relations, pools, pins, workers' weeks */
void check_cost(struct referee *r);                       /* plan->terms and plan->cost */

const struct window *window_of(const struct problem *p, int visit, ticks start);     /* NULL: starts in none */
bool pause_missed(const struct referee *r, int slot, int pause);                     /* due and not taken */

bool broken_visit(struct referee *r, int visit, text format, ...) __attribute__((format(printf, 3, 4)));   /* return false, with the fault said */
bool broken_slot(struct referee *r, int slot, text format, ...) __attribute__((format(printf, 3, 4)));

static inline bool is_used(const struct route *route) { return route->count > 0; }
static inline bool is_late_half(const struct visit *v, int index) { return v->partner != NONE && v->partner < index; }   /* where a shipment is delivered */

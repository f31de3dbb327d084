/* anneal.h — one cooled run of ruin and recreate on a draft.
 *
 * Heat is in units of cost: a change for the worse by c is kept with probability exp(-c / heat). Runs begin at about the mean way between
 * two stops (`mean_way`) and end at a thirtieth of it: hot enough to change the number of routes, cold enough to end in a valley. Both
 * were measured; a third as much at the start ends 1 to 3 % worse on short budgets. */
#pragma once
#include "dispatch/routes/ruin.h"

/* Where a search stands in its budget; one an island. */
struct pace {
    const struct budget *budget;
    double begun, now, told;                 /* of budget->now; when the watcher was last told */
    cost told_cost;                          /* what it was told */
    int64_t iterations;
    _Atomic bool *stop;                      /* the watcher said so, to whichever island: all end */
    const struct draft *draft;               /* for the watcher, with the best of the island: NULL while there is none, or nobody watches */
    const struct sketch *best;
};

double pace_share(struct pace *pace);        /* 0 … 1 of the budget; looks at the clock */
bool pace_over(struct pace *pace);

struct cooling { int64_t hot, cold, iterations; double until; };     /* ends at this many iterations (0: none) or share of the budget */

int64_t mean_way(const struct draft *d);
/* Leaves the best it found in `best`, and the draft wherever it ended. */
void anneal(struct draft *d, struct pace *pace, struct cooling cooling, struct sketch *best);
void construct(struct draft *d);             /* seats everybody who is left out, far ones first */

/* Where a used slot costs far more than ways (plain problems): as few routes as can be found until this share of the budget (fleet.c). */
bool routes_are_dear(const struct draft *d);
void fewer_routes(struct draft *d, struct pace *pace, double until, struct sketch *best);

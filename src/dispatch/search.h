/* search.h — from a problem to a plan: anytime, within a budget, the same again for the same seed when the budget counts iterations.
 *
 * Two searches stand behind this page, for each earns its place (docs/decisions): ruin and recreate (ruin.h), the trunk, for routes
 * whose stops are mostly free of each other; annealing on one order of all services (order.h) where relations are dense and
 * lateness is a price. `search_kind` says which one a problem gets. */
#pragma once
#include "dispatch/plan.h"

struct progress { double seconds, share; int64_t iterations; cost cost; int left_out; };   /* share: of the budget, 0 … 1 */

/* The library has no clock of its own: `now` returns seconds (CPU or wall, the caller's choice) on whatever line; NULL: iterations only. */
struct budget {
    double seconds;                          /* on `now`'s line, counted from the call; 0: no limit of time */
    int64_t iterations;                      /* of each thread; 0: no limit */
    double (*now)(void);
    int threads;                             /* 1 … 64 islands */
    uint64_t seed;
    bool (*watch)(void *watcher, const struct progress *progress);   /* about ten times a second and at each better plan; false stops with the best so far */
    void *watcher;
};

enum search_kind { SEARCH_RUIN, SEARCH_ORDER };
enum search_kind search_kind(const struct problem *p);

/* `start` is a plan to begin from (a warm start, the running day) or NULL. The best plan found, checked by the referee, in `arena`.
 * Never NULL: the empty plan is a plan. `ret_iterations` may be NULL. */
struct plan *search(struct arena *arena, const struct problem *p, const struct plan *start, const struct budget *budget, int64_t *ret_iterations);

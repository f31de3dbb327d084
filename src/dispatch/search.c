/* search.c — which search, and the last look before a plan leaves this folder. */
#include "dispatch/search.h"
#include "dispatch/check.h"
#include "dispatch/order.h"
#include "dispatch/ruin.h"

/* Dense relations or prices that look at the whole plan at once: annealing on an order of services. Half of the visits tied is far from both
 * a shop's day (a few in a hundred) and the published sets (six in ten and more). */
enum search_kind search_kind(const struct problem *p)
{
    const struct weights *w = &p->weights;
    int tied = 0;
    for (int v = 0; v < p->visit_count; v++) tied += p->first_relation[v] != p->first_relation[v + 1];
    bool whole = w->worst_late || w->worst_waiting || w->worst_idle || w->balance;
    return (whole || 2 * tied > p->visit_count) && order_suits(p) ? SEARCH_ORDER : SEARCH_RUIN;
}

struct plan *search(struct arena *arena, const struct problem *p, const struct plan *start, const struct budget *budget, int64_t *ret_iterations)
{
    struct plan *plan = search_kind(p) == SEARCH_ORDER ? order_search(arena, p, start, budget, ret_iterations) : ruin_search(arena, p, start, budget, ret_iterations);
    struct fault fault;
    if (plan && plan_check(plan, &fault)) return plan;
    plan = plan_new(arena, p);
    plan_check(plan, &fault);
    return plan;
}

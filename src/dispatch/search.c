/* search.c — which search, and the last look before a plan leaves this folder. */
#include "dispatch/search.h"
#include "dispatch/check/check.h"
#include "dispatch/routes/draft.h"
#include "dispatch/questions/insert.h"
#include "dispatch/order/order.h"
#include "dispatch/routes/ruin.h"
#include <math.h>

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

enum { FEW_VISITS = 60, ROUNDS = 4 };        /* so few are moved about once more with exact times: milliseconds */

/* A draft works on up to ONE_DRAFT visits; parts have about PART. With more threads than one a problem of twice SMALL_PART whose budget is too short for
 * children is parted too, a part a thread: two large halves annealed at once are worth more than two plans of which one is thrown away, two small
 * ones are not, and children of common elites are worth more than either (docs/decisions). */
enum { ONE_DRAFT = 1500, PART = 400, SMALL_PART = 300, ROUNDS_BY_SIZE = 6, ROUNDS_BY_THREAD = 15 };

static void move_about(struct board *b)
{
    bool moved = improve(b, NULL, ROUNDS);
    for (int round = 0; round < ROUNDS && trade(b); round++) {
        improve(b, NULL, ROUNDS);
        moved = true;
    }
    if (moved) finish(b);
}

/* "Left out" is final only after every slot was tried (insert.h), as far as there is time: a pin is a rule and takes what it needs. */
static struct plan *finished(struct arena *arena, struct plan *plan, const struct budget *budget, double begun)
{
    struct fault fault;
    bool few = plan->problem->visit_count <= FEW_VISITS, well = plan_check(plan, &fault);
    if (well && !few && !plan_left_out(plan)) return plan;
    struct board *b = board_quick(plan);
    if (budget->now && budget->seconds > 0 && plan_left_out(plan) < plan->problem->visit_count) {        /* an empty plan is filled first */
        b->now = budget->now;
        b->until = begun + budget->seconds;
    }
    finish(b);
    if (few) move_about(b);
    struct plan *better = plan_copy(arena, b->plan);
    board_free(b);
    return plan_check(better, &fault) && (!well || better->cost < plan->cost) ? better : plan;
}

/* Of the time, what is kept for `finished`. It would use up to 0.3 s where a dozen of 200 tied visits are left out, but begins with the dearest;
 * large plans have more to judge. A plain problem has no times to choose and next to nothing left out. */
static struct budget before_the_end(const struct problem *p, const struct budget *budget)
{
    struct budget most = *budget;
    if (p->visit_count > ONE_DRAFT) most.seconds *= 0.95;
    else if (!draft_is_plain(p)) most.seconds -= fmin(most.seconds * 0.02, 0.1);
    return most;
}

static struct plan *in_halves(struct arena *arena, const struct problem *p, const struct plan *start, const struct budget *budget, int parts, int64_t *ret_iterations)
{
    struct budget rest = *budget;
    double begun = budget->now ? budget->now() : 0;
    struct plan *plan = children_search(arena, p, start, budget, ret_iterations);
    if (plan) return plan;
    if (budget->now) rest.seconds -= budget->now() - begun;
    return parts_search(arena, p, start, &rest, (struct parting){ parts, ROUNDS_BY_THREAD }, ret_iterations);
}

static struct plan *ruined(struct arena *arena, const struct problem *p, const struct plan *start, const struct budget *budget, int64_t *ret_iterations)
{
    bool large = p->visit_count > ONE_DRAFT;
    int parts = large ? p->visit_count / PART : budget->threads;
    if (parts > p->visit_count / SMALL_PART) parts = p->visit_count / SMALL_PART;
    if (parts < 2) return ruin_search(arena, p, start, budget, ret_iterations);
    if (!large) return in_halves(arena, p, start, budget, parts, ret_iterations);
    return parts_search(arena, p, start, budget, (struct parting){ parts, ROUNDS_BY_SIZE }, ret_iterations);
}

struct plan *search(struct arena *arena, const struct problem *p, const struct plan *start, const struct budget *budget, int64_t *ret_iterations)
{
    struct budget most = before_the_end(p, budget);
    double begun = budget->now ? budget->now() : 0;
    struct plan *plan = search_kind(p) == SEARCH_ORDER ? order_search(arena, p, start, &most, ret_iterations) : ruined(arena, p, start, &most, ret_iterations);
    struct fault fault;
    if (!plan || !plan_check(plan, &fault)) plan = plan_new(arena, p);
    return finished(arena, plan, budget, begun);
}

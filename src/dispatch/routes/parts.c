/* parts.c — planning in parts: rounds of cutting the plan up and annealing every part on its own, several at once.
 *
 * The rounds share one cooling: round r goes from heat(r/R) to heat((r+1)/R), so that parts are an arrangement of the same annealing and
 * not many short ones. A round that took longer (the first one builds everything) leaves fewer to come. All but the last hand on where they stand, not their best: a hot round has none worth keeping. With a budget of
 * iterations the answer does not depend on which thread took which part. */
#include "dispatch/routes/anneal.h"
#include "dispatch/check/check.h"
#include "dispatch/routes/part.h"
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>

enum { MOST_THREADS = 64 };

struct outcome { struct part part; struct arena *arena; struct plan *planned; int64_t iterations; };

struct round {
    const struct plan *plan;
    const struct cut *cut;
    const struct budget *budget;
    struct outcome *outcomes;
    atomic_int next;
    _Atomic bool *stop;
    int number, rounds, threads;
    double from, to;                         /* shares of the budget between which this round lies; the last one ends at 1 */
    double begun, deadline;                  /* on budget->now's line */
    bool warm;
    int64_t iterations_before;
};

/* A seventh of the heat when there is a plan to begin from: it is to be improved, not forgotten (the same as a child's, breed.h). */
static struct cooling cooling_of(const struct round *r, const struct draft *d)
{
    double hot = (double)mean_way(d) / (r->warm ? 7 : 1), cold = (double)mean_way(d) / 30;
    return (struct cooling){ llround(hot * pow(cold / hot, r->from)) + 1, llround(hot * pow(cold / hot, r->to)) + 1, 0, 1 };
}

static bool time_is_over(const struct round *r)
{
    const struct budget *b = r->budget;
    return b->seconds > 0 && b->now && b->now() - r->begun > b->seconds;
}

static void plan_part(struct round *r, int index)
{
    struct outcome *o = &r->outcomes[index];
    o->part = part_make(r->plan, r->cut, index);
    if (!o->part.p) return;
    struct budget budget = *r->budget;
    struct pace pace = { .budget = &budget, .stop = r->stop };
    o->arena = arena_new();
    struct draft *d = draft_new(o->arena, o->part.p, r->budget->seed * 4096 + (uint64_t)(r->number * 512 + index));
    struct sketch *best = sketch_new(o->arena, d);
    draft_from(d, o->part.start);
    construct(d);
    int left = (r->cut->parts - index + r->threads - 1) / r->threads;
    budget.watch = NULL;
    if (budget.now) pace.begun = budget.now();
    if (budget.seconds > 0 && budget.now) budget.seconds = fmax((r->deadline - pace.begun) / left, 1e-4);
    if (budget.iterations) budget.iterations = budget.iterations * o->part.p->visit_count / (r->plan->problem->visit_count + 1) / r->rounds + 1;
    anneal(d, &pace, cooling_of(r, d), best);
    if (r->to >= 1 || time_is_over(r)) sketch_put(best, d);
    o->planned = draft_plan(d, o->arena);
    o->iterations = pace.iterations;
}

/* Told between parts: how much of everything is done. */
static void tell(struct round *r, int index)
{
    const struct budget *b = r->budget;
    struct progress progress = { b->now ? b->now() - r->begun : 0, r->from + (r->to - r->from) * index / r->cut->parts, r->iterations_before, r->plan->cost, plan_left_out(r->plan) };
    if (b->watch && !b->watch(b->watcher, &progress)) *r->stop = true;
}

/* The next part of this round, or NONE. The first round does all, for without it there is no plan; later ones end when they are told to or
 * time is over. */
static int next_part(struct round *r)
{
    if (r->number && (*r->stop || time_is_over(r))) return NONE;
    int index = atomic_fetch_add(&r->next, 1);
    return index < r->cut->parts ? index : NONE;
}

static void *work_parts(void *data)
{
    struct round *r = data;
    for (int index; (index = next_part(r)) != NONE;) plan_part(r, index);
    return NULL;
}

static void work_and_tell(struct round *r)
{
    for (int index; (index = next_part(r)) != NONE;) {
        plan_part(r, index);
        tell(r, index + 1);
    }
}

static int64_t run_round(struct round *r, struct arena *arena, struct plan *plan)
{
    pthread_t threads[MOST_THREADS];
    int started = 1;
    int64_t iterations = 0;
    while (started < r->threads && !pthread_create(&threads[started], NULL, work_parts, r)) started++;
    work_and_tell(r);
    for (int i = 1; i < started; i++) pthread_join(threads[i], NULL);
    for (int i = 0; i < r->cut->parts; i++) {
        struct outcome *o = &r->outcomes[i];
        if (o->planned) part_put(&o->part, o->planned, arena, plan);
        iterations += o->iterations;
        if (o->part.p) part_free(&o->part);
        if (o->arena) arena_free(o->arena);
        *o = (struct outcome){ .iterations = 0 };
    }
    return iterations;
}

struct plan *parts_search(struct arena *arena, const struct problem *p, const struct plan *start, const struct budget *budget, struct parting parting, int64_t *ret_iterations)
{
    struct arena *own = arena_new();
    struct plan *plan = start ? plan_copy(own, start) : plan_new(own, p);
    struct chance chance = chance_new(budget->seed);
    _Atomic bool stop = false;
    double begun = budget->now ? budget->now() : 0;
    int64_t iterations = 0;
    struct outcome *outcomes = arena_take(own, sizeof *outcomes * (size_t)parting.parts);
    double each = 1.0 / parting.rounds, to = 0;
    for (int number = 0; to < 1 && !(stop && number); number++) {
        struct cut cut = cut_make(own, plan, parting.parts, &chance);
        double used = budget->seconds > 0 && budget->now ? (budget->now() - begun) / budget->seconds : 0, from = used > to ? used : to;
        if (number && from >= 1) break;
        to = from + 1.5 * each >= 1 ? 1 : from + each;
        struct round r = { .plan = plan, .cut = &cut, .budget = budget, .outcomes = outcomes, .stop = &stop, .number = number, .rounds = parting.rounds, .from = from < 1 ? from : 1, .to = to,
            .threads = budget->threads < 1 ? 1 : budget->threads > MOST_THREADS ? MOST_THREADS : budget->threads, .begun = begun, .deadline = begun + budget->seconds * to,
            .warm = start, .iterations_before = iterations };
        iterations += run_round(&r, own, plan);
    }
    struct plan *copy = plan_copy(arena, plan);
    arena_free(own);
    if (ret_iterations) *ret_iterations = iterations;
    return copy;
}

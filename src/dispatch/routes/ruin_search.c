/* ruin_search.c — the trunk, one page: a cooled run; when the budget is long for the size, a few of them, and then their children.
 *
 * How many iterations a visit gets decides: below PER_RUN × CHILDREN_FROM one run takes all, for cooling slowly beats cooling twice; above it
 * runs of PER_RUN fill the first part of the budget with elites, and children (breed.h), cooled from a lower heat, the rest.
 *
 * Threads are islands: where one run takes all, the better one counts. Elites and children are common. Every island has the family in its own
 * memory, raises one child a generation, and takes over all children of it in the same order: the copies stay alike, and with a budget of iterations
 * the answer does not depend on who was first. Measured in docs/decisions/31. */
#include "dispatch/routes/breed.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { ELITES = 6, PER_RUN = 1000, PER_CHILD = 150, PILOT = 64 };
#define ELITE_SHARE 0.4
#define FLEET_FROM 0.1                                   /* of the budget: a first cooling, then routes are dissolved */
#define FLEET_UNTIL 0.6
#define CHILDREN_FROM 1.5                                /* of PER_RUN for every visit in the budget */
#define RATHER_THAN_HALVES 2.25
#define CHILD_HEAT 7                                     /* of the hot end of a whole run */

struct island;
struct circle {                              /* all islands of a run */
    struct island *islands;
    int count;
    pthread_mutex_t gate;                    /* closed until `count` is known */
    pthread_barrier_t meet;
    bool children_or_nothing;
    bool breeds, over;                       /* what the first island says, read after a meeting */
};

struct island {
    struct circle *circle;
    const struct problem *p;
    const struct plan *start;
    struct pace pace;
    uint64_t seed;
    struct arena *arena;
    struct draft *draft;
    struct sketch *best, *elite[ELITES], *child;
    int elites, worse_parent;                /* of the child */
    bool first;                              /* speaks for all */
};

static void meet(struct island *i) { pthread_barrier_wait(&i->circle->meet); }

/* Iterations in the whole budget, as far as a pilot can tell. */
static double expected(struct island *i, double seconds_of_pilot)
{
    const struct budget *b = i->pace.budget;
    double by_time = b->seconds > 0 && b->now ? b->seconds * PILOT / (seconds_of_pilot > 1e-6 ? seconds_of_pilot : 1e-6) : 0;
    return b->iterations && (by_time <= 0 || (double)b->iterations < by_time) ? (double)b->iterations : by_time;
}

static struct cooling whole(const struct draft *d, double until)
{
    int64_t way = mean_way(d);
    return (struct cooling){ way, way / 30 + 1, 0, until };
}

static void remember(struct island *i, const struct sketch *s) { if (s->cost < i->best->cost) sketch_copy(i->best, s, i->draft); }

/* A child takes the place of the worse parent when better, of the worst of all otherwise; one that is there already is nothing new. */
static void adopt(struct island *i, const struct sketch *child, int worse_parent)
{
    int worst = 0;
    for (int e = 0; e < i->elites; e++) {
        if (i->elite[e]->cost == child->cost) return;
        if (i->elite[e]->cost > i->elite[worst]->cost) worst = e;
    }
    int place = child->cost < i->elite[worse_parent]->cost ? worse_parent : worst;
    if (child->cost < i->elite[place]->cost) sketch_copy(i->elite[place], child, i->draft);
}

/* The elites of the others behind one's own, in the order of the islands, until there are ELITES. */
static void gather_elites(struct island *i)
{
    struct sketch *all[ELITES];
    int count = 0;
    for (int e = 0; e < ELITES && count < ELITES; e++) {
        for (int k = 0; k < i->circle->count && count < ELITES; k++) {
            struct island *other = &i->circle->islands[k];
            if (e >= other->elites) continue;
            all[count] = sketch_new(i->arena, i->draft);
            sketch_copy(all[count++], other->elite[e], i->draft);
        }
    }
    meet(i);                                                 /* all have copied: now they may change */
    i->elites = count;
    memcpy(i->elite, all, sizeof all[0] * (size_t)count);
}

static void found_elites(struct island *i)
{
    struct draft *d = i->draft;
    int most = (ELITES + i->circle->count - 1) / i->circle->count;
    while (i->elites < most && (!i->elites || pace_share(&i->pace) < ELITE_SHARE)) {
        struct sketch *elite = i->elite[i->elites] = sketch_new(i->arena, d);
        if (i->elites) {
            draft_clear(d);
            construct(d);
        }
        struct cooling cooling = whole(d, 1);
        cooling.iterations = (int64_t)PER_RUN * d->n;
        anneal(d, &i->pace, cooling, elite);
        remember(i, elite);
        i->elites++;
    }
    meet(i);
    gather_elites(i);
}

static void raise_child(struct island *i)
{
    struct draft *d = i->draft;
    int mother = chance_below(&d->chance, i->elites), father = chance_below(&d->chance, i->elites);
    if (i->elites > 1 && mother == father) father = (mother + 1) % i->elites;
    breed(d, i->elite[mother], i->elite[father]);
    struct cooling cooling = whole(d, 1);
    cooling.hot = cooling.hot / CHILD_HEAT + 1;
    cooling.iterations = (int64_t)PER_CHILD * d->n;
    i->child->cost = COST_MAX;
    anneal(d, &i->pace, cooling, i->child);
    remember(i, i->child);
    i->worse_parent = i->elite[mother]->cost > i->elite[father]->cost ? mother : father;
}

/* The first island's clock is everybody's: no island may wait at a meeting that another one does not come to. */
static bool all_go_on(struct island *i)
{
    if (i->first) i->circle->over = pace_over(&i->pace);
    meet(i);
    return !i->circle->over;
}

static void raise_children(struct island *i)
{
    i->child = sketch_new(i->arena, i->draft);
    while (all_go_on(i)) {
        raise_child(i);
        meet(i);
        for (int k = 0; k < i->circle->count; k++) adopt(i, i->circle->islands[k].child, i->circle->islands[k].worse_parent);
    }
}

static void one_run(struct island *i, bool dear)
{
    if (dear) {
        anneal(i->draft, &i->pace, whole(i->draft, FLEET_FROM), i->best);
        fewer_routes(i->draft, &i->pace, FLEET_UNTIL, i->best);
    }
    anneal(i->draft, &i->pace, whole(i->draft, 1), i->best);
}

static void *island_run(void *data)
{
    struct island *i = data;
    /* the gate: nobody meets before it is known how many there are */
    pthread_mutex_lock(&i->circle->gate);
    pthread_mutex_unlock(&i->circle->gate);
    i->arena = arena_new();
    struct draft *d = i->draft = draft_new(i->arena, i->p, i->seed);
    i->best = sketch_new(i->arena, d);
    if (i->first) { i->pace.draft = d; i->pace.best = i->best; }
    if (i->start) draft_from(d, i->start);
    construct(d);
    double before = i->pace.budget->now ? i->pace.budget->now() : 0;
    struct cooling pilot = whole(d, 1);
    pilot.iterations = PILOT;
    anneal(d, &i->pace, pilot, i->best);
    bool dear = routes_are_dear(d);                          /* elites from scratch would have too many routes */
    double total = expected(i, i->pace.budget->now ? i->pace.budget->now() - before : 0);
    if (i->first) i->circle->breeds = d->plain && !dear && total >= (i->circle->children_or_nothing ? RATHER_THAN_HALVES : CHILDREN_FROM) * PER_RUN * d->n;
    meet(i);
    if (i->circle->breeds) {
        found_elites(i);
        raise_children(i);
    } else if (i->circle->children_or_nothing) return NULL;
    else one_run(i, dear);
    sketch_put(i->best, d);
    return NULL;
}

static struct plan *islands_search(struct arena *arena, const struct problem *p, const struct plan *start, const struct budget *budget, bool children_or_nothing, int64_t *ret_iterations)
{
    struct island islands[64];
    pthread_t threads[64];
    int count = budget->threads < 1 ? 1 : budget->threads > 64 ? 64 : budget->threads, best = 0;
    double begun = budget->now ? budget->now() : 0;
    _Atomic bool stop = false;
    struct circle circle = { .islands = islands, .children_or_nothing = children_or_nothing, .gate = PTHREAD_MUTEX_INITIALIZER };
    for (int i = 0; i < count; i++) islands[i] = (struct island){ .circle = &circle, .p = p, .start = start, .seed = budget->seed * 64 + (uint64_t)i, .first = i == 0, .pace = { .budget = budget, .begun = begun, .stop = &stop } };
    pthread_mutex_lock(&circle.gate);
    for (int i = 1; i < count; i++) if (pthread_create(&threads[i], NULL, island_run, &islands[i])) { count = i; break; }
    circle.count = count;
    pthread_barrier_init(&circle.meet, NULL, (unsigned)count);
    pthread_mutex_unlock(&circle.gate);
    island_run(&islands[0]);
    for (int i = 1; i < count; i++) pthread_join(threads[i], NULL);
    pthread_barrier_destroy(&circle.meet);
    if (ret_iterations) *ret_iterations = 0;
    for (int i = 0; i < count; i++) {
        if (islands[i].best->cost < islands[best].best->cost) best = i;
        if (ret_iterations) *ret_iterations += islands[i].pace.iterations;
    }
    struct plan *plan = children_or_nothing && !circle.breeds ? NULL : draft_plan(islands[best].draft, arena);
    for (int i = 0; i < count; i++) arena_free(islands[i].arena);
    return plan;
}

struct plan *ruin_search(struct arena *arena, const struct problem *p, const struct plan *start, const struct budget *budget, int64_t *ret_iterations)
{
    return islands_search(arena, p, start, budget, false, ret_iterations);
}

struct plan *children_search(struct arena *arena, const struct problem *p, const struct plan *start, const struct budget *budget, int64_t *ret_iterations)
{
    return islands_search(arena, p, start, budget, true, ret_iterations);
}

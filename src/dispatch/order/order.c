/* order.c — simulated annealing on one order of services: see order.h.
 *
 * One step: draw a move, and draw first what it may cost; most proposals then fail on their way alone, before anything is touched.
 * The temperature falls geometrically. A budget that is long for the size is several coolings, for each ends in one valley: scouts
 * from full heat, and then as many from the best plan at a part of the heat. Threads are islands. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "dispatch/order/order.h"
#include "dispatch/order/order_state.h"

enum {
    ROUND = 256,                             /* steps between two looks at the clock */
    MEETING = 2048,                          /* and between two meetings of islands */
    GATHERINGS = 8,                          /* of islands, in the second half of a budget of one cooling */
    PILOT = 4096,                            /* steps whose time tells how many there will be */
    SCOUT = 30000,                           /* steps of an item in one scout's cooling: with 10,000, 300 patients at 10 s are 2 % dearer */
    SCOUTS = 12,                             /* at most: a very long budget makes them slower instead */
    REHEAT = 4,                              /* of the heat, for a cooling from the best: leaves the valley and not the region */
};
#define SCOUTING 0.6                         /* of the budget, where there is time for two scouts */

/* −ln(u) of 4096 equally likely u, in 1/65536, made with whole numbers only so that every machine has the same ones. */
enum { DRAWS = 4096 };
static void fill_heat(uint32_t *heat)
{
    for (uint64_t i = 0; i < DRAWS; i++) {
        uint64_t odd = 2 * i + 1, x = odd << 32, log = 0;          /* log2(odd) by repeated squaring: x in [1, 2) with 32 bits behind */
        while (x >= UINT64_C(2) << 32) { x >>= 1; log += 65536; }
        for (uint64_t bit = 32768; bit; bit >>= 1) {
            x = (x >> 1) * (x >> 1) >> 30;
            if (x >= UINT64_C(2) << 32) { x >>= 1; log += bit; }
        }
        heat[i] = (uint32_t)((13 * 65536 - log) * 45426 >> 16);     /* ln 2 = 45426 / 65536 */
    }
}

/* hot × (cold / hot)^(share / 65536), in whole numbers: halvings first, then the fraction by eight roots of two. */
static cost cooled(cost hot, cost cold, int64_t share)
{
    static const uint32_t roots[8] = { 3037000500, 3611622603, 3938502376, 4112874773, 4202935003, 4248703256, 4271772986, 4283353938 };  /* 2^(32 − 2^−k) */
    int64_t halvings = 0;
    for (cost at = hot; at / 2 >= cold && at; at /= 2) halvings += 65536;
    cost rest = hot >> (halvings / 65536);
    if (rest > cold) halvings += (rest - cold) * 65536 / cold;
    int64_t down = halvings * share >> 16;
    cost heat = hot >> (down >> 16);
    for (int i = 0; i < 8; i++) if (down >> (15 - i) & 1) heat = heat / 65536 * (cost)(roots[i] >> 16) + (heat % 65536) * (cost)(roots[i] >> 16) / 65536;
    return heat > cold ? heat : cold;
}

struct island {
    struct ring *ring;
    struct order_state *state;
    struct order_copy *best;
    int64_t steps;
    pthread_t thread;
};

/* What all islands share; written by island 0 alone, while the others wait at a meeting. */
struct ring {
    const struct order_model *m;
    const struct budget *budget;
    struct island *islands;
    int count;                               /* of islands */
    pthread_barrier_t meeting;
    uint32_t heat[DRAWS];
    int scouts, coolings, cooling;           /* how many, of them all; which one it is now */
    cost hot, cold, told;                    /* of this cooling; told: the cost last told to the watcher */
    double begun, watched;
    int64_t share, from, to;                 /* of the budget that is used, in 1/65536; of this cooling */
    int64_t expected;                        /* steps in the whole budget */
    cost way, lateness;                      /* of a visit, on average in the first plan */
    bool stopped;
};

static double now(const struct ring *ring) { return ring->budget->now ? ring->budget->now() - ring->begun : 0; }

/* Time runs on for those who count it; iterations are the same on every machine. */
static int64_t share_used(const struct ring *ring, int64_t steps)
{
    const struct budget *b = ring->budget;
    int64_t share = b->iterations > 0 ? (int64_t)((__int128)steps * 65536 / b->iterations) : 0;
    int64_t of_time = b->seconds > 0 && b->now ? (int64_t)(now(ring) * 65536 / b->seconds) : 0;
    return of_time > share ? of_time : share;
}

static bool better(cost total, cost broken, const struct order_copy *best)
{
    if (best->total == COST_MAX || !broken != !best->broken) return best->total == COST_MAX || !broken;
    return total < best->total;
}

static bool step(struct order_state *s, cost limit)
{
    const struct order_model *m = s->m;
    int kind = order_draw(s, 100);           /* shares of 100: measured, docs/decisions */
    if (kind < 8) return move_tails(s, limit);
    if (kind < 26) return move_exchange(s, limit);
    if (kind < 36 && m->crews) return move_together(s, limit);
    if (kind < 46 && (m->optional || s->sums.unserved)) return move_serve(s, limit);
    if (kind < 50 && m->breaks) return move_pause(s, limit);
    return move_relocate(s, limit);
}

static void anneal(struct island *island, cost heat, int64_t steps)
{
    struct order_state *s = island->state;
    for (int64_t i = 0; i < steps; i++) {
        cost limit = s->sums.total + (cost)((__int128)heat * island->ring->heat[dice_next(&s->dice) >> 52] >> 16);
        if (step(s, limit) && better(s->sums.total, s->sums.broken, island->best)) order_save(s, island->best);
    }
    island->steps += steps;
}

static struct island *best_island(const struct ring *ring)
{
    struct island *best = &ring->islands[0];
    for (int i = 1; i < ring->count; i++)
        if (better(ring->islands[i].best->total, ring->islands[i].best->broken, best->best)) best = &ring->islands[i];
    return best;
}

/* About ten times a second and at each better plan. */
static bool watch(struct ring *ring)
{
    const struct budget *b = ring->budget;
    const struct order_copy *best = best_island(ring)->best;
    double at = now(ring);
    if (!b->watch || (best->total == ring->told && at - ring->watched < 0.1)) return true;
    ring->watched = at;
    ring->told = best->total;
    int out = 0;
    for (int v = 0; v < ring->m->visits; v++) out += best->slot[v] == NONE;
    struct progress progress = { at, (double)ring->share / 65536, ring->islands[0].steps, best->total, out };
    return b->watch(b->watcher, &progress);
}

/* A long cooling begins hotter: the more steps a service gets the better it pays to choose the valley slowly. Sixteenths, the root of
 * the steps a service gets over STEPS_OF_ONE, one to four (measured at 1 and 10 s on 50 to 100 visits). */
enum { STEPS_OF_ONE = 36000 };
static cost patience(const struct ring *ring, double part)
{
    double each = (double)ring->expected * part / (ring->m->items + 1) / STEPS_OF_ONE;
    int64_t root = 16;
    while (root < 64 && (double)(root * root) < each * 256) root++;
    return root;
}

/* Where the cooling that begins now lies in the budget, and how hot it begins: at the scale of things, which is what a way costs on average in
 * the first plan; hotter where that plan is late, for then there are many valleys with high walls between them. */
static void set_cooling(struct ring *ring)
{
    bool scouts = ring->cooling < ring->scouts;
    double all = ring->coolings > ring->scouts ? SCOUTING : 1, each = scouts ? all / ring->scouts : (1 - all) / (ring->coolings - ring->scouts);
    ring->from = ring->to;
    ring->to = ring->cooling + 1 == ring->coolings ? 65536 : ring->from + (int64_t)(each * 65536);
    ring->hot = (2 * ring->way * patience(ring, each) / 16 + ring->lateness) / (scouts ? 1 : REHEAT);
    ring->cold = ring->way / 30 + 1;
}

/* All islands have walked as far; the first one looks at the clock for all of them. */
static void meet(struct island *island)
{
    struct ring *ring = island->ring;
    if (ring->count > 1) pthread_barrier_wait(&ring->meeting);
    if (island == ring->islands) {
        ring->share = share_used(ring, island->steps);
        if (ring->share >= ring->to && ring->cooling + 1 < ring->coolings) {
            ring->cooling++;
            set_cooling(ring);
        }
        ring->stopped |= ring->share >= 65536 || !watch(ring);
    }
    if (ring->count > 1) pthread_barrier_wait(&ring->meeting);
}

static void gather(struct island *island)
{
    struct ring *ring = island->ring;
    order_load(island->state, best_island(ring)->best);
    if (ring->count > 1) pthread_barrier_wait(&ring->meeting);               /* nobody overwrites what another still reads */
}

static cost heat_now(const struct ring *ring)
{
    int64_t share = ring->to > ring->from ? (ring->share - ring->from) * 65536 / (ring->to - ring->from) : 65536;
    return cooled(ring->hot, ring->cold, share < 65536 ? share : 65536);
}

/* All coolings. Islands scout apart and reheat the best of them all; in a budget of one cooling they walk apart while it is hot, and gather at
 * the best of them ever more often as it gets cold. */
static void run(struct island *island)
{
    struct ring *ring = island->ring;
    const struct budget *b = ring->budget;
    int64_t gathered = GATHERINGS / 2, apart = ring->count > 1 ? MEETING : ROUND;
    int cooling = 0;
    while (!ring->stopped) {
        int64_t left = b->iterations > 0 ? b->iterations - island->steps : apart, gathering = ring->share * GATHERINGS >> 16;
        bool alone = ring->count == 1 || ring->coolings > 1;
        if (ring->cooling != cooling ? ring->cooling >= ring->scouts : !alone && gathering > gathered) gather(island);
        cooling = ring->cooling;
        if (gathering > gathered) gathered = gathering;
        anneal(island, heat_now(ring), left < apart ? left : apart);
        meet(island);
    }
}

static void *run_thread(void *island) { run(island); return NULL; }

static void run_all(struct ring *ring)
{
    int started = 1;
    for (; started < ring->count; started++)
        if (pthread_create(&ring->islands[started].thread, NULL, run_thread, &ring->islands[started])) abort();
    run(&ring->islands[0]);
    for (int i = 1; i < started; i++) pthread_join(ring->islands[i].thread, NULL);
}

static void measure_scale(struct ring *ring, const struct order_state *s)
{
    cost served = 1;
    for (int v = 0; v < ring->m->visits; v++) served += s->slot[v] != NONE;
    ring->way = s->sums.travel / served + 1;
    ring->lateness = (s->sums.late + ring->m->p->weights.worst_late * s->sums.worst_late) / served;
}

/* How many steps there will be: those of the budget, or as many as the time has room for, by a few at full heat. */
static void look_ahead(struct ring *ring)
{
    const struct budget *b = ring->budget;
    double before = now(ring);
    ring->expected = b->iterations;
    if (b->seconds > 0 && b->now && !ring->stopped) {
        anneal(&ring->islands[0], 2 * ring->way + ring->lateness, PILOT);
        double of_time = b->seconds * PILOT / (now(ring) - before + 1e-6);
        if (!b->iterations || of_time < (double)b->iterations) ring->expected = of_time < 1e15 ? (int64_t)of_time : INT64_C(1000000000000000);
    }
    double scouts = (double)ring->expected * SCOUTING / (ring->m->items + 1) / SCOUT;
    ring->scouts = scouts < 2 ? 1 : scouts > SCOUTS ? SCOUTS : (int)scouts;
    ring->coolings = ring->scouts > 1 ? 2 * ring->scouts : 1;
}

struct plan *order_search(struct arena *arena, const struct problem *p, const struct plan *start, const struct budget *budget, int64_t *ret_iterations)
{
    struct arena *own = arena_new();
    struct ring *ring = arena_take(own, sizeof *ring);
    *ring = (struct ring){ .budget = budget, .begun = budget->now ? budget->now() : 0, .m = order_model_new(own, p), .count = budget->threads > 1 ? budget->threads : 1 };
    ring->islands = arena_take(own, sizeof *ring->islands * (size_t)ring->count);
    fill_heat(ring->heat);
    pthread_barrier_init(&ring->meeting, NULL, (unsigned)ring->count);
    for (int i = 0; i < ring->count; i++) {
        struct island *island = &ring->islands[i];
        *island = (struct island){ ring, order_state_new(own, ring->m, budget->seed * 1000003 + (uint64_t)i), order_copy_new(own, ring->m), 0, 0 };
        if (i) order_load(island->state, ring->islands[0].best);
        else if (start) order_take(island->state, start);
        else order_build(island->state);
        order_save(island->state, island->best);
    }
    measure_scale(ring, ring->islands[0].state);
    ring->stopped = !ring->m->items || (budget->iterations <= 0 && !(budget->seconds > 0 && budget->now));
    look_ahead(ring);
    set_cooling(ring);
    run_all(ring);
    struct island *best = best_island(ring);
    order_load(best->state, best->best);
    order_mend(best->state);
    struct plan *plan = order_plan(arena, best->state);
    if (ret_iterations) *ret_iterations = ring->islands[0].steps;
    pthread_barrier_destroy(&ring->meeting);
    arena_free(own);
    return plan;
}

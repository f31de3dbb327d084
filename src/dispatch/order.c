/* order.c — simulated annealing on one order of services: see order.h.
 *
 * One step: draw a move, and draw first what it may cost; most proposals then fail on their way alone, before anything is touched.
 * The temperature falls geometrically over a cycle; several cycles share the budget, each begins from the best plan known. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "dispatch/order.h"
#include "dispatch/order_state.h"

enum { ROUND = 256 };                        /* steps between two looks at the clock */

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
    struct order_state *state;
    struct order_copy *best;
    struct ring *ring;
    int index;
    int64_t steps;
};

/* What all islands share. */
struct ring {
    const struct problem *p;
    const struct order_model *m;
    const struct budget *budget;
    double begun;
    uint32_t heat[DRAWS];
    struct island *islands;
    pthread_barrier_t meeting;
    bool stopped;                            /* by the watcher; written by island 0 at meetings only */
    cost hot, cold;
    int cycles;
};

/* How much of the budget is used, in 1/65536. */
static int64_t share_used(const struct ring *ring, int64_t steps)
{
    const struct budget *b = ring->budget;
    int64_t share = b->iterations > 0 ? steps * 65536 / b->iterations : 0;
    if (b->seconds > 0 && b->now) {
        int64_t of_time = (int64_t)((b->now() - ring->begun) * 65536 / b->seconds);
        if (of_time > share) share = of_time;
    }
    return share;
}

static bool better(const struct sums *sums, const struct order_copy *best)
{
    bool whole = !sums->broken, best_whole = !best->broken;
    if (best->total == COST_MAX) return true;
    return whole != best_whole ? whole : sums->total < best->total;
}

static bool step(struct order_state *s, cost limit)
{
    int kind = order_draw(s, 100);
    if (kind < 8) return move_tails(s, limit);
    if (kind < 26) return move_exchange(s, limit);
    if (kind < 36 && s->m->crews) return move_together(s, limit);
    if (kind < 40 && s->m->optional) return move_serve(s, limit);
    if (kind < 44 && s->m->breaks) return move_pause(s, limit);
    return move_relocate(s, limit);
}

static void anneal_round(struct island *island, cost heat)
{
    struct order_state *s = island->state;
    for (int i = 0; i < ROUND; i++) {
        cost limit = s->sums.total + (heat * (cost)island->ring->heat[dice_next(&s->dice) >> 52] >> 16);
        if (step(s, limit) && better(&s->sums, island->best)) order_save(s, island->best);
    }
    island->steps += ROUND;
}

static void run(struct island *island)
{
    struct ring *ring = island->ring;
    struct order_state *s = island->state;
    int64_t share = 0, cycle = 0;
    int64_t limit = ring->budget->iterations > 0 ? ring->budget->iterations : INT64_MAX;
    while (share < 65536 && island->steps < limit) {
        int64_t within = share * ring->cycles;
        if (within >> 16 != cycle) {
            cycle = within >> 16;
            order_load(s, island->best);
        }
        anneal_round(island, cooled(cycle ? ring->hot / 2 : ring->hot, ring->cold, within & 65535));
        share = share_used(ring, island->steps);
    }
}

static struct plan *plan_of(struct arena *arena, struct island *island)
{
    order_load(island->state, island->best);
    return order_plan(arena, island->state);
}

/* The scale of things: what a way costs on average in the first plan. */
static void set_heat(struct ring *ring, const struct order_state *s)
{
    int served = 1;
    for (int v = 0; v < ring->m->visits; v++) served += s->slot[v] != NONE;
    cost way = s->sums.travel / served + 1;
    const char *hot = getenv("HOT"), *cold = getenv("COLD"), *cycles = getenv("CYCLES");
    ring->hot = (cost)((double)way * (hot ? atof(hot) : 2.0));
    ring->cold = (cost)((double)way / (cold ? atof(cold) : 30)) + 1;
    ring->cycles = cycles ? atoi(cycles) : 1;
}

struct plan *order_search(struct arena *arena, const struct problem *p, const struct plan *start, const struct budget *budget, int64_t *ret_iterations)
{
    struct arena *own = arena_new();
    struct ring *ring = arena_take(own, sizeof *ring);
    *ring = (struct ring){ .p = p, .budget = budget, .begun = budget->now ? budget->now() : 0, .m = order_model_new(own, p) };
    fill_heat(ring->heat);
    struct island island = { order_state_new(own, ring->m, budget->seed), order_copy_new(own, ring->m), ring, 0, 0 };
    if (start) order_take(island.state, start);
    else order_build(island.state);
    set_heat(ring, island.state);
    order_save(island.state, island.best);
    if (getenv("VERBOSE")) fprintf(stderr, "start %lld broken %lld unserved %lld hot %lld cold %lld\n", (long long)island.best->total, (long long)island.best->broken, (long long)island.state->sums.unserved, (long long)ring->hot, (long long)ring->cold);
    run(&island);
    struct plan *plan = plan_of(arena, &island);
    if (getenv("VERBOSE")) fprintf(stderr, "end %lld broken %lld unserved %lld travel %lld late %lld worst %d days %lld idle %d steps %lld\n", (long long)island.state->sums.total, (long long)island.best->broken, (long long)island.state->sums.unserved,
        (long long)island.state->sums.travel, (long long)island.state->sums.late, island.state->sums.worst_late, (long long)island.state->sums.days, island.state->sums.worst_idle, (long long)island.steps);
    if (ret_iterations) *ret_iterations = island.steps;
    arena_free(own);
    return plan;
}

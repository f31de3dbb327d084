#include "dispatch/times/timing.h"
#include "base/random.h"
#include "test/test.h"

enum { NODES = 4, HORIZON = 9 };             /* small enough to try all times */

static struct timing random_system(struct arena *arena, struct dice *dice)
{
    struct timing t = timing_new(arena);
    for (int i = 1; i < NODES; i++) {
        int node = timing_node(&t);
        timing_least(&t, 0, node, 0, COST_MAX);
        timing_most(&t, 0, node, HORIZON, COST_MAX);
    }
    for (int i = 0; i < 8; i++) {
        int from = (int)dice_below(dice, NODES), to = (int)dice_below(dice, NODES);
        if (from != to) timing_most(&t, from, to, (ticks)dice_below(dice, 13) - 6, dice_below(dice, 4) ? 1 + dice_below(dice, 20) : COST_MAX);
    }
    return t;
}

/* COST_MAX when a rule is broken. */
static cost cost_at(const struct timing *t, const int *at)
{
    cost sum = 0;
    for (int i = 0; i < t->count; i++) {
        const struct tie *tie = &t->ties[i];
        int beyond = at[tie->to] - at[tie->from] - tie->gap;
        if (beyond > 0 && tie->price >= COST_MAX) return COST_MAX;
        if (beyond > 0) sum += beyond * tie->price;
    }
    return sum;
}

static cost cheapest_of_all(const struct timing *t)
{
    cost best = COST_MAX;
    for (int a = 0; a <= HORIZON; a++) {
        for (int b = 0; b <= HORIZON; b++) {
            for (int c = 0; c <= HORIZON; c++) {
                cost here = cost_at(t, (int[]){ 0, a, b, c });
                if (here < best) best = here;
            }
        }
    }
    return best;
}

TEST(the_cheapest_times_are_those_of_trying_all)
{
    struct arena *arena = arena_new();
    int impossible = 0;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        struct dice dice = { seed };
        struct timing t = random_system(arena, &dice);
        cost best = cheapest_of_all(&t), found = COST_MAX;
        bool well = timing_solve(&t, &found);
        impossible += !well;
        EQUAL(well, best < COST_MAX);
        if (well) EQUAL(found, best);
        if (well) EQUAL(cost_at(&t, (int[]){ (int)t.at[0], (int)t.at[1], (int)t.at[2], (int)t.at[3] }), best);
        CHECK(timing_solve(&t, NULL) == well);
        if (well) CHECK(cost_at(&t, (int[]){ (int)t.at[0], (int)t.at[1], (int)t.at[2], (int)t.at[3] }) < COST_MAX);
        arena_reset(arena);
    }
    CHECK(impossible > 300 && impossible < 2700);
    arena_free(arena);
}

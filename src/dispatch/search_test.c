/* search_test.c — the search against the referee, and against the best plan of small problems. */
#include "dispatch/check.h"
#include "dispatch/order.h"
#include "dispatch/ruin.h"
#include "dispatch/testing.h"
#include "test/test.h"
#include <stdio.h>
#include <stdlib.h>

/* What the trunk was asked to find, and found. */
struct tally { int problems, untrue, best, worse; double gap; };

static void try_one(struct tally *tally, struct recipe recipe)
{
    struct problem *p = random_problem(recipe);
    struct arena *arena = arena_new();
    struct fault fault = { 0 };
    struct budget budget = { .iterations = 400, .threads = 1, .seed = recipe.seed };
    struct plan *found = ruin_search(arena, p, NULL, &budget, NULL), *best = exhaust(arena, p);
    tally->problems++;
    if (!best) { problem_free(p); arena_free(arena); return; }
    if (!plan_check(found, &fault)) {
        tally->untrue++;
        if (tally->untrue < 8) printf("  seed %llu: %s %s\n", (unsigned long long)recipe.seed, fault.where, fault.what);
    } else if (plan_check(best, &fault)) {
        CHECK(found->cost >= best->cost);
        tally->best += found->cost == best->cost;
        if (found->cost != best->cost) {
            tally->worse++;
            tally->gap += (double)(found->cost - best->cost) / (double)(best->cost ? best->cost : 1);
            if (getenv("TELL")) printf("  seed %llu: %lld against %lld, out %d %d\n", (unsigned long long)recipe.seed, (long long)found->cost, (long long)best->cost, plan_left_out(found), plan_left_out(best));
        }
    }
    problem_free(p);
    arena_free(arena);
}

TEST(on_small_random_problems_the_search_finds_true_plans_and_mostly_the_best)
{
    struct tally tally = { 0 };
    unsigned one[] = { 0, WITH_WINDOWS, WITH_SKILLS, WITH_LIMITS, WITH_LOADS, WITH_PAUSES, WITH_PRICES, WITH_FAIRNESS, WITH_PROMISES, WITH_PINS, WITH_POOLS, WITH_RELATIONS, WITH_SHIPMENTS, WITH_ALL_EXACT };
    for (size_t k = 0; k < sizeof one / sizeof *one; k++) {
        struct tally t = { 0 };
        for (uint64_t seed = 1; seed <= 30; seed++) try_one(&t, (struct recipe){ .seed = seed, .visits = 3 + (int)(seed % 3), .workers = 2, .days = 1 + (int)(seed % 2), .features = one[k] });
        printf("  features %x: %d problems, %d untrue, %d best, %d worse by %.1f %%\n", one[k], t.problems, t.untrue, t.best, t.worse, t.worse ? 100 * t.gap / t.worse : 0);
        tally.untrue += t.untrue;
    }
    EQUAL(tally.untrue, 0);
}

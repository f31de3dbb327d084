#include "dispatch/check/check.h"
#include "dispatch/routes/ruin.h"
#include "dispatch/search.h"
#include "dispatch/testing.h"
#include "test/test.h"
#include <stdio.h>
#include <stdlib.h>

static bool is_long(void) { return getenv("TEST_LONG") && *getenv("TEST_LONG"); }

/* Small problems with every feature mixed, against the best plan of all: true, never better (the referee would be wrong), seldom worse. */
TEST(small_problems_are_solved_as_well_as_by_trying_everything)
{
    int count = is_long() ? 10000 : 250, best_found = 0, comparable = 0;
    for (uint64_t seed = 1; seed <= (uint64_t)count; seed++) {
        unsigned features = seed % 3 ? WITH_ALL_EXACT & (unsigned)(seed * 2654435761u >> 5) : WITH_ALL_EXACT;
        struct problem *p = random_problem((struct recipe){ seed, 2 + (int)(seed % (is_long() ? 6 : 4)), 1 + (int)(seed / 7 % 3), 1 + (int)(seed / 21 % 2), features });
        struct arena *arena = arena_new();
        struct fault fault = { 0 };
        struct plan *best = exhaust(arena, p), *plan = search(arena, p, NULL, &(struct budget){ .iterations = 600, .threads = 1, .seed = seed }, NULL);
        bool well = plan_check(plan, &fault);
        if (!well && getenv("TEST_VERBOSE")) printf("  seed %d: %s %s\n", (int)seed, fault.where, fault.what);
        if (best) CHECK(well);
        if (best && well) {
            comparable++;
            best_found += plan->cost == best->cost;
            CHECK(plan->cost >= best->cost);
            if (plan->cost != best->cost && getenv("TEST_VERBOSE")) printf("  seed %d: %lld, the best is %lld (kind %d, features %x)\n", (int)seed, (long long)plan->cost, (long long)best->cost, search_kind(p), features);
        }
        arena_free(arena);
        problem_free(p);
    }
    if (getenv("TEST_VERBOSE")) printf("  best found %d of %d\n", best_found, comparable);
    CHECK(best_found * 100 >= comparable * 90);
}

/* In parts, what hangs together with somebody elsewhere or holds a thing of a pool stays as the plan to begin from has it. */
TEST(parts_of_a_problem_make_a_true_plan_with_pools_relations_and_all_the_rest)
{
    int with_pools = 0;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct problem *p = random_problem((struct recipe){ seed, 24, 5, 1, WITH_ALL });
        struct arena *arena = arena_new();
        struct fault fault = { 0 };
        struct plan *start = random_plan(arena, p, seed, 30);
        struct budget budget = { .iterations = 400, .threads = 2, .seed = seed };
        struct plan *plan = start ? parts_search(arena, p, start, &budget, (struct parting){ 2, 3 }, NULL) : NULL;
        if (plan && !plan_check(plan, &fault)) printf("  seed %d: %s %s\n", (int)seed, fault.where, fault.what);
        CHECK(!plan || plan_check(plan, &fault));
        for (int v = 0; plan && v < p->visit_count; v++) {
            if (p->visits[v].pool == NONE || start->slot_of[v] == NONE) continue;
            EQUAL(plan->slot_of[v], start->slot_of[v]);
            with_pools++;
        }
        arena_free(arena);
        problem_free(p);
    }
    CHECK(with_pools > 20);
}

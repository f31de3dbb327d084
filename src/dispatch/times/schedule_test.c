#include "dispatch/check/check.h"
#include "dispatch/formats/format_zhangjia.h"
#include "dispatch/times/schedule.h"
#include "dispatch/testing.h"
#include "test/test.h"
#include <stdio.h>
#include <stdlib.h>

static bool is_long(void) { return getenv("TEST_LONG") && *getenv("TEST_LONG"); }

static struct recipe recipe_of(uint64_t seed, int most_visits, unsigned features)
{
    return (struct recipe){ .seed = seed, .visits = 1 + (int)(seed % (uint64_t)most_visits), .workers = 1 + (int)(seed / 7 % 3), .days = 1 + (int)(seed / 21 % 2),
        .features = seed % 5 == 4 ? features : features & (unsigned)(seed * 2654435761u >> 3) };
}

TEST(random_problems_have_true_plans_and_come_out_of_the_format_the_same)
{
    int served = 0, all = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct problem *p = random_problem(recipe_of(seed, 12, WITH_ALL));
        struct arena *arena = arena_new();
        struct instance again;
        struct fault fault = { 0 };
        struct plan *plan = random_plan(arena, p, seed, 10);
        CHECK(plan || recipe_of(seed, 12, WITH_ALL).features & WITH_PINS);
        if (plan) served += p->visit_count - plan_left_out(plan);
        all += p->visit_count;
        text once = zhangjia_problem(arena, p);
        CHECK(instance_open(&again, "auto", OBJECTIVE_DISTANCE, once, strlen(once), &fault));
        SAME_TEXT(fault.what, "");
        if (again.problem) SAME_TEXT(zhangjia_problem(arena, again.problem), once);
        struct plan *same = plan && again.problem ? zhangjia_format.read_solution(&again, arena, zhangjia_plan(arena, plan), strlen(zhangjia_plan(arena, plan)), &fault) : NULL;
        if (plan) CHECK(same && plan_check(same, &fault) && same->cost == plan->cost);
        instance_close(&again);
        arena_free(arena);
        problem_free(p);
    }
    CHECK(served * 100 > all * 25);
}

TEST(the_best_of_all_plans_is_true_and_no_random_plan_is_better)
{
    int count = is_long() ? 3000 : 150, true_plans = 0;
    for (uint64_t seed = 1; seed <= (uint64_t)count; seed++) {
        struct problem *p = random_problem(recipe_of(seed, is_long() ? 6 : 5, WITH_ALL_EXACT));
        struct arena *arena = arena_new();
        struct fault fault = { 0 };
        struct plan *best = exhaust(arena, p);
        CHECK(best || recipe_of(seed, 6, WITH_ALL_EXACT).features & WITH_PINS);
        if (best) CHECK(plan_check(best, &fault));
        for (uint64_t i = 0; best && i < 5; i++) {
            struct plan *plan = random_plan(arena, p, i, 0);
            true_plans += plan != NULL;
            if (plan) CHECK(plan->cost >= best->cost);
        }
        arena_free(arena);
        problem_free(p);
    }
    CHECK(true_plans > count);
}

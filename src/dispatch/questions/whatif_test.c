#include "dispatch/check/check.h"
#include "dispatch/testing.h"
#include "dispatch/questions/whatif.h"
#include "test/test.h"

static struct problem *sample(uint64_t seed)
{
    return random_problem((struct recipe){ seed, 8 + (int)(seed % 8), 3, 1 + (int)(seed % 2), seed % 3 ? WITH_ALL & (unsigned)(seed * 2654435761u >> 5) : WITH_ALL });
}

TEST(who_is_lost_serves_nobody_and_the_rest_is_planned_again)
{
    int cases = 0, moved = 0;
    for (uint64_t seed = 1; seed <= 150; seed++) {
        struct problem *p = sample(seed);
        struct arena *arena = arena_new();
        struct fault fault = { 0 };
        struct plan *plan = random_plan(arena, p, seed, 0);
        int lost[] = { (int)(seed % 3) };
        struct whatif *w = plan ? whatif(arena, plan, &(struct supposition){ .lost = lost, .lost_count = 1 }, &fault) : NULL;
        for (int v = 0; w && v < p->visit_count; v++) {
            int slot = w->plan->slot_of[v];
            if (slot != NONE) CHECK(p->slots[slot].worker != lost[0]);
            moved += slot != NONE && plan->slot_of[v] != NONE && p->slots[plan->slot_of[v]].worker == lost[0];
        }
        if (w) {
            cases++;
            EQUAL(w->now.cost, plan->cost);
            EQUAL(w->then.cost, w->plan->cost);
            EQUAL(w->then.served, p->visit_count - plan_left_out(w->plan));
            EQUAL(w->then.visits, w->now.visits);
        }
        arena_free(arena);
        problem_free(p);
    }
    CHECK(cases > 90 && moved > 20);
}

TEST(a_tenth_more_is_asked_for_and_counted)
{
    int more = 0, all = 0, served_before = 0, served = 0;
    for (uint64_t seed = 1; seed <= 150; seed++) {
        struct problem *p = sample(seed);
        struct arena *arena = arena_new();
        struct fault fault = { 0 };
        struct plan *plan = random_plan(arena, p, seed, 0);
        struct whatif *w = plan ? whatif(arena, plan, &(struct supposition){ .more = 300 }, &fault) : NULL;
        if (w) {
            more += w->then.visits - w->now.visits;
            all += w->now.visits;
            served_before += w->now.served;
            served += w->then.served;
        }
        arena_free(arena);
        problem_free(p);
    }
    CHECK(more * 100 > all * 15 && more * 100 <= all * 30);
    CHECK(served > served_before);
}

TEST(nobody_is_lost_who_is_not_there)
{
    struct problem *p = random_problem((struct recipe){ 1, 5, 3, 1, 0 });
    struct arena *arena = arena_new();
    struct fault fault;
    struct plan *plan = random_plan(arena, p, 1, 0);
    int lost[] = { 3 };
    CHECK(plan && !whatif(arena, plan, &(struct supposition){ .lost = lost, .lost_count = 1 }, &fault));
    SAME_TEXT(fault.what, "loses a worker who is not there");
    arena_free(arena);
    problem_free(p);
}

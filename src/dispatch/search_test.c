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

/* A visit of five and a half hours from eight on: the pause cannot be taken within five hours of leaving home, and has a price. Many of them, so
 * that the search itself must know (what is left out of few is looked at once more with exact times). */
TEST(a_pause_that_has_a_price_is_left_out_rather_than_a_visit)
{
    enum { DAYS = 70, LONG = 330, PRICE = 60 };
    struct problem *p = problem_new();
    struct fault fault = { 0 };
    static const ticks nowhere[4] = { 0, 10, 10, 0 };
    for (int i = 0; i < 2; i++) add_place(p, (struct place){ 0 });
    add_profile(p, (struct profile){ .name = "", .time = nowhere });
    for (int i = 0; i < DAYS; i++) {
        struct worker worker = worker_default;
        struct slot slot = slot_default;
        worker.id = slot.id = i + 1;
        slot.worker = add_worker(p, worker);
        slot.profile = slot.start = 0;
        slot.from = 360;
        slot.to = 1200;
        slot.per_travel = 1;
        add_slot(p, slot);
        struct pause pause = { .id = i + 1, .windows = 1, .length = 30, .when_span = 300, .after = 300, .missed = PRICE };
        pause.window[0] = (struct window){ 660, 810, 810 };
        add_pause(p, pause);
    }
    for (int i = 0; i < DAYS; i++) {
        struct visit visit = visit_default;
        visit.id = i + 1;
        visit.place = 1;
        visit.duration = LONG;
        visit.unserved = 100000;
        add_visit(p, visit);
        add_window(p, 480, 480, 480);
    }
    CHECK(problem_seal(p, false, &fault));
    struct arena *arena = arena_new();
    struct plan *plan = ruin_search(arena, p, NULL, &(struct budget){ .iterations = 50, .threads = 1, .seed = 1 }, NULL);
    CHECK(plan_check(plan, &fault));
    EQUAL(plan_left_out(plan), 0);
    EQUAL(plan->terms[TERM_MISSED_PAUSE], DAYS * PRICE);
    arena_free(arena);
    problem_free(p);
}

/* Twelve visits on a line of places, four alike slots from its end: what ruin_search.c breeds on. */
static struct problem *plain_problem(void)
{
    enum { VISITS = 12, SLOTS = 4 };
    static ticks ways[(VISITS + 1) * (VISITS + 1)];
    struct problem *p = problem_new();
    struct fault fault = { 0 };
    for (int i = 0; i <= VISITS; i++) {
        add_place(p, (struct place){ 0 });
        for (int k = 0; k <= VISITS; k++) ways[i * (VISITS + 1) + k] = 7 * abs(i * 5 % 13 - k * 5 % 13);
    }
    add_profile(p, (struct profile){ .name = "", .time = ways });
    for (int i = 0; i < SLOTS; i++) {
        struct worker worker = worker_default;
        struct slot slot = slot_default;
        worker.id = slot.id = i + 1;
        slot.worker = add_worker(p, worker);
        slot.profile = slot.start = slot.end = 0;
        slot.from = 0;
        slot.to = 600;
        slot.per_travel = 1;
        add_slot(p, slot);
    }
    for (int i = 0; i < VISITS; i++) {
        struct visit visit = visit_default;
        visit.id = visit.place = i + 1;
        visit.duration = 20;
        visit.unserved = 100000;
        add_visit(p, visit);
        add_window(p, i * 30 % 200, i * 30 % 200 + 120, i * 30 % 200 + 120);
    }
    CHECK(problem_seal(p, false, &fault));
    return p;
}

/* Elites and children of all islands are common: who was faster must not show. Steps enough for children. */
TEST(islands_that_breed_together_answer_the_same_every_time)
{
    struct problem *p = plain_problem();
    CHECK(draft_is_plain(p));
    for (uint64_t seed = 1; seed <= 2; seed++) {
        struct arena *arena = arena_new();
        struct fault fault = { 0 };
        struct budget budget = { .iterations = 19000, .threads = 2, .seed = seed };
        struct plan *first = ruin_search(arena, p, NULL, &budget, NULL), *again = ruin_search(arena, p, NULL, &budget, NULL);
        CHECK(plan_check(first, &fault) && plan_check(again, &fault));
        EQUAL(plan_left_out(first), 0);
        EQUAL(first->cost, again->cost);
        for (int v = 0; v < p->visit_count; v++) EQUAL(first->slot_of[v], again->slot_of[v]);
        arena_free(arena);
    }
    problem_free(p);
}

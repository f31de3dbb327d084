/* metamorphic_test.c — what must change nothing: other numbers for ids, another zero of time, one worker more who can do nothing, the same things
 * told in another order. Asked of the referee, of insertion and of the best plan of all. */
#include "dispatch/check/check.h"
#include "dispatch/questions/insert.h"
#include "dispatch/testing.h"
#include "dispatch/questions/variant.h"
#include "test/test.h"
#include <stdlib.h>
#include <string.h>

enum { LATER = 1440 * 3 };                   /* whole days: peaks are of each day */

static bool is_long(void) { return getenv("TEST_LONG") && *getenv("TEST_LONG"); }

static void renumber(struct problem *p)
{
    for (int v = 0; v < p->visit_count; v++) p->visits[v].id = 1000000 - 7 * p->visits[v].id;
    for (int s = 0; s < p->slot_count; s++) p->slots[s].id = 5000 - p->slots[s].id;
    for (int w = 0; w < p->worker_count; w++) p->workers[w].id = 90 - p->workers[w].id;
}

static void add_idle_worker(struct problem *p)
{
    struct worker w = worker_default;
    struct slot s = slot_default;
    w.id = 77777;
    s.id = 77777;
    s.worker = add_worker(p, w);
    s.from = 1440;
    s.to = 1440;
    s.most_stops = 0;
    s.capacity[0] = 9;
    add_slot(p, s);
}

static void shift_visit(struct visit *v, ticks by)
{
    v->was_start += v->was_slot == NONE ? 0 : by;
    v->pin_start += v->pin_start == NONE ? 0 : by;
}

/* Everything begins `by` later. */
static void shift(struct problem *p, ticks by)
{
    for (int i = 0; i < p->window_count; i++) p->windows[i] = (struct window){ p->windows[i].from + by, p->windows[i].due + by, p->windows[i].to + by };
    for (int v = 0; v < p->visit_count; v++) shift_visit(&p->visits[v], by);
    for (int s = 0; s < p->slot_count; s++) {
        struct slot *slot = &p->slots[s];
        slot->from += by;
        slot->to += by;
        slot->open += slot->open > -TICKS_MAX ? by : 0;
        slot->regular_end += slot->regular_end < TICKS_MAX ? by : 0;
    }
    for (int i = 0; i < p->pause_count; i++) for (int k = 0; k < p->pauses[i].windows; k++) { p->pauses[i].window[k].from += by; p->pauses[i].window[k].due += by; p->pauses[i].window[k].to += by; }
}

static void shift_plan(struct plan *plan, ticks by)
{
    for (int s = 0; s < plan->problem->slot_count; s++) {
        struct route *route = &plan->routes[s];
        if (route->count) route->begin += by;
        for (int i = 0; i < route->count; i++) route->stops[i].start += by;
        for (int i = 0; i < route->taken_count; i++) route->taken[i].start += by;
    }
}

static void shift_later(struct problem *p) { shift(p, LATER); }

/* The last liking, need and relation first. */
static void tell_backwards(struct problem *p)
{
    for (int v = 0; v < p->visit_count; v++) {
        struct visit *visit = &p->visits[v];
        if (v && visit->first_liking == p->visits[v - 1].first_liking) continue;        /* a crew shares its lists */
        for (int i = 0, k = visit->likings - 1; i < k; i++, k--) {
            struct liking swap = p->likings[visit->first_liking + i];
            p->likings[visit->first_liking + i] = p->likings[visit->first_liking + k];
            p->likings[visit->first_liking + k] = swap;
        }
    }
    for (int i = 0, k = p->relation_count - 1; i < k; i++, k--) {
        struct relation swap = p->relations[i];
        p->relations[i] = p->relations[k];
        p->relations[k] = swap;
    }
    for (int i = 0; i < p->relation_count; i++) {
        struct relation *r = &p->relations[i];
        *r = (struct relation){ r->b, r->a, -r->most, -r->least, r->who };               /* a to b is b to a, the other way round */
    }
}

static const struct { text name; void (*change)(struct problem *p); ticks by; } changes[] = {
    { "other ids", renumber, 0 }, { "an idle worker", add_idle_worker, 0 }, { "three days later", shift_later, LATER }, { "told backwards", tell_backwards, 0 },
};

/* Best insertion of each visit that is left out: cost, slot by slot. */
static void same_offers(const struct plan *plan, const struct plan *changed)
{
    struct board *a = board_new(plan), *b = board_new(changed);
    for (int v = 0; v < plan->problem->visit_count; v++) {
        struct offer x[8], y[8];
        if (plan->slot_of[v] != NONE) continue;
        int count = insert_offers(a, v, x, 8);
        EQUAL(insert_offers(b, v, y, 8), count);
        for (int i = 0; i < count; i++) EQUAL(y[i].cost, x[i].cost);
    }
    board_free(a);
    board_free(b);
}

TEST(what_says_the_same_gives_the_same)
{
    for (uint64_t seed = 1; seed <= (is_long() ? 3000 : 120); seed++) {
        unsigned features = seed % 3 ? WITH_ALL_EXACT & (unsigned)(seed * 2654435761u >> 5) : WITH_ALL_EXACT;
        struct problem *p = random_problem((struct recipe){ seed, 2 + (int)(seed % 4), 1 + (int)(seed / 7 % 3), 1 + (int)(seed / 21 % 2), features });
        struct arena *arena = arena_new();
        struct fault fault = { 0 };
        struct plan *plan = random_plan(arena, p, seed, 30), *best = exhaust(arena, p);
        for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
            struct problem *other = problem_copy(p);
            CASE(changes[i].name);
            changes[i].change(other);
            CHECK(problem_seal(other, true, &fault));
            struct plan *same = plan ? plan_for(arena, other, plan) : NULL, *best_of_other = exhaust(arena, other);
            if (same) shift_plan(same, changes[i].by);
            if (same) CHECK(plan_check(same, &fault));
            SAME_TEXT(fault.what, "");
            if (same) EQUAL(same->cost, plan->cost);
            if (same) same_offers(plan, same);
            EQUAL(best != NULL, best_of_other != NULL);
            if (best && best_of_other) EQUAL(best_of_other->cost, best->cost);
            problem_free(other);
        }
        arena_free(arena);
        problem_free(p);
    }
}

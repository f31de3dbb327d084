#include "dispatch/check/check.h"
#include "dispatch/questions/insert.h"
#include "dispatch/testing.h"
#include "dispatch/travel.h"
#include "base/random.h"
#include "test/test.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static bool is_long(void) { return getenv("TEST_LONG") && *getenv("TEST_LONG"); }

/* All seats of all slots, exactly, without any bound. */
static cost by_trying_all(struct board *b, int visit, int *ret_slots)
{
    cost best = COST_MAX;
    *ret_slots = 0;
    for (int s = 0; s < b->p->slot_count; s++) {
        bool any = false;
        for (int at = 0; at <= b->plan->routes[s].count; at++) {
            cost here = seat_cost(b, visit, s, at, COST_MAX, NULL);
            any |= here < COST_MAX;
            if (here < best) best = here;
        }
        *ret_slots += any;
    }
    return best;
}

static bool goes_in_alone(const struct board *b, int visit)
{
    const struct problem *p = b->p;
    for (int v = 0; v < p->visit_count; v++) if (v != visit && p->group[v] == p->group[visit] && b->plan->slot_of[v] == NONE) return false;
    return b->plan->slot_of[visit] == NONE;
}

static int try_visit(struct board *b, int visit)
{
    struct offer offers[8];
    int slots;
    cost before = board_cost(b), best = by_trying_all(b, visit, &slots);
    int count = insert_offers(b, visit, offers, 8);
    EQUAL(count, slots < 8 ? slots : 8);
    EQUAL(count ? offers[0].cost : COST_MAX, best);
    for (int i = 1; i < count; i++) CHECK(offers[i].cost >= offers[i - 1].cost);
    EQUAL(board_cost(b), before);
    if (!count) return 0;
    CHECK(offer_take(b, visit, &offers[0]));
    if (!b->p->weights.worst_waiting && !b->p->weights.worst_idle) EQUAL(board_cost(b) - before, offers[0].cost);
    CHECK(board_cost(b) < COST_MAX);
    EQUAL(b->plan->slot_of[visit], offers[0].slot);
    for (int i = 0; i < b->plan->routes[offers[0].slot].count; i++) if (b->plan->routes[offers[0].slot].stops[i].visit == visit) EQUAL(b->plan->routes[offers[0].slot].stops[i].start, offers[0].start);
    return 1;
}

TEST(the_best_seat_is_the_one_that_trying_all_finds)
{
    int cases = 0, fitting = 0;
    for (uint64_t seed = 1; cases < (is_long() ? 10000 : 1000) && seed < 30000; seed++) {
        unsigned features = seed % 4 ? WITH_ALL & (unsigned)(seed * 2654435761u >> 5) : WITH_ALL;
        struct problem *p = random_problem((struct recipe){ seed, 4 + (int)(seed % 9), 1 + (int)(seed % 4), 1 + (int)(seed % 2), features });
        struct arena *arena = arena_new();
        struct plan *plan = random_plan(arena, p, seed, 40);
        struct board *b = plan ? board_new(plan) : NULL;
        for (int v = 0; b && v < p->visit_count; v++) {
            if (!goes_in_alone(b, v)) continue;
            cases++;
            fitting += try_visit(b, v);
        }
        board_free(b);
        arena_free(arena);
        problem_free(p);
    }
    CHECK(fitting * 4 > cases);
}

/* Everything that is left out, in every seat of every slot, alone or with those it hangs together with: nothing is cheaper served. */
static bool nothing_left(struct board *b)
{
    cost gain;
    for (int v = 0; v < b->p->visit_count; v++) if (b->plan->slot_of[v] == NONE && group_insert(b, v, 0, &gain)) return false;
    return true;
}

TEST(what_finish_leaves_out_fits_nowhere_below_its_price)
{
    int served = 0, groups = 0;
    for (uint64_t seed = 1; seed <= (is_long() ? 3000 : 200); seed++) {
        unsigned features = seed % 2 ? WITH_ALL & (unsigned)(seed * 2654435761u >> 5) : WITH_RELATIONS | WITH_SHIPMENTS | WITH_LOADS | WITH_PRICES | WITH_FAIRNESS;
        struct problem *p = random_problem((struct recipe){ seed, 4 + (int)(seed % 7), 1 + (int)(seed % 4), 1 + (int)(seed % 2), features & ~(unsigned)WITH_WORST });
        struct arena *arena = arena_new();
        struct plan *plan = random_plan(arena, p, seed, 60);
        struct board *b = plan ? board_new(plan) : NULL, *again = plan ? board_quick(plan) : NULL;
        for (int v = 0; b && v < p->visit_count; v++) {
            cost before = board_cost(b), gain;
            if (b->plan->slot_of[v] != NONE || !group_insert(b, v, COST_MAX, &gain)) continue;
            EQUAL(board_cost(b) - before, gain);
            groups += !goes_in_alone(b, v);
        }
        if (again) {
            cost before = board_cost(again);
            served += finish(again);
            CHECK(board_cost(again) <= before);
            CHECK(nothing_left(again));
        }
        board_free(again);
        board_free(b);
        arena_free(arena);
        problem_free(p);
    }
    CHECK(served > 100 && groups > 20);
}

/* A town of so many places that there is no matrix: ways are reckoned from coordinates, and bounded from straight lines. */
static struct problem *wide_town(struct dice *dice)
{
    static const struct peak peaks[] = { { 7 * 3600, 9 * 3600, 1300 } };
    struct problem *p = problem_new();
    struct fault fault;
    struct profile e_bike = travel_profile(MODE_EBIKE), busy = e_bike;
    busy.peaks = peaks;
    busy.peak_count = 1;
    p->day = 86400;
    p->weights = (struct weights){ .late = 3, .waiting = 1 };
    for (int i = 0; i < 2001; i++) add_place(p, (struct place){ 399000000 + dice_below(dice, 1000000), 1163000000 + dice_below(dice, 1000000) });
    add_profile(p, e_bike);
    add_profile(p, busy);
    for (int i = 0; i < 12; i++) {
        struct worker w = worker_default;
        struct slot s = slot_default;
        w.id = s.id = i + 1;
        s.worker = add_worker(p, w);
        s.profile = i % 2;
        s.start = s.end = i;
        s.from = 7 * 3600;
        s.to = 19 * 3600;
        s.per_travel = 2;
        s.per_distance = 1;
        add_slot(p, s);
    }
    for (int i = 0; i < 90; i++) {
        struct visit v = visit_default;
        ticks from = 8 * 3600 + (ticks)dice_below(dice, 8 * 3600);
        v.id = i + 1;
        v.place = (int)dice_below(dice, 2001);
        v.duration = 1200 + (ticks)dice_below(dice, 3600);
        v.unserved = 1000000;
        add_visit(p, v);
        add_window(p, from, from + 1800, from + 5400);
    }
    CHECK(problem_seal(p, true, &fault));
    return p;
}

TEST(the_best_seat_is_found_where_there_is_no_matrix)
{
    struct dice dice = { 5 };
    struct problem *p = wide_town(&dice);
    struct arena *arena = arena_new();
    struct board *b = board_new(plan_new(arena, p));
    int fitting = 0;
    CHECK(!p->profiles[0].time);
    for (int v = 0; v < p->visit_count; v++) fitting += try_visit(b, v);
    CHECK(fitting > 40);
    board_free(b);
    arena_free(arena);
    problem_free(p);
}

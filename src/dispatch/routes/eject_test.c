/* eject_test.c — random plain problems with too few vehicles: after each ejection the plan is true, the visit is in, and those who left are the
 * ones that are said to have left and were absent less often. */
#include "base/random.h"
#include "dispatch/routes/anneal.h"
#include "dispatch/check/check.h"
#include "dispatch/routes/eject.h"
#include "dispatch/routes/seat.h"
#include "test/test.h"
#include <stdlib.h>

enum { VISITS = 40, VEHICLES = 4, SIDE = 60, DAY = 300 };

static int32_t *ways(struct problem *p, struct dice *dice)
{
    int x[VISITS + 1], y[VISITS + 1];
    int32_t *cells = arena_take(p->arena, sizeof *cells * (VISITS + 1) * (VISITS + 1));
    for (int i = 0; i <= VISITS; i++) {
        x[i] = (int)dice_below(dice, SIDE);
        y[i] = (int)dice_below(dice, SIDE);
        add_place(p, (struct place){ 0 });
    }
    for (int i = 0; i <= VISITS; i++) for (int j = 0; j <= VISITS; j++) cells[i * (VISITS + 1) + j] = abs(x[i] - x[j]) + abs(y[i] - y[j]);
    return cells;
}

static struct problem *crowded(struct dice *dice)
{
    struct problem *p = problem_new();
    struct fault fault = { 0 };
    p->dimensions = 1;
    add_profile(p, (struct profile){ .name = "van", .time = ways(p, dice) });
    for (int i = 0; i < VEHICLES; i++) {
        struct worker worker = worker_default;
        struct slot slot = slot_default;
        worker.id = slot.id = i + 1;
        slot.worker = add_worker(p, worker);
        slot.start = slot.end = VISITS;
        slot.to = DAY;
        slot.per_travel = 1;
        slot.capacity[0] = 60;
        add_slot(p, slot);
    }
    for (int i = 0; i < VISITS; i++) {
        struct visit visit = visit_default;
        ticks from = (ticks)dice_below(dice, DAY - 100);
        visit.id = i + 1;
        visit.place = i;
        visit.duration = 10;
        visit.unserved = 100000;
        visit.delivery[0] = 1 + (int32_t)dice_below(dice, 9);
        add_visit(p, visit);
        add_window(p, from, from + 60, from + 60);
    }
    CHECK(problem_seal(p, true, &fault));
    return p;
}

static void one_ejection(struct draft *d, const int64_t *absences, int visit)
{
    bool was_in[VISITS];
    int out[MOST_EJECTED], count = 0, left = 0;
    int64_t sum = 0;
    struct fault fault = { 0 };
    struct arena *arena = arena_new();
    cost before = d->cost;
    for (int v = 0; v < VISITS; v++) was_in[v] = d->nodes[v].route != NONE;
    bool well = eject(d, visit, absences, out, &count);
    for (int v = 0; v < VISITS; v++) left += was_in[v] && d->nodes[v].route == NONE;
    for (int i = 0; i < count && well; i++) {
        CHECK(was_in[out[i]] && d->nodes[out[i]].route == NONE);
        sum += absences[out[i]];
    }
    EQUAL(left, well ? count : 0);
    if (well) CHECK(d->nodes[visit].route != NONE && sum < absences[visit]);
    else EQUAL(d->cost, before);
    CHECK(plan_check(draft_plan(d, arena), &fault));
    arena_free(arena);
}

TEST(whoever_is_forced_in_puts_out_only_those_who_were_absent_less_often)
{
    int forced = 0;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        struct dice dice = { seed };
        struct problem *p = crowded(&dice);
        struct arena *arena = arena_new();
        struct draft *d = draft_new(arena, p, seed);
        int64_t absences[VISITS];
        CHECK(d->plain);
        construct(d);
        for (int v = 0; v < VISITS; v++) absences[v] = dice_below(&dice, 50);
        for (int round = 0; round < 30; round++) {
            int visit = (int)dice_below(&dice, VISITS);
            if (d->nodes[visit].route != NONE) continue;
            one_ejection(d, absences, visit);
            forced += d->nodes[visit].route != NONE;
        }
        arena_free(arena);
        problem_free(p);
    }
    CHECK(forced > 100);
}

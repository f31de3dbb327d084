/* One van for several visits of a day: what is planned, its calendar takes, in whatever order it is published. */
#include "operations/day_model.h"
#include "base/random.h"
#include "test/test.h"
#include <stdlib.h>

enum { VISITS = 4, WORKERS = 3, LOADING = 30, RETURN = 30 };

static int way(int mode, place a, place b) { (void)mode; return 10 + (int)(llabs(a.lat - b.lat) / 10000); }
static place at(int n) { return (place){ 300000000 + n * 10000, 1000000000 }; }

struct fleet { struct arena *arena; struct dice dice; struct work_day day; struct day_worker workers[WORKERS]; struct day_visit visits[VISITS]; int32_t loss[VISITS][WORKERS];
    struct day_block blocks[WORKERS]; struct day_gear van; struct day_use uses[VISITS + 1]; };

static int below(struct fleet *f, int n) { return (int)dice_below(&f->dice, n); }

static bool apart(int from, int to, place here, const struct day_use *u) { return from >= u->to + way(0, u->at, here) || u->from >= to + way(0, here, u->at); }

/* The van is somewhere else for an hour; visits one after the other as its calendar allows, each with much leeway. */
static void fleet_open(struct fleet *f, uint64_t seed)
{
    *f = (struct fleet){ .arena = arena_new(), .dice.state = seed };
    f->day = (struct work_day){ .day = { 20780 }, .now = -1, .way = way, .workers = f->workers, .worker_count = WORKERS, .visits = f->visits, .gear = &f->van, .gear_count = 1, .loading = LOADING, .returning = RETURN,
        .weights = { .part = { 20, 18, 14, 8, 12, 8, 8, 5, 5 }, .moved = 10, .told = 190, .most_visits = 5, .most_span = 900 } };
    f->van.uses = f->uses;
    for (int k = 0; k < WORKERS; k++) f->workers[k] = (struct day_worker){ .id = 100 + k, .name = "", .home = at(below(f, 20)), .from = 360, .to = 1200, .most_work = 600, .blocks = &f->blocks[k], .block_count = 1 };
    for (int k = 0; k < WORKERS; k++) {                             /* all of them are busy at about the same time: what stands there moves */
        f->blocks[k] = (struct day_block){ 540 + below(f, 60), 0, at(below(f, 20)), false };
        f->blocks[k].to = f->blocks[k].from + 60 + below(f, 60);
    }
    f->uses[f->van.use_count++] = (struct day_use){ 700, 760, at(below(f, 20)), -1 };
    for (int tries = 0; tries < 40 && f->day.visit_count < VISITS; tries++) {
        int v = f->day.visit_count, start = 420 + below(f, 600), length = 60 + below(f, 60);
        struct day_visit one = { .id = 200 + v, .at = at(below(f, 20)), .start = start, .length = length, .earliest = start - 120, .latest = start + 120, .persons = 1 + below(f, 2), .priority = 1, .loss = f->loss[v], .gear_count = 1,
            .pause = below(f, 20) };
        bool well = true;
        for (int i = 0; i < f->van.use_count; i++) well &= apart(start - LOADING, start + length + RETURN, one.at, &f->uses[i]);
        if (!well) continue;
        if (below(f, 2)) { one.was[0] = below(f, WORKERS); one.was_count = 1; }
        for (int k = 0; k < WORKERS; k++) f->loss[v][k] = below(f, 3000);
        f->visits[f->day.visit_count++] = one;
        f->uses[f->van.use_count++] = (struct day_use){ start - LOADING, start + length + RETURN, one.at, v };
    }
}

static void van_holds(const struct fleet *f, const struct day_plan *plan)
{
    for (int v = 0; v < f->day.visit_count; v++) {
        const struct day_visit *one = &f->visits[v];
        int start = plan->seats[v].start, from = start - LOADING, to = start + one->length + RETURN;
        if (plan->seats[v].worker[0] < 0) continue;
        for (int i = 0; i < f->van.use_count; i++) CHECK(f->uses[i].visit == v || apart(from, to, one->at, &f->uses[i]));       /* as it is now */
        for (int u = 0; u < v; u++) {                                                                                       /* and as it will be */
            struct day_use other = { plan->seats[u].start - LOADING, plan->seats[u].start + f->visits[u].length + RETURN, f->visits[u].at, u };
            CHECK(plan->seats[u].worker[0] < 0 || apart(from, to, one->at, &other));
        }
    }
}

TEST(what_is_planned_with_a_van_its_calendar_takes_in_whatever_order)
{
    int moved = 0;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct fleet f;
        char why[DAY_WHY] = "";
        fleet_open(&f, seed);
        struct day_model *m = day_model_new(&f.day, why);
        SAME_TEXT(why, "");
        van_holds(&f, day_standing(m, f.arena));
        struct day_plan *plan = day_search(m, f.arena, &(struct day_budget){ .iterations = 300 });
        van_holds(&f, plan);
        for (int v = 0; v < f.day.visit_count; v++) moved += plan->seats[v].worker[0] >= 0 && plan->seats[v].start != f.visits[v].start;
        day_model_free(m);
        arena_free(f.arena);
    }
    CHECK(moved > 20);                                              /* times do move: it is not that nothing is tried */
}

/* Her block ends at any minute; the first moment after it at which the van is there, by trying all. */
TEST(the_first_start_offered_is_the_first_at_which_the_van_is_there)
{
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct fleet f;
        char why[DAY_WHY] = "";
        struct day_offer offer;
        fleet_open(&f, seed);
        f.day.worker_count = 1;
        f.visits[0].persons = 1;
        f.visits[0].was_count = 0;
        f.visits[0].latest = f.visits[0].start + 300;
        f.blocks[0] = (struct day_block){ 400, f.visits[0].start + below(&f, 200), at(3), false };
        f.workers[0] = (struct day_worker){ .id = 100, .name = "", .from = 0, .to = 1440, .most_work = 1440, .blocks = f.blocks, .block_count = 1 };
        int first = f.visits[0].start, earliest = f.blocks[0].to + way(0, f.blocks[0].at, f.visits[0].at);
        for (bool there = false; !there && first <= f.visits[0].latest; first += !there) {
            there = first >= earliest;
            for (int i = 0; there && i < f.van.use_count; i++) there = f.uses[i].visit == 0 || apart(first - LOADING, first + f.visits[0].length + RETURN, f.visits[0].at, &f.uses[i]);
        }
        f.day.visit_count = 1;
        struct day_model *m = day_model_new(&f.day, why);
        SAME_TEXT(why, "");
        day_offers(m, 0, &offer);
        EQUAL(offer.fits, first <= f.visits[0].latest);
        if (offer.fits) EQUAL(offer.start, first);
        day_model_free(m);
        arena_free(f.arena);
    }
}

TEST(a_visit_with_more_gear_than_persons_keeps_its_time)
{
    struct fleet f;
    char why[DAY_WHY] = "";
    struct day_gear gear[2] = { 0 };
    fleet_open(&f, 7);
    gear[0] = f.van;
    gear[1].uses = f.van.uses;
    gear[1].use_count = f.van.use_count;
    f.day.gear = gear;
    f.day.gear_count = 2;
    f.visits[0].persons = 1;
    f.visits[0].was[0] = 0;
    f.visits[0].was_count = 1;
    f.visits[0].gear[1] = 1;
    f.visits[0].gear_count = 2;
    struct day_model *m = day_model_new(&f.day, why);
    SAME_TEXT(why, "");
    const struct visit *v = &m->problem->visits[m->first[0]];
    EQUAL(v->windows, 1);
    EQUAL(m->problem->windows[v->first_window].from, f.visits[0].start);
    EQUAL(m->problem->windows[v->first_window].to, f.visits[0].start);
    day_model_free(m);
    arena_free(f.arena);
}

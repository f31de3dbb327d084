/* A day in operations' words becomes the engine's problem, number by number; and what comes back keeps the shop's rules. */
#include "dispatch/check/check.h"
#include "operations/day_model.h"
#include "base/random.h"
#include "test/test.h"
#include <stdlib.h>

enum { WORKERS = 3, VISITS = 4 };

/* Ten minutes to keep free anywhere, and a minute for each 1e-3 of a degree on top. */
static int way_by(int mode, place a, place b)
{
    int64_t far = llabs(a.lat - b.lat) + llabs(a.lng - b.lng);
    return 10 + (mode ? 3 : 1) * (int)(far / 10000);
}
static int way(place a, place b) { return way_by(0, a, b); }

static place at(int n) { return (place){ 300000000 + n * 10000, 1000000000 }; }

struct small { struct arena *arena; struct work_day day; struct day_worker workers[WORKERS]; struct day_visit visits[VISITS]; int32_t loss[VISITS][WORKERS]; struct day_block blocks[3]; };

static void small_open(struct small *s)
{
    *s = (struct small){ .arena = arena_new() };
    s->day = (struct work_day){ .day = { 20780 }, .now = -1, .way = way_by, .workers = s->workers, .worker_count = WORKERS, .visits = s->visits, .visit_count = VISITS,
        .weights = { .part = { 20, 18, 14, 8, 12, 8, 8, 5, 5 }, .moved = 10, .told = 190, .most_visits = 5, .most_span = 660, .pause = 30 } };
    for (int k = 0; k < WORKERS; k++) s->workers[k] = (struct day_worker){ .id = 100 + k, .name = "", .home = at(k), .from = 480, .to = 1080, .most_work = 480 };
    for (int v = 0; v < VISITS; v++) s->visits[v] = (struct day_visit){ .id = 200 + v, .at = at(v), .start = 540 + 180 * (v / 2), .length = 120, .earliest = 510 + 180 * (v / 2), .latest = 570 + 180 * (v / 2),
        .persons = 1, .priority = 1, .loss = s->loss[v] };
}

static struct day_model *model_of(struct small *s)
{
    char why[DAY_WHY] = "";
    struct day_model *m = day_model_new(&s->day, why);
    SAME_TEXT(why, "");
    CHECK(m);
    return m;
}

static struct day_plan *searched(struct day_model *m, struct small *s) { return day_search(m, s->arena, &(struct day_budget){ .iterations = 3000 }); }

TEST(a_day_becomes_the_problem_that_it_is)
{
    struct small s;
    small_open(&s);
    s.blocks[0] = (struct day_block){ 720, 840, { 0, 0 }, true };           /* a leave at noon: her day is two spells */
    s.workers[1].blocks = s.blocks;
    s.workers[1].block_count = 1;
    s.blocks[1] = (struct day_block){ 600, 720, at(5), false };             /* another branch's visit */
    s.workers[2].blocks = s.blocks + 1;
    s.workers[2].block_count = 1;
    s.visits[0].was[0] = 0;
    s.visits[0].was_count = 1;
    s.visits[0].told = true;
    s.loss[1][2] = -1;
    s.loss[1][0] = 700;
    struct day_model *m = model_of(&s);
    const struct problem *p = m->problem;
    EQUAL(p->slot_count, 4);
    EQUAL(m->slot_from[2] - m->slot_from[1], 2);
    EQUAL(p->slots[1].to, 720);
    EQUAL(p->slots[2].open, 840);
    EQUAL(p->slots[0].open, 480);
    EQUAL(p->slots[0].from, 360);
    EQUAL(p->slots[0].per_travel, 40);                                      /* 18 points over 45 minutes */
    EQUAL(p->workers[2].most_work, 600);                                    /* 480 and what the block takes */
    EQUAL(p->visit_count, 5);
    const struct visit *block = &p->visits[0], *told = &p->visits[m->first[0]], *open = &p->visits[m->first[1]];
    EQUAL(block->pin_start, 600);
    EQUAL(block->duration, 120);
    EQUAL(told->was_slot, 0);
    EQUAL(p->windows[told->first_window].from, 510);
    EQUAL(p->windows[open->first_window].from, 540);                        /* nobody has it: at its time, later costs */
    EQUAL(p->windows[open->first_window].due, 540);
    EQUAL(p->windows[open->first_window].to, 570);
    EQUAL(open->allowed, 2);
    EQUAL(visit_liking(p, m->first[1], 0), 700);
    EQUAL(open->unserved, 1000000);
    EQUAL(p->profiles[0].time[told->place * p->place_count + open->place], 11);
    EQUAL(m->standing->slot_of[m->first[0]], 0);
    day_model_free(m);
    arena_free(s.arena);
}

TEST(all_are_served_by_who_may_and_nobody_is_in_two_places)
{
    struct small s;
    small_open(&s);
    for (int v = 0; v < VISITS; v++) s.loss[v][1] = -1;
    struct day_model *m = model_of(&s);
    struct day_plan *plan = searched(m, &s);
    EQUAL(plan->sums.left_out, 0);
    for (int v = 0; v < VISITS; v++) CHECK(plan->seats[v].worker[0] == 0 || plan->seats[v].worker[0] == 2);
    CHECK(plan->seats[0].worker[0] != plan->seats[1].worker[0]);
    EQUAL(plan->of_worker[0].visits + plan->of_worker[2].visits, VISITS);
    day_model_free(m);
    arena_free(s.arena);
}

TEST(two_who_go_together_are_two_and_begin_together)
{
    struct small s;
    small_open(&s);
    s.visits[0].persons = 2;
    struct day_model *m = model_of(&s);
    struct day_plan *plan = searched(m, &s);
    EQUAL(plan->sums.left_out, 0);
    CHECK(plan->seats[0].worker[0] >= 0 && plan->seats[0].worker[1] >= 0 && plan->seats[0].worker[0] != plan->seats[0].worker[1]);
    day_model_free(m);
    s.visits[0].was[0] = 2;                                                 /* and who has been asked keeps it, both of them */
    s.visits[0].was[1] = 1;
    s.visits[0].was_count = 2;
    s.visits[0].told = true;
    m = model_of(&s);
    EQUAL(day_standing(m, s.arena)->seats[0].worker[0] + day_standing(m, s.arena)->seats[0].worker[1], 3);
    plan = searched(m, &s);
    EQUAL(plan->sums.left_out, 0);
    EQUAL(plan->seats[0].worker[0] + plan->seats[0].worker[1], 3);
    struct day_plan *ways[MOST_ALTERNATIVES];
    CHECK(day_alternatives(m, s.arena, ways) > 0);
    EQUAL(ways[0]->sums.left_out, 0);
    EQUAL(ways[0]->seats[0].worker[0] + ways[0]->seats[0].worker[1], 3);
    day_model_free(m);
    arena_free(s.arena);
}

TEST(who_was_told_stays_though_another_would_be_a_little_better)
{
    for (int told = 0; told < 2; told++) {
        struct small s;
        small_open(&s);
        for (int v = 0; v < VISITS; v++) for (int k = 0; k < WORKERS; k++) s.loss[v][k] = k == v % 2 ? 0 : 3000;
        s.visits[0].was[0] = 1;
        s.visits[0].was_count = 1;
        s.visits[0].told = told;
        struct day_model *m = model_of(&s);
        EQUAL(searched(m, &s)->seats[0].worker[0], told ? 1 : 0);
        day_model_free(m);
        arena_free(s.arena);
    }
}

TEST(blocks_too_close_for_their_way_make_her_day_nobodys_to_plan)
{
    struct small s;
    small_open(&s);
    s.blocks[0] = (struct day_block){ 540, 600, at(0), false };
    s.blocks[1] = (struct day_block){ 605, 660, at(50), false };
    s.workers[0].blocks = s.blocks;
    s.workers[0].block_count = 2;
    struct day_model *m = model_of(&s);                                     /* the first one's end gives way to the journey: 540 + … ≥ 605 − 60 */
    EQUAL(m->problem->visits[0].duration, 5);
    day_model_free(m);
    s.blocks[1].from = 590;
    s.blocks[1].at = at(200);
    m = model_of(&s);
    EQUAL(m->slot_from[1] - m->slot_from[0], 0);
    day_model_free(m);
    arena_free(s.arena);
}

TEST(an_offer_says_what_it_adds_and_a_fix_makes_it_fit)
{
    struct small s;
    struct day_offer offers[WORKERS];
    struct day_fix fixes[MOST_DAY_FIXES];
    small_open(&s);
    for (int k = 0; k < WORKERS; k++) {                                     /* all busy from 8:30 to 12:30 in one home */
        s.blocks[k] = (struct day_block){ 510, 750, at(9), false };
        s.workers[k].blocks = &s.blocks[k];
        s.workers[k].block_count = 1;
    }
    s.day.visit_count = 1;
    struct day_model *m = model_of(&s);
    day_offers(m, 0, offers);
    for (int k = 0; k < WORKERS; k++) { CHECK(!offers[k].fits); SAME_TEXT(offers[k].rule, "time"); }
    int n = day_fixes(m, 0, fixes);
    CHECK(n > 0);
    SAME_TEXT(fixes[0].kind, "window_later");
    EQUAL(fixes[0].amount, 750 + way(at(9), at(0)) - 570);
    s.visits[0].latest += (int)fixes[0].amount;
    day_model_free(m);
    m = model_of(&s);
    day_offers(m, 0, offers);
    CHECK(offers[fixes[0].worker].fits);
    EQUAL(offers[fixes[0].worker].way, way(at(9), at(0)));
    day_model_free(m);
    arena_free(s.arena);
}

TEST(what_a_move_saves_is_by_the_engines_terms_and_adds_up_to_what_the_plan_saves)
{
    struct small s;
    struct day_costs before[VISITS], after[VISITS];
    bool wanted[VISITS] = { true };
    small_open(&s);
    s.day.visit_count = 1;
    s.day.weights.moved = 0;
    s.visits[0].at = at(1);
    s.visits[0].was[0] = 2;                                                 /* she lives at 2, who lives at 1 is free and 50 points better known */
    s.visits[0].was_count = 1;
    s.loss[0][0] = s.loss[0][2] = 5000;
    struct day_model *m = model_of(&s);
    struct day_plan *then = day_standing(m, s.arena), *now = searched(m, &s);
    EQUAL(then->seats[0].worker[0], 2);
    EQUAL(now->seats[0].worker[0], 1);
    day_costs(m, then, wanted, before);
    day_costs(m, now, wanted, after);
    CHECK(before[0].planned && after[0].planned);
    EQUAL(before[0].of[COST_KNOWN] - after[0].of[COST_KNOWN], 5000);
    EQUAL(before[0].of[COST_WAY] - after[0].of[COST_WAY], 40 * (way(at(2), at(1)) - way(at(1), at(1))));
    int64_t saved = 0;
    for (int i = 0; i < DAY_COSTS; i++) saved += before[0].of[i] - after[0].of[i];
    EQUAL(saved, then->cost - now->cost);
    wanted[0] = false;
    day_costs(m, now, wanted, after);
    CHECK(!after[0].planned);
    day_model_free(m);
    arena_free(s.arena);
}

TEST(five_hours_at_work_are_followed_by_a_pause_also_in_an_afternoon)
{
    struct small s;
    small_open(&s);
    s.day.visit_count = 2;
    for (int v = 0; v < 2; v++) s.visits[v] = (struct day_visit){ .id = 200 + v, .at = at(0), .start = 780 + 190 * v, .earliest = 780 + 190 * v, .latest = 780 + 190 * v, .length = 180, .persons = 1, .priority = 1, .loss = s.loss[v] };
    s.day.worker_count = 1;
    struct day_model *m = model_of(&s);                                     /* 13:00 to 19:10 with ten minutes between: over five hours, nowhere half an hour */
    struct day_plan *plan = searched(m, &s);
    EQUAL(plan->sums.left_out, 1);                                          /* her day ends at 18:00 */
    s.workers[0].from = 760;
    s.workers[0].to = 1200;
    day_model_free(m);
    m = model_of(&s);
    plan = searched(m, &s);
    EQUAL(plan->sums.left_out, 0);
    EQUAL(m->standing->terms[TERM_MISSED_PAUSE], 6000);                     /* it costs the pause, and the plan says so */
    s.visits[1].start = s.visits[1].earliest = s.visits[1].latest = 1000;   /* half an hour and the way between them */
    day_model_free(m);
    m = model_of(&s);
    plan = searched(m, &s);
    EQUAL(plan->sums.left_out, 0);
    EQUAL(m->standing->terms[TERM_MISSED_PAUSE], 0);
    day_model_free(m);
    arena_free(s.arena);
}

TEST(three_who_go_together_are_three)
{
    struct small s;
    small_open(&s);
    s.day.visit_count = 1;
    s.visits[0].persons = 3;
    struct day_model *m = model_of(&s);
    struct day_plan *plan = searched(m, &s);
    EQUAL(plan->sums.left_out, 0);
    EQUAL(plan->seats[0].worker[0] + plan->seats[0].worker[1] + plan->seats[0].worker[2], 3);
    CHECK(plan->seats[0].worker[0] != plan->seats[0].worker[1] && plan->seats[0].worker[1] != plan->seats[0].worker[2]);
    day_model_free(m);
    s.loss[0][1] = -1;                                                      /* only two may */
    m = model_of(&s);
    EQUAL(searched(m, &s)->sums.left_out, 1);
    day_model_free(m);
    arena_free(s.arena);
}

TEST(who_walks_is_reckoned_as_walking)
{
    struct small s;
    struct day_offer offers[WORKERS];
    small_open(&s);
    s.day.visit_count = 1;
    s.visits[0].at = at(5);
    for (int k = 0; k < WORKERS; k++) s.workers[k].home = at(0);
    s.workers[1].mode = 2;
    struct day_model *m = model_of(&s);
    EQUAL(m->problem->profile_count, 2);
    day_offers(m, 0, offers);
    EQUAL(offers[0].way, way(at(0), at(5)));
    EQUAL(offers[1].way, way_by(2, at(0), at(5)));
    CHECK(offers[1].way > offers[0].way && offers[1].metres == offers[0].metres);
    CHECK(offers[1].cost > offers[0].cost);
    day_model_free(m);
    arena_free(s.arena);
}

TEST(what_stands_at_nine_is_reached_through_the_peak)
{
    for (int far = 0; far < 100; far += 7) {
        struct small s;
        small_open(&s);
        s.day.traffic[0] = (struct day_traffic){ 1300, { 420, 1020 }, { 540, 1140 }, 10 };
        s.blocks[0] = (struct day_block){ 540, 600, at(far), false };
        s.blocks[1] = (struct day_block){ 600 + way(at(far), at(2)), 720 + far, at(2), false };
        s.workers[0].blocks = s.blocks;
        s.workers[0].block_count = 2;
        struct day_model *m = model_of(&s);
        const struct route *r = &m->standing->routes[0];
        EQUAL(r->count, 2);
        CHECK(r->begin + way(s.workers[0].home, at(far)) <= 540);
        day_model_free(m);
        arena_free(s.arena);
    }
}

TEST(what_somebody_has_is_not_given_up_so_that_two_others_are_served)
{
    struct small s;
    small_open(&s);
    s.day.worker_count = 1;
    s.day.visit_count = 3;
    for (int v = 0; v < 3; v++) s.visits[v].at = at(0);
    s.visits[0].start = s.visits[0].earliest = s.visits[0].latest = 600;            /* 10:00 to 14:00 is hers; 9:00 to 11:00 and 13:00 to 15:00 lie open */
    s.visits[0].length = 240;
    s.visits[0].was[0] = 0;
    s.visits[0].was_count = 1;
    s.visits[1].start = s.visits[1].earliest = s.visits[1].latest = 540;
    s.visits[2].start = s.visits[2].earliest = s.visits[2].latest = 780;
    struct day_model *m = model_of(&s);
    struct day_plan *p = searched(m, &s);
    EQUAL(p->seats[0].worker[0], 0);
    EQUAL(p->seats[1].worker[0], -1);
    EQUAL(p->seats[2].worker[0], -1);
    day_model_free(m);
    arena_free(s.arena);
}

/* ---- a full day, planned twice ---- */

enum { MANY_WORKERS = 6, MANY_VISITS = 16 };
struct full { struct arena *arena; struct work_day day; struct day_worker workers[MANY_WORKERS]; struct day_visit visits[MANY_VISITS]; int32_t loss[MANY_VISITS][MANY_WORKERS]; };

static int below(struct dice *dice, int n) { return (int)dice_below(dice, n); }

static void full_open(struct full *f, uint64_t seed)
{
    struct dice dice = { .state = seed };
    *f = (struct full){ .arena = arena_new() };
    f->day = (struct work_day){ .day = { 20780 }, .now = -1, .way = way_by, .workers = f->workers, .worker_count = MANY_WORKERS, .visits = f->visits, .visit_count = MANY_VISITS,
        .weights = { .part = { 20, 18, 14, 8, 12, 8, 8, 5, 5 }, .moved = 10, .told = 190, .most_visits = 5, .most_span = 660, .pause = 30 } };
    for (int k = 0; k < MANY_WORKERS; k++) f->workers[k] = (struct day_worker){ .id = 100 + k, .name = "", .home = at(below(&dice, 20)), .from = 480, .to = 1140, .most_work = 540 };
    for (int v = 0; v < MANY_VISITS; v++) {
        int start = 500 + 5 * below(&dice, 96);
        f->visits[v] = (struct day_visit){ .id = 200 + v, .at = at(below(&dice, 20)), .start = start, .length = 60 + 30 * below(&dice, 3), .earliest = start - 30, .latest = start + 30, .persons = 1, .priority = 1, .loss = f->loss[v] };
        for (int k = 0; k < MANY_WORKERS; k++) f->loss[v][k] = below(&dice, 5) ? below(&dice, 3000) : -1;
    }
}

/* What was found is published: those have it, at that time, and their customers know. */
static int publish_plan(struct full *f, const struct day_plan *plan)
{
    int served = 0;
    for (int v = 0; v < MANY_VISITS; v++) {
        struct day_visit *one = &f->visits[v];
        one->was_count = plan->seats[v].worker[0] >= 0;
        if (!one->was_count) continue;
        one->was[0] = plan->seats[v].worker[0];
        one->start = plan->seats[v].start;
        one->told = true;
        served++;
    }
    return served;
}

static struct day_plan *planned(struct full *f)
{
    char why[DAY_WHY] = "";
    struct day_model *m = day_model_new(&f->day, why);
    SAME_TEXT(why, "");
    struct day_plan *plan = m ? day_search(m, f->arena, &(struct day_budget){ .iterations = 4000 }) : NULL;
    day_model_free(m);
    return plan;
}

TEST(a_full_day_that_nobody_changed_moves_nobody_when_it_is_planned_again)
{
    for (uint64_t seed = 1; seed <= 3; seed++) {
        struct full f;
        full_open(&f, seed);
        CHECK(publish_plan(&f, planned(&f)) >= MANY_VISITS - 1);
        struct day_plan *again = planned(&f);
        for (int v = 0; v < MANY_VISITS; v++) {
            EQUAL(again->seats[v].worker[0], f.visits[v].was_count ? f.visits[v].was[0] : -1);
            if (f.visits[v].was_count) EQUAL(again->seats[v].start, f.visits[v].start);
        }
        arena_free(f.arena);
    }
}

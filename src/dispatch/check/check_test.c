#include "dispatch/check/check.h"
#include "test/test.h"
#include <stdio.h>

/* Six places on a line, ten ticks apart. Worker 1 has two days (slots 11 and 12), worker 2 one (slot 21); the whole plan is true, and
 * every row below breaks one rule of it.
 *
 *   slot 11: leaves 0 at 90 · visit 1 at place 1, 100–130 · visit 2 at 2, 140–170 (with visit 2 of slot 21) · pause 170–180
 *            · pickup 5 at 3, 190–195 · delivery 6 at 4, 205–210 · home 250
 *   slot 12: leaves 0 at 1000 · visit 3 at place 1, 1010–1020 · home 1030
 *   slot 21: leaves 5 at 110 · visit 2's other person at 2, 140–170 · visit 4 there, 170–180 · home 210 */
enum { CLEANING, COMPANION, DEEP, OTHER = COMPANION + 1, LATER, FOLLOW, PICKUP, DELIVERY };
struct scene { struct problem *p; struct arena *arena; struct plan *plan; };

static ticks line[36];
static struct stop stops[3][4];
static struct taken taken[1];

static int visit_at(struct problem *p, int64_t id, int place, ticks duration, ticks from, ticks due, ticks to)
{
    struct visit v = visit_default;
    v.id = id;
    v.place = place;
    v.duration = duration;
    v.unserved = 1000;
    int index = add_visit(p, v);
    add_window(p, from, due, to);
    return index;
}

static void add_slots(struct problem *p)
{
    struct slot s = slot_default;
    s.id = 11; s.worker = 0; s.start = s.end = 0; s.from = 80; s.to = 400; s.per_travel = 1; s.capacity[0] = 5; s.fixed = 7;
    add_slot(p, s);
    add_offer(p, 1, 3);
    add_pause(p, (struct pause){ .id = 1, .window = { { 160, 160, 200 } }, .windows = 1, .length = 10, .when_span = 120, .after = 100, .missed = COST_MAX });
    s.id = 12; s.from = 900; s.to = 1200;
    add_slot(p, s);
    s.id = 21; s.worker = 1; s.start = s.end = 5; s.from = 0; s.to = 400;
    add_slot(p, s);
    add_offer(p, 1, 2);
}

static void add_visits(struct problem *p)
{
    visit_at(p, 1, 1, 30, 100, 110, 150);
    p->visits[0].delivery[0] = 2;
    add_need(p, 1, 3);
    visit_at(p, 2, 2, 30, 120, 140, 200);
    add_need(p, 1, 2);
    add_crew(p, 1);
    visit_at(p, 3, 1, 10, 1000, 1000, 1100);
    visit_at(p, 4, 2, 10, 150, 200, 300);
    int pickup = visit_at(p, 5, 3, 5, 0, 300, 300), delivery = visit_at(p, 6, 4, 5, 0, 300, 300);
    p->visits[pickup].partner = delivery;
    p->visits[delivery].partner = pickup;
    p->visits[pickup].pickup[0] = p->visits[delivery].delivery[0] = 4;
}

static void serve(struct plan *plan, int slot, ticks begin, int count, const struct stop *in)
{
    for (int i = 0; i < count; i++) stops[slot][i] = in[i];
    plan->routes[slot] = (struct route){ .count = count, .stops = stops[slot], .begin = begin };
}

static struct scene scene(void)
{
    struct problem *p = problem_new();
    struct fault fault;
    for (int i = 0; i < 36; i++) line[i] = 10 * (i / 6 > i % 6 ? i / 6 - i % 6 : i % 6 - i / 6);
    for (int i = 0; i < 6; i++) add_place(p, (struct place){ 0 });
    add_profile(p, (struct profile){ .name = "walk", .time = line });
    for (int i = 0; i < 2; i++) {
        struct worker w = worker_default;
        w.id = i + 1;
        add_worker(p, w);
    }
    add_slots(p);
    add_visits(p);
    p->dimensions = 1;
    CHECK(problem_seal(p, false, &fault));
    struct scene s = { p, arena_new(), NULL };
    s.plan = plan_new(s.arena, p);
    serve(s.plan, 0, 90, 4, (struct stop[]){ { .visit = CLEANING, .start = 100 }, { .visit = COMPANION, .start = 140 }, { .visit = PICKUP, .start = 190 }, { .visit = DELIVERY, .start = 205 } });
    serve(s.plan, 1, 1000, 1, (struct stop[]){ { .visit = LATER, .start = 1010 } });
    serve(s.plan, 2, 110, 2, (struct stop[]){ { .visit = OTHER, .start = 140 }, { .visit = FOLLOW, .start = 170 } });
    taken[0] = (struct taken){ .pause = 0, .start = 170, .before = 2 };
    s.plan->routes[0].taken = taken;
    s.plan->routes[0].taken_count = 1;
    return s;
}

static void leave(struct scene s)
{
    problem_free(s.p);
    arena_free(s.arena);
}

TEST(the_referee_fills_in_what_follows_from_the_starts)
{
    struct scene s = scene();
    struct fault fault = { 0 };
    CHECK(plan_check(s.plan, &fault));
    SAME_TEXT(fault.what, "");
    EQUAL(s.plan->routes[0].stops[2].arrive, 190);
    EQUAL(s.plan->routes[0].stops[3].leave, 210);
    EQUAL(s.plan->routes[0].end, 250);
    EQUAL(s.plan->routes[2].end, 210);
    EQUAL(s.plan->slot_of[FOLLOW], 2);
    EQUAL(s.plan->terms[TERM_TRAVEL], 80 + 20 + 60);
    EQUAL(s.plan->terms[TERM_FIXED], 21);
    EQUAL(s.plan->cost, 160 + 21);
    leave(s);
}

/* Each breaks one rule. */
static void twice(struct scene s) { serve(s.plan, 1, 1000, 2, (struct stop[]){ { .visit = LATER, .start = 1010 }, { .visit = LATER, .start = 1020 } }); }
static void unknown(struct scene s) { s.plan->routes[1].stops[0].visit = 99; }
static void pause_alone(struct scene s) { s.plan->routes[1].count = 0; s.plan->routes[1].taken = taken; s.plan->routes[1].taken_count = 1; }
static void no_time(struct scene s) { s.plan->routes[1].stops[0].start = INT32_MAX; }
static void no_skill(struct scene s) { s.p->slots[0].skills = 0; }
static void no_level(struct scene s) { s.p->skills[s.p->slots[0].first_skill].level = 2; }
static void not_allowed(struct scene s)
{
    static int her[] = { 1 };
    s.p->list = her;
    s.p->visits[LATER].first_allowed = 0;
    s.p->visits[LATER].allowed = 1;
}
static void forbidden(struct scene s)
{
    static int her[] = { 0 };
    s.p->list = her;
    s.p->visits[LATER].first_forbidden = 0;
    s.p->visits[LATER].forbidden = 1;
}
static void out_of_window(struct scene s) { s.plan->routes[1].stops[0].start = 1101; }
static void too_soon(struct scene s) { s.plan->routes[1].begin = 1001; }
static void after_her_pause(struct scene s) { s.plan->routes[0].stops[2].start = 189; }
static void setup_needed(struct scene s) { s.p->visits[CLEANING].setup = 1; }
static void pause_of_another(struct scene s) { s.plan->routes[2].taken = taken; s.plan->routes[2].taken_count = 1; }
static void pause_while_busy(struct scene s) { taken[0].start = 169; (void)s; }
static void pause_out_of_window(struct scene s) { s.p->pauses[0].window[0].to = 169; }
static void pause_too_late(struct scene s) { s.p->pauses[0].after = 79; }
static void pause_twice(struct scene s)
{
    static struct taken both[2];
    both[0] = taken[0];
    both[1] = (struct taken){ .pause = 0, .start = 180, .before = 2 };
    s.plan->routes[0].taken = both;
    s.plan->routes[0].taken_count = 2;
    s.plan->routes[0].stops[2].start = 200;
    s.plan->routes[0].stops[3].start = 215;
}
static void pause_missed(struct scene s) { s.plan->routes[0].taken_count = 0; }
static void pause_loaded(struct scene s)
{
    s.p->pauses[0].limits_load = true;
    s.p->visits[CLEANING].pickup[0] = 1;
}
static void begins_early(struct scene s) { s.plan->routes[0].begin = 79; s.p->pauses[0].after = 200; }
static void ends_late(struct scene s) { s.p->slots[0].to = 249; }
static void overtime_by_span(struct scene s) { s.p->slots[0].regular = 150; s.p->slots[0].most_overtime = 9; }
static void overtime_by_clock(struct scene s) { s.p->slots[0].regular_end = 240; s.p->slots[0].most_overtime = 9; }
static void works_long(struct scene s) { s.p->slots[0].most_work = 69; }
static void span_long(struct scene s) { s.p->slots[0].most_span = 159; }
static void way_long(struct scene s) { s.p->slots[0].most_travel = 79; }
static void way_far(struct scene s) { s.p->slots[0].most_distance = 79; }
static void many_stops(struct scene s) { s.p->slots[0].most_stops = 3; }
static void loaded_at_start(struct scene s) { s.p->visits[CLEANING].delivery[0] = 6; }
static void loaded_on_the_way(struct scene s) { s.p->visits[PICKUP].pickup[0] = 6; }
static void picked_up_earlier(struct scene s) { s.p->visits[CLEANING].pickup[0] = 2; }
static void half_a_shipment(struct scene s) { s.plan->routes[0].count = 3; }
static void delivered_first(struct scene s)
{
    s.plan->routes[0].stops[2] = (struct stop){ .visit = DELIVERY, .start = 200 };
    s.plan->routes[0].stops[3] = (struct stop){ .visit = PICKUP, .start = 215 };
}
static void shipment_torn(struct scene s)
{
    s.plan->routes[0].count = 3;
    serve(s.plan, 2, 110, 3, (struct stop[]){ { .visit = OTHER, .start = 140 }, { .visit = FOLLOW, .start = 170 }, { .visit = DELIVERY, .start = 200 } });
}
static void not_together(struct scene s)
{
    s.plan->routes[2].stops[0].start = 141;
    s.plan->routes[2].stops[1].start = 171;
}
static void one_of_two(struct scene s) { serve(s.plan, 2, 130, 1, (struct stop[]){ { .visit = FOLLOW, .start = 170 } }); }
static void same_worker_asked(struct scene s) { s.p->relations[0].who = WHO_SAME; }
static void other_worker_asked(struct scene s)
{
    s.p->relations[0] = (struct relation){ CLEANING, COMPANION, -TICKS_MAX, TICKS_MAX, WHO_DIFFERENT };
}
static void too_soon_after(struct scene s) { s.p->relations[0] = (struct relation){ CLEANING, FOLLOW, 71, TICKS_MAX, WHO_ANYBODY }; }
static void too_late_after(struct scene s) { s.p->relations[0] = (struct relation){ CLEANING, FOLLOW, 0, 69, WHO_ANYBODY }; }
static void pool_empty(struct scene s)
{
    add_pool(s.p, (struct pool){ .id = 5, .count = 1 });
    s.p->visits[CLEANING].pool = s.p->visits[OTHER].pool = 0;
    s.p->visits[CLEANING].pool_after = 6;
    s.p->visits[OTHER].pool_before = 5;
}
static void pinned_elsewhere(struct scene s) { s.p->visits[LATER].pin_slot = 2; }
static void pinned_left_out(struct scene s) { s.p->visits[LATER].pin_slot = 1; s.plan->routes[1].count = 0; }
static void pinned_to_a_time(struct scene s) { s.p->visits[LATER].pin_slot = 1; s.p->visits[LATER].pin_start = 1011; }
static void frozen(struct scene s) { s.p->slots[1].open = 1011; }
static void week_full(struct scene s) { s.p->workers[0].most_work = 100; s.p->workers[0].work_before = 21; }
static void rest_short(struct scene s) { s.p->workers[0].rest = 751; }

static const struct { text why; void (*spoil)(struct scene s); text where, what; } rows[] = {
    { "served twice", twice, "visit 3", "is served twice" },
    { "a visit that is not there", unknown, "slot 12", "stop 1 is at a visit that is not there" },
    { "a pause without visits", pause_alone, "slot 12", "takes a pause on a day without visits" },
    { "beyond time", no_time, "visit 3", "lies beyond all time" },
    { "skill", no_skill, "visit 1", "needs skill 1, which slot 11 does not offer" },
    { "level", no_level, "visit 1", "needs skill 1 at level 3, slot 11 offers 2" },
    { "allowed", not_allowed, "visit 3", "is in slot 12 of a worker who is not allowed" },
    { "forbidden", forbidden, "visit 3", "is in slot 12 of a forbidden worker" },
    { "window", out_of_window, "visit 3", "starts at 1101, in none of its windows" },
    { "way", too_soon, "visit 3", "starts at 1010, slot 12 is not there before 1011" },
    { "way around a pause", after_her_pause, "visit 5", "starts at 189, slot 11 is not there before 190" },
    { "setup", setup_needed, "visit 2", "starts at 140, slot 11 is not there before 141" },
    { "pause of another slot", pause_of_another, "slot 21", "takes a pause that is not its own" },
    { "pause while busy", pause_while_busy, "slot 11", "takes pause 1 at 169, still busy until 170" },
    { "pause's window", pause_out_of_window, "slot 11", "takes pause 1 at 170, in none of its windows" },
    { "pause after too long", pause_too_late, "slot 11", "takes pause 1 after 80 on duty, 79 are allowed" },
    { "pause twice", pause_twice, "slot 11", "takes pause 1 twice" },
    { "pause that must be", pause_missed, "slot 11", "leaves out pause 1, due in a span of 160" },
    { "pause with a load", pause_loaded, "slot 11", "takes pause 1 loaded with 1, 0 is the most" },
    { "begin of the shift", begins_early, "slot 11", "begins at 79, before 80" },
    { "end of the shift", ends_late, "slot 11", "ends at 250, after 249" },
    { "overtime by span", overtime_by_span, "slot 11", "its overtime is 10, 9 is the most" },
    { "overtime by the clock", overtime_by_clock, "slot 11", "its overtime is 10, 9 is the most" },
    { "work", works_long, "slot 11", "its work is 70, 69 is the most" },
    { "span", span_long, "slot 11", "its span is 160, 159 is the most" },
    { "way", way_long, "slot 11", "its way is 80, 79 is the most" },
    { "distance", way_far, "slot 11", "its distance is 80, 79 is the most" },
    { "stops", many_stops, "slot 11", "its number of stops is 4, 3 is the most" },
    { "load at the start", loaded_at_start, "slot 11", "is loaded with 6 of 5 (amount 1)" },
    { "load on the way", loaded_on_the_way, "slot 11", "is loaded with 6 of 5 (amount 1)" },
    { "load picked up", picked_up_earlier, "slot 11", "is loaded with 6 of 5 (amount 1)" },
    { "half a shipment", half_a_shipment, "visit 5", "is half of a shipment whose other half is left out" },
    { "delivered first", delivered_first, "visit 6", "is delivered before it is picked up" },
    { "a shipment in two slots", shipment_torn, "visit 5", "is half of a shipment whose other half is in another slot" },
    { "together", not_together, "visit 2", "starts 1 after visit 2, 0 is the most" },
    { "one of two persons", one_of_two, "visit 2", "is left out, but not visit 2 that it hangs together with" },
    { "same worker", same_worker_asked, "visit 2", "needs the worker of visit 2" },
    { "another worker", other_worker_asked, "visit 2", "needs another worker than visit 1" },
    { "too soon after", too_soon_after, "visit 4", "starts 70 after visit 1, 71 is the least" },
    { "too late after", too_late_after, "visit 4", "starts 70 after visit 1, 69 is the most" },
    { "pool", pool_empty, "visit 2", "would hold one more of pool 5 than its 1" },
    { "pinned slot", pinned_elsewhere, "visit 3", "is pinned to slot 21 and is in another" },
    { "pinned and left out", pinned_left_out, "visit 3", "is pinned to slot 12 and left out" },
    { "pinned time", pinned_to_a_time, "visit 3", "is pinned to 1011 and starts at 1010" },
    { "frozen time", frozen, "visit 3", "starts at 1010, in the frozen time before 1011" },
    { "week", week_full, "slot 12", "brings its worker's week to 101, 100 is the most" },
    { "rest", rest_short, "slot 12", "begins 750 after slot 11 ends, 751 is the least rest" },
};

TEST(every_rule_is_named_when_it_alone_is_broken)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].why);
        struct scene s = scene();
        struct fault fault = { 0 };
        rows[i].spoil(s);
        CHECK(!plan_check(s.plan, &fault));
        SAME_TEXT(fault.where, rows[i].where);
        SAME_TEXT(fault.what, rows[i].what);
        leave(s);
    }
}

/* One step back from each border is still true. */
static void at_the_border(struct scene s)
{
    struct slot *slot = &s.p->slots[0];
    slot->regular = 150; slot->regular_end = 240; slot->most_overtime = 10;
    slot->most_work = 70; slot->most_span = 160; slot->most_travel = 80; slot->most_distance = 80; slot->most_stops = 4; slot->to = 250;
    s.p->pauses[0].after = 80;
    s.p->pauses[0].window[0].to = 170;
    s.p->workers[0].most_work = 100; s.p->workers[0].work_before = 20; s.p->workers[0].rest = 750;
    s.p->slots[1].open = 1010;
    pool_empty(s);
    s.p->visits[CLEANING].pool_after = 5;
    s.p->visits[PICKUP].pickup[0] = 5;
    s.p->visits[LATER].pin_slot = 1; s.p->visits[LATER].pin_start = 1010;
    s.p->relations[0] = (struct relation){ CLEANING, FOLLOW, 70, 70, WHO_DIFFERENT };
}

TEST(what_stands_exactly_at_a_border_holds)
{
    struct scene s = scene();
    struct fault fault = { 0 };
    at_the_border(s);
    CHECK(plan_check(s.plan, &fault));
    SAME_TEXT(fault.what, "");
    leave(s);
}

TEST(every_term_costs_what_the_header_says)
{
    struct scene s = scene();
    struct fault fault = { 0 };
    struct problem *p = s.p;
    p->weights = (struct weights){ .late = 2, .very_late = 3, .very_late_after = 20, .worst_late = 5, .waiting = 7, .worst_waiting = 11, .worst_idle = 13,
        .uneven = 2, .uneven_unit = 10, .balance = 4, .moved_worker = 100, .moved_told = 50, .moved_tick = 1 };
    s.plan->routes[0].begin = 85;                           /* waits 5 at visit 1 */
    s.plan->routes[2].stops[1].start = 230;                 /* waits 60, is 30 late, home at 270 */
    s.p->visits[LATER].stranger = 9;
    s.p->visits[FOLLOW].was_slot = 0; s.p->visits[FOLLOW].was_start = 240; s.p->visits[FOLLOW].told = true;
    s.p->visits[CLEANING].was_slot = 1; s.p->visits[CLEANING].was_start = 95;
    s.p->slots[0].regular = 150; s.p->slots[0].per_overtime = 3; s.p->slots[0].per_service = 1; s.p->slots[0].per_span = 2;
    s.p->pauses[0].missed = 77; s.p->pauses[0].when_span = 200;
    p->workers[1].income_before = 25;
    CHECK(plan_check(s.plan, &fault));
    SAME_TEXT(fault.what, "");
    const cost *t = s.plan->terms;
    EQUAL(t[TERM_LATE], (30 + 10) * 2 + 10 * 3);         /* visit 3 is late too */
    EQUAL(t[TERM_WORST_LATE], 30 * 5);
    EQUAL(t[TERM_WAITING], 65 * 7);
    EQUAL(t[TERM_WORST_WAITING], 60 * 11);
    EQUAL(t[TERM_WORST_IDLE], 60 * 13);
    EQUAL(t[TERM_UNEVEN], 2 * (8 * 8 + 6 * 6));             /* work 80 and 25 + 40 */
    EQUAL(t[TERM_BALANCE], 40 * 4);
    EQUAL(t[TERM_DISTURBED], 150 + 10 + 5);                 /* another worker and 10 early; the same worker, 5 late */
    EQUAL(t[TERM_CONTINUITY], 9);
    EQUAL(t[TERM_SERVICE], 70 * 1 + 165 * 2);
    EQUAL(t[TERM_OVERTIME], 15 * 3);
    EQUAL(t[TERM_MISSED_PAUSE], 0);
    s.plan->routes[0].taken_count = 0;
    s.p->pauses[0].when_span = 100;
    s.plan->routes[1].count = 0;
    s.p->visits[LATER].was_slot = 1; s.p->visits[LATER].told = true;
    CHECK(plan_check(s.plan, &fault));
    EQUAL(t[TERM_MISSED_PAUSE], 77);
    EQUAL(t[TERM_UNSERVED], 1000);
    EQUAL(t[TERM_DISTURBED], 150 + 10 + 5 + 150);
    EQUAL(t[TERM_WAITING], (65 + 10) * 7);                  /* without the pause she waits for visit 5 */
    cost sum = 0;
    for (int i = 0; i < TERMS; i++) sum += t[i];
    EQUAL(s.plan->cost, sum);
    leave(s);
}

TEST(a_setup_is_spared_at_the_place_of_the_stop_before)
{
    struct scene s = scene();
    struct fault fault = { 0 };
    s.p->visits[FOLLOW].setup = 20;
    CHECK(plan_check(s.plan, &fault));
    EQUAL(s.plan->routes[2].stops[1].leave, 180);
    s.p->visits[OTHER].setup = 20;                          /* the way leads there from another place */
    s.plan->routes[2].stops[1].start = 190;
    CHECK(plan_check(s.plan, &fault));
    EQUAL(s.plan->routes[2].stops[0].leave, 190);
    leave(s);
}

TEST(a_way_begun_in_the_peak_takes_longer)
{
    struct scene s = scene();
    struct fault fault = { 0 };
    static const struct peak peak = { 1000, 1400, 2000 };
    s.p->profiles[0].peaks = &peak;
    s.p->profiles[0].peak_count = 1;
    s.p->day = 1440;
    CHECK(!plan_check(s.plan, &fault));
    SAME_TEXT(fault.what, "starts at 1010, slot 12 is not there before 1020");
    s.plan->routes[1].stops[0].start = 1020;
    CHECK(plan_check(s.plan, &fault));
    EQUAL(s.plan->routes[1].end, 1050);
    EQUAL(s.plan->terms[TERM_TRAVEL], 80 + 20 + 60);        /* dearer only in time */
    s.p->profiles[0].steady = 4;                            /* of ten six are slowed */
    s.plan->routes[1].stops[0].start = 1015;
    CHECK(!plan_check(s.plan, &fault));
    SAME_TEXT(fault.what, "starts at 1015, slot 12 is not there before 1016");
    leave(s);
}

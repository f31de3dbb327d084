#include "customers/birth.h"
#include "customers/demand_house_test.h"

TEST(a_window_is_seven_days_on_both_sides_of_the_service)
{
    struct days june = birth_window((day){ 100 }, 7, 26), next = birth_window((day){ 130 }, 7, 26);
    EQUAL(june.first.number, 93);
    EQUAL(june.last.number, 132);
    EQUAL(next.first.number, 123);
    EQUAL(windows_overlap(june, next), 10);
    EQUAL(windows_overlap(june, birth_window((day){ 140 }, 7, 26)), 0);
}

TEST(she_waits_fourteen_days_for_nothing_and_is_paid_from_the_fifteenth_until_the_day_before_she_begins)
{
    day expected = { 1000 };
    EQUAL(birth_days_waited(expected, (day){ 979 }, 14), 0);
    EQUAL(birth_days_waited(expected, (day){ 1014 }, 14), 0);
    EQUAL(birth_days_waited(expected, (day){ 1015 }, 14), 0);          /* the fifteenth day is her first of service */
    EQUAL(birth_days_waited(expected, (day){ 1016 }, 14), 1);
    EQUAL(birth_days_waited(expected, (day){ 1021 }, 14), 6);
}

struct family { struct desk *d; int first; int64_t *into; };
static bool want_nurse(struct work *w, void *data)
{
    const struct family *f = data;
    struct household_member baby = { .role = CARE_NEWBORN };
    struct demand d = { .customer = { f->d->customer }, .line = { f->d->maternity }, .wanted = "24小时", .start_from = { THE_DAY + f->first }, .term = 26, .arrangement = ARRANGED_LIVE_IN, .room = ROOM_OWN, .rest_days = 4,
        .decides = DECIDES_CALLER, .source = SOURCE_PHONE, .cared = { &baby, 1 }, .expected = { THE_DAY + f->first, true }, .deposit_kind = DEMAND_DEPOSIT_EARNEST, .deposit = { 312000 } };
    if (!ADD(w, demand, &d)) return false;
    *f->into = d.record.id;
    return step_run(w, &demand_type, LOAD(w, demand, d.record.id), "confirm", NULL);
}

struct made { int64_t worker, demand, *into; bool backup; };
static bool recommend(struct work *w, void *data)
{
    const struct made *m = data;
    struct recommendation r = { .demand = { m->demand }, .worker = { m->worker }, .backup = m->backup };
    bool well = ADD(w, recommendation, &r);
    if (well) *m->into = r.record.id;
    return well;
}
static bool wanted(struct desk *d, int64_t demand, int64_t worker, bool backup, int64_t *into)
{
    return act(d, at(1, 9), recommend, &(struct made){ worker, demand, into, backup }) && step_on(d, at(1, 9), &recommendation_type, *into, "agree", &(struct { text note; }){ "" })
        && step_on(d, at(1, 9), &recommendation_type, *into, "show", NULL) && step_on(d, at(1, 9), &recommendation_type, *into, "want", NULL);
}
static bool accepted(struct desk *d, int64_t id) { return step_on(d, at(1, 10), &recommendation_type, id, "accept", NULL); }

struct where { int64_t id, from; };
static bool look_from(struct work *w, void *data)
{
    struct where *q = data;
    q->from = db_one(w, SQL("select from_at from booking where source_type = 'recommendation' and source = $1"), BIND(num(q->id)), 0);
    return !failed(w);
}
static int64_t booked_from(struct desk *d, int64_t id)
{
    struct where q = { .id = id };
    CHECK(act(d, at(1, 11), look_from, &q));
    return q.from;
}
static bool born_on(struct desk *d, int64_t demand, int on) { return step_on(d, at(on, 10), &demand_type, demand, "birth", &(struct birth_day){ { THE_DAY + on } }); }

TEST_DB(two_windows_of_a_nurse_touch_by_ten_days_at_most_and_then_a_backup_is_named)
{
    struct desk d;
    int64_t first, second, backup;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 9), want_nurse, &(struct family){ &d, 100, &d.demand }) && act(&d, at(0, 9), want_nurse, &(struct family){ &d, 130, &d.second }));
    CHECK(wanted(&d, d.demand, d.nurse, false, &first) && accepted(&d, first));
    CHECK(wanted(&d, d.second, d.nurse, false, &second));
    CHECK(!accepted(&d, second));
    SAME_TEXT(d.w->field, "backup");
    CHECK(wanted(&d, d.second, d.second_nurse, true, &backup));
    CHECK(accepted(&d, second));
    desk_close(&d);
}

TEST_DB(a_window_that_comes_nearer_than_ten_days_is_refused)
{
    struct desk d;
    int64_t first, second;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 9), want_nurse, &(struct family){ &d, 100, &d.demand }) && act(&d, at(0, 9), want_nurse, &(struct family){ &d, 129, &d.second }));
    CHECK(wanted(&d, d.demand, d.nurse, false, &first) && accepted(&d, first));
    CHECK(wanted(&d, d.second, d.nurse, false, &second));
    CHECK(!accepted(&d, second));
    SAME_TEXT(d.w->field, "worker");
    desk_close(&d);
}

static bool want_nanny(struct work *w, void *data)
{
    const struct family *f = data;
    struct worker *n = LOAD(w, worker, f->d->nurse);
    if (!n) return false;
    struct skill both[] = { *ROW(struct skill, n->skills, 0), { .line = { f->d->line }, .level = 3, .since = { THE_DAY - 1200, true } } };
    n->skills = (rows_of){ both, 2 };
    if (!SAVE(w, worker, n)) return false;
    struct demand d = { .customer = { f->d->customer }, .line = { f->d->line }, .wanted = "白天", .start_from = { THE_DAY + f->first }, .term = 26, .arrangement = ARRANGED_LIVE_IN, .room = ROOM_OWN, .rest_days = 4, .decides = DECIDES_CALLER, .source = SOURCE_PHONE };
    if (!ADD(w, demand, &d)) return false;
    *f->into = d.record.id;
    return step_run(w, &demand_type, LOAD(w, demand, d.record.id), "confirm", NULL);
}

TEST_DB(a_service_without_a_birth_keeps_out_of_the_window_of_hers_whichever_comes_first)
{
    struct desk d;
    int64_t first, second, backup;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 9), want_nurse, &(struct family){ &d, 100, &d.demand }) && act(&d, at(0, 9), want_nanny, &(struct family){ &d, 72, &d.second }));        /* until day 97, the window from 93 on */
    CHECK(wanted(&d, d.demand, d.nurse, false, &first) && accepted(&d, first));
    CHECK(wanted(&d, d.second, d.nurse, false, &second));
    CHECK(!accepted(&d, second));
    SAME_TEXT(d.w->field, "worker");
    SAME_TEXT(d.w->arguments[1], "5");
    CHECK(wanted(&d, d.demand, d.second_nurse, true, &backup));
    CHECK(accepted(&d, second));
    desk_close(&d);
}

TEST_DB(a_birth_whose_window_reaches_into_a_service_of_hers_names_a_backup)
{
    struct desk d;
    int64_t first, second;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 9), want_nurse, &(struct family){ &d, 100, &d.demand }) && act(&d, at(0, 9), want_nanny, &(struct family){ &d, 72, &d.second }));
    CHECK(wanted(&d, d.second, d.nurse, false, &second) && accepted(&d, second));
    CHECK(wanted(&d, d.demand, d.nurse, false, &first));
    CHECK(!accepted(&d, first));
    SAME_TEXT(d.w->field, "backup");
    desk_close(&d);
}

TEST_DB(an_early_birth_moves_her_booking_when_she_is_free)
{
    struct desk d;
    int64_t first = 0;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 9), want_nurse, &(struct family){ &d, 100, &d.demand }) && wanted(&d, d.demand, d.nurse, false, &first) && accepted(&d, first));
    EQUAL(booked_from(&d, first), at(100, 0).ms);
    sign(&d, "signed");
    CHECK(step_on(&d, at(1, 12), &recommendation_type, first, "hire", NULL));
    CHECK(!step_on(&d, at(70, 10), &demand_type, d.demand, "birth", &(struct birth_day){ { THE_DAY + 79 } }));     /* not before it happened */
    CHECK(born_on(&d, d.demand, 79));                       /* three weeks early */
    EQUAL(booked_from(&d, first), at(79, 0).ms);
    CHECK(!born_on(&d, d.demand, 80));
    EQUAL(d.w->failure, CONFLICT);
    desk_close(&d);
}

TEST_DB(when_the_nurse_is_elsewhere_the_backup_steps_in_and_the_family_is_not_left_alone)
{
    struct desk d;
    int64_t first, second, backup;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 9), want_nurse, &(struct family){ &d, 60, &d.second }) && act(&d, at(0, 9), want_nurse, &(struct family){ &d, 100, &d.demand }));
    CHECK(wanted(&d, d.second, d.nurse, false, &second) && accepted(&d, second));
    CHECK(wanted(&d, d.demand, d.nurse, false, &first) && accepted(&d, first));
    CHECK(wanted(&d, d.demand, d.second_nurse, true, &backup));
    sign(&d, "signed");
    CHECK(step_on(&d, at(1, 12), &recommendation_type, second, "hire", NULL) && step_on(&d, at(1, 12), &recommendation_type, first, "hire", NULL));
    CHECK(born_on(&d, d.demand, 79));                       /* she is with the other family until day 85 */
    EQUAL(state_of(&d, &recommendation_type, first), RECOMMENDED_WITHDRAWN);
    EQUAL(booked_from(&d, first), 0);
    EQUAL(booked_from(&d, backup), at(79, 0).ms);
    EQUAL(booked_from(&d, second), at(60, 0).ms);
    desk_close(&d);
}

struct levelled { int64_t worker, level; };
static bool set_level(struct work *w, void *data)
{
    const struct levelled *l = data;
    struct worker *n = LOAD(w, worker, l->worker);
    if (!n) return false;
    struct skill s = *ROW(struct skill, n->skills, 0);
    s.level = l->level;
    n->skills = (rows_of){ &s, 1 };
    return SAVE(w, worker, n);
}

TEST_DB(a_backup_is_of_the_same_or_a_higher_grade_and_the_nearest_who_would_do_is_named)
{
    struct desk d;
    int64_t first, backup;
    if (!desk_open(&d)) return;
    CHECK(desk_act(&d, &the_system, at(0, 8), set_level, &(struct levelled){ d.nurse, 4 }) && desk_act(&d, &the_system, at(0, 8), set_level, &(struct levelled){ d.short_nurse, 5 }));
    CHECK(act(&d, at(0, 9), want_nurse, &(struct family){ &d, 60, &d.demand }));
    CHECK(wanted(&d, d.demand, d.nurse, false, &first));
    CHECK(!act(&d, at(1, 9), recommend, &(struct made){ d.second_nurse, d.demand, &backup, true }));
    SAME_TEXT(d.w->field, "backup");
    SAME_TEXT(d.w->arguments[4], "孙月芳 (5)");
    CHECK(wanted(&d, d.demand, d.short_nurse, true, &backup));
    CHECK(accepted(&d, first));
    desk_close(&d);
}

TEST_DB(a_nurse_of_a_higher_grade_than_the_backup_named_before_is_not_accepted_with_her)
{
    struct desk d;
    int64_t first, backup;
    if (!desk_open(&d)) return;
    CHECK(desk_act(&d, &the_system, at(0, 8), set_level, &(struct levelled){ d.nurse, 4 }));
    CHECK(act(&d, at(0, 9), want_nurse, &(struct family){ &d, 60, &d.demand }));
    CHECK(wanted(&d, d.demand, d.second_nurse, true, &backup));
    CHECK(wanted(&d, d.demand, d.nurse, false, &first));
    CHECK(!accepted(&d, first));
    SAME_TEXT(d.w->field, "backup");
    desk_close(&d);
}

struct quiet { int64_t person, demand, said; bool quiet; };
static bool look_quiet(struct work *w, void *data)
{
    struct quiet *q = data;
    const struct person *p = LOAD(w, person, q->person);
    const struct demand *d = LOAD(w, demand, q->demand);
    if (!p || !d) return false;
    q->quiet = p->do_not_contact && d->quiet && d->deposit_back.fen == 312000 && !person_may_be_contacted(w, q->person);
    q->said = db_one(w, SQL("select count(*) from deadline where record = $1 and done_at = 0"), BIND(num(q->demand)), -1);
    return !failed(w);
}

TEST_DB(after_a_loss_nothing_rings_nobody_is_kept_and_everything_is_paid_back)
{
    struct desk d;
    int64_t first = 0;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 9), want_nurse, &(struct family){ &d, 100, &d.demand }) && wanted(&d, d.demand, d.nurse, false, &first) && accepted(&d, first));
    CHECK(step_on(&d, at(0, 9), &demand_type, d.demand, "deposit_came", &(struct deposit_money){ { 312000 } }));
    CHECK(step_on(&d, at(20, 9), &demand_type, d.demand, "close_quietly", NULL));
    struct quiet q = { d.person, d.demand, -1, false };
    CHECK(act(&d, at(20, 10), look_quiet, &q));
    CHECK(q.quiet);
    EQUAL(q.said, 0);
    EQUAL(booked_from(&d, first), 0);
    EQUAL(state_of(&d, &recommendation_type, first), RECOMMENDED_WITHDRAWN);
    desk_close(&d);
}

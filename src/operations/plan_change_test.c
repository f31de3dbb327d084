/* plan_change_test.c — a running plan is changed, paused and looked at beforehand: which visits follow, which stay, what is told. */
#include <stdio.h>
#include <string.h>
#include "messages/messages.h"
#include "operations/plan_house_test.h"
#include "record/preview.h"

struct changing { struct plan_house *h; struct plan_change in; text step; struct pause_input { day from; maybe_day to; } pause; text told; };

static bool take_step(struct work *w, void *data)
{
    struct changing *c = data;
    struct service_plan *p = LOAD(w, service_plan, c->h->plan);
    w->reason = "customer called";
    return p && step_take(w, &service_plan_type, p, c->step, !strcmp(c->step, "pause") ? (const void *)&c->pause : &c->in);
}

static bool change(struct changing *c) { c->step = "change"; return plan_write(c->h, take_step, c); }

static bool roll(struct work *w, void *data) { (void)data; return plan_roll(w); }

/* "09-22 09:00 A, 09-29 09:00 B*": the visits that will be, in order, by whom, * changed by hand. */
struct looking { struct plan_house *h; char seen[400]; };

static bool look(struct work *w, void *data)
{
    struct looking *l = data;
    struct found visits = LOAD_WHERE(w, visit, "plan = $1 and state not in (11, 14) order by start, id", BIND(num(l->h->plan)));
    l->seen[0] = 0;
    for (int i = 0; i < visits.count; i++) {
        const struct visit *v = FOUND(struct visit, visits, i);
        struct date d = date_of(day_of(v->start));
        int m = minute_of_day(v->start);
        size_t n = strlen(l->seen);
        snprintf(l->seen + n, sizeof l->seen - n, "%s%02d-%02d %02d:%02d %s%s", n ? ", " : "", d.month, d.day, m / 60, m % 60,
                 v->worker.id == l->h->workers[0] ? "A" : v->worker.id == l->h->workers[1] ? "B" : "-", v->touched ? "*" : "");
    }
    return !failed(w);
}

static void expect(struct plan_house *h, text visits)
{
    struct looking l = { .h = h };
    CHECK(plan_write(h, look, &l));
    SAME_TEXT(l.seen, visits);
}

struct counting { int64_t state, n; };
static bool count(struct work *w, void *data)
{
    struct counting *c = data;
    c->n = db_one(w, SQL("select count(*) from visit where state = $1"), BIND(num(c->state)), -1);
    return !failed(w);
}
static int64_t count_of(struct plan_house *h, enum visit_state state)
{
    struct counting c = { .state = state };
    CHECK(plan_write(h, count, &c));
    return c.n;
}

static struct changing to_thursday(struct plan_house *h, enum plan_reach reach)
{
    return (struct changing){ .h = h, .in = { .reach = reach, .weekdays = { SET_BIT(4) }, .agreed = true } };
}

/* ---- weekdays ---- */

TEST_DB(another_weekday_from_a_day_on_moves_the_same_visits_and_rolls_on)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    expect(&h, "09-22 09:00 A, 09-29 09:00 A, 10-06 09:00 A, 10-13 09:00 A");
    struct changing c = to_thursday(&h, REACH_THIS_AND_LATER);
    c.in.from = (maybe_day){ plan_date(9, 28).number, true };
    CASE("1 October is a holiday and left out; its week has no other day");
    CHECK(change(&c));
    expect(&h, "09-22 09:00 A, 10-08 09:00 A, 10-15 09:00 A");
    EQUAL(count_of(&h, VISIT_SKIPPED), 1);
    CASE("the night a week later makes Thursdays only");
    h.now = day_at(plan_date(9, 28), 60);
    CHECK(plan_write(&h, roll, NULL));
    expect(&h, "09-22 09:00 A, 10-08 09:00 A, 10-15 09:00 A, 10-22 09:00 A");
    plan_house_close(&h);
}

static bool price_of_holiday(struct work *w, void *data)
{
    struct plan_house *h = data;
    EQUAL(db_one(w, SQL("select price from visit where plan = $1 and start = $2"), BIND(num(h->plan), num(day_at(plan_date(10, 1), 540).ms)), 0), 30000);
    EQUAL(db_one(w, SQL("select price from visit where plan = $1 and start = $2"), BIND(num(h->plan), num(day_at(plan_date(10, 8), 540).ms)), 0), 15000);
    return !failed(w);
}

TEST_DB(the_holiday_rule_keeps_with_the_surcharge_or_goes_to_the_next_working_day)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct changing c = to_thursday(&h, REACH_ALL);
    c.in.holiday = HOLIDAY_KEEP;
    CHECK(change(&c));
    expect(&h, "09-24 09:00 A, 10-01 09:00 A, 10-08 09:00 A, 10-15 09:00 A");
    CHECK(plan_write(&h, price_of_holiday, &h));
    c.in = (struct plan_change){ .reach = REACH_ALL, .holiday = HOLIDAY_SHIFT, .agreed = true };
    CHECK(change(&c));
    expect(&h, "09-24 09:00 A, 10-05 09:00 A, 10-08 09:00 A, 10-15 09:00 A");
    plan_house_close(&h);
}

TEST_DB(every_other_week_leaves_out_every_second_visit_and_back_makes_them_again)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct changing c = { .h = &h, .in = { .reach = REACH_UNTOUCHED, .every_weeks = 2, .agreed = true } };
    CHECK(change(&c));
    expect(&h, "09-29 09:00 A, 10-13 09:00 A");
    c.in.every_weeks = 1;
    CHECK(change(&c));
    expect(&h, "09-22 09:00 A, 09-29 09:00 A, 10-06 09:00 A, 10-13 09:00 A");
    plan_house_close(&h);
}

/* ---- a change ahead ---- */

TEST_DB(until_the_day_of_a_change_the_plan_stays_what_it_was)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct changing c = to_thursday(&h, REACH_THIS_AND_LATER);
    c.in.from = (maybe_day){ plan_date(10, 5).number, true };
    CHECK(change(&c));
    expect(&h, "09-22 09:00 A, 09-29 09:00 A, 10-08 09:00 A, 10-15 09:00 A");
    CASE("paused and gone on early: the days that come back are the old ones");
    c.step = "pause";
    c.pause = (struct pause_input){ plan_date(9, 22), { plan_date(10, 9).number, true } };
    CHECK(plan_write(&h, take_step, &c));
    expect(&h, "10-15 09:00 A");
    c.step = "resume";
    CHECK(plan_write(&h, take_step, &c));
    expect(&h, "09-22 09:00 A, 09-29 09:00 A, 10-08 09:00 A, 10-15 09:00 A");
    CASE("another hour from before it: each part keeps its days");
    c.in = (struct plan_change){ .reach = REACH_THIS_AND_LATER, .from = { plan_date(9, 28).number, true }, .at = { 10 * 60 }, .agreed = true };
    CHECK(change(&c));
    expect(&h, "09-22 09:00 A, 09-29 10:00 A, 10-08 10:00 A, 10-15 10:00 A");
    CASE("the same change from an earlier day on is one");
    c.in = (struct plan_change){ .reach = REACH_THIS_AND_LATER, .from = { plan_date(9, 28).number, true }, .weekdays = { SET_BIT(5) }, .agreed = true };
    CHECK(change(&c));
    expect(&h, "09-22 09:00 A, 10-09 10:00 A, 10-16 10:00 A");
    CHECK(!change(&c));
    plan_house_close(&h);
}

/* ---- the end ---- */

struct ending { struct plan_house *h; bool key; };
static bool ends_on(struct work *w, void *data)
{
    const struct ending *e = data;
    struct service_plan *p = LOAD(w, service_plan, e->h->plan);
    p->last = (maybe_day){ plan_date(9, 29).number, true };
    p->key_held = e->key;
    return SAVE(w, service_plan, p);
}

static bool state_is(struct work *w, void *data)
{
    struct ending *e = data;
    const struct service_plan *p = LOAD(w, service_plan, e->h->plan);
    EQUAL(p->state, e->key ? PLAN_ACTIVE : PLAN_ENDED);
    return !failed(w);
}

TEST_DB(a_plan_whose_last_day_is_over_ends_by_itself_but_not_while_a_key_is_held)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct ending e = { &h, true };
    CHECK(plan_write(&h, ends_on, &e));
    h.now = day_at(plan_date(9, 30), 60);
    CHECK(plan_write(&h, roll, NULL));
    CHECK(plan_write(&h, state_is, &e));
    CASE("given back, the next turn ends it");
    e.key = false;
    CHECK(plan_write(&h, ends_on, &e));
    CHECK(plan_write(&h, roll, NULL));
    CHECK(plan_write(&h, state_is, &e));
    plan_house_close(&h);
}

static bool with_days(struct work *w, void *data)
{
    const struct service_plan *days = data;
    const struct service_plan *old = record_peek(w, &service_plan_type, days->record.id);
    struct service_plan p = { .customer = old->customer, .household = old->household, .line = old->line, .weekdays = old->weekdays, .at = old->at, .length = old->length, .first = days->first, .last = days->last,
        .terms_version = "", .contract_number = "", .remark = "" };
    return ADD(w, service_plan, &p);
}

TEST_DB(a_plan_of_another_century_is_a_slip)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    static const struct { int year, last_year; bool right; } cases[] = { { 1, 0, false }, { 1900, 0, false }, { 9999, 0, false }, { 2026, 9999, false }, { 2024, 2025, false }, { 2026, 2025, false }, { 2019, 0, true }, { 2026, 2027, true } };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct service_plan p = { .record.id = h.plan, .first = day_from_date((struct date){ cases[i].year, 10, 8 }), .last = { day_from_date((struct date){ cases[i].last_year, 10, 8 }).number, cases[i].last_year > 0 } };
        EQUAL(plan_write(&h, with_days, &p), cases[i].right);
    }
    plan_house_close(&h);
}

/* ---- changed by hand ---- */

static bool by_hand(struct work *w, void *data)
{
    struct plan_house *h = data;
    struct found visits = LOAD_WHERE(w, visit, "plan = $1 order by start", BIND(num(h->plan)));
    w->reason = "away";
    return visits.count == 4 && step_run(w, &visit_type, visits.at[2], "move", &(struct new_time){ day_at(plan_date(10, 7), 14 * 60), true }) && step_run(w, &visit_type, visits.at[3], "skip", NULL);
}

TEST_DB(what_was_changed_by_hand_stays_unless_all_are_chosen)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    CHECK(plan_write(&h, by_hand, &h));
    struct changing c = to_thursday(&h, REACH_UNTOUCHED);
    c.in.holiday = HOLIDAY_KEEP;
    CASE("it stands for its week's visit; the skipped one is not made again");
    CHECK(change(&c));
    expect(&h, "09-24 09:00 A, 10-01 09:00 A, 10-07 14:00 A*");
    CASE("all: it follows the plan again");
    c.in = (struct plan_change){ .reach = REACH_ALL, .at = { 10 * 60 }, .agreed = true };
    CHECK(change(&c));
    expect(&h, "09-24 10:00 A, 10-01 10:00 A, 10-08 10:00 A");
    plan_house_close(&h);
}

/* ---- this one ---- */

TEST_DB(one_visit_alone_changes_its_day_time_and_worker_and_the_plan_does_not)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct changing c = { .h = &h, .in = { .reach = REACH_THIS, .from = { plan_date(9, 29).number, true }, .weekdays = { SET_BIT(3) }, .at = { 15 * 60 }, .worker = { h.workers[1] }, .agreed = true } };
    CHECK(change(&c));
    expect(&h, "09-22 09:00 A, 09-30 15:00 B*, 10-06 09:00 A, 10-13 09:00 A");
    CASE("two days for one visit");
    c.in.from.number = plan_date(10, 6).number;
    c.in.weekdays.bits = SET_BIT(3) | SET_BIT(5);
    CHECK(!change(&c));
    SAME_TEXT(h.w->field, "weekdays");
    CASE("a day without a visit");
    c.in.from.number = plan_date(10, 7).number;
    CHECK(!change(&c));
    SAME_TEXT(h.w->field, "from");
    CASE("what is the whole plan's");
    c.in.every_weeks = 2;
    CHECK(!change(&c));
    SAME_TEXT(h.w->field, "reach");
    plan_house_close(&h);
}

/* ---- worker and length ---- */

static bool longer(struct work *w, void *data)
{
    struct plan_house *h = data;
    const struct service_plan *p = LOAD(w, service_plan, h->plan);
    if (!p) return false;
    EQUAL(p->price.fen, 20000);
    EQUAL(db_one(w, SQL("select cast(sum(price) as bigint) from visit where plan = $1 and state = 3"), BIND(num(h->plan)), 0), 80000);
    EQUAL(db_one(w, SQL("select count(*) from booking"), NO_BIND, 0), 4);
    return !failed(w);
}

TEST_DB(worker_and_length_change_on_the_same_visits_by_the_locked_price)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct changing c = { .h = &h, .in = { .reach = REACH_ALL, .length = { 240 }, .worker = { h.workers[1] }, .agreed = true } };
    CHECK(!change(&c));
    SAME_TEXT(h.w->wrong ? h.w->wrong->field : "", "backup");
    c.in.backup.id = h.workers[0];
    CHECK(change(&c));
    expect(&h, "09-22 09:00 B, 09-29 09:00 B, 10-06 09:00 B, 10-13 09:00 B");
    EQUAL(count_of(&h, VISIT_SKIPPED), 0);
    CHECK(plan_write(&h, longer, &h));
    plan_house_close(&h);
}

/* ---- refused ---- */

TEST_DB(a_change_is_refused_without_a_yes_for_the_past_and_when_nothing_changes)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct changing c = to_thursday(&h, REACH_ALL);
    c.in.agreed = false;
    CHECK(!change(&c));
    SAME_TEXT(h.w->field, "agreed");
    c = to_thursday(&h, REACH_THIS_AND_LATER);
    CHECK(!change(&c));
    SAME_TEXT(h.w->message, "Say from which day on");
    c.in.from = (maybe_day){ plan_date(9, 20).number, true };
    CHECK(!change(&c));
    SAME_TEXT(h.w->message, "What is past stays as it was: begin today or later");
    c.in.from.number = plan_date(12, 1).number;
    CHECK(!change(&c));
    c = (struct changing){ .h = &h, .in = { .reach = REACH_ALL, .weekdays = { SET_BIT(2) }, .agreed = true } };
    CHECK(!change(&c));
    SAME_TEXT(h.w->message, "Nothing would change");
    expect(&h, "09-22 09:00 A, 09-29 09:00 A, 10-06 09:00 A, 10-13 09:00 A");
    plan_house_close(&h);
}

static bool third_left(struct work *w, void *data)
{
    db_exec(w, SQL("update worker set state = 9 where id = $1"), BIND(num(((const struct plan_house *)data)->workers[2])));
    return !failed(w);
}

TEST_DB(a_plan_is_given_to_nobody_who_has_left)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    CHECK(plan_write(&h, third_left, &h));
    struct changing c = { .h = &h, .in = { .reach = REACH_ALL, .worker = { h.workers[2] }, .agreed = true } };
    CHECK(!change(&c));
    SAME_TEXT(h.w->wrong ? h.w->wrong->field : "", "worker");
    c.in = (struct plan_change){ .reach = REACH_ALL, .backup = { h.workers[2] }, .agreed = true };
    CHECK(!change(&c));
    SAME_TEXT(h.w->wrong ? h.w->wrong->field : "", "backup");
    expect(&h, "09-22 09:00 A, 09-29 09:00 A, 10-06 09:00 A, 10-13 09:00 A");
    plan_house_close(&h);
}

/* ---- pause ---- */

static bool step(struct changing *c, text name) { c->step = name; return plan_write(c->h, take_step, c); }

struct state_of { struct plan_house *h; enum plan_state state; };
static bool read_state(struct work *w, void *data)
{
    struct state_of *s = data;
    const struct service_plan *p = LOAD(w, service_plan, s->h->plan);
    if (p) s->state = p->state;
    return p != NULL;
}
static enum plan_state state_now(struct plan_house *h)
{
    struct state_of s = { .h = h };
    CHECK(plan_write(h, read_state, &s));
    return s.state;
}

TEST_DB(a_pause_leaves_days_out_begins_and_ends_by_itself_and_gives_them_back_when_it_ends_early)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct changing c = { .h = &h };
    CHECK(!step(&c, "resume"));
    c.pause.from = plan_date(9, 28);
    c.pause.to = (maybe_day){ plan_date(10, 10).number, true };
    CHECK(step(&c, "pause"));
    expect(&h, "09-22 09:00 A, 10-13 09:00 A");
    EQUAL(state_now(&h), PLAN_ACTIVE);
    h.now = day_at(plan_date(9, 28), 60);
    CHECK(plan_write(&h, roll, NULL));
    EQUAL(state_now(&h), PLAN_PAUSED);
    expect(&h, "09-22 09:00 A, 10-13 09:00 A, 10-20 09:00 A");
    CASE("back on the second of October: the visit of the sixth takes place");
    h.now = day_at(plan_date(10, 2), 600);
    CHECK(step(&c, "resume"));
    EQUAL(state_now(&h), PLAN_ACTIVE);
    expect(&h, "09-22 09:00 A, 10-06 09:00 A, 10-13 09:00 A, 10-20 09:00 A, 10-27 09:00 A");
    CASE("by itself on the day after its last");
    c.pause.from = plan_date(10, 2);
    c.pause.to.number = plan_date(10, 7).number;
    CHECK(step(&c, "pause"));
    EQUAL(state_now(&h), PLAN_PAUSED);
    h.now = day_at(plan_date(10, 8), 60);
    CHECK(plan_write(&h, roll, NULL));
    EQUAL(state_now(&h), PLAN_ACTIVE);
    plan_house_close(&h);
}

/* ---- looked at beforehand ---- */

static bool confirm_one(struct work *w, void *data)
{
    struct plan_house *h = data;
    struct found visits = LOAD_WHERE(w, visit, "plan = $1 and state = 3 order by start limit 1", BIND(num(h->plan)));
    return visits.count && step_run(w, &visit_type, visits.at[0], "confirm", NULL);
}

static bool preview(struct work *w, void *data)
{
    struct changing *c = data;
    struct service_plan *p = LOAD(w, service_plan, c->h->plan);
    struct json j = json_new(w->arena);
    w->language = "en";
    w->request = "preview-1";
    if (!p || !step_preview(w, &service_plan_type, p, type_step(&service_plan_type, "change"), &c->in, &j)) return false;
    c->told = buf_text(&j.out);
    CHECK(strstr(c->told, "\"Changed with its plan\"") && strstr(c->told, "\"from_text\":\"22 Sep 2026 09:00\"") && strstr(c->told, "\"to_text\":\"24 Sep 2026 09:00\""));
    CHECK(strstr(c->told, "It is confirmed: call the customer and the worker") != NULL);
    CHECK(strstr(c->told, "1 Oct 2026 is a holiday (National Day): no visit") != NULL);
    CHECK(strstr(c->told, "\"Left out by its plan\"") != NULL);
    return !failed(w);
}

TEST_DB(a_preview_tells_what_would_happen_without_a_yes_and_changes_nothing)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct changing c = to_thursday(&h, REACH_ALL);
    c.in.agreed = false;
    CHECK(plan_write(&h, confirm_one, &h));
    CHECK(plan_write(&h, preview, &c));
    expect(&h, "09-22 09:00 A, 09-29 09:00 A, 10-06 09:00 A, 10-13 09:00 A");
    EQUAL(count_of(&h, VISIT_CONFIRMED), 1);
    CASE("a refusal is the step's own");
    c.in.weekdays.bits = SET_BIT(2);
    CHECK(!plan_write(&h, preview, &c));
    SAME_TEXT(h.w->message, "Nothing would change");
    plan_house_close(&h);
}

/* ---- which goes where ---- */

TEST(a_visit_keeps_its_day_or_goes_to_one_of_its_week)
{
    int of[4];
    day there[] = { plan_date(9, 21), plan_date(9, 24), plan_date(9, 28), plan_date(10, 8) }, wanted[] = { plan_date(9, 22), plan_date(9, 25), plan_date(9, 28), plan_date(9, 29) };
    plan_pair(there, 4, wanted, 4, of);
    EQUAL(of[0], 0); EQUAL(of[1], 1); EQUAL(of[2], 2); EQUAL(of[3], -1);
}

/* ---- the customer's credit limit ---- */

struct owing { struct plan_house *h; int64_t owed, reminders, visits; };

static bool owe(struct work *w, void *data)
{
    struct owing *o = data;
    struct customer *c = LOAD(w, customer, o->h->customer);
    if (!c) return false;
    c->kind = CUSTOMER_COMPANY;
    c->name = "云锦物业";
    c->credit_limit.fen = 50000;
    c->owed.fen = o->owed;
    return SAVE(w, customer, c);
}

static bool look_at_credit(struct work *w, void *data)
{
    struct owing *o = data;
    o->reminders = db_one(w, SQL("select count(*) from deadline where record = $1 and rule = 'remind.credit'"), BIND(num(o->h->customer)), -1);
    o->visits = db_one(w, SQL("select count(*) from visit where plan = $1"), BIND(num(o->h->plan)), -1);
    return !failed(w);
}

TEST_DB(a_plan_over_the_credit_limit_goes_on_and_the_office_is_warned_once)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct owing o = { .h = &h, .owed = 50001 };
    CHECK(plan_write(&h, look_at_credit, &o));
    int64_t before = o.visits;
    CHECK(plan_write(&h, owe, &o));
    h.now.ms += DAYS(7);
    CHECK(plan_write(&h, roll, &h));
    h.now.ms += DAYS(1);
    CHECK(plan_write(&h, roll, &h) && plan_write(&h, look_at_credit, &o));
    EQUAL(o.reminders, 1);
    CHECK(o.visits > before);                           /* a warning, no silent stop */
    o.owed = 50000;
    CHECK(plan_write(&h, owe, &o));
    h.now.ms += DAYS(1);
    CHECK(plan_write(&h, roll, &h) && plan_write(&h, look_at_credit, &o));
    EQUAL(o.reminders, 0);
    plan_house_close(&h);
}

/* ---- the company closes ---- */

struct closing { struct plan_house *h; day on; int64_t id, entries, told, worker_told; };

static bool close_day(struct work *w, void *data)
{
    struct closing *c = data;
    struct calendar_day closed = { .date = c->on, .kind = CALENDAR_CLOSED, .name = "年会" };
    if (!ADD(w, calendar_day, &closed)) return false;
    c->id = closed.record.id;
    return plans_heed_calendar(w, &calendar_day_type, c->id);
}

static bool open_day(struct work *w, void *data)
{
    struct closing *c = data;
    struct calendar_day *closed = LOAD(w, calendar_day, c->id);
    return closed && record_remove(w, &calendar_day_type, closed) && plans_heed_calendar(w, &calendar_day_type, c->id);
}

static bool count_entries(struct work *w, void *data)
{
    struct closing *c = data;
    c->entries = db_one(w, SQL("select count(*) from deadline where type = 'visit' and rule = 'closed'"), BIND(), -1);
    c->told = db_one(w, SQL("select count(*) from message where channel = 1 and template = 'customer.reopened'"), BIND(), -1);
    c->worker_told = db_one(w, SQL("select count(*) from message where channel = 1 and template = 'visit.reopened'"), BIND(), -1);
    return !failed(w);
}

TEST_DB(a_day_the_company_closes_is_left_out_by_its_plans_and_comes_back_when_it_opens_after_all)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct closing c = { .h = &h, .on = plan_date(9, 29) };
    CHECK(plan_write(&h, close_day, &c));
    expect(&h, "09-22 09:00 A, 10-06 09:00 A, 10-13 09:00 A");
    CASE("the plan saw to it: nobody has to call");
    CHECK(plan_write(&h, count_entries, &c));
    EQUAL(c.entries, 0);
    CHECK(plan_write(&h, open_day, &c));
    expect(&h, "09-22 09:00 A, 09-29 09:00 A, 10-06 09:00 A, 10-13 09:00 A");
    CHECK(plan_write(&h, count_entries, &c));
    EQUAL(c.told, 1);                                   /* she was told that it is left out: she is told that it is not */
    EQUAL(c.worker_told, 1);
    CASE("a plan that shifts goes to the next working day");
    struct changing shift = { .h = &h, .in = { .reach = REACH_ALL, .holiday = HOLIDAY_SHIFT, .agreed = true } };
    CHECK(change(&shift));
    CHECK(plan_write(&h, close_day, &c));
    expect(&h, "09-22 09:00 A, 09-30 09:00 A, 10-06 09:00 A, 10-13 09:00 A");
    CHECK(plan_write(&h, open_day, &c));
    CASE("one that keeps its days stands in the queue of who takes orders, until the day is open again");
    shift.in.holiday = HOLIDAY_KEEP;
    CHECK(change(&shift));
    CHECK(plan_write(&h, close_day, &c));
    expect(&h, "09-22 09:00 A, 09-29 09:00 A, 10-06 09:00 A, 10-13 09:00 A");
    CHECK(plan_write(&h, count_entries, &c));
    EQUAL(c.entries, 1);
    CHECK(plan_write(&h, open_day, &c));
    CHECK(plan_write(&h, count_entries, &c));
    EQUAL(c.entries, 0);
    plan_house_close(&h);
}

struct plan_hearing { int64_t count; char last[300]; };
static bool plan_hear(struct work *w, void *data)
{
    struct plan_hearing *h = data;
    struct found all = LOAD_WHERE(w, message, "about = 'service_plan' and channel = 1 order by id", NO_BIND);
    h->count = all.count;
    snprintf(h->last, sizeof h->last, "%s", all.count ? FOUND(struct message, all, all.count - 1)->body : "");
    return !failed(w);
}
static text plan_heard(struct plan_house *h, struct plan_hearing *into, int64_t count)
{
    CHECK(plan_write(h, plan_hear, into));
    EQUAL(into->count, count);
    return into->last;
}

TEST_DB(what_was_agreed_of_a_plan_is_told_its_customer_once)
{
    struct plan_house h;
    struct plan_hearing said;
    if (!plan_house_open(&h)) return;
    CHECK(strstr(plan_heard(&h, &said, 1), "9月22日 周二 09:00–12:00"));
    h.now.ms += 60 * 60 * 1000;
    struct changing c = to_thursday(&h, REACH_THIS_AND_LATER);
    c.in.from = (maybe_day){ plan_date(9, 28).number, true };
    CHECK(change(&c));
    CASE("the first visit that changed, not the next one, which stays");
    CHECK(strstr(plan_heard(&h, &said, 2), "10月8日 周四 09:00–12:00"));
    c.step = "pause";
    c.pause.from = plan_date(10, 5);
    c.pause.to = (maybe_day){ plan_date(10, 11).number, true };
    CHECK(plan_write(&h, take_step, &c));
    CHECK(strstr(plan_heard(&h, &said, 3), "10月5日") && strstr(said.last, "10月11日"));
    c.step = "resume";
    CHECK(plan_write(&h, take_step, &c));
    CHECK(strstr(plan_heard(&h, &said, 4), "10月8日 周四 09:00–12:00"));
    plan_house_close(&h);
}

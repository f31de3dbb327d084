#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jansson.h>
#include "insight/today_house_test.h"
#include "messages/messages.h"
#include "record/deadline.h"
#include "record/parts.h"

struct asked { struct today_shop *s; bool all; int statements; text body; };
static bool ask(struct work *w, void *data)
{
    struct asked *q = data;
    struct json j = json_new(w->arena);
    int before = db_statements(w);
    today_write(w, &j, q->s->branch, q->all);
    q->statements = db_statements(w) - before;
    q->body = buf_text(&j.out);
    return !failed(w);
}
static json_t *today(struct today_shop *s, const struct actor *who, instant now, int *ret_statements)
{
    struct asked q = { .s = s };
    s->who = who;
    CHECK(today_act(s, now, ask, &q));
    if (ret_statements) *ret_statements = q.statements;
    return json_loads(q.body ? q.body : "{}", 0, NULL);
}

static json_t *named(json_t *list, const char *name)
{
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one) if (!strcmp(json_string_value(json_object_get(one, "name")), name)) return one;
    return NULL;
}
static json_t *row_of(json_t *today, const char *queue, size_t i) { return json_array_get(json_object_get(named(json_object_get(today, "queues"), queue), "rows"), i); }
static text word_of(json_t *row, const char *name) { text t = json_string_value(json_object_get(row, name)); return t ? t : ""; }
static int64_t number_of(json_t *row, const char *name) { return json_integer_value(json_object_get(row, name)); }

TEST_DB(todays_visits_are_sorted_by_harm_and_then_by_the_time_left)
{
    struct today_shop s;
    int statements = 0;
    if (!today_shop_open(&s)) return;
    int64_t plain = today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(0, 9, 0), .state = VISIT_UNASSIGNED });
    int64_t baby = today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.baby, .start = today_at(0, 14, 0), .state = VISIT_UNASSIGNED });
    int64_t child = today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.pickup, .start = today_at(0, 16, 0), .state = VISIT_UNASSIGNED });
    int64_t late = today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(0, 8, 0), .state = VISIT_CONFIRMED });
    today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(0, 8, 25), .state = VISIT_CONFIRMED });       /* not five minutes late yet */
    json_t *j = today(&s, &s.manager, today_at(0, 8, 30), &statements);
    CHECK(statements > 0 && statements <= 7);                /* nine with who asks and what she may */
    int64_t order[] = { child, baby, late, plain };
    for (size_t i = 0; i < 4; i++) EQUAL(number_of(row_of(j, "visits", i), "id"), order[i]);
    EQUAL(number_of(named(json_object_get(j, "queues"), "visits"), "count"), 4);
    SAME_TEXT(word_of(row_of(j, "visits", 2), "kind"), "late");
    SAME_TEXT(word_of(row_of(j, "visits", 3), "step"), "assign");
    json_decref(j);
    CASE("who keeps the books sees no visit to be assigned: it is not hers to do");
    static const text books[] = { CAN_SEE_VISITS };
    struct actor clerk = s.manager;
    clerk.can = books;
    clerk.can_count = COUNT_OF(books);
    j = today(&s, &clerk, today_at(0, 8, 30), NULL);
    CHECK(!row_of(j, "visits", 0));
    EQUAL(number_of(named(json_object_get(j, "queues"), "visits"), "count"), 0);
    json_decref(j);
    today_shop_close(&s);
}

static bool tell_the_next(struct work *w, void *data)
{
    struct visit *v = LOAD(w, visit, *(int64_t *)data);
    return v && step_run(w, &visit_type, v, "tell_late", &(struct telling_late){ { 0 } });
}

/* The only line of this kind among the visits; NULL: there is none. */
static json_t *next_late(json_t *today)
{
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(named(json_object_get(today, "queues"), "visits"), "rows"), i, row) if (!strcmp(word_of(row, "kind"), "next_late")) return row;
    return NULL;
}

static bool she_refused_there(struct work *w, void *data)
{
    const int64_t *ids = data;
    db_exec(w, SQL("update visit set reason = $1 where id = $2"), BIND(num(CANCEL_REFUSED), num(ids[0])));
    db_exec(w, SQL("update household set risks = $1 where id = (select household from visit where id = $2)"), BIND(num((int64_t)SET_BIT(RISK_REFUSED_BEFORE)), num(ids[0])));
    deadlines_again(w, &visit_type, record_peek(w, &visit_type, ids[1]));
    return !failed(w);
}

TEST_DB(what_is_hers_in_a_home_she_refused_stands_on_today_however_far_ahead)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    int64_t refused = today_booked(&s, today_at(-2, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(-2, 9, 0), .state = VISIT_INTERRUPTED });
    int64_t far = today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(14, 9, 0), .state = VISIT_CONFIRMED });
    s.who = NULL;
    CHECK(today_act(&s, today_at(0, 8, 0), she_refused_there, (int64_t[]){ refused, far }));
    json_t *j = today(&s, &s.manager, today_at(0, 8, 30), NULL);
    EQUAL(number_of(row_of(j, "visits", 0), "id"), far);
    SAME_TEXT(word_of(row_of(j, "visits", 0), "kind"), "refused");
    SAME_TEXT(word_of(row_of(j, "visits", 0), "step"), "assign");
    json_decref(j);
    today_shop_close(&s);
}

TEST_DB(the_next_customer_stands_on_today_until_she_is_told)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(0, 8, 0), .state = VISIT_IN_SERVICE, .arrived = today_at(0, 8, 0) });
    int64_t next = today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(0, 10, 10), .state = VISIT_CONFIRMED });
    json_t *j = today(&s, &s.manager, today_at(0, 9, 30), NULL);
    CHECK(!next_late(j));                                   /* over in time, as it looks now */
    json_decref(j);
    s.who = NULL;
    CHECK(!today_act(&s, today_at(0, 9, 31), tell_the_next, &next));
    j = today(&s, &s.manager, today_at(0, 10, 40), NULL);
    json_t *row = next_late(j);
    EQUAL(number_of(row, "id"), next);
    SAME_TEXT(word_of(row, "step"), "tell_late");
    SAME_TEXT(word_of(row, "label"), "上一单没结束，下一位客户在等");
    EQUAL(number_of(row, "due_at"), today_at(0, 10, 10).ms);
    json_decref(j);
    s.who = NULL;
    CHECK(today_act(&s, today_at(0, 10, 41), tell_the_next, &next));
    j = today(&s, &s.manager, today_at(0, 10, 42), NULL);
    CHECK(!next_late(j));
    json_decref(j);
    today_shop_close(&s);
}

static bool complain(struct work *w, void *data)
{
    struct today_shop *s = data;
    struct complaint c = { .channel = CHANNEL_BY_PHONE, .category = ABOUT_QUALITY, .customer = { s->customer }, .story = "没擦干净" };
    return ADD(w, complaint, &c);
}
static bool raise_alarm(struct work *w, void *data)
{
    struct today_shop *s = data;
    return incident_raise(w, &(struct incident_call){ .kind = INCIDENT_SOS, .worker = { s->worker } }) != NULL;
}
static bool want_somebody(struct work *w, void *data)
{
    struct today_shop *s = data;
    struct demand d = { .customer = { s->customer }, .line = { s->line }, .wanted = "周一", .start_from = { TODAY_MONDAY + 9 }, .source = SOURCE_PHONE, .budget_of = "", .needs = "", .deal = "" };
    return ADD(w, demand, &d) && step_run(w, &demand_type, LOAD(w, demand, d.record.id), "confirm", NULL);
}
static bool paper_runs_out(struct work *w, void *data)
{
    struct today_shop *s = data;
    struct credential c = { .record.branch = { s->branch }, .state = CREDENTIAL_VALID, .worker = { s->worker }, .kind = CREDENTIAL_INSURANCE, .result = RESULT_PASS, .valid_from = { TODAY_MONDAY - 100, true }, .valid_to = { TODAY_MONDAY + 3, true } };
    return ADD(w, credential, &c);
}

static bool ring_many(struct work *w, void *data)
{
    struct today_shop *s = data;
    for (int i = 0; i < 70; i++)
        if (!remind(w, &(struct reminder){ .title = "Look in", .due = w->now, .about = &worker_type, .record = 1000 + i % 65, .branch = s->branch, .who = CAN_EDIT_CREDENTIALS })) return false;
    return true;
}

TEST_DB(the_page_of_lines_is_as_long_as_the_number_says_and_a_reminder_can_be_ticked_off)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    CHECK(today_act(&s, today_at(0, 7, 0), ring_many, &s));
    json_t *j = today(&s, &s.manager, today_at(0, 8, 30), NULL), *papers = named(json_object_get(j, "queues"), "papers");
    EQUAL(number_of(papers, "count"), 65);                                      /* one line a record, of however many clocks */
    EQUAL(json_array_size(json_object_get(papers, "rows")), 60);
    SAME_TEXT(word_of(row_of(j, "papers", 0), "label"), "提醒");
    CHECK(number_of(row_of(j, "papers", 0), "reminder") != 0 && !*word_of(row_of(j, "papers", 0), "step"));
    json_decref(j);
    struct asked all = { .s = &s, .all = true };
    CHECK(today_act(&s, today_at(0, 8, 30), ask, &all));
    j = json_loads(all.body ? all.body : "{}", 0, NULL);
    EQUAL(json_array_size(json_object_get(named(json_object_get(j, "queues"), "papers"), "rows")), 65);
    json_decref(j);
    today_shop_close(&s);
}

TEST_DB(every_queue_has_its_line_its_step_and_only_for_who_may_take_it)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(-1, 9, 0), .state = VISIT_FINISHED, .arrived = today_at(-1, 9, 0) });
    today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(6, 9, 0), .state = VISIT_ACCEPTED });
    CHECK(today_act(&s, today_at(0, 7, 0), complain, &s));
    CHECK(today_act(&s, today_at(0, 7, 5), raise_alarm, &s));
    CHECK(today_act(&s, today_at(0, 7, 0), want_somebody, &s));
    CHECK(today_act(&s, today_at(0, 7, 0), paper_runs_out, &s));
    json_t *j = today(&s, &s.manager, today_at(0, 8, 30), NULL);
    SAME_TEXT(word_of(row_of(j, "cases", 0), "type"), "incident");           /* an alarm stands above what is due earlier */
    SAME_TEXT(word_of(row_of(j, "cases", 0), "step"), "acknowledge");
    SAME_TEXT(word_of(row_of(j, "cases", 0), "subtitle"), "");
    SAME_TEXT(word_of(row_of(j, "cases", 1), "step"), "accept");
    EQUAL(json_array_size(json_object_get(named(json_object_get(j, "queues"), "cases"), "rows")), 2);         /* one line a record, by its next clock */
    SAME_TEXT(word_of(row_of(j, "demands", 0), "step"), "propose");
    SAME_TEXT(word_of(row_of(j, "papers", 0), "type"), "credential");
    EQUAL(number_of(row_of(j, "papers", 0), "harm"), 5);                       /* a visit of hers lies behind the last day */
    EQUAL(number_of(row_of(j, "papers", 0), "due_at"), today_at(4, 0, 0).ms);
    SAME_TEXT(word_of(row_of(j, "money", 0), "step"), "approve");
    EQUAL(number_of(named(json_object_get(j, "cards"), "complaints"), "value"), 1);
    json_decref(j);
    j = today(&s, &s.clerk, today_at(0, 8, 30), NULL);
    CHECK(!row_of(j, "cases", 0) && !row_of(j, "demands", 0) && !row_of(j, "papers", 0) && !row_of(j, "money", 0));
    EQUAL(number_of(named(json_object_get(j, "queues"), "cases"), "count"), 0);
    json_decref(j);
    today_shop_close(&s);
}

static bool make_days(struct work *w, void *data) { (void)data; return day_figures_tick(w); }

TEST_DB(a_card_compares_with_the_same_weekday_and_leaves_force_majeure_out)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    today_booked(&s, today_at(-8, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(-7, 9, 0), .state = VISIT_APPROVED, .arrived = today_at(-7, 9, 2) });
    today_booked(&s, today_at(-8, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(-7, 13, 0), .state = VISIT_APPROVED, .arrived = today_at(-7, 13, 20) });
    for (int i = 0; i < 3; i++) today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(0, 7 + i, 0), .state = VISIT_ARRIVED, .arrived = today_at(0, 7 + i, 0), .price = 20000 });
    CHECK(today_act(&s, today_at(0, 6, 0), make_days, NULL));
    json_t *j = today(&s, &s.manager, today_at(0, 12, 0), NULL), *cards = json_object_get(j, "cards");
    EQUAL(number_of(named(cards, "visits"), "value"), 3);
    EQUAL((int64_t)json_number_value(json_object_get(named(cards, "visits"), "change")), 50);
    EQUAL(number_of(named(cards, "money"), "value"), 60000);
    EQUAL((int64_t)json_number_value(json_object_get(named(cards, "money"), "change")), 200);
    EQUAL((int64_t)json_number_value(json_object_get(named(cards, "on_time"), "value")), 100);
    EQUAL((int64_t)json_number_value(json_object_get(named(cards, "on_time"), "change")), 50);      /* half of them a week ago */
    EQUAL(json_array_size(json_object_get(named(cards, "visits"), "spark")), 14);
    EQUAL(json_array_size(json_object_get(named(cards, "on_time"), "spark")), 2);                   /* days of which nothing is known are no zeros */
    json_decref(j);
    today_shop_close(&s);
}

TEST_DB(on_monday_the_weekends_rework_and_complaints_are_shown)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    int64_t done = today_booked(&s, today_at(-3, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(-3, 9, 0), .state = VISIT_FINISHED });
    today_booked(&s, today_at(-1, 11, 0), (struct today_visit){ .line = s.line, .start = today_at(1, 9, 0), .state = VISIT_UNASSIGNED, .again = done });
    CHECK(today_act(&s, today_at(-2, 10, 0), complain, &s));
    CHECK(today_act(&s, today_at(0, 7, 0), complain, &s));                               /* today's is in the queue, not in the weekend */
    json_t *j = today(&s, &s.manager, today_at(0, 8, 0), NULL);
    EQUAL(json_array_size(json_object_get(json_object_get(j, "weekend"), "rows")), 2);
    json_decref(j);
    j = today(&s, &s.manager, today_at(1, 8, 0), NULL);
    CHECK(!json_object_get(j, "weekend"));
    json_decref(j);
    today_shop_close(&s);
}

/* ---- the calendar ---- */

static bool tick(struct work *w, void *data) { (void)data; return routines_tick(w); }
struct counted { text sql; int64_t n; };
static bool count(struct work *w, void *data)
{
    struct counted *c = data;
    c->n = db_one(w, (literal){ c->sql }, NO_BIND, -1);
    return !failed(w);
}
static int64_t counted(struct today_shop *s, text sql)
{
    struct counted c = { sql, -1 };
    s->who = NULL;
    CHECK(today_act(s, today_at(0, 6, 0), count, &c));
    return c.n;
}

TEST(the_calendar_asks_for_each_thing_on_its_day)
{
    EQUAL(routine_on(ROUTINE_BRIEF, (day){ TODAY_MONDAY + 5 }), true);
    EQUAL(routine_on(ROUTINE_INSURED, (day){ TODAY_MONDAY }), true);
    EQUAL(routine_on(ROUTINE_INSURED, (day){ TODAY_MONDAY + 1 }), false);
    EQUAL(routine_on(ROUTINE_WEEKEND, (day){ TODAY_MONDAY + 4 }), true);
    EQUAL(routine_on(ROUTINE_CLOSE_MONTH, day_from_date((struct date){ 2026, 12, 1 })), true);
    EQUAL(routine_on(ROUTINE_PREPAID, day_from_date((struct date){ 2026, 12, 1 })), false);
    EQUAL(routine_on(ROUTINE_PREPAID, day_from_date((struct date){ 2027, 1, 1 })), true);
    day first;
    CHECK(day_from_lunar((struct lunar){ .year = 2026, .month = 12, .day = 1 }, &first));
    EQUAL(routine_on(ROUTINE_FESTIVAL, first), true);
}

TEST_DB(the_system_puts_each_duty_at_its_hour_once_and_settles_what_the_facts_settle)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(1, 9, 0), .state = VISIT_UNASSIGNED });
    CHECK(today_act(&s, today_at(0, 7, 29), tick, NULL));
    EQUAL(counted(&s, "select count(*) from routine"), 0);
    CHECK(today_act(&s, today_at(0, 7, 30), tick, NULL));
    CHECK(today_act(&s, today_at(0, 7, 31), tick, NULL));
    EQUAL(counted(&s, "select count(*) from routine"), 1);
    EQUAL(counted(&s, "select count(*) from deadline where type = 'routine' and who = 'routine.do'"), 1);
    CHECK(today_act(&s, today_at(0, 9, 0), tick, NULL));                                 /* Monday: meeting, quality, insured, stock */
    EQUAL(counted(&s, "select count(*) from routine"), 5);
    CHECK(today_act(&s, today_at(0, 17, 0), tick, NULL));
    EQUAL(counted(&s, "select state from routine where kind = 3"), ROUTINE_OPEN);
    CHECK(today_act(&s, today_at(0, 20, 0), tick, NULL));
    EQUAL(counted(&s, "select state from routine where kind = 4"), ROUTINE_OPEN);
    today_shop_close(&s);
}

/* Whose hour has passed is without anybody still: the calendar counts what the board counts. */
TEST_DB(the_gaps_of_the_day_are_counted_from_its_morning)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(0, 9, 0), .state = VISIT_UNASSIGNED });
    today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(0, 18, 0), .state = VISIT_UNASSIGNED });
    today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(-1, 9, 0), .state = VISIT_UNASSIGNED });
    CHECK(today_act(&s, today_at(0, 17, 14), tick, NULL));
    EQUAL(counted(&s, "select count(*) from routine where kind = 1 and seen like '%\"open\":2,%'"), 1);
    today_shop_close(&s);
}

static bool all_confirmed(struct work *w, void *data)
{
    (void)data;
    db_exec(w, SQL("update visit set state = 4"), NO_BIND);
    return !failed(w);
}

TEST_DB(release_and_chase_are_done_when_tomorrow_is_given_out_and_confirmed)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(1, 9, 0), .state = VISIT_UNASSIGNED });
    CHECK(today_act(&s, today_at(0, 20, 0), tick, NULL));                               /* both made and looked at in one work */
    EQUAL(counted(&s, "select count(*) from routine where kind in (3, 4) and state = 1"), 2);
    CHECK(today_act(&s, today_at(0, 20, 5), all_confirmed, NULL));
    CHECK(today_act(&s, today_at(0, 20, 6), tick, NULL));
    EQUAL(counted(&s, "select count(*) from routine where kind in (3, 4) and state = 2 and done_at > 0 and coalesce(done_by, 0) = 0"), 2);
    today_shop_close(&s);
}

struct note { text note; };
static bool do_brief(struct work *w, void *data)
{
    (void)data;
    struct found f = LOAD_WHERE(w, routine, "kind = 1", NO_BIND);
    return f.count == 1 && step_take(w, &routine_type, f.at[0], "finish", &(struct note){ "小王顶一单" });
}

TEST_DB(a_shop_with_nothing_tomorrow_has_nothing_to_release)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    CHECK(today_act(&s, today_at(0, 20, 0), tick, NULL));
    EQUAL(counted(&s, "select count(*) from routine where kind in (3, 4) and state = 2"), 2);
    today_shop_close(&s);
}

TEST_DB(who_did_it_and_when_stands_in_the_day)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    CHECK(today_act(&s, today_at(0, 7, 30), tick, NULL));
    s.who = &s.manager;
    CHECK(today_act(&s, today_at(0, 7, 50), do_brief, NULL));
    json_t *j = today(&s, &s.manager, today_at(0, 8, 0), NULL), *one = json_array_get(json_object_get(j, "routines"), 0);
    CHECK(number_of(one, "seen_at") > 0);                   /* of when its figures are */
    SAME_TEXT(word_of(one, "state"), "done");
    SAME_TEXT(word_of(one, "done_by"), "周经理");
    EQUAL(number_of(one, "done_at"), today_at(0, 7, 50).ms);
    json_decref(j);
    today_shop_close(&s);
}

/* ---- what cannot be done any more ---- */

#define LAPSED(s, kinds) counted((s), "select count(*) from routine where state = 4 and kind in (" kinds ") and day = 20780")

/* The Monday's lines are all made by the evening; the next days only the clock turns. */
TEST_DB(what_can_no_longer_be_done_lapses_and_counts_as_not_done_what_is_owed_stays)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(1, 9, 0), .state = VISIT_UNASSIGNED });
    CHECK(today_act(&s, today_at(0, 20, 0), tick, NULL));
    EQUAL(counted(&s, "select count(*) from routine where state = 1"), 7);
    CASE("yesterday's gaps and meeting are over; her plan and her calls still help");
    CHECK(today_act(&s, today_at(1, 0, 1), tick, NULL));
    EQUAL(LAPSED(&s, "1, 2"), 2);
    EQUAL(counted(&s, "select count(*) from routine where state = 1"), 5);
    EQUAL(counted(&s, "select count(*) from deadline where type = 'routine' and done_at = 0 and record in (select id from routine where state = 4)"), 0);
    CASE("the day has begun: its gaps are the brief's");
    CHECK(today_act(&s, today_at(1, 7, 30), tick, NULL));
    EQUAL(LAPSED(&s, "3"), 1);
    EQUAL(LAPSED(&s, "4"), 0);
    CASE("the morning is over, nobody called");
    CHECK(today_act(&s, today_at(1, 13, 0), tick, NULL));
    EQUAL(LAPSED(&s, "4"), 1);
    CASE("a week later: counted anew, and the meeting on complaints is owed still");
    CHECK(today_act(&s, today_at(7, 9, 0), tick, NULL));
    EQUAL(LAPSED(&s, "6, 7"), 2);
    EQUAL(LAPSED(&s, "5"), 0);
    json_t *j = today(&s, &s.manager, today_at(7, 9, 1), NULL);
    EQUAL(number_of(j, "routines_lapsed"), counted(&s, "select count(*) from routine where state = 4"));
    json_decref(j);
    j = today(&s, &s.clerk, today_at(7, 9, 1), NULL);
    EQUAL(number_of(j, "routines_lapsed"), 0);
    json_decref(j);
    EQUAL(routine_gone(ROUTINE_WAGES, (day){ TODAY_MONDAY }).ms, 0);
    today_shop_close(&s);
}

TEST_DB(a_plan_released_before_its_day_begins_and_calls_made_in_its_morning_are_done)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    today_booked(&s, today_at(0, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(1, 9, 0), .state = VISIT_UNASSIGNED });
    CHECK(today_act(&s, today_at(0, 20, 0), tick, NULL));
    CHECK(today_act(&s, today_at(1, 6, 0), all_confirmed, NULL));
    CHECK(today_act(&s, today_at(1, 6, 1), tick, NULL));
    EQUAL(counted(&s, "select count(*) from routine where kind in (3, 4) and state = 2"), 2);
    today_shop_close(&s);
}

/* 12 open days of two routines each, as a shop leaves them that ticks nothing off. */
static bool leave_open(struct work *w, void *data)
{
    struct today_shop *s = data;
    for (int i = 1; i <= 12; i++)
        for (int kind = ROUTINE_RESULT; kind <= ROUTINE_APPRAISAL; kind++) {
            struct routine r = { .record.branch = { s->branch }, .kind = (enum routine_kind)kind, .day = { TODAY_MONDAY - i }, .due = today_at(-i, 9, 0), .seen = { "{}" }, .note = "" };
            if (!ADD(w, routine, &r)) return false;
        }
    return true;
}
TEST_DB(of_a_calendar_nobody_ticks_off_today_is_shown_and_the_rest_counted)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    CHECK(today_act(&s, today_at(0, 6, 0), leave_open, &s));
    CHECK(today_act(&s, today_at(0, 7, 30), tick, NULL));
    json_t *j = today(&s, &s.manager, today_at(0, 8, 0), NULL), *rows = json_object_get(j, "routines");
    EQUAL(json_array_size(rows), 11);
    EQUAL(number_of(json_array_get(rows, 0), "day"), TODAY_MONDAY - 5);         /* the ten latest of 24, by when they were due */
    EQUAL(number_of(json_array_get(rows, 10), "day"), TODAY_MONDAY);
    EQUAL(number_of(j, "routines_open"), 25);
    json_decref(j);
    j = today(&s, &s.clerk, today_at(0, 8, 0), NULL);
    EQUAL(number_of(j, "routines_open"), 0);                /* not hers to see */
    json_decref(j);
    today_shop_close(&s);
}

static bool complain_often(struct work *w, void *data)
{
    for (int i = 0; i < 103; i++)
        if (!complain(w, data)) return false;
    return true;
}
TEST_DB(a_weekend_with_more_than_a_hundred_says_how_many_and_where)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    int64_t done = today_booked(&s, today_at(-3, 6, 0), (struct today_visit){ .line = s.line, .start = today_at(-3, 9, 0), .state = VISIT_FINISHED });
    today_booked(&s, today_at(-1, 11, 0), (struct today_visit){ .line = s.line, .start = today_at(1, 9, 0), .state = VISIT_UNASSIGNED, .again = done });
    CHECK(today_act(&s, today_at(-2, 10, 0), complain_often, &s));
    json_t *j = today(&s, &s.manager, today_at(0, 8, 0), NULL), *weekend = json_object_get(j, "weekend"), *kinds = json_object_get(weekend, "kinds");
    EQUAL(json_array_size(json_object_get(weekend, "rows")), 100);
    EQUAL(number_of(json_array_get(kinds, 0), "count"), 1);
    EQUAL(number_of(json_array_get(kinds, 1), "count"), 103);
    CHECK(strstr(word_of(json_array_get(kinds, 1), "to"), "/complaint?received_at_from="));
    json_decref(j);
    j = today(&s, &s.clerk, today_at(0, 8, 0), NULL);
    EQUAL(json_array_size(json_object_get(json_object_get(j, "weekend"), "kinds")), 1);      /* she may not see complaints, nor how many there are */
    json_decref(j);
    today_shop_close(&s);
}

static bool take_alarm_on(struct work *w, void *data)
{
    (void)data;
    struct incident *i = LOAD(w, incident, db_one(w, SQL("select id from incident limit 1"), NO_BIND, 0));
    return i && step_take(w, &incident_type, i, "acknowledge", &(struct { enum incident_level level; text doing; }){ 0, "打电话给她，候补已出发" });
}
TEST_DB(what_is_done_about_an_alarm_stands_on_its_line)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    CHECK(today_act(&s, today_at(0, 7, 5), raise_alarm, &s));
    s.who = &s.manager;
    CHECK(today_act(&s, today_at(0, 7, 6), take_alarm_on, &s));
    s.who = NULL;
    json_t *j = today(&s, &s.manager, today_at(0, 8, 30), NULL);
    SAME_TEXT(word_of(row_of(j, "cases", 0), "type"), "incident");
    SAME_TEXT(word_of(row_of(j, "cases", 0), "subtitle"), "周经理：打电话给她，候补已出发");        /* whom to ask, for who comes on duty next */
    json_decref(j);
    today_shop_close(&s);
}

static bool hold_the_meeting(struct work *w, void *data)
{
    (void)data;
    struct found f = LOAD_WHERE(w, routine, "kind = 2", NO_BIND);
    return f.count == 1 && step_take(w, &routine_type, f.at[0], "finish", &(struct note){ "" });
}
static int64_t lines_of(struct today_shop *s, const struct actor *who, int64_t *ret_open)
{
    json_t *j = today(s, who, today_at(0, 9, 30), NULL);
    int64_t n = (int64_t)json_array_size(json_object_get(j, "routines"));
    *ret_open = number_of(j, "routines_open");
    json_decref(j);
    return n;
}

TEST_DB(of_the_managers_calendar_a_dispatcher_has_what_is_hers_and_who_may_do_nothing_of_it_nothing)
{
    static const text dispatcher_can[] = { CAN_DO_ROUTINES, CAN_SEE_ROUTINES, CAN_SEE_VISITS }, reader_can[] = { CAN_SEE_ROUTINES, CAN_SEE_VISITS };
    struct today_shop s;
    int64_t open;
    if (!today_shop_open(&s)) return;
    struct actor dispatcher = s.manager, reader = s.manager;
    dispatcher.can = dispatcher_can;
    dispatcher.can_count = COUNT_OF(dispatcher_can);
    reader.can = reader_can;
    reader.can_count = COUNT_OF(reader_can);
    CHECK(today_act(&s, today_at(0, 9, 0), tick, NULL));
    EQUAL(lines_of(&s, &s.manager, &open), 5);              /* a Monday: gaps, meeting, quality, the insured, supplies */
    EQUAL(open, 5);
    EQUAL(lines_of(&s, &dispatcher, &open), 1);
    EQUAL(open, 1);
    EQUAL(lines_of(&s, &reader, &open), 0);
    EQUAL(open, 0);
    EQUAL(counted(&s, "select count(*) from deadline where type = 'routine' and who = 'routine.lead' and done_at = 0"), 4);
    s.who = &dispatcher;
    CHECK(!today_act(&s, today_at(0, 9, 10), hold_the_meeting, NULL) && today_act(&s, today_at(0, 9, 10), do_brief, NULL));
    s.who = &s.manager;
    CHECK(today_act(&s, today_at(0, 9, 10), hold_the_meeting, NULL));
    today_shop_close(&s);
}

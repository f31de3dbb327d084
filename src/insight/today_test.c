#include <stdio.h>
#include <stdlib.h>
#include <jansson.h>
#include "contracts/contracts.h"
#include "insight/today.h"
#include "quality/quality.h"
#include "messages/messages.h"
#include "placement/placement.h"
#include "record/parts.h"
#include "record/store.h"
#include "safety/safety.h"
#include "test/test.h"

/* A shop on a Monday: plain cleaning, an infant's line and a pick-up; a manager who may do what managers do. */
static const struct module *const modules[] = { &company_module, &messages_module, &services_module, &team_module, &customers_module, &operations_module, &contracts_module, &ledger_module, &placement_module, &finance_module, &quality_module, &safety_module, &insight_module, NULL };
static const text manager_can[] = {
    CAN_HANDLE_COMPLAINTS, CAN_SEE_COMPLAINTS, CAN_EDIT_CREDENTIALS, CAN_EDIT_DEMANDS, CAN_SEE_DEMANDS, CAN_HANDLE_INCIDENTS, CAN_SEE_INCIDENTS, CAN_DO_ROUTINES, CAN_SEE_ROUTINES, CAN_ASSIGN_VISITS, CAN_EDIT_VISITS, CAN_SEE_VISITS,
};
static const text clerk_can[] = { CAN_SEE_VISITS };
enum { MONDAY = 20780 };                /* 2026-11-23 */
struct shop { struct db *db; struct house *house; struct work *w; char folder[64]; struct actor manager, clerk; int64_t branch, line, baby, pickup, customer, home, worker; const struct actor *who; instant now; text said; };
static instant at(int on, int hour, int minute) { return day_at((day){ MONDAY + on }, hour * 60 + minute); }

static bool act(struct shop *s, instant now, db_run *run, void *data)
{
    struct work *w = s->w;
    work_clear(w);
    w->actor = s->who ? s->who : &the_system;
    w->now = w->acted = now;
    w->loaded = NULL;
    w->reason = "试一下";
    bool well = db_write(s->db, w, run, data);
    if (!well) printf("  not done: %d %s %s\n", (int)w->failure, w->field ? w->field : "", w->message ? w->message : "");
    return well;
}

static int64_t line_of(struct work *w, text code, enum line_category category, bool child)
{
    struct service_line l = { .name = code, .code = code, .glyph = "洁", .category = category, .unit = UNIT_HOUR, .medical = MEDICAL_GENERAL, .child_contact = child, .needs = { child ? SET_BIT(NEEDS_BACKGROUND) : 0 } };
    return ADD(w, service_line, &l) ? l.record.id : 0;
}

static bool furnish(struct work *w, void *data)
{
    struct shop *s = data;
    struct branch b = { .name = "一店", .code = "A", .kind = BRANCH_SHOP };
    struct person payer = { .name = "李芳" }, cleaner = { .name = "王金凤" };
    struct account a = { .login = "zhou", .name = "周经理" };
    if (!ADD(w, branch, &b) || !ADD(w, person, &payer) || !ADD(w, person, &cleaner) || !ADD(w, account, &a)) return false;
    s->branch = b.record.id;
    s->line = line_of(w, "CLEAN", LINE_DAILY_CLEANING, false);
    s->baby = line_of(w, "BABY", LINE_INFANT, true);
    s->pickup = line_of(w, "PICKUP", LINE_PICKUP, true);
    struct customer c = { .record.branch = { s->branch }, .person = { payer.record.id } };
    struct worker n = { .record.branch = { s->branch }, .state = WORKER_ACTIVE, .person = { cleaner.record.id }, .mode = MODE_EMPLOYEE };
    if (!ADD(w, customer, &c) || !ADD(w, worker, &n)) return false;
    struct household home = { .record.branch = { s->branch }, .customer = { c.record.id }, .estate = "锦绣花园", .address = { .plain = "锦绣花园3栋" } };
    if (!ADD(w, household, &home)) return false;
    s->customer = c.record.id;
    s->home = home.record.id;
    s->worker = n.record.id;
    s->manager = (struct actor){ .user = a.record.id, .name = "zhou", .language = "zh", .can = manager_can, .can_count = COUNT_OF(manager_can), .all_branches = true, .home = s->branch };
    s->clerk = (struct actor){ .user = a.record.id, .name = "clerk", .language = "zh", .can = clerk_can, .can_count = COUNT_OF(clerk_can), .all_branches = true, .home = s->branch };
    return !failed(w);
}

static int by_word(const void *a, const void *b) { return strcmp(*(const text *)a, *(const text *)b); }

static bool shop_open(struct shop *s)
{
    text why = "";
    *s = (struct shop){ .folder = "/dev/shm/zhangjia-today-XXXXXX" };
    if (!mkdtemp(s->folder)) return false;
    s->db = db_open(&(struct db_options){ .url = test_url(), .fast_and_loose = true }, &why);
    if (s->db) s->house = house_open(&(struct house_options){ .db = s->db, .data = s->folder, .modules = modules, .demo = true }, &why);
    bool well = s->house && house_migrate(s->house, &why);
    if (!well) printf("  the house does not open: %s\n", why);
    if (well) s->w = work_open(s->house, &the_system);
    if (well) s->w->language = "zh";
    static text sorted[COUNT_OF(manager_can)];
    memcpy(sorted, manager_can, sizeof sorted);
    qsort(sorted, COUNT_OF(sorted), sizeof *sorted, by_word);
    well = well && act(s, at(0, 6, 0), furnish, s);
    s->manager.can = sorted;
    CHECK(well);
    return well;
}

static void shop_close(struct shop *s)
{
    char command[100];
    work_close(s->w);
    house_close(s->house);
    db_close(s->db);
    snprintf(command, sizeof command, "rm -rf %s", s->folder);
    CHECK(!system(command));
}

struct booked { struct shop *s; int64_t line; instant start; enum visit_state state; instant arrived; int64_t price, id, again; };
static bool book(struct work *w, void *data)
{
    struct booked *b = data;
    const struct shop *s = b->s;
    struct visit v = { .state = b->state, .customer = { s->customer }, .household = { s->home }, .line = { b->line }, .worker = { b->state > VISIT_UNASSIGNED ? s->worker : 0 }, .start = b->start, .length = { 120 },
        .price = { b->price ? b->price : 10000 }, .arrived_at = b->arrived, .rework_of = { b->again }, .tags = "", .quote = { "" }, .area = "", .remark = "", .rating = "", .customer_code = "", .finished_at = { b->state >= VISIT_FINISHED ? b->start.ms + HOURS(2) : 0 } };
    bool well = ADD(w, visit, &v);
    b->id = v.record.id;
    return well;
}
static int64_t booked(struct shop *s, instant made, struct booked b)
{
    b.s = s;
    s->who = NULL;
    CHECK(act(s, made, book, &b));
    return b.id;
}

struct asked { struct shop *s; int statements; text body; };
static bool ask(struct work *w, void *data)
{
    struct asked *q = data;
    struct json j = json_new(w->arena);
    int before = db_statements(w);
    today_write(w, &j, q->s->branch);
    q->statements = db_statements(w) - before;
    q->body = buf_text(&j.out);
    return !failed(w);
}
static json_t *today(struct shop *s, const struct actor *who, instant now, int *ret_statements)
{
    struct asked q = { .s = s };
    s->who = who;
    CHECK(act(s, now, ask, &q));
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
    struct shop s;
    int statements = 0;
    if (!shop_open(&s)) return;
    int64_t plain = booked(&s, at(0, 6, 0), (struct booked){ .line = s.line, .start = at(0, 9, 0), .state = VISIT_UNASSIGNED });
    int64_t baby = booked(&s, at(0, 6, 0), (struct booked){ .line = s.baby, .start = at(0, 14, 0), .state = VISIT_UNASSIGNED });
    int64_t child = booked(&s, at(0, 6, 0), (struct booked){ .line = s.pickup, .start = at(0, 16, 0), .state = VISIT_UNASSIGNED });
    int64_t late = booked(&s, at(0, 6, 0), (struct booked){ .line = s.line, .start = at(0, 8, 0), .state = VISIT_CONFIRMED });
    booked(&s, at(0, 6, 0), (struct booked){ .line = s.line, .start = at(0, 8, 25), .state = VISIT_CONFIRMED });       /* not five minutes late yet */
    json_t *j = today(&s, &s.manager, at(0, 8, 30), &statements);
    CHECK(statements > 0 && statements <= 7);                /* nine with who asks and what she may */
    int64_t order[] = { child, baby, late, plain };
    for (size_t i = 0; i < 4; i++) EQUAL(number_of(row_of(j, "visits", i), "id"), order[i]);
    EQUAL(number_of(named(json_object_get(j, "queues"), "visits"), "count"), 4);
    SAME_TEXT(word_of(row_of(j, "visits", 2), "kind"), "late");
    SAME_TEXT(word_of(row_of(j, "visits", 3), "step"), "assign");
    json_decref(j);
    shop_close(&s);
}

static bool complain(struct work *w, void *data)
{
    struct shop *s = data;
    struct complaint c = { .channel = CHANNEL_BY_PHONE, .category = ABOUT_QUALITY, .customer = { s->customer }, .story = "没擦干净" };
    return ADD(w, complaint, &c);
}
static bool raise_alarm(struct work *w, void *data)
{
    struct shop *s = data;
    return incident_raise(w, &(struct incident_call){ .kind = INCIDENT_SOS, .worker = { s->worker } }) != NULL;
}
static bool want_somebody(struct work *w, void *data)
{
    struct shop *s = data;
    struct demand d = { .customer = { s->customer }, .line = { s->line }, .wanted = "周一", .start_from = { MONDAY + 9 }, .source = SOURCE_PHONE, .budget_of = "", .needs = "", .deal = "" };
    return ADD(w, demand, &d) && step_run(w, &demand_type, LOAD(w, demand, d.record.id), "confirm", NULL);
}
static bool paper_runs_out(struct work *w, void *data)
{
    struct shop *s = data;
    struct credential c = { .record.branch = { s->branch }, .state = CREDENTIAL_VALID, .worker = { s->worker }, .kind = CREDENTIAL_INSURANCE, .result = RESULT_PASS, .valid_from = { MONDAY - 100, true }, .valid_to = { MONDAY + 3, true } };
    return ADD(w, credential, &c);
}

TEST_DB(every_queue_has_its_line_its_step_and_only_for_who_may_take_it)
{
    struct shop s;
    if (!shop_open(&s)) return;
    booked(&s, at(0, 6, 0), (struct booked){ .line = s.line, .start = at(-1, 9, 0), .state = VISIT_FINISHED, .arrived = at(-1, 9, 0) });
    booked(&s, at(0, 6, 0), (struct booked){ .line = s.line, .start = at(6, 9, 0), .state = VISIT_ACCEPTED });
    CHECK(act(&s, at(0, 7, 0), complain, &s));
    CHECK(act(&s, at(0, 7, 5), raise_alarm, &s));
    CHECK(act(&s, at(0, 7, 0), want_somebody, &s));
    CHECK(act(&s, at(0, 7, 0), paper_runs_out, &s));
    json_t *j = today(&s, &s.manager, at(0, 8, 30), NULL);
    SAME_TEXT(word_of(row_of(j, "cases", 0), "type"), "incident");           /* an alarm stands above what is due earlier */
    SAME_TEXT(word_of(row_of(j, "cases", 0), "step"), "acknowledge");
    SAME_TEXT(word_of(row_of(j, "cases", 1), "step"), "accept");
    EQUAL(json_array_size(json_object_get(named(json_object_get(j, "queues"), "cases"), "rows")), 2);         /* one line a record, by its next clock */
    SAME_TEXT(word_of(row_of(j, "demands", 0), "step"), "propose");
    SAME_TEXT(word_of(row_of(j, "papers", 0), "type"), "credential");
    EQUAL(number_of(row_of(j, "papers", 0), "harm"), 5);                       /* a visit of hers lies behind the last day */
    EQUAL(number_of(row_of(j, "papers", 0), "due_at"), at(4, 0, 0).ms);
    SAME_TEXT(word_of(row_of(j, "money", 0), "step"), "approve");
    EQUAL(number_of(named(json_object_get(j, "cards"), "complaints"), "value"), 1);
    json_decref(j);
    j = today(&s, &s.clerk, at(0, 8, 30), NULL);
    CHECK(!row_of(j, "cases", 0) && !row_of(j, "demands", 0) && !row_of(j, "papers", 0) && !row_of(j, "money", 0));
    EQUAL(number_of(named(json_object_get(j, "queues"), "cases"), "count"), 0);
    json_decref(j);
    shop_close(&s);
}

static bool make_days(struct work *w, void *data) { (void)data; return day_figures_tick(w); }

TEST_DB(a_card_compares_with_the_same_weekday_and_leaves_force_majeure_out)
{
    struct shop s;
    if (!shop_open(&s)) return;
    booked(&s, at(-8, 6, 0), (struct booked){ .line = s.line, .start = at(-7, 9, 0), .state = VISIT_APPROVED, .arrived = at(-7, 9, 2) });
    booked(&s, at(-8, 6, 0), (struct booked){ .line = s.line, .start = at(-7, 13, 0), .state = VISIT_APPROVED, .arrived = at(-7, 13, 20) });
    for (int i = 0; i < 3; i++) booked(&s, at(0, 6, 0), (struct booked){ .line = s.line, .start = at(0, 7 + i, 0), .state = VISIT_ARRIVED, .arrived = at(0, 7 + i, 0), .price = 20000 });
    CHECK(act(&s, at(0, 6, 0), make_days, NULL));
    json_t *j = today(&s, &s.manager, at(0, 12, 0), NULL), *cards = json_object_get(j, "cards");
    EQUAL(number_of(named(cards, "visits"), "value"), 3);
    EQUAL((int64_t)json_number_value(json_object_get(named(cards, "visits"), "change")), 50);
    EQUAL(number_of(named(cards, "money"), "value"), 60000);
    EQUAL((int64_t)json_number_value(json_object_get(named(cards, "money"), "change")), 200);
    EQUAL((int64_t)json_number_value(json_object_get(named(cards, "on_time"), "value")), 100);
    EQUAL((int64_t)json_number_value(json_object_get(named(cards, "on_time"), "change")), 50);      /* half of them a week ago */
    EQUAL(json_array_size(json_object_get(named(cards, "visits"), "spark")), 14);
    EQUAL(json_array_size(json_object_get(named(cards, "on_time"), "spark")), 2);                   /* days of which nothing is known are no zeros */
    json_decref(j);
    shop_close(&s);
}

TEST_DB(on_monday_the_weekends_rework_and_complaints_are_shown)
{
    struct shop s;
    if (!shop_open(&s)) return;
    int64_t done = booked(&s, at(-3, 6, 0), (struct booked){ .line = s.line, .start = at(-3, 9, 0), .state = VISIT_FINISHED });
    booked(&s, at(-1, 11, 0), (struct booked){ .line = s.line, .start = at(1, 9, 0), .state = VISIT_UNASSIGNED, .again = done });
    CHECK(act(&s, at(-2, 10, 0), complain, &s));
    CHECK(act(&s, at(0, 7, 0), complain, &s));                               /* today's is in the queue, not in the weekend */
    json_t *j = today(&s, &s.manager, at(0, 8, 0), NULL);
    EQUAL(json_array_size(json_object_get(json_object_get(j, "weekend"), "rows")), 2);
    json_decref(j);
    j = today(&s, &s.manager, at(1, 8, 0), NULL);
    CHECK(!json_object_get(j, "weekend"));
    json_decref(j);
    shop_close(&s);
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
static int64_t counted(struct shop *s, text sql)
{
    struct counted c = { sql, -1 };
    s->who = NULL;
    CHECK(act(s, at(0, 6, 0), count, &c));
    return c.n;
}

TEST(the_calendar_asks_for_each_thing_on_its_day)
{
    EQUAL(routine_on(ROUTINE_BRIEF, (day){ MONDAY + 5 }), true);
    EQUAL(routine_on(ROUTINE_INSURED, (day){ MONDAY }), true);
    EQUAL(routine_on(ROUTINE_INSURED, (day){ MONDAY + 1 }), false);
    EQUAL(routine_on(ROUTINE_WEEKEND, (day){ MONDAY + 4 }), true);
    EQUAL(routine_on(ROUTINE_CLOSE_MONTH, day_from_date((struct date){ 2026, 12, 1 })), true);
    EQUAL(routine_on(ROUTINE_PREPAID, day_from_date((struct date){ 2026, 12, 1 })), false);
    EQUAL(routine_on(ROUTINE_PREPAID, day_from_date((struct date){ 2027, 1, 1 })), true);
    day first;
    CHECK(day_from_lunar((struct lunar){ .year = 2026, .month = 12, .day = 1 }, &first));
    EQUAL(routine_on(ROUTINE_FESTIVAL, first), true);
}

TEST_DB(the_system_puts_each_duty_at_its_hour_once_and_settles_what_the_facts_settle)
{
    struct shop s;
    if (!shop_open(&s)) return;
    booked(&s, at(0, 6, 0), (struct booked){ .line = s.line, .start = at(1, 9, 0), .state = VISIT_UNASSIGNED });
    CHECK(act(&s, at(0, 7, 29), tick, NULL));
    EQUAL(counted(&s, "select count(*) from routine"), 0);
    CHECK(act(&s, at(0, 7, 30), tick, NULL));
    CHECK(act(&s, at(0, 7, 31), tick, NULL));
    EQUAL(counted(&s, "select count(*) from routine"), 1);
    EQUAL(counted(&s, "select count(*) from deadline where type = 'routine' and who = 'routine.do'"), 1);
    CHECK(act(&s, at(0, 9, 0), tick, NULL));                                 /* Monday: meeting, quality, insured, stock */
    EQUAL(counted(&s, "select count(*) from routine"), 5);
    CHECK(act(&s, at(0, 17, 0), tick, NULL));
    EQUAL(counted(&s, "select state from routine where kind = 3"), ROUTINE_OPEN);
    CHECK(act(&s, at(0, 20, 0), tick, NULL));
    EQUAL(counted(&s, "select state from routine where kind = 4"), ROUTINE_OPEN);
    shop_close(&s);
}

static bool all_confirmed(struct work *w, void *data)
{
    (void)data;
    db_exec(w, SQL("update visit set state = 4"), NO_BIND);
    return !failed(w);
}

TEST_DB(release_and_chase_are_done_when_tomorrow_is_given_out_and_confirmed)
{
    struct shop s;
    if (!shop_open(&s)) return;
    booked(&s, at(0, 6, 0), (struct booked){ .line = s.line, .start = at(1, 9, 0), .state = VISIT_UNASSIGNED });
    CHECK(act(&s, at(0, 20, 0), tick, NULL));                               /* both made and looked at in one work */
    EQUAL(counted(&s, "select count(*) from routine where kind in (3, 4) and state = 1"), 2);
    CHECK(act(&s, at(0, 20, 5), all_confirmed, NULL));
    CHECK(act(&s, at(0, 20, 6), tick, NULL));
    EQUAL(counted(&s, "select count(*) from routine where kind in (3, 4) and state = 2 and done_at > 0 and coalesce(done_by, 0) = 0"), 2);
    shop_close(&s);
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
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(act(&s, at(0, 20, 0), tick, NULL));
    EQUAL(counted(&s, "select count(*) from routine where kind in (3, 4) and state = 2"), 2);
    shop_close(&s);
}

TEST_DB(who_did_it_and_when_stands_in_the_day)
{
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(act(&s, at(0, 7, 30), tick, NULL));
    s.who = &s.manager;
    CHECK(act(&s, at(0, 7, 50), do_brief, NULL));
    json_t *j = today(&s, &s.manager, at(0, 8, 0), NULL), *one = json_array_get(json_object_get(j, "routines"), 0);
    SAME_TEXT(word_of(one, "state"), "done");
    SAME_TEXT(word_of(one, "done_by"), "周经理");
    EQUAL(number_of(one, "done_at"), at(0, 7, 50).ms);
    json_decref(j);
    shop_close(&s);
}

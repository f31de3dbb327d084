/* act_test.c — acts of a phone by themselves: once however often, in any order, and kept when they cannot be taken. The story over HTTP is
 * tests/stories/field.test.mjs. */
#include "contracts/contracts.h"
#include "field/act.h"
#include "messages/messages.h"
#include "payroll/payroll.h"
#include "placement/placement.h"
#include "record/engine_calls.h"
#include "record/input.h"
#include "test/house.h"
#include "test/test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct module *const modules[] = { &engine_module, &company_module, &messages_module, &services_module, &team_module, &customers_module, &operations_module, &contracts_module, &placement_module, &ledger_module, &finance_module, &payroll_module, &safety_module, &field_module, NULL };

enum { DAY = 20780 };
static instant at(int hour, int minute) { return day_at((day){ DAY }, hour * 60 + minute); }

struct phone { struct db *db; struct house *house; struct work *w; char folder[64]; struct actor her; int64_t worker, visit, second; text state, code; };

static bool furnish(struct work *w, void *data)
{
    struct phone *p = data;
    struct branch b = { .name = "一店", .code = "A" };
    struct service_line line = { .name = "日常保洁", .code = "CLEAN", .glyph = "洁", .category = LINE_DAILY_CLEANING, .unit = UNIT_HOUR, .medical = MEDICAL_GENERAL };
    struct person payer = { .name = "李芳" }, wang = { .name = "王金凤" };
    if (!ADD(w, branch, &b) || !ADD(w, service_line, &line) || !ADD(w, person, &payer) || !ADD(w, person, &wang)) return false;
    struct customer c = { .record.branch = { b.record.id }, .person = { payer.record.id } };
    struct worker n = { .record.branch = { b.record.id }, .state = WORKER_ACTIVE, .person = { wang.record.id }, .mode = MODE_EMPLOYEE };
    if (!ADD(w, customer, &c) || !ADD(w, worker, &n)) return false;
    struct household home = { .record.branch = { b.record.id }, .customer = { c.record.id }, .estate = "锦绣花园", .address = { .plain = "锦绣花园3栋" } };
    if (!ADD(w, household, &home)) return false;
    struct visit v = { .customer = { c.record.id }, .household = { home.record.id }, .line = { line.record.id }, .start = at(9, 0), .length = { 120 }, .price = { 10000 }, .worker_pay = { 7500 } }, other = v;
    other.start = at(14, 0);
    if (!ADD(w, visit, &v) || !ADD(w, visit, &other)) return false;
    db_exec(w, SQL("update visit set worker = $1, state = 4, customer_code = '1234' where id = $2"), BIND(num(n.record.id), num(v.record.id)));
    p->worker = n.record.id;
    p->visit = v.record.id;
    p->second = other.record.id;
    p->her = (struct actor){ .name = "Wang", .language = "en", .person = wang.record.id, .worker = n.record.id, .home = b.record.id, .user = 77 };
    return true;
}

static bool run(struct phone *p, const struct actor *who, instant now, db_run *work, void *data)
{
    work_clear(p->w);
    p->w->actor = who;
    p->w->now = p->w->acted = now;
    p->w->reason = "";
    p->w->language = who->language ? who->language : "en";
    bool well = db_write(p->db, p->w, work, data);
    if (!well) printf("  %s %s\n", p->w->field, p->w->message);
    return well;
}

static bool phone_open(struct phone *p)
{
    *p = (struct phone){ .folder = "/dev/shm/zhangjia-phone-XXXXXX" };
    if (!mkdtemp(p->folder)) return false;
    bool well = test_house(&p->db, &p->house, (struct house_options){ .data = p->folder, .modules = modules, .demo = true });
    if (well) p->w = work_open(p->house, &the_system);
    well = well && run(p, &the_system, at(7, 0), furnish, p);
    CHECK(well);
    return well;
}

static void phone_close(struct phone *p)
{
    char command[100];
    work_close(p->w);
    house_close(p->house);
    db_close(p->db);
    snprintf(command, sizeof command, "rm -rf %s", p->folder);
    CHECK(!system(command));
}

struct sent { struct phone *phone; const char *json; char state[20], code[20], message[200]; };

static void take_word(const char *answer, const char *name, char *into, size_t room)
{
    char begin[30];
    snprintf(begin, sizeof begin, "\"%s\":\"", name);
    const char *from = strstr(answer, begin);
    from = from ? from + strlen(begin) : "";
    snprintf(into, room, "%.*s", (int)strcspn(from, "\""), from);
}

static bool report(struct work *w, void *data)
{
    struct sent *s = data;
    const struct worker *her = my_worker(w);
    json_t *one = her ? input_json(w, s->json, strlen(s->json)) : NULL;
    struct json out = json_new(w->arena);
    if (!one || !act_report(w, her, one, &out)) return false;
    text answer = buf_text(&out.out);
    take_word(answer, "state", s->state, sizeof s->state);
    take_word(answer, "code", s->code, sizeof s->code);
    take_word(answer, "message", s->message, sizeof s->message);
    return true;
}

/* One act at its minute, told at 20:00. */
static struct sent says_phone(struct phone *p, const char *what, const char *key, int64_t visit, instant acted, const char *more)
{
    struct sent s = { .phone = p };
    char json[500];
    snprintf(json, sizeof json, "{\"key\":\"%s\",\"what\":\"%s\",\"visit\":%lld,\"acted\":%lld%s}", key, what, (long long)visit, (long long)acted.ms, more);
    s.json = json;
    CHECK(run(p, &p->her, at(20, 0), report, &s));
    s.json = "";
    return s;
}

struct seen { struct phone *phone; int64_t acts, state, arrived, home_from; };
static bool look(struct work *w, void *data)
{
    struct seen *s = data;
    s->acts = db_one(w, SQL("select count(*) from field_act where worker = $1"), BIND(num(s->phone->worker)), -1);
    s->state = db_one(w, SQL("select state from visit where id = $1"), BIND(num(s->phone->visit)), -1);
    s->arrived = db_one(w, SQL("select arrived_at from visit where id = $1"), BIND(num(s->phone->visit)), -1);
    s->home_from = db_one(w, SQL("select place_from from household where at_lat <> 0 and id = (select household from visit where id = $1)"), BIND(num(s->phone->visit)), 0);
    return !failed(w);
}

TEST_DB(an_act_told_three_times_is_one_act_at_its_own_minute)
{
    struct phone p;
    if (!phone_open(&p)) return;
    for (int i = 0; i < 3; i++) SAME_TEXT(says_phone(&p, "depart", "d", p.visit, at(8, 30), "").state, "taken");
    for (int i = 0; i < 3; i++) SAME_TEXT(says_phone(&p, "arrive", "a", p.visit, at(8, 55), ",\"at\":{\"lat\":30.66,\"lng\":104.07},\"accuracy\":12").state, "taken");
    struct seen s = { .phone = &p };
    CHECK(run(&p, &the_system, at(20, 0), look, &s));
    EQUAL(s.acts, 2);
    EQUAL(s.state, VISIT_ARRIVED);
    EQUAL(s.arrived, at(8, 55).ms);
    EQUAL(s.home_from, PLACE_OF_VISIT);                 /* nobody knew where it is */
    phone_close(&p);
}

TEST_DB(acts_that_come_backwards_wait_for_each_other_and_end_the_same)
{
    struct phone p;
    if (!phone_open(&p)) return;
    struct sent s = says_phone(&p, "finish", "f", p.visit, at(11, 0), ",\"follows\":\"b\"");
    SAME_TEXT(s.state, "waiting");
    SAME_TEXT(s.code, "before");
    SAME_TEXT(says_phone(&p, "begin", "b", p.visit, at(9, 0), ",\"follows\":\"a\"").state, "waiting");
    SAME_TEXT(says_phone(&p, "arrive", "a", p.visit, at(8, 55), ",\"follows\":\"d\"").state, "waiting");
    SAME_TEXT(says_phone(&p, "depart", "d", p.visit, at(8, 30), "").state, "taken");
    SAME_TEXT(says_phone(&p, "finish", "f", p.visit, at(11, 0), "").state, "taken");
    struct seen seen = { .phone = &p };
    CHECK(run(&p, &the_system, at(20, 0), look, &seen));
    EQUAL(seen.acts, 4);
    EQUAL(seen.state, VISIT_FINISHED);
    phone_close(&p);
}

TEST_DB(what_cannot_be_taken_is_kept_and_leaves_the_visit_as_it_was)
{
    struct phone p;
    if (!phone_open(&p)) return;
    struct sent s = says_phone(&p, "arrive", "x", p.second, at(13, 55), "");
    SAME_TEXT(s.state, "refused");
    SAME_TEXT(s.code, "not_yours");
    s = says_phone(&p, "arrive", "c", p.visit, at(8, 55), ",\"input\":{\"proof\":\"code\",\"code\":\"9999\"}");
    SAME_TEXT(s.state, "refused");
    SAME_TEXT(s.code, "wrong_code");
    SAME_TEXT(says_phone(&p, "depart", "o", p.visit, (instant){ at(20, 0).ms - DAYS(4) }, "").code, "too_old");
    struct seen seen = { .phone = &p };
    CHECK(run(&p, &the_system, at(20, 0), look, &seen));
    EQUAL(seen.acts, 3);
    EQUAL(seen.state, VISIT_CONFIRMED);
    EQUAL(seen.arrived, 0);
    SAME_TEXT(says_phone(&p, "arrive", "c2", p.visit, at(8, 56), ",\"input\":{\"proof\":\"code\",\"code\":\"1234\"}").state, "taken");
    phone_close(&p);
}

/* She is believed and stops; what she stopped for is heard by a person, and she reads the answer. */
TEST_DB(who_stops_by_law_stops_at_once_and_asks_the_office)
{
    struct phone p;
    if (!phone_open(&p)) return;
    SAME_TEXT(says_phone(&p, "arrive", "a", p.visit, at(8, 55), "").state, "taken");
    for (int i = 0; i < 2; i++) SAME_TEXT(says_phone(&p, "refuse", "r", p.visit, at(9, 40), ",\"input\":{\"why\":\"insult\"}").state, "asked");
    struct seen s = { .phone = &p };
    CHECK(run(&p, &the_system, at(20, 0), look, &s));
    EQUAL(s.state, VISIT_INTERRUPTED);
    phone_close(&p);
}

TEST_DB(what_only_helps_while_it_is_so_is_not_asked_of_the_office_the_day_after)
{
    struct phone p;
    if (!phone_open(&p)) return;
    SAME_TEXT(says_phone(&p, "trouble", "t1", p.visit, at(24 + 9, 0), ",\"input\":{\"why\":\"nobody_opens\"}").state, "refused");
    SAME_TEXT(says_phone(&p, "trouble", "t2", p.visit, at(9, 10), ",\"input\":{\"why\":\"nobody_opens\"}").state, "asked");
    SAME_TEXT(says_phone(&p, "trouble", "t3", p.visit, at(24 + 9, 0), ",\"input\":{\"why\":\"damage\"}").state, "asked");
    phone_close(&p);
}

/* A title says who stands at whose door and why, for the office's queue. */
static bool titled(struct work *w, void *data)
{
    struct sent *s = data;
    take_word("", "", s->code, sizeof s->code);
    snprintf(s->message, sizeof s->message, "%s", db_one_text(w, SQL("select title from field_act order by id desc limit 1"), NO_BIND));
    return !failed(w);
}

TEST_DB(what_goes_wrong_on_site_is_named_in_the_queue_with_who_and_where)
{
    struct phone p;
    if (!phone_open(&p)) return;
    struct sent s = { .phone = &p };
    SAME_TEXT(says_phone(&p, "trouble", "t", p.visit, at(9, 10), ",\"input\":{\"why\":\"nobody_opens\"},\"reason\":\"按了三次铃\"").state, "asked");
    CHECK(run(&p, &the_system, at(20, 0), titled, &s));
    SAME_TEXT(s.message, "没人开门 · 王金凤 · 李芳");
    SAME_TEXT(says_phone(&p, "depart", "d", p.visit, at(8, 30), "").state, "taken");
    CHECK(run(&p, &the_system, at(20, 0), titled, &s));
    SAME_TEXT(s.message, "出发 · 王金凤 · 李芳");
    phone_close(&p);
}

struct away { struct phone *phone; int64_t from, state, asked, other; };
static bool see_leave(struct work *w, void *data)
{
    struct away *a = data;
    a->from = db_one(w, SQL("select start from worker_leave"), NO_BIND, -1);
    a->state = db_one(w, SQL("select state from visit where id = $1"), BIND(num(a->phone->visit)), -1);
    a->other = db_one(w, SQL("select state from visit where id = $1"), BIND(num(a->phone->second)), -1);
    a->asked = db_one(w, SQL("select visit from field_act where what = 13"), NO_BIND, 0);
    return !failed(w);
}

static bool afternoon_too(struct work *w, void *data)
{
    struct phone *p = data;
    db_exec(w, SQL("update visit set worker = $1, state = 4 where id = $2"), BIND(num(p->worker), num(p->second)));
    return !failed(w);
}

/* She cannot be taken out of the home: her leave begins when that visit should be over, and a person of the office says what becomes of it. */
TEST_DB(who_falls_ill_in_a_home_tells_so_from_her_phone_and_the_office_is_asked)
{
    struct phone p;
    if (!phone_open(&p)) return;
    CHECK(run(&p, &the_system, at(8, 0), afternoon_too, &p));
    SAME_TEXT(says_phone(&p, "arrive", "a", p.visit, at(8, 55), "").state, "taken");
    SAME_TEXT(says_phone(&p, "begin", "b", p.visit, at(9, 0), "").state, "taken");
    char json[300];
    snprintf(json, sizeof json, "{\"key\":\"ill\",\"what\":\"leave\",\"acted\":%lld,\"input\":{\"kind\":\"sick\",\"start\":%lld,\"until\":%lld,\"why\":\"发烧\"}}", (long long)at(10, 0).ms, (long long)at(10, 0).ms, (long long)at(20, 0).ms);
    struct sent s = { .phone = &p, .json = json };
    CHECK(run(&p, &p.her, at(10, 0), report, &s));
    SAME_TEXT(s.state, "asked");
    CHECK(strstr(s.message, "begins when this visit is over"));
    struct away a = { .phone = &p };
    CHECK(run(&p, &the_system, at(10, 1), see_leave, &a));
    EQUAL(a.from, at(11, 0).ms);
    EQUAL(a.state, VISIT_IN_SERVICE);
    EQUAL(a.other, VISIT_UNASSIGNED);                    /* in the afternoon somebody else goes */
    EQUAL(a.asked, p.visit);
    phone_close(&p);
}

/* Nothing comes before it any more: after two hours it is tried without waiting, and what still cannot be goes to the office. */
static bool overdue(struct work *w, void *data) { (void)data; return acts_overdue(w); }
TEST_DB(what_waits_for_something_that_never_comes_is_settled_by_a_person)
{
    struct phone p;
    if (!phone_open(&p)) return;
    SAME_TEXT(says_phone(&p, "begin", "b", p.visit, at(9, 0), ",\"follows\":\"never\"").state, "waiting");
    CHECK(run(&p, &the_system, at(21, 0), overdue, NULL));
    SAME_TEXT(says_phone(&p, "begin", "b", p.visit, at(9, 0), "").state, "waiting");
    CHECK(run(&p, &the_system, at(22, 1), overdue, NULL));
    SAME_TEXT(says_phone(&p, "begin", "b", p.visit, at(9, 0), "").state, "refused");
    phone_close(&p);
}

/* She reads English on the day it is refused and Chinese when she looks again. */
TEST_DB(why_an_act_was_refused_is_read_in_the_language_of_whoever_reads_it)
{
    struct phone p;
    if (!phone_open(&p)) return;
    struct sent s = says_phone(&p, "arrive", "x", p.second, at(13, 55), "");
    SAME_TEXT(s.state, "refused");
    CHECK(strstr(s.message, "office") && !strstr(s.message, "店"));
    p.her.language = "zh";
    s = says_phone(&p, "arrive", "x", p.second, at(13, 55), "");
    SAME_TEXT(s.state, "refused");
    CHECK(!strstr(s.message, "office") && (unsigned char)s.message[0] >= 0x80);
    phone_close(&p);
}

/* ---- who has left ---- */

struct left { struct phone *phone; int32_t days; bool reads; };
static bool leaves(struct work *w, void *data)
{
    const struct left *l = data;
    struct worker *n = LOAD(w, worker, l->phone->worker);
    if (!n) return false;
    n->state = WORKER_LEFT;
    n->left_on = (maybe_day){ DAY - l->days, true };
    return SAVE(w, worker, n);
}
static bool reads(struct work *w, void *data)
{
    struct left *l = data;
    l->reads = my_worker(w) != NULL;
    return l->reads;
}

TEST_DB(who_has_left_reads_on_for_two_years_and_asks_for_no_leave)
{
    struct phone p;
    if (!phone_open(&p)) return;
    struct left l = { &p, 700, false };
    CHECK(run(&p, &the_system, at(8, 0), leaves, &l));
    CHECK(run(&p, &p.her, at(8, 0), reads, &l));
    struct sent s = says_phone(&p, "leave", "l", 0, at(19, 0), ",\"input\":{\"kind\":\"personal\",\"start\":1,\"until\":2}");
    SAME_TEXT(s.state, "refused");
    SAME_TEXT(s.code, "left");
    l.days = 800;
    CHECK(run(&p, &the_system, at(8, 0), leaves, &l));
    CHECK(!run(&p, &p.her, at(8, 0), reads, &l));
    phone_close(&p);
}

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jansson.h>
#include "insight/customer_next.h"
#include "insight/worker_next.h"
#include "messages/messages.h"
#include "record/store.h"
#include "test/house.h"
#include "test/test.h"

/* A shop with two branches; a customer of the first with an old person at home; her cleaner. */
static const struct module *const modules[] = { &company_module, &messages_module, &services_module, &team_module, &customers_module, &operations_module, &contracts_module, &ledger_module, &placement_module, &finance_module, &payroll_module,
    &safety_module, &quality_module, &insight_module, NULL };
static const text consultant_can[] = { CAN_SEE_CUSTOMERS, CAN_SEE_PERSONS, CAN_SEE_VISITS, CAN_SEE_WORKERS };      /* sorted by its words before use */
enum { MONDAY = 20780 };                /* 2026-11-23 */
struct shop { struct db *db; struct house *house; struct work *w; char folder[64]; int64_t here, there, line, customer, home, worker; const struct actor *who; struct actor consultant; json_t *answer; int statements; int64_t asked_worker; };
static instant at(int on, int hour) { return day_at((day){ MONDAY + on }, hour * 60); }

static bool act(struct shop *s, db_run *run, void *data)
{
    struct work *w = s->w;
    work_clear(w);
    w->actor = s->who ? s->who : &the_system;
    w->now = w->acted = at(0, 9);
    w->loaded = NULL;
    w->reason = "试一下";
    bool well = db_write(s->db, w, run, data);
    if (!well) printf("  not done: %d %s %s\n", (int)w->failure, w->field ? w->field : "", w->message ? w->message : "");
    return well;
}

static bool furnish(struct work *w, void *data)
{
    struct shop *s = data;
    struct branch a = { .name = "一店", .code = "A" }, b = { .name = "二店", .code = "B" };
    struct person payer = { .name = "李芳", .phone = { .plain = "10011112222" } }, cleaner = { .name = "王金凤", .birth = { -1000, true }, .sex = FEMALE };
    struct service_line l = { .name = "日常保洁", .code = "CLEAN", .glyph = "洁", .category = LINE_DAILY_CLEANING, .unit = UNIT_HOUR, .medical = MEDICAL_GENERAL };
    if (!ADD(w, branch, &a) || !ADD(w, branch, &b) || !ADD(w, person, &payer) || !ADD(w, person, &cleaner) || !ADD(w, service_line, &l)) return false;
    struct customer c = { .record.branch = { a.record.id }, .person = { payer.record.id } };
    struct worker n = { .record.branch = { a.record.id }, .state = WORKER_ACTIVE, .person = { cleaner.record.id }, .mode = MODE_PART_TIME };
    if (!ADD(w, customer, &c) || !ADD(w, worker, &n)) return false;
    struct household_member elder = { .role = CARE_ELDER, .birth_year = 1948, .self_care = SELF_CARE_PARTLY, .note = "耳背" };
    struct household home = { .record.branch = { a.record.id }, .customer = { c.record.id }, .estate = "锦绣花园", .address = { .plain = "锦绣花园3栋" }, .members = { &elder, 1 } };
    if (!ADD(w, household, &home)) return false;
    *s = (struct shop){ .db = s->db, .house = s->house, .w = w, .here = a.record.id, .there = b.record.id, .line = l.record.id, .customer = c.record.id, .home = home.record.id, .worker = n.record.id };
    return true;
}

static int by_word(const void *a, const void *b) { return strcmp(*(const text *)a, *(const text *)b); }

static bool shop_open(struct shop *s)
{
    static text sorted[COUNT_OF(consultant_can)];
    char folder[64] = "/dev/shm/zhangjia-over-XXXXXX";
    *s = (struct shop){ 0 };
    if (!mkdtemp(folder)) return false;
    bool well = test_house(&s->db, &s->house, (struct house_options){ .data = folder, .modules = modules, .demo = true });
    if (well) s->w = work_open(s->house, &the_system);
    if (well) s->w->language = "zh";
    well = well && act(s, furnish, s);
    memcpy(s->folder, folder, sizeof folder);
    memcpy(sorted, consultant_can, sizeof sorted);
    qsort(sorted, COUNT_OF(sorted), sizeof *sorted, by_word);
    s->consultant = (struct actor){ .user = 1, .name = "chen", .language = "zh", .can = sorted, .can_count = COUNT_OF(sorted), .branches = &s->here, .branch_count = 1, .home = s->here };
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

struct went { struct shop *s; int64_t worker, id, stars, missed_by, caused_by; instant start; enum visit_state state; };
static bool visit(struct work *w, void *data)
{
    struct went *v = data;
    const struct shop *s = v->s;
    struct visit one = { .record.branch = { s->here }, .state = v->state, .customer = { s->customer }, .household = { s->home }, .line = { s->line }, .worker = { v->worker }, .missed_by = { v->missed_by }, .caused_by = { v->caused_by }, .no_shows = v->missed_by > 0, .start = v->start, .length = { 120 }, .price = { 12000 }, .worker_pay = { 8000 },
        .stars = { v->stars, v->stars > 0 }, .tags = "", .quote = { "" }, .area = "", .remark = "", .rating = v->stars ? "来晚了" : "", .customer_code = "", .finished_at = { v->state >= VISIT_FINISHED ? v->start.ms + HOURS(2) : 0 } };
    bool well = ADD(w, visit, &one);
    v->id = one.record.id;
    return well;
}
static int64_t went(struct shop *s, struct went v)
{
    v.s = s;
    CHECK(act(s, visit, &v));
    return v.id;
}

static bool look(struct work *w, void *data)
{
    struct shop *s = data;
    struct json j = json_new(w->arena);
    int before = db_statements(w);
    if (s->asked_worker) {
        const struct worker *n = LOAD(w, worker, s->asked_worker);
        if (n) worker_overview_write(w, &j, n);
    } else {
        const struct customer *c = LOAD(w, customer, s->customer);
        if (c) customer_overview_write(w, &j, c);
    }
    s->statements = db_statements(w) - before;
    s->answer = failed(w) ? NULL : json_loads(buf_text(&j.out), 0, NULL);
    return !failed(w);
}
static json_t *told(struct shop *s, const struct actor *who, int64_t worker)
{
    s->who = who;
    s->asked_worker = worker;
    CHECK(act(s, look, s));
    s->who = NULL;
    CHECK(s->answer);
    return s->answer;
}

static json_t *rows(json_t *answer, const char *part) { return json_object_get(json_object_get(answer, part), "rows"); }
static int64_t number(json_t *of, const char *name) { return json_integer_value(json_object_get(of, name)); }
static text word(json_t *of, const char *name) { text t = json_string_value(json_object_get(of, name)); return t ? t : ""; }
static json_t *next(json_t *answer, const char *code)
{
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(answer, "next"), i, one) if (!strcmp(word(one, "code"), code)) return one;
    return NULL;
}

static bool complain(struct work *w, void *data)
{
    const struct went *v = data;
    struct complaint c = { .channel = CHANNEL_BY_PHONE, .category = ABOUT_TIME, .visit = { v->id }, .customer = { v->s->customer }, .worker = { v->s->worker }, .story = "来晚了一小时" };
    return ADD(w, complaint, &c);
}

TEST_DB(a_customers_page_adds_up_her_visits_and_names_what_nobody_did_yet)
{
    struct shop s;
    if (!shop_open(&s)) return;
    int64_t low = went(&s, (struct went){ .start = at(-10, 9), .state = VISIT_APPROVED, .worker = s.worker, .stars = 2 });
    went(&s, (struct went){ .start = at(-20, 9), .state = VISIT_APPROVED, .worker = s.worker, .stars = 5 });
    went(&s, (struct went){ .start = at(-400, 9), .state = VISIT_APPROVED, .worker = s.worker });                 /* more than a year ago */
    int64_t open = went(&s, (struct went){ .start = at(0, 15), .state = VISIT_UNASSIGNED });
    json_t *a = told(&s, NULL, 0);
    CHECK(s.statements <= 14);
    EQUAL(number(json_object_get(a, "sums"), "visits"), 2);
    EQUAL(number(json_object_get(a, "sums"), "visits_worth"), 24000);
    EQUAL(number(json_object_get(a, "sums"), "rated"), 2);
    EQUAL(number(json_object_get(a, "sums"), "stars"), 7);
    EQUAL(json_array_size(rows(a, "coming")), 1);
    EQUAL(number(json_array_get(rows(a, "coming"), 0), "id"), open);
    EQUAL(number(json_array_get(rows(a, "visits"), 0), "id"), low);
    SAME_TEXT(word(json_array_get(rows(a, "visits"), 0), "who_name"), "王金凤");
    json_t *home = json_array_get(json_object_get(a, "homes"), 0);
    EQUAL(json_array_size(json_object_get(home, "members")), 1);
    CHECK(!strstr(word(home, "address"), "3栋"));                                                                /* sealed: its mask only */
    CHECK(!strstr(word(json_object_get(a, "person"), "phone"), "1111"));
    SAME_TEXT(word(json_array_get(json_object_get(a, "next"), 0), "code"), "nobody");                          /* the gravest first */
    SAME_TEXT(word(next(a, "nobody"), "tone"), "danger");
    CHECK(next(a, "rating"));
    json_decref(a);
    CHECK(act(&s, complain, &(struct went){ .s = &s, .id = low }));
    a = told(&s, NULL, 0);
    CHECK(!next(a, "rating"));                                                                                   /* somebody speaks with her about it */
    CHECK(next(a, "complaint"));
    json_decref(a);
    shop_close(&s);
}

static bool not_to_be_called(struct work *w, void *data)
{
    const struct shop *s = data;
    struct customer *c = LOAD(w, customer, s->customer);
    struct person *p = c ? LOAD(w, person, c->person.id) : NULL;
    if (!p) return false;
    p->do_not_contact = true;
    return SAVE(w, person, p);
}
static bool long_ago(struct work *w, void *data)
{
    const struct shop *s = data;
    struct customer *c = LOAD(w, customer, s->customer);
    if (!c) return false;
    c->last_visit.number = MONDAY - 300;
    return SAVE(w, customer, c);
}

static bool dies_with_a_card(struct work *w, void *data)
{
    const struct shop *s = data;
    struct customer *c = LOAD(w, customer, s->customer);
    struct person *p = c ? LOAD(w, person, c->person.id) : NULL;
    if (!p) return false;
    p->deceased = p->do_not_contact = true;
    struct prepaid_card k = { .state = CARD_ACTIVE, .customer = { s->customer }, .kind = CARD_STORED, .named = true, .contract = "YF-1", .purpose = "保洁", .refund_way = "原路退回", .card_number = "", .remark = "", .paid = { 300000 }, .paid_left = { 160000 }, .uses = CARD_PAID_FIRST, .brought_along = true };
    return SAVE(w, person, p) && ADD(w, prepaid_card, &k);
}

TEST_DB(of_who_died_the_page_says_what_lies_on_the_cards_and_to_whom_it_goes)
{
    struct shop s;
    if (!shop_open(&s)) return;
    json_t *a = told(&s, NULL, 0);
    CHECK(!next(a, "estate"));
    json_decref(a);
    CHECK(act(&s, dies_with_a_card, &s));
    a = told(&s, NULL, 0);
    CHECK(next(a, "estate"));
    json_decref(a);
    shop_close(&s);
}

static bool lost(struct work *w, void *data)
{
    struct shop *s = data;
    struct demand d = { .customer = { s->customer }, .line = { s->line }, .wanted = "月嫂", .start_from = { day_of(w->now).number + 60 }, .source = SOURCE_REFERRAL };
    if (!ADD(w, demand, &d)) return false;
    db_exec(w, SQL("update demand set state = 11, quiet = 1, ended_at = $2 where id = $1"), BIND(num(d.record.id), num(w->now.ms - DAYS(3))));
    return !failed(w);
}

TEST_DB(after_a_loss_the_page_says_why_nothing_is_entered_until_she_asks)
{
    struct shop s;
    if (!shop_open(&s)) return;
    json_t *a = told(&s, NULL, 0);
    CHECK(!next(a, "loss"));
    json_decref(a);
    CHECK(act(&s, lost, &s));
    a = told(&s, NULL, 0);
    CHECK(next(a, "loss"));
    json_decref(a);
    shop_close(&s);
}

TEST_DB(what_a_consultant_may_not_see_is_not_told_and_who_is_not_to_be_called_is_offered_nothing)
{
    struct shop s;
    if (!shop_open(&s)) return;
    int64_t mine = went(&s, (struct went){ .start = at(-4, 9), .state = VISIT_APPROVED, .worker = s.worker });
    CHECK(act(&s, long_ago, &s));
    json_t *a = told(&s, &s.consultant, 0);
    CHECK(!json_object_get(a, "bills") && !json_object_get(a, "complaints") && !json_object_get(json_object_get(a, "sums"), "open"));
    EQUAL(number(json_array_get(rows(a, "visits"), 0), "id"), mine);
    CHECK(next(a, "dormant"));
    json_decref(a);
    CHECK(act(&s, not_to_be_called, &s));
    a = told(&s, &s.consultant, 0);
    CHECK(!next(a, "dormant"));
    json_decref(a);
    s.consultant.branches = &s.there;
    s.who = &s.consultant;
    CHECK(!act(&s, look, &s));                                                                                   /* another branch's customer does not exist for her */
    EQUAL(s.w->failure, NOT_FOUND);
    shop_close(&s);
}

static bool papers(struct work *w, void *data)
{
    const struct shop *s = data;
    struct credential old = { .record.branch = { s->here }, .state = CREDENTIAL_VALID, .worker = { s->worker }, .kind = CREDENTIAL_INSURANCE, .result = RESULT_PASS, .valid_from = { MONDAY - 400, true }, .valid_to = { MONDAY - 35, true } };
    struct credential now = { .record.branch = { s->here }, .state = CREDENTIAL_VALID, .worker = { s->worker }, .kind = CREDENTIAL_INSURANCE, .result = RESULT_PASS, .valid_from = { MONDAY - 34, true }, .valid_to = { MONDAY + 3, true } };
    struct worker_leave leave = { .record.branch = { s->here }, .state = LEAVE_REQUESTED, .worker = { s->worker }, .kind = LEAVE_PERSONAL, .start = at(9, 0), .until = at(10, 0), .why = "家里有事" };
    return ADD(w, credential, &old) && ADD(w, credential, &now) && ADD(w, worker_leave, &leave);
}

TEST_DB(a_workers_page_has_her_papers_by_days_her_hours_against_the_limit_and_what_waits)
{
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(act(&s, papers, &s));
    for (int i = 0; i < 13; i++) went(&s, (struct went){ .start = at(i / 2, i % 2 ? 14 : 9), .state = i ? VISIT_ACCEPTED : VISIT_OFFERED, .worker = s.worker });     /* 26 hours; 24 are allowed */
    went(&s, (struct went){ .start = at(-3, 9), .state = VISIT_APPROVED, .worker = s.worker, .stars = 4 });
    went(&s, (struct went){ .start = at(-4, 9), .state = VISIT_APPROVED, .missed_by = s.worker });                 /* somebody else went for her */
    went(&s, (struct went){ .start = at(-2, 9), .state = VISIT_APPROVED, .caused_by = s.worker });               /* somebody else did hers again */
    went(&s, (struct went){ .start = at(-2, 14), .state = VISIT_CANCELLED, .caused_by = s.worker });
    json_t *a = told(&s, NULL, s.worker);
    CHECK(s.statements <= 26);
    EQUAL(number(json_object_get(a, "ninety"), "no_shows"), 1);
    EQUAL(number(json_object_get(a, "ninety"), "rework"), 1);
    EQUAL(json_array_size(rows(a, "papers")), 1);                                                               /* the one that was renewed is gone */
    EQUAL(number(json_array_get(rows(a, "papers"), 0), "valid_to"), MONDAY + 3);
    SAME_TEXT(word(next(a, "paper"), "tone"), "warn");
    EQUAL(number(json_object_get(a, "hours"), "week"), 26 * 60);
    EQUAL(number(json_object_get(a, "hours"), "most_week"), 24 * 60);
    SAME_TEXT(word(next(a, "hours"), "tone"), "danger");
    CHECK(next(a, "leave") && next(a, "silent") && next(a, "tax") && next(a, "agreement"));
    EQUAL(number(json_object_get(a, "income"), "month_visits"), 1);
    EQUAL(number(json_object_get(a, "income"), "month_pay"), 8000);
    EQUAL(number(json_object_get(a, "ninety"), "rated"), 1);
    EQUAL(number(json_object_get(a, "ninety"), "stars"), 4);
    EQUAL(number(a, "age"), 59);
    CHECK(json_object_get(json_object_get(a, "employment"), "paper"));
    json_decref(a);
    a = told(&s, &s.consultant, s.worker);
    CHECK(!json_object_get(a, "income") && !json_object_get(a, "payslips") && !next(a, "tax"));
    json_decref(a);
    shop_close(&s);
}

static bool has_gone(struct work *w, void *data)
{
    const struct shop *s = data;
    struct worker *n = LOAD(w, worker, s->worker);
    struct wage_advance a = { .worker = { s->worker }, .amount = { 100000 }, .reason = "住院", .remark = "" };
    if (!n || !ADD(w, wage_advance, &a)) return false;
    db_exec(w, SQL("update wage_advance set state = 2, taken = 40000 where id = $1"), BIND(num(a.record.id)));
    n->state = WORKER_LEFT;
    n->left_on = (maybe_day){ day_of(w->now).number, true };
    return SAVE(w, worker, n);
}

static bool applies(struct work *w, void *data)
{
    struct shop *s = data;
    struct worker *n = LOAD(w, worker, s->worker);
    if (!n) return false;
    db_exec(w, SQL("delete from credential where worker = $1"), BIND(num(s->worker)));
    n->state = WORKER_SCREENING;
    n->skills = (rows_of){ 0 };
    return SAVE(w, worker, n);
}

static bool shows_identity(struct work *w, void *data)
{
    struct shop *s = data;
    struct credential paper = { .worker = { s->worker }, .kind = CREDENTIAL_IDENTITY, .issuer = "", .remark = "" };
    return ADD(w, credential, &paper);
}

TEST_DB(who_may_not_begin_yet_has_the_paper_and_the_service_that_are_missing_as_her_next_step)
{
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(act(&s, applies, &s));
    json_t *a = told(&s, NULL, s.worker);
    SAME_TEXT(word(next(a, "missing"), "words"), "缺少有效的「身份证」");
    CHECK(word(next(a, "missing"), "to") && strstr(word(next(a, "missing"), "to"), "kind=identity"));
    CHECK(next(a, "line") && strstr(word(next(a, "line"), "to"), "?edit=1"));
    json_decref(a);
    CHECK(act(&s, shows_identity, &s));                       /* it waits for who verifies: the next one is asked for */
    a = told(&s, NULL, s.worker);
    CHECK(next(a, "verify") && strstr(word(next(a, "missing"), "to"), "kind=background"));
    json_decref(a);
    shop_close(&s);
}

TEST_DB(of_who_has_left_the_page_says_what_is_still_to_be_paid_and_given_back)
{
    struct shop s;
    if (!shop_open(&s)) return;
    int64_t done = went(&s, (struct went){ .start = at(-4, 9), .state = VISIT_APPROVED, .worker = s.worker });
    CHECK(act(&s, complain, &(struct went){ .s = &s, .id = done }));
    json_t *a = told(&s, NULL, s.worker);
    CHECK(!next(a, "unsettled") && !next(a, "advance"));
    json_decref(a);
    CHECK(act(&s, has_gone, &s));
    a = told(&s, NULL, s.worker);
    CHECK(next(a, "unsettled") && next(a, "complaint") && !next(a, "tax"));
    CHECK(strstr(word(next(a, "advance"), "words"), "600") != NULL);
    json_decref(a);
    shop_close(&s);
}

/* ---- who else she is to us (signs.h) ---- */

static bool kin_and_numbers(struct work *w, void *data)
{
    const struct shop *s = data;
    const struct customer *c = record_peek(w, &customer_type, s->customer);
    const struct worker *n = record_peek(w, &worker_type, s->worker);
    if (!c || !n) return false;
    struct person twin = { .name = "李大姐", .phone = { .plain = "10011112222" } }, far = { .name = "李老二", .phone = { .plain = "10011112222" } };
    if (!ADD(w, person, &twin) || !ADD(w, person, &far)) return false;
    struct customer there = { .record.branch = { s->there }, .person = { far.record.id } };
    struct account a = { .login = "li", .person = { twin.record.id }, .home = { s->here } };
    struct person_tie t = { .person = { n->person.id }, .other = c->person, .kind = TIE_SIBLING };
    return ADD(w, customer, &there) && ADD(w, account, &a) && ADD(w, person_tie, &t);
}
static bool tie_ends(struct work *w, void *data)
{
    (void)data;
    db_exec(w, SQL("update person_tie set state = 2"), NO_BIND);
    return !failed(w);
}

static text hows(struct shop *s, const struct actor *who, int64_t worker)
{
    static char all[200];
    size_t i;
    json_t *one, *a = told(s, who, worker);
    all[0] = 0;
    json_array_foreach(json_object_get(a, "signs"), i, one)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s:%s ", word(one, "how"), word(one, "type"));
    json_decref(a);
    return all;
}

TEST_DB(a_page_says_who_else_she_is_to_us_as_far_as_its_reader_may_know)
{
    static const text no_persons[] = { CAN_SEE_CUSTOMERS };
    struct shop s;
    if (!shop_open(&s)) return;
    SAME_TEXT(hows(&s, NULL, 0), "");
    CHECK(act(&s, kin_and_numbers, &s));
    SAME_TEXT(hows(&s, NULL, 0), "same_phone:customer same_phone:account tie:person_tie ");
    SAME_TEXT(hows(&s, NULL, s.worker), "tie:person_tie ");
    CASE("of another branch's customer nothing is said");
    SAME_TEXT(hows(&s, &s.consultant, 0), "same_phone:account tie:person_tie ");
    CASE("and of persons only to whom persons are shown");
    struct actor less = s.consultant;
    less.can = no_persons;
    less.can_count = 1;
    SAME_TEXT(hows(&s, &less, 0), "");
    CASE("a tie that ended is none");
    CHECK(act(&s, tie_ends, &s));
    SAME_TEXT(hows(&s, NULL, s.worker), "");
    CASE(NULL);
    shop_close(&s);
}

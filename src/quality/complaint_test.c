#include <stdio.h>
#include <stdlib.h>
#include "contracts/contracts.h"
#include "quality/quality.h"
#include "placement/placement.h"
#include "record/preview.h"
#include "record/store.h"
#include "test/house.h"
#include "test/test.h"

/* Headquarters with a shop below; the shop has a visit that was done and approved, a manager with an account of her own, a supervisor. */
static const struct module *const modules[] = { &company_module, &services_module, &team_module, &customers_module, &operations_module, &contracts_module, &ledger_module, &placement_module, &finance_module, &safety_module, &quality_module, NULL };
static const text handling[] = { CAN_HANDLE_COMPLAINTS, CAN_RECEIVE_COMPLAINTS, CAN_SEE_COMPLAINTS };
static const text overseeing[] = { CAN_HANDLE_COMPLAINTS, CAN_OVERSEE_COMPLAINTS, CAN_RECEIVE_COMPLAINTS, CAN_SEE_COMPLAINTS, CAN_APPROVE_ALL_REFUNDS };
enum who { AS_SYSTEM, AS_SUPERVISOR, AS_MANAGER, AS_HQ };
enum { THE_DAY = 20780 };
struct desk { struct db *db; struct house *house; struct work *w; char folder[64]; struct actor actors[4]; int64_t hq, shop, shops[1], visit, complaint; };
static instant at(int on, int hour, int minute) { return day_at((day){ THE_DAY + on }, hour * 60 + minute); }

static bool act(struct desk *d, enum who who, instant now, db_run *run, void *data)
{
    struct work *w = d->w;
    work_clear(w);
    w->actor = who == AS_SYSTEM ? &the_system : &d->actors[who];
    w->now = w->acted = now;
    w->loaded = NULL;
    w->reason = "试一下";
    bool well = db_write(d->db, w, run, data);
    if (w->failure == FAULT) printf("  fault: %s\n", w->message ? w->message : "");
    return well;
}

static int64_t account_at(struct work *w, text login, int64_t role, int64_t where)
{
    struct account_role given = { { role }, { where } };
    struct account a = { .login = login, .name = login, .home = { where }, .roles = { &given, 1 } };
    return ADD(w, account, &a) ? a.record.id : 0;
}

static bool done_visit(struct work *w, struct desk *d, int64_t customer, int64_t home, int64_t line, int64_t worker)
{
    struct visit v = { .state = VISIT_APPROVED, .customer = { customer }, .household = { home }, .line = { line }, .worker = { worker }, .start = at(-1, 9, 0), .length = { 180 }, .price = { 15000 }, .worker_pay = { 11250 },
        .finished_at = at(-1, 12, 0), .approved_at = at(0, 12, 0), .tags = "", .quote = { "" }, .area = "", .remark = "", .rating = "", .customer_code = "" };
    bool well = ADD(w, visit, &v);
    d->visit = v.record.id;
    return well;
}

static bool furnish(struct work *w, void *data)
{
    struct desk *d = data;
    struct branch hq = { .name = "总部", .code = "HQ", .kind = BRANCH_HEADQUARTERS };
    if (!ADD(w, branch, &hq)) return false;
    struct branch shop = { .name = "一店", .code = "A", .parent = { hq.record.id } };
    struct service_line line = { .name = "日常保洁", .code = "CLEAN", .glyph = "洁", .category = LINE_DAILY_CLEANING, .unit = UNIT_HOUR, .medical = MEDICAL_GENERAL };
    struct person payer = { .name = "李芳" }, cleaner = { .name = "王金凤" };
    int64_t role = role_by_code(w, "manager");
    if (!ADD(w, branch, &shop) || !ADD(w, service_line, &line) || !ADD(w, person, &payer) || !ADD(w, person, &cleaner)) return false;
    d->hq = hq.record.id;
    d->shop = d->shops[0] = shop.record.id;
    struct customer c = { .record.branch = { d->shop }, .person = { payer.record.id } };
    struct worker n = { .record.branch = { d->shop }, .state = WORKER_ACTIVE, .person = { cleaner.record.id }, .mode = MODE_EMPLOYEE };
    if (!ADD(w, customer, &c) || !ADD(w, worker, &n)) return false;
    struct household home = { .record.branch = { d->shop }, .customer = { c.record.id }, .estate = "锦绣花园", .address = { .plain = "锦绣花园3栋" } };
    if (!ADD(w, household, &home) || !done_visit(w, d, c.record.id, home.record.id, line.record.id, n.record.id)) return false;
    struct actor local = { .name = "local", .language = "en", .can = handling, .can_count = COUNT_OF(handling), .branches = d->shops, .branch_count = 1, .home = d->shop };
    d->actors[AS_SUPERVISOR] = d->actors[AS_MANAGER] = local;
    d->actors[AS_SUPERVISOR].user = account_at(w, "li", role, d->shop);
    d->actors[AS_MANAGER].user = account_at(w, "zhou", role, d->shop);
    d->actors[AS_HQ] = (struct actor){ .name = "hq", .language = "en", .can = overseeing, .can_count = COUNT_OF(overseeing), .all_branches = true, .home = d->hq };
    d->actors[AS_HQ].user = account_at(w, "hq", role, d->hq);
    return !failed(w);
}

static bool desk_open(struct desk *d)
{
    *d = (struct desk){ .folder = "/dev/shm/zhangjia-complaint-XXXXXX" };
    if (!mkdtemp(d->folder)) return false;
    bool well = test_house(&d->db, &d->house, (struct house_options){ .data = d->folder, .modules = modules, .demo = true });
    if (well) d->w = work_open(d->house, &the_system);
    well = well && act(d, AS_SYSTEM, at(0, 8, 0), furnish, d);
    if (!well && d->w) printf("  it is not furnished: %s %s\n", d->w->field, d->w->message);
    CHECK(well);
    return well;
}

static void desk_close(struct desk *d)
{
    char command[100];
    work_close(d->w);
    house_close(d->house);
    db_close(d->db);
    snprintf(command, sizeof command, "rm -rf %s", d->folder);
    CHECK(!system(command));
}

struct saying { struct desk *d; enum complaint_category category; money claim; int64_t about; };
static bool say(struct work *w, void *data)
{
    struct saying *s = data;
    struct complaint c = { .channel = CHANNEL_BY_PHONE, .category = s->category, .visit = { s->d->visit }, .claim = s->claim, .about_account = { s->about }, .story = "厨房没擦干净" };
    bool well = ADD(w, complaint, &c);
    s->d->complaint = c.record.id;
    return well;
}

struct step_of { struct desk *d; text step; const void *input; };
static bool run_step(struct work *w, void *data)
{
    const struct step_of *s = data;
    struct complaint *c = LOAD(w, complaint, s->d->complaint);
    return c && step_take(w, &complaint_type, c, s->step, s->input);
}
static bool step_at(struct desk *d, enum who who, instant now, text step, const void *input) { return act(d, who, now, run_step, &(struct step_of){ d, step, input }); }

struct asked { struct desk *d; text sql; int64_t n; };
static bool ask(struct work *w, void *data)
{
    struct asked *q = data;
    q->n = db_one(w, (literal){ q->sql }, BIND(num(q->d->complaint)), 0);
    return !failed(w);
}
static int64_t asked(struct desk *d, text sql)
{
    struct asked q = { d, sql, -1 };
    CHECK(act(d, AS_SYSTEM, at(0, 9, 0), ask, &q));
    return q.n;
}
#define DUE_OF(d, rule) asked((d), "select due_at from deadline where record = $1 and rule = '" rule "'")
#define STATE_OF(d) asked((d), "select state from complaint where id = $1")

struct words { text said; };
struct offer { text facts, proposal; set remedies; money refund; int64_t worker, company, customer; text damaged; money damage_price; maybe_number damage_worth; money damage_insured; };
struct after { enum follow_up_result result; maybe_number stars; text said; };
struct end { enum complaint_cause why; text cause, lesson; ref owner; day due; };
static const struct offer half_back = { "厨房台面有油", "退一半", { SET_BIT(REMEDY_PART_REFUND) | SET_BIT(REMEDY_APOLOGY) }, { 7500 }, 60, 40, 0 };

TEST(how_grave_a_complaint_is_and_how_soon_it_is_answered_come_from_its_category)
{
    EQUAL(complaint_severity_of(ABOUT_QUALITY, (money){ 0 }), SEVERITY_ORDINARY);
    EQUAL(complaint_severity_of(ABOUT_DAMAGE, (money){ 200000 }), SEVERITY_ORDINARY);
    EQUAL(complaint_severity_of(ABOUT_DAMAGE, (money){ 200001 }), SEVERITY_GRAVE);
    EQUAL(complaint_severity_of(ABOUT_PRIVACY, (money){ 0 }), SEVERITY_GRAVE);
    EQUAL(complaint_answer_minutes(ABOUT_SAFETY, SEVERITY_GRAVE), 15);
    EQUAL(complaint_answer_minutes(ABOUT_PRIVACY, SEVERITY_GRAVE), 60);
    EQUAL(complaint_answer_minutes(ABOUT_TIME, SEVERITY_ORDINARY), 120);
}

TEST_DB(a_complaint_is_resolved_with_both_sides_heard_and_its_money_back_and_closed_after_the_follow_up)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, AS_SUPERVISOR, at(1, 9, 0), say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    EQUAL(DUE_OF(&d, "answer"), at(1, 11, 0).ms);
    EQUAL(DUE_OF(&d, "close"), at(16, 9, 0).ms);
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 30), "accept", NULL));
    EQUAL(DUE_OF(&d, "hear"), at(2, 9, 0).ms);
    EQUAL(DUE_OF(&d, "propose"), at(4, 9, 0).ms);
    CHECK(!step_at(&d, AS_SUPERVISOR, at(1, 9, 40), "propose", &half_back));
    CHECK(strstr(d.w->message, "customer has not been heard") != NULL);
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "hear_customer", &(struct words){ "台面油腻" }));
    EQUAL(STATE_OF(&d), COMPLAINT_INVESTIGATING);
    CHECK(!step_at(&d, AS_SUPERVISOR, at(1, 10, 10), "propose", &half_back));
    CHECK(strstr(d.w->message, "worker has not been heard") != NULL);
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 10, 20), "hear_worker", &(struct words){ "清洁剂用完了" }));
    struct offer wrong = half_back;
    wrong.company = 30;
    CHECK(!step_at(&d, AS_SUPERVISOR, at(1, 10, 30), "propose", &wrong));
    wrong = half_back;
    wrong.refund.fen = 15001;
    CHECK(!step_at(&d, AS_SUPERVISOR, at(1, 10, 30), "propose", &wrong));
    SAME_TEXT(d.w->field, "refund");
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 10, 40), "propose", &half_back));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 11, 0), "resolve", &(struct words){ "李芳电话同意 11:00" }));
    EQUAL(asked(&d, "select price from visit where id = (select visit from complaint where id = $1)"), 7500);        /* the money is off, not promised */
    EQUAL(DUE_OF(&d, "follow_up"), at(2, 11, 0).ms);
    CHECK(!step_at(&d, AS_SUPERVISOR, at(2, 9, 0), "close", &(struct end){ CAUSE_TOOLS, "缺耗材", "", { 0 }, { 0 } }));
    CHECK(strstr(d.w->message, "follow-up") != NULL);
    CHECK(!step_at(&d, AS_SUPERVISOR, at(2, 9, 0), "follow_up", &(struct after){ FOLLOWED_UNREACHABLE, { 0 }, "" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(2, 9, 0), "follow_up", &(struct after){ FOLLOWED_UNSATISFIED, { 0 }, "退款没到" }));
    EQUAL(STATE_OF(&d), COMPLAINT_INVESTIGATING);
    CHECK(step_at(&d, AS_SUPERVISOR, at(2, 9, 30), "propose", &(struct offer){ "已退", "道歉", { SET_BIT(REMEDY_APOLOGY) }, { 0 }, 0, 100, 0 }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(2, 9, 40), "resolve", &(struct words){ "微信同意" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(2, 10, 0), "follow_up", &(struct after){ FOLLOWED_SATISFIED, { 5, true }, "" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(2, 10, 5), "close", &(struct end){ CAUSE_TOOLS, "缺耗材", "出门前清点耗材", { d.actors[AS_MANAGER].user }, { THE_DAY + 9 } }));
    EQUAL(STATE_OF(&d), COMPLAINT_CLOSED);
    EQUAL(asked(&d, "select taken_off from complaint where id = $1"), 7500);         /* the second proposal gave nothing more, and took nothing back */
    EQUAL(DUE_OF(&d, "change"), at(9, 18, 0).ms);           /* the lesson rings until somebody has done it */
    CHECK(step_at(&d, AS_MANAGER, at(8, 9, 0), "change_done", &(struct words){ "出车前按清单点耗材" }));
    EQUAL(asked(&d, "select count(*) from deadline where record = $1"), 0);
    CHECK(!step_at(&d, AS_MANAGER, at(8, 9, 1), "change_done", &(struct words){ "再做一次" }));
    CHECK(!step_at(&d, AS_SUPERVISOR, at(40, 10, 5), "reopen", NULL));
    CHECK(step_at(&d, AS_SUPERVISOR, at(20, 10, 5), "reopen", NULL));
    EQUAL(complaint_type.remove == NULL, true);
    desk_close(&d);
}

static bool second_at_hq(struct work *w, void *data) { return account_at(w, "sun", role_by_code(w, "manager"), ((struct desk *)data)->hq) != 0; }

TEST_DB(a_complaint_about_the_manager_goes_past_her)
{
    struct desk d;
    if (!desk_open(&d)) return;
    int64_t manager = d.actors[AS_MANAGER].user;
    CHECK(act(&d, AS_SUPERVISOR, at(1, 9, 0), say, &(struct saying){ &d, ABOUT_ATTITUDE, { 0 }, manager }));
    EQUAL(asked(&d, "select branch from complaint where id = $1"), d.hq);
    EQUAL(asked(&d, "select coalesce(worker, 0) from complaint where id = $1"), 0);          /* who served that day has nothing to do with it */
    EQUAL(asked(&d, "select branch from deadline where record = $1 and rule = 'answer'"), d.hq);
    CHECK(!step_at(&d, AS_MANAGER, at(1, 9, 30), "accept", NULL));
    EQUAL(d.w->failure, NOT_FOUND);
    CHECK(step_at(&d, AS_HQ, at(1, 9, 30), "accept", NULL));
    CHECK(!step_at(&d, AS_HQ, at(1, 9, 31), "pass_on", &(struct { ref owner; }){ { manager } }));

    CHECK(act(&d, AS_SUPERVISOR, at(1, 10, 0), say, &(struct saying){ &d, ABOUT_ATTITUDE, { 0 }, 0 }));      /* it turns out later */
    CHECK(step_at(&d, AS_MANAGER, at(1, 10, 5), "accept", NULL));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 11, 0), "is_about", &(struct { ref account; }){ { manager } }));
    EQUAL(asked(&d, "select branch from complaint where id = $1"), d.hq);
    EQUAL(asked(&d, "select coalesce(owner, 0) from complaint where id = $1"), 0);

    CHECK(!act(&d, AS_HQ, at(1, 12, 0), say, &(struct saying){ &d, ABOUT_ATTITUDE, { 0 }, d.actors[AS_HQ].user }));     /* nobody stands above headquarters */
    SAME_TEXT(d.w->field, "about_account");
    CHECK(act(&d, AS_SYSTEM, at(1, 12, 1), second_at_hq, &d));
    CHECK(act(&d, AS_HQ, at(1, 12, 2), say, &(struct saying){ &d, ABOUT_ATTITUDE, { 0 }, d.actors[AS_HQ].user }));
    CHECK(!step_at(&d, AS_HQ, at(1, 12, 5), "accept", NULL));
    EQUAL(d.w->failure, NOT_FOUND);
    desk_close(&d);
}

struct meaning { struct desk *d; int64_t branch, named; };
static bool meant(struct work *w, void *data)
{
    struct meaning *m = data;
    m->named = complaint_manager(w, m->branch);
    return !failed(w);
}
static int64_t manager_meant(struct desk *d, int64_t branch)
{
    struct meaning m = { d, branch, -1 };
    CHECK(act(d, AS_SYSTEM, at(1, 9, 0), meant, &m));
    return m.named;
}

TEST_DB(a_customer_who_means_the_manager_names_her_of_the_branch_and_nobody_who_alone_would_handle_it)
{
    struct desk d;
    if (!desk_open(&d)) return;
    EQUAL(manager_meant(&d, d.shop), d.actors[AS_SUPERVISOR].user);         /* the first of the shop's two */
    EQUAL(manager_meant(&d, d.hq), 0);                                      /* nobody else is there */
    CHECK(act(&d, AS_SYSTEM, at(1, 9, 1), second_at_hq, &d));
    EQUAL(manager_meant(&d, d.hq), d.actors[AS_HQ].user);
    desk_close(&d);
}

TEST_DB(the_clocks_stand_still_while_we_wait_for_the_customer_and_not_for_ever)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, AS_SUPERVISOR, at(1, 9, 0), say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 30), "accept", NULL));
    CHECK(!step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "go_on", NULL));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "wait_for_her", NULL));
    EQUAL(DUE_OF(&d, "propose"), at(9, 9, 0).ms);           /* three days and the five it may wait at most */
    CHECK(step_at(&d, AS_SUPERVISOR, at(3, 10, 0), "go_on", NULL));
    EQUAL(DUE_OF(&d, "propose"), at(6, 9, 0).ms);
    CHECK(step_at(&d, AS_SUPERVISOR, at(4, 10, 0), "wait_for_her", NULL));
    CHECK(step_at(&d, AS_SUPERVISOR, at(9, 10, 0), "go_on", NULL));
    EQUAL(DUE_OF(&d, "propose"), at(9, 9, 0).ms);           /* seven were waited, five count */
    CHECK(!step_at(&d, AS_SUPERVISOR, at(9, 11, 0), "wait_for_her", NULL));
    desk_close(&d);
}

TEST_DB(waiting_moves_only_the_clock_it_fell_into_and_ends_with_her_answer)
{
    struct desk d;
    if (!desk_open(&d)) return;
    struct offer sorry = { "漏擦", "道歉", { SET_BIT(REMEDY_APOLOGY) }, { 0 }, 0, 100, 0 }, hollow = sorry;
    CHECK(act(&d, AS_SUPERVISOR, at(1, 9, 0), say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 30), "accept", NULL));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "wait_for_her", NULL));
    CHECK(step_at(&d, AS_SUPERVISOR, at(3, 10, 0), "hear_customer", &(struct words){ "没擦" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(3, 10, 0), "hear_worker", &(struct words){ "擦了" }));
    hollow.remedies.bits = SET_BIT(REMEDY_PART_REFUND);
    CHECK(!step_at(&d, AS_SUPERVISOR, at(3, 10, 0), "propose", &hollow));       /* money is offered and no sum */
    SAME_TEXT(d.w->field, "refund");
    hollow.remedies.bits = SET_BIT(REMEDY_COMPENSATION);
    CHECK(!step_at(&d, AS_SUPERVISOR, at(3, 10, 0), "propose", &hollow));
    SAME_TEXT(d.w->field, "damage_price");
    CHECK(step_at(&d, AS_SUPERVISOR, at(3, 10, 0), "propose", &sorry));
    EQUAL(asked(&d, "select coalesce(waiting_since, 0) from complaint where id = $1"), 0);
    EQUAL(DUE_OF(&d, "resolve"), at(5, 10, 0).ms);          /* the two days before it are not added once more */
    EQUAL(DUE_OF(&d, "close"), at(18, 9, 0).ms);
    CHECK(step_at(&d, AS_SUPERVISOR, at(4, 10, 0), "wait_for_her", NULL));
    EQUAL(DUE_OF(&d, "resolve"), at(8, 10, 0).ms);          /* three of the five are left */
    CHECK(step_at(&d, AS_SUPERVISOR, at(5, 10, 0), "disagree", NULL));
    EQUAL(DUE_OF(&d, "propose"), at(8, 10, 0).ms);          /* three days for another one */
    CHECK(step_at(&d, AS_SUPERVISOR, at(5, 11, 0), "propose", &sorry));
    CHECK(step_at(&d, AS_SUPERVISOR, at(5, 12, 0), "resolve", &(struct words){ "电话同意" }));
    for (int day_ = 5; day_ < 8; day_++) CHECK(step_at(&d, AS_SUPERVISOR, at(day_, 18, 0), "not_reached", &(struct words){ "没接" }));
    CHECK(!step_at(&d, AS_SUPERVISOR, at(8, 9, 0), "follow_up", &(struct after){ FOLLOWED_UNREACHABLE, { 5, true }, "" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(8, 9, 0), "follow_up", &(struct after){ FOLLOWED_UNREACHABLE, { 0 }, "" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(8, 9, 5), "close", &(struct end){ CAUSE_CARELESS, "漏擦", "", { 0 }, { 0 } }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(30, 9, 0), "reopen", NULL));
    EQUAL(DUE_OF(&d, "propose"), at(33, 9, 0).ms);
    EQUAL(DUE_OF(&d, "close"), at(45, 9, 0).ms);
    EQUAL(DUE_OF(&d, "hear"), at(31, 9, 0).ms);
    CHECK(!step_at(&d, AS_SUPERVISOR, at(30, 10, 0), "propose", &sorry));       /* what is new has been said by neither side */
    CHECK(step_at(&d, AS_SUPERVISOR, at(30, 10, 0), "hear_customer", &(struct words){ "又发现一处" }));
    if (asked(&d, "select coalesce(worker, 0) from complaint where id = $1")) CHECK(step_at(&d, AS_SUPERVISOR, at(30, 10, 0), "hear_worker", &(struct words){ "那一处没碰过" }));
    EQUAL(asked(&d, "select count(*) from complaint where id = $1 and customer_said like '% 又发现一处_%'"), 1);   /* and what was said first stays */
    CHECK(step_at(&d, AS_SUPERVISOR, at(30, 10, 0), "propose", &sorry));
    CHECK(step_at(&d, AS_SUPERVISOR, at(30, 11, 0), "resolve", &(struct words){ "电话同意" }));
    CHECK(!step_at(&d, AS_SUPERVISOR, at(31, 9, 0), "follow_up", &(struct after){ FOLLOWED_UNREACHABLE, { 0 }, "" }));      /* those calls were for the first time */
    desk_close(&d);
}

struct her_word { struct desk *d; enum customers_word word; text said; };
static bool her_word(struct work *w, void *data)
{
    const struct her_word *s = data;
    struct complaint *c = LOAD(w, complaint, s->d->complaint);
    return c && complaint_customer_says(w, c, s->word, s->said);
}
static bool customer_says(struct desk *d, instant now, enum customers_word word, text said) { return act(d, AS_SYSTEM, now, her_word, &(struct her_word){ d, word, said }); }

TEST_DB(on_her_page_the_customer_agrees_refuses_with_words_and_takes_a_settled_case_back)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, AS_SUPERVISOR, at(1, 9, 0), say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    CHECK(!customer_says(&d, at(1, 9, 10), CUSTOMER_AGREES, ""));                         /* nothing is proposed */
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 30), "accept", NULL));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "hear_customer", &(struct words){ "台面油腻" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 10, 20), "hear_worker", &(struct words){ "清洁剂用完了" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 10, 40), "propose", &half_back));
    CHECK(!step_at(&d, AS_SUPERVISOR, at(1, 10, 45), "resolve", &(struct words){ "" }));
    SAME_TEXT(d.w->field, "agreed_how");                                             /* nobody has said yes yet */
    CHECK(!customer_says(&d, at(1, 10, 50), CUSTOMER_REFUSES, ""));
    SAME_TEXT(d.w->field, "words");
    CHECK(customer_says(&d, at(1, 11, 0), CUSTOMER_REFUSES, "太少了"));
    EQUAL(STATE_OF(&d), COMPLAINT_INVESTIGATING);
    EQUAL(DUE_OF(&d, "propose"), at(4, 11, 0).ms);
    EQUAL(asked(&d, "select count(*) from complaint where id = $1 and customer_said like '%太少了%台面油腻%'"), 1);
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 12, 0), "propose", &half_back));
    CHECK(customer_says(&d, at(1, 12, 30), CUSTOMER_AGREES, ""));
    CHECK(customer_says(&d, at(1, 12, 40), CUSTOMER_AGREES, ""));
    EQUAL(asked(&d, "select her_yes_at from complaint where id = $1"), at(1, 12, 30).ms);
    CHECK(!customer_says(&d, at(1, 12, 50), CUSTOMER_REFUSES, "还是算了"));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 13, 0), "resolve", &(struct words){ "" }));
    EQUAL(asked(&d, "select count(*) from complaint where id = $1 and agreed_how <> ''"), 1);
    CHECK(customer_says(&d, at(1, 18, 0), CUSTOMER_NOT_SATISFIED, "退款没到"));
    EQUAL(STATE_OF(&d), COMPLAINT_INVESTIGATING);
    EQUAL(asked(&d, "select follow_up * 10 + reopened from complaint where id = $1"), FOLLOWED_UNSATISFIED * 10 + 1);
    EQUAL(asked(&d, "select her_yes_at from complaint where id = $1"), 0);
    CHECK(step_at(&d, AS_SUPERVISOR, at(2, 9, 0), "propose", &(struct offer){ "已退", "道歉", { SET_BIT(REMEDY_APOLOGY) }, { 0 }, 0, 100, 0 }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(2, 9, 40), "resolve", &(struct words){ "微信同意" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(2, 10, 0), "follow_up", &(struct after){ FOLLOWED_SATISFIED, { 5, true }, "" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(2, 10, 5), "close", &(struct end){ CAUSE_TOOLS, "缺耗材", "", { 0 }, { 0 } }));
    CHECK(!customer_says(&d, at(40, 9, 0), CUSTOMER_NOT_SATISFIED, "太晚了"));            /* thirty days */
    CHECK(customer_says(&d, at(30, 9, 0), CUSTOMER_NOT_SATISFIED, "又出油了"));
    EQUAL(STATE_OF(&d), COMPLAINT_ACCEPTED);
    EQUAL(DUE_OF(&d, "propose"), at(33, 9, 0).ms);
    desk_close(&d);
}

static bool dearer(struct work *w, void *data)
{
    struct desk *d = data;
    db_exec(w, SQL("update visit set price = 80000 where id = $1"), BIND(num(d->visit)));
    return !failed(w);
}

TEST_DB(a_refund_above_the_limit_is_for_headquarters)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, AS_SUPERVISOR, at(1, 9, 0), say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 30), "accept", NULL));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 40), "hear_customer", &(struct words){ "没擦" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 50), "hear_worker", &(struct words){ "擦了" }));
    CHECK(act(&d, AS_SYSTEM, at(1, 9, 55), dearer, &d));
    struct offer much = half_back;
    much.refund.fen = 50001;                /* the limit is 500 yuan */
    CHECK(!step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "propose", &much));
    SAME_TEXT(d.w->field, "refund");
    much.refund.fen = 50000;
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "propose", &much));
    CHECK(act(&d, AS_SUPERVISOR, at(1, 10, 1), say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    CHECK(step_at(&d, AS_HQ, at(1, 10, 2), "accept", NULL));
    CHECK(step_at(&d, AS_HQ, at(1, 10, 3), "hear_customer", &(struct words){ "没擦" }));
    CHECK(step_at(&d, AS_HQ, at(1, 10, 4), "hear_worker", &(struct words){ "擦了" }));
    much.refund.fen = 50001;
    CHECK(step_at(&d, AS_HQ, at(1, 10, 5), "propose", &much));
    desk_close(&d);
}

/* ---- she is heard by her phone ---- */

struct hers { struct desk *d; text words; int64_t worker; bool phone; };
static bool give_phone(struct work *w, void *data)
{
    struct hers *h = data;
    h->worker = db_one(w, SQL("select worker from complaint where id = $1"), BIND(num(h->d->complaint)), 0);
    int64_t person = db_one(w, SQL("select person from worker where id = $1"), BIND(num(h->worker)), 0);
    struct account a = { .state = ACCOUNT_ACTIVE, .login = "her", .name = "她", .person = { person }, .home = { h->d->shop } };
    return !h->phone || ADD(w, account, &a);
}
static bool she_says(struct work *w, void *data)
{
    struct hers *h = data;
    return complaint_answered_by_her(w, h->d->complaint, h->worker, h->words, "");
}
static bool her_phone_shows(struct work *w, void *data)
{
    struct hers *h = data;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "asked");
    complaint_asks_write(w, &j, h->worker);
    write_end(&j, ']');
    write_end(&j, '}');
    text all = buf_text(&j.out);
    CHECK(strstr(all, h->words) != NULL);
    CHECK(!strstr(all, "李芳") && !strstr(all, "厨房没擦干净") && !strstr(all, "锦绣花园"));      /* not who, not what was said, not where she lives */
    return !failed(w);
}

TEST_DB(a_worker_is_asked_in_neutral_words_answers_by_her_phone_within_a_clock_and_sees_nothing_of_the_customer)
{
    struct desk d;
    if (!desk_open(&d)) return;
    struct hers h = { &d, "擦了，最后关了灯", 0, false };
    struct { text question; int64_t hours; } named = { "李芳说厨房没擦，您怎么说", 0 }, numbered = { "13800138000 的客户问厨房", 0 }, fair = { "那天厨房做了哪些、什么时候离开的？", 6 };
    CHECK(act(&d, AS_SUPERVISOR, at(0, 9, 0), say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(0, 9, 10), "accept", NULL));
    CHECK(act(&d, AS_SYSTEM, at(0, 9, 10), give_phone, &h));
    CHECK(!step_at(&d, AS_SUPERVISOR, at(0, 9, 11), "ask_worker", &fair));           /* she has no phone with us */
    EQUAL(d.w->failure, CONFLICT);
    CHECK(!act(&d, AS_SYSTEM, at(0, 9, 11), she_says, &h));                          /* nobody asked */
    h.phone = true;
    CHECK(act(&d, AS_SYSTEM, at(0, 9, 12), give_phone, &h));
    CHECK(!step_at(&d, AS_SUPERVISOR, at(0, 9, 13), "ask_worker", &named));
    SAME_TEXT(d.w->field, "question");
    CHECK(!step_at(&d, AS_SUPERVISOR, at(0, 9, 13), "ask_worker", &numbered));
    CHECK(step_at(&d, AS_SUPERVISOR, at(0, 9, 14), "ask_worker", &fair));
    EQUAL(DUE_OF(&d, "her_word"), at(0, 15, 14).ms);
    CHECK(!step_at(&d, AS_SUPERVISOR, at(0, 9, 15), "ask_worker", &fair));           /* once is enough while she has time */
    h.words = fair.question;
    CHECK(act(&d, AS_SYSTEM, at(0, 9, 20), her_phone_shows, &h));
    h.worker++;
    CHECK(!act(&d, AS_SYSTEM, at(0, 9, 30), she_says, &h));                          /* another's */
    h.worker--;
    h.words = "";
    CHECK(!act(&d, AS_SYSTEM, at(0, 9, 30), she_says, &h));
    h.words = "擦了，最后关了灯";
    CHECK(act(&d, AS_SYSTEM, at(0, 9, 40), she_says, &h));
    EQUAL(STATE_OF(&d), COMPLAINT_INVESTIGATING);
    EQUAL(asked(&d, "select worker_heard_at from complaint where id = $1"), at(0, 9, 40).ms);
    EQUAL(DUE_OF(&d, "her_word"), 0);
    h.words = "窗台也擦了";
    CHECK(act(&d, AS_SYSTEM, at(0, 9, 45), she_says, &h));
    EQUAL(asked(&d, "select count(*) from complaint where id = $1 and worker_heard_at > 0 and worker_said like '%窗台%关了灯%'"), 1);
    CHECK(step_at(&d, AS_SUPERVISOR, at(0, 10, 0), "hear_customer", &(struct words){ "没擦" }));
    struct offer offer = { "厨房台面有水渍", "返工一次", { SET_BIT(REMEDY_REWORK) }, { 0 }, 0, 100, 0, "", { 0 }, { 0 }, { 0 } };
    CHECK(step_at(&d, AS_SUPERVISOR, at(0, 10, 10), "propose", &offer));
    CHECK(!act(&d, AS_SYSTEM, at(0, 10, 20), she_says, &h));                         /* the evidence is frozen */
    EQUAL(d.w->failure, CONFLICT);
    desk_close(&d);
}

struct spot { set remedies; money refund; text how; };
/* Before she promises anything: how much is hers to give. */
static bool look_at_the_spot(struct work *w, void *data)
{
    struct desk *d = data;
    struct json j = json_new(w->arena);
    void *c = LOAD(w, complaint, d->complaint);
    w->language = "en";
    w->request = "preview-spot";
    return c && step_preview(w, &complaint_type, c, type_step(&complaint_type, "settle_on_spot"), &(struct spot){ { SET_BIT(REMEDY_PART_REFUND) }, { 10000 }, "电话同意" }, &j) && strstr(buf_text(&j.out), "of ¥500.00 a month ¥500.00 are left");
}
TEST_DB(who_takes_it_down_settles_a_small_ordinary_complaint_at_once_and_only_so_much_a_month)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, AS_SYSTEM, at(1, 8, 0), dearer, &d));
    CHECK(act(&d, AS_MANAGER, at(1, 9, 0), say, &(struct saying){ &d, ABOUT_SAFETY, { 0 }, 0 }));
    CHECK(!step_at(&d, AS_MANAGER, at(1, 9, 1), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_APOLOGY) }, { 0 }, "电话同意" }));
    for (int i = 0; i < 5; i++) {
        CHECK(act(&d, AS_MANAGER, at(1, 10, i), say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
        if (!i) CHECK(!step_at(&d, AS_MANAGER, at(1, 10, i), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_PART_REFUND) }, { 10001 }, "电话同意" }));
        if (!i) CHECK(!step_at(&d, AS_MANAGER, at(1, 10, i), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_APOLOGY) }, { 5000 }, "电话同意" }));            /* a sum without its name */
        if (!i) CHECK(!step_at(&d, AS_MANAGER, at(1, 10, i), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_PART_REFUND) }, { 0 }, "电话同意" }));           /* a promise without its sum */
        if (!i) CHECK(!step_at(&d, AS_MANAGER, at(1, 10, i), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_COMPENSATION) }, { 0 }, "电话同意" }));
        if (!i) CHECK(act(&d, AS_MANAGER, at(1, 10, i), look_at_the_spot, &d));
        CHECK(step_at(&d, AS_MANAGER, at(1, 10, i), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_PART_REFUND) }, { 10000 }, "电话同意" }));
        EQUAL(STATE_OF(&d), COMPLAINT_RESOLVED);
    }
    EQUAL(asked(&d, "select price from visit where id = (select visit from complaint where id = $1)"), 30000);
    EQUAL(asked(&d, "select company_share from complaint where id = $1"), 100);
    CASE("what was given stays given when the case is taken up again");
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 10, 30), "follow_up", &(struct after){ FOLLOWED_ACCEPTABLE, { 0 }, "" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 10, 35), "close", &(struct end){ CAUSE_CARELESS, "漏擦", "", { 0 }, { 0 } }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 10, 40), "reopen", NULL));
    EQUAL(asked(&d, "select refund from complaint where id = $1"), 0);
    CHECK(act(&d, AS_MANAGER, at(1, 11, 0), say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    CHECK(!step_at(&d, AS_MANAGER, at(1, 11, 0), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_PART_REFUND) }, { 1 }, "电话同意" }));
    CHECK(strstr(d.w->message, "this month") != NULL);
    CHECK(step_at(&d, AS_MANAGER, at(1, 11, 1), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_APOLOGY) }, { 0 }, "电话同意" }));
    desk_close(&d);
}

struct piece { enum evidence_side side; enum evidence_kind kind; file paper; text note; };
struct before_whom { enum dispute_before before; text number; day hearing; };
struct ruling { text decision; money refund; text damaged; money damage_price; int64_t worker, company, customer; day by; };
TEST_DB(a_dispute_has_its_hearing_its_decision_and_its_day_and_evidence_is_frozen_between)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, AS_SUPERVISOR, at(1, 9, 0), say, &(struct saying){ &d, ABOUT_DAMAGE, { 15000 }, 0 }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 5), "accept", NULL));
    CHECK(!step_at(&d, AS_SUPERVISOR, at(1, 9, 6), "add_evidence", &(struct piece){ EVIDENCE_OF_CUSTOMER, EVIDENCE_PHOTO, { "" }, "花瓶碎了" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 6), "add_evidence", &(struct piece){ EVIDENCE_OF_CUSTOMER, EVIDENCE_WITNESS, { "" }, "邻居听到响声" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 10), "hear_customer", &(struct words){ "花瓶碎了" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 20), "hear_worker", &(struct words){ "猫碰倒的" }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "propose", &(struct offer){ "各执一词", "退一部分", { SET_BIT(REMEDY_PART_REFUND) }, { 3000 }, 0, 50, 50 }));
    CHECK(!step_at(&d, AS_SUPERVISOR, at(1, 10, 1), "add_evidence", &(struct piece){ EVIDENCE_OF_WORKER, EVIDENCE_WITNESS, { "" }, "后来想起的" }));
    CHECK(strstr(d.w->message, "frozen") != NULL);
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 11, 0), "dispute", &(struct before_whom){ BEFORE_12315, "2026-1203", { THE_DAY + 6 } }));
    EQUAL(DUE_OF(&d, "hearing"), at(6, 0, 0).ms);
    EQUAL(DUE_OF(&d, "close"), 0);
    CHECK(step_at(&d, AS_SUPERVISOR, at(2, 9, 0), "add_evidence", &(struct piece){ EVIDENCE_OF_COMPANY, EVIDENCE_WITNESS, { "" }, "物业证明" }));
    EQUAL(asked(&d, "select count(*) from complaint_evidence where parent = $1"), 2);
    CHECK(!step_at(&d, AS_SUPERVISOR, at(6, 15, 0), "decided", &(struct ruling){ "退 120 元", { 12000 }, "", { 0 }, 0, 80, 30, { THE_DAY + 9 } }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(6, 15, 0), "decided", &(struct ruling){ "退 120 元", { 12000 }, "", { 0 }, 0, 80, 20, { THE_DAY + 9 } }));
    EQUAL(DUE_OF(&d, "perform"), at(9, 12, 0).ms);
    CHECK(step_at(&d, AS_SUPERVISOR, at(7, 9, 0), "resolve", &(struct words){ "按调解书" }));
    EQUAL(asked(&d, "select price from visit where id = (select visit from complaint where id = $1)"), 3000);
    desk_close(&d);
}

struct lit { enum incident_kind kind; text story; };
TEST_DB(what_a_complaint_brings_to_light_rings_as_an_incident_and_is_kept_with_it)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, AS_SUPERVISOR, at(1, 9, 0), say, &(struct saying){ &d, ABOUT_SAFETY, { 0 }, 0 }));
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 5), "raise_incident", &(struct lit){ INCIDENT_THEFT, "" }));
    EQUAL(asked(&d, "select count(*) from incident where id = (select incident from complaint where id = $1) and state = 1 and story = '厨房没擦干净'"), 1);
    CHECK(!step_at(&d, AS_SUPERVISOR, at(1, 9, 6), "raise_incident", &(struct lit){ INCIDENT_THEFT, "" }));
    desk_close(&d);
}

struct class { enum complaint_category category; enum complaint_severity severity; maybe_money claim; };
TEST_DB(what_a_complaint_is_may_turn_out_later_and_its_clocks_are_the_new_ones)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, AS_SUPERVISOR, at(1, 9, 0), say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    EQUAL(DUE_OF(&d, "answer"), at(1, 11, 0).ms);
    CHECK(!step_at(&d, AS_SUPERVISOR, at(1, 9, 5), "classify", &(struct class){ ABOUT_SAFETY, SEVERITY_ORDINARY, { 0 } }));
    SAME_TEXT(d.w->field, "severity");
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 5), "classify", &(struct class){ ABOUT_SAFETY, 0, { 0 } }));
    EQUAL(DUE_OF(&d, "answer"), at(1, 9, 15).ms);
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 10), "accept", NULL));
    CASE("a damage above 2000 yuan is a grave one, the same day");
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 30), "classify", &(struct class){ ABOUT_DAMAGE, 0, { 150000, true } }));
    EQUAL(asked(&d, "select severity from complaint where id = $1"), SEVERITY_ORDINARY);
    EQUAL(DUE_OF(&d, "hear"), at(2, 9, 0).ms);
    CHECK(step_at(&d, AS_SUPERVISOR, at(1, 9, 40), "classify", &(struct class){ ABOUT_DAMAGE, 0, { 800000, true } }));
    EQUAL(asked(&d, "select severity from complaint where id = $1"), SEVERITY_GRAVE);
    EQUAL(DUE_OF(&d, "hear"), at(1, 20, 0).ms);
    desk_close(&d);
}

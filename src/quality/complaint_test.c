#include "contracts/contracts.h"
#include "placement/placement.h"
#include "quality/complaint_house_test.h"
#include "record/preview.h"
#include "record/store.h"

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
    if (!case_desk_open(&d)) return;
    CHECK(case_act(&d, AS_SUPERVISOR, at(1, 9, 0), case_say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    EQUAL(DUE_OF(&d, "answer"), at(1, 11, 0).ms);
    EQUAL(DUE_OF(&d, "close"), at(16, 9, 0).ms);
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 30), "accept", NULL));
    EQUAL(DUE_OF(&d, "hear"), at(2, 9, 0).ms);
    EQUAL(DUE_OF(&d, "propose"), at(4, 9, 0).ms);
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(1, 9, 40), "propose", &half_back));
    CHECK(strstr(d.w->message, "customer has not been heard") != NULL);
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "hear_customer", &(struct words){ "台面油腻" }));
    EQUAL(STATE_OF(&d), COMPLAINT_INVESTIGATING);
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(1, 10, 10), "propose", &half_back));
    CHECK(strstr(d.w->message, "worker has not been heard") != NULL);
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 10, 20), "hear_worker", &(struct words){ "清洁剂用完了" }));
    struct offer wrong = half_back;
    wrong.company = 30;
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(1, 10, 30), "propose", &wrong));
    wrong = half_back;
    wrong.refund.fen = 15001;
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(1, 10, 30), "propose", &wrong));
    SAME_TEXT(d.w->field, "refund");
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 10, 40), "propose", &half_back));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 11, 0), "resolve", &(struct words){ "李芳电话同意 11:00" }));
    EQUAL(case_asked(&d, "select price from visit where id = (select visit from complaint where id = $1)"), 7500);        /* the money is off, not promised */
    EQUAL(DUE_OF(&d, "follow_up"), at(2, 11, 0).ms);
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(2, 9, 0), "close", &(struct end){ CAUSE_TOOLS, "缺耗材", "", { 0 }, { 0 } }));
    CHECK(strstr(d.w->message, "follow-up") != NULL);
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(2, 9, 0), "follow_up", &(struct after){ FOLLOWED_UNREACHABLE, { 0 }, "" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(2, 9, 0), "follow_up", &(struct after){ FOLLOWED_UNSATISFIED, { 0 }, "退款没到" }));
    EQUAL(STATE_OF(&d), COMPLAINT_INVESTIGATING);
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(2, 9, 30), "propose", &(struct offer){ "已退", "道歉", { SET_BIT(REMEDY_APOLOGY) }, { 0 }, 0, 100, 0 }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(2, 9, 40), "resolve", &(struct words){ "微信同意" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(2, 10, 0), "follow_up", &(struct after){ FOLLOWED_SATISFIED, { 5, true }, "" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(2, 10, 5), "close", &(struct end){ CAUSE_TOOLS, "缺耗材", "出门前清点耗材", { d.actors[AS_MANAGER].user }, { THE_DAY + 9 } }));
    EQUAL(STATE_OF(&d), COMPLAINT_CLOSED);
    EQUAL(case_asked(&d, "select taken_off from complaint where id = $1"), 7500);         /* the second proposal gave nothing more, and took nothing back */
    EQUAL(DUE_OF(&d, "change"), at(9, 18, 0).ms);           /* the lesson rings until somebody has done it */
    CHECK(case_step_at(&d, AS_MANAGER, at(8, 9, 0), "change_done", &(struct words){ "出车前按清单点耗材" }));
    EQUAL(case_asked(&d, "select count(*) from deadline where record = $1"), 0);
    CHECK(!case_step_at(&d, AS_MANAGER, at(8, 9, 1), "change_done", &(struct words){ "再做一次" }));
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(40, 10, 5), "reopen", NULL));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(20, 10, 5), "reopen", NULL));
    EQUAL(complaint_type.remove == NULL, true);
    case_desk_close(&d);
}

static bool second_at_hq(struct work *w, void *data) { return case_account_at(w, "sun", role_by_code(w, "manager"), ((struct desk *)data)->hq) != 0; }

TEST_DB(a_complaint_about_the_manager_goes_past_her)
{
    struct desk d;
    if (!case_desk_open(&d)) return;
    int64_t manager = d.actors[AS_MANAGER].user;
    CHECK(case_act(&d, AS_SUPERVISOR, at(1, 9, 0), case_say, &(struct saying){ &d, ABOUT_ATTITUDE, { 0 }, manager }));
    EQUAL(case_asked(&d, "select branch from complaint where id = $1"), d.hq);
    EQUAL(case_asked(&d, "select coalesce(worker, 0) from complaint where id = $1"), 0);          /* who served that day has nothing to do with it */
    EQUAL(case_asked(&d, "select branch from deadline where record = $1 and rule = 'answer'"), d.hq);
    CHECK(!case_step_at(&d, AS_MANAGER, at(1, 9, 30), "accept", NULL));
    EQUAL(d.w->failure, NOT_FOUND);
    CHECK(case_step_at(&d, AS_HQ, at(1, 9, 30), "accept", NULL));
    CHECK(!case_step_at(&d, AS_HQ, at(1, 9, 31), "pass_on", &(struct { ref owner; }){ { manager } }));

    CHECK(case_act(&d, AS_SUPERVISOR, at(1, 10, 0), case_say, &(struct saying){ &d, ABOUT_ATTITUDE, { 0 }, 0 }));      /* it turns out later */
    CHECK(case_step_at(&d, AS_MANAGER, at(1, 10, 5), "accept", NULL));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 11, 0), "is_about", &(struct { ref account; }){ { manager } }));
    EQUAL(case_asked(&d, "select branch from complaint where id = $1"), d.hq);
    EQUAL(case_asked(&d, "select coalesce(owner, 0) from complaint where id = $1"), 0);

    CHECK(!case_act(&d, AS_HQ, at(1, 12, 0), case_say, &(struct saying){ &d, ABOUT_ATTITUDE, { 0 }, d.actors[AS_HQ].user }));     /* nobody stands above headquarters */
    SAME_TEXT(d.w->field, "about_account");
    CHECK(case_act(&d, AS_SYSTEM, at(1, 12, 1), second_at_hq, &d));
    CHECK(case_act(&d, AS_HQ, at(1, 12, 2), case_say, &(struct saying){ &d, ABOUT_ATTITUDE, { 0 }, d.actors[AS_HQ].user }));
    CHECK(!case_step_at(&d, AS_HQ, at(1, 12, 5), "accept", NULL));
    EQUAL(d.w->failure, NOT_FOUND);
    case_desk_close(&d);
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
    CHECK(case_act(d, AS_SYSTEM, at(1, 9, 0), meant, &m));
    return m.named;
}

TEST_DB(a_customer_who_means_the_manager_names_her_of_the_branch_and_nobody_who_alone_would_handle_it)
{
    struct desk d;
    if (!case_desk_open(&d)) return;
    EQUAL(manager_meant(&d, d.shop), d.actors[AS_SUPERVISOR].user);         /* the first of the shop's two */
    EQUAL(manager_meant(&d, d.hq), 0);                                      /* nobody else is there */
    CHECK(case_act(&d, AS_SYSTEM, at(1, 9, 1), second_at_hq, &d));
    EQUAL(manager_meant(&d, d.hq), d.actors[AS_HQ].user);
    case_desk_close(&d);
}

TEST_DB(the_clocks_stand_still_while_we_wait_for_the_customer_and_not_for_ever)
{
    struct desk d;
    if (!case_desk_open(&d)) return;
    CHECK(case_act(&d, AS_SUPERVISOR, at(1, 9, 0), case_say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 30), "accept", NULL));
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "go_on", NULL));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "wait_for_her", NULL));
    EQUAL(DUE_OF(&d, "propose"), at(9, 9, 0).ms);           /* three days and the five it may wait at most */
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(3, 10, 0), "go_on", NULL));
    EQUAL(DUE_OF(&d, "propose"), at(6, 9, 0).ms);
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(4, 10, 0), "wait_for_her", NULL));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(9, 10, 0), "go_on", NULL));
    EQUAL(DUE_OF(&d, "propose"), at(9, 9, 0).ms);           /* seven were waited, five count */
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(9, 11, 0), "wait_for_her", NULL));
    case_desk_close(&d);
}

TEST_DB(waiting_moves_only_the_clock_it_fell_into_and_ends_with_her_answer)
{
    struct desk d;
    if (!case_desk_open(&d)) return;
    struct offer sorry = { "漏擦", "道歉", { SET_BIT(REMEDY_APOLOGY) }, { 0 }, 0, 100, 0 }, hollow = sorry;
    CHECK(case_act(&d, AS_SUPERVISOR, at(1, 9, 0), case_say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 30), "accept", NULL));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "wait_for_her", NULL));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(3, 10, 0), "hear_customer", &(struct words){ "没擦" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(3, 10, 0), "hear_worker", &(struct words){ "擦了" }));
    hollow.remedies.bits = SET_BIT(REMEDY_PART_REFUND);
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(3, 10, 0), "propose", &hollow));       /* money is offered and no sum */
    SAME_TEXT(d.w->field, "refund");
    hollow.remedies.bits = SET_BIT(REMEDY_COMPENSATION);
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(3, 10, 0), "propose", &hollow));
    SAME_TEXT(d.w->field, "damage_price");
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(3, 10, 0), "propose", &sorry));
    EQUAL(case_asked(&d, "select coalesce(waiting_since, 0) from complaint where id = $1"), 0);
    EQUAL(DUE_OF(&d, "resolve"), at(5, 10, 0).ms);          /* the two days before it are not added once more */
    EQUAL(DUE_OF(&d, "close"), at(18, 9, 0).ms);
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(4, 10, 0), "wait_for_her", NULL));
    EQUAL(DUE_OF(&d, "resolve"), at(8, 10, 0).ms);          /* three of the five are left */
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(5, 10, 0), "disagree", NULL));
    EQUAL(DUE_OF(&d, "propose"), at(8, 10, 0).ms);          /* three days for another one */
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(5, 11, 0), "propose", &sorry));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(5, 12, 0), "resolve", &(struct words){ "电话同意" }));
    for (int day_ = 5; day_ < 8; day_++) CHECK(case_step_at(&d, AS_SUPERVISOR, at(day_, 18, 0), "not_reached", &(struct words){ "没接" }));
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(8, 9, 0), "follow_up", &(struct after){ FOLLOWED_UNREACHABLE, { 5, true }, "" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(8, 9, 0), "follow_up", &(struct after){ FOLLOWED_UNREACHABLE, { 0 }, "" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(8, 9, 5), "close", &(struct end){ CAUSE_CARELESS, "漏擦", "", { 0 }, { 0 } }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(30, 9, 0), "reopen", NULL));
    EQUAL(DUE_OF(&d, "propose"), at(33, 9, 0).ms);
    EQUAL(DUE_OF(&d, "close"), at(45, 9, 0).ms);
    EQUAL(DUE_OF(&d, "hear"), at(31, 9, 0).ms);
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(30, 10, 0), "propose", &sorry));       /* what is new has been said by neither side */
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(30, 10, 0), "hear_customer", &(struct words){ "又发现一处" }));
    if (case_asked(&d, "select coalesce(worker, 0) from complaint where id = $1")) CHECK(case_step_at(&d, AS_SUPERVISOR, at(30, 10, 0), "hear_worker", &(struct words){ "那一处没碰过" }));
    EQUAL(case_asked(&d, "select count(*) from complaint where id = $1 and customer_said like '% 又发现一处_%'"), 1);   /* and what was said first stays */
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(30, 10, 0), "propose", &sorry));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(30, 11, 0), "resolve", &(struct words){ "电话同意" }));
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(31, 9, 0), "follow_up", &(struct after){ FOLLOWED_UNREACHABLE, { 0 }, "" }));      /* those calls were for the first time */
    case_desk_close(&d);
}

struct her_word { struct desk *d; enum customers_word word; text said; };
static bool her_word(struct work *w, void *data)
{
    const struct her_word *s = data;
    struct complaint *c = LOAD(w, complaint, s->d->complaint);
    return c && complaint_customer_says(w, c, s->word, s->said);
}
static bool customer_says(struct desk *d, instant now, enum customers_word word, text said) { return case_act(d, AS_SYSTEM, now, her_word, &(struct her_word){ d, word, said }); }

TEST_DB(on_her_page_the_customer_agrees_refuses_with_words_and_takes_a_settled_case_back)
{
    struct desk d;
    if (!case_desk_open(&d)) return;
    CHECK(case_act(&d, AS_SUPERVISOR, at(1, 9, 0), case_say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    CHECK(!customer_says(&d, at(1, 9, 10), CUSTOMER_AGREES, ""));                         /* nothing is proposed */
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 30), "accept", NULL));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "hear_customer", &(struct words){ "台面油腻" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 10, 20), "hear_worker", &(struct words){ "清洁剂用完了" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 10, 40), "propose", &half_back));
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(1, 10, 45), "resolve", &(struct words){ "" }));
    SAME_TEXT(d.w->field, "agreed_how");                                             /* nobody has said yes yet */
    CHECK(!customer_says(&d, at(1, 10, 50), CUSTOMER_REFUSES, ""));
    SAME_TEXT(d.w->field, "words");
    CHECK(customer_says(&d, at(1, 11, 0), CUSTOMER_REFUSES, "太少了"));
    EQUAL(STATE_OF(&d), COMPLAINT_INVESTIGATING);
    EQUAL(DUE_OF(&d, "propose"), at(4, 11, 0).ms);
    EQUAL(case_asked(&d, "select count(*) from complaint where id = $1 and customer_said like '%太少了%台面油腻%'"), 1);
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 12, 0), "propose", &half_back));
    CHECK(customer_says(&d, at(1, 12, 30), CUSTOMER_AGREES, ""));
    CHECK(customer_says(&d, at(1, 12, 40), CUSTOMER_AGREES, ""));
    EQUAL(case_asked(&d, "select her_yes_at from complaint where id = $1"), at(1, 12, 30).ms);
    CHECK(!customer_says(&d, at(1, 12, 50), CUSTOMER_REFUSES, "还是算了"));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 13, 0), "resolve", &(struct words){ "" }));
    EQUAL(case_asked(&d, "select count(*) from complaint where id = $1 and agreed_how <> ''"), 1);
    CHECK(customer_says(&d, at(1, 18, 0), CUSTOMER_NOT_SATISFIED, "退款没到"));
    EQUAL(STATE_OF(&d), COMPLAINT_INVESTIGATING);
    EQUAL(case_asked(&d, "select follow_up * 10 + reopened from complaint where id = $1"), FOLLOWED_UNSATISFIED * 10 + 1);
    EQUAL(case_asked(&d, "select her_yes_at from complaint where id = $1"), 0);
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(2, 9, 0), "propose", &(struct offer){ "已退", "道歉", { SET_BIT(REMEDY_APOLOGY) }, { 0 }, 0, 100, 0 }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(2, 9, 40), "resolve", &(struct words){ "微信同意" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(2, 10, 0), "follow_up", &(struct after){ FOLLOWED_SATISFIED, { 5, true }, "" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(2, 10, 5), "close", &(struct end){ CAUSE_TOOLS, "缺耗材", "", { 0 }, { 0 } }));
    CHECK(!customer_says(&d, at(40, 9, 0), CUSTOMER_NOT_SATISFIED, "太晚了"));            /* thirty days */
    CHECK(customer_says(&d, at(30, 9, 0), CUSTOMER_NOT_SATISFIED, "又出油了"));
    EQUAL(STATE_OF(&d), COMPLAINT_ACCEPTED);
    EQUAL(DUE_OF(&d, "propose"), at(33, 9, 0).ms);
    case_desk_close(&d);
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
    if (!case_desk_open(&d)) return;
    CHECK(case_act(&d, AS_SUPERVISOR, at(1, 9, 0), case_say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 30), "accept", NULL));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 40), "hear_customer", &(struct words){ "没擦" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 50), "hear_worker", &(struct words){ "擦了" }));
    CHECK(case_act(&d, AS_SYSTEM, at(1, 9, 55), dearer, &d));
    struct offer much = half_back;
    much.refund.fen = 50001;                /* the limit is 500 yuan */
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "propose", &much));
    SAME_TEXT(d.w->field, "refund");
    much.refund.fen = 50000;
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "propose", &much));
    CHECK(case_act(&d, AS_SUPERVISOR, at(1, 10, 1), case_say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    CHECK(case_step_at(&d, AS_HQ, at(1, 10, 2), "accept", NULL));
    CHECK(case_step_at(&d, AS_HQ, at(1, 10, 3), "hear_customer", &(struct words){ "没擦" }));
    CHECK(case_step_at(&d, AS_HQ, at(1, 10, 4), "hear_worker", &(struct words){ "擦了" }));
    much.refund.fen = 50001;
    CHECK(case_step_at(&d, AS_HQ, at(1, 10, 5), "propose", &much));
    case_desk_close(&d);
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
    if (!case_desk_open(&d)) return;
    struct hers h = { &d, "擦了，最后关了灯", 0, false };
    struct { text question; int64_t hours; } named = { "李芳说厨房没擦，您怎么说", 0 }, numbered = { "13800138000 的客户问厨房", 0 }, fair = { "那天厨房做了哪些、什么时候离开的？", 6 };
    CHECK(case_act(&d, AS_SUPERVISOR, at(0, 9, 0), case_say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(0, 9, 10), "accept", NULL));
    CHECK(case_act(&d, AS_SYSTEM, at(0, 9, 10), give_phone, &h));
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(0, 9, 11), "ask_worker", &fair));           /* she has no phone with us */
    EQUAL(d.w->failure, CONFLICT);
    CHECK(!case_act(&d, AS_SYSTEM, at(0, 9, 11), she_says, &h));                          /* nobody asked */
    h.phone = true;
    CHECK(case_act(&d, AS_SYSTEM, at(0, 9, 12), give_phone, &h));
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(0, 9, 13), "ask_worker", &named));
    SAME_TEXT(d.w->field, "question");
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(0, 9, 13), "ask_worker", &numbered));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(0, 9, 14), "ask_worker", &fair));
    EQUAL(DUE_OF(&d, "her_word"), at(0, 15, 14).ms);
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(0, 9, 15), "ask_worker", &fair));           /* once is enough while she has time */
    h.words = fair.question;
    CHECK(case_act(&d, AS_SYSTEM, at(0, 9, 20), her_phone_shows, &h));
    h.worker++;
    CHECK(!case_act(&d, AS_SYSTEM, at(0, 9, 30), she_says, &h));                          /* another's */
    h.worker--;
    h.words = "";
    CHECK(!case_act(&d, AS_SYSTEM, at(0, 9, 30), she_says, &h));
    h.words = "擦了，最后关了灯";
    CHECK(case_act(&d, AS_SYSTEM, at(0, 9, 40), she_says, &h));
    EQUAL(STATE_OF(&d), COMPLAINT_INVESTIGATING);
    EQUAL(case_asked(&d, "select worker_heard_at from complaint where id = $1"), at(0, 9, 40).ms);
    EQUAL(DUE_OF(&d, "her_word"), 0);
    h.words = "窗台也擦了";
    CHECK(case_act(&d, AS_SYSTEM, at(0, 9, 45), she_says, &h));
    EQUAL(case_asked(&d, "select count(*) from complaint where id = $1 and worker_heard_at > 0 and worker_said like '%窗台%关了灯%'"), 1);
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(0, 10, 0), "hear_customer", &(struct words){ "没擦" }));
    struct offer offer = { "厨房台面有水渍", "返工一次", { SET_BIT(REMEDY_REWORK) }, { 0 }, 0, 100, 0, "", { 0 }, { 0 }, { 0 } };
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(0, 10, 10), "propose", &offer));
    CHECK(!case_act(&d, AS_SYSTEM, at(0, 10, 20), she_says, &h));                         /* the evidence is frozen */
    EQUAL(d.w->failure, CONFLICT);
    case_desk_close(&d);
}

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
    if (!case_desk_open(&d)) return;
    CHECK(case_act(&d, AS_SYSTEM, at(1, 8, 0), dearer, &d));
    CHECK(case_act(&d, AS_MANAGER, at(1, 9, 0), case_say, &(struct saying){ &d, ABOUT_SAFETY, { 0 }, 0 }));
    CHECK(!case_step_at(&d, AS_MANAGER, at(1, 9, 1), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_APOLOGY) }, { 0 }, "电话同意" }));
    for (int i = 0; i < 5; i++) {
        CHECK(case_act(&d, AS_MANAGER, at(1, 10, i), case_say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
        if (!i) CHECK(!case_step_at(&d, AS_MANAGER, at(1, 10, i), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_PART_REFUND) }, { 10001 }, "电话同意" }));
        if (!i) CHECK(!case_step_at(&d, AS_MANAGER, at(1, 10, i), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_APOLOGY) }, { 5000 }, "电话同意" }));            /* a sum without its name */
        if (!i) CHECK(!case_step_at(&d, AS_MANAGER, at(1, 10, i), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_PART_REFUND) }, { 0 }, "电话同意" }));           /* a promise without its sum */
        if (!i) CHECK(!case_step_at(&d, AS_MANAGER, at(1, 10, i), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_COMPENSATION) }, { 0 }, "电话同意" }));
        if (!i) CHECK(case_act(&d, AS_MANAGER, at(1, 10, i), look_at_the_spot, &d));
        CHECK(case_step_at(&d, AS_MANAGER, at(1, 10, i), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_PART_REFUND) }, { 10000 }, "电话同意" }));
        EQUAL(STATE_OF(&d), COMPLAINT_RESOLVED);
    }
    EQUAL(case_asked(&d, "select price from visit where id = (select visit from complaint where id = $1)"), 30000);
    EQUAL(case_asked(&d, "select company_share from complaint where id = $1"), 100);
    CASE("what was given stays given when the case is taken up again");
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 10, 30), "follow_up", &(struct after){ FOLLOWED_ACCEPTABLE, { 0 }, "" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 10, 35), "close", &(struct end){ CAUSE_CARELESS, "漏擦", "", { 0 }, { 0 } }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 10, 40), "reopen", NULL));
    EQUAL(case_asked(&d, "select refund from complaint where id = $1"), 0);
    CHECK(case_act(&d, AS_MANAGER, at(1, 11, 0), case_say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    CHECK(!case_step_at(&d, AS_MANAGER, at(1, 11, 0), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_PART_REFUND) }, { 1 }, "电话同意" }));
    CHECK(strstr(d.w->message, "this month") != NULL);
    CHECK(case_step_at(&d, AS_MANAGER, at(1, 11, 1), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_APOLOGY) }, { 0 }, "电话同意" }));
    case_desk_close(&d);
}

struct piece { enum evidence_side side; enum evidence_kind kind; file paper; text note; };
struct before_whom { enum dispute_before before; text number; day hearing; };
struct ruling { text decision; money refund; text damaged; money damage_price; int64_t worker, company, customer; day by; set remedies; money coupon; };
TEST_DB(a_dispute_has_its_hearing_its_decision_and_its_day_and_evidence_is_frozen_between)
{
    struct desk d;
    if (!case_desk_open(&d)) return;
    CHECK(case_act(&d, AS_SUPERVISOR, at(1, 9, 0), case_say, &(struct saying){ &d, ABOUT_DAMAGE, { 15000 }, 0 }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 5), "accept", NULL));
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(1, 9, 6), "add_evidence", &(struct piece){ EVIDENCE_OF_CUSTOMER, EVIDENCE_PHOTO, { "" }, "花瓶碎了" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 6), "add_evidence", &(struct piece){ EVIDENCE_OF_CUSTOMER, EVIDENCE_WITNESS, { "" }, "邻居听到响声" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 10), "hear_customer", &(struct words){ "花瓶碎了" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 20), "hear_worker", &(struct words){ "猫碰倒的" }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 10, 0), "propose", &(struct offer){ "各执一词", "退一部分", { SET_BIT(REMEDY_PART_REFUND) }, { 3000 }, 0, 50, 50 }));
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(1, 10, 1), "add_evidence", &(struct piece){ EVIDENCE_OF_WORKER, EVIDENCE_WITNESS, { "" }, "后来想起的" }));
    CHECK(strstr(d.w->message, "frozen") != NULL);
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 11, 0), "dispute", &(struct before_whom){ BEFORE_12315, "2026-1203", { THE_DAY + 6 } }));
    EQUAL(DUE_OF(&d, "hearing"), at(6, 0, 0).ms);
    EQUAL(DUE_OF(&d, "close"), 0);
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(2, 9, 0), "add_evidence", &(struct piece){ EVIDENCE_OF_COMPANY, EVIDENCE_WITNESS, { "" }, "物业证明" }));
    EQUAL(case_asked(&d, "select count(*) from complaint_evidence where parent = $1"), 2);
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(6, 15, 0), "decided", &(struct ruling){ "退 120 元", { 12000 }, "", { 0 }, 0, 80, 30, { THE_DAY + 9 } }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(6, 15, 0), "decided", &(struct ruling){ "退 120 元", { 12000 }, "", { 0 }, 0, 80, 20, { THE_DAY + 9 } }));
    EQUAL(DUE_OF(&d, "perform"), at(9, 12, 0).ms);
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(7, 9, 0), "resolve", &(struct words){ "按调解书" }));
    EQUAL(case_asked(&d, "select price from visit where id = (select visit from complaint where id = $1)"), 3000);
    case_desk_close(&d);
}

struct lit { enum incident_kind kind; text story; };
TEST_DB(what_a_complaint_brings_to_light_rings_as_an_incident_and_is_kept_with_it)
{
    struct desk d;
    if (!case_desk_open(&d)) return;
    CHECK(case_act(&d, AS_SUPERVISOR, at(1, 9, 0), case_say, &(struct saying){ &d, ABOUT_SAFETY, { 0 }, 0 }));
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 5), "raise_incident", &(struct lit){ INCIDENT_THEFT, "" }));
    EQUAL(case_asked(&d, "select count(*) from incident where id = (select incident from complaint where id = $1) and state = 1 and story = '厨房没擦干净'"), 1);
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(1, 9, 6), "raise_incident", &(struct lit){ INCIDENT_THEFT, "" }));
    case_desk_close(&d);
}

struct class { enum complaint_category category; enum complaint_severity severity; maybe_money claim; };
TEST_DB(what_a_complaint_is_may_turn_out_later_and_its_clocks_are_the_new_ones)
{
    struct desk d;
    if (!case_desk_open(&d)) return;
    CHECK(case_act(&d, AS_SUPERVISOR, at(1, 9, 0), case_say, &(struct saying){ &d, ABOUT_QUALITY, { 0 }, 0 }));
    EQUAL(DUE_OF(&d, "answer"), at(1, 11, 0).ms);
    CHECK(!case_step_at(&d, AS_SUPERVISOR, at(1, 9, 5), "classify", &(struct class){ ABOUT_SAFETY, SEVERITY_ORDINARY, { 0 } }));
    SAME_TEXT(d.w->field, "severity");
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 5), "classify", &(struct class){ ABOUT_SAFETY, 0, { 0 } }));
    EQUAL(DUE_OF(&d, "answer"), at(1, 9, 15).ms);
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 10), "accept", NULL));
    CASE("a damage above 2000 yuan is a grave one, the same day");
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 30), "classify", &(struct class){ ABOUT_DAMAGE, 0, { 150000, true } }));
    EQUAL(case_asked(&d, "select severity from complaint where id = $1"), SEVERITY_ORDINARY);
    EQUAL(DUE_OF(&d, "hear"), at(2, 9, 0).ms);
    CHECK(case_step_at(&d, AS_SUPERVISOR, at(1, 9, 40), "classify", &(struct class){ ABOUT_DAMAGE, 0, { 800000, true } }));
    EQUAL(case_asked(&d, "select severity from complaint where id = $1"), SEVERITY_GRAVE);
    EQUAL(DUE_OF(&d, "hear"), at(1, 20, 0).ms);
    case_desk_close(&d);
}

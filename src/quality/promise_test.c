#include "quality/complaint_house_test.h"
#include "record/store.h"

struct again { instant start; bool agreed; minutes length; enum liable_side liable; ref caused_by; };
struct trained { day on; text how; ref credential; };
struct let_go { enum complaint_remedy promise; text how; };
static bool settle_with(struct desk *d, set remedies, money coupon)
{
    struct offer o = { "属实", "返工、券、培训", remedies, { 0 }, 0, 100, 0, .coupon = coupon };
    return case_act(d, AS_MANAGER, at(2, 9, 0), case_say, &(struct saying){ d, ABOUT_QUALITY, { 0 }, 0 }) && case_step_at(d, AS_MANAGER, at(2, 9, 1), "accept", NULL) && case_step_at(d, AS_MANAGER, at(2, 9, 2), "hear_customer", &(struct words){ "没擦" })
        && case_step_at(d, AS_MANAGER, at(2, 9, 3), "hear_worker", &(struct words){ "忘了" }) && case_step_at(d, AS_MANAGER, at(2, 9, 4), "propose", &o) && case_step_at(d, AS_MANAGER, at(2, 9, 5), "resolve", &(struct words){ "电话同意" })
        && case_step_at(d, AS_MANAGER, at(3, 9, 0), "follow_up", &(struct after){ FOLLOWED_SATISFIED, { 5, true }, "" });
}
#define OPEN_PROMISES(d) case_asked((d), "select count(*) from complaint_promises where parent = $1 and progress = 1")
static bool call_off_rework(struct work *w, void *data)
{
    (void)data;
    struct visit *v = LOAD(w, visit, db_one(w, SQL("select max(id) from visit where rework_of > 0"), NO_BIND, 0));
    struct { enum cancel_reason reason; maybe_money fee; } why = { CANCEL_TIME_CLASH, { 0 } };
    return v && step_run(w, &visit_type, v, "cancel", &why);
}
TEST_DB(what_was_promised_is_held_against_what_was_done_before_the_case_closes)
{
    struct desk d;
    if (!case_desk_open(&d)) return;
    set all = { SET_BIT(REMEDY_REWORK) | SET_BIT(REMEDY_COUPON) | SET_BIT(REMEDY_TRAINING) };
    CHECK(!settle_with(&d, all, (money){ 0 }));
    SAME_TEXT(d.w->field, "coupon");                                      /* of how much? */
    CHECK(settle_with(&d, all, (money){ 2000 }));
    CASE("the coupon is hers with her yes, once and with a last day");
    EQUAL(case_asked(&d, "select count(*) from coupon k join complaint c on c.customer = k.customer where c.id = $1 and k.state = 2 and k.amount = 2000 and k.uses_most = 1 and k.remark = c.number"), 1);
    EQUAL(OPEN_PROMISES(&d), 2);
    struct end bare = { CAUSE_SKILL, "忘了", "" }, named = { CAUSE_SKILL, "忘了", "复训", { d.actors[AS_MANAGER].user }, { THE_DAY + 9 } };
    CHECK(!case_step_at(&d, AS_MANAGER, at(3, 10, 0), "close", &named));
    CHECK(strstr(d.w->message, "Arrange the rework") || strstr(d.w->message, "A rework was promised"));
    CASE("days later it is arranged, free for her; called off, it is open again");
    struct again r = { at(4, 9, 0), false, { 60 }, 0, { 0 } };
    CHECK(!case_step_at(&d, AS_MANAGER, at(3, 10, 1), "book_rework", &r));
    SAME_TEXT(d.w->field, "agreed");
    r.agreed = true;
    CHECK(case_step_at(&d, AS_MANAGER, at(3, 10, 2), "book_rework", &r));
    EQUAL(case_asked(&d, "select v.price + v.length * 1000000 from visit v join complaint c on c.visit = v.rework_of where c.id = $1"), 60 * 1000000);
    CHECK(!case_step_at(&d, AS_MANAGER, at(3, 10, 3), "book_rework", &r));
    EQUAL(OPEN_PROMISES(&d), 1);
    CHECK(case_act(&d, AS_SYSTEM, at(3, 11, 0), call_off_rework, &d));
    EQUAL(OPEN_PROMISES(&d), 2);
    CHECK(case_step_at(&d, AS_MANAGER, at(3, 12, 0), "let_go", &(struct let_go){ REMEDY_REWORK, "客户说不用了，自己擦了" }));
    CASE("training is entered, or is named at the closing");
    CHECK(!case_step_at(&d, AS_MANAGER, at(3, 12, 1), "close", &bare));
    SAME_TEXT(d.w->field, "action_owner");
    CHECK(case_step_at(&d, AS_MANAGER, at(3, 12, 2), "close", &named));
    CHECK(!case_step_at(&d, AS_MANAGER, at(3, 12, 3), "training_held", &(struct trained){ { THE_DAY + 30 }, "厨房清洁复训", { 0 } }));
    SAME_TEXT(d.w->field, "held_on");
    CHECK(case_step_at(&d, AS_MANAGER, at(3, 12, 4), "training_held", &(struct trained){ { THE_DAY + 3 }, "厨房清洁复训，督导带，合格", { 0 } }));
    EQUAL(OPEN_PROMISES(&d), 0);
    CASE("on the spot a coupon is within the same small authority");
    CHECK(case_act(&d, AS_MANAGER, at(3, 13, 0), case_say, &(struct saying){ &d, ABOUT_TIME, { 0 }, 0 }));
    CHECK(!case_step_at(&d, AS_MANAGER, at(3, 13, 1), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_COUPON) }, { 0 }, "电话同意", { 10001 } }));
    SAME_TEXT(d.w->field, "coupon");
    CHECK(case_step_at(&d, AS_MANAGER, at(3, 13, 2), "settle_on_spot", &(struct spot){ { SET_BIT(REMEDY_COUPON) }, { 0 }, "电话同意", { 3000 } }));
    EQUAL(case_asked(&d, "select k.amount from coupon k join complaint_promises p on p.coupon = k.id where p.parent = $1 and p.progress = 3"), 3000);
    EQUAL(case_asked(&d, "select spot_given from complaint where id = $1"), 3000);
    case_desk_close(&d);
}

/* ---- another worker ---- */

struct changed { text wish; ref worker; };
struct coming { int64_t old, next, visit; struct desk *d; };
/* A visit to come that the old one has, and a colleague who could take over. */
static bool one_to_come(struct work *w, void *data)
{
    struct coming *c = data;
    const struct visit *first = record_peek(w, &visit_type, c->d->visit);
    struct person p = { .name = "赵小兰" };
    if (!first || !ADD(w, person, &p)) return false;
    struct worker n = { .record.branch = first->record.branch, .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = MODE_EMPLOYEE };
    struct visit v = *first;
    v.record = (struct record){ .branch = first->record.branch };
    v.state = VISIT_ACCEPTED;
    v.start = at(9, 9, 0);
    v.finished_at.ms = v.approved_at.ms = 0;
    if (!ADD(w, worker, &n) || !ADD(w, visit, &v)) return false;
    *c = (struct coming){ first->worker.id, n.record.id, v.record.id, c->d };
    return true;
}
static bool give_it_to_her(struct work *w, void *data)
{
    const struct coming *c = data;
    db_exec(w, SQL("update visit set worker = $2 where id = $1"), BIND(num(c->visit), num(c->next)));
    return !failed(w);
}
TEST_DB(another_worker_promised_for_visits_is_entered_when_nothing_to_come_names_the_old_one)
{
    struct desk d;
    if (!case_desk_open(&d)) return;
    struct coming c = { .d = &d };
    CHECK(case_act(&d, AS_SYSTEM, at(1, 9, 0), one_to_come, &c));
    CHECK(settle_with(&d, (set){ SET_BIT(REMEDY_SUBSTITUTE) }, (money){ 0 }));
    EQUAL(OPEN_PROMISES(&d), 1);
    CHECK(DUE_OF(&d, "promise") > 0);
    struct end bare = { CAUSE_ATTITUDE, "合不来", "" };
    CHECK(!case_step_at(&d, AS_MANAGER, at(3, 10, 0), "close", &bare));
    CHECK(strstr(d.w->message, "Another worker was promised") != NULL);
    CASE("who comes from now on: not nobody, not she herself, and not while the next visit is still the old one's");
    struct { text wish; int64_t worker; text says; } const no[] = { { "", 0, "Who comes from now on" }, { "", c.old, "She is the one who goes" }, { "", c.next, "still names" } };
    for (int i = 0; i < COUNT_OF(no); i++) {
        CHECK(!case_step_at(&d, AS_MANAGER, at(3, 10, 1), "change_worker", &(struct changed){ no[i].wish, { no[i].worker } }));
        SAME_TEXT(d.w->field, "worker");
        CHECK(strstr(d.w->message, no[i].says) != NULL);
    }
    CHECK(case_act(&d, AS_SYSTEM, at(3, 10, 2), give_it_to_her, &c));
    CHECK(case_step_at(&d, AS_MANAGER, at(3, 10, 3), "change_worker", &(struct changed){ "话少一点", { c.next } }));
    EQUAL(case_asked(&d, "select worker from complaint_promises where parent = $1 and progress = 3"), c.next);
    CHECK(!case_step_at(&d, AS_MANAGER, at(3, 10, 4), "change_worker", &(struct changed){ "", { c.next } }));
    CHECK(case_step_at(&d, AS_MANAGER, at(3, 10, 5), "close", &bare));
    case_desk_close(&d);
}

/* steps_test.c — every step of a bill and of a settlement is refused to who may not and in the wrong state, and each of their own rules
 * says no with its sentence. */
#include <string.h>
#include "finance/back_pay.h"
#include "finance/bill_own.h"
#include "finance/finance_house_test.h"
#include "finance/identity.h"
#include "finance/settlement_own.h"

struct trial {
    struct shop *shop; const struct record_type *type; int64_t id, visit; const struct step *step; unsigned state;
    struct { int64_t item; text label; int64_t amount; } room;             /* enough for any input of these steps */
    text name, reason; const void *in;
};

static bool documents(struct work *w, void *data)
{
    struct trial *t = data;
    struct visit v = shop_visit(t->shop, 0, 0, 0, 9, VISIT_APPROVED, 15000, 11250);
    day on = { SHOP_DAY };
    if (!ADD(w, visit, &v)) return false;
    t->visit = v.record.id;
    t->id = t->type == &bill_type ? bill_make(w, t->shop->customers[0], on, on) : settlement_make(w, t->shop->workers[0], on, on);
    return t->id != 0;
}

static bool put_into(struct work *w, void *data)
{
    const struct trial *t = data;
    if (t->type == &bill_type) db_exec(w, SQL("update bill set state = $1 where id = $2"), BIND(num(t->state), num(t->id)));
    else db_exec(w, SQL("update settlement set state = $1 where id = $2"), BIND(num(t->state), num(t->id)));
    return !failed(w);
}

static bool take_it(struct work *w, void *data)
{
    const struct trial *t = data;
    void *record = record_load(w, t->type, t->id);
    w->reason = "because";
    return record && step_take(w, t->type, record, t->step->name, &t->room);
}

/* The colleague's rights without one. */
static struct actor without(const struct actor *all, text right, text *room)
{
    struct actor a = *all;
    a.can = room;
    a.can_count = 0;
    for (int i = 0; i < all->can_count; i++)
        if (strcmp(all->can[i], right)) room[a.can_count++] = all->can[i];
    return a;
}

static void try_steps(struct shop *s, const struct record_type *type)
{
    struct trial t = { .shop = s, .type = type };
    CHECK(shop_write(s, &the_system, documents, &t));
    for (int i = 0; i < type->step_count; i++) {
        text rights[40];
        t.step = &type->steps[i];
        if (t.step->hidden) continue;
        CASE(t.step->name);
        for (t.state = 1; !(t.step->from & FROM(t.state)); t.state++) continue;
        CHECK(shop_write(s, &the_system, put_into, &t));
        struct actor less = without(&s->boss, t.step->by, rights);
        EQUAL(less.can_count, s->boss.can_count - 1);
        CHECK(!shop_write(s, &less, take_it, &t));
        EQUAL(s->w->failure, FORBIDDEN);
        for (t.state = 1; t.step->from & FROM(t.state); t.state++) continue;
        CHECK(shop_write(s, &the_system, put_into, &t));
        CHECK(!shop_write(s, &s->boss, take_it, &t));
        EQUAL(s->w->failure, CONFLICT);
        SAME_TEXT(s->w->code, "state");
    }
    CASE(NULL);
}

static void try_all_steps(const struct record_type *type)
{
    struct shop s;
    if (!shop_open(&s)) return;
    try_steps(&s, type);
    shop_close(&s);
}

TEST_DB(no_step_of_a_bill_is_taken_without_its_right_or_out_of_its_state) { try_all_steps(&bill_type); }
TEST_DB(no_step_of_a_settlement_is_taken_without_its_right_or_out_of_its_state) { try_all_steps(&settlement_type); }

/* ---- rules ---- */

static bool run_named(struct work *w, void *data)
{
    const struct trial *t = data;
    void *record = record_load(w, t->type, t->id);
    w->reason = t->reason ? t->reason : "";
    return record && step_take(w, t->type, record, t->name, t->in);
}

static bool go(struct trial *t, const struct actor *actor, text name, const void *in, text reason)
{
    t->name = name;
    t->in = in;
    t->reason = reason;
    return shop_write(t->shop, actor, run_named, t);
}

static text first_wrong(const struct shop *s) { return s->w->wrong ? s->w->wrong->field : s->w->field; }

static void try_lines(struct trial *t, const void *adjustment, const void *first_line, const void *no_line, const void *own_line)
{
    const struct shop *s = t->shop;
    CASE("a line by hand needs a reason");
    CHECK(!go(t, &s->clerk, "adjust", adjustment, ""));
    SAME_TEXT(first_wrong(s), "reason");
    CHECK(go(t, &s->clerk, "adjust", adjustment, "agreed on the telephone"));
    CASE("a visit's line stays, and there is no line 99");
    CHECK(!go(t, &s->clerk, "strike", first_line, "wrong"));
    SAME_TEXT(first_wrong(s), "line");
    CHECK(!go(t, &s->clerk, "strike", no_line, "wrong"));
    SAME_TEXT(s->w->message, "There is no line {1}");
    CHECK(go(t, &s->clerk, "strike", own_line, "twice"));
}

/* Checked and locked by a second person; an objection is answered by reckoning anew; reversed once, and then not again. */
static void try_course(struct trial *t)
{
    const struct shop *s = t->shop;
    CHECK(!go(t, &s->clerk, "check", NULL, ""));
    SAME_TEXT(s->w->message, "A second person has to do this: you did an earlier step of it");
    CHECK(go(t, &s->boss, "check", NULL, "") && go(t, &s->clerk, "send", NULL, ""));
    CASE("an objection says why");
    CHECK(!go(t, &s->clerk, "object", NULL, ""));
    SAME_TEXT(first_wrong(s), "reason");
    CHECK(go(t, &s->clerk, "object", NULL, "too much") && go(t, &s->clerk, "recalculate", NULL, ""));
    CHECK(!go(t, &s->clerk, "lock", NULL, "") && go(t, &s->boss, "lock", NULL, ""));
    CASE("not paid, so not reconciled");
    CHECK(!go(t, &s->boss, "reconcile", NULL, ""));
    CHECK(!go(t, &s->boss, "reverse", NULL, ""));
    SAME_TEXT(first_wrong(s), "reason");
    CHECK(go(t, &s->boss, "reverse", NULL, "wrong") && !go(t, &s->boss, "reverse", NULL, "wrong"));
    EQUAL(s->w->failure, CONFLICT);
}

struct draft_of { struct trial *t; int64_t id; };
static bool find_draft(struct work *w, void *data)
{
    struct draft_of *d = data;
    d->id = d->t->type == &bill_type ? db_one(w, SQL("select id from bill where corrects = $1"), BIND(num(d->t->id)), 0) : db_one(w, SQL("select id from settlement where corrects = $1"), BIND(num(d->t->id)), 0);
    return d->id != 0;
}

static void try_rules(const struct record_type *type, const void *adjustment, text stands)
{
    static const struct bill_strike first = { 1 }, second = { 2 }, none = { 99 };
    struct shop s;
    if (!shop_open(&s)) return;
    struct trial t = { .shop = &s, .type = type };
    CHECK(shop_write(&s, &s.clerk, documents, &t));
    try_lines(&t, adjustment, &first, &none, &second);
    try_course(&t);
    CASE("the draft that stands for it is not dropped");
    struct draft_of d = { &t, 0 };
    CHECK(shop_write(&s, &the_system, find_draft, &d));
    t.id = d.id;
    CHECK(!go(&t, &s.clerk, "drop", NULL, "no"));
    SAME_TEXT(s.w->message, stands);
    shop_close(&s);
}

TEST_DB(a_bill_keeps_its_rules_of_lines_persons_objections_and_reversal)
{
    try_rules(&bill_type, &(struct bill_adjustment){ BILL_COMPENSATION, "花瓶", { 1000 } }, "This draft stands for a reversed bill and cannot be dropped");
}

TEST_DB(a_settlement_keeps_its_rules_of_lines_persons_objections_and_reversal)
{
    try_rules(&settlement_type, &(struct settlement_adjustment){ PAY_MEAL, "餐补", { 1000 } }, "This draft stands for a reversed settlement and cannot be dropped");
}

static bool the_other(struct work *w, void *data)
{
    const struct trial *t = data;
    day on = { SHOP_DAY };
    return (t->type == &bill_type ? settlement_make(w, t->shop->workers[0], on, on) : bill_make(w, t->shop->customers[0], on, on)) != 0;
}

static void try_drop(const struct record_type *type, text settled)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct trial t = { .shop = &s, .type = type };
    CHECK(shop_write(&s, &s.clerk, documents, &t));
    CHECK(!go(&t, &s.clerk, "drop", NULL, ""));
    CHECK(go(&t, &s.clerk, "drop", NULL, "made too early"));
    CASE("its visit is free again");
    CHECK(shop_write(&s, &s.clerk, documents, &t));
    CHECK(shop_write(&s, &s.clerk, the_other, &t));
    CHECK(!go(&t, &s.clerk, "drop", NULL, "no"));
    SAME_TEXT(s.w->message, settled);
    shop_close(&s);
}

TEST_DB(a_draft_bill_is_dropped_only_while_nothing_came_of_it) { try_drop(&bill_type, "The visit of {1} is already settled with its worker"); }
TEST_DB(a_draft_settlement_is_dropped_only_while_nothing_came_of_it) { try_drop(&settlement_type, "The visit of {1} is already billed and settled"); }

/* Its texts lie in the work's memory until the next write. */
static struct settlement kept;
static bool look(struct work *w, void *data)
{
    const struct settlement *s = LOAD(w, settlement, ((struct trial *)data)->id);
    if (s) kept = *s;
    return s != NULL;
}
static bool seen(struct trial *t) { return shop_write(t->shop, &the_system, look, t); }

TEST_DB(after_the_lock_she_objects_once_until_it_is_answered_and_nothing_that_was_paid_changes)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct trial t = { .shop = &s, .type = &settlement_type };
    CHECK(shop_write(&s, &s.clerk, documents, &t));
    CHECK(go(&t, &s.boss, "check", NULL, "") && go(&t, &s.clerk, "send", NULL, "") && go(&t, &s.clerk, "confirm", NULL, ""));
    CHECK(!go(&t, &s.clerk, "object_late", NULL, "one hour lacks"));
    CHECK(go(&t, &s.boss, "lock", NULL, ""));
    CHECK(seen(&t));
    money total = kept.total;
    CHECK(!go(&t, &s.boss, "answer_late", &(struct late_answer){ OBJECTION_REJECTED, "no", { 0 } }, ""));
    SAME_TEXT(s.w->message, "She has said nothing against it that is not answered");
    CHECK(go(&t, &s.clerk, "object_late", NULL, "one hour lacks"));
    CHECK(!go(&t, &s.clerk, "object_late", NULL, "and another"));
    SAME_TEXT(s.w->message, "What you said is with the office; its answer comes here");
    CHECK(seen(&t) && !settlement_may_object(&kept));
    EQUAL(kept.state, SETTLEMENT_LOCKED);
    EQUAL(kept.total.fen, total.fen);
    CHECK(go(&t, &s.boss, "answer_late", &(struct late_answer){ OBJECTION_REJECTED, "the photos say three hours", { 0 } }, ""));
    CHECK(seen(&t) && settlement_may_object(&kept));
    EQUAL(kept.result, OBJECTION_REJECTED);
    SAME_TEXT(kept.answer, "the photos say three hours");
    CASE("reversing it is an answer: she was right");
    CHECK(go(&t, &s.clerk, "object_late", NULL, "look again"));
    CHECK(seen(&t));
    SAME_TEXT(kept.answer, "");
    CHECK(go(&t, &s.boss, "reverse", NULL, "the fourth hour was worked"));
    CHECK(seen(&t));
    EQUAL(kept.result, OBJECTION_ACCEPTED);
    SAME_TEXT(kept.answer, "the fourth hour was worked");
    shop_close(&s);
}

/* ---- upheld after the lock ---- */

static struct back_pay owed;
static bool look_owed(struct work *w, void *data)
{
    const struct trial *t = data;
    struct found f = LOAD_WHERE(w, back_pay, "objected = $1 order by id desc", BIND(num(t->id)));
    if (f.count) owed = *FOUND(struct back_pay, f, 0);
    return f.count > 0;
}
static bool owe_step(struct work *w, void *data)
{
    const struct trial *t = data;
    struct back_pay *b = LOAD(w, back_pay, owed.record.id);
    w->reason = t->reason;
    return b && step_take(w, &back_pay_type, b, t->name, NULL);
}
static bool with_back_pay(struct trial *t, const struct actor *who, text step, text reason)
{
    t->name = step;
    t->reason = reason;
    bool well = shop_write(t->shop, who, owe_step, t);
    return shop_write(t->shop, &the_system, look_owed, t) && well;
}
static bool next_one(struct work *w, void *data)
{
    const struct trial *t = data;
    day on = { SHOP_DAY };
    return settlement_make(w, t->shop->workers[0], on, on) != 0;
}
static bool all_hold(struct work *w, void *data)
{
    struct identity found[IDENTITIES];
    (void)data;
    if (!identities_look(w, found)) return false;
    for (int i = 0; i < IDENTITIES; i++) { CASE(found[i].holds); EQUAL(found[i].broken, 0); }
    CASE(NULL);
    return true;
}

/* A paid settlement she was right about: what she gets on top, taken back, given, dropped, reversed. */
static void paid_and_objected(struct trial *t)
{
    CHECK(shop_write(t->shop, &t->shop->clerk, documents, t));
    CHECK(go(t, &t->shop->boss, "check", NULL, "") && go(t, &t->shop->clerk, "send", NULL, "") && go(t, &t->shop->clerk, "confirm", NULL, "") && go(t, &t->shop->boss, "lock", NULL, ""));
    CHECK(go(t, &t->shop->clerk, "object_late", NULL, "one hour lacks"));
}

TEST_DB(an_objection_upheld_after_the_lock_owes_what_she_gets_on_top_until_a_settlement_has_it)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct trial t = { .shop = &s, .type = &settlement_type };
    paid_and_objected(&t);
    CASE("upheld says how much, rejected says nothing");
    CHECK(!go(&t, &s.boss, "answer_late", &(struct late_answer){ OBJECTION_ACCEPTED, "four hours", { 0 } }, ""));
    SAME_TEXT(s.w->field, "correction");
    CHECK(!go(&t, &s.boss, "answer_late", &(struct late_answer){ OBJECTION_REJECTED, "three hours", { 4500, true } }, ""));
    SAME_TEXT(s.w->field, "correction");
    CHECK(go(&t, &s.boss, "answer_late", &(struct late_answer){ OBJECTION_ACCEPTED, "four hours", { 4500, true } }, ""));
    CHECK(seen(&t) && shop_write(&s, &the_system, look_owed, &t));
    EQUAL(kept.back_pay.id, owed.record.id);
    EQUAL(owed.state, BACK_PAY_DUE);
    CHECK(owed.payday.number > owed.since.number);
    CASE("taken back, the objection waits for its answer again");
    CHECK(with_back_pay(&t, &s.boss, "take_back", "450, not 45"));
    EQUAL(owed.state, BACK_PAY_TAKEN_BACK);
    CHECK(seen(&t) && !settlement_may_object(&kept) && !kept.back_pay.id);
    CHECK(go(&t, &s.boss, "answer_late", &(struct late_answer){ OBJECTION_ACCEPTED, "four hours", { 45000, true } }, ""));
    CASE("the next settlement has it; dropped, it waits again; reversed, the draft has it");
    CHECK(shop_write(&s, &s.clerk, next_one, &t) && shop_write(&s, &the_system, look_owed, &t));
    EQUAL(owed.state, BACK_PAY_GIVEN);
    CHECK(shop_write(&s, &the_system, all_hold, &t));
    struct trial next = { .shop = &s, .type = &settlement_type, .id = owed.settlement.id };
    CHECK(!go(&next, &s.clerk, "strike", &(struct settlement_strike){ 1 }, "no"));
    CHECK(go(&next, &s.clerk, "drop", NULL, "made too early") && shop_write(&s, &the_system, look_owed, &t));
    EQUAL(owed.state, BACK_PAY_DUE);
    CHECK(with_back_pay(&t, &s.clerk, "settle_now", ""));
    EQUAL(owed.state, BACK_PAY_GIVEN);
    next.id = owed.settlement.id;
    CHECK(seen(&next));
    EQUAL(kept.total.fen, 45000);
    EQUAL(ROW(struct settlement_line, kept.lines, 0)->item, PAY_BACK_PAY);
    CHECK(go(&next, &s.boss, "check", NULL, "") && go(&next, &s.clerk, "send", NULL, "") && go(&next, &s.clerk, "confirm", NULL, "") && go(&next, &s.boss, "lock", NULL, ""));
    CHECK(!with_back_pay(&t, &s.boss, "take_back", "too late"));
    CHECK(go(&next, &s.boss, "reverse", NULL, "once more") && shop_write(&s, &the_system, look_owed, &t));
    EQUAL(owed.state, BACK_PAY_GIVEN);
    CHECK(owed.settlement.id != next.id);
    CHECK(shop_write(&s, &the_system, all_hold, &t));
    shop_close(&s);
}

static bool nothing_of_her(struct work *w, void *data)
{
    struct trial *t = data;
    struct settlement s = { .worker = { t->shop->workers[0] }, .first = { SHOP_DAY }, .last = { SHOP_DAY } };
    if (!ADD(w, settlement, &s)) return false;
    t->id = s.record.id;
    return true;
}

/* It went through all its steps to "paid" with nothing in it, and stood among what she got. */
TEST_DB(a_settlement_with_nothing_in_it_is_not_checked)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct trial t = { .shop = &s, .type = &settlement_type };
    CHECK(shop_write(&s, &s.clerk, nothing_of_her, &t) && go(&t, &s.clerk, "calculate", NULL, ""));
    CHECK(!go(&t, &s.boss, "check", NULL, ""));
    CHECK(strstr(s.w->message, "There is nothing in this settlement") != NULL);
    CHECK(go(&t, &s.clerk, "adjust", &(struct settlement_adjustment){ PAY_MEAL, "餐补", { 1000 } }, "agreed on the telephone") && go(&t, &s.boss, "check", NULL, ""));
    shop_close(&s);
}

/* correction_test.c — a price found wrong after locking: reversal and a new line, both visible, nothing edited (DOMAIN.md T21). */
#include <string.h>
#include "finance/correction.h"
#include "finance/finance_house_test.h"

struct wrong { struct shop *shop; int64_t visit, bill, settlement; text step; struct { maybe_money owed, worker_pay; } in; };

static bool approved_visit(struct work *w, void *data)
{
    struct wrong *c = data;
    struct visit v = shop_visit(c->shop, 0, 0, 0, 9, VISIT_APPROVED, 15000, 11250);
    if (!ADD(w, visit, &v)) return false;
    c->visit = v.record.id;
    return true;
}

static bool make_both(struct work *w, void *data)
{
    struct wrong *c = data;
    day on = { SHOP_DAY };
    c->bill = bill_make(w, c->shop->customers[0], on, on);
    c->settlement = settlement_make(w, c->shop->workers[0], on, on);
    return c->bill && c->settlement;
}

static bool step_both(struct work *w, void *data)
{
    const struct wrong *c = data;
    struct bill *b = LOAD(w, bill, c->bill);
    struct settlement *s = LOAD(w, settlement, c->settlement);
    return b && s && step_take(w, &bill_type, b, c->step, NULL) && step_take(w, &settlement_type, s, c->step, NULL);
}

static bool go(struct wrong *c, const struct actor *actor, text step) { c->step = step; return shop_write(c->shop, actor, step_both, c); }

static bool open_wrong(struct wrong *c, struct shop *s, bool locked)
{
    *c = (struct wrong){ .shop = s };
    if (!shop_open(s)) return false;
    bool well = shop_write(s, &the_system, approved_visit, c) && shop_write(s, &s->clerk, make_both, c) && go(c, &s->boss, "check") && go(c, &s->clerk, "send") && go(c, &s->clerk, "confirm");
    well = well && (!locked || go(c, &s->boss, "lock"));
    CHECK(well);
    return well;
}

static bool correct(struct work *w, void *data)
{
    struct wrong *c = data;
    struct visit *v = LOAD(w, visit, c->visit);
    w->reason = "price list of last year";
    return v && step_take(w, &visit_type, v, "correct_price", &c->in);
}

static bool both_visible(struct work *w, void *data)
{
    const struct wrong *c = data;
    const struct visit *v = LOAD(w, visit, c->visit);
    const struct bill *old = LOAD(w, bill, c->bill), *red = old ? LOAD(w, bill, old->reversed_by.id) : NULL;
    struct found next = LOAD_WHERE(w, bill, "corrects = $1", BIND(num(c->bill)));
    if (!v || !red || next.count != 1) return false;
    EQUAL(v->price.fen, 14000); EQUAL(v->worker_pay.fen, 11250); EQUAL(v->state, VISIT_SETTLED); EQUAL(v->corrections.count, 1);
    EQUAL(ROW(struct price_correction, v->corrections, 0)->owed_before.fen, 15000);
    EQUAL(old->state, BILL_REVERSED); EQUAL(old->total.fen, 15000); EQUAL(red->total.fen, -15000);
    const struct bill *draft = next.at[0];
    EQUAL(draft->total.fen, 14000); EQUAL(draft->lines.count, 2);
    EQUAL(ROW(struct bill_line, draft->lines, 0)->amount.fen, 15000); EQUAL(ROW(struct bill_line, draft->lines, 1)->amount.fen, -1000);
    CHECK(strstr(ROW(struct bill_line, draft->lines, 1)->why.json, "price list of last year") != NULL);
    CASE("her pay did not change: her settlement stays");
    const struct settlement *s = LOAD(w, settlement, c->settlement);
    if (!s) return false;
    EQUAL(s->state, SETTLEMENT_LOCKED);
    return !failed(w);
}

TEST_DB(a_locked_bill_is_reversed_and_the_draft_shows_old_price_and_correction)
{
    struct shop s;
    struct wrong c;
    if (!open_wrong(&c, &s, true)) return;
    c.in.owed = (maybe_money){ 14000, true };
    CASE("who may not settle visits may not correct them");
    struct actor clerk = s.clerk;
    static const text little[] = { CAN_SEE_BILLS, CAN_SEE_VISITS };
    clerk.can = little;
    clerk.can_count = COUNT_OF(little);
    CHECK(!shop_write(&s, &clerk, correct, &c));
    EQUAL(s.w->failure, FORBIDDEN);
    CASE("who may correct but not reverse");
    static const text some[] = { CAN_SEE_BILLS, CAN_SEE_VISITS, CAN_SETTLE_VISITS };
    clerk.can = some;
    clerk.can_count = COUNT_OF(some);
    CHECK(!shop_write(&s, &clerk, correct, &c));
    EQUAL(s.w->failure, FORBIDDEN);
    CHECK(shop_write(&s, &s.boss, correct, &c));
    CHECK(shop_write(&s, &the_system, both_visible, &c));
    shop_close(&s);
}

static bool pay_reversed(struct work *w, void *data)
{
    const struct wrong *c = data;
    const struct settlement *old = LOAD(w, settlement, c->settlement);
    struct found next = LOAD_WHERE(w, settlement, "corrects = $1", BIND(num(c->settlement)));
    const struct bill *b = LOAD(w, bill, c->bill);
    if (!old || !b || next.count != 1) return false;
    EQUAL(old->state, SETTLEMENT_REVERSED); EQUAL(old->total.fen, 11250);
    EQUAL(FOUND(struct settlement, next, 0)->total.fen, 12000);
    EQUAL(b->state, BILL_LOCKED);
    EQUAL(db_one(w, SQL("select cast(sum(total) as bigint) from settlement where state in (11, 12)"), NO_BIND, -1), 0);
    return !failed(w);
}

TEST_DB(a_wrong_pay_reverses_her_settlement_and_not_the_bill)
{
    struct shop s;
    struct wrong c;
    if (!open_wrong(&c, &s, true)) return;
    c.in.worker_pay = (maybe_money){ 12000, true };
    CHECK(shop_write(&s, &s.boss, correct, &c));
    CHECK(shop_write(&s, &the_system, pay_reversed, &c));
    CASE("the same again changes nothing");
    CHECK(!shop_write(&s, &s.boss, correct, &c));
    SAME_TEXT(s.w->message, "Nothing would change");
    c.in.worker_pay.given = false;
    CHECK(!shop_write(&s, &s.boss, correct, &c));
    SAME_TEXT(s.w->field, "owed");
    shop_close(&s);
}

static bool reckoned_anew(struct work *w, void *data)
{
    const struct wrong *c = data;
    const struct bill *b = LOAD(w, bill, c->bill);
    const struct settlement *s = LOAD(w, settlement, c->settlement);
    if (!b || !s) return false;
    EQUAL(b->state, BILL_CALCULATED); EQUAL(b->total.fen, 16000); EQUAL(b->checked_by.id, 0); EQUAL(b->sent_at.ms, 0);
    EQUAL(s->state, SETTLEMENT_CALCULATED); EQUAL(s->total.fen, 12000);
    EQUAL(db_one(w, SQL("select count(*) from bill"), NO_BIND, 0), 1);
    return !failed(w);
}

TEST_DB(a_bill_not_locked_yet_is_reckoned_anew_and_goes_its_way_again)
{
    struct shop s;
    struct wrong c;
    if (!open_wrong(&c, &s, false)) return;
    c.in.owed = (maybe_money){ 16000, true };
    c.in.worker_pay = (maybe_money){ 12000, true };
    CHECK(shop_write(&s, &s.boss, correct, &c));
    CHECK(shop_write(&s, &the_system, reckoned_anew, &c));
    CASE("the one who corrected it does not check it");
    CHECK(!go(&c, &s.boss, "check") && go(&c, &s.clerk, "check"));
    shop_close(&s);
}

static bool fee_waived(struct work *w, void *data)
{
    struct wrong *c = data;
    struct visit v = shop_visit(c->shop, 0, 0, 0, 9, VISIT_NO_ACCESS, 15000, 11250);
    v.fee.fen = 5000;
    if (!ADD(w, visit, &v)) return false;
    c->visit = v.record.id;
    if (!make_both(w, c)) return false;
    struct visit *there = LOAD(w, visit, c->visit);
    EQUAL(there->state, VISIT_SETTLED);
    c->in.owed = (maybe_money){ 0, true };
    c->in.worker_pay = (maybe_money){ there->worker_pay.fen, true };        /* as the form shows it */
    if (!correct(w, c)) return false;
    const struct bill *b = LOAD(w, bill, c->bill);
    const struct settlement *s = LOAD(w, settlement, c->settlement);
    if (!b || !s) return false;
    EQUAL(b->total.fen, 0); EQUAL(s->total.fen, 0); EQUAL(visit_owed(there).fen, 0);
    return !failed(w);
}

static bool pay_of_a_fee(struct work *w, void *data)
{
    struct wrong *c = data;
    struct visit v = shop_visit(c->shop, 0, 0, 0, 9, VISIT_NO_ACCESS, 15000, 11250);
    v.fee.fen = 5000;
    if (!ADD(w, visit, &v)) return false;
    c->visit = v.record.id;
    c->in.worker_pay = (maybe_money){ 100, true };
    return correct(w, c);
}

TEST_DB(of_a_fee_the_pay_follows_and_is_not_entered)
{
    struct shop s;
    struct wrong c = { .shop = &s };
    if (!shop_open(&s)) return;
    CHECK(!shop_write(&s, &the_system, pay_of_a_fee, &c));
    SAME_TEXT(s.w->field, "worker_pay");
    shop_close(&s);
}

TEST_DB(a_fee_that_was_wrong_is_waived_and_the_price_does_not_come_back)
{
    struct shop s;
    struct wrong c = { .shop = &s };
    if (!shop_open(&s)) return;
    CHECK(shop_write(&s, &the_system, fee_waived, &c));
    shop_close(&s);
}

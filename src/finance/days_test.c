/* days_test.c — random days of a shop's money: whatever is done in whatever order, and whatever is refused, all of it adds up to the fen.
 * Every act is a transaction of its own; a refusal is fine, a fault is not. DOMAIN.md §4.7. */
#include "finance/bill_own.h"
#include "finance/finance_house_test.h"
#include "finance/identity.h"
#include <stdio.h>
#include <stdlib.h>

enum { DAYS_TRIED = 3, ACTS_A_DAY = 110 };

struct day_of_money { struct shop *s; int on; int done, refused; };

static int upto(int n) { return rand() % n; }
static int64_t some(struct work *w, literal sql)
{
    int64_t count = 0, ids[200];
    struct rows *row = db_query(w, sql, NO_BIND);
    while (count < 200 && db_next(row)) ids[count++] = db_number(row, 0);
    db_enough(row);
    return count ? ids[upto((int)count)] : 0;
}
static struct visit *any_visit(struct work *w) { return LOAD(w, visit, some(w, SQL("select id from visit order by id"))); }

static bool new_visit(struct work *w, struct day_of_money *d)
{
    static const enum visit_state states[] = { VISIT_APPROVED, VISIT_APPROVED, VISIT_APPROVED, VISIT_FINISHED, VISIT_INTERRUPTED, VISIT_NO_ACCESS, VISIT_CANCELLED };
    enum visit_state state = states[upto(7)];
    int64_t price = 5000 + upto(30000);
    struct visit v = shop_visit(d->s, upto(SHOP_CUSTOMERS), upto(SHOP_WORKERS), d->on, 8 + upto(10), state, price, price * 3 / 4);
    if (state == VISIT_NO_ACCESS || state == VISIT_CANCELLED) v.fee.fen = 1 + upto(6000);
    if (upto(4) == 0) v.second.id = d->s->workers[(v.worker.id == d->s->workers[0])];
    return ADD(w, visit, &v);
}

static bool payment_for(struct work *w, struct day_of_money *d)
{
    static const enum payment_channel channels[] = { CHANNEL_CASH, CHANNEL_CASH, CHANNEL_CASH, CHANNEL_WECHAT, CHANNEL_TRANSFER, CHANNEL_QR };
    const struct visit *v = any_visit(w);
    if (!v) return false;
    struct payment p = { .kind = upto(5) ? PAYMENT_FROM_CUSTOMER : PAYMENT_TIP, .visit = { v->record.id }, .amount = { upto(3) ? visit_open_amount(w, v).fen : 1 + upto(20000) }, .channel = channels[upto(6)], .channel_number = "",
        .worker = v->worker, .remark = "" };
    if (p.kind == PAYMENT_TIP) p.amount.fen = 1 + upto(3000); else p.worker.id = 0;
    if (p.channel == CHANNEL_CASH && upto(2)) p.collector = v->worker;
    p.paid_at = (instant){ w->now.ms - HOURS(upto(30)) };
    (void)d;
    return ADD(w, payment, &p);
}

static bool other_payment(struct work *w, struct day_of_money *d)
{
    static const enum payment_kind kinds[] = { PAYMENT_FROM_CUSTOMER, PAYMENT_TO_CUSTOMER, PAYMENT_TO_WORKER, PAYMENT_FROM_WORKER };
    struct payment p = { .kind = kinds[upto(4)], .amount = { 1 + upto(30000) }, .channel = upto(2) ? CHANNEL_CASH : CHANNEL_TRANSFER, .channel_number = "", .remark = "" };
    if (p.kind == PAYMENT_FROM_CUSTOMER || p.kind == PAYMENT_TO_CUSTOMER) {
        p.customer.id = d->s->customers[upto(SHOP_CUSTOMERS)];
        if (upto(2)) p.bill.id = some(w, SQL("select id from bill order by id"));
    } else {
        p.worker.id = d->s->workers[upto(SHOP_WORKERS)];
        if (p.kind == PAYMENT_TO_WORKER || upto(2)) p.settlement.id = some(w, SQL("select id from settlement where state in (8, 9) order by id"));
    }
    return ADD(w, payment, &p);
}

static bool take_back(struct work *w, struct day_of_money *d)
{
    (void)d;
    struct payment *p = LOAD(w, payment, some(w, SQL("select id from payment where state = 1 order by id")));
    w->reason = "错记";
    return p && step_run(w, &payment_type, p, "reverse", NULL);
}

static bool allocate(struct work *w, struct day_of_money *d)
{
    (void)d;
    struct payment *p = LOAD(w, payment, some(w, SQL("select id from payment where state = 1 and kind = 1 and bill is null order by id")));
    struct { ref bill; } in = { { some(w, SQL("select id from bill where state < 11 order by id")) } };
    return p && step_run(w, &payment_type, p, "allocate", &in);
}

static bool make_bill(struct work *w, struct day_of_money *d) { return bill_make(w, d->s->customers[upto(SHOP_CUSTOMERS)], (day){ SHOP_DAY }, (day){ SHOP_DAY + d->on }) != 0; }
static bool make_settlement(struct work *w, struct day_of_money *d) { return settlement_make(w, d->s->workers[upto(SHOP_WORKERS)], (day){ SHOP_DAY }, (day){ SHOP_DAY + d->on }) != 0; }

static bool drive(struct work *w, const struct record_type *type, int64_t id)
{
    static const text steps[] = { "calculate", "check", "send", "confirm", "lock", "lock", "reverse", "drop", "recalculate", "object", "reconcile" };
    void *record = record_load(w, type, id);
    w->reason = "x";
    return record && step_run(w, type, record, steps[upto(11)], NULL);
}
static bool drive_bill(struct work *w, struct day_of_money *d) { (void)d; return drive(w, &bill_type, some(w, SQL("select id from bill where state < 11 order by id"))); }
static bool drive_settlement(struct work *w, struct day_of_money *d) { (void)d; return drive(w, &settlement_type, some(w, SQL("select id from settlement where state < 11 order by id"))); }

static bool pay_out(struct work *w, struct day_of_money *d)
{
    (void)d;
    const struct settlement *s = LOAD(w, settlement, some(w, SQL("select id from settlement where state = 8 order by id")));
    if (!s) return false;
    int64_t open = s->total.fen - s->paid.fen;
    struct payment p = { .kind = open < 0 ? PAYMENT_FROM_WORKER : PAYMENT_TO_WORKER, .settlement = { s->record.id }, .amount = { open < 0 ? -open : open }, .channel = upto(2) ? CHANNEL_CASH : CHANNEL_TRANSFER, .channel_number = "", .remark = "" };
    return ADD(w, payment, &p);
}

static bool waive(struct work *w, struct day_of_money *d)
{
    (void)d;
    const struct visit *v = any_visit(w);
    struct fee_waiver f = { .visit = { v ? v->record.id : 0 }, .amount = { upto(2) ? 0 : 1 + upto(4000) }, .reason = "老客户" };
    return v && ADD(w, fee_waiver, &f);
}

static bool mend_price(struct work *w, struct day_of_money *d)
{
    (void)d;
    struct visit *v = any_visit(w);
    struct { maybe_money owed, worker_pay; } in = { { 1 + upto(30000), true }, { upto(20000), upto(2) } };
    w->reason = "看错价目";
    return v && step_run(w, &visit_type, v, "correct_price", &in);
}

static bool approve_one(struct work *w, struct day_of_money *d)
{
    (void)d;
    struct visit *v = LOAD(w, visit, some(w, SQL("select id from visit where state = 8 order by id")));
    return v && step_run(w, &visit_type, v, "approve", NULL);
}

/* ---- cards ---- */

static bool sell_card(struct work *w, struct day_of_money *d)
{
    struct prepaid_card c = { .customer = { d->s->customers[upto(SHOP_CUSTOMERS)] }, .kind = (enum card_kind)(1 + upto(3)), .named = true, .contract = "YF-1", .purpose = "家政服务", .refund_way = "原路退回", .card_number = "", .remark = "",
        .paid = { 1 + upto(400000) }, .uses = (enum card_order)(1 + upto(3)) };
    if (c.kind == CARD_STORED) c.gift.fen = upto(2) ? upto(90000) : 0;
    else { c.bought = 1 + upto(12); c.list_price.fen = 1 + upto(60000); }
    if (c.kind == CARD_PERIOD) c.begins = (maybe_day){ SHOP_DAY + d->on, true };
    if (!ADD(w, prepaid_card, &c)) return false;
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .card = { c.record.id }, .amount = c.paid, .channel = upto(2) ? CHANNEL_WECHAT : CHANNEL_CASH, .channel_number = "", .remark = "" };
    return upto(8) == 0 || ADD(w, payment, &p);
}

static bool pay_from_card(struct work *w, struct day_of_money *d)
{
    (void)d;
    const struct prepaid_card *c = LOAD(w, prepaid_card, some(w, SQL("select id from prepaid_card order by id")));
    const struct visit *v = c ? any_visit(w) : NULL;
    if (!v) return false;
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .from_card = { c->record.id }, .visit = { v->record.id }, .amount = { upto(4) ? visit_open_amount(w, v).fen : 1 + upto(9000) }, .channel = CHANNEL_PREPAID, .channel_number = "", .remark = "" };
    if (!upto(4)) { p.visit.id = 0; p.bill.id = some(w, SQL("select id from bill where state < 11 order by id")); }
    return ADD(w, payment, &p);
}

static bool ask_for_it_back(struct work *w, struct day_of_money *d)
{
    (void)d;
    struct refund r = { .card = { some(w, SQL("select id from prepaid_card where state in (2, 3, 4) order by id")) }, .side = (enum reason_side)(1 + upto(3)), .remark = "" };
    return LOAD(w, prepaid_card, r.card.id) && ADD(w, refund, &r);
}

static bool drive_refund(struct work *w, struct day_of_money *d)
{
    (void)d;
    static const text steps[] = { "calculate", "approve", "pay", "pay", "refuse" };
    struct refund *r = LOAD(w, refund, some(w, SQL("select id from refund where state < 4 order by id")));
    struct { enum payment_channel channel; text number, why; ref authority; } in = { CHANNEL_TRANSFER, "", "" };
    w->reason = "x";
    return r && step_run(w, &refund_type, r, steps[upto(5)], &in);
}

static bool midnight(struct work *w, void *data)
{
    (void)data;
    for (const struct ticker *t = ledger_module.tickers; t < ledger_module.tickers + ledger_module.ticker_count; t++)
        if (!t->run(w)) return false;
    return true;
}

typedef bool act(struct work *w, struct day_of_money *d);
static act *const acts[] = { new_visit, new_visit, payment_for, payment_for, payment_for, other_payment, take_back, allocate, make_bill, make_settlement, drive_bill, drive_bill, drive_bill, drive_settlement,
    drive_settlement, drive_settlement, pay_out, sell_card, pay_from_card, pay_from_card, pay_from_card, ask_for_it_back, drive_refund, drive_refund, waive, mend_price, approve_one };

static bool one_act(struct work *w, void *data) { struct day_of_money *d = data; return acts[upto(COUNT_OF(acts))](w, d); }

/* Everything counted as it should be but the till, which lacks 1.23. */
static bool count_up(struct work *w, void *data)
{
    struct day_of_money *d = data;
    struct cash_up c = { .record.branch = { d->s->branch }, .day = { SHOP_DAY + d->on }, .remark = "" };
    if (!ADD(w, cash_up, &c)) return false;
    struct cash_up *up = LOAD(w, cash_up, c.record.id);
    for (size_t i = 0; up && i < up->receivers.count; i++) {
        const struct cash_row *r = ROW(struct cash_row, up->receivers, i);
        int64_t is = r->expected.fen - (i ? 0 : 123);
        if (!i && is < 0) is = 0;
        struct { ref worker; money counted; text reason; } in = { r->worker, { is }, is == r->expected.fen ? "" : "找零差错" };
        if (!step_run(w, &cash_up_type, up, "count", &in)) return false;
    }
    struct { money banked; } end = { { 0 } };
    return up && step_run(w, &cash_up_type, up, "finish", &end);
}

static bool sign_up(struct work *w, void *data)
{
    (void)data;
    struct found all = LOAD_WHERE(w, cash_up, "state = 2", NO_BIND);
    for (int i = 0; i < all.count; i++)
        if (!step_run(w, &cash_up_type, all.at[i], "sign", NULL)) return false;
    return !failed(w);
}

static int64_t balance(struct work *w, text code)
{
    return db_one(w, SQL("select cast(coalesce(sum(l.amount), 0) as bigint) from ledger_entry_lines l join ledger_account a on a.id = l.account where a.code = $1"), BIND(txt(code)), 0);
}

/* Two ways to one number: what the documents say and what was posted. */
static void the_books_say_the_same(struct work *w)
{
    struct trial_balance t;
    CHECK(trial_look(w, day_of(w->now), &t));
    EQUAL(t.debits.fen, t.credits.fen);
    EQUAL(t.trust.fen, 0);
    EQUAL(t.broken, 0);
    EQUAL(balance(w, LEDGER_TRUST_DUE), db_one(w, SQL("select cast(coalesce(sum(trust - case when paid < 0 then 0 when paid > trust then trust else paid end), 0) as bigint) from bill where state in (8, 9, 10, 14)"), NO_BIND, 0));
    EQUAL(balance(w, LEDGER_CASH), db_one(w, SQL("select cast(coalesce(sum(case when kind in (1, 4, 5) then amount else -amount end), 0) as bigint) from payment where channel = 1 and collector is null"), NO_BIND, 0)
              + db_one(w, SQL("select cast(coalesce(sum(r.difference), 0) as bigint) from cash_up_receivers r join cash_up u on u.id = r.parent where u.state = 3 and coalesce(r.worker, 0) = 0"), NO_BIND, 0)
              - db_one(w, SQL("select cast(coalesce(sum(banked), 0) as bigint) from cash_up where state = 3"), NO_BIND, 0));
    EQUAL(-balance(w, LEDGER_CARD_GIFT), balance(w, LEDGER_GIFTS));
    EQUAL(-balance(w, LEDGER_WAGES), db_one(w, SQL("select cast(coalesce(sum(total - paid), 0) as bigint) from settlement where state in (8, 9, 10) and mode <> 3"), NO_BIND, 0));
}

static bool all_holds(struct work *w, void *data)
{
    (void)data;
    struct identity found[IDENTITIES];
    if (!identities_look(w, found)) return false;
    for (int i = 0; i < IDENTITIES; i++) {
        CASE(found[i].holds);
        EQUAL(found[i].broken, 0);
    }
    /* All money: what customers gave and did not get back is what bills were paid, what tips are, and what is credit. */
    int64_t came = db_one(w, SQL("select coalesce(sum(case when kind in (1, 5) then amount when kind = 2 then -amount else 0 end), 0) from payment"), NO_BIND, 0);
    int64_t bills = db_one(w, SQL("select coalesce(sum(paid), 0) from bill where state < 11"), NO_BIND, 0), tips = db_one(w, SQL("select coalesce(sum(amount), 0) from payment where kind = 5"), NO_BIND, 0);
    int64_t credit = db_one(w, SQL("select coalesce(sum(case when kind = 1 then amount else -amount end), 0) from payment where kind in (1, 2) and bill is null"), NO_BIND, 0);
    EQUAL(came, bills + tips + credit);
    the_books_say_the_same(w);
    /* All cash: till and workers together, netted or not, are the cash payments. */
    int64_t cash = db_one(w, SQL("select coalesce(sum(case when kind in (1, 5) then amount when kind in (2, 3) then -amount else 0 end), 0) from payment where channel = 1"), NO_BIND, 0);
    int64_t till = db_one(w, SQL("select coalesce(sum(case when kind in (1, 4, 5) then amount else -amount end), 0) from payment where channel = 1 and collector is null"), NO_BIND, 0);
    int64_t hands = db_one(w, SQL("select coalesce(sum(case when collector is not null then amount else 0 end), 0) - coalesce(sum(case when kind = 4 then amount else 0 end), 0) from payment where channel = 1"), NO_BIND, 0);
    EQUAL(cash, till + hands);
    return !failed(w);
}

static bool at(struct day_of_money *d, int hour, db_run *run)
{
    work_clear(d->s->w);
    d->s->w->now = d->s->w->acted = day_at((day){ SHOP_DAY + d->on }, hour * 60 + 30);
    bool well = shop_write(d->s, &the_system, run, d);
    CHECK(d->s->w->failure != FAULT);
    return well;
}

static void live(struct day_of_money *d)
{
    for (d->on = 0; d->on < DAYS_TRIED; d->on++) {
        for (int i = 0; i < ACTS_A_DAY; i++)
            if (at(d, 8 + i * 12 / ACTS_A_DAY, one_act)) d->done++; else d->refused++;
        CHECK(at(d, 20, count_up));
        for (int i = 0; i < 10; i++) at(d, 21, one_act);            /* late cash is tomorrow's */
        CHECK(at(d, 22, midnight));
        CHECK(at(d, 22, sign_up));
        CHECK(at(d, 23, all_holds));
    }
    CHECK(d->done > 100);
    if (getenv("TEST_LOUD")) printf("  %d acts done, %d refused\n", d->done, d->refused);
}

static void random_days(unsigned seed)
{
    struct shop s;
    struct day_of_money d = { .s = &s };
    srand(seed);
    if (shop_open(&s)) live(&d);
    shop_close(&s);
}
TEST_DB(after_random_days_all_money_adds_up_to_the_fen) { random_days(getenv("TEST_SEED") ? (unsigned)atoi(getenv("TEST_SEED")) : 1); }
TEST_DB(after_other_random_days_all_money_adds_up_to_the_fen) { random_days(20261125); }

/* bank_line_test.c — a bank statement's lines: what is sure is confirmed by one step, what is doubtful only by naming it, and both can be undone. */
#include <stdio.h>
#include "finance/bank_line.h"
#include "finance/bank_own.h"
#include "finance/bill_own.h"
#include "finance/finance_house_test.h"

struct bank_try { struct shop *s; int64_t line, bill, twin; struct bank_line in; text step; struct { ref bill, payment; } match; struct bank_line seen; int64_t paid; char number[32]; };

/* Bills of 150.00 and 210.00 of customer 0, and of 210.00 of customer 1, all sent. */
static bool sent_bills(struct work *w, void *data)
{
    struct bank_try *t = data;
    static const struct { int customer; int64_t price; } rows[] = { { 0, 15000 }, { 0, 21000 }, { 1, 21000 } };
    for (int i = 0; i < 3; i++) {
        struct visit v = shop_visit(t->s, rows[i].customer, 0, i, 9, VISIT_APPROVED, rows[i].price, 7000);
        if (!ADD(w, visit, &v)) return false;
        struct bill *b = record_peek(w, &bill_type, bill_make(w, t->s->customers[rows[i].customer], (day){ SHOP_DAY + i }, (day){ SHOP_DAY + i }));
        if (!b || !step_run(w, &bill_type, b, "check", NULL) || !step_run(w, &bill_type, b, "send", NULL)) return false;
        if (!i) { t->bill = b->record.id; snprintf(t->number, sizeof t->number, "%s", b->record.number); }
        if (i == 2) t->twin = b->record.id;
    }
    return true;
}

static bool add(struct work *w, void *data)
{
    struct bank_try *t = data;
    struct bank_line l = t->in;
    l.record.branch.id = t->s->branch;
    l.booked_on.number = SHOP_DAY + 5;
    l.counterparty = l.counterparty ? l.counterparty : "";
    l.reference = l.reference ? l.reference : "";
    l.bank_number = l.bank_number ? l.bank_number : "";
    if (!ADD(w, bank_line, &l)) return false;
    t->line = l.record.id;
    return true;
}

static bool step(struct work *w, void *data)
{
    struct bank_try *t = data;
    void *l = LOAD(w, bank_line, t->line);
    w->reason = "对错了";
    return l && step_take(w, &bank_line_type, l, t->step, &t->match);
}

static bool look(struct work *w, void *data)
{
    struct bank_try *t = data;
    const struct bank_line *l = LOAD(w, bank_line, t->line);
    const struct bill *b = LOAD(w, bill, t->bill);
    if (!l || !b) return false;
    t->seen = (struct bank_line){ .state = l->state, .sureness = l->sureness, .suggested_bill = l->suggested_bill, .suggested_payment = l->suggested_payment, .payment = l->payment, .booked_here = l->booked_here };
    t->paid = b->paid.fen;
    return true;
}

static const struct bank_line *line(struct bank_try *t, struct bank_line in)
{
    t->in = in;
    CHECK(shop_write(t->s, &t->s->clerk, add, t));
    CHECK(shop_write(t->s, &t->s->clerk, look, t));
    return &t->seen;
}
static bool take_step(struct bank_try *t, text name) { t->step = name; bool well = shop_write(t->s, &t->s->clerk, step, t); return well; }
static const struct bank_line *seen(struct bank_try *t) { CHECK(shop_write(t->s, &t->s->clerk, look, t)); return &t->seen; }

TEST_DB(a_line_with_the_bills_number_pays_it_by_one_step_and_the_undo_reverses_the_payment)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct bank_try t = { .s = &s };
    CHECK(shop_write(&s, &the_system, sent_bills, &t));
    char purpose[64];
    snprintf(purpose, sizeof purpose, "保洁费 %s", t.number);
    EQUAL(line(&t, (struct bank_line){ .amount = { 15000 }, .counterparty = "他人代付", .reference = purpose, .bank_number = "B100" })->sureness, BANK_SURE);
    EQUAL(t.seen.suggested_bill.id, t.bill);
    EQUAL(t.paid, 0);                                           /* nothing is booked by itself */
    CHECK(take_step(&t, "confirm"));
    EQUAL(seen(&t)->state, BANK_LINE_MATCHED);
    EQUAL(t.paid, 15000);
    CHECK(!take_step(&t, "confirm"));
    EQUAL(s.w->failure, CONFLICT);
    CHECK(take_step(&t, "undo"));
    EQUAL(seen(&t)->state, BANK_LINE_NEW);
    EQUAL(t.paid, 0);
    EQUAL(t.seen.payment.id, 0);
    CASE("the same line of the same statement comes again");
    CHECK(!shop_write(&s, &s.clerk, add, &t));
    shop_close(&s);
}

TEST_DB(what_is_doubtful_is_matched_only_by_a_person_who_names_it)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct bank_try t = { .s = &s };
    CHECK(shop_write(&s, &the_system, sent_bills, &t));
    CASE("the name and the amount fit one bill of hers");
    EQUAL(line(&t, (struct bank_line){ .amount = { 21000 }, .counterparty = "王女士", .bank_number = "B1" })->sureness, BANK_SURE);
    EQUAL(t.seen.suggested_bill.id, t.twin);
    CASE("two bills have this amount, and the name is nobody's");
    EQUAL(line(&t, (struct bank_line){ .amount = { 21000 }, .counterparty = "某某", .bank_number = "B2" })->sureness, BANK_UNKNOWN);
    CASE("only the amount fits");
    EQUAL(line(&t, (struct bank_line){ .amount = { 15000 }, .counterparty = "某某", .bank_number = "B3" })->sureness, BANK_DOUBTFUL);
    CHECK(!take_step(&t, "confirm"));
    EQUAL(s.w->failure, CONFLICT);
    EQUAL(seen(&t)->state, BANK_LINE_NEW);
    CHECK(!take_step(&t, "match"));
    SAME_TEXT(s.w->field, "bill");
    t.match.bill.id = t.bill;
    CHECK(take_step(&t, "match"));
    EQUAL(seen(&t)->state, BANK_LINE_MATCHED);
    EQUAL(t.paid, 15000);
    CASE("a line without a number that is the payment just booked: tied, not booked twice");
    t.match.bill.id = 0;
    t.match.payment = t.seen.payment;
    EQUAL(line(&t, (struct bank_line){ .amount = { 15000 }, .counterparty = "某某", .balance = { 99900 } })->state, BANK_LINE_NEW);
    CHECK(!take_step(&t, "match"));
    SAME_TEXT(s.w->field, "payment");
    CASE("what went out pays no bill");
    t.match.payment.id = 0;
    t.match.bill.id = t.twin;
    EQUAL(line(&t, (struct bank_line){ .amount = { -15000 }, .counterparty = "某某", .bank_number = "B4" })->sureness, BANK_UNKNOWN);
    CHECK(!take_step(&t, "match"));
    SAME_TEXT(s.w->field, "bill");
    shop_close(&s);
}

/* ---- what went out, and all that is sure at once ---- */

struct out_try { struct shop *s; struct bank_line in; int64_t settlement[2], run; struct bank_line seen; int64_t paid[2]; };

static bool locked_settlements(struct work *w, void *data)
{
    static const text way[] = { "check", "send", "confirm", "lock" };
    struct out_try *t = data;
    for (int i = 0; i < 2; i++) {
        struct visit v = shop_visit(t->s, 0, i, i, 9, VISIT_APPROVED, 15000, 7000 + 1000 * i);
        if (!ADD(w, visit, &v)) return false;
        t->settlement[i] = settlement_make(w, t->s->workers[i], (day){ SHOP_DAY }, (day){ SHOP_DAY + 3 });
        for (size_t k = 0; k < COUNT_OF(way); k++) {
            struct settlement *s = record_peek(w, &settlement_type, t->settlement[i]);
            if (!s || !step_run(w, &settlement_type, s, way[k], NULL)) return false;
        }
    }
    return true;
}

static bool went(struct work *w, void *data)
{
    struct out_try *t = data;
    struct bank_line l = t->in;
    l.record.branch.id = t->s->branch;
    l.booked_on = day_of(w->now);
    l.reference = l.reference ? l.reference : "";
    if (!ADD(w, bank_line, &l)) return false;
    t->seen = (struct bank_line){ .record = l.record, .sureness = l.sureness, .suggested_settlement = l.suggested_settlement, .suggested_run = l.suggested_run };
    return true;
}

static bool sure_ones(struct work *w, void *data)
{
    struct out_try *t = data;
    (void)t;
    struct request q = { .arena = w->arena, .body = "{}", .body_length = 2 };
    struct reply r = { 0 };
    return bank_confirm_sure_call(w, &q, &r);
}

static bool count_paid(struct work *w, void *data)
{
    struct out_try *t = data;
    for (int i = 0; i < 2; i++) t->paid[i] = db_one(w, SQL("select paid from settlement where id = $1"), BIND(num(t->settlement[i])), -1);
    return !failed(w);
}

TEST_DB(wages_that_went_out_are_booked_by_name_and_sum_and_all_that_is_sure_at_once)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct out_try t = { .s = &s, .in = { .amount = { -7000 }, .counterparty = "李芳", .bank_number = "W1" } };
    CHECK(shop_write(&s, &the_system, locked_settlements, &t));
    CHECK(shop_write(&s, &s.clerk, went, &t));
    EQUAL(t.seen.sureness, BANK_SURE);
    EQUAL(t.seen.suggested_settlement.id, t.settlement[0]);
    t.in = (struct bank_line){ .amount = { -8000 }, .counterparty = "别人", .bank_number = "W2" };
    CHECK(shop_write(&s, &s.clerk, went, &t));
    EQUAL(t.seen.sureness, BANK_UNKNOWN);
    CHECK(shop_write(&s, &s.clerk, sure_ones, &t));
    CHECK(shop_write(&s, &s.clerk, count_paid, &t));
    EQUAL(t.paid[0], 7000);
    EQUAL(t.paid[1], 0);
    CHECK(shop_write(&s, &s.clerk, sure_ones, &t));     /* nothing twice */
    CHECK(shop_write(&s, &s.clerk, count_paid, &t));
    EQUAL(t.paid[0], 7000);
    shop_close(&s);
}

static bool make_run(struct work *w, void *data)
{
    struct out_try *t = data;
    struct pay_run r = { .record.branch = { t->s->branch }, .until = { SHOP_DAY + 60 } };
    if (!ADD(w, pay_run, &r)) return false;
    t->run = r.record.id;
    EQUAL(r.total.fen, 15000);
    t->in.reference = print(w, "代发 %s", r.record.number);
    return went(w, t);
}
static bool make_run_only(struct work *w, void *data)
{
    struct out_try *t = data;
    struct pay_run r = { .record.branch = { t->s->branch }, .until = { SHOP_DAY + 60 } };
    static char reference[60];                              /* the line comes in another write */
    if (!ADD(w, pay_run, &r)) return false;
    t->run = r.record.id;
    snprintf(reference, sizeof reference, "代发 %s", r.record.number);
    t->in.reference = reference;
    return true;
}
static bool confirm_run(struct work *w, void *data)
{
    struct out_try *t = data;
    struct bank_line *l = LOAD(w, bank_line, t->seen.record.id);
    if (!l || !step_take(w, &bank_line_type, l, "confirm", NULL)) return false;
    const struct pay_run *r = LOAD(w, pay_run, t->run);
    EQUAL(r ? r->state : 0, RUN_PAID);
    EQUAL(l->pay_run.id, t->run);
    return count_paid(w, data);
}

TEST_DB(a_whole_pay_run_in_one_line_is_booked_and_tied)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct out_try t = { .s = &s, .in = { .amount = { -15000 }, .counterparty = "", .bank_number = "R1" } };
    CHECK(shop_write(&s, &the_system, locked_settlements, &t));
    CHECK(shop_write(&s, &s.clerk, make_run, &t));
    EQUAL(t.seen.sureness, BANK_SURE);
    EQUAL(t.seen.suggested_run.id, t.run);
    CHECK(shop_write(&s, &s.clerk, confirm_run, &t));
    EQUAL(t.paid[0], 7000);
    EQUAL(t.paid[1], 8000);
    CASE("one line is one run");
    t.in = (struct bank_line){ .amount = { -15000 }, .counterparty = "", .bank_number = "R2" };
    CHECK(shop_write(&s, &s.clerk, went, &t));
    EQUAL(t.seen.suggested_run.id, 0);
    shop_close(&s);
}

static bool one_came_back(struct work *w, void *data)
{
    struct out_try *t = data;
    struct pay_run *r = LOAD(w, pay_run, t->run);
    return r && step_take(w, &pay_run_type, r, "sent_back", &(struct { ref worker; text why; }){ { t->s->workers[1] }, "户名不符" });
}

TEST_DB(the_banks_one_debit_is_the_runs_as_it_was_sent_though_some_came_back)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct out_try t = { .s = &s, .in = { .amount = { -15000 }, .counterparty = "", .bank_number = "R1" } };
    CHECK(shop_write(&s, &the_system, locked_settlements, &t));
    CHECK(shop_write(&s, &s.clerk, make_run_only, &t) && shop_write(&s, &s.clerk, one_came_back, &t));
    CHECK(shop_write(&s, &s.clerk, went, &t));
    EQUAL(t.seen.suggested_run.id, t.run);
    CHECK(shop_write(&s, &s.clerk, confirm_run, &t));
    EQUAL(t.paid[0], 7000);
    EQUAL(t.paid[1], 0);                                    /* the next run's */
    shop_close(&s);
}

static bool all_came_back(struct work *w, void *data)
{
    struct out_try *t = data;
    for (int i = 0; i < 2; i++) {
        struct pay_run *r = LOAD(w, pay_run, t->run);
        if (!r || !step_take(w, &pay_run_type, r, "sent_back", &(struct { ref worker; text why; }){ { t->s->workers[i] }, "户名不符" })) return false;
    }
    const struct pay_run *r = LOAD(w, pay_run, t->run);
    EQUAL(r ? r->state : 0, RUN_RETURNED);
    return !failed(w);
}
static bool tie_to_run(struct work *w, void *data)
{
    struct out_try *t = data;
    struct bank_line *l = LOAD(w, bank_line, t->seen.record.id);
    return l && step_take(w, &bank_line_type, l, "match", &(struct { ref bill, payment, settlement, pay_run; }){ .pay_run = { t->run } });
}
static bool line_state(struct work *w, void *data)
{
    struct out_try *t = data;
    const struct bank_line *l = LOAD(w, bank_line, t->seen.record.id);
    EQUAL(l ? l->state : 0, BANK_LINE_MATCHED);
    EQUAL(l ? l->pay_run.id : 0, t->run);
    return count_paid(w, data);
}

TEST_DB(a_run_of_which_all_came_back_has_its_debit_and_what_the_bank_gave_back_tied)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct out_try t = { .s = &s, .in = { .amount = { -15000 }, .counterparty = "", .bank_number = "R1" } };
    CHECK(shop_write(&s, &the_system, locked_settlements, &t));
    CHECK(shop_write(&s, &s.clerk, make_run_only, &t) && shop_write(&s, &s.clerk, all_came_back, &t));
    CASE("the debit, by the run's number");
    CHECK(shop_write(&s, &s.clerk, went, &t));
    EQUAL(t.seen.suggested_run.id, t.run);
    CHECK(shop_write(&s, &s.clerk, tie_to_run, &t) && shop_write(&s, &s.clerk, line_state, &t));
    EQUAL(t.paid[0] + t.paid[1], 0);
    CASE("one of them given back, known by the run's number and her sum");
    t.in.amount.fen = 8000; t.in.bank_number = "R2";
    CHECK(shop_write(&s, &s.clerk, went, &t));
    EQUAL(t.seen.suggested_run.id, t.run);
    EQUAL(t.seen.sureness, BANK_SURE);
    CHECK(shop_write(&s, &s.clerk, tie_to_run, &t) && shop_write(&s, &s.clerk, line_state, &t));
    CASE("no more than came back");
    t.in.amount.fen = 8000; t.in.bank_number = "R3";
    CHECK(shop_write(&s, &s.clerk, went, &t));
    EQUAL(t.seen.suggested_run.id, 0);
    CHECK(!shop_write(&s, &s.clerk, tie_to_run, &t));
    SAME_TEXT(s.w->field, "pay_run");
    CASE("the other one, by the sum alone");
    t.in.amount.fen = 7000; t.in.bank_number = "R4"; t.in.reference = "退汇";
    CHECK(shop_write(&s, &s.clerk, went, &t));
    EQUAL(t.seen.suggested_run.id, t.run);
    EQUAL(t.seen.sureness, BANK_DOUBTFUL);
    CHECK(shop_write(&s, &s.clerk, tie_to_run, &t) && shop_write(&s, &s.clerk, line_state, &t));
    shop_close(&s);
}

/* ---- what a channel collected and pays on ---- */

struct channel_try { struct shop *s; struct bank_line in; int64_t line, under_way, bank, kept; enum bank_line_state at; enum bank_sureness sure; text step; struct { enum payment_channel channel; money charge; } how; };

static int64_t balance(struct work *w, text account)
{
    return db_one(w, SQL("select cast(coalesce(sum(l.amount), 0) as bigint) from ledger_entry_lines l join ledger_account a on a.id = l.account where a.code = $1"), BIND(txt(account)), 0);
}

static bool collected(struct work *w, void *data)
{
    struct channel_try *t = data;
    struct payment p = { .record.branch = { t->s->branch }, .kind = PAYMENT_FROM_CUSTOMER, .customer = { t->s->customers[0] }, .amount = { 30000 }, .channel = CHANNEL_WECHAT, .channel_number = "", .remark = "" };
    struct bank_line l = { .record.branch = { t->s->branch }, .booked_on = day_of(w->now), .amount = { 29820 }, .counterparty = "财付通支付科技有限公司", .reference = "微信支付结算", .bank_number = "C1" };
    if (!ADD(w, payment, &p) || !ADD(w, bank_line, &l)) return false;
    t->line = l.record.id;
    return true;
}

static bool channel_step(struct work *w, void *data)
{
    struct channel_try *t = data;
    void *l = LOAD(w, bank_line, t->line);
    w->reason = "看错了";
    return l && step_take(w, &bank_line_type, l, t->step, &t->how);
}

static bool channel_look(struct work *w, void *data)
{
    struct channel_try *t = data;
    const struct bank_line *l = LOAD(w, bank_line, t->line);
    t->at = l ? l->state : 0;
    t->sure = l ? l->sureness : 0;
    t->under_way = balance(w, LEDGER_CHANNELS);
    t->bank = balance(w, LEDGER_BANK);
    t->kept = balance(w, LEDGER_PLATFORM_FEES);
    return l != NULL;
}

TEST_DB(what_a_channel_pays_on_is_under_way_no_more)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct channel_try t = { .s = &s, .step = "is_channel", .how = { CHANNEL_WECHAT, { 181 } } };
    CHECK(shop_write(&s, &s.clerk, collected, &t));
    CHECK(shop_write(&s, &s.clerk, channel_look, &t));
    EQUAL(t.under_way, 30000);
    EQUAL(t.sure, BANK_DOUBTFUL);
    CASE("more than was collected: a payment is missing");
    CHECK(!shop_write(&s, &s.clerk, channel_step, &t));
    SAME_TEXT(s.w->field, "charge");
    t.how.charge.fen = 180;
    CHECK(shop_write(&s, &s.clerk, channel_step, &t));
    CHECK(shop_write(&s, &s.clerk, channel_look, &t));
    EQUAL(t.at, BANK_LINE_MATCHED);
    EQUAL(t.under_way, 0);
    EQUAL(t.bank, 29820);
    EQUAL(t.kept, 180);
    CASE("undone, it is under way again");
    t.step = "undo";
    CHECK(shop_write(&s, &s.clerk, channel_step, &t));
    CHECK(shop_write(&s, &s.clerk, channel_look, &t));
    EQUAL(t.at, BANK_LINE_NEW);
    EQUAL(t.under_way, 30000);
    EQUAL(t.bank, 0);
    EQUAL(t.kept, 0);
    shop_close(&s);
}

/* job_deposit_test.c — a deposit is received, netted against the bill, or given back less what was performed (DOMAIN.md §2.5: 订金). */
#include "finance/finance_house_test.h"
#include "finance/job_deposit.h"

struct deposit_try { struct shop *s; int64_t visit, deposit, bill; struct { enum payment_channel channel; text number; instant paid_at; } came; };

static bool a_job(struct work *w, void *data)
{
    struct deposit_try *t = data;
    struct visit v = shop_visit(t->s, 0, 0, 0, 9, VISIT_ACCEPTED, 300000, 200000);
    if (!ADD(w, visit, &v)) return false;
    struct job_deposit d = { .record.branch = { t->s->branch }, .customer = { t->s->customers[0] }, .visit = { v.record.id }, .price = { 300000 }, .amount = { 60000 } };
    if (!ADD(w, job_deposit, &d)) return false;
    t->visit = v.record.id;
    t->deposit = d.record.id;
    return true;
}

static bool receive_it(struct work *w, void *data)
{
    struct deposit_try *t = data;
    void *d = LOAD(w, job_deposit, t->deposit);
    return d && step_take(w, &job_deposit_type, d, "receive", &t->came);
}

static bool give_back(struct work *w, void *data)
{
    struct deposit_try *t = data;
    void *d = LOAD(w, job_deposit, t->deposit);
    w->reason = "客户取消";
    return d && step_take(w, &job_deposit_type, d, "give_back", NULL);
}

static bool done_and_billed(struct work *w, void *data)
{
    struct deposit_try *t = data;
    db_exec(w, SQL("update visit set state = 9 where id = $1"), BIND(num(t->visit)));
    t->bill = bill_make(w, t->s->customers[0], (day){ SHOP_DAY }, (day){ SHOP_DAY });
    const struct bill *b = record_peek(w, &bill_type, t->bill);
    const struct job_deposit *d = record_peek(w, &job_deposit_type, t->deposit);
    if (!b || !d) return false;
    EQUAL(b->total.fen, 300000);
    EQUAL(b->paid.fen, 60000);
    EQUAL(bill_open_amount(b).fen, 240000);
    EQUAL(d->state, JOB_DEPOSIT_NETTED);
    EQUAL(d->bill.id, t->bill);
    return true;
}

TEST_DB(a_deposit_that_came_is_taken_off_what_the_bill_leaves_open)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct deposit_try t = { .s = &s, .came = { CHANNEL_WECHAT, "WX1", { 0 } } };
    CHECK(shop_write(&s, &the_system, a_job, &t));
    CHECK(shop_write(&s, &s.clerk, receive_it, &t));
    CHECK(!shop_write(&s, &s.clerk, receive_it, &t));
    CHECK(!shop_write(&s, &s.boss, give_back, &t));
    SAME_TEXT(s.w->message, "The job is still to be done; cancel the visit first");
    CHECK(shop_write(&s, &the_system, done_and_billed, &t));
    CHECK(!shop_write(&s, &s.boss, give_back, &t));
    EQUAL(s.w->failure, CONFLICT);
    shop_close(&s);
}

static bool cancelled_late(struct work *w, void *data)
{
    struct deposit_try *t = data;
    db_exec(w, SQL("update visit set state = 11, fee = 20000 where id = $1"), BIND(num(t->visit)));
    return !failed(w);
}

static bool fee_is_billed(struct work *w, void *data)
{
    struct deposit_try *t = data;
    const struct job_deposit *d = record_peek(w, &job_deposit_type, t->deposit);
    if (!d) return false;
    EQUAL(d->returned.fen, 40000);
    EQUAL(d->performed.fen, 20000);
    EQUAL(customer_owes(w, t->s->customers[0]).fen, -20000);                /* her credit, until the fee is billed */
    const struct bill *b = record_peek(w, &bill_type, bill_make(w, t->s->customers[0], (day){ SHOP_DAY }, (day){ SHOP_DAY }));
    if (!b) return false;
    EQUAL(b->total.fen, 20000);
    EQUAL(bill_open_amount(b).fen, 0);
    return true;
}

TEST_DB(a_deposit_goes_back_less_the_fee_by_a_second_person)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct deposit_try t = { .s = &s, .came = { CHANNEL_TRANSFER, "T1", { 0 } } };
    CHECK(shop_write(&s, &the_system, a_job, &t));
    CHECK(shop_write(&s, &s.clerk, receive_it, &t));
    CHECK(shop_write(&s, &the_system, cancelled_late, &t));
    CHECK(!shop_write(&s, &s.clerk, give_back, &t));
    SAME_TEXT(s.w->message, "A second person has to do this: you did an earlier step of it");
    CHECK(shop_write(&s, &s.boss, give_back, &t));
    CHECK(shop_write(&s, &the_system, fee_is_billed, &t));
    shop_close(&s);
}

static bool reverse_payment(struct work *w, struct deposit_try *t, bool back)
{
    const struct job_deposit *d = LOAD(w, job_deposit, t->deposit);
    void *p = d ? LOAD(w, payment, back ? d->return_payment.id : d->payment.id) : NULL;
    w->reason = "登错了";
    return p && step_take(w, &payment_type, p, "reverse", NULL);
}
static bool reverse_it(struct work *w, void *data) { return reverse_payment(w, data, false); }
static bool reverse_the_return(struct work *w, void *data) { return reverse_payment(w, data, true); }

static bool look(struct work *w, struct deposit_try *t, enum job_deposit_state state, bool paid)
{
    const struct job_deposit *d = record_peek(w, &job_deposit_type, t->deposit);
    if (!d) return false;
    EQUAL(d->state, state);
    EQUAL(d->payment.id != 0, paid);
    EQUAL(d->returned.fen, 0);
    return !failed(w);
}
static bool is_due(struct work *w, void *data) { return look(w, data, JOB_DEPOSIT_DUE, false); }
static bool is_received(struct work *w, void *data) { return look(w, data, JOB_DEPOSIT_RECEIVED, true); }

static bool bill_asks(struct work *w, void *data)
{
    struct deposit_try *t = data;
    const struct bill *b = record_peek(w, &bill_type, t->bill);
    if (b) EQUAL(bill_open_amount(b).fen, 300000);
    return b && look(w, t, JOB_DEPOSIT_DROPPED, false);
}

TEST_DB(a_deposit_whose_payment_is_reversed_is_asked_for_again)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct deposit_try t = { .s = &s, .came = { CHANNEL_WECHAT, "WX1", { 0 } } };
    CHECK(shop_write(&s, &the_system, a_job, &t));
    CHECK(shop_write(&s, &s.clerk, receive_it, &t) && shop_write(&s, &s.clerk, reverse_it, &t));
    CHECK(shop_write(&s, &the_system, is_due, &t));
    t.came.number = "WX2";
    CHECK(shop_write(&s, &s.clerk, receive_it, &t) && shop_write(&s, &the_system, done_and_billed, &t));
    CHECK(shop_write(&s, &s.clerk, reverse_it, &t));
    CHECK(shop_write(&s, &the_system, bill_asks, &t));
    shop_close(&s);
}

TEST_DB(a_deposit_given_back_by_mistake_is_received_again_when_that_payment_is_reversed)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct deposit_try t = { .s = &s, .came = { CHANNEL_TRANSFER, "T1", { 0 } } };
    CHECK(shop_write(&s, &the_system, a_job, &t) && shop_write(&s, &s.clerk, receive_it, &t));
    CHECK(shop_write(&s, &the_system, cancelled_late, &t) && shop_write(&s, &s.boss, give_back, &t));
    CHECK(!shop_write(&s, &s.clerk, reverse_it, &t));
    SAME_TEXT(s.w->message, "Deposit {1} was given back; reverse the payment back to the customer first");
    CHECK(shop_write(&s, &s.clerk, reverse_the_return, &t) && shop_write(&s, &the_system, is_received, &t));
    CHECK(shop_write(&s, &s.boss, give_back, &t));
    shop_close(&s);
}

/* demand_deposit_test.c — what a family pays when it asks is a payment, kept, given back or given back twice by whose reason the demand ends (民法典 586–587). */
#include <string.h>
#include "finance/finance_house_test.h"
#include "finance/job_deposit.h"
#include "finance/receipt.h"
#include "record/preview.h"

struct asked { struct shop *s; int64_t demand; enum cancel_why why; text said; struct { enum payment_channel channel; text number; instant paid_at; } came; };
struct calling_off { enum cancel_why why; };
struct giving_up { enum lost_reason reason; };

static struct job_deposit *deposit_of(struct work *w, struct asked *t)
{
    struct found d = LOAD_WHERE(w, job_deposit, "demand = $1", BIND(num(t->demand)));
    return d.count ? d.at[0] : NULL;
}

static bool ask(struct work *w, void *data)
{
    struct asked *t = data;
    struct demand d = { .customer = { t->s->customers[0] }, .line = { t->s->line }, .wanted = "白天", .start_from = { day_of(w->now).number + 3 }, .deposit_kind = DEMAND_DEPOSIT_EARNEST, .deposit = { 40000 } };
    if (!ADD(w, demand, &d)) return false;
    t->demand = d.record.id;
    db_exec(w, SQL("update demand set state = 2 where id = $1"), BIND(num(t->demand)));
    return !failed(w);
}

static bool receive(struct work *w, void *data)
{
    struct asked *t = data;
    struct job_deposit *d = deposit_of(w, t);
    return d && step_take(w, &job_deposit_type, d, "receive", &t->came);
}

static bool lose(struct work *w, void *data)
{
    struct asked *t = data;
    void *d = LOAD(w, demand, t->demand);
    return d && step_run(w, &demand_type, d, "lose", &(struct giving_up){ LOST_PRICE });
}

static bool call_off(struct work *w, void *data)
{
    struct asked *t = data;
    void *d = LOAD(w, demand, t->demand);
    w->reason = "不做了";
    return d && step_run(w, &demand_type, d, "cancel", &(struct calling_off){ t->why });
}

/* What is said before it is done: which sum goes back. */
static bool look_at(struct work *w, struct asked *t, const struct record_type *type, void *record, text step, const void *in)
{
    struct json j = json_new(w->arena);
    w->language = "en";
    w->request = "preview-deposit";
    return record && step_preview(w, type, record, type_step(type, step), in, &j) && strstr(buf_text(&j.out), t->said);
}
static bool look_at_cancelling(struct work *w, void *data)
{
    struct asked *t = data;
    return look_at(w, t, &demand_type, LOAD(w, demand, t->demand), "cancel", &(struct calling_off){ t->why });
}
static bool look_at_giving_back(struct work *w, void *data) { return look_at(w, data, &job_deposit_type, deposit_of(w, data), "give_back", NULL); }

static bool give_back(struct work *w, void *data)
{
    void *d = deposit_of(w, data);
    w->reason = "需求取消";
    return d && step_take(w, &job_deposit_type, d, "give_back", NULL);
}

static bool is_held(struct work *w, void *data)
{
    struct asked *t = data;
    const struct demand *d = record_peek(w, &demand_type, t->demand);
    const struct job_deposit *j = deposit_of(w, t);
    EQUAL(d->deposit_paid.fen, 40000);
    EQUAL(j->state, JOB_DEPOSIT_RECEIVED);
    EQUAL(db_one(w, SQL("select count(*) from receipt where payment = $1 and state = 1"), BIND(num(j->payment.id)), 0), 1);
    EQUAL(customer_owes(w, t->s->customers[0]).fen, -40000);
    return !failed(w);
}

static bool is_kept(struct work *w, void *data)
{
    struct asked *t = data;
    const struct job_deposit *j = deposit_of(w, t);
    const struct bill *b = record_peek(w, &bill_type, j->bill.id);
    EQUAL(j->state, JOB_DEPOSIT_NETTED);
    CHECK(b && b->total.fen == 40000 && !bill_open_amount(b).fen);
    EQUAL(customer_owes(w, t->s->customers[0]).fen, 0);
    EQUAL(db_one(w, SQL("select count(*) from message where template = 'deposit.kept' and $1 > 0"), BIND(num(t->demand)), 0), 1);
    return !failed(w);
}

static bool is_back_twice(struct work *w, void *data)
{
    struct asked *t = data;
    const struct demand *d = record_peek(w, &demand_type, t->demand);
    EQUAL(d->deposit_back.fen, 80000);
    EQUAL(d->deposit_paid.fen, 0);
    EQUAL(deposit_of(w, t)->state, JOB_DEPOSIT_RETURNED);
    EQUAL(customer_owes(w, t->s->customers[0]).fen, -40000);         /* the second sum: a refund that waits to be granted */
    EQUAL(db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from refund where state = 2 and $1 > 0"), BIND(num(t->demand)), 0), 40000);
    return !failed(w);
}

/* Written down and paid before the interview was complete. */
static bool still_a_draft(struct work *w, void *data)
{
    db_exec(w, SQL("update demand set state = 1 where id = $1"), BIND(num(((struct asked *)data)->demand)));
    return !failed(w);
}
static bool goes_back(struct work *w, void *data)
{
    struct asked *t = data;
    EQUAL(record_peek(w, &demand_type, t->demand) ? ((const struct demand *)record_peek(w, &demand_type, t->demand))->deposit_back.fen : 0, 40000);
    return step_run(w, &job_deposit_type, deposit_of(w, t), "give_back", NULL);
}

TEST_DB(a_draft_with_its_deposit_paid_is_cancelled_and_the_deposit_goes_back)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct asked t = { .s = &s, .why = CALLED_OFF_HEALTH, .came = { CHANNEL_WECHAT, "", { 0 } } };
    CHECK(shop_write(&s, &the_system, ask, &t) && shop_write(&s, &the_system, still_a_draft, &t) && shop_write(&s, &the_system, receive, &t));
    CHECK(shop_write(&s, &the_system, call_off, &t) && shop_write(&s, &the_system, goes_back, &t));
    shop_close(&s);
}

/* ---- a contract that says none ---- */

static bool contract_of(struct work *w, struct asked *t, int64_t deposit)
{
    int today = day_of(w->now).number;
    struct contract k = { .record.branch = { t->s->branch }, .state = CONTRACT_IN_FORCE, .mode = CONTRACT_AGENCY, .customer = { t->s->customers[0] }, .household = { t->s->homes[0] }, .worker = { t->s->workers[0] }, .line = { t->s->line },
        .demand = { t->demand }, .first = { today }, .last = { today + 300 }, .wage = { 500000 }, .fee = { 300000 }, .deposit = { deposit } };
    return ADD(w, contract, &k);
}
static bool contract_without(struct work *w, void *data) { return contract_of(w, data, 0) && db_exec(w, SQL("update contract set deposit = 0, deposit_kind = 1 where demand = $1"), BIND(num(((struct asked *)data)->demand))) >= 0; }
static bool more_is_agreed(struct work *w, void *data)
{
    struct asked *t = data;
    struct demand *d = LOAD(w, demand, t->demand);
    d->deposit.fen = 50000;
    d->deposit_kind = DEMAND_DEPOSIT_ADVANCE;
    return SAVE(w, demand, d);
}

TEST_DB(no_deposit_is_asked_for_or_taken_beside_a_contract_that_says_none)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct asked t = { .s = &s, .came = { CHANNEL_WECHAT, "", { 0 } } };
    CHECK(shop_write(&s, &the_system, ask, &t) && shop_write(&s, &the_system, contract_without, &t));
    CHECK(!shop_write(&s, &the_system, receive, &t));
    CHECK(strstr(s.w->message, "says that no deposit is taken"));
    CHECK(!shop_write(&s, &the_system, more_is_agreed, &t));
    shop_close(&s);
}

TEST_DB(earnest_money_of_a_demand_is_a_payment_and_stays_when_the_family_withdraws)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct asked t = { .s = &s, .came = { CHANNEL_WECHAT, "WX1", { 0 } }, .why = CALLED_OFF_CHANGED_MIND };
    CHECK(shop_write(&s, &the_system, ask, &t));
    CHECK(shop_write(&s, &s.clerk, receive, &t));
    CHECK(shop_write(&s, &the_system, is_held, &t));
    CHECK(!shop_write(&s, &s.boss, lose, &t));                        /* by whose reason? only a cancellation says it */
    CHECK(!shop_write(&s, &s.boss, give_back, &t));
    t.said = "Nothing goes back: the earnest money of ¥400.00 stays";
    CHECK(shop_write(&s, &the_system, look_at_cancelling, &t));
    CHECK(shop_write(&s, &the_system, is_held, &t));                  /* looking changes nothing */
    CHECK(shop_write(&s, &s.boss, call_off, &t));
    CHECK(shop_write(&s, &the_system, is_kept, &t));
    CHECK(!shop_write(&s, &s.boss, give_back, &t));
    shop_close(&s);
}

TEST_DB(earnest_money_goes_back_twice_when_we_cannot_supply)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct asked t = { .s = &s, .came = { CHANNEL_WECHAT, "WX1", { 0 } }, .why = CALLED_OFF_COMPANY };
    CHECK(shop_write(&s, &the_system, ask, &t) && shop_write(&s, &s.clerk, receive, &t));
    t.said = "¥800.00 go back: the earnest money of ¥400.00 twice";
    CHECK(shop_write(&s, &the_system, look_at_cancelling, &t) && shop_write(&s, &s.boss, call_off, &t));
    t.said = "¥400.00 go back by WeChat Pay, the way they came: all of it";
    CHECK(shop_write(&s, &s.boss, look_at_giving_back, &t));
    CHECK(!shop_write(&s, &s.clerk, give_back, &t));                  /* a second person */
    CHECK(shop_write(&s, &s.boss, give_back, &t));
    CHECK(shop_write(&s, &the_system, is_back_twice, &t));
    shop_close(&s);
}

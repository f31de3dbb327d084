/* compensation_test.c — a vase of 8,000 yuan (T25): who bears it, who may say yes, and what is taken from a wage. */
#include <string.h>
#include "finance/books.h"
#include "finance/compensation.h"
#include "finance/finance_house_test.h"
#include "finance/identity.h"
#include "finance/receipt.h"
#include "finance/settlement_own.h"
#include "finance/split.h"
#include "record/said.h"

TEST(insurance_bears_it_first_then_the_company_and_the_parts_add_up_to_the_fen)
{
    struct damage_split p = compensation_parts((money){ 320000 }, (money){ 200000 }, 60, 20);
    EQUAL(p.insurance.fen, 200000); EQUAL(p.worker.fen, 90000); EQUAL(p.company.fen, 30000);
    p = compensation_parts((money){ 10001 }, (money){ 0 }, 33, 67);
    EQUAL(p.insurance.fen + p.worker.fen + p.company.fen, 10001);
    p = compensation_parts((money){ 5000 }, (money){ 9000 }, 100, 0);          /* the policy covers more than the loss */
    EQUAL(p.insurance.fen, 5000); EQUAL(p.worker.fen, 0); EQUAL(p.company.fen, 0);
    p = compensation_parts((money){ 5000 }, (money){ 0 }, 0, 0);
    EQUAL(p.company.fen, 5000);
}

struct vase { struct shop *shop; int64_t id, settlement, payment; struct compensation_ask ask; text step; const void *input; text sql; int64_t n; int on; };
struct payout { enum payment_channel channel; text number; };
struct word { text said; };
struct insurer { money amount; enum payment_channel channel; };

static struct compensation_ask the_vase(const struct shop *s)
{
    return (struct compensation_ask){ .branch = { s->branch }, .customer = { s->customers[0] }, .worker = { s->workers[0] }, .case_number = "K2026-000001", .what = "青花瓷瓶", .price = { 800000 }, .worth = 50, .insured = { 200000 },
        .customer_share = 20, .worker_share = 60 };
}

static bool ask(struct work *w, void *data)
{
    struct vase *v = data;
    v->id = compensation_ask(w, &v->ask);
    return v->id != 0;
}

static bool step(struct work *w, void *data)
{
    struct vase *v = data;
    struct compensation *c = LOAD(w, compensation, v->id);
    w->reason = "试一下";
    return c && step_take(w, &compensation_type, c, v->step, v->input);
}
static bool took(struct vase *v, const struct actor *who, text name, const void *input)
{
    v->step = name;
    v->input = input;
    return shop_write(v->shop, who, step, v);
}

static bool sign(struct work *w, void *data)
{
    struct vase *v = data;
    struct compensation *c = LOAD(w, compensation, v->id);
    return c && step_run(w, &compensation_type, c, "sign", &(struct compensation_signing){ { "a-picture" }, "a-proof", "138****8000" });
}
/* No file of that name lies in the store: the engine asks for one, and this test is not about files. */
static bool signed_somehow(struct work *w, void *data)
{
    struct vase *v = data;
    db_exec(w, SQL("update compensation set state = 3, signed_at = $2 where id = $1"), BIND(num(v->id), num(w->now.ms)));
    return !failed(w);
}

static bool number(struct work *w, void *data)
{
    struct vase *v = data;
    v->n = db_one(w, (literal){ v->sql }, BIND(num(v->id)), 0);
    return !failed(w);
}
static int64_t of(struct vase *v, text sql)
{
    v->sql = sql;
    v->n = -1;
    CHECK(shop_write(v->shop, &the_system, number, v));
    return v->n;
}
#define BALANCE(code) "select cast(coalesce(sum(l.amount), 0) as bigint) from ledger_entry_lines l join ledger_account a on a.id = l.account where a.code = '" code "' and $1 > 0"

static bool proved(struct work *w, void *data)
{
    struct identity found[IDENTITIES];
    (void)data;
    if (!identities_look(w, found)) return false;
    for (int i = 0; i < IDENTITIES; i++) EQUAL(found[i].broken, 0);
    return !failed(w);
}

static bool limits(struct work *w, void *data)
{
    (void)data;
    struct setting minimum = { .code = SETTING_MINIMUM_MONTHLY, .since = { SHOP_DAY - 400 }, .value = "170000" };
    return ADD(w, setting, &minimum);
}

/* What she earned on work day `on`, settled. */
static bool settle(struct work *w, void *data)
{
    struct vase *v = data;
    struct visit one = shop_visit(v->shop, 1, 0, v->on, 9, VISIT_APPROVED, 800000, v->on ? 500000 : 200000);
    if (!ADD(w, visit, &one)) return false;
    v->settlement = settlement_make(w, v->shop->workers[0], (day){ SHOP_DAY + v->on }, (day){ SHOP_DAY + v->on });
    return v->settlement != 0;
}

static bool lock(struct work *w, void *data)
{
    struct vase *v = data;
    struct settlement *s = LOAD(w, settlement, v->settlement);
    text steps[] = { "calculate", "check", "send", "confirm", "lock" };
    for (int i = 0; s && i < COUNT_OF(steps); i++)
        if (!step_run(w, &settlement_type, s, steps[i], NULL)) return false;
    return s != NULL;
}

static bool reverse_settlement(struct work *w, void *data)
{
    struct vase *v = data;
    struct settlement *s = LOAD(w, settlement, v->settlement);
    w->reason = "金额有误";
    return s && step_run(w, &settlement_type, s, "reverse", NULL);
}

static bool reverse_payment(struct work *w, void *data)
{
    struct vase *v = data;
    struct compensation *c = LOAD(w, compensation, v->id);
    struct payment *p = c ? LOAD(w, payment, c->payment.id) : NULL;
    w->reason = "转错账户";
    return p && step_take(w, &payment_type, p, "reverse", NULL);
}

static bool pay_by_hand(struct work *w, void *data)
{
    struct vase *v = data;
    struct payment p = { .kind = PAYMENT_COMPENSATION, .customer = { v->shop->customers[0] }, .amount = { 100 }, .channel = CHANNEL_CASH };
    return ADD(w, payment, &p);
}

#define LIVING_RECEIPTS "select count(*) from receipt r join payment p on p.id = r.payment where p.compensation = $1 and r.state = 1"
static bool paper_says(struct work *w, void *data)
{
    struct vase *v = data;
    const struct compensation *c = LOAD(w, compensation, v->id);
    struct found all = LOAD_WHERE(w, receipt, "payment = $1", BIND(num(c ? c->payment.id : 0)));
    if (all.count != 1) return false;
    const struct receipt *r = all.at[0];
    const struct receipt_line *line = ROW(struct receipt_line, r->lines, 0);
    EQUAL(r->amount.fen, -320000);
    EQUAL(r->customer.id, v->shop->customers[0]);
    SAME_TEXT(receipt_title(w, r), "赔付收据");
    text said = said_read(w, line->what);
    CHECK(strstr(said, c->record.number) && strstr(said, "青花瓷瓶"));
    return true;
}

static void wage_takes_it(struct vase *v)
{
    CASE("2,000 earned with a minimum wage of 1,700: 300 and not the fifth; the rest waits");
    CHECK(shop_write(v->shop, &the_system, settle, v));
    EQUAL(of(v, "select cast(sum(amount) as bigint) from settlement_lines where compensation = $1"), -30000);
    CHECK(!shop_write(v->shop, &v->shop->clerk, reverse_payment, v));
    CHECK(shop_write(v->shop, &the_system, lock, v));
    EQUAL(of(v, "select taken from compensation where id = $1"), 30000);
    CHECK(shop_write(v->shop, &the_system, proved, v));
    CASE("its reversal takes nothing twice");
    CHECK(shop_write(v->shop, &the_system, reverse_settlement, v));
    EQUAL(of(v, "select taken from compensation where id = $1"), 0);
    EQUAL(of(v, "select cast(sum(l.amount) as bigint) from settlement_lines l join settlement s on s.id = l.parent where l.compensation = $1 and s.state < 11"), -30000);
    v->settlement = of(v, "select s.id from settlement s join settlement_lines l on l.parent = s.id where l.compensation = $1 and s.state < 11");
    CHECK(shop_write(v->shop, &the_system, lock, v));
    CASE("a good month takes the rest, below its fifth");
    v->on = 40;
    CHECK(shop_write(v->shop, &the_system, settle, v));
    EQUAL(of(v, "select cast(sum(l.amount) as bigint) from settlement_lines l join settlement s on s.id = l.parent where l.compensation = $1 and s.state < 11"), -90000);
    CHECK(shop_write(v->shop, &the_system, lock, v));
    EQUAL(of(v, "select taken from compensation where id = $1"), 90000);
    EQUAL(of(v, BALANCE("1221")), 0);
}

static void insurer_pays(struct vase *v)
{
    CASE("the insurer pays less than its part; the company bears the difference");
    CHECK(!took(v, &v->shop->clerk, "insurer_pays", &(struct insurer){ { 200001 }, CHANNEL_TRANSFER }));
    CHECK(took(v, &v->shop->clerk, "insurer_pays", &(struct insurer){ { 180000 }, CHANNEL_TRANSFER }));
    EQUAL(of(v, BALANCE("1225")), 0); EQUAL(of(v, BALANCE("6711")), 50000);
    CHECK(!took(v, &v->shop->clerk, "insurer_pays", &(struct insurer){ { 1 }, CHANNEL_TRANSFER }));
    CHECK(shop_write(v->shop, &the_system, proved, v));
}

TEST_DB(a_compensation_is_approved_signed_and_paid_and_the_worker_s_part_is_taken_within_the_law)
{
    static const text all[] = { CAN_SEE_BILLS, CAN_APPROVE_REFUNDS, CAN_APPROVE_ALL_REFUNDS, CAN_PAY_REFUNDS, CAN_REQUEST_REFUNDS };
    struct shop s;
    if (!shop_open(&s)) return;
    struct actor hq = s.boss;
    hq.can = all;
    hq.can_count = COUNT_OF(all);
    struct vase v = { .shop = &s, .ask = the_vase(&s) };
    CHECK(shop_write(&s, &the_system, limits, &v));

    CASE("what it comes to");
    v.ask.worth = 0;
    CHECK(!shop_write(&s, &s.clerk, ask, &v));
    SAME_TEXT(s.w->wrong ? s.w->wrong->field : "", "damage_worth");
    v.ask.worth = 50;
    v.ask.insured.fen = 320001;
    CHECK(!shop_write(&s, &s.clerk, ask, &v));
    v.ask.insured.fen = 200000;
    CHECK(shop_write(&s, &s.clerk, ask, &v));
    EQUAL(of(&v, "select amount from compensation where id = $1"), 320000);        /* 8000 × 50 % × 80 % */
    EQUAL(of(&v, "select worker_part from compensation where id = $1"), 90000);
    EQUAL(of(&v, "select company_part from compensation where id = $1"), 30000);

    CASE("a second person within her limit; the worker's own word; the customer's signature");
    CHECK(!took(&v, &s.boss, "approve", NULL));
    CHECK(strstr(s.w->message, "headquarters") != NULL);
    CHECK(!took(&v, &s.clerk, "pay", &(struct payout){ CHANNEL_TRANSFER, "" }));
    CHECK(took(&v, &hq, "approve", NULL));
    CHECK(!took(&v, &hq, "pay", &(struct payout){ CHANNEL_TRANSFER, "" }));
    CHECK(strstr(s.w->message, "not signed") != NULL);
    CHECK(!shop_write(&s, &the_system, sign, &v));            /* a picture that nobody sent up */
    CHECK(shop_write(&s, &the_system, signed_somehow, &v));
    CHECK(!took(&v, &hq, "pay", &(struct payout){ CHANNEL_TRANSFER, "" }));
    CHECK(strstr(s.w->message, "not agreed to her part") != NULL);
    CHECK(!took(&v, &s.clerk, "worker_agree", &(struct word){ "" }));
    CHECK(took(&v, &s.clerk, "worker_agree", &(struct word){ "11-26 在店里当面签字" }));
    CHECK(!shop_write(&s, &s.clerk, pay_by_hand, &v));
    CHECK(took(&v, &s.clerk, "pay", &(struct payout){ CHANNEL_TRANSFER, "T1" }));
    EQUAL(of(&v, BALANCE("6711")), 30000); EQUAL(of(&v, BALANCE("1225")), 200000); EQUAL(of(&v, BALANCE("1221")), 90000); EQUAL(of(&v, BALANCE("1002")), -320000);

    CASE("the paper she signs for it: what it is for and its agreement, the sum going out; void with the payment");
    CHECK(shop_write(&s, &the_system, paper_says, &v));
    EQUAL(of(&v, LIVING_RECEIPTS), 1);

    CASE("a reversed payment is to be paid again");
    CHECK(shop_write(&s, &s.clerk, reverse_payment, &v));
    EQUAL(of(&v, "select state from compensation where id = $1"), COMPENSATION_SIGNED);
    EQUAL(of(&v, BALANCE("1002")), 0); EQUAL(of(&v, BALANCE("1221")), 0);
    EQUAL(of(&v, LIVING_RECEIPTS), 0);
    CHECK(took(&v, &s.clerk, "pay", &(struct payout){ CHANNEL_TRANSFER, "T2" }));

    wage_takes_it(&v);
    insurer_pays(&v);
    shop_close(&s);
}

TEST_DB(a_worker_who_does_not_agree_pays_nothing_and_nobody_decides_a_case_about_herself)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct vase v = { .shop = &s, .ask = the_vase(&s) };
    v.ask.price.fen = 100000;
    v.ask.insured.fen = 0;
    v.ask.about_account.id = s.boss.user;
    CHECK(shop_write(&s, &s.clerk, ask, &v));
    CHECK(!took(&v, &s.boss, "approve", NULL));
    EQUAL(s.w->failure, NOT_FOUND);                             /* it does not exist for her */
    CHECK(!took(&v, &s.clerk, "approve", NULL));              /* she asked for it */
    CHECK(took(&v, &s.clerk, "worker_decline", NULL));
    EQUAL(of(&v, "select worker_part from compensation where id = $1"), 0);
    EQUAL(of(&v, "select company_part from compensation where id = $1"), 40000);
    CHECK(!took(&v, &s.clerk, "worker_agree", &(struct word){ "后来同意" }));
    CASE("what a third party decided is paid without a signature");
    v.ask.bound = true;
    v.ask.about_account.id = 0;
    v.ask.worker_share = v.ask.customer_share = 0;
    v.ask.worth = 100;
    CHECK(shop_write(&s, &s.clerk, ask, &v));
    EQUAL(of(&v, "select state from compensation where id = $1"), COMPENSATION_APPROVED);
    CHECK(took(&v, &s.clerk, "pay", &(struct payout){ CHANNEL_CASH, "" }));
    CHECK(shop_write(&s, &the_system, proved, &v));
    shop_close(&s);
}

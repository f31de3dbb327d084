/* platform_payout_test.c — one sum of a platform over three orders of 150, 210 and 100 yuan, less 25, 35 and 15: to the fen, with a reason for what differs,
 * undone as a whole. */
#include <stdio.h>
#include "finance/bank_line.h"
#include "finance/bank_own.h"
#include "finance/finance_house_test.h"

enum { ORDERS = 3 };
struct payout_try { struct shop *s; int64_t fees[ORDERS], payout, line; money amount; text step, why; int64_t order; maybe_money said; int64_t paid, kept, under_way, bank, expected, difference, shares[ORDERS]; enum platform_fee_state fee; enum bank_line_state at; };

static bool three_orders(struct work *w, void *data)
{
    static const int64_t prices[ORDERS] = { 15000, 21000, 10000 }, kept[ORDERS] = { 2500, 3500, 1500 };
    struct payout_try *t = data;
    struct price_rule list = { .state = PRICE_PUBLISHED, .line = { t->s->line }, .name = "价", .valid_from = { SHOP_DAY - 100 }, .unit_price = { 5000 }, .worker_percent = 75 };
    if (!ADD(w, price_rule, &list)) return false;
    for (int i = 0; i < ORDERS; i++) {
        struct service_order o = { .record.branch = { t->s->branch }, .state = ORDER_DRAFT, .customer = { t->s->customers[i % 2] }, .household = { t->s->homes[i % 2] }, .line = { t->s->line }, .start = day_at((day){ SHOP_DAY + i }, 540), .length = { 180 },
            .channel = "美团", .channel_number = print(w, "MT%d", i), .voucher = "", .coupon_code = "", .coupon_from = "", .wishes = "", .terms_version = "", .contract_number = "", .platform_fee = { kept[i] } };
        if (!ADD(w, service_order, &o)) return false;
        struct visit v = shop_visit(t->s, i % 2, 0, i, 9, VISIT_APPROVED, prices[i], 7000);
        v.service_order.id = o.record.id;
        if (!ADD(w, visit, &v) || !platform_fee_of_visit(w, &visit_type, v.record.id)) return false;
        t->fees[i] = db_one(w, SQL("select id from platform_fee where visit = $1"), BIND(num(v.record.id)), 0);
    }
    return true;
}

static bool came(struct work *w, void *data)
{
    struct payout_try *t = data;
    struct bank_line l = { .record.branch = { t->s->branch }, .booked_on = { SHOP_DAY + 5 }, .amount = t->amount, .counterparty = "北京三快在线科技有限公司", .reference = "结算款", .bank_number = "B900" };
    if (!ADD(w, bank_line, &l)) return false;
    t->line = l.record.id;
    EQUAL(l.sureness, BANK_DOUBTFUL);
    struct { text channel; day first, last; } days = { "美团", { SHOP_DAY }, { SHOP_DAY + 2 } };
    void *there = LOAD(w, bank_line, t->line);
    if (!there || !step_take(w, &bank_line_type, there, "is_payout", &days)) return false;
    t->payout = db_one(w, SQL("select id from platform_payout where bank_line = $1"), BIND(num(t->line)), 0);
    return t->payout != 0;
}

static bool step(struct work *w, void *data)
{
    struct payout_try *t = data;
    struct platform_payout *p = LOAD(w, platform_payout, t->payout);
    struct { ref fee; maybe_money paid_out; } order = { { t->order }, t->said };
    struct { text why; } split = { t->why ? t->why : "" };          /* the statement's lines stand at the same place */
    w->reason = "拆错了";
    return p && step_take(w, &platform_payout_type, p, t->step, t->order ? (const void *)&order : &split);
}
static bool take_step(struct payout_try *t, text name, int64_t order, text why) { t->step = name; t->order = order; t->why = why; return shop_write(t->s, &t->s->clerk, step, t); }

static int64_t balance(struct work *w, text account)
{
    return db_one(w, SQL("select cast(coalesce(sum(l.amount), 0) as bigint) from ledger_entry_lines l join ledger_account a on a.id = l.account where a.code = $1"), BIND(txt(account)), 0);
}

static bool look(struct work *w, void *data)
{
    struct payout_try *t = data;
    const struct platform_payout *p = LOAD(w, platform_payout, t->payout);
    const struct platform_fee *f = LOAD(w, platform_fee, t->fees[0]);
    const struct bank_line *l = LOAD(w, bank_line, t->line);
    if (!p || !f || !l) return false;
    t->expected = p->expected.fen;
    t->difference = p->difference.fen;
    t->fee = f->state;
    t->at = l->state;
    for (size_t i = 0; i < p->orders.count && i < ORDERS; i++) t->shares[i] = ROW(struct payout_row, p->orders, i)->share.fen;
    t->paid = db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from payment where channel = 6"), NO_BIND, 0);
    t->kept = balance(w, LEDGER_PLATFORM_FEES);
    t->under_way = balance(w, LEDGER_CHANNELS);
    t->bank = balance(w, LEDGER_BANK);
    return true;
}

TEST_DB(a_platforms_sum_is_split_over_its_orders_and_what_differs_needs_a_reason)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct payout_try t = { .s = &s, .amount = { 38000 } };
    CHECK(shop_write(&s, &the_system, three_orders, &t));
    CHECK(shop_write(&s, &s.clerk, came, &t));
    CHECK(shop_write(&s, &s.clerk, look, &t));
    EQUAL(t.expected, 38500);                           /* 125 + 175 + 85 */
    EQUAL(t.difference, -500);
    CHECK(!take_step(&t, "split", 0, ""));
    SAME_TEXT(s.w->field, "why");
    CASE("the statement says of the third order 83.00: the rest of it goes over the two others");
    t.said = (maybe_money){ 10001, true };
    CHECK(!take_step(&t, "put_right", t.fees[2], ""));
    t.said.fen = 8300;
    CHECK(take_step(&t, "put_right", t.fees[2], ""));
    CHECK(take_step(&t, "split", 0, "平台活动扣款"));
    CHECK(shop_write(&s, &s.clerk, look, &t));
    EQUAL(t.shares[0] + t.shares[1] + t.shares[2], 38000);
    EQUAL(t.shares[0], 12375);                          /* 297 × 125 / 300 */
    EQUAL(t.shares[1], 17325);
    EQUAL(t.shares[2], 8300);
    EQUAL(t.fee, PLATFORM_FEE_RECONCILED);
    EQUAL(t.at, BANK_LINE_MATCHED);
    EQUAL(t.paid, 46000);                               /* the customers have paid all of it */
    EQUAL(t.kept, 8000);                                /* what did not come is a cost in the books */
    EQUAL(t.under_way, 0);                              /* and what came is at the bank: nothing is under way any more */
    EQUAL(t.bank, 38000);
    CASE("undone as a whole, and the line waits again");
    CHECK(take_step(&t, "undo", 0, ""));
    CHECK(shop_write(&s, &s.clerk, look, &t));
    EQUAL(t.fee, PLATFORM_FEE_EXPECTED);
    EQUAL(t.at, BANK_LINE_NEW);
    EQUAL(t.paid, 0);
    EQUAL(t.kept, 0);
    EQUAL(t.under_way, 0);
    EQUAL(t.bank, 0);
    CHECK(take_step(&t, "split", 0, "平台活动扣款"));
    CHECK(!take_step(&t, "split", 0, "again"));
    EQUAL(s.w->failure, CONFLICT);
    shop_close(&s);
}

struct row_seen { struct payout_try *t; struct payout_row rows[ORDERS]; };
static bool look_at_rows(struct work *w, void *data)
{
    struct row_seen *s = data;
    const struct platform_payout *p = LOAD(w, platform_payout, s->t->payout);
    for (size_t i = 0; p && i < p->orders.count && i < ORDERS; i++) s->rows[i] = *ROW(struct payout_row, p->orders, i);
    return p != NULL;
}

TEST_DB(the_platforms_statement_says_which_order_the_difference_is_of)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct payout_try t = { .s = &s, .amount = { 29700 } };
    CHECK(shop_write(&s, &the_system, three_orders, &t));
    CHECK(shop_write(&s, &s.clerk, came, &t));
    static const text wrong_ones[] = { "你好", "订单号\t实付\nMT9\t12.00", "MT0\t125.00\nmt0\t125.00", "MT0\t150.01", "MT1\t-3.00", "MT1\t已退" };
    for (size_t i = 0; i < sizeof wrong_ones / sizeof *wrong_ones; i++) {
        CASE(wrong_ones[i]);
        CHECK(!take_step(&t, "read_statement", 0, wrong_ones[i]));
        SAME_TEXT(s.w->field, "lines");
    }
    CASE("titles and totals are passed over, the last amount counts, what it does not name is left out");
    CHECK(take_step(&t, "read_statement", 0, "订单号\t订单金额\t佣金\t实付\r\nmt0\t150.00\t-28.00\t122.00\r\n\r\nMT1\t210.00\t-35.00\t￥175.00\r\n合计\t\t\t297.00"));
    struct row_seen seen = { .t = &t };
    CHECK(shop_write(&s, &s.clerk, look_at_rows, &seen));
    EQUAL(seen.rows[0].differs.fen, -300);
    EQUAL(seen.rows[1].differs.fen, 0);
    CHECK(seen.rows[1].differs.given && !seen.rows[2].differs.given && seen.rows[2].out);
    CHECK(shop_write(&s, &s.clerk, look, &t));
    EQUAL(t.expected, 29700);
    EQUAL(t.difference, 0);
    CHECK(take_step(&t, "split", 0, ""));                /* the sum is what the statement says: nothing to give a reason for */
    CHECK(shop_write(&s, &s.clerk, look, &t));
    EQUAL(t.shares[0], 12200);
    EQUAL(t.shares[2], 0);
    shop_close(&s);
}

TEST_DB(so_much_that_an_order_would_get_more_than_it_costs_says_that_orders_are_missing)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct payout_try t = { .s = &s, .amount = { 46100 } };
    CHECK(shop_write(&s, &the_system, three_orders, &t));
    CHECK(shop_write(&s, &s.clerk, came, &t));
    CHECK(!take_step(&t, "split", 0, "不知道"));
    CHECK(shop_write(&s, &s.clerk, look, &t));
    EQUAL(t.fee, PLATFORM_FEE_EXPECTED);
    EQUAL(t.paid, 0);
    CASE("left out, all that is left gets too much even more");
    CHECK(take_step(&t, "leave_out", t.fees[0], ""));
    CHECK(!take_step(&t, "split", 0, "不知道"));
    CHECK(!take_step(&t, "leave_out", 12345, ""));
    SAME_TEXT(s.w->field, "fee");
    shop_close(&s);
}

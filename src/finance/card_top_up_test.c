/* card_top_up_test.c — a card topped up (续充): a contract of its own on the same card, the oldest used first, limits of the card checked again (DOMAIN.md §2.5). */
#include <string.h>
#include "finance/books.h"
#include "finance/finance_house_test.h"
#include "finance/identity.h"

struct more { struct shop *s; int64_t card, next, payment, second; money paid, gift, amount, list; int64_t bought; enum card_kind kind; text step; int day; int64_t got[8]; };
struct topping { money paid, gift; int64_t bought; text contract; };

static bool act(struct more *m, db_run *run)
{
    work_clear(m->s->w);
    m->s->w->now = m->s->w->acted = day_at((day){ SHOP_DAY + m->day }, 10 * 60);
    return shop_write(m->s, &m->s->boss, run, m);
}

static bool buy(struct work *w, int64_t card, money amount)
{
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .card = { card }, .amount = amount, .channel = CHANNEL_WECHAT, .channel_number = "", .remark = "" };
    return ADD(w, payment, &p);
}

static bool sold(struct work *w, void *data)
{
    struct more *m = data;
    struct prepaid_card c = { .customer = { m->s->customers[0] }, .kind = m->kind, .named = true, .contract = "YF-1", .purpose = "保洁", .refund_way = "原路退回", .card_number = "卡一", .remark = "", .paid = m->paid, .gift = m->gift, .uses = CARD_PAID_FIRST,
        .bought = m->bought, .list_price = m->list };
    m->card = ADD(w, prepaid_card, &c) ? c.record.id : 0;
    return m->card && buy(w, m->card, m->paid);
}

static bool topped(struct work *w, void *data)
{
    struct more *m = data;
    struct prepaid_card *c = LOAD(w, prepaid_card, m->card);
    if (!c || !step_run(w, &prepaid_card_type, c, "top_up", &(struct topping){ m->paid, m->gift, m->bought, "" })) return false;
    m->next = db_one(w, SQL("select max(id) from prepaid_card where tops_up = $1"), BIND(num(m->card)), 0);
    return m->next != 0;
}
static bool paid_for(struct work *w, void *data) { struct more *m = data; return buy(w, m->next, m->paid); }

static bool pay_visit(struct work *w, void *data)
{
    struct more *m = data;
    struct visit v = shop_visit(m->s, 0, 0, m->day, 9, VISIT_APPROVED, m->amount.fen, m->amount.fen / 2);
    if (!ADD(w, visit, &v)) return false;
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .visit = { v.record.id }, .from_card = { m->card }, .amount = m->amount, .channel = CHANNEL_PREPAID, .channel_number = "", .remark = "" };
    m->payment = ADD(w, payment, &p) ? p.record.id : 0;
    return m->payment != 0;
}

static bool taken_back(struct work *w, void *data)
{
    struct payment *p = LOAD(w, payment, ((struct more *)data)->payment);
    w->reason = "错记";
    return p && step_run(w, &payment_type, p, "reverse", NULL);
}

static bool step_of_card(struct work *w, void *data)
{
    struct more *m = data;
    struct prepaid_card *c = LOAD(w, prepaid_card, m->card);
    struct { int64_t first; int64_t more[3]; } in = { m->step[0] == 'h' ? m->s->customers[1] : CARD_LOST, { 0 } };
    w->reason = "客户说卡丢了";
    return c && step_run(w, &prepaid_card_type, c, m->step, m->step[0] == 'u' ? (const void *)&(struct { text number; }){ "卡二" } : &in);
}

/* state, paid, gift of both; and the books prove. */
static bool looked(struct work *w, void *data)
{
    struct more *m = data;
    const struct prepaid_card *a = LOAD(w, prepaid_card, m->card), *b = LOAD(w, prepaid_card, m->next);
    struct identity all[IDENTITIES];
    if (!a || !b || !identities_look(w, all)) return false;
    for (int i = 0; i < IDENTITIES; i++) EQUAL(all[i].broken, 0);
    memcpy(m->got, (const int64_t[]){ a->state, a->paid_left.fen, a->gift_left.fen, b->state, b->paid_left.fen, b->gift_left.fen, card_left_together(w, b).fen, card_units_together(w, a) }, sizeof m->got);
    return true;
}

static void stands(struct more *m, enum card_state first, int64_t paid, int64_t gift, enum card_state second, int64_t paid2, int64_t gift2)
{
    CHECK(act(m, looked));
    EQUAL(m->got[0], first); EQUAL(m->got[1], paid); EQUAL(m->got[2], gift);
    EQUAL(m->got[3], second); EQUAL(m->got[4], paid2); EQUAL(m->got[5], gift2);
}

static bool is_of_its_own(struct work *w, void *data)
{
    struct more *m = data;
    const struct prepaid_card *b = LOAD(w, prepaid_card, m->next);
    return b && b->served_before && b->tops_up.id == m->card && b->customer.id == m->s->customers[0] && !strcmp(b->card_number, "卡一") && !strcmp(b->refund_way, "原路退回") && b->uses == CARD_PAID_FIRST;
}

TEST_DB(a_topped_up_card_is_paid_from_as_one_the_oldest_money_first_and_put_back_where_it_came_from)
{
    struct shop s;
    struct more m = { .s = &s, .kind = CARD_STORED, .paid = { 200000 }, .gift = { 10000 } };
    if (!shop_open(&s)) return;
    CHECK(act(&m, sold));
    m.amount.fen = 50000;
    CHECK(act(&m, pay_visit));
    CASE("more than the card holds: what is left counts");
    m.paid.fen = 340000; m.gift.fen = 10000;
    CHECK(!act(&m, topped));
    SAME_TEXT(s.w->field, "paid");
    CASE("as much as it holds, waiting for its money; a second one is not begun meanwhile");
    m.paid.fen = 300000; m.gift.fen = 30000;
    CHECK(act(&m, topped));
    CHECK(act(&m, is_of_its_own));
    m.amount.fen = 170000;
    CHECK(!act(&m, pay_visit));
    CHECK(!act(&m, topped));
    CHECK(act(&m, paid_for));
    CASE("one visit takes the rest of the old money, its gift, and then of the new");
    m.amount.fen = 170000;
    CHECK(act(&m, pay_visit));
    stands(&m, CARD_CONSUMED, 0, 0, CARD_ACTIVE, 290000, 30000);
    EQUAL(m.got[6], 320000);
    CASE("more than is on both together is refused; the same payment taken back fills both again");
    m.amount.fen = 320001;
    int64_t payment = m.payment;
    CHECK(!act(&m, pay_visit));
    m.payment = payment;
    CHECK(act(&m, taken_back));
    stands(&m, CARD_ACTIVE, 150000, 10000, CARD_ACTIVE, 300000, 30000);
    shop_close(&s);
}

TEST_DB(a_lost_or_handed_on_card_takes_its_top_ups_along)
{
    struct shop s;
    struct more m = { .s = &s, .kind = CARD_STORED, .paid = { 200000 } };
    if (!shop_open(&s)) return;
    CHECK(act(&m, sold));
    CHECK(act(&m, topped));
    CHECK(act(&m, paid_for));
    m.step = "freeze";
    CHECK(act(&m, step_of_card));
    stands(&m, CARD_FROZEN, 200000, 0, CARD_FROZEN, 200000, 0);
    EQUAL(m.got[6], 0);
    m.step = "unfreeze";
    CHECK(act(&m, step_of_card));
    stands(&m, CARD_ACTIVE, 200000, 0, CARD_ACTIVE, 200000, 0);
    m.step = "hand_on";
    CHECK(act(&m, step_of_card));
    CHECK(!act(&m, is_of_its_own));
    m.amount.fen = 100;
    CHECK(!act(&m, pay_visit));
    SAME_TEXT(s.w->field, "from_card");
    shop_close(&s);
}

TEST_DB(visits_topped_up_are_used_one_by_one_from_the_older_ten)
{
    struct shop s;
    struct more m = { .s = &s, .kind = CARD_VISITS, .paid = { 27000 }, .bought = 2, .list = { 15000 } };
    if (!shop_open(&s)) return;
    CHECK(act(&m, sold));
    m.bought = 0;
    CHECK(act(&m, topped));
    CHECK(act(&m, paid_for));
    m.amount.fen = 15000;
    for (int i = 0; i < 3; i++) CHECK(act(&m, pay_visit));
    stands(&m, CARD_CONSUMED, 0, 0, CARD_ACTIVE, 13500, 0);
    EQUAL(m.got[7], 1);
    CHECK(act(&m, pay_visit));
    CASE("none is left: it says so; topped up once more it goes on");
    CHECK(!act(&m, pay_visit));
    CHECK(act(&m, topped));
    CHECK(act(&m, paid_for));
    CHECK(act(&m, pay_visit));
    shop_close(&s);
}

static bool months_bill(struct work *w, void *data)
{
    (void)data;
    struct bill_line lines[] = { { .label = "工资", .amount = { 713846 }, .trust = { 713846 } }, { .label = "服务费", .amount = { 30154 } } };
    struct bill b = { .state = BILL_SENT, .total = { 744000 }, .trust = { 713846 }, .lines = { lines, 2 } };
    EQUAL(bill_payable_by_card(w, &b).fen, 30154);
    b.paid.fen = 720000;
    EQUAL(bill_payable_by_card(w, &b).fen, 24000);
    b.paid.fen = 0;
    lines[0].visit.id = 1;
    EQUAL(bill_payable_by_card(w, &b).fen, 744000);
    return !failed(w);
}

TEST_DB(a_card_pays_the_fee_of_a_placements_month_not_the_wage_that_is_passed_on)
{
    struct shop s;
    struct more m = { .s = &s };
    if (!shop_open(&s)) return;
    CHECK(act(&m, months_bill));
    shop_close(&s);
}

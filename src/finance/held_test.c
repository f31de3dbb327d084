/* held_test.c — cash a worker holds that is more than her pay (DOMAIN.md §4.7): it waits for the next settlement, as an advance does. */
#include "finance/finance_house_test.h"
#include "finance/settlement_own.h"
#include "finance/payment.h"

struct cash { struct shop *shop; int64_t settlement, visit, amount; int day; text step; money total, netted, carried; };

/* Her pay is 1,000; the customer hands her `amount`. */
static bool visit_and_cash(struct work *w, void *data)
{
    struct cash *c = data;
    struct visit v = shop_visit(c->shop, 0, 0, c->day, 9, VISIT_APPROVED, 150000, 100000);
    if (!ADD(w, visit, &v)) return false;
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .visit = { v.record.id }, .amount = { c->amount }, .channel = CHANNEL_CASH, .collector = { c->shop->workers[0] }, .paid_at = day_at((day){ SHOP_DAY + c->day }, 720), .channel_number = "", .remark = "" };
    return !c->amount || ADD(w, payment, &p);
}
static bool settle(struct work *w, void *data)
{
    struct cash *c = data;
    c->settlement = settlement_make(w, c->shop->workers[0], (day){ SHOP_DAY + c->day }, (day){ SHOP_DAY + c->day });
    return c->settlement != 0;
}
static bool take_step(struct work *w, void *data)
{
    struct cash *c = data;
    struct settlement *s = LOAD(w, settlement, c->settlement);
    w->reason = "钟点记错了";
    return s && step_take(w, &settlement_type, s, c->step, NULL);
}
static bool bonus(struct work *w, void *data)
{
    struct cash *c = data;
    struct settlement *s = LOAD(w, settlement, c->settlement);
    w->reason = "全勤";
    return s && step_take(w, &settlement_type, s, "adjust", &(struct settlement_adjustment){ PAY_PUNCTUALITY, "全勤", { 20000 } });
}
static bool look(struct work *w, void *data)
{
    struct cash *c = data;
    const struct settlement *s = LOAD(w, settlement, c->settlement);
    if (!s) return false;
    c->total = s->total;
    c->netted = s->netted;
    c->carried = cash_carried(w, s->worker.id);
    return true;
}
static void is(struct cash *c, int64_t total, int64_t netted, int64_t carried)
{
    CHECK(shop_write(c->shop, &c->shop->clerk, look, c));
    EQUAL(c->total.fen, total);
    EQUAL(c->netted.fen, netted);
    EQUAL(c->carried.fen, carried);
}
static void locked(struct cash *c)
{
    static const text steps[] = { "check", "send", "confirm", "lock" };
    for (int i = 0; i < 4; i++) {
        c->step = steps[i];
        CHECK(shop_write(c->shop, i == 0 || i == 3 ? &c->shop->boss : &c->shop->clerk, take_step, c));
    }
}

TEST_DB(cash_beyond_her_pay_waits_for_the_next_settlement_and_none_is_below_nothing)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct cash c = { .shop = &s, .amount = 150000 };
    CHECK(shop_write(&s, &s.clerk, visit_and_cash, &c) && shop_write(&s, &s.clerk, settle, &c));
    is(&c, 0, 100000, 50000);
    CASE("a bonus put in takes more of it at once");
    CHECK(shop_write(&s, &s.clerk, bonus, &c));
    is(&c, 0, 120000, 30000);
    int64_t first = c.settlement;
    locked(&c);
    CASE("the next pay has the rest taken off");
    c = (struct cash){ .shop = &s, .day = 1 };
    CHECK(shop_write(&s, &s.clerk, visit_and_cash, &c) && shop_write(&s, &s.clerk, settle, &c));
    is(&c, 70000, 30000, 0);
    int64_t second = c.settlement;
    CASE("the first is reversed: its draft carries what the second took, and nothing is taken twice");
    c.settlement = first;
    c.step = "reverse";
    CHECK(shop_write(&s, &s.boss, take_step, &c));
    c.settlement = second;
    is(&c, 70000, 30000, 0);
    shop_close(&s);
}

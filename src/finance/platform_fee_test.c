/* platform_fee_test.c — a platform's fee is an entry of its own, and its paying out pays the customer's bill. 150 yuan, 25 of them the platform's (16.7 %, DOMAIN.md §4.1). */
#include "finance/finance_house_test.h"
#include "finance/platform_fee.h"

struct platform { struct shop *s; int64_t visit, fee, bill; struct { maybe_money paid_out; instant paid_at; text number, why; } in; };

static bool approved_visit(struct work *w, void *data)
{
    struct platform *p = data;
    struct service_order o = { .record.branch = { p->s->branch }, .state = ORDER_DRAFT, .customer = { p->s->customers[0] }, .household = { p->s->homes[0] }, .line = { p->s->line }, .start = day_at((day){ SHOP_DAY }, 540), .length = { 180 },
        .channel = "美团", .channel_number = "MT1", .voucher = "", .coupon_code = "", .coupon_from = "", .wishes = "", .terms_version = "", .contract_number = "", .platform_fee = { 2500 } };
    struct price_rule list = { .state = PRICE_PUBLISHED, .line = { p->s->line }, .name = "价", .valid_from = { SHOP_DAY - 100 }, .unit_price = { 5000 }, .worker_percent = 75 };
    if (!ADD(w, price_rule, &list) || !ADD(w, service_order, &o)) return false;
    EQUAL(o.price.fen, 15000);
    struct visit v = shop_visit(p->s, 0, 0, 0, 9, VISIT_FINISHED, 15000, 11250);
    v.service_order.id = o.record.id;
    if (!ADD(w, visit, &v)) return false;
    void *there = record_peek(w, &visit_type, v.record.id);
    p->visit = v.record.id;
    if (!there || !step_run(w, &visit_type, there, "approve", NULL) || !platform_fees_fill(w)) return false;
    struct found all = LOAD_WHERE(w, platform_fee, "visit = $1", BIND(num(p->visit)));
    EQUAL(all.count, 1);                                /* the clock adds no second one */
    if (!all.count) return false;
    const struct platform_fee *f = all.at[0];
    EQUAL(f->price.fen, 15000);
    EQUAL(f->fee.fen, 2500);
    CHECK(strstr(platform_fee_type.title(w, f), "¥150.00 · 美团"));       /* picked out of a payout's orders by its price, not by the fee they share */
    p->fee = f->record.id;
    p->bill = bill_make(w, p->s->customers[0], (day){ SHOP_DAY }, (day){ SHOP_DAY });
    return p->bill != 0;
}

static bool reconcile(struct work *w, void *data)
{
    struct platform *p = data;
    void *f = LOAD(w, platform_fee, p->fee);
    return f && step_take(w, &platform_fee_type, f, "reconcile", &p->in);
}

static bool bill_is_paid(struct work *w, void *data)
{
    struct platform *p = data;
    const struct bill *b = LOAD(w, bill, p->bill);
    const struct platform_fee *f = LOAD(w, platform_fee, p->fee);
    const struct payment *paid = f ? LOAD(w, payment, f->payment.id) : NULL;
    if (!b || !paid) return false;
    EQUAL(b->total.fen, 15000);
    EQUAL(b->paid.fen, 15000);
    EQUAL(paid->channel, CHANNEL_PLATFORM);
    EQUAL(f->paid_out.fen, 12400);
    EQUAL(f->fee.fen, 2600);
    return true;
}

TEST_DB(a_platforms_fee_is_our_cost_and_what_it_pays_out_settles_the_customers_bill)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct platform p = { .s = &s, .in = { .number = "", .why = "" } };
    if (shop_write(&s, &the_system, approved_visit, &p)) {
        p.in.paid_out = (maybe_money){ 15001, true };
        CHECK(!shop_write(&s, &s.clerk, reconcile, &p));
        SAME_TEXT(s.w->field, "paid_out");
        p.in.paid_out.fen = 12400;
        CHECK(!shop_write(&s, &s.clerk, reconcile, &p));
        SAME_TEXT(s.w->field, "why");
        p.in.why = "推广费";
        CHECK(shop_write(&s, &s.clerk, reconcile, &p));
        CHECK(shop_write(&s, &s.clerk, bill_is_paid, &p));
        CHECK(!shop_write(&s, &s.clerk, reconcile, &p));
        EQUAL(s.w->failure, CONFLICT);
    } else CHECK(false);
    shop_close(&s);
}

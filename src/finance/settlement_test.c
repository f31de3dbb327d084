/* settlement_test.c — what may not happen to a wage, what is brought along, and refunds that need two. */
#include <string.h>
#include "base/words.h"
#include "finance/finance_house_test.h"
#include "finance/settlement_own.h"
#include "record/said.h"

TEST(payday_follows_the_mode)
{
    day first = day_from_date((struct date){ 2026, 1, 1 }), last = day_from_date((struct date){ 2026, 1, 31 });
    EQUAL(settlement_payday(MODE_EMPLOYEE, first, last, 7).number, day_from_date((struct date){ 2026, 2, 15 }).number);
    EQUAL(settlement_payday(MODE_PART_TIME, first, day_from_date((struct date){ 2026, 1, 15 }), 7).number, day_from_date((struct date){ 2026, 1, 16 }).number);
    EQUAL(settlement_payday(MODE_GIG, first, last, 7).number, day_from_date((struct date){ 2026, 2, 7 }).number);
}

struct wage { struct shop *shop; int64_t settlement; struct settlement_adjustment in; };

static bool wage_visits(struct work *w, void *data)
{
    struct wage *g = data;
    struct visit v = shop_visit(g->shop, 0, 0, 0, 9, VISIT_APPROVED, 150000, 100000);
    if (!ADD(w, visit, &v)) return false;
    g->settlement = settlement_make(w, g->shop->workers[0], (day){ SHOP_DAY }, (day){ SHOP_DAY });
    return g->settlement != 0;
}

static bool adjust(struct work *w, void *data)
{
    struct wage *g = data;
    struct settlement *s = LOAD(w, settlement, g->settlement);
    w->reason = "agreed and signed";
    return s && step_take(w, &settlement_type, s, "adjust", &g->in);
}

static bool total_is(struct work *w, void *data)
{
    struct wage *g = data;
    const struct settlement *s = LOAD(w, settlement, g->settlement);
    if (!s) return false;
    EQUAL(s->earned.fen, 100000); EQUAL(s->deducted.fen, 20000); EQUAL(s->total.fen, 80000);
    return true;
}

TEST_DB(damage_takes_at_most_a_fifth_and_deposits_are_never_taken)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct wage g = { .shop = &s };
    CHECK(shop_write(&s, &s.clerk, wage_visits, &g));
    g.in = (struct settlement_adjustment){ PAY_COMPENSATION, "花瓶", { 20001 } };
    CHECK(!shop_write(&s, &s.clerk, adjust, &g));
    SAME_TEXT(s.w->wrong ? s.w->wrong->field : "", "lines");
    g.in.amount.fen = 15000;
    CHECK(shop_write(&s, &s.clerk, adjust, &g));
    CASE("the second one of the month counts with the first");
    g.in.amount.fen = 5001;
    CHECK(!shop_write(&s, &s.clerk, adjust, &g));
    g.in.amount.fen = 5000;
    CHECK(shop_write(&s, &s.clerk, adjust, &g));
    CHECK(shop_write(&s, &s.clerk, total_is, &g));
    CASE("a uniform deposit by another name");
    g.in = (struct settlement_adjustment){ PAY_INSURANCE_SHARE, "工服押金", { 100 } };
    CHECK(!shop_write(&s, &s.clerk, adjust, &g));
    SAME_TEXT(s.w->wrong ? s.w->wrong->message : "", "No deposit may be taken from a worker, for a uniform or anything else (劳动合同法 9)");
    shop_close(&s);
}

static bool too_long(struct work *w, void *data)
{
    struct shop *s = data;
    struct visit v = shop_visit(s, 0, 1, 0, 9, VISIT_APPROVED, 15000, 10000);
    return ADD(w, visit, &v) && settlement_make(w, s->workers[1], (day){ SHOP_DAY }, (day){ SHOP_DAY + 15 });
}

TEST_DB(part_time_wages_are_settled_within_fifteen_days)
{
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(!shop_write(&s, &s.clerk, too_long, &s));
    SAME_TEXT(s.w->wrong ? s.w->wrong->field : "", "last");
    shop_close(&s);
}

/* ---- a settlement's whole course ---- */

static bool whole_course(struct work *w, void *data)
{
    struct wage *g = data;
    struct settlement *s = LOAD(w, settlement, g->settlement);
    static const text steps[] = { "check", "send", "confirm", "lock" };
    for (int i = 0; i < 4 && s; i++)
        if (!step_take(w, &settlement_type, s, steps[i], NULL)) return false;
    struct payment p = { .kind = PAYMENT_TO_WORKER, .settlement = { g->settlement }, .amount = { 100000 }, .channel = CHANNEL_TRANSFER, .channel_number = "", .remark = "" };
    if (!ADD(w, payment, &p)) return false;
    EQUAL(p.worker.id, g->shop->workers[0]);
    EQUAL(s->state, SETTLEMENT_PAID); EQUAL(s->paid.fen, 100000);
    w->reason = "hours were wrong";
    if (!step_take(w, &settlement_type, s, "reverse", NULL)) return false;
    struct found next = LOAD_WHERE(w, settlement, "corrects = $1", BIND(num(g->settlement)));
    EQUAL(next.count, 1);
    EQUAL(s->state, SETTLEMENT_REVERSED);
    EQUAL(db_one(w, SQL("select cast(sum(total) as bigint) from settlement where state in (11, 12)"), NO_BIND, -1), 0);
    EQUAL(FOUND(struct settlement, next, 0)->paid.fen, 100000);
    EQUAL(db_one(w, SQL("select document from visit_claim where worker <> 0"), NO_BIND, 0), FOUND(struct settlement, next, 0)->record.id);
    return !failed(w);
}

TEST_DB(a_settlement_is_paid_when_locked_and_reversed_with_both_sides_visible)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct wage g = { .shop = &s };
    CHECK(shop_write(&s, &s.clerk, wage_visits, &g));
    CHECK(shop_write(&s, &s.boss, whole_course, &g));
    shop_close(&s);
}

/* ---- brought along ---- */

static bool sheets(struct work *w, void *data)
{
    struct shop *s = data;
    struct opening_balance debt = { .kind = OPENING_DEBT, .customer = { s->customers[0] }, .as_of = { SHOP_DAY - 1 }, .amount = { 30000 }, .kept_where = "" };
    struct opening_balance wage = { .kind = OPENING_UNPAID_WAGE, .worker = { s->workers[0] }, .as_of = { SHOP_DAY - 1 }, .amount = { 250000 }, .kept_where = "" };
    struct opening_balance advance = { .kind = OPENING_ADVANCE, .worker = { s->workers[0] }, .as_of = { SHOP_DAY - 1 }, .amount = { 50000 }, .kept_where = "" };
    return ADD(w, opening_balance, &debt) && ADD(w, opening_balance, &wage) && ADD(w, opening_balance, &advance);
}

static bool accept_all(struct work *w, void *data)
{
    (void)data;
    struct found all = LOAD_WHERE(w, opening_balance, "state = 1 order by id", NO_BIND);
    for (int i = 0; i < all.count; i++)
        if (!step_take(w, &opening_balance_type, all.at[i], "accept", NULL)) return false;
    return !failed(w);
}

static bool taken_up(struct work *w, void *data)
{
    struct shop *s = data;
    EQUAL(customer_owes(w, s->customers[0]).fen, 30000);
    EQUAL(((const struct customer *)record_peek(w, &customer_type, s->customers[0]))->owed.fen, 30000);
    const struct settlement *n = record_peek(w, &settlement_type, settlement_make(w, s->workers[0], (day){ SHOP_DAY }, (day){ SHOP_DAY }));
    if (!n) return false;
    EQUAL(n->earned.fen, 250000); EQUAL(n->deducted.fen, 50000); EQUAL(n->total.fen, 200000);
    EQUAL(db_one(w, SQL("select count(*) from opening_balance where state = 3"), NO_BIND, 0), 2);
    return !failed(w);
}

static bool rich_customer(struct work *w, void *data)
{
    struct shop *s = data;
    struct person p = { .name = "欠款人" };
    if (!ADD(w, person, &p)) return false;
    struct customer c = { .person = { p.record.id }, .tax_number = "", .owed = { 7700 } };
    c.record.branch.id = s->branch;
    if (!ADD(w, customer, &c)) return false;
    EQUAL(customer_owes(w, c.record.id).fen, 7700);
    struct payment part = { .record.branch = { s->branch }, .kind = PAYMENT_FROM_CUSTOMER, .customer = { c.record.id }, .amount = { 700 }, .channel = CHANNEL_CASH, .channel_number = "", .remark = "" };
    if (!ADD(w, payment, &part)) return false;
    EQUAL(customer_owes(w, c.record.id).fen, 7000);
    EQUAL(((const struct customer *)record_peek(w, &customer_type, c.record.id))->owed.fen, 7000);
    EQUAL(db_one(w, SQL("select amount from opening_balance where customer = $1"), BIND(num(c.record.id)), 0), 7700);
    return !failed(w);
}

TEST_DB(what_is_brought_along_is_accepted_by_a_second_person_and_taken_up_once)
{
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(shop_write(&s, &s.clerk, sheets, &s));
    CHECK(!shop_write(&s, &s.clerk, accept_all, &s));
    CHECK(shop_write(&s, &s.boss, accept_all, &s));
    CHECK(shop_write(&s, &s.clerk, taken_up, &s));
    CASE("a debt in the customer sheet");
    CHECK(shop_write(&s, &the_system, rich_customer, &s));
    shop_close(&s);
}

/* ---- advances brought along ---- */

struct in_advance { struct shop *shop; int worker, on; int64_t pay, settlement; struct settlement is; };

static bool gave_before(struct work *w, void *data)
{
    const struct in_advance *a = data;
    struct opening_balance o = { .kind = OPENING_ADVANCE, .worker = { a->shop->workers[a->worker] }, .as_of = { SHOP_DAY - 1 }, .amount = { 50000 }, .kept_where = "" };
    return ADD(w, opening_balance, &o);
}

static bool earns(struct work *w, void *data)
{
    struct in_advance *a = data;
    struct visit v = shop_visit(a->shop, 0, a->worker, a->on, 9, VISIT_APPROVED, a->pay * 2, a->pay);
    if (!ADD(w, visit, &v)) return false;
    a->settlement = settlement_make(w, a->shop->workers[a->worker], (day){ SHOP_DAY + a->on }, (day){ SHOP_DAY + a->on });
    const struct settlement *s = a->settlement ? LOAD(w, settlement, a->settlement) : NULL;
    if (s) a->is = *s;
    return s != NULL;
}

static bool bonus(struct work *w, void *data)
{
    struct in_advance *a = data;
    struct settlement *s = LOAD(w, settlement, a->settlement);
    w->reason = "agreed";
    if (!s || !step_take(w, &settlement_type, s, "adjust", &(struct settlement_adjustment){ PAY_MEAL, "餐补", { 1000 } })) return false;
    a->is = *s;
    return true;
}

static bool still_accepted(struct work *w, void *data) { EQUAL(db_one(w, SQL("select count(*) from opening_balance where state = 2"), NO_BIND, -1), *(const int *)data); return true; }

TEST_DB(an_advance_brought_along_never_takes_pay_below_zero_and_the_rest_waits)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct in_advance a = { .shop = &s, .worker = 2, .on = 0, .pay = 30000 };
    CHECK(shop_write(&s, &s.clerk, gave_before, &a) && shop_write(&s, &s.boss, accept_all, &s));
    CHECK(shop_write(&s, &s.clerk, earns, &a));
    EQUAL(a.is.deducted.fen, 30000); EQUAL(a.is.total.fen, 0);
    CHECK(shop_write(&s, &s.clerk, still_accepted, &(int){ 1 }));
    CASE("a line put in afterwards goes towards it too");
    CHECK(shop_write(&s, &s.clerk, bonus, &a));
    EQUAL(a.is.deducted.fen, 31000); EQUAL(a.is.total.fen, 0);
    a.on = 1; a.pay = 40000;
    CHECK(shop_write(&s, &s.clerk, earns, &a));
    EQUAL(a.is.deducted.fen, 19000); EQUAL(a.is.total.fen, 21000);
    CHECK(shop_write(&s, &s.clerk, still_accepted, &(int){ 0 }));
    a.on = 2;
    CHECK(shop_write(&s, &s.clerk, earns, &a));
    EQUAL(a.is.deducted.fen, 0);
    shop_close(&s);
}

static bool set_least(struct work *w, void *data) { return ADD(w, setting, (struct setting *)data); }

TEST_DB(an_employee_gives_back_a_fifth_of_the_month_and_keeps_the_minimum_wage)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct setting least = { .code = SETTING_MINIMUM_MONTHLY, .since = { SHOP_DAY - 400 }, .value = "90000" };
    struct in_advance a = { .shop = &s, .worker = 0, .on = 0, .pay = 100000 };
    CHECK(shop_write(&s, &the_system, set_least, &least));
    CHECK(shop_write(&s, &s.clerk, gave_before, &a) && shop_write(&s, &s.boss, accept_all, &s));
    CHECK(shop_write(&s, &s.clerk, earns, &a));
    EQUAL(a.is.deducted.fen, 10000); EQUAL(a.is.total.fen, 90000);
    CASE("the month's second one: a fifth of both, less what was taken");
    a.on = 1; a.pay = 40000;
    CHECK(shop_write(&s, &s.clerk, earns, &a));
    EQUAL(a.is.deducted.fen, 18000); EQUAL(a.is.total.fen, 22000);
    shop_close(&s);
}

/* ---- refunds ---- */

struct case_of { struct shop *shop; int64_t refund; text step; int64_t paid; };

static bool request(struct work *w, void *data)
{
    struct case_of *c = data;
    struct refund r = { .customer = { c->shop->customers[0] }, .kind = CARD_VISITS, .side = SIDE_OF_COMPANY, .card_paid = { c->paid }, .list_price = { 15000 }, .bought = 10, .used = 4,
        .sold = { day_of(w->now).number - 60 } };
    if (!ADD(w, refund, &r)) return false;
    c->refund = r.record.id;
    return true;
}

static bool refund_step(struct work *w, void *data)
{
    struct case_of *c = data;
    struct refund *r = LOAD(w, refund, c->refund);
    struct { enum payment_channel channel; text channel_number, why; ref authority; } in = { CHANNEL_WECHAT, "", "" };
    return r && step_take(w, &refund_type, r, c->step, &in);
}

static bool refund_is(struct work *w, void *data)
{
    struct case_of *c = data;
    const struct refund *r = LOAD(w, refund, c->refund);
    if (!r) return false;
    EQUAL(r->state, REFUND_PAID); EQUAL(r->amount.fen, 24000);
    const struct payment *p = LOAD(w, payment, r->payment.id);
    CHECK(p && p->kind == PAYMENT_TO_CUSTOMER && p->amount.fen == 24000);
    CASE("paid out of the card: no new debt");
    EQUAL(customer_owes(w, r->customer.id).fen, 0);
    return !failed(w);
}

static bool go(struct case_of *c, const struct actor *actor, text step)
{
    c->step = step;
    return shop_write(c->shop, actor, refund_step, c);
}

TEST_DB(a_refund_is_approved_by_a_second_person_and_a_large_one_by_headquarters)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct case_of c = { .shop = &s, .paid = 40000 };
    CHECK(shop_write(&s, &s.clerk, request, &c) && go(&c, &s.clerk, "calculate"));
    CHECK(!go(&c, &s.clerk, "approve") && go(&c, &s.boss, "approve") && go(&c, &s.clerk, "pay"));
    CHECK(shop_write(&s, &the_system, refund_is, &c));
    c.paid = 135000;
    CHECK(shop_write(&s, &s.clerk, request, &c) && go(&c, &s.clerk, "calculate"));
    CHECK(!go(&c, &s.boss, "approve"));
    CHECK(strstr(s.w->message, "headquarters") != NULL);
    CHECK(go(&c, &the_system, "approve"));
    shop_close(&s);
}

/* ---- begun by hand ---- */

static bool begin_by_hand(struct work *w, void *data)
{
    struct wage *g = data;
    struct visit v = shop_visit(g->shop, 0, 0, 0, 9, VISIT_APPROVED, 150000, 100000);
    struct opening_balance owed = { .kind = OPENING_UNPAID_WAGE, .state = OPENING_ACCEPTED, .worker = { g->shop->workers[0] }, .as_of = { SHOP_DAY - 1 }, .amount = { 7000 }, .kept_where = "" };
    struct settlement s = { .state = SETTLEMENT_OPEN, .worker = { g->shop->workers[0] }, .first = { SHOP_DAY }, .last = { SHOP_DAY }, .objection = "", .answer = "", .remark = "" };
    if (!ADD(w, visit, &v) || !ADD(w, opening_balance, &owed) || !ADD(w, settlement, &s)) return false;
    g->settlement = s.record.id;
    return true;
}
static bool calculate(struct work *w, void *data)
{
    struct settlement *s = LOAD(w, settlement, ((struct wage *)data)->settlement);
    return s && step_take(w, &settlement_type, s, "calculate", NULL);
}
static bool has_both(struct work *w, void *data)
{
    struct wage *g = data;
    const struct settlement *s = LOAD(w, settlement, g->settlement);
    if (!s) return false;
    EQUAL(s->lines.count, 2); EQUAL(s->total.fen, 107000); EQUAL(s->mode, ((const struct worker *)record_peek(w, &worker_type, s->worker.id))->mode);
    CHECK(!settlement_waits(w, s->worker.id, s->record.branch.id, s->first, s->last));
    return true;
}

TEST_DB(a_settlement_begun_by_hand_takes_in_what_waits_for_her_once)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct wage g = { .shop = &s };
    CHECK(shop_write(&s, &s.clerk, begin_by_hand, &g) && shop_write(&s, &s.clerk, calculate, &g));
    CHECK(shop_write(&s, &s.clerk, has_both, &g));
    CHECK(shop_write(&s, &s.clerk, calculate, &g) && shop_write(&s, &s.clerk, has_both, &g));
    shop_close(&s);
}

static bool way_for_nothing(struct work *w, void *data)
{
    struct visit v = shop_visit(((struct wage *)data)->shop, 0, 0, 0, 9, VISIT_NO_ACCESS, 15000, 11250);
    v.reason = CANCEL_NOT_HOME;
    v.waited = 20;
    v.fee.fen = 5000;
    if (!ADD(w, visit, &v)) return false;
    const struct visit *at = LOAD(w, visit, v.record.id);
    CHECK(at && strstr(said_read(w, settlement_line_of(w, at, at->worker.id).label), translate(w->language, visit_fee_name(at))));
    return !failed(w);
}

TEST_DB(a_way_for_nothing_is_not_paid_as_the_service)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct wage g = { .shop = &s };
    CHECK(shop_write(&s, &the_system, way_for_nothing, &g));
    shop_close(&s);
}

/* ---- standing by ---- */

struct waiting { struct shop *shop; int64_t settlement, calm, called; };

static int64_t stood_by(struct work *w, const struct shop *s, int on, bool called)
{
    struct stand_by b = { .state = called ? STAND_BY_CALLED : STAND_BY_PLANNED, .worker = { s->workers[0] }, .start = day_at((day){ SHOP_DAY + on }, 7 * 60), .until = day_at((day){ SHOP_DAY + on }, 11 * 60), .pay = { 6000 }, .called_percent = 30 };
    if (called) b.called_at = b.start;
    void *there = ADD(w, stand_by, &b) ? record_peek(w, &stand_by_type, b.record.id) : NULL;
    return there && step_run(w, &stand_by_type, there, "finish", NULL) ? b.record.id : 0;
}

static bool settle_waiting(struct work *w, void *data)
{
    struct waiting *g = data;
    g->calm = stood_by(w, g->shop, 0, false);
    g->called = stood_by(w, g->shop, 1, true);
    if (!g->calm || !g->called || !stood_by(w, g->shop, 2, false)) return false;
    g->settlement = settlement_make(w, g->shop->workers[0], (day){ SHOP_DAY }, (day){ SHOP_DAY + 1 });
    const struct settlement *s = record_peek(w, &settlement_type, g->settlement);
    if (!s) return false;
    EQUAL(s->lines.count, 2);                                               /* the third time is after its last day */
    EQUAL(ROW(struct settlement_line, s->lines, 0)->amount.fen, 6000);      /* not called: all of it */
    EQUAL(ROW(struct settlement_line, s->lines, 1)->amount.fen, 1800);      /* called: 30 % on top of the visit */
    EQUAL(ROW(struct settlement_line, s->lines, 0)->stand_by.id, g->calm);
    EQUAL(s->earned.fen, 7800);
    EQUAL(s->total.fen, 7800);
    return !failed(w);
}

static bool settle_again(struct work *w, void *data)
{
    struct waiting *g = data;
    return settlement_make(w, g->shop->workers[0], (day){ SHOP_DAY }, (day){ SHOP_DAY + 1 }) != 0;
}

static bool strike_first(struct work *w, void *data)
{
    struct waiting *g = data;
    struct settlement *s = LOAD(w, settlement, g->settlement);
    w->reason = "x";
    return s && step_take(w, &settlement_type, s, "strike", &(struct settlement_strike){ 1 });
}

static bool drop_it(struct work *w, void *data)
{
    struct waiting *g = data;
    struct settlement *s = LOAD(w, settlement, g->settlement);
    w->reason = "x";
    return s && step_take(w, &settlement_type, s, "drop", NULL);
}

TEST_DB(standing_by_is_a_line_of_one_settlement_and_comes_back_when_that_is_dropped)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct waiting g = { .shop = &s };
    CHECK(shop_write(&s, &s.clerk, settle_waiting, &g));
    CHECK(!shop_write(&s, &s.clerk, settle_again, &g));
    SAME_TEXT(s.w->message, "There is nothing to settle from {1} to {2}");
    CHECK(!shop_write(&s, &s.clerk, strike_first, &g));
    SAME_TEXT(s.w->field, "line");
    CHECK(shop_write(&s, &s.clerk, drop_it, &g));
    CHECK(shop_write(&s, &s.clerk, settle_again, &g));
    shop_close(&s);
}

#include <string.h>
#include "finance/bill_own.h"
#include "finance/finance_house_test.h"
#include "finance/monthly.h"
#include "finance/tell.h"

static int32_t due(int64_t due_day, int year, int month, int d) { return monthly_due(due_day, day_from_date((struct date){ year, month, d })).number; }
static int32_t number(int year, int month, int d) { return day_from_date((struct date){ year, month, d }).number; }

TEST(a_monthly_bill_is_payable_on_her_day_of_the_next_month)
{
    EQUAL(due(10, 2026, 11, 30), number(2026, 12, 10));
    EQUAL(due(28, 2026, 12, 31), number(2027, 1, 28));
    EQUAL(due(31, 2027, 1, 31), number(2027, 2, 28));
    EQUAL(due(0, 2026, 11, 30), number(2026, 12, 15));
}

struct month { struct shop *s; int64_t site, bill, open; int bills; int64_t more; };

/* November 2025: two sites, four visits, one of them cancelled for nothing and one of December. */
static bool make_company(struct work *w, void *data)
{
    struct month *m = data;
    struct customer *c = LOAD(w, customer, m->s->customers[0]);
    if (!c) return false;
    c->kind = CUSTOMER_COMPANY;
    c->name = "云锦物业";
    c->monthly = true;
    c->due_day = 10;
    c->credit_limit.fen = 60000;
    struct household site = { .record.branch = { m->s->branch }, .customer = { c->record.id }, .estate = "二号楼", .address = { .plain = "二号楼大堂" } };
    if (!SAVE(w, customer, c) || !ADD(w, household, &site)) return false;
    for (int i = 0; i < 4; i++) {
        struct visit v = shop_visit(m->s, 0, i % 2, i == 3 ? 24 : i * 3, 9, i == 2 ? VISIT_CANCELLED : VISIT_APPROVED, 10000 + i * 1000, 7000);
        if (i == 1) v.household.id = site.record.id;
        if (!ADD(w, visit, &v)) return false;
    }
    return true;
}

static bool one_waits(struct work *w, void *data)
{
    struct month *m = data;
    struct visit v = shop_visit(m->s, 0, 0, 12, 9, VISIT_FINISHED, 5000, 3000);
    return ADD(w, visit, &v);
}

static bool bill_them(struct work *w, void *data)
{
    struct month *m = data;
    if (!bill_months(w)) return false;
    m->bills = (int)db_one(w, SQL("select count(*) from bill where customer = $1"), BIND(num(m->s->customers[0])), -1);
    m->bill = db_one(w, SQL("select id from bill where customer = $1"), BIND(num(m->s->customers[0])), 0);
    return !failed(w);
}

static bool look(struct work *w, void *data)
{
    struct month *m = data;
    const struct bill *b = LOAD(w, bill, m->bill);
    if (!b) return false;
    EQUAL(b->total.fen, 21000);
    SAME_TEXT(day_text(w->arena, b->first), "2025-11-01");
    SAME_TEXT(day_text(w->arena, b->last), "2025-11-30");
    const struct customer *c = LOAD(w, customer, b->customer.id);
    CHECK(c && strstr(bill_line_said(w, c, ROW(struct bill_line, b->lines, 1)), " · 二号楼"));     /* which site, on paper and on her phone */
    CHECK(!strstr(bill_line_said(w, c, ROW(struct bill_line, b->lines, 0)), "二号楼"));
    return true;
}

static bool credit(struct work *w, void *data)
{
    const struct month *m = data;
    return customer_credit(w, m->s->customers[0], (money){ m->more });
}

static bool at(struct month *m, int month, int on, db_run *run)
{
    m->s->w->now = day_at(day_from_date((struct date){ month == 1 ? 2026 : 2025, month, on }), 180);
    return shop_write(m->s, &the_system, run, m);
}

TEST_DB(a_companys_month_is_one_bill_over_all_sites_and_waits_for_what_is_not_approved)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct month m = { .s = &s };
    CHECK(shop_write(&s, &the_system, make_company, &m));
    CHECK(at(&m, 11, 30, bill_them));
    EQUAL(m.bills, 0);                      /* the month is not over */
    CHECK(shop_write(&s, &the_system, one_waits, &m));
    CHECK(at(&m, 12, 2, bill_them));
    EQUAL(m.bills, 0);                      /* one visit is not approved yet */
    CHECK(at(&m, 12, 6, bill_them));
    EQUAL(m.bills, 1);                      /* it goes without it from the sixth on */
    CHECK(shop_write(&s, &the_system, look, &m));
    CHECK(at(&m, 12, 7, bill_them));
    EQUAL(m.bills, 1);                      /* once */
    shop_close(&s);
}

/* 600.00 in all: 210 on the bill, 50 waits, 130 of December (approved): 390 stand open. */
TEST_DB(what_a_company_owes_and_orders_stays_below_its_limit)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct month m = { .s = &s };
    CHECK(shop_write(&s, &the_system, make_company, &m) && shop_write(&s, &the_system, one_waits, &m) && at(&m, 12, 6, bill_them));
    m.more = 60000 - 39000;
    CHECK(shop_write(&s, &the_system, credit, &m));
    m.more++;
    CHECK(!shop_write(&s, &the_system, credit, &m));
    SAME_TEXT(s.w->field, "customer");
    SAME_TEXT(s.w->arguments[2], "¥390.00");
    shop_close(&s);
}

/* The bill's own person is the one who opened the account; 刘会计 checks bills for all sites, 王店 for one only. */
static bool name_clerks(struct work *w, void *data)
{
    const struct month *m = data;
    struct person shop = { .name = "王店" }, clerk = { .name = "刘会计" };
    if (!ADD(w, person, &shop) || !ADD(w, person, &clerk)) return false;
    struct customer_contact one = { .customer = { m->s->customers[0] }, .person = { shop.record.id }, .role = CONTACT_BILLS, .household = { m->s->homes[0] } };
    struct customer_contact all = { .customer = { m->s->customers[0] }, .person = { clerk.record.id }, .role = CONTACT_BILLS };
    return ADD(w, customer_contact, &one) && ADD(w, customer_contact, &all);
}

static bool tell_bill(struct work *w, void *data)
{
    struct month *m = data;
    m->more = tell_of_bill(w, &bill_type, m->bill) ? db_one(w, SQL("select count(*) from message g join person p on p.id = g.person where g.template = 'bill.sent' and p.name = '刘会计'"), NO_BIND, -1) : -1;
    m->bills = (int)db_one(w, SQL("select count(distinct person) from message where template = 'bill.sent'"), NO_BIND, -1);
    return m->more >= 0;
}

TEST_DB(a_companys_bill_is_told_to_the_one_who_checks_bills)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct month m = { .s = &s };
    CHECK(shop_write(&s, &the_system, make_company, &m) && shop_write(&s, &the_system, name_clerks, &m) && at(&m, 12, 6, bill_them));
    CHECK(shop_write(&s, &the_system, tell_bill, &m));
    CHECK(m.more > 0);
    EQUAL(m.bills, 1);
    shop_close(&s);
}

/* What was prepaid covers the month: nobody is asked to pay 0. */
static bool tell_covered(struct work *w, void *data)
{
    struct month *m = data;
    db_exec(w, SQL("update bill set paid = total where id = $1"), BIND(num(m->bill)));
    m->more = tell_of_bill(w, &bill_type, m->bill) ? db_one(w, SQL("select count(*) from message where template = 'bill.covered'"), NO_BIND, -1) : -1;
    m->bills = (int)db_one(w, SQL("select count(*) from message where template like 'bill.sent%'"), NO_BIND, -1);
    return m->more >= 0;
}

TEST_DB(a_bill_with_nothing_left_to_pay_asks_for_nothing)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct month m = { .s = &s };
    CHECK(shop_write(&s, &the_system, make_company, &m) && at(&m, 12, 6, bill_them));
    CHECK(shop_write(&s, &the_system, tell_covered, &m));
    CHECK(m.more > 0);
    EQUAL(m.bills, 0);
    shop_close(&s);
}

static bool ask_again(struct work *w, void *data)
{
    const struct month *m = data;
    struct bill *b = LOAD(w, bill, m->bill);
    if (!b) return false;
    if (b->state == BILL_CALCULATED && (!step_run(w, &bill_type, b, "check", NULL) || !step_run(w, &bill_type, b, "send", NULL))) return false;
    w->now = w->acted = day_at((day){ b->due.number + (int32_t)m->more }, 600);
    return step_take(w, &bill_type, b, "ask_again", NULL);
}

static bool reminded(struct work *w, void *data)
{
    struct month *m = data;
    m->more = db_one(w, SQL("select count(*) from message g join person p on p.id = g.person where g.template = 'bill.unpaid' and p.name = '刘会计'"), NO_BIND, -1);
    return m->more >= 0;
}

TEST_DB(who_checks_a_companys_bills_is_reminded_of_an_overdue_one_once_a_day)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct month m = { .s = &s };
    CHECK(shop_write(&s, &the_system, make_company, &m) && shop_write(&s, &the_system, name_clerks, &m) && at(&m, 12, 6, bill_them));
    CASE("on its last day it is not overdue");
    m.more = 0;
    CHECK(!shop_write(&s, &s.clerk, ask_again, &m));
    m.more = 1;
    CHECK(shop_write(&s, &s.clerk, ask_again, &m));
    CHECK(!shop_write(&s, &s.clerk, ask_again, &m));
    EQUAL(s.w->failure, CONFLICT);
    m.more = 2;
    CHECK(shop_write(&s, &s.clerk, ask_again, &m));
    CHECK(shop_write(&s, &s.clerk, reminded, &m));
    EQUAL(m.more, 2);
    shop_close(&s);
}

struct by_hand { struct shop *s; int64_t bill; size_t lines; int64_t total, paid; };

static bool paid_beforehand(struct work *w, void *data)
{
    const struct by_hand *h = data;
    int64_t visit = db_one(w, SQL("select min(id) from visit where customer = $1 and state = 9"), BIND(num(h->s->customers[0])), 0);
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .visit = { visit }, .customer = { h->s->customers[0] }, .amount = { 10000 }, .channel = CHANNEL_WECHAT, .channel_number = "4200001", .remark = "" };
    return ADD(w, payment, &p);
}

static bool begin(struct work *w, void *data)
{
    struct by_hand *h = data;
    struct bill b = { .customer = { h->s->customers[0] }, .first = { number(2025, 11, 1) }, .last = { number(2025, 11, 30) }, .objection = "", .remark = "" };
    bool well = ADD(w, bill, &b);
    h->bill = b.record.id;
    return well;
}

static bool calculate(struct work *w, void *data)
{
    struct by_hand *h = data;
    struct bill *b = LOAD(w, bill, h->bill);
    if (!b || !step_run(w, &bill_type, b, "calculate", NULL)) return false;
    b = LOAD(w, bill, h->bill);
    *h = (struct by_hand){ h->s, h->bill, b->lines.count, b->total.fen, b->paid.fen };
    return true;
}

static bool accept_waiting(struct work *w, void *data)
{
    const struct by_hand *h = data;
    return db_exec(w, SQL("update visit set state = 9 where customer = $1 and state = 8"), BIND(num(h->s->customers[0]))) == 1;
}

/* Somebody asks before the month is over: 新建账单 with her days, then 计算. It had no line until somebody typed each. */
TEST_DB(a_bill_begun_by_hand_takes_in_what_was_done_on_its_days)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct month m = { .s = &s };
    struct by_hand h = { .s = &s };
    CHECK(shop_write(&s, &the_system, make_company, &m) && shop_write(&s, &the_system, one_waits, &m));
    CHECK(shop_write(&s, &s.clerk, paid_beforehand, &h) && shop_write(&s, &s.clerk, begin, &h) && shop_write(&s, &s.clerk, calculate, &h));
    EQUAL(h.lines, 2);
    EQUAL(h.total, 21000);
    CASE("what she paid for one of them beforehand is counted");
    EQUAL(h.paid, 10000);
    CASE("and what was accepted since");
    CHECK(shop_write(&s, &the_system, accept_waiting, &h) && shop_write(&s, &s.clerk, calculate, &h));
    EQUAL(h.lines, 3);
    EQUAL(h.total, 26000);
    EQUAL(h.paid, 10000);
    CASE("on no second bill");
    int64_t first = h.bill;
    CHECK(shop_write(&s, &s.clerk, begin, &h) && shop_write(&s, &s.clerk, calculate, &h));
    CHECK(h.bill != first);
    EQUAL(h.lines, 0);
    shop_close(&s);
}

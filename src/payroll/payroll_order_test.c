/* payroll_order_test.c — months are approved one after the other, and what a correction shows to have been paid too much comes back by the law's measure. */
#include <string.h>
#include "ledger/ledger.h"
#include "payroll/payroll_house_test.h"

static bool slip_step(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    w->reason = h->reason;
    struct payslip *s = LOAD(w, payslip, h->slip);
    return s && step_run(w, &payslip_type, s, h->step, h->in);
}
static bool on_slip(struct house_of_wages *h, text step, text reason) { h->step = step; h->reason = reason; h->in = NULL; return wages_write(h, slip_step); }

/* As many days as October, and no holiday. */
static bool december(struct house_of_wages *h)
{
    h->first = (day){ h->last.number + 31 };
    h->last = (day){ h->last.number + 61 };
    return wages_write(h, wages_sheets_of_october) && wages_write(h, wages_add_run) && wages_drive(h, "calculate") && wages_drive(h, "review");
}

static bool october(struct house_of_wages *h)
{
    return wages_write(h, wages_sheets_of_october) && wages_write(h, wages_add_run) && wages_drive(h, "calculate") && wages_drive(h, "review");
}

TEST_DB(a_month_is_approved_after_those_before_it_and_reckoned_from_them)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(october(&h));
    int64_t earlier = h.run;
    CHECK(december(&h));
    int64_t later = h.run;
    CHECK(!wages_drive(&h, "approve"));
    EQUAL(h.w->failure, CONFLICT);
    CHECK(strstr(h.w->message, "is not approved yet: the tax of the year runs through both"));
    h.run = earlier;
    CHECK(wages_drive(&h, "approve"));
    CASE("what it was reckoned from has changed since");
    h.run = later;
    CHECK(!wages_drive(&h, "approve"));
    CHECK(strstr(h.w->message, "changed after this payroll was calculated"));
    CHECK(wages_drive(&h, "calculate") && wages_drive(&h, "review") && wages_drive(&h, "approve"));
    EQUAL(wages_see(&h, 0, NULL).slip.year_income.fen, 1102759 + 780000);
    wages_close(&h);
}

TEST_DB(a_payroll_waits_for_the_correction_of_an_earlier_month_and_follows_it)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(october(&h) && wages_drive(&h, "approve"));
    int64_t earlier = h.run;
    h.slip = wages_see(&h, 0, NULL).slip.record.id;
    CHECK(december(&h) && on_slip(&h, "reverse", "the holiday"));
    CHECK(!wages_drive(&h, "approve"));
    CHECK(strstr(h.w->message, "is being corrected: approve the correction first"));
    int64_t later = h.run;
    h.run = earlier;
    h.slip = wages_see(&h, 0, NULL).slip.record.id;
    CHECK(on_slip(&h, "recalculate", "") && on_slip(&h, "approve", ""));
    h.run = later;
    CHECK(wages_drive(&h, "approve"));                  /* the same figures as before: nothing to reckon anew */
    wages_close(&h);
}

/* ---- paid too much ---- */

static bool pay_it(struct work *w, void *data)
{
    const struct house_of_wages *h = data;
    const struct payslip *s = LOAD(w, payslip, h->slip);
    struct payment p = { .kind = PAYMENT_TO_WORKER, .settlement = s ? s->settlement : (ref){ 0 }, .amount = s ? s->net : (money){ 0 }, .channel = CHANNEL_TRANSFER, .channel_number = "", .remark = "" };
    return s && ADD(w, payment, &p);
}

static bool no_holiday_after_all(struct work *w, void *data)
{
    const struct house_of_wages *h = data;
    struct found f = LOAD_WHERE(w, wage_sheet, "worker = $1 order by id", BIND(num(h->workers[0])));
    struct wage_sheet *s = f.count ? f.at[0] : NULL;
    if (!s) return false;
    s->holiday_worked = 0;
    return SAVE(w, wage_sheet, s);
}

static struct wage_advance too_much;
static bool look_too_much(struct work *w, void *data)
{
    const struct house_of_wages *h = data;
    struct found f = LOAD_WHERE(w, wage_advance, "worker = $1", BIND(num(h->workers[0])));
    if (f.count) too_much = *FOUND(struct wage_advance, f, 0);
    EQUAL(db_one(w, SQL("select count(*) from message where template = 'payslip.overpaid' and channel = 1"), NO_BIND, 0), 1);
    EQUAL(db_one(w, SQL("select count(*) from settlement where state in (8, 9) and worker = $1 and last < 20759 and paid <> total"), BIND(num(h->workers[0])), -1), 0);
    return f.count == 1;
}

/* Of 11027.59 the holidays fall away; a fifth of December's 7800 is 1560. */
static struct house_of_wages *corrected(struct house_of_wages *h, money *ret_over)
{
    CHECK(october(h) && wages_drive(h, "approve"));
    struct payslip first = wages_see(h, 0, NULL).slip;
    h->slip = first.record.id;
    CHECK(wages_write(h, pay_it) && on_slip(h, "reverse", "no holiday was worked") && wages_write(h, no_holiday_after_all));
    h->slip = wages_see(h, 0, NULL).slip.record.id;
    CHECK(on_slip(h, "recalculate", "") && on_slip(h, "approve", ""));
    struct seen s = wages_see(h, 0, LEDGER_WITH_WORKERS);
    *ret_over = money_sub(first.net, s.slip.net);
    EQUAL(s.slip.state, PAYSLIP_PAID);
    EQUAL(s.slip.gross.fen, 780000);
    EQUAL(s.account, ret_over->fen);
    EQUAL(wages_see(h, 0, LEDGER_WAGES).account, 0);
    return h;
}

TEST_DB(what_a_correction_shows_to_be_paid_too_much_is_told_and_taken_back_by_a_fifth_of_the_wage)
{
    struct house_of_wages h;
    money over;
    if (!wages_open(&h)) return;
    corrected(&h, &over);
    CHECK(wages_write(&h, look_too_much));
    EQUAL(too_much.kind, ADVANCE_OVERPAID);
    EQUAL(too_much.state, ADVANCE_PAID);
    EQUAL(too_much.amount.fen, over.fen);
    CHECK(over.fen > 156000 && december(&h));
    EQUAL(wages_see(&h, 0, NULL).slip.deducted.fen, 156000);
    CHECK(wages_drive(&h, "approve"));
    EQUAL(wages_see(&h, 0, LEDGER_WITH_WORKERS).account, over.fen - 156000);
    wages_close(&h);
}

static bool leave_it(struct work *w, void *data)
{
    (void)data;
    w->reason = "it was our mistake";
    struct wage_advance *a = LOAD(w, wage_advance, too_much.record.id);
    return a && step_run(w, &wage_advance_type, a, "forgive", NULL);
}

static bool was_left_locked(struct work *w, void *data)
{
    const struct house_of_wages *h = data;
    return db_exec(w, SQL("update payslip set state = 5 where id = $1"), BIND(num(h->slip))) == 1;
}
static bool catch_up(struct work *w, void *data) { (void)data; return payslips_catch_up(w); }

TEST_DB(what_was_paid_too_much_may_be_left_to_her_and_a_correction_left_locked_is_paid)
{
    struct house_of_wages h;
    money over;
    if (!wages_open(&h)) return;
    corrected(&h, &over);
    CHECK(wages_write(&h, look_too_much) && wages_write(&h, leave_it));
    EQUAL(wages_see(&h, 0, LEDGER_WITH_WORKERS).account, 0);
    CHECK(wages_write(&h, was_left_locked) && wages_write(&h, catch_up));
    EQUAL(wages_see(&h, 0, NULL).slip.state, PAYSLIP_PAID);
    wages_close(&h);
}

/* ---- a wage that does not cover her part of insurance ---- */

static bool came_on_the_last_days(struct work *w, void *data)
{
    const struct house_of_wages *h = data;
    struct found f = LOAD_WHERE(w, wage_sheet, "worker = $1 and first = $2", BIND(num(h->workers[0]), num(h->first.number)));
    struct wage_sheet *s = f.count ? f.at[0] : NULL;
    if (!s) return false;
    s->whole_month = false;
    s->served = h->amount;
    s->rest = s->rest_due = s->holiday_worked = 0;
    return SAVE(w, wage_sheet, s);
}

/* A day of 7800 is 358.62; her part of insurance 624. */
TEST_DB(what_a_month_of_a_day_does_not_leave_of_her_insurance_is_paid_by_us_and_given_back_by_the_next)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    h.amount = 2;
    CHECK(wages_write(&h, wages_sheets_of_october) && wages_write(&h, came_on_the_last_days) && wages_write(&h, wages_add_run) && wages_drive(&h, "calculate"));
    struct seen s = wages_see(&h, 0, NULL);
    EQUAL(s.slip.gross.fen, 35862);
    EQUAL(s.slip.social.fen, 62400);
    EQUAL(s.slip.net.fen, 0);
    EQUAL(s.slip.deducted.fen, 35862 - 62400);
    CHECK(wages_drive(&h, "review") && wages_drive(&h, "approve"));
    s = wages_see(&h, 0, LEDGER_WITH_WORKERS);
    EQUAL(s.slip.state, PAYSLIP_PAID);                  /* nothing goes to the bank */
    EQUAL(s.account, 62400 - 35862);
    int64_t earlier = h.run;
    CASE("a day more after all: she owes that much less, by the same advance");
    h.slip = s.slip.record.id;
    h.amount = 3;
    CHECK(on_slip(&h, "reverse", "half a day more") && wages_write(&h, came_on_the_last_days));
    EQUAL(wages_see(&h, 0, LEDGER_WITH_WORKERS).account, 0);
    h.slip = wages_see(&h, 0, NULL).slip.record.id;
    CHECK(on_slip(&h, "recalculate", "") && on_slip(&h, "approve", ""));
    EQUAL(wages_see(&h, 0, LEDGER_WITH_WORKERS).account, 62400 - 53793);
    CASE("the next wage gives it back");
    CHECK(december(&h) && h.run != earlier);
    EQUAL(wages_see(&h, 0, NULL).slip.deducted.fen, 62400 - 53793);
    CHECK(wages_drive(&h, "approve"));
    EQUAL(wages_see(&h, 0, LEDGER_WITH_WORKERS).account, 0);
    wages_close(&h);
}

/* ---- a month that comes after a later one ---- */

static int64_t income_tax(struct house_of_wages *h) { return wages_see(h, 0, NULL).slip.tax.fen; }

/* What was withheld in the wrong order is in the end what it would have been in the right one: the next month takes what is missing. */
TEST_DB(a_month_after_a_later_one_says_whose_tax_did_not_know_of_it_and_the_next_takes_what_is_missing)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    const day first = h.first, last = h.last;
    CHECK(october(&h));
    SAME_TEXT(wages_see(&h, 0, NULL).run.after_later, "");
    CHECK(wages_drive(&h, "approve"));
    int64_t withheld = income_tax(&h);
    h.first = (day){ first.number - 61 };               /* August, forgotten */
    h.last = (day){ last.number - 61 };
    CHECK(october(&h));
    struct seen s = wages_see(&h, 0, NULL);
    CHECK(strstr(s.run.after_later, "2026-10") && strstr(s.run.after_later, "withholds what is missing"));
    CHECK(wages_drive(&h, "approve"));
    withheld += income_tax(&h);
    CASE("the next month runs through all of it");
    h.first = first;
    h.last = last;
    CHECK(december(&h));
    s = wages_see(&h, 0, NULL);
    SAME_TEXT(s.run.after_later, "");
    EQUAL(s.slip.year_income.fen, 1102759 + 2 * 780000);
    EQUAL(s.slip.year_tax.fen, withheld + s.slip.tax.fen);
    CHECK(wages_drive(&h, "approve"));
    CASE("nothing follows December");
    h.first = (day){ first.number - 92 };               /* July */
    h.last = (day){ last.number - 92 };
    CHECK(october(&h));
    CHECK(strstr(wages_see(&h, 0, NULL).run.after_later, "annual return"));
    CASE(NULL);
    wages_close(&h);
}

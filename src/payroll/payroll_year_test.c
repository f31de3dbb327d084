/* payroll_year_test.c — tax runs through the year: in another branch (T35), and when the program begins in its course (DOMAIN.md §0.5, §2.6). */
#include <string.h>
#include "payroll/payroll_house_test.h"

static bool moved_to_another_branch(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct branch b = { .name = "海淀店", .code = "HD" };
    struct worker *n = ADD(w, branch, &b) ? LOAD(w, worker, h->workers[0]) : NULL;
    if (!n) return false;
    h->branch = n->record.branch.id = b.record.id;
    return SAVE(w, worker, n);
}

static bool her_sheet(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct wage_sheet s = { .worker = { h->workers[0] }, .home = "五道口", .first = h->first, .last = h->last, .wage = { 780000 }, .basis = BY_21_75_DAYS, .holiday = HOLIDAY_PAY_LAW, .whole_month = true, .served = 60, .rest = 8, .rest_due = 8, .damage_why = "", .remark = "" };
    return ADD(w, wage_sheet, &s);
}

TEST_DB(a_worker_who_moved_to_another_branch_keeps_her_year_of_tax_her_profile_and_her_advance)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(wages_write(&h, wages_sheets_of_october) && wages_write(&h, wages_add_run) && wages_drive(&h, "calculate") && wages_drive(&h, "review") && wages_drive(&h, "approve"));
    h.amount = 50000;
    CHECK(wages_write(&h, wages_add_advance) && wages_write(&h, moved_to_another_branch));
    h.first.number += 31;
    h.last.number += 30;
    CHECK(wages_write(&h, her_sheet));
    CHECK(wages_write(&h, wages_add_run));
    CHECK(wages_drive(&h, "calculate"));
    struct seen s = wages_see(&h, 0, NULL);
    EQUAL(s.live, 1);
    EQUAL(s.slip.social.fen, 62400);
    EQUAL(s.slip.special.fen, 100000);
    EQUAL(s.slip.year_income.fen, 1102759 + 780000);
    EQUAL(s.slip.year_social.fen, 2 * 62400);
    EQUAL(s.slip.deducted.fen, 50000);
    wages_close(&h);
}

static bool earlier_wages(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct tax_profile p = { .worker = { h->workers[0] }, .since = h->first, .insured = true, .year_income = { h->amount }, .year_social = { 561600 }, .year_special = { 900000 }, .year_tax = { 41451 }, .remark = "" };
    return ADD(w, tax_profile, &p);
}

/* 90000 − 5616 − 45000 − 9000 in nine months; with October 101027.59 − 6240 − 50000 − 9000 = 35787.59 × 3 % − 414.51. */
TEST_DB(wages_of_the_year_from_before_the_program_count_in_the_tax_and_are_asked_for)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(wages_write(&h, wages_sheets_of_october) && wages_write(&h, wages_add_run) && wages_drive(&h, "calculate"));
    struct seen s = wages_see(&h, 0, NULL);
    CHECK(strlen(s.run.year_unknown) > 0);
    SAME_TEXT(s.run.no_insurance, "");
    h.amount = 500000;
    CHECK(!wages_write(&h, earlier_wages));
    SAME_TEXT(h.w->field, "year_tax");
    CASE("a month that has a payslip here is in the year already");
    h.amount = 9000000;
    h.first.number += 31;
    CHECK(!wages_write(&h, earlier_wages));
    SAME_TEXT(h.w->field, "since");
    h.first.number -= 31;
    CHECK(wages_write(&h, earlier_wages) && wages_drive(&h, "calculate"));
    s = wages_see(&h, 0, NULL);
    SAME_TEXT(s.run.year_unknown, "");
    EQUAL(s.slip.year_income.fen, 9000000 + 1102759);
    EQUAL(s.slip.tax.fen, 65912);
    wages_close(&h);
}

/* ---- holidays of the decree ---- */

static bool holidays_claimed(struct work *w, void *data)
{
    const struct house_of_wages *h = data;
    struct wage_sheet s = { .worker = { h->workers[0] }, .home = "望京", .first = h->first, .last = h->last, .wage = { 780000 }, .basis = BY_21_75_DAYS, .holiday = HOLIDAY_PAY_LAW, .served = 10, .holiday_worked = h->amount, .damage_why = "", .remark = "" };
    return ADD(w, wage_sheet, &s);
}

TEST_DB(a_sheet_has_no_more_holidays_than_the_decree_gives_its_days)
{
    static const struct { text first, last; int64_t halves; bool well; } cases[] = {
        { "2026-11-01", "2026-11-30", 1, false }, { "2026-11-01", "2026-11-30", 0, true }, { "2026-10-01", "2026-10-31", 7, false }, { "2026-10-01", "2026-10-31", 6, true },
        { "2026-10-03", "2026-10-31", 3, false }, { "2026-10-03", "2026-10-31", 2, true }, { "2026-02-01", "2026-02-28", 8, true }, { "2026-02-01", "2026-02-28", 9, false }, { "2040-03-01", "2040-03-31", 2, true },
    };
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    for (int i = 0; i < COUNT_OF(cases); i++) {
        CASE(cases[i].first);
        CHECK(day_read(cases[i].first, &h.first) && day_read(cases[i].last, &h.last));
        h.amount = cases[i].halves;
        EQUAL(wages_write(&h, holidays_claimed), cases[i].well);
    }
    CASE(NULL);
    wages_close(&h);
}

/* tax_test.c — the golden figures of DOMAIN.md §2.6. */
#include "payroll/tax.h"
#include "payroll/tax_profile.h"
#include "payroll/tax_table.h"
#include "test/test.h"

static int64_t labour(int64_t yuan) { return tax_of_labour(tax_rates_first(TAX_LABOUR), (money){ yuan * 100 }).tax.fen; }

TEST(labour_remuneration_is_withheld_month_by_month)
{
    EQUAL(labour(800), 0);
    EQUAL(labour(3000), 44000);
    EQUAL(labour(4000), 64000);
    EQUAL(labour(8000), 128000);
    EQUAL(labour(18000), 288000);
    EQUAL(labour(30000), 520000);
    EQUAL(labour(70000), 7000000 * 80 / 100 * 40 / 100 - 700000);
}

static int64_t year_of(enum tax_kind kind, int64_t month_fen, int64_t social, int month, int64_t *ret_sum)
{
    struct tax_year y = { .withheld = { 0 } };
    int64_t now = 0;
    for (int m = 1; m <= month; m++) {
        y.income.fen += month_fen;
        y.social.fen += social;
        y.months = m;
        now = (kind == TAX_WAGES ? tax_of_wages(tax_rates_first(TAX_WAGES), &y) : tax_of_platform(tax_rates_first(TAX_PLATFORM), &y)).tax.fen;
        y.withheld.fen += now;
    }
    if (ret_sum) *ret_sum = y.withheld.fen;
    return now;
}

TEST(wages_are_withheld_over_the_year_and_cross_into_the_next_band)
{
    int64_t sum;
    for (int m = 1; m <= 11; m++) EQUAL(year_of(TAX_WAGES, 900000, 94500, m, NULL), 9165);
    EQUAL(year_of(TAX_WAGES, 900000, 94500, 12, &sum), 13785);
    EQUAL(sum, 11 * 9165 + 13785);
    CASE("below the deduction nothing, and nothing back");
    EQUAL(year_of(TAX_WAGES, 480000, 0, 12, NULL), 0);
}

TEST(platform_income_is_cumulative_since_october_2025)
{
    EQUAL(year_of(TAX_PLATFORM, 800000, 0, 1, NULL), 4200);
    EQUAL(year_of(TAX_PLATFORM, 1800000, 0, 1, NULL), 28200);
    for (int m = 1; m <= 12; m++) EQUAL(year_of(TAX_PLATFORM, 800000, 0, m, NULL), 4200);
    CASE("6250 a month: nothing");
    EQUAL(year_of(TAX_PLATFORM, 625000, 0, 12, NULL), 0);
    EQUAL(year_of(TAX_PLATFORM, 625100, 0, 1, NULL), 2);
}

TEST(two_months_without_income_begin_the_count_anew)
{
    EQUAL(platform_months((const bool[]){ true, true, true }, 3, 2), 3);
    EQUAL(platform_months((const bool[]){ true, false, true }, 3, 2), 3);
    EQUAL(platform_months((const bool[]){ true, false, false, true, true }, 5, 2), 2);
    EQUAL(platform_months((const bool[]){ false, false, true }, 3, 2), 1);
}

TEST(the_kind_of_tax_follows_how_she_works)
{
    day now = { 20780 };
    EQUAL(tax_kind_of(MODE_EMPLOYEE, true, now), TAX_WAGES);
    EQUAL(tax_kind_of(MODE_AGENCY, false, now), TAX_NONE);
    CASE("代发: then withholding duties follow");
    EQUAL(tax_kind_of(MODE_AGENCY, true, now), TAX_LABOUR);
    EQUAL(tax_kind_of(MODE_GIG, true, now), TAX_PLATFORM);
    EQUAL(tax_kind_of(MODE_GIG, true, (day){ 20361 }), TAX_LABOUR);
    EQUAL(tax_kind_of(MODE_OVER_AGE, true, now), TAX_LABOUR);
}

/* A commission on top of a wage of 9000 that somebody else withholds for: what it adds to the year's tax, in its band. */
TEST(a_commission_is_taxed_on_top_of_the_wage_of_the_year)
{
    const struct tax_rates *r = tax_rates_first(TAX_WAGES);
    struct tax_year y = { .income = { 900000 * 10 }, .social = { 94500 * 10 }, .months = 10 };
    money alone;
    EQUAL(tax_on_top(r, &y, (money){ 500000 }, (money){ 0 }, &alone).tax.fen, 15000);
    EQUAL(alone.fen, 91650);
    CASE("a second one of the month pays for itself only");
    EQUAL(tax_on_top(r, &y, (money){ 700000 }, (money){ 15000 }, &alone).tax.fen, 31850 - 15000);      /* 37,550: into the band of 10 % */
    CASE("above 36,000 with the wage alone: 10 %");
    y = (struct tax_year){ .income = { 900000 * 12 }, .social = { 94500 * 12 }, .months = 12 };
    EQUAL(tax_on_top(r, &y, (money){ 500000 }, (money){ 0 }, &alone).tax.fen, 50000);
    EQUAL(alone.fen, 114600);
    CASE("what the wage leaves of the deductions is the commission's; nothing comes back");
    y = (struct tax_year){ .income = { 400000 }, .months = 1 };
    EQUAL(tax_on_top(r, &y, (money){ 150000 }, (money){ 0 }, &alone).tax.fen, 1500);
    EQUAL(tax_on_top(r, &y, (money){ 50000 }, (money){ 1500 }, &alone).tax.fen, 0);
}

TEST(household_service_by_a_platform_need_not_be_reported_unless_somebody_says_so)
{
    const struct tax_profile none = { .kind = TAX_PLATFORM }, due = { .kind = TAX_PLATFORM, .report = REPORT_DUE };
    EQUAL(income_report_of(TAX_WAGES, NULL), REPORT_NO_PLATFORM);
    EQUAL(income_report_of(TAX_LABOUR, &due), REPORT_NO_PLATFORM);
    EQUAL(income_report_of(TAX_PLATFORM, NULL), REPORT_FAVOURED);
    EQUAL(income_report_of(TAX_PLATFORM, &none), REPORT_FAVOURED);
    EQUAL(income_report_of(TAX_PLATFORM, &due), REPORT_DUE);
}

/* wage_test.c — the golden figures of DOMAIN.md §0.1, §4.3, §4.4 and the rules of §4.7. */
#include "payroll/wage.h"
#include "test/test.h"

static struct sum reckon(struct wage_terms t, struct wage_days d)
{
    struct work w = { .arena = arena_new(), .language = "zh" };
    struct sum sum = { .count = 0 };
    wage_reckon(&w, &t, &d, &sum);
    int64_t lines = 0;
    for (int i = 0; i < sum.count; i++) lines += sum.lines[i].amount.fen;
    EQUAL(lines, sum.total.fen);
    arena_free(w.arena);
    return sum;
}
static const struct wage_terms nanny = { .wage = { 780000 }, .basis = BY_26_DAYS, .length = 31, .holiday = HOLIDAY_PAY_PLUS_ONE, .sick_percent = 80 };
static const struct wage_days october = { .whole_month = true, .served = 62, .rest = 8, .rest_due = 8, .holiday = 6, .leave = 2 };

TEST(october_of_a_live_in_nanny_by_custom_and_by_law)
{
    struct wage_terms t = nanny;
    EQUAL(reckon(t, october).total.fen, 840000);
    t.holiday = HOLIDAY_PAY_PLUS_TWO;
    EQUAL(reckon(t, october).total.fen, 930000);
    struct wage_days one_more = october;
    one_more.rest_worked = 2;
    EQUAL(reckon(t, one_more).total.fen, 960000);
    CASE("an employee's three holidays: 300 % besides, on 21.75");
    struct wage_days holidays = { .whole_month = true, .served = 62, .rest = 8, .rest_due = 8, .holiday = 6 };
    t.holiday = HOLIDAY_PAY_LAW;
    EQUAL(reckon(t, holidays).total.fen, 780000 + 322759);
    t.holiday = HOLIDAY_PAY_NONE;
    EQUAL(reckon(t, holidays).total.fen, 780000);
}

TEST(a_part_of_a_month_is_paid_by_the_days_and_the_basis)
{
    struct wage_terms t = nanny;
    t.wage.fen = 1400000;
    struct wage_days sixteen = { .served = 36, .rest = 4, .rest_due = 4 };      /* 18 days there, 2 of them rested */
    EQUAL(reckon(t, sixteen).total.fen, 861538);                /* 14 000 ÷ 26 × 16 = 8 615.38 */
    t.basis = BY_CALENDAR_DAYS;
    EQUAL(reckon(t, sixteen).total.fen, 812903);                /* 14 000 ÷ 31 × 18 */
    t.basis = BY_21_75_DAYS;
    EQUAL(reckon(t, sixteen).total.fen, 1029885);               /* 14 000 ÷ 21.75 × 16 */
    CASE("never more than the month");
    struct wage_days nearly = { .served = 60, .rest = 0 };
    EQUAL(reckon(t, nearly).total.fen, 1400000);
    CASE("no month pays more or less because it is long");
    struct wage_days whole = { .whole_month = true, .served = 56, .rest = 8, .rest_due = 8 };
    t.basis = BY_26_DAYS;
    EQUAL(reckon(t, whole).total.fen, 1400000);
}

TEST(a_maternity_nurse_is_paid_by_the_days_of_the_term)
{
    struct wage_terms t = { .wage = { 1560000 }, .basis = BY_CONTRACT_DAYS, .length = 26, .holiday = HOLIDAY_PAY_PLUS_ONE };
    EQUAL(reckon(t, (struct wage_days){ .served = 52 }).total.fen, 1560000);
    EQUAL(reckon(t, (struct wage_days){ .served = 20 }).total.fen, 600000);
    CASE("festival day: one more day rate");
    EQUAL(reckon(t, (struct wage_days){ .served = 20, .holiday = 2 }).total.fen, 660000);
}

TEST(leave_counts_beyond_the_rest_days_and_illness_by_its_part)
{
    struct wage_terms t = nanny;
    CASE("two rest days not taken make up for two days of leave");
    EQUAL(reckon(t, (struct wage_days){ .whole_month = true, .served = 60, .rest = 4, .rest_due = 8, .leave = 4 }).total.fen, 780000);
    EQUAL(reckon(t, (struct wage_days){ .whole_month = true, .served = 60, .rest = 8, .rest_due = 8, .leave = 1 }).total.fen, 780000 - 15000);
    EQUAL(reckon(t, (struct wage_days){ .whole_month = true, .served = 60, .rest = 8, .rest_due = 8, .sick = 4 }).total.fen, 780000 - 12000);
    EQUAL(reckon(t, (struct wage_days){ .whole_month = true, .served = 60, .rest = 8, .rest_due = 8, .away = 4 }).total.fen, 780000 - 60000);
    t.away_paid = true;
    EQUAL(reckon(t, (struct wage_days){ .whole_month = true, .served = 60, .rest = 8, .rest_due = 8, .away = 4 }).total.fen, 780000);
}

TEST(two_who_served_one_home_share_the_month_to_the_fen)
{
    money parts[2];
    wage_split((money){ 780000 }, (const int64_t[]){ 20, 32 }, 2, parts);
    EQUAL(parts[0].fen, 300000);
    EQUAL(parts[1].fen, 480000);
    wage_split((money){ 1000000 }, (const int64_t[]){ 18, 34 }, 2, parts);
    EQUAL(parts[0].fen + parts[1].fen, 1000000);
}

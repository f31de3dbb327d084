/* plan_test.c — which days a recurring plan asks for. 2026-10-01..03 are holidays, a Thursday to a Saturday (DOMAIN.md §4.3). */
#include "operations/operations.h"
#include "test/test.h"

static day on(int month, int d) { return day_from_date((struct date){ 2026, month, d }); }

static struct service_plan weekly(int weekday_number)
{
    return (struct service_plan){ .weekdays = { SET_BIT(weekday_number) }, .every_weeks = 1, .first = on(9, 1), .holiday = HOLIDAY_SKIP };
}

static int days_of(const struct service_plan *p, int from_month, int from, int to_month, int to, day *days) { return plan_days(p, &(struct listed_days){ 0 }, on(from_month, from), on(to_month, to), days, 40); }

TEST(a_weekly_plan_asks_for_each_of_its_days)
{
    day days[40];
    struct service_plan p = weekly(2);
    EQUAL(days_of(&p, 9, 1, 9, 30, days), 5);           /* Tuesdays 1, 8, 15, 22, 29 */
    EQUAL(days[0].number, on(9, 1).number);
    EQUAL(days[4].number, on(9, 29).number);
    p.every_weeks = 2;
    EQUAL(days_of(&p, 9, 1, 9, 30, days), 3);
    EQUAL(days[1].number, on(9, 15).number);
}

TEST(a_holiday_is_skipped_shifted_or_kept_as_agreed)
{
    day days[40];
    struct service_plan p = weekly(4);                  /* Thursdays: 1 October is National Day */
    EQUAL(days_of(&p, 9, 28, 10, 4, days), 0);
    p.holiday = HOLIDAY_KEEP;
    EQUAL(days_of(&p, 9, 28, 10, 4, days), 1);
    EQUAL(days[0].number, on(10, 1).number);
    p.holiday = HOLIDAY_SHIFT;
    CASE("the fourth is a Sunday: the next working day is Monday the fifth");
    EQUAL(days_of(&p, 9, 28, 10, 4, days), 1);
    EQUAL(days[0].number, on(10, 5).number);
}

TEST(the_calendar_says_what_is_a_working_day_and_when_the_company_is_closed)
{
    day days[40];
    struct service_plan p = weekly(4);
    p.holiday = HOLIDAY_SHIFT;
    const struct listed_day rest[] = { { on(9, 24), CALENDAR_CLOSED, "年会" }, { on(9, 27), CALENDAR_WORKDAY, "班" }, { on(10, 5), CALENDAR_REST, "休" }, { on(10, 6), CALENDAR_REST, "休" }, { on(10, 7), CALENDAR_REST, "休" } };
    const struct listed_days listed = { rest, COUNT_OF(rest) };
    CASE("rest days that were moved are none; where it then meets the plan's own day there is one visit");
    EQUAL(plan_days(&p, &listed, on(9, 28), on(10, 8), days, 40), 1);
    EQUAL(days[0].number, on(10, 8).number);
    CASE("seen from later on it is there all the same");
    EQUAL(plan_days(&p, &listed, on(10, 2), on(10, 8), days, 40), 1);
    CASE("closed: the rule holds as on a holiday; the 25th is Mid-Autumn, the 26th a Saturday, the 27th worked by the notice");
    EQUAL(plan_days(&p, &listed, on(9, 21), on(9, 27), days, 40), 1);
    EQUAL(days[0].number, on(9, 27).number);
    p.holiday = HOLIDAY_SKIP;
    EQUAL(plan_days(&p, &listed, on(9, 21), on(9, 27), days, 40), 0);
    p.holiday = HOLIDAY_KEEP;
    EQUAL(plan_days(&p, &listed, on(9, 21), on(9, 27), days, 40), 1);
    EQUAL(days[0].number, on(9, 24).number);
    CASE("in order, whatever was shifted over it");
    p = weekly(4);
    p.weekdays.bits |= SET_BIT(7);
    p.holiday = HOLIDAY_SHIFT;
    EQUAL(plan_days(&p, &listed, on(9, 28), on(10, 8), days, 40), 2);
    EQUAL(days[0].number, on(10, 4).number);
    EQUAL(days[1].number, on(10, 8).number);
}

TEST(a_pause_and_the_ends_of_a_plan_leave_days_out)
{
    day days[40];
    struct service_plan p = weekly(2);
    p.paused_from = (maybe_day){ on(9, 8).number, true };
    p.paused_to = (maybe_day){ on(9, 15).number, true };
    EQUAL(days_of(&p, 9, 1, 9, 30, days), 3);
    p.last = (maybe_day){ on(9, 22).number, true };
    EQUAL(days_of(&p, 9, 1, 9, 30, days), 2);
    p.first = on(9, 22);
    EQUAL(days_of(&p, 9, 1, 9, 30, days), 1);
}

TEST(in_the_week_of_a_change_each_old_visit_stands_for_a_new_one)
{
    day days[40];
    struct service_plan p = weekly(4);                  /* Thursdays from Wednesday the 9th on, Tuesdays before */
    struct plan_phase before = { .last = on(9, 8), .weekdays = { SET_BIT(2) }, .every_weeks = 1, .holiday = HOLIDAY_SKIP };
    p.earlier = (rows_of){ &before, 1 };
    EQUAL(days_of(&p, 9, 1, 9, 24, days), 4);
    EQUAL(days[0].number, on(9, 1).number);
    EQUAL(days[1].number, on(9, 8).number);
    EQUAL(days[2].number, on(9, 17).number);
    EQUAL(days[3].number, on(9, 24).number);
    p.weekdays.bits = SET_BIT(4) | SET_BIT(6);          /* twice a week: one of the two is done */
    EQUAL(days_of(&p, 9, 7, 9, 13, days), 2);
    EQUAL(days[1].number, on(9, 12).number);
}

#include "operations/work_hours.h"
#include "test/test.h"

static day on(int year, int month, int d) { return day_from_date((struct date){ year, month, d }); }
static struct work_shift shift(day d, int hour, int64_t length) { return (struct work_shift){ day_at(d, hour * 60), length }; }

TEST(hours_are_counted_by_day_week_and_month_and_the_nearest_visits_stand_beside)
{
    const struct work_shift all[] = {
        shift(on(2026, 10, 31), 9, 60), shift(on(2026, 11, 1), 9, 90), shift(on(2026, 11, 22), 18, 120), shift(on(2026, 11, 23), 9, 180), shift(on(2026, 11, 26), 9, 200), shift(on(2026, 11, 26), 14, 100),
        shift(on(2026, 11, 29), 9, 240), shift(on(2026, 11, 30), 10, 300), shift(on(2026, 12, 1), 9, 600),
    };
    struct work_hours h = { 0 }, one = { 0 };
    work_hours_add_all(&h, all, COUNT_OF(all), on(2026, 11, 26));
    for (int i = COUNT_OF(all); i-- > 0;) work_hours_add(&one, all[i].start, all[i].length, on(2026, 11, 26));
    EQUAL(h.today, 300);
    EQUAL(h.week, 180 + 300 + 240);                 /* Monday 23 … Sunday 29: neither the 22nd nor the 30th */
    EQUAL(h.days_of_week, 1 | 8 | 64);
    EQUAL(h.month[1], 90);
    EQUAL(h.month[30], 300);
    EQUAL(h.month[31], 0);                          /* October's last day is none of November's */
    EQUAL(h.before.ms, day_at(on(2026, 11, 23), 12 * 60).ms);
    EQUAL(h.after.ms, day_at(on(2026, 11, 29), 9 * 60).ms);
    CHECK(!memcmp(&h, &one, sizeof h));             /* in whichever order, together or one by one */
}

TEST(the_weeks_of_some_days_lie_inside_what_is_looked_at_for_a_month)
{
    for (int i = 0; i < 800; i++) {
        day first = { on(2026, 1, 1).number + i }, last = { first.number + i % 14 };
        instant from, to, weeks_from, weeks_to, unused;
        work_hours_weeks(first, last, &weeks_from, &weeks_to);
        work_hours_span(first, &from, &unused);
        work_hours_span(last, &unused, &to);
        CHECK(from.ms <= weeks_from.ms && weeks_to.ms <= to.ms);
        EQUAL(weekday((day){ day_of(weeks_from).number + 1 }), 1);
        EQUAL(weekday((day){ day_of(weeks_to).number - 1 }), 1);      /* the Monday after, as the nearest visit on the other side of a Sunday */
        CHECK(weeks_from.ms < day_start(first).ms && weeks_to.ms > day_start((day){ last.number + 1 }).ms);
    }
}

TEST(what_is_over_at_one_hour_of_the_day_is_over_at_every_hour)
{
    struct work_hours h = { 0 };
    struct work_limits l = { .most_day = 480, .most_week = 2400, .rest = 11 };
    day d = on(2026, 11, 26);
    work_hours_add(&h, day_at((day){ d.number - 1 }, 20 * 60), 120, d);
    work_hours_add(&h, day_at(d, 9 * 60), 480, d);
    for (int hour = 0; hour < 22; hour++) EQUAL(work_hours_broken(&h, &l, day_at(d, hour * 60), day_at(d, hour * 60 + 120)) & HOURS_FULL, 0);
    CHECK(work_hours_broken(&h, &l, day_at(d, 8 * 60), day_at(d, 600)) & HOURS_EARLY);       /* ten hours after she came home */
    CHECK(!(work_hours_broken(&h, &l, day_at(d, 9 * 60), day_at(d, 660)) & HOURS_EARLY));
    work_hours_add(&h, day_at(d, 18 * 60), 15, d);
    for (int hour = 0; hour < 22; hour++) EQUAL(work_hours_broken(&h, &l, day_at(d, hour * 60), day_at(d, hour * 60 + 120)) & HOURS_FULL, HOURS_DAY);
}

#include "base/when.h"
#include "test/test.h"

static day on(int year, int month, int of_month) { return day_from_date((struct date){ year, month, of_month }); }

TEST(days_and_dates_are_each_others_inverse)
{
    EQUAL(on(1970, 1, 1).number, 0);
    EQUAL(on(2026, 11, 23).number, 20780);
    EQUAL(on(1900, 3, 1).number - on(1900, 2, 28).number, 1);
    EQUAL(on(2000, 3, 1).number - on(2000, 2, 28).number, 2);
    for (int32_t n = on(1, 1, 1).number; n <= on(9999, 12, 31).number; n += 13) {
        struct date d = date_of((day){ n });
        if (!date_real(d) || day_from_date(d).number != n) { EQUAL(day_from_date(d).number, n); break; }
    }
    CHECK(!date_real((struct date){ 2026, 2, 29 }) && date_real((struct date){ 2028, 2, 29 }) && !date_real((struct date){ 2026, 13, 1 }));
    EQUAL(weekday(on(2026, 11, 23)), 1);
    EQUAL(weekday(on(1970, 1, 1)), 4);
    EQUAL(weekday(on(1969, 12, 28)), 7);
}

TEST(an_instant_has_its_day_in_the_branch)
{
    instant late = { 1795363200000 };                   /* 2026-11-22T16:00:00Z, midnight of the 23rd in China */
    EQUAL(day_of(late).number, 20780);
    EQUAL(day_of((instant){ late.ms - 1 }).number, 20779);
    EQUAL(day_start((day){ 20780 }).ms, late.ms);
    EQUAL(minute_of_day((instant){ late.ms + HOURS(9) + MINUTES(5) + SECONDS(59) }), 545);
    EQUAL(minute_of_day((instant){ -HOURS(8) - 1 }), 1439);
    EQUAL(day_at((day){ 20780 }, 24 * 60).ms, day_start((day){ 20781 }).ms);
    struct arena *arena = arena_new();
    SAME_TEXT(instant_text(arena, day_at((day){ 20780 }, 545)), "2026-11-23T09:05:00+08:00");
    SAME_TEXT(instant_text(arena, (instant){ -1 }), "1970-01-01T07:59:59+08:00");
    SAME_TEXT(day_text(arena, (day){ 20780 }), "2026-11-23");
    arena_free(arena);
}

TEST(months_count_as_ages_do)
{
    EQUAL(months_between(on(2026, 1, 31), on(2026, 2, 28)), 0);
    EQUAL(months_between(on(2026, 1, 31), on(2026, 3, 1)), 1);
    EQUAL(months_between(on(2026, 3, 1), on(2026, 1, 31)), -1);
    EQUAL(years_between(on(1975, 3, 8), on(2026, 3, 7)), 50);
    EQUAL(years_between(on(1975, 3, 8), on(2026, 3, 8)), 51);
    EQUAL(day_plus_months(on(2026, 1, 31), 1).number, on(2026, 2, 28).number);
    EQUAL(day_plus_months(on(2028, 1, 31), 1).number, on(2028, 2, 29).number);
    EQUAL(day_plus_months(on(2026, 1, 15), -1).number, on(2025, 12, 15).number);
    EQUAL(day_plus_months(on(2026, 12, 31), 12).number, on(2027, 12, 31).number);
}

TEST(a_day_is_read_as_shops_write_it)
{
    static const char *const well[] = { "2026-11-23", "2026/11/23", "2026.11.23", "20261123", "2026年11月23日", " ２０２６－１１－２３　",
        "2026年11月23", "2026年 11月 23号" };
    static const char *const bad[] = { "", "11/23/2026", "2026-02-29", "2026-11-23 9:05", "2026-11/23", "26-11-23", "2026-13-01", "2026-1",
        "2026112", "202611230", "0026-11-23", "2026-11-23-", "明天" };
    for (size_t i = 0; i < sizeof well / sizeof *well; i++) {
        day read = { 0 };
        CASE(well[i]);
        CHECK(day_read(well[i], &read));
        EQUAL(read.number, 20780);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        day read;
        CASE(bad[i]);
        CHECK(!day_read(bad[i], &read));
    }
    day read = { 0 };
    CHECK(day_read("2026-3-8", &read));
    EQUAL(read.number, on(2026, 3, 8).number);
}

TEST(an_instant_is_read_as_shops_write_it)
{
    static const struct { const char *from; int minute; } rows[] = {
        { "2026-11-23 9:05", 545 }, { "2026-11-23T09:05:00+08:00", 545 }, { "2026-11-23T01:05:00Z", 545 }, { "2026-11-23T01:05:00.000Z", 545 },
        { "2026年11月23日 上午9:05", 545 }, { "2026年11月23日上午9点05分", 545 }, { "2026/11/23 下午2:30", 870 }, { "2026-11-23 14点半", 870 },
        { "2026-11-23 中午12:00", 720 }, { "2026-11-23 中午1点", 780 }, { "2026-11-23 晚上8点", 1200 }, { "2026-11-23 凌晨12:30", 30 },
        { "2026-11-23 24:00", 1440 }, { "2026-11-23T09:05:00+0900", 485 }, { "２０２６－１１－２３　９：０５", 545 },
        { "2026-11-23", -1 }, { "2026-11-23 25:00", -1 }, { "2026-11-23 24:01", -1 }, { "2026-11-23 9:5", -1 }, { "2026-11-23 9:60", -1 },
        { "2026-11-23 上午15:00", -1 }, { "2026-11-23 9:05 x", -1 }, { "9:05", -1 }, { "2026-02-30 9:05", -1 }, { "2026-11-23 中午8点", -1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        instant read = { 0 };
        CASE(rows[i].from);
        EQUAL(instant_read(rows[i].from, &read), rows[i].minute >= 0);
        if (rows[i].minute >= 0) EQUAL(read.ms, day_at((day){ 20780 }, rows[i].minute).ms);
    }
}

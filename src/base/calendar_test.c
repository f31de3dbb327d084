#include "base/calendar.h"
#include "base/buf.h"
#include "test/test.h"

static day on(int year, int month, int of_month) { return day_from_date((struct date){ year, month, of_month }); }

static text holidays(struct arena *arena, int year)
{
    struct buf out = buf_new(arena);
    day days[HOLIDAYS_MOST];
    for (int i = 0, n = holidays_of_year(year, days); i < n; i++) {
        struct date d = date_of(days[i]);
        buf_print(&out, "%s%d-%d", i ? " " : "", d.month, d.day);
    }
    return buf_text(&out);
}

TEST(statutory_holidays_of_a_year)
{
    struct arena *arena = arena_new();
    SAME_TEXT(holidays(arena, 2024), "1-1 2-10 2-11 2-12 4-4 5-1 6-10 9-17 10-1 10-2 10-3");
    SAME_TEXT(holidays(arena, 2025), "1-1 1-28 1-29 1-30 1-31 4-4 5-1 5-2 5-31 10-1 10-2 10-3 10-6");
    SAME_TEXT(holidays(arena, 2026), "1-1 2-16 2-17 2-18 2-19 4-5 5-1 5-2 6-19 9-25 10-1 10-2 10-3");     /* DOMAIN.md §4.3 */
    SAME_TEXT(holidays(arena, 2027), "1-1 2-5 2-6 2-7 2-8 4-5 5-1 5-2 6-9 9-15 10-1 10-2 10-3");
    SAME_TEXT(holidays(arena, 2019), "");
    for (int year = 2020; year <= 2035; year++) {
        day days[HOLIDAYS_MOST];
        EQUAL(holidays_of_year(year, days), year < 2025 ? 11 : 13);
    }
    SAME_TEXT(holiday_name(holiday_of(on(2028, 10, 4))), "Mid-Autumn Festival");
    SAME_TEXT(holiday_name(holiday_of(on(2027, 2, 5))), "Spring Festival");
    EQUAL(holiday_of(on(2026, 10, 4)), NO_HOLIDAY);
    CHECK(is_statutory_holiday(on(2026, 9, 25)) && !is_statutory_holiday(on(2026, 9, 26)));
    arena_free(arena);
}

TEST(lunar_new_years)
{
    static const char dates[][2] = { { 1, 25 }, { 2, 12 }, { 2, 1 }, { 1, 22 }, { 2, 10 }, { 1, 29 }, { 2, 17 }, { 2, 6 },
        { 1, 26 }, { 2, 13 }, { 2, 3 }, { 1, 23 }, { 2, 11 }, { 1, 31 }, { 2, 19 }, { 2, 8 } };
    for (int i = 0; i < 16; i++) {
        struct lunar l = lunar_of(on(2020 + i, dates[i][0], dates[i][1]));
        EQUAL(l.year, 2020 + i);
        EQUAL(l.month * 100 + l.day, 101);
    }
}

TEST(every_day_has_its_lunar_date_and_back)
{
    day back = { 0 }, d = on(2020, 1, 25), end = on(2036, 1, 28);
    CHECK(!lunar_of((day){ d.number - 1 }).month && !lunar_of(end).month);      /* 2036-01-28 is the next New Year */
    for (; d.number < end.number; d.number++) {
        bool well = day_from_lunar(lunar_of(d), &back) && back.number == d.number;
        if (!well) { EQUAL(back.number, d.number); break; }
    }
    CHECK(!day_from_lunar((struct lunar){ 2026, 12, 30, false }, &back));      /* the eve of 2027 is the 29th */
    CHECK(!day_from_lunar((struct lunar){ 2026, 6, 1, true }, &back));
    CHECK(day_from_lunar((struct lunar){ 2025, 6, 1, true }, &back));
    EQUAL(back.number, on(2025, 7, 25).number);
    CHECK(day_from_lunar((struct lunar){ 2033, 11, 1, true }, &back));
    EQUAL(back.number, on(2033, 12, 22).number);
}

/* 腊八 as printed in almanacs: 2021-01-20, 2022-01-10, 2022-12-30, 2024-01-18, 2025-01-07, 2026-01-26, 2027-01-15; the 10th is two days later. */
TEST(the_tenth_of_the_last_month_lies_20_or_21_days_before_new_year)
{
    static const struct { int year, month, day, before; } tenths[] = {
        { 2021, 1, 22, 21 }, { 2022, 1, 12, 20 }, { 2023, 1, 1, 21 }, { 2024, 1, 20, 21 }, { 2025, 1, 9, 20 }, { 2026, 1, 28, 20 }, { 2027, 1, 17, 20 },
    };
    struct spring_festival f = { 0 };
    for (int i = 0; i < 7; i++) {
        CHECK(spring_festival_of(tenths[i].year, &f));
        EQUAL(f.tenth.number, on(tenths[i].year, tenths[i].month, tenths[i].day).number);
        EQUAL(f.new_year.number - f.tenth.number, tenths[i].before);
    }
    EQUAL(f.new_year.number, on(2027, 2, 6).number);
    EQUAL(f.eve.number, on(2027, 2, 5).number);
    EQUAL(f.lantern.number, on(2027, 2, 20).number);
    EQUAL(f.back.number, on(2027, 2, 21).number);
    for (int year = 2021; year <= 2035; year++) {
        CHECK(spring_festival_of(year, &f));
        struct lunar l = lunar_of(f.tenth), back = lunar_of(f.back);
        EQUAL(l.month * 100 + l.day, 1210);
        EQUAL(back.month * 100 + back.day, 116);
    }
    CHECK(!spring_festival_of(2020, &f) && !spring_festival_of(2036, &f));
}

TEST(lunar_dates_in_writing)
{
    struct arena *arena = arena_new();
    SAME_TEXT(lunar_text(arena, (struct lunar){ 2026, 1, 1, false }), "正月初一");
    SAME_TEXT(lunar_text(arena, (struct lunar){ 2025, 6, 10, true }), "闰六月初十");
    SAME_TEXT(lunar_text(arena, (struct lunar){ 2026, 8, 15, false }), "八月十五");
    SAME_TEXT(lunar_text(arena, (struct lunar){ 2026, 11, 20, false }), "冬月二十");
    SAME_TEXT(lunar_text(arena, (struct lunar){ 2026, 12, 29, false }), "腊月廿九");
    SAME_TEXT(lunar_text(arena, (struct lunar){ 2026, 2, 30, false }), "二月三十");
    CHECK(is_weekend(on(2026, 11, 22)) && is_weekend(on(2026, 11, 21)) && !is_weekend(on(2026, 11, 23)));
    arena_free(arena);
}

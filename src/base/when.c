#include "base/when.h"
#include <string.h>
#include <time.h>
#include "base/utf8.h"

enum { MINUTE_MS = 60 * 1000, DAY_MS = 24 * 60 * MINUTE_MS };

instant when_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (instant){ (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 };
}

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }

static bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

static int month_length(int year, int month)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return month == 2 && leap(year) ? 29 : lengths[month - 1];
}

bool date_real(struct date d)
{
    return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= month_length(d.year, d.month);
}

/* Years are counted from March, so that the leap day is the last of its year; 400 years have 146 097 days, and 719 468 days
 * lie between 0000-03-01 and 1970-01-01. */
day day_from_date(struct date d)
{
    int64_t year = d.month <= 2 ? d.year - 1 : d.year, era = floor_div(year, 400), of_era = year - era * 400;
    int64_t of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    return (day){ (int32_t)(era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468) };
}

struct date date_of(day on)
{
    int64_t number = (int64_t)on.number + 719468, era = floor_div(number, 146097), of_era = number - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
    struct date d = { .month = (int)(month < 10 ? month + 3 : month - 9), .day = (int)(of_year - (153 * month + 2) / 5 + 1) };
    d.year = (int)(year + era * 400 + (d.month <= 2));
    return d;
}

int weekday(day on) { return (int)(((int64_t)on.number + 3) % 7 + 7) % 7 + 1; }      /* 1970-01-01 was a Thursday */

static int64_t local(instant at) { return at.ms + (int64_t)ZONE_MINUTES * MINUTE_MS; }

day day_of(instant at) { return (day){ (int32_t)floor_div(local(at), DAY_MS) }; }
instant day_start(day on) { return day_at(on, 0); }
instant day_at(day on, int minutes) { return (instant){ on.number * (int64_t)DAY_MS + ((int64_t)minutes - ZONE_MINUTES) * MINUTE_MS }; }

int minute_of_day(instant at)
{
    int64_t ms = local(at);
    return (int)((ms - floor_div(ms, DAY_MS) * DAY_MS) / MINUTE_MS);
}

int32_t months_between(day from, day to)
{
    if (to.number < from.number) return -months_between(to, from);
    struct date a = date_of(from), b = date_of(to);
    return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day);
}

int32_t years_between(day from, day to) { return months_between(from, to) / 12; }

day day_plus_months(day on, int months)
{
    struct date d = date_of(on);
    int64_t month = (int64_t)d.year * 12 + d.month - 1 + months;
    d.year = (int)floor_div(month, 12);
    d.month = (int)(month - (int64_t)d.year * 12) + 1;
    if (d.day > month_length(d.year, d.month)) d.day = month_length(d.year, d.month);
    return day_from_date(d);
}

text day_text(struct arena *arena, day on)
{
    struct date d = date_of(on);
    return arena_print(arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

text instant_text(struct arena *arena, instant at)
{
    int64_t of_day = local(at) - day_of(at).number * (int64_t)DAY_MS;
    int seconds = (int)(of_day / 1000);
    return arena_print(arena, "%sT%02d:%02d:%02d+%02d:%02d", day_text(arena, day_of(at)), seconds / 3600, seconds / 60 % 60,
                       seconds % 60, ZONE_MINUTES / 60, ZONE_MINUTES % 60);
}

text instant_words(struct arena *arena, instant at)
{
    int minute = minute_of_day(at);
    return arena_print(arena, "%s %02d:%02d", day_text(arena, day_of(at)), minute / 60, minute % 60);
}

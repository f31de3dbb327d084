#include "base/calendar.h"
#include "base/buf.h"
#include "base/work.h"

enum { FIRST_YEAR = 2020, LAST_YEAR = 2035, LEAST_MONTH = 29 };

/* Lunar New Year, the month that is repeated as a leap month (0: none), and a bit for each month in its order (the leap one
 * behind its model) that has 30 days instead of 29. */
static const struct lunar_year { int month, day, leap; unsigned long_months; } years[] = {
    { 1, 25, 4, 0x152E }, { 2, 12, 0, 0x0556 }, { 2, 1, 0, 0x0AB5 },  { 1, 22, 2, 0x15B2 },   /* 2020 */
    { 2, 10, 0, 0x06D2 }, { 1, 29, 6, 0x0EA5 }, { 2, 17, 0, 0x0725 }, { 2, 6, 0, 0x064B },    /* 2024 */
    { 1, 26, 5, 0x0C97 }, { 2, 13, 0, 0x0CAB }, { 2, 3, 0, 0x055A },  { 1, 23, 3, 0x0AD6 },   /* 2028 */
    { 2, 11, 0, 0x0B69 }, { 1, 31, 11, 0x1752 }, { 2, 19, 0, 0x0B52 }, { 2, 8, 0, 0x0B25 },   /* 2032 */
};

static const struct lunar_year *year_row(int year) { return year >= FIRST_YEAR && year <= LAST_YEAR ? &years[year - FIRST_YEAR] : NULL; }

static day on_date(int year, int month, int of_month) { return day_from_date((struct date){ year, month, of_month }); }

static day new_year(int year) { return on_date(year, year_row(year)->month, year_row(year)->day); }

static int month_days(const struct lunar_year *y, int nth) { return LEAST_MONTH + (int)(y->long_months >> nth & 1); }
static int month_count(const struct lunar_year *y) { return y->leap ? 13 : 12; }

/* The nth month of the year, from 0, by its name. */
static void name_month(const struct lunar_year *y, int nth, struct lunar *lunar)
{
    lunar->leap = y->leap && nth == y->leap;
    lunar->month = nth + 1 - (y->leap && nth >= y->leap);
}

struct lunar lunar_of(day on)
{
    int year = date_of(on).year;
    if (year_row(year) && on.number < new_year(year).number) year--;
    else if (year == LAST_YEAR + 1) year--;                     /* the weeks before New Year belong to the last row */
    const struct lunar_year *y = year_row(year);
    struct lunar lunar = { .year = year }, unknown = { 0 };
    if (!y) return unknown;
    int left = on.number - new_year(year).number, nth = 0;
    while (nth < month_count(y) && left >= month_days(y, nth)) left -= month_days(y, nth++);
    if (nth == month_count(y)) return unknown;
    lunar.day = left + 1;
    name_month(y, nth, &lunar);
    return lunar;
}

bool day_from_lunar(struct lunar lunar, day *ret_day)
{
    const struct lunar_year *y = year_row(lunar.year);
    if (!y || lunar.day < 1) return false;
    struct lunar named = { 0 };
    int32_t number = new_year(lunar.year).number;
    for (int nth = 0; nth < month_count(y); number += month_days(y, nth++)) {
        name_month(y, nth, &named);
        if (named.month != lunar.month || named.leap != lunar.leap) continue;
        ret_day->number = number + lunar.day - 1;
        return lunar.day <= month_days(y, nth);
    }
    return false;
}

text lunar_text(struct arena *arena, struct lunar lunar)
{
    static const text months[] = { "正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊" };
    static const text digits[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };
    static const text tens[] = { "初", "十", "廿", "三" };
    if (lunar.month < 1 || lunar.month > 12 || lunar.day < 1 || lunar.day > 30) return "";
    int ten = lunar.day / 10, one = lunar.day % 10;
    text front = one == 0 ? (ten == 1 ? "初" : ten == 2 ? "二" : "三") : tens[ten], back = one == 0 ? "十" : digits[one - 1];
    return arena_print(arena, "%s%s月%s%s", lunar.leap ? "闰" : "", months[lunar.month - 1], front, back);
}

/* The sun reaches 15° on 4 April in leap years and those after them, on the 5th otherwise: so from 2020 to 2035 by computation. */
static int qingming(int year) { return year % 4 < 2 ? 4 : 5; }

static enum statutory_holiday solar_holiday(struct date d)
{
    if (d.month == 1 && d.day == 1) return NEW_YEARS_DAY;
    if (d.month == 4 && d.day == qingming(d.year)) return QINGMING;
    if (d.month == 5 && (d.day == 1 || (d.day == 2 && d.year >= 2025))) return LABOUR_DAY;
    if (d.month == 10 && d.day <= 3) return NATIONAL_DAY;
    return NO_HOLIDAY;
}

static bool mid_autumn_lost(int year)
{
    day on;
    if (!day_from_lunar((struct lunar){ .year = year, .month = 8, .day = 15 }, &on)) return false;
    return date_of(on).month == 10 && date_of(on).day <= 3;
}

static enum statutory_holiday lunar_holiday(day on)
{
    struct lunar l = lunar_of(on), next = lunar_of((day){ on.number + 1 });
    struct date d = date_of(on);
    if (d.month == 10 && d.day == 4 && mid_autumn_lost(d.year)) return MID_AUTUMN;
    if (!l.month) return NO_HOLIDAY;
    if (!l.leap && l.month == 1 && l.day <= 3) return SPRING_FESTIVAL;
    if (!l.leap && l.month == 5 && l.day == 5) return DRAGON_BOAT;
    if (!l.leap && l.month == 8 && l.day == 15) return MID_AUTUMN;
    bool eve = next.month == 1 && next.day == 1 && !next.leap;
    return eve && d.year >= 2025 ? SPRING_FESTIVAL : NO_HOLIDAY;
}

enum statutory_holiday holiday_of(day on)
{
    struct date d = date_of(on);
    if (!year_row(d.year)) return NO_HOLIDAY;
    enum statutory_holiday solar = solar_holiday(d);
    return solar ? solar : lunar_holiday(on);
}

bool is_statutory_holiday(day on) { return holiday_of(on) != NO_HOLIDAY; }

text holiday_name(enum statutory_holiday holiday)
{
    switch (holiday) {
    case NO_HOLIDAY: return "";
    case NEW_YEARS_DAY: return N_("New Year's Day");
    case SPRING_FESTIVAL: return N_("Spring Festival");
    case QINGMING: return N_("Qingming Festival");
    case LABOUR_DAY: return N_("Labour Day");
    case DRAGON_BOAT: return N_("Dragon Boat Festival");
    case MID_AUTUMN: return N_("Mid-Autumn Festival");
    case NATIONAL_DAY: return N_("National Day");
    }
    return "";
}

bool spring_festival_of(int year, struct spring_festival *ret)
{
    enum { LAST_MONTH = 12, TENTH = 10, LANTERN = 15 };
    if (!year_row(year) || !day_from_lunar((struct lunar){ .year = year - 1, .month = LAST_MONTH, .day = TENTH }, &ret->tenth)) return false;
    ret->year = year;
    ret->new_year = new_year(year);
    ret->eve.number = ret->new_year.number - 1;
    ret->lantern.number = ret->new_year.number + LANTERN - 1;
    ret->back.number = ret->lantern.number + 1;
    return true;
}

int holidays_of_year(int year, day days[HOLIDAYS_MOST])
{
    int count = 0;
    if (!year_row(year)) return 0;
    for (day on = on_date(year, 1, 1), end = on_date(year + 1, 1, 1); on.number < end.number; on.number++)
        if (holiday_of(on) && count < HOLIDAYS_MOST) days[count++] = on;
    return count;
}

bool is_weekend(day on) { return weekday(on) >= 6; }

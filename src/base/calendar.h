/* calendar.h — the parts of the Chinese calendar that can be computed: lunar dates and statutory holidays, 2020 to 2035.
 *
 * The table of lunar months was computed from the new moons (Meeus, Astronomical Algorithms, ch. 49) in Beijing time. Where a
 * new moon falls near midnight common libraries are off by a day: New Year is 2027-02-06 (new moon 23:56) and 2030-02-03 (00:08).
 * Holidays are those of the State Council's decrees: 11 days a year until 2024, 13 since 2025 (decree 795: New Year's Eve and
 * 2 May are added). They are the days with 300 % pay; days moved by the yearly notice (调休) are data, not here. */
#pragma once
#include "base/when.h"

struct lunar { int year, month, day; bool leap; };              /* year: the one whose New Year began it; month 0: not known */

struct lunar lunar_of(day on);                                  /* known from 2020-01-25 to 2036-01-27, the last day of lunar 2035 */
bool day_from_lunar(struct lunar lunar, day *ret_day);          /* false when there is no such day in the table */
text lunar_text(struct arena *arena, struct lunar lunar);       /* 正月初一, 闰六月十五, 腊月廿九: as it is written, in Chinese only */

enum statutory_holiday { NO_HOLIDAY = 0, NEW_YEARS_DAY, SPRING_FESTIVAL, QINGMING, LABOUR_DAY, DRAGON_BOAT, MID_AUTUMN, NATIONAL_DAY };

/* Which statutory holiday is it? Where Mid-Autumn falls on National Day's three days (2020, 2028, 2031) the 4th of October is the
 * day it would have lost, as was practised in 2020. NO_HOLIDAY outside 2020–2035. */
enum statutory_holiday holiday_of(day on);
bool is_statutory_holiday(day on);
text holiday_name(enum statutory_holiday holiday);                        /* English, a key into po/ */

/* The days around Spring Festival that the trade reckons with. The last month (腊月) has 29 or 30 days, so that its 10th lies 20 or 21 days before
 * New Year. False outside the years 2021–2035. */
struct spring_festival { int year; day tenth, eve, new_year, lantern, back; };      /* 腊月初十, 除夕, 初一, 正月十五, 正月十六: by which people are back at work */
bool spring_festival_of(int year, struct spring_festival *ret);

enum { HOLIDAYS_MOST = 13 };
int holidays_of_year(int year, day days[HOLIDAYS_MOST]);        /* how many; in order */

bool is_weekend(day on);

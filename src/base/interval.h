/* interval.h — spans of time and of days, and the share of a month's pay that days make.
 *
 * A `span` is half open: [from, to), so that a visit ending at 11:00 and one beginning then do not overlap. `to` not after `from`
 * is an empty span, which overlaps nothing. `days` are counted as contracts do, with the first and the last: 26 days from
 * 2026-11-12 end with 2026-12-07. A night shift belongs to the day on which it begins. */
#pragma once
#include "base/money.h"
#include "base/when.h"

struct span { instant from, to; };

bool spans_overlap(struct span a, struct span b);
bool span_holds(struct span span, instant at);
bool span_within(struct span inner, struct span outer);
int64_t span_common(struct span a, struct span b);          /* milliseconds of both, 0 when they do not overlap */
struct span span_widened(struct span span, int64_t before_ms, int64_t after_ms);        /* travel, buffer, loading */
day span_day(struct span span);                             /* the day it is counted for */

struct days { day first, last; };                           /* both belong to it; last before first is empty */

struct days days_from(day first, int count);                /* count inclusive days */
int32_t days_count(struct days days);
bool days_overlap(struct days a, struct days b);
int32_t days_common(struct days a, struct days b);
struct span days_span(struct days days);                    /* from the first midnight to the one after the last day */

/* What one month's (or contract's) pay is divided by: 26 in the trade, 21.75 by labour law, the days of the month, the days of
 * the contract; by her working days of a week, of which a month has 4.35 (21.75 is five of them): part-time work, by its hours. */
enum proration { BY_26_DAYS = 1, BY_21_75_DAYS, BY_CALENDAR_DAYS, BY_CONTRACT_DAYS, BY_WEEK_DAYS };

/* amount × units ÷ basis, rounded once (14 000 ÷ 26 × 16 = 8 615.38). `units` counts days, times a multiplier where pay is doubled
 * or tripled (3 holidays at 300 % are 9). `length` is the days of the month, of the contract or of her week, used by the last three only;
 * a `length` < 1 gives nothing. */
money prorated(money amount, int64_t units, enum proration basis, int32_t length);
int32_t days_of_month(day on);

/* Rest days that so many days of a month ask for: rests × days ÷ days of the month, whole days down; all of them but for one day. */
int64_t rests_due(int64_t rests, int64_t days, int32_t month);

/* Weekdays: bit 1 Monday … bit 7 Sunday, as a set of them is kept. */
enum { EVERY_WEEKDAY = 0xfe };
#define WEEKDAY_BIT(n) (UINT64_C(1) << (n))
int64_t rests_of_week(int days);                            /* so many off of every seven are of an average month, to the nearest: 9 of two */
int days_a_week(uint64_t weekdays);                         /* how many they are */
int32_t days_on(uint64_t weekdays, day first, day last);    /* days that fall on one of them, both ends counted */

/* Which days of a month are not paid: the weekdays she always rests on, `off`; where these are agreed each time, 0, `rests` of a month. */
struct month_terms { enum proration basis; int64_t rests; uint64_t off; };

/* A term priced by the month, as its months will be billed (§4.3): whole calendar months, and of the month it begins in and the one it ends in the
 * days that are paid, without the rest days that fall in them. The days of either cost at most a month. Begun on a first, `begins` is 0. */
struct term_months { int64_t months, begins, ends; };
struct term_months term_months(day first, day last, struct month_terms terms);
money term_price(money a_month, day first, day last, struct month_terms terms);      /* BY_CONTRACT_DAYS: `a_month` is of the term, and all of it */

/* Of a price for the days `paid`, which lie in one calendar month, the part that is had with the day `until`: as that month is billed, so all of it with its
 * last day. In hundredths of a day: 2600 is a month of 26 days, 2175 one by labour law, 1305 one of three days a week. */
struct month_share { int64_t had, of; };
struct month_share month_share(struct days paid, day until, struct month_terms terms);

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
 * the contract. */
enum proration { BY_26_DAYS = 1, BY_21_75_DAYS, BY_CALENDAR_DAYS, BY_CONTRACT_DAYS };

/* amount × units ÷ basis, rounded once (14 000 ÷ 26 × 16 = 8 615.38). `units` counts days, times a multiplier where pay is doubled
 * or tripled (3 holidays at 300 % are 9). `length` is the days of the month or contract, used by the last two only; a `length` < 1
 * gives nothing. */
money prorated(money amount, int64_t units, enum proration basis, int32_t length);
int32_t days_of_month(day on);

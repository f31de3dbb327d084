/* wage.h — one worker's wage for one placement and one month, reckoned line by line. Pure; everything comes in (DOMAIN.md §0.1, §4.3, §4.7, T01, T11, T37).
 *
 * A month's wage does not depend on 28 or 31 days: who served the whole month gets it whole. Who came or went in it gets the days she was due
 * pay for, at whichever wage held (a whole month at two: the mean of its days, placement_sheets.c), by the basis: ÷ 26 (trade), ÷ 21.75 (labour law), ÷ the month's days, ÷ the days of the term, ÷ her days of a week × 4.35 (part-time, by its hours); at most the month's wage.
 * On top: rest days worked, statutory holidays worked, by custom (+1, +2 day rates) or by law (besides the wage 200 % and 300 %, on 21.75).
 * Taken off: leave beyond the rest days that were due, illness by its part, days away. Never a fine: an employee loses what she did not work.
 *
 * Days are counted in half days. Each line is rounded once, half up; its `why` is a sentence that is kept (record/said.h). */
#pragma once
#include "base/interval.h"
#include "finance/finance.h"

enum holiday_pay { HOLIDAY_PAY_LAW = 1, HOLIDAY_PAY_PLUS_ONE, HOLIDAY_PAY_PLUS_TWO, HOLIDAY_PAY_NONE };

struct wage_terms {
    money wage;                     /* of a month; of the whole term with BY_CONTRACT_DAYS */
    enum proration basis;
    int64_t length;                 /* days of the month, of the term, or of her week */
    int64_t hours;                  /* part-time: of a day, said beside its days; 0: not said */
    enum holiday_pay holiday;
    int64_t sick_percent;           /* of a day's wage while ill */
    bool away_paid;                 /* days the family was away and asked her not to come */
};
struct wage_days {                  /* in half days */
    bool whole_month;               /* she was there from its first to its last day */
    int64_t served;                 /* days between coming and going, rest days among them */
    int64_t rest, rest_due, rest_worked, holiday, leave, sick, absent, away;
};

/* Appends the lines to `sum`: base, rest days, holidays, leave, illness, away. */
void wage_reckon(struct work *w, const struct wage_terms *terms, const struct wage_days *days, struct sum *sum);
/* Half days × percent of a day's wage: the one place that divides a wage. */
money wage_of(const struct wage_terms *terms, enum proration basis, int64_t halves, int64_t percent);

/* Two share the month's wage of one home by the days each served; both parts add up to what the customer pays. */
void wage_split(money whole, const int64_t *halves, size_t count, money *parts);

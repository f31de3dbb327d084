#include "base/interval.h"

static int64_t later(int64_t a, int64_t b) { return a > b ? a : b; }
static int64_t earlier(int64_t a, int64_t b) { return a < b ? a : b; }

int64_t span_common(struct span a, struct span b)
{
    return later(0, earlier(a.to.ms, b.to.ms) - later(a.from.ms, b.from.ms));
}

bool spans_overlap(struct span a, struct span b) { return span_common(a, b) > 0; }
bool span_holds(struct span span, instant at) { return at.ms >= span.from.ms && at.ms < span.to.ms; }
bool span_within(struct span inner, struct span outer) { return inner.from.ms >= outer.from.ms && inner.to.ms <= outer.to.ms; }

struct span span_widened(struct span span, int64_t before_ms, int64_t after_ms)
{
    return (struct span){ { span.from.ms - before_ms }, { span.to.ms + after_ms } };
}

day span_day(struct span span) { return day_of(span.from); }

struct days days_from(day first, int count) { return (struct days){ first, { first.number + count - 1 } }; }
int32_t days_count(struct days days) { return days.last.number < days.first.number ? 0 : days.last.number - days.first.number + 1; }

int32_t days_common(struct days a, struct days b)
{
    struct days both = { { (int32_t)later(a.first.number, b.first.number) }, { (int32_t)earlier(a.last.number, b.last.number) } };
    return days_count(both);
}

bool days_overlap(struct days a, struct days b) { return days_common(a, b) > 0; }
struct span days_span(struct days days) { return (struct span){ day_start(days.first), day_start((day){ days.last.number + 1 }) }; }

enum { WEEKS_OF_MONTH = 435 };                          /* in hundredths */

money prorated(money amount, int64_t units, enum proration basis, int32_t length)
{
    switch (basis) {
    case BY_26_DAYS: return money_times(amount, units, 26);
    case BY_21_75_DAYS: return money_times(amount, units * 100, 2175);
    case BY_WEEK_DAYS: return length < 1 ? (money){ 0 } : money_times(amount, units * 100, WEEKS_OF_MONTH * length);
    case BY_CALENDAR_DAYS: case BY_CONTRACT_DAYS: break;
    }
    return length < 1 ? (money){ 0 } : money_times(amount, units, length);
}

int32_t days_of_month(day on)
{
    struct date d = date_of(on);
    day first = day_from_date((struct date){ d.year, d.month, 1 });
    return day_plus_months(first, 1).number - first.number;
}

int64_t rests_due(int64_t rests, int64_t days, int32_t month) { return days >= month - 1 ? rests : rests * days / month; }

static day month_begins(day on)
{
    struct date d = date_of(on);
    return day_from_date((struct date){ d.year, d.month, 1 });
}

/* An average month has 365 ÷ 12 days. */
int64_t rests_of_week(int days)
{
    enum { YEAR = 365, PARTS = 12 * 7 };
    return (2 * YEAR * (int64_t)days + PARTS) / (2 * PARTS);
}

int days_a_week(uint64_t weekdays)
{
    int n = 0;
    for (int i = 1; i <= 7; i++) n += (weekdays & WEEKDAY_BIT(i)) != 0;
    return n;
}

int32_t days_on(uint64_t weekdays, day first, day last)
{
    int32_t days = days_count((struct days){ first, last }), over = days % 7, n = days / 7 * days_a_week(weekdays);
    for (int32_t i = 0; i < over; i++) n += (weekdays & WEEKDAY_BIT(weekday((day){ first.number + i }))) != 0;
    return n;
}

/* Of a month's days the ones that are paid, rest days as they fall, or to the nearest as they will; they lie inside where a month is divided by its own days. */
static int64_t days_paid(day first, day last, struct month_terms t)
{
    int64_t days = last.number - first.number + 1;
    int32_t month = days_of_month(first);
    if (days < 1 || t.basis == BY_CALENDAR_DAYS) return days < 1 ? 0 : days;
    return days - (t.off ? days_on(t.off, first, last) : (2 * t.rests * days + month) / (2 * month));
}

struct term_months term_months(day first, day last, struct month_terms terms)
{
    struct term_months t = { 0 };
    day whole = month_begins(first), after = month_begins((day){ last.number + 1 });
    if (whole.number < first.number) {                              /* it begins inside a month, in which it may end too */
        whole = day_plus_months(whole, 1);
        t.begins = days_paid(first, last.number < whole.number ? last : (day){ whole.number - 1 }, terms);
    }
    for (; day_plus_months(whole, 1).number <= after.number; whole = day_plus_months(whole, 1)) t.months++;
    t.ends = days_paid(whole, last, terms);
    return t;
}

/* Days at work of her week; without any that is said, all of it. */
static int32_t at_work(struct month_terms t) { return days_a_week(EVERY_WEEKDAY & ~t.off); }

static money part_of_month(money a_month, int64_t days, struct month_terms t, day in)
{
    return money_least(prorated(a_month, days, t.basis, t.basis == BY_WEEK_DAYS ? at_work(t) : days_of_month(in)), a_month);
}

money term_price(money a_month, day first, day last, struct month_terms terms)
{
    if (terms.basis == BY_CONTRACT_DAYS) return a_month;
    struct term_months t = term_months(first, last, terms);
    money parts = money_add(part_of_month(a_month, t.begins, terms, first), part_of_month(a_month, t.ends, terms, last));
    return money_add(money_times(a_month, t.months, 1), parts);
}

/* What a whole month is divided by. */
static int64_t month_units(struct month_terms t, day in)
{
    if (t.basis == BY_WEEK_DAYS) return (int64_t)WEEKS_OF_MONTH * at_work(t);
    return t.basis == BY_26_DAYS ? 2600 : t.basis == BY_21_75_DAYS ? 2175 : 100 * (int64_t)days_of_month(in);
}

struct month_share month_share(struct days paid, day until, struct month_terms terms)
{
    day month = month_begins(paid.first);
    bool whole = paid.first.number == month.number && paid.last.number + 1 == day_plus_months(month, 1).number;
    struct month_share s = { 100 * days_paid(paid.first, until, terms), whole ? month_units(terms, month) : 100 * days_paid(paid.first, paid.last, terms) };
    if (until.number >= paid.last.number || s.had > s.of) s.had = s.of;
    return s;
}

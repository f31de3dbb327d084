#include "base/interval.h"
#include "test/test.h"

static day on(int year, int month, int of_month) { return day_from_date((struct date){ year, month, of_month }); }

TEST(half_open_spans_touch_without_overlap)
{
    static const struct { const char *why; int a, b, c, d, common; } rows[] = {
        { "touching", 540, 660, 660, 780, 0 }, { "one minute", 540, 661, 660, 780, 1 }, { "inside", 540, 780, 600, 660, 60 },
        { "same", 540, 660, 540, 660, 120 }, { "apart", 540, 600, 700, 760, 0 }, { "empty inside", 540, 780, 600, 600, 0 }, { "turned around", 540, 780, 700, 600, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].why);
        day d = { 20780 };
        struct span a = { day_at(d, rows[i].a), day_at(d, rows[i].b) }, b = { day_at(d, rows[i].c), day_at(d, rows[i].d) };
        EQUAL(span_common(a, b), MINUTES(rows[i].common));
        EQUAL(spans_overlap(a, b), rows[i].common > 0);
        EQUAL(spans_overlap(b, a), rows[i].common > 0);
    }
    struct span visit = { day_at((day){ 20780 }, 540), day_at((day){ 20780 }, 660) }, wide = span_widened(visit, MINUTES(30), MINUTES(10));
    CHECK(span_within(visit, wide) && !span_within(wide, visit));
    CHECK(span_holds(visit, visit.from) && !span_holds(visit, visit.to));
    EQUAL(span_day((struct span){ day_at((day){ 20780 }, 22 * 60), day_at((day){ 20780 }, 30 * 60) }).number, 20780);
}

TEST(contract_days_count_both_ends)
{
    struct days term = days_from(on(2026, 11, 12), 26);
    EQUAL(term.last.number, on(2026, 12, 7).number);                        /* DOMAIN.md §4.4 */
    EQUAL(days_count(term), 26);
    EQUAL(days_count(days_from(on(2026, 11, 12), 0)), 0);
    EQUAL(days_common(term, (struct days){ on(2026, 12, 7), on(2026, 12, 31) }), 1);
    CHECK(!days_overlap(term, days_from(on(2026, 12, 8), 5)) && days_overlap(term, term));
    EQUAL(days_span(term).to.ms - days_span(term).from.ms, DAYS(26));
    EQUAL(days_of_month(on(2028, 2, 29)), 29);
    EQUAL(days_of_month(on(2026, 12, 31)), 31);
}

TEST(pay_is_prorated_with_one_rounding)
{
    EQUAL(prorated((money){ 1400000 }, 16, BY_26_DAYS, 0).fen, 861538);     /* §4.3 */
    EQUAL(prorated((money){ 780000 }, 1, BY_26_DAYS, 0).fen, 30000);
    EQUAL(prorated((money){ 780000 }, 3 * 3, BY_21_75_DAYS, 0).fen, 322759);        /* §0.1: three holidays at 300 % */
    EQUAL(prorated((money){ 1560000 }, 13, BY_CONTRACT_DAYS, 26).fen, 780000);      /* §4.4: ten days and three */
    EQUAL(prorated((money){ 310000 }, 10, BY_CALENDAR_DAYS, 31).fen, 100000);
    EQUAL(prorated((money){ 310000 }, 10, BY_CALENDAR_DAYS, 0).fen, 0);
}

static struct month_terms terms(int64_t rests, enum proration basis) { return (struct month_terms){ .rests = rests, .basis = basis }; }

TEST(a_term_by_the_month_has_whole_months_and_the_paid_days_of_those_it_begins_and_ends_in)
{
    money month = { 676000 };
    struct term_months t = term_months(on(2026, 12, 1), on(2027, 5, 29), terms(4, BY_26_DAYS));        /* 180 days */
    EQUAL(t.months, 5);
    EQUAL(t.begins, 0);
    EQUAL(t.ends, 25);                                                      /* 29 days, four of them her rest */
    EQUAL(term_price(month, on(2026, 12, 1), on(2027, 5, 29), terms(4, BY_26_DAYS)).fen, 5 * 676000 + 25 * 26000);
    t = term_months(on(2026, 12, 15), on(2027, 6, 12), terms(4, BY_26_DAYS));      /* 180 days again: 17 of December, 12 of June */
    EQUAL(t.months, 5);
    EQUAL(t.begins, 15);
    EQUAL(t.ends, 10);
    EQUAL(term_price(month, on(2026, 12, 15), on(2027, 6, 12), terms(4, BY_26_DAYS)).fen, 5 * 676000 + 25 * 26000);
    EQUAL(term_price(month, on(2026, 12, 15), on(2027, 6, 10), terms(4, BY_26_DAYS)).fen, 5 * 676000 + 15 * 26000 + 9 * 26000);
    CASE("without rest days all of them are paid, at most a month");
    EQUAL(term_months(on(2026, 12, 2), on(2026, 12, 31), terms(0, BY_26_DAYS)).begins, 30);
    EQUAL(term_price(month, on(2026, 12, 2), on(2026, 12, 31), terms(0, BY_26_DAYS)).fen, 676000);
    CASE("inside one month, and on either side of February");
    t = term_months(on(2027, 2, 5), on(2027, 2, 14), terms(4, BY_26_DAYS));
    EQUAL(t.months + t.ends, 0);
    EQUAL(t.begins, 9);
    t = term_months(on(2027, 2, 1), on(2027, 2, 28), terms(4, BY_26_DAYS));
    EQUAL(t.months, 1);
    EQUAL(t.begins + t.ends, 0);
    CASE("by the days of the month, by 21.75, and of a term as one");
    EQUAL(term_price((money){ 310000 }, on(2026, 12, 22), on(2027, 1, 31), terms(4, BY_CALENDAR_DAYS)).fen, 310000 + 100000);
    EQUAL(term_price((money){ 435000 }, on(2027, 1, 1), on(2027, 1, 10), terms(4, BY_21_75_DAYS)).fen, 9 * 20000);
    EQUAL(term_price((money){ 1560000 }, on(2026, 11, 12), on(2026, 12, 7), terms(4, BY_CONTRACT_DAYS)).fen, 1560000);
}

TEST(of_a_month_the_days_that_are_had_count_as_its_bill_counts_them)
{
    static const struct { const char *why; int first, last, until; enum proration basis; int64_t had, of; } cases[] = {
        { "a whole month of 26 days, ten of it: one of four rests fell", 1, 31, 10, BY_26_DAYS, 900, 2600 }, { "its last but one day: 26 are had", 1, 31, 30, BY_26_DAYS, 2600, 2600 },
        { "with its last day all of it", 1, 31, 31, BY_26_DAYS, 2600, 2600 }, { "by labour law", 1, 31, 10, BY_21_75_DAYS, 900, 2175 }, { "by its own days", 1, 31, 10, BY_CALENDAR_DAYS, 1000, 3100 },
        { "begun on the 15th: 15 of 17 are paid", 15, 31, 20, BY_26_DAYS, 500, 1500 }, { "… and ended as it was to end", 15, 31, 31, BY_26_DAYS, 1500, 1500 }, { "the month of the term's end", 1, 12, 6, BY_26_DAYS, 500, 1000 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CASE(cases[i].why);
        struct month_share s = month_share((struct days){ on(2026, 12, cases[i].first), on(2026, 12, cases[i].last) }, on(2026, 12, cases[i].until), terms(4, cases[i].basis));
        EQUAL(s.had, cases[i].had);
        EQUAL(s.of, cases[i].of);
    }
    CASE("February, 24 paid days: the bill is a month, and so is what is had");
    EQUAL(month_share((struct days){ on(2027, 2, 1), on(2027, 2, 28) }, on(2027, 2, 28), terms(4, BY_26_DAYS)).had, 2600);
    CASE(NULL);
}

TEST(rest_days_due_are_whole_and_of_a_month_but_a_day_all)
{
    EQUAL(rests_due(4, 17, 31), 2);
    EQUAL(rests_due(4, 7, 31), 0);
    EQUAL(rests_due(4, 30, 31), 4);
    EQUAL(rests_due(4, 31, 31), 4);
}

enum { WORKDAYS_OFF = 1 << 6 | 1 << 7, TUESDAYS_TO_SUNDAYS = 1 << 2 | 1 << 4 | WORKDAYS_OFF };

TEST(days_of_a_week_are_counted_as_they_fall)
{
    EQUAL(days_on(WORKDAYS_OFF, on(2026, 10, 18), on(2026, 10, 31)), 4);
    EQUAL(days_on(EVERY_WEEKDAY & ~(uint64_t)WORKDAYS_OFF, on(2026, 10, 18), on(2026, 10, 31)), 10);
    EQUAL(days_on(1 << 7, on(2027, 1, 1), on(2027, 1, 31)), 5);
    EQUAL(days_on(EVERY_WEEKDAY, on(2026, 10, 2), on(2026, 10, 1)), 0);
    EQUAL(days_a_week(WORKDAYS_OFF), 2);
    EQUAL(rests_of_week(2), 9);
    EQUAL(rests_of_week(1), 4);
    EQUAL(rests_of_week(4), 17);
}

TEST(part_time_work_is_priced_by_her_own_week)
{
    struct month_terms five = { .basis = BY_WEEK_DAYS, .off = WORKDAYS_OFF }, three = { .basis = BY_WEEK_DAYS, .off = TUESDAYS_TO_SUNDAYS };
    CASE("Monday to Friday from 18 October: ten days of 21.75, and November whole, whichever its days");
    EQUAL(term_price((money){ 440000 }, on(2026, 10, 18), on(2026, 11, 30), five).fen, 202299 + 440000);
    CASE("Monday, Wednesday, Friday: thirteen days make the month, and five days of it are not five of 21.75");
    EQUAL(prorated((money){ 170000 }, 1, BY_WEEK_DAYS, 3).fen, 13027);
    EQUAL(term_price((money){ 216000 }, on(2026, 10, 19), on(2026, 10, 28), three).fen, 82759);
    struct month_share s = month_share((struct days){ on(2026, 11, 1), on(2026, 11, 30) }, on(2026, 11, 27), three);
    EQUAL(s.had, 1200);
    EQUAL(s.of, 1305);
    EQUAL(prorated((money){ 170000 }, 1, BY_WEEK_DAYS, 0).fen, 0);
    CASE(NULL);
}

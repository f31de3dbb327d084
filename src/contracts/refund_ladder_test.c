#include "base/arena.h"
#include "contracts/contract_own.h"
#include "contracts/refund_ladder.h"
#include "record/store.h"
#include "test/test.h"

/* The ladder of the seeded agency template. */
static const struct contract_refund rows[] = {
    { REASON_CUSTOMER, 0, 0, 0 }, { REASON_WORKER, 0, 3, 100 }, { REASON_WORKER, 4, 30, 70 }, { REASON_WORKER, 31, 90, 40 }, { REASON_COMPANY, 0, 3, 100 }, { REASON_COMPANY, 4, 0, 60 }, { REASON_NOBODY, 0, 0, 50 },
};
static money yuan(int64_t y) { return (money){ y * 100 }; }

TEST(a_guaranteed_fee_goes_back_by_the_months_left)
{
    EQUAL(guarantee_refund((money){ 600000 }, 6, 2).fen, 200000);
    EQUAL(guarantee_refund((money){ 600000 }, 12, 12).fen, 600000);
    EQUAL(guarantee_refund((money){ 600000 }, 6, 0).fen, 0);
    day first = day_from_date((struct date){ 2026, 10, 1 });
    EQUAL(guarantee_months_left(first, 6, (day){ first.number - 3 }), 6);
    EQUAL(guarantee_months_left(first, 6, (day){ first.number + 39 }), 5);
    EQUAL(guarantee_months_left(first, 6, day_plus_months(first, 6)), 0);
}

TEST(earnest_money_is_lost_doubled_or_returned_and_a_prepayment_never_lost)
{
    money price = { 1560000 }, deposit = { 312000 }, none = { 0 };
    EQUAL(deposit_refund(CONTRACT_EARNEST, deposit, price, none, ENDED_BY_PAYER).fen, 0);
    EQUAL(deposit_refund(CONTRACT_EARNEST, deposit, price, none, ENDED_BY_COMPANY).fen, 624000);
    EQUAL(deposit_refund(CONTRACT_EARNEST, deposit, price, none, ENDED_BY_NOBODY).fen, 312000);
    CASE("above 20 % of the price it is a prepayment");
    EQUAL(deposit_refund(CONTRACT_EARNEST, (money){ 400000 }, price, none, ENDED_BY_PAYER).fen, 88000);
    EQUAL(deposit_refund(CONTRACT_RESERVATION, (money){ 400000 }, price, (money){ 100000 }, ENDED_BY_PAYER).fen, 300000);
    EQUAL(deposit_refund(CONTRACT_PREPAYMENT, (money){ 400000 }, price, (money){ 500000 }, ENDED_BY_COMPANY).fen, 0);
    CASE(NULL);
}

TEST(the_fee_goes_back_by_the_side_and_the_day)
{
    struct work w = { .arena = arena_new(), .language = "zh" };
    static const struct { const char *why; enum contract_side side; int64_t day; int64_t yuan; } cases[] = {
        { "she never came", REASON_WORKER, 0, 7800 }, { "ended in the trial", REASON_WORKER, 3, 7800 }, { "day 4", REASON_WORKER, 4, 5460 }, { "day 30", REASON_WORKER, 30, 5460 }, { "day 31", REASON_WORKER, 31, 3120 },
        { "day 91: no row speaks of it", REASON_WORKER, 91, 0 }, { "the customer's own reason", REASON_CUSTOMER, 10, 0 }, { "the company, for good", REASON_COMPANY, 300, 4680 }, { "nobody's", REASON_NOBODY, 120, 3900 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CASE(cases[i].why);
        struct sum sum;
        contract_refund_sum(&w, &(struct contract_closing){ .side = cases[i].side, .day = cases[i].day, .fee = yuan(7800), .rows = rows, .row_count = sizeof rows / sizeof *rows }, &sum);
        EQUAL(sum.total.fen, yuan(cases[i].yuan).fen);
    }
    CASE(NULL);
    arena_free(w.arena);
}

/* T01, §0.8: day 40 of a year, no replacement: 7 800 × 5 ÷ 6 months beats the ladder's 40 %. */
TEST(without_a_replacement_the_guarantee_stands_behind_the_ladder)
{
    struct work w = { .arena = arena_new(), .language = "zh" };
    struct sum sum;
    struct contract_closing c = { .side = REASON_WORKER, .day = 40, .fee = yuan(7800), .rows = rows, .row_count = sizeof rows / sizeof *rows, .no_replacement = true, .guarantee_months = 6, .months_left = 5 };
    contract_refund_sum(&w, &c, &sum);
    EQUAL(sum.total.fen, 650000);
    SAME_TEXT(sum.lines[0].code, "guarantee");
    SAME_TEXT(sum.lines[0].why, "¥7,800.00 × 5 ÷ 6");
    c.months_left = 1;
    contract_refund_sum(&w, &c, &sum);
    SAME_TEXT(sum.lines[0].code, "fee");
    EQUAL(sum.total.fen, 312000);
    c = (struct contract_closing){ .expired = true, .side = REASON_NOBODY, .day = 365, .fee = yuan(7800), .rows = rows, .row_count = sizeof rows / sizeof *rows, .deposit_kind = CONTRACT_RESERVATION, .deposit = yuan(1000) };
    contract_refund_sum(&w, &c, &sum);
    EQUAL(sum.total.fen, 100000);
    arena_free(w.arena);
}

/* §4.4: 15 600 for 26 days. Ended by the customer after 10 with three days of notice: 7 800. By the nurse's fault: 9 600. A loss: all of it. */
TEST(a_term_that_was_paid_goes_back_by_its_days_and_never_more_than_was_paid)
{
    struct work w = { .arena = arena_new(), .language = "zh" };
    struct sum sum;
    struct contract_closing c = { .side = REASON_CUSTOMER, .day = 10, .service_paid = yuan(15600), .service_of = 2600, .service_had = 1000, .notice_days = 3 };
    contract_refund_sum(&w, &c, &sum);
    EQUAL(sum.total.fen, 780000);
    c.side = REASON_WORKER;
    contract_refund_sum(&w, &c, &sum);
    EQUAL(sum.total.fen, 960000);
    c.service_had = 3000;
    contract_refund_sum(&w, &c, &sum);
    EQUAL(sum.total.fen, 0);
    c = (struct contract_closing){ .side = REASON_CUSTOMER, .loss = true, .day = 0, .service_paid = yuan(15600), .service_of = 2600, .deposit_kind = CONTRACT_EARNEST, .deposit = yuan(3120), .price = yuan(15600) };
    contract_refund_sum(&w, &c, &sum);
    EQUAL(sum.total.fen, 1872000);
    c.loss = false;
    c.service_paid = yuan(0);
    contract_refund_sum(&w, &c, &sum);
    EQUAL(sum.total.fen, 0);
    c.side = REASON_COMPANY;
    contract_refund_sum(&w, &c, &sum);
    EQUAL(sum.total.fen, 624000);
    arena_free(w.arena);
}

/* Monday to Friday, four hours each: by 27 November nineteen days are worked, and not the whole of a month of 21.75. */
TEST(part_time_work_by_the_week_is_had_by_its_working_days)
{
    struct contract c = { .mode = CONTRACT_PART_TIME, .hours_day = 4, .hours_week = 20, .basis = BY_21_75_DAYS };
    day first = day_from_date((struct date){ 2026, 11, 1 }), last = { first.number + 29 };
    EQUAL(contract_rests(&c), 9);
    struct month_share s = month_share((struct days){ first, last }, (day){ first.number + 26 }, contract_month(&c));
    EQUAL(s.had, 1900);
    EQUAL(s.of, 2175);
    CASE("named days are counted as they fall: of 21 to 30 November six are worked, one of them by the 23rd");
    c.rest_weekdays.bits = SET_BIT(6) | SET_BIT(7);
    s = month_share((struct days){ { first.number + 20 }, last }, (day){ first.number + 22 }, contract_month(&c));
    EQUAL(s.had, 100);
    EQUAL(s.of, 600);
    c.rest_weekdays.bits = 0;
    CASE(NULL);
    c.hours_week = 24;
    EQUAL(contract_rests(&c), 4);                       /* six days a week */
    c.rest_days = 8;
    EQUAL(contract_rests(&c), 8);                       /* as agreed */
    c = (struct contract){ .mode = CONTRACT_EMPLOYEE, .hours_day = 8, .hours_week = 40 };
    EQUAL(contract_rests(&c), 0);
}

/* exceptions_test.c — the fee tiers and who answers, as DOMAIN.md §4.1 and §10 say them. */
#include "operations/visit_fields.h"
#include "test/test.h"

static instant on(int hour, int minute) { return day_at((day){ 20780 }, hour * 60 + minute); }

TEST(a_fee_says_what_it_is_for_not_all_that_it_might_be)
{
    SAME_TEXT(visit_fee_name(&(struct visit){ .reason = CANCEL_FORGOT }), "Fee for calling off at short notice");
    SAME_TEXT(visit_fee_name(&(struct visit){ .reason = CANCEL_NOT_HOME }), "Fee for calling off at short notice");
    SAME_TEXT(visit_fee_name(&(struct visit){ .reason = CANCEL_NOT_HOME, .waited = 31 }), "Fee: nobody let her in");
    SAME_TEXT(visit_fee_name(&(struct visit){ .waited = 31 }), "Fee: cancelled late or nobody opened");
}

TEST(cancelling_costs_by_the_notice_given)
{
    static const struct { const char *why; int start, eve_hour, hour, minute; int64_t fee; } rows[] = {
        { "more than six hours before", 15, 0, 8, 59, 0 },
        { "exactly six hours before", 15, 0, 9, 0, 0 },
        { "a little less than six", 15, 0, 9, 1, 3000 },
        { "exactly two hours before", 15, 0, 13, 0, 3000 },
        { "less than two", 15, 0, 13, 1, 7500 },
        { "at the door", 15, 0, 15, 0, 7500 },
        { "a morning visit, told before eight in the evening", 9, 19, 0, 0, 0 },
        { "a morning visit, told in the night", 9, 0, 3, 30, 3000 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].why);
        instant told = rows[i].eve_hour ? day_at((day){ 20779 }, rows[i].eve_hour * 60) : on(rows[i].hour, rows[i].minute);
        EQUAL(cancel_fee((money){ 15000 }, on(rows[i].start, 0), told).fen, rows[i].fee);
    }
}

TEST(lateness_takes_ten_and_twenty_percent_off)
{
    EQUAL(late_discount((money){ 15000 }, 15, 10, 20).fen, 0);
    EQUAL(late_discount((money){ 15000 }, 16, 10, 20).fen, 1500);
    EQUAL(late_discount((money){ 15000 }, 30, 10, 20).fen, 1500);
    EQUAL(late_discount((money){ 15000 }, 31, 10, 20).fen, 3000);
}

TEST(each_reason_has_a_side_that_answers_for_it)
{
    EQUAL(liable_for(CANCEL_FORGOT), LIABLE_CUSTOMER);
    EQUAL(liable_for(CANCEL_WORKER_ILL), LIABLE_WORKER);
    EQUAL(liable_for(CANCEL_NO_WORKER), LIABLE_COMPANY);
    EQUAL(liable_for(CANCEL_REFUSED), LIABLE_NOBODY);
    EQUAL(liable_for(CANCEL_FORCE_MAJEURE), LIABLE_NOBODY);
}

TEST(the_length_is_suggested_from_the_size_of_the_home)
{
    EQUAL(suggested_minutes(0), 0);
    EQUAL(suggested_minutes(60), 120);
    EQUAL(suggested_minutes(61), 180);
    EQUAL(suggested_minutes(90), 180);
    EQUAL(suggested_minutes(120), 240);
    EQUAL(suggested_minutes(150), 330);
}

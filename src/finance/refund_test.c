/* refund_test.c — the golden figures of DOMAIN.md §4.2 and the rules behind them. */
#include "finance/refund.h"
#include <stdlib.h>
#include <string.h>
#include "test/test.h"

static int64_t refund_of(struct card card, enum reason_side side)
{
    struct work w = { .arena = arena_new(), .language = "zh" };
    struct sum sum;
    card_refund(&w, &card, side, &sum);
    int64_t lines = 0;
    for (int i = 0; i < sum.count; i++) lines += sum.lines[i].amount.fen;
    EQUAL(lines, sum.total.fen);
    arena_free(w.arena);
    return sum.total.fen;
}

/* What is said of the gift: "" when nothing of it is left. */
static bool gift_said(struct card card, text left)
{
    struct work w = { .arena = arena_new(), .language = "en" };
    struct sum sum;
    card_refund(&w, &card, SIDE_OF_COMPANY, &sum);
    text said = "";
    for (int i = 0; i < sum.count; i++)
        if (!strcmp(sum.lines[i].code, "gift")) said = sum.lines[i].why;
    bool right = !strcmp(said, left);
    arena_free(w.arena);
    return right;
}
TEST(what_is_left_of_a_gift_ends_with_the_card)
{
    struct card stored = { .kind = CARD_STORED, .paid = { 300000 }, .gift = { 50000 }, .gift_left = { 20000 }, .used_value = { 140000 }, .days_since_sale = 60 };
    CHECK(gift_said(stored, "¥200.00"));
    stored.gift_left.fen = 0;
    CHECK(gift_said(stored, ""));
}

TEST(a_card_of_ten_visits_goes_back_by_the_side_of_the_reason)
{
    struct card ten = { .kind = CARD_VISITS, .paid = { 135000 }, .list_price = { 15000 }, .bought = 10, .used = 4, .days_since_sale = 60 };
    EQUAL(refund_of(ten, SIDE_OF_COMPANY), 81000);
    EQUAL(refund_of(ten, SIDE_OF_CUSTOMER), 75000);
    ten.friendlier = true;
    EQUAL(refund_of(ten, SIDE_OF_CUSTOMER), 81000);
}

TEST(within_seven_days_and_unused_the_whole_payment_goes_back)
{
    struct card ten = { .kind = CARD_VISITS, .paid = { 135000 }, .list_price = { 15000 }, .bought = 10, .days_since_sale = 7 };
    EQUAL(refund_of(ten, SIDE_OF_CUSTOMER), 135000);
    ten.used = 1;
    CASE("one visit used");
    EQUAL(refund_of(ten, SIDE_OF_CUSTOMER), 120000);
}

TEST(stored_value_has_a_paid_and_a_gift_leg)
{
    struct card stored = { .kind = CARD_STORED, .paid = { 300000 }, .gift = { 50000 }, .used_value = { 140000 }, .days_since_sale = 60 };
    EQUAL(refund_of(stored, SIDE_OF_COMPANY), 180000);
    EQUAL(refund_of(stored, SIDE_OF_CUSTOMER), 160000);
    stored.used_value.fen = 330000;
    CASE("more used than paid");
    EQUAL(refund_of(stored, SIDE_OF_CUSTOMER), 0);
    EQUAL(refund_of(stored, SIDE_OF_COMPANY), 17143);
}

TEST(a_period_card_goes_back_by_unused_time_and_interest_is_its_own_line)
{
    struct card year = { .kind = CARD_PERIOD, .paid = { 365000 }, .list_price = { 438000 }, .bought = 365, .used = 100, .days_since_sale = 100 };
    EQUAL(refund_of(year, SIDE_OF_COMPANY), 265000);
    EQUAL(refund_of(year, SIDE_OF_CUSTOMER), 245000);
    year.interest_rate = 150;
    year.interest_days = 100;
    EQUAL(refund_of(year, SIDE_OF_COMPANY), 265000 + 1089);     /* 2650.00 × 1.50 % × 100 ÷ 365 = 10.89 */
}

TEST(where_the_contract_names_no_interest_the_law_gives_it_by_the_side_of_the_reason)
{
    struct card year = { .kind = CARD_PERIOD, .paid = { 365000 }, .list_price = { 438000 }, .bought = 365, .used = 100, .days_since_sale = 100, .visited = true, .interest_days = 100, .company_rate = 300, .customer_rate = 150 };
    EQUAL(refund_of(year, SIDE_OF_COMPANY), 265000 + 2178);     /* 2650.00 × 3.00 % × 100 ÷ 365 = 21.78 */
    EQUAL(refund_of(year, SIDE_OF_CUSTOMER), 245000 + 1007);    /* 2450.00 × 1.50 % × 100 ÷ 365 = 10.07 */
    year.interest_rate = 400;
    EQUAL(refund_of(year, SIDE_OF_COMPANY), 265000 + 2904);     /* agreed: 4 % */
}

TEST(days_that_pass_take_nothing_from_the_seven_day_right_of_a_period_card)
{
    struct card year = { .kind = CARD_PERIOD, .paid = { 365000 }, .list_price = { 438000 }, .bought = 365, .used = 7, .days_since_sale = 7 };
    EQUAL(refund_of(year, SIDE_OF_CUSTOMER), 365000);
    year.visited = true;
    EQUAL(refund_of(year, SIDE_OF_CUSTOMER), 365000 - 8400);
    year.visited = false;
    year.used = year.days_since_sale = 8;
    EQUAL(refund_of(year, SIDE_OF_CUSTOMER), 365000 - 9600);
}

TEST(a_refund_lies_between_nothing_and_what_was_paid)
{
    srand(7);
    for (int i = 0; i < 2000; i++) {
        struct card c = { .kind = (enum card_kind)(1 + rand() % 3), .paid = { rand() % 1000000 }, .gift = { rand() % 100000 }, .list_price = { rand() % 200000 }, .bought = rand() % 20,
            .used = rand() % 25, .used_value = { rand() % 1200000 }, .days_since_sale = rand() % 30, .friendlier = rand() % 2 };
        int64_t customer = refund_of(c, SIDE_OF_CUSTOMER), company = refund_of(c, SIDE_OF_COMPANY);
        CHECK(customer >= 0 && customer <= c.paid.fen && company >= 0 && company <= c.paid.fen);
    }
}

TEST(the_worksheet_names_each_line_and_its_rule)
{
    struct work w = { .arena = arena_new(), .language = "en" };
    struct card ten = { .kind = CARD_VISITS, .paid = { 135000 }, .list_price = { 15000 }, .bought = 10, .used = 4, .days_since_sale = 60 };
    struct sum sum;
    card_refund(&w, &ten, SIDE_OF_CUSTOMER, &sum);
    EQUAL(sum.count, 2);
    SAME_TEXT(sum.lines[1].why, "¥150.00 × 4");
    SAME_TEXT(sum.lines[1].rule, "法释〔2025〕4号");
    CHECK(strstr(sum_json(&w, &sum), "\"amount\":-60000") != NULL);
    CHECK(strstr(sum_json(&w, &sum), "\"total\":75000") != NULL);
    arena_free(w.arena);
}

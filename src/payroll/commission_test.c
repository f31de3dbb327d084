/* commission_test.c — the split of DOMAIN.md §4.7.4 and its way back. */
#include "payroll/commission.h"
#include "test/test.h"

TEST(a_fee_is_split_between_two_stores_and_four_parts_to_the_fen)
{
    struct commission_split s = commission_of((money){ 780000 }, &commission_first);
    EQUAL(s.customer_store[COMMISSION_LEAD].fen, 78000);
    EQUAL(s.customer_store[COMMISSION_SIGN].fen, 195000);
    EQUAL(s.worker_store[COMMISSION_CARE].fen, 39000);
    for (int64_t fee = 1; fee < 2000; fee += 37) {
        int64_t sum = 0;
        s = commission_of((money){ fee }, &commission_first);
        for (int i = 0; i < COMMISSION_PARTS; i++) sum += s.customer_store[i].fen + s.worker_store[i].fen;
        EQUAL(sum, fee);
    }
}

TEST(what_goes_back_to_the_customer_is_taken_back_in_proportion)
{
    EQUAL(commission_back((money){ 78000 }, (money){ 780000 }, (money){ 390000 }).fen, 39000);
    EQUAL(commission_back((money){ 78000 }, (money){ 780000 }, (money){ 999900 }).fen, 78000);
    EQUAL(commission_back((money){ 78000 }, (money){ 780000 }, (money){ 0 }).fen, 0);
}

/* Ended before it began: the deposit was part of the fee, and goes back, is lost or doubled apart from the ladder. */
TEST(a_deposit_that_went_back_with_the_fee_takes_its_part_of_the_commission_along)
{
    money fee = { 474000 }, rest = { 384000 }, deposit = { 90000 }, whole = { 47400 };
    EQUAL(commission_back(whole, fee, commission_refunded(rest, deposit, deposit)).fen, 47400);
    EQUAL(commission_back(whole, fee, commission_refunded(rest, (money){ 180000 }, deposit)).fen, 47400);
    EQUAL(commission_back(whole, fee, commission_refunded((money){ 307200 }, (money){ 180000 }, deposit)).fen, 39720);
    EQUAL(commission_back(whole, fee, commission_refunded(rest, (money){ 0 }, deposit)).fen, 38400);
}

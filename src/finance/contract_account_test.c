/* contract_account_test.c — a fee that is earned by days, and what may be asked of a worker (T20, DOMAIN.md §2.4). */
#include "finance/finance.h"
#include "test/test.h"

TEST(a_fee_is_earned_day_by_day_and_never_more_than_the_whole)
{
    const day since = { 20000 }, until = { 20180 };            /* 181 days */
    EQUAL(fee_earned_until((money){ 730000 }, since, until, (day){ 19999 }).fen, 0);
    EQUAL(fee_earned_until((money){ 730000 }, since, until, (day){ 20000 }).fen, 4033);
    EQUAL(fee_earned_until((money){ 730000 }, since, until, (day){ 20179 }).fen, 725967);
    EQUAL(fee_earned_until((money){ 730000 }, since, until, until).fen, 730000);
    EQUAL(fee_earned_until((money){ 730000 }, since, until, (day){ 30000 }).fen, 730000);
    for (int on = 20000, before = 0; on <= 20180; on++) {
        int64_t now = fee_earned_until((money){ 730000 }, since, until, (day){ on }).fen;
        CHECK(now >= before);
        before = (int)now;
    }
}

TEST(without_a_guarantee_a_fee_is_earned_at_once)
{
    EQUAL(fee_earned_until((money){ 100000 }, (day){ 20001 }, (day){ 20000 }, (day){ 20001 }).fen, 100000);
}

TEST(no_fee_is_taken_from_who_works_for_us_nor_before_the_work_began)
{
    EQUAL(worker_fee_most(CONTRACT_EMPLOYEE, true, (money){ 780000 }, 10).fen, 0);
    EQUAL(worker_fee_most(CONTRACT_OVER_AGE, true, (money){ 780000 }, 10).fen, 0);
    EQUAL(worker_fee_most(CONTRACT_AGENCY, false, (money){ 780000 }, 10).fen, 0);
    EQUAL(worker_fee_most(CONTRACT_AGENCY, true, (money){ 780000 }, 10).fen, 78000);
    EQUAL(worker_fee_most(CONTRACT_AGENCY, true, (money){ 780000 }, 0).fen, 0);
}

/* split_test.c — the golden figures of DOMAIN.md §4.1, §4.6, §4.7 and that parts always add up. */
#include "finance/split.h"
#include <stdlib.h>
#include "services/services.h"
#include "test/test.h"

TEST(a_team_shares_its_pool_by_hours_and_grade)
{
    struct crew_member crew[] = { { 270, COEFFICIENT_LEADER }, { 270, COEFFICIENT_SKILLED }, { 270, COEFFICIENT_NEW } };
    money parts[3];
    EQUAL(team_split((money){ 120000 }, 50, crew, 3, parts).fen, 60000);
    EQUAL(parts[0].fen, 24000); EQUAL(parts[1].fen, 20000); EQUAL(parts[2].fen, 16000);
    CASE("the new one leaves after two hours, the others work as planned");
    crew[2].minutes = 120;
    team_split((money){ 120000 }, 50, crew, 3, parts);
    EQUAL(parts[0].fen, 28174); EQUAL(parts[1].fen, 23478); EQUAL(parts[2].fen, 8348);
    CASE("the others work on for her");
    crew[0].minutes = crew[1].minutes = minutes_of_those_who_stay(810, 120, 2);
    EQUAL(crew[0].minutes, 345);
    team_split((money){ 120000 }, 50, crew, 3, parts);
    EQUAL(parts[0].fen, 29053); EQUAL(parts[1].fen, 24210); EQUAL(parts[2].fen, 6737);
}

TEST(whatever_is_split_adds_up_to_the_fen)
{
    srand(11);
    for (int i = 0; i < 2000; i++) {
        struct crew_member crew[MOST_CREW];
        money parts[MOST_CREW] = { 0 };
        size_t count = 1 + (size_t)(rand() % MOST_CREW);
        for (size_t k = 0; k < count; k++) crew[k] = (struct crew_member){ rand() % 600, 80 + 20 * (rand() % 3) };
        money pool = team_split((money){ rand() % 1000000 }, 30 + rand() % 40, crew, count, parts);
        int64_t sum = 0;
        for (size_t k = 0; k < count; k++) sum += parts[k].fen;
        EQUAL(sum, pool.fen);
        struct performance p = performance_split(pool);
        EQUAL(p.customer_shop.fen + p.worker_shop.fen, pool.fen);
        EQUAL(p.parts[0].fen + p.parts[1].fen + p.parts[2].fen + p.parts[3].fen, pool.fen);
    }
}

TEST(performance_goes_half_to_each_shop_and_comes_back_with_the_fee)
{
    struct performance p = performance_split((money){ 1150001 });
    EQUAL(p.customer_shop.fen, 575001); EQUAL(p.worker_shop.fen, 575000);
    p = performance_split((money){ 100000 });
    EQUAL(p.parts[PART_LEAD].fen, 20000); EQUAL(p.parts[PART_WORKER_ENTRY].fen, 20000); EQUAL(p.parts[PART_SIGN].fen, 50000); EQUAL(p.parts[PART_AFTER_CARE].fen, 10000);
    EQUAL(performance_clawback(p.parts[PART_SIGN], (money){ 600000 }, (money){ 240000 }).fen, 20000);
    EQUAL(performance_clawback(p.parts[PART_SIGN], (money){ 600000 }, (money){ 900000 }).fen, 50000);
}

TEST(a_damage_goes_to_the_insurance_then_the_company_and_last_to_the_worker)
{
    money limit = damage_limit((money){ 600000 }, (money){ 254000 });
    EQUAL(limit.fen, 120000);
    struct damage_split s = damage_shares((struct damage){ .loss = { 800000 }, .insured = { 500000 }, .company_bears = { 100000 }, .worker_limit = limit, .workers_fault = true });
    EQUAL(s.insurance.fen, 500000); EQUAL(s.worker.fen, 120000); EQUAL(s.company.fen, 180000);
    CASE("not her fault");
    s = damage_shares((struct damage){ .loss = { 800000 }, .insured = { 500000 }, .company_bears = { 100000 }, .worker_limit = limit });
    EQUAL(s.worker.fen, 0); EQUAL(s.company.fen, 300000);
    CASE("the rest must not fall below the minimum wage");
    EQUAL(damage_limit((money){ 270000 }, (money){ 254000 }).fen, 16000);
    EQUAL(damage_limit((money){ 200000 }, (money){ 254000 }).fen, 0);
}

/* 50 yuan an hour, three hours, a coupon of 20, 75 % for the worker: who funds the coupon decides. */
TEST(who_funds_the_coupon_decides_what_the_worker_gets)
{
    struct work w = { .arena = arena_new(), .language = "zh" };
    struct price_rule rule = { .unit_price = { 5000 }, .worker_percent = 75 };
    struct quote_request request = { .start = day_at((day){ 20780 }, 9 * 60), .quantity = 300, .persons = 1, .coupon = { 2000 } };
    struct quote q;
    quote_reckon(&w, &rule, &request, false, &q);
    EQUAL(q.price.fen, 13000); EQUAL(q.worker_pay.fen, 11250); EQUAL(q.margin.fen, 1750);
    rule.after_coupon = true;
    quote_reckon(&w, &rule, &request, false, &q);
    EQUAL(q.price.fen, 13000); EQUAL(q.worker_pay.fen, 9750); EQUAL(q.margin.fen, 3250);
    arena_free(w.arena);
}

/* split.c — see split.h. */
#include "finance/split.h"

money team_split(money price, int64_t percent, const struct crew_member *crew, size_t count, money *parts)
{
    int64_t weights[MOST_CREW] = { 0 }, sum = 0;
    money pool = money_times(price, percent, 100);
    if (count > MOST_CREW) count = MOST_CREW;
    for (size_t i = 0; i < count; i++) sum += weights[i] = crew[i].minutes * crew[i].coefficient;
    if (!sum) weights[0] = 1;
    money_share(pool, weights, count, parts);
    return pool;
}

int64_t minutes_of_those_who_stay(int64_t person_minutes, int64_t left_after, int64_t staying)
{
    return staying > 0 && person_minutes > left_after ? (person_minutes - left_after) / staying : 0;
}

struct performance performance_split(money amount)
{
    static const int64_t halves[] = { 50, 50 }, inside[PERFORMANCE_PARTS] = { [PART_LEAD] = 20, [PART_WORKER_ENTRY] = 20, [PART_SIGN] = 50, [PART_AFTER_CARE] = 10 };
    struct performance p;
    money shops[2];
    money_share(amount, halves, 2, shops);
    money_share(amount, inside, PERFORMANCE_PARTS, p.parts);
    p.customer_shop = shops[0];
    p.worker_shop = shops[1];
    return p;
}

money performance_clawback(money performance, money fee, money refunded)
{
    if (fee.fen <= 0) return (money){ 0 };
    return money_times(performance, money_least(refunded, fee).fen, fee.fen);
}

struct damage_split damage_shares(struct damage d)
{
    struct damage_split s;
    s.insurance = money_least(d.loss, d.insured);
    money left = money_sub(d.loss, s.insurance);
    s.company = money_least(left, d.company_bears);
    left = money_sub(left, s.company);
    s.worker = d.workers_fault ? money_least(left, d.worker_limit) : (money){ 0 };
    s.company = money_add(s.company, money_sub(left, s.worker));
    return s;
}

money damage_limit(money month_wage, money minimum_wage)
{
    money fifth = money_times(month_wage, 20, 100), above = money_sub(month_wage, minimum_wage);
    return money_most(money_least(fifth, above), (money){ 0 });
}

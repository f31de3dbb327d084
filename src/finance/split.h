/* split.h — who gets which part of one amount: a team's pool, the shops' performance, a damage. Pure; parts add up to the fen. */
#pragma once
#include <stdbool.h>
#include "base/money.h"

/* A team's pool (团队单, DOMAIN.md §4.6, §0.13): `percent` of the price, by minutes really worked times the grade's coefficient in
 * hundredths (leader 120, skilled 100, new 80). Nobody worked: the first gets it all. Returns the pool. At most MOST_CREW. */
enum { COEFFICIENT_LEADER = 120, COEFFICIENT_SKILLED = 100, COEFFICIENT_NEW = 80, MOST_CREW = 16 };
struct crew_member { int64_t minutes, coefficient; };
money team_split(money price, int64_t percent, const struct crew_member *crew, size_t count, money *parts);
/* What those who stay work when one leaves early: the rest of the person-minutes shared evenly; §0.13: 13.5 h, one leaves after 2 → 5.75 h. */
int64_t minutes_of_those_who_stay(int64_t person_minutes, int64_t left_after, int64_t staying);

/* Performance of a signed contract (业绩, DOMAIN.md §4.7.4): half to the customer's shop, half to the worker's; inside a hundred parts for
 * lead entry 20, worker entry 20, sign 50, after-care 10. */
enum { PART_LEAD = 0, PART_WORKER_ENTRY, PART_SIGN, PART_AFTER_CARE, PERFORMANCE_PARTS };
struct performance { money customer_shop, worker_shop; money parts[PERFORMANCE_PARTS]; };
struct performance performance_split(money amount);
/* The same share of it comes back when the fee is refunded in part: performance × refunded ÷ fee. */
money performance_clawback(money performance, money fee, money refunded);

/* A damage (DOMAIN.md §4.7.5): insurance first, then the company up to what it bears by itself, the worker last and never above `worker_limit`;
 * what is left after that is the company's again. */
struct damage { money loss, insured, company_bears, worker_limit; bool workers_fault; };
struct damage_split { money insurance, company, worker; };
struct damage_split damage_shares(struct damage damage);
/* The most that may be taken from an employee's month for damage: 20 % of the wage, and the rest not below the minimum wage of the place
 * (工资支付暂行规定 16, T25). */
money damage_limit(money month_wage, money minimum_wage);

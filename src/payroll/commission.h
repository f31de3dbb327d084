/* commission.h — who gets which part of the company's fee as performance (业绩), and what is taken back when the fee is (DOMAIN.md §4.7.4, T01). Pure. */
#pragma once
#include "base/money.h"

/* Half to the customer's store and half to the worker's; inside each: who brought the lead 20, who brought the worker 20, who signed 50, after-care 10. */
enum commission_part { COMMISSION_LEAD = 0, COMMISSION_WORKER, COMMISSION_SIGN, COMMISSION_CARE, COMMISSION_PARTS };
struct commission_rule { int64_t store_percent; int64_t parts[COMMISSION_PARTS]; };     /* of the fee that is performance; shares that add up to the whole */
struct commission_split { money customer_store[COMMISSION_PARTS], worker_store[COMMISSION_PARTS]; };
extern const struct commission_rule commission_first;
/* All eight parts together are the fee to the fen. */
struct commission_split commission_of(money fee, const struct commission_rule *rule);
/* Of a commission that was paid for `fee`, of which `refunded` went back: never more than the commission. */
money commission_back(money commission, money fee, money refunded);
/* What went back of all that the commission was reckoned from: the fee's part, and of a deposit that counted towards it what was paid, doubled or not. */
money commission_refunded(money fee_back, money deposit_back, money deposit);

/* commission.c — see commission.h. */
#include "payroll/commission.h"

const struct commission_rule commission_first = { .store_percent = 50, .parts = { 20, 20, 50, 10 } };

struct commission_split commission_of(money fee, const struct commission_rule *rule)
{
    struct commission_split s;
    money stores[2];
    money_share(fee, (const int64_t[]){ rule->store_percent, 100 - rule->store_percent }, 2, stores);
    money_share(stores[0], rule->parts, COMMISSION_PARTS, s.customer_store);
    money_share(stores[1], rule->parts, COMMISSION_PARTS, s.worker_store);
    return s;
}

money commission_back(money commission, money fee, money refunded)
{
    if (fee.fen <= 0 || refunded.fen <= 0) return (money){ 0 };
    return money_times(commission, refunded.fen < fee.fen ? refunded.fen : fee.fen, fee.fen);
}

money commission_refunded(money fee_back, money deposit_back, money deposit) { return money_add(fee_back, money_least(deposit_back, deposit)); }

/* platform_fee.h — what a platform (美团, 抖音 …) keeps of an order (平台服务费): a cost of ours, beside the bill, which stays the whole price.
 *
 *   expected → reconciled            expected → dropped            reconciled → expected, when the payout it came in is undone
 *
 * Made when the visit of a platform's order is approved. The customer paid the platform; the platform pays out the price less its fee. Reconciling says
 * what really came: the customer's bill is paid in full through the channel `platform`, and what did not come is the fee, with a reason when it
 * is another than expected. What is not reconciled two weeks after the visit stands in the work queue. */
#pragma once
#include "finance/payment.h"

enum platform_fee_state { PLATFORM_FEE_EXPECTED = 1, PLATFORM_FEE_RECONCILED, PLATFORM_FEE_DROPPED };
struct platform_fee {
    struct record record;
    enum platform_fee_state state;
    ref service_order, visit, customer;
    text channel;
    money price;                    /* owed for the visit, as the customer paid it to the platform */
    money fee;                      /* expected: the order's; reconciled: price less paid_out */
    money expected;                 /* as the order said */
    money paid_out;
    instant reconciled_at;
    ref reconciled_by, payment;
};
extern const struct record_type platform_fee_type;
struct platform_statement { maybe_money paid_out; instant paid_at; text number, why; };    /* input of `reconcile` */
enum { PLATFORM_FEE_DAYS = 14 };

/* Reaction to visit.approve, and the clock's for visits that were approved before there were entries. */
bool platform_fee_of_visit(struct work *w, const struct record_type *type, int64_t visit);
bool platform_fees_fill(struct work *w);

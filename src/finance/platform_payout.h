/* platform_payout.h — one sum by which a platform (美团, 抖音 …) pays many orders, less its fees (平台打款), split over them.
 *
 *   open → split | dropped                       split → open, by `undo`
 *
 * It gathers the orders of the platform whose money is expected (platform_fee.h) by the days of their visits, and shows what they come to and by how much
 * the sum differs. What the platform's statement says of an order is put right there, an order that is not in it is left out. Splitting pays
 * every order through its own step `reconcile`: the customer has paid all of it, and what did not come is the platform's fee. A difference
 * needs a reason and goes over the orders nobody put right, in the proportion of what was expected of them; no order is ever paid more than it
 * costs, so a sum that is too large says that an order is missing. All or nothing; undoing reverses every payment. */
#pragma once
#include "finance/platform_fee.h"

enum platform_payout_state { PAYOUT_OPEN = 1, PAYOUT_SPLIT, PAYOUT_DROPPED };
struct payout_row {
    ref fee, visit;
    day served;
    money price, expected;          /* as it costs; less the platform's fee as the order says */
    maybe_money said;               /* as the platform's statement says */
    bool out;                       /* not in this payout */
    maybe_money differs;                 /* said − expected: which order the difference is of */
    money share;                    /* what it got, once it is split */
};
struct platform_payout {
    struct record record;
    enum platform_payout_state state;
    text channel;
    day first, last;                /* of the visits */
    money amount;
    instant paid_at;
    ref bank_line;                  /* the statement's line; 0: entered by hand */
    rows_of orders;                 /* struct payout_row */
    int64_t count;                  /* of those not left out */
    money expected, difference;     /* of these; amount − expected */
    text why;                       /* of the difference */
    ref split_by; instant split_at;
};
extern const struct record_type platform_payout_type;

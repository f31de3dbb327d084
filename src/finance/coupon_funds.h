/* coupon_funds.h — who bears the coupons (优惠券承担方): what a platform or a partner funds is owed to us, and a month's sum by funder.
 *
 * The customer's bill is less by the coupon whoever bears it. What another than the company bears is revenue all the same, and a receivable
 * (1227), from the approval of the visit on; a line of the bank's statement that pays it clears it (bank_line.h, step pays_coupons). */
#pragma once
#include "finance/bank_line.h"
#include "operations/operations.h"

/* Reaction to visit.approve: once for each visit. */
bool coupon_funded_books(struct work *w, const struct record_type *type, int64_t visit);
/* Reaction to coupon_use.give_back. */
bool coupon_funded_back(struct work *w, const struct record_type *type, int64_t use);

/* What a platform or a partner owes for coupons by now, company-wide. */
money coupon_fund_open(struct work *w, enum coupon_funder funder);
bool coupon_fund_paid_books(struct work *w, const struct bank_line *line, enum coupon_funder funder);

struct request;
struct reply;
/* GET /api/finance/coupons?month=202611&branch=…: coupons of the month's visits that were approved, with the sum by funder and what is owed by now. */
bool coupon_funds_call(struct work *w, const struct request *request, struct reply *reply);

/* referral_money.h — a referral's reward becomes money, and comes back (T14): placement knows the referral, finance the money. */
#pragma once
#include "record/type.h"

bool referral_paid(struct work *w, const struct record_type *type, int64_t referral);          /* reaction to referral.reward */
bool referral_back(struct work *w, const struct record_type *type, int64_t referral);          /* … to referral.make_void */
bool referral_reduced(struct work *w, const struct record_type *type, int64_t referral);       /* … to referral.reduce */
/* … to refund.pay and payment.created: who had back all she ever paid was no customer, and her referral is void; a part that went back is for somebody to
 * decide. What comes is held against whoever brought her: paid from one account, or from the worker's own, they are one home and it is void. */
bool referral_after_refund(struct work *w, const struct record_type *type, int64_t refund);
bool referral_after_payment(struct work *w, const struct record_type *type, int64_t payment);
bool referral_after_bank(struct work *w, const struct record_type *type, int64_t bank_line);    /* … to bank_line steps that tie a payment */
bool referral_made(struct work *w, const struct record_type *type, int64_t referral);          /* … to referral.created and referral.hear */

/* referral.h — a customer or a worker brings a new customer (转介绍, SM-REFER; T14).
 *
 *   registered → qualified → rewarded                    registered | qualified → void
 *
 * Registered before sales first speaks to her. Void, with the reason named, when she was a customer or had asked us within 180 days (unless that lead names the referrer), is the referrer herself or lives in the
 * same home (same number, same address), or when the chain of who brought whom leads back to the referrer. Qualified once she was served and owes
 * nothing, a week after that the reward may be paid. Rewarded is money: a customer's credit, a line of a worker's next settlement (finance/reward.h, by
 * payroll/referral_money.h); made void it is taken back, by itself when she had back all she ever paid. */
#pragma once
#include "placement/placement.h"

enum referral_state { REFERRAL_REGISTERED = 1, REFERRAL_QUALIFIED, REFERRAL_REWARDED, REFERRAL_VOID };
enum referral_void { VOID_KNOWN = 1, VOID_SELF, VOID_SAME_HOME, VOID_CYCLE, VOID_REFUNDED, VOID_OTHER };

struct referral {
    struct record record;
    enum referral_state state;
    ref by_customer, by_worker;     /* one of the two */
    ref customer;                   /* who was brought */
    money reward;
    enum referral_void why;
    instant qualified_at, rewarded_at;
    ref rewarded_by;
    text remark;
};
extern const struct record_type referral_type;
enum { KNOWN_DAYS = 180, REFUND_WINDOW_DAYS = 7 };

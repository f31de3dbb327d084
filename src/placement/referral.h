/* referral.h — a customer or a worker brings a new customer (转介绍, SM-REFER; T14).
 *
 *   registered → qualified → rewarded                    registered | qualified | rewarded → void → registered (heard)
 *
 * By itself when a lead that names who sent her becomes a customer, with the reward the house usually gives (SETTING_REFERRAL_…); or entered by hand. Void, with the reason named, when she was a customer or had asked us within 180 days (unless that lead names the referrer), is the referrer herself or lives in the
 * same home (same number, same address), or when the chain of who brought whom leads back to the referrer. Qualified once she was served and owes
 * nothing, a week after that the reward may be paid. Rewarded is money: a customer's credit, a line of a worker's next settlement (finance/reward.h, by
 * payroll/referral_money.h); made void it is taken back, by itself when she had back all she ever paid, and when
 * both were paid for from one account (T14; the accounts are finance's, so payroll/referral_money.h looks). A part that went back is no rule's matter: how much
 * that is stands on the referral, the reward waits, and somebody decides whether it stays or is less. Who was found void may object, and somebody
 * who oversees placements may let it count after all (nobody of a reward of her own or of her kin: company/person_tie.h): what was heard is not voided by the house again for the same reason. */
#pragma once
#include "placement/placement.h"

enum referral_state { REFERRAL_REGISTERED = 1, REFERRAL_QUALIFIED, REFERRAL_REWARDED, REFERRAL_VOID };
enum referral_void { VOID_KNOWN = 1, VOID_SELF, VOID_SAME_HOME, VOID_CYCLE, VOID_REFUNDED, VOID_OTHER, VOID_SAME_PAYER };

struct referral {
    struct record record;
    enum referral_state state;
    ref by_customer, by_worker;     /* one of the two */
    ref customer;                   /* who was brought */
    money reward;
    enum referral_void why;
    instant qualified_at, rewarded_at;
    ref rewarded_by;
    money came, went_back;          /* her own money, when a part of it last went back */
    money proposed;                 /* the reward in proportion to what stayed then */
    instant to_decide;              /* since a part went back; 0: nothing to decide */
    enum referral_void heard;       /* let count although it was void for this */
    text remark;
};
extern const struct record_type referral_type;
/* Inputs of the hidden step `part_back`. */
struct referral_part_back { money came, went_back; };
/* Whose person brought her. */
int64_t referral_by(struct work *w, const struct referral *referral);
#define SETTING_REFERRAL_CUSTOMER "placement.referral_customer"
#define SETTING_REFERRAL_WORKER   "placement.referral_worker"
/* Reaction to customer.created. */
bool referral_of_lead(struct work *w, const struct record_type *type, int64_t customer);
enum { KNOWN_DAYS = 180, REFUND_WINDOW_DAYS = 7 };

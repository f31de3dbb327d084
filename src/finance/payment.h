/* payment.h — money that came or went (收付款). Never edited, never deleted: `reverse` books the opposite and both stay.
 *
 * Cash has somebody who took it: the office's till, or the worker at the door (`collector`). What she took is the company's and is netted
 * in her settlement (held.h) unless she hands it in first (PAYMENT_FROM_WORKER without a settlement). Cash belongs to a day of its branch
 * (`cash_day`), the first one from the day it came that is not counted yet: what comes after the cash-up (cash_up.h) is the next day's.
 *
 * A compensation (compensation.h) is paid to a customer by its own step only; it is no part of what she owes and no credit of hers.
 *
 * A tip is wholly the worker's, outside any commission (PAYMENT_TIP); it is no part of what the customer owes. A bill, or a visit that is
 * not billed yet, takes no more than is open: what is above it is a tip, or a payment without a bill, which is a credit. */
#pragma once
#include "finance/bill.h"
#include "finance/settlement.h"
#include "operations/operations.h"

enum payment_state { PAYMENT_BOOKED = 1, PAYMENT_REVERSED, PAYMENT_REVERSAL };
enum { MOST_TIP = 1000000 };         /* fen: a slip of the thumb is more likely than a larger one */
enum payment_kind { PAYMENT_FROM_CUSTOMER = 1, PAYMENT_TO_CUSTOMER, PAYMENT_TO_WORKER, PAYMENT_FROM_WORKER, PAYMENT_TIP, PAYMENT_COMPENSATION };
enum payment_channel { CHANNEL_CASH = 1, CHANNEL_WECHAT, CHANNEL_ALIPAY, CHANNEL_CARD, CHANNEL_TRANSFER, CHANNEL_PLATFORM, CHANNEL_PREPAID, CHANNEL_OTHER, CHANNEL_QR, CHANNEL_REWARD };

struct payment {
    struct record record;
    enum payment_state state;
    enum payment_kind kind;
    ref customer, worker;           /* taken from the bill, visit or settlement when there is one; of a tip both */
    ref visit;                      /* for which it came; its bill takes the payment over when it is made */
    ref bill, settlement, refund_case;   /* refund_case: paid back out of a card, which is no bill */
    ref compensation;               /* PAYMENT_COMPENSATION: what it settles */
    ref worker_fee;                 /* a worker's fee for a place we found her, received or given back (worker_fee.h) */
    ref reward;                     /* CHANNEL_REWARD: no money came, it is a credit we give (reward.h) */
    ref card;                       /* the prepaid card that was bought: what came is on the card, no credit and for no bill */
    ref from_card;                  /* CHANNEL_PREPAID: the card it was paid from (ledger.h) */
    money amount;                   /* > 0; of a reversal < 0 */
    enum payment_channel channel;
    ref collector;                  /* cash that this worker took and holds; 0: the office */
    ref taken_by;                   /* account that booked it; 0: the system, the payment provider */
    text channel_number;            /* the channel's own number: the same one is not booked twice */
    sealed payer_account;           /* bank, WeChat or Alipay account it came from, where known: two customers who pay from one are one household (referral_money.h) */
    instant paid_at;
    maybe_day cash_day;             /* of cash: in whose cash-up it counts */
    ref reverses, reversed_by;
    text remark;
};
extern const struct record_type payment_type;
extern const struct choice payment_channels[];

/* The number of a payment that is a row of our own paper, as there is no bank's or platform's: "BJ01-FK202611-0003/2". With the shop's code, for numbers of
 * papers begin anew in every shop while a transaction's number is booked once in the whole company. */
text payment_number_of_row(struct work *w, const struct record *paper, size_t row);
/* The bill that stands for this one now: a reversed one's draft. NULL without refusal. */
struct bill *bill_living(struct work *w, int64_t id);
/* What is still open for a visit: of what it costs, less what came for it. Its bill's open amount may be less. */
money visit_open_amount(struct work *w, const struct visit *visit);
/* What may be paid of it from a prepaid card: a single-purpose card pays its company's own services (商务部令 2012-9), so of a placement's month not the
 * wage that is passed on to the worker. */
money bill_payable_by_card(struct work *w, const struct bill *bill);
/* What a payment for this visit may be: what is open for it, and on its bill when there is one. 0 or less: nothing. */
money visit_payable(struct work *w, const struct visit *visit);
/* Cash and tips between her and the company that no settlement has taken yet (held.h), by time. */
struct found payments_with_worker(struct work *w, int64_t worker);
money cash_carried(struct work *w, int64_t worker);         /* of what settlements took up: what her pay did not reach */
/* Payments that came for visits of this bill before it was made, and what went back of them, now count for it. */
bool payments_to_bill(struct work *w, struct bill *bill);

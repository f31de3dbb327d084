/* bank_line.h — a line of a bank's statement (银行流水): what came or went, and what of ours it is.
 *
 *   new → matched | ignored          matched | ignored → new, by `undo` or `reopen`
 *
 * Lines come by importing the bank's sheet (import shape `bank_line`); the same line twice is the same record. For each the program looks for what it
 * may be and says how sure it is and why; nothing is booked by itself. A sure one is confirmed by one step, or all of them at once (POST
 * /api/finance/confirm-sure); a doubtful one only by naming what it is. Confirmed for a bill or a settlement, the money is booked as a bank transfer; for
 * a payment that is booked already, or a whole pay run, the two are only tied. A platform that pays many orders in one sum has a record of
 * its own (platform_payout.h); what WeChat Pay, Alipay or a collection code pays on (`channel`, less its `charge`) goes from 1012 to 1002. Undo reverses what the matching booked. */
#pragma once
#include "finance/pay_run.h"
#include "finance/platform_payout.h"

enum bank_line_state { BANK_LINE_NEW = 1, BANK_LINE_MATCHED, BANK_LINE_IGNORED };
enum bank_sureness { BANK_SURE = 1, BANK_DOUBTFUL, BANK_UNKNOWN };
struct bank_line {
    struct record record;
    enum bank_line_state state;
    day booked_on;
    money amount;                   /* > 0: came; < 0: went */
    sealed counterparty_account;    /* the other side's account, where the statement names it */
    text counterparty, reference, bank_number;     /* bank_number: the bank's own; "" when it gives none */
    money balance;                  /* after it, as the bank says; tells two equal lines apart */
    text line_key;                  /* day, amount and what else tells it apart: unique in the branch */
    enum bank_sureness sureness;
    text why;                       /* how the suggestion came about, in words */
    ref suggested_bill, suggested_payment, suggested_settlement, suggested_run;
    ref bill, payment, customer, settlement, pay_run, payout;      /* as confirmed */
    enum payment_channel channel;   /* it is a payout of this channel, which kept `charge`; 0: it is not */
    money charge;
    enum coupon_funder funder;      /* it pays for coupons this one bears; 0: it does not */
    bool booked_here;               /* the matching booked the payment: undoing reverses it */
    ref matched_by; instant matched_at;
};
extern const struct record_type bank_line_type;
struct import_shape;
extern const struct import_shape bank_import;

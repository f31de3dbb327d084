/* bank_line.h — a line of a bank's statement (银行流水): what came or went, and which payment of ours it is.
 *
 *   new → matched | ignored          matched | ignored → new, by `undo` or `reopen`
 *
 * Lines come by importing the bank's sheet (import shape `bank_line`); the same line twice is the same record. For each the program looks for what it
 * may be and says how sure it is and why; nothing is booked by itself. A sure one is confirmed by one step, a doubtful one only by naming the
 * bill or the payment. Confirmed for a bill, the money is booked as a bank transfer; for a payment that is booked already, the two are only
 * tied. Undo reverses what the matching booked. */
#pragma once
#include "finance/payment.h"

enum bank_line_state { BANK_LINE_NEW = 1, BANK_LINE_MATCHED, BANK_LINE_IGNORED };
enum bank_sureness { BANK_SURE = 1, BANK_DOUBTFUL, BANK_UNKNOWN };
struct bank_line {
    struct record record;
    enum bank_line_state state;
    day booked_on;
    money amount;                   /* > 0: came; < 0: went */
    text counterparty, reference, bank_number;     /* bank_number: the bank's own; "" when it gives none */
    money balance;                  /* after it, as the bank says; tells two equal lines apart */
    text line_key;                  /* day, amount and what else tells it apart: unique in the branch */
    enum bank_sureness sureness;
    text why;                       /* how the suggestion came about, in words */
    ref suggested_bill, suggested_payment;
    ref bill, payment, customer;    /* as confirmed */
    bool booked_here;               /* the matching booked the payment: undoing reverses it */
    ref matched_by; instant matched_at;
};
extern const struct record_type bank_line_type;
struct import_shape;
extern const struct import_shape bank_import;

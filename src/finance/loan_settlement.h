/* loan_settlement.h — a month of loans between two branches is paid (借调结算单; DOMAIN.md 六.1).
 *
 *   asked → paid → received        asked → refused, withdrawn        paid → asked (it did not come)        received → reversed
 *
 * What is open of a month between two branches is what its charges come to, with the money of customers who moved, less what was received for it: a charge that is put right or
 * dropped afterwards leaves a difference open, in whichever direction. One settlement at a time asks for the whole of it, as the night does
 * on the first of the next month. The branch that owes says that it paid; somebody else, of the branch that gets it, that it came: then each
 * has its entry of bank against 1226, which has nothing left of that month on either side. Undone by reversing both entries. */
#pragma once
#include "finance/made.h"

enum loan_settlement_state { LOANS_ASKED = 1, LOANS_PAID, LOANS_RECEIVED, LOANS_REFUSED, LOANS_WITHDRAWN, LOANS_REVERSED };

struct loan_settlement {
    struct record record;           /* of the branch that gets it */
    enum loan_settlement_state state;
    ref payer;
    day month;                      /* first of it */
    money amount;
    day paid_on; text bank_number;
    ref paid_by, received_by;
    instant received_at;
};
extern const struct record_type loan_settlement_type;

/* Money of customers who went from one to the other in the month, or that one took for the other's bills (ENTRY_MOVED): > 0 `other` holds it for `branch`. */
money moved_between(struct work *w, int64_t branch, int64_t other, day month);
/* What `other` owes `branch` of the month by now, for workers lent and for money moved; negative: the other way round. */
money loans_open(struct work *w, int64_t branch, int64_t other, day month);
/* The one of the two that waits for an answer. 0: none. */
int64_t loans_waiting(struct work *w, int64_t branch, int64_t other, day month);

/* POST /api/finance/loans/settle {branch, other, month: 202611}: → {id}. */
bool loan_settle_call(struct work *w, const struct request *request, struct reply *reply);
/* Every six hours: what is open of the month that is over is asked for, once for two branches. */
bool loans_of_the_month(struct work *w);

/* cash_up.h — the cash of a branch's day, counted (日结): what should be there by receiver, what is, and why not.
 *
 *   open → counted → closed                          counted → open (recount, with a reason)
 *
 * Receivers are the office's till and every worker who holds cash of the company's. Expected is reckoned from the payments, never
 * entered: the till begins with what the last closed cash-up left in it and takes all cash of the days since; a worker has what she
 * took, less what she handed in and what a settlement has netted. A difference needs a reason. A second person signs (alone in owner
 * mode, with a reason). From `counted` on the day takes no more cash: what comes later counts in the next one (payment.h).
 * Who handed in more than she held (a settlement had netted it before) holds less than nothing: that is not counted, and her next settlement
 * gives it back.
 * The till's difference is found or lost money and is not carried on; a worker goes on owing what she holds. */
#pragma once
#include "finance/payment.h"

enum cash_up_state { CASH_OPEN = 1, CASH_COUNTED, CASH_CLOSED };
struct cash_row {
    ref worker;                     /* 0: the till */
    money before, came, went;       /* of earlier days; on this day */
    money expected;                 /* before + came − went */
    maybe_money counted;
    money difference;               /* counted − expected; 0 while it is not counted */
    text reason;
};
struct cash_up {
    struct record record;
    enum cash_up_state state;
    day day;
    rows_of receivers;              /* struct cash_row, the till first */
    money expected, counted, difference;
    money banked, kept;             /* of the till: brought to the bank; left in it for the next day */
    ref counted_by, signed_by;
    instant counted_at, signed_at;
    text remark;
};
extern const struct record_type cash_up_type;

/* The receivers of that day as the payments have them now; `old` keeps what was counted. */
rows_of cash_expected(struct work *w, int64_t branch, day on, rows_of old);
struct request;
struct reply;
/* GET /api/finance/cash-up: the day of a branch, whether it is begun or not, with the payments' totals by channel. */
bool cash_up_call(struct work *w, const struct request *request, struct reply *reply);

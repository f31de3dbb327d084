/* pay_run.h — several settlements paid at once through the bank (代发批次): a list, a file for the bank, then the payments.
 *
 *   made → paid | returned | dropped
 *
 * It takes up the locked settlements of a branch whose payday comes by a day, and each is in one living run only. A transfer that the bank
 * sent back is marked `failed` with why; it stays unpaid, or its payment is reversed when it came back after that, and goes into the next run. The bank's
 * answer is read by `answer` (pay_run_answer.h), which books or sends back each row it names; with the last of them the run is over: paid, or `returned` when all of it came back; the bank took the sum and gave it back,
 * and both lines of its statement are tied to the run (bank_line.h); `dropped` never went out. `paid` books a payment for
 * every other row, with the run's number and the row as the bank's number, so that the same run cannot be booked twice.
 *
 * Wages that are the household's money (代发, T20) are held back until it has come: the run is made without them and says whose and why (`held_back`);
 * the next run takes them.
 *
 * Its file (POST /api/pay_run/:id/file) holds account numbers in the open: it takes CAN_REVEAL_BANK besides CAN_PAY_SETTLEMENTS, asks
 * a reason, and leaves a line in the audit log for the file and one for each person whose account it names. */
#pragma once
#include "finance/settlement.h"

enum pay_run_state { RUN_MADE = 1, RUN_PAID, RUN_DROPPED, RUN_RETURNED };
enum pay_row_state { ROW_WAITS = 1, ROW_PAID, ROW_FAILED };
struct pay_row { ref settlement, worker; money amount; enum pay_row_state outcome; ref payment; text why; };
struct pay_run {
    struct record record;
    enum pay_run_state state;
    day until;                      /* paydays up to this one */
    rows_of rows;
    money total, returned;          /* of the rows that did not fail, and of those that did */
    text answered;                  /* a sentence that is kept: what the bank's answer came to, and which of its lines fit nothing */
    text held_back;                 /* a sentence that is kept (said.h): whose wage waits for the household's money; "" nobody's */
    int64_t files;                  /* how often a file was made */
    instant paid_at;
    ref paid_by;
    text remark;
};
extern const struct record_type pay_run_type;
/* Of all rows: what the bank took in one debit, whatever it sent back afterwards. Pure. */
money pay_run_sent(const struct pay_run *run);
/* Of the rows that came back. Pure. */
money pay_run_back(const struct pay_run *run);

/* Why a settlement is not to be paid yet, as a sentence that is kept: the money it is paid from has not come. NULL: it may go out. */
#define QUESTION_NOT_COME "wages_not_come"
struct wages_not_come { text (*why)(struct work *w, const struct settlement *settlement); };

struct request;
struct reply;
bool pay_run_file_call(struct work *w, const struct request *request, struct reply *reply);

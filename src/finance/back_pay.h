/* back_pay.h — what a worker still gets after she objected to pay that was locked or paid already, and was right (补发).
 *
 *   due → given (a line of a settlement)         due → taken_back
 *
 * What was paid stays as it was paid: the difference comes with her next settlement, or, when it was a payslip, with her next payslip; the upheld
 * objection shows where it is. Until it is there it stands in the queue, with the payday she would have had it on as its clock. Where no payslip of hers
 * comes any more it may go with a settlement. Taken back — the amount was mistaken — the objection is open again.
 *
 * A settlement that is dropped gives it back; one that is reversed hands it on to the draft that stands for it. Of agency work it is the company's, not
 * trust money: no household was billed for it. */
#pragma once
#include "finance/settlement.h"

enum back_pay_state { BACK_PAY_DUE = 1, BACK_PAY_GIVEN, BACK_PAY_TAKEN_BACK };
struct back_pay {
    struct record record;
    enum back_pay_state state;
    ref worker;
    money amount;
    text why;                       /* the answer she was given */
    ref objected;                   /* the settlement she objected to, or the one behind the payslip */
    text paper; day first, last;    /* what she knows it by: its number and days */
    bool by_payroll;                /* with her next payslip */
    ref settlement;                 /* in which it is */
    day since, payday;
};
extern const struct record_type back_pay_type;

/* The outcome of an objection to a locked paper, for settlements and payslips alike. */
struct late_answer { enum objection_result result; text answer; maybe_money correction; };
enum { LATE_ANSWER_FIELDS = 3 };
extern const struct field late_answer_fields[LATE_ANSWER_FIELDS];

struct back_pay_ask { ref branch, worker, objected; enum employment_mode mode; bool by_payroll; text paper; day first, last; };
/* Upheld: says what she gets on top, which must be said, and owes it; rejected: nothing may be said. The back pay's id into `ret`, 0 for none. */
bool back_pay_answer(struct work *w, const struct late_answer *answer, const struct back_pay_ask *ask, ref *ret) __attribute__((warn_unused_result));
/* As she reads it: on top, and where it is. "" for none. */
text back_pay_said(struct work *w, ref back_pay);

text back_pay_label(struct work *w, const struct back_pay *back_pay);        /* of its line (said.h) */
/* What waits for her next payslip, or is in that draft already. */
struct found back_pay_of_payroll(struct work *w, int64_t worker, int64_t draft);
/* For finance/: lines of what is due, appended; those a settlement has taken; one that is gone (to 0: due again). */
rows_of back_pay_lines(struct work *w, int64_t worker, rows_of lines, struct found *ret);
bool back_pay_settled(struct work *w, const struct found *back_pay, int64_t settlement) __attribute__((warn_unused_result));
bool back_pay_moved(struct work *w, int64_t from, int64_t to) __attribute__((warn_unused_result));
/* Lines payroll reckoned a while ago: refuses when one is in another paper or was taken back since. */
bool back_pay_still_due(struct work *w, rows_of lines, int64_t draft) __attribute__((warn_unused_result));
bool back_pay_of_lines_settled(struct work *w, rows_of lines, int64_t settlement) __attribute__((warn_unused_result));

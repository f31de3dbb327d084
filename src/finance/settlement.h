/* settlement.h — what a worker gets for some days (服务人员结算单, SM-SETTLE), same course and same reversal as a bill.
 *
 * Wages are owed whether or not the customer has paid (DOMAIN.md §4.7.6). Part-time employees: at most 15 days (劳动合同法 72). There is no
 * item for deposits, uniform or otherwise: 劳动合同法 9 forbids them, and a hand-made line that names one is refused. What is taken for
 * damage stays below 20 % of an employee's month and leaves the minimum wage (工资支付暂行规定 16, T25).
 *
 * An objection is answered: accepted, with a correction as a line of its own, or rejected with why; either way she reads the answer, and a
 * settlement that was answered may be locked. After the lock, and when it is paid, she may object as well: it changes nothing that was paid,
 * stands in the queue until it is answered, and is put right with her next settlement (back_pay.h) or by a reversal. */
#pragma once
#include "team/team.h"

enum settlement_state {
    SETTLEMENT_OPEN = 1, SETTLEMENT_CALCULATED, SETTLEMENT_CHECKED, SETTLEMENT_SENT, SETTLEMENT_CONFIRMED, SETTLEMENT_OBJECTED, SETTLEMENT_RECALCULATED,
    SETTLEMENT_LOCKED, SETTLEMENT_PAID, SETTLEMENT_RECONCILED, SETTLEMENT_REVERSED, SETTLEMENT_RED, SETTLEMENT_DROPPED,
};
enum settlement_item {
    PAY_BASE_WAGE = 1, PAY_HOURS, PAY_VISIT_FEE, PAY_OVERTIME, PAY_REST_DAY, PAY_HOLIDAY, PAY_NIGHT_WAKING, PAY_SECOND_PERSON, PAY_DISTANCE, PAY_MEAL,
    PAY_GRADE, PAY_PUNCTUALITY, PAY_REFERRAL, PAY_COMPENSATION, PAY_ADVANCE, PAY_SOCIAL_INSURANCE, PAY_INCOME_TAX, PAY_INSURANCE_SHARE, PAY_BROUGHT_FORWARD,
    PAY_TIP, PAY_CASH_HELD, PAY_CASH_HANDED_IN, PAY_STAND_BY, PAY_EXTRA_TASK, PAY_SUSPENSION, PAY_BACK_PAY,
};
enum objection_result { OBJECTION_ACCEPTED = 1, OBJECTION_REJECTED };
enum { PART_TIME_DAYS = 15 };

struct settlement_line {
    enum settlement_item item;
    text label;
    ref visit, opening, payment, stand_by, compensation, reward, suspension, back_pay;        /* 0: put in by hand; opening: brought along at go-live; payment: a tip, or cash she took or handed in; compensation: her agreed part */
    day served;
    int64_t quantity;               /* times 100 */
    money unit, amount;             /* deductions are negative */
    worksheet why;
};

struct settlement {
    struct record record;
    enum settlement_state state;
    ref worker;
    enum employment_mode mode;      /* as it was: decides payday and limits */
    day first, last;
    rows_of lines;
    money earned, tips, deducted;
    money netted;                   /* cash of the company's she holds, less what she handed in: taken off here, but no deduction from her wage; what her pay does not reach waits (held.h) */
    money total;                    /* earned + tips − deducted − netted; below 0 only by a deduction put in by hand */
    money paid;
    day payday;                     /* latest: by the mode */
    ref calculated_by, checked_by, locked_by;
    instant sent_at, confirmed_at, objected_at, locked_at, paid_at, reconciled_at;
    text objection, answer;
    enum objection_result result;
    ref answered_by; instant answered_at;
    ref back_pay;                   /* upheld after the lock: what she gets on top (back_pay.h) */
    ref reverses, reversed_by, corrects;
    text remark;
};
extern const struct record_type settlement_type;
#define SETTLEMENT_LOCKED_STATES (FROM(SETTLEMENT_LOCKED) | FROM(SETTLEMENT_PAID) | FROM(SETTLEMENT_RECONCILED))
/* May she say now that it is wrong? Not while what she said waits for its answer. */
bool settlement_may_object(const struct settlement *settlement);

struct visit;
/* What this worker gets for it. Where two worked they share evenly, a crew by hours and grade (§4.6); of a fee she gets the same part as of the price, of a fee the company bears nothing. */
money visit_pay(const struct visit *visit, int64_t worker);

/* As bill_make: the worker's unsettled visits of [first, last], with her share where two did one. 0 on refusal. */
int64_t settlement_make(struct work *w, int64_t worker, day first, day last);
/* Is there anything of hers to be settled: visits, tips, cash? */
bool settlement_waits(struct work *w, int64_t worker, int64_t branch, day first, day last);

/* From payroll: what was reckoned, sent and agreed to there comes as a locked settlement, which pay runs pay like any other. Lines are put in by
 * hand, each with its worksheet. `corrects`: the draft that stands for a reversed one, which takes these lines. 0 on refusal, else its id. */
struct settlement_ready { int64_t worker, branch, calculated_by, corrects; enum employment_mode mode; day first, last; rows_of lines; text remark; };
int64_t settlement_from_payroll(struct work *w, const struct settlement_ready *ready);

/* The latest payday: employees by the 15th of the next month, part-time within 15 days of the first day, others `days` after the last. Pure. */
day settlement_payday(enum employment_mode mode, day first, day last, int64_t days);
bool deduction(enum settlement_item item);

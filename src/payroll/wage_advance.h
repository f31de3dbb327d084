/* wage_advance.h — money a worker has before payday (预支): asked → paid → settled | refused. A second person pays; payslips take it back, at once or
 * in parts, and never more than is left of the wage. The payment is finance's; what is still open stands on account 1221.
 *
 * OVERPAID: a payslip was corrected after it was paid, and she had more than the correction gives. Nobody hands out money: it begins as paid, she is told
 * at once, and payslips take at most a fifth of the month's wage, the minimum wage stays (工资支付暂行规定 16). It is on each payslip before that is approved,
 * where she may object; what is not taken back any more is forgiven. *
 * INSURANCE: a month's wage did not cover her part of social insurance (few days, or leave without pay), and we paid the rest for her (社会保险法 60). It begins
 * as paid with the payslip it is on; the next wages give it back. A payslip reversed and made again opens the same one again. */
#pragma once
#include "payroll/tax.h"
#include "finance/finance.h"

enum advance_state { ADVANCE_ASKED = 1, ADVANCE_PAID, ADVANCE_SETTLED, ADVANCE_REFUSED, ADVANCE_FORGIVEN };
enum advance_kind { ADVANCE_BEFORE_PAYDAY = 1, ADVANCE_OVERPAID, ADVANCE_INSURANCE };        /* 0: before payday, too */
struct wage_advance {
    struct record record;
    enum advance_state state;
    enum advance_kind kind;
    ref worker;
    money amount, monthly;          /* monthly: taken back at most so much a month; 0: all at once */
    money taken;                    /* by payslips that were approved */
    text reason;
    ref asked_by, payment;
    ref payslip;                    /* OVERPAID: the correction she had more than; INSURANCE: the one whose wage did not cover it */
    text remark;
};
extern const struct record_type wage_advance_type;
struct advance_part { money amount; };      /* of the hidden step `take`; below 0: given back by a reversal */
/* The correction `slip` of a paid payslip gives `over` less than she had: her settlement has no more than it owes, the rest she owes. */
struct payslip;
bool advance_overpaid(struct work *w, const struct payslip *slip, money over) __attribute__((warn_unused_result));
/* Her `part` of insurance on the payslip, paid by us for now. 0: refused. */
int64_t advance_insurance(struct work *w, const struct payslip *slip, money part) __attribute__((warn_unused_result));

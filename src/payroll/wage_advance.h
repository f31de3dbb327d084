/* wage_advance.h — money a worker has before payday (预支): asked → paid → settled | refused. A second person pays; payslips take it back, at once or
 * in parts, and never more than is left of the wage. The payment is finance's; what is still open stands on account 1221. */
#pragma once
#include "payroll/tax.h"
#include "finance/finance.h"

enum advance_state { ADVANCE_ASKED = 1, ADVANCE_PAID, ADVANCE_SETTLED, ADVANCE_REFUSED };
struct wage_advance {
    struct record record;
    enum advance_state state;
    ref worker;
    money amount, monthly;          /* monthly: taken back at most so much a month; 0: all at once */
    money taken;                    /* by payslips that were approved */
    text reason;
    ref asked_by, payment;
    text remark;
};
extern const struct record_type wage_advance_type;
struct advance_part { money amount; };      /* of the hidden step `take`; below 0: given back by a reversal */

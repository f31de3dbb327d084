/* damage.h — a worker's agreed part of compensations, taken from her pay (工资支付暂行规定 16, T25). The one home of the rule: settlements and payslips take by it.
 *
 * Each pay takes what is still open of her part, oldest first, at most 20 % of the month's wage and, of an employee, only what lies above the minimum wage;
 * what her other settlements of the month brought and took counts. What is left waits for the next one, or is forgiven. */
#pragma once
#include "finance/compensation.h"
#include "finance/settlement.h"

/* A month's pay that is being reckoned. */
struct damage_pay {
    int64_t worker, branch;
    int64_t settlement, corrects;   /* the draft behind it, and the one that draft stands for: neither counts as taken. 0: none */
    enum employment_mode mode;
    day last;
    money wage, taken;              /* earned in it; taken in it for damage by other words than a compensation's */
};
struct damage_part { int64_t compensation; text number; instant agreed_at; money part, open, now; };       /* now: to be taken, > 0 */
struct damage_parts { struct damage_part *at; int count; money month_wage, minimum, most; };        /* most: of the month, whatever was taken already */

struct damage_parts damage_parts_of(struct work *w, const struct damage_pay *pay);
/* What of her part is open; 0 before it is paid and she agreed. What these two settlements took of it counts as open. */
money compensation_rest(struct work *w, const struct compensation *compensation, int64_t except, int64_t corrects);

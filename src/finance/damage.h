/* damage.h — a worker's agreed part of compensations on her settlements (工资支付暂行规定 16, T25). For finance/ only.
 *
 * Each settlement takes what is still open of her part, oldest first, at most 20 % of the month's wage and, of an employee, only what lies above the minimum wage;
 * what other settlements of the month took counts. What is left waits for the next one. A draft that is calculated again takes it anew. */
#pragma once
#include "finance/compensation.h"
#include "finance/settlement_own.h"

/* `lines` without old ones of this kind, and with new ones. Of a settlement with worker, mode, branch and days. */
rows_of damage_lines(struct work *w, const struct settlement *settlement, rows_of lines);
/* What living settlements took of it, but for two of them (itself, the one it corrects). */
money compensation_taken(struct work *w, int64_t compensation, int64_t except, int64_t corrects);
/* What of her part is open. */
money compensation_rest(struct work *w, const struct compensation *compensation, int64_t except, int64_t corrects);
bool damage_count(struct work *w, const struct record_type *type, int64_t settlement);          /* reaction: locked or reversed */

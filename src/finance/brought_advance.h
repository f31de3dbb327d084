/* brought_advance.h — advances that a worker had before go-live (opening.h), taken from her settlements. For finance/ only.
 *
 * Oldest first, never more than the settlement has for it: her net pay does not go below zero for an advance, tips stay hers. Of an employee at most
 * 20 % of the month's wage goes, with what is taken for damage, and the minimum wage stays (工资支付暂行规定 16). What is left waits for her next
 * settlement; the balance is taken up when nothing of it is left. */
#pragma once
#include "finance/settlement_own.h"

/* `lines` without old ones of this kind, and with new ones behind them. Of a settlement with worker, mode, branch and days; after damage_lines. */
rows_of brought_advance_lines(struct work *w, const struct settlement *settlement, rows_of lines);
/* Balances of which these stored lines leave nothing are taken up. */
bool brought_advances_taken(struct work *w, const struct settlement *settlement);

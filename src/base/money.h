/* money.h — amounts of Chinese yuan as whole fen. The only place of the program that divides money.
 *
 * Rules (DOMAIN.md §4.7): every line is rounded half up to the fen on its own; what is shared out is shared by the largest
 * remainder, so that the parts add up to the whole; an amount never becomes a floating point number. What does not fit into
 * 64 bits stays at the largest amount, which no field accepts. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

typedef struct { int64_t fen; } money;
typedef struct { int64_t fen; bool given; } maybe_money;    /* an amount that may be unknown, which is not zero */

money money_add(money a, money b);
money money_sub(money a, money b);
money money_negate(money a);
money money_least(money a, money b);
money money_most(money a, money b);

/* amount × numerator ÷ denominator, half up (away from zero), exact in between (128 bits). denominator > 0. */
money money_times(money amount, int64_t numerator, int64_t denominator);

/* Split `whole` by `weights` (each >= 0, their sum > 0) into `parts`, largest remainder first, the earlier one at a tie.
 * 600.00 by 5.4 : 4.5 : 1.6 is 281.74, 234.78, 83.48 (DOMAIN.md §4.6). */
void money_share(money whole, const int64_t *weights, size_t count, money *parts);

/* "1280.00", "-0.05": what JSON-free outputs (sheets, logs) print. `money_read` takes "1,280", "￥1280.5", "1280.00元",
 * full-width digits too; false when it is not an amount, has more than two decimals (zeros behind them are fine) or a comma that
 * does not group thousands. */
/* In the capitals of Chinese receipts (票据大写, 《正确填写票据和结算凭证的基本规定》): 1409.50 is 人民币壹仟肆佰零玖元伍角整. At most 9999 亿. */
text money_in_capitals(struct arena *arena, money amount);
text money_text(struct arena *arena, money amount);
/* As a heading or in the middle of other words: -¥1,280.50, like every page writes it. */
text money_shown(struct arena *arena, money amount);
text money_grouped(struct arena *arena, money amount);          /* the same for sentences that have the sign themselves: -1,280.50 */
bool money_read(text from, money *ret_amount);

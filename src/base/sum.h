/* sum.h — an explained calculation: named lines that add up to a total, each with the rule it follows (DOMAIN.md §4.7.1).
 * Pure. The JSON is what records keep as a worksheet. */
#pragma once
#include "base/work.h"

enum { MOST_SUM_LINES = 16 };
struct sum_line { text code, label, rule; money amount; text why; };    /* label: N_(); rule: where it is written; why: the figures */
struct sum { struct sum_line lines[MOST_SUM_LINES]; int count; money total; };

void sum_add(struct sum *sum, struct sum_line line);        /* a line of 0 is kept: that nothing is due is worth saying */
/* Brings the total into [least, most] by a line of its own that names the rule; no line when it lies inside. */
void sum_clamp(struct sum *sum, money least, money most, text rule);
/* {"lines":[{"code","label","rule","amount","why"}],"total":fen}; labels in the work's language. */
text sum_json(struct work *w, const struct sum *sum);

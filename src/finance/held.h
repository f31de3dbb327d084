/* held.h — what lies between a worker and the company besides her pay: cash she took at the door, cash she handed in, tips. For finance/ only.
 *
 * Each such payment gets its line in one settlement (table payment_claim: the database itself keeps it from two): a tip is added, cash she
 * holds is taken off, cash handed in is added back. What no settlement has taken yet is what she holds: `held_by`. */
#pragma once
#include "finance/settlement_own.h"

/* Lines for what came until `last`, appended to `lines`; the payments they come from into `ret`. */
rows_of held_lines(struct work *w, int64_t worker, day last, rows_of lines, struct found *ret);
bool held_claim(struct work *w, const struct found *payments, int64_t settlement);
void held_claims_move(struct work *w, int64_t from, int64_t to);
void held_claims_drop(struct work *w, int64_t settlement);
/* What her pay does not reach of that cash waits for her next settlements: no settlement is below 0 for it. `in` takes such lines out and puts in what
 * waits from others, `out` what is left of it now, behind everything else. Their sum over all settlements is what still waits: `cash_carried`. */
rows_of held_carried_in(struct work *w, const struct settlement *settlement, rows_of lines);
rows_of held_carried_out(struct work *w, rows_of lines);
bool held_line(enum settlement_item item);          /* cash, taken off or added back: neither earned nor a deduction */

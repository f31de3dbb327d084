/* waited.h — pay for standing by (候补费, team/stand_by.h): each time that is done gets its line in one settlement (table stand_by_claim: the
 * database itself keeps it from two). For finance/ only. */
#pragma once
#include "finance/settlement_own.h"

/* Lines for what ended until `last`, appended to `lines`; what they come from into `ret`. */
rows_of waited_lines(struct work *w, int64_t worker, day last, rows_of lines, struct found *ret);
bool waited_claim(struct work *w, const struct found *waited, int64_t settlement);
void waited_claims_move(struct work *w, int64_t from, int64_t to);
void waited_claims_drop(struct work *w, int64_t settlement);

/* suspension_pay.h — pay of the days on which a worker was suspended (停单期间工资, team/suspension.h): a line for each suspension in a settlement, each
 * of its days in one settlement only (table suspension_claim: the database itself keeps it from two). Not paid are days on which she earned by a visit
 * or in a home, days not over yet, and those from which on the police hold her. For finance/ only. */
#pragma once
#include "finance/settlement_own.h"

struct suspended_days { struct found of; int *first, *last; uint8_t **paid; };      /* paid[i][day - first[i]]: goes into this settlement */

/* Lines for the days until `last`, appended to `lines`; what they come from into `ret`. */
rows_of suspended_lines(struct work *w, int64_t worker, day last, rows_of lines, struct suspended_days *ret);
bool suspended_claim(struct work *w, const struct suspended_days *of, int64_t settlement);
void suspended_claims_move(struct work *w, int64_t from, int64_t to);
void suspended_claims_drop(struct work *w, int64_t settlement);

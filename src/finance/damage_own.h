/* damage_own.h — compensations on settlements. For finance/ only. A draft that is calculated again takes its part anew. */
#pragma once
#include "finance/damage.h"
#include "finance/settlement_own.h"

/* `lines` without old ones of this kind, and with new ones. Of a settlement with worker, mode, branch and days. */
rows_of damage_lines(struct work *w, const struct settlement *settlement, rows_of lines);
/* Lines that payroll reckoned a while ago: refuses when less of a compensation is open now. */
bool damage_still_open(struct work *w, rows_of lines, int64_t draft, int64_t corrects);
/* What living settlements took of it, but for two of them (itself, the one it corrects). */
money compensation_taken(struct work *w, int64_t compensation, int64_t except, int64_t corrects);
bool damage_count(struct work *w, const struct record_type *type, int64_t settlement);          /* reaction: locked or reversed */

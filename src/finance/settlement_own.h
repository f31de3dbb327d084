/* settlement_own.h — the settlement's inner seams. For finance/ only. */
#pragma once
#include "finance/made.h"

enum { SETTLEMENT_STEPS = 20, SETTLEMENT_DEADLINES = 6 };
extern const struct choice settlement_items[], settlement_states[], settlement_results[];
extern const struct step settlement_steps[SETTLEMENT_STEPS];
extern const struct deadline settlement_deadlines[SETTLEMENT_DEADLINES];

/* One line for her part of the visit. */
struct settlement_line settlement_line_of(struct work *w, const struct visit *visit, int64_t worker);
rows_of settlement_lines_from(struct work *w, int64_t worker, struct visit *const *visits, int count, rows_of old);
/* What comes last in any list of lines: cash that waited, advances brought along, and cash that goes on waiting. */
rows_of settlement_close(struct work *w, const struct settlement *settlement, rows_of lines);
bool settlement_recalculate(struct work *w, struct settlement *settlement);
/* One begun by hand takes in, once, whatever waits for her in its days, as settlement_make does; any other: settlement_recalculate. */
bool settlement_calculate(struct work *w, struct settlement *settlement);
/* What was earned and taken, for damage and of advances brought along, in the month of the last day, over all her living settlements but this one. */
struct month_sums { money earned, damage, brought; };
struct month_sums month_sums(struct work *w, const struct settlement *except);
bool employed(enum employment_mode mode);           /* an employer's wage: the protection of wages holds */
struct settlement_adjustment { enum settlement_item item; text label; money amount; };
struct settlement_strike { int64_t line; };

/* bill_own.h — the bill's inner seams: its lines out of visits, its procedure. For finance/ only. */
#pragma once
#include "finance/made.h"

enum { BILL_STEPS = 19, BILL_DEADLINES = 7 };
extern const struct choice bill_items[], bill_states[];
extern const struct step bill_steps[BILL_STEPS];
/* Seed: credit notes locked before there was the state for them stood as paid; they become credited. */
bool bills_credited(struct work *w);
/* Ticker: what she agreed to and paid in full is locked after three days, as nobody presses a key for every paid bill; a second person has checked it before. */
enum { BILL_LOCKS_AFTER = 3 };      /* days */
bool bills_lock_paid(struct work *w);
extern const struct deadline bill_deadlines[BILL_DEADLINES];

/* The lines of one visit; their amounts add up to visit_owed(). Returns how many were written, at most MOST_VISIT_LINES. */
enum { MOST_VISIT_LINES = 48 };
size_t bill_lines_of(struct work *w, const struct visit *visit, struct bill_line *into);
/* Lines of these visits, then the hand-made lines of `old`. */
rows_of bill_lines_from(struct work *w, struct visit *const *visits, int count, rows_of old);
/* The same visits as now and these more, with what they cost now. */
bool bill_recalculate(struct work *w, struct bill *bill, struct visit *const *more, int more_count);
/* Step `calculate`: as bill_recalculate, and what was done for her on its days and is on no bill yet comes on it. */
bool bill_calculate(struct work *w, struct bill *bill);
bool bill_negative(enum bill_item item);            /* put in by hand it reduces the bill */
struct bill_invoice { text number; maybe_day issued; };
struct bill_strike { int64_t line; };
struct bill_adjustment { enum bill_item item; text label; money amount; };

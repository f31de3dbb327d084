/* horizon.h — how far from today a thing may lie that is planned or written down afterwards: visits, orders, plans, surveys, quotations, leaves, lendings,
 * stand-by. One place for forms, phones, programs and sheets: each type asks it in its check, which an import runs too. What is no year of our time at all
 * (9999) is refused before, where any day or time is read (record/input.c).
 *
 * A year ahead: further on it is a slip of the year. Back as far as the type says: what happened yesterday is entered today. What the
 * program itself makes of older records is its own matter. */
#pragma once
#include "base/work.h"

enum { HORIZON_AHEAD = 366 };           /* days */

/* False: wrong at `field`, with what to do. `back`: days; history of years is not for these. */
bool within_horizon(struct work *w, text field, instant at, int back);
bool day_within_horizon(struct work *w, text field, day on, int back);

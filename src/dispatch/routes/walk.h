/* walk.h — one route walked from begin to end: is it true, and what does it cost? The evaluator of general problems in the search.
 *
 * Everything starts as early as ways, windows, pauses and fixed starts let it (plan.h). The cost is exact for that but for waiting, which
 * counts as if she left home just in time for the first stop. Pauses are taken while waiting when one fits there, otherwise at the
 * last moment that is allowed. schedule.h finds the cheapest times of the final order. */
#pragma once
#include "dispatch/routes/draft.h"

struct bound { int visit; ticks from, to; };             /* this visit has to start in here, besides all else; visit NONE: nothing */

struct walked { cost cost; ticks begin, end; int64_t work; };

/* `visits` in order; `starts` (may be NULL) gets when each starts. False: not true. */
bool walk(const struct draft *d, int slot, const int *visits, int count, struct bound bound, struct walked *walked, ticks *starts);
cost walk_promise(const struct problem *p, int visit, int slot);     /* moved_worker, moved_told of a visit in this slot (NONE: left out) */

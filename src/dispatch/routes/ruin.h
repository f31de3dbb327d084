/* ruin.h — the trunk: ruin and recreate (slack induction by string removals, Christiaens and Vanden Berghe, Transportation Science
 * 2020), with exchanges of tails in between, cooled on the budget; several of them crossed when the budget is long for the size. */
#pragma once
#include "dispatch/routes/draft.h"
#include "dispatch/search.h"

void ruin(struct draft *d);                              /* removes strings of visits from neighbouring routes into d->removed */
void recreate_order(struct draft *d);                    /* sorts d->removed by a rule drawn at random */
bool tails(struct draft *d, int64_t heat);               /* tries to exchange the tails of two routes; true when it did */

struct plan *ruin_search(struct arena *arena, const struct problem *p, const struct plan *start, const struct budget *budget, int64_t *ret_iterations);
/* The same when the budget is long enough for elites and children; else NULL, after a look that takes some milliseconds. */
struct plan *children_search(struct arena *arena, const struct problem *p, const struct plan *start, const struct budget *budget, int64_t *ret_iterations);

/* In parts (part.h): for problems too large for one draft, and for more than one thread on problems of some size. Who holds a thing of a pool stays where the plan has it. */
struct parting { int parts, rounds; };
struct plan *parts_search(struct arena *arena, const struct problem *p, const struct plan *start, const struct budget *budget, struct parting parting, int64_t *ret_iterations);

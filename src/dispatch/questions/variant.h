/* variant.h — a problem that is another one but for a few things: a fix tried, a worker ill, a branch closed.
 *
 * The copy has its own slots, visits, windows, workers and so on, to be changed before problem_seal is called again; matrices and names
 * stay the original's, which must live longer. */
#pragma once
#include "dispatch/plan.h"

struct problem *problem_copy(const struct problem *p);       /* not sealed; problem_free frees it */
struct plan *plan_for(struct arena *arena, const struct problem *p, const struct plan *plan);    /* the same plan, of a copy */

void variant_cancel(struct problem *p, int visit);             /* before sealing: nobody may serve it, nothing is lost by that; its relations are dropped */

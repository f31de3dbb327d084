/* whatif.h — what if three workers were missing, a tenth more were asked for, a branch closed? Service level and cost, before and after.
 *
 * The plan as it is, less what the missing workers do; then whatever fits goes in, and all may move. Quick rather than best: for the
 * last percent call search() with the plan that comes back. */
#pragma once
#include "dispatch/questions/insert.h"

struct supposition {
    const int *lost; int lost_count;         /* workers who are not there (of a closed branch: all of it); their pins are void */
    int more;                                /* so many thousandths more visits: copies of those there are, evenly spread; not of crews, shipments or tied ones */
};

struct outcome {
    int visits, served;
    int64_t priority, priority_served;       /* Σ priority: the service level as the customers see it */
    int64_t work, ways;                      /* ticks */
    cost terms[TERMS], cost;
};

struct whatif { struct problem *problem; struct plan *plan; struct outcome now, then; };

/* In `arena`, the problem too; NULL with a fault when the supposition cannot be (a worker who is not there). */
struct whatif *whatif(struct arena *arena, const struct plan *plan, const struct supposition *s, struct fault *fault);

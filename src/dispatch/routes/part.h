/* part.h — a part of a problem as a problem of its own: some workers with all their slots, and the visits that may go to them.
 *
 * Large problems are planned in parts that fit into a processor's cache, each with its own matrices, and cut anew each round, so that
 * whoever stands at a border now stands in the middle next time. What ties a part to the rest is held still while the part is
 * planned: a visit whose company is elsewhere is pinned where and when it is, and so is one that holds a thing of a pool. */
#pragma once
#include "dispatch/routes/chance.h"
#include "dispatch/plan.h"

struct cut { int parts; int *of_visit, *of_worker; };

/* About `parts` parts of equally many visits, by where the routes of `plan` are (workers without one: by their homes). */
struct cut cut_make(struct arena *arena, const struct plan *plan, int parts, struct chance *chance);

struct part {
    struct problem *p;
    int *visit, *slot;                       /* of the part's → of the whole's */
    struct plan *start;                      /* what the whole's plan says of it */
};
struct part part_make(const struct plan *plan, const struct cut *cut, int index);
void part_put(const struct part *part, const struct plan *planned, struct arena *arena, struct plan *whole);   /* its routes into the whole's plan */
void part_free(struct part *part);

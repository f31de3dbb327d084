/* eject.c — see eject.h. Along the route with the visit at each of its places: every stop stays, if it can still be reached in time, or
 * leaves, if the sum of absences allows it. The bound beside each stop says when all the rest can stay. */
#include "dispatch/routes/eject.h"
#include <string.h>

enum { SHORT = 16, LONG = 40 };              /* stops of a route up to which three, and two, may leave: subsets are tried one by one */

struct ejection {
    struct draft *d;
    const int64_t *absences;
    int visit, slot, at;
    int *route, count;                       /* with the visit at index `at` */
    int out[MOST_EJECTED], outs, most;
    int64_t sum, least;                      /* of absences: of those out now; of the best so far */
    int64_t excess;                          /* of load */
    int best[MOST_EJECTED], best_count, best_slot, best_after;
};

static int after_what(const struct ejection *e)
{
    for (int i = e->at; i-- > 0;) {
        bool leaves = false;
        for (int k = 0; k < e->outs; k++) leaves |= e->out[k] == e->route[i];
        if (!leaves) return e->route[i];
    }
    return draft_start(e->d, e->slot);
}

static void keep(struct ejection *e)
{
    e->least = e->sum;
    memcpy(e->best, e->out, sizeof e->best);
    e->best_count = e->outs;
    e->best_slot = e->slot;
    e->best_after = after_what(e);
}

/* From stop i on, having left `place` at `leave`. */
static void go_on(struct ejection *e, int i, ticks leave, int place)
{
    struct draft *d = e->d;
    int node = i < e->count ? e->route[i] : draft_end(d, e->slot), here = d->nodes[node].place;
    ticks start = leave + d->time[place * d->places + here];
    bool rest_stays = i > e->at && start <= d->nodes[node].latest;
    if (rest_stays && e->excess <= 0) {
        if (e->sum < e->least) keep(e);
        return;
    }
    if (i == e->count || (e->outs == e->most && i > e->at)) return;
    const struct task *task = &d->tasks[node];
    if (start <= task->to) go_on(e, i + 1, (start > task->from ? start : task->from) + task->duration, here);
    if (node == e->visit || e->outs == e->most || e->sum + e->absences[node] >= e->least) return;
    e->out[e->outs++] = node;
    e->sum += e->absences[node];
    e->excess -= task->load;
    go_on(e, i + 1, leave, place);
    e->excess += task->load;
    e->sum -= e->absences[node];
    e->outs--;
}

static void try_route(struct ejection *e, int slot)
{
    struct draft *d = e->d;
    int begin = draft_start(d, slot), stops = d->tracks[slot].count;
    if (!stops || !problem_fits(d->p, e->visit, slot)) return;
    e->slot = slot;
    e->count = stops + 1;
    e->most = stops <= SHORT ? 3 : stops <= LONG ? 2 : 1;
    e->excess = d->p->dimensions ? (int64_t)d->tracks[slot].load + d->tasks[e->visit].load - d->p->slots[slot].capacity[0] : 0;
    e->route[0] = e->visit;
    for (int v = d->nodes[begin].next, i = 1; v < d->n; v = d->nodes[v].next) e->route[i++] = v;
    for (e->at = 0; e->at <= stops; e->at++) {
        if (e->at) { e->route[e->at - 1] = e->route[e->at]; e->route[e->at] = e->visit; }
        go_on(e, 0, d->nodes[begin].leave, d->nodes[begin].place);
    }
}

bool eject(struct draft *d, int visit, const int64_t *absences, int ret[MOST_EJECTED], int *ret_count)
{
    struct ejection e = { .d = d, .absences = absences, .visit = visit, .least = absences[visit], .route = d->scratch, .best_slot = NONE };
    int first = chance_below(&d->chance, d->slots);
    for (int k = 0; k < d->slots && e.least > 0; k++) try_route(&e, (first + k) % d->slots);
    if (e.best_slot == NONE) return false;
    draft_begin(d);
    draft_touch(d, e.best_slot);
    for (int i = 0; i < e.best_count; i++) draft_unlink(d, ret[i] = e.best[i]);
    draft_settle(d, e.best_slot);
    draft_link(d, e.best_after, visit);
    *ret_count = e.best_count;
    return true;
}

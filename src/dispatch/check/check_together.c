/* check_together.c — rules that look at more than one route: relations, pools, pins and frozen time, workers' weeks. See check.h. */
#include "dispatch/check/check_inside.h"
#include <stdlib.h>

static bool relation_holds(struct referee *r, const struct relation *tie)
{
    const struct stop *a = r->stop_of[tie->a], *b = r->stop_of[tie->b];
    long long other = r->p->visits[tie->a].id;
    if (!a && !b) return true;
    if (!b) return broken_visit(r, tie->b, "is left out, but not visit %lld that it hangs together with", other);
    if (!a) return broken_visit(r, tie->a, "is left out, but not visit %lld that it hangs together with", (long long)r->p->visits[tie->b].id);
    int64_t apart = (int64_t)b->start - a->start;
    if (tie->least > -TICKS_MAX && apart < tie->least) return broken_visit(r, tie->b, "starts %lld after visit %lld, %d is the least", (long long)apart, other, tie->least);
    if (tie->most < TICKS_MAX && apart > tie->most) return broken_visit(r, tie->b, "starts %lld after visit %lld, %d is the most", (long long)apart, other, tie->most);
    bool same = r->p->slots[r->plan->slot_of[tie->a]].worker == r->p->slots[r->plan->slot_of[tie->b]].worker;
    if (tie->who == WHO_SAME && !same) return broken_visit(r, tie->b, "needs the worker of visit %lld", other);
    if (tie->who == WHO_DIFFERENT && same) return broken_visit(r, tie->b, "needs another worker than visit %lld", other);
    return true;
}

struct hold { int64_t from, to; int visit; };

static int by_from(const void *a, const void *b)
{
    const struct hold *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return x->visit - y->visit;
}

/* How many are held just when one more is taken: the most is always reached at such a moment. */
static bool pool_suffices(struct referee *r, int pool)
{
    struct hold *holds = arena_take(r->arena, sizeof *holds * (size_t)(r->p->visit_count + 1));
    int count = 0;
    for (int v = 0; v < r->p->visit_count; v++) {
        const struct visit *visit = &r->p->visits[v];
        const struct stop *stop = r->stop_of[v];
        if (visit->pool != pool || !stop) continue;
        holds[count++] = (struct hold){ (int64_t)stop->start - visit->pool_before, (int64_t)stop->leave + visit->pool_after, v };
    }
    qsort(holds, (size_t)count, sizeof *holds, by_from);
    for (int i = 0; i < count; i++) {
        int held = holds[i].to > holds[i].from;
        for (int j = 0; j < i; j++) held += holds[j].to > holds[i].from;
        if (held > r->p->pools[pool].count) return broken_visit(r, holds[i].visit, "would hold one more of pool %lld than its %d", (long long)r->p->pools[pool].id, r->p->pools[pool].count);
    }
    return true;
}

static bool pins_hold(struct referee *r)
{
    const struct problem *p = r->p;
    for (int v = 0; v < p->visit_count; v++) {
        const struct visit *visit = &p->visits[v];
        const struct stop *stop = r->stop_of[v];
        int slot = r->plan->slot_of[v];
        if (visit->pin_slot != NONE && slot != visit->pin_slot) return broken_visit(r, v, "is pinned to slot %lld and %s", (long long)p->slots[visit->pin_slot].id, stop ? "is in another" : "left out");
        if (!stop) continue;
        if (visit->pin_start != NONE && stop->start != visit->pin_start) return broken_visit(r, v, "is pinned to %d and starts at %d", visit->pin_start, stop->start);
        if (visit->pin_slot == NONE && stop->start < p->slots[slot].open) return broken_visit(r, v, "starts at %d, in the frozen time before %d", stop->start, p->slots[slot].open);
    }
    return true;
}

static bool weeks_hold(struct referee *r)
{
    const struct problem *p = r->p;
    int64_t *work = arena_take(r->arena, sizeof *work * (size_t)(p->worker_count + 1));
    for (int s = 0; s < p->slot_count; s++) {
        const struct slot *slot = &p->slots[s];
        const struct worker *w = &p->workers[slot->worker];
        work[slot->worker] += r->walks[s].service;
        if (r->walks[s].service && w->most_work < TICKS_MAX && work[slot->worker] + w->work_before > w->most_work)
            return broken_slot(r, s, "brings its worker's week to %lld, %d is the most", (long long)(work[slot->worker] + w->work_before), w->most_work);
    }
    return true;
}

struct duty { int worker, slot; ticks begin, end; };

static int by_begin(const void *a, const void *b)
{
    const struct duty *x = a, *y = b;
    if (x->worker != y->worker) return x->worker - y->worker;
    if (x->begin != y->begin) return x->begin < y->begin ? -1 : 1;
    return x->slot - y->slot;
}

/* Between two slots of one worker: her rest, and never two at once. */
static bool rests_hold(struct referee *r)
{
    const struct problem *p = r->p;
    struct duty *duties = arena_take(r->arena, sizeof *duties * (size_t)(p->slot_count + 1));
    int count = 0;
    for (int s = 0; s < p->slot_count; s++) {
        const struct route *route = &r->plan->routes[s];
        if (is_used(route)) duties[count++] = (struct duty){ p->slots[s].worker, s, route->begin, route->end };
    }
    qsort(duties, (size_t)count, sizeof *duties, by_begin);
    for (int i = 1; i < count; i++) {
        const struct duty *d = &duties[i];
        if (d->worker != d[-1].worker) continue;
        int64_t rest = (int64_t)d->begin - d[-1].end;
        if (rest < p->workers[d->worker].rest) return broken_slot(r, d->slot, "begins %lld after slot %lld ends, %d is the least rest", (long long)rest, (long long)p->slots[d[-1].slot].id, p->workers[d->worker].rest);
    }
    return true;
}

bool check_together(struct referee *r)
{
    for (int i = 0; i < r->p->relation_count; i++) if (!relation_holds(r, &r->p->relations[i])) return false;
    for (int i = 0; i < r->p->pool_count; i++) if (!pool_suffices(r, i)) return false;
    return pins_hold(r) && weeks_hold(r) && rests_hold(r);
}

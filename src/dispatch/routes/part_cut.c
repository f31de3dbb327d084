/* part_cut.c — where a problem is cut: see part.h.
 *
 * Things are laid on a line by the difference of their ways to two places far from each other, which needs no coordinates, and the line
 * is cut where the visits are divided; each side again, with two other places. */
#include "dispatch/routes/part.h"
#include "dispatch/travel.h"
#include <stdlib.h>

/* A worker with all her visits, or a visit that is left out. */
struct carrier { int64_t key; int worker, visit, weight; };

struct cutter { const struct plan *plan; struct chance *chance; struct carrier *carriers; struct cut cut; int64_t *sum; };

static int by_key(const void *a, const void *b)
{
    const struct carrier *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return x->worker != y->worker ? x->worker - y->worker : x->visit - y->visit;
}

static int place_of(const struct problem *p, const struct carrier *c)
{
    if (c->visit != NONE) return p->visits[c->visit].place;
    for (int s = 0; s < p->slot_count; s++) if (p->slots[s].worker == c->worker && p->slots[s].start != NONE) return p->slots[s].start;
    return NONE;
}

static int64_t along(const struct problem *p, int a, int b, int place) { return place == NONE ? 0 : (int64_t)way_ticks(p, 0, a, place) - way_ticks(p, 0, b, place); }

/* A place at random among these, and the one farthest from it. */
static void choose_poles(struct cutter *c, int first, int count, int *a, int *b)
{
    const struct problem *p = c->plan->problem;
    int64_t far = -1;
    *a = NONE;
    for (int tries = 0; tries < 50 && *a == NONE; tries++) *a = c->carriers[first + chance_below(c->chance, count)].visit;
    *a = *a != NONE ? p->visits[*a].place : p->visits[chance_below(c->chance, p->visit_count)].place;
    *b = *a;
    for (int tries = 0; tries < 60; tries++) {
        int place = p->visits[chance_below(c->chance, p->visit_count)].place;
        const struct carrier *carrier = &c->carriers[first + chance_below(c->chance, count)];
        if (carrier->visit != NONE) place = p->visits[carrier->visit].place;
        if (way_ticks(p, 0, *a, place) <= far) continue;
        far = way_ticks(p, 0, *a, place);
        *b = place;
    }
}

/* Where everybody is on the line: a worker in the middle of her visits. */
static void lay_out(struct cutter *c, int first, int count, int a, int b)
{
    const struct problem *p = c->plan->problem;
    for (int i = first; i < first + count; i++) c->sum[c->carriers[i].worker == NONE ? p->worker_count : c->carriers[i].worker] = 0;
    for (int s = 0; s < p->slot_count; s++) {
        const struct route *route = &c->plan->routes[s];
        for (int k = 0; k < route->count; k++) c->sum[p->slots[s].worker] += along(p, a, b, p->visits[route->stops[k].visit].place);
    }
    for (int i = first; i < first + count; i++) {
        struct carrier *carrier = &c->carriers[i];
        if (carrier->worker != NONE && carrier->weight) carrier->key = c->sum[carrier->worker] / carrier->weight;
        else carrier->key = along(p, a, b, place_of(p, carrier));
    }
}

static void cut_range(struct cutter *c, int first, int count, int parts, int number)
{
    if (parts <= 1 || count < 2) {
        for (int i = first; i < first + count; i++) {
            if (c->carriers[i].visit != NONE) c->cut.of_visit[c->carriers[i].visit] = number;
            else c->cut.of_worker[c->carriers[i].worker] = number;
        }
        return;
    }
    int a, b, half = parts / 2, at = first;
    int64_t all = 0, sum = 0;
    choose_poles(c, first, count, &a, &b);
    lay_out(c, first, count, a, b);
    qsort(c->carriers + first, (size_t)count, sizeof *c->carriers, by_key);
    for (int i = first; i < first + count; i++) all += c->carriers[i].weight;
    while (at < first + count && (sum + c->carriers[at].weight) * parts <= all * half) sum += c->carriers[at++].weight;
    cut_range(c, first, at - first, half, number);
    cut_range(c, at, first + count - at, parts - half, number + half);
}

/* Those who have nothing to do are dealt out like cards where all homes are one place (a depot): the line would put them on one side. */
static void deal_idle(struct cutter *c, const int *weight)
{
    const struct problem *p = c->plan->problem;
    int place = p->slot_count ? p->slots[0].start : NONE, next = 0;
    for (int s = 0; s < p->slot_count; s++) if (p->slots[s].start != place) return;
    for (int w = 0; w < p->worker_count; w++) if (!weight[w]) c->cut.of_worker[w] = next++ % c->cut.parts;
}

struct cut cut_make(struct arena *arena, const struct plan *plan, int parts, struct chance *chance)
{
    const struct problem *p = plan->problem;
    struct cutter c = { .plan = plan, .chance = chance, .cut.parts = parts };
    int count = 0, *weight = arena_take(arena, sizeof *weight * (size_t)(p->worker_count + 1));
    c.cut.of_visit = arena_take(arena, sizeof(int) * (size_t)(p->visit_count + 1));
    c.cut.of_worker = arena_take(arena, sizeof(int) * (size_t)(p->worker_count + 1));
    c.carriers = arena_take(arena, sizeof *c.carriers * (size_t)(p->visit_count + p->worker_count + 1));
    c.sum = arena_take(arena, sizeof *c.sum * (size_t)(p->worker_count + 1));
    for (int s = 0; s < p->slot_count; s++) weight[p->slots[s].worker] += plan->routes[s].count;
    for (int w = 0; w < p->worker_count; w++) c.carriers[count++] = (struct carrier){ 0, w, NONE, weight[w] };
    for (int v = 0; v < p->visit_count; v++) if (plan->slot_of[v] == NONE && p->group[v] == v) c.carriers[count++] = (struct carrier){ 0, NONE, v, 1 };
    cut_range(&c, 0, count, parts, 0);
    deal_idle(&c, weight);
    for (int v = 0; v < p->visit_count; v++) {
        int slot = plan->slot_of[v] != NONE ? plan->slot_of[v] : p->visits[v].pin_slot;
        if (slot != NONE) c.cut.of_visit[v] = c.cut.of_worker[p->slots[slot].worker];
        else if (p->visits[v].allowed) c.cut.of_visit[v] = c.cut.of_worker[p->list[p->visits[v].first_allowed]];
        else if (p->group[v] != v) c.cut.of_visit[v] = c.cut.of_visit[p->group[v]];
    }
    return c.cut;
}

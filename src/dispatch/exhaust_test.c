/* exhaust_test.c — see testing.h: visit by visit, into every place of every route or left out; at the end of each branch the price that does
 * not depend on times, and only when that is below the best so far the cheapest times. */
#include "dispatch/check/check.h"
#include "dispatch/questions/fit.h"
#include "dispatch/times/schedule.h"
#include "dispatch/testing.h"
#include "test/test.h"
#include <string.h>

struct trial {
    const struct problem *p;
    struct arena *arena, *scratch;
    struct plan *plan, *best;
    struct scheduler *scheduler;
    int *used, used_count;
};

static bool company_holds(const struct trial *t)
{
    for (int i = 0; i < t->p->relation_count; i++) {
        const struct relation *r = &t->p->relations[i];
        if ((t->plan->slot_of[r->a] == NONE) != (t->plan->slot_of[r->b] == NONE)) return false;
    }
    for (int v = 0; v < t->p->visit_count; v++) if (t->p->visits[v].pin_slot != NONE && t->plan->slot_of[v] == NONE) return false;
    for (int k = 0; k < t->used_count; k++) if (route_breaks(t->plan, t->used[k])) return false;
    return true;
}

static int root(const int *parent, int i) { while (parent[i] != i) i = parent[i]; return i; }

/* Which of the routes used must get their times together: by relations, pools, one worker's rests, the worst lateness. */
static void unite(const struct trial *t, int *parent)
{
    const struct problem *p = t->p;
    for (int s = 0; s < p->slot_count; s++) parent[s] = s;
    for (int i = 0; i < p->relation_count; i++) {
        int a = t->plan->slot_of[p->relations[i].a], b = t->plan->slot_of[p->relations[i].b];
        if (a != NONE && b != NONE) parent[root(parent, a)] = root(parent, b);
    }
    for (int a = 0; a < p->slot_count; a++) for (int b = 0; b < a; b++) if (p->slots[a].worker == p->slots[b].worker || p->weights.worst_late) parent[root(parent, a)] = root(parent, b);
    for (int v = 0; v < p->visit_count; v++) {
        for (int u = 0; u < v; u++) {
            bool share = p->visits[v].pool != NONE && p->visits[v].pool == p->visits[u].pool && t->plan->slot_of[v] != NONE && t->plan->slot_of[u] != NONE;
            if (share) parent[root(parent, t->plan->slot_of[v])] = root(parent, t->plan->slot_of[u]);
        }
    }
}

static bool cheapest_times(struct trial *t, cost limit, cost *ret)
{
    int *parent = arena_take(t->scratch, sizeof *parent * (size_t)(t->p->slot_count + 1)), *slots = arena_take(t->scratch, sizeof *slots * (size_t)(t->p->slot_count + 1));
    unite(t, parent);
    *ret = 0;
    for (int first = 0; first < t->p->slot_count; first++) {
        cost times;
        int count = 0;
        for (int k = 0; k < t->used_count; k++) if (root(parent, t->used[k]) == first) slots[count++] = t->used[k];
        if (!count) continue;
        if (!schedule(t->scheduler, t->scratch, t->plan, slots, count, limit - *ret, &times)) return false;
        *ret += times;
    }
    return true;
}

static void judge(struct trial *t)
{
    const struct problem *p = t->p;
    cost sum = 0, times;
    struct fault fault;
    t->used_count = 0;
    for (int s = 0; s < p->slot_count; s++) {
        if (t->plan->routes[s].count) t->used[t->used_count++] = s;
        else t->plan->routes[s].taken_count = 0;
    }
    for (int k = 0; k < t->used_count; k++) sum += route_price(t->plan, t->used[k]);
    for (int v = 0; v < p->visit_count; v++) if (t->plan->slot_of[v] == NONE) sum += left_out_price(p, v);
    sum += workers_price(t->plan, t->scratch);
    if (t->best && sum >= t->best->cost) return;
    if (!company_holds(t)) return;
    if (!cheapest_times(t, t->best ? t->best->cost - sum : COST_MAX, &times)) return;
    if (!plan_check(t->plan, &fault)) {                      /* the limit of travel, with peaks */
        if (strstr(fault.what, "its way is")) return;
        test_same_text(fault.what, "", fault.where, 0, "exhaust's plan");
        return;
    }
    if (!p->weights.worst_waiting && !p->weights.worst_idle) EQUAL(t->plan->cost, sum + times);
    if (!t->best || t->plan->cost < t->best->cost) t->best = plan_copy(t->arena, t->plan);
}

static void place(struct trial *t, int visit);

static void place_into(struct trial *t, int visit, int slot)
{
    struct route *route = &t->plan->routes[slot];
    if (!problem_fits(t->p, visit, slot)) return;
    t->plan->slot_of[visit] = slot;
    for (int i = 0; i <= route->count; i++) {
        memmove(&route->stops[i + 1], &route->stops[i], sizeof *route->stops * (size_t)(route->count - i));
        route->stops[i] = (struct stop){ .visit = visit };
        route->count++;
        place(t, visit + 1);
        route->count--;
        memmove(&route->stops[i], &route->stops[i + 1], sizeof *route->stops * (size_t)(route->count - i));
    }
    t->plan->slot_of[visit] = NONE;
}

static void place(struct trial *t, int visit)
{
    arena_reset(t->scratch);
    if (visit == t->p->visit_count) { judge(t); return; }
    for (int s = 0; s < t->p->slot_count; s++) place_into(t, visit, s);
    if (t->p->visits[visit].pin_slot == NONE) place(t, visit + 1);
}

struct plan *exhaust(struct arena *arena, const struct problem *p)
{
    struct arena *own = arena_new();
    struct trial t = { .p = p, .arena = arena, .scratch = arena_new(), .plan = plan_new(own, p), .scheduler = scheduler_new(own, p), .used = arena_take(own, sizeof(int) * (size_t)(p->slot_count + 1)) };
    for (int s = 0; s < p->slot_count; s++) t.plan->routes[s].stops = arena_take(own, sizeof(struct stop) * (size_t)(p->visit_count + 1));
    schedule_tries(t.scheduler, 1000000);
    place(&t, 0);
    arena_free(t.scratch);
    arena_free(own);
    return t.best;
}

/* whatif.c — see whatif.h. */
#include "dispatch/questions/whatif.h"
#include "dispatch/check/check.h"
#include "dispatch/questions/variant.h"
#include <string.h>

static bool is_lost(const struct supposition *s, int worker)
{
    for (int i = 0; i < s->lost_count; i++) if (s->lost[i] == worker) return true;
    return false;
}

/* Nothing can begin in her slots any more. */
static void lose(struct problem *p, const struct supposition *s)
{
    for (int i = 0; i < p->slot_count; i++) if (is_lost(s, p->slots[i].worker)) p->slots[i].open = TICKS_MAX;
    for (int v = 0; v < p->visit_count; v++) {
        struct visit *visit = &p->visits[v];
        if (visit->pin_slot != NONE && is_lost(s, p->slots[visit->pin_slot].worker)) visit->pin_slot = visit->pin_start = NONE;
    }
}

static bool stands_alone(const struct problem *p, int visit)
{
    if (p->visits[visit].partner != NONE) return false;
    for (int i = 0; i < p->relation_count; i++) if (p->relations[i].a == visit || p->relations[i].b == visit) return false;
    return true;
}

static int64_t next_id(const struct problem *p)
{
    int64_t most = 0;
    for (int v = 0; v < p->visit_count; v++) if (p->visits[v].id > most) most = p->visits[v].id;
    return most + 1;
}

/* A copy of every so-manieth visit that can be copied; it is promised to nobody. */
static void ask_for_more(struct problem *p, int more)
{
    int count = p->visit_count;
    int64_t id = next_id(p), due = 0;
    for (int v = 0; v < count && more > 0; v++) {
        for (due += more; due >= 1000 && stands_alone(p, v); due -= 1000) {
            struct visit copy = p->visits[v];
            copy.id = id++;
            copy.was_slot = copy.pin_slot = copy.pin_start = NONE;
            copy.told = false;
            int made = add_visit(p, copy);                   /* gives it empty lists; it shares those of the original */
            p->visits[made] = copy;
        }
    }
}

static struct outcome outcome_of(const struct plan *plan)
{
    const struct problem *p = plan->problem;
    struct outcome o = { .visits = p->visit_count, .cost = plan->cost };
    memcpy(o.terms, plan->terms, sizeof o.terms);
    for (int v = 0; v < p->visit_count; v++) {
        bool served = plan->slot_of[v] != NONE;
        o.served += served;
        o.priority += p->visits[v].priority;
        o.priority_served += served ? p->visits[v].priority : 0;
    }
    for (int s = 0; s < p->slot_count; s++) {
        struct route_sums sums = route_sums(plan, s);
        o.work += sums.work;
        o.ways += sums.way;
    }
    return o;
}

/* The old plan without the routes of those who are lost, and without those who hang together with their visits. */
static struct plan *what_stays(struct arena *arena, const struct problem *p, const struct plan *old, const struct supposition *s)
{
    struct plan *plan = plan_new(arena, p), *copy = plan_copy(arena, old);
    bool *out = arena_take(arena, sizeof *out * (size_t)(p->visit_count + 1));
    for (int v = 0; v < old->problem->visit_count; v++) if (old->slot_of[v] != NONE && is_lost(s, p->slots[old->slot_of[v]].worker)) out[p->group[v]] = true;
    for (int i = 0; i < p->slot_count; i++) {
        struct route *route = &plan->routes[i];
        *route = copy->routes[i];
        route->count = 0;
        for (int k = 0; k < copy->routes[i].count; k++) {
            struct stop stop = copy->routes[i].stops[k];
            if (out[p->group[stop.visit]]) continue;
            route->stops[route->count++] = stop;
            plan->slot_of[stop.visit] = i;
        }
        if (route->count < copy->routes[i].count) route->taken_count = 0;
        if (!route->count) *route = (struct route){ .stops = route->stops };
    }
    return plan;
}

/* A route that lost some of its stops gets its pauses and times anew. */
static void retime(struct board *b, const struct plan *old)
{
    for (int s = 0; s < b->p->slot_count; s++) if (b->plan->routes[s].count != old->routes[s].count) slot_retime(b, s);
}

struct whatif *whatif(struct arena *arena, const struct plan *plan, const struct supposition *s, struct fault *fault)
{
    struct whatif *w = arena_take(arena, sizeof *w);
    w->problem = problem_copy(plan->problem);
    arena_defer(arena, (void (*)(void *))problem_free, w->problem);
    for (int i = 0; i < s->lost_count; i++) if (s->lost[i] < 0 || s->lost[i] >= w->problem->worker_count) return fault_say(fault, "the supposition", "loses a worker who is not there"), NULL;
    lose(w->problem, s);
    ask_for_more(w->problem, s->more);
    if (!problem_seal(w->problem, true, fault)) return NULL;
    struct board *b = board_quick(what_stays(arena, w->problem, plan, s));
    retime(b, plan);
    finish(b);
    if (improve(b, NULL, 1)) finish(b);
    w->plan = plan_copy(arena, b->plan);
    board_free(b);
    if (!plan_check(w->plan, fault)) return NULL;
    w->now = outcome_of(plan);
    w->then = outcome_of(w->plan);
    return w;
}

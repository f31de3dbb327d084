/* fit.c — see fit.h. */
#include "dispatch/questions/fit.h"
#include "dispatch/travel.h"

const text rule_names[RULES] = { "none", "pinned", "not_allowed", "forbidden", "skill", "level", "load", "window", "shift", "frozen", "stops", "distance",
    "travel", "work", "week", "other_worker", "same_worker", "left_out", "shipment", "pause", "together", "pool", "rest", "span", "overtime", "time" };

static bool lists(const struct problem *p, int first, int count, int worker)
{
    for (int i = first; i < first + count; i++) if (p->list[i] == worker) return true;
    return false;
}

static rule_set skills_break(const struct problem *p, const struct visit *v, const struct slot *s)
{
    rule_set broken = 0;
    for (int i = v->first_skill; i < v->first_skill + v->skills; i++) {
        int level = -1;
        for (int j = s->first_skill; j < s->first_skill + s->skills; j++) if (p->skills[j].skill == p->skills[i].skill && p->skills[j].level > level) level = p->skills[j].level;
        if (level < 0) broken |= RULE_BIT(RULE_SKILL);
        else if (level < p->skills[i].level) broken |= RULE_BIT(RULE_LEVEL);
    }
    return broken;
}

rule_set visit_breaks(const struct problem *p, int visit, int slot)
{
    const struct visit *v = &p->visits[visit];
    const struct slot *s = &p->slots[slot];
    rule_set broken = skills_break(p, v, s);
    if (v->pin_slot != NONE && v->pin_slot != slot) broken |= RULE_BIT(RULE_PINNED);
    if (v->allowed && !lists(p, v->first_allowed, v->allowed, s->worker)) broken |= RULE_BIT(RULE_NOT_ALLOWED);
    if (lists(p, v->first_forbidden, v->forbidden, s->worker)) broken |= RULE_BIT(RULE_FORBIDDEN);
    for (int d = 0; d < p->dimensions; d++) if (v->delivery[d] > s->capacity[d] || v->pickup[d] > s->capacity[d]) broken |= RULE_BIT(RULE_LOAD);
    enum misfit first = problem_misfit(p, visit, slot);
    if (first == MISFIT_WINDOW) broken |= RULE_BIT(RULE_WINDOW);
    if (first == MISFIT_SHIFT) broken |= RULE_BIT(RULE_SHIFT);
    if (first == MISFIT_FROZEN) broken |= RULE_BIT(RULE_FROZEN);
    return broken;
}

struct route_sums route_sums(const struct plan *plan, int slot)
{
    const struct problem *p = plan->problem;
    const struct slot *s = &p->slots[slot];
    const struct route *route = &plan->routes[slot];
    struct route_sums sum = { 0 };
    int place = s->start;
    for (int i = 0; i <= route->count && route->count; i++) {
        int visit = i < route->count ? route->stops[i].visit : NONE, to = visit == NONE ? s->end : p->visits[visit].place;
        sum.way += way_ticks(p, s->profile, place, to);
        sum.distance += way_distance(p, s->profile, place, to);
        if (visit != NONE) sum.work += visit_duration(p, visit, slot) + (place == to ? 0 : visit_setup(p, visit, slot));
        place = to;
    }
    return sum;
}

int64_t route_work(const struct plan *plan, int slot) { return route_sums(plan, slot).work; }

static int position(const struct route *route, int visit)
{
    for (int i = 0; i < route->count; i++) if (route->stops[i].visit == visit) return i;
    return NONE;
}

static rule_set load_breaks(const struct plan *plan, int slot)
{
    const struct problem *p = plan->problem;
    const struct route *route = &plan->routes[slot];
    rule_set broken = 0;
    for (int i = 0; i < route->count; i++) {
        int other = p->visits[route->stops[i].visit].partner;
        if (other == NONE) continue;
        int there = position(route, other);
        if (there == NONE || (there < i) != (other < route->stops[i].visit)) broken |= RULE_BIT(RULE_SHIPMENT);
    }
    for (int d = 0; d < p->dimensions; d++) {
        int64_t load = 0, most = p->slots[slot].capacity[d];
        for (int i = 0; i < route->count; i++) if (p->visits[route->stops[i].visit].partner == NONE) load += p->visits[route->stops[i].visit].delivery[d];
        if (load > most) broken |= RULE_BIT(RULE_LOAD);
        for (int i = 0; i < route->count; i++) {
            int visit = route->stops[i].visit;
            const struct visit *v = &p->visits[visit];
            if (v->partner == NONE) load += v->pickup[d] - v->delivery[d];
            else load += v->partner < visit ? -p->visits[v->partner].pickup[d] : v->pickup[d];
            if (load > most) broken |= RULE_BIT(RULE_LOAD);
        }
    }
    return broken;
}

static rule_set company_breaks(const struct plan *plan, int slot, int visit)
{
    const struct problem *p = plan->problem;
    rule_set broken = 0;
    for (int i = p->first_relation[visit]; i < p->first_relation[visit + 1]; i++) {
        const struct relation *r = &p->relations[p->relation_of[i]];
        int other = plan->slot_of[r->a == visit ? r->b : r->a];
        if (other == NONE) { broken |= RULE_BIT(RULE_LEFT_OUT); continue; }
        bool same = p->slots[other].worker == p->slots[slot].worker;
        if (r->who == WHO_SAME && !same) broken |= RULE_BIT(RULE_SAME_WORKER);
        if (r->who == WHO_DIFFERENT && same) broken |= RULE_BIT(RULE_OTHER_WORKER);
    }
    return broken;
}

static rule_set week_breaks(const struct plan *plan, int slot, int64_t work)
{
    const struct problem *p = plan->problem;
    const struct worker *w = &p->workers[p->slots[slot].worker];
    if (w->most_work >= TICKS_MAX || !work) return 0;
    int64_t week = work + w->work_before;
    for (int s = 0; s < p->slot_count; s++) if (s != slot && p->slots[s].worker == p->slots[slot].worker) week += route_work(plan, s);
    return week > w->most_work ? RULE_BIT(RULE_WEEK) : 0;
}

rule_set order_breaks(const struct plan *plan, int slot)
{
    const struct problem *p = plan->problem;
    const struct slot *s = &p->slots[slot];
    const struct route *route = &plan->routes[slot];
    struct route_sums sum = route_sums(plan, slot);
    rule_set broken = load_breaks(plan, slot) | week_breaks(plan, slot, sum.work);
    for (int i = 0; i < route->count; i++) broken |= company_breaks(plan, slot, route->stops[i].visit);
    if (route->count > s->most_stops) broken |= RULE_BIT(RULE_STOPS);
    if (sum.distance > s->most_distance) broken |= RULE_BIT(RULE_DISTANCE);
    if (sum.way > s->most_travel) broken |= RULE_BIT(RULE_TRAVEL);
    if (sum.work > s->most_work) broken |= RULE_BIT(RULE_WORK);
    return broken;
}

rule_set route_breaks(const struct plan *plan, int slot)
{
    const struct route *route = &plan->routes[slot];
    rule_set broken = order_breaks(plan, slot);
    for (int i = 0; i < route->count; i++) if (!problem_fits(plan->problem, route->stops[i].visit, slot)) broken |= visit_breaks(plan->problem, route->stops[i].visit, slot);
    return broken;
}

static cost broken_promise(const struct problem *p, const struct visit *v) { return p->weights.moved_worker + (v->told ? p->weights.moved_told : 0); }

cost left_out_price(const struct problem *p, int visit)
{
    const struct visit *v = &p->visits[visit];
    return v->unserved + (v->was_slot == NONE ? 0 : broken_promise(p, v));
}

cost route_price(const struct plan *plan, int slot)
{
    const struct problem *p = plan->problem;
    const struct slot *s = &p->slots[slot];
    const struct route *route = &plan->routes[slot];
    if (!route->count) return 0;
    cost sum = s->fixed + s->per_service * route_work(plan, slot);
    int place = s->start;
    for (int i = 0; i < route->count; i++) {
        const struct visit *v = &p->visits[route->stops[i].visit];
        sum += way_cost(p, s, place, v->place) + visit_liking(p, route->stops[i].visit, s->worker);
        if (v->was_slot != NONE && p->slots[v->was_slot].worker != s->worker) sum += broken_promise(p, v);
        place = v->place;
    }
    return sum + way_cost(p, s, place, s->end);
}

cost workers_price(const struct plan *plan, struct arena *scratch)
{
    const struct problem *p = plan->problem;
    const struct weights *w = &p->weights;
    if (!w->uneven && !w->balance) return 0;
    struct load { int64_t work; bool works; } *loads = arena_take(scratch, sizeof *loads * (size_t)(p->worker_count + 1));
    int64_t most = INT64_MIN, least = INT64_MAX, unit = w->uneven_unit > 0 ? w->uneven_unit : 1;
    cost sum = 0;
    for (int s = 0; s < p->slot_count; s++) {
        loads[p->slots[s].worker].work += route_work(plan, s);
        loads[p->slots[s].worker].works |= plan->routes[s].count > 0;
    }
    for (int i = 0; i < p->worker_count; i++) {
        int64_t units = (p->workers[i].income_before + loads[i].work) / unit;
        sum += w->uneven * units * units;
        if (loads[i].works && loads[i].work > most) most = loads[i].work;
        if (loads[i].works && loads[i].work < least) least = loads[i].work;
    }
    return most > least ? sum + w->balance * (most - least) : sum;
}

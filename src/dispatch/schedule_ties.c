/* schedule_ties.c — routes, with what is decided about them, as a system of ties: see timing.h. */
#include "dispatch/schedule_inside.h"
#include "dispatch/travel.h"

static void rule_most(struct scheduler *s, int from, int to, int64_t gap) { if (gap < TICKS_MAX) timing_most(&s->timing, from, to, (ticks)gap, COST_MAX); }
static void rule_least(struct scheduler *s, int from, int to, int64_t gap) { if (gap > -TICKS_MAX) timing_least(&s->timing, from, to, (ticks)gap, COST_MAX); }

static ticks service_of(const struct problem *p, int slot, int visit, int place)
{
    return visit_duration(p, visit, slot) + (place == p->visits[visit].place ? 0 : visit_setup(p, visit, slot));
}

ticks ties_leave(const struct scheduler *s, int slot, int index)
{
    const struct stop *stop = &s->plan->routes[slot].stops[index];
    int place = index ? s->p->visits[stop[-1].visit].place : s->p->slots[slot].start;
    return stop->start + service_of(s->p, slot, stop->visit, place);
}

/* Windows: the one that is chosen, with its lateness; otherwise from the first to the last. */
static void tie_windows(struct scheduler *s, int visit, int node)
{
    const struct problem *p = s->p;
    const struct weights *w = &p->weights;
    const struct visit *v = &p->visits[visit];
    const struct window *window = v->windows == 1 ? &p->windows[v->first_window] : NULL;
    for (int i = 0; i < s->decided && !window; i++) if (s->choices[i].pause == NONE && s->choices[i].visit == visit) window = &p->windows[s->choices[i].window];
    rule_least(s, 0, node, window ? window->from : p->windows[v->first_window].from);
    rule_most(s, 0, node, window ? window->to : p->windows[v->first_window + v->windows - 1].to);
    if (!window || window->due >= window->to || s->ignores == IGNORE_WAITING_AND_LATENESS) return;
    timing_most(&s->timing, 0, node, window->due, w->late);
    if (w->very_late) timing_most(&s->timing, 0, node, window->due + w->very_late_after, w->very_late);
}

static void tie_visit(struct scheduler *s, int slot, int visit, int node)
{
    const struct visit *v = &s->p->visits[visit];
    tie_windows(s, visit, node);
    if (v->pin_slot == NONE) rule_least(s, 0, node, s->p->slots[slot].open);
    if (v->pin_start != NONE) { rule_least(s, 0, node, v->pin_start); rule_most(s, 0, node, v->pin_start); }
    if (v->was_slot == NONE) return;
    timing_most(&s->timing, 0, node, v->was_start, s->p->weights.moved_tick);
    timing_least(&s->timing, 0, node, v->was_start, s->p->weights.moved_tick);
}

/* The pauses decided to lie before stop `before`, in the order of the choices: each after the one in front of it, none during work;
 * returns their lengths. `duty` is the node since when she is on duty, and how long after it. */
static ticks tie_pauses(struct scheduler *s, int slot, int before, int prev, ticks busy, int *duty, ticks *duty_gap)
{
    ticks rest = 0;
    for (int i = 0; i < s->decided; i++) {
        const struct choice *c = &s->choices[i];
        if (c->pause == NONE || c->slot != slot || c->before != before) continue;
        const struct pause *pause = &s->p->pauses[c->pause];
        int node = s->pause_node[i] = timing_node(&s->timing);
        rule_least(s, prev, node, busy);
        rule_least(s, *duty, node, *duty_gap);
        if (pause->after < TICKS_MAX) rule_most(s, *duty, node, (int64_t)*duty_gap + pause->after);
        if (c->window != NONE) { rule_least(s, 0, node, pause->window[c->window].from); rule_most(s, 0, node, pause->window[c->window].to); }
        *duty = node;
        *duty_gap = pause->length;
        rest += pause->length;
    }
    return rest;
}

/* Whoever comes next is there after the way and all pauses, and after the end of each pause and those behind it. */
static void tie_arrival(struct scheduler *s, int slot, int before, int node, ticks rest)
{
    for (int i = 0; i < s->decided && rest; i++) {
        const struct choice *c = &s->choices[i];
        if (c->pause == NONE || c->slot != slot || c->before != before) continue;
        rule_least(s, s->pause_node[i], node, rest);
        rest -= s->p->pauses[c->pause].length;
    }
}

static void tie_span(struct scheduler *s, int slot)
{
    const struct slot *t = &s->p->slots[slot];
    int begin = s->begin[slot], end = s->end[slot];
    rule_most(s, 0, end, t->to);
    rule_most(s, begin, end, t->most_span);
    timing_most(&s->timing, begin, end, 0, t->per_span);
    if (t->most_overtime < TICKS_MAX) {
        rule_most(s, begin, end, (int64_t)t->regular + t->most_overtime);
        rule_most(s, 0, end, (int64_t)t->regular_end + t->most_overtime);
    }
    for (int i = 0; i < s->decided; i++) {
        const struct choice *c = &s->choices[i];
        if (c->pause != NONE && c->slot == slot && c->before == PAUSE_NOT_DUE) rule_most(s, begin, end, s->p->pauses[c->pause].when_span);
    }
    if (!t->per_overtime || (t->regular >= TICKS_MAX && t->regular_end >= TICKS_MAX)) return;
    int regular = timing_node(&s->timing);               /* the earlier of the two moments at which overtime begins */
    rule_most(s, begin, regular, t->regular);
    rule_most(s, 0, regular, t->regular_end);
    timing_most(&s->timing, regular, end, 0, t->per_overtime);
}

static void tie_route(struct scheduler *s, int slot)
{
    const struct problem *p = s->p;
    const struct slot *t = &p->slots[slot];
    const struct route *route = &s->plan->routes[slot];
    int begin = s->begin[slot] = timing_node(&s->timing), prev = begin, place = t->start, duty = begin;
    ticks busy = 0, duty_gap = 0, leave = s->guess_begin[slot];
    rule_least(s, 0, begin, t->from);
    for (int i = 0; i <= route->count; i++) {
        int visit = i < route->count ? route->stops[i].visit : NONE, to = visit == NONE ? t->end : p->visits[visit].place;
        ticks rest = tie_pauses(s, slot, i, prev, busy, &duty, &duty_gap), way = way_ticks_at(p, t->profile, place, to, leave);
        int node = timing_node(&s->timing);
        rule_least(s, prev, node, (int64_t)busy + way + rest);
        tie_arrival(s, slot, i, node, rest);
        if (visit == NONE) { s->end[slot] = node; break; }
        timing_most(&s->timing, prev, node, busy + way + rest, s->ignores ? 0 : p->weights.waiting);
        tie_visit(s, slot, visit, node);
        s->node[visit] = prev = node;
        busy = service_of(p, slot, visit, place);
        place = to;
        leave = s->guess[visit];
    }
    tie_span(s, slot);
}

static void tie_relation(struct scheduler *s, const struct relation *r, int visit)
{
    int other = r->a == visit ? r->b : r->a, slot = s->plan->slot_of[other];
    if (s->node[other]) {
        if (visit != r->a) return;                       /* once for both */
        rule_least(s, s->node[r->a], s->node[r->b], r->least);
        rule_most(s, s->node[r->a], s->node[r->b], r->most);
        return;
    }
    for (int i = 0; slot != NONE && i < s->plan->routes[slot].count; i++) {
        const struct stop *stop = &s->plan->routes[slot].stops[i];
        if (stop->visit != other) continue;
        bool is_first = r->a == visit;                   /* start(b) − start(a) within least … most, the other one standing still */
        if (r->least > -TICKS_MAX) is_first ? rule_most(s, 0, s->node[visit], (int64_t)stop->start - r->least) : rule_least(s, 0, s->node[visit], (int64_t)stop->start + r->least);
        if (r->most < TICKS_MAX) is_first ? rule_least(s, 0, s->node[visit], (int64_t)stop->start - r->most) : rule_most(s, 0, s->node[visit], (int64_t)stop->start + r->most);
    }
}

/* A worker's slots stand one after the other, by the begin of their shifts. */
static void tie_rests(struct scheduler *s, int slot)
{
    const struct problem *p = s->p;
    int worker = p->slots[slot].worker;
    for (int i = s->first_slot[worker]; i < s->first_slot[worker + 1]; i++) {
        int other = s->slot_of_worker[i];
        const struct route *route = &s->plan->routes[other];
        ticks rest = p->workers[worker].rest;
        if (other == slot || !route->count) continue;
        bool later = p->slots[other].from > p->slots[slot].from || (p->slots[other].from == p->slots[slot].from && other > slot);
        if (s->begin[other]) { if (later) rule_least(s, s->end[slot], s->begin[other], rest); }
        else if (later) rule_most(s, 0, s->end[slot], (int64_t)route->begin - rest);
        else rule_least(s, 0, s->begin[slot], (int64_t)route->end + rest);
    }
}

/* How late the latest visit of the routes that stay is. */
static int64_t latest_elsewhere(const struct scheduler *s)
{
    const struct problem *p = s->p;
    int64_t latest = 0;
    for (int slot = 0; slot < p->slot_count; slot++) {
        for (int i = 0; i < s->plan->routes[slot].count && !s->begin[slot]; i++) {
            const struct stop *stop = &s->plan->routes[slot].stops[i];
            const struct visit *v = &p->visits[stop->visit];
            for (int w = v->first_window; w < v->first_window + v->windows; w++) {
                const struct window *window = &p->windows[w];
                if (stop->start >= window->from && stop->start <= window->to && (int64_t)stop->start - window->due > latest) latest = (int64_t)stop->start - window->due;
            }
        }
    }
    return latest;
}

static void tie_worst_late(struct scheduler *s)
{
    const struct problem *p = s->p;
    int worst = timing_node(&s->timing);
    rule_least(s, 0, worst, latest_elsewhere(s));
    timing_most(&s->timing, 0, worst, 0, p->weights.worst_late);
    for (int k = 0; k < s->slot_count; k++) {
        const struct route *route = &s->plan->routes[s->slots[k]];
        for (int i = 0; i < route->count; i++) {
            const struct visit *v = &p->visits[route->stops[i].visit];
            const struct window *window = v->windows == 1 ? &p->windows[v->first_window] : NULL;
            for (int c = 0; c < s->decided && !window; c++) if (s->choices[c].pause == NONE && s->choices[c].visit == route->stops[i].visit) window = &p->windows[s->choices[c].window];
            if (window) rule_most(s, worst, s->node[route->stops[i].visit], window->due);
        }
    }
}

static void tie_order(struct scheduler *s, const struct order *o)
{
    const struct problem *p = s->p;
    const struct visit *a = &p->visits[o->first], *b = &p->visits[o->second];
    int slot = s->plan->slot_of[o->first], index = 0;
    const struct stop *fixed = NULL;
    while (s->plan->routes[slot].stops[index].visit != o->first) index++;
    ticks service = ties_leave(s, slot, index) - s->plan->routes[slot].stops[index].start;
    int64_t gap = (int64_t)service + a->pool_after + b->pool_before;     /* start(b) - before >= start(a) + service + after */
    if (s->node[o->first] && s->node[o->second]) { rule_least(s, s->node[o->first], s->node[o->second], gap); return; }
    int still = s->node[o->first] ? o->second : o->first;
    const struct route *route = &s->plan->routes[s->plan->slot_of[still]];
    for (int i = 0; i < route->count; i++) if (route->stops[i].visit == still) fixed = &route->stops[i];
    if (still == o->first) rule_least(s, 0, s->node[o->second], fixed->start + gap);
    else rule_most(s, 0, s->node[o->first], fixed->start - gap);
}

bool ties_solve(struct scheduler *s, cost *ret_cost)
{
    const struct problem *p = s->p;
    timing_clear(&s->timing);
    for (int k = 0; k < s->slot_count; k++) if (s->plan->routes[s->slots[k]].count) tie_route(s, s->slots[k]);
    for (int k = 0; k < s->slot_count; k++) {
        const struct route *route = &s->plan->routes[s->slots[k]];
        for (int i = 0; i < route->count; i++) {
            int v = route->stops[i].visit;
            for (int r = p->first_relation[v]; r < p->first_relation[v + 1]; r++) tie_relation(s, &p->relations[p->relation_of[r]], v);
        }
        if (route->count) tie_rests(s, s->slots[k]);
    }
    for (int i = 0; i < s->order_count; i++) tie_order(s, &s->orders[i]);
    if (p->weights.worst_late && s->ignores != IGNORE_WAITING_AND_LATENESS) tie_worst_late(s);
    return timing_solve(&s->timing, ret_cost);
}

/* schedule_ties.c — routes, with what is decided about them, as a system of ties: see timing.h. */
#include "dispatch/times/schedule_inside.h"
#include "dispatch/travel.h"

static void rule_most(struct scheduler *s, int from, int to, int64_t gap) { if (gap < TICKS_MAX) timing_most(&s->timing, from, to, (ticks)gap, COST_MAX); }
static void rule_least(struct scheduler *s, int from, int to, int64_t gap) { if (gap > -TICKS_MAX) timing_least(&s->timing, from, to, (ticks)gap, COST_MAX); }

/* What costs something, unless a rule gives way: then only that counts. */
static void priced_most(struct scheduler *s, int from, int to, ticks gap, cost price) { if (!s->soft) timing_most(&s->timing, from, to, gap, price); }
static void soft_most(struct scheduler *s, int from, int to, int64_t gap) { timing_most(&s->timing, from, to, (ticks)gap, 1); }

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

static const struct window *chosen_window(const struct scheduler *s, int visit)
{
    const struct visit *v = &s->p->visits[visit];
    if (v->windows == 1) return &s->p->windows[v->first_window];
    for (int i = 0; i < s->decided; i++) if (s->choices[i].pause == NONE && s->choices[i].visit == visit) return &s->p->windows[s->choices[i].window];
    return NULL;
}

/* A window that gives way reaches up to its neighbour. */
static void tie_soft_window(struct scheduler *s, int visit, int node, const struct window *window)
{
    const struct visit *v = &s->p->visits[visit];
    const struct window *first = &s->p->windows[v->first_window], *last = first + v->windows - 1;
    if (s->soft == SOFT_WINDOW_LATER) {
        rule_least(s, 0, node, window ? window->from : first->from);
        if (window) soft_most(s, 0, node, window->to);
        if (window && window != last) rule_most(s, 0, node, (int64_t)window[1].from - 1);
        return;
    }
    rule_most(s, 0, node, window ? window->to : last->to);
    if (window) soft_most(s, node, 0, -(int64_t)window->from);
    if (window && window != first) rule_least(s, 0, node, (int64_t)window[-1].to + 1);
}

/* Windows: the one that is chosen, with its lateness; otherwise from the first to the last. */
static void tie_windows(struct scheduler *s, int visit, int node)
{
    const struct problem *p = s->p;
    const struct weights *w = &p->weights;
    const struct visit *v = &p->visits[visit];
    const struct window *window = chosen_window(s, visit);
    bool gives_way = (s->soft == SOFT_WINDOW_LATER || s->soft == SOFT_WINDOW_EARLIER) && visit == s->soft_visit;
    if (gives_way) { tie_soft_window(s, visit, node, window); return; }
    rule_least(s, 0, node, window ? window->from : p->windows[v->first_window].from);
    rule_most(s, 0, node, window ? window->to : p->windows[v->first_window + v->windows - 1].to);
    if (!window || window->due >= window->to || s->drop & DROP_LATENESS) return;
    priced_most(s, 0, node, window->due, w->late);
    if (w->very_late) priced_most(s, 0, node, window->due + w->very_late_after, w->very_late);
}

static void tie_visit(struct scheduler *s, int slot, int visit, int node)
{
    const struct visit *v = &s->p->visits[visit];
    tie_windows(s, visit, node);
    if (v->pin_slot == NONE) rule_least(s, 0, node, s->p->slots[slot].open);
    if (v->pin_start != NONE) { rule_least(s, 0, node, v->pin_start); rule_most(s, 0, node, v->pin_start); }
    if (v->was_slot == NONE || s->soft) return;
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

/* The end of what is paid as regular: overtime begins at the earlier of two moments. */
static int tie_regular(struct scheduler *s, int slot)
{
    const struct slot *t = &s->p->slots[slot];
    int regular = timing_node(&s->timing);
    rule_most(s, s->begin[slot], regular, t->regular);
    rule_most(s, 0, regular, t->regular_end);
    return regular;
}

static void tie_overtime(struct scheduler *s, int slot)
{
    const struct slot *t = &s->p->slots[slot];
    int begin = s->begin[slot], end = s->end[slot];
    if (t->regular >= TICKS_MAX && t->regular_end >= TICKS_MAX) return;
    if (s->soft == SOFT_OVERTIME) { if (t->most_overtime < TICKS_MAX) soft_most(s, tie_regular(s, slot), end, t->most_overtime); return; }
    if (t->most_overtime < TICKS_MAX && !(s->drop & DROP_OVERTIME)) {
        rule_most(s, begin, end, (int64_t)t->regular + t->most_overtime);
        rule_most(s, 0, end, (int64_t)t->regular_end + t->most_overtime);
    }
    if (t->per_overtime && !s->soft) timing_most(&s->timing, tie_regular(s, slot), end, 0, t->per_overtime);
}

static void tie_span(struct scheduler *s, int slot)
{
    const struct slot *t = &s->p->slots[slot];
    int begin = s->begin[slot], end = s->end[slot];
    if (s->soft == SOFT_SHIFT_LATER) soft_most(s, 0, end, t->to);
    else rule_most(s, 0, end, t->to);
    if (s->soft == SOFT_SPAN && t->most_span < TICKS_MAX) soft_most(s, begin, end, t->most_span);
    else if (!(s->drop & DROP_SPAN)) rule_most(s, begin, end, t->most_span);
    priced_most(s, begin, end, 0, t->per_span);
    for (int i = 0; i < s->decided; i++) {
        const struct choice *c = &s->choices[i];
        if (c->pause != NONE && c->slot == slot && c->before == PAUSE_NOT_DUE) rule_most(s, begin, end, s->p->pauses[c->pause].when_span);
    }
    tie_overtime(s, slot);
}

/* A pause that is still to be chosen may fill a wait: until then waiting costs nothing. */
static bool may_rest(const struct scheduler *s, int slot)
{
    for (int i = s->decided; i < s->choice_count; i++) if (s->choices[i].pause != NONE && s->choices[i].slot == slot) return true;
    return false;
}

static void tie_route(struct scheduler *s, int slot)
{
    const struct problem *p = s->p;
    const struct slot *t = &p->slots[slot];
    const struct route *route = &s->plan->routes[slot];
    int begin = s->begin[slot] = timing_node(&s->timing), prev = begin, place = t->start, duty = begin;
    ticks busy = 0, duty_gap = 0, leave = s->guess_begin[slot];
    bool waits = !(s->drop & DROP_WAITING) && !may_rest(s, slot);
    if (s->soft == SOFT_SHIFT_EARLIER) soft_most(s, begin, 0, -(int64_t)t->from);
    else rule_least(s, 0, begin, t->from);
    for (int i = 0; i <= route->count; i++) {
        int visit = i < route->count ? route->stops[i].visit : NONE, to = visit == NONE ? t->end : p->visits[visit].place;
        ticks rest = tie_pauses(s, slot, i, prev, busy, &duty, &duty_gap), way = way_ticks_at(p, t->profile, place, to, leave);
        int node = timing_node(&s->timing);
        rule_least(s, prev, node, (int64_t)busy + way + rest);
        tie_arrival(s, slot, i, node, rest);
        if (visit == NONE) { s->end[slot] = node; break; }
        if (waits) priced_most(s, prev, node, busy + way + rest, p->weights.waiting);
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
            const struct window *window = chosen_window(s, route->stops[i].visit);
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
            for (int r = p->first_relation[v]; !(s->drop & DROP_RELATIONS) && r < p->first_relation[v + 1]; r++) tie_relation(s, &p->relations[p->relation_of[r]], v);
        }
        if (route->count && !(s->drop & DROP_RESTS)) tie_rests(s, s->slots[k]);
    }
    for (int i = 0; i < s->order_count; i++) tie_order(s, &s->orders[i]);
    if (p->weights.worst_late && !s->soft && !(s->drop & (DROP_LATENESS | DROP_WORST_LATE))) tie_worst_late(s);
    return timing_solve(&s->timing, ret_cost);
}

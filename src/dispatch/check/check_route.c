/* check_route.c — one route: what follows from its begin, starts and pauses, and the rules it must keep. See check.h. */
#include "dispatch/check/check_inside.h"

static bool is_time(int64_t at) { return at >= -TICKS_MAX && at <= TICKS_MAX; }

/* When she is there who leaves at `leave`: the way lies around the pauses that are taken before stop `before`. */
static int64_t arrival(const struct referee *r, const struct route *route, int before, int64_t leave, ticks way, int64_t *ret_rest)
{
    int64_t arrive = leave + way;
    *ret_rest = 0;
    for (int i = 0; i < route->taken_count; i++) {
        const struct taken *taken = &route->taken[i];
        if (taken->before != before) continue;
        ticks length = r->p->pauses[taken->pause].length;
        arrive = (arrive > taken->start ? arrive : taken->start) + length;
        *ret_rest += length;
    }
    return arrive;
}

static void travel(struct referee *r, int slot, int from, int to, ticks way)
{
    const struct slot *s = &r->p->slots[slot];
    struct walk *walk = &r->walks[slot];
    walk->way += way;
    walk->distance += way_distance(r->p, s->profile, from, to);
    cost sum = walk->travel + way_cost(r->p, s, from, to);
    walk->travel = sum < COST_MAX ? sum : COST_MAX;
}

static bool taken_well(struct referee *r, int slot)
{
    const struct slot *s = &r->p->slots[slot];
    const struct route *route = &r->plan->routes[slot];
    for (int i = 0; i < route->taken_count; i++) {
        const struct taken *taken = &route->taken[i];
        if (taken->pause < s->first_pause || taken->pause >= s->first_pause + s->pauses) return broken_slot(r, slot, "takes a pause that is not its own");
        if (taken->before < 0 || taken->before > route->count) return broken_slot(r, slot, "takes a pause before a stop that is not there");
        if (!is_time(taken->start)) return broken_slot(r, slot, "takes a pause beyond all time");
    }
    return true;
}

static bool walk_stop(struct referee *r, int slot, int index, int *place, ticks *leave)
{
    const struct problem *p = r->p;
    struct stop *stop = &r->plan->routes[slot].stops[index];
    const struct visit *v = &p->visits[stop->visit];
    ticks way = way_ticks_at(p, p->slots[slot].profile, *place, v->place, *leave);
    int64_t rest, arrive = arrival(r, &r->plan->routes[slot], index, *leave, way, &rest);
    int64_t service = (int64_t)visit_duration(p, stop->visit, slot) + (*place == v->place ? 0 : visit_setup(p, stop->visit, slot));
    if (!is_time(arrive) || !is_time(stop->start) || !is_time(stop->start + service)) return broken_visit(r, stop->visit, "lies beyond all time");
    stop->arrive = (ticks)arrive;
    stop->leave = (ticks)(stop->start + service);
    int64_t wait = stop->start - (*leave + way + rest);
    r->waits[stop->visit] = (ticks)wait;
    r->walks[slot].idle += wait;
    r->walks[slot].service += service;
    travel(r, slot, *place, v->place, way);
    *place = v->place;
    *leave = stop->leave;
    return true;
}

static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }

bool walk_route(struct referee *r, int slot)
{
    const struct slot *s = &r->p->slots[slot];
    struct route *route = &r->plan->routes[slot];
    struct walk *walk = &r->walks[slot];
    int place = s->start;
    ticks leave = route->begin;
    int64_t rest;
    if (!is_used(route)) { route->begin = route->end = 0; return true; }
    if (!is_time(leave)) return broken_slot(r, slot, "begins beyond all time");
    if (!taken_well(r, slot)) return false;
    for (int i = 0; i < route->count; i++) if (!walk_stop(r, slot, i, &place, &leave)) return false;
    ticks way = way_ticks_at(r->p, s->profile, place, s->end, leave);
    int64_t end = arrival(r, route, route->count, leave, way, &rest);
    if (!is_time(end)) return broken_slot(r, slot, "ends beyond all time");
    travel(r, slot, place, s->end, way);
    route->end = (ticks)end;
    walk->span = end - route->begin;
    walk->overtime = most(0, most(walk->span - s->regular, end - s->regular_end));
    return true;
}

/* Her level at a skill; below 0 when she has not got it. */
static int level_of(const struct problem *p, const struct slot *s, int skill)
{
    int level = -1;
    for (int i = s->first_skill; i < s->first_skill + s->skills; i++) {
        if (p->skills[i].skill == skill && p->skills[i].level > level) level = p->skills[i].level;
    }
    return level;
}

static bool named(const struct problem *p, int first, int count, int worker)
{
    for (int i = first; i < first + count; i++) if (p->list[i] == worker) return true;
    return false;
}

bool slot_allows(struct referee *r, int slot)
{
    const struct problem *p = r->p;
    const struct slot *s = &p->slots[slot];
    long long id = s->id;
    for (int i = 0; i < r->plan->routes[slot].count; i++) {
        int index = r->plan->routes[slot].stops[i].visit;
        const struct visit *v = &p->visits[index];
        if (v->allowed && !named(p, v->first_allowed, v->allowed, s->worker)) return broken_visit(r, index, "is in slot %lld of a worker who is not allowed", id);
        if (named(p, v->first_forbidden, v->forbidden, s->worker)) return broken_visit(r, index, "is in slot %lld of a forbidden worker", id);
        for (int k = v->first_skill; k < v->first_skill + v->skills; k++) {
            int level = level_of(p, s, p->skills[k].skill);
            if (level < 0) return broken_visit(r, index, "needs skill %d, which slot %lld does not offer", p->skills[k].skill, id);
            if (level < p->skills[k].level) return broken_visit(r, index, "needs skill %d at level %d, slot %lld offers %d", p->skills[k].skill, p->skills[k].level, id, level);
        }
    }
    return true;
}

const struct window *window_of(const struct problem *p, int visit, ticks start)
{
    const struct visit *v = &p->visits[visit];
    for (int i = v->first_window; i < v->first_window + v->windows; i++) if (start >= p->windows[i].from && start <= p->windows[i].to) return &p->windows[i];
    return NULL;
}

bool windows_hold(struct referee *r, int slot)
{
    const struct route *route = &r->plan->routes[slot];
    for (int i = 0; i < route->count; i++) {
        const struct stop *stop = &route->stops[i];
        if (!window_of(r->p, stop->visit, stop->start)) return broken_visit(r, stop->visit, "starts at %d, in none of its windows", stop->start);
    }
    return true;
}

bool ways_fit(struct referee *r, int slot)
{
    const struct route *route = &r->plan->routes[slot];
    for (int i = 0; i < route->count; i++) {
        const struct stop *stop = &route->stops[i];
        if (stop->start < stop->arrive) return broken_visit(r, stop->visit, "starts at %d, slot %lld is not there before %d", stop->start, (long long)r->p->slots[slot].id, stop->arrive);
    }
    return true;
}

static bool inside(const struct pause *pause, ticks start)
{
    for (int i = 0; i < pause->windows; i++) if (start >= pause->window[i].from && start <= pause->window[i].to) return true;
    return !pause->windows;
}

/* Pauses stand in the order in which they are taken; `on_duty` is since when she works without one. */
static bool pause_holds(struct referee *r, int slot, int index, int64_t on_duty)
{
    const struct route *route = &r->plan->routes[slot];
    const struct taken *taken = &route->taken[index];
    const struct pause *pause = &r->p->pauses[taken->pause];
    ticks leave = taken->before ? route->stops[taken->before - 1].leave : route->begin;
    long long id = pause->id;
    for (int i = 0; i < index; i++) if (route->taken[i].pause == taken->pause) return broken_slot(r, slot, "takes pause %lld twice", id);
    if (index && taken->before < taken[-1].before) return broken_slot(r, slot, "takes pause %lld out of order", id);
    if (taken->start < leave) return broken_slot(r, slot, "takes pause %lld at %d, still busy until %d", id, taken->start, leave);
    if (index && taken->start < on_duty) return broken_slot(r, slot, "takes pause %lld at %d, during another until %lld", id, taken->start, (long long)on_duty);
    if (!inside(pause, taken->start)) return broken_slot(r, slot, "takes pause %lld at %d, in none of its windows", id, taken->start);
    if (taken->start - on_duty > pause->after) return broken_slot(r, slot, "takes pause %lld after %lld on duty, %d are allowed", id, (long long)(taken->start - on_duty), pause->after);
    return true;
}

bool pause_missed(const struct referee *r, int slot, int pause)
{
    const struct route *route = &r->plan->routes[slot];
    for (int i = 0; i < route->taken_count; i++) if (route->taken[i].pause == pause) return false;
    return is_used(route) && r->walks[slot].span > r->p->pauses[pause].when_span;
}

bool pauses_hold(struct referee *r, int slot)
{
    const struct problem *p = r->p;
    const struct slot *s = &p->slots[slot];
    const struct route *route = &r->plan->routes[slot];
    int64_t on_duty = route->begin;
    for (int i = 0; i < route->taken_count; i++) {
        if (!pause_holds(r, slot, i, on_duty)) return false;
        on_duty = (int64_t)route->taken[i].start + p->pauses[route->taken[i].pause].length;
    }
    for (int i = s->first_pause; i < s->first_pause + s->pauses; i++) {
        if (p->pauses[i].missed >= COST_MAX && pause_missed(r, slot, i))
            return broken_slot(r, slot, "leaves out pause %lld, due in a span of %lld", (long long)p->pauses[i].id, (long long)r->walks[slot].span);
    }
    return true;
}

bool shift_holds(struct referee *r, int slot)
{
    const struct slot *s = &r->p->slots[slot];
    const struct route *route = &r->plan->routes[slot];
    const struct walk *walk = &r->walks[slot];
    if (route->begin < s->from) return broken_slot(r, slot, "begins at %d, before %d", route->begin, s->from);
    if (s->punctual && route->begin > s->from) return broken_slot(r, slot, "begins at %d, but it is on duty from %d", route->begin, s->from);
    if (route->end > s->to) return broken_slot(r, slot, "ends at %d, after %d", route->end, s->to);
    const struct { text what; int64_t is, most; } limits[] = {
        { "overtime", walk->overtime, s->most_overtime }, { "work", walk->service, s->most_work }, { "span", walk->span, s->most_span },
        { "way", walk->way, s->most_travel }, { "distance", walk->distance, s->most_distance }, { "number of stops", route->count, s->most_stops },
    };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        if (limits[i].is > limits[i].most) return broken_slot(r, slot, "its %s is %lld, %lld is the most", limits[i].what, (long long)limits[i].is, (long long)limits[i].most);
    }
    return true;
}

/* A shipment's two halves on this route, the pickup first. */
static bool shipment_holds(struct referee *r, int slot, const struct stop *stop)
{
    int other = r->p->visits[stop->visit].partner;
    if (other == NONE) return true;
    const struct stop *there = r->stop_of[other];
    if (!there) return broken_visit(r, stop->visit, "is half of a shipment whose other half is left out");
    if (r->plan->slot_of[other] != slot) return broken_visit(r, stop->visit, "is half of a shipment whose other half is in another slot");
    if ((there < stop) != (other < stop->visit)) return broken_visit(r, stop->visit, "is delivered before it is picked up");
    return true;
}

static bool pauses_carry_little(struct referee *r, int slot, int before, const int64_t *load)
{
    const struct route *route = &r->plan->routes[slot];
    for (int i = 0; i < route->taken_count; i++) {
        const struct pause *pause = &r->p->pauses[route->taken[i].pause];
        if (route->taken[i].before != before || !pause->limits_load) continue;
        for (int d = 0; d < r->p->dimensions; d++) {
            if (load[d] > pause->most_load[d]) return broken_slot(r, slot, "takes pause %lld loaded with %lld, %d is the most", (long long)pause->id, (long long)load[d], pause->most_load[d]);
        }
    }
    return true;
}

static bool carries(struct referee *r, int slot, const int64_t *load)
{
    const struct slot *s = &r->p->slots[slot];
    for (int d = 0; d < r->p->dimensions; d++) {
        if (load[d] > s->capacity[d]) return broken_slot(r, slot, "is loaded with %lld of %d (amount %d)", (long long)load[d], s->capacity[d], d + 1);
    }
    return true;
}

/* What a stop changes: a delivery is off, a pickup is on until the end, a shipment's pickup until its other half. */
static void load_after(const struct problem *p, int index, int64_t *load)
{
    const struct visit *v = &p->visits[index];
    for (int d = 0; d < p->dimensions; d++) {
        if (v->partner == NONE) load[d] += v->pickup[d] - v->delivery[d];
        else load[d] += is_late_half(v, index) ? -p->visits[v->partner].pickup[d] : v->pickup[d];
    }
}

bool load_fits(struct referee *r, int slot)
{
    const struct problem *p = r->p;
    const struct route *route = &r->plan->routes[slot];
    int64_t load[AMOUNTS] = { 0 };
    for (int i = 0; i < route->count; i++) {
        const struct visit *v = &p->visits[route->stops[i].visit];
        for (int d = 0; d < p->dimensions && v->partner == NONE; d++) load[d] += v->delivery[d];
    }
    if (!carries(r, slot, load) || !pauses_carry_little(r, slot, 0, load)) return false;
    for (int i = 0; i < route->count; i++) {
        if (!shipment_holds(r, slot, &route->stops[i])) return false;
        load_after(p, route->stops[i].visit, load);
        if (!carries(r, slot, load) || !pauses_carry_little(r, slot, i + 1, load)) return false;
    }
    return true;
}

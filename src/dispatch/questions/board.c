/* board.c — see board.h. */
#include "dispatch/questions/board.h"
#include "dispatch/check/check.h"
#include "dispatch/travel.h"
#include <math.h>
#include <string.h>

static const struct window *window_at(const struct problem *p, int visit, ticks start)
{
    const struct visit *v = &p->visits[visit];
    for (int i = v->first_window; i < v->first_window + v->windows; i++) if (start >= p->windows[i].from && start <= p->windows[i].to) return &p->windows[i];
    return NULL;
}

static ticks more(ticks a, ticks b) { return a > b ? a : b; }

/* When a visit can start that is reached at `at`; TICKS_MAX when never. */
static ticks earliest(const struct problem *p, int visit, int slot, ticks at)
{
    const struct visit *v = &p->visits[visit];
    if (v->pin_start != NONE) return at <= v->pin_start ? v->pin_start : TICKS_MAX;
    if (v->pin_slot == NONE) at = more(at, p->slots[slot].open);
    for (int i = v->first_window; i < v->first_window + v->windows; i++) if (at <= p->windows[i].to) return more(at, p->windows[i].from);
    return TICKS_MAX;
}

/* When a visit must start at the latest to be started by `by`; -TICKS_MAX when it cannot. */
static ticks latest(const struct problem *p, int visit, ticks by)
{
    const struct visit *v = &p->visits[visit];
    for (int i = v->first_window + v->windows - 1; i >= v->first_window; i--) if (by >= p->windows[i].from) return by < p->windows[i].to ? by : p->windows[i].to;
    return -TICKS_MAX;
}

static int place_before(const struct board *b, int slot, int at)
{
    const struct route *route = &b->plan->routes[slot];
    return at ? b->p->visits[route->stops[at - 1].visit].place : b->p->slots[slot].start;
}

static int place_after(const struct board *b, int slot, int at)
{
    const struct route *route = &b->plan->routes[slot];
    return at < route->count ? b->p->visits[route->stops[at].visit].place : b->p->slots[slot].end;
}

static ticks bounded(int64_t at) { return at > TICKS_MAX ? TICKS_MAX : at < -TICKS_MAX ? -TICKS_MAX : (ticks)at; }

struct way { ticks time; int32_t distance; };

/* A way that has to be reckoned from coordinates, at its quickest and never too long by a metre's rounding; exact when there is a matrix. */
static struct way way_at_least(const struct board *b, int profile, int from, int to)
{
    const struct problem *p = b->p;
    const struct profile *f = &p->profiles[profile];
    if (f->time || from == NONE || to == NONE) return (struct way){ way_ticks(p, profile, from, to), way_distance(p, profile, from, to) };
    const struct spot_on_earth *a = &b->spots[from], *c = &b->spots[to];
    double x = a->x - c->x, y = a->y - c->y, z = a->z - c->z;
    int64_t metres = (int64_t)(6371008.8 * sqrt(x * x + y * y + z * z)) - 1;
    if (metres <= 0) return (struct way){ 0 };
    metres = metres * f->detour / 1000;
    return (struct way){ metres ? bounded(f->fixed + (metres * 3600 + f->speed - 1) / f->speed) : 0, (int32_t)metres };
}

/* Leaving at `at`: peaks count where there is a matrix. `way`: what way_at_least gave. */
static ticks time_of_way(const struct board *b, int profile, int from, int to, ticks at, struct way way)
{
    return b->p->profiles[profile].time ? way_ticks_at(b->p, profile, from, to, at) : way.time;
}

static ticks time_at_least(const struct board *b, int profile, int from, int to, ticks at)
{
    return b->p->profiles[profile].time ? way_ticks_at(b->p, profile, from, to, at) : way_at_least(b, profile, from, to).time;
}

/* Of this way, which way_at_least gave. */
static cost price_at_least(const struct board *b, const struct slot *s, int from, int to, struct way way)
{
    const struct profile *f = &b->p->profiles[s->profile];
    if (f->time || f->price || from == NONE || to == NONE) return way_cost(b->p, s, from, to);
    return s->per_travel >= 0 && s->per_distance >= 0 ? s->per_travel * way.time + s->per_distance * way.distance : way_cost(b->p, s, from, to);
}

/* What an earliest start costs at least: nothing starts earlier, so nothing is less late. With several windows a later one may be less so. */
static cost late_at_least(const struct problem *p, int visit, ticks start)
{
    const struct window *w = &p->windows[p->visits[visit].first_window];
    return p->visits[visit].windows == 1 && start > w->due && start <= w->to ? p->weights.late * ((int64_t)start - w->due) : 0;
}

static void look_ahead(struct board *b, int slot)
{
    const struct problem *p = b->p;
    const struct slot *s = &p->slots[slot];
    const struct route *route = &b->plan->routes[slot];
    struct lane *lane = &b->lanes[slot];
    ticks at = lane->early[0] = s->from;
    for (int i = 0; i < route->count; i++) {
        int visit = route->stops[i].visit, place = place_before(b, slot, i), to = p->visits[visit].place;
        ticks start = earliest(p, visit, slot, bounded((int64_t)at + way_ticks_at(p, s->profile, place, to, at)));
        at = lane->early[i + 1] = bounded((int64_t)start + visit_duration(p, visit, slot) + (place == to ? 0 : visit_setup(p, visit, slot)));
    }
    ticks by = lane->late[route->count] = s->to;
    lane->late_after[route->count] = 0;
    for (int i = route->count - 1; i >= 0; i--) {
        int visit = route->stops[i].visit, place = p->visits[visit].place;
        int64_t leave = (int64_t)by - way_ticks(p, s->profile, place, place_after(b, slot, i + 1));
        ticks service = visit_duration(p, visit, slot);
        lane->late[i] = latest(p, visit, bounded(leave - service));
        if (place_before(b, slot, i) != place) service += visit_setup(p, visit, slot);
        by = latest(p, visit, bounded(leave - service));
        lane->late_after[i] = lane->late_after[i + 1] + late_at_least(p, visit, lane->early[i + 1] - service);
    }
}

static cost worst_late_price(const struct board *b)
{
    const struct problem *p = b->p;
    int64_t worst = 0;
    for (int s = 0; s < p->slot_count && p->weights.worst_late; s++) {
        for (int i = 0; i < b->plan->routes[s].count; i++) {
            const struct stop *stop = &b->plan->routes[s].stops[i];
            const struct window *w = window_at(p, stop->visit, stop->start);
            if (w && (int64_t)stop->start - w->due > worst) worst = (int64_t)stop->start - w->due;
        }
    }
    return worst * p->weights.worst_late;
}

static cost visit_times_price(const struct problem *p, const struct stop *stop)
{
    const struct visit *v = &p->visits[stop->visit];
    const struct window *w = window_at(p, stop->visit, stop->start);
    int64_t late = w && stop->start > w->due ? (int64_t)stop->start - w->due : 0, moved = (int64_t)stop->start - v->was_start;
    cost sum = late * p->weights.late;
    if (late > p->weights.very_late_after) sum += (late - p->weights.very_late_after) * p->weights.very_late;
    return v->was_slot == NONE ? sum : sum + (moved < 0 ? -moved : moved) * p->weights.moved_tick;
}

/* The part of the objective that hangs on the times of this route, as they stand. */
static cost times_price(const struct board *b, int slot)
{
    const struct problem *p = b->p;
    const struct slot *s = &p->slots[slot];
    const struct route *route = &b->plan->routes[slot];
    if (!route->count) return 0;
    int64_t span = (int64_t)route->end - route->begin, over = span - s->regular, idle = -route_work(b->plan, slot);
    cost sum = s->per_span * span;
    if ((int64_t)route->end - s->regular_end > over) over = (int64_t)route->end - s->regular_end;
    if (over > 0) sum += over * s->per_overtime;
    ticks leave = route->begin;
    for (int i = 0; i < route->count; i++) {
        const struct stop *stop = &route->stops[i];
        sum += visit_times_price(p, stop);
        idle += stop->leave - leave - way_ticks_at(p, s->profile, place_before(b, slot, i), p->visits[stop->visit].place, leave);
        leave = stop->leave;
    }
    for (int i = 0; i < route->taken_count; i++) if (route->taken[i].before < route->count) idle -= p->pauses[route->taken[i].pause].length;
    for (int i = s->first_pause; i < s->first_pause + s->pauses; i++) {
        bool taken = span <= p->pauses[i].when_span;
        for (int k = 0; k < route->taken_count; k++) taken |= route->taken[k].pause == i;
        if (!taken) sum += p->pauses[i].missed;
    }
    return sum + idle * p->weights.waiting;
}

static void sum_up(struct board *b, int slot)
{
    const struct problem *p = b->p;
    struct lane *lane = &b->lanes[slot];
    const struct route *route = &b->plan->routes[slot];
    int worker = p->slots[slot].worker, profile = p->slots[slot].profile;
    b->work[worker] -= lane->work;
    lane->work = route_work(b->plan, slot);
    b->work[worker] += lane->work;
    lane->way = lane->distance = 0;
    for (int i = 0; i <= route->count && route->count; i++) {
        lane->legs[i] = (struct leg){ way_ticks(p, profile, place_before(b, slot, i), place_after(b, slot, i)), way_cost(p, &p->slots[slot], place_before(b, slot, i), place_after(b, slot, i)) };
        lane->way += lane->legs[i].time;
        lane->distance += way_distance(p, profile, place_before(b, slot, i), place_after(b, slot, i));
    }
    lane->count = route->count;
    lane->price = route_price(b->plan, slot);
    b->worst = worst_late_price(b);
    lane->times = times_price(b, slot);
}

static void make_room(struct board *b, int slot, int count)
{
    struct lane *lane = &b->lanes[slot];
    struct route *route = &b->plan->routes[slot];
    if (lane->room >= count + 2) return;
    lane->room = count + 6;                                  /* early and late are made again by who asks for room */
    struct stop *stops = arena_take(b->arena, sizeof *stops * (size_t)lane->room);
    if (route->count) memcpy(stops, route->stops, sizeof *stops * (size_t)route->count);
    route->stops = stops;
    lane->early = arena_take(b->arena, sizeof *lane->early * (size_t)lane->room);
    lane->late = arena_take(b->arena, sizeof *lane->late * (size_t)lane->room);
    lane->legs = arena_take(b->arena, sizeof *lane->legs * (size_t)lane->room);
    lane->late_after = arena_take(b->arena, sizeof *lane->late_after * (size_t)lane->room);
}

/* The cheapest times of the route as it is, without keeping them: what bounds are measured from. Waiting is not counted: one thing more
 * to do may fill it. */
static void measure(struct board *b, int slot)
{
    struct route *route = &b->plan->routes[slot], kept = *route;
    struct lane *lane = &b->lanes[slot];
    lane->least = lane->least_on_time = 0;
    if (b->quick || !kept.count) return;
    struct arena_mark mark = arena_mark(b->arena);
    struct stop *stops = arena_take(b->arena, sizeof *stops * (size_t)(kept.count + 1));
    memcpy(stops, kept.stops, sizeof *stops * (size_t)kept.count);
    schedule_as(b->scheduler, DROP_WAITING | DROP_WORST_LATE, SOFT_NOTHING, NONE);
    schedule(b->scheduler, NULL, b->plan, &slot, 1, COST_MAX, &lane->least);
    schedule_as(b->scheduler, DROP_WAITING | DROP_LATENESS, SOFT_NOTHING, NONE);
    if (lane->least) schedule(b->scheduler, NULL, b->plan, &slot, 1, COST_MAX, &lane->least_on_time);
    schedule_as(b->scheduler, 0, SOFT_NOTHING, NONE);
    memcpy(kept.stops, stops, sizeof *stops * (size_t)kept.count);
    *route = kept;
    arena_back(b->arena, mark);
}

void board_refresh(struct board *b, int slot)
{
    make_room(b, slot, b->plan->routes[slot].count + 1);     /* for one more that is tried */
    sum_up(b, slot);
    look_ahead(b, slot);
    measure(b, slot);
}

static void put_on_earth(struct board *b)
{
    const struct problem *p = b->p;
    const double radians = 3.14159265358979323846 / 180e7;
    bool needed = false;
    for (int i = 0; i < p->profile_count; i++) needed |= !p->profiles[i].time;
    b->spots = needed ? arena_take(b->arena, sizeof *b->spots * (size_t)(p->place_count + 1)) : NULL;
    for (int i = 0; i < p->place_count && needed; i++) {
        double lat = (double)p->places[i].lat * radians, lng = (double)p->places[i].lng * radians;
        b->spots[i] = (struct spot_on_earth){ cos(lat) * cos(lng), cos(lat) * sin(lng), sin(lat) };
    }
}

static struct board *board_made(const struct plan *plan, bool quick)
{
    struct arena *arena = arena_new();
    struct board *b = arena_take(arena, sizeof *b);
    const struct problem *p = plan->problem;
    b->p = p;
    b->arena = arena;
    b->quick = quick;
    b->plan = plan_copy(arena, plan);
    b->scheduler = scheduler_new(arena, p);
    put_on_earth(b);
    b->lanes = arena_take(arena, sizeof *b->lanes * (size_t)(p->slot_count + 1));
    b->work = arena_take(arena, sizeof *b->work * (size_t)(p->worker_count + 1));
    b->used = arena_take(arena, sizeof *b->used * (size_t)(p->worker_count + 1));
    for (int s = 0; s < p->slot_count; s++) {
        board_refresh(b, s);
        b->used[p->slots[s].worker] += b->plan->routes[s].count > 0;
    }
    return b;
}

struct board *board_new(const struct plan *plan) { return board_made(plan, false); }
struct board *board_quick(const struct plan *plan) { return board_made(plan, true); }

void board_free(struct board *b) { if (b) arena_free(b->arena); }

static cost uneven_price(const struct board *b, int worker, int64_t work)
{
    int64_t unit = b->p->weights.uneven_unit > 0 ? b->p->weights.uneven_unit : 1, units = (b->p->workers[worker].income_before + work) / unit;
    return b->p->weights.uneven * units * units;
}

static cost balance_price(const struct board *b, int worker, int64_t work, bool works)
{
    int64_t most = INT64_MIN, least = INT64_MAX;
    if (!b->p->weights.balance) return 0;
    for (int w = 0; w < b->p->worker_count; w++) {
        int64_t her = w == worker ? work : b->work[w];
        if (w == worker ? !works : !b->used[w]) continue;
        if (her > most) most = her;
        if (her < least) least = her;
    }
    return most > least ? b->p->weights.balance * (most - least) : 0;
}

/* What the worker's sums cost more with `work` in this slot instead of what there is. */
static cost worker_price(const struct board *b, int slot, int64_t work)
{
    int worker = b->p->slots[slot].worker;
    int64_t all = b->work[worker] - b->lanes[slot].work + work;
    cost even = uneven_price(b, worker, all) - uneven_price(b, worker, b->work[worker]);
    return b->p->weights.balance ? even + balance_price(b, worker, all, true) - balance_price(b, worker, b->work[worker], b->used[worker] > 0) : even;
}

static cost promise_price(const struct problem *p, int visit, int worker)
{
    const struct visit *v = &p->visits[visit];
    if (v->was_slot == NONE || p->slots[v->was_slot].worker == worker) return 0;
    return p->weights.moved_worker + (v->told ? p->weights.moved_told : 0);
}

/* Lateness of the stops from `at` on when `visit` in front of them is left at `leave`: the earliest starts move until there is air enough. */
static cost late_behind(const struct board *b, int visit, int slot, int at, ticks leave)
{
    const struct problem *p = b->p;
    const struct lane *lane = &b->lanes[slot];
    const struct route *route = &b->plan->routes[slot];
    int place = p->visits[visit].place;
    cost sum = 0;
    for (int i = at; i < route->count; i++) {
        int next = route->stops[i].visit, to = p->visits[next].place;
        bool known = i > at && !p->profiles[p->slots[slot].profile].peak_count;
        ticks way = known ? lane->legs[i].time : time_at_least(b, p->slots[slot].profile, place, to, leave);
        ticks start = earliest(p, next, slot, bounded((int64_t)leave + way));
        leave = bounded((int64_t)start + visit_duration(p, next, slot) + (place == to ? 0 : visit_setup(p, next, slot)));
        if (start >= TICKS_MAX || leave <= lane->early[i + 1]) return sum + lane->late_after[start >= TICKS_MAX ? i : i + 1] + (start >= TICKS_MAX ? 0 : late_at_least(p, next, start));
        sum += late_at_least(p, next, start);
        place = to;
    }
    return sum;
}

cost seat_bound(const struct board *b, int visit, int slot, int at)
{
    const struct problem *p = b->p;
    const struct slot *s = &p->slots[slot];
    const struct visit *v = &p->visits[visit];
    const struct lane *lane = &b->lanes[slot];
    int before = place_before(b, slot, at), after = place_after(b, slot, at);
    bool used = b->plan->routes[slot].count > 0;
    const struct window *windows = &p->windows[v->first_window];
    if (lane->early[at] > windows[v->windows - 1].to || lane->late[at] < windows[0].from) return COST_MAX;     /* most seats: before any way is reckoned */
    struct way there = way_at_least(b, s->profile, before, v->place);
    ticks arrive = bounded((int64_t)lane->early[at] + time_of_way(b, s->profile, before, v->place, lane->early[at], there));
    ticks start = earliest(p, visit, slot, arrive), setup = before == v->place ? 0 : visit_setup(p, visit, slot);
    ticks service = visit_duration(p, visit, slot) + setup;
    if (start >= TICKS_MAX || (int64_t)start + service > lane->late[at]) return COST_MAX;
    struct way on = way_at_least(b, s->profile, v->place, after);
    if ((int64_t)start + service + on.time > lane->late[at]) return COST_MAX;
    int64_t spared = used ? lane->legs[at].time : 0;
    int next = used && at < b->plan->routes[slot].count ? b->plan->routes[slot].stops[at].visit : NONE;
    ticks next_setup = next == NONE ? 0 : (v->place == after ? 0 : visit_setup(p, next, slot)) - (before == after ? 0 : visit_setup(p, next, slot));
    int64_t work = lane->work + service + next_setup, way = there.time + on.time - spared;
    if (b->plan->routes[slot].count >= s->most_stops || work > s->most_work || lane->way + way > s->most_travel) return COST_MAX;
    cost sum = price_at_least(b, s, before, v->place, there) + price_at_least(b, s, v->place, after, on) + visit_liking(p, visit, s->worker) + promise_price(p, visit, s->worker);
    sum += used ? -lane->legs[at].price : s->fixed;
    sum += s->per_service * (work - lane->work) + worker_price(b, slot, work) - left_out_price(p, visit) - lane->times - b->worst;
    /* A route with one thing more to do is never cheaper in time, unless the way over the visit is a short cut. */
    if (service + way + next_setup < 0 || next_setup < 0) return sum + late_at_least(p, visit, start);
    cost once = lane->least + late_at_least(p, visit, start), pushed = lane->least_on_time + late_behind(b, visit, slot, at, start + service);
    pushed += late_at_least(p, visit, start) + lane->late_after[0] - lane->late_after[at];
    return sum + (pushed > once ? pushed : once);
}

struct span seat_span(const struct board *b, int visit, int slot, int at)
{
    const struct slot *s = &b->p->slots[slot];
    const struct visit *v = &b->p->visits[visit];
    const struct lane *lane = &b->lanes[slot];
    ticks there = time_at_least(b, s->profile, place_before(b, slot, at), v->place, lane->early[at]), on = way_at_least(b, s->profile, v->place, place_after(b, slot, at)).time;
    return (struct span){ earliest(b->p, visit, slot, bounded((int64_t)lane->early[at] + there)), (int64_t)lane->late[at] - on - visit_duration(b->p, visit, slot) };
}

cost swap_bound(const struct board *b, int visit, int slot, int at)
{
    const struct problem *p = b->p;
    const struct slot *s = &p->slots[slot];
    const struct lane *lane = &b->lanes[slot];
    const struct window *windows = &p->windows[p->visits[visit].first_window];
    int before = place_before(b, slot, at), after = place_after(b, slot, at + 1), to = p->visits[visit].place;
    if (lane->early[at] > windows[p->visits[visit].windows - 1].to || lane->late[at + 1] < windows[0].from) return COST_MAX;
    struct way there = way_at_least(b, s->profile, before, to), on;
    ticks start = earliest(p, visit, slot, bounded((int64_t)lane->early[at] + time_of_way(b, s->profile, before, to, lane->early[at], there)));
    if (start >= TICKS_MAX || (int64_t)start + visit_duration(p, visit, slot) > lane->late[at + 1]) return COST_MAX;
    on = way_at_least(b, s->profile, to, after);
    if ((int64_t)start + visit_duration(p, visit, slot) + on.time > lane->late[at + 1]) return COST_MAX;
    cost liking = visit_liking(p, visit, s->worker) - visit_liking(p, b->plan->routes[slot].stops[at].visit, s->worker);
    return price_at_least(b, s, before, to, there) + price_at_least(b, s, to, after, on) - lane->legs[at].price - lane->legs[at + 1].price + liking;
}

static void put(struct route *route, int visit, int at)
{
    memmove(&route->stops[at + 1], &route->stops[at], sizeof *route->stops * (size_t)(route->count++ - at));
    route->stops[at] = (struct stop){ .visit = visit };
}

/* With the visit in its place: what the routes' part of the objective comes to; times are written into the plan. COST_MAX: a rule breaks. */
static cost try_route(struct board *b, int slot, struct arena *arena, cost spent, cost limit)
{
    bool guessed = b->p->profiles[b->p->slots[slot].profile].peak_count > 0;     /* ways in the peak: what schedule prices is not what is paid */
    cost times, price;
    if (route_breaks(b->plan, slot)) return COST_MAX;
    price = route_price(b->plan, slot) + worker_price(b, slot, route_work(b->plan, slot)) - spent;
    if (!guessed && price >= limit) return COST_MAX;
    if (!schedule(b->scheduler, arena, b->plan, &slot, 1, guessed ? COST_MAX : limit - price, &times)) return COST_MAX;
    if (guessed) times = times_price(b, slot) + worst_late_price(b);
    return price + times < limit ? price + times : COST_MAX;
}

bool way_is_short(const struct board *b, int slot)
{
    const struct problem *p = b->p;
    const struct slot *s = &p->slots[slot];
    const struct route *route = &b->plan->routes[slot];
    int64_t way = 0;
    if (!p->profiles[s->profile].peak_count || s->most_travel >= TICKS_MAX) return true;
    for (int i = 0; i <= route->count; i++) way += way_ticks_at(p, s->profile, place_before(b, slot, i), place_after(b, slot, i), i ? route->stops[i - 1].leave : route->begin);
    return way <= s->most_travel;
}

static cost try_seat(struct board *b, int visit, int slot, int at, struct arena *arena, cost limit)
{
    const struct lane *lane = &b->lanes[slot];
    cost spent = lane->price + lane->times + b->worst + left_out_price(b->p, visit);
    put(&b->plan->routes[slot], visit, at);
    b->plan->slot_of[visit] = slot;
    cost found = try_route(b, slot, arena, spent, limit);
    return found < COST_MAX && !way_is_short(b, slot) ? COST_MAX : found;
}

static void restore(struct board *b, int visit, int slot, struct route before, const struct stop *stops)
{
    struct stop *room = b->plan->routes[slot].stops;
    if (before.count) memcpy(room, stops, sizeof *room * (size_t)before.count);
    b->plan->routes[slot] = before;
    b->plan->routes[slot].stops = room;
    b->plan->slot_of[visit] = NONE;
}

static cost seat_try(struct board *b, int visit, int slot, int at, cost limit, bool take, ticks *ret_start)
{
    struct route before = b->plan->routes[slot];
    struct arena_mark mark = arena_mark(b->arena);
    struct stop *stops = arena_take(b->arena, sizeof *stops * (size_t)(before.count + 1));
    if (before.count) memcpy(stops, before.stops, sizeof *stops * (size_t)before.count);
    cost found = try_seat(b, visit, slot, at, take ? b->arena : NULL, limit);
    if (found < COST_MAX && ret_start) *ret_start = b->plan->routes[slot].stops[at].start;
    if (found >= COST_MAX || !take) restore(b, visit, slot, before, stops);
    if (!take) arena_back(b->arena, mark);
    return found;
}

cost seat_cost(struct board *b, int visit, int slot, int at, cost limit, ticks *ret_start) { return seat_try(b, visit, slot, at, limit, false, ret_start); }

bool seat_take(struct board *b, int visit, int slot, int at)
{
    bool first = !b->plan->routes[slot].count;
    if (seat_try(b, visit, slot, at, COST_MAX, true, NULL) >= COST_MAX) return false;
    b->used[b->p->slots[slot].worker] += first;
    board_refresh(b, slot);
    return true;
}

void visit_remove(struct board *b, int visit)
{
    int slot = b->plan->slot_of[visit], at = 0;
    if (slot == NONE) return;
    struct route *route = &b->plan->routes[slot];
    while (route->stops[at].visit != visit) at++;
    memmove(&route->stops[at], &route->stops[at + 1], sizeof *route->stops * (size_t)(--route->count - at));
    for (int i = 0; i < route->taken_count; i++) route->taken[i].before -= route->taken[i].before > at;
    b->plan->slot_of[visit] = NONE;
    if (!route->count) { route->taken_count = 0; route->begin = route->end = 0; b->used[b->p->slots[slot].worker]--; }
    if (!slot_retime(b, slot)) board_refresh(b, slot);
}

bool slot_retime(struct board *b, int slot)
{
    cost any;
    bool well = !b->plan->routes[slot].count || schedule(b->scheduler, b->arena, b->plan, &slot, 1, COST_MAX, &any);
    if (well) board_refresh(b, slot);
    return well;
}

cost board_times(const struct board *b, const int *slots, int count)
{
    cost sum = b->worst;
    for (int i = 0; i < count; i++) if (b->lanes[slots[i]].count) sum += b->lanes[slots[i]].times;
    return sum;
}

void board_room(struct board *b, int slot, int more)
{
    make_room(b, slot, b->plan->routes[slot].count + more);
    sum_up(b, slot);
    look_ahead(b, slot);
}

struct saved *board_save(struct board *b, int slot, struct saved *next)
{
    struct saved *saved = arena_take(b->arena, sizeof *saved);
    struct route *route = &saved->route, *now = &b->plan->routes[slot];
    *saved = (struct saved){ slot, *now, next };
    route->stops = arena_take(b->arena, sizeof *route->stops * (size_t)(now->count + 1));
    route->taken = arena_take(b->arena, sizeof *route->taken * (size_t)(now->taken_count + 1));
    if (now->count) memcpy(route->stops, now->stops, sizeof *route->stops * (size_t)now->count);
    if (now->taken_count) memcpy(route->taken, now->taken, sizeof *route->taken * (size_t)now->taken_count);
    return saved;
}

void board_restore(struct board *b, const struct saved *all)
{
    for (const struct saved *saved = all; saved; saved = saved->next) {
        const struct route *now = &b->plan->routes[saved->slot];
        for (int i = 0; i < now->count; i++) if (b->plan->slot_of[now->stops[i].visit] == saved->slot) b->plan->slot_of[now->stops[i].visit] = NONE;
        b->used[b->p->slots[saved->slot].worker] -= now->count > 0;
    }
    for (const struct saved *saved = all; saved; saved = saved->next) {
        struct route *now = &b->plan->routes[saved->slot];
        make_room(b, saved->slot, saved->route.count + 1);
        struct stop *room = now->stops;
        if (saved->route.count) memcpy(room, saved->route.stops, sizeof *room * (size_t)saved->route.count);
        *now = saved->route;
        now->stops = room;
        for (int i = 0; i < now->count; i++) b->plan->slot_of[now->stops[i].visit] = saved->slot;
        b->used[b->p->slots[saved->slot].worker] += now->count > 0;
    }
    for (const struct saved *saved = all; saved; saved = saved->next) board_refresh(b, saved->slot);
}

cost board_cost(struct board *b)
{
    struct fault fault;
    return plan_check(b->plan, &fault) ? b->plan->cost : COST_MAX;
}

/* schedule.c — see schedule.h. */
#include "dispatch/times/schedule_inside.h"
#include "dispatch/travel.h"
#include <string.h>

static int *zeros(struct arena *arena, int count) { return arena_take(arena, sizeof(int) * (size_t)(count + 1)); }

static void list_users(struct scheduler *s)
{
    const struct problem *p = s->p;
    int count = 0;
    s->first_user = zeros(s->arena, p->pool_count + 1);
    s->user = zeros(s->arena, p->visit_count);
    for (int pool = 0; pool < p->pool_count; pool++) {
        for (int v = 0; v < p->visit_count; v++) if (p->visits[v].pool == pool) s->user[count++] = v;
        s->first_user[pool + 1] = count;
    }
}

static void list_slots(struct scheduler *s)
{
    const struct problem *p = s->p;
    s->first_slot = zeros(s->arena, p->worker_count + 2);
    s->slot_of_worker = zeros(s->arena, p->slot_count);
    for (int i = 0; i < p->slot_count; i++) s->first_slot[p->slots[i].worker + 2]++;
    for (int w = 0; w < p->worker_count; w++) s->first_slot[w + 2] += s->first_slot[w + 1];
    for (int i = 0; i < p->slot_count; i++) s->slot_of_worker[s->first_slot[p->slots[i].worker + 1]++] = i;
}

struct scheduler *scheduler_new(struct arena *arena, const struct problem *p)
{
    struct scheduler *s = arena_take(arena, sizeof *s);
    s->p = p;
    s->most_tries = MOST_TRIES;
    s->arena = arena;
    s->scratch = arena_new();
    arena_defer(arena, (void (*)(void *))arena_free, s->scratch);
    s->node = zeros(arena, p->visit_count);
    s->begin = zeros(arena, p->slot_count);
    s->end = zeros(arena, p->slot_count);
    s->guess = zeros(arena, p->visit_count);
    s->guess_begin = zeros(arena, p->slot_count);
    s->best_start = zeros(arena, p->visit_count);
    s->best_begin = zeros(arena, p->slot_count);
    list_users(s);
    list_slots(s);
    return s;
}

void schedule_tries(struct scheduler *s, int most) { s->most_tries = most; }

void schedule_as(struct scheduler *s, unsigned drop, enum schedule_soft soft, int soft_visit)
{
    s->drop = drop;
    s->soft = soft;
    s->soft_visit = soft_visit;
}

static void list_choices(struct scheduler *s)
{
    const struct problem *p = s->p;
    int most = 0;
    for (int k = 0; k < s->slot_count; k++) most += s->plan->routes[s->slots[k]].count + p->slots[s->slots[k]].pauses;
    s->choices = arena_take(s->scratch, sizeof *s->choices * (size_t)(most + 1));
    s->best_choices = arena_take(s->scratch, sizeof *s->choices * (size_t)(most + 1));
    s->pause_node = zeros(s->scratch, most);
    s->best_pause = zeros(s->scratch, most);
    s->choice_count = 0;
    for (int k = 0; k < s->slot_count; k++) {
        int slot = s->slots[k];
        const struct route *route = &s->plan->routes[slot];
        for (int i = 0; i < route->count; i++)
            if (p->visits[route->stops[i].visit].windows > 1) s->choices[s->choice_count++] = (struct choice){ .visit = route->stops[i].visit, .slot = slot, .pause = NONE };
        for (int i = 0; i < p->slots[slot].pauses && route->count && !(s->drop & DROP_PAUSES); i++) s->choices[s->choice_count++] = (struct choice){ .slot = slot, .pause = p->slots[slot].first_pause + i };
    }
}

static ticks first_guess(const struct problem *p, int visit, ticks at)
{
    const struct visit *v = &p->visits[visit];
    for (int i = v->first_window; i < v->first_window + v->windows; i++) if (at <= p->windows[i].to) return at > p->windows[i].from ? at : p->windows[i].from;
    return at;
}

/* Leaving everywhere as early as possible. */
static void guess(struct scheduler *s, int slot)
{
    const struct slot *t = &s->p->slots[slot];
    const struct route *route = &s->plan->routes[slot];
    int place = t->start;
    ticks at = s->guess_begin[slot] = t->from;
    for (int i = 0; i < route->count; i++) {
        int visit = route->stops[i].visit;
        at = first_guess(s->p, visit, at + way_ticks_at(s->p, t->profile, place, s->p->visits[visit].place, at)) + visit_duration(s->p, visit, slot);
        s->guess[visit] = at;
        place = s->p->visits[visit].place;
    }
}

/* With peaks: do the ways that begin at the times found really take no longer than was guessed? If not, they are guessed again. */
static bool guesses_hold(struct scheduler *s)
{
    bool well = true;
    for (int k = 0; k < s->slot_count; k++) {
        int slot = s->slots[k], place = s->p->slots[slot].start, profile = s->p->slots[slot].profile;
        const struct route *route = &s->plan->routes[slot];
        if (!s->p->profiles[profile].peak_count || !route->count) continue;
        ticks *guess = &s->guess_begin[slot], leave = (ticks)s->timing.at[s->begin[slot]];
        for (int i = 0; i <= route->count; i++) {
            int visit = i < route->count ? route->stops[i].visit : NONE, to = visit == NONE ? s->p->slots[slot].end : s->p->visits[visit].place;
            if (way_ticks_at(s->p, profile, place, to, leave) > way_ticks_at(s->p, profile, place, to, *guess)) well = false;
            *guess = leave;
            if (visit == NONE) break;
            ticks service = visit_duration(s->p, visit, slot) + (place == to ? 0 : visit_setup(s->p, visit, slot));
            leave = (ticks)s->timing.at[s->node[visit]] + service;
            guess = &s->guess[visit];
            place = to;
        }
    }
    return well;
}

static bool solve(struct scheduler *s, cost *ret_cost)
{
    s->tries++;
    for (int round = 0; round < 5; round++) {
        if (!ties_solve(s, ret_cost)) return false;
        if (s->decided < s->choice_count || guesses_hold(s)) return true;
    }
    return false;
}

static cost missed_so_far(const struct scheduler *s)
{
    cost sum = 0;
    for (int i = 0; i < s->decided && !s->soft; i++) if (s->choices[i].pause != NONE && s->choices[i].before == PAUSE_MISSED) sum += s->p->pauses[s->choices[i].pause].missed;
    return sum;
}

static void keep(struct scheduler *s, cost c)
{
    s->best = c;
    for (int k = 0; k < s->slot_count; k++) {
        const struct route *route = &s->plan->routes[s->slots[k]];
        if (route->count) s->best_begin[s->slots[k]] = (ticks)s->timing.at[s->begin[s->slots[k]]];
        for (int i = 0; i < route->count; i++) s->best_start[route->stops[i].visit] = (ticks)s->timing.at[s->node[route->stops[i].visit]];
    }
    memcpy(s->best_choices, s->choices, sizeof *s->choices * (size_t)s->choice_count);
    for (int i = 0; i < s->choice_count; i++) if (s->choices[i].pause != NONE && s->choices[i].before >= 0) s->best_pause[i] = (ticks)s->timing.at[s->pause_node[i]];
}

struct held { int64_t from, to; };

/* When a visit holds its thing: by the times found, or as it stands when its route stays. */
static bool held_by(const struct scheduler *s, int visit, struct held *ret)
{
    int slot = s->plan->slot_of[visit], index = 0;
    if (slot == NONE) return false;
    const struct route *route = &s->plan->routes[slot];
    while (index < route->count && route->stops[index].visit != visit) index++;
    if (index == route->count) return false;
    int64_t start = s->node[visit] ? s->timing.at[s->node[visit]] : route->stops[index].start;
    int64_t service = ties_leave(s, slot, index) - route->stops[index].start;
    *ret = (struct held){ start - s->p->visits[visit].pool_before, start + service + s->p->visits[visit].pool_after };
    return true;
}

/* One more than there are, all held at one moment; their number, 0 when every pool suffices. */
static int clash(const struct scheduler *s, int *ret_visits, int most)
{
    for (int pool = 0; pool < s->p->pool_count; pool++) {
        for (int i = s->first_user[pool]; i < s->first_user[pool + 1]; i++) {
            struct held at, other;
            int count = 0, movable = 0;
            if (!held_by(s, s->user[i], &at) || at.to <= at.from) continue;
            for (int j = s->first_user[pool]; j < s->first_user[pool + 1] && count < most; j++) {
                if (!held_by(s, s->user[j], &other) || other.from > at.from || other.to <= at.from) continue;
                movable += s->node[s->user[j]] > 0;
                ret_visits[count++] = s->user[j];
            }
            if (count > s->p->pools[pool].count && movable) return count;
        }
    }
    return 0;
}

static void choose(struct scheduler *s);

static void settle_pools(struct scheduler *s, cost c)
{
    int visits[16], count = s->drop & DROP_POOLS ? 0 : clash(s, visits, 16);
    if (!count) { keep(s, c); return; }
    for (int i = 0; i < count && s->order_count < 64; i++) {
        for (int j = 0; j < count; j++) {
            if (i == j || (!s->node[visits[i]] && !s->node[visits[j]])) continue;
            s->orders[s->order_count++] = (struct order){ visits[i], visits[j] };
            choose(s);
            s->order_count--;
        }
    }
}

/* May this pause be taken here, with what is on board then? */
static bool carries_little(const struct scheduler *s, int slot, const struct pause *pause, int before)
{
    const struct problem *p = s->p;
    const struct route *route = &s->plan->routes[slot];
    for (int d = 0; d < p->dimensions && pause->limits_load; d++) {
        int64_t load = 0;
        for (int i = 0; i < route->count; i++) {
            int visit = route->stops[i].visit;
            const struct visit *v = &p->visits[visit];
            if (v->partner == NONE) load += i < before ? v->pickup[d] : v->delivery[d];
            else if (i < before) load += v->partner < visit ? -p->visits[v->partner].pickup[d] : v->pickup[d];
        }
        if (load > pause->most_load[d]) return false;
    }
    return true;
}

static void choose_and_go_on(struct scheduler *s, struct choice c)
{
    s->choices[s->decided++] = c;
    choose(s);
    s->decided--;
}

/* What is decided gives a bound; then each way of deciding the next. */
static void choose(struct scheduler *s)
{
    cost c;
    if (s->tries > s->most_tries || !solve(s, &c)) return;
    c += missed_so_far(s);
    if (c >= s->best) return;
    if (s->decided == s->choice_count) { settle_pools(s, c); return; }
    struct choice next = s->choices[s->decided];
    const struct visit *v = &s->p->visits[next.visit];
    const struct pause *pause = next.pause == NONE ? NULL : &s->p->pauses[next.pause];
    for (int i = 0; !pause && i < v->windows; i++) choose_and_go_on(s, (struct choice){ next.visit, next.slot, NONE, v->first_window + i, 0 });
    if (!pause) { s->choices[s->decided] = next; return; }
    choose_and_go_on(s, (struct choice){ 0, next.slot, next.pause, NONE, PAUSE_NOT_DUE });
    for (int i = 0; i <= s->plan->routes[next.slot].count; i++) {
        if (!carries_little(s, next.slot, pause, i)) continue;
        for (int w = pause->windows ? 0 : NONE; w < pause->windows; w++) choose_and_go_on(s, (struct choice){ 0, next.slot, next.pause, w, i });
    }
    if (pause->missed < COST_MAX) choose_and_go_on(s, (struct choice){ 0, next.slot, next.pause, NONE, PAUSE_MISSED });
    s->choices[s->decided] = next;
}

static int by_time(const struct taken *a, const struct taken *b) { return a->before != b->before ? a->before - b->before : a->start < b->start ? -1 : a->start > b->start; }

static void write_taken(struct scheduler *s, struct arena *arena, int slot)
{
    struct route *route = &s->plan->routes[slot];
    route->taken = arena_take(arena, sizeof *route->taken * (size_t)(s->p->slots[slot].pauses + 1));
    route->taken_count = 0;
    for (int i = 0; i < s->choice_count; i++) {
        const struct choice *c = &s->best_choices[i];
        if (c->pause == NONE || c->slot != slot || c->before < 0) continue;
        struct taken taken = { c->pause, s->best_pause[i], c->before };
        int at = route->taken_count++;
        for (; at && by_time(&route->taken[at - 1], &taken) > 0; at--) route->taken[at] = route->taken[at - 1];
        route->taken[at] = taken;
    }
}

static ticks arrive(const struct scheduler *s, const struct route *route, int index, ticks leave, ticks way)
{
    ticks at = leave + way;
    for (int i = 0; i < route->taken_count; i++) {
        const struct taken *taken = &route->taken[i];
        if (taken->before == index) at = (at > taken->start ? at : taken->start) + s->p->pauses[taken->pause].length;
    }
    return at;
}

static void write_route(struct scheduler *s, struct arena *arena, int slot)
{
    const struct slot *t = &s->p->slots[slot];
    struct route *route = &s->plan->routes[slot];
    int place = t->start;
    if (!route->count) { *route = (struct route){ .stops = route->stops }; return; }
    write_taken(s, arena, slot);
    ticks leave = route->begin = s->best_begin[slot];
    for (int i = 0; i < route->count; i++) {
        struct stop *stop = &route->stops[i];
        int to = s->p->visits[stop->visit].place;
        stop->arrive = arrive(s, route, i, leave, way_ticks_at(s->p, t->profile, place, to, leave));
        stop->start = s->best_start[stop->visit];
        leave = stop->leave = ties_leave(s, slot, i);
        place = to;
    }
    route->end = arrive(s, route, route->count, leave, way_ticks_at(s->p, t->profile, place, t->end, leave));
}

bool schedule(struct scheduler *s, struct arena *arena, struct plan *plan, const int *slots, int count, cost limit, cost *ret_cost)
{
    arena_reset(s->scratch);
    s->timing = timing_new(s->scratch);
    s->plan = plan;
    s->slots = slots;
    s->slot_count = count;
    s->decided = s->order_count = s->tries = 0;
    s->best = limit;
    list_choices(s);
    for (int k = 0; k < count; k++) guess(s, slots[k]);
    choose(s);
    for (int k = 0; k < count; k++) {
        s->begin[slots[k]] = s->end[slots[k]] = 0;
        for (int i = 0; i < plan->routes[slots[k]].count; i++) s->node[plan->routes[slots[k]].stops[i].visit] = 0;
    }
    if (s->best >= limit) return false;
    for (int k = 0; k < count; k++) write_route(s, arena ? arena : s->scratch, slots[k]);
    if (ret_cost) *ret_cost = s->best;
    return true;
}

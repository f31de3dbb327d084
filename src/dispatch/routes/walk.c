/* walk.c — see walk.h. */
#include "dispatch/routes/walk.h"
#include "dispatch/travel.h"

enum { MOST_PAUSES = 16 };

struct step { ticks begin, free, first_pause; int64_t work, way, distance, waited; cost cost; int place; ticks on_duty; uint32_t taken; bool due, takes; int32_t load[AMOUNTS]; };

cost walk_promise(const struct problem *p, int visit, int slot)
{
    const struct visit *v = &p->visits[visit];
    if (v->was_slot == NONE || (slot != NONE && p->slots[slot].worker == p->slots[v->was_slot].worker)) return 0;
    return p->weights.moved_worker + (v->told ? p->weights.moved_told : 0);
}

/* When could this pause begin, not before `from`? TICKS_MAX: never again. */
static ticks pause_start(const struct pause *pause, ticks from)
{
    if (!pause->windows) return from;
    for (int i = 0; i < pause->windows; i++) if (pause->window[i].to >= from) return from > pause->window[i].from ? from : pause->window[i].from;
    return TICKS_MAX;
}

static bool pause_carries(const struct problem *p, const struct pause *pause, const int32_t *load)
{
    for (int k = 0; pause->limits_load && k < p->dimensions; k++) if (load[k] > pause->most_load[k]) return false;
    return true;
}

/* The way of `way` ticks to a stop where work of `length` begins at `opens` at the earliest: which pauses are taken on it? One that fits
 * into the wait costs nothing (but for the first stop, for which she leaves home later instead); one that could not be taken after the
 * stop any more is taken now. Returns the arrival. */
static ticks arrive(const struct draft *d, int slot, struct step *s, ticks way, ticks opens, ticks length, bool first)
{
    const struct slot *sl = &d->p->slots[slot];
    int64_t at = (int64_t)s->free + way;
    for (int i = 0; s->takes && i < sl->pauses && i < MOST_PAUSES; i++) {
        const struct pause *pause = &d->p->pauses[sl->first_pause + i];
        if (s->taken >> i & 1 || !pause_carries(d->p, pause, s->load)) continue;
        ticks start = pause_start(pause, s->free);
        if (start == TICKS_MAX || (int64_t)start - s->on_duty > pause->after) continue;
        int64_t then = (at > start ? at : start) + pause->length;
        int64_t later = (at > opens ? at : opens) + length;
        bool last = later >= TICKS_MAX || pause_start(pause, (ticks)later) == TICKS_MAX || later - s->on_duty > pause->after;
        if ((then > opens || first) && !last) continue;
        if (first && s->first_pause == TICKS_MAX) s->first_pause = start;
        s->taken |= UINT32_C(1) << i;
        s->free = start + pause->length;
        s->on_duty = s->free;
        at = then;
    }
    return at < TICKS_MAX ? (ticks)at : TICKS_MAX;
}

static ticks later(ticks a, ticks b) { return a > b ? a : b; }

static ticks least_of(ticks a, ticks b) { return a < b ? a : b; }

struct choice_of_start { ticks start; cost cost; };

static cost late_cost(const struct weights *w, int64_t late)
{
    cost sum = w->late * late;
    if (w->very_late && late > w->very_late_after) sum += w->very_late * (late - w->very_late_after);
    return sum;
}

/* The first moment in a window of the visit at or after `from`, the cheapest by lateness and promise; COST_MAX: there is none. */
static struct choice_of_start choose_start(const struct draft *d, int visit, ticks from, ticks most)
{
    const struct problem *p = d->p;
    const struct visit *v = &p->visits[visit];
    struct choice_of_start best = { 0, COST_MAX };
    for (int i = 0; i < v->windows; i++) {
        const struct window *w = &p->windows[v->first_window + i];
        ticks start = later(from, w->from);
        bool promised = v->was_slot != NONE && p->weights.moved_tick;
        if (promised && start < v->was_start) start = least_of(v->was_start, least_of(w->to, most));
        if (start > w->to || start > most) continue;
        cost price = start > w->due ? late_cost(&p->weights, (int64_t)start - w->due) : 0;
        if (promised) price += p->weights.moved_tick * (start > v->was_start ? start - v->was_start : v->was_start - start);
        if (price < best.cost) best = (struct choice_of_start){ start, price };
        if (!price) break;
    }
    return best;
}

static bool load_stop(const struct draft *d, int slot, int visit, struct step *s)
{
    const struct problem *p = d->p;
    const struct visit *v = &p->visits[visit];
    bool late_half = v->partner != NONE && v->partner < visit;
    for (int k = 0; k < p->dimensions; k++) {
        if (v->partner == NONE) s->load[k] += v->pickup[k] - v->delivery[k];
        else s->load[k] += late_half ? -p->visits[v->partner].pickup[k] : v->pickup[k];
        if (s->load[k] > p->slots[slot].capacity[k]) return false;
    }
    return true;
}

static bool load_start(const struct draft *d, int slot, const int *visits, int count, struct step *s)
{
    const struct problem *p = d->p;
    for (int k = 0; k < p->dimensions; k++) {
        int64_t load = 0;
        for (int i = 0; i < count; i++) if (p->visits[visits[i]].partner == NONE) load += p->visits[visits[i]].delivery[k];
        if (load > p->slots[slot].capacity[k]) return false;
        s->load[k] = (int32_t)load;
    }
    return true;
}

static bool walk_stop(const struct draft *d, int slot, int visit, struct bound bound, bool first, struct step *s, ticks *ret_start)
{
    const struct problem *p = d->p;
    const struct slot *sl = &p->slots[slot];
    const struct visit *v = &p->visits[visit];
    ticks way = way_ticks_at(p, sl->profile, s->place, v->place, s->free);
    ticks least = v->pin_slot == NONE ? sl->open : -TICKS_MAX, most = TICKS_MAX;
    if (v->pin_start != NONE) least = most = v->pin_start;
    if (d->fixed[visit] != NOT_FIXED) least = most = d->fixed[visit];
    if (bound.visit == visit) { least = later(least, bound.from); if (bound.to < most) most = bound.to; }
    ticks service = visit_duration(p, visit, slot) + (s->place == v->place ? 0 : visit_setup(p, visit, slot));
    ticks opens = later(least, p->windows[v->first_window].from);
    ticks at = arrive(d, slot, s, way, opens, service, first);
    struct choice_of_start chosen = choose_start(d, visit, later(at, least), most);
    if (chosen.cost == COST_MAX) return false;
    ticks wait = chosen.start - at;
    if (first) {
        ticks begin = sl->start == NONE && s->first_pause == TICKS_MAX ? chosen.start : least_of(s->begin + wait, s->first_pause);
        wait -= least_of(begin - s->begin, wait);
        s->begin = begin;
    }
    s->waited += wait;
    s->cost += chosen.cost + way_cost(p, sl, s->place, v->place) + visit_liking(p, visit, sl->worker) + walk_promise(p, visit, slot);
    s->work += service;
    s->way += way;
    s->distance += way_distance(p, sl->profile, s->place, v->place);
    s->free = chosen.start + service;
    s->place = v->place;
    *ret_start = chosen.start;
    return load_stop(d, slot, visit, s);
}

/* Home again, and everything that is counted over the whole route. */
static bool walk_end(const struct draft *d, int slot, int count, struct step *s, struct walked *walked)
{
    const struct problem *p = d->p;
    const struct slot *sl = &p->slots[slot];
    ticks way = way_ticks_at(p, sl->profile, s->place, sl->end, s->free);
    ticks end = arrive(d, slot, s, way, TICKS_MAX, 0, false);
    s->way += way;
    s->distance += way_distance(p, sl->profile, s->place, sl->end);
    s->cost += way_cost(p, sl, s->place, sl->end);
    int64_t span = (int64_t)end - s->begin, over = span - sl->regular;
    if (end - (int64_t)sl->regular_end > over) over = end - (int64_t)sl->regular_end;
    if (over < 0) over = 0;
    if (end > sl->to || over > sl->most_overtime || span > sl->most_span || s->work > sl->most_work || s->way > sl->most_travel
        || s->distance > sl->most_distance || count > sl->most_stops) return false;
    for (int i = 0; i < sl->pauses && i < MOST_PAUSES; i++) {
        const struct pause *pause = &p->pauses[sl->first_pause + i];
        if (!s->due || s->taken >> i & 1 || span <= pause->when_span) continue;      /* not due yet: walk() comes again with pauses */
        if (pause->missed >= COST_MAX) return false;
        s->cost += pause->missed;
    }
    s->cost += sl->fixed + sl->per_service * s->work + sl->per_span * span + sl->per_overtime * over + p->weights.waiting * s->waited;
    *walked = (struct walked){ s->cost, s->begin, end, s->work };
    return true;
}

enum pausing { NONE_DUE, TAKE, MISS };                   /* MISS: they are due and cost what leaving them out costs */

static bool walk_once(const struct draft *d, int slot, const int *visits, int count, struct bound bound, enum pausing pausing, struct walked *walked, ticks *starts)
{
    const struct slot *sl = &d->p->slots[slot];
    struct step s = { .begin = sl->from, .free = sl->from, .place = sl->start, .on_duty = sl->from, .first_pause = TICKS_MAX, .due = pausing != NONE_DUE, .takes = pausing == TAKE };
    ticks start = 0;
    if (d->p->dimensions && !load_start(d, slot, visits, count, &s)) return false;
    for (int i = 0; i < count; i++) {
        if (!walk_stop(d, slot, visits[i], bound, i == 0, &s, &start)) return false;
        if (starts) starts[i] = start;
        if (i == 0 && !s.taken) s.on_duty = s.begin;
    }
    return walk_end(d, slot, count, &s, walked);
}

/* A shipment's pickup comes before its delivery, both on this route. */
static bool shipments_hold(const struct problem *p, const int *visits, int count)
{
    for (int i = 0; i < count; i++) {
        int other = p->visits[visits[i]].partner;
        if (other == NONE) continue;
        int at = -1;
        for (int j = 0; j < count && at < 0; j++) if (visits[j] == other) at = j;
        if (at < 0 || (at < i) != (other < visits[i])) return false;
    }
    return true;
}

/* A worker's other days: rest before and after. */
static bool rests(const struct draft *d, int slot, const struct walked *walked)
{
    int worker = d->p->slots[slot].worker;
    ticks rest = d->p->workers[worker].rest;
    if (!rest) return true;
    for (int s = 0; s < d->slots; s++) {
        if (s == slot || d->p->slots[s].worker != worker || !d->tracks[s].count) continue;
        if (d->tracks[s].end <= walked->begin ? walked->begin - d->tracks[s].end < rest : d->tracks[s].begin - walked->end < rest) return false;
    }
    return true;
}

/* With pauses: taken where `arrive` finds a place for them; where that leads nowhere, left out at their price if they may be. */
static bool walk_with_pauses(const struct draft *d, int slot, const int *visits, int count, struct bound bound, struct walked *walked, ticks *starts)
{
    const struct slot *sl = &d->p->slots[slot];
    if (walk_once(d, slot, visits, count, bound, TAKE, walked, starts)) return true;
    for (int i = 0; i < sl->pauses; i++) if (d->p->pauses[sl->first_pause + i].missed < COST_MAX) return walk_once(d, slot, visits, count, bound, MISS, walked, starts);
    return false;
}

bool walk(const struct draft *d, int slot, const int *visits, int count, struct bound bound, struct walked *walked, ticks *starts)
{
    const struct problem *p = d->p;
    const struct slot *sl = &p->slots[slot];
    bool due = false;
    if (!shipments_hold(p, visits, count)) return false;
    for (int i = 0; i < sl->pauses; i++) due |= p->pauses[sl->first_pause + i].when_span <= 0;
    bool well = due ? walk_with_pauses(d, slot, visits, count, bound, walked, starts) : walk_once(d, slot, visits, count, bound, NONE_DUE, walked, starts);
    if (!well) return false;
    int64_t span = (int64_t)walked->end - walked->begin;
    for (int i = 0; !due && i < sl->pauses; i++) {
        if (span > p->pauses[sl->first_pause + i].when_span) return walk_with_pauses(d, slot, visits, count, bound, walked, starts) && rests(d, slot, walked);
    }
    return rests(d, slot, walked);
}

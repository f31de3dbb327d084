/* vroom_steps.c — when things happen on one route, as VROOM settles it: see vroom_schedule in vroom_inside.h.
 *
 * Three passes. Forward with a choice: the earliest departure from every stop for every number of breaks taken so far; a way may be
 * interrupted by breaks, and what is left of it is travelled afterwards. Backward from the earliest end: the latest departure that
 * still ends then. Forward again without a choice. */
#include "dispatch/travel.h"
#include "dispatch/vroom/vroom_inside.h"
#include <string.h>

#define NEVER (INT64_C(1) << 40)             /* times are reckoned in 64 bits and end up as ticks */

struct line {                                /* a route while it is timed; leg i leads to stop i, leg `count` to the end */
    const struct problem *p;
    const struct slot *slot;
    int count, pauses;
    const int *visits;
    int64_t *way, *work;                     /* of leg i; setup and service of stop i */
    int64_t (*load)[AMOUNTS];                /* on leg i */
    int *taken;                              /* pauses on leg i */
};

static const struct window *first_open(const struct window *w, int count, int64_t at)
{
    for (int i = 0; i < count; i++) if (at <= w[i].to) return &w[i];
    return NULL;
}

static const struct window *last_open(const struct window *w, int count, int64_t at)
{
    for (int i = count - 1; i >= 0; i--) if (w[i].from <= at) return &w[i];
    return NULL;
}

static const struct pause *pause_at(const struct line *l, int j) { return &l->p->pauses[l->slot->first_pause + j]; }

static bool load_allows(const struct line *l, int leg, const struct pause *pause)
{
    for (int d = 0; pause->limits_load && d < l->p->dimensions; d++) if (l->load[leg][d] > pause->most_load[d]) return false;
    return true;
}

static int64_t begin_of_work(const struct line *l, int stop, int64_t at)
{
    const struct visit *v = &l->p->visits[l->visits[stop]];
    const struct window *w = first_open(l->p->windows + v->first_window, v->windows, at);
    return !w ? NEVER : at > w->from ? at : w->from;
}

/* One pause on a way of which `left` ticks are still to go: travels until its window opens, or stands there. */
static int64_t pause_after(const struct pause *pause, int64_t at, int64_t *left)
{
    const struct window *w = first_open(pause->window, pause->windows, at);
    if (!w) return NEVER;
    if (at < w->from) {
        *left -= w->from - at < *left ? w->from - at : *left;
        at = w->from;
    }
    return at + pause->length;
}

/* ---- forward, with a choice of where the pauses go ---- */

/* done[i][j]: the earliest time at which stop i - 1 is over (0: at the start) and j pauses have been taken; from[i][j]: how many of
 * them before the last leg. Equal times: the pauses rather earlier. */
static int64_t choose(const struct line *l, struct arena *arena)
{
    int width = l->pauses + 1;
    int64_t *done = arena_take(arena, sizeof *done * (size_t)(l->count + 2) * (size_t)width);
    int *from = arena_take(arena, sizeof *from * (size_t)(l->count + 2) * (size_t)width);
    for (int i = 0; i < (l->count + 2) * width; i++) done[i] = NEVER;
    done[0] = l->slot->from;
    for (int leg = 0; leg <= l->count; leg++) {
        int64_t *here = done + (size_t)leg * (size_t)width, *next = here + width;
        for (int j = 0; j < width; j++) {
            int64_t at = here[j], left = l->way[leg];
            for (int k = j; k < width && at < NEVER; k++) {
                int64_t over = at + left;
                if (leg < l->count) over = begin_of_work(l, leg, over) + l->work[leg];
                if (over < NEVER && over <= next[k]) { next[k] = over; from[(leg + 1) * width + k] = j; }
                if (k < l->pauses) at = load_allows(l, leg, pause_at(l, k)) ? pause_after(pause_at(l, k), at, &left) : NEVER;
            }
        }
    }
    int j = l->pauses;
    for (int leg = l->count; leg >= 0; leg--) {
        int before = from[(leg + 1) * width + j];
        l->taken[leg] = j - before;
        j = before;
    }
    return done[(size_t)(l->count + 1) * (size_t)width + (size_t)l->pauses];
}

/* ---- backward from the end, as late as possible ---- */

/* Before the pauses of a leg, when what follows them must begin at `at`; what is left of the way. -1: impossible. */
static int64_t before_pauses(const struct line *l, int leg, int *last, int64_t at, int64_t *left)
{
    for (int k = 0; k < l->taken[leg]; k++) {
        const struct pause *pause = pause_at(l, --*last);
        at -= pause->length;
        const struct window *w = last_open(pause->window, pause->windows, at);
        if (!w) return -1;
        if (w->to >= at) continue;
        *left -= at - w->to < *left ? at - w->to : *left;
        at = w->to;
    }
    return at;
}

static int64_t latest_begin(const struct line *l, int64_t end)
{
    int last = l->pauses;
    int64_t at = end;
    for (int leg = l->count; leg >= 0; leg--) {
        int64_t left = l->way[leg];
        at = before_pauses(l, leg, &last, at, &left);
        if (at < 0) return -1;
        at -= left;
        if (!leg) break;
        const struct visit *v = &l->p->visits[l->visits[leg - 1]];
        at -= l->work[leg - 1];
        const struct window *w = last_open(l->p->windows + v->first_window, v->windows, at);
        if (!w) return -1;
        if (at > w->to) at = w->to;
    }
    return at;
}

/* ---- forward again, writing ---- */

static void write_leg(const struct line *l, int leg, int *next, int64_t *at, struct vroom_times *times)
{
    int64_t left = l->way[leg];
    for (int k = 0; k < l->taken[leg]; k++, ++*next) {
        const struct pause *pause = pause_at(l, *next);
        int64_t there = *at + left, end = pause_after(pause, *at, &left), start = end - pause->length;
        int64_t arrive = start < there ? start : there;              /* on the way, or at the next stop's door */
        times->at[times->count++] = (struct vroom_time){ NONE, l->slot->first_pause + *next, (ticks)arrive, (ticks)start, (ticks)end, leg };
        *at = end;
    }
    *at += left;
}

static void write_times(const struct line *l, int64_t begin, struct vroom_times *times)
{
    int next = 0;
    int64_t at = begin;
    times->begin = (ticks)begin;
    for (int leg = 0; leg <= l->count; leg++) {
        write_leg(l, leg, &next, &at, times);
        if (leg == l->count) break;
        int64_t start = begin_of_work(l, leg, at), end = start + l->work[leg];
        times->at[times->count++] = (struct vroom_time){ l->visits[leg], NONE, (ticks)at, (ticks)start, (ticks)end, leg };
        at = end;
    }
    times->end = (ticks)at;
}

/* ---- ways, work and load of the line ---- */

static void measure(struct line *l, int slot)
{
    const struct problem *p = l->p;
    int place = l->slot->start;
    for (int i = 0; i < l->count; i++) {
        int v = l->visits[i], to = p->visits[v].place;
        l->way[i] = way_ticks(p, l->slot->profile, place, to);
        l->work[i] = (int64_t)visit_duration(p, v, slot) + (place == to ? 0 : visit_setup(p, v, slot));
        place = to;
    }
    l->way[l->count] = way_ticks(p, l->slot->profile, l->count ? place : NONE, l->slot->end);
}

/* All that jobs deliver is on board at the start; what shipments bring comes on board at their pickup. */
static void weigh(struct line *l)
{
    for (int d = 0; d < l->p->dimensions; d++) {
        for (int i = 0; i < l->count; i++) if (l->p->visits[l->visits[i]].partner == NONE) l->load[0][d] += l->p->visits[l->visits[i]].delivery[d];
        for (int i = 0; i < l->count; i++) {
            const struct visit *v = &l->p->visits[l->visits[i]];
            l->load[i + 1][d] = l->load[i][d] + v->pickup[d] - v->delivery[d];
        }
    }
}

bool vroom_schedule(struct arena *arena, const struct problem *p, int slot, const int *visits, int count, struct vroom_times *ret_times)
{
    size_t n = (size_t)count + 1;
    const struct slot *s = &p->slots[slot];
    struct line l = { .p = p, .slot = s, .count = count, .pauses = s->pauses, .visits = visits };
    l.way = arena_take(arena, sizeof *l.way * n);
    l.work = arena_take(arena, sizeof *l.work * n);
    l.load = arena_take(arena, sizeof *l.load * n);
    l.taken = arena_take(arena, sizeof *l.taken * n);
    measure(&l, slot);
    weigh(&l);
    int64_t end = choose(&l, arena);
    if (end > s->to) return false;
    int64_t begin = latest_begin(&l, end);
    if (begin < s->from) return false;
    *ret_times = (struct vroom_times){ .at = arena_take(arena, sizeof *ret_times->at * (n + (size_t)s->pauses)) };
    write_times(&l, begin, ret_times);
    return true;
}

void vroom_route(struct arena *arena, const struct vroom_times *times, int stops, struct route *ret_route)
{
    struct route route = { .begin = times->begin, .end = times->end };
    route.stops = arena_take(arena, sizeof *route.stops * ((size_t)stops + 1));
    route.taken = arena_take(arena, sizeof *route.taken * ((size_t)(times->count - stops) + 1));
    for (int i = 0; i < times->count; i++) {
        const struct vroom_time *time = &times->at[i];
        if (time->visit == NONE) route.taken[route.taken_count++] = (struct taken){ time->pause, time->start, time->before };
        else route.stops[route.count++] = (struct stop){ time->visit, time->arrive, time->start, time->leave };
    }
    *ret_route = route;
}

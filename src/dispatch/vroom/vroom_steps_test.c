/* vroom_steps_test.c — the times of one route against every way of placing its breaks, written down plainly. */
#include "dispatch/travel.h"
#include "dispatch/vroom/vroom_inside.h"
#include "test/test.h"

enum { STOPS = 4, PAUSES = 2, PLACES = 4 };

struct trial { struct problem *p; int count, visits[STOPS], legs[PAUSES]; };    /* legs[k]: the leg on which pause k is taken */

static unsigned draw(uint64_t *seed, unsigned below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (unsigned)(*seed >> 33) % below;
}

/* As plan.h says it: a way takes its time whatever pauses lie around it. -1: something cannot start. */
static int64_t end_of(const struct trial *t, int64_t begin)
{
    const struct problem *p = t->p;
    const struct slot *s = &p->slots[0];
    int64_t at = begin;
    int place = s->start, k = 0;
    for (int leg = 0; leg <= t->count; leg++) {
        int next = leg < t->count ? p->visits[t->visits[leg]].place : s->end;
        int64_t leave = at;
        at += way_ticks(p, s->profile, place, next);
        for (; k < s->pauses && t->legs[k] == leg; k++) {
            const struct pause *pause = &p->pauses[s->first_pause + k];
            int64_t start = -1;
            for (int w = pause->windows - 1; w >= 0; w--) if (leave <= pause->window[w].to) start = leave > pause->window[w].from ? leave : pause->window[w].from;
            if (start < 0) return -1;
            at = (at > start ? at : start) + pause->length;
            leave = start + pause->length;
        }
        if (leg == t->count) break;
        const struct visit *v = &p->visits[t->visits[leg]];
        int64_t start = -1;
        for (int w = v->windows - 1; w >= 0; w--) if (at <= p->windows[v->first_window + w].to) start = at > p->windows[v->first_window + w].from ? at : p->windows[v->first_window + w].from;
        if (start < 0) return -1;
        at = start + (place == next ? 0 : v->setup) + v->duration;
        place = next;
    }
    return at;
}

/* The earliest end over all places for the breaks, in their order; -1: none. */
static int64_t earliest_end(struct trial *t)
{
    int64_t best = -1;
    int pauses = t->p->slots[0].pauses;
    for (int a = 0; a <= t->count; a++) {
        for (int b = pauses > 1 ? a : 0; b <= (pauses > 1 ? t->count : 0); b++) {
            t->legs[0] = a;
            t->legs[1] = b;
            int64_t end = end_of(t, t->p->slots[0].from);
            if (end >= 0 && (best < 0 || end < best)) best = end;
        }
    }
    return best;
}

static void windows_of(struct window *to, int *count, uint64_t *seed)
{
    int from = (int)draw(seed, 150);
    *count = 1 + (int)draw(seed, 2);
    for (int w = 0; w < *count; w++) {
        int until = from + (int)draw(seed, 120);
        to[w] = (struct window){ from, until, until };
        from = until + 1 + (int)draw(seed, 60);
    }
}

static struct problem *random_route(struct trial *t, uint64_t *seed)
{
    struct problem *p = problem_new();
    struct slot slot = slot_default;
    ticks *time = arena_take(p->arena, sizeof *time * PLACES * PLACES);
    struct window w[2];
    int windows;
    for (int i = 0; i < PLACES; i++) add_place(p, (struct place){ 0 });
    for (int i = 0; i < PLACES * PLACES; i++) time[i] = i % (PLACES + 1) ? (ticks)draw(seed, 60) : 0;
    add_profile(p, (struct profile){ .name = "car", .time = time });
    slot.worker = add_worker(p, worker_default);
    slot.start = draw(seed, 4) ? (int)draw(seed, PLACES) : NONE;
    slot.end = draw(seed, 4) ? (int)draw(seed, PLACES) : NONE;
    slot.from = (ticks)draw(seed, 40);
    slot.to = 2000;
    add_slot(p, slot);
    for (int k = 0, n = (int)draw(seed, PAUSES + 1); k < n; k++) {
        struct pause pause = { .id = k, .length = (ticks)draw(seed, 40), .when_span = -1, .after = TICKS_MAX, .missed = COST_MAX };
        windows_of(pause.window, &pause.windows, seed);
        add_pause(p, pause);
    }
    t->p = p;
    t->count = 1 + (int)draw(seed, STOPS);
    for (int i = 0; i < t->count; i++) {
        struct visit v = visit_default;
        v.id = i;
        v.place = (int)draw(seed, PLACES);
        v.setup = (ticks)draw(seed, 10);
        v.duration = (ticks)draw(seed, 30);
        t->visits[i] = add_visit(p, v);
        windows_of(w, &windows, seed);
        if (draw(seed, 3)) add_window(p, 0, TICKS_MAX, TICKS_MAX);
        else for (int j = 0; j < windows; j++) add_window(p, w[j].from, w[j].to, w[j].to);
    }
    return p;
}

TEST(a_route_ends_as_early_as_any_place_for_its_breaks_allows_and_leaves_as_late_as_that)
{
    struct arena *arena = arena_new();
    uint64_t seed = 42;
    int timed = 0, broken = 0;
    for (int round = 0; round < 5000; round++) {
        struct trial t;
        struct fault fault = { 0 };
        struct vroom_times times;
        struct arena_mark mark = arena_mark(arena);
        random_route(&t, &seed);
        CASE(arena_print(arena, "round %d", round));
        CHECK(problem_seal(t.p, true, &fault));
        int64_t end = earliest_end(&t);
        bool well = vroom_schedule(arena, t.p, 0, t.visits, t.count, &times);
        EQUAL(well, end >= 0 && end <= t.p->slots[0].to);
        if (well) {
            EQUAL(times.end, end);
            for (int i = 0; i < times.count; i++) if (times.at[i].pause != NONE) t.legs[times.at[i].pause] = times.at[i].before;
            EQUAL(end_of(&t, times.begin), end);
            int64_t later = end_of(&t, times.begin + 1);
            CHECK(later < 0 || later > end);
            timed++;
            broken += t.p->slots[0].pauses > 0;
        }
        problem_free(t.p);
        arena_back(arena, mark);
    }
    CHECK(timed > 1000 && broken > 300);
    CASE(NULL);
    arena_free(arena);
}

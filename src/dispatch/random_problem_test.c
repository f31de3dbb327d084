/* random_problem_test.c — see testing.h. Minutes; a day is 1440; a town of six by six blocks, four minutes each. */
#include "base/random.h"
#include "dispatch/check/check.h"
#include "dispatch/questions/fit.h"
#include "dispatch/times/schedule.h"
#include "dispatch/testing.h"
#include "test/test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY = 1440, BLOCKS = 6, BLOCK = 4 };

struct maker { struct problem *p; struct dice dice; struct recipe recipe; };

static int below(struct maker *m, int limit) { return (int)dice_below(&m->dice, limit); }
static int between(struct maker *m, int least, int most) { return least + below(m, most - least + 1); }
static bool chance(struct maker *m, int percent) { return below(m, 100) < percent; }
static bool with(struct maker *m, unsigned feature, int percent) { bool hit = chance(m, percent); return (m->recipe.features & feature) && hit; }

static int32_t *matrix(struct maker *m, int scale, int noise)
{
    int n = m->p->place_count;
    int32_t *cells = arena_take(m->p->arena, sizeof *cells * (size_t)n * (size_t)n);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            const struct place *a = &m->p->places[i], *b = &m->p->places[j];
            int blocks = abs((int)(a->lat - b->lat)) + abs((int)(a->lng - b->lng));
            cells[i * n + j] = i == j ? 0 : blocks * scale + (noise ? below(m, noise) : 0);
        }
    }
    return cells;
}

static void make_ways(struct maker *m)
{
    static const struct peak peaks[] = { { 500, 560, 1500 }, { 620, 700, 2000 } };
    int places = m->recipe.workers + (m->recipe.visits + 1) * 2 / 3 + 1;
    for (int i = 0; i < places; i++) add_place(m->p, (struct place){ below(m, BLOCKS), below(m, BLOCKS) });
    int profiles = chance(m, 30) ? 2 : 1;
    for (int i = 0; i < profiles; i++) {
        bool crooked = with(m, WITH_PRICES, 30);
        struct profile profile = { .name = i ? "walk" : "e-bike", .time = matrix(m, i ? 2 * BLOCK : BLOCK, crooked ? 4 : 0) };
        if (with(m, WITH_PRICES, 50)) profile.distance = matrix(m, 300, crooked ? 200 : 0);
        if (with(m, WITH_PRICES, 20)) profile.price = matrix(m, 5, 9);
        if (with(m, WITH_PEAKS, 60)) { profile.peaks = peaks; profile.peak_count = 2; profile.steady = between(m, 0, BLOCK); }
        add_profile(m->p, profile);
    }
    m->p->day = DAY;
    for (int i = 0; i < places; i++) m->p->places[i] = (struct place){ 0 };              /* the matrices say it */
}

static void make_workers(struct maker *m)
{
    for (int i = 0; i < m->recipe.workers; i++) {
        struct worker w = worker_default;
        w.id = i + 1;
        if (with(m, WITH_LIMITS, 20)) w.most_work = between(m, 100, 400);
        if (with(m, WITH_LIMITS, 20)) w.work_before = between(m, 0, 100);
        if (with(m, WITH_LIMITS, 50)) w.rest = between(m, 600, 1350);
        if (with(m, WITH_FAIRNESS, 60)) w.income_before = between(m, 0, 600);
        add_worker(m->p, w);
    }
    for (int i = 0; i < 2; i++) if (m->recipe.features & WITH_POOLS) add_pool(m->p, (struct pool){ .id = i + 1, .name = i ? "van" : "machine", .count = 1 + i });
}

static void make_pauses(struct maker *m, const struct slot *s)
{
    int count = with(m, WITH_PAUSES, 45) ? 1 + chance(m, 25) : 0;
    for (int i = 0; i < count; i++) {
        struct pause pause = { .id = i + 1, .length = between(m, 5, 40), .after = TICKS_MAX, .missed = chance(m, 40) ? COST_MAX : between(m, 0, 800) };
        ticks from = s->from + 80 + 200 * i;
        pause.windows = between(m, 0, 2);
        if (count > 1 && !pause.windows) pause.windows = 1;                              /* two pauses: one early, one late */
        for (int k = 0; k < pause.windows; k++) { pause.window[k] = (struct window){ from, from, from + between(m, 0, 60) }; from += between(m, 61, 90); }
        if (chance(m, 50)) pause.when_span = between(m, 60, 300);
        if (chance(m, 30)) pause.after = between(m, 100, 300);
        pause.limits_load = with(m, WITH_LOADS, 30);
        pause.most_load[0] = between(m, 0, 4);
        add_pause(m->p, pause);
    }
}

static void limit(struct maker *m, struct slot *s)
{
    if (with(m, WITH_LIMITS, 12)) s->most_stops = between(m, 1, 4);
    if (with(m, WITH_LIMITS, 12)) s->most_distance = between(m, 1000, 8000);
    if (with(m, WITH_LIMITS, 12)) s->most_travel = between(m, 20, 150);
    if (with(m, WITH_LIMITS, 12)) s->most_work = between(m, 60, 300);
    if (with(m, WITH_LIMITS, 12)) s->most_span = between(m, 120, 400);
    if (with(m, WITH_LIMITS, 40)) s->regular = between(m, 60, 300);
    if (with(m, WITH_LIMITS, 40)) s->regular_end = s->from + between(m, 100, 400);
    if (with(m, WITH_LIMITS, 12)) s->most_overtime = between(m, 0, 120);
}

static void price(struct maker *m, struct slot *s)
{
    s->per_travel = between(m, 0, 5);
    s->fixed = chance(m, 50) ? between(m, 0, 150) : 0;
    if (with(m, WITH_PRICES, 40)) s->per_distance = between(m, 0, 2);
    if (with(m, WITH_PRICES, 40)) s->per_service = between(m, 0, 3);
    if (with(m, WITH_PRICES, 40)) s->per_span = between(m, 0, 3);
    if (with(m, WITH_PRICES, 60)) s->per_overtime = between(m, 1, 20);
}

static void make_slots(struct maker *m)
{
    for (int day = 0; day < m->recipe.days; day++) {
        for (int i = 0; i < m->recipe.workers; i++) {
            struct slot s = slot_default;
            s.id = 100 * (day + 1) + i;
            s.worker = i;
            s.profile = below(m, m->p->profile_count);
            s.start = chance(m, 85) ? i : NONE;
            s.end = chance(m, 85) ? i : NONE;
            s.from = day * DAY + 480 + between(m, 0, 60);
            s.to = s.from + between(m, 240, 600);
            s.capacity[0] = between(m, 2, 8);
            limit(m, &s);
            price(m, &s);
            add_slot(m->p, s);
            for (int skill = 1; skill <= 2; skill++) if (chance(m, 85)) add_offer(m->p, skill, between(m, 0, 4));
            make_pauses(m, &m->p->slots[m->p->slot_count - 1]);
        }
    }
}

static void make_windows(struct maker *m)
{
    ticks day = DAY * below(m, m->recipe.days), from = day + 480 + between(m, 0, 240), to = from + (chance(m, 20) ? between(m, 0, 20) : between(m, 30, 240));
    int windows = with(m, WITH_WINDOWS, 25) ? 2 : 1;
    for (int i = 0; i < windows; i++) {
        ticks due = with(m, WITH_WINDOWS, 40) ? from + below(m, to - from + 1) : to;
        add_window(m->p, from, due, to);
        from = to + between(m, 1, 120);
        to = from + between(m, 0, 120);
        if (m->recipe.days > 1 && chance(m, 40)) { from += DAY; to += DAY; }
    }
}

static void make_wishes(struct maker *m)
{
    if (with(m, WITH_SKILLS, 40)) add_need(m->p, between(m, 1, 2), between(m, 0, 2));
    for (int i = 0; i < m->recipe.workers; i++) if (chance(m, 30)) add_liking(m->p, i, between(m, -100, 200));
    if (m->recipe.workers > 1 && with(m, WITH_SKILLS, 15)) for (int i = 0; i < m->recipe.workers; i++) if (chance(m, 60)) add_allowed(m->p, i);
    if (with(m, WITH_SKILLS, 15)) add_forbidden(m->p, below(m, m->recipe.workers));
}

static void promise(struct maker *m, struct visit *v)
{
    const struct window *w = &m->p->windows[v->first_window];
    if (!with(m, WITH_PROMISES, 50)) return;
    v->was_slot = below(m, m->p->slot_count);
    v->was_start = w->from + below(m, w->to - w->from + 1);
    v->told = chance(m, 50);
}

static struct visit random_visit(struct maker *m)
{
    struct visit v = visit_default;
    v.id = m->p->visit_count + 1;
    v.place = chance(m, 97) ? m->recipe.workers + below(m, m->p->place_count - m->recipe.workers) : NONE;
    v.duration = between(m, 5, 90);
    v.setup = chance(m, 20) ? between(m, 1, 15) : 0;
    v.stranger = between(m, 0, 80);
    v.unserved = chance(m, 70) ? 100000 : between(m, 0, 700);
    v.delivery[0] = with(m, WITH_LOADS, 40) ? between(m, 1, 3) : 0;
    v.pickup[0] = with(m, WITH_LOADS, 30) ? between(m, 1, 3) : 0;
    if (with(m, WITH_POOLS, 40)) { v.pool = below(m, 2); v.pool_before = between(m, 0, 20); v.pool_after = between(m, 0, 20); }
    return v;
}

static void make_shipment(struct maker *m)
{
    struct visit v = random_visit(m), w = random_visit(m);
    v.pickup[0] = between(m, 0, 4);
    v.delivery[0] = w.pickup[0] = 0;
    w.delivery[0] = v.pickup[0];
    int first = add_visit(m->p, v);
    make_windows(m);
    w.id = first + 2;
    int second = add_visit(m->p, w);
    add_window(m->p, m->p->windows[m->p->visits[first].first_window].from, DAY * 3, DAY * 3);
    m->p->visits[first].partner = second;
    m->p->visits[second].partner = first;
}

static void make_visits(struct maker *m)
{
    while (m->p->visit_count < m->recipe.visits) {
        int left = m->recipe.visits - m->p->visit_count;
        if (left >= 2 && with(m, WITH_SHIPMENTS, 20)) { make_shipment(m); continue; }
        int first = add_visit(m->p, random_visit(m));
        make_windows(m);
        make_wishes(m);
        if (left >= 2 && with(m, WITH_RELATIONS, 20)) add_crew(m->p, 1);
        for (int v = first; v < m->p->visit_count; v++) promise(m, &m->p->visits[v]);
    }
}

/* A relation that their windows allow; shipments keep to themselves. */
static void make_relations(struct maker *m)
{
    int tries = with(m, WITH_RELATIONS, 60) ? between(m, 1, 2) : 0;
    for (int i = 0; i < tries && m->p->visit_count > 1; i++) {
        struct relation r = { .a = below(m, m->p->visit_count), .b = below(m, m->p->visit_count), .least = -TICKS_MAX, .most = TICKS_MAX, .who = (enum who)below(m, 3) };
        if (chance(m, 60)) r.least = between(m, -60, 90);
        if (chance(m, 40)) r.most = (r.least > -TICKS_MAX ? r.least : 0) + between(m, 0, 120);
        if (chance(m, 15)) r.least = r.most = 0;
        if (r.a == r.b) continue;
        const struct visit *a = &m->p->visits[r.a], *b = &m->p->visits[r.b];
        const struct window *x = &m->p->windows[a->first_window], *y = &m->p->windows[b->first_window];
        if ((int64_t)y->to - x->from >= r.least && (int64_t)y->from - x->to <= r.most) add_relation(m->p, r);
    }
}

static void make_weights(struct maker *m)
{
    struct weights *w = &m->p->weights;
    w->late = between(m, 1, 20);
    if (with(m, WITH_WINDOWS, 30)) { w->very_late = between(m, 1, 40); w->very_late_after = between(m, 0, 60); }
    if (with(m, WITH_PRICES, 30)) w->worst_late = between(m, 1, 30);
    if (with(m, WITH_PRICES, 50)) w->waiting = between(m, 0, 4);
    if (with(m, WITH_WORST, 60)) w->worst_waiting = between(m, 1, 9);
    if (with(m, WITH_WORST, 60)) w->worst_idle = between(m, 1, 9);
    if (with(m, WITH_FAIRNESS, 60)) { w->uneven = between(m, 1, 3); w->uneven_unit = between(m, 5, 60); }
    if (with(m, WITH_FAIRNESS, 50)) w->balance = between(m, 0, 3);
    if (m->recipe.features & WITH_PROMISES) { w->moved_worker = between(m, 0, 400); w->moved_told = between(m, 0, 400); w->moved_tick = chance(m, 60) ? between(m, 0, 5) : 0; }
}

/* Frozen time first; then pins taken from a true plan, so that they can all be kept. */
static void make_pins(struct maker *m)
{
    struct fault fault;
    if (!(m->recipe.features & WITH_PINS)) return;
    for (int s = 0; s < m->p->slot_count; s++) if (chance(m, 15)) m->p->slots[s].open = m->p->slots[s].from + between(m, 0, 120);
    CHECK(problem_seal(m->p, true, &fault));
    struct arena *arena = arena_new();
    struct plan *plan = random_plan(arena, m->p, m->recipe.seed, 50);
    for (int s = 0; plan && s < m->p->slot_count; s++) {
        for (int i = 0; i < plan->routes[s].count; i++) {
            struct visit *v = &m->p->visits[plan->routes[s].stops[i].visit];
            if (!chance(m, 30)) continue;
            v->pin_slot = s;
            v->unserved = 100000;
            if (chance(m, 50)) v->pin_start = plan->routes[s].stops[i].start;
        }
    }
    arena_free(arena);
}

struct problem *random_problem(struct recipe recipe)
{
    struct maker m = { problem_new(), { recipe.seed * 2654435761u + 1 }, recipe };
    struct fault fault = { 0 };
    m.p->dimensions = recipe.features & (WITH_LOADS | WITH_SHIPMENTS) ? 1 : 0;
    make_ways(&m);
    make_workers(&m);
    make_slots(&m);
    make_visits(&m);
    make_relations(&m);
    make_weights(&m);
    make_pins(&m);
    if (!problem_seal(m.p, true, &fault)) test_same_text(fault.what, "", fault.where, (int)recipe.seed, "a random problem");
    return m.p;
}

/* All visits that hang together with one are tried at once: `group` says which do. */
static bool try_group(struct plan *plan, struct scheduler *s, struct dice *dice, int group)
{
    const struct problem *p = plan->problem;
    int touched[64], count = 0;
    cost any;
    for (int v = 0; v < p->visit_count; v++) {
        if (p->group[v] != group) continue;
        int slot = (int)dice_below(dice, p->slot_count);
        if (p->visits[v].partner != NONE && p->visits[v].partner < v) slot = plan->slot_of[p->visits[v].partner];
        struct route *route = &plan->routes[slot];
        int at = (int)dice_below(dice, route->count + 1);
        memmove(&route->stops[at + 1], &route->stops[at], sizeof *route->stops * (size_t)(route->count++ - at));
        route->stops[at] = (struct stop){ .visit = v };
        plan->slot_of[v] = slot;
        bool known = false;
        for (int i = 0; i < count; i++) known |= touched[i] == slot;
        if (!known) touched[count++] = slot;
    }
    for (int i = 0; i < count; i++) if (route_breaks(plan, touched[i])) return false;
    if (!schedule(s, plan->problem->arena, plan, touched, count, COST_MAX, &any)) return false;
    struct fault fault;
    struct arena *arena = arena_new();
    bool well = plan_check(plan_copy(arena, plan), &fault);
    arena_free(arena);
    return well;
}

struct plan *random_plan(struct arena *arena, const struct problem *p, uint64_t seed, int keep_out)
{
    struct dice dice = { seed + 77 };
    struct plan *plan = plan_new(arena, p), *before;
    struct scheduler *s = scheduler_new(arena, p);
    struct fault fault;
    for (int i = 0; i < p->slot_count; i++) plan->routes[i].stops = arena_take(arena, sizeof(struct stop) * (size_t)(p->visit_count + 1));
    for (int v = 0; v < p->visit_count; v++) {
        if (p->group[v] != v || dice_below(&dice, 100) < keep_out) continue;
        for (int tries = 0; tries < 12 && plan->slot_of[v] == NONE; tries++) {
            before = plan_copy(arena, plan);
            if (try_group(plan, s, &dice, v)) break;
            for (int i = 0; i < p->slot_count; i++) {
                struct stop *room = plan->routes[i].stops;
                memcpy(room, before->routes[i].stops, sizeof *room * (size_t)before->routes[i].count);
                plan->routes[i] = before->routes[i];
                plan->routes[i].stops = room;
            }
            memcpy(plan->slot_of, before->slot_of, sizeof *plan->slot_of * (size_t)p->visit_count);
        }
    }
    return plan_check(plan, &fault) ? plan : NULL;
}

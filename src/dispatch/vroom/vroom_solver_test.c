/* vroom_solver_test.c — see vroom_solver_test.h. */
#include "dispatch/vroom/vroom_solver_test.h"
#include "dispatch/travel.h"
#include <string.h>

enum { MOST = 64 };

struct tour { int count, visits[MOST]; cost cost; };
struct state { const struct problem *p; struct tour *tours; cost total; bool served[MOST]; };

static bool load_fits(const struct problem *p, int slot, const int *visits, int count)
{
    for (int d = 0; d < p->dimensions; d++) {
        int64_t load = 0, room = p->slots[slot].capacity[d];
        for (int i = 0; i < count; i++) if (p->visits[visits[i]].partner == NONE) load += p->visits[visits[i]].delivery[d];
        if (load > room) return false;
        for (int i = 0; i < count; i++) {
            load += p->visits[visits[i]].pickup[d] - p->visits[visits[i]].delivery[d];
            if (load > room) return false;
        }
    }
    return true;
}

cost small_route_cost(const struct problem *p, int slot, const int *visits, int count)
{
    const struct slot *s = &p->slots[slot];
    struct vroom_times times;
    int place = s->start;
    int64_t travel = 0, metres = 0;
    cost sum = s->fixed;
    if (!count) return 0;
    if (count > s->most_stops || !load_fits(p, slot, visits, count)) return COST_MAX;
    for (int i = 0; i <= count; i++) {
        int next = i < count ? p->visits[visits[i]].place : s->end;
        if (i < count && !problem_fits(p, visits[i], slot)) return COST_MAX;
        if (i < count) sum += s->per_service * ((cost)visit_duration(p, visits[i], slot) + (place == next ? 0 : visit_setup(p, visits[i], slot)));
        travel += way_ticks(p, s->profile, place, next);
        metres += way_distance(p, s->profile, place, next);
        sum += way_cost(p, s, place, next);
        place = next;
    }
    if (travel > s->most_travel || metres > s->most_distance) return COST_MAX;
    struct arena *arena = arena_new();
    bool well = vroom_schedule(arena, p, slot, visits, count, &times);
    arena_free(arena);
    return well ? sum : COST_MAX;
}

static uint64_t next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static struct tour with(const struct tour *tour, int visit, int at)
{
    struct tour more = *tour;
    memmove(more.visits + at + 1, more.visits + at, sizeof *more.visits * (size_t)(more.count - at));
    more.visits[at] = visit;
    more.count++;
    return more;
}

static void consider(const struct state *s, int slot, struct tour *tour, int *best_slot, struct tour *best)
{
    tour->cost = small_route_cost(s->p, slot, tour->visits, tour->count);
    if (tour->cost == COST_MAX || (*best_slot != NONE && tour->cost - s->tours[slot].cost >= best->cost - s->tours[*best_slot].cost)) return;
    *best_slot = slot;
    *best = *tour;
}

/* A visit, with its delivery when it is a pickup. */
static void put(struct state *s, int visit)
{
    int partner = s->p->visits[visit].partner, best_slot = NONE;
    struct tour best;
    for (int slot = 0; slot < s->p->slot_count; slot++) {
        if (s->tours[slot].count + 2 > MOST) continue;
        for (int i = 0; i <= s->tours[slot].count; i++) {
            struct tour one = with(&s->tours[slot], visit, i);
            if (partner == NONE) consider(s, slot, &one, &best_slot, &best);
            for (int j = i + 1; partner != NONE && j <= one.count; j++) {
                struct tour two = with(&one, partner, j);
                consider(s, slot, &two, &best_slot, &best);
            }
        }
    }
    cost saved = s->p->visits[visit].unserved + (partner == NONE ? 0 : s->p->visits[partner].unserved);
    if (best_slot == NONE || best.cost - s->tours[best_slot].cost >= saved) return;
    s->total += best.cost - s->tours[best_slot].cost - saved;
    s->tours[best_slot] = best;
    s->served[visit] = true;
    if (partner != NONE) s->served[partner] = true;
}

static void take_out(struct state *s, int visit)
{
    int partner = s->p->visits[visit].partner;
    for (int slot = 0; slot < s->p->slot_count; slot++) {
        struct tour *t = &s->tours[slot];
        int kept = 0;
        for (int i = 0; i < t->count; i++) if (t->visits[i] != visit && t->visits[i] != partner) t->visits[kept++] = t->visits[i];
        if (kept == t->count) continue;
        t->count = kept;
        s->total -= t->cost;
        t->cost = small_route_cost(s->p, slot, t->visits, kept);
        s->total += t->cost + s->p->visits[visit].unserved + (partner == NONE ? 0 : s->p->visits[partner].unserved);
        s->served[visit] = false;
        if (partner != NONE) s->served[partner] = false;
    }
}

static void put_rest(struct state *s, uint64_t *seed)
{
    const struct problem *p = s->p;
    int first = (int)(next(seed) % (uint64_t)p->visit_count), step = 1 + (int)(next(seed) % 3);
    for (int round = 0; round < 3; round++) {                            /* a step that shares a factor misses some: then the others' turn */
        for (int i = 0; i < p->visit_count; i++) {
            int v = (first + i * step) % p->visit_count;
            if (p->visits[v].partner != NONE && p->visits[v].partner < v) v = p->visits[v].partner;
            if (!s->served[v]) put(s, v);
        }
        step = 1;
    }
}

static struct plan *plan_of(struct arena *arena, const struct state *s)
{
    struct plan *plan = plan_new(arena, s->p);
    for (int slot = 0; slot < s->p->slot_count; slot++) {
        const struct tour *t = &s->tours[slot];
        struct vroom_times times;
        if (!t->count || !vroom_schedule(arena, s->p, slot, t->visits, t->count, &times)) continue;
        vroom_route(arena, &times, t->count, &plan->routes[slot]);
        for (int i = 0; i < t->count; i++) plan->slot_of[t->visits[i]] = slot;
    }
    plan->cost = s->total;
    return plan;
}

/* Some routes come out worse: the cost may rise by what a route costs less when a route ends, so routes are sometimes emptied whole. */
static void ruin(struct state *s, uint64_t *seed)
{
    const struct problem *p = s->p;
    int out = 1 + (int)(next(seed) % 4);
    if (next(seed) % 4 == 0) {
        const struct tour whole = s->tours[next(seed) % (uint64_t)p->slot_count];
        for (int i = 0; i < whole.count; i++) take_out(s, whole.visits[i]);
    }
    for (int i = 0; i < out; i++) take_out(s, (int)(next(seed) % (uint64_t)p->visit_count));
}

struct plan *small_search(struct arena *arena, const struct problem *p, int rounds, uint64_t seed)
{
    size_t size = sizeof(struct tour) * (size_t)p->slot_count;
    struct state now = { .p = p, .tours = arena_take(arena, size) }, best = { .p = p, .tours = arena_take(arena, size) };
    if (p->visit_count > MOST) return NULL;
    for (int v = 0; v < p->visit_count; v++) now.total += p->visits[v].unserved;
    best.total = COST_MAX;
    for (int round = 0; round < rounds; round++) {
        put_rest(&now, &seed);
        struct state *from = now.total <= best.total ? &now : &best, *to = from == &now ? &best : &now;
        to->total = from->total;
        memcpy(to->tours, from->tours, size);
        memcpy(to->served, from->served, sizeof to->served);
        ruin(&now, &seed);
    }
    return plan_of(arena, &best);
}

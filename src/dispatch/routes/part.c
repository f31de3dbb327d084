/* part.c — see part.h. */
#include "dispatch/routes/part.h"
#include <string.h>

struct maker { const struct plan *plan; const struct problem *whole; const struct cut *cut; int index; struct part part; int *place, *visit, *slot, *worker; char *holds; };      /* holds: of a group, does somebody hold a thing of a pool? */

static int *numbers(struct maker *m, int count)
{
    int *to = arena_take(m->part.p->arena, sizeof *to * (size_t)(count + 1));
    for (int i = 0; i < count; i++) to[i] = NONE;
    return to;
}

static int place_in(struct maker *m, int place)
{
    if (place == NONE) return NONE;
    if (m->place[place] == NONE) m->place[place] = add_place(m->part.p, m->whole->places[place]);
    return m->place[place];
}

static void add_slots(struct maker *m)
{
    const struct problem *whole = m->whole;
    for (int s = 0; s < whole->slot_count; s++) {
        struct slot slot = whole->slots[s];
        if (m->cut->of_worker[slot.worker] != m->index) continue;
        int old = slot.worker;
        if (m->worker[old] == NONE) m->worker[old] = add_worker(m->part.p, whole->workers[old]);
        slot.worker = m->worker[old];
        slot.start = place_in(m, slot.start);
        slot.end = place_in(m, slot.end);
        m->slot[s] = add_slot(m->part.p, slot);
        m->part.slot[m->slot[s]] = s;
        for (int i = 0; i < whole->slots[s].skills; i++) add_offer(m->part.p, whole->skills[whole->slots[s].first_skill + i].skill, whole->skills[whole->slots[s].first_skill + i].level);
        for (int i = 0; i < whole->slots[s].pauses; i++) add_pause(m->part.p, whole->pauses[whole->slots[s].first_pause + i]);
    }
}

static const struct stop *stop_of(const struct plan *plan, int visit)
{
    const struct route *route = &plan->routes[plan->slot_of[visit]];
    for (int i = 0; i < route->count; i++) if (route->stops[i].visit == visit) return &route->stops[i];
    return NULL;
}

/* Is somebody of its group planned elsewhere? Whoever else takes from its pool is company too, and may be anywhere. */
static bool has_company_elsewhere(const struct maker *m, int visit)
{
    const struct problem *whole = m->whole;
    if (m->holds[whole->group[visit]]) return true;
    for (int i = whole->first_relation[visit]; i < whole->first_relation[visit + 1]; i++) {
        const struct relation *r = &whole->relations[whole->relation_of[i]];
        if (m->cut->of_visit[r->a] != m->index || m->cut->of_visit[r->b] != m->index) return true;
    }
    return false;
}

static void copy_lists(struct maker *m, int v)
{
    const struct problem *whole = m->whole;
    const struct visit *visit = &whole->visits[v];
    struct problem *p = m->part.p;
    const struct visit *before = m->visit[v] ? &whole->visits[m->part.visit[m->visit[v] - 1]] : NULL;
    struct visit *now = &p->visits[m->visit[v]];
    bool crew = before && before->id == visit->id && before->first_window == visit->first_window;
    if (crew) { now->first_window = now[-1].first_window; now->windows = now[-1].windows; }      /* a crew shares them: that is how it is known */
    for (int i = 0; !crew && i < visit->windows; i++) add_window(p, whole->windows[visit->first_window + i].from, whole->windows[visit->first_window + i].due, whole->windows[visit->first_window + i].to);
    for (int i = 0; i < visit->skills; i++) add_need(p, whole->skills[visit->first_skill + i].skill, whole->skills[visit->first_skill + i].level);
    for (int i = 0; i < visit->likings; i++) {
        const struct liking *l = &whole->likings[visit->first_liking + i];
        if (m->worker[l->worker] != NONE) add_liking(p, m->worker[l->worker], l->price);
    }
    for (int i = 0; i < visit->allowed; i++) if (m->worker[whole->list[visit->first_allowed + i]] != NONE) add_allowed(p, m->worker[whole->list[visit->first_allowed + i]]);
    for (int i = 0; i < visit->forbidden; i++) if (m->worker[whole->list[visit->first_forbidden + i]] != NONE) add_forbidden(p, m->worker[whole->list[visit->first_forbidden + i]]);
}

/* May it be planned here? Company that is elsewhere and left out cannot come in. */
static bool belongs(const struct maker *m, int v)
{
    if (m->cut->of_visit[v] != m->index) return false;
    return m->plan->slot_of[v] != NONE || !has_company_elsewhere(m, v);
}

static void add_visits(struct maker *m)
{
    const struct problem *whole = m->whole;
    for (int v = 0; v < whole->visit_count; v++) {
        struct visit visit = whole->visits[v];
        if (!belongs(m, v)) continue;
        if (visit.pin_slot == NONE && m->plan->slot_of[v] != NONE && has_company_elsewhere(m, v)) {
            visit.pin_slot = m->plan->slot_of[v];
            visit.pin_start = stop_of(m->plan, v)->start;
        }
        visit.pool = NONE;
        visit.place = place_in(m, visit.place);
        visit.pin_slot = visit.pin_slot == NONE ? NONE : m->slot[visit.pin_slot];
        visit.was_slot = visit.was_slot == NONE ? NONE : m->slot[visit.was_slot];
        m->visit[v] = add_visit(m->part.p, visit);
        m->part.visit[m->visit[v]] = v;
        copy_lists(m, v);
    }
    for (int v = 0; v < m->part.p->visit_count; v++) {
        struct visit *visit = &m->part.p->visits[v];
        if (visit->partner != NONE) visit->partner = m->visit[visit->partner];
    }
    for (int r = 0; r < whole->relation_count; r++) {
        struct relation relation = whole->relations[r];
        relation.a = m->visit[relation.a];
        relation.b = m->visit[relation.b];
        if (relation.a != NONE && relation.b != NONE) add_relation(m->part.p, relation);
    }
}

static const int32_t *submatrix(struct maker *m, const int32_t *from)
{
    int n = m->part.p->place_count, all = m->whole->place_count;
    if (!from) return NULL;
    int *old = arena_take(m->part.p->arena, sizeof *old * (size_t)(n + 1));
    int32_t *to = arena_take(m->part.p->arena, sizeof *to * (size_t)n * (size_t)n + 4);
    for (int i = 0; i < all; i++) if (m->place[i] != NONE) old[m->place[i]] = i;
    for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) to[i * n + j] = from[(int64_t)old[i] * all + old[j]];
    return to;
}

static void add_profiles(struct maker *m)
{
    for (int k = 0; k < m->whole->profile_count; k++) {
        struct profile f = m->whole->profiles[k];
        f.time = submatrix(m, f.time);
        f.distance = submatrix(m, f.distance);
        f.price = submatrix(m, f.price);
        add_profile(m->part.p, f);
    }
}

static void make_start(struct maker *m)
{
    struct problem *p = m->part.p;
    struct plan *start = m->part.start = plan_new(p->arena, p);
    for (int s = 0; s < p->slot_count; s++) {
        const struct route *from = &m->plan->routes[m->part.slot[s]];
        struct route *to = &start->routes[s];
        to->stops = arena_take(p->arena, sizeof *to->stops * (size_t)(from->count + 1));
        for (int i = 0; i < from->count; i++) {
            int visit = m->visit[from->stops[i].visit];
            if (visit == NONE) continue;
            to->stops[to->count] = from->stops[i];
            to->stops[to->count++].visit = visit;
            start->slot_of[visit] = s;
        }
    }
}

struct part part_make(const struct plan *plan, const struct cut *cut, int index)
{
    struct maker m = { .plan = plan, .whole = plan->problem, .cut = cut, .index = index, .part.p = problem_new() };
    struct problem *p = m.part.p;
    struct fault fault;
    m.place = numbers(&m, m.whole->place_count);
    m.visit = numbers(&m, m.whole->visit_count);
    m.slot = numbers(&m, m.whole->slot_count);
    m.worker = numbers(&m, m.whole->worker_count);
    m.holds = arena_take(p->arena, (size_t)m.whole->visit_count + 1);
    for (int v = 0; v < m.whole->visit_count; v++) m.holds[m.whole->group[v]] |= m.whole->visits[v].pool != NONE;
    m.part.visit = numbers(&m, m.whole->visit_count);
    m.part.slot = numbers(&m, m.whole->slot_count);
    p->weights = m.whole->weights;
    p->dimensions = m.whole->dimensions;
    p->day = m.whole->day;
    p->type_count = m.whole->type_count;
    p->typed = m.whole->typed;
    p->typed_count = m.whole->typed_count;
    add_slots(&m);
    add_visits(&m);
    add_profiles(&m);
    if (!problem_seal(p, true, &fault) || !p->slot_count) {
        part_free(&m.part);
        return m.part;
    }
    make_start(&m);
    return m.part;
}

void part_put(const struct part *part, const struct plan *planned, struct arena *arena, struct plan *whole)
{
    for (int s = 0; s < part->p->slot_count; s++) {
        const struct route *was = &whole->routes[part->slot[s]];
        for (int i = 0; i < was->count; i++) whole->slot_of[was->stops[i].visit] = NONE;
    }
    for (int s = 0; s < part->p->slot_count; s++) {
        int slot = part->slot[s], shift = whole->problem->slots[slot].first_pause - part->p->slots[s].first_pause;
        const struct route *from = &planned->routes[s];
        struct route *to = &whole->routes[slot];
        *to = *from;
        to->stops = arena_take(arena, sizeof *to->stops * (size_t)(from->count + 1));
        to->taken = arena_take(arena, sizeof *to->taken * (size_t)(from->taken_count + 1));
        for (int i = 0; i < from->count; i++) {
            to->stops[i] = from->stops[i];
            to->stops[i].visit = part->visit[from->stops[i].visit];
            whole->slot_of[to->stops[i].visit] = slot;
        }
        for (int i = 0; i < from->taken_count; i++) {
            to->taken[i] = from->taken[i];
            to->taken[i].pause += shift;
        }
    }
}

void part_free(struct part *part)
{
    problem_free(part->p);
    part->p = NULL;
}

/* seal.c — what makes a problem impossible is said here, before any search: see problem_seal in problem.h. */
#include "dispatch/travel.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const text misfit_names[MISFITS] = { "fits", "pinned", "not_allowed", "forbidden", "skill", "level", "load", "window", "shift", "frozen" };

static bool lists(const struct problem *p, int first, int count, int worker)
{
    for (int i = 0; i < count; i++) if (p->list[first + i] == worker) return true;
    return false;
}

static enum misfit misfit_of_skills(const struct problem *p, const struct visit *v, const struct slot *s)
{
    for (int i = 0; i < v->skills; i++) {
        const struct skill *need = &p->skills[v->first_skill + i];
        int level = -1;
        for (int j = 0; j < s->skills; j++) {
            const struct skill *offer = &p->skills[s->first_skill + j];
            if (offer->skill == need->skill && offer->level > level) level = offer->level;
        }
        if (level < 0) return MISFIT_SKILL;
        if (level < need->level) return MISFIT_LEVEL;
    }
    return FITS;
}

/* Alone in the slot: from the start, through one of its windows, home again within the shift. Without setup: a stop before it at the same
 * place would spare it. */
static enum misfit misfit_of_time(const struct problem *p, int visit, int slot)
{
    const struct visit *v = &p->visits[visit];
    const struct slot *s = &p->slots[slot];
    enum misfit worst = MISFIT_WINDOW;
    ticks out = way_ticks(p, s->profile, s->start, v->place);
    bool same_back = s->start == s->end && !p->profiles[s->profile].time;         /* from coordinates: the ways of 68 million pairs in a city are what sealing takes */
    ticks back = visit_duration(p, visit, slot) + (same_back ? out : way_ticks(p, s->profile, v->place, s->end));
    ticks first = s->from + out;
    for (int i = 0; i < v->windows; i++) {
        const struct window *w = &p->windows[v->first_window + i];
        ticks start = first > w->from ? first : w->from;
        if (v->pin_start != NONE) start = v->pin_start;
        else if (v->pin_slot == NONE && start < s->open) start = s->open;
        if (start > w->to || start < w->from) continue;
        if ((int64_t)start + back <= s->to) return FITS;
        worst = MISFIT_SHIFT;
    }
    return worst;
}

enum misfit problem_misfit(const struct problem *p, int visit, int slot)
{
    const struct visit *v = &p->visits[visit];
    const struct slot *s = &p->slots[slot];
    if (v->pin_slot != NONE && v->pin_slot != slot) return MISFIT_PINNED;
    if (v->allowed && !lists(p, v->first_allowed, v->allowed, s->worker)) return MISFIT_NOT_ALLOWED;
    if (lists(p, v->first_forbidden, v->forbidden, s->worker)) return MISFIT_FORBIDDEN;
    enum misfit skills = misfit_of_skills(p, v, s);
    if (skills) return skills;
    for (int d = 0; d < p->dimensions; d++) if (v->delivery[d] > s->capacity[d] || v->pickup[d] > s->capacity[d]) return MISFIT_LOAD;
    return misfit_of_time(p, visit, slot);
}

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The crew of one visit shares its id: copies tied by "together" count once. */
static bool ids_differ(const struct problem *p, text what, const int64_t *ids, int count, struct fault *fault)
{
    int64_t *sorted = malloc(sizeof *sorted * (size_t)(count + 1));
    char where[60];
    bool well = true;
    (void)p;
    if (!sorted) return fault_say(fault, what, "no memory");
    memcpy(sorted, ids, sizeof *sorted * (size_t)count);
    qsort(sorted, (size_t)count, sizeof *sorted, compare_ids);
    for (int i = 1; i < count && well; i++) {
        if (sorted[i] != sorted[i - 1]) continue;
        snprintf(where, sizeof where, "%s %lld", what, (long long)sorted[i]);
        well = fault_say(fault, where, "is there twice; every %s needs an id of its own", what);
    }
    free(sorted);
    return well;
}

static bool check_ids(const struct problem *p, struct fault *fault)
{
    int most = p->visit_count > p->slot_count ? p->visit_count : p->slot_count, count = 0;
    if (p->worker_count > most) most = p->worker_count;
    int64_t *ids = arena_take(p->arena, sizeof *ids * (size_t)(most + 1));
    for (int v = 0; v < p->visit_count; v++) {
        bool crew = v && p->visits[v].id == p->visits[v - 1].id && p->visits[v].first_window == p->visits[v - 1].first_window;
        bool shipment = p->visits[v].partner != NONE;     /* pickups and deliveries count apart: the reader sees to them */
        if (!crew && !shipment) ids[count++] = p->visits[v].id;
    }
    if (!ids_differ(p, "visit", ids, count, fault)) return false;
    for (int s = 0; s < p->slot_count; s++) ids[s] = p->slots[s].id;
    if (!ids_differ(p, "slot", ids, p->slot_count, fault)) return false;
    for (int w = 0; w < p->worker_count; w++) ids[w] = p->workers[w].id;
    return ids_differ(p, "worker", ids, p->worker_count, fault);
}

static bool within(int index, int count) { return index >= 0 && index < count; }
static bool place_well(const struct problem *p, int place) { return place == NONE || within(place, p->place_count); }

static bool check_slot(const struct problem *p, int index, struct fault *fault)
{
    const struct slot *s = &p->slots[index];
    char where[60];
    snprintf(where, sizeof where, "slot %lld", (long long)s->id);
    if (!within(s->worker, p->worker_count)) return fault_say(fault, where, "belongs to no worker");
    if (!within(s->profile, p->profile_count)) return fault_say(fault, where, "has no way of travelling (profile)");
    if (!place_well(p, s->start) || !place_well(p, s->end)) return fault_say(fault, where, "starts or ends at a place that is not there");
    if (s->to < s->from) return fault_say(fault, where, "ends before it begins");
    for (int i = 0; i < s->pauses; i++) {
        const struct pause *pause = &p->pauses[s->first_pause + i];
        if (pause->length < 0) return fault_say(fault, where, "has a break of negative length");
        for (int j = 0; j < pause->windows; j++) if (pause->window[j].to < pause->window[j].from) return fault_say(fault, where, "has a break whose window ends before it begins");
    }
    return true;
}

static bool check_windows(const struct problem *p, const struct visit *v, text where, struct fault *fault)
{
    if (!v->windows) return fault_say(fault, where, "has no time window");
    for (int i = 0; i < v->windows; i++) {
        const struct window *w = &p->windows[v->first_window + i];
        if (w->to < w->from) return fault_say(fault, where, "has a time window that ends (%d) before it begins (%d)", w->to, w->from);
        if (i && w->from <= w[-1].to) return fault_say(fault, where, "has time windows that overlap or are not in order");
    }
    return true;
}

static bool check_visit(const struct problem *p, int index, struct fault *fault)
{
    const struct visit *v = &p->visits[index];
    char where[60];
    snprintf(where, sizeof where, "visit %lld", (long long)v->id);
    if (!place_well(p, v->place)) return fault_say(fault, where, "is at a place that is not there");
    if (v->duration < 0 || v->setup < 0) return fault_say(fault, where, "lasts a negative time");
    if (v->duration >= TICKS_MAX) return fault_say(fault, where, "lasts too long");
    if (v->partner != NONE && (!within(v->partner, p->visit_count) || p->visits[v->partner].partner != index)) return fault_say(fault, where, "is half of a shipment whose other half does not know it");
    if (v->pool != NONE && !within(v->pool, p->pool_count)) return fault_say(fault, where, "needs a pool that is not there");
    if (v->pin_slot != NONE && !within(v->pin_slot, p->slot_count)) return fault_say(fault, where, "is pinned to a slot that is not there");
    if (v->was_slot != NONE && !within(v->was_slot, p->slot_count)) return fault_say(fault, where, "was promised to a slot that is not there");
    for (int i = 0; i < v->allowed; i++) if (!within(p->list[v->first_allowed + i], p->worker_count)) return fault_say(fault, where, "allows a worker who is not there");
    for (int i = 0; i < v->forbidden; i++) if (!within(p->list[v->first_forbidden + i], p->worker_count)) return fault_say(fault, where, "forbids a worker who is not there");
    for (int d = 0; d < p->dimensions; d++) if (v->delivery[d] < 0 || v->pickup[d] < 0) return fault_say(fault, where, "has a negative amount");
    return check_windows(p, v, where, fault);
}

static bool check_matrices(const struct problem *p, struct fault *fault)
{
    int64_t cells = (int64_t)p->place_count * p->place_count;
    for (int k = 0; k < p->profile_count; k++) {
        const struct profile *f = &p->profiles[k];
        text name = f->name ? f->name : "profile";
        if (!f->time && f->speed <= 0) return fault_say(fault, name, "has neither a matrix of times nor a speed");
        for (int64_t i = 0; f->time && i < cells; i++) {
            if (f->time[i] < 0) return fault_say(fault, name, "has no travel time from place %lld to place %lld", (long long)(i / p->place_count), (long long)(i % p->place_count));
            if (f->distance && f->distance[i] < 0) return fault_say(fault, name, "has no distance from place %lld to place %lld", (long long)(i / p->place_count), (long long)(i % p->place_count));
        }
    }
    return true;
}

/* Can the starts of two visits ever differ by what their relation asks? */
static bool relation_possible(const struct problem *p, const struct relation *r)
{
    const struct visit *a = &p->visits[r->a], *b = &p->visits[r->b];
    for (int i = 0; i < a->windows; i++) {
        for (int j = 0; j < b->windows; j++) {
            const struct window *x = &p->windows[a->first_window + i], *y = &p->windows[b->first_window + j];
            if ((int64_t)y->to - x->from >= r->least && (int64_t)y->from - x->to <= r->most) return true;
        }
    }
    return false;
}

static bool check_relation(const struct problem *p, int index, struct fault *fault)
{
    const struct relation *r = &p->relations[index];
    char where[60];
    snprintf(where, sizeof where, "relation %d", index + 1);
    if (!within(r->a, p->visit_count) || !within(r->b, p->visit_count) || r->a == r->b) return fault_say(fault, where, "does not tie two visits");
    if (r->least > r->most) return fault_say(fault, where, "asks for at least %d and at most %d", r->least, r->most);
    if (!relation_possible(p, r)) return fault_say(fault, where, "between visits %lld and %lld cannot hold within their time windows", (long long)p->visits[r->a].id, (long long)p->visits[r->b].id);
    return true;
}

static int root(int *parent, int i)
{
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

static void unite(int *parent, int a, int b)
{
    a = root(parent, a);
    b = root(parent, b);
    if (a < b) parent[b] = a;
    else parent[a] = b;
}

static void make_groups(struct problem *p)
{
    size_t n = (size_t)p->visit_count;
    p->group = arena_take(p->arena, sizeof *p->group * (n + 1));
    p->first_relation = arena_take(p->arena, sizeof *p->first_relation * (n + 2));
    p->relation_of = arena_take(p->arena, sizeof *p->relation_of * (2 * (size_t)p->relation_count + 1));
    for (int v = 0; v < p->visit_count; v++) p->group[v] = v;
    for (int v = 0; v < p->visit_count; v++) if (p->visits[v].partner != NONE) unite(p->group, v, p->visits[v].partner);
    for (int r = 0; r < p->relation_count; r++) {
        unite(p->group, p->relations[r].a, p->relations[r].b);
        p->first_relation[p->relations[r].a + 1]++;
        p->first_relation[p->relations[r].b + 1]++;
    }
    for (int v = 0; v < p->visit_count; v++) {
        p->group[v] = root(p->group, v);
        p->first_relation[v + 1] += p->first_relation[v];
    }
    int *next = arena_take(p->arena, sizeof *next * (n + 1));
    memcpy(next, p->first_relation, sizeof *next * (n + 1));
    for (int r = 0; r < p->relation_count; r++) {
        p->relation_of[next[p->relations[r].a]++] = r;
        p->relation_of[next[p->relations[r].b]++] = r;
    }
}

static bool make_fits(struct problem *p, bool allow_hopeless, struct fault *fault)
{
    p->fit_words = (p->slot_count + 63) / 64;
    p->fits = arena_take(p->arena, sizeof *p->fits * (size_t)p->fit_words * (size_t)p->visit_count + 8);
    for (int v = 0; v < p->visit_count; v++) {
        uint64_t *row = p->fits + (int64_t)v * p->fit_words;
        enum misfit nearest = FITS;                     /* the reason that comes last in the order of tests is the nearest to fitting */
        bool any = false;
        for (int s = 0; s < p->slot_count; s++) {
            enum misfit why = problem_misfit(p, v, s);
            if (!why) row[s >> 6] |= UINT64_C(1) << (s & 63);
            any |= !why;
            if (why > nearest) nearest = why;
        }
        if (any || allow_hopeless) continue;
        char where[60];
        snprintf(where, sizeof where, "visit %lld", (long long)p->visits[v].id);
        return fault_say(fault, where, "fits into no slot, whatever else is planned (%s)", p->slot_count ? misfit_names[nearest] : "there are none");
    }
    return true;
}

/* By worker, so that the searches find one of hundreds at once; of a worker named twice the first counts, as before. */
static void sort_likings(struct problem *p)
{
    for (int v = 0; v < p->visit_count; v++) {
        struct liking *all = p->likings + p->visits[v].first_liking;
        for (int i = 1; i < p->visits[v].likings; i++) {
            struct liking moving = all[i];
            int at = i;
            for (; at && all[at - 1].worker > moving.worker; at--) all[at] = all[at - 1];
            all[at] = moving;
        }
    }
}

bool problem_seal(struct problem *p, bool allow_hopeless, struct fault *fault)
{
    if (!check_ids(p, fault) || !check_matrices(p, fault)) return false;
    for (int s = 0; s < p->slot_count; s++) if (!check_slot(p, s, fault)) return false;
    for (int v = 0; v < p->visit_count; v++) if (!check_visit(p, v, fault)) return false;
    for (int r = 0; r < p->relation_count; r++) if (!check_relation(p, r, fault)) return false;
    travel_fill(p, TRAVEL_PLACES);
    sort_likings(p);
    make_groups(p);
    if (!make_fits(p, allow_hopeless, fault)) return false;
    p->sealed = true;
    return true;
}

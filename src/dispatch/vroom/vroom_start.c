/* vroom_start.c — the routes that vehicles' steps describe: checked as VROOM checks them, and made a plan to begin from. */
#include "dispatch/travel.h"
#include "dispatch/vroom/vroom_inside.h"
#include <stdlib.h>
#include <string.h>

/* ---- names ---- */

static int by_name(const void *a, const void *b)
{
    const struct vroom_task *x = *(const struct vroom_task *const *)a, *y = *(const struct vroom_task *const *)b;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

static const struct vroom_task **sorted_tasks(const struct reading *r)
{
    const struct vroom *v = r->v;
    const struct vroom_task **sorted = arena_take(r->arena, sizeof(struct vroom_task *) * ((size_t)v->task_count + 1));
    for (int t = 0; t < v->task_count; t++) sorted[t] = &v->tasks[t];
    qsort(sorted, (size_t)v->task_count, sizeof *sorted, by_name);
    return sorted;
}

static int task_named(const struct vroom *v, const struct vroom_task **sorted, const struct vroom_step *step)
{
    const struct vroom_task key = { .kind = step->kind, .id = step->id }, *wanted = &key;
    const struct vroom_task **found = bsearch(&wanted, sorted, (size_t)v->task_count, sizeof *sorted, by_name);
    return found ? (int)(*found - v->tasks) : NONE;
}

static bool has_break(const struct vroom_vehicle *vehicle, int64_t id)
{
    for (int b = 0; b < vehicle->break_count; b++) if (vehicle->breaks[b].id == id) return true;
    return false;
}

static void resolve(struct reading *r, const struct vroom_vehicle *vehicle, const struct vroom_task **sorted, bool *planned)
{
    long long id = (long long)vehicle->id;
    for (int i = 0; i < vehicle->step_count && !r->failed; i++) {
        const struct vroom_step *step = &vehicle->steps[i];
        text kind = vroom_kinds[step->kind];
        if (step->kind == VROOM_BREAK && !has_break(vehicle, step->id)) vroom_refuse(r, "Invalid break id %lld for vehicle %lld.", (long long)step->id, id);
        if (step->kind > VROOM_DELIVERY) continue;
        int t = task_named(r->v, sorted, step);
        if (t == NONE) { vroom_refuse(r, "Invalid %s id %lld for vehicle %lld.", kind, (long long)step->id, id); return; }
        if (planned[t]) vroom_refuse(r, "Duplicate %s id %lld in input steps for vehicle %lld.", kind, (long long)step->id, id);
        planned[t] = true;
    }
}

void vroom_resolve_steps(struct reading *r)
{
    const struct vroom_task **sorted = sorted_tasks(r);
    bool *planned = arena_take(r->arena, sizeof *planned * ((size_t)r->v->task_count + 1));
    for (int i = 0; i < r->v->vehicle_count && !r->failed; i++) resolve(r, &r->v->vehicles[i], sorted, planned);
}

/* ---- routes ---- */

struct begun { struct reading *r; int slot, count; int *visits, *seen; long long id; };     /* seen: slot + 1 of a visit that was */

static void over_capacity(const struct begun *b, const int64_t *load)
{
    const struct problem *p = b->r->p;
    for (int d = 0; d < p->dimensions; d++) if (load[d] > p->slots[b->slot].capacity[d]) vroom_refuse(b->r, "Route over capacity for vehicle %lld.", b->id);
}

/* Stop by stop: may she, does the shipment come after its pickup, does it fit. What jobs deliver is on board from the start. */
static void check_stops(struct begun *b)
{
    const struct problem *p = b->r->p;
    int64_t load[AMOUNTS] = { 0 };
    for (int i = 0; i < b->count; i++)
        for (int d = 0; d < p->dimensions && p->visits[b->visits[i]].partner == NONE; d++) load[d] += p->visits[b->visits[i]].delivery[d];
    over_capacity(b, load);
    for (int i = 0; i < b->count; i++) {
        int visit = b->visits[i], partner = p->visits[visit].partner;
        if (!problem_fits(p, visit, b->slot)) vroom_refuse(b->r, "Missing skill or step out of reach for vehicle %lld and job %lld.", b->id, (long long)p->visits[visit].id);
        if (partner != NONE && partner < visit && b->seen[partner] != b->slot + 1) vroom_refuse(b->r, "Invalid shipment in route for vehicle %lld.", b->id);
        b->seen[visit] = b->slot + 1;
        for (int d = 0; d < p->dimensions; d++) load[d] += p->visits[visit].pickup[d] - p->visits[visit].delivery[d];
        over_capacity(b, load);
    }
}

static void check_open_shipments(struct begun *b)
{
    for (int i = 0; i < b->count; i++) {
        int partner = b->r->p->visits[b->visits[i]].partner;
        if (partner != NONE && b->seen[partner] != b->slot + 1) vroom_refuse(b->r, "Invalid shipment in route for vehicle %lld.", b->id);
    }
}

static void check_limits(struct begun *b)
{
    const struct problem *p = b->r->p;
    const struct slot *s = &p->slots[b->slot];
    int64_t time = 0, metres = 0;
    int place = s->start;
    for (int i = 0; i <= b->count && b->count; i++) {
        int next = i < b->count ? p->visits[b->visits[i]].place : s->end;
        time += way_ticks(p, s->profile, place, next);
        metres += way_distance(p, s->profile, place, next);
        place = next;
    }
    if (time > s->most_travel) vroom_refuse(b->r, "Route over max_travel_time for vehicle %lld.", b->id);
    if (metres > s->most_distance) vroom_refuse(b->r, "Route over max_distance for vehicle %lld.", b->id);
    if (b->count > s->most_stops) vroom_refuse(b->r, "Too many tasks for vehicle %lld.", b->id);
}

static void keep_route(struct begun *b, struct plan *plan)
{
    struct reading *r = b->r;
    struct route *route = &plan->routes[b->slot];
    struct vroom_times times;
    if (!vroom_schedule(r->arena, r->p, b->slot, b->visits, b->count, &times)) { vroom_refuse(r, "Infeasible route for vehicle %lld.", b->id); return; }
    vroom_route(r->arena, &times, b->count, route);
    for (int i = 0; i < b->count; i++) plan->slot_of[b->visits[i]] = b->slot;
}

static void begin_route(struct reading *r, int slot, const struct vroom_task **sorted, int *seen, struct plan *plan)
{
    const struct vroom_vehicle *vehicle = &r->v->vehicles[slot];
    struct begun b = { .r = r, .slot = slot, .seen = seen, .id = (long long)vehicle->id, .visits = arena_take(r->arena, sizeof(int) * ((size_t)vehicle->step_count + 1)) };
    for (int i = 0; i < vehicle->step_count; i++)
        if (vehicle->steps[i].kind <= VROOM_DELIVERY) b.visits[b.count++] = task_named(r->v, sorted, &vehicle->steps[i]);
    check_stops(&b);
    check_limits(&b);
    check_open_shipments(&b);
    if (!r->failed && b.count) keep_route(&b, plan);
}

void vroom_make_start(struct reading *r)
{
    const struct vroom_task **sorted = sorted_tasks(r);
    struct plan *plan = plan_new(r->arena, r->p);
    int *seen = arena_take(r->arena, sizeof *seen * ((size_t)r->p->visit_count + 1));
    bool any = false;
    for (int i = 0; i < r->v->vehicle_count && !r->failed; i++) {
        if (!r->v->vehicles[i].step_count) continue;
        begin_route(r, i, sorted, seen, plan);
        any = true;
    }
    if (any && !r->failed) r->v->start = plan;
}

/* vroom_problem.c — VROOM's vehicles and tasks become slots and visits; its seconds become ticks from an origin. */
#include "dispatch/vroom/vroom_inside.h"
#include <math.h>
#include <string.h>

enum { END_OF_TIME = TICKS_MAX - 2 };        /* no route is longer: what cannot be reached in time lies at TICKS_MAX */

ticks vroom_ticks(const struct vroom *v, uint32_t seconds)
{
    int64_t at = ((int64_t)seconds - v->origin) * v->unit;
    return at < 0 ? 0 : at > TICKS_MAX ? TICKS_MAX : (ticks)at;
}

static ticks lasts(const struct vroom *v, uint32_t seconds)
{
    int64_t length = (int64_t)seconds * v->unit;
    return length >= TICKS_MAX ? TICKS_MAX - 1 : (ticks)length;
}

/* ---- origin ---- */

struct moments { int64_t lowest, highest, lowest_vehicle; };             /* of the starts of windows */

static void look_at(struct moments *m, const struct vroom_windows *windows)
{
    for (int i = 0; i < windows->count && !windows->open; i++) {
        if (windows->at[i].from < m->lowest) m->lowest = windows->at[i].from;
        if (windows->at[i].from > m->highest) m->highest = windows->at[i].from;
    }
}

/* More seconds than a route can need before its first window. */
static int64_t longest_route(const struct vroom *v)
{
    int64_t sum = 24 * 3600;
    for (int i = 0; i < v->task_count; i++) sum += (int64_t)v->tasks[i].setup + v->tasks[i].service + 6 * 3600;
    return sum;
}

/* Moments may be counted from anywhere, the time of Unix for instance. Zero is kept when all fits; otherwise the first moment at
 * which something can happen is zero. A vehicle without a window leaves as late as it can: its route is moved with the rest. */
static void set_origin(struct reading *r)
{
    struct vroom *v = r->v;
    struct moments m = { UINT32_MAX, 0, UINT32_MAX };
    for (int i = 0; i < v->vehicle_count; i++) {
        const struct vroom_vehicle *vehicle = &v->vehicles[i];
        look_at(&m, &vehicle->window);
        if (vehicle->window.at->from < m.lowest_vehicle) m.lowest_vehicle = vehicle->window.at->from;
        for (int b = 0; b < vehicle->break_count; b++) look_at(&m, &vehicle->breaks[b].windows);
    }
    for (int t = 0; t < v->task_count; t++) look_at(&m, &v->tasks[t].windows);
    int64_t room = END_OF_TIME / v->unit - 1;
    if (m.highest < room / 2) return;
    v->origin = m.lowest_vehicle > 0 ? m.lowest_vehicle : m.lowest - longest_route(v);
    if (v->origin < 0) v->origin = 0;
    if (m.highest - v->origin >= room) vroom_refuse(r, "Time windows more than %lld seconds apart are not supported.", (long long)room);
}

static void set_unit(struct vroom *v)
{
    v->unit = 1;
    for (int i = 0; i < v->vehicle_count; i++) if (fmod(round(1 / v->vehicles[i].speed * VROOM_HUNDRED), VROOM_HUNDRED) != 0) v->unit = VROOM_HUNDRED;
}

/* ---- breaks ---- */

/* The breaks one after the other, without any task: each must have a moment. */
static bool breaks_fit(const struct vroom_vehicle *v)
{
    int64_t at = v->window.at->from, last = v->window.at->to, earliest[64];
    for (int b = 0; b < v->break_count; b++) {
        const struct vroom_windows *w = &v->breaks[b].windows;
        int i = 0;
        while (i < w->count && at > w->at[i].to) i++;
        if (i == w->count) return false;
        earliest[b] = at > w->at[i].from ? at : w->at[i].from;
        at = earliest[b] + v->breaks[b].service;
    }
    for (int b = v->break_count - 1; b >= 0; b--) {
        const struct vroom_windows *w = &v->breaks[b].windows;
        int i = w->count - 1;
        last -= v->breaks[b].service;
        while (i >= 0 && w->at[i].from > last) i--;
        if (i < 0) return false;
        if (last > w->at[i].to) last = w->at[i].to;
        if (last < earliest[b]) return false;
    }
    return true;
}

static void add_breaks(struct reading *r, const struct vroom_vehicle *vehicle)
{
    for (int b = 0; b < vehicle->break_count; b++) {
        const struct vroom_break *from = &vehicle->breaks[b];
        struct pause pause = { .id = from->id, .length = lasts(r->v, from->service), .when_span = -1, .after = TICKS_MAX, .limits_load = from->limits, .missed = COST_MAX };
        for (int i = 0; i < from->windows.count; i++) {
            ticks to = vroom_ticks(r->v, from->windows.at[i].to);
            pause.window[pause.windows++] = (struct window){ vroom_ticks(r->v, from->windows.at[i].from), to, to };
        }
        memcpy(pause.most_load, from->most_load.at, sizeof pause.most_load);
        add_pause(r->p, pause);
    }
}

/* ---- slots and visits ---- */

static bool ids_differ(const struct vroom *v)
{
    for (int i = 0; i < v->vehicle_count; i++) for (int j = 0; j < i; j++) if (v->vehicles[i].id == v->vehicles[j].id) return false;
    return true;
}

static void add_vehicle(struct reading *r, int index, int64_t id)
{
    const struct vroom *v = r->v;
    const struct vroom_vehicle *vehicle = &v->vehicles[index];
    struct worker worker = worker_default;
    struct slot slot = slot_default;
    worker.id = slot.id = id;
    slot.worker = add_worker(r->p, worker);
    slot.from = vroom_ticks(v, vehicle->window.at->from);
    slot.to = vroom_ticks(v, vehicle->window.at->to);
    if (slot.to > END_OF_TIME) slot.to = END_OF_TIME;
    if (vehicle->most_travel < UINT32_MAX) slot.most_travel = lasts(v, vehicle->most_travel);
    if (vehicle->most_tasks < INT32_MAX) slot.most_stops = (int)vehicle->most_tasks;
    if (vehicle->most_distance < UINT32_MAX) slot.most_distance = vehicle->most_distance;
    memcpy(slot.capacity, vehicle->capacity.at, sizeof slot.capacity);
    while (strcmp(v->types[slot.type], vehicle->type)) slot.type++;
    add_slot(r->p, slot);
    for (int i = 0; i < vehicle->skills.count; i++) add_offer(r->p, (int)vehicle->skills.at[i], 0);
    add_breaks(r, vehicle);
}

static uint32_t of_type(const struct vroom_by_type *by, text type, uint32_t otherwise)
{
    for (int i = 0; i < by->count; i++) if (!strcmp(by->at[i].type, type)) return by->at[i].seconds;
    return otherwise;
}

static void add_task_windows(struct reading *r, const struct vroom_windows *windows)
{
    const struct vroom *v = r->v;
    int added = 0;
    for (int i = 0; i < windows->count; i++) {
        ticks from = vroom_ticks(v, windows->at[i].from), to = vroom_ticks(v, windows->at[i].to);
        if (windows->at[i].to < v->origin) continue;                     /* before anybody is there */
        add_window(r->p, from, to, to);
        added++;
    }
    if (!added) add_window(r->p, TICKS_MAX, TICKS_MAX, TICKS_MAX);
}

static void add_task(struct reading *r, const struct vroom_task *task)
{
    const struct vroom *v = r->v;
    struct visit visit = visit_default;
    visit.id = task->id;
    visit.name = task->description;
    visit.place = task->at.place;
    visit.setup = lasts(v, task->setup);
    visit.duration = lasts(v, task->service);
    visit.priority = (int)task->priority;
    memcpy(visit.delivery, task->delivery.at, sizeof visit.delivery);
    memcpy(visit.pickup, task->pickup.at, sizeof visit.pickup);
    if (task->kind == VROOM_PICKUP) visit.partner = r->p->visit_count + 1;
    if (task->kind == VROOM_DELIVERY) visit.partner = r->p->visit_count - 1;
    add_visit(r->p, visit);
    add_task_windows(r, &task->windows);
    for (int i = 0; i < task->skills.count; i++) add_need(r->p, (int)task->skills.at[i], 0);
    if (!task->setup_by.count && !task->service_by.count) return;
    for (int t = 0; t < v->type_count; t++)
        add_typed(r->p, lasts(v, of_type(&task->service_by, v->types[t], task->service)), lasts(v, of_type(&task->setup_by, v->types[t], task->setup)));
}

void vroom_problem(struct reading *r)
{
    struct vroom *v = r->v;
    struct problem *p = r->p;
    set_unit(v);
    set_origin(r);
    for (int i = 0; i < v->vehicle_count && !r->failed; i++)
        if (!breaks_fit(&v->vehicles[i])) vroom_refuse(r, "Inconsistent breaks for vehicle %lld.", (long long)v->vehicles[i].id);
    if (r->failed) return;
    bool own_ids = ids_differ(v);
    p->dimensions = v->dimensions;
    p->type_count = v->type_count;
    for (int i = 0; i < v->vehicle_count; i++) add_vehicle(r, i, own_ids ? v->vehicles[i].id : i + 1);
    vroom_ways(r);
    for (int i = 0; i < v->vehicle_count && !r->failed; i++) {
        p->slots[i].start = v->vehicles[i].start.place;
        p->slots[i].end = v->vehicles[i].end.place;
        const struct profile *f = &p->profiles[p->slots[i].profile];
        if (!f->distance && !f->speed) p->slots[i].most_distance = COST_MAX;         /* no metres: VROOM counts none */
    }
    for (int t = 0; t < v->task_count && !r->failed; t++) add_task(r, &v->tasks[t]);
    if (!r->failed) vroom_prices(r);
    if (!r->failed && !problem_seal(p, true, r->fault)) {                /* nothing that was accepted above should fail here */
        r->fault->code = VROOM_INTERNAL;
        r->failed = true;
    }
}

/* vroom_write.c — a plan as VROOM's output object. Times are whole seconds, rounded down; durations and waits are differences of
 * what is written, so that a reader who adds them up finds no second missing. */
#include "base/json.h"
#include "dispatch/travel.h"
#include "dispatch/vroom/vroom_inside.h"

struct totals { int64_t cost, setup, service, duration, waiting, priority, distance, delivery[AMOUNTS], pickup[AMOUNTS]; };

struct report {                              /* a route while it is written */
    struct json *json;
    const struct problem *p;
    const struct vroom *v;
    const struct vroom_vehicle *vehicle;
    int slot, place;                         /* where it is; NONE before an open start's first stop */
    int64_t load[AMOUNTS];
    int64_t over;                            /* the second at which the last step was over */
    int64_t duration, distance;              /* on the way so far; as far as stops and breaks have been written */
    int64_t reached, travel;                 /* distance at the last stop; VROOM's cost of the ways, in 1/VROOM_UNIT */
    struct totals sum;
};

static int64_t second(const struct vroom *v, ticks at) { return v->origin + at / v->unit; }

/* ---- pieces of objects ---- */

static void put_amount(struct json *json, text key, const int64_t *amount, int dimensions)
{
    write_list(json, key);
    for (int d = 0; d < dimensions; d++) write_number(json, NULL, amount[d]);
    write_end(json, ']');
}

static void put_place(struct json *json, const struct vroom_place *at)
{
    if (at->located) {
        write_list(json, "location");
        write_real(json, NULL, at->lng);
        write_real(json, NULL, at->lat);
        write_end(json, ']');
    }
    if (at->indexed) write_number(json, "location_index", at->index);
}

static void put_no_violations(struct json *json)        /* what is planned here breaks nothing */
{
    write_list(json, "violations");
    write_end(json, ']');
}

static void put_totals(struct json *json, const struct vroom *v, const struct totals *sum)
{
    if (v->dimensions) {
        put_amount(json, "delivery", sum->delivery, v->dimensions);
        put_amount(json, "amount", sum->delivery, v->dimensions);        /* deprecated there, and still written */
        put_amount(json, "pickup", sum->pickup, v->dimensions);
    }
    write_number(json, "setup", sum->setup);
    write_number(json, "service", sum->service);
    write_number(json, "duration", sum->duration);
    write_number(json, "waiting_time", sum->waiting);
    write_number(json, "priority", sum->priority);
    if (v->distances) write_number(json, "distance", sum->distance);
}

/* ---- steps ---- */

struct step { text type, description; const struct vroom_place *at; int64_t id, setup, service, waiting, arrival; bool has_id, has_job; };

static void put_step(struct report *r, const struct step *step)
{
    struct json *json = r->json;
    r->duration += step->arrival - r->over;
    r->over = step->arrival + step->waiting + step->setup + step->service;
    write_object(json, NULL);
    write_text(json, "type", step->type);
    if (*step->description) write_text(json, "description", step->description);
    if (step->at) put_place(json, step->at);
    if (step->has_id) write_number(json, "id", step->id);
    write_number(json, "setup", step->setup);
    write_number(json, "service", step->service);
    write_number(json, "waiting_time", step->waiting);
    if (step->has_job) write_number(json, "job", step->id);
    if (r->v->dimensions) put_amount(json, "load", r->load, r->v->dimensions);
    write_number(json, "arrival", step->arrival);
    write_number(json, "duration", r->duration);
    put_no_violations(json);
    if (r->v->distances) write_number(json, "distance", r->distance);
    write_end(json, '}');
    r->sum.setup += step->setup;
    r->sum.service += step->service;
    r->sum.waiting += step->waiting;
}

/* VROOM's cost of a way: its own integers, which round a speed once for time and once for money. */
static int64_t way_price(const struct report *r, int from, int to)
{
    const struct vroom_vehicle *vehicle = r->vehicle;
    const struct profile *f = &r->p->profiles[r->p->slots[r->slot].profile];
    if (from == NONE || to == NONE) return 0;
    if (vehicle->own_costs) {
        const struct vroom_matrix *m = &vroom_profile(r->v, vehicle->profile)->matrix[VROOM_COSTS];
        return (int64_t)VROOM_UNIT * m->at[(size_t)from * (size_t)m->size + (size_t)to];
    }
    int64_t price = vehicle->price * (way_ticks(r->p, r->p->slots[r->slot].profile, from, to) / vehicle->factor);
    return f->distance || f->speed ? price + (int64_t)vehicle->per_km * (VROOM_UNIT / 1000) * way_distance(r->p, r->p->slots[r->slot].profile, from, to) : price;
}

/* Metres, where there are any: with times alone VROOM counts none. */
static int64_t way_metres(const struct report *r, int from, int to)
{
    int profile = r->p->slots[r->slot].profile;
    return r->p->profiles[profile].distance || r->p->profiles[profile].speed ? way_distance(r->p, profile, from, to) : 0;
}

static void reach(struct report *r, int place)
{
    r->travel += way_price(r, r->place, place);
    r->reached += way_metres(r, r->place, place);
    r->distance = r->reached;
    r->place = place == NONE ? r->place : place;
}

static void put_start(struct report *r, const struct vroom_times *times, const struct vroom_place *at)
{
    struct step step = { .type = "start", .description = "", .at = at, .arrival = second(r->v, times->begin) };
    r->over = step.arrival;
    put_step(r, &step);
}

/* A break on the way to `next`: of the way's metres as much as of its time has passed. */
static void put_break(struct report *r, const struct vroom_time *time, int next)
{
    const struct vroom_break *b = &r->vehicle->breaks[time->pause - r->p->slots[r->slot].first_pause];
    struct step step = { .type = "break", .description = b->description, .id = b->id, .has_id = true, .service = b->service };
    int64_t whole = next == NONE || r->place == NONE ? 0 : way_ticks(r->p, r->p->slots[r->slot].profile, r->place, next) / r->v->unit;
    step.arrival = second(r->v, time->arrive);
    step.waiting = second(r->v, time->start) - step.arrival;
    int64_t metres = way_metres(r, r->place, next);
    if (whole > 0) r->distance += (2 * (step.arrival - r->over) * metres + whole) / (2 * whole);       /* to the nearest */
    put_step(r, &step);
}

static void put_task(struct report *r, const struct vroom_time *time)
{
    const struct problem *p = r->p;
    const struct visit *visit = &p->visits[time->visit];
    const struct vroom_task *task = &r->v->tasks[time->visit];
    struct step step = { .type = vroom_kinds[task->kind], .description = task->description, .at = &task->at, .id = task->id, .has_id = true, .has_job = true };
    step.setup = visit->place == r->place ? 0 : visit_setup(p, time->visit, r->slot) / r->v->unit;
    step.service = visit_duration(p, time->visit, r->slot) / r->v->unit;
    step.arrival = second(r->v, time->arrive);
    step.waiting = second(r->v, time->start) - step.arrival;
    for (int d = 0; d < r->v->dimensions; d++) {
        r->load[d] += visit->pickup[d] - visit->delivery[d];
        r->sum.delivery[d] += visit->delivery[d];
        r->sum.pickup[d] += visit->pickup[d];
    }
    reach(r, visit->place);
    put_step(r, &step);
    r->sum.priority += visit->priority;
}

/* ---- a route ---- */

static int64_t nearest(int64_t numerator, int64_t denominator) { return (2 * numerator + denominator) / (2 * denominator); }

/* Without any time window VROOM rounds the cost of ways down; with one it prices the seconds and metres that it reports. */
static int64_t route_cost(const struct report *r)
{
    const struct vroom_vehicle *vehicle = r->vehicle;
    int64_t travel = r->travel / VROOM_UNIT, tasks = (int64_t)vehicle->per_task_hour * VROOM_HUNDRED * (r->sum.setup + r->sum.service) / VROOM_UNIT;
    if (r->v->windowed && !vehicle->own_costs)
        travel = nearest(r->sum.duration * vehicle->per_hour * 5 + r->sum.distance * vehicle->per_km * 18, 18000);     /* /3600 + /1000 */
    return vehicle->fixed + travel + tasks;
}

static void put_steps(struct report *r, const struct vroom_times *times, const struct vroom_place *first, const struct vroom_place *last)
{
    const struct slot *slot = &r->p->slots[r->slot];
    put_start(r, times, slot->start == NONE ? first : &r->vehicle->start);
    for (int i = 0; i < times->count; i++) {
        int next = i;
        if (times->at[i].visit != NONE) { put_task(r, &times->at[i]); continue; }
        while (next < times->count && times->at[next].visit == NONE) next++;
        put_break(r, &times->at[i], next < times->count ? r->p->visits[times->at[next].visit].place : slot->end);
    }
    struct step end = { .type = "end", .description = "", .at = slot->end == NONE ? last : &r->vehicle->end, .arrival = second(r->v, times->end) };
    reach(r, slot->end);
    put_step(r, &end);
    r->sum.duration = r->duration;
    r->sum.distance = r->distance;
}

static void add_totals(struct totals *to, const struct totals *from, int dimensions)
{
    to->cost += from->cost;
    to->setup += from->setup;
    to->service += from->service;
    to->duration += from->duration;
    to->waiting += from->waiting;
    to->priority += from->priority;
    to->distance += from->distance;
    for (int d = 0; d < dimensions; d++) {
        to->delivery[d] += from->delivery[d];
        to->pickup[d] += from->pickup[d];
    }
}

/* The steps are written apart first: a route's sums stand before them. */
static bool put_route(struct json *json, const struct instance *instance, const struct route *route, int slot, struct totals *all)
{
    struct arena *arena = json->out.arena;
    const struct problem *p = instance->problem;
    const struct vroom *v = instance->own;
    struct json steps = json_new(arena);
    struct report r = { .json = &steps, .p = p, .v = v, .vehicle = &v->vehicles[slot], .slot = slot, .place = p->slots[slot].start };
    struct vroom_times times;
    int *visits = arena_take(arena, sizeof *visits * (size_t)route->count);
    for (int i = 0; i < route->count; i++) {
        visits[i] = route->stops[i].visit;
        const struct visit *visit = &p->visits[visits[i]];
        for (int d = 0; d < v->dimensions && visit->partner == NONE; d++) r.load[d] += visit->delivery[d];
    }
    if (!vroom_schedule(arena, p, slot, visits, route->count, &times)) return false;
    write_list(&steps, NULL);
    put_steps(&r, &times, &v->tasks[visits[0]].at, &v->tasks[visits[route->count - 1]].at);
    write_end(&steps, ']');
    r.sum.cost = route_cost(&r);
    write_object(json, NULL);
    write_number(json, "vehicle", r.vehicle->id);
    write_number(json, "cost", r.sum.cost);
    if (*r.vehicle->description) write_text(json, "description", r.vehicle->description);
    put_totals(json, v, &r.sum);
    write_raw(json, "steps", buf_text(&steps.out));
    put_no_violations(json);
    write_end(json, '}');
    add_totals(all, &r.sum, v->dimensions);
    return true;
}

/* ---- the whole ---- */

static void put_unassigned(struct json *json, const struct vroom *v, const struct plan *plan)
{
    write_list(json, "unassigned");
    for (int t = 0; t < v->task_count; t++) {
        const struct vroom_task *task = &v->tasks[t];
        if (plan->slot_of[t] != NONE) continue;
        write_object(json, NULL);
        write_number(json, "id", task->id);
        put_place(json, &task->at);
        write_text(json, "type", vroom_kinds[task->kind]);
        if (*task->description) write_text(json, "description", task->description);
        write_end(json, '}');
    }
    write_end(json, ']');
}

static void put_summary(struct json *json, const struct vroom *v, const struct totals *sum, int routes, int unassigned)
{
    write_object(json, "summary");
    write_number(json, "cost", sum->cost);
    write_number(json, "routes", routes);
    write_number(json, "unassigned", unassigned);
    put_totals(json, v, sum);
    put_no_violations(json);
    write_object(json, "computing_times");
    write_number(json, "loading", v->loading);
    write_number(json, "solving", v->solving);
    write_number(json, "routing", 0);
    write_end(json, '}');
    write_end(json, '}');
}

text vroom_answer(struct arena *arena, const struct instance *instance, const struct plan *plan)
{
    const struct vroom *v = instance->own;
    struct json json = json_new(arena), routes = json_new(arena);
    struct totals sum = { 0 };
    struct fault fault = { .code = VROOM_INTERNAL };
    int used = 0;
    write_list(&routes, NULL);
    for (int s = 0; s < instance->problem->slot_count; s++) {
        if (!plan->routes[s].count) continue;
        if (!put_route(&routes, instance, &plan->routes[s], s, &sum)) {
            fault_say(&fault, "plan", "The route of vehicle %lld has no times.", (long long)v->vehicles[s].id);
            return vroom_refusal(arena, &fault);
        }
        used++;
    }
    write_end(&routes, ']');
    write_object(&json, NULL);
    write_number(&json, "code", VROOM_OK);
    put_summary(&json, v, &sum, used, plan_left_out(plan));
    put_unassigned(&json, v, plan);
    write_raw(&json, "routes", buf_text(&routes.out));
    write_end(&json, '}');
    return buf_text(&json.out);
}

text vroom_refusal(struct arena *arena, const struct fault *fault)
{
    struct json json = json_new(arena);
    write_object(&json, NULL);
    write_number(&json, "code", fault->code ? fault->code : VROOM_INTERNAL);
    write_text(&json, "error", fault->what);
    write_end(&json, '}');
    return buf_text(&json.out);
}

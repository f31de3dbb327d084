/* format_zhangjia_plan.c — reads a solution of the library's own JSON: routes of steps, a step a visit or a pause. Arrivals, ends and costs
 * are not believed, the referee fills them in; what is left out follows from what is not. */
#include "dispatch/formats/format_zhangjia_read.h"

struct plan_reader {
    struct reader reader;                    /* for its helpers and the ids of slots */
    struct plan *plan;
    struct arena *arena;
    struct route *route;
    int slot;
};

static struct plan_reader *of(struct reader *r) { return (struct plan_reader *)(void *)r; }

static bool read_stop(struct plan_reader *r, json_t *value, const struct spot *spot)
{
    int64_t start;
    struct stop *stop = &r->route->stops[r->route->count];
    if (!visit_named(&r->reader.visits, value, &stop->visit, spot, r->reader.fault)) return false;
    if (!number_of(&r->reader, value, "start", -TICKS_MAX, TICKS_MAX, NULL, &start, spot)) return false;
    stop->start = (ticks)start;
    r->route->count++;
    return true;
}

static bool read_taken(struct plan_reader *r, json_t *value, const struct spot *spot)
{
    const struct problem *p = r->plan->problem;
    const struct slot *slot = &p->slots[r->slot];
    int64_t id, start;
    if (!number_of(&r->reader, value, "pause", INT64_MIN, INT64_MAX, NULL, &id, spot) || !number_of(&r->reader, value, "start", -TICKS_MAX, TICKS_MAX, NULL, &start, spot)) return false;
    for (int i = slot->first_pause; i < slot->first_pause + slot->pauses; i++) {
        if (p->pauses[i].id != id) continue;
        r->route->taken[r->route->taken_count++] = (struct taken){ i, (ticks)start, r->route->count };
        return true;
    }
    return spot_fault(spot, r->reader.fault, "is pause %lld, which this slot has not got", (long long)id);
}

static bool read_step(struct reader *r, json_t *value, const struct spot *spot)
{
    if (!json_is_object(value)) return spot_fault(spot, r->fault, "is to be an object with a visit or a pause");
    return json_object_get(value, "pause") ? read_taken(of(r), value, spot) : read_stop(of(r), value, spot);
}

static bool read_route(struct reader *r, json_t *value, const struct spot *spot)
{
    struct plan_reader *reader = of(r);
    int64_t begin;
    if (!json_is_object(value)) return spot_fault(spot, r->fault, "is to be an object with slot, begin and steps");
    if (!id_of(r, value, "slot", &r->slots, &reader->slot, spot) || !number_of(r, value, "begin", -TICKS_MAX, TICKS_MAX, NULL, &begin, spot)) return false;
    size_t most = json_array_size(json_object_get(value, "steps")) + 1;
    reader->route = &reader->plan->routes[reader->slot];
    if (reader->route->stops) return spot_fault(spot, r->fault, "is a second route of this slot");
    *reader->route = (struct route){ .begin = (ticks)begin, .stops = arena_take(reader->arena, sizeof(struct stop) * most), .taken = arena_take(reader->arena, sizeof(struct taken) * most) };
    return each_of(r, value, "steps", spot, read_step);
}

struct plan *zhangjia_read_plan(const struct instance *instance, struct arena *arena, const char *bytes, size_t length, struct fault *fault)
{
    const struct problem *p = instance->problem;
    json_t *root;
    if (!json_load(bytes, length, &root, fault)) return NULL;
    struct plan_reader r = { .reader = { .fault = fault, .length = length, .scratch = arena_new() }, .plan = plan_new(arena, p), .arena = arena };
    r.reader.visits = visit_names_make(r.reader.scratch, p);
    for (int s = 0; s < p->slot_count; s++) ids_put(r.reader.scratch, &r.reader.slots, p->slots[s].id, s);
    bool well = json_is_object(root) ? each_of(&r.reader, root, "routes", NULL, read_route) : spot_fault(NULL, fault, "is to be an object with routes");
    for (int s = 0; s < p->slot_count; s++) for (int i = 0; i < r.plan->routes[s].count; i++) r.plan->slot_of[r.plan->routes[s].stops[i].visit] = s;
    json_decref(root);
    arena_free(r.reader.scratch);
    return well ? r.plan : NULL;
}

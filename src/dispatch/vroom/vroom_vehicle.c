/* vroom_vehicle.c — one vehicle of VROOM's input, with its breaks and steps. */
#include "dispatch/vroom/vroom_inside.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_BREAKS = 64 };

const text vroom_kinds[] = { "job", "pickup", "delivery", "break", "start", "end" };

static struct vroom_break read_break(struct reading *r, const json_t *object)
{
    struct vroom_break b = { .id = vroom_id(r, object, "break") };
    if (r->failed) return b;
    b.limits = json_object_get(object, "max_load");
    if (b.limits) b.most_load = vroom_room(r, object, "max_load", r->dimensions);
    b.windows = vroom_windows(r, object, "break", b.id);
    b.service = vroom_uint(r, object, "service", "duration", 0);
    b.description = vroom_string(r, object, "description");
    if (b.windows.count > PAUSE_WINDOWS) vroom_refuse(r, "More than %d time windows for break %lld are not supported.", PAUSE_WINDOWS, (long long)b.id);
    return b;
}

static int first_window(const void *a, const void *b)
{
    const struct vroom_span *x = ((const struct vroom_break *)a)->windows.at, *y = ((const struct vroom_break *)b)->windows.at;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

static void read_breaks(struct reading *r, const json_t *object, struct vroom_vehicle *v)
{
    const json_t *list = json_object_get(object, "breaks"), *one;
    size_t i;
    if (list && !json_is_array(list)) vroom_refuse(r, "Invalid breaks for vehicle %lld.", (long long)v->id);
    if (json_array_size(list) > MOST_BREAKS) vroom_refuse(r, "More than %d breaks for vehicle %lld are not supported.", MOST_BREAKS, (long long)v->id);
    if (!list || r->failed) return;
    v->breaks = arena_take(r->arena, sizeof *v->breaks * (json_array_size(list) + 1));
    json_array_foreach(list, i, one) {
        v->breaks[v->break_count] = read_break(r, one);
        if (r->failed) return;
        v->break_count++;
    }
    if (v->break_count) qsort(v->breaks, (size_t)v->break_count, sizeof *v->breaks, first_window);
}

static uint32_t read_cost(struct reading *r, const json_t *costs, text key, uint32_t otherwise, int64_t id)
{
    const json_t *value = json_object_get(costs, key);
    if (!value) return otherwise;
    if (!vroom_is_uint(value)) return vroom_refuse(r, "Invalid %s cost for vehicle %lld.", key, (long long)id);
    return (uint32_t)json_integer_value(value);
}

static void read_costs(struct reading *r, const json_t *object, struct vroom_vehicle *v)
{
    const json_t *costs = json_object_get(object, "costs");
    if (costs && !json_is_object(costs)) vroom_refuse(r, "Invalid costs for vehicle %lld.", (long long)v->id);
    v->fixed = read_cost(r, costs, "fixed", 0, v->id);
    v->per_hour = read_cost(r, costs, "per_hour", 3600, v->id);
    v->per_km = read_cost(r, costs, "per_km", 0, v->id);
    v->per_task_hour = read_cost(r, costs, "per_task_hour", 0, v->id);
}

static struct vroom_step read_step(struct reading *r, const json_t *object, int64_t vehicle)
{
    static const text moments[] = { "service_at", "service_after", "service_before" };
    struct vroom_step step = { .kind = VROOM_START };
    const json_t *id = json_object_get(object, "id");
    for (int i = 0; i < 3; i++) vroom_uint(r, object, moments[i], "value", 0);
    text type = vroom_string(r, object, "type");
    if (!strcmp(type, "start")) return step;
    step.kind = VROOM_END;
    if (!strcmp(type, "end")) return step;
    if (!json_is_integer(id) || json_integer_value(id) < 0) vroom_refuse(r, "Invalid id in steps for vehicle %lld.", (long long)vehicle);
    step.id = json_integer_value(id);
    for (step.kind = VROOM_JOB; step.kind <= VROOM_BREAK; step.kind++) if (!strcmp(type, vroom_kinds[step.kind])) return step;
    vroom_refuse(r, "Invalid type in steps for vehicle %lld.", (long long)vehicle);
    return step;
}

static void read_steps(struct reading *r, const json_t *object, struct vroom_vehicle *v)
{
    const json_t *list = json_object_get(object, "steps"), *one;
    size_t i;
    if (list && !json_is_array(list)) vroom_refuse(r, "Invalid steps for vehicle %lld.", (long long)v->id);
    if (!list || r->failed) return;
    v->steps = arena_take(r->arena, sizeof *v->steps * (json_array_size(list) + 1));
    json_array_foreach(list, i, one) v->steps[v->step_count++] = read_step(r, one, v->id);
}

/* What VROOM looks at when all of a vehicle has been read. */
static void check(struct reading *r, const struct vroom_vehicle *v)
{
    long long id = (long long)v->id;
    if (!v->start.indexed && !v->start.located && !v->end.indexed && !v->end.located) vroom_refuse(r, "No start or end specified for vehicle %lld.", id);
    for (int i = 0; i < v->break_count; i++) {
        for (int j = 0; j < i; j++) if (v->breaks[j].id == v->breaks[i].id) vroom_refuse(r, "Duplicate break id: %lld.", (long long)v->breaks[i].id);
        if (v->breaks[i].limits && v->breaks[i].most_load.count != v->capacity.count) vroom_refuse(r, "Inconsistent break max_load size for break %lld.", (long long)v->breaks[i].id);
    }
    for (int i = 0; i < v->step_count; i++) {
        if (i && v->steps[i].kind == VROOM_START) vroom_refuse(r, "Unexpected start in input steps for vehicle %lld.", id);
        if (i < v->step_count - 1 && v->steps[i].kind == VROOM_END) vroom_refuse(r, "Unexpected end in input steps for vehicle %lld.", id);
    }
}

struct vroom_vehicle vroom_vehicle(struct reading *r, const json_t *object)
{
    struct vroom_vehicle v = { .id = vroom_id(r, object, "vehicle") };
    if (r->failed) return v;
    v.start = vroom_place(r, object, "start", "start_index", "vehicle", v.id);
    v.end = vroom_place(r, object, "end", "end_index", "vehicle", v.id);
    v.profile = vroom_string(r, object, "profile");
    if (!*v.profile) v.profile = "car";
    v.capacity = vroom_room(r, object, "capacity", 0);
    v.skills = vroom_skills(r, object);
    const json_t *window = json_object_get(object, "time_window");
    v.window = (struct vroom_windows){ 1, arena_take(r->arena, sizeof *v.window.at), !window };
    *v.window.at = window ? vroom_span(r, window) : (struct vroom_span){ 0, UINT32_MAX };
    read_breaks(r, object, &v);
    v.description = vroom_string(r, object, "description");
    read_costs(r, object, &v);
    v.speed = vroom_factor(r, object, "speed_factor");
    v.most_tasks = vroom_uint(r, object, "max_tasks", "value", UINT32_MAX);
    v.most_travel = vroom_uint(r, object, "max_travel_time", "value", UINT32_MAX);
    v.most_distance = vroom_uint(r, object, "max_distance", "value", UINT32_MAX);
    read_steps(r, object, &v);
    v.type = vroom_string(r, object, "type");
    if (!r->failed) check(r, &v);
    return v;
}

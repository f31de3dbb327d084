/* format_vroom.c — VROOM's JSON as a format: see vroom.h. */
#include "dispatch/travel.h"
#include "dispatch/vroom/vroom_inside.h"
#include <string.h>

/* An object with "vehicles" and jobs or shipments, by its first look: whether it is well is for the reader to say. */
static bool claims(const char *bytes, size_t length)
{
    return memmem(bytes, length, "\"vehicles\"", 10) && (memmem(bytes, length, "\"jobs\"", 6) || memmem(bytes, length, "\"shipments\"", 11));
}

static json_t *load(const char *bytes, size_t length, struct fault *fault)
{
    json_error_t error;
    size_t offset = 0;
    length = strnlen(bytes, length);                    /* the text ends at its first NUL for VROOM; jansson takes some in numbers */
    json_t *json = json_loadb(bytes, length, JSON_DECODE_ANY, &error);
    if (json) return json;
    text why = vroom_syntax(bytes, length, &offset);
    if (why) fault_say(fault, "input", "%s (offset: %zu)", why, offset);
    else fault_say(fault, "input", "%s (offset: %d)", error.text, error.position);       /* what RapidJSON would let pass */
    fault->code = VROOM_INPUT;
    return NULL;
}

static void release(void *json) { json_decref(json); }

bool vroom_read_with(struct instance *instance, const char *bytes, size_t length, const struct vroom_router *router, struct fault *fault)
{
    struct problem *p = problem_new();
    struct vroom *v = arena_take(p->arena, sizeof *v);
    struct reading r = { .p = p, .v = v, .arena = p->arena, .fault = fault, .router = router };
    struct arena *tree = arena_new();
    json_t *json = load(bytes, length, fault);
    if (json) arena_defer(tree, release, json);
    r.failed = !json;
    if (!r.failed) vroom_read(&r, json);
    arena_free(tree);                                   /* the tree is many times the text: it goes before the search begins */
    if (!r.failed) vroom_resolve_steps(&r);
    if (!r.failed) vroom_check_matrices(&r);
    if (!r.failed) vroom_problem(&r);
    if (!r.failed) vroom_make_start(&r);
    *instance = (struct instance){ .problem = p, .format = &vroom_format, .own = v };
    if (!r.failed) return true;
    problem_free(p);
    *instance = (struct instance){ 0 };
    return false;
}

static bool read_input(struct instance *instance, const char *bytes, size_t length, struct fault *fault)
{
    return vroom_read_with(instance, bytes, length, NULL, fault);
}

static bool write_output(const struct instance *instance, const struct plan *plan, FILE *out)
{
    struct arena *arena = arena_new();
    bool well = fprintf(out, "%s\n", vroom_answer(arena, instance, plan)) > 0;
    arena_free(arena);
    return well;
}

/* ---- an output object back into a plan ---- */

static int slot_named(const struct vroom *v, const struct plan *plan, int64_t id)
{
    for (int s = 0; s < v->vehicle_count; s++) if (v->vehicles[s].id == id && !plan->routes[s].count) return s;
    return NONE;
}

static int visit_named(const struct vroom *v, const char *type, int64_t id)
{
    for (int t = 0; t < v->task_count; t++) if (v->tasks[t].id == id && !strcmp(vroom_kinds[v->tasks[t].kind], type)) return t;
    return NONE;
}

static ticks said(const struct vroom *v, const json_t *step, const char *key)
{
    int64_t at = (json_integer_value(json_object_get(step, key)) - (strcmp(key, "arrival") ? 0 : v->origin)) * v->unit;
    return at > TICKS_MAX ? TICKS_MAX : at < -TICKS_MAX ? -TICKS_MAX : (ticks)at;
}

static bool read_step(const struct instance *instance, int slot, struct route *route, const json_t *step, struct fault *fault)
{
    const struct vroom *v = instance->own;
    const char *type = json_string_value(json_object_get(step, "type"));
    int64_t id = json_integer_value(json_object_get(step, "id"));
    ticks arrive = said(v, step, "arrival"), start = arrive + said(v, step, "waiting_time");
    if (!type) return fault_say(fault, "solution", "has a step without a type");
    if (!strcmp(type, "start")) route->begin = arrive;
    else if (!strcmp(type, "end")) route->end = arrive;
    else if (!strcmp(type, "break")) {
        for (int b = 0; b < v->vehicles[slot].break_count; b++) {
            if (v->vehicles[slot].breaks[b].id != id) continue;
            if (route->taken_count == v->vehicles[slot].break_count) break;
            route->taken[route->taken_count++] = (struct taken){ instance->problem->slots[slot].first_pause + b, start, route->count };
            return true;
        }
        return fault_say(fault, "solution", "has a break %lld that vehicle %lld has not", (long long)id, (long long)v->vehicles[slot].id);
    } else {
        int visit = visit_named(v, type, id);
        if (visit == NONE) return fault_say(fault, "solution", "has a %s %lld that is not in the instance", type, (long long)id);
        route->stops[route->count++] = (struct stop){ visit, arrive, start, start + said(v, step, "setup") + said(v, step, "service") };
    }
    return true;
}

/* With fractions of seconds what is written is rounded: then the order of stops is taken, and its times are found again. */
static bool exact_again(const struct instance *instance, struct arena *arena, int slot, struct route *route, struct fault *fault)
{
    const struct vroom *v = instance->own;
    struct vroom_times times;
    int *visits = arena_take(arena, sizeof *visits * ((size_t)route->count + 1));
    if (v->unit == 1) return true;
    for (int i = 0; i < route->count; i++) visits[i] = route->stops[i].visit;
    if (!vroom_schedule(arena, instance->problem, slot, visits, route->count, &times)) return fault_say(fault, "solution", "has a route of vehicle %lld that cannot be kept", (long long)v->vehicles[slot].id);
    vroom_route(arena, &times, route->count, route);
    return true;
}

static bool read_route(const struct instance *instance, struct arena *arena, struct plan *plan, const json_t *object, struct fault *fault)
{
    const json_t *steps = json_object_get(object, "steps"), *step;
    int64_t id = json_integer_value(json_object_get(object, "vehicle"));
    int slot = slot_named(instance->own, plan, id);
    size_t i;
    if (slot == NONE) return fault_say(fault, "solution", "has a route of vehicle %lld that is not in the instance, or has two", (long long)id);
    struct route *route = &plan->routes[slot];
    route->stops = arena_take(arena, sizeof *route->stops * (json_array_size(steps) + 1));
    route->taken = arena_take(arena, sizeof *route->taken * (json_array_size(steps) + 1));
    json_array_foreach(steps, i, step) if (!read_step(instance, slot, route, step, fault)) return false;
    if (!exact_again(instance, arena, slot, route, fault)) return false;
    for (int s = 0; s < route->count; s++) plan->slot_of[route->stops[s].visit] = slot;
    return true;
}

static struct plan *read_solution(const struct instance *instance, struct arena *arena, const char *bytes, size_t length, struct fault *fault)
{
    json_t *json = load(bytes, length, fault);
    const json_t *routes = json_object_get(json, "routes"), *route;
    struct plan *plan = plan_new(arena, instance->problem);
    bool well = json != NULL;
    size_t i;
    if (well && !json_is_array(routes)) well = fault_say(fault, "solution", "has no routes");
    json_array_foreach(routes, i, route) if (well) well = read_route(instance, arena, plan, route, fault);
    json_decref(json);
    return well ? plan : NULL;
}

/* What VROOM calls summary.cost. */
static double cost_of(const struct instance *instance, const struct plan *plan)
{
    struct arena *arena = arena_new();
    json_t *json = json_loads(vroom_answer(arena, instance, plan), 0, NULL);
    double said_cost = json_number_value(json_object_get(json_object_get(json, "summary"), "cost"));
    json_decref(json);
    arena_free(arena);
    return said_cost;
}

const struct format vroom_format = { .name = "vroom", .claims = claims, .read = read_input, .write = write_output, .read_solution = read_solution, .cost = cost_of };

struct vroom_options vroom_options(const struct instance *instance) { return ((const struct vroom *)instance->own)->options; }
const struct plan *vroom_start(const struct instance *instance) { return ((const struct vroom *)instance->own)->start; }

void vroom_took(struct instance *instance, int64_t loading, int64_t solving)
{
    struct vroom *v = instance->own;
    v->loading = loading;
    v->solving = solving;
}

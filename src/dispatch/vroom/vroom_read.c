/* vroom_read.c — the whole of VROOM's input: vehicles, jobs, shipments, matrices, in the order in which VROOM looks at them. */
#include "dispatch/vroom/vroom_inside.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_TYPES = 256, MOST_VEHICLES = 20000, MOST_TASKS = 65535, MOST_WORK = 1 << 28 };

/* All vectors of load have one length: that of the first vehicle's capacity. */
static void same_length(struct reading *r, const struct vroom_amount *amount)
{
    if ((unsigned)amount->count != r->dimensions) vroom_refuse(r, "Inconsistent delivery length: %d instead of %u.", amount->count, r->dimensions);
}

/* Indices are given for all places or for none; the first place decides. */
static void same_kind_of_place(struct reading *r, bool indexed)
{
    if (!r->places_seen++) r->v->indexed = indexed;
    else if (r->v->indexed != indexed) vroom_refuse(r, "Missing location index.");
}

static void read_vehicles(struct reading *r, const json_t *input)
{
    const json_t *list = json_object_get(input, "vehicles"), *one;
    struct vroom *v = r->v;
    size_t i;
    if (!json_is_array(list)) vroom_refuse(r, "Invalid vehicles.");
    else if (!json_array_size(list)) vroom_refuse(r, "No vehicle defined.");
    if (r->failed) return;
    vroom_id(r, json_array_get(list, 0), "vehicle");
    r->dimensions = (unsigned)json_array_size(json_object_get(json_array_get(list, 0), "capacity"));
    v->vehicles = arena_take(r->arena, sizeof *v->vehicles * json_array_size(list));
    json_array_foreach(list, i, one) {
        struct vroom_vehicle *to = &v->vehicles[v->vehicle_count];
        *to = vroom_vehicle(r, one);
        if (r->failed) return;
        bool starts = to->start.indexed || to->start.located, ends = to->end.indexed || to->end.located;
        same_length(r, &to->capacity);
        if (starts && ends && to->start.indexed != to->end.indexed) vroom_refuse(r, "Missing start_index or end_index.");
        same_kind_of_place(r, ends ? to->end.indexed : to->start.indexed);
        v->windowed |= !to->window.open || to->break_count;
        v->vehicle_count++;
    }
    v->dimensions = (int)r->dimensions;
}

/* What a job, a pickup and a delivery have in common. */
static struct vroom_task read_task(struct reading *r, const json_t *object, enum vroom_kind kind)
{
    text what = vroom_kinds[kind];
    struct vroom_task t = { .kind = kind, .id = vroom_id(r, object, what) };
    if (r->failed) return t;
    t.at = vroom_location(r, object, what, t.id);
    t.setup = vroom_uint(r, object, "setup", "duration", 0);
    t.service = vroom_uint(r, object, "service", "duration", 0);
    t.windows = vroom_windows(r, object, what, t.id);
    t.description = vroom_string(r, object, "description");
    t.setup_by = vroom_by_type(r, object, "setup_per_type", what, t.id);
    t.service_by = vroom_by_type(r, object, "service_per_type", what, t.id);
    t.delivery.count = t.pickup.count = (int)r->dimensions;
    return t;
}

static void keep(struct reading *r, struct vroom_task task)
{
    if (task.priority > 100) vroom_refuse(r, "Invalid priority value for %s %lld.", vroom_kinds[task.kind], (long long)task.id);
    same_length(r, &task.delivery);
    same_length(r, &task.pickup);
    same_kind_of_place(r, task.at.indexed);
    r->v->windowed |= !task.windows.open;
    r->v->tasks[r->v->task_count++] = task;
}

static void read_job(struct reading *r, const json_t *object)
{
    struct vroom_task job = read_task(r, object, VROOM_JOB);
    if (r->failed) return;
    bool old = json_object_get(object, "amount") && !json_object_get(object, "delivery") && !json_object_get(object, "pickup");
    job.delivery = vroom_amount(r, object, old ? "amount" : "delivery", r->dimensions);
    job.pickup = vroom_amount(r, object, "pickup", r->dimensions);
    job.skills = vroom_skills(r, object);
    job.priority = vroom_uint(r, object, "priority", "value", 0);
    if (!r->failed) keep(r, job);
}

static void read_shipment(struct reading *r, const json_t *object)
{
    const json_t *from = json_object_get(object, "pickup"), *to = json_object_get(object, "delivery");
    if (!json_is_object(object)) vroom_refuse(r, "Invalid shipment.");
    if (!json_is_object(from)) vroom_refuse(r, "Missing pickup for shipment.");
    if (!json_is_object(to)) vroom_refuse(r, "Missing delivery for shipment.");
    struct vroom_amount amount = vroom_amount(r, object, "amount", r->dimensions);
    struct vroom_skills skills = vroom_skills(r, object);
    uint32_t priority = vroom_uint(r, object, "priority", "value", 0);
    struct vroom_task pickup = read_task(r, from, VROOM_PICKUP), delivery = read_task(r, to, VROOM_DELIVERY);
    if (r->failed) return;
    pickup.skills = delivery.skills = skills;
    pickup.priority = delivery.priority = priority;
    pickup.pickup = delivery.delivery = amount;
    keep(r, pickup);
    keep(r, delivery);
}

static void read_tasks(struct reading *r, const json_t *input)
{
    const json_t *jobs = json_object_get(input, "jobs"), *shipments = json_object_get(input, "shipments"), *one;
    size_t i;
    if (r->failed) return;
    r->v->tasks = arena_take(r->arena, sizeof *r->v->tasks * (json_array_size(jobs) + 2 * json_array_size(shipments) + 1));
    if (jobs && !json_is_array(jobs)) vroom_refuse(r, "Invalid jobs.");
    json_array_foreach(jobs, i, one) if (!r->failed) read_job(r, one);
    if (shipments && !json_is_array(shipments)) vroom_refuse(r, "Invalid shipments.");
    json_array_foreach(shipments, i, one) if (!r->failed) read_shipment(r, one);
}

static int by_kind_and_id(const void *a, const void *b)
{
    const struct vroom_task *x = *(const struct vroom_task *const *)a, *y = *(const struct vroom_task *const *)b;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    if (x->id != y->id) return x->id < y->id ? -1 : 1;
    return (x > y) - (x < y);
}

/* Of several ids that are there twice, the one whose second is met first is named. */
static void check_ids(struct reading *r)
{
    int count = r->v->task_count;
    const struct vroom_task **sorted = arena_take(r->arena, sizeof(struct vroom_task *) * (size_t)(count + 1)), *twice = NULL;
    for (int i = 0; i < count; i++) sorted[i] = &r->v->tasks[i];
    qsort(sorted, (size_t)count, sizeof *sorted, by_kind_and_id);
    for (int i = 1; i < count; i++)
        if (sorted[i]->kind == sorted[i - 1]->kind && sorted[i]->id == sorted[i - 1]->id && (!twice || sorted[i] < twice)) twice = sorted[i];
    if (twice) vroom_refuse(r, "Duplicate %s id: %lld.", vroom_kinds[twice->kind], (long long)twice->id);
}

static void number_types(struct reading *r)
{
    struct vroom *v = r->v;
    v->types = arena_take(r->arena, sizeof *v->types * (MOST_TYPES + 1));
    v->types[v->type_count++] = "";
    for (int i = 0; i < v->vehicle_count; i++) {
        int t = 0;
        while (t < v->type_count && strcmp(v->types[t], v->vehicles[i].type)) t++;
        if (t == MOST_TYPES) { vroom_refuse(r, "More than %d types of vehicles are not supported.", MOST_TYPES); return; }
        if (t == v->type_count) v->types[v->type_count++] = v->vehicles[i].type;
    }
}

/* What must be compared before a search begins grows with products of what can be said in few bytes. */
static void check_size(struct reading *r)
{
    const struct vroom *v = r->v;
    int64_t wanted = 0, offered = 0, windows = 0;
    if (v->vehicle_count > MOST_VEHICLES) vroom_refuse(r, "More than %d vehicles are not supported.", MOST_VEHICLES);
    if (v->task_count > MOST_TASKS) vroom_refuse(r, "More than %d tasks are not supported.", MOST_TASKS);
    for (int t = 0; t < v->task_count; t++) {
        wanted += v->tasks[t].skills.count;
        windows += v->tasks[t].windows.count;
    }
    for (int i = 0; i < v->vehicle_count; i++) offered += v->vehicles[i].skills.count;
    if (windows * v->vehicle_count > MOST_WORK) vroom_refuse(r, "So many pairs of time windows and vehicles are not supported.");
    if (wanted && offered > 8 * (int64_t)MOST_WORK / wanted) vroom_refuse(r, "So many pairs of skills are not supported.");
}

static void read_options(struct vroom *v, const json_t *input, struct reading *r)
{
    const json_t *options = json_object_get(input, "options");
    const json_t *l = json_object_get(options, "l"), *t = json_object_get(options, "t"), *x = json_object_get(options, "x");
    if (json_is_true(json_object_get(options, "c"))) vroom_refuse(r, "Plan mode (options.c) is not supported.");
    v->options.geometry = json_is_true(json_object_get(options, "g"));
    if (json_is_number(l) && json_number_value(l) > 0) v->options.limit = json_number_value(l);
    if (vroom_is_uint(t)) v->options.threads = (int)(json_integer_value(t) > 64 ? 64 : json_integer_value(t));
    v->options.exploration = -1;
    if (vroom_is_uint(x)) v->options.exploration = (int)(json_integer_value(x) > 5 ? 5 : json_integer_value(x));
}

void vroom_read(struct reading *r, const json_t *input)
{
    if (!json_is_object(input)) vroom_refuse(r, "Input root is not an object.");
    read_options(r->v, input, r);
    read_vehicles(r, input);
    read_tasks(r, input);
    if (!r->failed) check_ids(r);
    if (!r->failed) vroom_read_matrices(r, input);
    if (!r->failed && !r->v->task_count) vroom_refuse(r, "No task defined.");
    if (!r->failed) check_size(r);
    if (!r->failed) number_types(r);
}

/* vroom_values.c — single values of VROOM's input, refused in its words. */
#include "dispatch/vroom/vroom_inside.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_AMOUNT = 1 << 30 };              /* so that the sum of two still fits */

bool vroom_refuse(struct reading *r, text format, ...)
{
    char what[sizeof r->fault->what];
    va_list arguments;
    if (r->failed) return false;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    fault_say(r->fault, "input", "%s", what);
    r->fault->code = VROOM_INPUT;
    r->failed = true;
    return false;
}

bool vroom_no_way(struct reading *r, text why)
{
    if (r->failed) return false;
    vroom_refuse(r, "%s", why);
    r->fault->code = VROOM_ROUTING;
    return false;
}

bool vroom_is_uint(const json_t *value)
{
    return json_is_integer(value) && json_integer_value(value) >= 0 && json_integer_value(value) <= UINT32_MAX;
}

int64_t vroom_id(struct reading *r, const json_t *object, text what)
{
    const json_t *id = json_object_get(object, "id");
    if (!json_is_object(object)) return vroom_refuse(r, "Invalid %s.", what);
    if (!json_is_integer(id) || json_integer_value(id) < 0) return vroom_refuse(r, "Invalid or missing id for %s.", what);
    return json_integer_value(id);
}

uint32_t vroom_uint(struct reading *r, const json_t *object, text key, text what, uint32_t otherwise)
{
    const json_t *value = json_object_get(object, key);
    if (!value) return otherwise;
    if (!vroom_is_uint(value)) return vroom_refuse(r, "Invalid %s %s.", key, what);
    return (uint32_t)json_integer_value(value);
}

text vroom_string(struct reading *r, const json_t *object, text key)
{
    const json_t *value = json_object_get(object, key);
    if (!value) return "";
    if (!json_is_string(value)) vroom_refuse(r, "Invalid %s value.", key);
    return arena_copy(r->arena, json_string_value(value));
}

/* As C++ prints a double: the shortest digits that read back the same. */
static void shortest(char *to, size_t size, double value)
{
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(to, size, "%.*g", digits, value);
        if (strtod(to, NULL) == value) return;
    }
}

double vroom_factor(struct reading *r, const json_t *object, text key)
{
    const json_t *value = json_object_get(object, key);
    char digits[40];
    double factor = value ? json_number_value(value) : 1;
    if (value && !json_is_number(value)) vroom_refuse(r, "Invalid %s value.", key);
    if (r->failed || (factor > 0 && factor <= 5)) return r->failed ? 1 : factor;
    shortest(digits, sizeof digits, factor);
    vroom_refuse(r, "Invalid speed factor: %s", digits);
    return 1;
}

static struct vroom_amount numbers(struct reading *r, const json_t *object, text key, unsigned otherwise, uint32_t most)
{
    const json_t *list = json_object_get(object, key), *value;
    struct vroom_amount amount = { 0 };
    size_t i, count = list ? json_array_size(list) : otherwise;
    if (list && !json_is_array(list)) vroom_refuse(r, "Invalid %s array.", key);
    if (count > AMOUNTS) vroom_refuse(r, "Amounts with more than %d dimensions are not supported.", AMOUNTS);
    if (r->failed) return amount;
    amount.count = (int)count;
    json_array_foreach(list, i, value) {
        json_int_t number = json_integer_value(value);
        if (!vroom_is_uint(value)) vroom_refuse(r, "Invalid %s value.", key);
        if (number > most) vroom_refuse(r, "Amounts above %d are not supported.", MOST_AMOUNT);
        amount.at[i] = number > MOST_AMOUNT ? MOST_AMOUNT : (int32_t)number;
    }
    return amount;
}

struct vroom_amount vroom_amount(struct reading *r, const json_t *object, text key, unsigned otherwise) { return numbers(r, object, key, otherwise, MOST_AMOUNT); }
struct vroom_amount vroom_room(struct reading *r, const json_t *object, text key, unsigned otherwise) { return numbers(r, object, key, otherwise, UINT32_MAX); }

struct vroom_skills vroom_skills(struct reading *r, const json_t *object)
{
    const json_t *list = json_object_get(object, "skills"), *value;
    struct vroom_skills skills = { 0 };
    size_t i;
    if (list && !json_is_array(list)) vroom_refuse(r, "Invalid skills object.");
    if (!list || r->failed) return skills;
    skills.at = arena_take(r->arena, sizeof *skills.at * (json_array_size(list) + 1));
    json_array_foreach(list, i, value) {
        if (!vroom_is_uint(value)) vroom_refuse(r, "Invalid skill value.");
        skills.at[skills.count++] = (uint32_t)json_integer_value(value);
    }
    return skills;
}

struct vroom_span vroom_span(struct reading *r, const json_t *pair)
{
    const json_t *from = json_array_get(pair, 0), *to = json_array_get(pair, 1);
    struct vroom_span span = { 0, UINT32_MAX };
    if (!vroom_is_uint(from) || !vroom_is_uint(to)) { vroom_refuse(r, "Invalid time-window."); return span; }
    span = (struct vroom_span){ (uint32_t)json_integer_value(from), (uint32_t)json_integer_value(to) };
    if (span.from > span.to) vroom_refuse(r, "Invalid time window: [%u, %u]", span.from, span.to);
    return span;
}

static int earlier(const void *a, const void *b)
{
    const struct vroom_span *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

struct vroom_windows vroom_windows(struct reading *r, const json_t *object, text what, int64_t id)
{
    const json_t *list = json_object_get(object, "time_windows"), *pair;
    struct vroom_windows windows = { .at = arena_take(r->arena, sizeof *windows.at * (json_array_size(list) + 1)) };
    size_t i;
    if (!list) {
        windows.at[windows.count++] = (struct vroom_span){ 0, UINT32_MAX };
        windows.open = true;
        return windows;
    }
    if (!json_is_array(list)) vroom_refuse(r, "Invalid time_windows array for %s %lld.", what, (long long)id);
    json_array_foreach(list, i, pair) windows.at[windows.count++] = vroom_span(r, pair);
    if (!windows.count) vroom_refuse(r, "Empty time windows for %s %lld.", what, (long long)id);
    else qsort(windows.at, (size_t)windows.count, sizeof *windows.at, earlier);
    for (int j = 1; j < windows.count; j++)
        if (windows.at[j].from <= windows.at[j - 1].to) vroom_refuse(r, "Unsorted or overlapping time-windows for %s %lld.", what, (long long)id);
    return windows;
}

struct vroom_by_type vroom_by_type(struct reading *r, const json_t *object, text key, text what, int64_t id)
{
    json_t *map = json_object_get(object, key), *value;
    struct vroom_by_type by = { 0 };
    text type;
    if (map && !json_is_object(map)) vroom_refuse(r, "Invalid %s for %s %lld.", key, what, (long long)id);
    if (!map || r->failed) return by;
    by.at = arena_take(r->arena, sizeof *by.at * (json_object_size(map) + 1));
    json_object_foreach(map, type, value) {
        if (!vroom_is_uint(value)) vroom_refuse(r, "Invalid value in %s for %s %lld.", key, what, (long long)id);
        if (!*type) vroom_refuse(r, "Empty type in %s for %s %lld.", key, what, (long long)id);
        by.at[by.count].type = arena_copy(r->arena, type);
        by.at[by.count++].seconds = (uint32_t)json_integer_value(value);
    }
    return by;
}

/* key: [lng, lat]; index_key: a row of the matrices. */
struct vroom_place vroom_place(struct reading *r, const json_t *object, text key, text index_key, text what, int64_t id)
{
    const json_t *index = json_object_get(object, index_key), *pair = json_object_get(object, key);
    const json_t *lng = json_array_get(pair, 0), *lat = json_array_get(pair, 1);
    struct vroom_place place = { .place = NONE, .indexed = index, .located = pair };
    if (index && (!vroom_is_uint(index) || json_integer_value(index) > UINT16_MAX)) vroom_refuse(r, "Invalid %s for %s %lld.", index_key, what, (long long)id);
    if (pair && (!json_is_number(lng) || !json_is_number(lat))) vroom_refuse(r, "Invalid %s array.", key);
    if (r->failed) return place;
    if (index) place.index = (unsigned)json_integer_value(index);
    if (pair) { place.lng = json_number_value(lng); place.lat = json_number_value(lat); }
    place.on_earth = pair && fabs(place.lng) <= 180 && fabs(place.lat) <= 90;
    return place;
}

struct vroom_place vroom_location(struct reading *r, const json_t *object, text what, int64_t id)
{
    if (!json_object_get(object, "location_index") && !json_is_array(json_object_get(object, "location"))) vroom_refuse(r, "Invalid location for %s %lld.", what, (long long)id);
    return vroom_place(r, object, "location", "location_index", what, id);
}

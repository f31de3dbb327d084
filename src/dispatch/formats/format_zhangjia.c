/* format_zhangjia.c — reads the library's own JSON into a problem: see format_zhangjia.h. Visits, the longest part, are read in
 * format_zhangjia_visit.c. */
#include "dispatch/formats/format_zhangjia_read.h"
#include "dispatch/travel.h"
#include <stdio.h>
#include <string.h>

enum { MOST_CELLS = 40000000, MOST_PAIRS = 1000000000 };     /* of all matrices; visits × slots: what a few hundred megabytes hold */

typedef bool part_read(struct reader *r, json_t *value, const struct spot *spot);

/* Every element of a list, each with its own place in the file. A list that is not there is empty. */
bool each_of(struct reader *r, json_t *object, text name, const struct spot *up, part_read *read)
{
    json_t *list = json_object_get(object, name);
    struct spot spot = { up, name, 0 };
    if (!list) return true;
    if (!list_check(list, &spot, r->fault)) return false;
    for (int i = 0; i < (int)json_array_size(list); i++) if (!read(r, json_array_get(list, (size_t)i), &(struct spot){ &spot, NULL, i })) return false;
    return true;
}

/* A number of `name` in an object that must (`usual` NULL) or may be there. */
bool number_of(struct reader *r, json_t *object, text name, int64_t least, int64_t most, const int64_t *usual, int64_t *ret, const struct spot *up)
{
    json_t *value = json_object_get(object, name);
    struct spot spot = { up, name, 0 };
    if (!value && usual) { *ret = *usual; return true; }
    if (!value) return spot_fault(&spot, r->fault, "is missing");
    return number_read(value, least, most, ret, &spot, r->fault);
}

bool index_of(struct reader *r, json_t *object, text name, int count, int usual, int *ret, const struct spot *up)
{
    int64_t number, otherwise = usual;
    struct spot spot = { up, name, 0 };
    if (!number_of(r, object, name, INT32_MIN, INT32_MAX, &otherwise, &number, up)) return false;
    if (number != usual && (number < 0 || number >= count)) return spot_fault(&spot, r->fault, "is %lld, of %d", (long long)number, count);
    *ret = (int)number;
    return true;
}

static bool read_place(struct reader *r, json_t *value, const struct spot *spot)
{
    static const text names[] = { "lat", "lng" };
    double degrees[2];
    if (!json_is_object(value)) return spot_fault(spot, r->fault, "is to be an object with lat and lng");
    for (int i = 0; i < 2; i++) {
        json_t *number = json_object_get(value, names[i]);
        degrees[i] = json_number_value(number);
        if (!json_is_number(number) || degrees[i] < -180 || degrees[i] > 180) return spot_fault(&(struct spot){ spot, names[i], 0 }, r->fault, "is to be a number of degrees");
    }
    add_place(r->p, (struct place){ (int64_t)(degrees[0] * 1e7 + (degrees[0] < 0 ? -0.5 : 0.5)), (int64_t)(degrees[1] * 1e7 + (degrees[1] < 0 ? -0.5 : 0.5)) });
    r->has_coordinates = true;
    return true;
}

/* "places": a list of coordinates, or their number when every profile has matrices. */
static bool read_places(struct reader *r, json_t *root)
{
    json_t *value = json_object_get(root, "places");
    int64_t count;
    if (!json_is_integer(value)) return each_of(r, root, "places", NULL, read_place);
    if (!number_read(value, 0, (int64_t)r->length, &count, &(struct spot){ NULL, "places", 0 }, r->fault)) return false;
    for (int i = 0; i < count; i++) add_place(r->p, (struct place){ 0 });
    return true;
}

static bool read_matrix(struct reader *r, json_t *object, text name, int64_t least, const int32_t **ret, const struct spot *up)
{
    json_t *rows = json_object_get(object, name);
    size_t n = (size_t)r->p->place_count;
    struct spot spot = { up, name, 0 };
    if (!rows) return true;
    if (!list_check(rows, &spot, r->fault)) return false;
    if (json_array_size(rows) != n) return spot_fault(&spot, r->fault, "has %zu rows for %zu places", json_array_size(rows), n);
    int32_t *cells = arena_take(r->p->arena, sizeof *cells * n * n + 4);
    for (size_t i = 0; i < n; i++) {
        json_t *row = json_array_get(rows, i);
        struct spot here = { &spot, NULL, (int)i };
        if (!list_check(row, &here, r->fault)) return false;
        if (json_array_size(row) != n) return spot_fault(&here, r->fault, "has %zu numbers for %zu places", json_array_size(row), n);
        for (size_t j = 0; j < n; j++) {
            int64_t number;
            if (!number_read(json_array_get(row, j), least, TICKS_MAX, &number, &(struct spot){ &here, NULL, (int)j }, r->fault)) return false;
            cells[i * n + j] = (int32_t)number;
        }
    }
    *ret = cells;
    return true;
}

/* A slowness outside of 1 … 100 times, or periods that are not of one day, would make the way's arithmetic run away. */
static bool read_peaks(struct reader *r, json_t *object, struct profile *profile, const struct spot *up)
{
    json_t *list = json_object_get(object, "peaks");
    struct spot spot = { up, "peaks", 0 };
    if (!list) return true;
    if (!list_check(list, &spot, r->fault)) return false;
    if (r->p->day < 24) return spot_fault(&spot, r->fault, "needs the length of a `day` in ticks, 24 or more");
    struct peak *peaks = arena_take(r->p->arena, sizeof *peaks * (json_array_size(list) + 1));
    for (int i = 0; i < (int)json_array_size(list); i++) {
        struct spot here = { &spot, NULL, i };
        if (!members_read(&peak_members, json_array_get(list, (size_t)i), &peaks[i], r->p->arena, &here, r->fault)) return false;
        if (peaks[i].from >= peaks[i].to || peaks[i].to > r->p->day) return spot_fault(&here, r->fault, "is not a period of one day");
        if (i && peaks[i].from < peaks[i - 1].to) return spot_fault(&here, r->fault, "begins before the period in front of it ends");
        if (peaks[i].slower < 1000 || peaks[i].slower > 100000) return spot_fault(&here, r->fault, "is slower by %d thousandths, 1000 … 100000 are possible", peaks[i].slower);
    }
    profile->peaks = peaks;
    profile->peak_count = (int)json_array_size(list);
    return true;
}

static bool ways_are_short(struct reader *r, const struct profile *profile, const struct spot *spot)
{
    int64_t cells = (int64_t)r->p->place_count * r->p->place_count, most = (int64_t)r->p->day * 100;
    for (int64_t i = 0; profile->peak_count && profile->time && i < cells; i++) if (profile->time[i] > most) return spot_fault(spot, r->fault, "has peaks and a way of more than 100 days");
    return true;
}

static bool read_profile(struct reader *r, json_t *value, const struct spot *spot)
{
    struct profile profile = { .name = "", .detour = 1000 };
    if (!members_read(&profile_members, value, &profile, r->p->arena, spot, r->fault)) return false;
    if (!read_matrix(r, value, "time", 0, &profile.time, spot) || !read_matrix(r, value, "distance", 0, &profile.distance, spot)) return false;
    if (!read_matrix(r, value, "price", -TICKS_MAX, &profile.price, spot) || !read_peaks(r, value, &profile, spot)) return false;
    if (!profile.time && !r->has_coordinates && r->p->place_count) return spot_fault(spot, r->fault, "has no matrix of times, and the places have no coordinates");
    if (!profile.time && (profile.speed < 1 || profile.detour < 100 || profile.detour > 10000)) return spot_fault(spot, r->fault, "needs a matrix of times, or a speed in metres an hour and a detour of 100 … 10000 thousandths");
    if (!profile.time && profile.peak_count && profile.speed < 100) return spot_fault(spot, r->fault, "is too slow for peaks");
    if (profile.time) profile.speed = profile.fixed = 0;            /* of a way from coordinates only */
    add_profile(r->p, profile);
    bool matrices = profile.time || r->p->place_count <= TRAVEL_PLACES;
    if (matrices && (int64_t)r->p->place_count * r->p->place_count * r->p->profile_count > MOST_CELLS) return spot_fault(spot, r->fault, "is one too many for so many places");
    return ways_are_short(r, &profile, spot);
}

static bool read_worker(struct reader *r, json_t *value, const struct spot *spot)
{
    struct worker worker = worker_default;
    if (!members_read(&worker_members, value, &worker, r->p->arena, spot, r->fault)) return false;
    return ids_add(r, &r->workers, worker.id, add_worker(r->p, worker), spot, "worker");
}

static bool read_pool(struct reader *r, json_t *value, const struct spot *spot)
{
    struct pool pool = { .name = "" };
    if (!members_read(&pool_members, value, &pool, r->p->arena, spot, r->fault)) return false;
    return ids_add(r, &r->pools, pool.id, add_pool(r->p, pool), spot, "pool");
}

static bool read_offer(struct reader *r, json_t *value, const struct spot *spot)
{
    struct skill skill;
    if (!skill_read(r, value, &skill, spot)) return false;
    add_offer(r->p, skill.skill, skill.level);
    return true;
}

static bool read_pause_windows(struct reader *r, json_t *value, struct pause *pause, const struct spot *up)
{
    json_t *list = json_object_get(value, "windows");
    struct spot spot = { up, "windows", 0 };
    if (!list) return true;
    if (!list_check(list, &spot, r->fault)) return false;
    if (json_array_size(list) > MOST_WINDOWS) return spot_fault(&spot, r->fault, "has more than %d windows", MOST_WINDOWS);
    for (int i = 0; i < (int)json_array_size(list); i++) if (!window_read(r, json_array_get(list, (size_t)i), &pause->window[pause->windows++], &(struct spot){ &spot, NULL, i })) return false;
    return true;
}

static bool read_pause(struct reader *r, json_t *value, const struct spot *spot)
{
    static const struct member load = { "most_load", MEMBER_AMOUNTS, offsetof(struct pause, most_load) };
    static const text all[] = { "id", "windows", "length", "when_span", "after", "missed", NULL };
    struct pause pause = pause_default;
    const struct slot *slot = &r->p->slots[r->p->slot_count - 1];
    if (!members_read(&pause_members, value, &pause, r->p->arena, spot, r->fault) || !read_pause_windows(r, value, &pause, spot)) return false;
    pause.limits_load = json_object_get(value, "most_load") != NULL;
    if (!members_read(&(struct members){ &load, 1, all }, value, &pause, r->p->arena, spot, r->fault)) return false;
    for (int i = 0; i < slot->pauses; i++) if (r->p->pauses[slot->first_pause + i].id == pause.id) return spot_fault(spot, r->fault, "has the id of another pause of this slot");
    add_pause(r->p, pause);
    return true;
}

static bool read_slot(struct reader *r, json_t *value, const struct spot *spot)
{
    struct slot slot = slot_default;
    const struct problem *p = r->p;
    if (!members_read(&slot_members, value, &slot, r->p->arena, spot, r->fault)) return false;
    if (!id_of(r, value, "worker", &r->workers, &slot.worker, spot)) return false;
    if (!index_of(r, value, "profile", p->profile_count, 0, &slot.profile, spot)) return false;
    if (!index_of(r, value, "start", p->place_count, NONE, &slot.start, spot) || !index_of(r, value, "end", p->place_count, NONE, &slot.end, spot)) return false;
    if (!index_of(r, value, "type", p->type_count, 0, &slot.type, spot)) return false;
    return ids_add(r, &r->slots, slot.id, add_slot(r->p, slot), spot, "slot") && each_of(r, value, "offers", spot, read_offer) && each_of(r, value, "pauses", spot, read_pause);
}

static bool read_head(struct reader *r, json_t *root)
{
    static const text known[] = { "format", "dimensions", "day", "types", "weights", "places", "profiles", "workers", "slots", "pools", "visits", "relations", NULL };
    int64_t zero = 0, dimensions, day_ticks, types;
    json_t *format = json_object_get(root, "format"), *weights = json_object_get(root, "weights");
    if (!members_read(&(struct members){ NULL, 0, known }, root, NULL, r->p->arena, NULL, r->fault)) return false;
    if (!json_is_string(format) || strcmp(json_string_value(format), "zhangjia")) return spot_fault(&(struct spot){ NULL, "format", 0 }, r->fault, "is to be \"zhangjia\"");
    if (!number_of(r, root, "dimensions", 0, AMOUNTS, &zero, &dimensions, NULL)) return false;
    if (!number_of(r, root, "day", 0, TICKS_MAX, &zero, &day_ticks, NULL) || !number_of(r, root, "types", 0, 1000, &zero, &types, NULL)) return false;
    r->p->dimensions = (int)dimensions;
    r->p->day = (ticks)day_ticks;
    r->p->type_count = (int)types;
    return !weights || members_read(&weights_members, weights, &r->p->weights, r->p->arena, &(struct spot){ NULL, "weights", 0 }, r->fault);
}

static bool read_all(struct reader *r, json_t *root)
{
    if (!read_head(r, root) || !read_places(r, root) || !each_of(r, root, "profiles", NULL, read_profile)) return false;
    if (!each_of(r, root, "workers", NULL, read_worker) || !each_of(r, root, "pools", NULL, read_pool) || !each_of(r, root, "slots", NULL, read_slot)) return false;
    r->halves = arena_take(r->scratch, sizeof *r->halves * (json_array_size(json_object_get(root, "visits")) + 1));
    if (!each_of(r, root, "visits", NULL, read_visit)) return false;
    if ((int64_t)r->p->visit_count * r->p->slot_count > MOST_PAIRS) return fault_say(r->fault, "the file", "has more visits and slots than can be planned at once");
    r->visits = visit_names_make(r->scratch, r->p);
    return read_partners(r) && each_of(r, root, "relations", NULL, read_relation);
}

bool json_load(const char *bytes, size_t length, json_t **ret, struct fault *fault)
{
    json_error_t error;
    *ret = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
    if (*ret) return true;
    char where[40];
    snprintf(where, sizeof where, "line %d", error.line);
    return fault_say(fault, where, "is not JSON: %s", error.text);
}

static bool read(struct instance *instance, const char *bytes, size_t length, struct fault *fault)
{
    json_t *root;
    instance->problem = problem_new();
    if (!json_load(bytes, length, &root, fault)) return false;
    struct reader r = { .p = instance->problem, .fault = fault, .length = length, .scratch = arena_new() };
    bool well = read_all(&r, root) && problem_seal(r.p, true, fault);
    json_decref(root);
    arena_free(r.scratch);
    return well;
}

static bool claims(const char *bytes, size_t length)
{
    static const char mark[] = "\"zhangjia\"";
    size_t look = length < 400 ? length : 400;
    return memmem(bytes, look, mark, sizeof mark - 1) != NULL;
}

static bool write(const struct instance *instance, const struct plan *plan, FILE *out)
{
    struct arena *arena = arena_new();
    (void)instance;
    bool well = fputs(zhangjia_plan(arena, plan), out) >= 0;
    arena_free(arena);
    return well;
}

static double total(const struct instance *instance, const struct plan *plan)
{
    (void)instance;
    return (double)plan->cost;
}

const struct format zhangjia_format = { "zhangjia", claims, read, write, zhangjia_read_plan, total };

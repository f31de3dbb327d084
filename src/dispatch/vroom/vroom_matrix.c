/* vroom_matrix.c — matrices as given, and whether they suffice for the vehicles' profiles. */
#include "dispatch/vroom/vroom_inside.h"
#include <string.h>

static const text keys[VROOM_MATRICES] = { "durations", "distances", "costs" };

static struct vroom_matrix read_matrix(struct reading *r, const json_t *rows)
{
    size_t size = json_array_size(rows), i, j;
    struct vroom_matrix m = { .size = (int)size };
    const json_t *row, *cell;
    if (!json_is_array(rows)) vroom_refuse(r, "Invalid matrix.");
    json_array_foreach(rows, i, row) if (json_array_size(row) != size) vroom_refuse(r, "Unexpected matrix line length.");
    if (r->failed) return m;
    m.at = arena_take(r->arena, sizeof *m.at * (size * size + 1));
    json_array_foreach(rows, i, row) {
        json_array_foreach(row, j, cell) {
            if (!vroom_is_uint(cell)) { vroom_refuse(r, "Invalid matrix entry."); return m; }
            m.at[i * size + j] = (uint32_t)json_integer_value(cell);
        }
    }
    return m;
}

static void read_profile(struct reading *r, text name, const json_t *object)
{
    struct vroom_profile profile = { .name = arena_copy(r->arena, name) };
    bool any = false;
    for (int k = 0; k < VROOM_MATRICES && !r->failed; k++) {
        const json_t *rows = json_object_get(object, keys[k]);
        if (!rows) continue;
        profile.matrix[k] = read_matrix(r, rows);
        if (!r->failed && !profile.matrix[k].size) vroom_refuse(r, "Empty %s matrix for %s profile.", keys[k], name);
        any = true;
    }
    if (any) r->v->profiles[r->v->profile_count++] = profile;
}

void vroom_read_matrices(struct reading *r, const json_t *input)
{
    json_t *matrices = json_object_get(input, "matrices"), *object;
    const json_t *old = json_object_get(input, "matrix");           /* deprecated there: durations of "car" */
    text name;
    if (matrices && !json_is_object(matrices)) vroom_refuse(r, "Unexpected matrices value.");
    r->v->profiles = arena_take(r->arena, sizeof *r->v->profiles * (json_object_size(matrices) + 1));
    json_object_foreach(matrices, name, object) if (!r->failed && json_is_object(object)) read_profile(r, name, object);
    if (matrices || !old) return;
    struct vroom_profile car = { .name = "car", .matrix[VROOM_DURATIONS] = read_matrix(r, old) };
    if (!r->failed && !car.matrix[VROOM_DURATIONS].size) vroom_refuse(r, "Empty durations matrix for car profile.");
    r->v->profiles[r->v->profile_count++] = car;
}

const struct vroom_profile *vroom_profile(const struct vroom *v, text name)
{
    for (int i = 0; i < v->profile_count; i++) if (!strcmp(v->profiles[i].name, name)) return &v->profiles[i];
    return NULL;
}

static unsigned greatest_index(const struct vroom *v)
{
    unsigned greatest = 0;
    for (int i = 0; i < v->vehicle_count; i++) {
        if (v->vehicles[i].start.index > greatest) greatest = v->vehicles[i].start.index;
        if (v->vehicles[i].end.index > greatest) greatest = v->vehicles[i].end.index;
    }
    for (int i = 0; i < v->task_count; i++) if (v->tasks[i].at.index > greatest) greatest = v->tasks[i].at.index;
    return greatest;
}

/* Is every place somewhere that ways can be reckoned from? */
static bool all_located(const struct vroom *v)
{
    bool all = true;
    for (int i = 0; i < v->vehicle_count; i++) {
        const struct vroom_place *start = &v->vehicles[i].start, *end = &v->vehicles[i].end;
        all &= (start->on_earth || (!start->indexed && !start->located)) && (end->on_earth || (!end->indexed && !end->located));
    }
    for (int i = 0; i < v->task_count; i++) all &= v->tasks[i].at.on_earth;
    return all;
}

/* The largest sum of ways that routes could come to must be a number that VROOM can hold: 32 bits. */
static void check_bound(struct reading *r, const struct vroom_matrix *m, const uint8_t *used)
{
    const struct vroom *v = r->v;
    size_t n = (size_t)m->size, most = n > UINT16_MAX ? UINT16_MAX + 1 : n;      /* no index is above it */
    uint32_t *row = arena_take(r->arena, sizeof *row * n), *column = arena_take(r->arena, sizeof *column * n);
    uint64_t leaving = 0, arriving = 0, starts = 0, ends = 0;
    for (size_t i = 0; i < most; i++) {
        for (size_t j = 0; j < most && used[i]; j++) {
            if (!used[j]) continue;
            if (m->at[i * n + j] > row[i]) row[i] = m->at[i * n + j];
            if (m->at[i * n + j] > column[j]) column[j] = m->at[i * n + j];
        }
    }
    for (int t = 0; t < v->task_count; t++) {
        leaving += row[v->tasks[t].at.index];
        arriving += column[v->tasks[t].at.index];
    }
    for (int i = 0; i < v->vehicle_count; i++) {
        if (v->vehicles[i].start.indexed) starts += row[v->vehicles[i].start.index];
        if (v->vehicles[i].end.indexed) ends += column[v->vehicles[i].end.index];
    }
    if ((leaving > arriving ? leaving : arriving) + starts + ends > UINT32_MAX) vroom_refuse(r, "Too high cost values, stopping to avoid overflowing.");
}

static const uint8_t *used_indices(const struct reading *r)
{
    const struct vroom *v = r->v;
    uint8_t *used = arena_take(r->arena, UINT16_MAX + 1);
    for (int t = 0; t < v->task_count; t++) used[v->tasks[t].at.index] = 1;
    for (int i = 0; i < v->vehicle_count; i++) {
        if (v->vehicles[i].start.indexed) used[v->vehicles[i].start.index] = 1;
        if (v->vehicles[i].end.indexed) used[v->vehicles[i].end.index] = 1;
    }
    return used;
}

static void check_profile(struct reading *r, text name, unsigned greatest, const uint8_t *used, bool located)
{
    const struct vroom_profile *profile = vroom_profile(r->v, name);
    const struct vroom_matrix *m = profile ? profile->matrix : NULL;
    if (!m || !m[VROOM_DURATIONS].at) {
        if (m && m[VROOM_DISTANCES].at) vroom_refuse(r, "Custom matrix provided for distances but not for durations for %s profile.", name);
        if (!located) vroom_refuse(r, "Missing coordinates for routing engine.");
    }
    for (int k = 0; m && k < VROOM_MATRICES && !r->failed; k++)
        if (m[k].at && (unsigned)m[k].size <= greatest) vroom_refuse(r, "location_index exceeding %s matrix size for %s profile.", keys[k], name);
    if (r->failed || !m) return;
    if (m[VROOM_COSTS].at) check_bound(r, &m[VROOM_COSTS], used);
    else if (m[VROOM_DURATIONS].at) check_bound(r, &m[VROOM_DURATIONS], used);
}

/* Every profile in use, once each; vehicles of one profile usually follow each other. */
static void check_profiles(struct reading *r, bool located)
{
    struct vroom *v = r->v;
    unsigned greatest = v->indexed ? greatest_index(v) : 0;
    const uint8_t *used = used_indices(r);
    for (int i = 0; i < v->vehicle_count && !r->failed; i++) {
        bool seen = false;
        for (int j = i - 1; j >= 0 && !seen; j--) seen = !strcmp(v->vehicles[i].profile, v->vehicles[j].profile);
        if (!seen) check_profile(r, v->vehicles[i].profile, greatest, used, located);
    }
}

void vroom_check_matrices(struct reading *r)
{
    struct vroom *v = r->v;
    bool durations = false, distances = false, costs = false, located = all_located(v);
    for (int i = 0; i < v->profile_count; i++) {
        durations |= v->profiles[i].matrix[VROOM_DURATIONS].at != NULL;
        distances |= v->profiles[i].matrix[VROOM_DISTANCES].at != NULL;
        costs |= v->profiles[i].matrix[VROOM_COSTS].at != NULL;
    }
    if (v->options.geometry && !located) vroom_refuse(r, "Route geometry request with missing coordinates.");
    if ((durations || distances || costs) && !v->indexed) vroom_refuse(r, "Missing location index.");
    if (!durations && !costs && v->indexed) vroom_refuse(r, "Unexpected location index while no custom matrices provided.");
    v->distances = distances || v->options.geometry;
    for (int i = 0; distances && i < v->vehicle_count; i++) {
        const struct vroom_profile *profile = vroom_profile(v, v->vehicles[i].profile);
        if (!profile || !profile->matrix[VROOM_DISTANCES].at) vroom_refuse(r, "Missing distances matrix for %s profile.", v->vehicles[i].profile);
    }
    if (!r->failed) check_profiles(r, located);
    for (int i = 0; i < v->vehicle_count && !r->failed; i++) {
        const struct vroom_profile *profile = vroom_profile(v, v->vehicles[i].profile);
        v->vehicles[i].own_costs = profile && profile->matrix[VROOM_COSTS].at;
        if (v->vehicles[i].own_costs && v->vehicles[i].per_hour != 3600) vroom_refuse(r, "Custom costs are incompatible with using a per_hour value.");
    }
}

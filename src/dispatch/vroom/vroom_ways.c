/* vroom_ways.c — places and ways: a row of the matrices is a place, or each different pair of coordinates is. A profile of the problem
 * is a profile of VROOM at one speed: VROOM multiplies every way by 100 / speed_factor, rounded, in hundredths of a second. */
#include "dispatch/travel.h"
#include "dispatch/vroom/vroom_inside.h"
#include <math.h>
#include <string.h>

enum { MOST_FILLED = 2000, MOST_CELLS = 1 << 27 };      /* places with a matrix of their own; cells of all matrices (512 MB) */

struct ways {                                /* `of`: one a profile of the problem */
    struct reading *r;
    int made;
    struct { text name; int factor; const int32_t *seconds, *metres; } *of;         /* the last two: as a router says */
    size_t cells;
};

static struct place place_of(const struct vroom_place *at)
{
    if (!at->on_earth) return (struct place){ 0 };      /* matrices know where it is */
    return (struct place){ llround(at->lat * 1e7), llround(at->lng * 1e7) };
}

/* ---- places ---- */

struct seen { double lng, lat; int place; };
struct seen_set { struct seen *at; size_t mask; };

static uint64_t mix(double a, double b)
{
    uint64_t x, y;
    memcpy(&x, &a, sizeof x);
    memcpy(&y, &b, sizeof y);
    x = (x ^ (y << 31 | y >> 33)) * UINT64_C(0x9E3779B97F4A7C15);
    return x ^ x >> 29;
}

static int different(struct problem *p, struct seen_set *set, const struct vroom_place *at)
{
    double lng = at->lng + 0.0, lat = at->lat + 0.0;                    /* -0 is 0 */
    size_t i = mix(lng, lat) & set->mask;
    while (set->at[i].place && (set->at[i].lng != lng || set->at[i].lat != lat)) i = (i + 1) & set->mask;
    if (!set->at[i].place) set->at[i] = (struct seen){ lng, lat, add_place(p, place_of(at)) + 1 };
    return set->at[i].place - 1;
}

/* By index every index up to the greatest is a place, in use or not. */
static void put(struct reading *r, struct seen_set *set, struct vroom_place *at)
{
    struct problem *p = r->p;
    if (!at->indexed && !at->located) return;
    if (!r->v->indexed) { at->place = different(p, set, at); return; }
    while (p->place_count <= (int)at->index) add_place(p, (struct place){ 0 });
    at->place = (int)at->index;
    if (at->located) p->places[at->place] = place_of(at);
}

static void make_places(struct reading *r)
{
    struct vroom *v = r->v;
    struct seen_set set = { .mask = 15 };
    while (set.mask < 4 * ((size_t)v->task_count + 2 * (size_t)v->vehicle_count)) set.mask = set.mask * 2 + 1;
    set.at = arena_take(r->arena, sizeof *set.at * (set.mask + 1));
    for (int i = 0; i < v->vehicle_count; i++) {
        put(r, &set, &v->vehicles[i].start);
        put(r, &set, &v->vehicles[i].end);
    }
    for (int t = 0; t < v->task_count; t++) put(r, &set, &v->tasks[t].at);
}

/* ---- the built-in model ---- */

static const struct { text name; enum mode mode; } modes[] = {
    { "car", MODE_VAN }, { "driving", MODE_VAN }, { "driving-car", MODE_VAN }, { "auto", MODE_VAN }, { "van", MODE_VAN },
    { "bike", MODE_EBIKE }, { "bicycle", MODE_EBIKE }, { "cycling", MODE_EBIKE }, { "e-bike", MODE_EBIKE },
    { "foot", MODE_WALK }, { "pedestrian", MODE_WALK }, { "walking", MODE_WALK }, { "walk", MODE_WALK }, { "transit", MODE_TRANSIT },
};

static bool model_of(struct reading *r, text name, struct profile *ret)
{
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (strcmp(modes[i].name, name)) continue;
        *ret = travel_profile(modes[i].mode);
        ret->name = name;
        return true;
    }
    return vroom_refuse(r, "Invalid profile: %s.", name);
}

/* ---- matrices ---- */

static ticks *cells(struct ways *w)
{
    size_t n = (size_t)w->r->p->place_count;
    w->cells += n * n;
    if (w->cells > MOST_CELLS) vroom_refuse(w->r, "Matrices with more than %d cells in all are not supported.", MOST_CELLS);
    return w->r->failed ? NULL : arena_take(w->r->arena, sizeof(ticks) * (n * n + 1));
}

static ticks scaled(uint64_t value, int factor)
{
    value *= (uint64_t)factor;
    return value > TICKS_MAX ? TICKS_MAX : (ticks)value;
}

/* The corner of a given matrix that has places. */
static const ticks *given(struct ways *w, const struct vroom_matrix *m, int factor)
{
    size_t n = (size_t)w->r->p->place_count;
    ticks *to = cells(w);
    for (size_t i = 0; to && i < n; i++) for (size_t j = 0; j < n; j++) to[i * n + j] = scaled(m->at[i * (size_t)m->size + j], factor);
    return to;
}

/* What was made for this name at another speed; NONE when nothing was. */
static int sibling(const struct ways *w, text name)
{
    for (int i = 0; i < w->made; i++) if (!strcmp(w->of[i].name, name)) return i;
    return NONE;
}

static const ticks *reckoned(struct ways *w, int profile, int factor)
{
    const struct problem *p = w->r->p;
    int n = p->place_count;
    ticks *to = cells(w);
    for (int i = 0; to && i < n; i++) for (int j = 0; j < n; j++) to[(int64_t)i * n + j] = scaled((uint64_t)way_ticks(p, profile, i, j), factor);
    return to;
}

static const int32_t *reckoned_metres(struct ways *w, int profile)
{
    const struct problem *p = w->r->p;
    int n = p->place_count;
    int32_t *to = cells(w);
    for (int i = 0; to && i < n; i++) for (int j = 0; j < n; j++) to[(int64_t)i * n + j] = way_distance(p, profile, i, j);
    return to;
}

/* Too many places for a matrix: the model itself, at this speed. */
static void slow_down(struct profile *f, int factor)
{
    f->speed = f->speed / factor > 1 ? f->speed / factor : 1;
    f->fixed = scaled((uint64_t)f->fixed, factor);
}

/* ---- a router ---- */

/* The place that most ways are missing from or to, as VROOM names it. */
static bool all_found(struct ways *w, const int32_t *seconds, const struct vroom_point *points)
{
    int n = w->r->p->place_count, most = 0, where = 0;
    text direction = "";
    for (int i = 0; i < n; i++) {
        int from = 0, to = 0;
        for (int j = 0; j < n; j++) {
            from += seconds[(int64_t)i * n + j] < 0;
            to += seconds[(int64_t)j * n + i] < 0;
        }
        if (from > most) { most = from; where = i; direction = "from"; }
        if (to > most) { most = to; where = i; direction = "to"; }
    }
    return !most || vroom_no_way(w->r, arena_print(w->r->arena, "Unfound route(s) %s location [%.6f,%.6f]", direction, points[where].lng, points[where].lat));
}

static bool ask_router(struct ways *w, int made, text name)
{
    struct reading *r = w->r;
    int n = r->p->place_count, before = sibling(w, name);
    text why = "";
    if (before != NONE) { w->of[made].seconds = w->of[before].seconds; w->of[made].metres = w->of[before].metres; return true; }
    struct vroom_point *points = arena_take(r->arena, sizeof *points * (size_t)n);
    for (int i = 0; i < n; i++) {                        /* an index that nobody is at has no coordinates: it stands where the first task is */
        const struct place *at = &r->p->places[i];
        if (!at->lat && !at->lng) at = &r->p->places[r->v->tasks[0].at.place];
        points[i] = (struct vroom_point){ (double)at->lng / 1e7, (double)at->lat / 1e7 };
    }
    if (n > MOST_FILLED) return vroom_no_way(r, arena_print(r->arena, "More than %d locations are not asked for.", MOST_FILLED));
    if (!r->router->ways(r->router->context, r->arena, name, points, n, &w->of[made].seconds, &w->of[made].metres, &why)) return vroom_no_way(r, why);
    return all_found(w, w->of[made].seconds, points);
}

static const ticks *routed(struct ways *w, const int32_t *seconds, int factor)
{
    size_t n = (size_t)w->r->p->place_count;
    ticks *to = cells(w);
    for (size_t i = 0; to && i < n * n; i++) to[i] = scaled((uint64_t)seconds[i], factor);
    return to;
}

/* ---- one profile at one speed ---- */

static bool fill_by_router(struct ways *w, int made, struct profile *f, bool times, int factor)
{
    if (!ask_router(w, made, f->name)) return false;
    if (!f->distance) f->distance = w->of[made].metres;
    if (times) f->time = routed(w, w->of[made].seconds, factor);
    return !w->r->failed;
}

static bool fill_by_model(struct ways *w, int made, struct profile *f, bool times, int factor)
{
    bool few = w->r->p->place_count <= MOST_FILLED;
    struct profile model;
    if (!model_of(w->r, f->name, &model)) return false;
    f->speed = model.speed;
    f->fixed = model.fixed;
    f->detour = model.detour;
    w->r->p->profiles[made] = model;                     /* reckons until its matrices are there */
    if (!f->distance && few) f->distance = reckoned_metres(w, made);
    if (times && few) f->time = reckoned(w, made, factor);
    else if (times) slow_down(f, factor);
    return !w->r->failed;
}

static int make_profile(struct ways *w, text name, int factor)
{
    struct problem *p = w->r->p;
    const struct vroom_profile *from = vroom_profile(w->r->v, name);
    const struct vroom_matrix *durations = from ? &from->matrix[VROOM_DURATIONS] : NULL, *distances = from ? &from->matrix[VROOM_DISTANCES] : NULL;
    int before = sibling(w, name), made = add_profile(p, (struct profile){ .name = name });
    struct profile f = { .name = name };
    bool times = !durations || !durations->at, metres = distances && distances->at;
    w->of[made].name = name;
    w->of[made].factor = factor;
    if (before != NONE) f.distance = p->profiles[before].distance;
    else if (metres) f.distance = given(w, distances, 1);
    if (!times) f.time = given(w, durations, factor);
    if (times || (w->r->v->options.geometry && !metres)) {
        if (!(w->r->router ? fill_by_router : fill_by_model)(w, made, &f, times, factor)) return 0;
    }
    p->profiles[made] = f;
    return w->made++;
}

static int profile_for(struct ways *w, const struct vroom_vehicle *vehicle)
{
    for (int i = 0; i < w->made; i++) if (w->of[i].factor == vehicle->factor && !strcmp(w->of[i].name, vehicle->profile)) return i;
    return make_profile(w, vehicle->profile, vehicle->factor);
}

static void set_factor(struct reading *r, struct vroom_vehicle *vehicle)
{
    double hundredths = round(1 / vehicle->speed * VROOM_HUNDRED), price = round(1 / vehicle->speed * VROOM_HUNDRED * vehicle->per_hour);
    double factor = hundredths * r->v->unit / VROOM_HUNDRED;
    if (!(price < 0x1p53)) { vroom_refuse(r, "Too high values for vehicle costs."); return; }
    vehicle->factor = factor < TICKS_MAX ? (int)factor : TICKS_MAX;
    vehicle->price = (int64_t)price;
}

/* Adds the slots' profiles; slot i is vehicle i, and p->slots[i].profile is set here. */
void vroom_ways(struct reading *r)
{
    struct vroom *v = r->v;
    struct ways w = { .r = r, .of = arena_take(r->arena, sizeof *w.of * (size_t)v->vehicle_count) };
    make_places(r);
    for (int i = 0; i < v->vehicle_count && !r->failed; i++) {
        set_factor(r, &v->vehicles[i]);
        if (!r->failed) r->p->slots[i].profile = profile_for(&w, &v->vehicles[i]);
    }
}

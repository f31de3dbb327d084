/* vroom_inside.h — VROOM's input as it was said, between the JSON (vroom_values.c, vroom_read.c) and the problem (vroom_matrix.c,
 * vroom_problem.c). Numbers are still the user's: seconds, metres, indices. All of it lives in the problem's arena. */
#pragma once
#include <jansson.h>
#include "dispatch/vroom/vroom.h"

enum { VROOM_HUNDRED = 100, VROOM_UNIT = 360000 };      /* VROOM reckons in 1/100 s and in 1/360,000 of a cost */

struct vroom_place { bool indexed, located, on_earth; unsigned index; double lng, lat; int place; };      /* with matrices coordinates may be anything; `place`: the problem's */
struct vroom_span { uint32_t from, to; };
struct vroom_windows { int count; struct vroom_span *at; bool open; };                        /* open: none were given */
struct vroom_amount { int count; int32_t at[AMOUNTS]; };
struct vroom_by_type { int count; struct { text type; uint32_t seconds; } *at; };
struct vroom_skills { int count; uint32_t *at; };

enum vroom_kind { VROOM_JOB, VROOM_PICKUP, VROOM_DELIVERY, VROOM_BREAK, VROOM_START, VROOM_END };
extern const text vroom_kinds[];

struct vroom_task {                          /* one a visit, in the same order */
    enum vroom_kind kind;
    int64_t id;
    text description;
    struct vroom_place at;
    uint32_t setup, service;
    struct vroom_by_type setup_by, service_by;
    struct vroom_amount delivery, pickup;
    struct vroom_skills skills;
    uint32_t priority;
    struct vroom_windows windows;
};

struct vroom_break { int64_t id; text description; uint32_t service; struct vroom_windows windows; bool limits; struct vroom_amount most_load; };
struct vroom_step { enum vroom_kind kind; int64_t id; };

struct vroom_vehicle {                       /* one a slot, in the same order */
    int64_t id;
    text description, profile, type;
    struct vroom_place start, end;
    struct vroom_amount capacity;
    struct vroom_skills skills;
    struct vroom_windows window;             /* exactly one */
    int break_count; struct vroom_break *breaks;        /* in the order in which they are taken */
    uint32_t fixed, per_hour, per_km, per_task_hour;
    double speed;                            /* speed_factor */
    uint32_t most_tasks, most_travel, most_distance;    /* UINT32_MAX: no limit */
    int step_count; struct vroom_step *steps;
    /* made by vroom_problem.c */
    bool own_costs;                          /* its profile has a matrix of costs */
    int factor;                              /* ticks of a way for each second of its matrix */
    int64_t price;                           /* of a second of the matrix, in 1/VROOM_UNIT */
};

enum { VROOM_DURATIONS, VROOM_DISTANCES, VROOM_COSTS, VROOM_MATRICES };
struct vroom_matrix { int size; uint32_t *at; };        /* NULL: not given */
struct vroom_profile { text name; struct vroom_matrix matrix[VROOM_MATRICES]; };

struct vroom {
    int vehicle_count, task_count, profile_count, type_count;
    struct vroom_vehicle *vehicles;
    struct vroom_task *tasks;
    struct vroom_profile *profiles;          /* those with any matrix */
    text *types;                             /* [0] is "" */
    int dimensions;                          /* of load, as the first vehicle says */
    bool indexed;                            /* places by location_index */
    bool windowed;                           /* any window or break: VROOM then rounds costs in another way */
    bool distances;                          /* are reported */
    int64_t origin; int unit;                /* the problem's zero in seconds; ticks of a second: 1 or 100 */
    struct vroom_options options;
    int64_t loading, solving;
    struct plan *start;
};

/* The first refusal stays; after it every reader returns at once, with something harmless. */
struct reading { struct problem *p; struct vroom *v; struct arena *arena; struct fault *fault; bool failed; unsigned dimensions; int places_seen; const struct vroom_router *router; };
bool vroom_refuse(struct reading *r, text format, ...) __attribute__((format(printf, 2, 3)));     /* code 2; false */
bool vroom_no_way(struct reading *r, text why);         /* code 3; false */

/* ---- vroom_syntax.c: what RapidJSON says of a text that is no JSON, and where. NULL: nothing is wrong with it ---- */
text vroom_syntax(const char *bytes, size_t length, size_t *ret_offset);

/* ---- vroom_values.c: one value each ---- */
bool vroom_is_uint(const json_t *value);
int64_t vroom_id(struct reading *r, const json_t *object, text what);                             /* "Invalid or missing id for job." */
uint32_t vroom_uint(struct reading *r, const json_t *object, text key, text what, uint32_t otherwise);    /* "Invalid setup duration." */
text vroom_string(struct reading *r, const json_t *object, text key);
double vroom_factor(struct reading *r, const json_t *object, text key);                           /* 1 when absent */
struct vroom_amount vroom_amount(struct reading *r, const json_t *object, text key, unsigned otherwise);       /* of a task; `otherwise` zeros */
struct vroom_amount vroom_room(struct reading *r, const json_t *object, text key, unsigned otherwise);         /* capacity, max_load */
struct vroom_skills vroom_skills(struct reading *r, const json_t *object);
struct vroom_span vroom_span(struct reading *r, const json_t *pair);
struct vroom_windows vroom_windows(struct reading *r, const json_t *object, text what, int64_t id);
struct vroom_by_type vroom_by_type(struct reading *r, const json_t *object, text key, text what, int64_t id);
struct vroom_place vroom_place(struct reading *r, const json_t *object, text key, text index_key, text what, int64_t id);   /* may be absent */
struct vroom_place vroom_location(struct reading *r, const json_t *object, text what, int64_t id);                          /* must not */

/* ---- vroom_read.c, vroom_vehicle.c ---- */
void vroom_read(struct reading *r, const json_t *input);
struct vroom_vehicle vroom_vehicle(struct reading *r, const json_t *object);

/* ---- vroom_matrix.c: matrices as given, and whether they suffice for the vehicles ---- */
void vroom_read_matrices(struct reading *r, const json_t *input);
void vroom_check_matrices(struct reading *r);
const struct vroom_profile *vroom_profile(const struct vroom *v, text name);                     /* NULL: has no matrix */

/* ---- vroom_problem.c, vroom_ways.c, vroom_price.c: from VROOM's words to the problem's ---- */
void vroom_problem(struct reading *r);
void vroom_ways(struct reading *r);          /* places and profiles; sets `factor` of the vehicles */
void vroom_prices(struct reading *r);        /* of slots, and what leaving a visit out costs; before the seal */
ticks vroom_ticks(const struct vroom *v, uint32_t seconds);          /* of a moment; not before the origin, not after TICKS_MAX */

/* ---- vroom_steps.c: the times of one route ---- */
struct vroom_time { int visit, pause; ticks arrive, start, leave; int before; };      /* one of visit and pause is NONE */
struct vroom_times { ticks begin, end; int count; struct vroom_time *at; };
/* The stops of `visits` in this order, with all breaks of the slot. Breaks go where the route ends earliest, then as early as
 * possible; then the slot leaves as late as that end allows, and all is done as early as possible from there: VROOM's rule.
 * False when no times can be found. */
bool vroom_schedule(struct arena *arena, const struct problem *p, int slot, const int *visits, int count, struct vroom_times *ret_times);

/* The times as a route of a plan, in `arena`; its stops are counted. */
void vroom_route(struct arena *arena, const struct vroom_times *times, int stops, struct route *ret_route);

/* ---- vroom_start.c ---- */
void vroom_resolve_steps(struct reading *r);            /* names in the steps must exist, once: before matrices are looked at */
void vroom_make_start(struct reading *r);               /* after the seal */

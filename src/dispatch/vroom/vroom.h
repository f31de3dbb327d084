/* vroom.h — the JSON of VROOM 1.15 (github.com/VROOM-Project/vroom, docs/API.md), so that its clients can point here.
 *
 * vroom_format (format.h) reads the input object and writes the output object; what is here besides is what only this format has:
 * a code and a text for each refusal, options in the body (vroom-express), routes to begin from, and the times of computing.
 *
 * Codes: 0 well, 1 internal, 2 input, 3 routing. A refusal is a fault whose `code` is set and whose `what` is the very text that
 * VROOM gives; texts of our own are listed below. Of an input with several mistakes the first is named, in the order of API.md.
 *
 * What differs from VROOM:
 *   - without matrices the ways come from coordinates by the built-in model (travel.h) unless a router is given (vroom_door.h, up to
 *     2,000 places). Profiles of the model: car, driving, van; bike, cycling, e-bike; foot, walking, walk; transit. There is no
 *     geometry; options.g adds the distances.
 *   - ids up to 2⁶³ - 1; at most 8 dimensions of load, amounts of tasks up to 2³⁰ (larger capacities count as 2³⁰); breaks with at
 *     most 8 time windows; location_index up to 65535; starts of windows not further apart than 17 years, or 62 days where a
 *     speed_factor does not divide 100; at most 20,000 vehicles and 65,535 tasks. These are refused with code 2 and a sentence that says so.
 *   - two vehicles may share an id, as VROOM lets them.
 *   - plan mode (-c, options.c: given routes, times chosen, violations reported) is refused. service_at, service_after and
 *     service_before are read and, as in VROOM's solving mode, have no effect.
 *   - `steps` of a vehicle are where the search begins, and what cannot hold is refused with VROOM's text.
 *
 * Order of aims, as VROOM's: the sum of priorities served, then the number of tasks served, then cost. Costs of the search are
 * VROOM's own integers (1/360,000 of a unit) divided by what all of them share; what is reported is rounded as VROOM rounds. */
#pragma once
#include "dispatch/formats/format.h"
#include "dispatch/vroom/vroom_door.h"

enum { VROOM_OK, VROOM_INTERNAL, VROOM_INPUT, VROOM_ROUTING };

/* {"options": {…}} of the body. 0 or false: not said; exploration -1: not said, otherwise 0 … 5. */
struct vroom_options { int threads, exploration; double limit; bool geometry; };
struct vroom_options vroom_options(const struct instance *instance);

/* The routes that the vehicles' steps describe, or NULL when there are none. Of the problem's arena. */
const struct plan *vroom_start(const struct instance *instance);

/* As vroom_format.read, with ways from a router for profiles without matrices; NULL: the built-in model. */
bool vroom_read_with(struct instance *instance, const char *bytes, size_t length, const struct vroom_router *router, struct fault *fault);

/* Milliseconds of reading and of searching, for computing_times. Zero until told. */
void vroom_took(struct instance *instance, int64_t loading, int64_t solving);

/* {"code": 2, "error": "…"} into `arena`; a fault without a code is an internal one. */
text vroom_refusal(struct arena *arena, const struct fault *fault);
/* The output object as text of `arena`: what vroom_format.write writes. */
text vroom_answer(struct arena *arena, const struct instance *instance, const struct plan *plan);

/* format_zhangjia.h — the library's own JSON: all of problem.h, by the same names (docs/dispatch-format.md shows it). Whole numbers
 * only; what is left out has problem.h's default; a member that is not known is refused.
 *
 * Workers, slots and pools are named by their ids, places and profiles by their position from 0, visits by their id or, when several
 * visits share one (persons of a crew, halves of a shipment), as {"visit": id, "part": 1, 2, …} in the order of the problem. */
#pragma once
#include "dispatch/formats/format.h"
#include "dispatch/formats/json_members.h"

/* The tables that reader and writer share. */
extern const struct members weights_members, worker_members, slot_members, pause_members, visit_members, pool_members, profile_members, peak_members, relation_members;
extern const text who_names[];               /* of enum who; ends with NULL */
extern const struct pause pause_default;     /* must be taken; no limits */

enum { MOST_PERSONS = 20, MOST_WINDOWS = 4 };

text zhangjia_problem(struct arena *arena, const struct problem *p);                 /* as this format's JSON */
text zhangjia_plan(struct arena *arena, const struct plan *plan);

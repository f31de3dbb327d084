/* testing.h — for tests of this folder and for who searches: random problems with every feature mixed, and the best plan of a small one by
 * trying everything. */
#pragma once
#include "dispatch/plan.h"

/* What may be in a random problem. The same seed and features make the same problem, whatever the machine. */
enum {
    WITH_RELATIONS = 1 << 0,     /* crews, [least, most], same and different worker */
    WITH_SHIPMENTS = 1 << 1,
    WITH_LOADS = 1 << 2,
    WITH_PAUSES = 1 << 3,
    WITH_WINDOWS = 1 << 4,       /* several, soft ones */
    WITH_LIMITS = 1 << 5,        /* stops, distance, travel, work, span, overtime, weeks, rests */
    WITH_SKILLS = 1 << 6,        /* levels, allowed and forbidden workers */
    WITH_POOLS = 1 << 7,
    WITH_PROMISES = 1 << 8,
    WITH_PINS = 1 << 9,          /* and frozen time; the pins can be kept all together */
    WITH_FAIRNESS = 1 << 10,     /* uneven, balance */
    WITH_PRICES = 1 << 11,       /* waiting, spans, overtime, worst_late, price matrices, asymmetric ways */
    WITH_PEAKS = 1 << 12,        /* not in WITH_ALL_EXACT: exhaust() does not promise the best then */
    WITH_WORST = 1 << 13,        /* worst_waiting and worst_idle; likewise */
    WITH_ALL_EXACT = (1 << 12) - 1, WITH_ALL = (1 << 14) - 1,
};
struct recipe { uint64_t seed; int visits, workers, days; unsigned features; };

struct problem *random_problem(struct recipe recipe);        /* sealed; hopeless visits are allowed */

/* The best plan there is: all assignments and all orders, each with its cheapest times (schedule.h). For seven visits or fewer.
 * NULL: none is true (pins that contradict each other). */
struct plan *exhaust(struct arena *arena, const struct problem *p);

/* A true plan of a random problem, by random insertions; NULL when the pins leave none. `keep_out` of a hundred visits are not even tried. */
struct plan *random_plan(struct arena *arena, const struct problem *p, uint64_t seed, int keep_out);

/* timing.h — the cheapest moments for things that are tied to each other by differences: starts of visits, begins of routes, pauses.
 *
 * A system has nodes, each to be given a time; node 0 is time 0. A *tie* says that `to` is wished not later than `gap` after
 * `from`, and each tick more costs `price`; a price of COST_MAX is a rule. "At least" is a tie the other way with a negative gap. Everything
 * a route's times cost and must keep can be said so: windows, ways, lateness, waiting, spans, overtime, relations, promises.
 *
 * The cheapest times are the dual of a cheapest circulation (flow on a tie: 0 … price; cost of a unit: gap), found by cancelling
 * negative cycles (Klein 1967) with Bellman and Ford's labels; a cycle of rules alone means that no times exist. All in whole
 * numbers and exact. Made for one or a few routes: tens of nodes, a hundred ties. */
#pragma once
#include "dispatch/problem.h"

struct tie { int from, to; ticks gap; cost price; };

struct timing {
    int nodes, count;
    struct tie *ties;
    int64_t *at;                             /* the answer: a time for each node */
    int room, node_room;                     /* of the arrays, in the arena */
    struct arena *arena;
};

struct timing timing_new(struct arena *arena);
void timing_clear(struct timing *t);         /* only node 0 is left; keeps its memory */
int timing_node(struct timing *t);
void timing_most(struct timing *t, int from, int to, ticks gap, cost price);     /* at[to] − at[from] ≤ gap, or price a tick */
void timing_least(struct timing *t, int from, int to, ticks gap, cost price);    /* at[to] − at[from] ≥ gap, or price a tick */

/* False when the rules leave no times. `at` is cheapest then, `ret_cost` (may be NULL: any times that are true will do, much faster)
 * what it costs. */
bool timing_solve(struct timing *t, cost *ret_cost);

/* vroom_solver_test.h — a small search for tests: takes some tasks out and puts each back where it is cheapest. Plain, slow, and apart from the
 * real ones: it believes vroom_schedule for times and reckons everything else itself. */
#pragma once
#include "dispatch/vroom/vroom_inside.h"

/* COST_MAX: these visits in this order cannot be a route of the slot. */
cost small_route_cost(const struct problem *p, int slot, const int *visits, int count);
struct plan *small_search(struct arena *arena, const struct problem *p, int rounds, uint64_t seed);

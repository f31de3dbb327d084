/* order.h — annealing on one global order of services: for problems full of services that hang together (two at once, one after the
 * other), with lateness as a price. The order is the certificate that nothing waits in a circle: a route is its restriction to one
 * worker. Called by search() only. */
#pragma once
#include "dispatch/search.h"

/* Does it know everything this problem asks for? Not: load, pools, shipments, limits of work, way, distance and stops, several breaks,
 * rests between slots, peaks, durations by type, promises, evenness over workers' income. */
bool order_suits(const struct problem *p);

struct plan *order_search(struct arena *arena, const struct problem *p, const struct plan *start, const struct budget *budget, int64_t *ret_iterations);

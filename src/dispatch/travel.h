/* travel.h — how long a way takes, how far it is, and what it costs, for one slot's profile.
 *
 * From matrices when a profile has them. Otherwise from coordinates (WGS-84): great-circle metres × detour / 1000, at `speed`
 * metres an hour, plus the `fixed` part of every way between different places (DOMAIN.md §5.3 and §0.11: e-bike 15 km/h × 1.3,
 * 5 min; walk 4.5; transit 18 + 12 min; van 22 + 10 min). Metres are rounded to whole ones, time is rounded up: the same
 * everywhere, whatever the compiler does with floating point afterwards, because it is done once, when a problem is sealed, for
 * up to 2,000 places (travel_fill), and by the same function one way at a time above that. Sealing also turns the coordinates into
 * points of a ball (problem.points), so that a way costs three products and a root and no sine. */
#pragma once
#include "dispatch/problem.h"

enum mode { MODE_EBIKE, MODE_WALK, MODE_TRANSIT, MODE_VAN, MODES };
struct profile travel_profile(enum mode mode);              /* seconds and metres */

int32_t travel_metres(struct place a, struct place b);      /* great circle */
enum { TRAVEL_PLACES = 2000 };                              /* what a sealed problem gets matrices for */
bool travel_fill(struct problem *p, int most_places);       /* matrices for profiles without one; false: too many places, they stay without */

ticks way_ticks(const struct problem *p, int profile, int from, int to);
int32_t way_distance(const struct problem *p, int profile, int from, int to);
/* Leaving at `at`, with the peaks of the day. */
ticks way_ticks_at(const struct problem *p, int profile, int from, int to, ticks at);
/* A way that takes `free` ticks outside all peaks, of the same profile, leaving at `at`. */
ticks way_in_traffic(const struct problem *p, int profile, ticks free, ticks at);
/* What travel itself costs a slot: price matrix, or its prices by time and distance. A NONE end costs nothing. */
cost way_cost(const struct problem *p, const struct slot *slot, int from, int to);

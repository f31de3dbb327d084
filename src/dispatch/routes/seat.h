/* seat.h — recreate: the best seat for a visit among the routes as they are, and the seats of those that hang together.
 *
 * Now and then a seat is overlooked on purpose ("blinks", Christiaens and Vanden Berghe 2020): the greedy choice then differs from
 * one try to the next. */
#pragma once
#include "dispatch/routes/draft.h"

struct seat_found { int after; cost delta; ticks start; };           /* after NONE: there is none */

/* The cheapest seat of one visit that is in no route. */
struct seat_found seat_find(struct draft *d, int visit);

/* Seats a visit, and with it all that are tied to it; leaves them out when there is no seat or leaving out is cheaper. Touches what
 * it changes. `limit`: stop once the draft's cost is above it (false). */
bool seat_visit(struct draft *d, int visit, cost limit);
/* General problems: into a slot drawn at random, if it is not used yet and the visit hangs together with no other, whatever that costs. */
void seat_unused(struct draft *d, int visit);
struct seats *seats_new(struct arena *arena, const struct draft *d);

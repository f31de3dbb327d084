/* near.h — whom a visit should be next to. Per visit: those it may come after, those it may come before, by the way between them and a
 * small part of the wait (what cannot be reached in time is not on the list); all others by distance alone, for ruin; and the slots
 * that begin near it, for general problems.
 *
 * How long the lists are, and why: waiting is free in most problems, so a high price of waiting hides good neighbours (measured on
 * long horizons: 0.2 of the wait loses 1 to 4 % against 0.03); below 20 after and 20 before, tight windows lose seats they need. */
#pragma once
#include "dispatch/routes/draft.h"

enum { NEAR_SEATS = 30, NEAR_PLACES = 150, NEAR_SLOTS = 24 };

struct near {
    int seats, places, slots;                /* room of each list of a visit */
    int *after, *before, *place, *slot;
    int *after_count, *before_count, *place_count, *slot_count;
};
struct near *near_new(struct arena *arena, const struct draft *d);

/* household_own.h — between household.c and household_place.c. */
#pragma once
#include "customers/household.h"

/* Before it is stored: where a new place comes from; without one, or with that of an estate it is not in after all, that of its estate. `before`: NULL when it is new. */
void household_place(struct work *w, struct household *h, const struct household *before);

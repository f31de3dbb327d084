/* household_own.h — between household.c and household_place.c. */
#pragma once
#include "customers/household.h"

/* Before it is stored: where a new place comes from; without one, or with that of an estate it is not in after all, that of its estate. `before`: NULL when it is new. */
void household_place(struct work *w, struct household *h, const struct household *before);
/* Reaction to household.created and household.changed: a place that somebody entered counts for the other homes of the estate that know none, and for
 * those that took the one it puts right. */
bool household_placed(struct work *w, const struct record_type *type, int64_t household);

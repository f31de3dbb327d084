/* day_facts.h — what the past says of workers, for the soft criteria of DOMAIN.md §5.2. For day_load.c. */
#pragma once
#include "operations/day_load.h"
#include "record/store.h"

/* `lately`: what the past says of workers in general may be some minutes old (day_past.h): only for the order of those who can. */
bool day_facts_read(struct work *w, struct arena *arena, struct loaded_day *day, struct found visits, struct found workers, bool lately);
/* Hundredths of points that sending her loses, the way left out (the engine reckons ways). */
int32_t day_loss(const struct loaded_day *day, int visit, int worker);

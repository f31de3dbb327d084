/* eject.h — into a full route, by putting out those who are easier to place: Nagata and Bräysy (2009). Plain problems; for fleet.c. */
#pragma once
#include "dispatch/routes/draft.h"

enum { MOST_EJECTED = 3 };

/* Seats a visit that is out, in the route and at the place where the visits that must leave for it (at most MOST_EJECTED) were absent least
 * often in all; false, and nothing changed, when that is not less often than the visit itself was. `ret` gets who left; returns how many. */
bool eject(struct draft *d, int visit, const int64_t *absences, int ret[MOST_EJECTED], int *ret_count);

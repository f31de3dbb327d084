/* breed.h — crossing two plans: the routes of one around a place, the routes of the other elsewhere (after the selective route
 * exchange of Nagata, Bräysy and Dullaert 2010; here whole routes only), what is then missing seated greedily.
 *
 * For plain problems, where a route may go into any slot of its kind. */
#pragma once
#include "dispatch/routes/anneal.h"

/* Makes the child in the draft. */
void breed(struct draft *d, const struct sketch *mother, const struct sketch *father);

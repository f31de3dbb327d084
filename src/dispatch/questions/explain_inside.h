/* explain_inside.h — trying a seat without the board's bounds, for explain.c and fix.c. */
#pragma once
#include "dispatch/questions/explain.h"

struct kept { struct arena_mark mark; struct route route; int slot; };       /* a route, to be put back after each try */
struct kept keep_route(struct board *b, int slot);
void visit_put(struct board *b, int visit, int slot, int at);                /* order only, no times */
void put_back(struct board *b, const struct kept *kept, int visit);
/* The cheapest times of the route as it stands, with rules dropped or one that gives way; COST_MAX: none below `limit`. */
cost times_as(struct board *b, int slot, unsigned drop, enum schedule_soft soft, int visit, cost limit);

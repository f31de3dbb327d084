/* way.c — see way.h. */
#include "operations/way.h"
#include "record/store.h"

enum { BUFFER = 10 };

/* A metre × 1.3 at 15, 4.5, 18 and 22 km/h, in ms. */
static const struct booking_pace paces[WAY_MODES] = {
    { 312, 5, BUFFER, true }, [TRAVEL_EBIKE] = { 312, 5, BUFFER, true }, [TRAVEL_WALK] = { 1040, 0, BUFFER, false }, [TRAVEL_TRANSIT] = { 260, 12, BUFFER, true }, [TRAVEL_VAN] = { 213, 10, BUFFER, true },
};

int way_minutes(enum travel_mode mode, place from, place to, instant leave)
{
    return booking_travel_at(&paces[(int)mode < (int)WAY_MODES ? mode : 0], from, to, leave);
}

int way_steady(enum travel_mode mode, bool *ret_in_traffic)
{
    const struct booking_pace *pace = &paces[(int)mode < (int)WAY_MODES ? mode : 0];
    *ret_in_traffic = pace->in_traffic;
    return pace->fixed + pace->buffer;
}

int way_metre(enum travel_mode mode) { return paces[(int)mode < (int)WAY_MODES ? mode : 0].near_ms; }

/* Vans and machines travel as they did. */
static int travel(struct work *w, struct resource resource, place from, place to, instant leave)
{
    const struct worker *n = resource.kind == RESOURCE_WORKER ? record_peek(w, &worker_type, resource.id) : NULL;
    return n ? way_minutes(n->travel, from, to, leave) : -1;
}
const struct booking_answers way_answers = { .travel = travel };

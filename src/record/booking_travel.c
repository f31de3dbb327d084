/* booking_travel.c — how long the way between two bookings takes. */
#include "record/booking_rows.h"
#include <math.h>
#include <string.h>

enum {
    SAME_ESTATE = 300, FAR = 40000,             /* metres as the crow flies */
    NEAR_MINUTES = 10, FIXED_MINUTES = 5, BUFFER_MINUTES = 10, UNKNOWN_MINUTES = 15, MOST_MINUTES = 24 * 60,
    NEAR_MS = 312, FAR_MS = 78,                 /* a metre × 1.3 of detour at 15 and at 60 km/h */
};

/* When the traffic changes next, and whether it is slow until then. */
static int64_t until_change(int64_t ms, bool *ret_slow)
{
    static const int hours[] = { PEAK_FROM, PEAK_TO, EVENING_FROM, EVENING_TO, PEAK_FROM + 24 };
    int64_t today = day_start(day_of((instant){ ms })).ms;
    int i = 0;
    while (ms >= today + HOURS(hours[i])) i++;
    *ret_slow = i == 1 || i == 3;
    return today + HOURS(hours[i]) - ms;
}

/* `ride` ms of free road, begun at `leave`: slower in the peak hours. */
static int64_t on_the_road(int64_t ride, int64_t leave)
{
    int64_t spent = 0;
    while (ride > 0 && spent < MINUTES(MOST_MINUTES)) {
        bool slow;
        int64_t stretch = until_change(leave + spent, &slow), done = slow ? stretch * 1000 / PEAK_SLOWER : stretch;
        if (ride <= done) return spent + (slow ? (ride * PEAK_SLOWER + 999) / 1000 : ride);
        ride -= done;
        spent += stretch;
    }
    return spent;
}

int booking_travel_at(const struct booking_pace *pace, place from, place to, instant leave)
{
    double metres = place_metres(from, to);
    if (metres < 0) return UNKNOWN_MINUTES;
    if (metres < SAME_ESTATE) return NEAR_MINUTES;
    int64_t m = (int64_t)ceil(metres);
    int64_t ride = m <= FAR ? m * pace->near_ms : (int64_t)FAR * pace->near_ms + (m - FAR) * FAR_MS;
    int64_t spent = pace->in_traffic ? on_the_road(ride, leave.ms) : ride;
    int64_t whole = (spent + MINUTES(1) - 1) / MINUTES(1) + pace->fixed + pace->buffer;
    return whole < MOST_MINUTES ? (int)whole : MOST_MINUTES;
}

int booking_travel_default(place from, place to, instant leave)
{
    return booking_travel_at(&(struct booking_pace){ NEAR_MS, FIXED_MINUTES, BUFFER_MINUTES, true }, from, to, leave);
}

const struct booking_answers *booking_asks(const struct work *w)
{
    return w->house ? house_answers(w->house, BOOKING_QUESTION, 0) : NULL;
}

int booking_travel(struct work *w, struct resource resource, place from, place to, instant leave)
{
    const struct booking_answers *a = booking_asks(w);
    int known = a && a->travel ? a->travel(w, resource, from, to, leave) : -1;
    return known >= 0 ? known : booking_travel_default(from, to, leave);
}

int booking_way_by(const struct booking *first, const struct booking *then, booking_way_taken *way, const void *who)
{
    if (first->journey == JOURNEY_NONE || then->journey == JOURNEY_NONE) return 0;
    if (!booking_placed(first) || !booking_placed(then)) return UNKNOWN_MINUTES;
    return way(who, booking_end(first), then->place, first->to);
}

int booking_way_of_resource(const void *who, place from, place to, instant leave)
{
    const struct booking_traveller *t = who;
    return booking_travel(t->w, t->resource, from, to, leave);
}

int booking_way(struct work *w, const struct booking *first, const struct booking *then)
{
    return booking_way_by(first, then, booking_way_of_resource, &(struct booking_traveller){ w, first->resource });
}

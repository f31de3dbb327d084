/* booking_rows.h — what the files of the calendar share. */
#pragma once
#include <string.h>
#include "record/booking.h"

#define BOOKING_SELECT "b.id, b.resource_kind, b.resource, b.source_type, b.source, b.from_at, b.to_at, b.lat, b.lng, b.end_lat, b.end_lng, " \
                       "b.journey, b.hold_until, b.branch, b.label, b.made_by"

struct booking booking_from_row(struct rows *row);
void booking_hide(const struct work *w, struct booking *booking);       /* blanks what another branch's is not to show */

static inline int64_t resource_key(struct resource r) { return r.id * 4 + (int64_t)r.kind; }
static inline bool same_resource(struct resource a, struct resource b) { return a.kind == b.kind && a.id == b.id; }
static inline bool same_source(struct source a, struct source b) { return a.id == b.id && !strcmp(a.type, b.type); }
static inline place booking_end(const struct booking *b) { return place_known(b->end) ? b->end : b->place; }
static inline bool booking_placed(const struct booking *b) { return b->journey == JOURNEY_PLACE && place_known(b->place); }

/* Minutes needed between two bookings that follow each other. */
int booking_way(struct work *w, const struct booking *first, const struct booking *then);
struct booking_traveller { struct work *w; struct resource resource; };
booking_way_taken booking_way_of_resource;          /* as booking_travel; `who`: a booking_traveller */
int booking_way_by(const struct booking *first, const struct booking *then, booking_way_taken *way, const void *who);

/* The neighbours of an interval, not counting holds that ended and the sources in `without`: the last that begins before `to`, the first
 * that begins at `to` or later, and the same among those with a known place. id 0: none. */
struct neighbours { struct booking before, after, before_placed, after_placed; };
struct neighbours booking_neighbours(struct work *w, const struct booking *b, const struct source *without);

struct clash booking_judge(struct work *w, const struct booking *b, const struct neighbours *n);
const struct booking_answers *booking_asks(const struct work *w);

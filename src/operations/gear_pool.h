/* gear_pool.h — the vans and machines that a service could go with: what of each kind is in service in the branch and in those above it, and
 * when it is free. One answer for all who ask: the verdict (gear.c), free slots, a customer's hold, the plan of a day, and `assign`, which
 * reserves (H12).
 *
 * A kind of which there is nothing at all is not in the pool: a shop that has not entered its van yet is warned, not stopped. What a visit has
 * reserved or out itself is its only choice of that kind. A thing is kept from GEAR_LOADING before the visit to GEAR_RETURN after it, and the ways
 * between its uses are the calendar's own (booking.h). */
#pragma once
#include "operations/gear.h"
#include "record/booking.h"

struct gear_thing {
    int64_t id;
    text name;
    enum gear_kind kind;
    bool reserved;                      /* by the visit that asks */
    const struct booking *bookings; int count;          /* by time, what the visit itself has taken left out */
};
struct gear_pool { struct gear_thing *at; int count; uint64_t kinds; };         /* by kind, and the branch's own before those above; bits of the kinds there are */
struct gear_ask {
    int64_t branch, visit;              /* visit: whose own reservations are no hindrance; 0 */
    uint64_t kinds;                     /* SET_BIT of gear_kind: what the service goes with */
    instant from, to;                   /* calendars are read for these and a day around them */
    struct source besides;              /* in nobody's way: the hold of who asks; type NULL: none */
};
bool gear_pool_read(struct work *w, const struct gear_ask *ask, struct gear_pool *ret);

/* The first of this kind that can be there then, loading and return included; NULL: none. */
const struct gear_thing *gear_pool_free(struct work *w, const struct gear_pool *pool, enum gear_kind kind, place at, instant start, int64_t length);
/* The first kind of the pool of which nothing is free then; 0: something of each is. */
enum gear_kind gear_pool_lacks(struct work *w, const struct gear_pool *pool, place at, instant start, int64_t length);
/* When something of the kind is free next, from `start` on in steps of five minutes up to the end of `until`; 0 ms: not before that. `ret`: what. */
instant gear_pool_next(struct work *w, const struct gear_pool *pool, enum gear_kind kind, place at, instant start, int64_t length, instant until, const struct gear_thing **ret);

/* What it would take of the calendar then; without a source. */
struct booking gear_pool_booking(const struct gear_thing *thing, place at, instant start, int64_t length);

/* For a visit that is given to somebody at its start: one of each kind that it goes with and has not got is reserved, of `rather` (ids, ends with 0;
 * NULL: none) where it is free. False: refused. */
bool gear_reserve(struct work *w, const struct visit *visit, const int64_t *rather);

/* feed.h — calendars to subscribe to: a worker's visits, or a branch's, behind an address that is its own key.
 *
 *   POST /api/calendar              { worker } or { branch } → 201 { id, url }: shown this once, the database has its hash
 *   POST /api/calendar/:id/renew    → { url }: the old address is dead
 *   GET  /api/calendar/:token       text/calendar, without login; what was revoked or never was is 404
 *
 * Phones hand such addresses on (to their maker's cloud), so the calendar says service, area and time and nothing of the customer; with the setting
 * operations.feed_detail also estate, number and who goes. Never an address, a name of a customer, a phone, a door code. A worker may make and
 * renew her own; of others and of a branch who assigns visits. */
#pragma once
#include "operations/operations.h"

#define SETTING_FEED_DETAIL "operations.feed_detail"
enum feed_state { FEED_OPEN = 1, FEED_REVOKED };

struct calendar_feed {
    struct record record;
    enum feed_state state;
    ref worker;                     /* none: of the whole branch */
    text hash;                      /* of the key in the address */
    instant made_at;                /* of this address */
};
extern const struct record_type calendar_feed_type;

bool feed_open_call(struct work *w, const struct request *request, struct reply *reply);
bool feed_renew_call(struct work *w, const struct request *request, struct reply *reply);
bool feed_call(struct work *w, const struct request *request, struct reply *reply);

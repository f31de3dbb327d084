/* zone.h — joint acceptance of a large job, zone by zone (分区验收, DOMAIN.md §4.6): the customer walks through with the leader, signs for what is
 * right and says what is not. A visit with zones is approved only when all of them are signed, not by silence either.
 *
 *   open → accepted             open → rejected → accepted | taken off
 *
 * What is wrong is done again by the crew while it is there (then signed), or by a free visit for that zone alone within 48 hours: unpaid when it was the
 * crew's fault, for the zone's part of the pay when it was the company's (§4.1). What fails again, or the customer does not want done again, is
 * taken off the price by the zone's part of the size, a line of its own on the bill; the crew's pay stays: nobody is fined. */
#pragma once
#include "operations/visit.h"

enum zone_state { ZONE_OPEN = 1, ZONE_ACCEPTED, ZONE_REJECTED, ZONE_TAKEN_OFF };

struct job_zone {
    struct record record;
    enum zone_state state;
    ref visit;
    text name;
    int64_t square_metres;
    file before, after, signature;
    text accepted_by;               /* who signed: the customer or who she sent */
    instant accepted_at;
    text wrong;                     /* what was not right, in her words; stays */
    file wrong_photo;
    ref rework;                     /* the visit that does it again */
    money taken_off;                /* of the price */
};
extern const struct record_type job_zone_type;

/* This zone's part of an amount, by size, where no size is known by number. Pure. */
money zone_part(money whole, int64_t square_metres, int64_t all, int64_t zones);
/* NULL: all zones of the visit are signed, or it has none. */
const struct sentence *zones_signed(struct work *w, const struct visit *visit);

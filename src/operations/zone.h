/* zone.h — joint acceptance of a large job, zone by zone (分区验收, DOMAIN.md §4.6): the customer walks through with the leader, signs for what is
 * right and says what is not. A visit with zones is approved only when all of them are signed, not by silence either.
 *
 *   open → accepted             open → rejected → accepted
 *
 * What is wrong is done again by the crew while it is there (then signed), or by a free visit for that zone alone within 48 hours. */
#pragma once
#include "operations/visit.h"

enum zone_state { ZONE_OPEN = 1, ZONE_ACCEPTED, ZONE_REJECTED };

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
};
extern const struct record_type job_zone_type;

/* NULL: all zones of the visit are signed, or it has none. */
const struct sentence *zones_signed(struct work *w, const struct visit *visit);

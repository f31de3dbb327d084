/* stand_by.h — who waits to fill a gap (候补), when, and what she gets for waiting (DOMAIN.md §5.3: 5–10 % of the capacity).
 *
 *   planned → called → done              planned → cancelled
 *
 * It takes no place in her calendar: it says that she may be called. Who stands by comes first among the candidates of a visit that begins
 * within these hours, if she may and can do it. Called: she goes, and gets the visit's pay; waiting that was not called gets `pay`, that
 * which was called gets `called_percent` of it on top of the visit. */
#pragma once
#include "team/worker.h"

enum stand_by_state { STAND_BY_PLANNED = 1, STAND_BY_CALLED, STAND_BY_DONE, STAND_BY_CANCELLED };

struct stand_by {
    struct record record;
    enum stand_by_state state;
    ref worker;
    instant start, until;
    money pay;                      /* for waiting the whole time, not called */
    int64_t called_percent;         /* of it when she was called, 0 … 100 */
    instant called_at;
    money owed;                     /* what she gets for the waiting: known when it is done */
};
extern const struct record_type stand_by_type;

/* Workers of the branch who stand by at this time, ascending; how many. */
int standing_by(struct work *w, int64_t branch, instant at, int64_t *into, int most);
/* She has been given something in her hours, not earlier than three hours before they begin: the planned one counts as called. */
bool stand_by_call(struct work *w, int64_t worker, instant at);

/* look_ahead.h — what is about to lapse in all placements within so many days: papers, insurance, contract, renewal, age, leave without anybody in her
 * place (到期预警). One answer for the whole branch or company, each line with who, since when, and what to do: 1,050 placements × 30 days in 200 ms.
 *
 * Judged as a light would be asked day by day (team/eligibility.h, the same code over papers read once): a line is the first day on which it fails. */
#pragma once
#include "placement/placement.h"

enum lapse_kind { LAPSE_PAPER = 1, LAPSE_CONTRACT, LAPSE_NO_CONTRACT, LAPSE_INSURED_AGE, LAPSE_RETIRED, LAPSE_LEAVE, LAPSE_STOPPED };
struct lapse {
    enum lapse_kind kind;
    int64_t placement, worker;
    text worker_name, home, line;
    enum placement_state state;
    day since;
    text code, what, fix;           /* N_() sentences; what of a paper: its name */
    text to;                        /* the page that mends it */
    bool never, over;               /* a paper: there was none at all, not one that runs out; or it ran out before today, and `since` is that day's next */
};
struct lapses { struct lapse *at; int count, placements; };

/* By day. `branch` 0: all of the actor's. */
struct lapses look_ahead(struct work *w, int64_t branch, int days);
/* … of the placements she serves in, for her own page. */
struct lapses look_ahead_of(struct work *w, int64_t worker, int days);
/* GET /api/look_ahead?branch=&days=30 */
bool look_ahead_call(struct work *w, const struct request *request, struct reply *reply);

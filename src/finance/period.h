/* period.h — a settlement period of a branch is locked (结算期): its settlements are as they were paid.
 *
 *   open → locked → reopened (with a reason, by somebody who did not lock it) → locked
 *
 * It locks when nothing of it is left undone: no settlement that is not locked, no visit that nobody was paid for. From then on no new
 * settlement lies in it; a price corrected later reverses the old settlement and its draft stands in for it (T21), and a visit that
 * becomes payable late goes into the next settlement after the period. */
#pragma once
#include "finance/settlement.h"

enum period_state { PERIOD_OPEN = 1, PERIOD_LOCKED, PERIOD_REOPENED };
struct settlement_period {
    struct record record;
    enum period_state state;
    day first, last;                /* inclusive */
    ref locked_by; instant locked_at;
    text remark;
};
extern const struct record_type settlement_period_type;

struct day_pair { day first, last; };
/* The last period that is over by `today`, of the shape of the one before it: a calendar month, half of one (to the 15th, from the 16th), else as many
 * days as it had, one after the other. `known` with first 0: a month. Pure. */
struct day_pair period_over(struct day_pair known, day today);
/* … of a branch, by the latest period that was entered there. GET /api/finance/settle-period?branch= */
struct day_pair period_proposed(struct work *w, int64_t branch);

/* Is the day in a locked period of the branch? */
bool period_locked(struct work *w, int64_t branch, day on);
/* From which day on a settlement that begins on `first` looks for unpaid visits: earlier when locked periods lie right before it. */
day period_first(struct work *w, int64_t branch, day first);

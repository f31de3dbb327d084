/* replacement.h — another worker for a running placement (换人, SM-REPL): from the wish to the day on which everything about the old one is settled.
 *
 *   requested → assessed → found → substituted → done                     requested … substituted → refund_path; requested | assessed | found → withdrawn
 *
 * The reason, of a fixed list, says whose side it lies on. It counts against the contract's quota only when the customer chose so out of ordinary
 * dissatisfaction: her fault, her leaving, an expired paper never count (DOMAIN.md §1.9). Theft and harassment are no reason to simply swap: they name
 * the incident that has to be opened. A quota used up, or nobody found within 72 hours, leads to the refund path: placement and contract end, and what
 * goes back is the contract's own reckoning by the ladder that was signed (contracts/refund_ladder.h), read in the step's preview before it is agreed to;
 * by the guarantee only where we cannot supply: a family that wants nobody else has the ladder alone.
 *
 * She may ask for it herself: leaving_notice.h. `settle_day` then is how the family hears of it, with nobody found yet.
 *
 * Found: one of the ranked candidates (replacement_match.h), from the day she would begin to the end of the term; her calendar is kept for 24 hours.
 *
 * Handing over: the old one's last day ends her stint (her wage is settled to the day from placement_day), a departure sheet is opened, the new one's
 * stint begins with an arrival sheet of her own, the trial begins anew; the contract, which names the old one, stands in the queue to be amended; in between a substitute may stand in, or the placement stands in `gap`. Finance and payroll
 * hear the contract end: a refund is made and commissions are clawed back. */
#pragma once
#include "placement/placement.h"

enum replacement_state { REPLACEMENT_REQUESTED = 1, REPLACEMENT_ASSESSED, REPLACEMENT_FOUND, REPLACEMENT_SUBSTITUTED, REPLACEMENT_DONE, REPLACEMENT_REFUND, REPLACEMENT_WITHDRAWN };
enum replaced_by { REPLACED_BY_CUSTOMER = 1, REPLACED_BY_WORKER, REPLACED_BY_COMPANY, REPLACED_BY_NOBODY };
enum replacement_reason {
    REPLACE_SKILL = 1, REPLACE_ATTITUDE, REPLACE_HABITS, REPLACE_HEALTH, REPLACE_CONFLICT, REPLACE_THEFT, REPLACE_SCHEDULE, REPLACE_PAY, REPLACE_HOMESICK, REPLACE_WORKER_ILL, REPLACE_HARASSMENT, REPLACE_PREGNANT,
    REPLACE_PAPER, REPLACE_SEASON, REPLACE_LEFT,
};

struct replacement {
    struct record record;
    enum replacement_state state;
    ref placement, customer, old_worker, new_worker, follow_up;
    enum replaced_by side; enum replacement_reason reason;
    text wish;                      /* what the other one should be like */
    bool counts; int64_t quota_left;      /* against the quota; how many are left with this one counted */
    maybe_day last_day, first_day;  /* of the old one; of the new one */
    instant hold_until;             /* her calendar is kept till then (replacement_match.h); 0: not, or it is the placement's */
    instant requested_at, assessed_at, ended_at;
    instant notice_at; enum replacement_reason notice_why; text notice_words; int64_t notice_short;     /* she said herself that she goes (leaving_notice.h): her reason, her words, days short of the contract's notice */
    bool must_be_told;              /* theft or harassment: an incident has to be opened */
    ref incident_told_by;
    int64_t refund_percent; money refund; text refund_why; worksheet refund_sheet;     /* of the fee; all that goes back, and how it came about: the contract's settlement */
};
extern const struct record_type replacement_type;

/* The side and the quota a reason has of its own. */
enum replaced_by replacement_side_of(enum replacement_reason reason);
bool replacement_counts(enum replacement_reason reason, enum replaced_by side);
/* Reaction to placement.worker_leaves: the search begins without anybody asking for it. */
bool replacement_after_leaving(struct work *w, const struct record_type *type, int64_t placement);

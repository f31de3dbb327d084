/* waiver.h — a fee for a late cancellation or a closed door that the customer is let off (减免), wholly or in part, with a reason.
 *
 *   requested → granted | refused
 *
 * Who may waive up to her limit (limit.h) grants by asking; above it the request stands in the queue of those with a higher one, and a
 * second person grants it. The worker keeps her part of the fee: the goodwill is the company's. The bill shows the fee and the waiver as
 * two lines; a bill that is made already follows, a locked one by reversal. */
#pragma once
#include "operations/operations.h"

enum waiver_state { WAIVER_REQUESTED = 1, WAIVER_GRANTED, WAIVER_REFUSED };
struct fee_waiver {
    struct record record;
    enum waiver_state state;
    ref visit, customer;
    money fee, amount;              /* fee: as it was; amount: of it, waived */
    text reason;
    ref asked_by, decided_by;
    instant decided_at;
};
extern const struct record_type fee_waiver_type;

/* limit.h — how much a role decides alone (审批额度, DOMAIN.md §8.2). Who has several roles has the highest of their limits; a role without
 * a row has the company's setting. Above it somebody with a higher limit decides. */
#pragma once
#include "customers/customers.h"

enum decision { DECIDE_REFUND = 1, DECIDE_WAIVER, DECIDE_COMPENSATION };
struct role_limit {
    struct record record;
    ref role;
    enum decision decision;
    money most;
};
extern const struct record_type role_limit_type;

/* Up to which amount the actor may decide this in the branch. INT64_MAX fen: without a limit (the system, who holds `.._all`). */
money decision_limit(struct work *w, enum decision decision, int64_t branch);

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

/* For a refusal: who else may decide on this amount in the branch, 「陈芳（店长）、周敏（总部）」, three at most, who has it among her tasks before who may do everything. "": nobody.
 * `but`: who did the first step, and the actor, are not named. */
text decision_makers(struct work *w, enum decision decision, int64_t branch, money amount, ref but);
/* Of something that goes back or is paid for a damage: above her limit, or it was she who reckoned or asked. Names who may. NULL: nothing against it. */
const struct sentence *decided_by_another(struct work *w, enum decision decision, int64_t branch, money amount, ref first);

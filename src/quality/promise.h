/* promise.h — what was promised in a complaint and is done after the case is settled: a rework, a coupon, training (DOMAIN.md 四.4). For quality/ only.
 *
 *   open → arranged → kept            open | arranged → let go, with why
 *
 * They stand in the case from the customer's yes on. A coupon is made with it, hers alone. A rework leads to a visit that repeats the one she complained
 * of, free for her, also after the 24 hours of a plain rework; called off, it is open again. Training is entered when it was held, or is named at the
 * closing with who sees to it and until when. Nothing else may be open then. A proposal that was not taken promises nothing. */
#pragma once
#include "quality/complaint_own.h"

extern const struct choice complaint_promised[], complaint_promise_states[];

/* With the customer's yes. Promised twice and still open is promised once. */
bool promises_made(struct work *w, struct complaint *complaint);
/* Offered as a coupon says how much, and the other way round. */
bool promises_coupon_named(struct work *w, const struct complaint *complaint, set remedies, money coupon);
bool promises_coupon_right(struct work *w, const struct complaint *complaint, money refund, money coupon);

/* What keeps the case from being closed; NULL: nothing. Training may be open when the closing names it. */
const struct sentence *promises_open(struct work *w, const struct complaint *complaint);
bool promises_training_open(const struct complaint *complaint);
instant promises_due(const struct complaint *complaint);        /* 0: nothing is open that rings by itself */
void promises_training_held(struct work *w, struct complaint *complaint, text how);     /* by the change that the closing named */

struct rework_booked { instant start; bool agreed; minutes length; enum liable_side liable; ref caused_by; };
struct coupon_given { money worth; };
struct training_held { day held_on; text how; ref credential; };
struct promise_let_go { enum complaint_remedy promise; text how; };
struct rework_told { int64_t visit; };
bool promise_book_rework(struct work *w, struct complaint *complaint, const struct rework_booked *in);
bool promise_give_coupon(struct work *w, struct complaint *complaint, const struct coupon_given *in);
bool promise_training_held(struct work *w, struct complaint *complaint, const struct training_held *in);
bool promise_let_go(struct work *w, struct complaint *complaint, const struct promise_let_go *in);
bool promise_rework_kept(struct work *w, struct complaint *complaint, const struct rework_told *in);
bool promise_rework_lost(struct work *w, struct complaint *complaint, const struct rework_told *in);
const struct sentence *promise_may_book(struct work *w, const struct complaint *complaint);
const struct sentence *promise_may_give(struct work *w, const struct complaint *complaint);
const struct sentence *promise_may_train(struct work *w, const struct complaint *complaint);
const struct sentence *promise_may_let_go(struct work *w, const struct complaint *complaint);

/* Reactions to a visit that was finished, or that does not take place. */
bool promises_visit_done(struct work *w, const struct record_type *type, int64_t visit);
bool promises_visit_lost(struct work *w, const struct record_type *type, int64_t visit);

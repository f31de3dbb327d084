/* promise.h — what was promised in a complaint and is done after the case is settled: a rework, another worker, a coupon, training (DOMAIN.md 四.4). For quality/ only.
 *
 *   open → arranged → kept            open | arranged → let go, with why
 *
 * They stand in the case from the customer's yes on. A coupon is made with it, hers alone. A rework leads to a visit that repeats the one she complained
 * of, free for her, also after the 24 hours of a plain rework; called off, it is open again. Another
 * worker (换人) for a home where she serves is a replacement (placement/replacement.h), the one under way or a new one: kept when that is finished, open
 * again when it is withdrawn. For hourly visits it is entered with who comes from now on, once no visit to come and no running plan of this customer
 * names the old one. Training is entered when it was held, or is named at the
 * closing with who sees to it and until when. Nothing else may be open then. A proposal that was not taken promises nothing. */
#pragma once
#include "quality/complaint_own.h"

extern const struct choice complaint_promised[], complaint_promise_states[];

/* One of this kind in this state; NULL: none. */
struct complaint_promise *promise_in(const struct complaint *complaint, enum complaint_remedy what, enum promise_state state);
struct complaint_promise *promise_open(const struct complaint *complaint, enum complaint_remedy what);
void promise_ends(struct work *w, struct complaint_promise *promise, enum promise_state state, text how);

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
struct worker_changed { text wish; ref worker; };
struct promise_let_go { enum complaint_remedy promise; text how; };
struct rework_told { int64_t visit; };
struct replacement_told { ref replacement; };
bool promise_book_rework(struct work *w, struct complaint *complaint, const struct rework_booked *in);
bool promise_give_coupon(struct work *w, struct complaint *complaint, const struct coupon_given *in);
bool promise_training_held(struct work *w, struct complaint *complaint, const struct training_held *in);
bool promise_change_worker(struct work *w, struct complaint *complaint, const struct worker_changed *in);
bool promise_let_go(struct work *w, struct complaint *complaint, const struct promise_let_go *in);
bool promise_rework_kept(struct work *w, struct complaint *complaint, const struct rework_told *in);
bool promise_rework_lost(struct work *w, struct complaint *complaint, const struct rework_told *in);
bool promise_replaced(struct work *w, struct complaint *complaint, const struct replacement_told *in);
const struct sentence *promise_may_book(struct work *w, const struct complaint *complaint);
const struct sentence *promise_may_give(struct work *w, const struct complaint *complaint);
const struct sentence *promise_may_change(struct work *w, const struct complaint *complaint);
const struct sentence *promise_may_train(struct work *w, const struct complaint *complaint);
const struct sentence *promise_may_let_go(struct work *w, const struct complaint *complaint);

/* Reactions to a visit that was finished, or that does not take place. */
bool promises_visit_done(struct work *w, const struct record_type *type, int64_t visit);
bool promises_visit_lost(struct work *w, const struct record_type *type, int64_t visit);
/* … and to a replacement that ends. */
bool promises_replacement_ended(struct work *w, const struct record_type *type, int64_t replacement);
/* promise_substitute.c: the replacement of her home that is under way, or finished since the case came in; `ret_done`: which. 0: none. */
int64_t promise_replacement(struct work *w, const struct complaint *complaint, bool *ret_done);

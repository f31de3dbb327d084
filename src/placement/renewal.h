/* renewal.h — the end of a term, thirty days before it comes (续约, SM-RENEW; source 四.5).
 *
 *   due → contacted → offered → signed                due … offered → declined | lapsed; offered → approval → offered
 *
 * Made by the house 30 days before the last day of each running placement; rings at 30, 15 and 7 days. A wage or fee other than before needs who
 * oversees placements (`approval`) and the customer's 30 days of notice where the term is not over (T34). What is offered is drafted as the contract's
 * renewal at once (contract step `renew`), and signing that signs this: the placement runs on to the new last day under it. Begun on the contract
 * it is the same: the renewal takes over what was drafted there. One matter, one clock: while this is open neither the contract rings nor, for its signatures, the one that follows it. Past the last day with the worker still there and nothing signed is service without a contract: `lapsed`,
 * a red alarm in Today until it is signed or she has left. */
#pragma once
#include "placement/placement.h"

enum renewal_state { RENEWAL_DUE = 1, RENEWAL_CONTACTED, RENEWAL_OFFERED, RENEWAL_APPROVAL, RENEWAL_LAPSED, RENEWAL_SIGNED, RENEWAL_DECLINED };

struct renewal {
    struct record record;
    enum renewal_state state;
    ref placement, customer, worker, contract, next_contract;
    day ends;
    day new_last; money new_wage; maybe_money new_fee;
    text family_said, worker_said, why;
    ref approved_by;
    instant ended_at;
};
extern const struct record_type renewal_type;
enum { RENEWAL_DAYS = 30 };

bool renewals_tick(struct work *w);
/* Reactions: the contract's renewal was drafted by hand; dropped; signed by all. */
bool renewal_drafted(struct work *w, const struct record_type *type, int64_t contract);
bool renewal_draft_dropped(struct work *w, const struct record_type *type, int64_t contract);
bool renewal_signed(struct work *w, const struct record_type *type, int64_t contract);
bool renewal_after_end(struct work *w, const struct record_type *type, int64_t placement);     /* reaction to placement.finish: nothing to renew any more */

/* contract_draft.h — the contract that a search ends in: drafted from the demand and the worker both sides said yes to, so that nothing asked before is
 * asked again. Who was only a caller becomes a customer with a home. For contracts/ only. */
#pragma once
#include "record/answer.h"

/* POST /api/recommendation/:id/contract {estate?, address?, camera_note?}: {contract, number, made}. Once a contract of the two is open, that one.
 * Refused before both said yes; at `address`, as long as nobody knows where the home is. */
bool contract_draft_call(struct work *w, const struct request *request, struct reply *reply);
/* Reaction to the end of a demand (cancelled, lost, closed in silence): what not all have signed is dropped, nobody goes on asking for it. */
bool contract_after_demand(struct work *w, const struct record_type *type, int64_t demand);

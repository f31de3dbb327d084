/* visit_acceptance.h — the customer's signature under a visit that is finished (验收签字). Made once with the visit's approval, never changed.
 *
 * `said` is what she signed, word for word; `proof` the BLAKE2b hash over it and over her signature's picture, so that neither can be
 * exchanged later without the other telling. */
#pragma once
#include "operations/operations.h"

struct visit_acceptance {
    struct record record;
    ref visit, customer;
    instant signed_at;
    text said;
    file signature;                 /* a picture of what she drew */
    text proof;
};
extern const struct record_type visit_acceptance_type;

/* In hex. */
text acceptance_proof(struct work *w, text said, text picture_hash);

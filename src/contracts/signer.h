/* signer.h — who signs a contract for the customer's side, and by which right (T23, DOMAIN.md §4.5). For contracts/ and placement/.
 *
 * The right is towards who is cared for: a daughter who has her mother cared for signs in her own name, as the child. In a home where nobody is cared
 * for the customer signs for herself and a company by its representative; where somebody is, the office says which right it is, and without it nothing
 * is sent. Another person than the customer, a guardian, an agent and a representative stand on an authority (customers/authority.h) that holds on the
 * day it is sent, on the first day and on the day of signing. Who is cared for and cannot decide for herself (dementia), or is a child whose parent does
 * not sign, has a guardian, named. All of it is printed; on her phone the signer declares it again, and only that which stands on the paper counts. */
#pragma once
#include "contracts/contract_signature.h"

/* The person who signs: the one named, else the customer's own. */
int64_t contract_signer(struct work *w, const struct contract *contract);
/* A draft's: what can be told without asking; what cannot be is refused at its field. */
bool signer_complete(struct work *w, struct contract *contract);
/* Has her right to be shown, is a guardian to be named; why her authority does not hold on that day. */
bool signer_needs_authority(const struct contract *contract);
bool signer_needs_guardian(struct work *w, const struct contract *contract);
const struct sentence *signer_lacks(struct work *w, const struct contract *contract, day on);
/* In Chinese, as the contract says it: 「被照护人的子女」; 「受托代理人」. "" not known. */
text signer_right_words(enum acting_right right);
text signer_authority_words(struct work *w, const struct contract *contract);
text signer_guardian_words(struct work *w, const struct contract *contract);
/* What the evidence says of a signature: the right on the paper, as declared. */
text signer_capacity(struct work *w, const struct contract *contract, const struct contract_signing *signing);
bool signer_may_sign(struct work *w, const struct contract *contract, const struct contract_signing *signing);

/* ---- whose word counts afterwards ---- */

/* For the customer's side of this contract: the signer's (0 too), or that of who holds an authority for it. Refuses at `instructed_by` or `authority`;
 * another's word is refused with whose it takes. Who it is, with her right, comes back: "" for nobody. */
text instruction_counts(struct work *w, const struct contract *contract, enum instruction_by by, int64_t authority, enum authority_covers what);
extern const struct choice instruction_givers[];

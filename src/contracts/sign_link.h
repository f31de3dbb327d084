/* sign_link.h — the address a party signs at: who has it still proves herself by a code to her number before she sees a word.
 *
 * The token is signed by the house over contract, party and text: taken back and sent anew, the old address opens nothing. After a code was right, a
 * pass lets her read, sign and take a copy for half an hour. Neither is stored. */
#pragma once
#include "contracts/contract_signature.h"

enum { PASS_MINUTES = 30 };

/* "" before it is sent, and for the company. */
text contract_token(struct work *w, const struct contract *contract, enum contract_party party);
/* The contract behind it as it stands, to look at; NULL: none, with the same refusal for wrong and void ones. */
struct contract *contract_by_token(struct work *w, text token, enum contract_party *ret_party);
text contract_pass(struct work *w, const struct contract *contract, enum contract_party party);
bool contract_pass_holds(struct work *w, const struct contract *contract, enum contract_party party, text pass);

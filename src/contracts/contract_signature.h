/* contract_signature.h — one of the three signing one text (电子签名法 13–14): who, when, by which proof, from where, with the picture of what was drawn.
 *
 * Made by contract_sign and by the check of a paper signed by hand, never changed. It is for the hash it names: taken back and sent anew, a
 * contract has another text and nobody has signed it. */
#pragma once
#include "contracts/contract.h"

enum contract_party { PARTY_CUSTOMER = 1, PARTY_COMPANY, PARTY_WORKER };
enum signature_way { SIGNED_BY_CODE = 1, SIGNED_BY_ACCOUNT, SIGNED_ON_PAPER };      /* a code to her number; logged in with her own account; by hand, the scan checked by a second person */

struct contract_signature {
    struct record record;
    ref contract;
    enum contract_party party;
    ref person, account;            /* whose; account: the colleague who signed for the company or filed the paper */
    text name;                      /* as signed */
    text capacity;                  /* by which right, as she declared it; "" of those signed before it was asked */
    enum signature_way way;
    instant signed_at;
    text proof;                     /* the number the code went to, masked; the login; who checked the paper */
    text address, device;           /* as the network says */
    file picture;
    text document_hash;
};
extern const struct record_type contract_signature_type;
extern const struct choice contract_parties[];

/* `right`: what she declares on her phone, of the customer's side; it has to be the one on the paper. */
struct contract_signing { enum contract_party party; ref person, account; text name, proof, address, device, picture, hash; enum signature_way way; enum acting_right right; };
/* Refused: nothing to sign, another text than the one that was read, signed already. The last of the three makes the contract signed. */
bool contract_sign(struct work *w, struct contract *contract, const struct contract_signing *signing);
/* Whose signature is still missing: bits of contract_party. */
unsigned contract_unsigned(struct work *w, const struct contract *contract);
void contract_signatures_write(struct work *w, struct json *json, text key, const struct contract *contract);
/* The person of a party: who signs for the customer, the worker; 0 for the company. */
int64_t contract_person(struct work *w, const struct contract *contract, enum contract_party party);
/* Everything as it was sent, in the open: for who signs it and for the PDF. "" before. */
text contract_document(struct work *w, const struct contract *contract);
/* Its state for one of its parties: who has signed reads who has not yet. */
text contract_state_for(struct work *w, const struct contract *contract, enum contract_party party);
/* A line of a party's own list: what, from when to when, in which state, and the address to read, sign or copy it at. */
void contract_line_write(struct work *w, struct json *json, const struct contract *contract, enum contract_party party);

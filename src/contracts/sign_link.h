/* sign_link.h — the address a party signs at: who has it still proves herself by a code to her number before she sees a word.
 *
 * The token is signed by the house over contract, party and text: taken back and sent anew, the old address opens nothing. After a code was right, a
 * pass lets her read, sign and take a copy for half an hour. Neither is stored. Both kinds of paper are signed this way: the contract of three
 * (contract.h) by customer and worker, the work contract of two (work_contract.h) by the worker. */
#pragma once
#include "contracts/contract_signature.h"
#include "contracts/work_contract.h"

enum { PASS_MINUTES = 30 };

/* What lies behind an address, as it stands. */
struct signing_paper {
    const struct record_type *type; /* contract_type or work_contract_type; NULL: nothing */
    struct contract *contract;      /* the one … */
    struct work_contract *work;     /* … or the other */
    enum contract_party party;
    int64_t id, branch, person;
    text number, state, hash;       /* state: the word */
    text paper, signed_paper;       /* the PDF; with its evidence, when it was made here; "" none */
    bool unsigned_by_her;
};

/* "" before it is sent, and for the company. */
text contract_token(struct work *w, const struct contract *contract, enum contract_party party);
text work_contract_token(struct work *w, const struct work_contract *contract);
/* Nothing: refused, in the same words for wrong and void ones. */
struct signing_paper paper_by_token(struct work *w, text token);
text paper_pass(struct work *w, const struct signing_paper *paper);
bool paper_pass_holds(struct work *w, const struct signing_paper *paper, text pass);
text paper_document(struct work *w, const struct signing_paper *paper);
bool paper_sign(struct work *w, const struct signing_paper *paper, const struct contract_signing *signing);

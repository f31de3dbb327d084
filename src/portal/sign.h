/* sign.h — customer and worker sign a contract, the worker her work contract, on their phones: link, code, the whole text, a drawn signature. For portal/ only.
 *
 *   GET  …/sign/:token            whose it is and where it stands, nothing of the text
 *   POST …/sign/:token/code       a code to her number (code.h)
 *   POST …/sign/:token/open       {code} → the text as it was sent, its hash, a pass for half an hour; that she opened it is in the audit log
 *   PUT  …/sign/:token/picture    ?pass=&sha= the drawn signature
 *   POST …/sign/:token            {pass, sha, hash, agree, right} signs; right: by which right, of the customer's side (contracts/signer.h)
 *   GET  …/sign/:token/paper      ?pass= the PDF, with the page of evidence once all have signed */
#pragma once
#include "http/http.h"
#include "record/store.h"

bool sign_look_call(struct work *w, const struct request *request, struct reply *reply);
bool sign_code_call(struct work *w, const struct request *request, struct reply *reply);
bool sign_open_call(struct work *w, const struct request *request, struct reply *reply);
bool sign_picture_call(struct work *w, const struct request *request, struct reply *reply);
bool sign_call(struct work *w, const struct request *request, struct reply *reply);
bool sign_paper_call(struct work *w, const struct request *request, struct reply *reply);

/* POST /api/contract/:id/links: the two addresses, for the office to hand on. */
bool sign_links_call(struct work *w, const struct request *request, struct reply *reply);
/* POST /api/work_contract/:id/links: her address. */
bool work_sign_links_call(struct work *w, const struct request *request, struct reply *reply);
/* GET /api/c/contracts: those of who is logged in. */
bool my_contracts_call(struct work *w, const struct request *request, struct reply *reply);

bool tell_to_sign(struct work *w, const struct record_type *type, int64_t contract);        /* reactions */
bool tell_signed(struct work *w, const struct record_type *type, int64_t contract);
bool tell_work_to_sign(struct work *w, const struct record_type *type, int64_t contract);
bool tell_work_signed(struct work *w, const struct record_type *type, int64_t contract);

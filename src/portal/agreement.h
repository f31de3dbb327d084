/* agreement.h — a customer reads and signs the agreement on a compensation on her phone (finance/compensation.h). For portal/ only.
 *
 *   GET  /api/c/compensation/:id          what was damaged, what it comes to line by line, the text and its hash, where it stands
 *   POST /api/c/compensation/:id/sign     {hash, sha, agree}: hash of the text she read, sha of the drawing she sent up
 *
 * Hers alone, and from the approval on; what was dropped or refused is not there. A text that changed meanwhile is refused. Signing twice is
 * signing once. Kept with it: text, drawing and the hash over both, her masked number that a code had proved, address and device. */
#pragma once
#include "http/http.h"
#include "record/store.h"

struct guest;
struct json;
bool my_compensation_call(struct work *w, const struct request *request, struct reply *reply);
bool my_agreement_sign_call(struct work *w, const struct request *request, struct reply *reply);
void compensations_write(struct work *w, struct json *json, const struct guest *guest);          /* for the page of her money */
bool agreement_link_call(struct work *w, const struct request *request, struct reply *reply);    /* GET /api/compensation/:id/link: for the office to hand on */
bool tell_agreement(struct work *w, const struct record_type *type, int64_t compensation);       /* reaction to compensation.approve */

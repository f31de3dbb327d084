/* signed_page.h — a page of HTML for anybody who was given its address: one file without a script, quick in any browser (a worker's card, where a
 * visit stands).
 *
 * The address is signed by the house for a subject ("portal.track") and an id, and ends. Wrong and ended ones are the same: 0. */
#pragma once
#include "base/buf.h"
#include "http/http.h"
#include "record/house.h"

text signed_token(struct work *w, text subject, int64_t id, instant until);
int64_t signed_id(struct work *w, text subject, text token);        /* 0: not ours, altered, or over */

/* `title` as plain text; what follows is HTML of the caller's, each text through html_text(). */
void signed_page_begin(struct work *w, struct buf *out, text title);
bool signed_page_answer(struct work *w, struct reply *reply, int status, struct buf *out);

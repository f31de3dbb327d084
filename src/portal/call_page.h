/* call_page.h — the family answers a follow-up call (placement/follow_up.h) on a page instead: how it goes, and whether it would recommend us. For
 * portal/ only.
 *
 *   GET  /n/:token     the questions of this call; HTML without a script, for who was given the address; it names neither family nor home
 *   POST /n/:token     its form: q<id>=score, w<id>=words, n=what is needed otherwise; answered once
 *
 * The address is in the message that a call did not reach them, on the placement's page on their phone, and with the office to hand on. What is said
 * counts as the call: its figures, and what a bad answer opens. It ends two weeks after the call was due. */
#pragma once
#include "placement/placement.h"
#include "portal/mine.h"

bool call_page_call(struct work *w, const struct request *request, struct reply *reply);
bool call_form_call(struct work *w, const struct request *request, struct reply *reply);
bool call_link_call(struct work *w, const struct request *request, struct reply *reply);           /* GET /api/follow_up/:id/link: for the office to hand on */
void calls_write(struct work *w, struct json *j, const struct placement *placement);               /* those that wait, "calls": [{stage, address}] */
bool tell_missed(struct work *w, const struct record_type *type, int64_t follow_up);               /* reaction to follow_up.not_reached */

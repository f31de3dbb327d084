/* signed_form.h — what the pages behind a signed address (record/signed_page.h) share: track.c, festival_page.c, survey_page.c. The page of an address
 * that does not hold, and a form of buttons whose answer is the page again or a No in words with the way back. */
#pragma once
#include "record/signed_page.h"

struct signed_form { const struct request *request; struct reply *reply; const void *own; };

/* 404 with the way to log in: altered, ended and unknown addresses are answered alike, so that nobody learns which there are. */
bool signed_gone(struct work *w, struct reply *reply);

/* `take` runs in one transaction with a struct signed_form and answers 303 to the page; `own` is handed on to it. It refuses NOT_FOUND at the field
 * "token" where the address does not hold. `page`: the address before the token ("/t"), to look again. */
bool signed_form_call(struct work *w, const struct request *q, struct reply *reply, text page, db_run *take, const void *own);

/* care_page.h — the family's side of a running placement: who lives with us, the care log, what we ask for and agree to. For portal/ only.
 *
 * Of the worker the surname alone and a light for her papers (PIPL 25), never a paper itself. The care log is read only while the separate consent
 * stands (PIPL 28–31): the customer gives it here, and takes it back here as easily. Nothing here moves a placement by itself: what the family asks for
 * is a wish, a replacement or a yes to something that the office has priced. */
#pragma once
#include "portal/mine.h"

bool my_care_list_call(struct work *w, const struct request *request, struct reply *reply);       /* GET /api/c/care */
bool my_care_log_call(struct work *w, const struct request *request, struct reply *reply);        /* GET /api/c/care/:id/log?day= */
bool my_wish_call(struct work *w, const struct request *request, struct reply *reply);            /* POST /api/c/care/:id/wish */
bool my_wish_back_call(struct work *w, const struct request *request, struct reply *reply);       /* DELETE /api/c/care/:id/wish/:wish */
bool my_replace_call(struct work *w, const struct request *request, struct reply *reply);         /* POST /api/c/care/:id/replace */
bool my_family_wage_call(struct work *w, const struct request *request, struct reply *reply);
bool my_task_call(struct work *w, const struct request *request, struct reply *reply);            /* POST /api/c/care/:id/task/:task */
bool my_sheet_call(struct work *w, const struct request *request, struct reply *reply);           /* POST /api/c/care/:id/sheet/:sheet */
bool my_care_consent_call(struct work *w, const struct request *request, struct reply *reply);    /* POST /api/c/care/:id/consent */
bool my_care_complain_call(struct work *w, const struct request *request, struct reply *reply);   /* POST /api/c/care/:id/complain (complaint_page.c) */

/* own_data.c: a consent of hers, given on this page or taken back. */
bool guest_consents(struct work *w, const struct guest *guest, enum consent_purpose purpose, text guardian, bool given);

/* intake.h — taking an order while the customer is on the phone (接单, source 四.1): the page's calls. What is stored are ordinary persons,
 * customers, homes and orders; only what is not ordered yet is the page's own (intake_draft).
 *
 *   GET    /api/intake/start            what the page needs once: services, areas, channels, the terms in force
 *   GET    /api/intake/caller?phone=    who calls: customers of this number, their homes, last and next visit, workers, debts, who is unwanted; ?customer= one whom we called
 *   POST   /api/intake/read             a pasted message → what was understood, what is doubtful, what was not (customers/message.h)
 *   GET    /api/intake/place?address=   the estate and area of a new address, from the homes that are known
 *   GET    /api/intake/quote?…          length and price as an order would have them, each line explained
 *   POST   /api/intake/order            person, customer, home, order, and as asked its confirmation and its worker: all or nothing;
 *                                       or, where nothing can be promised yet, a demand (customers/demand.h)
 *   GET    /api/intake/draft            my unfinished calls;  PUT, DELETE /api/intake/draft/:key
 *
 * A number that others have too is a question, never an answer (T22); a platform's masked number recognises nobody (DOMAIN.md §0.21).
 * Drafts are sealed, seen by who made them only, and go after INTAKE_DRAFT_DAYS. */
#pragma once
#include "operations/operations.h"

enum { INTAKE_DRAFT_DAYS = 7, INTAKE_MOST_DRAFTS = 12, INTAKE_DRAFT_BYTES = 20000 };

bool intake_start_call(struct work *w, const struct request *request, struct reply *reply);
bool intake_caller_call(struct work *w, const struct request *request, struct reply *reply);
bool intake_read_call(struct work *w, const struct request *request, struct reply *reply);
bool intake_place_call(struct work *w, const struct request *request, struct reply *reply);
/* What a price is said for while no time is chosen: the next plain working day at ten. A call that is taken at night, or on a holiday, is not dearer for it. */
instant intake_plain_hour(instant now);
bool intake_quote_call(struct work *w, const struct request *request, struct reply *reply);
bool intake_customer_call(struct work *w, const struct request *request, struct reply *reply);
bool intake_order_call(struct work *w, const struct request *request, struct reply *reply);
bool intake_drafts_call(struct work *w, const struct request *request, struct reply *reply);
bool intake_draft_put_call(struct work *w, const struct request *request, struct reply *reply);
bool intake_draft_delete_call(struct work *w, const struct request *request, struct reply *reply);
bool intake_forget_drafts(struct work *w);          /* ticker */

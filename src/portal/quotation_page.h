/* quotation_page.h — a family reads its quotation (报价单) by a link, takes it as PDF, says yes or no. For portal/ only.
 *
 *   POST /api/quotation/:id/link          the office makes the address; with an address for customers in the settings she is told it, too
 *   GET  /api/c/quotation/:token          what is quoted; the look is counted
 *   POST /api/c/quotation/:token          {answer: accept | decline, why, note}
 *   GET  /api/c/quotation/:token/paper    as PDF
 *
 * No code is asked: nothing personal stands in it and a yes binds nobody; what binds is the contract, signed with a code (sign.h). */
#pragma once
#include "http/http.h"
#include "record/house.h"

bool quotation_link_call(struct work *w, const struct request *request, struct reply *reply);
bool quotation_look_call(struct work *w, const struct request *request, struct reply *reply);
bool quotation_answer_call(struct work *w, const struct request *request, struct reply *reply);
bool quotation_paper_call(struct work *w, const struct request *request, struct reply *reply);

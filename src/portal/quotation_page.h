/* quotation_page.h — a family reads its quotation (报价单) by a link, takes it as PDF, says yes or no. For portal/ only.
 *
 *   POST /api/quotation/:id/link          the office makes the address; with an address for customers in the settings she is told it, too
 *   GET  /api/c/quotation/:token          what is quoted; the look is counted
 *                                         once she said yes, deposit_how says where what is asked for before is paid, "" for nothing (more)
 *   POST /api/c/quotation/:token          {answer: accept | decline | change, why, note}; for a large job's yes also {name, seen, terms}
 *   GET  /api/c/quotation/:token/paper    as PDF
 *
 * Who is logged in finds those that wait for her among her visits (GET /api/c/home, "quotations") and reads and answers them by the same calls with
 * "own-" and the id for the token; they are hers by the person, and a stranger's id is not there.
 *
 * By the link no code is asked: nothing personal stands in it and a yes to a placement's binds nobody; what binds is the contract, signed with a code (sign.h). A yes to a
 * large job's is its order: who says it writes her name, accepts the terms that are shown, and sends back the hash of what she read; with the address and
 * the browser it is kept with the quotation. A change she asks for goes to the office, which answers with the next version. */
#pragma once
#include "http/http.h"
#include "record/house.h"

bool quotation_link_call(struct work *w, const struct request *request, struct reply *reply);
bool quotation_look_call(struct work *w, const struct request *request, struct reply *reply);
bool quotation_answer_call(struct work *w, const struct request *request, struct reply *reply);
bool quotation_paper_call(struct work *w, const struct request *request, struct reply *reply);

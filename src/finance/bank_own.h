/* bank_own.h — what tells one line of a statement from another, and what it may be. For finance/ only. */
#pragma once
#include "finance/bank_line.h"

text bank_line_key(struct work *w, const struct bank_line *line);
/* Looks anew: sureness, why, and what is suggested. Books nothing. */
void bank_guess(struct work *w, struct bank_line *line);

struct request;
struct reply;
/* POST /api/finance/confirm-sure: every line that is sure still, each by its own step `confirm`; what is refused stays and is named. */
bool bank_confirm_sure_call(struct work *w, const struct request *request, struct reply *reply);

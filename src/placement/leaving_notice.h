/* leaving_notice.h — she says herself, on her phone, that she goes (师傅要离开这一家): from which day, and why.
 *
 * It is a replacement that nobody but the office knows of yet (replacement.h, state `requested`, side the worker's, her last day as she said it). Nobody is
 * held: a day inside the notice of the contract is taken too, with the days it is short by. The family is told by the office alone: by the step that settles
 * her last day, or by the change-over; until then neither its phone nor its copy of its data says anything. Where the family has asked for another already,
 * her word goes into that record, and she is not told of it; where it asks after her, its wish goes into hers, and it sees what it asked for.
 * She may take it back until the office has taken it up. */
#pragma once
#include "placement/replacement.h"

/* `input`: placement, last (her last day), why (one of her reasons). Refused: a home she does not serve in, a day behind or more than a month ahead. */
bool leaving_said(struct work *w, int64_t worker, json_t *input, text words);
/* `input`: placement. Refused once the office has taken it up. */
bool leaving_taken_back(struct work *w, int64_t worker, json_t *input);
/* The family knows nothing of it yet. */
bool leaving_untold(const struct replacement *replacement, const struct placement *placement);
/* The open one of a placement the family knows nothing of; NULL: none. */
struct replacement *leaving_untold_of(struct work *w, const struct placement *placement);
/* Her phone: "notice", what she said and how it stands, or null; "notice_days" of the contract; "may_go": may she say so now. */
void leaving_write(struct work *w, struct json *json, const struct placement *placement, int64_t worker);

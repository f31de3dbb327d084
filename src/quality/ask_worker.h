/* ask_worker.h — a worker is heard by her own phone (DOMAIN.md §4.4, "hear worker too"), beside the telephone call, which stays.
 *
 * Whoever handles the case asks in neutral words what she saw and did, with hours to answer in. On her phone stand the day, the service and the question:
 * not who complained, not what was said, nothing of the customer's; a question with the customer's name or a phone number in it is refused. Her answer is
 * an act of her phone (field/), kept without a network and sent once: her words are what she said, her photos are evidence of her side, and more of
 * them may come until the case's evidence is frozen by the proposal. Not answered in time, it rings: she is called. */
#pragma once
#include "quality/complaint.h"

struct json;
/* `words` may be "" when it is a photo alone: acts of a day without a network come in any order, and only words make her heard. Refused: not hers, not asked, frozen by now. */
bool complaint_answered_by_her(struct work *w, int64_t complaint, int64_t worker, text words, text picture);
/* Items of her phone's list of questions: what she is asked and has not answered, and what she answered while the case is open. */
void complaint_asks_write(struct work *w, struct json *json, int64_t worker);
bool tell_asked(struct work *w, const struct record_type *type, int64_t complaint);        /* reaction to complaint.ask_worker */

/* signs.h — who else this person is to the company, as far as the reader may know (DOMAIN.md §7 T35): a customer who works here, a worker who is a customer, a
 * colleague of the same person or number, ties that were declared (company/person_tie.h). A sign to ask about, no judgement. Numbers are compared by
 * their blind index and never shown. For insight/ only. */
#pragma once
#include "base/json.h"
#include "record/house.h"

/* "signs": [{"how": "same_person" | "same_phone" | "tie", "type", "id", "title", "tie"}]; without the record `but` itself. */
void signs_write(struct work *w, struct json *j, int64_t person, int64_t but);

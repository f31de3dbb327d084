/* follow_up_bad.h — a bad answer in a follow-up call becomes a complaint at once (source 四.3 → 四.4): the family's about the worker, the worker's about the home. */
#pragma once
#include "quality/quality.h"

/* Reaction to follow_up.answer: nothing unless the answer asked for a complaint. */
bool complaint_of_follow_up(struct work *w, const struct record_type *type, int64_t follow_up);

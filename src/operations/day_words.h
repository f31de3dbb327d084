/* day_words.h — the engine's codes as sentences, in the work's language: why a day has no room, and the smallest change that makes some. */
#pragma once
#include "operations/day_load.h"
#include "record/type.h"

/* Of day_offer.rule; NULL: the rule is one of the light's, which has its own sentence. */
const struct sentence *rule_sentence(struct work *w, text rule);
/* Of day_fix.kind. `who` may take it then; `other`: number of the visit that moves, to `to`; "" where the kind has none. "" for kinds that the
 * light explains better (a skill, a wish). */
text fix_sentence(struct work *w, text kind, int64_t amount, text who, text other, text to);

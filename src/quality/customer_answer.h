/* customer_answer.h — what the customer says to her complaint on her own page, beside the telephone, which stays.
 *
 * To a proposal: yes, kept with its time (the office then does what it offered and resolves the case), or no, with what is not right: a new proposal
 * is due. Where money for a damage is part of it her signature under the agreement is her yes. After the case was resolved, and for 30 days after it
 * was closed: not satisfied after all, with why; the case is taken back into hand. Her words go to how she tells it, for the next proposal. */
#pragma once
#include "quality/complaint.h"

enum customers_word { CUSTOMER_AGREES = 1, CUSTOMER_REFUSES, CUSTOMER_NOT_SATISFIED };
struct customers_words { text said; };
bool complaint_customer_may(struct work *w, const struct complaint *complaint, enum customers_word word);
/* The same yes again is the same yes. Refused: nothing is asked of her now, or a no without a word why (field `words`). */
bool complaint_customer_says(struct work *w, struct complaint *complaint, enum customers_word word, text words);

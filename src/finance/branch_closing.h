/* branch_closing.h — a shop closes down (消保条例 22, DOMAIN.md §1.9 SM-STORE, T08): who is told. For finance/ only.
 *
 * With the announcement every holder of a card with money on it is written to: until when it goes on, what is left, that it may be taken back as the
 * company's reason; and every customer of a contract or plan whose service has to go on somewhere. What a person has to do then stands in two
 * entries of the queue; what is still there (QUESTION_AT_BRANCH) each module says itself. From that day on no card is sold there (ledger/card_limits.h). */
#pragma once
#include "finance/finance.h"

extern const struct message_templates closing_messages;
/* Reactions to branch.announce_closing and branch.stay_open. */
bool closing_told(struct work *w, const struct record_type *type, int64_t branch);
bool closing_off(struct work *w, const struct record_type *type, int64_t branch);

/* card_lots.h — a card that was topped up (续充): every top-up is a contract of its own with its own money, on the same card. For ledger/ only.
 *
 * What she paid in one go, with its gift, its price and its seven days, is one lot, a prepaid_card of its own (docs/decisions/35): the first one, and
 * those whose `tops_up` is the first. They are paid from as one, the oldest first; they go back each by its own terms. */
#pragma once
#include "ledger/ledger.h"

enum { LOTS_MOST = 60 };
struct lots { struct prepaid_card *at[LOTS_MOST]; int count; };          /* the oldest first */
/* The card itself and all others of it that were paid for. `lock`: for those who move money. */
bool card_lots(struct work *w, const struct prepaid_card *card, bool lock, struct lots *ret);
bool lot_in_use(const struct prepaid_card *card);               /* sold or active. Pure. */
money card_value_left(const struct prepaid_card *card);         /* both legs. Pure. */
/* Lost, in dispute, found again, handed on: the others of the same card go with it. `to`: their new state; 0: they keep it. */
bool lots_follow(struct work *w, const struct prepaid_card *card, enum card_state to);
/* What is left on the others of this card. */
money lots_left_beside(struct work *w, const struct prepaid_card *card);

struct lot_following { enum card_state state; enum card_trouble trouble; ref customer, branch; text card_number; };
struct topping_up { money paid, gift; int64_t bought; text contract; };
extern const struct field lot_following_fields[5], topping_up_fields[4];
bool lot_follow_rule(struct work *w, void *card, const void *input);
bool top_up_rule(struct work *w, void *card, const void *input);
const struct sentence *top_up_guard(struct work *w, const void *card);

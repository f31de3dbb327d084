/* card_own.h — the card's inner seams: what its steps do to legs and ledger. For ledger/ only. */
#pragma once
#include "ledger/ledger.h"

/* Inputs of the hidden steps; the amounts of a movement are reckoned before and only written by them. */
struct card_move { money paid, gift, value; int64_t visits; };  /* taken from the legs; below 0: put back */
extern const struct choice card_states[], card_troubles[];
enum { CARD_STEPS = 16 };
extern const struct step card_steps[CARD_STEPS];
bool card_period_counts(struct work *w, struct prepaid_card *card);             /* days that are over become revenue */
bool cards_tick(struct work *w);

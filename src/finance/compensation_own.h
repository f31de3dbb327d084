/* compensation_own.h — the steps of a compensation. For finance/ only. */
#pragma once
#include "finance/books.h"
#include "finance/compensation.h"

enum { COMPENSATION_STEPS = 14 };
extern const struct step compensation_steps[COMPENSATION_STEPS];

/* What an insurer paid, or a part that was forgiven, in the ledger. */
bool compensation_insurer_books(struct work *w, const struct compensation *c, enum payment_channel channel, money came);
bool compensation_forgiven_books(struct work *w, const struct compensation *c, money forgiven);
/* Hidden steps. */
struct compensation_counting { money taken; };

/* ledger.h — the double-entry ledger and prepaid cards. Front door of ledger/.
 *
 * Nothing here knows bills, payments or wages: finance and payroll post to it (ledger_entry.h) and ask it to pay from a card
 * (prepaid_card.h). What adds up is proved by the trial balance (trial.h). */
#pragma once
#include "record/house.h"
#include "ledger/ledger_account.h"
#include "ledger/ledger_entry.h"
#include "ledger/prepaid_card.h"
#include "ledger/trial.h"

#define CAN_SEE_LEDGER     "ledger.see"
#define CAN_POST_LEDGER    "ledger.post"       /* entries by hand, accounts */
#define CAN_SEE_CARDS      "card.see"
#define CAN_SELL_CARDS     "card.sell"
#define CAN_KEEP_CARDS     "card.keep"   /* freeze, let go, hand on, extend */

extern const struct module ledger_module;

/* books.h — what bills, settlements and payments mean in the ledger (T20, T21). For finance/ only.
 *
 *   bill locked        owed by the customer / revenue gross, fees net, wages in agency mode as trust money
 *   payment            where it lies / owed by the customer: first what is trust, then the company's own
 *   settlement locked  cost of wages (agency mode: out of trust) / what is withheld, what she holds, what is to be paid
 *   compensation paid  cost of compensations, owed by the insurer, owed by the worker / where it went; settlements take the worker's part back
 *   reversal           the opposite, on the day it is known; nothing is overwritten
 *
 * Prepaid cards post for themselves (ledger/prepaid_card.h). */
#pragma once
#include "finance/made.h"
#include "ledger/ledger.h"

text channel_account(enum payment_channel channel);
/* `bill`: the one it counts for, after it was counted; NULL none. */
bool payment_books(struct work *w, const struct payment *payment, const struct bill *bill);
/* It was counted for the bill only now: its trust part goes over. `before`: the bill's `paid` before. */
bool payment_books_allocated(struct work *w, const struct payment *payment, const struct bill *bill, money before);
/* `amount` of it (below 0: back again) counts for a bill of another branch than took it: 1226 between the two. Of the same branch: nothing. */
bool payment_books_between(struct work *w, const struct payment *payment, const struct bill *bill, money amount);
bool bill_books(struct work *w, const struct record_type *type, int64_t id);            /* reactions to the steps */
bool bill_books_back(struct work *w, const struct record_type *type, int64_t id);
/* What the platform kept of an order it paid out: a cost, out of what lies with the platform; reversed when the payout is undone. */
bool platform_fee_books(struct work *w, const struct record_type *type, int64_t platform_fee);
bool platform_fee_books_back(struct work *w, const struct record_type *type, int64_t platform_fee);
/* A signed cash-up: what the till had more or less than it should, and what went from it to the bank. What a worker holds is in no till. */
bool cash_up_books(struct work *w, const struct record_type *type, int64_t cash_up);
bool settlement_books(struct work *w, const struct record_type *type, int64_t id);
bool settlement_books_back(struct work *w, const struct record_type *type, int64_t id);

/* What channels and platforms collected, company-wide, and have not paid out (1012); and a line of the statement that is such a payout, before the channel's charge. */
money channels_under_way(struct work *w);
struct bank_line;
bool channel_payout_books(struct work *w, const struct bank_line *line, money charge);

/* What card_refund needs of a card of the ledger, as it stands now. */
struct card card_facts(struct work *w, const struct prepaid_card *card);
/* … and what the day's settings say of interest, and whether it was visited: for a worksheet of this card (0: one of before the ledger). */
void card_by_law(struct work *w, struct card *facts, int64_t card, int64_t branch);
/* GET /api/prepaid_card/:id/payable: what is open of its holder and may be paid from it, with how much the card takes. */
bool card_payable_call(struct work *w, const struct request *request, struct reply *reply);
/* GET /api/prepaid_card/:id/refund-preview: the worksheet for each side's reason. */
bool refund_preview_call(struct work *w, const struct request *request, struct reply *reply);

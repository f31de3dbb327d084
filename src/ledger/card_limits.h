/* card_limits.h — what the law allows of prepaid cards (商务部令 2012 年第 9 号, 消保条例 22, DOMAIN.md §2.5, K24, T09). For ledger/ only.
 *
 * All figures are settings with a date, since when: they are changed when the law is, and a sale of last year is judged as then. */
#pragma once
#include "ledger/ledger.h"
#include "company/company.h"

extern const struct setting_list card_settings;
/* Refuses what may not be sold: above the limit of a card, without a name above the threshold, while sales are stopped, or when all balances
 * together would pass last year's revenue. */
bool card_may_be_sold(struct work *w, const struct prepaid_card *card);
/* Cash above the threshold of a person or a company is refused: by transfer only. All cards she buys on one day count together (一次性购买). */
bool card_may_be_paid_in_cash(struct work *w, const struct prepaid_card *card, money amount);

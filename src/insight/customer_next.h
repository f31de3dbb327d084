/* customer_next.h — what to do next about a customer, out of what her records say. For insight/ only.
 *
 * Nothing is guessed: an alarm, a complaint, service past its term, an empty place, a low rating nobody spoke with her about, money past its day, a visit
 * without a worker, a term about to end, a call that is due, papers that wait for signatures, a demand nobody was shown for, a quotation or an order not answered, a card
 * about to be used up, a plan about to end, a key that is out too long. Who does not want to be called, or has died, is offered nothing. */
#pragma once
#include "insight/overview.h"
#include "messages/messages.h"
#include "placement/placement.h"
#include "quality/quality.h"

enum customer_part {
    OF_PLANS, OF_PLACEMENTS, OF_CONTRACTS, OF_CARDS, OF_COMING, OF_VISITS, OF_DEMANDS, OF_QUOTES, OF_COMPLAINTS, OF_INCIDENTS, OF_MESSAGES, OF_RENEWALS, OF_OFFERS, OF_CALLS, OF_BILLS, OF_UNWANTED,
    OF_KEYS, OF_CONSENTS, OF_REPLACEMENTS, OF_REFERRALS, OF_CONTACTS, OF_QUOTATIONS, OF_AUTHORITIES, CUSTOMER_PARTS,
};
/* Of the last 365 days, or as it stands now; fen and counts. `visits_worth`: what visits brought; `other_worth`: lines of bills that are no visit's. */
struct customer_sums { int64_t visits, visits_worth, other_worth, open_bills, open, overdue, stands_open, card_paid, card_gift, contract_deposits, demand_deposits, deposits_back, rated, stars, complaints; };

enum { LOW_STARS = 3, LOW_DAYS = 60, FEW_VISITS_LEFT = 2 };
void customer_next(struct work *w, struct overview *overview, const struct customer *customer, const struct person *person, const struct customer_sums *sums);

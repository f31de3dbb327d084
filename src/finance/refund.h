/* refund.h — what goes back to a customer of a prepaid card. Pure arithmetic, explained line by line.
 *
 * Sources: 法释〔2025〕4号 (used part at the list price when the customer gives up, at the discounted price when the company is the
 * reason; seven days; gifts by the ratio paid to paid and gift), 民法典 586–588 (earnest money), DOMAIN.md §0.6–0.8, §2.5, §4.2. */
#pragma once
#include "base/sum.h"
#include "ledger/ledger.h"

/* "Her fixed worker is gone" is the company's (§0.7). Force majeure, illness or a move nobody could foresee: neither's, and the used part counts
 * at the price paid, as it does for all that is not the customer's own wish (法释〔2025〕4号). */
enum reason_side { SIDE_OF_CUSTOMER = 1, SIDE_OF_COMPANY, SIDE_OF_NOBODY };

struct card {
    enum card_kind kind;
    money paid, gift;               /* gift: value given on top, never paid back as such */
    money gift_left;                /* what of it ends with the card */
    money list_price;               /* before the discount: of one visit (CARD_VISITS), of the whole period (CARD_PERIOD) */
    int64_t bought, used;           /* visits or days */
    money used_value;               /* CARD_STORED: what was consumed */
    int64_t days_since_sale;
    bool served_before;             /* she knew the same service already: no seven-day right */
    bool friendlier;                /* her contract counts the used part at the discounted price in any case: the agreement prevails */
    bool visited;                   /* CARD_PERIOD: a visit was paid from it; its days alone, within the seven, use nothing up */
    int64_t interest_rate, interest_days;           /* yearly, in 1/100 %; 0: the contract names none */
    int64_t company_rate, customer_rate;            /* then these: by whose reason it goes back, as the law gives it (§0.7); 0: none */
};

/* Into `sum`: its total is the refund, 0 … paid, plus the interest's own line. */
void card_refund(struct work *w, const struct card *card, enum reason_side side, struct sum *sum);

/* prepaid_card.h — a prepaid card (预付卡: 储值, 次卡, 包月/年卡) as an account with two legs, what was paid and what was given on top (SM-PREPAID).
 *
 *   offered → active, when it was brought along at go-live (finance/opening.h)
 *   offered → sold → active → consumed             sold: within the seven days of cooling off; its first use makes it active
 *   sold, active → frozen (lost, in dispute) → active
 *   sold, active, frozen → refunding → refunded | active (frozen, where it was lost or in dispute)           offered → closed (never paid)
 *
 * Sold with a contract only (消保条例 22): what for, in which order the legs are used up, how money goes back. The law's limits are settings with
 * dates (card_limits.h). Every movement is an entry of the ledger; the legs on the card are kept in step with the accounts 2203 and 2204 and
 * never go below 0, whoever pays from it at the same moment. The gift leg is used, never paid out.
 *
 * Value: stored by amount; of a card of visits a whole visit each, at the price paid for it; a period card covers what lies in its days, and
 * is used up by time, not by visits (DOMAIN.md §0.7, §2.5, §4.2, T08, T09). */
#pragma once
#include "customers/customers.h"
#include "services/services.h"

enum card_kind { CARD_VISITS = 1, CARD_STORED, CARD_PERIOD, CARD_NONE };        /* 次卡, 储值, 包月/年卡; NONE: no card, for refunds of money paid too much */
enum card_state { CARD_OFFERED = 1, CARD_SOLD, CARD_ACTIVE, CARD_FROZEN, CARD_REFUNDING, CARD_CONSUMED, CARD_REFUNDED, CARD_CLOSED };
enum card_order { CARD_PAID_FIRST = 1, CARD_GIFT_FIRST, CARD_PRO_RATA };
enum card_trouble { CARD_LOST = 1, CARD_DISPUTED };
enum { COOLING_DAYS = 7 };

/* Interest a year on what goes back where the contract names none, in 1/100 %, by whose reason it is (DOMAIN.md §0.7). */
#define SETTING_INTEREST_COMPANY  "ledger.interest_company"
#define SETTING_INTEREST_CUSTOMER "ledger.interest_customer"

struct prepaid_card {
    struct record record;
    enum card_state state;
    ref customer;
    enum card_kind kind;
    bool named;                     /* real name (记名): no expiry, higher limit */
    text card_number;               /* printed on it; "" none */
    text contract, purpose, refund_way;     /* number of the contract ("": the card's); what it is good for; how money goes back: filled in where nothing else was agreed */
    file paper;                     /* the contract, signed */
    ref line;                       /* this service only; 0: all */
    money paid, gift;
    money list_price;               /* before the discount: of a visit, or of the whole period; 0: stored value */
    int64_t bought;                 /* visits, or days of the period */
    maybe_day begins;               /* of a period */
    enum card_order uses;
    bool served_before, friendlier; /* no seven-day right; the used part counts at the price paid in any case */
    int64_t interest_rate;          /* yearly, 1/100 %; 0: neither law nor contract gives interest */
    maybe_day expires;              /* of a card without a name, three years at least: then it is extended, nothing lapses */
    money paid_left, gift_left;     /* kept by steps, in step with the ledger */
    int64_t used;                   /* visits; days of a period that were earned */
    money used_value;               /* of stored value */
    instant sold_at;
    ref sold_by;
    enum card_trouble trouble;
    ref tops_up;                    /* the first of the same card, of which this is a top-up (续充): a contract of its own, used up after the older ones (card_lots.h) */
    bool brought_along;             /* sold before the program: the limits of today's sales did not judge it */
    text remark;
};
extern const struct record_type prepaid_card_type;
extern const struct choice card_kinds[], card_orders[];

/* The first three are for finance's payments, whose transaction they are part of.
 *
 * Money came for the card: into `account` (its number). Refuses cash above the law's limit. */
bool card_sold_for(struct work *w, int64_t card, money amount, text account, int64_t payment);
bool card_paid_in_cash(struct work *w, int64_t card, money amount);              /* refuses at `channel` above the threshold */
bool card_sale_undone(struct work *w, int64_t card, int64_t payment, text account);         /* unused only */

/* A card sold before go-live, as it stands: what is left of both legs becomes its opening entry. `source`: the opening balance it comes from. */
struct card_brought { money paid_left, gift_left; int64_t used; instant sold_at; day as_of; text source; int64_t source_id; };
bool card_bring_along(struct work *w, struct prepaid_card *card, const struct card_brought *stands);

/* Pay `amount` for a customer's visit or bill from the card and its top-ups, the oldest first. Never below 0: the card is locked for it, and a second one waits. */
struct card_use {
    money amount;                   /* > 0 */
    money trust;                    /* the part of it that is passed on to the worker */
    int64_t payment, customer, line;
    bool visit;                     /* for one visit: what cards of visits and of a period ask */
    day served;                     /* of it */
};
bool card_pay(struct work *w, int64_t card, const struct card_use *use);
bool card_pay_undone(struct work *w, int64_t card, int64_t payment, int64_t undoing, money trust);      /* the legs get back what that payment took, of the card and of its top-ups */

/* For finance's refunds (SM-REFUND): nobody pays from the card meanwhile; then `amount` and `interest` go out of `account`, both legs end. */
bool card_refund_begins(struct work *w, int64_t card);
bool card_refund_dropped(struct work *w, int64_t card);
struct card_payout { money amount, interest; text account; int64_t payment; };
bool card_refund_paid(struct work *w, int64_t card, const struct card_payout *out);

/* What all of this card that may be used have on them together; and whether an older one of the same card is used up before this one. */
money card_left_together(struct work *w, const struct prepaid_card *card);
int64_t card_units_together(struct work *w, const struct prepaid_card *card);
bool card_waits_behind(struct work *w, const struct prepaid_card *card);
int64_t card_units_left(const struct prepaid_card *card);      /* visits or days of the period; of one that was paid back none. Pure. */
/* Days of a period that are over, 0 … bought. Pure. */
int64_t card_days_over(const struct prepaid_card *card, day on);

struct request;
struct reply;
/* K24, custody and filing, held against the law: what is wrong stands in the queue until it is right again. After every sale and in the ledger's ticker. */
bool cards_watch(struct work *w);
bool prepaid_call(struct work *w, const struct request *request, struct reply *reply);      /* GET /api/ledger/prepaid: limits, custody, K24 */
bool card_entries_call(struct work *w, const struct request *request, struct reply *reply); /* GET /api/prepaid_card/:id/entries */
struct json;
void card_entries_write(struct work *w, struct json *json, int64_t card, int most);         /* "entries": [{day, kind, label, memo, paid, gift, visits}] */

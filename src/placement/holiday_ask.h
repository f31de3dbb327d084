/* holiday_ask.h — does she work or rest at a home over a statutory holiday? Worker and family are both asked before it, on their phones (节日安排; DOMAIN.md §0.1, §4.3).
 *
 *   asked → works | rests | lapsed | withdrawn           works ⇄ rests, when they change their minds, until its wage is paid
 *
 * Made by the house eight days ahead, one for each stretch of holidays that the ledger would enter as worked: a fixed rest day, a leave and a day that was
 * entered by hand are no question. Where the contract says that she rests on them nobody is asked by itself; the office asks when the family needs her.
 *
 * `pay` and `price` are what these days bring her and cost the family beside the month, by the contract (contract_holiday_worked): 300 % of a day's wage by law, one or
 * two of it elsewhere. The wage itself comes from the ledger. `more` is what was offered on top of that; it becomes an extra task both have agreed to.
 *
 * Both yes: the days are entered as holidays worked. One no: she rests, and both hear it; where a holiday at rest is one of her rest days (by custom), one on
 * which only the family does not need her is none of them, but a day the family was away (SETTING_AWAY_PAID). Nobody answers: the ledger enters what it would have by itself. */
#pragma once
#include "placement/placement.h"

enum holiday_ask_state { HOLIDAY_ASK_OPEN = 1, HOLIDAY_ASK_WORKS, HOLIDAY_ASK_RESTS, HOLIDAY_ASK_LAPSED, HOLIDAY_ASK_WITHDRAWN };

struct holiday_ask {
    struct record record;
    enum holiday_ask_state state;
    ref placement, worker, customer;
    day first, last;                /* both of it; each of them a statutory holiday */
    money pay, price, more;         /* for all of these days */
    enum task_answer worker_says, family_says;
    text how;                       /* how who was not asked on a phone answered */
    instant ended_at;
};
extern const struct record_type holiday_ask_type;
enum { HOLIDAY_ASK_DAYS = 8, HOLIDAY_STRETCH_MOST = 8 };

/* "National Day: 3 days at work", in the reader's language; what it brings her, what it costs the family, as a sentence. */
text holiday_ask_what(struct work *w, const struct holiday_ask *ask);
text holiday_ask_cost(struct work *w, const struct holiday_ask *ask);
/* What resting means, by the contract and by who would not have it, told to her or to the family: paid and no rest day, or one of her rest days. */
text holiday_ask_rest(struct work *w, const struct holiday_ask *ask, bool hers);
/* By its number, which comes from a phone and may be an extra task's: NULL without a refusal. */
struct holiday_ask *holiday_ask_peek(struct work *w, int64_t id);
/* Open ones and those agreed of days that are not over; `worker` 0: of anybody. */
struct found holiday_asks_of(struct work *w, int64_t placement, int64_t worker);

bool holiday_asks_tick(struct work *w) __attribute__((warn_unused_result));     /* ticker: asks about what comes; what is over lapses */
/* Reaction to what ends her service there: open ones are withdrawn. */
bool holiday_asks_end(struct work *w, const struct record_type *type, int64_t placement);

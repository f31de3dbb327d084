/* reward.h — money for who brought us somebody (奖励): how a referral's reward is really paid (placement/referral.h; DOMAIN.md T14).
 *
 *   due → given                  due | given → taken_back
 *
 * A customer has it at once as a credit: a payment by the channel “reward” that counts like her own money, against 6602. A worker has it in her next
 * settlement, as wage (it is taxed with her month); a wage paid out of trust money takes it from the company's own account. Taken back, the customer's payment is
 * reversed; what a worker was settled already is taken off a later settlement, as far as that one bears it whole.
 *
 * Made and taken back by what it is for, never by hand. */
#pragma once
#include "finance/settlement.h"

enum reward_state { REWARD_DUE = 1, REWARD_GIVEN, REWARD_TAKEN_BACK };
struct reward {
    struct record record;
    enum reward_state state;
    ref customer, worker;           /* who gets it: one of the two */
    money amount;                   /* below 0: taken back from a worker who had it */
    text why;                       /* a sentence that is kept (said.h) */
    ref payment, settlement;
    ref takes_back;                 /* the one it takes back */
    text source; int64_t source_id;
    day since;
};
extern const struct record_type reward_type;

struct reward_ask { ref branch, customer, worker; money amount; text why, source; int64_t source_id; };
bool reward_give(struct work *w, const struct reward_ask *ask) __attribute__((warn_unused_result));
/* All that was given for it. Nothing to take back is right too. */
bool reward_take_back(struct work *w, text source, int64_t source_id) __attribute__((warn_unused_result));

/* For finance/: lines of what is due until `last`, appended; who has taken them; a settlement that is gone. */
rows_of reward_lines(struct work *w, int64_t worker, day last, rows_of lines, struct found *ret);
bool rewards_settled(struct work *w, const struct found *rewards, int64_t settlement);
bool rewards_moved(struct work *w, int64_t from, int64_t to);       /* to 0: due again */

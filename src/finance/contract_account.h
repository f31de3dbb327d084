/* contract_account.h — a contract's money with us, from the last signature to its end (合同款项; DOMAIN.md §0.8, §2.4, §2.5, T10, T20).
 *
 *   asked → running → earned → ended              asked | running → ended
 *
 * Asked    All have signed: the house makes and locks a bill of the contract (its signatures are the customer's yes), with the fee, or the prepayment of
 *          the first month where the worker is ours, and the deposit by its kind, each on an account of its own. It is paid as every bill: by hand,
 *          by code, out of the bank's sheet. The contract is told what came (`pay_first`) and begins by itself.
 * Running  Service began: the deposit counts towards the price. A fee as an agent is no revenue yet: it lies with the deferred fees (2205) and is earned
 *          day by day of the guarantee, booked at the end of each month. Without a guarantee it is earned at once. A principal's fee is revenue gross
 *          when it is billed; a prepayment is taken off the first bills of placements.
 * Ended    What was earned up to the day is booked; what goes back by the contract's ladder (contract_refund.c) is a second bill below 0 and a refund
 *          that a second person grants; what is left of the fee is earned then.
 *
 * Contracts that were brought along (their money was taken before) get theirs a day after the import, or at their end: what is not earned of the fee
 * and the deposit that is held lie against 4104, earlier years. They have no first bill. */
#pragma once
#include "contracts/contracts.h"
#include "finance/bill.h"

enum contract_account_state { CONTRACT_ACCOUNT_ASKED = 1, CONTRACT_ACCOUNT_RUNNING, CONTRACT_ACCOUNT_EARNED, CONTRACT_ACCOUNT_ENDED };
struct contract_account {
    struct record record;
    enum contract_account_state state;
    ref contract, customer, bill, back, refund;     /* bill: the first; back: the one below 0 at the end, 0 none */
    bool ours;                      /* principal, not agent */
    bool brought;                   /* along at go-live: the deposit is held until the end */
    money fee, deposit, prepaid;    /* of the contract: once; asked beside it; of a month to come, the deposit within from the beginning on */
    enum contract_deposit deposit_kind;
    money earned;                   /* of the fee, booked as revenue */
    money used;                     /* of the prepayment, taken off bills */
    money fee_back;
    maybe_day since, until, booked; /* the guarantee; earned and booked until */
};
extern const struct record_type contract_account_type;

/* Of a fee that is earned evenly from `since` to `until`, both of it: what is by the end of `on`. Without days all of it. Pure. */
money fee_earned_until(money fee, day since, day until, day on);

/* NULL without refusal. To be changed by its steps only. */
struct contract_account *contract_account_of(struct work *w, int64_t contract);
/* Takes off a bill to come what is left of the prepayment, at most `of`: how much. For payroll's bills of placements. */
money contract_prepaid_use(struct work *w, int64_t contract, money of);
bool contract_prepaid_back(struct work *w, int64_t contract, money amount);              /* the bill was dropped */
/* Of a contract that has ended: what no bill took. It goes back as a bill below 0 and a refund, when no month is left to be billed. */
money contract_prepaid_left(struct work *w, int64_t contract);
bool contract_prepaid_return(struct work *w, int64_t contract);

/* Reactions. */
bool contract_account_open(struct work *w, const struct record_type *type, int64_t contract);         /* contract.sign, contract.confirm_paper */
bool contract_account_paid(struct work *w, const struct record_type *type, int64_t bill);             /* bill.receive */
bool contract_account_moves(struct work *w, const struct record_type *type, int64_t contract);        /* contract.term_moves */
bool contract_account_begins(struct work *w, const struct record_type *type, int64_t contract);       /* contract.take_effect */
bool contract_account_ends(struct work *w, const struct record_type *type, int64_t contract);         /* contract.end */
bool contract_accounts_tick(struct work *w);
bool contract_accounts_bring(struct work *w);

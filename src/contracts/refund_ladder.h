/* refund_ladder.h — what goes back when a contract ends: fee by its ladder, service paid and not had, deposit by its kind. Pure arithmetic, each
 * line with the rule and the figures (DOMAIN.md §0.8, §2.5, §4.3, §4.4, §12; 民法典 563–566, 586–588; 965).
 *
 * The rows of the ladder are the signed contract's own. Her wage for days worked is no part of it: it is hers, whoever ends the contract (T10). */
#pragma once
#include "base/sum.h"
#include "contracts/contract.h"

/* A service fee within its guarantee when the company cannot supply a replacement: fee × months left ÷ months guaranteed, never zero
 * while a month is left (§0.8). */
money guarantee_refund(money fee, int64_t months, int64_t months_left);
/* Whole and begun months left of the guarantee on that day. */
int64_t guarantee_months_left(day first, int64_t months, day on);

enum deposit_end { ENDED_BY_PAYER = 1, ENDED_BY_COMPANY, ENDED_BY_NOBODY };
/* Earnest money above 20 % of the price is a prepayment. Payer defaults: the earnest part stays; the company defaults: it goes back
 * doubled; neither: it goes back. A reservation or prepayment goes back less what was performed. */
money deposit_refund(enum contract_deposit kind, money deposit, money price, money performed, enum deposit_end end);

/* The row that speaks of this day and side; NULL: none. */
const struct contract_refund *refund_row_for(const struct contract_refund *rows, size_t count, enum contract_side side, int64_t nth);

struct contract_closing {
    enum contract_side side;
    bool expired;                   /* its term is over: nothing of the fee goes back, the deposit does */
    bool loss;                      /* pregnancy loss, death: everything of ours goes back (T07) */
    int64_t day;                    /* of service, on which it ended: 1 the first; 0: before it began */
    money fee;                      /* paid of the one-off fee */
    const struct contract_refund *rows; size_t row_count;
    bool no_replacement;            /* within the guarantee, and the company cannot supply one */
    int64_t guarantee_months, months_left;
    money service_paid;             /* for the month or term that runs: the customer's payment */
    int64_t service_of, service_had;                    /* in hundredths of a day: what it is for, and had (struct month_share) */
    int64_t notice_days;                                /* whole ones, still to be paid for the notice not given */
    enum contract_deposit deposit_kind; money deposit, price;
    maybe_money paper_back;         /* of the fee, as a paper of before says: in place of the ladder */
};
/* Into `sum`: the total is what the customer gets back, never below 0 and never above what she paid (earnest money doubled apart). */
void contract_refund_sum(struct work *w, const struct contract_closing *c, struct sum *sum);

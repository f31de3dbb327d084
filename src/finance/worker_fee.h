/* worker_fee.h — what a worker pays for a place we found her (求职中介费), where the law lets her be asked at all.
 *
 *   asked → received → given_back            asked → dropped
 *
 * Refused with the reason: of an employee of ours or whoever we pay under a labour relation (劳动合同法 9: nothing is taken from employees); before the
 * contract of three is signed by all and she has begun; more than `finance.worker_fee_percent` of her first month's wage, which is 0 — none at all —
 * until a company that may charge it says otherwise; twice for one contract; ever as a deposit. When the place falls through within the trial it
 * goes back whole (就业服务与就业管理规定: a fee is not earned by a place that came to nothing), rings until it did, and nothing of it is commission. */
#pragma once
#include "contracts/contracts.h"
#include "finance/payment.h"

enum worker_fee_state { WORKER_FEE_ASKED = 1, WORKER_FEE_RECEIVED, WORKER_FEE_GIVEN_BACK, WORKER_FEE_DROPPED };
struct worker_fee {
    struct record record;
    enum worker_fee_state state;
    ref contract, worker;
    money first_month, most, amount;        /* her wage of the first month, what may be asked of it, what is */
    bool owed_back; text back_why;          /* the place fell through within the trial */
    ref payment, back_payment;
};
extern const struct record_type worker_fee_type;
#define SETTING_WORKER_FEE "finance.worker_fee_percent"

/* At most, in fen; 0: nothing may be asked. Pure. */
money worker_fee_most(enum contract_mode mode, bool signed_and_begun, money first_month, int64_t percent);
/* Reaction to contract.end: within the trial it goes back. */
bool worker_fee_after_end(struct work *w, const struct record_type *type, int64_t contract);

/* job_deposit.h — what a customer pays before there is a bill, for a large job or for a demand: asked for, received, and then counted for the bill or given
 * back.
 *
 *   due → received → netted | returned            due → dropped
 *   its payment is reversed by hand: received → due, netted → dropped (the bill asks for it)      the payment back is: returned → received
 *
 * Of a large job it is a prepayment (订金, never 定金: DOMAIN.md §2.5), asked for when the order of a survey is confirmed.
 * Of a demand (`demand`, demand_deposit.c) it is what was agreed with it, 定金 or 订金, asked for as soon as it is written down or the quotation that
 * names it is accepted; who asks is a customer then. The first bill of the contract
 * that is signed for the demand counts it as paid. When the demand is cancelled it goes by whose reason that is (民法典 587): kept, a bill takes it; back,
 * a second person gives it back; back twice, the second sum is a bill below 0 with its refund. The family is told.
 *
 * She pays it at the desk, by transfer, or by a code of the payment provider (step `charge`, or on her phone: charge.h). Received, it is a payment for the visit: the customer's credit until the bill is made, which counts it as paid. Given back it goes less what was performed: when
 * nobody owes anything for the visit, all of it; a fee for a late cancellation stays. Giving back needs a second person, within her
 * limit for refunds, and goes the way the money came. Not received on the eve, it stands in the work queue. */
#pragma once
#include "finance/payment.h"

enum job_deposit_state { JOB_DEPOSIT_DUE = 1, JOB_DEPOSIT_RECEIVED, JOB_DEPOSIT_NETTED, JOB_DEPOSIT_RETURNED, JOB_DEPOSIT_DROPPED };
struct job_deposit {
    struct record record;
    enum job_deposit_state state;
    ref customer, survey, service_order, visit, demand;      /* of a large job its visit, else the demand */
    money price, amount;            /* of the job as ordered, 0 of a demand; what is asked for */
    ref payment, received_by;
    instant received_at;
    money performed, returned;      /* kept for what was performed, given back */
    ref returned_by, return_payment, bill;
    instant returned_at;
};
extern const struct record_type job_deposit_type;
struct deposit_receipt { enum payment_channel channel; text number; instant paid_at; };    /* input of `receive` */

/* The one of a visit that has not come yet; NULL: none. */
const struct job_deposit *deposit_due(struct work *w, int64_t visit);
/* Reactions: to service_order.confirm, and to payment.count (the bill took it). */
bool job_deposit_ask(struct work *w, const struct record_type *type, int64_t order);
bool job_deposit_net(struct work *w, const struct record_type *type, int64_t payment);
/* Reactions to what a demand says: demand_deposit.c. */
bool demand_deposit_ask(struct work *w, const struct record_type *type, int64_t demand);      /* demand.created, deposit_agreed, know_customer */
bool demand_deposit_changed(struct work *w, const struct record_type *type, int64_t demand);  /* demand.changed: not beside a contract that says none */
bool demand_deposit_ends(struct work *w, const struct record_type *type, int64_t demand);     /* demand.cancel, demand.close_quietly, demand.lose */
bool demand_deposit_receipt(struct work *w, const struct record_type *type, int64_t deposit); /* job_deposit.receive: she has it on her phone at once */
/* The contract's first bill is there: it counts what came for the demand, and asks for what did not. */
bool demand_deposit_to_bill(struct work *w, int64_t demand, int64_t bill) __attribute__((warn_unused_result));
/* For job_deposit.c: the demand it is of; NULL: a large job's. What it may give back of it. */
struct demand *deposit_demand(struct work *w, const struct job_deposit *deposit);
const struct sentence *demand_deposit_unagreed(struct work *w, int64_t demand);     /* why none may be taken: the contract of the demand says none; NULL: it may */
const struct sentence *demand_deposit_stays(struct work *w, const struct job_deposit *deposit);
bool demand_deposit_held(struct work *w, const struct job_deposit *deposit, money change) __attribute__((warn_unused_result));
text demand_deposit_label(enum demand_deposit kind);
/* For payment.c: this one was reversed. Refused for what was given back meanwhile. */
bool job_deposit_unpaid(struct work *w, const struct payment *payment);

/* job_deposit.h — what a customer pays before a large job (订金, a prepayment and never 定金: DOMAIN.md §2.5): asked for when the order of a survey is
 * confirmed, received, and then counted for the job's bill or given back.
 *
 *   due → received → netted | returned            due → dropped
 *   its payment is reversed by hand: received → due, netted → dropped (the bill asks for it)      the payment back is: returned → received
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
    ref customer, survey, service_order, visit;
    money price, amount;            /* of the job as ordered; what is asked for */
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
/* For payment.c: this one was reversed. Refused for what was given back meanwhile. */
bool job_deposit_unpaid(struct work *w, const struct payment *payment);

/* bill.h — what a customer owes for some days (客户账单, SM-SETTLE).
 *
 *   open → calculated → checked → sent → confirmed | objected → recalculated → locked → paid → reconciled
 *   paid in full once it was sent: confirmed by that, and locked by itself three days later
 *   below 0 (a credit note: what a contract gives back): locked → credited, whether the money has gone back already or not (`paid` says)
 *   locked and later: `reverse` makes a red bill with every line negated and a new draft; all three stay.
 *
 * Lines of visits come from the visit's frozen quote and add up to its price; other lines are put in by hand with a reason. In agency
 * mode the worker's pay inside a line is not ours: `trust` (T20). total = revenue + trust. */
#pragma once
#include "customers/customers.h"
#include "team/team.h"

enum bill_state {
    BILL_OPEN = 1, BILL_CALCULATED, BILL_CHECKED, BILL_SENT, BILL_CONFIRMED, BILL_OBJECTED, BILL_RECALCULATED, BILL_LOCKED, BILL_PAID, BILL_RECONCILED,
    BILL_REVERSED, BILL_RED, BILL_DROPPED, BILL_CREDITED,
};
enum bill_item {
    BILL_SERVICE = 1, BILL_SURCHARGE, BILL_ADD_ON, BILL_MATERIALS, BILL_MANAGEMENT_FEE, BILL_AGENCY_FEE, BILL_DEPOSIT, BILL_COUPON, BILL_PREPAID_PAID,
    BILL_PREPAID_GIFT, BILL_REFUND, BILL_COMPENSATION, BILL_INTEREST, BILL_CANCEL_FEE, BILL_WAIVER, BILL_EARNEST,       /* EARNEST: 定金, apart from other deposits */
};

struct bill_line {
    enum bill_item item;
    text label;
    ref visit;                      /* 0: put in by hand */
    day served;
    int64_t quantity;               /* times 100 */
    text measure;                   /* what is counted, in the words of the language it was made in: 小时; "" for a line that counts nothing */
    money unit, amount;
    money trust;                    /* the part of it that is passed on to the worker (agency mode); 0 otherwise */
    worksheet why;
};

struct bill {
    struct record record;
    enum bill_state state;
    ref customer;
    ref contract;                   /* what a contract asks before service begins, or gives back at its end (contract_account.h); 0: any other */
    ref review;                     /* the review of an introduction whose fee it asks for (placement/introduction_review.h); 0: any other */
    day first, last;                /* inclusive */
    rows_of lines;
    money total, revenue, trust;    /* kept by the check */
    money paid;                     /* received for it, and for the bill it corrects */
    maybe_day due;
    ref calculated_by, checked_by, locked_by;       /* accounts; the checker is a second person unless in owner mode */
    instant reminded_at;            /* of an overdue bill: the last time its customer was asked again */
    instant sent_at, confirmed_at, objected_at, locked_at, paid_at, reconciled_at;
    text objection;
    text invoice; maybe_day invoiced_on;            /* number and day of the invoice (发票) that the tax office's system issued; of an agency's bill it is over `revenue` alone */
    ref reverses, reversed_by, corrects;            /* red → old, old → red, new draft → old */
    text remark;
};
extern const struct record_type bill_type;

/* Gathers the customer's visits of [first, last] that are to be paid for and on no bill yet (approved, broken off, or a fee for
 * cancellation or no access) into a calculated bill, claims them, and settles those that are on a settlement too. Refuses when there is
 * nothing to bill. 0 on refusal, else the bill's id. */
int64_t bill_make(struct work *w, int64_t customer, day first, day last);

/* A calculated bill of these lines, none of a visit: a placement's month (payroll). 0 on refusal. */
int64_t bill_of_lines(struct work *w, int64_t customer, day first, day last, rows_of lines);
/* … of one line of today, for an introduction that went on without us (payroll). */
int64_t bill_of_review(struct work *w, int64_t customer, int64_t review, struct bill_line line);

/* What she reads of a line, on paper and on her phone: its text and, where she has it done at a company's site or at a home with a name of its own, which. */
text bill_line_said(struct work *w, const struct customer *customer, const struct bill_line *line);

/* What the customer owes now: what was brought along, bills from `sent` on, less payments. May be negative (credit). */
money customer_owes(struct work *w, int64_t customer);
/* A debt that came in the customers' sheet (customer.owed before any document of ours) becomes an accepted opening balance, so that the
 * figure has a record behind it. Called before the first bill or payment; a debt sheet of its own goes before it. */
bool customer_debt_brought_along(struct work *w, int64_t customer);
/* Writes that figure into customer.owed when it changed. */
bool customer_owed_update(struct work *w, int64_t customer);

/* Payments tell it: hidden step `receive`. */
struct incoming { money amount; };
struct bill_term { day due; };
money bill_open_amount(const struct bill *bill);     /* total − paid */

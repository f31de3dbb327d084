/* receipt.h — the paper a customer gets for money she paid (收据): numbered without gaps for each branch and year.
 *
 *   issued → void            with the payment's reversal, or with a reason; a void one keeps its number and stays
 *
 * What it says is frozen when it is issued. Its PDF is made by a job and lies in `paper`; each print after the first is made anew and
 * marked as such, with its count. A payment has one living receipt. It is no invoice.
 *
 * Money that went to her has one too, made by itself when it is paid, of an amount below 0, which she signs for: what was paid back (退款凭证), marked in
 * red, and a compensation (赔付收据), which is no income taken back and names its agreement (compensation.h). */
#pragma once
#include "finance/payment.h"

enum receipt_state { RECEIPT_ISSUED = 1, RECEIPT_VOID };
struct receipt_line { text what, quantity; money unit, amount; };               /* quantity as it is read: "2.5" */
struct receipt {
    struct record record;
    enum receipt_state state;
    ref payment, customer, bill;
    money amount;
    text payer, received_by, way, capitals;         /* as printed: names, the way it was paid, the amount in capitals */
    day paid_on;
    rows_of lines;
    int64_t prints;                 /* the PDF that lies in `paper` is this print; more than 1: marked */
    file paper;
    text void_why;
};
extern const struct record_type receipt_type;

struct job;
bool receipt_paper_job(struct job *job);
bool receipt_of_money_out(struct work *w, const struct record_type *type, int64_t payment);     /* reaction to payment.created: what was paid to a customer */
text receipt_title(struct work *w, const struct receipt *receipt);             /* in the actor's language: what stands at its head */
bool receipt_goes_out(enum payment_kind kind);         /* a payment of this kind is handed to the customer */
/* The payment was reversed: its receipt is void. */
bool receipt_voided(struct work *w, int64_t payment, text why);

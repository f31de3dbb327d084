/* charge.h — money asked for, or given, through the payment provider (收款单): a code the customer scans, and what came of it.
 *
 *   asked → waiting → paid | closed                 any of them → odd → booked | dismissed
 *
 * The amount is what is open for the bill or the visit, or the whole deposit of a large job, which is then received (job_deposit.h), or the price of a card
 * that was offered, which is sold with it (ledger/prepaid_card.h); a tip is as much as
 * the customer said, and becomes her worker's (PAYMENT_TIP). A notice may come late, twice, wrongly signed or with another amount (provider.h):
 * late it is booked all the same, as the money is there; twice it does nothing; wrongly signed it is refused; with another amount, also as a
 * second transaction for what was paid, nothing is booked, the charge is `odd` and waits for a person. When the document was paid otherwise meanwhile, or the same order is paid a second
 * time, the money is booked as the customer's credit and somebody is told to pay it back: a document is never paid twice.
 * A notice that never came is asked for after two minutes, and again until the code has run out. */
#pragma once
#include "finance/payment.h"
#include "finance/provider.h"

enum charge_state { CHARGE_ASKED = 1, CHARGE_WAITING, CHARGE_PAID, CHARGE_CLOSED, CHARGE_ODD, CHARGE_DISMISSED };
struct charge {
    struct record record;
    enum charge_state state;
    ref customer, bill, visit, deposit, card;
    bool tip;                       /* for the worker of `visit`, whatever is open of it */
    money amount;
    text order_number;              /* ours, for the provider: unguessable and unique */
    text code;                      /* what the customer's code says: weixin://… */
    text provider_number;
    money came;                     /* as the provider says */
    enum payment_channel channel;
    instant expires, paid_at;
    ref payment;
    text odd_why;
};
extern const struct record_type charge_type;

/* For a bill or a visit; what is open of it. 0: refused. For upper floors: a customer's telephone. */
int64_t charge_make(struct work *w, int64_t bill, int64_t visit);
/* For a deposit that is due. */
int64_t charge_for_deposit(struct work *w, int64_t deposit);
/* For a card that is offered and not paid. */
int64_t charge_for_card(struct work *w, int64_t card);
/* A tip for the worker of a visit. */
int64_t charge_for_tip(struct work *w, int64_t visit, money amount);
/* Can anything be paid so: address and key of a provider are there. */
bool charge_possible(struct work *w);

/* What the provider said, signed and read. False: refused as unknown. */
bool charge_heard(struct work *w, const struct charge_news *news);

struct job;
bool charge_ask_job(struct job *job);
bool charge_look_job(struct job *job);
bool charges_tick(struct work *w);
struct request;
struct reply;
bool charge_notice_call(struct work *w, const struct request *request, struct reply *reply);
/* GET /api/charge/:id/code: the code as a picture to scan (SVG), for who may see the charge. */
bool charge_code_call(struct work *w, const struct request *request, struct reply *reply);

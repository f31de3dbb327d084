/* compensation.h — what is paid to a customer for something that was damaged, above the price of any visit (赔付, DOMAIN.md 四.4, §4.7.5, T25).
 *
 *   asked → approved → signed → paid        asked → refused        asked | approved | signed → dropped        paid → signed when its payment is reversed
 *
 * What it comes to is a worksheet: what the thing cost, what it was still worth, less what the customer answers for herself. Insurance bears it
 * first, the company next, the worker last, as the case shares the liability between them (split.h).
 *
 * Approved by a second person within her limit (limit.h), above it by who may approve all. Approving writes the agreement; the customer signs it,
 * on her phone (portal/agreement.h) or on paper, and from then on it is not changed. What a third party decided (`bound`) needs neither limit nor
 * signature. Paid is a real payment (PAYMENT_COMPENSATION) with its entry in the ledger: the company's part is a cost, the insurer's and
 * the worker's parts are owed by them (books.h).
 *
 * The worker's part needs her own agreement (工资支付暂行规定 16: as the contract has it, and never the whole wage); does she not agree, the company
 * bears it. It is taken from her settlements and payslips, each month at most what `damage_limit` leaves (damage.h); the rest waits, or is forgiven.
 * Nobody decides on one whose case is about herself (T30). Never edited, never deleted: dropped and made anew. */
#pragma once
#include "finance/payment.h"

enum compensation_state { COMPENSATION_ASKED = 1, COMPENSATION_APPROVED, COMPENSATION_SIGNED, COMPENSATION_PAID, COMPENSATION_REFUSED, COMPENSATION_DROPPED };

struct compensation {
    struct record record;
    enum compensation_state state;
    ref customer, worker, visit;
    text case_number;               /* of the complaint it settles */
    ref about_account;              /* the colleague the case is about: she neither approves nor pays it */
    text what;                      /* the damaged thing */
    money price;                    /* new, as the evidence says */
    int64_t worth;                  /* percent of that it was still worth */
    int64_t customer_share, worker_share;           /* percent of the liability; the rest is the company's */
    money amount;                   /* to the customer: insured + worker_part + company_part, to the fen */
    money insured, worker_part, company_part;
    worksheet sums;
    bool bound;                     /* a third party decided it */
    ref asked_by, approved_by; instant approved_at;
    text agreement;                 /* word for word what she signs */
    instant signed_at; file signature; text proof, signed_how;      /* signature: her drawing, or the paper; proof: hash over both */
    instant worker_agreed_at; text worker_said;
    ref payment; instant paid_at;
    text claim_number;              /* at the insurer */
    money insurer_paid; instant insurer_paid_at;
    money taken;                    /* of the worker's part, by locked settlements */
    money forgiven;                 /* of the worker's part: the company bears it after all */
};
extern const struct record_type compensation_type;

/* For who handles the case: asks for one in the case's branch. `loss` of a third party's decision is the whole amount, worth 100. 0: refused, the
 * field named as the case's input has it (damage_price, damage_worth, damage_insured). */
struct compensation_ask { ref branch, customer, worker, visit, about_account; text case_number, what, claim_number; money price, insured; int64_t worth, customer_share, worker_share; bool bound; };
int64_t compensation_ask(struct work *w, const struct compensation_ask *ask);
/* Parts of an amount: insurance, then company and worker by their shares. Pure, adds up to the fen. */
struct damage_split compensation_parts(money amount, money insured, int64_t worker_share, int64_t company_share);

/* Inputs of steps other modules run: the customer's signature (portal), the number of a claim (quality). */
struct compensation_signing { file signature; text proof, signed_how; };
struct compensation_claim { text claim_number; };

/* GET /api/compensation/:id/paper: the agreement as PDF once it is approved, word for word as it is signed, with who signed how. */
bool compensation_paper_call(struct work *w, const struct request *request, struct reply *reply);
struct found compensations_of(struct work *w, int64_t person);          /* what a customer may see: approved, signed, paid; newest first */

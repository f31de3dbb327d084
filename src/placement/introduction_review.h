/* introduction_review.h — did a home and a worker we introduced go on without us? (跳单审查; T15, 民法典 965)
 *
 *   flagged → asked → unfounded | founded → closed                founded → appealed → unfounded | founded (dismissed) | closed
 *
 * The house flags, people decide. A flag is an observation with its facts (the introduction log: who was shown to whom and when): a demand lost, or called off by
 * the family, after she was shown while that worker left the roster within 30 days, customer or not; a plan ended after three visits of one worker who left the roster within 30 days.
 * Never where anybody was: location is no signal here, by design (DOMAIN.md §0.15). Nobody is suspended, fined or told off by a flag: both are asked
 * first, what they say is kept, somebody else than who asked decides, and there is an appeal. The worker is asked on her phone (introduction_asked.c), or by
 * telephone; she reads there what was decided and appeals by herself. Of a founded one the fee is asked for (introduction_fee.c): what was agreed in
 * writing for a deal past us, and no more; the bill of it is finance's (payroll/introduction_bill.h). */
#pragma once
#include "placement/placement.h"

enum review_state { REVIEW_FLAGGED = 1, REVIEW_ASKED, REVIEW_FOUNDED, REVIEW_APPEALED, REVIEW_UNFOUNDED, REVIEW_CLOSED };
enum review_signal { SIGNAL_LOST_THEN_BUSY = 1, SIGNAL_PLAN_ENDED, SIGNAL_TOLD };

struct introduction_review {
    struct record record;
    enum review_state state;
    enum review_signal signal;
    ref customer, worker, demand;
    text facts;                     /* when introduced, what happened then */
    text worker_said, customer_said;
    ref asked_by, decided_by; instant decided_at;
    text decision;                  /* in words: which clause, what follows */
    text appeal;
    /* her phone */
    text asked_question; instant asked_at, asked_until, worker_heard_at;
    /* the fee */
    ref contract;                   /* whose clause it stands on; 0: a quotation, or what was said */
    maybe_money fee; text fee_basis;
    ref fee_by; instant fee_at;
    text fee_bill;                  /* the bill's number */
};
extern const struct record_type introduction_review_type;
bool reviews_tick(struct work *w);

enum { APPEAL_DAYS = 7 };           /* as long as her phone offers it; the office takes it later too */
struct json;
/* Items of her phone's list of questions: what she is asked, and what was found of which she may appeal. */
void review_asks_write(struct work *w, struct json *json, int64_t worker);
/* Her words: an answer while it is looked into, an appeal once it is founded. Refused: not hers, not asked, decided by now. */
bool review_answered_by_her(struct work *w, int64_t review, int64_t worker, text words);
/* Who would owe the fee: its customer, or the customer that the demand's person has become; 0: none. */
int64_t review_customer(struct work *w, const struct introduction_review *review);
/* Inputs of the hidden step `billed`; "": the bill is gone, the fee may be asked for anew. */
struct review_billed { text number; };

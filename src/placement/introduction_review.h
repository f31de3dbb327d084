/* introduction_review.h — did a home and a worker we introduced go on without us? (跳单审查; T15, 民法典 965)
 *
 *   flagged → asked → unfounded | founded → closed                founded → appealed → unfounded | closed
 *
 * The house flags, people decide. A flag is an observation with its facts (the introduction log: who was shown to whom and when): a demand lost, or called off by
 * the family, after she was shown while that worker left the roster within 30 days, customer or not; a plan ended after three visits of one worker who left the roster within 30 days.
 * Never where anybody was: location is no signal here, by design (DOMAIN.md §0.15). Nobody is suspended, fined or told off by a flag: both are asked
 * first, what they say is kept, somebody else than who asked decides, and there is an appeal. */
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
};
extern const struct record_type introduction_review_type;
bool reviews_tick(struct work *w);

/* recommendation.h — one worker for one demand (推荐, SM-CAND of DOMAIN.md §1.9): asked first, then shown, interviewed, offered, tried, hired.
 *
 *   suggested → asked → willing → shown → wanted → interview_set → interviewed → offered → accepted → on_trial → hired
 *        the worker says no: unwilling     the customer says no: declined     after the trial: not_hired     the matter is off: withdrawn
 *
 * The worker is asked before anybody is shown (四.2). The hard rules are judged for every day of the term (team/eligibility.h, T04) when she is
 * suggested, shown, accepted and begins: a paper that runs out on day 15 is found then.
 *
 * `accepted` locks her calendar for 24 hours (a hold of the one calendar, record/booking.h, source {"recommendation", id}): a second demand sees it and
 * is refused, on both databases also when two ask at once. A signed contract makes it firm (start_trial, hire). Whoever places her afterwards replaces
 * the booking by its own: booking_replace with recommendation_source(). Without a contract the hold ends by itself and the offer stands open again.
 *
 * This record is the introduction log (民法典 965, T15): who was shown to whom, when, by whom; kept three years, also where the demand is erased.
 *
 * Upper floors hear: recommendation.accept (make the contract), .start_trial, .hire (make the placement), .fail_trial, .withdraw. */
#pragma once
#include "customers/demand.h"
#include "record/booking.h"

enum recommendation_state {
    RECOMMENDED = 1, RECOMMENDED_ASKED, RECOMMENDED_WILLING, RECOMMENDED_UNWILLING, RECOMMENDED_SHOWN, RECOMMENDED_WANTED, RECOMMENDED_DECLINED, RECOMMENDED_INTERVIEW_SET,
    RECOMMENDED_INTERVIEWED, RECOMMENDED_OFFERED, RECOMMENDED_ACCEPTED, RECOMMENDED_ON_TRIAL, RECOMMENDED_HIRED, RECOMMENDED_NOT_HIRED, RECOMMENDED_WITHDRAWN,
};

struct recommendation {
    struct record record;
    enum recommendation_state state;
    ref demand, worker;
    ref person;                     /* the demand's: whom the note tells of */
    ref introducer;                 /* account that introduced her */
    int64_t score;                  /* of match.h when she was suggested, and its parts */
    worksheet parts;
    day first, last;                /* the days she would be there */
    bool backup;                    /* stands by for the birth window of somebody else's nurse (birth.h) */
    instant asked_at, willing_at, shown_at, replied_at, accepted_at, hold_until, ended_at;
    text card;                      /* what of her was shown: names of the fields */
    enum decline_reason why;
    text note;
    text deal;                      /* number of the contract that trial or hire stand on */
};
extern const struct record_type recommendation_type;

static inline struct source recommendation_source(int64_t id) { return (struct source){ "recommendation", id }; }

/* The case of the light for this worker over the whole term. */
struct eligibility_case demand_case(struct work *w, const struct demand *demand, const struct worker *worker, day first, day last);
/* The hard rules over the whole term with what is in the calendar; several reasons, each with its days. */
struct judgement demand_judge(struct work *w, const struct demand *demand, const struct worker *worker);

struct recommending { ref worker; text note; };
struct no_from { enum decline_reason why; text note; };
/* For demand.c's short way: she was asked and shown in the same call. */
bool recommend_at_once(struct work *w, struct demand *demand, const struct recommending *in);
struct recommendation *recommendation_of(struct work *w, int64_t demand, int64_t worker);      /* NULL: none */
bool recommendations_withdraw(struct work *w, int64_t demand);          /* all that are open */
bool recommendations_lapse(struct work *w);                             /* ticker: holds without a contract */
bool candidates_to_recommendations(struct work *w);                     /* seed: rows of version 0.1 become records, once */

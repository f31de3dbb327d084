/* placement_own.h — what the files of placement/ share. For placement/ only. */
#pragma once
#include "placement/placement.h"

enum { PLACEMENT_STEPS = 22 };
extern const struct step placement_steps[PLACEMENT_STEPS];
extern const struct choice placement_ends[], placement_hazards[], follow_sides[], follow_stages[], question_kinds[], question_opening[], care_kinds[], care_signs[], wish_kinds[];

/* A sentence of ours as a text that is stored, in the company's language. */
text sentence_text(struct work *w, const struct sentence *sentence);

/* Inputs of steps that reactions take as well as people. */
struct placement_shift { day first; ref substitute; maybe_day nurse_from; };       /* shift */
struct placement_not_begun { enum placement_end why; };                            /* cancel */

/* The open stint, or the last one. NULL: none yet. */
struct placement_stint *stint_last(const struct placement *placement);
/* Ends the running stint with this day; a stint that begins after it goes. */
void stint_end(struct work *w, struct placement *placement, day last, enum placement_end why);
/* The running stint as if it had not been: the next one begins on the same day. */
void stint_drop_last(struct placement *placement);
/* One more, beginning on its `first`. */
void stint_begin(struct work *w, struct placement *placement, struct placement_stint stint);
/* The calendar with [from, until) left free for this worker too: a leave about to be approved. */
/* Something else is in her calendar while this one, not stored yet, would last. */
bool placement_calendar_taken(struct work *w, const struct placement *placement, struct clash *ret_with);
bool placement_book_around(struct work *w, const struct placement *placement, int64_t worker, instant from, instant until) __attribute__((warn_unused_result));
/* What its end with this day means for days, calendar and money: for who looks before she enters it (preview). */
void placement_end_mention(struct work *w, const struct placement *placement, day last, enum placement_end why, bool somebody);
/* A contract that runs longer than the service waits in the queue to be ended. */
bool placement_contract_to_end(struct work *w, const struct placement *placement, day last);
/* Settled after its whole term: the contract is over with it, unless a renewal follows. One that ends before is ended by somebody who says why. */
bool placement_contract_over(struct work *w, const struct placement *p);
bool placement_contract_ended(struct work *w, const struct record_type *type, int64_t contract);         /* reaction to contract.end */
/* The case of the light from `from` on: as far ahead as papers are asked for. */
struct eligibility_case placement_case(struct work *w, const struct placement *placement, const struct worker *worker, day from);
/* Refuses with the first blocking reason; papers that run out later pass with a plan (T04). */
bool placement_worker_may(struct work *w, const struct placement *placement, const struct worker *worker, day from);
/* The wage of an amendment that took the contract's place. False without refusal: its days are in a wage that was paid. */
bool placement_wage_by_contract(struct work *w, struct placement *placement, const struct contract *amendment);
extern const struct leave_impact placement_leave;
extern const struct open_work placements_open;
extern const struct rests_kept placement_rests;         /* the rest days of a contract as its home keeps them (contract.h) */
extern const struct signing_asked renewal_asks;          /* a renewal in the queue asks for its contract's signatures (contract.h) */
/* Not renewed: a contract that is out for it rings for itself again. */
bool renewal_lets_go(struct work *w, const struct record_type *type, int64_t renewal);
extern const struct demand_holder placement_holds;
/* At the start of a house: a single rest weekday of before stays, as a set of one. */
bool placement_rest_weekdays_seed(struct work *w);
struct import_shape;
extern const struct import_shape placement_import;
/* The day its ledger begins with. */
day placement_days_from(const struct placement *placement);
/* Reaction to the end of a contract that has not begun: its placement does not begin either. */
bool placement_without_contract(struct work *w, const struct record_type *type, int64_t contract);
extern const struct stopped_answer placement_stopped;
/* Reactions to the steps that stop a worker (suspend, stop, bar) and let her go on: the homes she serves stand in the queue until somebody else goes there; and to the steps that take her away. */
bool placement_worker_stopped(struct work *w, const struct record_type *type, int64_t worker);
bool placement_worker_cleared(struct work *w, const struct record_type *type, int64_t worker);
bool placement_without_her(struct work *w, const struct record_type *type, int64_t placement);
/* Who serves from `from` on is no party of the contract yet, which names the one who went or never came (Art 14): whoever writes contracts is told. */
/* Reminders that the paper all signed says less than what was agreed since; an amendment or its end settles them. */
#define CONTRACT_NAMES "contract_names"
#define CONTRACT_SAYS "contract_wage"
#define CONTRACT_RESTS "contract_rests"
bool contract_must_name(struct work *w, const struct placement *placement, ref worker, day from);
bool contract_must_say(struct work *w, const struct placement *placement, day from, money wage);
/* The last day moves behind; refused where its contract ends before. Of a wage for the whole term the days on top are paid as those before, not out of the same sum. */
bool placement_runs_until(struct work *w, struct placement *placement, day last);
bool contract_must_rest(struct work *w, const struct placement *placement);
void contract_says_all(struct work *w, int64_t contract);      /* none of the three is to be amended any more */
/* Reaction to demand.close_quietly: what was signed for it ends and everything goes back, its planned placement does not begin, a running one falls silent (T07). */
bool placement_after_loss(struct work *w, const struct record_type *type, int64_t demand);
/* Placements in which she has a stint that overlaps [start, until). */
struct found placements_in(struct work *w, int64_t worker, instant start, instant until);
/* Reaction to a leave that was granted: but for rest days the home asks for somebody, and the family hears it. */
bool placement_on_leave(struct work *w, const struct record_type *type, int64_t leave);
bool placement_leave_answered(struct work *w, const struct record_type *type, int64_t placement);       /* reaction to placement.be_away and what ends her stay */
/* Reaction to a leave withdrawn or over: the placement takes these days back. */
bool placement_after_leave(struct work *w, const struct record_type *type, int64_t leave);
bool wishes_after_end(struct work *w, const struct record_type *type, int64_t placement);      /* reaction to placement.finish and its like */
/* Each night of service past the last day: her time stays taken. What somebody else has of her already stands in the queue. */
bool placement_stays(struct work *w, const struct placement *placement);
/* trial.c: reaction to placement.begin, and each half hour: whom the home's contract names is on trial, then hired for its demand. */
bool placement_service_began(struct work *w, const struct record_type *type, int64_t placement);
bool placement_trials_tick(struct work *w);

/* introduction_asked.c and introduction_fee.c: rules of introduction_review's steps. */
struct review_asking { text question; int64_t hours; };
struct review_words { text said; };
struct review_fee { money amount; maybe_day since; text basis; };
bool review_ask_worker(struct work *w, struct introduction_review *review, const struct review_asking *in);
const struct sentence *review_may_ask(struct work *w, const struct introduction_review *review);
bool review_she_says(struct work *w, struct introduction_review *review, const struct review_words *in);
bool review_she_objects(struct work *w, struct introduction_review *review, const struct review_words *in);
bool review_ask_fee(struct work *w, struct introduction_review *review, const struct review_fee *in);
const struct sentence *review_may_bill(struct work *w, const struct introduction_review *review);
/* of_contract.c. All have signed what it names; and no day before the contract's first, to which nobody has agreed: refused at "first". */
bool signed_contract(struct work *w, const struct placement *p);
bool contract_has_begun(struct work *w, const struct placement *p, day first);

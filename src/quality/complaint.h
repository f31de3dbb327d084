/* complaint.h — a complaint (投诉, SM-COMPL of DOMAIN.md §1.9, source 四.4), from the first call to the closed case.
 *
 *   received → accepted → investigating → proposed → resolved → followed_up → closed         received | accepted | investigating → invalid
 *   proposed → investigating when the customer does not agree; resolved → investigating when she is not satisfied after all;
 *   proposed → disputed (before an association, 12315, a mediator, a court) → decided → resolved; closed → accepted within 30 days
 *   received | accepted | investigating → resolved on the spot, within a small authority
 *
 * Clocks from the moment it was received (§0.14, §10): answered within 15 minutes for safety, 1 hour for other grave ones, 2 hours; the
 * customer heard within 24 hours, a grave one on the same day; a proposal within 3 days, done 2 days later; closed within 15. While we wait
 * for the customer these three stand still, at most 5 days in all; a clock is moved only by the waiting that fell into it, and waiting ends with
 * her yes, her no, or a third party. A proposal she did not take, or that did not satisfy her, is made anew within 3 days; a case taken up again
 * after it was closed has its 3, its 15 and its 5 days from then.
 *
 * Category and severity are said anew when it turns out to be something else (`classify`); a damage that proves to be above 2000 yuan is a grave one.
 *
 * What the rules hold: both sides are heard before a proposal; a refund is at most what the visit cost, is done by correcting the visit's
 * price when it is resolved, and above the refund limit (finance.refund_limit) needs who may approve all refunds; no closing without the
 * result of the follow-up; nothing is deleted. She may answer on her page (customer_answer.h).
 * A complaint about a colleague goes to the next branch above in which she has no rights (T30),
 * and wherever it lies neither it nor its money exists for her (record/hidden.h): somebody else must be there to handle it.
 *
 * Money for a damage, above the price of a visit, is a compensation (finance/compensation.h, T25): the proposal asks for it with what the thing
 * cost, proved by a paper in the evidence. It is approved by a second person within a limit, signed by the customer, paid; only then is the case
 * resolved, and a payment that is reversed takes it back to the proposal.
 *
 * On the spot (DOMAIN.md 四.4: small authority): whoever takes complaints down may settle an ordinary one at once for up to
 * `quality.spot_limit`, and `quality.spot_month` a person and month. The company bears all of it: nobody else was heard.
 *
 * Money goes back when she agrees; a rework, another worker, a coupon and training stand in the case as promises until they are done, and it is
 * not closed over them (promise.h).
 *
 * Evidence is only ever added, with who had it and when; from the proposal on the file is frozen, and what comes later belongs to a dispute
 * or to a complaint taken up again. Every cause is one of a list, so that they can be counted (`GET /api/complaint/causes`). What changes has an
 * owner and a day, and rings until somebody says what was done.
 *
 * A claim on an insurer and a corrective action have no procedure of their own yet: their numbers are kept here. */
#pragma once
#include "finance/finance.h"
#include "operations/operations.h"
#include "safety/safety.h"

enum complaint_state {
    COMPLAINT_RECEIVED = 1, COMPLAINT_ACCEPTED, COMPLAINT_INVESTIGATING, COMPLAINT_PROPOSED, COMPLAINT_RESOLVED, COMPLAINT_FOLLOWED_UP, COMPLAINT_CLOSED, COMPLAINT_INVALID,
    COMPLAINT_DISPUTED, COMPLAINT_DECIDED,
};
enum complaint_channel {
    CHANNEL_BY_PHONE = 1, CHANNEL_BY_WECHAT, CHANNEL_IN_SHOP, CHANNEL_BY_APP, CHANNEL_BY_PLATFORM, CHANNEL_BY_12315, CHANNEL_BY_12345, CHANNEL_BY_MEDIA, CHANNEL_BY_FOLLOW_UP,
    CHANNEL_BY_WORKER,
};
enum complaint_category {
    ABOUT_QUALITY = 1, ABOUT_TIME, ABOUT_ATTITUDE, ABOUT_DAMAGE, ABOUT_FEES, ABOUT_REPLACEMENT, ABOUT_CONTRACT, ABOUT_PRIVACY, ABOUT_SAFETY, ABOUT_CUSTOMER, ABOUT_OTHER,
};
enum complaint_severity { SEVERITY_ORDINARY = 1, SEVERITY_GRAVE };
enum complaint_remedy {
    REMEDY_EXPLANATION = 1, REMEDY_APOLOGY, REMEDY_REWORK, REMEDY_PART_REFUND, REMEDY_FULL_REFUND, REMEDY_SUBSTITUTE, REMEDY_COUPON, REMEDY_COMPENSATION, REMEDY_TRAINING,
};
/* Why it happened, so that Pareto can count it (source 二.4, 四.4). */
enum complaint_cause {
    CAUSE_SKILL = 1, CAUSE_STANDARD, CAUSE_PROMISE, CAUSE_SCHEDULE, CAUSE_COMMUNICATION, CAUSE_ATTITUDE, CAUSE_TOOLS, CAUSE_PRICE, CAUSE_CARELESS, CAUSE_CUSTOMER, CAUSE_OUTSIDE, CAUSE_SYSTEM,
};
enum evidence_side { EVIDENCE_OF_CUSTOMER = 1, EVIDENCE_OF_WORKER, EVIDENCE_OF_COMPANY };
enum evidence_kind { EVIDENCE_PHOTO = 1, EVIDENCE_CHAT, EVIDENCE_CALL, EVIDENCE_PAPER, EVIDENCE_WITNESS };
enum dispute_before { BEFORE_ASSOCIATION = 1, BEFORE_12315, BEFORE_MEDIATOR, BEFORE_ARBITRATION, BEFORE_COURT };
enum follow_up_result { FOLLOWED_SATISFIED = 1, FOLLOWED_ACCEPTABLE, FOLLOWED_UNSATISFIED, FOLLOWED_UNREACHABLE };

struct complaint_evidence { instant at; ref who; enum evidence_side side; enum evidence_kind kind; file paper; text note; };
/* What was promised with the customer's yes and is done afterwards (promise.h). */
enum promise_state { PROMISE_OPEN = 1, PROMISE_ARRANGED, PROMISE_KEPT, PROMISE_LET_GO };
struct complaint_promise { enum complaint_remedy what; enum promise_state progress; instant at, ended_at; ref who; ref visit, coupon, credential, replacement, worker; text how; };
struct complaint_try { instant at; ref who; text note; };           /* called and not reached */

struct complaint {
    struct record record;
    enum complaint_state state;
    enum complaint_channel channel; text channel_number;            /* of the 12315 or platform case */
    enum complaint_category category;
    enum complaint_severity severity;
    ref customer, worker, visit;    /* a visit brings the other two */
    ref about_account;              /* the colleague it is about: the case goes past her */
    ref call;                       /* the follow-up call whose bad answer opened it */
    text story;                     /* in her own words */
    money claim;                    /* what she asks for, or the damage is worth */
    ref owner;                      /* account */
    instant received_at, accepted_at, customer_heard_at, worker_heard_at, proposed_at, resolved_at, followed_at, closed_at;
    text asked_question; instant asked_at, asked_until;             /* of the worker, on her phone (ask_worker.h) */
    text customer_said, worker_said, facts;
    set remedies; money refund;
    int64_t worker_share, company_share, customer_share;            /* who answers for it, percent, together 100 */
    money coupon;                   /* offered, made when she agrees */
    rows_of promises;               /* struct complaint_promise, in the order they were made */
    text proposal, agreed_how;
    instant her_yes_at;             /* to the proposal that stands, on her own page (customer_answer.h); 0: not there */
    enum follow_up_result follow_up; maybe_number satisfaction; text follow_up_said;
    rows_of tries;                  /* struct complaint_try */
    instant waiting_since; int64_t waited;                          /* for the customer: since when now, minutes before that */
    int64_t waited_earlier;         /* of them before the clock that runs now began */
    int64_t reopened;               /* times */
    instant again_at, reopened_at;  /* a proposal is due anew since; taken up again after closing */
    enum complaint_cause why;
    text cause, lesson;             /* why it happened, in words; what changes */
    ref action_owner; day action_due; instant action_done_at; text action_done;         /* who sees to the change, until when, what was done */
    rows_of evidence;               /* struct complaint_evidence, in the order it came */
    instant frozen_at;              /* evidence: since the last proposal; 0: open */
    money taken_off;                /* off the visit's price in this case so far, by whichever proposals */
    ref spot_by; instant spot_at; money spot_given;         /* settled on the spot by, when, for how much: stays when the case is taken up again */
    enum dispute_before before; text dispute_number; day hearing_on, perform_by; text decision; instant disputed_at, decided_at;
    ref compensation;               /* the newest one; 0: nothing was damaged */
    money compensated;              /* paid for damages in this case so far */
    ref incident;                   /* what it brought to light */
    text insurance_claim;           /* its number at the insurer */
};
extern const struct record_type complaint_type;

enum complaint_severity complaint_severity_of(enum complaint_category category, money claim);
/* How long until somebody must have answered, in minutes. */
int complaint_answer_minutes(enum complaint_category category, enum complaint_severity severity);

struct request; struct reply;
bool complaint_causes_call(struct work *w, const struct request *q, struct reply *reply);         /* GET /api/complaint/causes (causes.c) */

/* From a page or a phone, whatever the actor's rights: the customer's own or the worker's about a customer, in two taps. `severity` 0: by the category.
 * `picture`: the caller's own evidence, "" none. What a worker complains of is never shown to the customer. `about`: the colleague it goes past, 0 none. NULL: the work failed. */
struct complaint_call { enum complaint_channel channel; enum complaint_category category; enum complaint_severity severity; ref visit, customer, worker; text story, picture; ref about; };
struct complaint *complaint_receive(struct work *w, const struct complaint_call *call) __attribute__((warn_unused_result));
/* Whom a customer means by "the manager" of a branch: who has that role there, or in the nearest branch above. 0: nobody, or nobody else would handle it. */
int64_t complaint_manager(struct work *w, int64_t branch);

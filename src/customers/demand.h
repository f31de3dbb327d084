/* demand.h — somebody needs something we have not found yet (需求单, SM-DEMAND of DOMAIN.md §0.2 and §1.9, source 四.1–四.2): the needs interview, and
 * how it ends.
 *
 *   draft → confirmed → matching → shortlisted → interviewing → contracting → trial → fulfilled
 *        any of them → on_hold(until) → back      → cancelled(reason, deposit)      → lost(reason) → matching
 *
 * A draft is the interview as it is typed: only the service is needed. `confirm` names everything that is missing at once (demand_needs.c). From
 * then on the state follows the persons recommended for it (recommendation.h) and nobody sets it by hand: somebody shown is a shortlist, an interview
 * set is interviewing, a yes from both sides is contracting (her calendar is locked), and when the last one falls away it is matching again.
 *
 * Trial and hire stand on a signed contract (Art 13, §0.2). Contracts are an upper floor's: it answers QUESTION_DEMAND_CONTRACT. Where nobody
 * answers, a service that needs a contract is refused with the reason; one that needs terms only (an hourly cleaner) is won with the number of its order.
 *
 * Clock: a draft is finished the same day; without a candidate it rings after 24 hours (4 when urgent, 48 for a maternity nurse: 四.2), again from each
 * time the last one fell away; what was shown is asked about after 48 hours. Where a contract is signed, a quotation is offered within two hours of the
 * complete interview, and again of the last one declined (quotation.h). An earnest money (定金) is at most 20 % of its price or of the price list's. Who was shown to whom stays three years (§0.6).
 *
 * Not asked and not kept: where a worker comes from, zodiac, marriage, illnesses (T18, T33): words that ask for it are refused with what to ask instead. */
#pragma once
#include "customers/household.h"
#include "record/booking.h"
#include "team/team.h"

enum demand_state {
    DEMAND_DRAFT = 1, DEMAND_MATCHING, DEMAND_SHORTLISTED, DEMAND_FULFILLED, DEMAND_LOST, DEMAND_CONFIRMED, DEMAND_INTERVIEWING, DEMAND_CONTRACTING, DEMAND_TRIAL,
    DEMAND_ON_HOLD, DEMAND_CANCELLED,
};
#define DEMAND_LOOKING (FROM(DEMAND_CONFIRMED) | FROM(DEMAND_MATCHING))
#define DEMAND_RUNNING (DEMAND_LOOKING | FROM(DEMAND_SHORTLISTED) | FROM(DEMAND_INTERVIEWING) | FROM(DEMAND_CONTRACTING) | FROM(DEMAND_TRIAL))

/* Answers as they were entered until recommendations had records of their own; only for the rows of then and for the short way `answer`. */
enum candidate_answer { CANDIDATE_SHOWN = 1, CANDIDATE_WANTED, CANDIDATE_DECLINED, CANDIDATE_UNWILLING };
enum decline_reason {
    DECLINE_AGE = 1, DECLINE_EXPERIENCE, DECLINE_LANGUAGE, DECLINE_COOKING, DECLINE_APPEARANCE, DECLINE_PRICE, DECLINE_SCHEDULE, DECLINE_HEALTH, DECLINE_ATTITUDE, DECLINE_CHEMISTRY,
    DECLINE_PAY_LOW, DECLINE_FAR, DECLINE_HOUSE_LARGE, DECLINE_MANY_PEOPLE, DECLINE_PETS, DECLINE_NO_ROOM, DECLINE_NIGHTS, DECLINE_ELDER, DECLINE_CAMERA, DECLINE_TERM, DECLINE_PAID_LATE,
};
extern const struct choice demand_declines[];
bool decline_of_worker(enum decline_reason why);         /* whose No it is */
enum lost_reason {
    LOST_PRICE = 1, LOST_NO_WORKER, LOST_TOO_LATE, LOST_COMPETITOR, LOST_FAMILY, LOST_RELATIVE, LOST_MOVED, LOST_SCOPE, LOST_WRONG_NUMBER, LOST_ONLY_ASKING, LOST_TRUST, LOST_FEE_MODEL,
};
extern const struct choice lost_reasons[];
enum demand_arrangement { ARRANGED_LIVE_IN = 1, ARRANGED_LIVE_OUT, ARRANGED_NIGHTS, ARRANGED_HOURS };
enum worker_room { ROOM_OWN = 1, ROOM_WITH_CHILD, ROOM_WITH_ELDER, ROOM_NONE };
enum decision_maker { DECIDES_CALLER = 1, DECIDES_SPOUSE, DECIDES_PARENTS, DECIDES_CHILDREN, DECIDES_TOGETHER };
enum demand_duty { DUTY_COOK = 1, DUTY_CLEAN, DUTY_LAUNDRY, DUTY_NEWBORN, DUTY_MOTHER, DUTY_INFANT, DUTY_CHILD, DUTY_ELDER, DUTY_BODY, DUTY_NIGHTS, DUTY_PETS, DUTY_SHOPPING, DUTY_ESCORT };
enum cancel_why { CALLED_OFF_CHANGED_MIND = 1, CALLED_OFF_FOUND_ELSEWHERE, CALLED_OFF_MONEY, CALLED_OFF_HEALTH, CALLED_OFF_COMPANY, CALLED_OFF_FORCE_MAJEURE, CALLED_OFF_LOSS };

/* What was paid when she booked (§2.5, 民法典 586–588). 定金 ≤ 20 %: payer defaults → lost, receiver defaults → double back; 订金 is paid in advance and comes back. */
enum demand_deposit { DEMAND_DEPOSIT_NONE = 1, DEMAND_DEPOSIT_EARNEST, DEMAND_DEPOSIT_ADVANCE };
enum demand_deposit_fate { DEMAND_DEPOSIT_KEPT = 1, DEMAND_DEPOSIT_BACK, DEMAND_DEPOSIT_DOUBLE_BACK };

struct demand_candidate { ref worker; instant shown_at; enum candidate_answer answer; enum decline_reason why; text note; };

struct demand {
    struct record record;
    enum demand_state state;
    ref person;                     /* who asks */
    ref customer, household;        /* once she is a customer; they bring the person */
    ref lead;                       /* where it came from (lead.h); 0: none */
    ref line;
    text wanted;                    /* the times, as she says them: 周一三五上午 */
    day start_from;
    int64_t term;                   /* days from then: 26 for a maternity nurse, 365 for a year; 0: not said */
    enum demand_arrangement arrangement;
    rows_of cared;                  /* who is cared for: struct household_member */
    int64_t adults, square_metres, rooms;
    enum worker_room room;
    bool pets, cameras;
    set duties;                     /* enum demand_duty */
    text food, taboos;
    int64_t rest_days;              /* a month; 4 is the trade's least for live-in */
    money budget; text budget_of;   /* per hour, visit or month, as said */
    money wage;                     /* what the worker would be paid for 26 days; 0: not said */
    enum decision_maker decides; text decider;
    enum customer_source source;
    bool urgent;
    text needs;                     /* what must be, what would be nice */
    maybe_day expected;             /* birth: expected, within ± margin days, and when it was */
    int64_t margin;                 /* 0: the branch's */
    maybe_day born;
    worksheet shift;                /* what the last shift of the birth meant: birth.h */
    ref stands_in; maybe_day nurse_from;        /* the backup serves first, the nurse from this day of the term on */
    ref owner;                      /* account */
    instant confirmed_at;
    instant waiting_since;          /* without anybody to show: since then; 0: somebody is being shown */
    instant quote_since;            /* without a quotation, since then; 0: one is offered or accepted, or none is asked for */
    maybe_day hold_until;
    instant ended_at;
    rows_of candidates;             /* struct demand_candidate: until 0.1, now recommendations */
    ref hired; text deal;           /* who, and the number of the order or contract */
    enum lost_reason lost;
    enum cancel_why cancelled;
    enum demand_deposit deposit_kind; money deposit, deposit_paid;       /* agreed; what of it came and is held for this demand: by a payment alone (finance/job_deposit.h) */
    enum demand_deposit_fate deposit_fate; money deposit_back;
    bool quiet;                     /* ended by a loss: nothing is sent or offered any more */
};
extern const struct record_type demand_type;

day demand_last_day(const struct demand *demand);        /* the last day of the term asked for; of an unsaid term the first */
bool demand_needs_contract(struct work *w, const struct demand *demand);
/* The state follows its recommendations. For recommendation.c. */
bool demand_follow(struct work *w, int64_t demand) __attribute__((warn_unused_result));
/* Its contract goes on with another worker than it was signed for, or names one whom nobody recommended: it is met, and nobody is looked for (again). */
bool demand_goes_on(struct work *w, int64_t demand, ref worker) __attribute__((warn_unused_result));

/* Whom one of the shop knows by the person who asks; else she becomes its customer. Linked by the hidden step `know_customer`, as soon as money is agreed. 0: refused. */
int64_t demand_customer(struct work *w, const struct demand *demand);
/* Input of the hidden step `deposit_agreed`: what the quotation says that she accepted. */
struct deposit_agreed { enum demand_deposit kind; money amount; };
/* Input of the hidden step `deposit_came`: below 0 when it went back or a bill took it. */
struct deposit_money { money amount; };
/* What becomes of a deposit: pure, by kind and by whose reason it is. */
enum demand_deposit_fate demand_deposit_fate(enum demand_deposit kind, enum cancel_why why, money paid, money *ret_back);

/* Upper floors say which contract was signed for this demand with this worker. */
#define QUESTION_DEMAND_CONTRACT "demand_contract"
struct demand_paper { int64_t id; text number; day first, last; bool trial; };       /* trial: it has a trial clause */
struct demand_contract { bool (*of)(struct work *w, int64_t demand, int64_t worker, struct demand_paper *ret_paper); };     /* true: a signed one in force */
/* Why a trial or a hire cannot be entered yet: no contract of the two is signed; NULL: it is. */
const struct sentence *demand_contract_lacks(struct work *w, int64_t demand, int64_t worker);
/* Refuses with what to do when there is none, or none with a trial clause. */
bool demand_contract_must(struct work *w, const struct demand *demand, int64_t worker, bool trial, struct demand_paper *ret_paper);

/* Upper floors that have taken her calendar over for this demand (a placement is planned) say by which source: who judges her days leaves it out. */
#define QUESTION_DEMAND_HELD "demand_held"
struct demand_holder { bool (*held)(struct work *w, int64_t demand, struct source *ret_source); };
bool demand_held(struct work *w, int64_t demand, struct source *ret_source);

/* ---- demand_needs.c: the interview ---- */
text demand_words_refused(struct work *w, text words);              /* NULL, or what to ask instead of what nobody may ask for (N_) */
bool demand_words_lawful(struct work *w, text field, text words);   /* `wrong` with that sentence */
const struct sentence *demand_missing(struct work *w, const struct demand *demand);      /* NULL: complete */

bool demand_board_call(struct work *w, const struct request *request, struct reply *reply);   /* demand_board.c */

#define CAN_SEE_DEMANDS      "demand.see"
#define CAN_EDIT_DEMANDS     "demand.edit"
#define CAN_EDIT_QUOTES      "quote.edit"                /* writes quotations and takes the answers */
#define CAN_OVERSEE_DEMANDS  "demand.oversee"            /* hears what nobody solved in time */

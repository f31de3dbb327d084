/* contract.h — what customer, worker and company sign before the service begins (合同, SM-CONTRACT; 暂行办法 art. 13–15, DOMAIN.md §12.1).
 *
 *   draft ⇄ review → draft → sent → partly_signed → signed → in_force ⇄ suspended → ended          draft … signed → withdrawn
 *
 * Terms are written in a draft and in nothing else: what was sent is frozen word for word (document.h), and what changes afterwards is another
 * contract that names this one in `previous`: an amendment takes its place, a renewal goes on behind its last day.
 *
 * A contract in force is what placements and wages stand on: from `first` to `last`, both of it, in the state in_force (suspended: still binding,
 * no service). Contracts on paper that a shop brings along begin there. `contract_binding` answers for both.
 *
 * A maternity nurse's term is counted from the birth (the text says so): `term_moves` moves first and last of what is signed, the number of days stays.
 *
 * Money: `wage` is the worker's, of a month of 26 paid days (maternity: of the term); `service_fee` is what the customer pays us for each month
 * where we pay the worker; `fee` is ours once (agency); `management_fee` ours each month. Deposits never count as fees.
 *
 * What came is told by finance, which bills the contract when all have signed (finance/contract_account.h): `first_paid` of the fee or the first
 * month, `deposit_paid` of the deposit. The deposit is part of the price: when service begins it counts as paid of it (抵作价款), so that `first_due` is
 * what is left beside it. An amendment takes both over, and the days of service are counted from the first contract of its chain. */
#pragma once
#include "base/interval.h"
#include "base/sum.h"
#include "customers/customers.h"
#include "team/team.h"

/* in_force and ended came first: records of both were brought along before there was a way to a contract. */
enum contract_state {
    CONTRACT_IN_FORCE = 1, CONTRACT_ENDED, CONTRACT_DRAFT, CONTRACT_REVIEW, CONTRACT_SENT, CONTRACT_PARTLY_SIGNED, CONTRACT_SIGNED, CONTRACT_SUSPENDED, CONTRACT_WITHDRAWN,
};
enum contract_mode {            /* DOMAIN.md §2.4, §12.2 */
    CONTRACT_EMPLOYEE = 1,      /* 员工制: the worker is ours under a labour contract, we pay her */
    CONTRACT_AGENCY,            /* 中介三方: the household employs her and pays her, we introduce */
    CONTRACT_PART_TIME,         /* 非全日制: ours, ≤4 h a day and ≤24 h a week, paid each 15 days */
    CONTRACT_PAYING_AGENT,      /* 代发: as agency, but the wage goes through us: trust money */
    CONTRACT_OVER_AGE,          /* 用工(劳务)协议: ours, past retirement */
};
enum contract_end {
    CONTRACT_EXPIRED = 1, CONTRACT_BY_CUSTOMER, CONTRACT_BY_WORKER, CONTRACT_BY_COMPANY, CONTRACT_MUTUAL, CONTRACT_FORCE_MAJEURE, CONTRACT_REPLACED,    /* REPLACED: an amendment took its place */
};
enum contract_link { CONTRACT_RENEWS = 1, CONTRACT_AMENDS };
enum contract_holiday { HOLIDAY_LAW = 1, HOLIDAY_PLUS_ONE, HOLIDAY_PLUS_TWO, HOLIDAY_RESTS };  /* law: 300 % besides the wage on 21.75 (§0.1); +1, +2: day rates on top of the month, by custom */
enum contract_payer { PAYER_CUSTOMER = 1, PAYER_COMPANY };      /* who hands the wage to the worker */
enum contract_deposit { CONTRACT_NO_DEPOSIT = 1, CONTRACT_EARNEST, CONTRACT_RESERVATION, CONTRACT_PREPAYMENT };     /* —, 定金 (≤20 %, 民法典 586), 订金, 预付款 */
enum contract_meals { MEALS_PROVIDED = 1, MEALS_ALLOWANCE, MEALS_OWN };
enum contract_side { REASON_CUSTOMER = 1, REASON_WORKER, REASON_COMPANY, REASON_NOBODY };              /* whose the reason of an end is */

/* One step of the refund ladder: ended on the `day_from`-th … `day_to`-th day of service (day_to 0: for good) for a reason of `side`, so much of `fee`
 * goes back. Day 0: before service began. */
struct contract_refund { enum contract_side side; int64_t day_from, day_to, percent; };
/* A clause of the template that reads otherwise here ("7"), or one more ("": behind the last). */
struct contract_clause { text clause, wording; };

struct contract {
    struct record record;           /* its number: HT… */
    enum contract_state state;
    text paper_number;              /* as on a paper of before; "" for our own */
    enum contract_mode mode;
    ref customer, household, worker, line, demand;
    ref quotation;                  /* the accepted one its prices came from; 0: none */
    ref person;                     /* the customer's: whose key seals the text */
    ref previous; enum contract_link link;      /* the chain: what it renews or amends */
    ref next;                       /* what comes after it, once all have signed that; deadlines of renewal are silent then */
    bool renewal_asked;             /* … and while a placement's renewal rings for it (placement/renewal.h) */
    int64_t round;                  /* 1 for the first of a chain */
    day first, last;                /* both of it */
    /* the work */
    text scope, exclusions, cared_for;          /* cared_for: persons and their condition, as the family says it */
    /* who signs for the customer, and by which right (signer.h) */
    ref signer;                     /* another person than the customer's; 0: she herself */
    enum acting_right signer_right; /* towards who is cared for: herself, as spouse, child, parent, guardian, agent … */
    ref authority;                  /* where that has to be shown */
    text guardian;                  /* of who is cared for and cannot speak for herself: name, and by which right */
    bool signer_gone;               /* she signed for herself and has died: only an authority acts for her now */
    bool live_in;
    text hours;                     /* working time, as agreed: 周一至周六 8:00–18:00 */
    int64_t hours_day, hours_week;  /* part-time: at most 4 and 24 */
    set rest_weekdays;              /* on which she always rests, 1 Monday … 7; none: agreed each time. Of part-time work they are said */
    int64_t rest_days;              /* of a month (live-in at least 4) */
    int64_t sleep_hours;            /* unbroken, live-in at least 8 */
    bool own_room;                  /* false: shares one with whom she cares for, in a bed of her own */
    enum contract_meals meals;
    text hygiene, cameras;          /* who buys toiletries; where cameras hang, "无" without */
    /* her pay */
    money wage; enum proration basis;           /* BY_26_DAYS in the trade, BY_21_75_DAYS by labour law, BY_WEEK_DAYS of part-time work */
    enum contract_holiday holiday;
    bool holiday_billed;            /* our own worker's premium for holidays is billed on to the customer; else the service fee holds it */
    int64_t pay_day;                /* of the next month, 1 … 28 */
    enum contract_payer payer;
    int64_t trial_days; money trial_day_rate;
    /* our pay */
    money service_fee, fee, management_fee;
    int64_t guarantee_months;       /* within which she is replaced */
    int64_t replacements;           /* included; of those brought along: still owed */
    enum contract_deposit deposit_kind; money deposit;
    money waiting_day; int64_t waiting_after;   /* maternity: owed for each day she waits beyond so many behind the expected birth (customers/birth.h) */
    rows_of refunds;                /* struct contract_refund, frozen with the text */
    int64_t notice_customer, notice_worker;     /* days */
    int64_t off_platform_months; money off_platform;    /* 跳单 (民法典 965): at most 12 months and the fee */
    rows_of clauses;                /* struct contract_clause: what differs from the template */
    /* the paper */
    ref template;                   /* the version it is written on */
    worksheet shown;                /* the whole text as it was sent, ID numbers and phones masked; "" before (document.h) */
    sealed document;                /* … in the open: what is signed */
    text document_hash;             /* SHA-256 over the latter, in hex */
    instant sent_at;
    file paper;                     /* the document as PDF */
    file signed_paper;              /* … with the page of evidence; or the scan of a paper signed by hand */
    ref filed_by;                   /* who brought that scan in; somebody else checks it */
    maybe_day signed_on;            /* when the last of the three signed */
    int64_t term_moves;             /* maternity: how often the birth moved first and last, as the text says it does */
    text review_why; ref reviewed_by; instant reviewed_at;
    /* how it goes */
    money first_due, first_paid; text first_receipt;    /* what has to be paid before service begins, deposits apart; the payment's number */
    money deposit_paid;
    maybe_day suspended_on; text suspended_why;
    maybe_day ended_on;
    enum contract_end ended_by;
    text instructed;                /* whose word it was, and by which right; "" when the customer's side had nothing to say */
    worksheet settlement;           /* at its end: the refund, line by line (refund_ladder.h) */
    money fee_back, service_back, deposit_back;         /* its parts: what goes back of the fee, of service paid and not had, of the deposit */
    ref owner;                      /* account: whose contract it is */
    text remark;
};
extern const struct record_type contract_type;
extern const struct choice contract_modes[], contract_states[], contract_ends[], contract_deposits[], contract_holidays[], contract_payers[], contract_sides[];

#define CAN_SEE_CONTRACTS    "contract.see"
#define CAN_EDIT_CONTRACTS   "contract.edit"             /* write, send, file, suspend, end */
#define CAN_SIGN_CONTRACTS   "contract.sign"             /* signs for the company */
#define CAN_REVIEW_CONTRACTS "contract.review"           /* below the floor, another wording, papers signed by hand; hears what nobody solved */
#define CAN_EDIT_CONTRACT_TEMPLATES   "contract_template.edit"
#define CAN_PUBLISH_CONTRACT_TEMPLATES "contract_template.publish"

/* A contract that binds on that day: in force, its term covers it. 0 arguments are not asked. 0: none. Placements ask with all of them. */
int64_t contract_binding(struct work *w, int64_t customer, int64_t household, int64_t worker, int64_t line, day on);
/* … for rule H13: one of the customer's for this service that covers all these days. */
bool contract_covers(struct work *w, int64_t customer, int64_t line, day from, day to);
/* Does the company pay her (and so withholds, insures, keeps the hours)? */
bool contract_is_ours(const struct contract *contract);
/* What a statutory holiday that was worked pays. Who rests on them by the contract and works all the same is never paid nothing: 300 % by law where she is ours
 * (劳动法 44), a day's wage more elsewhere. Never HOLIDAY_RESTS. */
enum contract_holiday contract_holiday_worked(const struct contract *contract);
/* Inputs of the hidden step term_moves: the birth moved a maternity nurse's term, as many days as before. */
struct contract_term { day first, last; };
/* What came of the one-off fee, of the deposit. Of a contract brought along nobody knows: then all of it did. */
bool contract_brought_along(const struct contract *contract);
money contract_fee_paid(const struct contract *contract);
money contract_deposit_paid(const struct contract *contract);
/* The contract that stands for this one now: where amendments took its place, the last of them. NULL without refusal. */
struct contract *contract_living(struct work *w, int64_t id);
/* The newest contract for it that was not withdrawn and has not ended; NULL: none. */
const struct contract *contract_for_demand(struct work *w, int64_t demand);
/* hire.c: who is in the home is on trial or hired for the contract's demand, whoever forgot to say so; and hired when her trial is over. */
bool contract_service_began(struct work *w, int64_t contract) __attribute__((warn_unused_result));
bool contract_trial_over(struct work *w, int64_t contract) __attribute__((warn_unused_result));
/* Another one took over for her whom its demand is for: within the trial she was not hired, and the demand goes on with the other; later she was. */
struct replaced_worker { ref old_worker, new_worker; day began, last_day; };
bool contract_worker_replaced(struct work *w, int64_t contract, const struct replaced_worker *gone) __attribute__((warn_unused_result));
/* Input of the step `end`, which reckons what goes back (refund_ladder.h): `service_paid` for `service_days` of the month or term that runs. */
/* `paper_back`: of a contract brought along, whose ladder stands on its paper only: what that says of the fee. */
/* `instructed_by`: whose word it is, where the customer's side ends it (0: hers who signed); `authority`: of who holds one. Another person's word ends
 * nothing: it is noted (instruction.h). */
enum instruction_by { INSTRUCTED_BY_SIGNER = 1, INSTRUCTED_BY_HOLDER, INSTRUCTED_BY_ANOTHER };
struct contract_ending { day ended_on; enum contract_end ended_by; bool no_replacement, loss; money service_paid; int64_t service_days; maybe_money paper_back; enum instruction_by instructed_by; ref authority; };
/* Input of the step `renew`; what is not given stays. */
struct contract_renewal { day last; maybe_money wage, fee; };
/* What would go back if it ended so: the worksheet `end` keeps. Nothing is changed. */
void contract_refund_of(struct work *w, const struct contract *contract, const struct contract_ending *ending, struct sum *ret);
/* Finance tells what came (hidden step `pay_first`): sums as they are now, not what is added. */
struct first_payment { money fee, deposit; text receipt; };
/* Which of its days are paid, and what a month of it is divided by (base/interval.h). Pure; what a month costs and how much of one was had go by it. */
struct month_terms contract_month(const struct contract *contract);
/* Answered by whoever keeps the days in the home: its rest days may have been agreed otherwise since, and the month's bill goes by those; so does what of a
 * month is had when it ends. Sets `terms`' rests and weekdays for `on`; leaves them where nobody serves. */
#define QUESTION_RESTS_KEPT "contract.rests_kept"
struct rests_kept { void (*find)(struct work *w, int64_t contract, day on, struct month_terms *terms); };
/* Answered by whoever has the signatures of a renewal in the queue already: whether this contract is one, and need not ring for itself. */
#define QUESTION_SIGNING_ASKED "contract.signing_asked"
struct signing_asked { bool (*asked)(struct work *w, int64_t contract); };
/* The day rate her wage makes by its basis, once rounded. */
money contract_day_rate(const struct contract *contract, day in_month);

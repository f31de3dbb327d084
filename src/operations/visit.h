/* visit.h — one visit to a home (上门工单, SM-VISIT), from "nobody yet" to "settled", with every exception the trade knows.
 *
 *   unassigned → offered → accepted → confirmed → en_route → arrived → in_service → finished → approved → settled
 *   exceptions: cancelled (by whom and how late decides the fee), no_show → back to unassigned, no_access, interrupted, rework
 *
 * Money: `price` is what the customer owes for it, `worker_pay` what the worker gets; both come from the frozen quote and change only
 * by steps that say why. Time: [start, until) is promised to the customer; a visit is never moved without the customer's yes.
 * The worker's calendar is record/booking.h: no step that gives a worker a time bypasses it. */
#pragma once
#include "operations/order.h"

enum visit_state {
    VISIT_UNASSIGNED = 1, VISIT_OFFERED, VISIT_ACCEPTED, VISIT_CONFIRMED, VISIT_EN_ROUTE, VISIT_ARRIVED, VISIT_IN_SERVICE, VISIT_FINISHED, VISIT_APPROVED,
    VISIT_SETTLED, VISIT_CANCELLED, VISIT_NO_ACCESS, VISIT_INTERRUPTED, VISIT_SKIPPED,
};
enum liable_side { LIABLE_CUSTOMER = 1, LIABLE_WORKER, LIABLE_COMPANY, LIABLE_NOBODY };
enum cancel_reason {
    CANCEL_TIME_CLASH = 1, CANCEL_NOT_HOME, CANCEL_FOUND_OTHER, CANCEL_CUSTOMER_ILL, CANCEL_PRICE, CANCEL_FORGOT, CANCEL_WORKER_ILL, CANCEL_TRAFFIC,
    CANCEL_OVERRUN, CANCEL_WORKER_FAMILY, CANCEL_REFUSED, CANCEL_NO_WORKER, CANCEL_VEHICLE, CANCEL_DUPLICATE, CANCEL_FORCE_MAJEURE,
};
enum offer_way { OFFER_OFFICE = 1, OFFER_PLAN, OFFER_AUTO, OFFER_GRAB, OFFER_PHONE, OFFER_PUBLISHED };
enum arrival_proof { PROOF_NEAR = 1, PROOF_FAR, PROOF_CODE, PROOF_PHOTO, PROOF_OFFICE, PROOF_NO_PLACE };   /* T27: never sole evidence */

struct check_item { text area, task, acceptance; bool photo, red_line; int64_t weight; bool done, not_applicable; file picture; text note; };
/* What became of an offer that was not taken: who, when, why in her words. */
enum answer_kind { ANSWER_DECLINED = 1, ANSWER_LAPSED, ANSWER_NOT_REACHED, ANSWER_NOT_WANTED };     /* the last: the customer asked for somebody else (face_ask.h) */
struct offer_answer { ref worker; instant at; enum answer_kind how; text why; };
struct add_on { text what; money price; minutes length; instant agreed_at; text agreed_how; };

/* 团队单: everyone of a crew of more than two, the leader and the second too (DOMAIN.md §4.6). `worked`: minutes, not given: the whole visit. It comes from
 * the times their phones told (crew.c); what the office entered stands above them. */
enum crew_grade { CREW_LEADER = 1, CREW_SKILLED, CREW_NEW };
struct crew_row { ref worker; enum crew_grade grade; maybe_number worked; instant began, ended; bool entered; };

/* A price found to be wrong after the work was done; both stay visible (T21). `owed`: the price, or the fee when it did not take place. */
struct price_correction { instant at; ref who; money owed_before, owed_after, pay_before, pay_after; text why; };

/* The customer's yes to another time: who said it, how, when, and who wrote it down (T02). Both times stay. */
enum agreed_how { AGREED_BY_PHONE = 1, AGREED_BY_MESSAGE, AGREED_IN_PERSON, AGREED_BY_APP };
struct time_agreement { instant was_at, is_at; text agreed_by; enum agreed_how how; instant at; ref who; };

struct visit {
    struct record record;
    enum visit_state state;
    ref customer, household, line, service_order, plan;
    ref worker;                     /* who is offered, accepted or did it */
    ref second;                     /* where two must be there */
    rows_of crew;                   /* struct crew_row; empty: worker and second alone, who share evenly */
    int64_t persons;                /* that it takes: one zone done again takes fewer than the whole (zone.c); 0: as its service says */
    instant start, until;
    instant promised;               /* what the customer was told, while start lies within the line's leeway of it; 0: start itself */
    minutes length;
    text area;                      /* of the home, copied for boards and lists */
    ref standard, price_rule;       /* as sold */
    money zones_off;                /* of the price: zones of a large job that were not accepted (zone.h) */
    money price, worker_pay, fee;   /* fee: what a cancellation or no access costs the customer */
    money owed;                     /* what she owes for it as it stands: the price, or what is left of the fee when it did not take place; kept for lists and sums */
    money waived; text waived_why;  /* of the fee: the customer is let off; the worker keeps her part of it */
    worksheet quote;
    rows_of checklist;              /* struct check_item, from the standard when the visit is made */
    rows_of add_ons;
    rows_of answers;                /* struct offer_answer, the latest last; at most MOST_ANSWERS of the latest */
    rows_of agreements;             /* struct time_agreement, oldest first */
    rows_of corrections;            /* struct price_correction, the last one holds */
    maybe_day plan_day;             /* the day its plan asked for, wherever it was moved since */
    bool touched;                   /* changed by hand: its plan leaves it alone */
    bool pinned_worker, pinned_time;        /* 锁定: planning by the program leaves the worker, the time (day_load.c); a person may move it all the same */
    instant offered_at, answer_until;
    ref yes_worker; instant yes_start, yes_confirmed_at, yes_until;     /* who had said yes when it was taken from her by hand: until then it can be given back as it was (assign with `back`) */
    enum offer_way offered_way;
    instant confirmed_at, left_at, arrived_at, began_at, finished_at, approved_at;
    place arrived_place;            /* erased after 90 days; the verdict stays (DOMAIN.md §0.15) */
    int64_t arrived_metres;         /* from the home; -1 unknown */
    enum arrival_proof proof;
    text customer_code;             /* four digits the customer may read out instead of a position */
    int64_t late_minutes;
    instant expected;               /* when she really comes, as the customer was told of a delay (running_late.h); 0: not told of any */
    money late_off; bool late_excused;      /* taken off the price because she came late, the company's cost, not hers (late.c); excused: it was not our doing */
    int64_t told_late;              /* minutes between an act on site and the server's hearing of it, where that is odd (> 10); the most of all acts */
    maybe_number stars; text rating; instant rated_at, disputed_at;
    bool rating_disputed, rating_withdrawn;      /* either: it counts in nobody's figures */
    enum cancel_reason reason; enum liable_side liable;
    ref rework_of;                  /* this visit repeats that one, free of charge */
    ref rest_of, rest;              /* the rest of that one, which was broken off; the one that does this one's rest (rest_visit.c) */
    money left_price, left_pay; minutes left_length;        /* broken off: what of price and pay was not charged, not given, and the time proposed for the rest */
    ref caused_by;                  /* … because of her work; 0: not a worker's fault. Counts against her (K10), whoever goes */
    bool under_transition;          /* given to somebody whose papers were not all there, in the transition after go-live (§0.5) */
    bool force_majeure;             /* counts in nobody's figures (T38) */
    int64_t changes;                /* of worker after the first acceptance: K09 */
    instant called_from; int64_t waited;    /* no access: since when she called, and how many minutes she waited */
    int64_t no_shows;               /* how often she who had it did not come: K08 */
    ref missed_by;                  /* who that was, the last time: it counts against her and not against who goes in her place */
    ref no_show_coupon;             /* given because nobody came that day */
    text tags;                      /* read before you start: 「有狗 · 钥匙在物业」 */
    text remark;
};
extern const struct record_type visit_type;
bool visits_say_last(struct work *w);       /* seed: customers whose visits do not tell when she was served last; visits that do not say what is owed */
extern const struct choice crew_grades[], liable_sides[];

/* A visit that repeats this one, free for the customer: what a complaint promised, at whatever time she agreed to (the step `rework` keeps to its 24 and
 * 48 hours). One at a time, and what is a rework itself is not repeated. `length` 0: as the first; `liable` 0: the worker's. Its id; 0: refused. */
struct visit_again { instant start; bool agreed; minutes length; enum liable_side liable; ref caused_by; };
int64_t visit_done_again(struct work *w, const struct visit *first, const struct visit_again *in);

/* Everyone who goes, the first worker first, each once. Returns how many. */
enum { MOST_VISIT_WORKERS = 16 };
/* The step that gives a visit back to open: a crew is let go as a whole by one of its own, which asks first. */
text visit_release_step(const struct visit *visit);
instant visit_promised(const struct visit *visit);     /* what the customer expects: she has said yes to this time or ordered it */
int visit_workers(const struct visit *visit, int64_t ids[MOST_VISIT_WORKERS]);

/* Input of the step `add_extra`: priced by the office or its list, agreed before it is done (T19). */
struct extra { text what; money price; minutes length; text agreed_how; };

/* Input of the hidden step `waive`: finance/waiver.h decides who may. */
struct waiving { money amount; text why; };

bool visit_owes_fee(const struct visit *visit);         /* it did not take place: the fee is owed, not the price */
text visit_fee_name(const struct visit *visit);             /* English: what such a fee is for, as bills, receipts and her phone name it */
/* Of one that ended early: minutes worked (0: not begun), the part of an amount that they are of the time planned, and the sentence that says so
 * (kept: read it with said_read). */
int64_t visit_worked(const struct visit *visit);
money visit_part(const struct visit *visit, money whole);
text visit_broken_off_said(struct work *w, const struct visit *visit);
money visit_owed(const struct visit *visit);            /* the price, or the fee less what was waived; nothing of one that was skipped */
/* Upper floors that made documents of a visit follow when its price is corrected. `visit` has the right price already. */
#define QUESTION_VISIT_CORRECTED "visit_corrected"
struct visit_corrected { bool (*follow)(struct work *w, struct visit *visit, const struct price_correction *correction); };

#define SETTING_CHECK_IN_EARLY "operations.check_in_early"          /* minutes before the start from which setting out, arriving and beginning may be said */
instant visit_earliest(struct work *w, const struct visit *visit);
/* Until when setting out and arriving may be said: its end, and six hours from its start where that is later (a delay is told for four at most). Later
 * it was another visit (moved with the customer's yes), or nobody tapped while it was done: the office enters the times (`mend`). */
instant visit_latest(const struct visit *visit);
/* Until when its end may be said: six hours after the planned one, and after its length where it began late. */
instant visit_end_latest(const struct visit *visit);

/* The fee tiers of DOMAIN.md §4.1, pure: ≥ 6 h (or before 20:00 of the eve for a morning visit) free; 2–6 h 20 %; < 2 h 50 %. */
money cancel_fee(money price, instant start, instant now);
/* The tier that holds, as a sentence: "less than 2 hours before: half the price". */
const struct sentence *notice_sentence(struct work *w, instant start, instant now);
/* Lateness of the company: from the 16th minute `small` per cent off, from the 31st `large` (DOMAIN.md §4.1: 10 and 20, settings). Pure. */
money late_discount(money price, int64_t late_minutes, int64_t small, int64_t large);
/* "35 minutes late", "19 hours late", "2 h 5 min late", kept as a sentence (record/said.h). */
text late_words(struct work *w, int64_t late_minutes);
#define SETTING_LATE_SMALL     "operations.late_percent"
#define SETTING_LATE_LARGE     "operations.very_late_percent"
#define SETTING_NO_SHOW_COUPON "operations.no_show_coupon"           /* its worth; 0: none */
#define SETTING_NO_SHOW_DAYS   "operations.no_show_coupon_days"      /* that it is valid */
enum liable_side liable_for(enum cancel_reason reason);
/* What the worker has in this time and has not begun is open again; of a crew only she is taken off, and its lead goes to the next. */
bool visits_clear(struct work *w, int64_t worker, instant start, instant until);
/* Is a visit at work or before it (neither done nor dropped)? */
bool visit_open(enum visit_state state);
#define VISIT_DONE_STATES (FROM(VISIT_FINISHED) | FROM(VISIT_APPROVED) | FROM(VISIT_SETTLED))

/* So much less is owed for it: what correct_price does, with `why` in the list of corrections. Refused for what is not approved yet, and for more than it costs. */
bool visit_take_off(struct work *w, struct visit *visit, money less, text why);

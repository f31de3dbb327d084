/* placement.h — front door of placement/, and its main record: one household's running service under a contract (在户, SM-PLACE; source 四.3): from the planned 上户 to the closed file.
 *
 *   planned → ready → on_board → in_service ⇄ absent | hospital         in_service | absent | hospital → gap → in_service
 *   in_service | absent | hospital | gap → off_board → settled → closed                planned | ready → cancelled
 *
 * The placement belongs to the home, not to the worker: when she leaves it goes on with another (T01). Who served when, for which wage, stands in
 * its *stints*; what each day was, in placement_day.h. Payroll reads these two and nothing else of a placement.
 *
 * Calendar   From `first` to `last`, whole days, firm, in the one calendar of all workers (record/booking.h): an hourly visit or a second placement
 *            in it is refused there. Her rest days lie inside; an approved leave is cut out of it and put back when it is withdrawn. A maternity
 *            nurse is booked for the term that the expected birth gives; two windows of one nurse (`window_days` before and after) may overlap
 *            by SETTING_BIRTH_OVERLAP days at most, and then a backup is named (DOMAIN.md §0.12); so may a service of other kind and a window.
 * Ready      Only with a signed contract, her papers good (the whole term, at most the days of SETTING_PAPERS_DAYS of a long one), insurance, the home
 *            looked over, and the briefing given. A paper that runs out later may be let pass by who oversees placements, with a plan; identity,
 *            background and insurance never (T04).
 *            While she still serves past `last` with nothing signed, it stays taken LAPSED_AHEAD days on, night by night: nobody plans her away.
 * Hospital   The place changes, the wage when both agreed to one (a stint of its own, back home the old one); her insurance is asked there too.
 * Event      Death, loss, a nursing home end it by stop_by_event: settled by the day, quiet, who decides for the family written down (T07, T23).
 * Begin, end Each by a sheet both sides agree to, handover.h. No money here: wages, bills and refunds read it. */
#pragma once
#include "base/interval.h"
#include "contracts/contracts.h"
#include "operations/operations.h"

enum placement_state {
    PLACEMENT_PLANNED = 1, PLACEMENT_READY, PLACEMENT_ON_BOARD, PLACEMENT_IN_SERVICE, PLACEMENT_ABSENT, PLACEMENT_HOSPITAL, PLACEMENT_GAP, PLACEMENT_OFF_BOARD,
    PLACEMENT_SETTLED, PLACEMENT_CLOSED, PLACEMENT_CANCELLED,
};
/* Why it ended, or did not begin. LOSS and DEATH are quiet: nobody calls, writes or offers anything afterwards (T07, T23). */
enum placement_end {
    PLACEMENT_TERM_OVER = 1, PLACEMENT_BY_CUSTOMER, PLACEMENT_BY_WORKER, PLACEMENT_BY_US, PLACEMENT_MUTUAL, PLACEMENT_TO_HOSPITAL, PLACEMENT_DEATH, PLACEMENT_LOSS, PLACEMENT_FORCE_MAJEURE,
};
/* What a look through the home asks (DOMAIN.md §10). */
enum home_hazard {
    HAZARD_GAS = 1, HAZARD_WINDOWS, HAZARD_BALCONY, HAZARD_SOCKETS, HAZARD_FLOORS, HAZARD_STAIRS, HAZARD_HOT_WATER, HAZARD_MEDICINES, HAZARD_KNIVES, HAZARD_PETS, HAZARD_ELDER, HAZARD_INFANT,
    HAZARD_EXIT, HAZARD_CAMERAS, HAZARD_VALUABLES, HAZARD_EMERGENCY,
};

/* One worker for one wage, one after the other without overlap. A substitute's stint lies between two of the worker's. */
struct placement_stint {
    ref worker;
    day first; maybe_day last;      /* both days count; last not given: still here */
    money wage;                     /* of a month; of the whole term when `per_term` */
    bool substitute;                /* stands in while the worker is away, or until the next one comes */
    enum placement_end why;         /* why it ended; 0: it runs, or the wage changed */
};

struct placement {
    struct record record;
    enum placement_state state;
    ref customer, household, line, contract;
    ref worker, backup, substitute;         /* who serves; who would, when she cannot; who does just now */
    enum service_mode mode;
    bool live_in;
    day first, last;                /* of the term, both of it */
    maybe_day booked_for;           /* the expected birth she was booked by: what waiting is counted from */
    int64_t waited; money waiting;  /* days she waited for a late birth beyond those for nothing; what the family owes her for them */
    maybe_day expected; int64_t window_days;        /* expected birth, and days before and after that are kept in mind; a maternity nurse only */
    money wage; bool per_term; enum proration basis;
    int64_t term_days;              /* of a wage for the term that runs longer since: the days it was agreed for, so that a day is worth what it was; 0: first to last */
    int64_t rests;                  /* rest days a month */
    set rest_weekdays;              /* on which she always rests, 1 Monday … 7; none: agreed each time */
    maybe_day rests_since; int64_t rests_before; set weekdays_before;   /* since when both hold, and what they were before: a month of then is reckoned by these */
    rows_of stints;
    set looked_at, found; text found_plan; instant looked_at_on;        /* the hazard sheet: items seen, not in order, what was agreed about these */
    instant briefed_at; text briefing;
    text papers_plan; ref papers_by;        /* a paper that runs out inside: what was planned, who let it pass */
    maybe_day began_on, ended_on; enum placement_end ended_by;
    text decided_by;                /* of an end by an event: who decided for the family, and by which right */
    maybe_day away_since, gap_since; text away_where;
    int64_t replacements, replaced;         /* the contract's quota, and how much of it is used */
    bool quiet;
    maybe_day ledger_from;          /* brought along by a sheet: days are entered from here on; what was before was paid elsewhere */
    int64_t follow_up_made;         /* the last day after the beginning for which calls were made */
    text remark;
};
extern const struct record_type placement_type;

#define PLACEMENT_RUNS (FROM(PLACEMENT_IN_SERVICE) | FROM(PLACEMENT_ABSENT) | FROM(PLACEMENT_HOSPITAL) | FROM(PLACEMENT_GAP))
#define PLACEMENT_OPEN (PLACEMENT_RUNS | FROM(PLACEMENT_PLANNED) | FROM(PLACEMENT_READY) | FROM(PLACEMENT_ON_BOARD))
enum { WINDOW_DAYS = 7, NOTICE_DAYS = 30, LAPSED_AHEAD = 7 };

/* The stint that holds the day; NULL: a gap. */
const struct placement_stint *placement_stint_on(const struct placement *placement, day on);
/* Booked by an expected birth that has not come: that day, and her days are not the days yet. 0: none. */
int32_t placement_waits_for_birth(const struct placement *placement);
/* What a month's wage is divided by: days of the term, of her week, or of the month that holds `in`. */
int32_t placement_length(const struct placement *placement, day in);
/* What the paper says for its own days, said for the days that the home's wage is reckoned by: another sum only where a renewal goes on a term (5 days of 26). */
struct contract;
money placement_term_sum(const struct placement *placement, const struct contract *contract, money of_paper);
/* Her wage for one day, by the placement's basis. */
money placement_day_wage(const struct placement *placement, const struct placement_stint *stint);
/* Takes the calendar anew for what its stints and term say now; refused with who is in the way. */
bool placement_book(struct work *w, const struct placement *placement) __attribute__((warn_unused_result));
/* What both phones say of it now: that who serves is on leave, until when; `otherwise` when she is not. */
text placement_state_now(struct work *w, const struct placement *placement, text otherwise);
/* May this worker serve it from `from` on? The light over the term or the first SETTING_PAPERS_DAYS. */
struct judgement placement_judge(struct work *w, const struct placement *placement, const struct worker *worker, day from);

/* Reaction to the last signature and to contract.take_effect: live-in care gets its placement planned, a renewal or an amendment goes on in the one that runs. */
bool placement_of_contract(struct work *w, const struct record_type *type, int64_t contract);
/* Reaction to demand.birth and demand.birth_expected: contract and placement follow the child (T06). */
bool placement_of_birth(struct work *w, const struct record_type *type, int64_t demand);

#define CAN_SEE_PLACEMENTS     "placement.see"
#define CAN_EDIT_PLACEMENTS    "placement.edit"
#define CAN_OVERSEE_PLACEMENTS "placement.oversee"        /* lets a paper pass with a plan; hears what nobody did in time */
#define CAN_ANSWER_CARE        "placement.answer_care"    /* what stands out in a care log: who was called, what was done; needs the one below */
#define CAN_SEE_CARE           "placement.care"           /* what workers noted of people's health; never by "see everything" */
#define CAN_SEE_FOLLOW_UPS     "followup.see"
#define CAN_DO_FOLLOW_UPS      "followup.do"              /* follow-up calls, renewals, offers, referrals */

/* The rest of the module behind this door. */
#include "placement/care_log.h"
#include "placement/care_offer.h"
#include "placement/extra_task.h"
#include "placement/follow_up.h"
#include "placement/handover.h"
#include "placement/holiday_ask.h"
#include "placement/introduction_review.h"
#include "placement/leaving_notice.h"
#include "placement/look_ahead.h"
#include "placement/placement_day.h"
#include "placement/placement_wish.h"
#include "placement/referral.h"
#include "placement/renewal.h"
#include "placement/replacement.h"

extern const struct module placement_module;

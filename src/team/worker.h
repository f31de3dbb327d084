/* worker.h — the archive of one worker (家政服务员), from applicant to leaver (SM-WORKER, source 三.1–三.5).
 *
 * The natural person is company/'s; a person is a worker at most once, however many branches she works for (T35). Only `active` ones
 * are given visits, and only what the eligibility light (eligibility.h) allows on that day. Leaving is never blocked by equipment or
 * wages (DOMAIN.md §0.4), but by open visits: they are handed over first, unless she has left without notice.
 *
 * She moves to another branch by `transfer` (T35): one archive; her papers, her work contract, her phone's account, and an open suspension or listing go along, what was done stays where it
 * was done. From then on that branch sends her and pays her, and her year of tax goes on (payroll/).
 * She is suspended by suspension.h, which her steps suspend and clear begin and end, and barred by blacklist_entry.h alone. */
#pragma once
#include "base/age.h"
#include "company/company.h"
#include "services/services.h"

enum worker_state {
    WORKER_APPLICANT = 1, WORKER_SCREENING, WORKER_TRAINING, WORKER_ONBOARDING, WORKER_ACTIVE, WORKER_ON_LEAVE, WORKER_SUSPENDED, WORKER_EXITING,
    WORKER_LEFT, WORKER_REJECTED, WORKER_BLACKLISTED,
};
enum employment_mode { MODE_EMPLOYEE = 1, MODE_PART_TIME, MODE_AGENCY, MODE_DISPATCHED, MODE_GIG, MODE_OVER_AGE };    /* DOMAIN.md §2.4 */
enum travel_mode { TRAVEL_EBIKE = 1, TRAVEL_WALK, TRAVEL_TRANSIT, TRAVEL_VAN };

struct skill { ref line; int64_t level; maybe_day since; };      /* level 1 beginner … 5 expert; certificates are credentials */

struct worker {
    struct record record;
    enum worker_state state;
    ref person;
    text name;                      /* as on the roster; the person's, kept in step */
    enum employment_mode mode;
    text grade;                     /* 初级 … 金牌: the company's own ladder */
    rows_of skills;
    text area;                      /* 片区 she wants to work in */
    place home;                     /* where her day begins (the depot of §5.3) */
    enum travel_mode travel;
    minutes day_start, day_end;     /* when she is available; an end not after the start is on the next day (20:00 to 08:00) */
    set weekdays;                   /* 1 Monday … 7 Sunday; none: every day */
    minutes most_a_day, most_a_week;        /* 0: by the mode (H05) */
    money least_hourly;             /* what she asks for an hour at least (H14); 0: nothing said */
    enum retirement_class retirement;
    text retirement_evidence;       /* what the class rests on: her last labour contract, a notice of the pension office (§0.10) */
    bool pension;
    bool fears_pets, allergic, smokes;
    sealed bank_account;
    file photo;                     /* for the customers she goes to: shown only while her consent to it stands (CONSENT_PORTRAIT) */
    maybe_day joined, left_on;
    text left_reason;
    ref mentor;
    instant suspended_at;
    text remark;
};
extern const struct record_type worker_type;
extern const struct choice worker_states[];
struct worker_unbarred { enum worker_state back; };       /* input of the hidden step unbar (blacklist_entry.h) */

/* The actor's branch's worker with this phone, as it is kept: the first when several share it. 0: none. */
int64_t worker_by_phone(struct work *w, text phone);

/* Minutes of service the mode allows (H05), if nothing else is agreed with her: part-time 4 h a day and 24 h a week (劳动合同法 68), over-age 8 h and
 * 40 h, others 8 h (+3 h overtime, 劳动法 41) and 44 h. Who is introduced to the home (中介制) is no employee of the company: for `care` of people
 * (line_by_night) she may take a whole shift of twelve hours, 20:00 to 08:00 (DOMAIN.md §5.3), and 66 h a week. */
int worker_most_a_day(const struct worker *worker, bool care);
int worker_most_a_week(const struct worker *worker, bool care);
/* The law of employment holds for her: a day of rest in the week, 36 hours of overtime in the month, and no day above 11 hours. */
bool worker_labour_law(const struct worker *worker);
/* Reached retirement on that day, by her own class and birth (T36); false while either is unknown. `ret_since`: that day; may be NULL. */
bool worker_over_age(struct work *w, const struct worker *worker, day on, day *ret_since);
int worker_level(const struct worker *worker, int64_t line);     /* 0: not her line */
/* Her own working time: the days of the week, and the hours of a day. Hours that pass midnight belong to the day they begin on: what she does
 * in the first hours of Tuesday is Monday's shift, and asks whether she works on Mondays (T28). */
int worker_day_end(const struct worker *worker);         /* minutes after the midnight her hours begin in: above 1440 when they pass the next one */
int worker_turn(const struct worker *worker);            /* minutes of a day that belong to the shift of the day before; 0 */
day worker_shift_day(const struct worker *worker, instant at);
bool worker_works_on(const struct worker *worker, day d);
bool worker_works_from(const struct worker *worker, instant start, instant until);

extern const struct choice weekday_choices[];      /* 1 Monday … 7 Sunday, for every set of weekdays */

/* Upper floors answer "what would she leave behind?" before she exits: open visits, placements, keys of customers and gear she has with her, and (when she
 * leaves the company, branch 0) plans that name her: their next visits would be made for nobody. All that is open is named in the one refusal. */
#define QUESTION_OPEN_WORK "open_work"
struct open_work { int64_t (*count)(struct work *w, int64_t worker, int64_t branch); text what; };      /* branch 0: anywhere; what: N_() */

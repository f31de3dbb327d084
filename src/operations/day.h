/* day.h — one day of one or several branches as the planning engine needs it, in operations' own words.
 *
 *   day_load.c      rows → struct work_day      (this side knows the database, and nothing of dispatch/); day_gear_load.c its vans and machines
 *   day_problem.c   struct work_day → struct problem, and back (this side knows dispatch/, and no database); day_gear.c its vans and machines
 *   plan_proposal_job.c runs both as a job; candidates.c asks single questions
 *
 * The two vocabularies have a `visit` and a `worker` each; they meet nowhere but in this header, which has neither.
 *
 * Units: time is whole minutes after the day's midnight (booking.h reckons ways in whole minutes too, so that what the engine finds is what
 * the calendar accepts); metres; losses are hundredths of a point of DOMAIN.md §5.2: a visit whose way takes 45 minutes loses all the
 * points of the weight `travel`, so one minute costs weight × 100 / 45.
 *
 * Midnight (T28). A visit and a shift belong to the day they begin on, with all their minutes: a night from 22:00 to 06:00 is 1320 to 1800 of
 * its day and is not cut. Of the next day it only makes her hours begin later (her rest after it), and it is no block there: nobody plans it
 * twice. What begins in the first hours of a day inside hours of the day before is given by a person, who hears the rules; the plan leaves it.
 *
 * Facts. What somebody does that is not planned here (done, running, frozen, another branch's, a leave) is a block: it is not argued with.
 * A leave takes no place: it cuts her day into spells. */
#pragma once
#include "base/arena.h"
#include "base/geo.h"
#include "base/when.h"

enum { MOST_CREW = 6, DAY_MODES = 5, FROZEN_MINUTES = 120 };   /* DOMAIN.md §5.3: what begins within two hours is moved by hand only */

/* §5.2 in its order; what no record tells yet (dialect, backup) is not pretended to be known. */
enum day_part { PART_CONTINUITY, PART_TRAVEL, PART_RATING, PART_PRICE, PART_EXPERIENCE, PART_WISH, PART_FAIRNESS, PART_PUNCTUAL, PART_OWN_WISH, DAY_PARTS };

struct day_weights { int part[DAY_PARTS]; int moved, told; int most_visits, most_span, pause; };   /* points; points; visits; minutes; minutes */

struct day_block { int from, to; place at; bool stays; };   /* stays: no place, no way (a leave) */

struct day_worker {
    int64_t id;
    text name;
    place home;
    int mode;                           /* how she travels: below DAY_MODES, the caller's numbers */
    int from, to;                       /* the hours that begin on this day (to: above 1440 when they pass midnight), rest since yesterday and before tomorrow taken off */
    int most_work;                      /* minutes of service that day and week still allow, blocks that are visits not counted */
    struct day_block *blocks; int block_count;
    bool out;                           /* nothing can be given to her this day: `why` */
    text why;
};

/* A van or machine that some of the day's visits have reserved or would be given, and every use of it: `visit` the planned visit that it goes with
 * (an index; it follows that one's time), -1 another. Loading and return are inside from … to. Of a visit that would be given it and cannot have
 * it at its own time the use lies before the day. */
struct day_use { int from, to; place at; int visit; };
struct day_gear { int64_t id; struct day_use *uses; int use_count; };
enum { MOST_GEAR = 8 };                 /* of one visit */

struct day_visit {
    int64_t id, version;
    place at;
    int start, length, pause;           /* pause: when she is not free yet after it */
    int earliest, latest;               /* of the start, by the line's leeway */
    int persons;
    int was[MOST_CREW], was_count;      /* indices of workers who have it now */
    bool told;                          /* the customer knows who comes */
    int priority;                       /* 1 ordinary … 5 never fails silently */
    int gear[MOST_GEAR], gear_count;    /* indices of what goes with it */
    bool gear_new;                      /* not all of it is reserved yet: its own time is one like the others */
    /* of each worker: hundredths of points lost by sending her (0: all points); < 0: she may not */
    int32_t *loss;
};

/* How the peak hours change ways of a mode: slower in thousandths from … to, minutes of the day; but for `steady` minutes of each way. */
enum { DAY_PEAKS = 2 };
struct day_traffic { int slower, from[DAY_PEAKS], to[DAY_PEAKS], steady; };

struct work_day {
    day day;
    int now;                            /* minutes after midnight; < 0: the day has not begun */
    int frozen;                         /* what begins so many minutes after `now` stays with whom it is, but for what an over-run pushes out: 0 then */
    int (*way)(int mode, place from, place to);     /* minutes to keep free between two places outside the peak hours, buffer included: the calendar's own (way.h) */
    struct day_traffic traffic[DAY_MODES];          /* slower 0: none */
    struct day_weights weights;
    struct day_worker *workers; int worker_count;
    struct day_visit *visits; int visit_count;
    struct day_gear *gear; int gear_count;
    int loading, returning;             /* minutes that gear is kept before and after its visit */
};

/* ---- day_problem.c, day_answers.c ---- */

/* One visit's place in a plan: who and when; worker[0] < 0: nobody. */
struct day_seat { int worker[MOST_CREW]; int start; };
/* of routes; continuity: hundredths of points lost by who was chosen; left_out: visits */
struct day_sums { int64_t metres, way_minutes, overtime, continuity, visits, left_out; };
/* seats: one a visit, in their order; of_worker: the sums of each worker's day, blocks included */
struct day_plan { struct day_seat *seats; struct day_sums sums, *of_worker; int64_t cost; };

struct day_budget {
    double seconds;                     /* of the wall's clock; 0: by iterations alone */
    int64_t iterations;
    bool (*watch)(void *watcher, double share, int64_t left_out);     /* false: stop with the best so far */
    void *watcher;
};

struct day_model;                       /* the problem with the plan that stands; asked from one thread at a time */
enum { DAY_WHY = 400 };
/* NULL with a sentence in `ret_why` (English, for the log: it is a mistake of the loader, not of a person). Free with day_model_free. */
struct day_model *day_model_new(const struct work_day *day, char ret_why[DAY_WHY]);
void day_model_free(struct day_model *m);
/* The plan that stands: what of it the engine can follow. A visit whose worker or time no longer fits counts as left out. */
struct day_plan *day_standing(struct day_model *m, struct arena *arena);
/* Instead, this one stands (a plan of the same day, found with other people allowed). */
void day_adopt(struct day_model *m, const struct day_plan *plan);
/* The best plan found from the one that stands, which stands from now on; in `arena`. */
struct day_plan *day_search(struct day_model *m, struct arena *arena, const struct day_budget *budget);

/* After a sick call: what nobody has any more goes in again, in up to three ways from the fewest calls to the shortest ways (replan.h). Returns
 * how many; 0: what stands contradicts itself, search instead. */
enum { MOST_ALTERNATIVES = 3 };
int day_alternatives(struct day_model *m, struct arena *arena, struct day_plan *ret[MOST_ALTERNATIVES]);

/* What a visit costs a plan more than leaving it out, by what it is paid for; hundredths of points. `known` what sending her loses (§5.2), `way`
 * the ways it adds, `time` another time than expected, `change` that another than she comes, or that the customer must be told. */
enum day_cost { COST_KNOWN, COST_WAY, COST_OVERTIME, COST_LUNCH, COST_TIME, COST_CHANGE, DAY_COSTS };
struct day_costs { bool planned; int64_t of[DAY_COSTS]; };
/* Of the wanted visits in this plan, the engine's own terms (explain.h); of a crew its first. */
void day_costs(struct day_model *m, const struct day_plan *plan, const bool *wanted, struct day_costs *ret);

/* For one visit, taken out of the plan that stands: every worker, in the order of day->workers. */
struct day_offer {
    bool fits;
    text rule;                          /* dispatch's word for the first rule that fails: "time", "shift" … ; "" when it fits */
    int64_t cost;                       /* when it fits: hundredths of points; what she loses for it, the way and others' times included */
    int start, way, metres;             /* when she would begin; the minutes and metres it adds to her day */
};
void day_offers(struct day_model *m, int visit, struct day_offer *ret_offers);
/* The same for those whom it fits, without a rule for the others: quick, for many starts (insert.h). */
void day_inserts(struct day_model *m, int visit, struct day_offer *ret_offers);
/* The smallest changes after which the visit fits somebody, all kinds that have one. */
struct day_fix { text kind; int64_t amount; int worker, visit, to_worker, start; };     /* visit: another one that moves, to to_worker; -1 none */
enum { MOST_DAY_FIXES = 16 };
int day_fixes(struct day_model *m, int visit, struct day_fix ret_fixes[MOST_DAY_FIXES]);

/* problem.h — all that a plan depends on: who can work when, what has to be done, how far it is, and what each wish is worth.
 *
 * A problem is filled (problem_new, add_…), sealed once (problem_seal: whatever cannot be true is named before any search begins)
 * and then never changes: the searches, the referee and every question read the same const structure from any thread.
 *
 * Units. Time is `ticks`, a whole number of the problem's own unit (seconds for a shop's day, tenths for Solomon's instances), on
 * one line from the problem's zero; several days lie behind each other on it. Distance is whatever the matrices hold (metres).
 * `cost` is one integer scale for everything; a weight says how much of it one unit of its term is worth. Nothing here is floating.
 *
 * Words. A *visit* is one person's work at one place: a visit for two persons is two of them, tied by a relation (add_crew). A
 * *slot* is one worker on one day: a route may be planned into it. A worker has as many slots as days. A *relation* ties the
 * starts of two visits, or who does them. A *pool* is a number of equal things (machines, vans) that visits hold while they last.
 *
 * Ownership: everything added belongs to the problem; pointers that add_… return are valid until the next add of the same kind. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"

typedef int32_t ticks;
typedef int64_t cost;

enum { NONE = -1 };                          /* no place, no slot, no worker, no pool */
#define TICKS_MAX (INT32_MAX / 4)            /* "never"; sums of a few of them still fit */
#define COST_MAX (INT64_MAX / 4)

/* A service may start in [from, to]; what starts after `due` is late, which costs. due == to: a hard window. */
struct window { ticks from, due, to; };

struct skill { int skill, level; };          /* visits need at least this level, slots offer it (credentials: per day) */
struct liking { int worker; cost price; };   /* what this worker at this visit costs (a wish of hers, of the household); may be negative */

enum { AMOUNTS = 8 };                        /* dimensions of load */

/* Where slots drive, walk or ride: one per travel mode and speed. Matrices are places × places, row by row; time is needed, the others
 * may be NULL. Without `time` both come from the places' coordinates (travel.h). */
struct profile {
    text name;
    const ticks *time;
    const int32_t *distance;                 /* NULL: as time */
    const int32_t *price;                    /* NULL: slots' per_travel and per_distance say what a way costs */
    int speed, fixed, detour;                /* from coordinates: metres an hour, ticks a way, detour in thousandths */
    const struct peak *peaks; int peak_count;
    ticks steady;                            /* of every way: what no peak makes longer, at its end (parking, stairs, a buffer) */
};
struct peak { ticks from, to; int slower; }; /* of each day: speed is divided by slower/1000 (travel.h integrates: who leaves later never arrives earlier) */

struct place { int64_t lat, lng; };          /* 1e-7 degrees; only read for profiles without matrices */
struct point { double x, y, z; };            /* the same on a ball of radius one */

struct worker {
    int64_t id;
    ticks most_work;                         /* over all slots: service time, TICKS_MAX when unlimited */
    ticks work_before;                       /* of the same week, done before this problem begins: counts for most_work */
    ticks rest;                              /* least time between the end of a slot and the begin of the next */
    int64_t income_before;                   /* fairness.unit of work already had, for evenness */
};

/* A pause without a place: the way to the next stop may lie around it. Taken at most once, starting inside one of its windows, when
 * the slot's span exceeds `when_span`; `after`: no more than this much time on duty before it starts. */
enum { PAUSE_WINDOWS = 8 };
struct pause {
    int64_t id;
    struct window window[PAUSE_WINDOWS]; int windows;    /* none: at any time */
    ticks length, when_span, after;          /* after: TICKS_MAX when it does not matter */
    int32_t most_load[AMOUNTS];              /* while pausing; read when `limits_load` */
    bool limits_load;
    cost missed;                             /* what leaving it out costs; COST_MAX: it must be taken */
};

struct slot {
    int64_t id;
    int worker, profile;
    int start, end;                          /* places; NONE: begins at its first stop, ends at its last */
    ticks from, to;                          /* leaves the start not before, is back not after */
    bool punctual;                           /* on duty from `from` on, whenever the first stop opens: waiting there counts */
    ticks open;                              /* visits that are not pinned start at or after this: what lies before is frozen */
    ticks regular;                           /* span on duty without overtime */
    ticks regular_end;                       /* what goes on after this is overtime too; TICKS_MAX: only the span counts */
    ticks most_overtime;                     /* of both kinds; hard */
    ticks most_work, most_span, most_travel; /* service time; begin to end; on the way */
    int64_t most_distance;
    int most_stops;
    int first_pause, pauses;
    int first_skill, skills;
    int32_t capacity[AMOUNTS];
    int type;                                /* of visit.typed durations (VROOM) */
    cost fixed, per_travel, per_distance, per_service, per_span, per_overtime;   /* per slot used; per tick; per unit of distance; … */
};

struct visit {
    int64_t id;
    text name;
    int place;
    ticks setup, duration;                   /* setup: not when the stop before is at the same place */
    int first_window, windows;               /* sorted, disjoint; at least one */
    int first_skill, skills;
    int first_liking, likings;               /* workers of whom something is known; all others cost `stranger` */
    int first_allowed, allowed;              /* workers (by index); none: everybody */
    int first_forbidden, forbidden;
    cost stranger;
    cost unserved;                           /* what leaving it out costs; mandatory ones the most */
    int priority;                            /* 0 … 100, for the report and for VROOM's order */
    int32_t delivery[AMOUNTS], pickup[AMOUNTS];   /* taken from the start to here; from here to the end */
    int partner;                             /* shipments: the other end; the pickup has the lower index, and its `pickup` is what travels. NONE otherwise */
    int pool; ticks pool_before, pool_after; /* holds one of the pool from start - before to end + after */
    int first_typed;                         /* durations and setups by slot.type; NONE */
    /* promises */
    int was_slot; ticks was_start;           /* what was promised; NONE, 0 */
    bool told;                               /* the customer has been told: moving it costs a call */
    int pin_slot; ticks pin_start;           /* must stay: in this slot, and at this time unless NONE */
};

enum who { WHO_ANYBODY, WHO_SAME, WHO_DIFFERENT };       /* workers of the two */

/* least <= start(b) - start(a) <= most; both 0: together. TICKS_MAX and -TICKS_MAX: no bound. Both are served or neither is. */
struct relation { int a, b; ticks least, most; enum who who; };

struct pool { int64_t id; text name; int count; };

/* What one unit of each term costs. Lexicographic by construction: the caller chooses scales apart (problem_weights for a shop). */
struct weights {
    cost late, very_late; ticks very_late_after;     /* per tick after due; on top, per tick later than that */
    cost worst_late;                                 /* per tick of the latest visit of all */
    cost waiting, worst_waiting;                     /* per tick at a door before its window; of the longest wait */
    cost worst_idle;                                 /* per tick of the largest sum of waits of one worker */
    cost idlest;                                     /* per tick of the idlest slot: what of its shift (from … regular_end) it does not travel, serve or pause, overtime on top */
    cost uneven;                                     /* per unit² of work and income of each worker: even is cheapest */
    ticks uneven_unit;
    cost balance;                                    /* per tick between the longest and the shortest work of workers who work */
    cost off_mean;                                   /* per tick that a slot's service and travel differ from the mean of all slots, rounded up */
    cost moved_worker, moved_told, moved_tick;       /* another worker than promised; on top when told; per tick of another time */
};

enum term { TERM_UNSERVED, TERM_LATE, TERM_WORST_LATE, TERM_DISTURBED, TERM_CONTINUITY, TERM_TRAVEL, TERM_FIXED, TERM_SERVICE, TERM_OVERTIME,
            TERM_WAITING, TERM_WORST_WAITING, TERM_WORST_IDLE, TERM_UNEVEN, TERM_BALANCE, TERM_MISSED_PAUSE, TERMS };
extern const text term_names[TERMS];

struct problem {
    struct arena *arena;
    struct weights weights;
    int dimensions;                          /* of load in use */
    ticks day;                               /* ticks of a day, for peaks; 0 when unused */
    int place_count, profile_count, worker_count, slot_count, pause_count, visit_count, relation_count, pool_count;
    struct place *places;
    struct profile *profiles;
    struct worker *workers;
    struct slot *slots;
    struct pause *pauses;
    struct visit *visits;
    struct relation *relations;
    struct pool *pools;
    int window_count, skill_count, liking_count, list_count, typed_count;
    struct window *windows;
    struct skill *skills;
    struct liking *likings;
    int *list;                               /* allowed and forbidden workers */
    ticks *typed;                            /* pairs duration, setup; one a slot type */
    int type_count;
    /* made by problem_seal */
    bool sealed;
    struct point *points;                    /* of the places, when a profile has no matrix (travel.h); NULL otherwise */
    uint64_t *fits; int fit_words;           /* visits × slots: skills, allowed, forbidden, pins, windows and shift, load. Time and company come later */
    int *first_relation, *relation_of;       /* the relations of a visit: relation_of[first_relation[v] … first_relation[v + 1]) */
    int *group;                              /* visits tied by relations or as shipments have one group: its lowest index */
    void *reserved;                          /* capacities of the arrays while they grow */
};

/* Why a problem cannot be true, or an input cannot be read. `where` names the place as the caller wrote it ("visit 12", "line 7");
 * `code` is the format's own number for it (vroom.h), 0 when it has none. */
struct fault { char where[80]; char what[240]; int code; };
bool fault_say(struct fault *fault, text where, text format, ...) __attribute__((format(printf, 3, 4)));   /* returns false */

struct problem *problem_new(void);           /* owns an arena of its own */
void problem_free(struct problem *p);        /* NULL is fine */

/* Each takes a copy. Fields left zero by the caller's initialiser are what zero means: use the …_default values to begin with. */
extern const struct visit visit_default;     /* optional ends NONE, no limits */
extern const struct slot slot_default;
extern const struct worker worker_default;
int add_place(struct problem *p, struct place at);
int add_profile(struct problem *p, struct profile profile);
int add_worker(struct problem *p, struct worker worker);
int add_slot(struct problem *p, struct slot slot);
int add_visit(struct problem *p, struct visit visit);
int add_relation(struct problem *p, struct relation relation);
int add_pool(struct problem *p, struct pool pool);
/* These belong to the visit or slot added last. */
void add_window(struct problem *p, ticks from, ticks due, ticks to);
void add_need(struct problem *p, int skill, int level);
void add_liking(struct problem *p, int worker, cost price);
void add_allowed(struct problem *p, int worker);
void add_forbidden(struct problem *p, int worker);
void add_typed(struct problem *p, ticks duration, ticks setup);      /* for slots of type 0, then 1, … to type_count - 1: all of them or none */
void add_offer(struct problem *p, int skill, int level);
void add_pause(struct problem *p, struct pause pause);
/* Further persons for the visit added last, at the same moment, different workers; returns the index of the first of them. */
int add_crew(struct problem *p, int more);

/* Checks everything once: indices, windows that end before they begin, ids twice, holes in matrices, relations that no time can
 * satisfy, a visit that no slot can ever take (named with the first reason) unless `allow_hopeless`. Then makes `fits` and groups. */
bool problem_seal(struct problem *p, bool allow_hopeless, struct fault *fault);

/* The first thing that keeps a visit out of a slot whatever else is planned; FITS when nothing does. `fits` holds the answer for all
 * pairs; this one says why (explain.h has the reasons that come from the plan around it). */
enum misfit { FITS, MISFIT_PINNED, MISFIT_NOT_ALLOWED, MISFIT_FORBIDDEN, MISFIT_SKILL, MISFIT_LEVEL, MISFIT_LOAD, MISFIT_WINDOW, MISFIT_SHIFT, MISFIT_FROZEN, MISFITS };
enum misfit problem_misfit(const struct problem *p, int visit, int slot);
extern const text misfit_names[MISFITS];

static inline bool problem_fits(const struct problem *p, int visit, int slot)
{
    return p->fits[(int64_t)visit * p->fit_words + (slot >> 6)] >> (slot & 63) & 1;
}
ticks visit_duration(const struct problem *p, int visit, int slot);      /* of its type */
ticks visit_setup(const struct problem *p, int visit, int slot);
cost visit_liking(const struct problem *p, int visit, int worker);

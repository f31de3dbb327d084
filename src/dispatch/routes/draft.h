/* draft.h — a plan while a search works on it: routes as linked lists, bounds beside every stop, and a way back.
 *
 * Nodes 0 … visits - 1 are the visits; slot s begins at node visits + 2 s and ends at the next. What is not in a route has route NONE
 * and costs its `unserved`.
 *
 * Two kinds of problem get two kinds of arithmetic behind the same functions (`plain`):
 *   plain    one way of travelling, one hard window a visit, one load, no pauses, ties or prices of time: every node knows the earliest
 *            moment it can be left and the latest it may be reached, so that a seat is judged by a few additions;
 *   general  everything else: a seat is judged by walking the route (walk.h).
 *
 * Journal: draft_begin, changes, then draft_undo or nothing. A route is saved whole when it is first touched; that is cheap because
 * routes are short against the number of seats tried for every change. */
#pragma once
#include "dispatch/routes/chance.h"
#include "dispatch/plan.h"

/* 32 bytes: two nodes a cache line, and a seat is judged from two nodes and two rows of the matrix. */
struct node {
    int32_t next, prev;
    ticks leave, latest;                     /* earliest leave (general: not before this); plain: latest arrival that keeps the rest of the route true */
    int32_t gap;                             /* cost of the way to next */
    int32_t place, route;
    int32_t load;                            /* plain: of the route up to here */
};

struct task { ticks from, to, duration; int32_t load; };      /* plain: what a seat test reads of a visit */

struct track { int count, load, free_at; int kind; cost cost; int64_t work; ticks begin, end; };   /* free_at: in free[kind]; NONE: in use */

#define NOT_FIXED INT32_MIN

struct draft {
    const struct problem *p;
    struct arena *arena;
    int n, slots, places, kinds;             /* kind: slots that are alike but for their worker's name */
    bool plain;
    struct node *nodes;
    struct task *tasks;
    struct track *tracks;
    const int32_t *way, *way_here;           /* plain: cost, places × places, and its transpose (the same where ways are symmetric) */
    const ticks *time, *time_here;
    int **free, *free_count;                 /* empty slots of each kind, a stack */
    ticks *fixed;                            /* general: the start a tied visit, or one that holds a thing of a pool, is committed to */
    int64_t *work;                           /* general: of each worker over all her slots */
    int out;                                 /* visits left out */
    cost cost;
    struct chance chance;
    int32_t *logs;
    bool no_opening;                         /* plain: no empty slot may be taken (fleet.c) */
    int blink, blink_mean;                   /* seats until one is overlooked; how many on average (0: none is) */
    struct near *near;
    struct journal *journal;
    int *removed, removed_count;             /* by ruin, to be seated again */
    int *active, active_count;               /* what may be removed: not pinned, and of this part of the plan */
    int *scratch;
    int64_t *keys;
    struct seats *seats;
};

bool draft_is_plain(const struct problem *p);             /* but for the size of its ways */
struct draft *draft_new(struct arena *arena, const struct problem *p, uint64_t seed);
void draft_clear(struct draft *d);                       /* nobody anywhere */

static inline int draft_start(const struct draft *d, int slot) { return d->n + 2 * slot; }
static inline int draft_end(const struct draft *d, int slot) { return d->n + 2 * slot + 1; }
static inline bool is_visit(const struct draft *d, int node) { return node < d->n; }

void draft_link(struct draft *d, int after, int visit);  /* the costs of the slot are right afterwards, in plain problems its bounds too */
void draft_link_pair(struct draft *d, int after_first, int first, int after_second, int second);   /* the halves of a shipment */
void draft_unlink(struct draft *d, int visit);           /* call draft_settle for the slot when all are out */
void draft_settle(struct draft *d, int slot);            /* bounds and, in general problems, the cost of a slot again */
void draft_fix(struct draft *d, int visit, ticks start);

void draft_begin(struct draft *d);
void draft_touch(struct draft *d, int slot);
bool draft_is_touched(const struct draft *d, int slot);
void draft_undo(struct draft *d);

/* A copy of where everybody is, without bounds: 4 bytes a visit and slot. */
struct sketch { cost cost; int count; int32_t *nodes; ticks *fixed; };
struct sketch *sketch_new(struct arena *arena, const struct draft *d);
void sketch_take(struct sketch *s, const struct draft *d);
void sketch_copy(struct sketch *to, const struct sketch *from, const struct draft *d);     /* of the same problem */
void sketch_put(const struct sketch *s, struct draft *d);
void draft_route(struct draft *d, int slot, const int32_t *visits, int count);       /* into an empty slot */

/* To a plan, with the cheapest times for its orders, and from one. */
struct plan *draft_plan(struct draft *d, struct arena *arena);
bool draft_from(struct draft *d, const struct plan *plan);

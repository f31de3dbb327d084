/* board.h — a plan prepared for questions: where could this visit go, and what would it cost? For insert, explain, replan and whatif.
 *
 * The board has a copy of the plan, and beside each route what bounds an insertion from below without looking at the route again:
 * how early each stop can be left, how late each can be reached, and what the route costs now. A bound is a few dozen machine
 * instructions; only the most promising places are then tried exactly (fit.h and schedule.h), until no bound is below what was found.
 *
 * Costs are differences of plan->cost as the referee would reckon it, but for worst_waiting and worst_idle, which are not looked at. */
#pragma once
#include "dispatch/questions/fit.h"
#include "dispatch/times/schedule.h"

struct lane {
    cost price, times;                       /* without times; of the times as they stand, but for worst_late */
    int count;                               /* of stops, when all this was reckoned */
    cost least, least_on_time;               /* of the cheapest times for this order, without waiting; without waiting and lateness */
    cost *late_after;                        /* what the lateness of the earliest starts costs, of the stops from i on */
    int64_t work, way, distance;
    ticks *early;                            /* early[i]: not before this is stop i - 1 (0: the start) left */
    ticks *late;                             /* late[i]: stop i (count: the end) must be reached by then, even if it needs no setup */
    struct leg { ticks time; cost price; } *legs;        /* the way to stop i (count: to the end), as it is now */
    int room;                                /* of stops and these arrays */
};

/* A place on the unit sphere, where the straight line to another is never longer than the way over the ground: bounds need no more, and
 * that is ten times as quick as the way itself. */
struct spot_on_earth { double x, y, z; };

struct board {
    const struct problem *p;
    struct arena *arena;
    struct plan *plan;                       /* the board's own */
    struct scheduler *scheduler;
    struct lane *lanes;                      /* one a slot */
    int64_t *work;                           /* of a worker, all slots */
    int *used;                               /* slots of a worker that are used */
    struct spot_on_earth *spots;             /* of places; NULL: every profile has matrices */
    bool quick;
    cost worst;                              /* worst_late of the plan */
    double (*now)(void), until;              /* finish and improve stop with what they have when it is later than this; NULL: never */
};

struct board *board_new(const struct plan *plan);            /* the plan is true; an arena of its own */
struct board *board_quick(const struct plan *plan);          /* made at once, but with weaker bounds: for few questions */
void board_free(struct board *b);

/* A place for a visit: in front of stop `at` of a slot. */
struct seat { int slot, at; cost bound; };
/* The cheapest that taking this seat can be, from what stands beside the route; COST_MAX: it surely cannot be taken. Slot and visit
 * themselves are not judged (problem_fits, visit_breaks). */
cost seat_bound(const struct board *b, int visit, int slot, int at);
/* The same, roughly, for the visit instead of stop `at`, in its place: without what the times of the others cost. */
cost swap_bound(const struct board *b, int visit, int slot, int at);
/* When the visit can begin there, at the earliest and at the latest, as far as that is seen from beside the route. */
struct span { int64_t from, to; };
struct span seat_span(const struct board *b, int visit, int slot, int at);
/* What taking it costs exactly; COST_MAX when a rule breaks or it is not below `limit`. The board stays as it is.
 * `ret_start` (may be NULL): when the visit would begin. */
cost seat_cost(struct board *b, int visit, int slot, int at, cost limit, ticks *ret_start);
bool seat_take(struct board *b, int visit, int slot, int at);               /* and have it so; false: it cannot be, nothing changed */
void visit_remove(struct board *b, int visit);                              /* leaves it out; times of the others stay */
bool slot_retime(struct board *b, int slot);                                /* cheapest times; false: there are none, nothing changed */
void board_refresh(struct board *b, int slot);                              /* after a change by hand of the route */

bool way_is_short(const struct board *b, int slot);                         /* most_travel, with the peaks at the times that stand */

/* Routes as they are now, to come back to after changes. In the board's arena. */
struct saved { int slot; struct route route; struct saved *next; };
struct saved *board_save(struct board *b, int slot, struct saved *next);    /* in front of others */
void board_restore(struct board *b, const struct saved *saved);

cost board_times(const struct board *b, const int *slots, int count);      /* what schedule() of them all gives, as they stand */
void board_room(struct board *b, int slot, int more);                       /* for so many more stops */
cost board_cost(struct board *b);                                           /* of the whole plan, by the referee; COST_MAX when it is not true */

/* schedule_inside.h — a scheduler's state, for schedule.c (which choices) and schedule_ties.c (what they mean for the times). */
#pragma once
#include "dispatch/times/schedule.h"
#include "dispatch/times/timing.h"

/* Something to choose: one of a visit's windows, or what becomes of a pause. */
enum { PAUSE_NOT_DUE = -1, PAUSE_MISSED = -2 };              /* the span is kept short enough; it is due and left out */
struct choice { int visit, slot, pause; int window, before; };        /* pause NONE: of `visit`; before: stop, or one of the above */

struct order { int first, second; };         /* of two that hold a thing of the same pool */

struct moment { int node, before; };         /* of a taken pause, while its route is tied */

struct scheduler {
    const struct problem *p;
    struct arena *arena;                     /* of the scheduler; `scratch` of one call */
    struct arena *scratch;
    struct timing timing;
    struct plan *plan;
    const int *slots; int slot_count;
    int *node;                               /* of a visit; 0: it stays */
    int *begin, *end;                        /* nodes of a slot; 0: it stays or is not used */
    struct choice *choices; int choice_count, decided;
    int *pause_node;                         /* of a choice */
    struct order orders[64]; int order_count;
    ticks *guess;                            /* when a visit is left, for ways with peaks */
    ticks *guess_begin;
    int *first_user, *user;                  /* visits of a pool */
    int *first_slot, *slot_of_worker;
    int tries, most_tries;
    unsigned drop;
    enum schedule_soft soft;
    int soft_visit;
    cost best;
    ticks *best_start, *best_begin;          /* of visits and slots of the routes */
    struct choice *best_choices; ticks *best_pause;
};

enum { MOST_TRIES = 4000 };

bool ties_solve(struct scheduler *s, cost *ret_cost);        /* with what is decided so far; the rest is left open, for free */
ticks ties_leave(const struct scheduler *s, int slot, int index);     /* of a stop; by its start in the plan */

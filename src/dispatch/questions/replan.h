/* replan.h — the day has changed: who does what now, with the least disturbance first.
 *
 * What has begun by `now` stays with whom and when; what begins within `frozen` after it stays with whom, and moves in time only where
 * an event pushes it; what the plan's problem pins stays pinned. Only a worker who is ill loses what she has not begun.
 *
 * Each answer is a plan for the changed problem, checked by the referee, and exactly what differs from the plan there was. Up to three,
 * from the fewest calls to the fewest ways; one that is in nothing better than another is not told. */
#pragma once
#include "dispatch/questions/insert.h"

enum event_kind {
    EVENT_ILL,                               /* worker: from `at` on she begins nothing more */
    EVENT_LASTS,                             /* visit: takes `lasts` ticks in all, setup included: an over-run; nobody at home: as long as one waits at the door */
    EVENT_CANCELLED,                         /* visit, and all persons of its crew */
};
struct event { enum event_kind kind; int worker, visit; ticks at, lasts; };

/* A customer who was told (visit.told) is called when the worker changes, or the start by more than `tolerance`. */
struct replan_rules { ticks now, frozen, tolerance; };

/* `cost`: what serving the visit costs in the new plan more than in the old one (explain_planned; left out: what that costs). A visit
 * that was cancelled is no change. */
struct change { int visit, from_slot, to_slot; ticks from_start, to_start; bool call; cost cost; };

struct answer {
    struct plan *plan;
    struct change *changes; int change_count;
    int calls, left_out;                     /* customers to call; visits that nobody serves now and somebody did */
    int64_t ways;                            /* ticks on the way, of the whole plan */
    cost saved;                              /* against leaving out whatever the event put out */
};

struct replan {
    struct problem *problem;                 /* the changed one; was_slot and was_start are the old plan's */
    struct answer answers[3]; int count;
};

/* In `arena`, the problem too. NULL with a fault: an event names what is not there, or what stays contradicts itself (the visit that
 * cannot be kept is named). */
struct replan *replan(struct arena *arena, const struct plan *plan, const struct event *events, int count, const struct replan_rules *rules, struct fault *fault);

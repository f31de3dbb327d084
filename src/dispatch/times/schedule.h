/* schedule.h — when: the cheapest times for given orders of stops, of one route or of several that hang together.
 *
 * Chooses begins, starts, the window of each visit, and where each pause is taken or left out; exact (timing.h for the times, branch
 * and bound over windows, pauses and who gets a thing of a pool first), with these exceptions: the terms worst_waiting and worst_idle
 * are not looked at; ways with peaks take the times of a few rounds of guessing, never too short; several pauses between the same two stops are taken
 * in the order of the slot's list; beyond MOST_TRIES tries the best so far is the answer. Looks at times only: what does not depend on them is for the caller to know (fit.h).
 *
 * All other routes of the plan stay as they are: relations, pools, rests and the worst lateness reach over to them. */
#pragma once
#include "dispatch/plan.h"

struct scheduler;

struct scheduler *scheduler_new(struct arena *arena, const struct problem *p);
/* Other than the problem says, for bounds (board.c) and for questions (explain.c); until the next call of schedule_as. */
enum schedule_drop { DROP_WAITING = 1, DROP_LATENESS = 2, DROP_PAUSES = 4, DROP_RELATIONS = 8, DROP_POOLS = 16, DROP_RESTS = 32, DROP_SPAN = 64, DROP_OVERTIME = 128,
                     DROP_WORST_LATE = 256 };
/* One rule gives way, and each tick of it costs 1; nothing else costs anything: the cost is by how much the rule must be wider. */
enum schedule_soft { SOFT_NOTHING, SOFT_WINDOW_LATER, SOFT_WINDOW_EARLIER, SOFT_SHIFT_LATER, SOFT_SHIFT_EARLIER, SOFT_SPAN, SOFT_OVERTIME };
void schedule_as(struct scheduler *s, unsigned drop, enum schedule_soft soft, int soft_visit);   /* whose window */

void schedule_tries(struct scheduler *s, int most);          /* instead of MOST_TRIES */

/* Fills begin, end, stops and taken of the routes of `slots`; the pauses' memory comes from `arena` (NULL: from the scheduler's own, until
 * its next call). False: there are no times, the plan is as it was. `ret_cost`: late, worst_late, waiting, span, overtime,
 * moved_tick and missed pauses of these routes. Nothing at or above `limit` is looked for. */
bool schedule(struct scheduler *s, struct arena *arena, struct plan *plan, const int *slots, int count, cost limit, cost *ret_cost);

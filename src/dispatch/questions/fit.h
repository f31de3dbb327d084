/* fit.h — what a route's order of stops is, whatever its times: which rules it breaks and what it costs. With schedule.h, which looks at
 * times only, this is the evaluator of insert, explain, replan and whatif; the referee is written apart from both. */
#pragma once
#include "dispatch/plan.h"

/* In the order in which they are told. The first ones are problem_misfit's, of the visit and the slot alone. */
enum rule { RULE_NONE, RULE_PINNED, RULE_NOT_ALLOWED, RULE_FORBIDDEN, RULE_SKILL, RULE_LEVEL, RULE_LOAD, RULE_WINDOW, RULE_SHIFT, RULE_FROZEN,
            RULE_STOPS, RULE_DISTANCE, RULE_TRAVEL, RULE_WORK, RULE_WEEK, RULE_OTHER_WORKER, RULE_SAME_WORKER, RULE_LEFT_OUT, RULE_SHIPMENT,
            RULE_PAUSE, RULE_TOGETHER, RULE_POOL, RULE_REST, RULE_SPAN, RULE_OVERTIME, RULE_TIME, RULES };
extern const text rule_names[RULES];
typedef uint32_t rule_set;                   /* 1 << rule */
#define RULE_BIT(rule) (UINT32_C(1) << (rule))

/* Of the route's stops as they stand in order; starts are not read. RULE_PAUSE and what comes behind it are explain's (moments that schedule
 * does not find) and never among them. Relations: with whom
 * the others are, and that none of them is left out (RULE_LEFT_OUT). Travel with peaks counts at its quickest. */
rule_set route_breaks(const struct plan *plan, int slot);
rule_set order_breaks(const struct plan *plan, int slot);    /* the same, but whether each stop fits into the slot is not asked */
/* Of the visit and the slot alone: all that fail, not only the first (problem_misfit). */
rule_set visit_breaks(const struct problem *p, int visit, int slot);

/* Travel, fixed, service time, continuity, and promised workers that are not kept; not uneven and balance (workers_price). */
cost route_price(const struct plan *plan, int slot);
cost left_out_price(const struct problem *p, int visit);     /* unserved, and a promise broken */
struct route_sums { int64_t way, distance, work; };
struct route_sums route_sums(const struct plan *plan, int slot);
int64_t route_work(const struct plan *plan, int slot);       /* service time */
cost workers_price(const struct plan *plan, struct arena *scratch);

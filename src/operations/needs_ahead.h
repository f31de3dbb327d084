/* needs_ahead.h — what is asked of a branch's workers day by day, further ahead than visits are made: those that are there, and for the days behind
 * them what the recurring plans will ask for (holiday rule, pauses and changes ahead applied). For forecasts; nothing is made or changed. */
#pragma once
#include "operations/plan.h"
#include "operations/visit.h"

struct need_ahead {
    day date; minutes at;
    int64_t line, customer, plan, visit, worker;        /* plan, visit: 0 none; worker 0: nobody yet */
    text number;                    /* of the visit, else of the plan */
    int64_t person_minutes;         /* of all who must go */
};
struct needs_ahead { struct need_ahead *at; int count; bool cut; };
enum { MOST_NEEDS_AHEAD = 20000 };

/* By day and time; visits that are over, cancelled or left out are not among them. cut: there were more than MOST_NEEDS_AHEAD. */
struct needs_ahead needs_ahead(struct work *w, int64_t branch, day first, day last);

/* routine.h — the manager's calendar (DOMAIN.md §11) as work the system puts before people at its hour.
 *
 *   open → done | skipped | lapsed
 *
 * For every open shop the clock makes what the day asks for when its time has come: 07:30 brief, 08:30 meeting, 17:00 release of tomorrow's
 * plan, 20:00 those who have not confirmed tomorrow morning; weekly, monthly, quarterly and yearly ones. Each says by when, shows in 今日 and in the
 * queue of who may do it (the dispatcher what is hers, the manager all) and goes up when nobody has. What the facts settle, the system settles (tomorrow is given out; all have confirmed).
 * `seen` keeps the numbers as they were when it was made, so that the evening can be compared with the morning. What can no longer be
 * done (the meeting of yesterday, the plan of a day that has begun) lapses by itself and counts as not done; what is owed stays until somebody does it. */
#pragma once
#include "operations/operations.h"

enum routine_state { ROUTINE_OPEN = 1, ROUTINE_DONE, ROUTINE_SKIPPED, ROUTINE_LAPSED };
enum routine_kind {
    ROUTINE_BRIEF = 1, ROUTINE_MEETING, ROUTINE_RELEASE, ROUTINE_CHASE, ROUTINE_QUALITY_WEEK, ROUTINE_INSURED, ROUTINE_STOCK, ROUTINE_PARTNERS, ROUTINE_WEEKEND, ROUTINE_CLOSE_MONTH, ROUTINE_PUBLISH_MONTH,
    ROUTINE_RESULT, ROUTINE_APPRAISAL, ROUTINE_WAGES, ROUTINE_LICENCES, ROUTINE_PREPAID, ROUTINE_DRILL, ROUTINE_BACKGROUND, ROUTINE_FESTIVAL,
};

struct routine {
    struct record record;
    enum routine_state state;
    enum routine_kind kind;
    day day;
    instant due;
    worksheet seen;                 /* {"open","unconfirmed","away","tomorrow_open",…} when it was made */
    ref done_by; instant done_at;   /* account; none when the system saw that it was settled */
    text note;
};
extern const struct record_type routine_type;
extern const struct choice routine_kinds[];

/* The gaps of today, tomorrow's plan, who has not confirmed, the weekend: the dispatcher's as well; the rest is the manager's alone. */
bool routine_of_dispatch(enum routine_kind kind);
bool routines_tick(struct work *w);                         /* ticker, every minute */
text routine_page(struct work *w, const struct routine *routine);     /* where it is done: "/board?day=…", "/brief" … */
/* Does the calendar ask for it on this day? */
bool routine_on(enum routine_kind kind, day on);
/* From when the one of that day cannot be done any more; 0: it stays until it is done. */
instant routine_gone(enum routine_kind kind, day on);

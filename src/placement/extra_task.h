/* extra_task.h — work beside the contract, agreed by three sides with its price (加项; T19): six guests to cook for, a second child for a week.
 *
 *   asked → agreed → done                    asked → refused | lapsed; asked | agreed → withdrawn
 *
 * The office prices it; the worker says yes or no herself, and a no has no consequence for her; the family says yes to the price. Only then it is
 * agreed, and only what was done reaches the bill (`price`) and the wage (`pay`) as a line. What nobody may do in a home (outside of windows,
 * injections …: services/forbidden.h) cannot be entered at all.
 *
 * Nobody answered and the day is over: it lapses, and whoever was asked hears that nothing came of it. */
#pragma once
#include "placement/placement.h"

enum task_state { TASK_ASKED = 1, TASK_AGREED, TASK_DONE, TASK_REFUSED, TASK_WITHDRAWN, TASK_LAPSED };
enum task_answer { TASK_OPEN = 1, TASK_YES, TASK_NO };

struct extra_task {
    struct record record;
    enum task_state state;
    ref placement, worker, customer;
    text what;
    day date;
    money price, pay;               /* for all of it: the family pays, she gets */
    enum task_answer worker_says, family_says;
    text family_how, why_not;
    maybe_day done_on;
    bool billed, paid;              /* taken over by bill and wage */
};
extern const struct record_type extra_task_type;

/* Done ones of the days [first, last], for bill (`worker` 0: all) or wage; looked at only. */
struct found extra_tasks_done(struct work *w, int64_t placement, int64_t worker, day first, day last);

bool extra_tasks_lapse(struct work *w) __attribute__((warn_unused_result));     /* ticker: asked for a day that is over */

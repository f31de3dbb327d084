/* stopped_work.h — what a worker who is suspended or listed may not do any more: upper floors say what there is of it, and give it back.
 *
 * Listed first, cleared then: a decision names the visits and homes it hits before it is taken (`impact` of suspension.h and blacklist_entry.h). */
#pragma once
#include "base/json.h"
#include "team/worker.h"

struct stopped_work { int64_t worker, customer, branch, line; instant from, until; };     /* customer: the person, in place of a worker; branch, line: of these only; 0: any */

#define QUESTION_STOPPED_WORK "stopped_work"
struct stopped_answer {
    int (*list)(struct work *w, const struct stopped_work *of, struct json *into);       /* objects {type, id, number, start, area} into an open list; how many */
    /* Visits not begun are open again, and her customers hear of nothing but who comes instead; homes she lives in stand in the queue of the office.
     * NULL: nothing to give back. */
    bool (*clear)(struct work *w, const struct stopped_work *of);
};

/* [{…}] of all answers; `ret_hits` may be NULL. */
text stopped_work_json(struct work *w, const struct stopped_work *of, int *ret_hits);
bool stopped_work_clear(struct work *w, const struct stopped_work *of);

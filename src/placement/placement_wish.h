/* placement_wish.h — what a family asks of its running placement, on its phone or by telephone (客户申请): an extra task, another rest day, to go on
 * after the term. Another worker is asked for by a replacement at once (replacement.h).
 *
 *   open → agreed | declined | taken_back
 *
 * Nothing happens by the wish alone. An extra task gets its price from the office and becomes an extra_task, which worker and family answer each for
 * themselves (T19). A rest day is hers: it moves only with her own yes, on her phone or as the office heard it, and both days are then entered. To go on
 * begins the renewal before its thirty days. Answered within a day, else it stands in the queue. */
#pragma once
#include "placement/placement.h"

enum wish_state { WISH_OPEN = 1, WISH_AGREED, WISH_DECLINED, WISH_TAKEN_BACK };
enum wish_kind { WISH_EXTRA_TASK = 1, WISH_REST_DAY, WISH_RENEWAL };

struct placement_wish {
    struct record record;
    enum wish_state state;
    enum wish_kind kind;
    ref placement, customer, worker;
    text what;
    maybe_day date;                 /* of the task; the rest day that is to be worked */
    maybe_day instead;              /* the day she rests instead; until when it is to go on */
    enum task_answer worker_says;   /* of a rest day; else she is not asked here */
    ref task;                       /* the extra task it became */
    text answer;                    /* what the office answered, or why not */
    instant ended_at;
};
extern const struct record_type placement_wish_type;

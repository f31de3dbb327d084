/* leave.h — a worker is away (SM-LEAVE): asked for, shown what it hits, approved when that is solved; a sick call of the same day is
 * approved at once and its visits go to the exception queue. An approved leave is a booking: the engine keeps visits out of it. */
#pragma once
#include "team/worker.h"

enum leave_state { LEAVE_REQUESTED = 1, LEAVE_APPROVED, LEAVE_REJECTED, LEAVE_CANCELLED, LEAVE_RETURNED };
enum leave_kind {
    LEAVE_REST = 1, LEAVE_PERSONAL, LEAVE_SICK, LEAVE_WORK_INJURY, LEAVE_MARRIAGE, LEAVE_BEREAVEMENT, LEAVE_MATERNITY, LEAVE_ANNUAL, LEAVE_FESTIVAL,
    LEAVE_HEALTH_EXAM,
};

struct worker_leave {
    struct record record;
    enum leave_state state;
    ref worker;
    enum leave_kind kind;
    instant start, until;           /* of one that was ended by “Is back”: until she was */
    text why;
    text answer;                    /* why it was rejected; she reads it on her phone */
    worksheet impact;               /* the visits it hit when it was asked for: [{"id","number","start"}] */
};
extern const struct record_type worker_leave_type;

/* She works here no longer: what she asked for and nobody answered is cancelled, what was granted and has not begun too, and its answer says why. */
bool leave_requests_lapse(struct work *w, int64_t worker);

/* Upper floors say what lies in an interval, and clear it when the leave is approved. */
#define QUESTION_LEAVE_IMPACT "leave_impact"
struct leave_impact {
    int (*list)(struct work *w, int64_t worker, instant start, instant until, struct json *into);     /* objects into an open list; how many */
    bool (*clear)(struct work *w, int64_t worker, instant start, instant until);                      /* back to be assigned */
    instant (*at_work_until)(struct work *w, int64_t worker, instant start, instant until);           /* she is in a home then and is not taken out of it; 0: she is not. NULL: nobody ever is */
};

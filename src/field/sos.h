/* sos.h — a worker calls for help (求助, source 七.4): it rings with everybody who may answer until somebody takes it on.
 *
 *   raised → acknowledged → closed
 *
 * One call at a time for a worker: pressing again while it is open brings it a newer position. After three minutes without an answer it
 * goes up to whoever may stop a worker at once (manager, safety, headquarters). The position is emptied 90 days after it was closed. */
#pragma once
#include "operations/operations.h"

enum sos_state { SOS_RAISED = 1, SOS_ACKNOWLEDGED, SOS_CLOSED };

struct sos {
    struct record record;
    enum sos_state state;
    ref worker, visit;              /* visit: where she is by her day; none between visits */
    instant raised_at;              /* by her phone */
    place at;
    int64_t accuracy;               /* metres; 0 unknown */
    instant placed_at;              /* when she was there */
    ref answered_by;
    instant acknowledged_at, closed_at;
    text outcome;
};
extern const struct record_type sos_type;

/* Raises one, or brings the open one a newer position. The id, 0 on failure. */
int64_t sos_raise(struct work *w, const struct worker *worker, int64_t visit, place at, int64_t accuracy);

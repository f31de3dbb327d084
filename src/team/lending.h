/* lending.h — a worker helps out in another branch for some days (借调, H15): asked for, agreed by who answers for her in her own branch.
 *
 *   asked → agreed → ended
 *         → refused
 *
 * It belongs to her own branch. Without an agreed one over all days of a service she serves her own branch only: insurance, wage and who
 * answers for her are that branch's. It ends by itself after its last day. */
#pragma once
#include "team/worker.h"

enum lending_state { LENDING_ASKED = 1, LENDING_AGREED, LENDING_REFUSED, LENDING_ENDED };

struct lending {
    struct record record;
    enum lending_state state;
    ref worker, destination;        /* destination: the branch she helps */
    day first, last;                /* inclusive */
    text why;
};
extern const struct record_type lending_type;

/* Is she lent to this branch on every day of [from, to]? */
bool lent_to(struct work *w, int64_t worker, int64_t branch, day from, day to);
/* Does she help, today or on a day to come, in a branch of the actor's: those who plan her there see and name her. */
bool lent_here(struct work *w, int64_t worker);

/* horizon.c — see horizon.h. */
#include "company/horizon.h"
#include "base/when.h"
#include "record/actor.h"

bool day_within_horizon(struct work *w, text field, day on, int back)
{
    int32_t today = day_of(w->now).number;
    if (on.number > today + HORIZON_AHEAD) return wrong(w, field, N_("{1} is more than a year ahead: is the year right?"), day_text(w->arena, on));
    if (on.number < today - back && !w->actor->system) return wrong(w, field, N_("{1} is more than {2} days ago: is the year right?"), day_text(w->arena, on), print(w, "%d", back));
    return true;
}

bool within_horizon(struct work *w, text field, instant at, int back) { return day_within_horizon(w, field, day_of(at), back); }

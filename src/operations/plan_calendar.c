/* plan_calendar.c — a day was entered on the company's calendar, changed or taken off it: plans with visits there follow by their holiday rule, and
 * what was booked by hand for a day that is closed now stands in the queue of those who take orders (visit_steps.c, "closed"). */
#include "base/words.h"
#include "operations/plan_own.h"
#include "record/deadline.h"
#include "record/store.h"

/* Those that may want other days than they have: with visits on the day, with one left out by the plan itself, and those that shift. */
static struct found plans_touched(struct work *w, day on)
{
    return LOAD_WHERE(w, service_plan, "state in (2, 3) and made_until >= $1 and (holiday = 2 or exists (select 1 from visit v where v.plan = service_plan.id and v.start >= $2 and v.start < $3 and v.state <= 4) "
                                       "or exists (select 1 from visit v where v.plan = service_plan.id and v.state = 14 and v.touched = 0 and v.start > $4)) order by id",
                      BIND(num(day_of(w->now).number), num(day_start(on).ms), num(day_start((day){ on.number + 1 }).ms), num(w->now.ms)));
}
_Static_assert(HOLIDAY_SHIFT == 2 && VISIT_CONFIRMED == 4 && VISIT_SKIPPED == 14, "the query names these by number");

static bool queue_again(struct work *w, day on)
{
    struct found booked = LOAD_WHERE(w, visit, "(start >= $1 and start < $2 and state <= 4) or id in (select record from deadline where type = 'visit' and rule = 'closed')",
                                     BIND(num(day_start(on).ms), num(day_start((day){ on.number + 1 }).ms)));
    for (int i = 0; i < booked.count && !failed(w); i++) deadlines_again(w, &visit_type, booked.at[i]);
    return !failed(w);
}

/* Of a day that was taken off the calendar the record is gone: whoever may be concerned is looked at. */
bool plans_heed_calendar(struct work *w, const struct record_type *type, int64_t id)
{
    const struct calendar_day *c = record_peek(w, type, id);
    day on = c ? c->date : (day){ 0 };
    text why = c ? c->kind == CALENDAR_CLOSED ? translate_with(w->arena, "zh", N_("we are closed on {1} ({2})"), (text[]){ day_text(w->arena, on), c->name }) : c->name : translate("zh", N_("The calendar has changed"));
    struct found plans = plans_touched(w, on);
    for (int i = 0; i < plans.count; i++)
        if (!plan_follow_calendar(w, plans.at[i], day_of(w->now), why)) return false;
    return !failed(w) && queue_again(w, on);
}

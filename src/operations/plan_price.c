/* plan_price.c — a plan's new price (plan.h): told ahead, and hers to agree to. Silence is no consent (Civil Code art. 140, 543): the old price holds until her yes. */
#include "base/calendar.h"
#include "company/company.h"
#include "messages/messages.h"
#include "operations/plan_own.h"
#include "record/store.h"

static day today(const struct work *w) { return day_of(w->now); }

bool plan_price_asked(const struct service_plan *p) { return p->new_price_from.given && p->price_says == PRICE_ASKED; }
bool plan_price_holds(const struct service_plan *p, day on) { return p->price_says == PRICE_AGREED && p->new_price_from.given && on.number >= p->new_price_from.number; }

/* ---- told ---- */

/* The amount of a usual visit by the list that is valid then: the least of the plan's days in four weeks, as a festival or a weekend costs more. */
static bool price_then(struct work *w, const struct service_plan *p, day from, struct quote *least)
{
    enum { DAYS_AHEAD = 28 };
    const struct household *home = record_peek(w, &household_type, p->household.id);
    struct service_plan then = *p;
    then.new_price_from = (maybe_day){ from.number, true };
    then.price_says = PRICE_AGREED;
    *least = (struct quote){ 0 };
    for (day d = from; home && d.number < from.number + DAYS_AHEAD; d.number++) {
        struct quote q;
        if (!(p->weekdays.bits & SET_BIT(weekday(d)))) continue;
        if (!plan_quote(w, &then, home, day_at(d, p->at.count), &q)) return false;
        if (!least->rule || q.price.fen < least->price.fen) *least = q;
    }
    return least->rule != 0;
}

/* The telling is the step: its day begins the notice, and by it the office colleague who tells becomes who is asked when no answer comes. */
bool plan_new_price(struct work *w, struct service_plan *p, const struct new_price *in)
{
    int32_t first = today(w).number + PRICE_NOTICE_DAYS;
    struct quote q;
    if (p->price_says == PRICE_AGREED && p->new_price_from.given) return refuse_as(w, CONFLICT, "", N_("She agreed to a new price from {1} already; tell of the next one when it holds"), day_text(w->arena, (day){ p->new_price_from.number }));
    if (in->from.number <= p->price_until.number) return refuse(w, "from", N_("The price is promised until {1}"), day_text(w->arena, p->price_until));
    if (!day_within_horizon(w, "from", in->from, 0)) return false;
    if (in->from.number < first) return refuse(w, "from", N_("She is told {1} days before: from {2} at the earliest"), print(w, "%d", PRICE_NOTICE_DAYS), day_text(w->arena, (day){ first }));
    if (!price_on(w, p->line.id, p->record.branch.id, in->from)) return refuse(w, "from", N_("There is no published price for this service on {1}"), day_text(w->arena, in->from));
    if (!price_then(w, p, in->from, &q)) return failed(w) ? false : fault(w, "a plan of no home or no days");
    p->new_price_from = (maybe_day){ in->from.number, true };
    p->new_price = q.price;
    p->told_price_at = w->acted;
    p->price_owner.id = w->actor->person;
    p->price_says = PRICE_ASKED;
    p->price_said_on = (maybe_day){ 0 };
    p->price_said_how = 0;
    p->price_said_by = "";
    return !failed(w);
}

/* While she thinks it over she may be told another; what she agreed to takes effect by itself on its day. */
const struct sentence *plan_price_told(struct work *w, const struct service_plan *p)
{
    if (!p->new_price_from.given || p->price_says != PRICE_AGREED) return NULL;
    return because(w, N_("She agreed to {1} from {2} on: it takes effect by itself on that day"), money_shown(w->arena, p->new_price), day_text(w->arena, (day){ p->new_price_from.number }));
}

/* ---- her answer ---- */

const struct sentence *plan_price_open(struct work *w, const struct service_plan *p)
{
    return plan_price_asked(p) || p->price_says == PRICE_DECLINED ? NULL : because(w, N_("She was not told of a new price"));
}

static bool said(struct work *w, struct service_plan *p, const struct price_word *in, enum price_answer what)
{
    day on = in->on.given ? (day){ in->on.number } : today(w);
    if (on.number > today(w).number) return refuse(w, "on", N_("This day lies in the future; enter it when it has come"));
    if (on.number < day_of(p->told_price_at).number) return refuse(w, "on", N_("She was told on {1}, after that"), day_text(w->arena, day_of(p->told_price_at)));
    p->price_says = what;
    p->price_said_on = (maybe_day){ on.number, true };
    p->price_said_how = in->how ? in->how : AGREED_BY_PHONE;
    p->price_said_by = in->agreed_by ? in->agreed_by : "";
    p->price_said_at = w->acted;
    return !failed(w);
}

/* Made already at the old price, 28 days ahead. What was changed by hand was agreed by hand. */
static bool visits_at_new_price(struct work *w, const struct service_plan *p)
{
    struct found visits = LOAD_WHERE(w, visit, "plan = $1 and state <= 4 and start >= $2 and start > $3 order by start", BIND(num(p->record.id), num(day_start((day){ p->new_price_from.number }).ms), num(w->now.ms)));
    for (int i = 0; i < visits.count; i++) {
        struct visit *v = visits.at[i];
        day on = v->plan_day.given ? (day){ v->plan_day.number } : day_of(v->start);
        struct service_plan then = plan_as_of(p, on);
        struct replanning r;
        if (v->touched) { mention(w, "visit", v->record.id, N_("Changed by hand: it stays as it is")); continue; }
        if (!plan_replanning(w, &then, v, on, &r) || !step_run(w, &visit_type, v, "reprice", &r)) return false;
    }
    return !failed(w);
}
_Static_assert(VISIT_CONFIRMED == 4, "the query above says it by number");

/* From the day she was told of; said later, from the day after: what is begun was begun at the old price. */
bool plan_price_yes(struct work *w, struct service_plan *p, const struct price_word *in)
{
    if (!said(w, p, in, PRICE_AGREED)) return false;
    if (p->new_price_from.number <= today(w).number) p->new_price_from.number = today(w).number + 1;
    p->price_until = day_plus_months((day){ p->new_price_from.number }, 12);
    return visits_at_new_price(w, p) && tell_no_more(w, &service_plan_type, p->record.id, "plan_price");
}

bool plan_price_no(struct work *w, struct service_plan *p, const struct price_word *in)
{
    return said(w, p, in, PRICE_DECLINED) && tell_no_more(w, &service_plan_type, p->record.id, "plan_price");
}

/* The office lets it be: the old price is promised for another year, and she is not asked. */
bool plan_price_stays(struct work *w, struct service_plan *p)
{
    day from = p->price_until.number > today(w).number ? p->price_until : today(w);
    p->price_until = day_plus_months(from, 12);
    p->new_price_from = (maybe_day){ 0 };
    p->price_says = 0;
    return tell_no_more(w, &service_plan_type, p->record.id, "plan_price");
}

/* ---- the day has come ---- */

/* It is the plan's locked price from now on, so that the next telling changes nothing before its time. */
bool plan_price_begins(struct work *w, struct service_plan *p)
{
    struct quote q;
    if (!price_then(w, p, (day){ p->new_price_from.number }, &q)) return !failed(w);
    p->price_rule.id = q.rule;
    p->price = q.price;
    p->worker_pay = q.worker_pay;
    p->new_price_from = (maybe_day){ 0 };
    return true;
}

/* A day's work late at the most: plan_quote knows from which day it holds. */
bool plan_prices_begin(struct work *w)
{
    struct found plans = LOAD_WHERE(w, service_plan, "state in (2, 3) and price_says = 2 and new_price_from <= $1 order by id limit 50", BIND(num(today(w).number)));
    for (int i = 0; i < plans.count; i++)
        if (!step_run(w, &service_plan_type, plans.at[i], "price_begins", NULL)) return false;
    return !failed(w);
}
_Static_assert(PLAN_ACTIVE == 2 && PLAN_PAUSED == 3 && PRICE_AGREED == 2, "the query above says these by number");

/* ---- whom it waits for ---- */

ref plan_price_owner(struct work *w, const void *plan) { (void)w; return ((const struct service_plan *)plan)->price_owner; }
instant plan_price_answer_due(struct work *w, const struct service_plan *p) { (void)w; return plan_price_asked(p) ? day_at((day){ p->new_price_from.number }, 9 * 60) : (instant){ 0 }; }
instant plan_price_no_due(struct work *w, const struct service_plan *p) { (void)w; return p->price_says == PRICE_DECLINED ? p->price_said_at : (instant){ 0 }; }

/* Asked already: the two above. */
instant plan_price_due(struct work *w, const struct service_plan *p)
{
    (void)w;
    return plan_price_asked(p) || p->price_says == PRICE_DECLINED ? (instant){ 0 } : day_start((day){ p->price_until.number - PRICE_NOTICE_DAYS });
}

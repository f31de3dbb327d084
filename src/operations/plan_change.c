/* plan_change.c — a running plan becomes another one (DOMAIN.md §4.2, SM-PLAN): which of its visits follow, and how.
 *
 * A visit that follows stays the same visit where it can: it gets its new time, length, price by the plan's locked rule, and worker. Only
 * what the new plan asks for beyond them is made, and only what it has no day for is left out. What is past, under way, done or billed is
 * never touched. A visit changed by hand, also one cancelled or skipped, and one of the same week before the change, stands for a day of
 * its week, so that nobody is visited twice where once was agreed. */
#include <string.h>
#include "base/calendar.h"
#include "base/words.h"
#include "operations/plan_own.h"
#include "operations/tell_visit.h"
#include "record/store.h"

static int32_t monday_of(day d) { return d.number - (weekday(d) - 1); }

void plan_pair(const day *there, int count, const day *wanted, int days, int *of)
{
    bool taken[MOST_PLAN_VISITS] = { false };
    for (int i = 0; i < count; i++) {
        of[i] = -1;
        for (int k = 0; k < days && of[i] < 0; k++)
            if (!taken[k] && wanted[k].number == there[i].number) { of[i] = k; taken[k] = true; }
    }
    for (int i = 0; i < count; i++)
        for (int k = 0; k < days && of[i] < 0; k++)
            if (!taken[k] && monday_of(wanted[k]) == monday_of(there[i])) { of[i] = k; taken[k] = true; }
}

/* ---- one visit follows ---- */

/* Agreed extras stay with the visit: their price, what she gets of it, and their time. */
static void add_extras(struct work *w, const struct visit *v, struct replanning *r)
{
    const struct price_rule *rule = record_peek(w, &price_rule_type, v->price_rule.id);
    for (size_t i = 0; i < v->add_ons.count; i++) {
        const struct add_on *a = ROW(struct add_on, v->add_ons, i);
        r->price = money_add(r->price, a->price);
        r->worker_pay = money_add(r->worker_pay, money_times(a->price, rule ? rule->worker_percent : 0, 100));
        r->length.count += a->length.count;
    }
}

bool plan_replanning(struct work *w, const struct service_plan *p, const struct visit *v, day on, struct replanning *r)
{
    const struct household *home = record_peek(w, &household_type, p->household.id);
    struct quote q;
    *r = (struct replanning){ .start = day_at(on, p->at.count), .length = p->length, .plan_day = on };
    if (!home || !plan_quote(w, p, home, r->start, &q)) return false;
    r->rule.id = q.rule;
    r->price = q.price;
    r->worker_pay = q.worker_pay;
    r->quote.json = quote_json(w, &q);
    add_extras(w, v, r);
    return !failed(w);
}

struct follower { struct visit *visit; const struct visit *was; int64_t second, worker, backup; bool moved; };

/* Her calendar is freed first, for all of them, so that none stands in another's way; they are given afterwards. */
static bool follow(struct work *w, const struct service_plan *p, struct follower *f, day on, bool new_worker)
{
    struct visit *v = f->visit;
    struct replanning r;
    if (!plan_replanning(w, p, v, on, &r)) return false;
    bool same_time = r.start.ms == v->start.ms && r.length.count == v->length.count;
    if (same_time && !(new_worker && v->worker.id != p->worker.id)) return true;
    if (same_time) { r.rule = v->price_rule; r.price = v->price; r.worker_pay = v->worker_pay; r.quote = v->quote; }
    if (v->state == VISIT_CONFIRMED) mention(w, "visit", v->record.id, N_("It is confirmed: call the customer and the worker"));
    if (v->crew.count) mention(w, "visit", v->record.id, N_("A crew goes there: put it together again"));
    f->second = v->crew.count ? 0 : v->second.id;
    f->worker = p->worker.id;
    f->backup = p->backup.id;
    f->moved = true;
    return step_run(w, &visit_type, v, "replan", &r);
}

static bool leave_out(struct work *w, struct visit *v)
{
    if (v->state == VISIT_CONFIRMED) mention(w, "visit", v->record.id, N_("It is confirmed: call the customer and the worker"));
    return step_run(w, &visit_type, v, "leave_out", NULL);
}

/* ---- the holiday rule, told ---- */

static void tell_holidays(struct work *w, const struct service_plan *p, day from, day to)
{
    struct service_plan kept = *p;
    day days[MOST_PLAN_VISITS];
    kept.holiday = HOLIDAY_KEEP;
    struct listed_days listed = plan_listed(w, from, to);
    int n = plan_days(&kept, &listed, from, to, days, MOST_PLAN_VISITS);
    for (int i = 0; i < n; i++) {
        day moved = days[i];
        if (!plan_rule_asked(&listed, days[i])) continue;
        bool goes = plan_shift(&listed, &moved);
        text on = day_text(w->arena, days[i]), what = translated(w, day_name_listed(&listed, days[i]));
        if (p->holiday == HOLIDAY_SKIP && plan_kept(p, days[i])) mention(w, "service_plan", p->record.id, N_("{1} is a holiday ({2}): kept, as the customer wished"), on, what);
        else if (p->holiday == HOLIDAY_SKIP || (p->holiday == HOLIDAY_SHIFT && !goes)) mention(w, "service_plan", p->record.id, N_("{1} is a holiday ({2}): no visit"), on, what);
        else if (p->holiday == HOLIDAY_SHIFT) mention(w, "service_plan", p->record.id, N_("{1} is a holiday ({2}): on {3} instead"), on, what, day_text(w->arena, moved));
        else if (is_statutory_holiday(days[i])) mention(w, "service_plan", p->record.id, N_("{1} is a holiday ({2}): kept, with the surcharge"), on, what);
        else mention(w, "service_plan", p->record.id, N_("On {1} the company is closed ({2}): kept, ask whether somebody goes"), on, what);
    }
}

/* ---- all of them ---- */

struct redoing { const struct service_plan *plan; day from, to; bool by_hand_too, new_worker; text why; };      /* why: people are told so; NULL: they agreed to it */

/* Done, under way, or before the change: nothing reaches it any more. */
static bool out_of_reach(const struct work *w, const struct redoing *r, const struct visit *v)
{
    return v->state > VISIT_CONFIRMED || v->start.ms <= w->now.ms || day_of(v->start).number < r->from.number;
}

static day slot_of(const struct visit *v) { return v->plan_day.given ? (day){ v->plan_day.number } : day_of(v->start); }

static struct found visits_from(struct work *w, const struct service_plan *p, day from)
{
    return LOAD_WHERE(w, visit, "plan = $1 and (start >= $2 or plan_day >= $3) and (state <> 14 or touched = 1) order by start, id limit 64",
                      BIND(num(p->record.id), num(day_start(from).ms), num(from.number)));
}

static bool one_follows(struct work *w, const struct redoing *r, struct follower *f, const day *on)
{
    struct visit *v = f->visit;
    if (out_of_reach(w, r, v)) return true;
    const struct service_plan then = plan_as_of(r->plan, on ? *on : r->from);
    if (!v->touched || r->by_hand_too) return on ? follow(w, &then, f, *on, r->new_worker) : leave_out(w, v);
    mention(w, "visit", v->record.id, N_("Changed by hand: it stays as it is"));
    return true;
}

static bool make_one(struct work *w, const struct service_plan *p, day on, text why)
{
    int64_t made = plan_make_visit(w, p, on);
    return made && plan_give(w, made, p->worker.id, p->backup.id, 0) && (!why || tell_of_reopening(w, made, why));
}

/* From the Monday of the week of the change on, so that what was already visited in it counts. */
static bool visits_follow(struct work *w, const struct redoing *r)
{
    struct follower followers[MOST_PLAN_VISITS];
    day monday = { monday_of(r->from) }, there[MOST_PLAN_VISITS], wanted[MOST_PLAN_VISITS];
    struct found visits = visits_from(w, r->plan, monday);
    struct listed_days listed = plan_listed(w, monday, r->to);
    int of[MOST_PLAN_VISITS], days = plan_days(r->plan, &listed, monday, r->to, wanted, MOST_PLAN_VISITS);
    for (int i = 0; i < visits.count; i++) there[i] = slot_of(FOUND(struct visit, visits, i));
    plan_pair(there, visits.count, wanted, days, of);
    for (int i = 0; i < visits.count; i++) {
        struct visit *was = take(w, struct visit);
        *was = *FOUND(struct visit, visits, i);
        followers[i] = (struct follower){ .visit = visits.at[i], .was = was };
        if (!one_follows(w, r, &followers[i], of[i] < 0 ? NULL : &wanted[of[i]])) return false;
    }
    for (int i = 0; i < visits.count; i++)
        if (followers[i].moved && !plan_give(w, followers[i].visit->record.id, followers[i].worker, followers[i].backup, followers[i].second)) return false;
    for (int i = 0; r->why && i < visits.count; i++)
        if (!tell_of_calendar(w, followers[i].was, followers[i].visit, r->why)) return false;
    for (int k = 0; k < days; k++) {
        struct service_plan then = plan_as_of(r->plan, wanted[k]);
        bool has = wanted[k].number < r->from.number || day_at(wanted[k], then.at.count).ms <= w->now.ms;
        for (int i = 0; i < visits.count && !has; i++) has = of[i] == k;
        if (!has && !make_one(w, &then, wanted[k], r->why)) return false;
    }
    return !failed(w);
}

bool plan_follow_calendar(struct work *w, const struct service_plan *p, day from, text why)
{
    return visits_follow(w, &(struct redoing){ .plan = p, .from = from, .to = p->made_until, .why = why });
}

/* ---- this visit only ---- */

static bool plan_itself_asked(const struct service_plan *p, const struct plan_change *in)
{
    return (in->every_weeks && in->every_weeks != p->every_weeks) || (in->holiday && in->holiday != p->holiday) || (in->last.given && (!p->last.given || in->last.number != p->last.number))
        || (in->backup.id && in->backup.id != p->backup.id);
}

/* Another weekday for one visit is that day of the same week. */
static bool other_day(struct work *w, const struct service_plan *p, const struct plan_change *in, day *on)
{
    if (!in->weekdays.bits || in->weekdays.bits == p->weekdays.bits) return true;
    if (in->weekdays.bits & (in->weekdays.bits - 1)) return refuse(w, "weekdays", N_("One visit goes to one day: choose a single day of the week"));
    int32_t monday = monday_of(*on);
    for (int d = 1; d <= 7; d++)
        if (in->weekdays.bits == SET_BIT(d)) on->number = monday + d - 1;
    return true;
}

static bool change_one(struct work *w, const struct service_plan *p, const struct plan_change *in)
{
    if (!in->from.given) return refuse(w, "from", N_("Say on which day the visit is"));
    const struct service_plan then = plan_as_of(p, (day){ in->from.number });
    if (plan_itself_asked(&then, in)) return refuse(w, "reach", N_("For one visit only its day, time, length and worker change; the rest is the whole plan's"));
    day on = { in->from.number };
    struct found visits = LOAD_WHERE(w, visit, "plan = $1 and state <= 4 and start >= $2 and start < $3 and start > $4 order by start limit 1",
        BIND(num(p->record.id), num(day_start(on).ms), num(day_start((day){ on.number + 1 }).ms), num(w->now.ms)));
    if (failed(w)) return false;
    if (!visits.count) return refuse(w, "from", N_("The plan has no visit on {1} that has not begun"), day_text(w->arena, on));
    struct visit *v = visits.at[0];
    struct service_plan once = plan_as_of(p, on);
    if (in->at.count) once.at = in->at;
    if (in->length.count) once.length = in->length;
    if (!in->at.count) once.at.count = minute_of_day(v->start);
    struct replanning r;
    if (!other_day(w, &then, in, &on) || !plan_replanning(w, &once, v, on, &r)) return false;
    if (r.start.ms <= w->now.ms) return refuse(w, "at", N_("This time has passed"));
    r.plan_day = slot_of(v);
    r.by_hand = true;
    int64_t her = in->worker.id ? in->worker.id : v->worker.id ? v->worker.id : p->worker.id, second = v->second.id;
    if (r.start.ms == v->start.ms && r.length.count == v->length.count && her == v->worker.id) return refuse(w, "", N_("Nothing would change"));
    if (v->state == VISIT_CONFIRMED) mention(w, "visit", v->record.id, N_("It is confirmed: call the customer and the worker"));
    return step_run(w, &visit_type, v, "replan", &r) && plan_give(w, v->record.id, her, her == p->backup.id ? p->worker.id : p->backup.id, second);
}

/* ---- the plan ---- */

static bool first_day(struct work *w, const struct plan_change *in, day *from)
{
    int32_t today = day_of(w->now).number;
    from->number = in->reach == REACH_THIS_AND_LATER ? in->from.number : today + 1;
    if (in->reach != REACH_THIS_AND_LATER) return true;
    if (!in->from.given) return refuse(w, "from", N_("Say from which day on"));
    if (from->number < today) return refuse(w, "from", N_("What is past stays as it was: begin today or later"));
    return from->number <= today + PLAN_DAYS_AHEAD || refuse(w, "from", N_("Visits are made {1} days ahead; change the plan nearer to that day"), print(w, "%d", PLAN_DAYS_AHEAD));
}

static void apply(struct service_plan *p, const struct plan_change *in)
{
    if (in->weekdays.bits) p->weekdays = in->weekdays;
    if (in->every_weeks) p->every_weeks = in->every_weeks;
    if (in->at.count) p->at = in->at;
    if (in->length.count) p->length = in->length;
    if (in->worker.id) p->worker = in->worker;
    if (in->backup.id) p->backup = in->backup;
    if (in->holiday) p->holiday = in->holiday;
    if (in->last.given) p->last = in->last;
}

static bool same_plan(const struct service_plan *a, const struct service_plan *b)
{
    return a->weekdays.bits == b->weekdays.bits && a->every_weeks == b->every_weeks && a->at.count == b->at.count && a->length.count == b->length.count && a->worker.id == b->worker.id
        && a->backup.id == b->backup.id && a->holiday == b->holiday && a->last.given == b->last.given && a->last.number == b->last.number;
}

/* ---- what held before ---- */

static struct plan_phase phase_of(const struct service_plan *p, day last)
{
    return (struct plan_phase){ .last = last, .weekdays = p->weekdays, .every_weeks = p->every_weeks, .at = p->at, .length = p->length, .worker = p->worker, .backup = p->backup, .holiday = p->holiday };
}

/* What is over is forgotten; up to the day before the change the plan stays what it was; the phases after it change with it. */
static bool change_from(struct work *w, struct service_plan *p, const struct plan_change *in, day from)
{
    size_t n = 0, old = p->earlier.count;
    day today = day_of(w->now), eve = { from.number - 1 };
    struct plan_phase *all = take_many(w, struct plan_phase, old + 1);
    const struct service_plan was = *p, on_eve = plan_as_of(p, eve);
    for (size_t i = 0; i < old; i++) {
        const struct plan_phase *f = ROW(struct plan_phase, was.earlier, i);
        if (f->last.number >= today.number && f->last.number < eve.number) all[n++] = *f;
    }
    if (eve.number >= today.number) all[n++] = phase_of(&on_eve, eve);
    bool changed = false;
    for (size_t i = 0; i < old; i++) {
        const struct plan_phase *f = ROW(struct plan_phase, was.earlier, i);
        if (f->last.number < from.number) continue;
        struct service_plan before = plan_as_of(&was, f->last), after = before;
        apply(&after, in);
        changed |= !same_plan(&before, &after);
        all[n++] = phase_of(&after, f->last);
    }
    apply(p, in);
    p->earlier = (rows_of){ all, n };
    return changed || !same_plan(p, &was);
}

static bool makes_sense(struct work *w, const struct service_plan *p, day from)
{
    if (p->length.count % 5) wrong(w, "length", N_("Times go in steps of five minutes"));
    if (p->worker.id && p->worker.id == p->backup.id) wrong(w, "backup", N_("The backup must be somebody else"));
    if (p->last.given && p->last.number < from.number - 1) wrong(w, "last", N_("The last day lies before the change"));
    return !failed(w);
}

bool plan_change(struct work *w, struct service_plan *p, const struct plan_change *in)
{
    struct service_plan before = *p;
    day from;
    if (!in->agreed && !w->preview && p->state != PLAN_DRAFT) return refuse(w, "agreed", N_("A visit is never moved without the customer's yes"));
    if (in->reach == REACH_THIS) return change_one(w, p, in);
    if (!first_day(w, in, &from)) return false;
    if (p->state == PLAN_DRAFT) apply(p, in);
    if (p->state == PLAN_DRAFT ? same_plan(p, &before) : !change_from(w, p, in, from)) return refuse(w, "", N_("Nothing would change"));
    if (!makes_sense(w, p, from)) return false;
    if (p->state == PLAN_DRAFT) return true;
    struct service_plan then = *p;
    then.earlier = plan_phases_from(p, from);
    struct redoing r = { .plan = &then, .from = from, .to = { day_of(w->now).number + PLAN_DAYS_AHEAD }, .by_hand_too = in->reach == REACH_ALL || (in->reach == REACH_THIS_AND_LATER && in->by_hand_too),
        .new_worker = p->worker.id != before.worker.id };
    tell_holidays(w, p, r.from, r.to);
    p->made_until = r.to;
    return visits_follow(w, &r);
}

/* slots_judge.c — see slots_own.h: the rules of `assign` for each worker at each start of a day, from what was read once. */
#include "base/calendar.h"
#include "operations/slots_own.h"
#include "operations/visit_fields.h"
#include "record/store.h"

/* What a visit then would pay an hour, and what the law asks for; without a published price nothing is known. */
struct pay { bool known; money least; const struct price_rule *rule; bool holiday; };

static struct pay pay_of_day(struct slots_search *s, day d)
{
    struct pay p = { .least = { setting_number(s->w, SETTING_MINIMUM_HOURLY, s->out->branch, d) }, .holiday = is_statutory_holiday(d) };
    int64_t rule = price_on(s->w, s->q->line, s->out->branch, d);
    p.rule = rule ? record_peek(s->w, &price_rule_type, rule) : NULL;
    p.known = p.rule != NULL;
    return p;
}

static money hourly_at(struct slots_search *s, const struct pay *p, instant start)
{
    const struct household *h = s->home;
    int64_t hundredths = s->line->unit == UNIT_SQUARE_METRE ? (h ? h->square_metres * 100 : 0) : s->line->unit == UNIT_VISIT ? 100 : s->out->length * 100 / 60;
    struct quote_request r = { .line = s->q->line, .branch = s->out->branch, .start = start, .quantity = hundredths, .persons = s->q->persons ? s->q->persons : s->line->persons, .pet = h && h->pets, .no_lift = h && !h->lift && h->rooms };
    struct quote q;
    quote_reckon(s->w, p->rule, &r, p->holiday, &q);
    return pay_hourly(q.worker_pay, s->out->length, s->line);
}

static bool pays(struct slots_search *s, const struct pay *p, const struct worker *n, money hourly)
{
    if (!p->known || (s->line->unit == UNIT_SQUARE_METRE && !s->home)) return true;
    return pay_lawful(n, hourly, p->least) && pay_asked(n, hourly);
}

static void begin_day(struct slots_search *s, struct slot_crew *c, day d)
{
    int64_t branch = c->worker->record.branch.id;
    c->hours = (struct work_hours){ 0 };
    for (int i = 0; i < c->visit_count; i++) work_hours_add(&c->hours, c->visits[i].start, c->visits[i].length, d);
    bool same = c > s->crew && c[-1].worker->record.branch.id == branch;        /* nearly always: settings are read once a day */
    int rest = same ? c[-1].limits.rest : (int)setting_number(s->w, SETTING_REST_HOURS, branch, d);
    c->longest_way = same ? c[-1].longest_way : setting_number(s->w, SETTING_LONGEST_WAY, branch, d);
    c->limits = work_limits_of(s->w, c->worker, d, rest);
}

static enum slot_no judge_hours(const struct slots_search *s, const struct slot_crew *c, instant start, instant until)
{
    struct work_hours with = c->hours;
    work_hours_add(&with, start, s->out->length, day_of(start));
    unsigned broken = work_hours_broken(&with, &c->limits, start, until);
    if (broken & ~(unsigned)(HOURS_EARLY | HOURS_LATE)) return SLOT_LIMIT;
    return broken ? SLOT_REST : SLOT_CAN;
}

static bool has_room(struct slots_search *s, const struct slot_crew *c, instant start, instant until)
{
    struct booking b = { .resource = { RESOURCE_WORKER, c->worker->record.id }, .from = start, .to = { until.ms + MINUTES(s->line->pause_after.count) }, .place = s->at };
    return booking_fits(s->w, c->bookings, c->booking_count, &b);
}

static enum slot_no judge_one(struct slots_search *s, const struct slot_crew *c, int index, instant start, const struct pay *pay, money hourly)
{
    instant until = { start.ms + MINUTES(s->out->length) };
    if (!c->light[index]) return SLOT_PAPERS;
    if (!worker_works_on(c->worker, slots_day(s, index))) return SLOT_WEEKDAY;
    if (!worker_works_from(c->worker, start, until)) return SLOT_HOURS;
    if (c->longest_way && way_from_home(s->w, c->worker, s->at, start) > c->longest_way) return SLOT_WAY;
    if (!pays(s, pay, c->worker, hourly)) return SLOT_PAY;
    enum slot_no hours = judge_hours(s, c, start, until);
    return hours ? hours : has_room(s, c, start, until) ? SLOT_CAN : SLOT_BUSY;
}

void slots_judge_day(struct slots_search *s, int index)
{
    struct pay pay = pay_of_day(s, slots_day(s, index));
    for (int k = 0; k < s->count; k++) begin_day(s, &s->crew[k], slots_day(s, index));
    for (int i = 0; i < s->starts && !failed(s->w); i++) {
        instant start = slots_start(s, index, i);
        bool past = start.ms < s->w->now.ms;
        money hourly = !past && pay.known ? hourly_at(s, &pay, start) : (money){ 0 };
        for (int k = 0; k < s->count; k++) s->crew[k].no[i] = past ? SLOT_PAST : judge_one(s, &s->crew[k], index, start, &pay, hourly);
    }
}

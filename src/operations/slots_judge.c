/* slots_judge.c — see slots_own.h: the rules of `assign` for a worker at each start of a day, from what was read once. */
#include "base/calendar.h"
#include "company/company.h"
#include "operations/slots_own.h"
#include "operations/visit_fields.h"
#include "record/store.h"

/* ---- what holds for all ---- */

static money hourly_at(struct slots_search *s, const struct price_rule *rule, instant start)
{
    const struct household *h = s->home;
    int64_t hundredths = line_quantity(s->line, s->out->length, h ? h->square_metres : 0);
    struct quote_request r = { .line = s->q->line, .branch = s->out->branch, .start = start, .quantity = hundredths, .persons = s->q->persons ? s->q->persons : s->line->persons, .pet = h && h->pets, .no_lift = h && !h->lift && h->rooms };
    struct quote q;
    quote_reckon(s->w, rule, &r, is_statutory_holiday(day_of(start)), &q);
    return pay_hourly(q.worker_pay, s->out->length, s->line);
}

static const struct slot_terms *terms_of(struct slots_search *s, int index)
{
    struct slot_terms *t = &s->terms[index];
    day d = slots_day(s, index);
    if (t->read) return t;
    int64_t price = price_on(s->w, s->q->line, s->out->branch, d);
    const struct price_rule *rule = price ? record_peek(s->w, &price_rule_type, price) : NULL;
    *t = (struct slot_terms){ .read = true, .closed = day_kind(s->w, d) == DAY_CLOSED, .paid = rule && (s->line->unit != UNIT_SQUARE_METRE || s->home), .least = { setting_number(s->w, SETTING_MINIMUM_HOURLY, s->out->branch, d) },
        .rest = (int)setting_number(s->w, SETTING_REST_HOURS, s->out->branch, d), .longest_way = setting_number(s->w, SETTING_LONGEST_WAY, s->out->branch, d) };
    for (int i = 0; t->paid && i < s->starts; i++) t->hourly[i] = hourly_at(s, rule, slots_start(s, index, i));
    for (int i = 0; s->gear.count && i < s->starts; i++) t->no_gear[i] = gear_pool_lacks(s->w, &s->gear, s->at, slots_start(s, index, i), s->out->length) != 0;
    return t;
}

/* ---- she ---- */

static struct work_hours hours_around(const struct slot_crew *c, day d)
{
    struct work_hours h = { .turn = worker_turn(c->worker) };
    work_hours_add_all(&h, c->visits, c->visit_count, d);
    return h;
}

/* Her own branch's limits, where she is lent to this one. */
static void begin_day(struct slots_search *s, struct slot_crew *c, const struct slot_terms *t, day d)
{
    int64_t branch = c->worker->record.branch.id;
    bool ours = branch == s->out->branch;
    c->hours = hours_around(c, d);
    int rest = ours ? t->rest : (int)setting_number(s->w, SETTING_REST_HOURS, branch, d), turn = c->hours.turn;
    c->longest_way = ours ? t->longest_way : setting_number(s->w, SETTING_LONGEST_WAY, branch, d);
    c->limits = work_limits_of(s->w, c->worker, s->line, d, rest);
    struct work_hours with = c->hours;
    instant inside = day_at(d, turn > 12 * 60 ? turn : 12 * 60);        /* of this day's shift */
    work_hours_add(&with, inside, s->out->length, d);
    c->full = work_hours_broken(&with, &c->limits, inside, (instant){ inside.ms + MINUTES(s->out->length) }) & HOURS_FULL;
}

/* What begins in the first hours of a day may belong to the shift of the day before. */
static enum slot_no judge_hours(const struct slots_search *s, const struct slot_crew *c, instant start, instant until)
{
    day d = worker_shift_day(c->worker, start);
    bool this_day = d.number == day_of(start).number;
    struct work_hours with = this_day ? c->hours : hours_around(c, d);
    if (!this_day) work_hours_add(&with, start, s->out->length, d);
    unsigned broken = work_hours_broken(&with, &c->limits, start, until);
    if (this_day ? c->full : broken & HOURS_FULL) return SLOT_LIMIT;
    return broken & (HOURS_EARLY | HOURS_LATE) ? SLOT_REST : SLOT_CAN;
}

static enum slot_no judge_one(struct slots_search *s, const struct slot_crew *c, const struct slot_terms *t, int index, int i, bool light)
{
    instant start = slots_start(s, index, i), until = { start.ms + MINUTES(s->out->length) };
    if (start.ms < s->w->now.ms) return SLOT_PAST;
    if (t->closed) return SLOT_CLOSED;
    if (!light) return SLOT_PAPERS;
    if (!worker_works_on(c->worker, worker_shift_day(c->worker, start))) return SLOT_WEEKDAY;
    if (!worker_works_from(c->worker, start, until)) return SLOT_HOURS;
    if (c->longest_way && way_from_home(c->worker, s->at, start) > c->longest_way) return SLOT_WAY;
    if (t->paid && (!pay_lawful(c->worker, t->hourly[i], t->least) || !pay_asked(c->worker, t->hourly[i]))) return SLOT_PAY;
    enum slot_no hours = judge_hours(s, c, start, until);
    if (hours || !slots_has_room(s, c, start)) return hours ? hours : SLOT_BUSY;
    return t->no_gear[i] ? SLOT_GEAR : SLOT_CAN;
}

/* Who is asked for hears the first reason; of the others only those who could otherwise are asked for their papers, as nobody hears why not. */
void slots_judge(struct slots_search *s, struct slot_crew *c, int index)
{
    const struct slot_terms *t = terms_of(s, index);
    bool first = !s->q->enough || c->id == s->q->worker, light = !first || slots_light(s, c, index), could = false;
    begin_day(s, c, t, slots_day(s, index));
    for (int i = 0; i < s->starts; i++) {
        c->no[i] = slots_wanted(s, c, index, i) ? judge_one(s, c, t, index, i, light) : (enum slot_no)SLOT_NOT_ASKED;
        could |= c->no[i] == SLOT_CAN;
    }
    if (first || !could || slots_light(s, c, index)) return;
    for (int i = 0; i < s->starts; i++) if (c->no[i] == SLOT_CAN) c->no[i] = SLOT_PAPERS;
}

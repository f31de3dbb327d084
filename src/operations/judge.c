/* judge.c — what operations/ knows against a worker at a time: her calendar with the journeys (H04), the hours of her day, week and month
 * and her rest (H05), and a way that is too long (H08). */
#include "base/words.h"
#include "operations/candidates.h"
#include "operations/way.h"
#include "operations/work_hours.h"
#include "record/booking.h"
#include "record/store.h"

/* ---- H04 ---- */

static void judge_calendar(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    const struct household *h = c->household ? record_peek(w, &household_type, c->household) : NULL;
    struct booking b = { .resource = { RESOURCE_WORKER, c->worker->record.id }, .source = { "visit", c->visit }, .from = c->start,
        .to = { c->until.ms + MINUTES(c->line ? c->line->pause_after.count : 0) }, .place = h ? h->at : (place){ 0 }, .branch = c->worker->record.branch.id, .label = "" };
    struct clash clash;
    if (!booking_clash(w, &b, NULL, &clash)) return;
    day d = day_of(c->start);
    struct reason *r = reason_add(w, j, clash.kind == CLASH_OVERLAP ? "H04.overlap" : "H04.journey", d, d, &(struct sentence){ clash.message, clash.arguments },
                                  because(w, N_("Another time, another worker, or move what is in the way")));
    if (!clash.with.foreign) reason_fix(r, clash.with.source.type, clash.with.source.id, "move");
}

/* ---- H05 ---- */

/* What is still to come is hers while her calendar holds it: a plan that is being published frees all it changes before it gives anything
 * (plan_publish.c), and who gives one away and takes another is not above her limit in between. */
static struct work_hours hours_around(struct work *w, const struct eligibility_case *c, day d)
{
    struct work_hours h = { .turn = worker_turn(c->worker) };
    instant from, to;
    work_hours_span(d, &from, &to);
    struct rows *row = db_query(w, SQL("select start, coalesce((select c.worked from visit_crew c where c.parent = visit.id and c.worker = $1), length) from visit where id in (select id from visit where worker = $1 union all select id from visit where second = $1 union all select parent from visit_crew where worker = $1) "
                                    "and state between 2 and 10 and start >= $2 and start < $3 and id <> $4 "
                                    "and (state > 4 or exists (select 1 from booking b where b.source = visit.id and b.source_type = 'visit'))"),
                                BIND(num(c->worker->record.id), num(from.ms), num(to.ms), num(c->visit)));
    while (db_next(row)) work_hours_add(&h, (instant){ db_number(row, 0) }, db_number(row, 1), d);
    work_hours_add(&h, c->start, (c->until.ms - c->start.ms) / MINUTES(1), d);
    return h;
}

static text hours_text(struct work *w, int64_t n) { return print(w, "%.1f", (double)n / 60); }

/* Which limit it is: what was agreed with her, or what her mode and the kind of work allow. */
static const struct sentence *day_is_full(struct work *w, const struct worker *n, const struct work_hours *h, const struct work_limits *l)
{
    text would = hours_text(w, h->today), most = hours_text(w, l->most_day);
    if (n->most_a_day.count == l->most_day) return because(w, N_("It would be {1} hours on this day, {2} are agreed with her"), would, most);
    if (l->over_age) return because(w, N_("It would be {1} hours on this day; beyond the age of retirement {2} are allowed, without overtime"), would, most);
    if (n->mode == MODE_PART_TIME) return because(w, N_("It would be {1} hours on this day; part-time work is {2} a day on average (Labour Contract Law, art. 68), more is agreed on the worker's page"), would, most);
    if (n->mode == MODE_AGENCY) return because(w, N_("It would be {1} hours on this day; who is introduced to the home (agency) works at most {2}, for care of people 12"), would, most);
    if (n->mode == MODE_GIG) return because(w, N_("It would be {1} hours on this day; {2} are allowed in gig work"), would, most);
    return because(w, N_("It would be {1} hours on this day; an employee works at most {2}: 8 and 3 of overtime (Labour Law, art. 41)"), would, most);
}

static const struct sentence *day_way_out(struct work *w, const struct eligibility_case *c, const struct work_hours *h)
{
    bool alone = h->today == (c->until.ms - c->start.ms) / MINUTES(1);
    if (alone && c->line && line_by_night(c->line) && c->worker->mode != MODE_AGENCY) return because(w, N_("Share it between two workers one after the other, or give it to an agency worker, who may do up to 12 hours of care"));
    if (alone) return because(w, N_("A shorter visit, or share it between two workers"));
    return because(w, N_("Another day, another worker, or give one of her visits to somebody else"));
}

static void judge_limits(struct work *w, const struct eligibility_case *c, const struct work_hours *h, const struct work_limits *l, unsigned broken, struct judgement *j)
{
    day d = worker_shift_day(c->worker, c->start), monday = { d.number - (weekday(d) - 1) }, sunday = { monday.number + 6 };
    const struct sentence *other_day = because(w, N_("Another day, another worker, or give one of her visits to somebody else"));
    if (broken & HOURS_DAY) reason_add(w, j, "H05.day", d, d, day_is_full(w, c->worker, h, l), day_way_out(w, c, h));
    if (broken & HOURS_WEEK)
        reason_add(w, j, "H05.week", monday, sunday, because(w, N_("It would be {1} hours in this week, {2} are allowed"), hours_text(w, h->week), hours_text(w, l->most_week)),
                   c->worker->mode == MODE_PART_TIME ? because(w, N_("Another week or another worker; above 24 hours a week a full labour contract is due")) : other_day);
    if (broken & HOURS_MONTH)
        reason_add(w, j, "H05.month", d, d, because(w, N_("It would be {1} hours of overtime in this month, 36 are allowed"), hours_text(w, work_overtime(h))), other_day);
    if (broken & HOURS_REST_DAY) reason_add(w, j, "H05.rest", monday, sunday, because(w, N_("She would have no day of rest in this week")), other_day);
}

static void judge_night(struct work *w, const struct eligibility_case *c, const struct work_hours *h, const struct work_limits *l, unsigned broken, struct judgement *j)
{
    bool early = broken & HOURS_EARLY;
    if (!(broken & (HOURS_EARLY | HOURS_LATE))) return;
    day d = day_of(c->start);
    reason_add(w, j, "H05.night", d, d, because(w, early ? N_("She works until {1}; {2} hours of rest lie between two days") : N_("She begins again at {1}; {2} hours of rest lie between two days"),
               instant_words(w->arena, early ? h->before : h->after), print(w, "%d", l->rest)), because(w, N_("Another time or another worker")));
}

static void judge_hours(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    day d = worker_shift_day(c->worker, c->start);
    struct work_hours h = hours_around(w, c, d);
    struct work_limits l = work_limits_of(w, c->worker, c->line, d, (int)setting_number(w, SETTING_REST_HOURS, c->worker->record.branch.id, d));
    unsigned broken = work_hours_broken(&h, &l, c->start, c->until);
    judge_limits(w, c, &h, &l, broken, j);
    judge_night(w, c, &h, &l, broken, j);
}

/* ---- H08 ---- */

int way_from_home(const struct worker *n, place at, instant start)
{
    if (!place_known(at) || !place_known(n->home)) return -1;
    return way_minutes(n->travel, n->home, at, (instant){ start.ms - MINUTES(40) });
}

static void judge_way(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    const struct household *h = c->household ? record_peek(w, &household_type, c->household) : NULL;
    int64_t most = setting_number(w, SETTING_LONGEST_WAY, c->worker->record.branch.id, c->from);
    int way = h ? way_from_home(c->worker, h->at, c->start) : -1;
    if (!most || way <= most) return;
    struct reason *r = reason_add(w, j, "H08", c->from, c->to, because(w, N_("From her home it is {1} minutes, at most {2} are asked of her"), print(w, "%d", way), print(w, "%lld", (long long)most)),
                                  because(w, N_("Somebody who lives nearer; or correct where her day begins and how she travels")));
    reason_fix(r, "worker", c->worker->record.id, "edit");
}

static void judge(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    if (!c->start.ms) return;
    judge_calendar(w, c, j);
    judge_hours(w, c, j);
    judge_way(w, c, j);
}

const struct eligibility_answer operations_eligibility = { judge };

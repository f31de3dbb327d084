/* judge.c — what operations/ knows against a worker at a time: her calendar with the journeys (H04), the hours of her day, week and month
 * and her rest (H05), and a way that is too long (H08). */
#include "base/words.h"
#include "operations/candidates.h"
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

/* Her other visits around the day: minutes by day of the month and of the week, and who is nearest on the days beside it. */
struct hours { int64_t today, week, month[32]; unsigned days_of_week; instant before, after; };

static void count_visit(struct hours *h, instant start, int64_t length, day d, day monday)
{
    day on = day_of(start);
    instant until = { start.ms + MINUTES(length) };
    if (on.number == d.number) h->today += length;
    if (on.number >= monday.number && on.number < monday.number + 7) {
        h->week += length;
        h->days_of_week |= 1u << (on.number - monday.number);
    }
    if (date_of(on).month == date_of(d).month && date_of(on).year == date_of(d).year) h->month[date_of(on).day] += length;
    if (on.number < d.number && until.ms > h->before.ms) h->before = until;
    if (on.number > d.number && (!h->after.ms || start.ms < h->after.ms)) h->after = start;
}

static struct hours hours_around(struct work *w, const struct eligibility_case *c, day d, day monday)
{
    struct hours h = { 0 };
    struct date date = date_of(d);
    day first = day_from_date((struct date){ date.year, date.month, 1 }), last = day_plus_months(first, 1);
    if (monday.number < first.number) first = monday;
    if (monday.number + 7 > last.number) last.number = monday.number + 7;
    struct rows *row = db_query(w, SQL("select start, length from visit where id in (select id from visit where worker = $1 union all select id from visit where second = $1 union all select parent from visit_crew where worker = $1) "
                                    "and state between 2 and 10 and start >= $2 and start < $3 and id <> $4"),
                                BIND(num(c->worker->record.id), num(day_start((day){ first.number - 1 }).ms), num(day_start((day){ last.number + 1 }).ms), num(c->visit)));
    while (db_next(row)) count_visit(&h, (instant){ db_number(row, 0) }, db_number(row, 1), d, monday);
    count_visit(&h, c->start, (c->until.ms - c->start.ms) / MINUTES(1), d, monday);
    return h;
}

static text hours_text(struct work *w, int64_t n) { return print(w, "%.1f", (double)n / 60); }

/* Overtime is what a day has above eight hours; 36 a month are allowed (劳动法 41). */
static int64_t overtime(const struct hours *h)
{
    int64_t sum = 0;
    for (int i = 1; i < 32; i++) sum += h->month[i] > 480 ? h->month[i] - 480 : 0;
    return sum;
}

/* Who is employed by hours of the law: these have a day of rest in the week and a limit of overtime. */
static bool labour_law(const struct worker *n) { return n->mode == MODE_EMPLOYEE || n->mode == MODE_DISPATCHED || n->mode == MODE_OVER_AGE; }

static void judge_limits(struct work *w, const struct eligibility_case *c, const struct hours *h, day d, day monday, struct judgement *j)
{
    bool over_age = worker_over_age(w, c->worker, d, NULL);
    int most_day = worker_most_a_day(c->worker), most_week = worker_most_a_week(c->worker);
    if (over_age && most_day > 480) most_day = 480;
    if (over_age && most_week > 2400) most_week = 2400;
    day sunday = { monday.number + 6 };
    const struct sentence *other_day = because(w, N_("Another day, another worker, or give one of her visits to somebody else"));
    if (h->today > most_day) reason_add(w, j, "H05.day", d, d, because(w, N_("It would be {1} hours on this day, {2} are allowed"), hours_text(w, h->today), hours_text(w, most_day)), other_day);
    if (h->week > most_week)
        reason_add(w, j, "H05.week", monday, sunday, because(w, N_("It would be {1} hours in this week, {2} are allowed"), hours_text(w, h->week), hours_text(w, most_week)),
                   c->worker->mode == MODE_PART_TIME ? because(w, N_("Another week or another worker; above 24 hours a week a full labour contract is due")) : other_day);
    if (!labour_law(c->worker)) return;
    if (overtime(h) > 36 * 60)
        reason_add(w, j, "H05.month", d, d, because(w, N_("It would be {1} hours of overtime in this month, 36 are allowed"), hours_text(w, overtime(h))), other_day);
    if (h->days_of_week == 0x7f) reason_add(w, j, "H05.rest", monday, sunday, because(w, N_("She would have no day of rest in this week")), other_day);
}

static void judge_night(struct work *w, const struct eligibility_case *c, const struct hours *h, day d, struct judgement *j)
{
    int64_t rest = setting_number(w, SETTING_REST_HOURS, c->worker->record.branch.id, d);
    bool early = h->before.ms && c->start.ms - h->before.ms < HOURS(rest), late = h->after.ms && h->after.ms - c->until.ms < HOURS(rest);
    if (!early && !late) return;
    instant other = early ? h->before : h->after;
    reason_add(w, j, "H05.night", d, d, because(w, early ? N_("She works until {1}; {2} hours of rest lie between two days") : N_("She begins again at {1}; {2} hours of rest lie between two days"),
               instant_words(w->arena, other), print(w, "%lld", (long long)rest)), because(w, N_("Another time or another worker")));
}

static void judge_hours(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    day d = day_of(c->start), monday = { d.number - (weekday(d) - 1) };
    struct hours h = hours_around(w, c, d, monday);
    judge_limits(w, c, &h, d, monday, j);
    judge_night(w, c, &h, d, j);
}

/* ---- H08 ---- */

static void judge_way(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    const struct household *h = c->household ? record_peek(w, &household_type, c->household) : NULL;
    int64_t most = setting_number(w, SETTING_LONGEST_WAY, c->worker->record.branch.id, c->from);
    if (!most || !h || !place_known(h->at) || !place_known(c->worker->home)) return;
    int way = booking_travel(w, (struct resource){ RESOURCE_WORKER, c->worker->record.id }, c->worker->home, h->at, (instant){ c->start.ms - MINUTES(40) });
    if (way <= most) return;
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

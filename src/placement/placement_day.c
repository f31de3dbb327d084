/* placement_day.c — see placement_day.h. */
#include <stdlib.h>
#include "base/calendar.h"
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/answer.h"
#include "record/deadline.h"
#include "record/said.h"
#include "record/store.h"

static const struct choice halves[] = { { DAY_WHOLE, "whole", N_("The whole day") }, { DAY_MORNING, "morning", N_("Morning") }, { DAY_AFTERNOON, "afternoon", N_("Afternoon") }, { 0 } };
static const struct choice kinds[] = {
    { PLACED_WORKED, "worked", N_("Worked") }, { PLACED_REST, "rest", N_("Rest day") }, { PLACED_REST_WORKED, "rest_worked", N_("Rest day, worked") }, { PLACED_HOLIDAY, "holiday", N_("Holiday, worked") },
    { PLACED_LEAVE, "leave", N_("Leave") }, { PLACED_SICK, "sick", N_("Ill") }, { PLACED_ABSENT, "absent", N_("Away without leave") }, { PLACED_HOSPITAL, "hospital", N_("In hospital with them") },
    { PLACED_FAMILY_AWAY, "family_away", N_("The family was away") }, { 0 },
};
static const struct choice sources[] = { { DAY_AUTO, "auto", N_("By itself") }, { DAY_BY_WORKER, "worker", N_("The worker") }, { DAY_BY_OFFICE, "office", N_("The office") }, { DAY_BY_LEAVE, "leave", N_("Her leave") }, { 0 } };

static const struct field fields[] = {
    FIELD(placement_day, placement, .label = N_("Placement"), .to = &placement_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(placement_day, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(placement_day, date, .label = N_("Day"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(placement_day, half, .label = N_("Part of the day"), .choices = halves, .list = true, .set_by = SET_ON_CREATE),
    FIELD(placement_day, kind, .label = N_("What it was"), .choices = kinds, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(placement_day, source, .label = N_("Who said so"), .choices = sources, .list = true, .set_by = ENGINE_ONLY),
    FIELD(placement_day, note, .personal = true, .label = N_("Note"), .max = 200, .set_by = SET_ON_CREATE), FIELD(placement_day, locked, .label = N_("In a wage that was paid"), .set_by = STEPS_ONLY),
};

static bool day_served(struct work *w, struct placement_day *d, const struct placement *p)
{
    const struct placement_stint *s = placement_stint_on(p, d->date);
    if (!s || (p->began_on.given && d->date.number < p->began_on.number)) return wrong(w, "date", N_("Nobody served there on {1}"), day_text(w->arena, d->date));
    if (d->date.number > day_of(w->now).number + 31) return wrong(w, "date", N_("This day lies more than a month ahead"));
    if (d->kind == PLACED_HOLIDAY && !is_statutory_holiday(d->date)) return wrong(w, "kind", N_("{1} is no statutory holiday"), day_text(w->arena, d->date));
    d->worker = s->worker;
    return true;
}

static bool check(struct work *w, struct placement_day *d, const struct placement_day *before)
{
    if (before) return true;
    const struct placement *p = record_peek(w, &placement_type, d->placement.id);
    if (!p) return !failed(w);
    d->record.branch = p->record.branch;
    if (!d->half) d->half = DAY_WHOLE;
    if (!d->source) d->source = w->actor->system ? DAY_AUTO : w->actor->worker == p->worker.id && p->worker.id ? DAY_BY_WORKER : DAY_BY_OFFICE;
    return day_served(w, d, p);
}
CHECKER(placement_day, check)

struct day_correction { enum placement_day_kind kind; text note; };
static const struct field correction_fields[] = { FIELD(day_correction, kind, .label = N_("What it was"), .choices = kinds, .required = true), FIELD(day_correction, note, .label = N_("Note"), .max = 200) };

static const struct sentence *not_locked(struct work *w, const struct placement_day *d)
{
    return d->locked ? because(w, N_("This day is in a wage that was paid; correct it in the next month")) : NULL;
}
GUARD(placement_day, not_locked)

static bool correct(struct work *w, struct placement_day *d, const struct day_correction *in)
{
    const struct placement *p = record_peek(w, &placement_type, d->placement.id);
    if (!p) return false;
    d->kind = in->kind;
    d->note = in->note;
    d->source = DAY_BY_OFFICE;
    return day_served(w, d, p);
}
RULE(placement_day, day_correction, correct)

static bool set_locked(struct work *w, struct placement_day *d) { (void)w; d->locked = true; return true; }
RULE_PLAIN(placement_day, set_locked)
static bool set_open(struct work *w, struct placement_day *d) { (void)w; d->locked = false; return true; }
RULE_PLAIN(placement_day, set_open)

static const struct step steps[] = {
    STEP(correct, .label = N_("Correct"), .from = ANY_STATE, .by = CAN_EDIT_PLACEMENTS, INPUTS(day_correction, correction_fields), .run = correct_rule, .guard = not_locked_guard, .reason = true),
    STEP(lock, .label = N_("Lock"), .from = ANY_STATE, .run = set_locked_rule, .hidden = true), STEP(unlock, .label = N_("Unlock"), .from = ANY_STATE, .run = set_open_rule, .hidden = true),
};
static const struct retention kept[] = {
    { .name = "note", .label = N_("Days of placements: the note, from the day"), .law = N_("Attendance: 2 years"), .days = 730, .due = "date < $2 and note <> ''", .members = "note" },
};
static const text uniques[] = { "placement, date, half", NULL };
static const text indexes[] = { "worker, date", NULL };
static text title(struct work *w, const struct placement_day *d) { return print(w, "%s · %s", day_text(w->arena, d->date), translate(w->language, choice_label(kinds, d->kind))); }
TITLE(placement_day, title)

const struct record_type placement_day_type = RECORD_TYPE(placement_day, .label = N_("Day of a placement"), .module = "placement", FIELDS(fields), STEPS(steps), .scope = SCOPE_BRANCH, .own = "worker",
    RETENTION(kept), .subject = "worker", .see = CAN_SEE_PLACEMENTS, .edit = CAN_EDIT_PLACEMENTS, .check = check_hook, .title = title_hook, .uniques = uniques, .indexes = indexes, .append_only = true, .quiet = true, .order = "-date");

/* ---- entering ---- */

/* A morning takes the whole day's place, and its other half stays what the whole was. */
static bool make_room(struct work *w, const struct placement *p, const struct placement_day *d)
{
    struct found there = LOAD_WHERE(w, placement_day, "placement = $1 and date = $2", BIND(num(p->record.id), num(d->date.number)));
    for (int i = 0; i < there.count; i++) {
        struct placement_day *was = FOUND(struct placement_day, there, i);
        if (was->locked) return refuse_as(w, CONFLICT, "date", N_("This day is in a wage that was paid; correct it in the next month"));
        if (was->half == DAY_WHOLE && d->half != DAY_WHOLE) {
            struct placement_day other = { .placement = { p->record.id }, .date = d->date, .half = d->half == DAY_MORNING ? DAY_AFTERNOON : DAY_MORNING, .kind = was->kind, .source = was->source, .note = was->note };
            if (!record_remove(w, &placement_day_type, was) || !ADD(w, placement_day, &other)) return false;
        } else if (was->half == d->half || d->half == DAY_WHOLE) {
            if (!record_remove(w, &placement_day_type, was)) return false;
        }
    }
    return !failed(w);
}

bool placement_day_set(struct work *w, const struct placement *p, const struct placement_day *d)
{
    struct placement_day made = *d;
    made.placement.id = p->record.id;
    if (!made.half) made.half = DAY_WHOLE;
    return make_room(w, p, &made) && ADD(w, placement_day, &made);
}

static enum placement_day_kind by_leave(enum leave_kind k)
{
    return k == LEAVE_REST ? PLACED_REST : k == LEAVE_SICK || k == LEAVE_WORK_INJURY ? PLACED_SICK : PLACED_LEAVE;
}

/* By the contract nobody works there on a statutory holiday. */
static bool rests_on_holidays(struct work *w, const struct placement *p)
{
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    return c && c->holiday == HOLIDAY_RESTS;
}

/* The day she moves in: she works on it, whatever weekday it is; who stands in for a while comes for the days that are asked. */
static bool arrives(const struct placement *p, const struct placement_stint *s, day d)
{
    if (s->substitute || s->first.number != d.number) return false;
    for (size_t i = 0; i < p->stints.count; i++) {
        const struct placement_stint *o = ROW(struct placement_stint, p->stints, i);
        if (o->worker.id == s->worker.id && o->first.number < d.number) return false;
    }
    return true;
}

/* What the day was as far as the house knows by itself. */
static enum placement_day_kind kind_of(struct work *w, const struct placement *p, const struct placement_stint *s, day d, enum placement_day_source *ret_source)
{
    int64_t leave = db_one(w, SQL("select kind from worker_leave where worker = $1 and state in (2, 5) and start < $2 and until > $3 order by start limit 1"),
                           BIND(num(s->worker.id), num(day_at(d, 18 * 60).ms), num(day_at(d, 9 * 60).ms)), 0);
    *ret_source = leave ? DAY_BY_LEAVE : DAY_AUTO;
    if (leave) return by_leave((enum leave_kind)leave);
    if (p->state == PLACEMENT_HOSPITAL && p->away_since.given && d.number >= p->away_since.number) return PLACED_HOSPITAL;
    if (p->rest_weekdays.bits & SET_BIT(weekday(d)) && !arrives(p, s, d)) return PLACED_REST;
    if (!is_statutory_holiday(d)) return PLACED_WORKED;
    return rests_on_holidays(w, p) ? PLACED_REST : PLACED_HOLIDAY;
}

day placement_days_from(const struct placement *p)
{
    return (day){ p->ledger_from.given && p->ledger_from.number > p->began_on.number ? p->ledger_from.number : p->began_on.number };
}

bool placement_rests_on(struct work *w, const struct placement *p, day on)
{
    enum placement_day_source source;
    const struct placement_stint *s = placement_stint_on(p, on);
    int64_t entered = db_one(w, SQL("select kind from placement_day where placement = $1 and date = $2 order by half limit 1"), BIND(num(p->record.id), num(on.number)), 0);
    if (!s || entered) return entered == PLACED_REST;
    return kind_of(w, p, s, on, &source) == PLACED_REST;
}

bool placement_holiday_open(struct work *w, const struct placement *p, day on)
{
    enum placement_day_source source;
    const struct placement_stint *s = placement_stint_on(p, on);
    bool entered = db_one(w, SQL("select 1 from placement_day where placement = $1 and date = $2 limit 1"), BIND(num(p->record.id), num(on.number)), 0) == 1;
    return s && !entered && is_statutory_holiday(on) && kind_of(w, p, s, on, &source) == PLACED_HOLIDAY;
}

/* As far as the nights have gone: yesterday, or its last day. */
static day filled_until(struct work *w, const struct placement *p) { return p->ended_on.given ? (day){ p->ended_on.number } : (day){ day_of(w->now).number - 1 }; }

static bool fill_between(struct work *w, const struct placement *p, day from, day until)
{
    for (day d = from; d.number <= until.number; d.number++) {
        const struct placement_stint *s = placement_stint_on(p, d);
        if (!s || db_one(w, SQL("select 1 from placement_day where placement = $1 and date = $2 limit 1"), BIND(num(p->record.id), num(d.number)), 0)) continue;
        struct placement_day made = { .placement = { p->record.id }, .date = d, .half = DAY_WHOLE };
        made.kind = kind_of(w, p, s, d, &made.source);
        if (!ADD(w, placement_day, &made)) return false;
    }
    return !failed(w);
}

static day nights_went_to(struct work *w, const struct placement *p)
{
    return (day){ (int32_t)db_one(w, SQL("select max(date) from placement_day where placement = $1 and source in (1, 4)"), BIND(num(p->record.id)), 0) };
}

bool placement_days_fill(struct work *w, const struct placement *p)
{
    if (!p->began_on.given) return true;
    int32_t to = nights_went_to(w, p).number;
    return fill_between(w, p, to ? (day){ to + 1 } : placement_days_from(p), filled_until(w, p));
}

/* Who serves there, or beside whom, is said a few days late: what the nights entered by themselves is entered anew. By hand stays while it is of who serves. */
static bool stands(struct work *w, const struct placement *p, const struct placement_day *d)
{
    const struct placement_stint *s = placement_stint_on(p, d->date);
    bool by_hand = db_one(w, SQL("select 1 from placement_day where placement = $1 and date = $2 and source in (2, 3) limit 1"), BIND(num(p->record.id), num(d->date.number)), 0) == 1;
    return by_hand && (d->date.number >= day_of(w->now).number || (s && s->worker.id == d->worker.id));
}

static bool of_the_home(enum placement_day_kind k) { return k == PLACED_FAMILY_AWAY || k == PLACED_HOLIDAY || k == PLACED_WORKED; }

/* A day ahead entered by hand is whose who serves then: what the family does holds for her too, a rest day or leave of the one before does not. */
static bool passes_over(struct work *w, const struct placement *p, struct placement_day *d)
{
    const struct placement_stint *s = placement_stint_on(p, d->date);
    if (!s || s->worker.id == d->worker.id) return true;
    struct placement_day hers = { .placement = d->placement, .date = d->date, .half = d->half, .kind = d->kind, .source = d->source, .note = d->note };
    bool of_home = of_the_home(d->kind);
    return record_remove(w, &placement_day_type, d) && (!of_home || ADD(w, placement_day, &hers));
}

bool placement_days_again(struct work *w, const struct placement *p, day from)
{
    struct found there = LOAD_WHERE(w, placement_day, "placement = $1 and date >= $2 and locked = 0", BIND(num(p->record.id), num(from.number)));
    for (int i = 0; i < there.count; i++)
        if (!(stands(w, p, there.at[i]) ? passes_over(w, p, there.at[i]) : record_remove(w, &placement_day_type, there.at[i]))) return false;
    return !failed(w) && placement_days_fill(w, p);
}

bool placement_days_of_leave(struct work *w, const struct placement *p, struct days taken)
{
    if (!placement_days_fill(w, p)) return false;           /* those before it, where the house was off until now: the nights go on behind what stands */
    day from = placement_days_from(p), until = filled_until(w, p);
    if (taken.first.number > from.number) from = taken.first;
    if (taken.last.number < until.number) until = taken.last;
    struct found there = LOAD_WHERE(w, placement_day, "placement = $1 and date between $2 and $3 and locked = 0 and source in (1, 4)", BIND(num(p->record.id), num(from.number), num(until.number)));
    for (int i = 0; i < there.count; i++) {
        enum placement_day_source source;
        const struct placement_day *d = there.at[i];
        const struct placement_stint *s = placement_stint_on(p, d->date);
        bool leave = d->source == DAY_BY_LEAVE || (s && (kind_of(w, p, s, d->date, &source), source == DAY_BY_LEAVE));
        if (leave && !record_remove(w, &placement_day_type, there.at[i])) return false;
    }
    return fill_between(w, p, from, until);
}

/* ---- sums ---- */

/* Days that stand there, on a weekday (0: on any). In half days. */
static int64_t days_there(struct work *w, const struct placement *p, int64_t worker, day first, day last, int of_week)
{
    int64_t on_monday = first.number + (8 - weekday(first)) % 7, off = of_week ? (on_monday + of_week - 1) % 7 : -1;
    return db_one(w, SQL("select cast(coalesce(sum(case when half = 1 then 2 else 1 end), 0) as bigint) from placement_day where placement = $1 and date between $2 and $3 and ($4 = 0 or worker = $4) and ($5 < 0 or date % 7 = $5)"),
                  BIND(num(p->record.id), num(first.number), num(last.number), num(worker), num(off)), 0);
}

struct resting { int64_t rests; uint64_t weekdays; };

static struct resting resting_on(const struct placement *p, day on)
{
    bool before = p->rests_since.given && on.number < p->rests_since.number;
    return before ? (struct resting){ p->rests_before, p->weekdays_before.bits } : (struct resting){ p->rests, p->rest_weekdays.bits };
}

/* Where every Sunday is hers, the fifth of a month is as well, and the ones of a home that counts no rest days: no leave of hers. */
static int64_t due_by(struct work *w, const struct placement *p, struct resting by, int64_t worker, day first, day last)
{
    int64_t due = 2 * rests_due(by.rests, days_there(w, p, worker, first, last, 0) / 2, days_of_month(first)), fixed = 0;
    for (int d = 1; d <= 7; d++)
        if (by.weekdays & SET_BIT(d)) fixed += days_there(w, p, worker, first, last, d);
    return fixed > due || days_a_week(by.weekdays) > 1 ? fixed : due;         /* 9 a month is what two a week come to, about */
}

/* A month in which, or after which, other rest days were agreed has each of its parts by what held then. */
static int64_t rests_due_in(struct work *w, const struct placement *p, int64_t worker, day first, day last)
{
    day since = { p->rests_since.number };
    bool inside = p->rests_since.given && first.number < since.number && since.number <= last.number;
    if (!inside) return due_by(w, p, resting_on(p, first), worker, first, last);
    return due_by(w, p, resting_on(p, first), worker, first, (day){ since.number - 1 }) + due_by(w, p, resting_on(p, last), worker, since, last);
}

/* A statutory holiday on which she stays away is paid: by law to an employee (劳动法 51), by the contract where it says that she rests on them. Elsewhere by custom
 * it is one of her rest days. */
bool placement_holidays_paid(struct work *w, const struct placement *p)
{
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    return c ? c->holiday == HOLIDAY_LAW || c->holiday == HOLIDAY_RESTS : p->mode == SERVICE_ASSIGN;
}

/* Such a holiday is none of her rest days, and no leave. */
static void set_holidays_apart(struct work *w, const struct placement *p, int64_t worker, day first, day last, struct placement_sums *s)
{
    if (!placement_holidays_paid(w, p)) return;
    struct rows *row = db_query(w, SQL("select kind, date, half from placement_day where placement = $1 and date between $2 and $3 and ($4 = 0 or worker = $4) and kind in (2, 5)"), BIND(num(p->record.id), num(first.number), num(last.number), num(worker)));
    while (db_next(row)) {
        int64_t halves_of = db_number(row, 2) == DAY_WHOLE ? 2 : 1;
        if (!is_statutory_holiday((day){ (int32_t)db_number(row, 1) })) continue;
        *(db_number(row, 0) == PLACED_REST ? &s->rest : &s->leave) -= halves_of;
        s->holiday_rest += halves_of;
    }
}
_Static_assert(PLACED_REST == 2 && PLACED_LEAVE == 5, "the query above says these by number");

static struct placement_sums sums_by_themselves(struct work *w, const struct placement *p, int64_t worker, day first, day last)
{
    struct placement_sums s = { 0 };
    struct rows *row = db_query(w, SQL("select kind, sum(case when half = 1 then 2 else 1 end) from placement_day where placement = $1 and date between $2 and $3 and ($4 = 0 or worker = $4) group by kind"),
                                BIND(num(p->record.id), num(first.number), num(last.number), num(worker)));
    int64_t *into[] = { NULL, &s.worked, &s.rest, &s.rest_worked, &s.holiday, &s.leave, &s.sick, &s.absent, &s.hospital, &s.family_away };
    while (db_next(row)) {
        int64_t k = db_number(row, 0);
        if (k >= 1 && k < COUNT_OF(into)) *into[k] = db_number(row, 1);
        s.days += db_number(row, 1);
    }
    s.rest_due = rests_due_in(w, p, worker, first, last);
    set_holidays_apart(w, p, worker, first, last, &s);
    return s;
}

/* What the month before left over, for one month on: a rest day she agreed to take later is no leave then. One that was worked and paid is not left over. */
static int64_t rests_left_before(struct work *w, const struct placement *p, int64_t worker, day first)
{
    if (date_of(first).day != 1 || p->per_term) return 0;
    struct placement_sums s = sums_by_themselves(w, p, worker, day_plus_months(first, -1), (day){ first.number - 1 });
    int64_t left = s.rest_due - s.rest - s.rest_worked - s.leave;
    return left > 0 ? left : 0;
}

struct placement_sums placement_sums_of(struct work *w, const struct placement *p, int64_t worker, day first, day last)
{
    struct placement_sums s = sums_by_themselves(w, p, worker, first, last);
    s.rest_due += rests_left_before(w, p, worker, first);
    return s;
}

/* ---- what a contract asks ---- */

static void rests_of_home(struct work *w, int64_t contract, day on, struct month_terms *terms)
{
    struct found homes = LOOK_WHERE(w, placement, "contract = $1 and began_on is not null and state between 4 and 10 order by id desc limit 1", BIND(num(contract)));
    const struct placement *p = homes.count ? FOUND(struct placement, homes, 0) : NULL;
    if (!p) return;
    struct resting then = resting_on(p, on);
    terms->rests = then.rests;
    terms->off = then.weekdays;
}
_Static_assert(PLACEMENT_IN_SERVICE == 4 && PLACEMENT_CLOSED == 10, "the query above names these by number");
const struct rests_kept placement_rests = { rests_of_home };

/* ---- each night ---- */

/* A month is over and she rested less than is due, in hospital with them or because no day was fixed: neither the day nor its wage comes by itself. Asked by the
 * first night that sees its end, whichever day that is: a house may have been off on the 1st. */
static bool ask_about_rests(struct work *w, const struct placement *p, day before)
{
    day today = day_of(w->now), last = { today.number - date_of(today).day }, first = { last.number - date_of(last).day + 1 };
    const struct placement_stint *s = placement_stint_on(p, last);
    if (before.number >= last.number || !s || p->per_term || p->ended_on.given) return !failed(w);
    struct placement_sums d = placement_sums_of(w, p, s->worker.id, first, last);
    int64_t taken = d.rest + d.rest_worked + d.leave;
    if (taken / 2 >= d.rest_due / 2) return !failed(w);
    const text said[] = { record_title(w, &placement_type, p->record.id), record_title(w, &worker_type, s->worker.id), print(w, "%lld", (long long)(taken / 2)), print(w, "%lld", (long long)(d.rest_due / 2)), print(w, "%d", date_of(last).month), NULL };
    text title = said_keep(w, N_("{1}: {2} took {3} of the {4} rest days of month {5}. Agree on which day she rests instead, or enter a day she worked as “Rest day, worked” before the wages are made"), said);
    return remind(w, &(struct reminder){ .title = title, .due = { w->now.ms + DAYS(2) }, .rule = "placement.rests", .about = &placement_type, .record = p->record.id, .branch = p->record.branch.id, .who = CAN_EDIT_PLACEMENTS }) != 0;
}

/* A house that was off catches up, a few hundred placements a turn. */
bool placement_days_tick(struct work *w)
{
    struct found running = LOAD_WHERE(w, placement, "state between 4 and 7 and began_on is not null and began_on < $1 and not exists (select 1 from placement_day d where d.placement = placement.id and d.date = $1 - 1) "
                                      "and exists (select 1 from placement_stints s where s.parent = placement.id and s.first < $1 and coalesce(s.last, $1) >= $1 - 1) order by id limit 200", BIND(num(day_of(w->now).number)));
    for (int i = 0; i < running.count; i++) {
        day before = nights_went_to(w, running.at[i]);
        if (!placement_days_fill(w, running.at[i]) || !placement_stays(w, running.at[i]) || !ask_about_rests(w, running.at[i], before)) return false;
    }
    return !failed(w);
}

static void write_sums(struct json *j, const struct placement_sums *s)
{
    const struct { text name; int64_t halves; } all[] = { { "worked", s->worked }, { "rest", s->rest }, { "rest_worked", s->rest_worked }, { "holiday", s->holiday }, { "leave", s->leave }, { "sick", s->sick }, { "absent", s->absent },
        { "hospital", s->hospital }, { "family_away", s->family_away }, { "holiday_rest", s->holiday_rest }, { "rest_due", s->rest_due }, { "days", s->days } };
    write_object(j, "sums");
    for (int i = 0; i < COUNT_OF(all); i++) write_number(j, all[i].name, all[i].halves);
    write_end(j, '}');
}

static void write_day(struct work *w, struct json *j, struct rows *row)
{
    write_object(j, NULL);
    write_number(j, "id", db_number(row, 0));
    write_number(j, "date", db_number(row, 1));
    write_text(j, "half", choice_key(halves, (unsigned)db_number(row, 2)));
    write_text(j, "kind", choice_key(kinds, (unsigned)db_number(row, 3)));
    write_text(j, "label", translate(w->language, choice_label(kinds, (unsigned)db_number(row, 3))));
    write_text(j, "source", choice_key(sources, (unsigned)db_number(row, 4)));
    write_text(j, "note", db_text(row, 5));
    write_flag(j, "locked", db_number(row, 6) != 0);
    write_number(j, "worker", db_number(row, 7));
    write_text(j, "worker_name", db_text(row, 8));
    write_number(j, "version", db_number(row, 9));
    write_end(j, '}');
}

void placement_month_write(struct work *w, struct json *j, const struct placement *p, int64_t worker, day on)
{
    struct date d = date_of(on);
    day first = day_from_date((struct date){ d.year, d.month, 1 }), last = { first.number + days_of_month(on) - 1 };
    write_number(j, "first", first.number);
    write_number(j, "last", last.number);
    write_list(j, "holidays");
    for (day h = first; h.number <= last.number; h.number++)
        if (is_statutory_holiday(h)) write_number(j, NULL, h.number);
    write_end(j, ']');
    write_list(j, "days");
    struct rows *row = db_query(w, SQL("select d.id, d.date, d.half, d.kind, d.source, d.note, d.locked, d.worker, coalesce(n.name, ''), d.version from placement_day d left join worker n on n.id = d.worker where d.placement = $1 and d.date between $2 and $3 and ($4 = 0 or d.worker = $4) order by d.date, d.half"),
                                BIND(num(p->record.id), num(first.number), num(last.number), num(worker)));
    while (db_next(row)) write_day(w, j, row);
    write_end(j, ']');
    struct placement_sums s = placement_sums_of(w, p, worker, first, last);
    write_sums(j, &s);
}

/* GET /api/placement/:id/month?from=<day>: that month's days, holidays and sums in half days. */
bool placement_month_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct placement *p = id ? LOAD(w, placement, id) : NULL;
    if (!p) return false;
    text asked = http_query(q, "from");
    day on = asked && *asked ? (day){ (int32_t)strtol(asked, NULL, 10) } : day_of(w->now);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    placement_month_write(w, &j, p, 0, on);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

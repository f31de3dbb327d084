/* birth.c — see birth.h. */
#include "customers/birth.h"
#include "base/json.h"
#include "base/words.h"
#include "customers/customers.h"
#include "messages/messages.h"
#include "record/deadline.h"
#include "record/store.h"

const struct field birth_day_fields[1] = { FIELD(birth_day, on, .label = N_("Day"), .required = true) };

struct days birth_window(day expected, int window, int term)
{
    return (struct days){ { expected.number - window }, { expected.number + (term > 1 ? term - 1 : 0) + window } };
}

int windows_overlap(struct days a, struct days b) { return days_overlap(a, b) ? days_common(a, b) : 0; }

int birth_margin(struct work *w, const struct demand *d)
{
    return d->margin ? (int)d->margin : (int)setting_number(w, SETTING_BIRTH_WINDOW, d->record.branch.id, day_of(w->now));
}

/* Once the child is there nothing is a window any more. */
struct days birth_days_of(struct work *w, const struct demand *d)
{
    if (d->born.given || !d->expected.given) return (struct days){ d->start_from, demand_last_day(d) };
    return birth_window((day){ d->expected.number }, birth_margin(w, d), (int)d->term);
}

static bool has_backup(struct work *w, int64_t demand, int64_t except)
{
    return db_one(w, SQL("select 1 from recommendation where demand = $1 and id <> $2 and backup = 1 and state in (3, 5, 6, 8, 9, 10, 11) limit 1"), BIND(num(demand), num(except)), 0) == 1;
}

int64_t birth_days_waited(day expected, day began, int64_t after)
{
    int64_t days = began.number - expected.number - after - 1;
    return days > 0 ? days : 0;
}

/* ---- of the same or a higher grade ---- */

static text level_text(struct work *w, int64_t level) { return print(w, "%lld", (long long)level); }

/* Active, of that level, free in these days: the lowest that will do, so that the better ones are kept for who pays for them. */
static text nearest_of_grade(struct work *w, int64_t line, int64_t level, const struct worker *her, struct days days)
{
    struct rows *row = db_query(w, SQL("select n.name, s.level from worker_skills s join worker n on n.id = s.parent where s.line = $1 and s.level >= $2 and n.state = 5 and n.branch = $3 and n.id <> $4 "
                                       "and not exists (select 1 from booking b where b.resource_kind = 1 and b.resource = n.id and b.from_at < $6 and b.from_at > $5 - 31622400000 and b.to_at > $5) order by s.level, n.id limit 1"),
                                BIND(num(line), num(level), num(her->record.branch.id), num(her->record.id), num(day_start(days.first).ms), num(day_start((day){ days.last.number + 1 }).ms)));
    if (!db_next(row)) return "";
    text found = print(w, "%s (%lld)", db_text(row, 0), (long long)db_number(row, 1));
    db_enough(row);
    return found;
}

bool birth_grade_must(struct work *w, text field, int64_t line, const struct worker *n, const struct worker *her, struct days days)
{
    int64_t hers = worker_level(her, line), level = worker_level(n, line);
    if (level >= hers || failed(w)) return !failed(w);
    text nearest = nearest_of_grade(w, line, hers, her, days);
    if (*nearest) return refuse_as(w, CONFLICT, field, N_("{1} is of level {2}, {3} of level {4}: who stands in is of the same grade or higher, at the booked price. {5} would do"), n->name, level_text(w, level), her->name, level_text(w, hers), nearest);
    return refuse_as(w, CONFLICT, field, N_("{1} is of level {2}, {3} of level {4}: who stands in is of the same grade or higher, at the booked price. Nobody like that is free here: ask another branch"), n->name, level_text(w, level), her->name, level_text(w, hers));
}

static const struct worker *foremost(struct work *w, int64_t demand)
{
    int64_t her = db_one(w, SQL("select worker from recommendation where demand = $1 and backup = 0 and state in (1, 2, 3, 5, 6, 8, 9, 10, 11, 12, 13) order by state desc, id limit 1"), BIND(num(demand)), 0);
    return her ? record_peek(w, &worker_type, her) : NULL;
}

bool birth_backup_must(struct work *w, const struct demand *d, const struct worker *backup)
{
    const struct worker *her = foremost(w, d->record.id);
    return !her || birth_grade_must(w, "backup", d->line.id, backup, her, (struct days){ d->start_from, demand_last_day(d) });
}

/* She is of a higher grade than the backup that was named before her. */
static bool backups_match(struct work *w, const struct demand *d, const struct recommendation *r)
{
    struct found named = LOAD_WHERE(w, recommendation, "demand = $1 and backup = 1 and state in (1, 2, 3, 5, 6, 8, 9, 10, 11) order by id", BIND(num(d->record.id)));
    const struct worker *her = record_peek(w, &worker_type, r->worker.id);
    for (int i = 0; her && i < named.count; i++) {
        const struct worker *n = record_peek(w, &worker_type, FOUND(struct recommendation, named, i)->worker.id);
        if (n && !birth_grade_must(w, "backup", d->line.id, n, her, (struct days){ d->start_from, demand_last_day(d) })) return false;
    }
    return !failed(w);
}

/* What else she is taken for all day, births and services without one: accepted, on trial or hired, not over. */
static struct found others_of_hers(struct work *w, int64_t demand, int64_t worker)
{
    return LOAD_WHERE(w, demand, "arrangement in (1, 2, 3) and id <> $1 and id in (select demand from recommendation where worker = $2 and backup = 0 and state in (11, 12, 13) and last >= $3) order by start_from",
                      BIND(num(demand), num(worker), num(day_of(w->now).number)));
}
_Static_assert(ARRANGED_LIVE_IN == 1 && ARRANGED_NIGHTS == 3 && RECOMMENDED_ACCEPTED == 11 && RECOMMENDED_HIRED == 13, "the query above says them by number");

/* A service that ended early leaves her calendar; what was arranged for it still says its days. */
static bool is_taken(struct work *w, int64_t worker, struct days in)
{
    return db_one(w, SQL("select 1 from booking where resource_kind = 1 and resource = $1 and from_at < $3 and to_at > $2 limit 1"), BIND(num(worker), num(day_start(in.first).ms), num(day_start((day){ in.last.number + 1 }).ms)), 0) == 1;
}

static struct days both_have(struct days a, struct days b) { return (struct days){ a.first.number > b.first.number ? a.first : b.first, a.last.number < b.last.number ? a.last : b.last }; }

/* `d` is about to be hers, `o` is: `common` days of both. */
struct meeting { const struct demand *d, *o; const struct recommendation *own; struct days hers; int64_t common, most; };

static bool too_near(struct work *w, const struct meeting *m)
{
    text first = day_text(w->arena, m->hers.first), last = day_text(w->arena, m->hers.last), common = print(w, "%lld", (long long)m->common), most = print(w, "%lld", (long long)m->most);
    if (!m->d->expected.given) return refuse_as(w, CONFLICT, "worker", N_("Her birth of {1} may fall on any day from {2} to {3}: {4} days of that lie in this service, {5} are allowed. Take another worker, or other days"), m->o->record.number, first, last, common, most);
    if (!m->o->expected.given) return refuse_as(w, CONFLICT, "worker", N_("She serves {1} from {2} to {3}, {4} days of this birth's window; {5} are allowed. Take another nurse"), m->o->record.number, first, last, common, most);
    return refuse_as(w, CONFLICT, "worker", N_("Her window for {1} ({2} to {3}) has {4} days in common with this one; {5} are allowed. Take another nurse"), m->o->record.number, first, last, common, most);
}

/* Who goes when the child comes in these days is named with the birth; of two births, with the one that comes to it. */
static bool backup_named(struct work *w, const struct meeting *m)
{
    text common = print(w, "%lld", (long long)m->common);
    const struct demand *birth = m->d->expected.given ? m->d : m->o;
    if (has_backup(w, birth->record.id, birth == m->d ? m->own->record.id : 0)) return true;
    if (!m->d->expected.given) return refuse_as(w, CONFLICT, "worker", N_("Her window for the birth of {1} has {2} days in common with this service: name a backup there first, who has been asked, or take another worker"), m->o->record.number, common);
    if (!m->o->expected.given) return refuse_as(w, CONFLICT, "backup", N_("Her service for {1} and this birth's window have {2} days in common: name a backup first, who has been asked"), m->o->record.number, common);
    return refuse_as(w, CONFLICT, "backup", N_("Her window for {1} and this one have {2} days in common: name a backup first, who has been asked"), m->o->record.number, common);
}

/* Only where one of the two waits for a child: two services without one meet in the calendar. */
static bool may_meet(struct work *w, struct meeting *m, struct days mine)
{
    bool waits = m->d->expected.given || (m->o->expected.given && !m->o->born.given);
    m->common = waits ? windows_overlap(mine, m->hers) : 0;
    if (!m->common || (!m->o->expected.given && !is_taken(w, m->own->worker.id, both_have(mine, m->hers)))) return !failed(w);
    return m->common > m->most ? too_near(w, m) : backup_named(w, m);
}

bool birth_windows_must(struct work *w, const struct demand *d, const struct recommendation *r)
{
    if (r->backup || (d->expected.given && !backups_match(w, d, r))) return !failed(w);
    struct days mine = birth_days_of(w, d);
    struct found others = others_of_hers(w, d->record.id, r->worker.id);
    int64_t most = setting_number(w, SETTING_BIRTH_OVERLAP, d->record.branch.id, day_of(w->now));
    for (int i = 0; i < others.count; i++) {
        const struct demand *o = FOUND(struct demand, others, i);
        if (!may_meet(w, &(struct meeting){ .d = d, .o = o, .own = r, .hers = birth_days_of(w, o), .most = most }, mine)) return false;
    }
    return !failed(w);
}

/* ---- the day moves ---- */

struct shifting { struct demand *demand; struct recommendation *nurse, *backup; day from, to; struct json said; struct source held; bool is_held; };

static struct recommendation *first_of(struct found all) { return all.count ? all.at[0] : NULL; }

static void shift_people(struct work *w, struct shifting *s)
{
    s->nurse = first_of(LOAD_WHERE(w, recommendation, "demand = $1 and backup = 0 and state in (11, 12, 13) order by state desc, id limit 1", BIND(num(s->demand->record.id))));
    s->backup = first_of(LOAD_WHERE(w, recommendation, "demand = $1 and backup = 1 and state in (3, 5, 6, 8, 9, 10, 11) order by state desc, id limit 1", BIND(num(s->demand->record.id))));
    s->is_held = demand_held(w, s->demand->record.id, &s->held);
}

static struct booking booking_for(const struct demand *d, const struct recommendation *r, day first)
{
    day last = { first.number + (d->term > 1 ? (int32_t)d->term - 1 : 0) };
    return (struct booking){ .resource = { RESOURCE_WORKER, r->worker.id }, .source = recommendation_source(r->record.id), .from = day_start(first), .to = day_start((day){ last.number + 1 }),
        .journey = JOURNEY_NONE, .branch = d->record.branch.id, .label = d->record.number };
}

/* Free on the new days (from `from` on), what she has for this demand aside; and her papers hold. Else `ret_free`: the day after what is in the way. */
static bool is_free_from(struct work *w, const struct shifting *s, const struct recommendation *r, day from, text *ret_why, day *ret_free)
{
    struct booking b = booking_for(s->demand, r, s->to);
    const struct source without[] = { b.source, s->is_held ? s->held : b.source, { 0 } };
    struct clash clash;
    const struct worker *n = record_peek(w, &worker_type, r->worker.id);
    *ret_why = "";
    *ret_free = from;
    b.from = day_start(from);
    if (!n) return false;
    if (booking_clash(w, &b, without, &clash)) {
        *ret_why = translate_with(w->arena, w->language, clash.message, clash.arguments);
        ret_free->number = day_of((instant){ clash.with.to.ms - 1 }).number + 1;
        return false;
    }
    struct eligibility_case c = demand_case(w, s->demand, n, from, day_of((instant){ b.to.ms - 1 }));
    struct judgement j = eligibility(w, &c);
    for (const struct reason *why = j.reasons; why; why = why->next)
        if (!why->warning) { *ret_why = translate_with(w->arena, w->language, why->why.message, why->why.arguments); return false; }
    return !failed(w);
}

static bool is_free(struct work *w, const struct shifting *s, const struct recommendation *r, text *ret_why)
{
    day free;
    return is_free_from(w, s, r, s->to, ret_why, &free);
}

static bool backup_will_do(struct work *w, const struct shifting *s, text *ret_why)
{
    const struct worker *n = s->backup ? record_peek(w, &worker_type, s->backup->worker.id) : NULL, *her = record_peek(w, &worker_type, s->nurse->worker.id);
    return n && her && worker_level(n, s->demand->line.id) >= worker_level(her, s->demand->line.id) && is_free(w, s, s->backup, ret_why);
}

static bool move_booking(struct work *w, const struct shifting *s, struct recommendation *r, bool firm)
{
    struct booking b = booking_for(s->demand, r, s->to);
    struct source own = b.source;
    if (!firm) b.hold_until = (instant){ w->now.ms + HOURS(24) };
    if (!s->is_held && !booking_replace(w, &own, 1, &b, 1)) return false;       /* held above: moved there, after this step */
    r->first = s->to;
    r->last = day_of((instant){ b.to.ms - 1 });
    if (!firm) r->hold_until = b.hold_until;
    return SAVE(w, recommendation, r);
}

/* The backup takes her place, of the same or a higher grade at the booked price (§4.4); her calendar is taken at once. */
static bool backup_steps_in(struct work *w, struct shifting *s)
{
    bool firm = s->nurse->state >= RECOMMENDED_ON_TRIAL;
    booking_drop(w, recommendation_source(s->nurse->record.id));
    if (!step_run(w, &recommendation_type, s->backup, "step_in", NULL)) return false;
    if (!move_booking(w, s, s->backup, firm)) return false;
    if (s->demand->hired.id) s->demand->hired = s->backup->worker;
    return step_run(w, &recommendation_type, s->nurse, "give_way", NULL);
}

/* The contract is with the nurse: she comes as soon as she is free within the term, the backup is there until then. */
static bool stand_in_until(struct work *w, struct shifting *s, day free)
{
    s->demand->stands_in = s->backup->worker;
    s->demand->nurse_from = (maybe_day){ free.number, true };
    mention(w, "recommendation", s->backup->record.id, N_("The backup stands in until the nurse is free on {1}"), day_text(w->arena, free));
    return !failed(w);
}

static bool call_office(struct work *w, const struct demand *d, text title, instant due)
{
    remind(w, &(struct reminder){ .title = title, .due = due, .rule = "birth", .about = &demand_type, .record = d->record.id, .branch = d->record.branch.id, .who = CAN_EDIT_DEMANDS, .escalate_after = HOURS(1),
                                  .then = CAN_OVERSEE_DEMANDS });
    return !failed(w);
}

/* The families after this one whose window her new days now reach. */
static bool warn_next(struct work *w, struct shifting *s, const struct recommendation *serves)
{
    struct found others = others_of_hers(w, s->demand->record.id, serves->worker.id);
    struct days now = { serves->first, serves->last };
    write_list(&s->said, "near");
    for (int i = 0; i < others.count && !failed(w); i++) {
        const struct demand *o = FOUND(struct demand, others, i);
        int common = o->expected.given ? windows_overlap(now, birth_days_of(w, o)) : 0;
        if (!common) continue;
        write_object(&s->said, NULL);
        write_number(&s->said, "demand", o->record.id);
        write_text(&s->said, "number", o->record.number);
        write_number(&s->said, "days", common);
        write_end(&s->said, '}');
        call_office(w, o, N_("Her nurse may come late: an earlier birth has moved into this window"), w->now);
        mention(w, "demand", o->record.id, N_("{1}: the window of this family is reached by {2} days; talk to them and to the backup"), o->record.number, print(w, "%d", common));
    }
    write_end(&s->said, ']');
    return !failed(w);
}

static bool outcome(struct work *w, struct shifting *s, text word, text why)
{
    write_text(&s->said, "outcome", word);
    write_text(&s->said, "why", why);
    return !failed(w);
}

static bool nobody_comes(struct work *w, struct shifting *s, text why)
{
    mention(w, "demand", s->demand->record.id, N_("Nobody is free on the new day: {1}"), why);
    booking_drop(w, recommendation_source(s->nurse->record.id));
    return call_office(w, s->demand, N_("The child comes and neither nurse nor backup is free: find a substitute of the same or a higher grade at the booked price"), w->now) && outcome(w, s, "nobody", why);
}

/* Free again in time to serve the rest of the term herself. */
static bool comes_later(struct work *w, const struct shifting *s, day free)
{
    text why;
    day then;
    return s->is_held && free.number > s->to.number && free.number < s->to.number + s->demand->term && is_free_from(w, s, s->nurse, free, &why, &then);
}

static bool serve(struct work *w, struct shifting *s)
{
    text why = "", why_not = "";
    day free = s->to;
    s->demand->stands_in.id = 0;
    s->demand->nurse_from.given = false;
    if (!s->nurse) return outcome(w, s, "nobody_yet", "");
    if (is_free_from(w, s, s->nurse, s->to, &why, &free)) return move_booking(w, s, s->nurse, s->nurse->state >= RECOMMENDED_ON_TRIAL) && outcome(w, s, "nurse", "") && warn_next(w, s, s->nurse);
    if (failed(w)) return false;
    if (!backup_will_do(w, s, &why_not)) return !failed(w) && nobody_comes(w, s, why);
    if (comes_later(w, s, free)) return stand_in_until(w, s, free) && move_booking(w, s, s->nurse, true) && outcome(w, s, "backup_first", why) && warn_next(w, s, s->nurse);
    mention(w, "recommendation", s->backup->record.id, N_("The backup steps in: {1}"), record_title(w, &worker_type, s->backup->worker.id));
    return !failed(w) && backup_steps_in(w, s) && outcome(w, s, "backup", why) && warn_next(w, s, s->backup);
}

static bool shift(struct work *w, struct demand *d, day to)
{
    struct shifting s = { .demand = d, .from = d->start_from, .to = to, .said = json_new(w->arena) };
    shift_people(w, &s);
    write_object(&s.said, NULL);
    write_number(&s.said, "from", s.from.number);
    write_number(&s.said, "to", to.number);
    write_number(&s.said, "late", to.number - s.from.number);
    if (!serve(w, &s)) return false;
    write_end(&s.said, '}');
    d->start_from = to;
    d->shift.json = buf_text(&s.said.out);
    return !failed(w);
}

const struct sentence *birth_guard(struct work *w, const void *record)
{
    const struct demand *d = record;
    if (!d->expected.given) return because(w, N_("Only where a birth is expected: enter its date first"));
    return d->born.given ? because(w, N_("The child is born already")) : NULL;
}

bool birth_rule(struct work *w, void *record, const void *in)
{
    struct demand *d = record;
    day on = ((const struct birth_day *)in)->on;
    if (on.number > day_of(w->now).number) return refuse(w, "on", N_("A birth is entered when it happened; for another expected date there is a step of its own"));
    if (on.number < d->expected.number - 84) return refuse(w, "on", N_("This is more than twelve weeks before the expected day; check the year"));
    d->born = (maybe_day){ on.number, true };
    return shift(w, d, on);
}

bool birth_expected_rule(struct work *w, void *record, const void *in)
{
    struct demand *d = record;
    day on = ((const struct birth_day *)in)->on;
    if (on.number < day_of(w->now).number) return refuse(w, "on", N_("This day has passed"));
    d->expected = (maybe_day){ on.number, true };
    return shift(w, d, on);
}

/* ---- after a loss ---- */

static bool leave_in_peace(struct work *w, int64_t person)
{
    struct person *p = LOAD(w, person, person);
    if (!p) return false;
    struct found consents = LOAD_WHERE(w, consent, "person = $1 and purpose = $2 and state = 1", BIND(num(person), num(CONSENT_MARKETING)));
    for (int i = 0; i < consents.count; i++)
        if (!step_run(w, &consent_type, consents.at[i], "withdraw", NULL)) return false;
    p->do_not_contact = true;
    return SAVE(w, person, p);
}

static bool no_more_messages(struct work *w, const struct demand *d)
{
    struct found leads = LOAD_WHERE(w, lead, "person = $1", BIND(num(d->person.id)));
    for (int i = 0; i < leads.count; i++)
        if (!tell_no_more(w, &lead_type, FOUND(struct lead, leads, i)->record.id, NULL)) return false;
    remind_no_more(w, &demand_type, d->record.id, "birth");
    return tell_no_more(w, &demand_type, d->record.id, NULL);
}

bool close_quietly_rule(struct work *w, void *record, const void *nothing)
{
    struct demand *d = record;
    (void)nothing;
    if (!recommendations_withdraw(w, d->record.id) || !quotations_withdraw(w, d->record.id) || !no_more_messages(w, d) || !leave_in_peace(w, d->person.id)) return false;
    d->cancelled = CALLED_OFF_LOSS;
    d->deposit_fate = demand_deposit_fate(d->deposit_kind, CALLED_OFF_LOSS, d->deposit_paid, &d->deposit_back);
    d->quiet = true;
    d->urgent = false;
    d->waiting_since.ms = 0;
    d->ended_at = w->now;
    return true;
}

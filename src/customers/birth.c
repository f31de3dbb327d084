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

static int window_of(struct work *w, const struct demand *d)
{
    return d->margin ? (int)d->margin : (int)setting_number(w, SETTING_BIRTH_WINDOW, d->record.branch.id, day_of(w->now));
}

/* Once the child is there nothing is a window any more. */
static struct days days_of(struct work *w, const struct demand *d)
{
    if (d->born.given || !d->expected.given) return (struct days){ d->start_from, demand_last_day(d) };
    return birth_window((day){ d->expected.number }, window_of(w, d), (int)d->term);
}

static bool has_backup(struct work *w, int64_t demand, int64_t except)
{
    return db_one(w, SQL("select 1 from recommendation where demand = $1 and id <> $2 and backup = 1 and state in (3, 5, 6, 8, 9, 10, 11) limit 1"), BIND(num(demand), num(except)), 0) == 1;
}

/* Her other births: accepted, on trial or hired, not over. */
static struct found other_births(struct work *w, int64_t demand, int64_t worker)
{
    return LOAD_WHERE(w, demand, "expected is not null and id <> $1 and id in (select demand from recommendation where worker = $2 and backup = 0 and state in (11, 12, 13) and last >= $3) order by start_from",
                      BIND(num(demand), num(worker), num(day_of(w->now).number)));
}

bool birth_windows_must(struct work *w, const struct demand *d, const struct recommendation *r)
{
    if (!d->expected.given || r->backup) return true;
    struct days mine = days_of(w, d);
    struct found others = other_births(w, d->record.id, r->worker.id);
    int64_t most = setting_number(w, SETTING_BIRTH_OVERLAP, d->record.branch.id, day_of(w->now));
    for (int i = 0; i < others.count; i++) {
        const struct demand *o = FOUND(struct demand, others, i);
        struct days hers = days_of(w, o);
        int common = windows_overlap(mine, hers);
        if (common > most)
            return refuse_as(w, CONFLICT, "worker", N_("Her window for {1} ({2} to {3}) has {4} days in common with this one; {5} are allowed. Take another nurse"), o->record.number,
                             day_text(w->arena, hers.first), day_text(w->arena, hers.last), print(w, "%d", common), print(w, "%lld", (long long)most));
        if (common && !has_backup(w, d->record.id, r->record.id))
            return refuse_as(w, CONFLICT, "backup", N_("Her window for {1} and this one have {2} days in common: name a backup first, who has been asked"), o->record.number, print(w, "%d", common));
    }
    return !failed(w);
}

/* ---- the day moves ---- */

struct shifting { struct demand *demand; struct recommendation *nurse, *backup; day from, to; struct json said; };

static struct recommendation *first_of(struct found all) { return all.count ? all.at[0] : NULL; }

static void shift_people(struct work *w, struct shifting *s)
{
    s->nurse = first_of(LOAD_WHERE(w, recommendation, "demand = $1 and backup = 0 and state in (11, 12, 13) order by state desc, id limit 1", BIND(num(s->demand->record.id))));
    s->backup = first_of(LOAD_WHERE(w, recommendation, "demand = $1 and backup = 1 and state in (3, 5, 6, 8, 9, 10, 11) order by state desc, id limit 1", BIND(num(s->demand->record.id))));
}

static struct booking booking_for(const struct demand *d, const struct recommendation *r, day first)
{
    day last = { first.number + (d->term > 1 ? (int32_t)d->term - 1 : 0) };
    return (struct booking){ .resource = { RESOURCE_WORKER, r->worker.id }, .source = recommendation_source(r->record.id), .from = day_start(first), .to = day_start((day){ last.number + 1 }),
        .journey = JOURNEY_NONE, .branch = d->record.branch.id, .label = d->record.number };
}

/* Free on the new days, what she has for this demand aside; and her papers hold. */
static bool is_free(struct work *w, const struct shifting *s, const struct recommendation *r, text *ret_why)
{
    struct booking b = booking_for(s->demand, r, s->to);
    struct clash clash;
    const struct worker *n = record_peek(w, &worker_type, r->worker.id);
    *ret_why = "";
    if (!n) return false;
    if (booking_clash(w, &b, NULL, &clash)) { *ret_why = translate_with(w->arena, w->language, clash.message, clash.arguments); return false; }
    struct eligibility_case c = demand_case(w, s->demand, n, s->to, day_of((instant){ b.to.ms - 1 }));
    struct judgement j = eligibility(w, &c);
    for (const struct reason *why = j.reasons; why; why = why->next)
        if (!why->warning) { *ret_why = translate_with(w->arena, w->language, why->why.message, why->why.arguments); return false; }
    return !failed(w);
}

static bool move_booking(struct work *w, const struct shifting *s, struct recommendation *r, bool firm)
{
    struct booking b = booking_for(s->demand, r, s->to);
    struct source own = b.source;
    if (!firm) b.hold_until = (instant){ w->now.ms + HOURS(24) };
    if (!booking_replace(w, &own, 1, &b, 1)) return false;
    r->first = s->to;
    r->last = day_of((instant){ b.to.ms - 1 });
    if (!firm) r->hold_until = b.hold_until;
    return SAVE(w, recommendation, r);
}

/* The backup takes her place: same or higher grade at the booked price is the office's to see to (§4.4); her calendar is taken at once. */
static bool backup_steps_in(struct work *w, struct shifting *s)
{
    bool firm = s->nurse->state >= RECOMMENDED_ON_TRIAL;
    booking_drop(w, recommendation_source(s->nurse->record.id));
    if (!step_run(w, &recommendation_type, s->backup, "step_in", NULL)) return false;
    if (!move_booking(w, s, s->backup, firm)) return false;
    return step_run(w, &recommendation_type, s->nurse, "give_way", NULL);
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
    struct found others = other_births(w, s->demand->record.id, serves->worker.id);
    struct days now = { serves->first, serves->last };
    write_list(&s->said, "near");
    for (int i = 0; i < others.count && !failed(w); i++) {
        const struct demand *o = FOUND(struct demand, others, i);
        int common = windows_overlap(now, days_of(w, o));
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

static bool serve(struct work *w, struct shifting *s)
{
    text why = "", why_not = "";
    if (!s->nurse) return outcome(w, s, "nobody_yet", "");
    if (is_free(w, s, s->nurse, &why)) return move_booking(w, s, s->nurse, s->nurse->state >= RECOMMENDED_ON_TRIAL) && outcome(w, s, "nurse", "") && warn_next(w, s, s->nurse);
    if (failed(w)) return false;
    if (s->backup && is_free(w, s, s->backup, &why_not)) {
        mention(w, "recommendation", s->backup->record.id, N_("The backup steps in: {1}"), record_title(w, &worker_type, s->backup->worker.id));
        return backup_steps_in(w, s) && outcome(w, s, "backup", why) && warn_next(w, s, s->backup);
    }
    if (failed(w)) return false;
    mention(w, "demand", s->demand->record.id, N_("Nobody is free on the new day: {1}"), why);
    booking_drop(w, recommendation_source(s->nurse->record.id));
    return call_office(w, s->demand, N_("The child comes and neither nurse nor backup is free: find a substitute of the same or a higher grade at the booked price"), w->now) && outcome(w, s, "nobody", why);
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
    if (!recommendations_withdraw(w, d->record.id) || !no_more_messages(w, d) || !leave_in_peace(w, d->person.id)) return false;
    d->cancelled = CALLED_OFF_LOSS;
    d->deposit_fate = demand_deposit_fate(d->deposit_kind, CALLED_OFF_LOSS, d->deposit, &d->deposit_back);
    d->quiet = true;
    d->urgent = false;
    d->waiting_since.ms = 0;
    d->ended_at = w->now;
    return true;
}

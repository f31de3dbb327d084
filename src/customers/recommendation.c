/* recommendation.c — see recommendation.h. */
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "record/answer.h"
#include "record/store.h"
#include "customers/birth.h"
#include "customers/customers.h"
#include "customers/match.h"

enum { HOLD_HOURS = 24, MOST_HELD = 50 };

static const struct choice states[] = {
    { RECOMMENDED, "suggested", N_("Suggested"), "mute" }, { RECOMMENDED_ASKED, "asked", N_("Worker asked"), "warn" }, { RECOMMENDED_WILLING, "willing", N_("Worker is willing"), "info" },
    { RECOMMENDED_UNWILLING, "unwilling", N_("The worker does not want to"), "mute", .final = true }, { RECOMMENDED_SHOWN, "shown", N_("Shown"), "info" }, { RECOMMENDED_WANTED, "wanted", N_("Wanted"), "info" },
    { RECOMMENDED_DECLINED, "declined", N_("Declined by the customer"), "mute", .final = true }, { RECOMMENDED_INTERVIEW_SET, "interview_set", N_("Interview set"), "info" },
    { RECOMMENDED_INTERVIEWED, "interviewed", N_("Interviewed"), "info" }, { RECOMMENDED_OFFERED, "offered", N_("Offer made"), "info" }, { RECOMMENDED_ACCEPTED, "accepted", N_("Both said yes"), "ok" },
    { RECOMMENDED_ON_TRIAL, "on_trial", N_("On trial"), "info" }, { RECOMMENDED_HIRED, "hired", N_("Hired"), "ok" }, { RECOMMENDED_NOT_HIRED, "not_hired", N_("Not hired after the trial"), "mute", .final = true },
    { RECOMMENDED_WITHDRAWN, "withdrawn", N_("Withdrawn"), "mute", .final = true }, { 0 },
};

/* The résumé card as it is shown (resume.h). */
#define CARD_FIELDS "surname,age_band,province,experience,skills,certificates,light"
static text card_reads(struct work *w, text code)
{
    return strcmp(code, CARD_FIELDS) ? NULL : translate(w->language, N_("Surname, age band, home province, experience, skills, certificates, state of her papers"));
}

static const struct field fields[] = {
    FIELD(recommendation, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(recommendation, demand, .label = N_("Demand"), .to = &demand_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(recommendation, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(recommendation, person, .label = N_("Who asks"), .to = &person_type, .set_by = ENGINE_ONLY),
    FIELD(recommendation, introducer, .label = N_("Introduced by"), .to = &account_type, .set_by = ENGINE_ONLY), FIELD(recommendation, score, .label = N_("Points"), .list = true, .set_by = ENGINE_ONLY),
    FIELD(recommendation, parts, .label = N_("What the points rest on"), .set_by = ENGINE_ONLY),
    FIELD(recommendation, first, .label = N_("From"), .set_by = ENGINE_ONLY), FIELD(recommendation, last, .label = N_("Until"), .set_by = ENGINE_ONLY),
    FIELD(recommendation, backup, .label = N_("As backup"), .list = true, .filter = true, .set_by = SET_ON_CREATE, .help = N_("Stands by for the window of a birth")),
    FIELD(recommendation, asked_at, .label = N_("Asked at"), .set_by = STEPS_ONLY), FIELD(recommendation, willing_at, .label = N_("Said yes at"), .set_by = STEPS_ONLY),
    FIELD(recommendation, shown_at, .label = N_("Shown at"), .list = true, .set_by = STEPS_ONLY), FIELD(recommendation, replied_at, .label = N_("Customer's answer at"), .set_by = STEPS_ONLY),
    FIELD(recommendation, accepted_at, .label = N_("Both said yes at"), .set_by = STEPS_ONLY), FIELD(recommendation, hold_until, .label = N_("Calendar kept until"), .set_by = STEPS_ONLY),
    FIELD(recommendation, ended_at, .label = N_("Ended at"), .set_by = STEPS_ONLY), FIELD(recommendation, card, .label = N_("What was shown of her"), .reads = card_reads, .set_by = STEPS_ONLY),
    FIELD(recommendation, why, .label = N_("Why not"), .choices = demand_declines, .filter = true, .set_by = STEPS_ONLY), FIELD(recommendation, note, .personal = true, .label = N_("Note"), .max = 300),
    FIELD(recommendation, deal, .label = N_("Order or contract"), .set_by = STEPS_ONLY),
};

/* ---- the hard rules over the term ---- */

struct eligibility_case demand_case(struct work *w, const struct demand *d, const struct worker *n, day first, day last)
{
    const struct household *h = d->household.id ? record_peek(w, &household_type, d->household.id) : NULL;
    struct eligibility_case c = { .worker = n, .line = record_peek(w, &service_line_type, d->line.id), .branch = d->record.branch.id, .customer = d->customer.id, .household = d->household.id,
        .pets = d->pets || (h && h->pets), .from = first, .to = last, .proposed = true, .starts_live_in = d->arrangement == ARRANGED_LIVE_IN };
    for (size_t i = 0; i < d->cared.count; i++) {
        enum care_role role = ROW(struct household_member, d->cared, i)->role;
        c.infant |= role == CARE_NEWBORN || role == CARE_INFANT;
        c.dependants |= role && role != CARE_ADULT;
    }
    return c;
}

static bool takes_all_day(const struct demand *d) { return d->arrangement && d->arrangement != ARRANGED_HOURS; }

static struct booking lock_of(const struct demand *d, const struct recommendation *r)
{
    return (struct booking){ .resource = { RESOURCE_WORKER, r->worker.id }, .source = recommendation_source(r->record.id), .from = day_start(r->first), .to = day_start((day){ r->last.number + 1 }),
        .journey = JOURNEY_NONE, .branch = d->record.branch.id, .label = d->record.number };
}

static void judge_calendar(struct work *w, const struct demand *d, const struct worker *n, const struct recommendation *own, struct judgement *j)
{
    struct recommendation r = { .record.id = own ? own->record.id : 0, .worker = { n->record.id }, .first = d->start_from, .last = demand_last_day(d) };
    struct booking b = lock_of(d, &r);
    struct source without[] = { b.source, b.source, { 0 } };
    struct clash clash;
    demand_held(w, d->record.id, &without[1]);
    if (!takes_all_day(d) || !booking_clash(w, &b, without, &clash)) return;
    day since = day_of(clash.with.from), until = day_of((instant){ clash.with.to.ms - 1 });
    bool days = clash.with.from.ms == day_start(since).ms && clash.with.to.ms == day_start((day){ until.number + 1 }).ms && !clash.with.foreign;      /* a placement: told by days, not from midnight to midnight */
    const struct sentence *taken = !days ? &(struct sentence){ clash.message, clash.arguments } : because(w, N_("{1} is taken from {2} until {3}: {4}"), n->name, day_text(w->arena, since), day_text(w->arena, until), clash.with.label ? clash.with.label : "");
    struct reason *why = reason_add(w, j, "H04.placement", since.number > r.first.number ? since : r.first, until.number < r.last.number ? until : r.last, taken,
                                    because(w, N_("From {1} on she is free; begin then, or take another worker"), day_text(w->arena, (day){ until.number + 1 })));
    if (!clash.with.foreign) reason_fix(why, clash.with.source.type, clash.with.source.id, "");
}

/* What she asks for a month of 26 days of eight hours, against what is offered (H14). */
static void judge_pay(struct work *w, const struct demand *d, const struct worker *n, struct judgement *j)
{
    int64_t asks = n->least_hourly.fen * 26 * 8;
    if (!d->wage.fen || !asks || !takes_all_day(d) || d->wage.fen >= asks) return;
    reason_warn(w, j, "H14.asked", d->start_from, demand_last_day(d), because(w, N_("She asks for {1} a month, {2} is offered"), money_shown(w->arena, (money){ asks }), money_shown(w->arena, d->wage)),
                because(w, N_("Ask her, or tell the customer what somebody with her experience costs")));
}

/* A child may come late: a paper that lasts for the booked days but not to the end of the window is named now, and renewed before (§4.4). */
static void judge_window(struct work *w, const struct demand *d, const struct worker *n, struct judgement *j)
{
    struct days window = birth_days_of(w, d);
    day last = demand_last_day(d);
    if (!d->expected.given || window.last.number <= last.number) return;
    struct eligibility_case c = demand_case(w, d, n, last, window.last);
    struct judgement later = eligibility(w, &c);
    for (const struct reason *r = later.reasons; r; r = r->next)
        if (!r->warning && starts_with(r->code, "H02") && r->since.number > last.number)
            reason_warn(w, j, r->code, r->since, window.last, &r->why, because(w, N_("Renew it before {1}: the window of this birth runs until {2}"), day_text(w->arena, r->since), day_text(w->arena, window.last)));
}

static bool said_already(const struct judgement *j, text code)
{
    for (const struct reason *r = j->reasons; r; r = r->next)
        if (!strcmp(r->code, code)) return true;
    return false;
}

/* Nobody's papers outlast a year: behind the days they must be good for (a placement asks no more) what runs out is a warning with the day to renew it by. Anything else stops as on the first day. */
static void judge_later(struct work *w, const struct demand *d, const struct worker *n, day from, struct judgement *j)
{
    struct eligibility_case c = demand_case(w, d, n, from, demand_last_day(d));
    c.starts_live_in = false;
    struct judgement later = eligibility(w, &c);
    for (const struct reason *r = later.reasons; r; r = r->next) {
        if (r->warning || said_already(j, r->code)) continue;
        if (!starts_with(r->code, "H02")) reason_add(w, j, r->code, r->since, r->until, &r->why, r->fix.message ? &r->fix : NULL);
        else reason_warn(w, j, r->code, r->since, r->until, &r->why, because(w, N_("Renew it before {1}"), day_text(w->arena, r->since)));
    }
}

static struct judgement judge(struct work *w, const struct demand *d, const struct worker *n, const struct recommendation *own)
{
    day last = demand_last_day(d), firm = { d->start_from.number + (int32_t)setting_number(w, SETTING_PAPERS_DAYS, d->record.branch.id, d->start_from) - 1 };
    struct eligibility_case c = demand_case(w, d, n, d->start_from, firm.number < last.number ? firm : last);
    c.signs = true;
    struct judgement j = eligibility(w, &c);
    if (firm.number < last.number) judge_later(w, d, n, (day){ firm.number + 1 }, &j);
    judge_calendar(w, d, n, own, &j);
    judge_pay(w, d, n, &j);
    judge_window(w, d, n, &j);
    return j;
}

struct judgement demand_judge(struct work *w, const struct demand *d, const struct worker *n) { return judge(w, d, n, recommendation_of(w, d->record.id, n->record.id)); }

/* The first rule that fails is the sentence, with the day it fails on when that is not the first (T04). */
static bool must_be_eligible(struct work *w, const struct demand *d, const struct worker *n, const struct recommendation *own)
{
    struct judgement j = judge(w, d, n, own);
    for (const struct reason *r = j.reasons; r; r = r->next) {
        if (r->warning) continue;
        text why = translate_with(w->arena, w->language, r->why.message, r->why.arguments);
        if (r->since.number > d->start_from.number) return refuse_as(w, CONFLICT, "worker", N_("{1} cannot take it: from {2} on: {3}"), n->name, day_text(w->arena, r->since), why);
        return refuse_as(w, CONFLICT, "worker", N_("{1} cannot take it: {2}"), n->name, why);
    }
    return !failed(w);
}

/* ---- making one ---- */

struct recommendation *recommendation_of(struct work *w, int64_t demand, int64_t worker)
{
    struct found one = LOAD_WHERE(w, recommendation, "demand = $1 and worker = $2 order by id desc limit 1", BIND(num(demand), num(worker)));
    return one.count ? one.at[0] : NULL;
}

static bool is_open(enum recommendation_state s)
{
    return s != RECOMMENDED_UNWILLING && s != RECOMMENDED_DECLINED && s < RECOMMENDED_HIRED;
}

static bool may_be_made(struct work *w, struct recommendation *r, const struct demand *d, const struct worker *n)
{
    if (!(FROM(d->state) & (DEMAND_LOOKING | FROM(DEMAND_SHORTLISTED) | FROM(DEMAND_INTERVIEWING) | FROM(DEMAND_CONTRACTING) | (r->backup ? DEMAND_RUNNING | FROM(DEMAND_FULFILLED) : 0))))
        return wrong(w, "demand", N_("Nobody is looked for here: finish the interview, or take the demand up again"));
    const struct recommendation *there = recommendation_of(w, d->record.id, n->record.id);
    if (there && there->state != RECOMMENDED_WITHDRAWN) return refuse(w, "worker", N_("{1} was shown already"), n->name);
    if (r->backup && !birth_backup_must(w, d, n)) return false;
    return must_be_eligible(w, d, n, NULL);
}

static bool check(struct work *w, struct recommendation *r, const struct recommendation *before)
{
    if (before) return demand_words_lawful(w, "note", r->note);
    const struct demand *d = LOAD(w, demand, r->demand.id);
    const struct worker *n = d ? LOAD(w, worker, r->worker.id) : NULL;
    if (!n) return false;
    r->record.branch = d->record.branch;
    r->person = d->person;
    r->introducer.id = w->actor->user;
    if (!r->first.number) r->first = d->start_from;
    if (!r->last.number) r->last = demand_last_day(d);
    return w->actor->system || may_be_made(w, r, d, n);
}
CHECKER(recommendation, check)

/* The points as they were when she was chosen; the weights may change. */
static bool note_score(struct work *w, struct recommendation *r)
{
    const struct demand *d = record_peek(w, &demand_type, r->demand.id);
    struct match one = { .worker = record_peek(w, &worker_type, r->worker.id) };
    if (!d || !one.worker) return !failed(w);
    match_rate(w, d, &one, 1);
    r->score = one.score;
    r->parts.json = match_parts_json(w, &one);
    return SAVE(w, recommendation, r);
}

static bool created(struct work *w, struct recommendation *r) { return w->actor->system || note_score(w, r); }
AFTER_CREATE(recommendation, created)

static bool changed_hook(struct work *w, void *record, const void *before)
{
    const struct recommendation *r = record, *was = before;
    return (was && was->state == r->state) || demand_follow(w, r->demand.id);
}

static text title(struct work *w, const struct recommendation *r) { return print(w, "%s · %s", record_title(w, &worker_type, r->worker.id), record_title(w, &demand_type, r->demand.id)); }
TITLE(recommendation, title)

/* ---- the steps ---- */

static bool ask(struct work *w, struct recommendation *r) { r->asked_at = w->acted; return true; }
RULE_PLAIN(recommendation, ask)

struct agreeing { text note; };
static const struct field agreeing_fields[] = { FIELD(agreeing, note, .label = N_("What she said when asked"), .max = 300) };
static bool agree(struct work *w, struct recommendation *r, const struct agreeing *in)
{
    if (!r->asked_at.ms) r->asked_at = w->acted;
    r->willing_at = w->acted;
    if (in && in->note && *in->note) r->note = in->note;
    return true;
}
RULE(recommendation, agreeing, agree)

bool decline_of_worker(enum decline_reason why) { return why >= DECLINE_PAY_LOW; }

static const struct field no_fields[] = {
    FIELD(no_from, why, .label = N_("Why not"), .choices = demand_declines, .required = true), FIELD(no_from, note, .label = N_("Note"), .max = 300),
};

static bool end(struct work *w, struct recommendation *r, const struct no_from *in)
{
    r->why = in->why;
    if (in->note && *in->note) r->note = in->note;
    r->ended_at = w->now;
    booking_drop(w, recommendation_source(r->record.id));
    return interviews_cancel(w, r->record.id);
}

static bool turn_down(struct work *w, struct recommendation *r, const struct no_from *in) { return end(w, r, in); }
RULE(recommendation, no_from, turn_down)

static bool decline(struct work *w, struct recommendation *r, const struct no_from *in)
{
    r->replied_at = w->acted;
    return end(w, r, in);
}
RULE(recommendation, no_from, decline)

/* The worker is asked before anybody sees her card. */
static const struct sentence *asked_first(struct work *w, const struct recommendation *r)
{
    return r->willing_at.ms ? NULL : because(w, N_("Ask her first whether she is willing; a card is shown after her yes"));
}
GUARD(recommendation, asked_first)

static bool show(struct work *w, struct recommendation *r)
{
    const struct demand *d = record_peek(w, &demand_type, r->demand.id);
    const struct worker *n = d ? record_peek(w, &worker_type, r->worker.id) : NULL;
    if (!n || !must_be_eligible(w, d, n, r)) return false;
    r->shown_at = w->acted;
    r->card = CARD_FIELDS;
    return true;
}
RULE_PLAIN(recommendation, show)

static bool want(struct work *w, struct recommendation *r) { r->replied_at = w->acted; return true; }
RULE_PLAIN(recommendation, want)

static bool set_interview(struct work *w, struct recommendation *r, const struct interview_plan *in) { return interview_make(w, r, in); }
RULE(recommendation, interview_plan, set_interview)

static bool lock_calendar(struct work *w, struct recommendation *r, bool firm)
{
    const struct demand *d = record_peek(w, &demand_type, r->demand.id);
    const struct worker *n = d ? LOAD_LOCKED(w, worker, r->worker.id) : NULL;        /* of two who ask at once the second reads what the first has */
    if (!n || !takes_all_day(d)) return !failed(w);
    r->first = d->start_from;
    r->last = demand_last_day(d);
    struct source held;
    bool taken_over = firm && demand_held(w, d->record.id, &held);     /* a placement is planned: her days and papers are judged there */
    if (failed(w)) return false;
    if (taken_over) { r->hold_until.ms = 0; return true; }
    if (!must_be_eligible(w, d, n, r) || !birth_windows_must(w, d, r)) return false;
    struct booking b = lock_of(d, r);
    struct source own = b.source;
    if (!firm) b.hold_until = (instant){ w->now.ms + HOURS(HOLD_HOURS) };
    r->hold_until = b.hold_until;
    return demand_held(w, d->record.id, &held) ? !failed(w) : booking_replace(w, &own, 1, &b, 1);
}

static const struct sentence *nobody_else(struct work *w, const struct recommendation *r)
{
    bool other = !r->backup && db_one(w, SQL("select 1 from recommendation where demand = $1 and id <> $2 and backup = 0 and state in (11, 12, 13) limit 1"), BIND(num(r->demand.id), num(r->record.id)), 0) == 1;
    return other ? because(w, N_("Somebody else has been accepted for this demand; withdraw her first")) : NULL;
}
GUARD(recommendation, nobody_else)

static bool accept(struct work *w, struct recommendation *r)
{
    r->accepted_at = w->acted;
    return lock_calendar(w, r, false);
}
RULE_PLAIN(recommendation, accept)

static bool hold_again(struct work *w, struct recommendation *r) { return lock_calendar(w, r, false); }
RULE_PLAIN(recommendation, hold_again)

static bool lapse(struct work *w, struct recommendation *r)
{
    booking_drop(w, recommendation_source(r->record.id));
    r->hold_until.ms = 0;
    return true;
}
RULE_PLAIN(recommendation, lapse)
/* From the signatures on her time is the placement's, and she is not offered again though nobody has said yet that the trial begins. */
static bool stay_signed(struct work *w, struct recommendation *r)
{
    (void)w;
    r->hold_until.ms = 0;
    return true;
}
RULE_PLAIN(recommendation, stay_signed)

static bool sign_for(struct work *w, struct recommendation *r, bool trial)
{
    struct demand *d = LOAD(w, demand, r->demand.id);
    struct demand_paper paper;
    if (!d || !demand_contract_must(w, d, r->worker.id, trial, &paper)) return false;
    r->deal = d->deal = paper.number;
    d->hired = r->worker;
    return lock_calendar(w, r, true);
}

static const struct sentence *contract_signed(struct work *w, const struct recommendation *r) { return demand_contract_lacks(w, r->demand.id, r->worker.id); }
GUARD(recommendation, contract_signed)

static bool start_trial(struct work *w, struct recommendation *r) { return sign_for(w, r, true); }
RULE_PLAIN(recommendation, start_trial)
static bool hire(struct work *w, struct recommendation *r) { return sign_for(w, r, false); }
RULE_PLAIN(recommendation, hire)

static bool fail_trial(struct work *w, struct recommendation *r, const struct no_from *in)
{
    struct demand *d = LOAD(w, demand, r->demand.id);
    if (!d) return false;
    d->hired.id = 0;
    return end(w, r, in);
}
RULE(recommendation, no_from, fail_trial)

/* Her contract ended within the trial: who ended it stands with the contract and in the course of this, and is no judgement of her. */
static bool trial_ends(struct work *w, struct recommendation *r) { return fail_trial(w, r, &(struct no_from){ 0, "" }); }
RULE_PLAIN(recommendation, trial_ends)

/* The contract goes on with another one, so the demand is not looked for again. */
static bool replaced(struct work *w, struct recommendation *r) { return end(w, r, &(struct no_from){ 0, "" }); }
RULE_PLAIN(recommendation, replaced)

static bool withdraw(struct work *w, struct recommendation *r)
{
    r->ended_at = w->now;
    booking_drop(w, recommendation_source(r->record.id));
    return interviews_cancel(w, r->record.id);
}
RULE_PLAIN(recommendation, withdraw)

/* ---- the backup of a birth ---- */

static bool step_in(struct work *w, struct recommendation *r)
{
    r->backup = false;
    r->accepted_at = w->now;
    return true;
}
RULE_PLAIN(recommendation, step_in)

/* ---- clocks ---- */

static instant ask_due(struct work *w, const struct recommendation *r) { (void)w; return (instant){ r->record.created_at.ms + HOURS(4) }; }
DUE(recommendation, ask_due)
static instant hold_due(struct work *w, const struct recommendation *r) { (void)w; return (instant){ r->hold_until.ms ? r->hold_until.ms - HOURS(4) : 0 }; }
DUE(recommendation, hold_due)

static const struct deadline deadlines[] = {
    { .name = "ask", .label = N_("Ask the worker whether she is willing"), .states = FROM(RECOMMENDED) | FROM(RECOMMENDED_ASKED), .due = ask_due_hook, .who = CAN_EDIT_DEMANDS, .escalate_after = HOURS(12), .then = CAN_OVERSEE_DEMANDS, .step = "agree" },
    { .name = "hold", .label = N_("The contract is not signed, her calendar is free again soon"), .states = FROM(RECOMMENDED_ACCEPTED), .due = hold_due_hook, .who = CAN_EDIT_DEMANDS, .escalate_after = HOURS(2), .then = CAN_OVERSEE_DEMANDS, .step = "hold_again" },
};
#define ASKING     (FROM(RECOMMENDED) | FROM(RECOMMENDED_ASKED))
#define ON_SHOW    (FROM(RECOMMENDED_SHOWN) | FROM(RECOMMENDED_WANTED) | FROM(RECOMMENDED_INTERVIEW_SET) | FROM(RECOMMENDED_INTERVIEWED) | FROM(RECOMMENDED_OFFERED) | FROM(RECOMMENDED_ACCEPTED))
#define ALL_OPEN   (ASKING | FROM(RECOMMENDED_WILLING) | ON_SHOW)
static const struct step steps[] = {
    STEP(ask, .label = N_("Asked her"), .from = FROM(RECOMMENDED), .to = RECOMMENDED_ASKED, .by = CAN_EDIT_DEMANDS, .run = ask_rule),
    STEP(agree, .label = N_("She is willing"), .tone = "primary", .from = ASKING, .to = RECOMMENDED_WILLING, .by = CAN_EDIT_DEMANDS, INPUTS(agreeing, agreeing_fields), .run = agree_rule),
    STEP(show, .label = N_("Show her to the customer"), .tone = "primary", .from = FROM(RECOMMENDED_WILLING), .to = RECOMMENDED_SHOWN, .by = CAN_EDIT_DEMANDS, .guard = asked_first_guard, .run = show_rule),
    STEP(want, .label = N_("The customer wants to meet her"), .tone = "primary", .from = FROM(RECOMMENDED_SHOWN), .to = RECOMMENDED_WANTED, .by = CAN_EDIT_DEMANDS, .run = want_rule),
    /* Once she is wanted the interview comes next; at once, or again, it is one way among others. */
    STEP(set_interview, .label = N_("Set an interview"), .tone = "primary", .from = FROM(RECOMMENDED_WANTED), .to = RECOMMENDED_INTERVIEW_SET, .by = CAN_EDIT_DEMANDS,
         .inputs = interview_plan_fields, .input_count = INTERVIEW_PLAN_FIELDS, .input_size = sizeof(struct interview_plan), .run = set_interview_rule),
    STEP(meet, .label = N_("Set an interview"), .from = FROM(RECOMMENDED_SHOWN) | FROM(RECOMMENDED_INTERVIEWED), .to = RECOMMENDED_INTERVIEW_SET, .by = CAN_EDIT_DEMANDS,
         .inputs = interview_plan_fields, .input_count = INTERVIEW_PLAN_FIELDS, .input_size = sizeof(struct interview_plan), .run = set_interview_rule),
    STEP(offer, .label = N_("Make an offer"), .tone = "primary", .from = FROM(RECOMMENDED_WANTED) | FROM(RECOMMENDED_INTERVIEWED), .to = RECOMMENDED_OFFERED, .by = CAN_EDIT_DEMANDS, .guard = nobody_else_guard),
    STEP(accept, .label = N_("Both say yes: keep her calendar"), .tone = "primary", .from = FROM(RECOMMENDED_OFFERED) | FROM(RECOMMENDED_WANTED), .to = RECOMMENDED_ACCEPTED, .by = CAN_EDIT_DEMANDS, .guard = nobody_else_guard, .run = accept_rule),
    STEP(hold_again, .label = N_("Keep her calendar for 24 hours more"), .from = FROM(RECOMMENDED_ACCEPTED), .by = CAN_EDIT_DEMANDS, .reason = true, .run = hold_again_rule),
    STEP(start_trial, .label = N_("The trial begins"), .tone = "primary", .from = FROM(RECOMMENDED_ACCEPTED), .to = RECOMMENDED_ON_TRIAL, .by = CAN_EDIT_DEMANDS, .guard = contract_signed_guard, .run = start_trial_rule),
    STEP(hire, .label = N_("Hired"), .tone = "primary", .from = FROM(RECOMMENDED_ACCEPTED) | FROM(RECOMMENDED_ON_TRIAL), .to = RECOMMENDED_HIRED, .by = CAN_EDIT_DEMANDS, .guard = contract_signed_guard, .run = hire_rule),
    STEP(fail_trial, .label = N_("Not hired after the trial"), .tone = "danger", .from = FROM(RECOMMENDED_ON_TRIAL), .to = RECOMMENDED_NOT_HIRED, .by = CAN_EDIT_DEMANDS, INPUTS(no_from, no_fields), .run = fail_trial_rule),
    STEP(trial_ends, .label = N_("Not hired after the trial"), .from = FROM(RECOMMENDED_ON_TRIAL), .to = RECOMMENDED_NOT_HIRED, .hidden = true, .run = trial_ends_rule),
    STEP(replaced, .label = N_("Replaced within the trial"), .from = FROM(RECOMMENDED_ON_TRIAL), .to = RECOMMENDED_NOT_HIRED, .hidden = true, .run = replaced_rule),
    STEP(decline, .label = N_("The customer says no"), .from = ON_SHOW, .to = RECOMMENDED_DECLINED, .by = CAN_EDIT_DEMANDS, INPUTS(no_from, no_fields), .run = decline_rule),
    STEP(turn_down, .label = N_("The worker says no"), .from = ALL_OPEN, .to = RECOMMENDED_UNWILLING, .by = CAN_EDIT_DEMANDS, INPUTS(no_from, no_fields), .run = turn_down_rule),
    STEP(withdraw, .label = N_("Withdraw"), .from = ALL_OPEN, .to = RECOMMENDED_WITHDRAWN, .by = CAN_EDIT_DEMANDS, .run = withdraw_rule),
    STEP(met, .label = N_("Interviewed"), .from = FROM(RECOMMENDED_INTERVIEW_SET), .to = RECOMMENDED_INTERVIEWED, .hidden = true),
    STEP(not_met, .label = N_("No interview"), .from = FROM(RECOMMENDED_INTERVIEW_SET), .to = RECOMMENDED_WANTED, .hidden = true),
    STEP(stay_signed, .label = N_("The contract is signed"), .from = FROM(RECOMMENDED_ACCEPTED), .hidden = true, .run = stay_signed_rule),
    STEP(lapse, .label = N_("Her calendar is free again"), .from = FROM(RECOMMENDED_ACCEPTED), .to = RECOMMENDED_OFFERED, .hidden = true, .run = lapse_rule),
    STEP(step_in, .label = N_("The backup steps in"), .from = FROM(RECOMMENDED_WILLING) | ON_SHOW, .to = RECOMMENDED_ACCEPTED, .hidden = true, .run = step_in_rule),
    STEP(give_way, .label = N_("The backup takes her place"), .from = FROM(RECOMMENDED_ACCEPTED) | FROM(RECOMMENDED_ON_TRIAL) | FROM(RECOMMENDED_HIRED), .to = RECOMMENDED_WITHDRAWN, .hidden = true, .run = withdraw_rule),
};
static const struct retention kept[] = {
    { .name = "shown", .label = N_("Recommendations: notes, from the end"), .law = N_("Who was introduced to whom: 3 years (Civil Code art. 188, 965)"), .days = 1095, .due = "ended_at > 0 and ended_at < $1 and note <> ''", .members = "note" },
};
static const text indexes[] = { "demand, state", "worker, state", NULL };

const struct record_type recommendation_type = RECORD_TYPE(recommendation, .label = N_("Recommendation"), .module = "customers", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = RECOMMENDED,
    .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "person", .see = CAN_SEE_DEMANDS, .create = CAN_EDIT_DEMANDS, .edit = CAN_EDIT_DEMANDS, .indexes = indexes, .check = check_hook, .created = created_hook,
    .changed = changed_hook, .title = title_hook);

/* ---- for others ---- */

bool recommend_at_once(struct work *w, struct demand *d, const struct recommending *in)
{
    const struct worker *n = LOAD(w, worker, in->worker.id);
    struct recommendation fresh = { .demand = { d->record.id }, .worker = in->worker };
    if (!n || !may_be_made(w, &fresh, d, n) || !ADD(w, recommendation, &fresh)) return false;
    struct recommendation *r = LOAD(w, recommendation, fresh.record.id);
    if (!r || !step_run(w, &recommendation_type, r, "agree", &(struct agreeing){ in->note ? in->note : "" })) return false;
    return step_run(w, &recommendation_type, r, "show", NULL);
}

bool recommendations_withdraw(struct work *w, int64_t demand)
{
    struct found all = LOAD_WHERE(w, recommendation, "demand = $1 and state in (1, 2, 3, 5, 6, 8, 9, 10, 11, 12, 13) order by id", BIND(num(demand)));
    for (int i = 0; i < all.count && !failed(w); i++) {
        struct recommendation *r = all.at[i];
        if (!step_run(w, &recommendation_type, r, is_open(r->state) && r->state != RECOMMENDED_ON_TRIAL ? "withdraw" : "give_way", NULL)) return false;
    }
    return !failed(w);
}

bool recommendations_lapse(struct work *w)
{
    struct found over = LOAD_WHERE(w, recommendation, "state = 11 and hold_until > 0 and hold_until <= $1 order by id limit 50", BIND(num(w->now.ms)));
    for (int i = 0; i < over.count; i++) {
        const struct recommendation *r = FOUND(struct recommendation, over, i);
        if (!step_run(w, &recommendation_type, over.at[i], demand_contract_lacks(w, r->demand.id, r->worker.id) ? "lapse" : "stay_signed", NULL)) return false;
    }
    return !failed(w);
}

static enum recommendation_state came_to(const struct demand *d, const struct demand_candidate *c)
{
    static const enum recommendation_state states_of[] = { [CANDIDATE_SHOWN] = RECOMMENDED_SHOWN, [CANDIDATE_WANTED] = RECOMMENDED_WANTED, [CANDIDATE_DECLINED] = RECOMMENDED_DECLINED, [CANDIDATE_UNWILLING] = RECOMMENDED_UNWILLING };
    if (d->state == DEMAND_FULFILLED && c->worker.id == d->hired.id) return RECOMMENDED_HIRED;
    if (d->state >= DEMAND_FULFILLED && c->answer <= CANDIDATE_WANTED) return RECOMMENDED_WITHDRAWN;
    return states_of[c->answer ? c->answer : CANDIDATE_SHOWN];
}

static bool convert(struct work *w, struct demand *d)
{
    for (size_t i = 0; i < d->candidates.count; i++) {
        const struct demand_candidate *c = ROW(struct demand_candidate, d->candidates, i);
        struct recommendation r = { .state = came_to(d, c), .demand = { d->record.id }, .worker = c->worker, .first = d->start_from, .last = demand_last_day(d), .asked_at = c->shown_at, .willing_at = c->shown_at,
            .shown_at = c->shown_at, .why = c->why, .note = c->note, .ended_at = c->answer >= CANDIDATE_DECLINED ? w->now : d->ended_at };
        if (!ADD(w, recommendation, &r)) return false;
    }
    d->candidates = (rows_of){ 0 };
    return SAVE(w, demand, d);
}

bool candidates_to_recommendations(struct work *w)
{
    struct found old = LOAD_WHERE(w, demand, "exists (select 1 from demand_candidates i where i.parent = demand.id)", NO_BIND);
    for (int i = 0; i < old.count; i++)
        if (!convert(w, old.at[i])) return false;
    return !failed(w);
}

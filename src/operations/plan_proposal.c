/* plan_proposal.c — see plan_proposal.h: the record and its steps. */
#include "operations/plan_proposal.h"
#include "record/job.h"
#include "record/store.h"

static const struct choice states[] = {
    { PROPOSAL_RUNNING, "running", N_("Being planned"), "info" }, { PROPOSAL_READY, "ready", N_("To be read"), "warn" },
    { PROPOSAL_PUBLISHED, "published", N_("Published"), "ok", .final = true }, { PROPOSAL_REJECTED, "rejected", N_("Rejected"), "mute", .final = true },
    { PROPOSAL_FAILED, "failed", N_("Failed"), "danger", .final = true }, { 0 },
};
static const struct choice moves[] = {
    { MOVE_OPEN, "open", N_("Only visits that nobody has") }, { MOVE_UNTOLD, "untold", N_("Also those whose customer does not know yet who comes") }, { MOVE_ALL, "all", N_("All that begin in more than two hours") }, { 0 },
};
static const struct field fields[] = {
    FIELD(plan_proposal, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(plan_proposal, day, .label = N_("Day"), .required = true, .list = true, .filter = true, .sort = true, .set_by = SET_ON_CREATE),
    FIELD(plan_proposal, last, .label = N_("Last day"), .help = N_("Empty: this one day; at most a week"), .list = true, .set_by = SET_ON_CREATE),
    FIELD(plan_proposal, move, .label = N_("What may move"), .choices = moves, .list = true, .set_by = SET_ON_CREATE),
    FIELD(plan_proposal, calm, .label = N_("Disturb as few as possible"), .help = N_("After a sick call: who has been asked and told counts ten times as much"), .set_by = SET_ON_CREATE),
    FIELD(plan_proposal, late, .label = N_("Takes longer"), .to = &visit_type, .help = N_("A visit that is not over in time: what its worker has next is planned anew"), .set_by = SET_ON_CREATE),
    FIELD(plan_proposal, late_until, .label = N_("Takes until"), .set_by = SET_ON_CREATE),
    FIELD(plan_proposal, seconds, .label = N_("Time to search"), .unit = N_("seconds"), .min = 0, .max = MOST_PLAN_SECONDS, .set_by = SET_ON_CREATE),
    FIELD(plan_proposal, job, .label = N_("Job"), .set_by = ENGINE_ONLY), FIELD(plan_proposal, stop, .label = N_("Stopped early"), .set_by = STEPS_ONLY),
    FIELD(plan_proposal, visits, .label = N_("Visits"), .set_by = ENGINE_ONLY, .list = true), FIELD(plan_proposal, moves, .label = N_("Changes"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(plan_proposal, calls, .label = N_("Customers to call"), .set_by = ENGINE_ONLY, .list = true), FIELD(plan_proposal, open, .label = N_("Still open"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(plan_proposal, metres_before, .label = N_("Metres before"), .set_by = ENGINE_ONLY), FIELD(plan_proposal, metres_after, .label = N_("Metres after"), .set_by = ENGINE_ONLY),
    FIELD(plan_proposal, published_days, .label = N_("Days published"), .set_by = STEPS_ONLY),
    FIELD(plan_proposal, left_out, .label = N_("Left out when published"), .set_by = STEPS_ONLY),
    FIELD(plan_proposal, ready_at, .label = N_("Ready at"), .set_by = ENGINE_ONLY), FIELD(plan_proposal, ended_at, .label = N_("Ended"), .set_by = STEPS_ONLY),
    FIELD(plan_proposal, difference, .heavy = true, .label = N_("Difference"), .set_by = ENGINE_ONLY), FIELD(plan_proposal, outcome, .label = N_("Outcome"), .set_by = STEPS_ONLY),
    FIELD(plan_proposal, alternatives, .heavy = true, .label = N_("Alternatives"), .set_by = ENGINE_ONLY), FIELD(plan_proposal, alternative, .label = N_("Chosen alternative"), .set_by = STEPS_ONLY),
    FIELD(plan_proposal, why, .label = N_("Why it failed"), .set_by = ENGINE_ONLY, .max = 400),
};

enum { LONGEST_OVERRUN = 12 };      /* hours beyond the planned end */

/* Until when it may be spoken of: what went over midnight is told on the day after the one it belongs to. */
static int32_t last_of(const struct plan_proposal *p) { return (p->last.number > p->day.number ? p->last.number : p->day.number) + (p->late.id ? 1 : 0); }

/* Somebody is in it or on her way, and the new end is one that can be meant. */
static bool check_late(struct work *w, struct plan_proposal *p)
{
    if (!p->late.id) return p->late_until.ms ? wrong(w, "late", N_("Which visit takes longer?")) : true;
    const struct visit *v = LOAD(w, visit, p->late.id);
    if (!v) return false;
    if (v->state < VISIT_OFFERED || v->state > VISIT_IN_SERVICE) return wrong(w, "late", N_("Only a visit that somebody has and that is not over can take longer"));
    if (day_of(v->start).number != p->day.number || p->last.number != p->day.number) return wrong(w, "late", N_("It does not lie on the day that is planned"));
    if (p->late_until.ms <= v->until.ms) return wrong(w, "late_until", N_("It ends at {1} anyway; say when it will really be over"), instant_words(w->arena, v->until));
    if (p->late_until.ms > v->until.ms + HOURS(LONGEST_OVERRUN)) return wrong(w, "late_until", N_("It has to be over within {1} hours of its planned end, {2}"), print(w, "%d", LONGEST_OVERRUN), instant_words(w->arena, v->until));
    p->calm = true;
    return true;
}

static bool check(struct work *w, struct plan_proposal *p, const struct plan_proposal *before)
{
    if (before) return true;
    int32_t today = day_of(w->now).number;
    if (!p->move) p->move = MOVE_UNTOLD;
    if (!p->seconds) p->seconds = 8;
    if (!p->last.number) p->last = p->day;
    if (p->day.number < today - (p->late.id ? 1 : 0)) return wrong(w, "day", N_("This day has passed"));
    if (p->last.number < p->day.number) return wrong(w, "last", N_("The last day lies before the first"));
    if (p->last.number >= p->day.number + MOST_PLAN_DAYS) return wrong(w, "last", N_("At most {1} days are planned at once"), print(w, "%d", MOST_PLAN_DAYS));
    if (p->day.number > today + PLAN_DAYS) return wrong(w, "day", N_("This day lies more than {1} days ahead"), print(w, "%d", PLAN_DAYS));
    if (!check_late(w, p)) return false;
    int64_t branch = p->record.branch.id ? p->record.branch.id : w->actor->home;
    if (db_one(w, SQL("select p.id from plan_proposal p join job j on j.id = p.job where p.branch = $1 and p.day <= $3 and coalesce(p.last, p.day) >= $2 and p.state = 1 and j.state in (1, 2) limit 1"),
               BIND(num(branch), num(p->day.number), num(p->last.number)), 0))
        return refuse_as(w, CONFLICT, "day", N_("This day is being planned already; stop that first or wait for it"));
    return !failed(w);
}
CHECKER(plan_proposal, check)

static bool created(struct work *w, struct plan_proposal *p)
{
    p->job = job_add(w, "plan_day", print(w, "%lld", (long long)p->record.id));
    return SAVE(w, plan_proposal, p);
}
AFTER_CREATE(plan_proposal, created)

static text title(struct work *w, const struct plan_proposal *p)
{
    return p->last.number <= p->day.number ? day_text(w->arena, p->day) : print(w, "%s – %s", day_text(w->arena, p->day), day_text(w->arena, p->last));
}
TITLE(plan_proposal, title)

/* A job that is over and has left no plan behind (the server broke off in the middle of it twice) will never make one. */
static bool stop(struct work *w, struct plan_proposal *p)
{
    p->stop = true;
    if (db_one(w, SQL("select 1 from job where id = $1 and state in (1, 2)"), BIND(num(p->job)), 0)) return !failed(w);
    p->state = PROPOSAL_FAILED;
    p->ended_at = w->now;
    return !failed(w);
}
RULE_PLAIN(plan_proposal, stop)

static bool reject(struct work *w, struct plan_proposal *p) { p->ended_at = w->now; return true; }
RULE_PLAIN(plan_proposal, reject)

static const struct field publication_fields[] = { FIELD(publication, without, .label = N_("Without these visits"), .help = N_("Their ids, by commas; they stay as they are"), .max = 20000) };
RULE(plan_proposal, publication, plan_proposal_publish)

static const struct field day_fields[] = { FIELD(day_publication, day, .label = N_("Day"), .required = true),
    FIELD(day_publication, without, .label = N_("Without these visits"), .help = N_("Their ids, by commas; they stay as they are"), .max = 20000) };
RULE(plan_proposal, day_publication, plan_proposal_publish_day)

static const struct sentence *of_several_days(struct work *w, const struct plan_proposal *p) { return p->last.number > p->day.number ? NULL : because(w, N_("It is a plan of one day: publish it")); }
GUARD(plan_proposal, of_several_days)

static const struct field choice_fields[] = { FIELD(alternative_choice, alternative, .label = N_("Alternative"), .required = true, .min = 1, .max = MOST_ALTERNATIVES) };
RULE(plan_proposal, alternative_choice, plan_proposal_choose)

static const struct sentence *has_alternatives(struct work *w, const struct plan_proposal *p) { return p->alternative ? NULL : because(w, N_("There is only this one")); }
GUARD(plan_proposal, has_alternatives)

static const struct sentence *day_to_come(struct work *w, const struct plan_proposal *p)
{
    return last_of(p) < day_of(w->now).number ? because(w, N_("This day has passed")) : NULL;
}
GUARD(plan_proposal, day_to_come)

static instant end_of_day(struct work *w, const struct plan_proposal *p) { (void)w; return day_start((day){ p->day.number }); }
DUE(plan_proposal, end_of_day)

static const struct deadline deadlines[] = {
    { .name = "read", .label = N_("Publish or reject the proposed plan"), .states = FROM(PROPOSAL_READY), .due = end_of_day_hook, .who = CAN_ASSIGN_VISITS, .step = "publish" },
};
static const struct step steps[] = {
    STEP(stop, .label = N_("Stop with the best so far"), .from = FROM(PROPOSAL_RUNNING), .by = CAN_ASSIGN_VISITS, .run = stop_rule),
    STEP(publish, .label = N_("Publish"), .tone = "primary", .from = FROM(PROPOSAL_READY), .to = PROPOSAL_PUBLISHED, .by = CAN_ASSIGN_VISITS, INPUTS(publication, publication_fields),
         .run = plan_proposal_publish_rule, .guard = day_to_come_guard),
    STEP(publish_day, .label = N_("Publish one day"), .from = FROM(PROPOSAL_READY), .by = CAN_ASSIGN_VISITS, INPUTS(day_publication, day_fields), .run = plan_proposal_publish_day_rule, .guard = of_several_days_guard),
    STEP(choose, .label = N_("Choose the alternative"), .from = FROM(PROPOSAL_READY), .by = CAN_ASSIGN_VISITS, INPUTS(alternative_choice, choice_fields), .run = plan_proposal_choose_rule, .guard = has_alternatives_guard),
    STEP(reject, .label = N_("Reject"), .from = FROM(PROPOSAL_READY), .to = PROPOSAL_REJECTED, .by = CAN_ASSIGN_VISITS, .run = reject_rule),
};

const struct record_type plan_proposal_type = RECORD_TYPE(plan_proposal, .label = N_("Proposed plan"), .module = "operations", FIELDS(fields), STEPS(steps), DEADLINES(deadlines),
    .first_state = PROPOSAL_RUNNING, .scope = SCOPE_BRANCH, .see = CAN_ASSIGN_VISITS, .create = CAN_ASSIGN_VISITS, .edit = CAN_ASSIGN_VISITS, .check = check_hook, .created = created_hook,
    .title = title_hook, .indexes = (const text[]){ "day, branch", NULL });

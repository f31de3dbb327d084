/* suspension.c — see suspension.h: the record, its words and its clocks. Its beginning and end are suspension_steps.c. */
#include "base/words.h"
#include "record/store.h"
#include "team/suspension_own.h"

static const struct choice states[] = {
    { SUSPENSION_PROPOSED, "proposed", N_("Proposed"), "warn" }, { SUSPENSION_IN_FORCE, "in_force", N_("In force"), "danger" }, { SUSPENSION_ENDED, "ended", N_("Ended"), "mute", .final = true },
    { SUSPENSION_REFUSED, "refused", N_("Refused"), "mute", .final = true }, { 0 },
};
/* A check that did not pass is entered by the check alone: it stands last and is not among what is chosen. */
#define GROUNDS \
    { STOPPED_THEFT, "theft", N_("Something is said to be missing or stolen") }, { STOPPED_HARM, "harm", N_("A child, an elder or a patient may have come to harm") }, \
    { STOPPED_VIOLENCE, "violence", N_("A threat, assault or harassment was reported") }, { STOPPED_SAFETY, "safety", N_("A red line of the standard was reported") }, \
    { STOPPED_COMPLAINT, "complaint", N_("A grave complaint has to be looked into") }, { STOPPED_PAPERS, "papers", N_("A paper is in doubt") }, { STOPPED_OTHER, "other", N_("Something else has to be looked into") }
const struct choice suspension_grounds[] = { GROUNDS, { STOPPED_CHECK, "check", N_("A yearly check did not pass") }, { 0 } };
static const struct choice chosen_grounds[] = { GROUNDS, { 0 } };
static const struct choice rights[] = {
    { RIGHT_OF_MANAGER, "manager", N_("Manager, 72 hours") }, { RIGHT_OF_SAFETY, "safety", N_("Safety, at once, 72 hours") }, { RIGHT_OF_HR, "hr", N_("HR or headquarters") }, { RIGHT_BY_CHECK, "check", N_("By the check itself") }, { 0 },
};
#define RESULTS \
    { STOPPED_UNFOUNDED, "unfounded", N_("Not so: found again, or explained"), "ok" }, { STOPPED_UNPROVEN, "unproven", N_("Neither proved nor disproved: work goes on"), "ok" }, \
    { STOPPED_WARNED, "warned", N_("True and minor: spoken about or trained, work goes on"), "info" }, { STOPPED_CONFIRMED, "confirmed", N_("Confirmed: the work here ends"), "danger" }
const struct choice suspension_results[] = { RESULTS, { STOPPED_LAPSED, "lapsed", N_("Its time was over and nobody confirmed it"), "mute" }, { STOPPED_WENT, "went", N_("She left meanwhile"), "mute" }, { 0 } };
static const struct choice chosen_results[] = { RESULTS, { 0 } };

#define FACTS .personal = true, .label = N_("What was seen and said"), .max = 1000, .format = FORMAT_MULTILINE, .help = N_("By whom, when, where. Nobody is accused here; she reads it")
#define CASE .label = N_("Number of the incident or complaint"), .max = 40
#define PAY N_("Pay meanwhile")
#define OBJECTION N_("Her objection")
#define RESULT N_("What came of it")
static const struct field fields[] = {
    FIELD(suspension, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(suspension, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(suspension, ground, .label = N_("Ground"), .choices = suspension_grounds, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(suspension, facts, FACTS, .set_by = SET_ON_CREATE), FIELD(suspension, case_number, CASE, .search = true, .set_by = SET_ON_CREATE),
    FIELD(suspension, by_right, .label = N_("Right used"), .choices = rights, .list = true, .filter = true, .set_by = STEPS_ONLY),
    FIELD(suspension, started, .label = N_("Since"), .list = true, .sort = true, .filter = true, .set_by = STEPS_ONLY), FIELD(suspension, until, .label = N_("Until at the latest"), .list = true, .set_by = STEPS_ONLY),
    FIELD(suspension, ended_at, .label = N_("Ended at"), .set_by = STEPS_ONLY),
    FIELD(suspension, proposed_by, .label = N_("Proposed by"), .to = &account_type, .set_by = ENGINE_ONLY), FIELD(suspension, decided_by, .label = N_("Decided by"), .to = &account_type, .set_by = STEPS_ONLY),
    FIELD(suspension, confirmed_by, .label = N_("Confirmed by"), .to = &account_type, .set_by = STEPS_ONLY), FIELD(suspension, confirmed_at, .label = N_("Confirmed at"), .set_by = STEPS_ONLY),
    FIELD(suspension, why_longer, .personal = true, .label = N_("Why it takes longer"), .max = 500, .set_by = STEPS_ONLY),
    FIELD(suspension, was, .label = N_("She was before"), .choices = worker_states, .set_by = STEPS_ONLY),
    FIELD(suspension, pay_percent, .label = N_("Of her day's pay"), .unit = N_("%"), .set_by = STEPS_ONLY, .group = PAY), FIELD(suspension, day_pay, .rate = true, .label = N_("Her pay for a day"), .set_by = STEPS_ONLY, .group = PAY),
    FIELD(suspension, pay_why, .label = N_("How it came about"), .max = 600, .format = FORMAT_SAID, .set_by = STEPS_ONLY, .group = PAY),
    FIELD(suspension, held_since, .label = N_("Held by the police since"), .set_by = STEPS_ONLY, .group = PAY),
    FIELD(suspension, objection, .personal = true, .label = N_("What she says"), .max = 1000, .format = FORMAT_MULTILINE, .set_by = STEPS_ONLY, .group = OBJECTION), FIELD(suspension, objected_at, .label = N_("Objected at"), .set_by = STEPS_ONLY, .group = OBJECTION),
    FIELD(suspension, answer, .personal = true, .label = N_("Answer"), .max = 1000, .format = FORMAT_MULTILINE, .set_by = STEPS_ONLY, .group = OBJECTION), FIELD(suspension, answered_at, .label = N_("Answered at"), .set_by = STEPS_ONLY, .group = OBJECTION),
    FIELD(suspension, answered_by, .label = N_("Answered by"), .to = &account_type, .set_by = STEPS_ONLY, .group = OBJECTION),
    FIELD(suspension, result, .label = N_("Result"), .choices = suspension_results, .list = true, .filter = true, .set_by = STEPS_ONLY, .group = RESULT),
    FIELD(suspension, outcome, .personal = true, .label = N_("What was found"), .max = 1000, .format = FORMAT_MULTILINE, .set_by = STEPS_ONLY, .group = RESULT), FIELD(suspension, proof, .personal = true, .label = N_("Case at the police or the court"), .max = 80, .set_by = STEPS_ONLY, .group = RESULT),
    FIELD(suspension, impact, .label = N_("What it hits"), .set_by = ENGINE_ONLY),
};

const struct field suspension_call_fields[SUSPENSION_CALL_FIELDS] = {
    FIELD(suspension_call, ground, .label = N_("Ground"), .choices = chosen_grounds, .required = true), FIELD(suspension_call, facts, FACTS, .required = true), FIELD(suspension_call, case_number, CASE),
    FIELD(suspension_call, until, .label = N_("Until the end of"), .help = N_("Empty: 72 hours. Longer, at most 30 days, by HR or headquarters only")),
};
const struct field suspension_end_fields[SUSPENSION_END_FIELDS] = {
    FIELD(suspension_end, result, .label = N_("Result"), .choices = chosen_results, .required = true),
    FIELD(suspension_end, outcome, .label = N_("What was found"), .required = true, .max = 1000, .format = FORMAT_MULTILINE, .help = N_("She reads it")),
    FIELD(suspension_end, proof, .label = N_("Case at the police or the court"), .max = 80, .help = N_("For a confirmed theft, harm or violence: nobody else confirms it")),
};

static bool check(struct work *w, struct suspension *s, const struct suspension *before)
{
    const struct worker *n = record_peek(w, &worker_type, s->worker.id);
    if (!before && n) s->record.branch = n->record.branch;
    return !failed(w);
}
CHECKER(suspension, check)

static text title(struct work *w, const struct suspension *s)
{
    return print(w, "%s · %s", record_title(w, &worker_type, s->worker.id), translate(w->language, N_("Suspension")));
}
TITLE(suspension, title)

/* ---- clocks ---- */

static instant decide_due(struct work *w, const struct suspension *s) { (void)w; return (instant){ s->record.created_at.ms + HOURS(2) }; }
DUE(suspension, decide_due)
/* A day before the 72 hours are over, so that whoever may confirm it has time; the check has its own reminder of the dismissal. */
static instant confirm_due(struct work *w, const struct suspension *s)
{
    (void)w;
    int64_t ahead = s->confirmed_at.ms || s->by_right == RIGHT_OF_HR ? HOURS(48) : HOURS(24);
    return (instant){ s->until.ms ? s->until.ms - ahead : 0 };
}
DUE(suspension, confirm_due)
static instant answer_due(struct work *w, const struct suspension *s)
{
    (void)w;
    return (instant){ s->objected_at.ms && !s->answered_at.ms ? s->objected_at.ms + DAYS(3) : 0 };
}
DUE(suspension, answer_due)

static const struct deadline deadlines[] = {
    { .name = "decide", .label = N_("Decide whether she is suspended"), .states = FROM(SUSPENSION_PROPOSED), .due = decide_due_hook, .who = CAN_SUSPEND_WORKERS, .escalate_after = HOURS(4), .then = CAN_SUSPEND_LONG, .step = "begin" },
    { .name = "confirm", .label = N_("Confirm or end the suspension: it ends by itself"), .states = FROM(SUSPENSION_IN_FORCE), .due = confirm_due_hook, .who = CAN_SUSPEND_WORKERS, .escalate_after = HOURS(1), .then = CAN_SUSPEND_LONG },
    { .name = "answer", .label = N_("Answer her objection to the suspension"), .states = FROM(SUSPENSION_IN_FORCE), .due = answer_due_hook, .who = CAN_SUSPEND_LONG, .escalate_after = HOURS(24), .then = CAN_SUSPEND_LONG, .step = "answer_objection" },
};

static const struct retention kept[] = {
    { .name = "words", .label = N_("Suspensions: what was said and found, from their end"), .law = N_("Claims run out after 3 years (Civil Code art. 188)"), .days = 1095, .due = "state in (3, 4) and changed_at < $1 and (facts <> '' or objection <> '' or outcome <> '')",
      .members = "facts|why_longer|objection|answer|outcome|proof" },
};
static const text indexes[] = { "worker, state", NULL };

const struct record_type suspension_type = RECORD_TYPE(suspension, .label = N_("Suspension"), .module = "team", FIELDS(fields), .steps = suspension_steps, .step_count = SUSPENSION_STEPS, DEADLINES(deadlines), .first_state = SUSPENSION_PROPOSED,
    .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "worker", .see = CAN_READ_SUSPENSIONS, .edit = CAN_SUSPEND_LONG, .append_only = true, .history = true, .indexes = indexes, .check = check_hook, .title = title_hook,
    .prefix = "TD", .order = "-started");

/* sos.c — see sos.h. */
#include "field/field.h"
#include "record/store.h"

static const struct choice states[] = {
    { SOS_RAISED, "raised", N_("Calls for help"), "danger" }, { SOS_ACKNOWLEDGED, "acknowledged", N_("Taken on"), "warn" }, { SOS_CLOSED, "closed", N_("Closed"), "mute", .final = true }, { 0 },
};

static const struct field fields[] = {
    FIELD(sos, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(sos, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true),
    FIELD(sos, visit, .label = N_("Visit"), .to = &visit_type),
    FIELD(sos, raised_at, .label = N_("Called at"), .list = true, .sort = true, .filter = true),
    FIELD(sos, at, .personal = true, .fleeting = true, .label = N_("Where she is")),
    FIELD(sos, accuracy, .label = N_("Accuracy in metres")), FIELD(sos, placed_at, .label = N_("Position of")),
    FIELD(sos, answered_by, .label = N_("Taken on by"), .to = &account_type, .list = true),
    FIELD(sos, acknowledged_at, .label = N_("Taken on at"), .list = true), FIELD(sos, closed_at, .label = N_("Closed at"), .list = true),
    FIELD(sos, outcome, .personal = true, .label = N_("What it was and how it ended"), .max = 500),
};

static bool acknowledge(struct work *w, struct sos *s)
{
    s->answered_by.id = w->actor->user;
    s->acknowledged_at = w->now;
    return true;
}
RULE_PLAIN(sos, acknowledge)

static bool close_it(struct work *w, struct sos *s)
{
    s->closed_at = w->now;
    s->outcome = step_reason(w);
    return true;
}
RULE_PLAIN(sos, close_it)

struct sighting { place at; int64_t accuracy; };
static const struct field sighting_fields[] = { FIELD(sighting, at, .label = N_("Where she is")), FIELD(sighting, accuracy, .label = N_("Accuracy in metres")) };

static bool place_anew(struct work *w, struct sos *s, const struct sighting *in)
{
    s->at = in->at;
    s->accuracy = in->accuracy;
    s->placed_at = w->acted;
    return true;
}
RULE(sos, sighting, place_anew)

static instant raised_due(struct work *w, const struct sos *s) { (void)w; return s->record.created_at; }
DUE(sos, raised_due)
static instant open_due(struct work *w, const struct sos *s) { (void)w; return (instant){ s->acknowledged_at.ms + HOURS(2) }; }
DUE(sos, open_due)

static const struct deadline deadlines[] = {
    { .name = "answer", .label = N_("A worker calls for help"), .states = FROM(SOS_RAISED), .due = raised_due_hook, .who = CAN_ANSWER_SOS, .escalate_after = MINUTES(3), .then = CAN_SUSPEND_WORKERS, .step = "acknowledge" },
    { .name = "end", .label = N_("Say how the call for help ended"), .states = FROM(SOS_ACKNOWLEDGED), .due = open_due_hook, .who = CAN_ANSWER_SOS, .escalate_after = HOURS(12), .then = CAN_SUSPEND_WORKERS, .step = "close" },
};
static const struct step steps[] = {
    STEP(acknowledge, .label = N_("I take it on"), .tone = "danger", .from = FROM(SOS_RAISED), .to = SOS_ACKNOWLEDGED, .by = CAN_ANSWER_SOS, .run = acknowledge_rule),
    STEP(close, .label = N_("It is over"), .tone = "primary", .from = FROM(SOS_ACKNOWLEDGED), .to = SOS_CLOSED, .by = CAN_ANSWER_SOS, .reason = true, .run = close_it_rule),
    STEP(place_anew, .label = N_("Newer position"), .from = FROM(SOS_RAISED) | FROM(SOS_ACKNOWLEDGED), INPUTS(sighting, sighting_fields), .run = place_anew_rule, .hidden = true),
};
static const struct retention kept[] = {
    { .name = "place", .label = N_("Calls for help: where she was, from their end"), .law = N_("Places: 90 days; the verdict stays with the wages"), .days = 90,
      .due = "state = 3 and closed_at < $1 and coalesce(at_lat, 0) <> 0", .members = "at" },
    { .name = "words", .label = N_("Calls for help: how they ended"), .law = N_("Accidents at work: 3 years"), .days = 1095, .due = "state = 3 and closed_at < $1 and outcome <> ''", .members = "outcome" },
};

static text title(struct work *w, const struct sos *s) { return record_title(w, &worker_type, s->worker.id); }
TITLE(sos, title)

const struct record_type sos_type = RECORD_TYPE(sos, .label = N_("Call for help"), .module = "field", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = SOS_RAISED,
    .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "worker", .see = CAN_ANSWER_SOS, .append_only = true, .order = "-raised_at", .title = title_hook);

int64_t sos_raise(struct work *w, const struct worker *worker, int64_t visit, place at, int64_t accuracy)
{
    struct found open = LOAD_WHERE(w, sos, "worker = $1 and state in (1, 2) order by id desc limit 1", BIND(num(worker->record.id)));
    if (open.count) {
        struct sos *s = open.at[0];
        bool newer = w->acted.ms >= s->placed_at.ms && place_known(at);
        return newer && !step_run(w, &sos_type, s, "place_anew", &(struct sighting){ at, accuracy }) ? 0 : s->record.id;
    }
    struct sos s = { .record.branch = worker->record.branch, .state = SOS_RAISED, .worker = { worker->record.id }, .visit = { visit }, .raised_at = w->acted, .at = at, .accuracy = accuracy,
        .placed_at = w->acted, .outcome = "" };
    return ADD(w, sos, &s) ? s.record.id : 0;
}

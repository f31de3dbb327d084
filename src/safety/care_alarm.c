/* care_alarm.c — see care_alarm.h. */
#include "record/store.h"
#include "safety/safety.h"

static const struct choice states[] = {
    { CARE_RINGING, "ringing", N_("Rings"), "danger" }, { CARE_ACKNOWLEDGED, "acknowledged", N_("Acknowledged"), "warn" }, { CARE_SETTLED, "settled", N_("Dealt with"), "mute", .final = true }, { 0 },
};
static const struct choice kinds[] = { { CARE_NOBODY, "nobody", N_("Nobody goes yet") }, { CARE_NOT_THERE, "not_there", N_("Nobody has checked in") }, { 0 } };

static const struct field fields[] = {
    FIELD(care_alarm, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(care_alarm, kind, .label = N_("What the alarm is about"), .choices = kinds, .required = true, .list = true, .filter = true),
    FIELD(care_alarm, visit, .label = N_("Visit"), .to = &visit_type, .required = true, .list = true, .filter = true),
    FIELD(care_alarm, start, .label = N_("Start"), .list = true, .sort = true),
    FIELD(care_alarm, owner, .label = N_("In charge"), .to = &account_type, .list = true, .set_by = STEPS_ONLY),
    FIELD(care_alarm, acknowledged_at, .label = N_("Acknowledged at"), .set_by = STEPS_ONLY), FIELD(care_alarm, settled_at, .label = N_("Settled at"), .set_by = STEPS_ONLY),
    FIELD(care_alarm, doing, .label = N_("What is done about it"), .set_by = STEPS_ONLY, .max = 300, .list = true),
};

/* ---- the clock ---- */

/* At risk: the place of it in the statement below is all there is to know. */
#define CARED_FOR "v.line in (select id from service_line where child_contact = 1 or elder_contact = 1) and v.start >= $1"
#define NOBODY_GOES "(v.state in (1, 2) and v.start < $2)"
#define NOT_THERE "(v.state between 1 and 5 and v.start < $3)"
#define WHICH "case when v.start < $3 then 2 else 1 end"

struct failing { int64_t visit; enum care_alarm_kind kind; };
enum { AT_ONCE = 100 };

static int failing_now(struct work *w, struct failing *into)
{
    int n = 0;
    struct rows *row = db_query(w, SQL("select v.id, " WHICH " as kind from visit v where " CARED_FOR " and (" NOBODY_GOES " or " NOT_THERE ") and not exists "
                                       "(select 1 from care_alarm a where a.visit = v.id and a.state in (1, 2) and a.kind = " WHICH ") order by v.start limit 100"),
                                BIND(num(w->now.ms - MINUTES(CARE_LOOKS_BACK)), num(w->now.ms + MINUTES(CARE_NOBODY_BEFORE)), num(w->now.ms - MINUTES(CARE_NOT_THERE_AFTER))));
    while (db_next(row)) into[n++] = (struct failing){ db_number(row, 0), (enum care_alarm_kind)db_number(row, 1) };
    return n;
}

static bool ring(struct work *w, const struct failing *f)
{
    const struct visit *v = record_peek(w, &visit_type, f->visit);
    if (!v) return !failed(w);
    struct care_alarm a = { .record.branch = v->record.branch, .kind = f->kind, .visit = { f->visit }, .start = v->start, .doing = "" };
    return ADD(w, care_alarm, &a);
}

static bool still_fails(const struct work *w, const struct care_alarm *a, const struct visit *v)
{
    bool begun = v->start.ms < w->now.ms - MINUTES(CARE_NOT_THERE_AFTER);
    if (a->kind == CARE_NOBODY) return v->state <= VISIT_OFFERED && v->start.ms < w->now.ms + MINUTES(CARE_NOBODY_BEFORE) && !begun;
    return v->state <= VISIT_EN_ROUTE && begun;
}

static bool settle_what_is_well(struct work *w)
{
    struct found open = LOAD_WHERE(w, care_alarm, "state in (1, 2) order by id limit 200", NO_BIND);
    for (int i = 0; i < open.count; i++) {
        struct care_alarm *a = FOUND(struct care_alarm, open, i);
        const struct visit *v = record_peek(w, &visit_type, a->visit.id);
        if (v && still_fails(w, a, v)) continue;
        if (!step_run(w, &care_alarm_type, a, "settle", NULL)) return false;
    }
    return !failed(w);
}

bool care_alarms_look(struct work *w)
{
    struct failing *list = take_many(w, struct failing, AT_ONCE);
    if (!settle_what_is_well(w)) return false;
    int n = failing_now(w, list);
    for (int i = 0; i < n; i++)
        if (!ring(w, &list[i])) return false;
    return !failed(w);
}

/* ---- steps ---- */

struct doing { text doing; };
static const struct field doing_fields[] = { FIELD(doing, doing, .label = N_("What is done about it"), .required = true, .max = 300, .help = N_("Calling the family, sending the stand-by, going myself")) };

static bool acknowledge(struct work *w, struct care_alarm *a, const struct doing *in)
{
    a->owner.id = w->actor->user;
    a->acknowledged_at = w->acted;
    a->doing = in->doing;
    return true;
}
RULE(care_alarm, doing, acknowledge)

static bool settle(struct work *w, struct care_alarm *a) { a->settled_at = w->now; return true; }
RULE_PLAIN(care_alarm, settle)

/* Whose home it is and when. What is settled goes without her name: nothing would take it away when she is erased. */
static text title(struct work *w, const struct care_alarm *a)
{
    const struct visit *v = record_peek(w, &visit_type, a->visit.id);
    text when = record_title(w, &visit_type, a->visit.id);
    return v && a->state != CARE_SETTLED ? print(w, "%s · %s", record_title(w, &customer_type, v->customer.id), when) : when;
}
TITLE(care_alarm, title)

static instant at_once(struct work *w, const struct care_alarm *a) { (void)w; return a->record.created_at; }
DUE(care_alarm, at_once)
static instant still_wrong_due(struct work *w, const struct care_alarm *a) { (void)w; return (instant){ a->acknowledged_at.ms + MINUTES(a->kind == CARE_NOT_THERE ? CARE_LOOK_AGAIN_SOON : CARE_LOOK_AGAIN) }; }
DUE(care_alarm, still_wrong_due)
static const struct deadline deadlines[] = {
    { .name = "alarm", .label = N_("Alarm: a child or an elder may be alone"), .states = FROM(CARE_RINGING), .due = at_once_hook, .who = CAN_HANDLE_INCIDENTS, .escalate_after = MINUTES(5), .then = CAN_OVERSEE_INCIDENTS, .step = "acknowledge" },
    { .name = "still_wrong", .label = N_("Was it done? Nothing has changed yet"), .states = FROM(CARE_ACKNOWLEDGED), .due = still_wrong_due_hook, .who = CAN_HANDLE_INCIDENTS, .escalate_after = MINUTES(CARE_LOOK_AGAIN_SOON), .then = CAN_OVERSEE_INCIDENTS, .step = "" },
};
static const struct step steps[] = {
    STEP(acknowledge, .label = N_("Acknowledge"), .tone = "primary", .from = FROM(CARE_RINGING), .to = CARE_ACKNOWLEDGED, .by = CAN_HANDLE_INCIDENTS, INPUTS(doing, doing_fields), .run = acknowledge_rule),
    STEP(settle, .label = N_("Dealt with"), .from = FROM(CARE_RINGING) | FROM(CARE_ACKNOWLEDGED), .to = CARE_SETTLED, .run = settle_rule, .hidden = true),
};

static const text indexes[] = { "visit, state", NULL };
const struct record_type care_alarm_type = RECORD_TYPE(care_alarm, .label = N_("Alarm for a visit"), .module = "safety", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = CARE_RINGING,
    .scope = SCOPE_BRANCH, .see = CAN_SEE_VISITS, .append_only = true, .title = title_hook, .indexes = indexes, .order = "-start");

/* zone.c — see zone.h. */
#include "operations/operations.h"
#include "operations/visit_fields.h"
#include "operations/zone.h"
#include "record/store.h"

static const struct choice states[] = {
    { ZONE_OPEN, "open", N_("Not accepted yet"), "warn" }, { ZONE_ACCEPTED, "accepted", N_("Zone accepted"), "ok", .final = true }, { ZONE_REJECTED, "rejected", N_("Not right"), "danger" },
    { ZONE_TAKEN_OFF, "taken_off", N_("Taken off the price"), "mute", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(job_zone, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(job_zone, visit, .label = N_("Visit"), .to = &visit_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(job_zone, name, .label = N_("Zone"), .required = true, .max = 40, .list = true), FIELD(job_zone, square_metres, .label = N_("Size"), .unit = N_("m²"), .min = 0, .max = 5000, .list = true),
    FIELD(job_zone, before, .label = N_("Photo before"), .set_by = SET_ON_CREATE), FIELD(job_zone, after, .label = N_("Photo after"), .set_by = STEPS_ONLY), FIELD(job_zone, signature, .label = N_("Signature"), .set_by = STEPS_ONLY),
    FIELD(job_zone, accepted_by, .label = N_("Signed by"), .max = 40, .set_by = STEPS_ONLY, .list = true), FIELD(job_zone, accepted_at, .label = N_("Accepted at"), .set_by = STEPS_ONLY, .list = true),
    FIELD(job_zone, wrong, .label = N_("What is not right"), .max = 500, .set_by = STEPS_ONLY), FIELD(job_zone, wrong_photo, .label = N_("Photo of it"), .set_by = STEPS_ONLY),
    FIELD(job_zone, rework, .label = N_("Done again by"), .to = &visit_type, .set_by = STEPS_ONLY), FIELD(job_zone, taken_off, .label = N_("Taken off the price"), .set_by = STEPS_ONLY, .list = true),
};

static bool check(struct work *w, struct job_zone *z, const struct job_zone *before)
{
    const struct visit *v = record_peek(w, &visit_type, z->visit.id);
    if (!v) return !failed(w);
    if (!before && v->state > VISIT_FINISHED) return wrong(w, "visit", N_("This visit is over"));
    z->record.branch = v->record.branch;
    return true;
}
CHECKER(job_zone, check)

static const struct sentence *work_was_done(struct work *w, const struct job_zone *z)
{
    const struct visit *v = record_peek(w, &visit_type, z->visit.id), *again = z->rework.id ? record_peek(w, &visit_type, z->rework.id) : NULL;
    if (again && again->state < VISIT_FINISHED) return because(w, N_("It is done again by {1}, which is not finished yet"), again->record.number);
    return v && v->state >= VISIT_IN_SERVICE ? NULL : because(w, N_("The work has not begun"));
}
GUARD(job_zone, work_was_done)

struct zone_acceptance { file after, signature; text accepted_by; };
static const struct field accept_fields[] = {
    FIELD(zone_acceptance, after, .label = N_("Photo after"), .required = true), FIELD(zone_acceptance, signature, .label = N_("Signature"), .required = true),
    FIELD(zone_acceptance, accepted_by, .label = N_("Signed by"), .required = true, .max = 40),
};
static bool accept(struct work *w, struct job_zone *z, const struct zone_acceptance *in)
{
    z->after = in->after;
    z->signature = in->signature;
    z->accepted_by = in->accepted_by;
    z->accepted_at = w->acted;
    return true;
}
RULE(job_zone, zone_acceptance, accept)

struct zone_rejection { text wrong; file photo; };
static const struct field reject_fields[] = { FIELD(zone_rejection, wrong, .label = N_("What is not right"), .required = true, .max = 500), FIELD(zone_rejection, photo, .label = N_("Photo of it")) };
static bool reject(struct work *w, struct job_zone *z, const struct zone_rejection *in)
{
    z->wrong = *z->wrong ? print(w, "%s\n%s", z->wrong, in->wrong) : in->wrong;
    z->wrong_photo = in->photo;
    return !failed(w);
}
RULE(job_zone, zone_rejection, reject)

money zone_part(money whole, int64_t square_metres, int64_t all, int64_t zones)
{
    return all > 0 ? money_times(whole, square_metres, all) : money_times(whole, 1, zones > 0 ? zones : 1);
}

struct zones { int64_t all, count; };
static struct zones zones_of(struct work *w, int64_t visit)
{
    struct zones z = { 0 };
    struct rows *row = db_query(w, SQL("select coalesce(sum(square_metres), 0), count(*) from job_zone where visit = $1"), BIND(num(visit)));
    if (db_next(row)) z = (struct zones){ db_number(row, 0), db_number(row, 1) };
    db_enough(row);
    return z;
}

struct zone_redo { instant start; bool agreed; enum liable_side liable; ref caused_by; };
static const struct field redo_fields[] = {
    FIELD(zone_redo, start, .label = N_("Start"), .required = true), FIELD(zone_redo, agreed, .label = N_("The customer agreed to the new time")),
    FIELD(zone_redo, liable, .label = N_("Whose fault"), .choices = liable_sides, .help = N_("The worker's: she does it again unpaid, somebody else is paid as before; the company's: whoever does it is paid as before. Empty: the worker's")),
    FIELD(zone_redo, caused_by, .label = N_("Whose work"), .to = &worker_type, .help = N_("Where several did it: whose work is done again, it counts against her. Empty: who led it")),
};

/* Free of charge, in the zone's share of the time, at least an hour. */
static bool redo(struct work *w, struct job_zone *z, const struct zone_redo *in)
{
    const struct visit *v = LOAD(w, visit, z->visit.id);
    if (!v) return false;
    if (v->state != VISIT_FINISHED) return refuse(w, "", N_("The crew is still there: it does it again now"));
    if (in->start.ms < w->now.ms) return refuse(w, "start", N_("This time has passed"));
    if (in->start.ms > w->now.ms + HOURS(48)) return refuse(w, "start", N_("Rework is done within 48 hours"));
    ref cause;
    if (!visit_rework_cause(w, v, in->liable, in->caused_by, &cause)) return false;
    struct zones of = zones_of(w, v->record.id);
    int64_t length = of.all && z->square_metres ? (v->length.count * z->square_metres / of.all + 29) / 30 * 30 : 60;
    bool paid = in->liable == LIABLE_COMPANY || in->liable == LIABLE_NOBODY;
    struct visit again = { .customer = v->customer, .household = v->household, .line = v->line, .start = in->start, .length = { (int32_t)(length < 60 ? 60 : length) }, .standard = v->standard, .price_rule = v->price_rule,
        .liable = in->liable ? in->liable : LIABLE_WORKER, .worker_pay = paid ? zone_part(v->worker_pay, z->square_metres, of.all, of.count) : (money){ 0 }, .rework_of = { v->record.id }, .caused_by = cause, .quote = { "" }, .tags = v->tags, .remark = print(w, "%s: %s", z->name, z->wrong), .rating = "", .area = "", .customer_code = "" };
    if (!ADD(w, visit, &again)) return false;
    z->rework.id = again.record.id;
    return true;
}
RULE(job_zone, zone_redo, redo)

static const struct sentence *crew_is_gone(struct work *w, const struct job_zone *z)
{
    const struct visit *v = record_peek(w, &visit_type, z->visit.id), *again = z->rework.id ? record_peek(w, &visit_type, z->rework.id) : NULL;
    if (!v || v->state != VISIT_FINISHED) return because(w, N_("The crew is still there: it does it again now"));
    return again && visit_open(again->state) ? because(w, N_("It is done again by {1}, which is not finished yet"), again->record.number) : NULL;
}
GUARD(job_zone, crew_is_gone)

/* The zone's part of what the whole cost, before other zones were taken off. */
static bool take_off(struct work *w, struct job_zone *z)
{
    struct visit *v = LOAD(w, visit, z->visit.id);
    if (!v) return false;
    struct zones of = zones_of(w, v->record.id);
    z->taken_off = money_least(zone_part(money_add(v->price, v->zones_off), z->square_metres, of.all, of.count), v->price);
    return step_run(w, &visit_type, v, "zone_off", &(struct zone_off){ z->taken_off });
}
RULE_PLAIN(job_zone, take_off)

static instant rejected_due(struct work *w, const struct job_zone *z) { (void)w; return (instant){ z->rework.id ? 0 : z->record.changed_at.ms + HOURS(4) }; }
DUE(job_zone, rejected_due)
static const struct deadline deadlines[] = {
    { .name = "redo", .label = N_("A zone was not accepted: have it done again"), .states = FROM(ZONE_REJECTED), .due = rejected_due_hook, .who = CAN_ASSIGN_VISITS, .escalate_after = HOURS(20), .then = CAN_MEND_VISITS, .step = "redo" },
};
static const struct step steps[] = {
    STEP(accept, .label = N_("Zone accepted"), .tone = "primary", .from = FROM(ZONE_OPEN) | FROM(ZONE_REJECTED), .to = ZONE_ACCEPTED, .by = CAN_ASSIGN_VISITS, INPUTS(zone_acceptance, accept_fields), .run = accept_rule, .guard = work_was_done_guard),
    STEP(reject, .label = N_("Not right"), .tone = "danger", .from = FROM(ZONE_OPEN) | FROM(ZONE_REJECTED), .to = ZONE_REJECTED, .by = CAN_ASSIGN_VISITS, INPUTS(zone_rejection, reject_fields), .run = reject_rule, .guard = work_was_done_guard),
    STEP(redo, .label = N_("Do it again"), .from = FROM(ZONE_REJECTED), .to = ZONE_REJECTED, .by = CAN_ASSIGN_VISITS, INPUTS(zone_redo, redo_fields), .run = redo_rule),
    STEP(take_off, .label = N_("Take it off the price"), .tone = "danger", .from = FROM(ZONE_REJECTED), .to = ZONE_TAKEN_OFF, .by = CAN_MEND_VISITS, .run = take_off_rule, .guard = crew_is_gone_guard, .reason = true,
         .confirm = N_("The zone's part of the price is taken off; it is not done again. Continue?")),
};
static const text indexes[] = { "visit", NULL };
const struct record_type job_zone_type = RECORD_TYPE(job_zone, .label = N_("Zone of a job"), .module = "operations", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = ZONE_OPEN, .scope = SCOPE_BRANCH,
    .see = CAN_SEE_VISITS, .create = CAN_EDIT_VISITS, .edit = CAN_EDIT_VISITS, .check = check_hook, .indexes = indexes, .quiet = true);

const struct sentence *zones_signed(struct work *w, const struct visit *v)
{
    text open = db_one_text(w, SQL("select name from job_zone where visit = $1 and state not in (2, 4) order by id limit 1"), BIND(num(v->record.id)));
    return *open ? because(w, N_("“{1}” is not accepted and signed yet"), open) : NULL;
}

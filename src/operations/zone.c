/* zone.c — see zone.h. */
#include "base/json.h"
#include "base/token.h"
#include "base/utf8.h"
#include "base/words.h"
#include "company/company.h"
#include "operations/operations.h"
#include "operations/tell_visit.h"
#include "operations/visit_fields.h"
#include "operations/zone.h"
#include "record/store.h"
#include <string.h>

enum { MOST_WRONG = 1900 };

static const struct choice states[] = {
    { ZONE_OPEN, "open", N_("Not accepted yet"), "warn" }, { ZONE_ACCEPTED, "accepted", N_("Zone accepted"), "ok", .final = true }, { ZONE_REJECTED, "rejected", N_("Not right"), "danger" },
    { ZONE_TAKEN_OFF, "taken_off", N_("Taken off the price"), "mute", .final = true }, { 0 },
};
static const struct choice hows[] = { { ZONE_ON_HER_PHONE, "phone", N_("The customer on her phone") }, { ZONE_WITH_OFFICE, "office", N_("Written down in her presence") }, { 0 } };
#define CREW  N_("What the crew said")
#define SAID  N_("The customer's word on it")
#define WRONG N_("Not right")
static const struct field fields[] = {
    FIELD(job_zone, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(job_zone, visit, .label = N_("Visit"), .to = &visit_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(job_zone, customer, .label = N_("Customer"), .to = &customer_type, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(job_zone, name, .label = N_("Zone"), .reads = seeded_words, .required = true, .max = 40), FIELD(job_zone, square_metres, .label = N_("Size"), .unit = N_("m²"), .min = 0, .max = 5000, .list = true),
    FIELD(job_zone, hazard, .label = N_("Hazard"), .choices = site_hazards), FIELD(job_zone, measure, .label = N_("Safety measure"), .max = 200),
    FIELD(job_zone, before, .personal = true, .label = N_("Photo before"), .set_by = SET_ON_CREATE), FIELD(job_zone, after, .personal = true, .label = N_("Photo after"), .set_by = STEPS_ONLY, .group = CREW),
    FIELD(job_zone, ready_at, .label = N_("The crew says it is done"), .set_by = STEPS_ONLY, .group = CREW), FIELD(job_zone, ready_by, .label = N_("Reported by"), .to = &worker_type, .set_by = STEPS_ONLY, .group = CREW),
    FIELD(job_zone, how, .label = N_("How the customer said it"), .choices = hows, .list = true, .filter = true, .set_by = STEPS_ONLY, .group = SAID),
    FIELD(job_zone, present, .label = N_("In whose presence"), .to = &account_type, .set_by = STEPS_ONLY, .list = true, .group = SAID), FIELD(job_zone, said_at, .label = N_("Her last word"), .set_by = STEPS_ONLY, .group = SAID),
    FIELD(job_zone, signature, .personal = true, .label = N_("Signature"), .set_by = STEPS_ONLY, .group = SAID),
    FIELD(job_zone, accepted_by, .personal = true, .label = N_("Signed for by"), .max = 40, .set_by = STEPS_ONLY, .list = true, .group = SAID), FIELD(job_zone, accepted_at, .label = N_("Signed for at"), .set_by = STEPS_ONLY, .list = true, .group = SAID),
    FIELD(job_zone, proof, .label = N_("Hash over both"), .max = 64, .set_by = STEPS_ONLY, .group = SAID),
    FIELD(job_zone, wrong, .personal = true, .label = N_("What is not right"), .max = 2000, .set_by = STEPS_ONLY, .group = WRONG), FIELD(job_zone, wrong_photo, .personal = true, .label = N_("Photo of it"), .set_by = STEPS_ONLY, .group = WRONG), FIELD(job_zone, wrong_at, .label = N_("Said to be not right"), .set_by = STEPS_ONLY, .group = WRONG),
    FIELD(job_zone, rework, .label = N_("Done again by"), .to = &visit_type, .set_by = STEPS_ONLY, .group = WRONG), FIELD(job_zone, taken_off, .label = N_("Taken off the price"), .set_by = STEPS_ONLY, .list = true),
};

static bool decided(const struct job_zone *z) { return z->state == ZONE_ACCEPTED || z->state == ZONE_TAKEN_OFF; }

static bool check(struct work *w, struct job_zone *z, const struct job_zone *before)
{
    const struct visit *v = record_peek(w, &visit_type, z->visit.id);
    if (!v) return !failed(w);
    if (!before && v->state > VISIT_FINISHED) return wrong(w, "visit", N_("This visit is over"));
    if (before && decided(before) && (strcmp(before->name, z->name) || before->square_metres != z->square_metres)) return wrong(w, strcmp(before->name, z->name) ? "name" : "square_metres", N_("This zone is settled: its name and size stay as they were signed for"));
    z->record.branch = v->record.branch;
    z->customer = v->customer;
    return true;
}
CHECKER(job_zone, check)

static text title(struct work *w, const struct job_zone *z) { (void)w; return z->name; }
TITLE(job_zone, title)

static const struct visit *visit_of(struct work *w, int64_t id) { return id ? record_peek(w, &visit_type, id) : NULL; }
static bool took_place(const struct visit *v) { return v && ((FROM(v->state) & VISIT_DONE_STATES) || v->state == VISIT_IN_SERVICE || v->state == VISIT_INTERRUPTED); }

static const struct sentence *work_was_done(struct work *w, const struct job_zone *z)
{
    const struct visit *again = z->state == ZONE_REJECTED ? visit_of(w, z->rework.id) : NULL;
    if (again && again->state < VISIT_FINISHED) return because(w, N_("It is done again by {1}, which is not finished yet"), again->record.number);
    return took_place(visit_of(w, z->visit.id)) ? NULL : because(w, N_("The work has not begun"));
}
GUARD(job_zone, work_was_done)

/* ---- the crew says that it is done ---- */

static const struct sentence *crew_was_there(struct work *w, const struct job_zone *z)
{
    const struct visit *again = visit_of(w, z->rework.id);
    if (again && visit_open(again->state) && again->state < VISIT_IN_SERVICE) return because(w, N_("It is done again by {1}, which has not begun"), again->record.number);
    return took_place(visit_of(w, z->visit.id)) ? NULL : because(w, N_("The work has not begun"));
}
GUARD(job_zone, crew_was_there)

static const struct field ready_fields[] = { FIELD(zone_ready, after, .label = N_("Photo after")), FIELD(zone_ready, worker, .label = N_("Reported by"), .to = &worker_type) };
static bool ready(struct work *w, struct job_zone *z, const struct zone_ready *in)
{
    if (*in->after.hash) z->after = in->after;
    z->ready_by = in->worker;
    z->ready_at = w->acted;
    return true;
}
RULE(job_zone, zone_ready, ready)

/* ---- the customer's word, written down by the office or the leader ---- */

static void word_came(struct work *w, struct job_zone *z, enum zone_how how)
{
    z->how = how;
    z->present.id = how == ZONE_WITH_OFFICE ? w->actor->user : 0;
    z->said_at = w->acted;
}

static void signed_now(struct work *w, struct job_zone *z, file signature, text by, enum zone_how how)
{
    word_came(w, z, how);
    z->signature = signature;
    z->accepted_by = by;
    z->accepted_at = w->acted;
    const struct visit *v = visit_of(w, z->visit.id);
    z->proof = token_hash_hex(w->arena, print(w, "%s\n%s\n%lld\n%lld\n%s", v ? v->record.number : "", z->name, (long long)z->square_metres, (long long)z->accepted_at.ms, signature.hash));
}

struct zone_acceptance { file after, signature; text accepted_by; };
static const struct field accept_fields[] = {
    FIELD(zone_acceptance, after, .label = N_("Photo after"), .help = N_("Not needed where the leader has taken one on her phone")), FIELD(zone_acceptance, signature, .label = N_("Signature"), .required = true),
    FIELD(zone_acceptance, accepted_by, .label = N_("Signed for by"), .required = true, .max = 40),
};
static bool accept(struct work *w, struct job_zone *z, const struct zone_acceptance *in)
{
    if (*in->after.hash) z->after = in->after;
    if (!*z->after.hash) return refuse(w, "after", N_("A photo of the zone as it is now is missing: the leader takes it on her phone, or add it here"));
    signed_now(w, z, in->signature, in->accepted_by, ZONE_WITH_OFFICE);
    return true;
}
RULE(job_zone, zone_acceptance, accept)

struct zone_rejection { text wrong; file photo; };
static const struct field reject_fields[] = { FIELD(zone_rejection, wrong, .label = N_("What is not right"), .required = true, .max = 500), FIELD(zone_rejection, photo, .label = N_("Photo of it")) };
static bool add_wrong(struct work *w, struct job_zone *z, text said, file photo, enum zone_how how)
{
    z->wrong = *z->wrong ? print(w, "%s\n%s", z->wrong, said) : said;
    if (utf8_length(z->wrong) > MOST_WRONG) return refuse(w, "wrong", N_("So much has been said of this zone that nothing more fits in: please call"));
    if (*photo.hash) z->wrong_photo = photo;
    word_came(w, z, how);
    z->wrong_at = w->acted;
    return !failed(w);
}
static bool reject(struct work *w, struct job_zone *z, const struct zone_rejection *in) { return add_wrong(w, z, in->wrong, in->photo, ZONE_WITH_OFFICE); }
RULE(job_zone, zone_rejection, reject)

/* ---- on her own phone ---- */

const struct sentence *zone_waits(struct work *w, const struct job_zone *z)
{
    const struct visit *v = visit_of(w, z->visit.id);
    const struct sentence *why = work_was_done(w, z);
    if (why || decided(z)) return why;
    if (v && v->state == VISIT_IN_SERVICE && z->state == ZONE_OPEN && !z->ready_at.ms) return because(w, N_("The crew is still at it and says when it is done"));
    return NULL;
}
GUARD(job_zone, zone_waits)

static const struct field signing_fields[] = { FIELD(zone_signing, signature, .label = N_("Signature"), .required = true), FIELD(zone_signing, accepted_by, .label = N_("Signed for by"), .required = true, .max = 40) };
static bool sign(struct work *w, struct job_zone *z, const struct zone_signing *in)
{
    signed_now(w, z, in->signature, in->accepted_by, ZONE_ON_HER_PHONE);
    return true;
}
RULE(job_zone, zone_signing, sign)

static const struct field objection_fields[] = { FIELD(zone_objection, wrong, .label = N_("What is not right"), .required = true, .max = 500), FIELD(zone_objection, photo, .label = N_("Photo of it")) };
static bool object(struct work *w, struct job_zone *z, const struct zone_objection *in) { return add_wrong(w, z, in->wrong, in->photo, ZONE_ON_HER_PHONE); }
RULE(job_zone, zone_objection, object)

struct found zones_about(struct work *w, int64_t visit) { return LOOK_WHERE(w, job_zone, "visit = $1 or rework = $1 order by id limit 60", BIND(num(visit))); }

void zone_write(struct work *w, struct json *j, const struct job_zone *z)
{
    write_object(j, NULL);
    write_number(j, "id", z->record.id);
    write_text(j, "name", seeded_said(w, z->name));
    write_number(j, "square_metres", z->square_metres);
    write_text(j, "state", choice_key(states, z->state));
    write_text(j, "state_label", translate(w->language, choice_label(states, z->state)));
    write_text(j, "wrong", z->wrong);
    write_number(j, "ready_at", z->ready_at.ms);
    write_number(j, "wrong_at", z->wrong_at.ms);
    write_number(j, "said_at", z->said_at.ms);
}

/* ---- what is not right: done again, or off the price ---- */

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

/* As many as the zone takes: its share of all hands' time, four hours a head, never more than did the whole. What is dangerous
 * there was mended before the job (survey.h). */
static struct job_size size_again(struct work *w, const struct visit *v, const struct job_zone *z, int64_t all)
{
    enum { A_HEAD = 240, AN_HOUR = 60 };
    int64_t went = visit_hands(w, v), work = all && z->square_metres ? v->length.count * went * z->square_metres / all : AN_HOUR, n = (work + A_HEAD - 1) / A_HEAD;
    if (n > went) n = went;
    if (n < 1) n = 1;
    int64_t length = (work / n + 29) / 30 * 30;
    return (struct job_size){ work, n, length < AN_HOUR ? AN_HOUR : length };
}

/* Free of charge, in the zone's share of the time, at least an hour. */
static bool redo(struct work *w, struct job_zone *z, const struct zone_redo *in)
{
    const struct visit *v = LOAD(w, visit, z->visit.id);
    if (!v) return false;
    if (v->state != VISIT_FINISHED) return refuse(w, "", N_("The crew is still there: it does it again now"));
    const struct visit *going = visit_of(w, z->rework.id);
    if (going && visit_open(going->state)) return refuse_as(w, CONFLICT, "", N_("It is done again by {1}, which is not finished yet"), going->record.number);
    if (in->start.ms < w->now.ms) return refuse(w, "start", N_("This time has passed"));
    if (in->start.ms > w->now.ms + HOURS(48)) return refuse(w, "start", N_("Rework is done within 48 hours"));
    ref cause;
    if (!visit_rework_cause(w, v, in->liable, in->caused_by, &cause)) return false;
    struct zones of = zones_of(w, v->record.id);
    struct job_size size = size_again(w, v, z, of.all);
    bool paid = in->liable == LIABLE_COMPANY || in->liable == LIABLE_NOBODY;
    struct visit again = { .customer = v->customer, .household = v->household, .line = v->line, .start = in->start, .length = { (int32_t)size.length }, .persons = size.persons, .standard = v->standard, .price_rule = v->price_rule,
        .liable = in->liable ? in->liable : LIABLE_WORKER, .worker_pay = paid ? zone_part(v->worker_pay, z->square_metres, of.all, of.count) : (money){ 0 }, .rework_of = { v->record.id }, .caused_by = cause, .quote = { "" }, .tags = v->tags, .remark = print(w, "%s: %s", z->name, utf8_cut(w->arena, z->wrong, 900)), .rating = "", .area = "", .customer_code = "" };
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

/* Not before it was done again; what is not right then either waits for somebody as well. */
static instant rejected_due(struct work *w, const struct job_zone *z)
{
    const struct visit *again = visit_of(w, z->rework.id);
    return (instant){ again && again->state < VISIT_IN_SERVICE ? 0 : z->record.changed_at.ms + HOURS(4) };
}
DUE(job_zone, rejected_due)
static const struct deadline deadlines[] = {
    { .name = "redo", .label = N_("A zone was not accepted: have it done again"), .states = FROM(ZONE_REJECTED), .due = rejected_due_hook, .who = CAN_ASSIGN_VISITS, .escalate_after = HOURS(20), .then = CAN_MEND_VISITS, .step = "redo" },
};
static const struct step steps[] = {
    STEP(accept, .label = N_("Zone accepted"), .tone = "primary", .from = FROM(ZONE_OPEN) | FROM(ZONE_REJECTED), .to = ZONE_ACCEPTED, .by = CAN_ASSIGN_VISITS, INPUTS(zone_acceptance, accept_fields), .run = accept_rule, .guard = work_was_done_guard),
    STEP(reject, .label = N_("Not right"), .tone = "danger", .from = FROM(ZONE_OPEN) | FROM(ZONE_REJECTED), .to = ZONE_REJECTED, .by = CAN_ASSIGN_VISITS, INPUTS(zone_rejection, reject_fields), .run = reject_rule, .guard = work_was_done_guard),
    STEP(ready, .label = N_("Done, to be looked at"), .from = FROM(ZONE_OPEN) | FROM(ZONE_REJECTED), .to = ZONE_OPEN, .by = CAN_ASSIGN_VISITS, INPUTS(zone_ready, ready_fields), .run = ready_rule, .guard = crew_was_there_guard),
    STEP(redo, .label = N_("Do it again"), .from = FROM(ZONE_REJECTED), .to = ZONE_REJECTED, .by = CAN_ASSIGN_VISITS, INPUTS(zone_redo, redo_fields), .run = redo_rule),
    STEP(take_off, .label = N_("Take it off the price"), .tone = "danger", .from = FROM(ZONE_REJECTED), .to = ZONE_TAKEN_OFF, .by = CAN_MEND_VISITS, .run = take_off_rule, .guard = crew_is_gone_guard, .reason = true,
         .confirm = N_("The zone's part of the price is taken off; it is not done again. Continue?")),
    STEP(sign, .label = N_("Signed on her phone"), .from = FROM(ZONE_OPEN) | FROM(ZONE_REJECTED), .to = ZONE_ACCEPTED, INPUTS(zone_signing, signing_fields), .run = sign_rule, .guard = zone_waits_guard, .hidden = true),
    STEP(object, .label = N_("Not right, said on her phone"), .from = FROM(ZONE_OPEN) | FROM(ZONE_REJECTED), .to = ZONE_REJECTED, INPUTS(zone_objection, objection_fields), .run = object_rule, .guard = zone_waits_guard, .hidden = true),
};
static const struct retention kept[] = {
    { .name = "words", .label = N_("Zones of jobs: signature, words and photos, from the customer's last word"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .stays = true, .since = "said_at", .days = 1095,
      .due = "said_at > 0 and said_at < $1 and (wrong <> '' or signature <> '' or accepted_by <> '' or before <> '' or after <> '' or wrong_photo <> '')", .members = "before|after|wrong|wrong_photo|signature|accepted_by" },
};
static const text indexes[] = { "visit", "rework", NULL };
const struct record_type job_zone_type = RECORD_TYPE(job_zone, .label = N_("Zone of a job"), .module = "operations", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = ZONE_OPEN, .scope = SCOPE_BRANCH,
    .see = CAN_SEE_VISITS, RETENTION(kept), .subject = "customer", .create = CAN_EDIT_VISITS, .edit = CAN_EDIT_VISITS, .check = check_hook, .title = title_hook, .indexes = indexes, .quiet = true);

/* Done again is what the rework's end says, whether the leader told it zone by zone or not; but for what the customer has found wrong in it meanwhile. */
bool zones_done_again(struct work *w, const struct record_type *type, int64_t visit)
{
    (void)type;
    const struct visit *v = visit_of(w, visit);
    if (!v || !v->rework_of.id) return !failed(w);
    struct found f = LOAD_WHERE(w, job_zone, "rework = $1 and state = 3 and said_at <= $2", BIND(num(visit), num(v->began_at.ms)));
    for (int i = 0; i < f.count; i++)
        if (!step_run(w, &job_zone_type, f.at[i], "ready", &(struct zone_ready){ { "" }, v->worker })) return false;
    return !failed(w);
}

static text waiting_again(struct work *w, int64_t visit)
{
    text all = "";
    struct rows *row = db_query(w, SQL("select name from job_zone where visit = $1 and state = 1 and wrong_at > 0 order by id limit 20"), BIND(num(visit)));
    while (db_next(row)) all = print(w, "%s%s%s", all, *all ? "、" : "", db_text(row, 0));
    return all;
}

bool zone_tell_again(struct work *w, const struct record_type *type, int64_t id)
{
    const struct job_zone *z = record_peek(w, type, id), *was = record_was(w, type, id);
    const struct visit *v = z && was && was->state == ZONE_REJECTED ? visit_of(w, z->visit.id) : NULL;
    const struct customer *whose = v ? record_peek(w, &customer_type, v->customer.id) : NULL;
    const struct service_line *line = v ? record_peek(w, &service_line_type, v->line.id) : NULL;
    if (!whose || !line || !whose->person.id) return !failed(w);
    return tell(w, &(struct telling){ .template = "customer.zone_again", .person = whose->person, .branch = v->record.branch, .about = &visit_type, .record = v->record.id,
        SAYING(say("zone", waiting_again(w, v->record.id)), say_label("line", line->name)) });
}

/* Nobody comes to do it again: it waits for somebody to arrange it anew, as before. */
bool zones_rework_lost(struct work *w, const struct record_type *type, int64_t visit)
{
    (void)type;
    const struct visit *v = visit_of(w, visit);
    if (!v || !v->rework_of.id) return !failed(w);
    struct found f = LOAD_WHERE(w, job_zone, "rework = $1 and state = 3", BIND(num(visit)));
    for (int i = 0; i < f.count; i++) {
        ((struct job_zone *)f.at[i])->rework.id = 0;
        if (!record_save(w, &job_zone_type, f.at[i])) return false;
    }
    return !failed(w);
}
_Static_assert(ZONE_REJECTED == 3 && ZONE_ACCEPTED == 2 && ZONE_TAKEN_OFF == 4, "the queries here say these by number");

const struct sentence *zones_signed(struct work *w, const struct visit *v)
{
    text open = db_one_text(w, SQL("select name from job_zone where visit = $1 and state not in (2, 4) order by id limit 1"), BIND(num(v->record.id)));
    return *open ? because(w, N_("“{1}” is not accepted and signed yet"), open) : NULL;
}

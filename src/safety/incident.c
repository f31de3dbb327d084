/* incident.c — see incident.h. */
#include "base/words.h"
#include "record/deadline.h"
#include "record/said.h"
#include "record/store.h"
#include "safety/safety.h"

static const struct choice states[] = {
    { INCIDENT_RAISED, "raised", N_("Raised"), "danger" }, { INCIDENT_ACKNOWLEDGED, "acknowledged", N_("Acknowledged"), "warn" }, { INCIDENT_ON_SITE, "on_site", N_("Somebody is there"), "warn" },
    { INCIDENT_CONTAINED, "contained", N_("Contained"), "info" }, { INCIDENT_CLOSED, "closed", N_("Closed"), "mute" },
    { INCIDENT_FALSE_ALARM, "false_alarm", N_("False alarm"), "mute", .final = true }, { 0 },
};
const struct choice incident_kinds[] = {
    { INCIDENT_SOS, "sos", N_("SOS from a phone") }, { INCIDENT_CHILD_INJURY, "child_injury", N_("Child hurt") }, { INCIDENT_CHILD_ABUSE, "child_abuse", N_("Suspected harm to a child") },
    { INCIDENT_ELDER_FALL, "elder_fall", N_("Fall of an elder") }, { INCIDENT_CHOKING, "choking", N_("Choking") }, { INCIDENT_SCALD, "scald", N_("Scald or burn") },
    { INCIDENT_WANDERING, "wandering", N_("Somebody in care is missing") }, { INCIDENT_MEDICATION, "medication", N_("Wrong medicine") }, { INCIDENT_DEATH, "death", N_("Death") },
    { INCIDENT_HEIGHT, "height", N_("Fall from a height") }, { INCIDENT_FIRE, "fire", N_("Electricity, gas, fire, CO") }, { INCIDENT_CHEMICAL, "chemical", N_("Chemicals") },
    { INCIDENT_CUT, "cut", N_("Cut or other injury of a worker") }, { INCIDENT_TRAFFIC, "traffic", N_("Traffic accident") }, { INCIDENT_WORKER_ILL, "worker_ill", N_("Worker suddenly ill") },
    { INCIDENT_ASSAULT, "assault", N_("Assault or harassment of a worker") }, { INCIDENT_THEFT, "theft", N_("Something is said to be stolen") }, { INCIDENT_DAMAGE, "damage", N_("Damage to property") },
    { INCIDENT_ANIMAL, "animal", N_("Animal bite") }, { INCIDENT_INFECTION, "infection", N_("Infection") }, { INCIDENT_DATA_LEAK, "data_leak", N_("Personal data got out") },
    { INCIDENT_MEDIA, "media", N_("Press and public opinion") }, { INCIDENT_NO_CONTACT, "no_contact", N_("Worker cannot be reached") }, { INCIDENT_KEY_LOST, "key_lost", N_("Customer's key lost") }, { INCIDENT_OTHER, "other", N_("Something else") }, { 0 },
};
static const struct choice levels[] = {
    { LEVEL_GRAVEST, "gravest", N_("1 · death, serious injury, crime, harm to a child"), "danger" }, { LEVEL_HOSPITAL, "hospital", N_("2 · hospital, or a loss above ¥20,000"), "danger" },
    { LEVEL_DOCTOR, "doctor", N_("3 · a doctor, or ¥2,000–20,000"), "warn" }, { LEVEL_MINOR, "minor", N_("4 · minor or near miss"), "info" }, { 0 },
};
static const struct choice sources[] = {
    { RAISED_BY_WORKER, "worker", N_("Worker") }, { RAISED_BY_CUSTOMER, "customer", N_("Customer") }, { RAISED_BY_OFFICE, "office", N_("Office") }, { RAISED_BY_OTHERS, "others", N_("Others") }, { 0 },
};
static const struct choice whom[] = {
    { TOLD_HEADQUARTERS, "headquarters", N_("Headquarters") }, { TOLD_FAMILY, "family", N_("Family") }, { TOLD_RESCUE, "rescue", N_("120 or 119") }, { TOLD_POLICE, "police", N_("Police") },
    { TOLD_AUTHORITY, "authority", N_("Authority in charge") }, { TOLD_INSURER, "insurer", N_("Insurer") },
    { TOLD_WORK_INJURY, "work_injury", N_("Work-injury office: applied for recognition") }, { 0 },
};
static const struct choice findings[] = {
    { FINDING_UNFOUNDED, "unfounded", N_("Not so: found again, or explained"), "ok" }, { FINDING_OPEN, "open", N_("Neither proved nor disproved"), "mute" },
    { FINDING_CONFIRMED, "confirmed", N_("Confirmed by the police or a court"), "danger" }, { 0 },
};
static const struct choice bases[] = {
    { BASIS_WORK_INJURY, "work_injury", N_("Work injury: the company applies within 30 days; it answers for harm to others (Civil Code art. 1191)") },
    { BASIS_DISPATCHER, "dispatcher", N_("Work injury with the company that sends her; it applies within 30 days") },
    { BASIS_EACH_BY_FAULT, "each_by_fault", N_("Worker and customer, each by her fault (Civil Code art. 1192); the accident insurance first") },
    { BASIS_SERVICE, "service", N_("Service contract: each by her fault; the accident or occupational insurance first") }, { 0 },
};

static const struct field line_fields[] = {
    FIELD(incident_line, at, .label = N_("At")), FIELD(incident_line, who, .label = N_("By"), .to = &account_type),
    FIELD(incident_line, what, .personal = true, .label = N_("What happened"), .required = true, .max = 500),
};
static const struct row_type line_row = ROW_TYPE(incident_line, line_fields);
static const struct field told_fields[] = {
    FIELD(incident_told, whom, .label = N_("Who was told"), .choices = whom, .required = true), FIELD(incident_told, at, .label = N_("At")),
    FIELD(incident_told, who, .label = N_("By"), .to = &account_type), FIELD(incident_told, note, .personal = true, .label = N_("Note"), .max = 200),
};
static const struct row_type told_row = ROW_TYPE(incident_told, told_fields);

#define WHO N_("Who and where")
#define COURSE N_("Course")
static const struct field fields[] = {
    FIELD(incident, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(incident, kind, .label = N_("Kind"), .choices = incident_kinds, .required = true, .filter = true, .list = true),
    FIELD(incident, level, .label = N_("Level"), .choices = levels, .filter = true, .list = true, .help = N_("Empty: by its kind; of an SOS when somebody knows more")),
    FIELD(incident, source, .label = N_("Raised by whom"), .choices = sources, .filter = true),
    FIELD(incident, happened, .label = N_("When it happened"), .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(incident, story, .personal = true, .label = N_("What happened"), .max = 2000, .format = FORMAT_MULTILINE, .set_by = SET_ON_CREATE),
    FIELD(incident, visit, .label = N_("Visit"), .to = &visit_type, .set_by = SET_ON_CREATE, .filter = true, .group = WHO),
    FIELD(incident, placement, .label = N_("Placement"), .to = &placement_type, .set_by = SET_ON_CREATE, .filter = true, .group = WHO),
    FIELD(incident, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = SET_ON_CREATE, .group = WHO),
    FIELD(incident, customer, .label = N_("Customer"), .to = &customer_type, .filter = true, .set_by = SET_ON_CREATE, .group = WHO),
    FIELD(incident, at, .personal = true, .fleeting = true, .label = N_("Where the phone was"), .set_by = STEPS_ONLY, .group = WHO),
    FIELD(incident, accuracy, .label = N_("Within"), .unit = N_("metres"), .set_by = STEPS_ONLY, .group = WHO),
    FIELD(incident, raised_by, .label = N_("Entered by"), .to = &account_type, .set_by = ENGINE_ONLY, .group = COURSE),
    FIELD(incident, doing, .personal = true, .label = N_("What is done about it"), .max = 100, .set_by = STEPS_ONLY, .list = true, .group = COURSE),
    FIELD(incident, owner, .label = N_("In charge"), .to = &account_type, .set_by = STEPS_ONLY, .list = true, .filter = true, .group = COURSE),
    FIELD(incident, raised_at, .label = N_("Raised at"), .set_by = ENGINE_ONLY, .group = COURSE), FIELD(incident, acknowledged_at, .label = N_("Acknowledged at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(incident, on_site_at, .label = N_("On site at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(incident, contained_at, .label = N_("Contained at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(incident, reported_at, .label = N_("Report written at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(incident, closed_at, .label = N_("Closed at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(incident, done, .personal = true, .label = N_("How it was contained"), .set_by = STEPS_ONLY, .max = 1000, .format = FORMAT_MULTILINE),
    FIELD(incident, account, .personal = true, .label = N_("Written report"), .set_by = STEPS_ONLY, .max = 4000, .format = FORMAT_MULTILINE),
    FIELD(incident, outcome, .personal = true, .label = N_("What came of it"), .set_by = STEPS_ONLY, .max = 2000, .format = FORMAT_MULTILINE),
    FIELD(incident, finding, .label = N_("What was found"), .choices = findings, .filter = true, .set_by = STEPS_ONLY),
    FIELD(incident, basis, .label = N_("Who answers for her injury (suggestion)"), .choices = bases, .filter = true, .set_by = ENGINE_ONLY, .help = N_("By how the worker was employed when it happened")),
    FIELD(incident, suspension, .label = N_("Suspension"), .to = &suspension_type, .see = CAN_READ_SUSPENSIONS, .set_by = STEPS_ONLY),
    FIELD(incident, loss, .label = N_("Loss"), .set_by = STEPS_ONLY, .min = 0, .max = INT64_C(100000000000)),
    FIELD(incident, course, .label = N_("Log of what was done"), .row = &line_row, .set_by = STEPS_ONLY), FIELD(incident, told, .label = N_("Who was told"), .row = &told_row, .set_by = STEPS_ONLY),
};

enum incident_level incident_level_of(enum incident_kind kind)
{
    switch (kind) {
    case INCIDENT_SOS: case INCIDENT_NO_CONTACT: case INCIDENT_OTHER: return 0;
    case INCIDENT_CHILD_INJURY: case INCIDENT_CHILD_ABUSE: case INCIDENT_DEATH: case INCIDENT_ASSAULT: return LEVEL_GRAVEST;
    case INCIDENT_ELDER_FALL: case INCIDENT_CHOKING: case INCIDENT_WANDERING: case INCIDENT_HEIGHT: case INCIDENT_FIRE: case INCIDENT_TRAFFIC: return LEVEL_HOSPITAL;
    case INCIDENT_DAMAGE: case INCIDENT_KEY_LOST: return LEVEL_MINOR;
    default: return LEVEL_DOCTOR;
    }
}

/* Kinds in which the worker herself may be the one who is hurt. */
static bool worker_hurt(const struct incident *i)
{
    return i->kind == INCIDENT_CUT || i->kind == INCIDENT_HEIGHT || i->kind == INCIDENT_TRAFFIC || i->kind == INCIDENT_CHEMICAL || i->kind == INCIDENT_ASSAULT || i->kind == INCIDENT_ANIMAL;
}

static enum injury_basis basis_of(struct work *w, const struct incident *i)
{
    const struct worker *n = i->worker.id && worker_hurt(i) ? record_peek(w, &worker_type, i->worker.id) : NULL;
    switch (n ? n->mode : 0) {
    case MODE_EMPLOYEE: case MODE_PART_TIME: return BASIS_WORK_INJURY;
    case MODE_DISPATCHED: return BASIS_DISPATCHER;
    case MODE_AGENCY: return BASIS_EACH_BY_FAULT;
    case MODE_GIG: case MODE_OVER_AGE: return BASIS_SERVICE;
    default: return 0;
    }
}

static bool accusation(const struct incident *i) { return i->kind == INCIDENT_THEFT || i->kind == INCIDENT_CHILD_ABUSE || i->kind == INCIDENT_ASSAULT; }

static bool noted(struct work *w, struct incident *i, text what)
{
    struct incident_line *all = take_many(w, struct incident_line, i->course.count + 1);
    for (size_t n = 0; n < i->course.count; n++) all[n] = *ROW(struct incident_line, i->course, n);
    all[i->course.count] = (struct incident_line){ w->acted, { w->actor->user }, what };
    i->course = (rows_of){ all, i->course.count + 1 };
    return true;
}

/* What is known of it brings the rest: a visit its home's branch, customer and worker; a person her branch. */
static bool fill_from_visit(struct work *w, struct incident *i)
{
    const struct visit *v = record_peek(w, &visit_type, i->visit.id);
    if (!v) return wrong(w, "visit", N_("{1}: there is no such record"), translated(w, N_("Visit")));
    i->record.branch = v->record.branch;
    if (!i->customer.id) i->customer = v->customer;
    if (!i->worker.id) i->worker = v->worker;
    return true;
}

/* Where she served on that day, or the one home of the family in which somebody did; both where both are known. 0: none, or not one alone. */
static int64_t placement_of(struct work *w, const struct incident *i)
{
    if (!i->worker.id && !i->customer.id) return 0;
    return db_one(w, SQL("select case when count(*) = 1 then min(p.id) else 0 end from placement p where p.state between 3 and 10 and ($1 = 0 or p.customer = $1) and exists (select 1 from placement_stints s where s.parent = p.id "
                         "and ($2 = 0 or s.worker = $2) and s.first <= $3 and (s.last is null or s.last >= $3))"), BIND(num(i->customer.id), num(i->worker.id), num(day_of(i->happened).number)), 0);
}
_Static_assert(PLACEMENT_ON_BOARD == 3 && PLACEMENT_CLOSED == 10, "the query above says these by number");

/* An accusation names whom it is about, or nobody: not whoever serves there. */
static bool fill_from_placement(struct work *w, struct incident *i)
{
    const struct placement *p = record_peek(w, &placement_type, i->placement.id);
    const struct placement_stint *s = p ? placement_stint_on(p, day_of(i->happened)) : NULL;
    if (!p) return wrong(w, "placement", N_("{1}: there is no such record"), translated(w, N_("Placement")));
    i->record.branch = p->record.branch;
    if (!i->customer.id) i->customer = p->customer;
    if (!i->worker.id && s && !accusation(i)) i->worker = s->worker;
    return true;
}

static bool fill_new(struct work *w, struct incident *i)
{
    if (!i->happened.ms) i->happened = w->acted;
    if (!i->visit.id && !i->placement.id) i->placement.id = placement_of(w, i);
    if (i->visit.id) { if (!fill_from_visit(w, i)) return false; }
    else if (i->placement.id) { if (!fill_from_placement(w, i)) return false; }
    else if (i->worker.id || i->customer.id) {
        const struct record *whose = i->worker.id ? record_peek(w, &worker_type, i->worker.id) : record_peek(w, &customer_type, i->customer.id);
        if (whose) i->record.branch = whose->branch;
    }
    if (!i->level) i->level = incident_level_of(i->kind);
    if (!i->source) i->source = RAISED_BY_OFFICE;
    if (i->happened.ms > w->now.ms + MINUTES(5)) return wrong(w, "happened", N_("This lies in the future"));
    i->basis = basis_of(w, i);
    i->raised_at = w->now;
    i->raised_by.id = w->actor->user;
    return !failed(w);
}

static bool check(struct work *w, struct incident *i, const struct incident *before)
{
    return before || fill_new(w, i);
}
CHECKER(incident, check)

static text title(struct work *w, const struct incident *i)
{
    struct date d = date_of(day_of(i->happened));
    int m = minute_of_day(i->happened);
    return print(w, "%s · %d-%02d %02d:%02d", translate(w->language, choice_label(incident_kinds, i->kind)), d.month, d.day, m / 60, m % 60);
}
TITLE(incident, title)

/* ---- raising ---- */

static struct incident *same_alarm(struct work *w, const struct incident_call *c)
{
    if (c->kind != INCIDENT_SOS || !c->worker.id) return NULL;
    struct found open = LOAD_WHERE(w, incident, "worker = $1 and kind = 1 and state in (1, 2, 3) and raised_at > $2 order by raised_at desc limit 1", BIND(num(c->worker.id), num(w->now.ms - MINUTES(10))));
    return open.count ? FOUND(struct incident, open, 0) : NULL;
}

/* A phone calls at once and sends where it is as soon as it knows: that is not a second call for help, and the file does not say so. */
static struct incident *pressed_again(struct work *w, struct incident *i, const struct incident_call *c)
{
    bool placed = c->at.lat || c->at.lng, first_place = placed && !i->at.lat && !i->at.lng;
    if (placed) { i->at = c->at; i->accuracy = c->accuracy; }
    noted(w, i, c->story && *c->story ? c->story : translate(w->language, first_place ? N_("Her phone has sent where she is") : N_("SOS pressed again")));
    return SAVE(w, incident, i) ? i : NULL;
}

struct incident *incident_raise(struct work *w, const struct incident_call *c)
{
    struct incident *there = same_alarm(w, c);
    if (there) return pressed_again(w, there, c);
    struct incident *i = take(w, struct incident);
    *i = (struct incident){ .kind = c->kind, .source = c->source, .visit = c->visit, .worker = c->worker, .customer = c->customer, .at = c->at, .accuracy = c->accuracy,
        .story = c->story ? c->story : "", .doing = "", .done = "", .account = "", .outcome = "" };
    return ADD(w, incident, i) ? i : NULL;
}

/* ---- steps ---- */

struct taking { enum incident_level level; text doing; };
static const struct field taking_fields[] = {
    FIELD(taking, level, .label = N_("Level"), .choices = levels, .help = N_("Empty: as it is")),
    FIELD(taking, doing, .label = N_("What is done about it"), .max = 100, .help = N_("In a few words; needed unless it is minor or a matter for a doctor")),
};

static bool acknowledge(struct work *w, struct incident *i, const struct taking *in)
{
    text doing = in->doing ? in->doing : "";
    if (in->level) i->level = in->level;
    if (!*doing && i->level != LEVEL_DOCTOR && i->level != LEVEL_MINOR) return refuse(w, "doing", N_("Say in a few words what is being done: calling her, sending somebody, going there"));
    i->acknowledged_at = w->acted;
    i->owner.id = w->actor->user;
    i->doing = doing;
    return !*doing || noted(w, i, doing);
}
RULE(incident, taking, acknowledge)

struct arrival_there { text who; };
static const struct field arrival_fields[] = { FIELD(arrival_there, who, .label = N_("Who is there"), .required = true, .max = 100) };

static bool on_site(struct work *w, struct incident *i, const struct arrival_there *in)
{
    i->on_site_at = w->acted;
    return noted(w, i, translate_with(w->arena, w->language, N_("On site: {1}"), (const text[]){ in->who, NULL }));
}
RULE(incident, arrival_there, on_site)

struct containing { text done; };
static const struct field containing_fields[] = { FIELD(containing, done, .label = N_("What was done"), .required = true, .max = 1000, .format = FORMAT_MULTILINE) };

static bool contain(struct work *w, struct incident *i, const struct containing *in)
{
    if (!i->level) return refuse(w, "level", N_("Say first how grave it is"));
    i->done = in->done;
    i->contained_at = w->acted;
    return true;
}
RULE(incident, containing, contain)

struct telling { enum told_whom whom; text note; instant at; };
static const struct field telling_fields[] = {
    FIELD(telling, whom, .label = N_("Who was told"), .choices = whom, .required = true), FIELD(telling, at, .label = N_("Told at"), .help = N_("Empty: now")),
    FIELD(telling, note, .label = N_("Note"), .max = 200, .help = N_("Whom you spoke to, the number of the report")),
};

static bool tell(struct work *w, struct incident *i, const struct telling *in)
{
    if (in->at.ms > w->now.ms + MINUTES(5)) return refuse(w, "at", N_("This lies in the future"));
    if (in->at.ms && in->at.ms < i->happened.ms) return refuse(w, "at", N_("It happened at {1} only"), instant_words(w->arena, i->happened));
    struct incident_told *all = take_many(w, struct incident_told, i->told.count + 1);
    for (size_t n = 0; n < i->told.count; n++) all[n] = *ROW(struct incident_told, i->told, n);
    all[i->told.count] = (struct incident_told){ in->whom, in->at.ms ? in->at : w->acted, { w->actor->user }, in->note ? in->note : "" };
    i->told = (rows_of){ all, i->told.count + 1 };
    return true;
}
RULE(incident, telling, tell)

struct noting { text what; };
static const struct field noting_fields[] = { FIELD(noting, what, .label = N_("What happened"), .required = true, .max = 500, .format = FORMAT_MULTILINE) };
static bool write_down(struct work *w, struct incident *i, const struct noting *in) { return noted(w, i, in->what); }
RULE(incident, noting, write_down)

struct grading { enum incident_level level; };
static const struct field grading_fields[] = { FIELD(grading, level, .label = N_("Level"), .choices = levels, .required = true) };
static bool grade(struct work *w, struct incident *i, const struct grading *in)
{
    (void)w;
    i->level = in->level;
    return true;
}
RULE(incident, grading, grade)

struct reporting { text account; maybe_money loss; };
static const struct field reporting_fields[] = {
    FIELD(reporting, account, .label = N_("Written report"), .required = true, .max = 4000, .format = FORMAT_MULTILINE, .help = N_("Time, place, persons, what was seen and said; no verdict")),
    FIELD(reporting, loss, .label = N_("Loss"), .min = 0, .max = INT64_C(100000000000)),
};

static bool report(struct work *w, struct incident *i, const struct reporting *in)
{
    i->account = in->account;
    if (in->loss.given) i->loss = in->loss;
    i->reported_at = w->now;
    return true;
}
RULE(incident, reporting, report)

static bool was_told(const struct incident *i, enum told_whom who)
{
    for (size_t n = 0; n < i->told.count; n++)
        if (ROW(struct incident_told, i->told, n)->whom == who) return true;
    return false;
}

/* The gravest is closed by who oversees, with the authority told; every other by who was given closing. */
static const struct sentence *may_close(struct work *w, const struct incident *i)
{
    if (!i->reported_at.ms) return because(w, N_("The written report is missing"));
    if (i->level != LEVEL_GRAVEST) return NULL;
    if (!was_told(i, TOLD_AUTHORITY) && !was_told(i, TOLD_POLICE)) return because(w, N_("At level 1 an authority or the police must have been told"));
    return can(w, CAN_OVERSEE_INCIDENTS) ? NULL : because(w, N_("Headquarters closes an incident of level 1"));
}
GUARD(incident, may_close)

struct closing { text outcome; enum incident_finding finding; text change; ref change_by; maybe_day change_until; };
static const struct field closing_fields[] = {
    FIELD(closing, finding, .label = N_("What was found"), .choices = findings, .help = N_("Of an accusation; confirmed is what the police or a court said, nobody else")),
    FIELD(closing, outcome, .label = N_("What came of it"), .required = true, .max = 2000, .format = FORMAT_MULTILINE, .help = N_("Cause, who pays, what is changed so that it does not happen again")),
    FIELD(closing, change, .label = N_("What is changed so that it does not happen again"), .max = 200, .help = N_("It stands in the queue of who sees to it until it is done")),
    FIELD(closing, change_by, .label = N_("Who sees to it"), .to = &account_type), FIELD(closing, change_until, .label = N_("By which day")),
};

/* What is changed has somebody and a day, or it is a wish; the log keeps it beside what was found. */
static bool change_follows(struct work *w, struct incident *i, const struct closing *in)
{
    if (!*in->change) return in->change_by.id || in->change_until.given ? refuse(w, "change", N_("Say what is changed")) : !failed(w);
    if (!in->change_by.id) return refuse(w, "change_by", N_("Who sees to it?"));
    if (!in->change_until.given || in->change_until.number < day_of(w->now).number) return refuse(w, "change_until", N_("By which day, from today on?"));
    day until = { in->change_until.number };
    if (!noted(w, i, said_keep(w, N_("To be changed by {2}, {3} sees to it: {1}"), (const text[]){ in->change, day_text(w->arena, until), record_title(w, &account_type, in->change_by.id), NULL }))) return false;
    text title = said_keep(w, N_("{1}, so that it does not happen again: {2}"), (const text[]){ i->record.number, in->change, NULL });
    return remind(w, &(struct reminder){ .title = title, .due = day_at(until, 18 * 60), .rule = "corrective", .about = &incident_type, .record = i->record.id, .branch = i->record.branch.id, .person = in->change_by,
        .escalate_after = DAYS(1), .then = CAN_OVERSEE_INCIDENTS }) != 0;
}

/* What was found ends the suspension; what is confirmed is decided by who may: work again after all, leave, or the blacklist. */
static bool suspension_follows(struct work *w, const struct incident *i, const struct closing *in)
{
    struct suspension *s = i->suspension.id ? record_peek(w, &suspension_type, i->suspension.id) : NULL;
    if (!s || s->state != SUSPENSION_IN_FORCE || !in->finding) return !failed(w);
    if (in->finding != FINDING_CONFIRMED) return step_run(w, &suspension_type, s, "end", &(struct suspension_end){ in->finding == FINDING_UNFOUNDED ? STOPPED_UNFOUNDED : STOPPED_UNPROVEN, in->outcome, "" });
    text title = said_keep(w, N_("{1} was confirmed: decide on the suspension, on the contract, and on an entry in the blacklist"), (const text[]){ i->record.number, NULL });
    return remind(w, &(struct reminder){ .title = title, .due = w->now, .rule = "after_finding", .about = &suspension_type, .record = s->record.id, .branch = s->record.branch.id, .who = CAN_SUSPEND_LONG, .escalate_after = HOURS(24), .then = CAN_SUSPEND_LONG }) != 0;
}

static bool close_it(struct work *w, struct incident *i, const struct closing *in)
{
    if (accusation(i) && !in->finding) return refuse(w, "finding", N_("Somebody is accused: what was found?"));
    if (in->finding == FINDING_CONFIRMED && accusation(i) && !was_told(i, TOLD_POLICE)) return refuse(w, "finding", N_("Only the police or a court confirms it: enter first when the police was told and the number of the case"));
    i->finding = in->finding;
    i->outcome = in->outcome;
    i->closed_at = w->now;
    return suspension_follows(w, i, in) && change_follows(w, i, in);
}
RULE(incident, closing, close_it)

/* ---- the worker is given nothing meanwhile (T16) ---- */

static const struct sentence *may_be_stopped(struct work *w, const struct incident *i)
{
    const struct worker *n = i->worker.id ? record_peek(w, &worker_type, i->worker.id) : NULL;
    if (!n) return because(w, N_("No worker is entered in this incident"));
    bool serves = n->state == WORKER_ACTIVE || n->state == WORKER_ON_LEAVE || n->state == WORKER_EXITING;
    return serves ? NULL : because(w, N_("She is not at work, so there is nothing to stop"));
}
GUARD(incident, may_be_stopped)

struct stopping { text facts; maybe_day until; };
static const struct field stopping_fields[] = {
    FIELD(stopping, facts, .label = N_("What was seen and said"), .required = true, .max = 1000, .format = FORMAT_MULTILINE, .help = N_("By whom, when, where. Nobody is accused here; she reads it")),
    FIELD(stopping, until, .label = N_("Until the end of"), .help = N_("Empty: 72 hours. Longer, at most 30 days, by HR or headquarters only")),
};

static enum suspension_ground ground_of(enum incident_kind k)
{
    switch (k) {
    case INCIDENT_THEFT: return STOPPED_THEFT;
    case INCIDENT_CHILD_INJURY: case INCIDENT_CHILD_ABUSE: case INCIDENT_ELDER_FALL: case INCIDENT_SCALD: case INCIDENT_MEDICATION: case INCIDENT_DEATH: return STOPPED_HARM;
    case INCIDENT_ASSAULT: return STOPPED_VIOLENCE;
    case INCIDENT_HEIGHT: case INCIDENT_FIRE: case INCIDENT_CHEMICAL: case INCIDENT_TRAFFIC: return STOPPED_SAFETY;
    default: return STOPPED_OTHER;
    }
}

static bool suspend_her(struct work *w, struct incident *i, const struct stopping *in)
{
    struct worker *n = LOAD_LOCKED(w, worker, i->worker.id);
    const struct suspension_call call = { ground_of(i->kind), in->facts, i->record.number, in->until };
    if (!n || !step_run(w, &worker_type, n, "suspend", &call)) return false;
    const struct suspension *s = suspension_of(w, n->record.id);
    i->suspension.id = s ? s->record.id : 0;
    w->reason = "";
    return noted(w, i, translate(w->language, N_("She is given no visits while this is looked into; nothing has been found")));
}
RULE(incident, stopping, suspend_her)

static bool call_off(struct work *w, struct incident *i)
{
    if (!i->acknowledged_at.ms) i->acknowledged_at = w->acted;
    if (!i->owner.id) i->owner.id = w->actor->user;
    i->closed_at = w->now;
    return true;
}
RULE_PLAIN(incident, call_off)

/* ---- clocks ---- */

static instant at_once(struct work *w, const struct incident *i) { (void)w; return i->raised_at; }
DUE(incident, at_once)
static instant call_in_due(struct work *w, const struct incident *i)
{
    (void)w;
    return (instant){ was_told(i, TOLD_HEADQUARTERS) || i->level == LEVEL_MINOR ? 0 : i->acknowledged_at.ms + MINUTES(10) };
}
DUE(incident, call_in_due)
/* Somebody in their care came to harm: the family hears it from us, unless it told us. */
static bool in_care(const struct incident *i)
{
    return i->kind == INCIDENT_CHILD_INJURY || i->kind == INCIDENT_ELDER_FALL || i->kind == INCIDENT_CHOKING || i->kind == INCIDENT_SCALD || i->kind == INCIDENT_WANDERING || i->kind == INCIDENT_MEDICATION || i->kind == INCIDENT_DEATH;
}
static instant family_due(struct work *w, const struct incident *i)
{
    (void)w;
    return (instant){ in_care(i) && i->source != RAISED_BY_CUSTOMER && !was_told(i, TOLD_FAMILY) ? i->acknowledged_at.ms + MINUTES(30) : 0 };
}
DUE(incident, family_due)
/* Whoever or whatever was hurt may be insured, and who tells late is paid late or nothing (七.5: within 48 hours). */
static instant insurer_due(struct work *w, const struct incident *i)
{
    (void)w;
    bool hurt = in_care(i) || worker_hurt(i) || i->kind == INCIDENT_FIRE || i->kind == INCIDENT_WORKER_ILL || i->kind == INCIDENT_DAMAGE;
    bool small = i->level == 0 || i->level == LEVEL_MINOR;
    return (instant){ hurt && !small && !was_told(i, TOLD_INSURER) ? i->raised_at.ms + HOURS(24) : 0 };
}
DUE(incident, insurer_due)
static instant authority_due(struct work *w, const struct incident *i)
{
    (void)w;
    return (instant){ i->level == LEVEL_GRAVEST && !was_told(i, TOLD_AUTHORITY) && !was_told(i, TOLD_POLICE) ? i->raised_at.ms + HOURS(1) : 0 };
}
DUE(incident, authority_due)
static instant there_due(struct work *w, const struct incident *i) { (void)w; return (instant){ i->raised_at.ms + MINUTES(60) }; }
DUE(incident, there_due)
static instant contain_due(struct work *w, const struct incident *i) { (void)w; return (instant){ i->on_site_at.ms + HOURS(2) }; }
DUE(incident, contain_due)
static instant report_due(struct work *w, const struct incident *i) { (void)w; return (instant){ i->reported_at.ms ? 0 : i->raised_at.ms + HOURS(24) }; }
DUE(incident, report_due)
static instant injury_due(struct work *w, const struct incident *i)
{
    (void)w;
    bool ours = i->basis == BASIS_WORK_INJURY && i->level != LEVEL_MINOR && !was_told(i, TOLD_WORK_INJURY);
    return (instant){ ours ? day_start((day){ day_of(i->happened).number + 30 }).ms : 0 };
}
DUE(incident, injury_due)
static instant review_due(struct work *w, const struct incident *i) { (void)w; return (instant){ i->raised_at.ms + DAYS(7) }; }
DUE(incident, review_due)

#define UNDER_WAY (FROM(INCIDENT_ACKNOWLEDGED) | FROM(INCIDENT_ON_SITE) | FROM(INCIDENT_CONTAINED))
#define OPEN (FROM(INCIDENT_RAISED) | UNDER_WAY)
static const struct deadline deadlines[] = {
    { .name = "alarm", .label = N_("Alarm: acknowledge it now"), .states = FROM(INCIDENT_RAISED), .due = at_once_hook, .who = CAN_HANDLE_INCIDENTS, .escalate_after = MINUTES(3), .then = CAN_OVERSEE_INCIDENTS, .step = "acknowledge" },
    { .name = "call_in", .label = N_("Tell headquarters"), .states = UNDER_WAY, .due = call_in_due_hook, .who = CAN_HANDLE_INCIDENTS, .escalate_after = MINUTES(10), .then = CAN_OVERSEE_INCIDENTS, .step = "tell" },
    { .name = "family", .label = N_("Tell the family"), .states = UNDER_WAY, .due = family_due_hook, .who = CAN_HANDLE_INCIDENTS, .escalate_after = MINUTES(30), .then = CAN_OVERSEE_INCIDENTS, .step = "tell" },
    { .name = "insurer", .label = N_("Tell the insurer"), .states = UNDER_WAY, .due = insurer_due_hook, .who = CAN_HANDLE_INCIDENTS, .escalate_after = HOURS(24), .then = CAN_OVERSEE_INCIDENTS, .step = "tell" },
    { .name = "authority", .label = N_("Tell the authority or the police"), .states = OPEN, .due = authority_due_hook, .who = CAN_HANDLE_INCIDENTS, .escalate_after = MINUTES(1), .then = CAN_OVERSEE_INCIDENTS, .step = "tell" },
    { .name = "on_site", .label = N_("Be on site"), .states = FROM(INCIDENT_ACKNOWLEDGED), .due = there_due_hook, .who = CAN_HANDLE_INCIDENTS, .escalate_after = MINUTES(15), .then = CAN_OVERSEE_INCIDENTS, .step = "arrive_on_site" },
    { .name = "contain", .label = N_("Is everybody safe?"), .states = FROM(INCIDENT_ON_SITE), .due = contain_due_hook, .who = CAN_HANDLE_INCIDENTS, .escalate_after = HOURS(1), .then = CAN_OVERSEE_INCIDENTS, .step = "contain" },
    { .name = "report", .label = N_("Write the report"), .states = UNDER_WAY, .due = report_due_hook, .who = CAN_HANDLE_INCIDENTS, .escalate_after = HOURS(12), .then = CAN_OVERSEE_INCIDENTS, .step = "write_report" },
    { .name = "review", .label = N_("Review and close"), .states = UNDER_WAY, .due = review_due_hook, .who = CAN_CLOSE_INCIDENTS, .escalate_after = DAYS(2), .then = CAN_OVERSEE_INCIDENTS, .step = "close" },
    { .name = "work_injury", .label = N_("Apply for work injury"), .states = UNDER_WAY | FROM(INCIDENT_CLOSED), .due = injury_due_hook, .who = CAN_CLOSE_INCIDENTS, .escalate_after = HOURS(1), .then = CAN_OVERSEE_INCIDENTS, .step = "tell" },
};

static const struct step steps[] = {
    STEP(acknowledge, .label = N_("Acknowledge"), .tone = "primary", .from = FROM(INCIDENT_RAISED), .to = INCIDENT_ACKNOWLEDGED, .by = CAN_HANDLE_INCIDENTS, INPUTS(taking, taking_fields), .run = acknowledge_rule),
    STEP(arrive_on_site, .label = N_("Somebody is there"), .tone = "primary", .from = FROM(INCIDENT_ACKNOWLEDGED), .to = INCIDENT_ON_SITE, .by = CAN_HANDLE_INCIDENTS, INPUTS(arrival_there, arrival_fields), .run = on_site_rule),
    STEP(contain, .label = N_("Contained"), .tone = "primary", .from = FROM(INCIDENT_ACKNOWLEDGED) | FROM(INCIDENT_ON_SITE), .to = INCIDENT_CONTAINED, .by = CAN_HANDLE_INCIDENTS, INPUTS(containing, containing_fields), .run = contain_rule),
    STEP(tell, .label = N_("Enter who was told"), .from = OPEN | FROM(INCIDENT_CLOSED), .by = CAN_HANDLE_INCIDENTS, INPUTS(telling, telling_fields), .run = tell_rule),
    STEP(write_down, .label = N_("Add to the log"), .from = OPEN, .by = CAN_HANDLE_INCIDENTS, INPUTS(noting, noting_fields), .run = write_down_rule),
    STEP(grade, .label = N_("Set the level"), .from = OPEN, .by = CAN_HANDLE_INCIDENTS, INPUTS(grading, grading_fields), .run = grade_rule, .reason = true),
    STEP(write_report, .label = N_("Write the report"), .from = UNDER_WAY, .by = CAN_HANDLE_INCIDENTS, INPUTS(reporting, reporting_fields), .run = report_rule),
    STEP(close, .label = N_("Close the case"), .tone = "primary", .from = FROM(INCIDENT_CONTAINED), .to = INCIDENT_CLOSED, .by = CAN_CLOSE_INCIDENTS, INPUTS(closing, closing_fields), .run = close_it_rule, .guard = may_close_guard),
    STEP(suspend_worker, .label = N_("Suspend the worker meanwhile"), .from = UNDER_WAY, .by = CAN_SUSPEND_WORKERS, INPUTS(stopping, stopping_fields), .run = suspend_her_rule, .guard = may_be_stopped_guard, .preview = true,
         .confirm = N_("Her visits until then are open again. Suspend?")),
    STEP(call_off, .label = N_("False alarm"), .from = FROM(INCIDENT_RAISED) | FROM(INCIDENT_ACKNOWLEDGED) | FROM(INCIDENT_ON_SITE), .to = INCIDENT_FALSE_ALARM, .by = CAN_HANDLE_INCIDENTS, .run = call_off_rule, .reason = true),
};

#define OVER "state in (5, 6) and closed_at < $1"
static const struct retention kept[] = {
    { .name = "place", .label = N_("Incidents: where the phone was, from the end"), .law = N_("Places: 90 days; the verdict stays with the wages"), .days = 90, .due = OVER " and coalesce(at_lat, 0) <> 0", .members = "at" },
    { .name = "words", .label = N_("Incidents: what was written, from the end"), .law = N_("Incidents are kept 10 years"), .stays = true, .since = "closed_at", .days = 3650,
      .due = OVER " and (story <> '' or doing <> '' or done <> '' or account <> '' or outcome <> '')", .members = "story|doing|done|account|outcome|course.what|told.note" },
};

const struct record_type incident_type = RECORD_TYPE(incident, .label = N_("Incident"), .module = "safety", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = INCIDENT_RAISED,
    .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "worker|customer", .see = CAN_SEE_INCIDENTS, .create = CAN_RAISE_INCIDENTS, .history = true, .append_only = true,
    .check = check_hook, .title = title_hook, .prefix = "I", .order = "-happened");

/* face_ask.c — see face_ask.h. */
#include "operations/face_ask.h"
#include "messages/messages.h"
#include "operations/visit_fields.h"
#include "record/store.h"

static const struct choice states[] = {
    { FACE_ASKED, "asked", N_("To be answered by the customer"), "warn" }, { FACE_AGREED, "agreed", N_("The customer agreed"), "ok", .final = true },
    { FACE_DECLINED, "declined", N_("She asked for somebody else"), "danger" }, { FACE_MOOT, "moot", N_("Not asked any more"), "mute", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(face_ask, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(face_ask, visit, .label = N_("Visit"), .to = &visit_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(face_ask, plan, .label = N_("Plan"), .to = &service_plan_type, .required = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(face_ask, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(face_ask, worker, .label = N_("Whom she has not met"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(face_ask, until, .label = N_("The office calls from"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
    FIELD(face_ask, how, .label = N_("Answered how"), .choices = agreed_hows, .set_by = STEPS_ONLY), FIELD(face_ask, why, .personal = true, .label = N_("Why"), .max = 200, .set_by = STEPS_ONLY),
    FIELD(face_ask, answered_at, .label = N_("Answered at"), .set_by = STEPS_ONLY), FIELD(face_ask, answered_by, .label = N_("Written down by"), .to = &account_type, .set_by = STEPS_ONLY),
};

/* ---- who is new, and until when she is asked ---- */

instant face_until(instant now, instant start, int64_t length)
{
    enum { EVENING = 21 * 60, MORNING = 9 * 60 };
    instant until = { now.ms + MINUTES(length) }, latest = { start.ms - HOURS(2) };
    int at = minute_of_day(until);
    if (at >= EVENING) until = day_at((day){ day_of(until).number + 1 }, MORNING);
    else if (at < MORNING) until = day_at(day_of(until), MORNING);
    if (until.ms > latest.ms) until = latest;
    return until.ms > now.ms ? until : now;
}

struct found face_asks_open(struct work *w, const struct visit *v)
{
    return LOAD_WHERE(w, face_ask, "visit = $1 and state = 1 order by id", BIND(num(v->record.id)));
}

int64_t face_declined(struct work *w, int64_t plan, int64_t worker)
{
    return db_one(w, SQL("select id from face_ask where plan = $1 and worker = $2 and state = 3 order by id desc limit 1"), BIND(num(plan), num(worker)), 0);
}

bool face_spoken_of(struct work *w, int64_t plan, int64_t worker)
{
    return db_one(w, SQL("select 1 from face_ask where plan = $1 and worker = $2 and state in (1, 2) limit 1"), BIND(num(plan), num(worker)), 0) == 1;
}
_Static_assert(FACE_ASKED == 1 && FACE_AGREED == 2 && FACE_DECLINED == 3, "the queries above say these by number");

/* A plan without a worker of its own promised nobody. */
static bool is_new(struct work *w, const struct visit *v, int64_t worker)
{
    const struct service_plan *p = record_peek(w, &service_plan_type, v->plan.id);
    if (!p || !p->worker.id || p->worker.id == worker || p->backup.id == worker || visit_been_there(w, worker, v->household.id)) return false;
    return db_one(w, SQL("select 1 from face_ask where plan = $1 and worker = $2 and state = 2 limit 1"), BIND(num(v->plan.id), num(worker)), 0) != 1;
}

/* ---- with the visit ---- */

static bool among(const int64_t *ids, int n, int64_t id)
{
    for (int i = 0; i < n; i++)
        if (ids[i] == id) return true;
    return false;
}

static bool ask(struct work *w, const struct visit *v, int64_t worker, int64_t length)
{
    struct face_ask a = { .record.branch = v->record.branch, .visit = { v->record.id }, .plan = v->plan, .customer = v->customer, .worker = { worker }, .until = face_until(w->now, v->start, length), .why = "" };
    return ADD(w, face_ask, &a);
}

/* Before she sets out: afterwards it is answered by her coming. A crew of more than two is one agreement, about the job and not about faces. */
bool faces_follow(struct work *w, const struct record_type *type, int64_t id)
{
    const struct visit *v = record_peek(w, type, id);
    if (!v || !v->plan.id) return !failed(w);
    int64_t goes[MOST_VISIT_WORKERS], asked[MOST_VISIT_WORKERS];
    int n = v->state >= VISIT_OFFERED && v->state <= VISIT_CONFIRMED ? visit_workers(v, goes) : 0, open = 0;
    struct found asks = face_asks_open(w, v);
    for (int i = 0; i < asks.count; i++) {
        struct face_ask *a = asks.at[i];
        if (among(goes, n, a->worker.id)) { if (open < MOST_VISIT_WORKERS) asked[open++] = a->worker.id; }
        else if (!step_run(w, &face_ask_type, a, "moot", NULL) || !tell_no_more(w, type, id, "face")) return false;
    }
    int64_t length = n && n <= 2 ? setting_number(w, SETTING_NEW_FACE, v->record.branch.id, day_of(w->now)) : 0;
    for (int i = 0; i < n && length; i++)
        if (!among(asked, open, goes[i]) && is_new(w, v, goes[i]) && !ask(w, v, goes[i], length)) return false;
    return !failed(w);
}

/* Once the ask is answered; the steps of the visit look at what is still open. */
bool face_gives_back(struct work *w, const struct record_type *type, int64_t id)
{
    const struct face_ask *a = record_peek(w, type, id);
    struct visit *v = a ? record_peek(w, &visit_type, a->visit.id) : NULL;
    int64_t goes[MOST_VISIT_WORKERS];
    if (!v || v->state < VISIT_OFFERED || v->state > VISIT_CONFIRMED || !among(goes, visit_workers(v, goes), a->worker.id)) return !failed(w);
    return step_run(w, &visit_type, v, "face_declined", &(struct unwanted_face){ a->worker, a->why });
}

/* ---- its procedure ---- */

static const struct field yes_fields[] = { FIELD(face_yes, how, .label = N_("Answered how"), .choices = agreed_hows, .help = N_("Empty: by phone")) };
static const struct field no_fields[] = {
    FIELD(face_no, how, .label = N_("Answered how"), .choices = agreed_hows, .help = N_("Empty: by phone")), FIELD(face_no, why, .label = N_("Why"), .max = 200, .help = N_("In her words; she need not say why")),
};

static bool also_agreed(struct work *w, struct face_ask *a, const struct face_yes *in)
{
    a->how = in->how ? in->how : AGREED_BY_PHONE;
    a->answered_at = w->acted;
    a->answered_by.id = w->actor->user;
    return true;
}
RULE(face_ask, face_yes, also_agreed)

static bool also_declined(struct work *w, struct face_ask *a, const struct face_no *in)
{
    a->why = in->why ? in->why : "";
    return also_agreed(w, a, &(struct face_yes){ in->how });
}
RULE(face_ask, face_no, also_declined)

static bool agree(struct work *w, struct face_ask *a, const struct face_yes *in)
{
    struct found others = LOAD_WHERE(w, face_ask, "plan = $1 and worker = $2 and state in (1, 3) and id <> $3 order by id limit 200", BIND(num(a->plan.id), num(a->worker.id), num(a->record.id)));
    for (int i = 0; i < others.count; i++)
        if (!step_run(w, &face_ask_type, others.at[i], "also_agreed", in)) return false;
    return also_agreed(w, a, in);
}
RULE(face_ask, face_yes, agree)

static bool decline(struct work *w, struct face_ask *a, const struct face_no *in)
{
    struct found others = LOAD_WHERE(w, face_ask, "plan = $1 and worker = $2 and state = 1 and id <> $3 order by id limit 200", BIND(num(a->plan.id), num(a->worker.id), num(a->record.id)));
    for (int i = 0; i < others.count; i++)
        if (!step_run(w, &face_ask_type, others.at[i], "also_declined", in)) return false;
    return also_declined(w, a, in);
}
RULE(face_ask, face_no, decline)

static instant answer_due(struct work *w, const struct face_ask *a) { (void)w; return a->until; }
DUE(face_ask, answer_due)
static const struct deadline deadlines[] = {
    { .name = "answer", .label = N_("Call the customer about the new face"), .states = FROM(FACE_ASKED), .due = answer_due_hook, .who = CAN_ASSIGN_VISITS, .escalate_after = HOURS(2), .then = CAN_MEND_VISITS, .step = "agree" },
};
static const struct step steps[] = {
    STEP(agree, .label = N_("The customer agreed"), .tone = "primary", .from = FROM(FACE_ASKED) | FROM(FACE_DECLINED), .to = FACE_AGREED, .by = CAN_ASSIGN_VISITS, INPUTS(face_yes, yes_fields), .run = agree_rule),
    STEP(decline, .label = N_("She asks for somebody else"), .from = FROM(FACE_ASKED), .to = FACE_DECLINED, .by = CAN_ASSIGN_VISITS, INPUTS(face_no, no_fields), .run = decline_rule,
         .confirm = N_("The visits of this plan that she has go back to the tray, and she is not proposed for it again. Continue?")),
    STEP(also_agreed, .label = N_("The customer agreed"), .from = FROM(FACE_ASKED) | FROM(FACE_DECLINED), .to = FACE_AGREED, INPUTS(face_yes, yes_fields), .run = also_agreed_rule, .hidden = true),
    STEP(also_declined, .label = N_("She asks for somebody else"), .from = FROM(FACE_ASKED), .to = FACE_DECLINED, INPUTS(face_no, no_fields), .run = also_declined_rule, .hidden = true),
    STEP(moot, .label = N_("Not asked any more"), .from = FROM(FACE_ASKED), .to = FACE_MOOT, .hidden = true),
};
static text title(struct work *w, const struct face_ask *a) { return print(w, "%s · %s", record_title(w, &customer_type, a->customer.id), record_title(w, &worker_type, a->worker.id)); }
TITLE(face_ask, title)
static const struct retention kept[] = {
    { .name = "answer", .label = N_("New faces: why a customer asked for somebody else, from the answer"), .law = N_("Evidence of a dispute: 3 years (Civil Code art. 188)"), .days = 1095, .due = "answered_at > 0 and answered_at < $1 and why <> ''", .members = "why" },
};
static const text indexes[] = { "visit, state", "plan, worker", NULL };
const struct record_type face_ask_type = RECORD_TYPE(face_ask, .label = N_("New face to be agreed"), .module = "operations", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = FACE_ASKED, .scope = SCOPE_BRANCH,
    RETENTION(kept), .subject = "customer", .see = CAN_SEE_VISITS, .edit = CAN_ASSIGN_VISITS, .append_only = true, .indexes = indexes, .order = "-id", .title = title_hook);

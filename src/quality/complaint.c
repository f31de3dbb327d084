/* complaint.c — see complaint.h: what it is, what it refuses to be, its clocks. What happens to it is in complaint_steps.c. */
#include "base/words.h"
#include "placement/placement.h"
#include "quality/complaint_own.h"
#include "quality/promise.h"
#include "record/store.h"

const struct choice complaint_states[] = {
    { COMPLAINT_RECEIVED, "received", N_("Received"), "danger" }, { COMPLAINT_ACCEPTED, "accepted", N_("Complaint taken up"), "warn" }, { COMPLAINT_INVESTIGATING, "investigating", N_("Being looked into"), "warn" },
    { COMPLAINT_PROPOSED, "proposed", N_("Solution proposed"), "info" }, { COMPLAINT_RESOLVED, "resolved", N_("Resolved"), "info" }, { COMPLAINT_FOLLOWED_UP, "followed_up", N_("Followed up"), "ok" },
    { COMPLAINT_CLOSED, "closed", N_("Closed"), "mute" }, { COMPLAINT_INVALID, "invalid", N_("Not justified"), "mute", .final = true },
    { COMPLAINT_DISPUTED, "disputed", N_("Disputed"), "danger" }, { COMPLAINT_DECIDED, "decided", N_("Decided"), "warn" }, { 0 },
};
static const struct choice channels[] = {
    { CHANNEL_BY_PHONE, "phone", N_("Phone") }, { CHANNEL_BY_WECHAT, "wechat", N_("WeChat") }, { CHANNEL_IN_SHOP, "shop", N_("In the shop") }, { CHANNEL_BY_APP, "app", N_("Customer's page") },
    { CHANNEL_BY_PLATFORM, "platform", N_("Platform") }, { CHANNEL_BY_12315, "12315", N_("12315") }, { CHANNEL_BY_12345, "12345", N_("12345") }, { CHANNEL_BY_MEDIA, "media", N_("Press") },
    { CHANNEL_BY_FOLLOW_UP, "follow_up", N_("Follow-up call") }, { CHANNEL_BY_WORKER, "worker", N_("From a worker's phone") }, { 0 },
};
const struct choice complaint_categories[] = {
    { ABOUT_QUALITY, "quality", N_("Quality: left out, not clean, cooking, care") }, { ABOUT_TIME, "time", N_("Late or did not come") }, { ABOUT_ATTITUDE, "attitude", N_("Attitude") },
    { ABOUT_DAMAGE, "damage", N_("Damage or loss of property") }, { ABOUT_FEES, "fees", N_("Fees, refund, extra charge") }, { ABOUT_REPLACEMENT, "replacement", N_("Replacement or leave of the worker") },
    { ABOUT_CONTRACT, "contract", N_("Contract, false information, qualification") }, { ABOUT_PRIVACY, "privacy", N_("Privacy: leak, filming") },
    { ABOUT_SAFETY, "safety", N_("Safety: injury, abuse, theft, harassment") }, { ABOUT_CUSTOMER, "customer", N_("A worker complains of a customer") }, { ABOUT_OTHER, "other", N_("Something else") }, { 0 },
};
const struct choice complaint_severities[] = { { SEVERITY_ORDINARY, "ordinary", N_("Ordinary"), "info" }, { SEVERITY_GRAVE, "grave", N_("Grave"), "danger" }, { 0 } };
const struct choice complaint_remedies[] = {
    { REMEDY_EXPLANATION, "explanation", N_("Explanation") }, { REMEDY_APOLOGY, "apology", N_("Apology") }, { REMEDY_REWORK, "rework", N_("Rework free of charge") },
    { REMEDY_PART_REFUND, "part_refund", N_("Part of the price back") }, { REMEDY_FULL_REFUND, "full_refund", N_("All of the price back") }, { REMEDY_SUBSTITUTE, "substitute", N_("Another worker") },
    { REMEDY_COUPON, "coupon", N_("Coupon") }, { REMEDY_COMPENSATION, "compensation", N_("Compensation for a damage") }, { REMEDY_TRAINING, "training", N_("Training of the worker") }, { 0 },
};
const struct choice complaint_results[] = {
    { FOLLOWED_SATISFIED, "satisfied", N_("Satisfied") }, { FOLLOWED_ACCEPTABLE, "acceptable", N_("Accepts it") }, { FOLLOWED_UNSATISFIED, "unsatisfied", N_("Not satisfied") },
    { FOLLOWED_UNREACHABLE, "unreachable", N_("Three calls on two days, not reached") }, { 0 },
};
/* In the order of their numbers, which the tally of causes.c relies on. */
const struct choice complaint_causes[] = {
    { CAUSE_SKILL, "skill", N_("Skill or knowledge") }, { CAUSE_STANDARD, "standard", N_("Standard unclear or missing") }, { CAUSE_PROMISE, "promise", N_("Promised what we do not do") },
    { CAUSE_SCHEDULE, "schedule", N_("Planned too tight, too late or wrongly") }, { CAUSE_COMMUNICATION, "communication", N_("Not told or misunderstood") }, { CAUSE_ATTITUDE, "attitude", N_("Conduct") },
    { CAUSE_TOOLS, "tools", N_("Tools or supplies") }, { CAUSE_PRICE, "price", N_("Price or fee not explained") }, { CAUSE_CARELESS, "careless", N_("Carelessness") },
    { CAUSE_CUSTOMER, "customer", N_("The customer's side") }, { CAUSE_OUTSIDE, "outside", N_("Weather, traffic, the building") }, { CAUSE_SYSTEM, "system", N_("Our system or records") }, { 0 },
};
const struct choice evidence_sides[] = { { EVIDENCE_OF_CUSTOMER, "customer", N_("Customer") }, { EVIDENCE_OF_WORKER, "worker", N_("Worker") }, { EVIDENCE_OF_COMPANY, "company", N_("Company") }, { 0 } };
const struct choice evidence_kinds[] = {
    { EVIDENCE_PHOTO, "photo", N_("Photo or video") }, { EVIDENCE_CHAT, "chat", N_("Chat") }, { EVIDENCE_CALL, "call", N_("Recorded call") }, { EVIDENCE_PAPER, "paper", N_("Paper: bill, contract, repair offer") },
    { EVIDENCE_WITNESS, "witness", N_("What a witness says") }, { 0 },
};
const struct choice dispute_places[] = {
    { BEFORE_ASSOCIATION, "association", N_("Trade association") }, { BEFORE_12315, "12315", N_("12315 or consumers' association") }, { BEFORE_MEDIATOR, "mediator", N_("People's mediation") },
    { BEFORE_ARBITRATION, "arbitration", N_("Arbitration") }, { BEFORE_COURT, "court", N_("Court") }, { 0 },
};
static const struct field evidence_fields[] = {
    FIELD(complaint_evidence, at, .label = N_("At")), FIELD(complaint_evidence, who, .label = N_("By"), .to = &account_type), FIELD(complaint_evidence, side, .label = N_("From whom"), .choices = evidence_sides),
    FIELD(complaint_evidence, kind, .label = N_("Kind"), .choices = evidence_kinds), FIELD(complaint_evidence, paper, .label = N_("File")), FIELD(complaint_evidence, note, .personal = true, .label = N_("Note"), .max = 500),
};
static const struct row_type evidence_row = ROW_TYPE(complaint_evidence, evidence_fields);
static const struct field try_fields[] = {
    FIELD(complaint_try, at, .label = N_("At")), FIELD(complaint_try, who, .label = N_("By"), .to = &account_type), FIELD(complaint_try, note, .personal = true, .label = N_("Note"), .max = 200),
};
static const struct row_type try_row = ROW_TYPE(complaint_try, try_fields);

static const struct field promise_fields[] = {
    FIELD(complaint_promise, what, .label = N_("Promise"), .choices = complaint_promised), FIELD(complaint_promise, progress, .label = N_("Progress"), .choices = complaint_promise_states), FIELD(complaint_promise, at, .label = N_("At")),
    FIELD(complaint_promise, ended_at, .label = N_("Done at")), FIELD(complaint_promise, who, .label = N_("By"), .to = &account_type), FIELD(complaint_promise, visit, .label = N_("Visit"), .to = &visit_type),
    FIELD(complaint_promise, coupon, .label = N_("Coupon"), .to = &coupon_type), FIELD(complaint_promise, credential, .label = N_("Credential"), .to = &credential_type),
    FIELD(complaint_promise, replacement, .label = N_("Replacement"), .to = &replacement_type), FIELD(complaint_promise, worker, .label = N_("The one who takes over"), .to = &worker_type), FIELD(complaint_promise, how, .personal = true, .label = N_("Note"), .max = 500),
};
static const struct row_type promise_row = ROW_TYPE(complaint_promise, promise_fields);

#define WHO N_("Who and where")
#define CASE_ N_("What was found")
#define COURSE N_("Course")
#define DISPUTE N_("Dispute")
static const struct field fields[] = {
    FIELD(complaint, state, .label = N_("State"), .choices = complaint_states, .filter = true, .list = true),
    FIELD(complaint, severity, .label = N_("Severity"), .choices = complaint_severities, .filter = true, .list = true, .help = N_("Empty: by its category")),
    FIELD(complaint, category, .label = N_("Category"), .choices = complaint_categories, .required = true, .filter = true, .list = true),
    FIELD(complaint, channel, .label = N_("Came by"), .choices = channels, .required = true, .filter = true), FIELD(complaint, channel_number, .label = N_("Number there"), .max = 40, .help = N_("Of the case at 12315, 12345 or the platform")),
    FIELD(complaint, story, .personal = true, .label = N_("What happened"), .required = true, .max = 4000, .format = FORMAT_MULTILINE, .set_by = SET_ON_CREATE, .help = N_("In her own words")),
    FIELD(complaint, claim, .label = N_("What she asks for"), .min = 0, .max = INT64_C(10000000000)),
    FIELD(complaint, visit, .label = N_("Visit"), .to = &visit_type, .filter = true, .set_by = SET_ON_CREATE, .group = WHO), FIELD(complaint, call, .label = N_("Follow-up call"), .to = &follow_up_type, .filter = true, .set_by = ENGINE_ONLY, .group = WHO),
    FIELD(complaint, customer, .label = N_("Customer"), .to = &customer_type, .list = true, .filter = true, .set_by = SET_ON_CREATE, .group = WHO),
    FIELD(complaint, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = SET_ON_CREATE, .group = WHO),
    FIELD(complaint, about_account, .label = N_("About which colleague"), .to = &account_type, .set_by = SET_ON_CREATE, .help = N_("It then goes to who stands above her, and she does not see it"), .group = WHO),
    FIELD(complaint, owner, .label = N_("In charge"), .to = &account_type, .list = true, .filter = true, .set_by = STEPS_ONLY, .group = WHO),
    FIELD(complaint, received_at, .label = N_("Received at"), .list = true, .sort = true, .filter = true, .set_by = ENGINE_ONLY, .group = COURSE), FIELD(complaint, accepted_at, .label = N_("Taken up at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(complaint, customer_heard_at, .label = N_("Customer heard at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(complaint, worker_heard_at, .label = N_("Worker heard at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(complaint, proposed_at, .label = N_("Proposed at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(complaint, resolved_at, .label = N_("Resolved at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(complaint, followed_at, .label = N_("Followed up at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(complaint, closed_at, .label = N_("Closed at"), .filter = true, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(complaint, waiting_since, .label = N_("Waiting for the customer since"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(complaint, waited, .label = N_("Waited before"), .unit = N_("minutes"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(complaint, waited_earlier, .label = N_("Of it before this clock"), .unit = N_("minutes"), .set_by = ENGINE_ONLY, .group = COURSE), FIELD(complaint, again_at, .label = N_("A proposal is due anew since"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(complaint, reopened_at, .label = N_("Taken up again at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(complaint, reopened, .label = N_("Taken up again"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(complaint, tries, .label = N_("Calls that did not reach her"), .row = &try_row, .set_by = STEPS_ONLY),
    FIELD(complaint, customer_said, .personal = true, .label = N_("How the customer tells it"), .set_by = STEPS_ONLY, .max = 2000, .format = FORMAT_MULTILINE, .group = CASE_),
    FIELD(complaint, asked_question, .personal = true, .label = N_("What she was asked on her phone"), .set_by = STEPS_ONLY, .max = 400, .format = FORMAT_MULTILINE, .group = CASE_), FIELD(complaint, asked_at, .label = N_("Asked on her phone at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(complaint, asked_until, .label = N_("Her answer by"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(complaint, worker_said, .personal = true, .label = N_("What the worker said"), .set_by = STEPS_ONLY, .max = 2000, .format = FORMAT_MULTILINE, .group = CASE_),
    FIELD(complaint, facts, .personal = true, .label = N_("Facts"), .set_by = STEPS_ONLY, .max = 4000, .format = FORMAT_MULTILINE, .group = CASE_),
    FIELD(complaint, proposal, .personal = true, .label = N_("Proposal"), .set_by = STEPS_ONLY, .max = 2000, .format = FORMAT_MULTILINE, .group = CASE_), FIELD(complaint, remedies, .label = N_("What is offered"), .choices = complaint_remedies, .set_by = STEPS_ONLY, .filter = true, .group = CASE_),
    FIELD(complaint, taken_off, .label = N_("Taken off so far"), .set_by = STEPS_ONLY, .group = CASE_), FIELD(complaint, spot_at, .label = N_("Settled on the spot at"), .set_by = STEPS_ONLY, .group = CASE_),
    FIELD(complaint, spot_given, .label = N_("Given on the spot"), .set_by = STEPS_ONLY, .group = CASE_),
    FIELD(complaint, refund, .label = N_("Refund"), .set_by = STEPS_ONLY, .group = CASE_), FIELD(complaint, worker_share, .label = N_("The worker answers for"), .unit = N_("%"), .set_by = STEPS_ONLY, .group = CASE_),
    FIELD(complaint, company_share, .label = N_("The company answers for"), .unit = N_("%"), .set_by = STEPS_ONLY, .group = CASE_), FIELD(complaint, customer_share, .label = N_("The customer answers for"), .unit = N_("%"), .set_by = STEPS_ONLY, .group = CASE_),
    FIELD(complaint, agreed_how, .label = N_("How the customer agreed"), .set_by = STEPS_ONLY, .max = 200, .group = CASE_),
    FIELD(complaint, her_yes_at, .label = N_("She agreed on her page at"), .set_by = STEPS_ONLY, .group = CASE_),
    FIELD(complaint, follow_up, .label = N_("Result of the follow-up"), .choices = complaint_results, .set_by = STEPS_ONLY, .filter = true, .group = CASE_), FIELD(complaint, satisfaction, .label = N_("Satisfaction"), .set_by = STEPS_ONLY, .min = 1, .max = 5, .group = CASE_),
    FIELD(complaint, follow_up_said, .personal = true, .label = N_("What she said then"), .set_by = STEPS_ONLY, .max = 1000, .group = CASE_),
    FIELD(complaint, coupon, .label = N_("Coupon"), .set_by = STEPS_ONLY, .group = CASE_), FIELD(complaint, promises, .label = N_("Promises"), .row = &promise_row, .set_by = STEPS_ONLY),
    FIELD(complaint, evidence, .label = N_("Evidence"), .row = &evidence_row, .set_by = STEPS_ONLY), FIELD(complaint, frozen_at, .label = N_("Evidence frozen at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(complaint, spot_by, .label = N_("Settled on the spot by"), .to = &account_type, .filter = true, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(complaint, before, .label = N_("Before whom"), .choices = dispute_places, .filter = true, .set_by = STEPS_ONLY, .group = DISPUTE), FIELD(complaint, dispute_number, .label = N_("Number there"), .max = 60, .set_by = STEPS_ONLY, .group = DISPUTE),
    FIELD(complaint, disputed_at, .label = N_("Disputed since"), .set_by = STEPS_ONLY, .group = DISPUTE), FIELD(complaint, hearing_on, .label = N_("Hearing on"), .set_by = STEPS_ONLY, .group = DISPUTE),
    FIELD(complaint, decided_at, .label = N_("Ruled or agreed at"), .set_by = STEPS_ONLY, .group = DISPUTE), FIELD(complaint, decision, .personal = true, .label = N_("Decision or agreement"), .max = 2000, .format = FORMAT_MULTILINE, .set_by = STEPS_ONLY, .group = DISPUTE),
    FIELD(complaint, perform_by, .label = N_("To be done by"), .set_by = STEPS_ONLY, .group = DISPUTE),
    FIELD(complaint, compensation, .label = N_("Damage compensation"), .to = &compensation_type, .filter = true, .set_by = STEPS_ONLY, .group = CASE_), FIELD(complaint, compensated, .label = N_("Compensated"), .set_by = STEPS_ONLY, .group = CASE_),
    FIELD(complaint, incident, .label = N_("Incident"), .to = &incident_type, .filter = true, .set_by = STEPS_ONLY, .group = CASE_), FIELD(complaint, insurance_claim, .label = N_("Claim number at the insurer"), .max = 60, .set_by = STEPS_ONLY, .group = CASE_),
    FIELD(complaint, why, .label = N_("Kind of cause"), .choices = complaint_causes, .filter = true, .set_by = STEPS_ONLY, .group = CASE_), FIELD(complaint, cause, .label = N_("Cause"), .set_by = STEPS_ONLY, .max = 200, .group = CASE_),
    FIELD(complaint, action_owner, .label = N_("Who sees to the change"), .to = &account_type, .filter = true, .set_by = STEPS_ONLY, .group = CASE_), FIELD(complaint, action_due, .label = N_("Changed by"), .set_by = STEPS_ONLY, .group = CASE_),
    FIELD(complaint, action_done_at, .label = N_("Changed at"), .set_by = STEPS_ONLY, .group = CASE_), FIELD(complaint, action_done, .label = N_("What was done"), .max = 1000, .set_by = STEPS_ONLY, .group = CASE_),
    FIELD(complaint, lesson, .label = N_("What changes"), .set_by = STEPS_ONLY, .max = 1000, .group = CASE_),
};

enum { GRAVE_DAMAGE = 200000 };         /* fen, §10 */

enum complaint_severity complaint_severity_of(enum complaint_category category, money claim)
{
    bool grave = category == ABOUT_CONTRACT || category == ABOUT_PRIVACY || category == ABOUT_SAFETY || (category == ABOUT_DAMAGE && claim.fen > GRAVE_DAMAGE);
    return grave ? SEVERITY_GRAVE : SEVERITY_ORDINARY;
}

int complaint_answer_minutes(enum complaint_category category, enum complaint_severity severity)
{
    return category == ABOUT_SAFETY ? 15 : severity == SEVERITY_GRAVE ? 60 : 120;
}

/* ---- past whom it is about ---- */

static bool reaches(const struct actor *a, int64_t branch)
{
    bool there = a->all_branches;
    for (int i = 0; i < a->branch_count; i++) there |= a->branches[i] == branch;
    return there;
}

/* She it is about does not see it: without another who may handle it there, nobody would. */
static bool somebody_else(struct work *w, const struct complaint *c)
{
    bool there = false;
    struct rows *row = db_query(w, SQL("select distinct a.id from account a join account_roles r on r.parent = a.id join role o on o.id = r.role where a.state = 1 and a.id <> $1 "
                                       "and (o.everything = 1 or exists (select 1 from role_capabilities k where k.parent = o.id and k.word = $2)) order by a.id"), BIND(num(c->about_account.id), txt(CAN_HANDLE_COMPLAINTS)));
    while (db_next(row)) {
        struct actor her = { 0 };
        const struct work asking = { .actor = &her };
        if (there || !actor_load(w, db_number(row, 0), &her)) continue;
        there = can(&asking, CAN_HANDLE_COMPLAINTS) && in_scope(&asking, c->record.branch.id);
    }
    return there || failed(w);
}

enum { DEEPEST = 20 };
static void rise(struct work *w, struct complaint *c)
{
    struct actor subject = { 0 };
    int64_t above[DEEPEST];
    if (!actor_load(w, c->about_account.id, &subject)) return;
    int n = branches_above(w, c->record.branch.id, above, DEEPEST);
    for (int i = 0; i < n; i++)
        if (i == n - 1 || !reaches(&subject, above[i])) { c->record.branch.id = above[i]; break; }
}

bool complaint_route(struct work *w, struct complaint *c, text field)
{
    if (!c->about_account.id) return true;
    rise(w, c);
    if (!somebody_else(w, c)) return refuse(w, field, N_("Nobody but her handles complaints there: give a colleague this task first, or leave it out here and say it in the story"));
    return !failed(w);
}

int64_t complaint_manager(struct work *w, int64_t branch)
{
    int64_t above[DEEPEST];
    int n = branches_above(w, branch, above, DEEPEST);
    struct complaint c = { .record.branch = { branch } };
    for (int i = 0; i < n && !c.about_account.id; i++)
        c.about_account.id = db_one(w, SQL("select a.id from account a join account_roles r on r.parent = a.id join role o on o.id = r.role where a.state = 1 and o.code = 'manager' and r.place = $1 order by a.id limit 1"),
                                    BIND(num(above[i])), 0);
    if (!c.about_account.id) return 0;
    rise(w, &c);
    return somebody_else(w, &c) ? c.about_account.id : 0;
}

static bool fill_new(struct work *w, struct complaint *c)
{
    const struct visit *v = c->visit.id ? record_peek(w, &visit_type, c->visit.id) : NULL;
    if (v) {
        c->record.branch = v->record.branch;
        if (!c->customer.id) c->customer = v->customer;
        if (!c->worker.id && !c->about_account.id) c->worker = v->worker;            /* of a colleague: who served there is neither heard nor counted for it */
    }
    const struct customer *who = c->customer.id ? record_peek(w, &customer_type, c->customer.id) : NULL;
    if (who && !person_is_known(w, who->person.id, "customer")) return false;
    const struct record *whose = v ? NULL : c->customer.id ? record_peek(w, &customer_type, c->customer.id) : c->worker.id ? record_peek(w, &worker_type, c->worker.id) : NULL;
    if (whose) c->record.branch = whose->branch;
    if (!c->customer.id && !c->worker.id) return wrong(w, "customer", N_("Who complains, or of whom? Name the visit, the customer or the worker"));
    enum complaint_severity least = complaint_severity_of(c->category, c->claim);
    if (c->severity && c->severity < least) return wrong(w, "severity", N_("This is a grave one: safety, privacy, false information, or a damage above 2000 yuan"));
    if (!c->severity) c->severity = least;
    c->received_at = w->acted;
    return complaint_route(w, c, "about_account");
}

static bool check(struct work *w, struct complaint *c, const struct complaint *before) { return before || fill_new(w, c); }
CHECKER(complaint, check)

static text title(struct work *w, const struct complaint *c)
{
    text who = c->customer.id ? record_title(w, &customer_type, c->customer.id) : record_title(w, &worker_type, c->worker.id);
    return print(w, "%s · %s", who, translate(w->language, choice_label(complaint_categories, c->category)));
}
TITLE(complaint, title)

struct complaint *complaint_receive(struct work *w, const struct complaint_call *call)
{
    struct complaint *c = take(w, struct complaint);
    *c = (struct complaint){ .channel = call->channel, .category = call->category, .severity = call->severity, .visit = call->visit, .customer = call->customer, .worker = call->worker, .about_account = call->about, .story = call->story ? call->story : "", .channel_number = "",
        .asked_question = "", .customer_said = "", .worker_said = "", .facts = "", .proposal = "", .agreed_how = "", .follow_up_said = "", .cause = "", .lesson = "",
        .action_done = "", .dispute_number = "", .decision = "", .insurance_claim = "" };
    if (call->picture && *call->picture) {
        struct complaint_evidence *seen = take(w, struct complaint_evidence);
        *seen = (struct complaint_evidence){ w->acted, { w->actor->user }, call->channel == CHANNEL_BY_WORKER ? EVIDENCE_OF_WORKER : EVIDENCE_OF_CUSTOMER, EVIDENCE_PHOTO, { call->picture }, "" };
        c->evidence = (rows_of){ seen, 1 };
    }
    return ADD(w, complaint, c) ? c : NULL;
}

/* ---- clocks; those after the answer stand still while we wait for her ---- */

/* While it goes on it may go on to the most there is: nothing rings before that. */
static int64_t stood_still(const struct complaint *c)
{
    return MINUTES(c->waiting_since.ms || c->waited > WAIT_MOST ? WAIT_MOST : c->waited);
}
/* What of it fell into the clock that runs now. */
static int64_t stood_still_now(const struct complaint *c) { return stood_still(c) - MINUTES(c->waited_earlier > WAIT_MOST ? WAIT_MOST : c->waited_earlier); }
static instant answer_due(struct work *w, const struct complaint *c) { (void)w; return (instant){ c->received_at.ms + MINUTES(complaint_answer_minutes(c->category, c->severity)) }; }
DUE(complaint, answer_due)
static instant hear_due(struct work *w, const struct complaint *c)
{
    (void)w;
    if (c->customer_heard_at.ms || !c->customer.id) return (instant){ 0 };
    instant since = c->reopened_at.ms ? c->reopened_at : c->received_at, evening = day_at(day_of(since), 20 * 60), next = { since.ms + HOURS(24) };
    return c->severity == SEVERITY_GRAVE && evening.ms > since.ms ? evening : next;
}
DUE(complaint, hear_due)
static instant her_word_due(struct work *w, const struct complaint *c) { (void)w; return c->asked_at.ms && !c->worker_heard_at.ms ? c->asked_until : (instant){ 0 }; }
DUE(complaint, her_word_due)
static instant propose_due(struct work *w, const struct complaint *c) { (void)w; return (instant){ (c->again_at.ms ? c->again_at.ms : c->received_at.ms) + DAYS(3) + stood_still_now(c) }; }
DUE(complaint, propose_due)
static instant resolve_due(struct work *w, const struct complaint *c) { (void)w; return (instant){ c->proposed_at.ms + DAYS(2) + stood_still_now(c) }; }
DUE(complaint, resolve_due)
static instant promise_due(struct work *w, const struct complaint *c) { (void)w; return promises_due(c); }
DUE(complaint, promise_due)
static instant follow_due(struct work *w, const struct complaint *c) { (void)w; return (instant){ c->resolved_at.ms + HOURS(24) }; }
DUE(complaint, follow_due)
/* A third party's time is not ours: disputed and decided have clocks of their own. */
static instant close_due(struct work *w, const struct complaint *c) { (void)w; return (instant){ (c->reopened_at.ms ? c->reopened_at.ms : c->received_at.ms) + DAYS(15) + stood_still(c) }; }
DUE(complaint, close_due)
static instant hearing_due(struct work *w, const struct complaint *c) { (void)w; return c->hearing_on.number ? day_start(c->hearing_on) : (instant){ c->disputed_at.ms + DAYS(7) }; }
DUE(complaint, hearing_due)
static instant perform_due(struct work *w, const struct complaint *c) { (void)w; return day_at(c->perform_by, 12 * 60); }
DUE(complaint, perform_due)
static instant change_due(struct work *w, const struct complaint *c) { (void)w; return c->action_due.number && !c->action_done_at.ms ? day_at(c->action_due, 18 * 60) : (instant){ 0 }; }
DUE(complaint, change_due)

static const struct deadline deadlines[] = {
    { .name = "answer", .label = N_("Answer the complaint"), .states = FROM(COMPLAINT_RECEIVED), .due = answer_due_hook, .who = CAN_HANDLE_COMPLAINTS, .escalate_after = MINUTES(15), .then = CAN_OVERSEE_COMPLAINTS, .step = "accept" },
    { .name = "hear", .label = N_("Speak with the customer"), .states = FROM(COMPLAINT_ACCEPTED) | FROM(COMPLAINT_INVESTIGATING), .due = hear_due_hook, .who = CAN_HANDLE_COMPLAINTS, .escalate_after = HOURS(2), .then = CAN_OVERSEE_COMPLAINTS, .step = "hear_customer" },
    { .name = "her_word", .label = N_("She has not answered on her phone: call her"), .states = FROM(COMPLAINT_ACCEPTED) | FROM(COMPLAINT_INVESTIGATING), .due = her_word_due_hook, .who = CAN_HANDLE_COMPLAINTS, .escalate_after = HOURS(12), .then = CAN_OVERSEE_COMPLAINTS, .step = "hear_worker" },
    { .name = "propose", .label = N_("Propose a solution"), .states = FROM(COMPLAINT_ACCEPTED) | FROM(COMPLAINT_INVESTIGATING), .due = propose_due_hook, .who = CAN_HANDLE_COMPLAINTS, .escalate_after = DAYS(1), .then = CAN_OVERSEE_COMPLAINTS, .step = "propose" },
    { .name = "resolve", .label = N_("Do what was proposed"), .states = FROM(COMPLAINT_PROPOSED), .due = resolve_due_hook, .who = CAN_HANDLE_COMPLAINTS, .escalate_after = DAYS(1), .then = CAN_OVERSEE_COMPLAINTS, .step = "resolve" },
    { .name = "follow_up", .label = N_("Ask whether she is satisfied"), .states = FROM(COMPLAINT_RESOLVED), .due = follow_due_hook, .who = CAN_HANDLE_COMPLAINTS, .escalate_after = HOURS(24), .then = CAN_OVERSEE_COMPLAINTS, .step = "follow_up" },
    { .name = "promise", .label = N_("Do what was promised"), .states = FROM(COMPLAINT_RESOLVED) | FROM(COMPLAINT_FOLLOWED_UP) | FROM(COMPLAINT_CLOSED), .due = promise_due_hook, .who = CAN_HANDLE_COMPLAINTS, .escalate_after = DAYS(1), .then = CAN_OVERSEE_COMPLAINTS },
    { .name = "hearing", .label = N_("Go to the hearing, or ask how the dispute stands"), .states = FROM(COMPLAINT_DISPUTED), .due = hearing_due_hook, .who = CAN_HANDLE_COMPLAINTS, .escalate_after = DAYS(1), .then = CAN_OVERSEE_COMPLAINTS, .step = "decided" },
    { .name = "perform", .label = N_("Do what was decided"), .states = FROM(COMPLAINT_DECIDED), .due = perform_due_hook, .who = CAN_HANDLE_COMPLAINTS, .escalate_after = HOURS(6), .then = CAN_OVERSEE_COMPLAINTS, .step = "resolve" },
    { .name = "change", .label = N_("Do what was to change"), .states = FROM(COMPLAINT_CLOSED), .due = change_due_hook, .who = CAN_HANDLE_COMPLAINTS, .escalate_after = DAYS(3), .then = CAN_OVERSEE_COMPLAINTS, .step = "change_done" },
    { .name = "close", .label = N_("Close the complaint"), .states = COMPLAINT_OPEN & ~(FROM(COMPLAINT_DISPUTED) | FROM(COMPLAINT_DECIDED)), .due = close_due_hook, .who = CAN_HANDLE_COMPLAINTS, .escalate_after = DAYS(1), .then = CAN_OVERSEE_COMPLAINTS, .step = "close" },
};

#define OVER "state in (7, 8) and closed_at < $1"
static const struct retention kept[] = {
    { .name = "words", .label = N_("Complaints: what was said and found, from the end"), .law = N_("Complaints are kept at least 3 years (E-Commerce Law art. 31)"), .stays = true, .since = "closed_at", .days = 1095, .due = OVER " and story <> ''",
      .members = "story|customer_said|asked_question|worker_said|facts|proposal|follow_up_said|tries.note|decision|evidence.note|promises.how" },
};

static const text indexes[] = { "about_account", "compensation", NULL };

const struct record_type complaint_type = RECORD_TYPE(complaint, .label = N_("Complaint"), .module = "quality", FIELDS(fields), .steps = complaint_steps, .step_count = COMPLAINT_STEPS, DEADLINES(deadlines),
    .first_state = COMPLAINT_RECEIVED, .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "customer|worker", .see = CAN_SEE_COMPLAINTS, .create = CAN_RECEIVE_COMPLAINTS, .history = true, .append_only = true,
    .check = check_hook, .title = title_hook, .prefix = "TS", .indexes = indexes, .order = "-received_at",
    .hidden_from = "about_account");

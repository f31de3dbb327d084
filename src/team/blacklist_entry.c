/* blacklist_entry.c — see blacklist_entry.h: the record, what makes a proposal right, whom it stops, its clocks. Its steps are blacklist_steps.c. */
#include <string.h>
#include "base/words.h"
#include "record/store.h"
#include "team/blacklist_own.h"
#include "team/case_about.h"
#include "team/stopped_work.h"
#include "team/tell_team.h"

static const struct choice states[] = {
    { LISTED_PROPOSED, "proposed", N_("Proposed, to be heard"), "warn" }, { LISTED_HEARD, "heard", N_("Heard, to be co-signed"), "warn" }, { LISTED_COSIGNED, "cosigned", N_("Co-signed, to be approved"), "warn" },
    { LISTED_IN_FORCE, "in_force", N_("In force"), "danger" }, { LISTED_APPEALED, "appealed", N_("Appealed"), "danger" }, { LISTED_UPHELD, "upheld", N_("Upheld"), "danger" },
    { LISTED_LIFTED, "lifted", N_("Lifted"), "mute", .final = true }, { LISTED_EXPIRED, "expired", N_("Ended by itself"), "mute", .final = true }, { LISTED_REFUSED, "refused", N_("Refused"), "mute", .final = true },
    { LISTED_WITHDRAWN, "withdrawn", N_("Withdrawn"), "mute", .final = true }, { 0 },
};
static const struct choice sides[] = { { LISTED_WORKER, "worker", N_("A worker") }, { LISTED_CUSTOMER, "customer", N_("A customer") }, { 0 } };
const struct choice blacklist_grounds[] = {
    { LISTED_CRIME, "crime", N_("Crime at work, confirmed by the police or a court") }, { LISTED_HARM, "harm", N_("Harm to a person in care, confirmed by the police or a court") },
    { LISTED_FALSE_PAPERS, "false_papers", N_("False identity or forged papers") }, { LISTED_RED_LINE, "red_line", N_("Grave breach of safety: drunk at work, a child or an elder left alone") },
    { LISTED_HARASSMENT, "harassment", N_("Threatened or harassed customers or colleagues") }, { LISTED_PRIVACY, "privacy", N_("Filmed a home or spread what is private") },
    { LISTED_ABANDONED, "abandoned", N_("Left a home in the middle of care without a word") }, { LISTED_PRIVATE_DEALS, "private_deals", N_("Private deals with customers after a warning in writing") },
    { LISTED_HARASSED_WORKER, "harassed_worker", N_("Harassed, hit or insulted a worker") }, { LISTED_DANGEROUS_HOME, "dangerous_home", N_("A dangerous home that is not put right") },
    { LISTED_DOES_NOT_PAY, "does_not_pay", N_("Does not pay after two reminders in writing") }, { LISTED_FALSE_CLAIMS, "false_claims", N_("Claims proved false, to get money") }, { 0 },
};
const struct choice blacklist_scopes[] = { { LISTED_COMPANY, "company", N_("Whole company") }, { LISTED_BRANCH, "branch", N_("One branch") }, { LISTED_LINE, "line", N_("One service") }, { 0 } };
const struct choice blacklist_hearings[] = {
    { HEARD_IN_PERSON, "in_person", N_("In person") }, { HEARD_BY_PHONE, "by_phone", N_("By telephone") }, { HEARD_IN_WRITING, "in_writing", N_("In writing") }, { HEARD_ON_HER_PHONE, "on_her_phone", N_("On her phone") },
    { HEARD_DID_NOT_COME, "did_not_come", N_("Was asked and did not come") }, { 0 },
};

int blacklist_most_months(enum blacklist_ground ground)
{
    static const unsigned char most[] = { [LISTED_CRIME] = 36, [LISTED_HARM] = 60, [LISTED_FALSE_PAPERS] = 24, [LISTED_RED_LINE] = 24, [LISTED_HARASSMENT] = 24, [LISTED_PRIVACY] = 24, [LISTED_ABANDONED] = 12, [LISTED_PRIVATE_DEALS] = 12,
        [LISTED_HARASSED_WORKER] = 36, [LISTED_DANGEROUS_HOME] = 12, [LISTED_DOES_NOT_PAY] = 12, [LISTED_FALSE_CLAIMS] = 12 };
    return ground < sizeof most ? most[ground] : 0;
}

bool blacklist_of_worker(enum blacklist_ground ground) { return ground >= LISTED_CRIME && ground <= LISTED_PRIVATE_DEALS; }

#define WHOM N_("Whom")
#define FACT N_("Facts and evidence")
#define HEARING N_("Hearing")
#define DECISION N_("Decision")
#define APPEAL N_("Appeal")
#define OPENED .mask = MASK_ALL, .reveal = CAN_READ_BLACKLIST, .max = 2000, .format = FORMAT_MULTILINE
static const struct field fields[] = {
    FIELD(blacklist_entry, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(blacklist_entry, side, .label = N_("Whom it is about"), .choices = sides, .required = true, .filter = true, .set_by = SET_ON_CREATE, .group = WHOM),
    FIELD(blacklist_entry, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = SET_ON_CREATE, .group = WHOM), FIELD(blacklist_entry, person, .label = N_("Person"), .to = &person_type, .list = true, .filter = true, .set_by = SET_ON_CREATE, .group = WHOM, .help = N_("Of a customer; a worker's is known")),
    FIELD(blacklist_entry, ground, .label = N_("Ground"), .choices = blacklist_grounds, .required = true, .list = true, .filter = true, .group = FACT, .help = N_("Only these. Illness, pregnancy, origin, a complaint or arbitration are none")),
    FIELD(blacklist_entry, facts, OPENED, .label = N_("Facts"), .required = true, .group = FACT, .help = N_("What happened, when, where, who saw it; she is told of it and heard")),
    FIELD(blacklist_entry, case_number, .label = N_("Number of the incident or complaint"), .max = 40, .search = true, .group = FACT),
    FIELD(blacklist_entry, proof, .personal = true, .label = N_("Case at the police or the court"), .max = 80, .group = FACT, .help = N_("For a crime or harm to a person in care: nobody else confirms it")),
    FIELD(blacklist_entry, evidence, .personal = true, .label = N_("Proof of the facts"), .see = CAN_READ_BLACKLIST, .reveal = CAN_READ_BLACKLIST, .group = FACT, .help = N_("A photo or a document; it opens after the facts were opened with a reason")),
    FIELD(blacklist_entry, evidence2, .personal = true, .label = N_("More evidence"), .see = CAN_READ_BLACKLIST, .reveal = CAN_READ_BLACKLIST, .group = FACT), FIELD(blacklist_entry, evidence3, .personal = true, .label = N_("More evidence"), .see = CAN_READ_BLACKLIST, .reveal = CAN_READ_BLACKLIST, .group = FACT),
    FIELD(blacklist_entry, scope, .label = N_("Where it holds"), .choices = blacklist_scopes, .required = true, .list = true, .filter = true, .group = DECISION), FIELD(blacklist_entry, scope_branch, .label = N_("Branch it holds in"), .to = &branch_type, .group = DECISION), FIELD(blacklist_entry, scope_line, .label = N_("Service it holds for"), .to = &service_line_type, .group = DECISION),
    FIELD(blacklist_entry, months, .label = N_("For how long"), .unit = N_("months"), .min = 1, .max = 60, .required = true, .group = DECISION, .help = N_("From the approval on, and never longer than the ground allows")),
    FIELD(blacklist_entry, proposed_by, .label = N_("Proposed by"), .to = &account_type, .set_by = ENGINE_ONLY, .group = DECISION),
    FIELD(blacklist_entry, said, OPENED, .label = N_("What she says"), .set_by = STEPS_ONLY, .group = HEARING), FIELD(blacklist_entry, heard_how, .label = N_("How she was heard"), .choices = blacklist_hearings, .set_by = STEPS_ONLY, .group = HEARING),
    FIELD(blacklist_entry, heard_at, .label = N_("Heard at"), .set_by = STEPS_ONLY, .group = HEARING), FIELD(blacklist_entry, heard_by, .label = N_("Heard by"), .to = &account_type, .set_by = STEPS_ONLY, .group = HEARING),
    FIELD(blacklist_entry, cosigned_by, .label = N_("Co-signed by"), .to = &account_type, .set_by = STEPS_ONLY, .group = DECISION), FIELD(blacklist_entry, cosigned_at, .label = N_("Co-signed at"), .set_by = STEPS_ONLY, .group = DECISION),
    FIELD(blacklist_entry, cosigned_why, .personal = true, .label = N_("Why it was co-signed"), .max = 500, .set_by = STEPS_ONLY, .group = DECISION),
    FIELD(blacklist_entry, approved_by, .label = N_("Approved by"), .to = &account_type, .set_by = STEPS_ONLY, .group = DECISION), FIELD(blacklist_entry, approved_at, .label = N_("Put in force at"), .set_by = STEPS_ONLY, .group = DECISION),
    FIELD(blacklist_entry, first, .label = N_("Holds from"), .set_by = STEPS_ONLY, .group = DECISION), FIELD(blacklist_entry, until, .label = N_("Holds until"), .list = true, .set_by = STEPS_ONLY, .group = DECISION), FIELD(blacklist_entry, review_on, .label = N_("Look at it again on"), .list = true, .set_by = STEPS_ONLY, .group = DECISION),
    FIELD(blacklist_entry, appeal, OPENED, .label = N_("Her appeal"), .set_by = STEPS_ONLY, .group = APPEAL), FIELD(blacklist_entry, appealed_at, .label = N_("Appealed at"), .set_by = STEPS_ONLY, .group = APPEAL),
    FIELD(blacklist_entry, answer, .personal = true, .label = N_("Answer"), .max = 1000, .format = FORMAT_MULTILINE, .set_by = STEPS_ONLY, .group = APPEAL), FIELD(blacklist_entry, answered_at, .label = N_("Answered at"), .set_by = STEPS_ONLY, .group = APPEAL), FIELD(blacklist_entry, answered_by, .label = N_("Answered by"), .to = &account_type, .set_by = STEPS_ONLY, .group = APPEAL),
    FIELD(blacklist_entry, ended_why, .personal = true, .label = N_("Why it ended"), .max = 500, .set_by = STEPS_ONLY, .group = APPEAL), FIELD(blacklist_entry, ended_at, .label = N_("Ended at"), .set_by = STEPS_ONLY, .group = APPEAL),
    FIELD(blacklist_entry, was, .label = N_("She was before"), .choices = worker_states, .set_by = STEPS_ONLY, .group = DECISION),
    FIELD(blacklist_entry, impact, .label = N_("What it hits"), .set_by = ENGINE_ONLY),
};

/* ---- a proposal ---- */

static bool whom(struct work *w, struct blacklist_entry *e)
{
    const struct worker *n = e->worker.id ? record_peek(w, &worker_type, e->worker.id) : NULL;
    if (e->side == LISTED_WORKER && !n) return wrong(w, "worker", N_("{1} is missing"), translated(w, N_("Worker")));
    if (e->side == LISTED_CUSTOMER) { e->worker.id = 0; return e->person.id || wrong(w, "person", N_("{1} is missing"), translated(w, N_("Person"))); }
    if (!n) return !failed(w);
    if (n->state < WORKER_ACTIVE) return wrong(w, "worker", N_("She is an applicant: reject her with a reason; only who has worked here is listed"));
    e->person = n->person;
    e->record.branch = n->record.branch;
    return true;
}

static bool scope_right(struct work *w, struct blacklist_entry *e)
{
    if (e->scope != LISTED_BRANCH) e->scope_branch.id = 0;
    if (e->scope != LISTED_LINE) e->scope_line.id = 0;
    if (e->scope == LISTED_BRANCH && !e->scope_branch.id) e->scope_branch = e->record.branch;
    if (e->scope == LISTED_LINE && !e->scope_line.id) return wrong(w, "scope_line", N_("Which service?"));
    return true;
}

static bool ground_right(struct work *w, const struct blacklist_entry *e)
{
    int most = blacklist_most_months(e->ground);
    if (!e->ground || !e->side) return !failed(w);         /* the engine names what is missing */
    if (blacklist_of_worker(e->ground) != (e->side == LISTED_WORKER)) wrong(w, "ground", e->side == LISTED_WORKER ? N_("This is a ground about a customer") : N_("This is a ground about a worker"));
    if (e->months > most) wrong(w, "months", N_("At most {1} months for this ground"), print(w, "%d", most));
    if ((e->ground == LISTED_CRIME || e->ground == LISTED_HARM) && !*e->proof) wrong(w, "proof", N_("Only the police or a court confirms it: enter the number of the case; until then suspend her"));
    if (!*e->evidence.hash && !*e->case_number && !*e->proof) wrong(w, "evidence", N_("Facts need evidence: a file, or the number of the incident or complaint"));
    return case_is_about(w, e->case_number, (struct case_person){ e->worker.id, e->side == LISTED_CUSTOMER ? e->person.id : 0 });
}

static bool only_one(struct work *w, const struct blacklist_entry *e)
{
    int64_t twin = db_one(w, SQL("select id from blacklist_entry where person = $1 and side = $2 and id <> $3 and state between 1 and 6 and scope = $4 and coalesce(scope_branch, 0) = $5 and coalesce(scope_line, 0) = $6 limit 1"),
                          BIND(num(e->person.id), num(e->side), num(e->record.id), num(e->scope), num(e->scope_branch.id), num(e->scope_line.id)), 0);
    if (!twin) return !failed(w);
    wrong(w, "scope", N_("There is one for this already: {1}"), db_one_text(w, SQL("select number from blacklist_entry where id = $1"), BIND(num(twin))));
    work_explain(w, "twice", print(w, "{\"type\":\"blacklist_entry\",\"id\":%lld}", (long long)twin));
    return false;
}
_Static_assert(LISTED_PROPOSED == 1 && LISTED_IN_FORCE == 4 && LISTED_UPHELD == 6 && LISTED_COMPANY == 1 && LISTED_BRANCH == 2 && LISTED_LINE == 3, "the queries here say these by number");

/* She was heard on what it said: from then on its steps alone change it. */
static bool unchanged(struct work *w, const struct blacklist_entry *e, const struct blacklist_entry *before)
{
    for (int i = 0; i < COUNT_OF(fields); i++)
        if (fields[i].set_by == SET_BY_ANYONE && strcmp(fields[i].name, "state") && record_differs(&fields[i], e, before))
            return refuse_as(w, CONFLICT, fields[i].name, N_("She was heard on what it says; withdraw it and propose it anew"));
    return !failed(w);
}

static bool check(struct work *w, struct blacklist_entry *e, const struct blacklist_entry *before)
{
    if (before && before->state != LISTED_PROPOSED) return unchanged(w, e, before);
    if (!before) {
        e->proposed_by.id = w->actor->user;
        if (!whom(w, e) || !person_is_known(w, e->person.id, "person")) return false;
    }
    if (!scope_right(w, e) || !ground_right(w, e) || !only_one(w, e)) return false;
    e->impact.json = blacklist_impact(w, e);
    return !failed(w);
}
CHECKER(blacklist_entry, check)

static bool created(struct work *w, struct blacklist_entry *e) { return tell_listing_proposed(w, e); }
AFTER_CREATE(blacklist_entry, created)

text blacklist_impact(struct work *w, const struct blacklist_entry *e)
{
    return stopped_work_json(w, &(struct stopped_work){ .worker = e->worker.id, .customer = e->side == LISTED_CUSTOMER ? e->person.id : 0, .branch = e->scope_branch.id, .line = e->scope_line.id, .from = w->now, .until = { w->now.ms + DAYS(400) } }, NULL);
}

text blacklist_scope_words(struct work *w, const struct blacklist_entry *e)
{
    if (e->scope == LISTED_BRANCH) return record_title(w, &branch_type, e->scope_branch.id);
    if (e->scope == LISTED_LINE) return record_title(w, &service_line_type, e->scope_line.id);
    return translate(w->language, N_("Whole company"));
}

static text title(struct work *w, const struct blacklist_entry *e)
{
    return print(w, "%s · %s", record_title(w, &person_type, e->person.id), blacklist_scope_words(w, e));
}
TITLE(blacklist_entry, title)

/* ---- whom it stops ---- */

int64_t blacklist_in_force(struct work *w, enum blacklist_side side, int64_t person, int64_t branch, int64_t line, day from, day to)
{
    return db_one(w, SQL("select id from blacklist_entry where person = $1 and side = $2 and state between 4 and 6 and first <= $6 and until >= $5 and (scope = 1 or (scope = 2 and scope_branch = $3) or (scope = 3 and scope_line = $4)) order by scope limit 1"),
                  BIND(num(person), num(side), num(branch), num(line), num(from.number), num(to.number)), 0);
}

bool blacklist_lets(struct work *w, int64_t person, int64_t branch, int64_t line, text field)
{
    day today = day_of(w->now);
    if (w->actor->system || can(w, CAN_APPROVE_BLACKLIST) || !blacklist_in_force(w, LISTED_CUSTOMER, person, branch, line, today, today)) return !failed(w);
    return refuse_as(w, CONFLICT, field, N_("This has to be agreed with our headquarters first, who enter it; please call them"));
}

/* ---- clocks ---- */

static instant hear_due(struct work *w, const struct blacklist_entry *e) { (void)w; return (instant){ e->record.created_at.ms + DAYS(3) }; }
DUE(blacklist_entry, hear_due)
static instant cosign_due(struct work *w, const struct blacklist_entry *e) { (void)w; return (instant){ e->heard_at.ms + DAYS(3) }; }
DUE(blacklist_entry, cosign_due)
static instant approve_due(struct work *w, const struct blacklist_entry *e) { (void)w; return (instant){ e->cosigned_at.ms + DAYS(3) }; }
DUE(blacklist_entry, approve_due)
static instant appeal_due(struct work *w, const struct blacklist_entry *e) { (void)w; return (instant){ e->appealed_at.ms + DAYS(10) }; }
DUE(blacklist_entry, appeal_due)
static instant review_due(struct work *w, const struct blacklist_entry *e) { (void)w; return (instant){ e->review_on.given ? day_start((day){ e->review_on.number }).ms : 0 }; }
DUE(blacklist_entry, review_due)

static const struct deadline deadlines[] = {
    { .name = "hear", .label = N_("Hear her before anything is decided"), .states = FROM(LISTED_PROPOSED), .due = hear_due_hook, .who = CAN_PROPOSE_BLACKLIST, .escalate_after = DAYS(3), .then = CAN_COSIGN_BLACKLIST, .step = "hear" },
    { .name = "cosign", .label = N_("Co-sign or refuse the listing"), .states = FROM(LISTED_HEARD), .due = cosign_due_hook, .who = CAN_COSIGN_BLACKLIST, .escalate_after = DAYS(3), .then = CAN_APPROVE_BLACKLIST, .step = "cosign" },
    { .name = "approve", .label = N_("Approve or refuse the listing"), .states = FROM(LISTED_COSIGNED), .due = approve_due_hook, .who = CAN_APPROVE_BLACKLIST, .escalate_after = DAYS(3), .then = CAN_APPROVE_BLACKLIST, .step = "approve" },
    { .name = "appeal", .label = N_("Answer the appeal"), .states = FROM(LISTED_APPEALED), .due = appeal_due_hook, .who = CAN_ANSWER_APPEALS, .escalate_after = DAYS(2), .then = CAN_APPROVE_BLACKLIST, .step = "answer_appeal" },
    { .name = "review", .label = N_("Is the listing still needed?"), .states = FROM(LISTED_IN_FORCE) | FROM(LISTED_UPHELD), .due = review_due_hook, .who = CAN_APPROVE_BLACKLIST, .escalate_after = DAYS(14), .then = CAN_APPROVE_BLACKLIST, .step = "review" },
};

static const struct retention kept[] = {
    { .name = "words", .label = N_("Blacklist: facts, evidence, what was said, from its end"), .law = N_("Claims run out after 3 years (Civil Code art. 188)"), .days = 1095, .due = "state in (7, 8) and changed_at < $1 and length(facts) > 0",
      .members = "facts|proof|evidence|evidence2|evidence3|said|cosigned_why|appeal|answer|ended_why" },
    { .name = "refused", .label = N_("Blacklist, refused or withdrawn: the same, from then"), .law = N_("What came to nothing: 6 months"), .days = 180, .due = "state in (9, 10) and changed_at < $1 and length(facts) > 0",
      .members = "facts|proof|evidence|evidence2|evidence3|said|cosigned_why|appeal|answer|ended_why" },
};
static const text indexes[] = { "person, state", NULL };

const struct record_type blacklist_entry_type = RECORD_TYPE(blacklist_entry, .label = N_("Blacklist entry"), .plural = "Blacklist", .module = "team", FIELDS(fields), .steps = blacklist_steps, .step_count = BLACKLIST_STEPS, DEADLINES(deadlines), .first_state = LISTED_PROPOSED,
    .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "person", .see = CAN_READ_BLACKLIST, .create = CAN_PROPOSE_BLACKLIST, .edit = CAN_PROPOSE_BLACKLIST, .edit_in = FROM(LISTED_PROPOSED), .history = true, .looks_logged = true, .indexes = indexes,
    .no_export = N_("The blacklist is not exported: handing it to another company needs her separate consent and a legal ground (PIPL art. 23)"), .check = check_hook, .created = created_hook, .title = title_hook, .prefix = "MD");

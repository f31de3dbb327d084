/* demand.c — see demand.h. */
#include "base/words.h"
#include "record/store.h"
#include "customers/customers.h"

static const struct choice states[] = {
    { DEMAND_NEW, "new", N_("New"), "warn" }, { DEMAND_MATCHING, "matching", N_("Looking for somebody"), "warn" }, { DEMAND_PROPOSED, "proposed", N_("Somebody was proposed"), "info" },
    { DEMAND_WON, "won", N_("Won"), "ok", .final = true }, { DEMAND_LOST, "lost", N_("Lost"), "mute" }, { 0 },
};
static const struct choice answers[] = {
    { CANDIDATE_SHOWN, "shown", N_("Shown") }, { CANDIDATE_WANTED, "wanted", N_("Wanted") }, { CANDIDATE_DECLINED, "declined", N_("Declined by the customer") },
    { CANDIDATE_UNWILLING, "unwilling", N_("The worker does not want to") }, { 0 },
};
static const struct choice declines[] = {
    { DECLINE_AGE, "age", N_("Customer: age") }, { DECLINE_EXPERIENCE, "experience", N_("Customer: experience") }, { DECLINE_LANGUAGE, "language", N_("Customer: dialect, talking") },
    { DECLINE_COOKING, "cooking", N_("Customer: cooking") }, { DECLINE_APPEARANCE, "appearance", N_("Customer: appearance, hygiene") }, { DECLINE_PRICE, "price", N_("Customer: price") },
    { DECLINE_SCHEDULE, "schedule", N_("Customer: times") }, { DECLINE_HEALTH, "health", N_("Customer: worry about health") }, { DECLINE_ATTITUDE, "attitude", N_("Customer: attitude") },
    { DECLINE_CHEMISTRY, "chemistry", N_("Customer: did not take to her") }, { DECLINE_PAY_LOW, "pay_low", N_("Worker: pay too low") }, { DECLINE_FAR, "far", N_("Worker: too far") },
    { DECLINE_HOUSE_LARGE, "house_large", N_("Worker: home too large") }, { DECLINE_MANY_PEOPLE, "many_people", N_("Worker: too many people") }, { DECLINE_PETS, "pets", N_("Worker: animals") },
    { DECLINE_NO_ROOM, "no_room", N_("Worker: no room of her own") }, { DECLINE_NIGHTS, "nights", N_("Worker: up at night") }, { DECLINE_ELDER, "elder", N_("Worker: difficult elder") },
    { DECLINE_CAMERA, "camera", N_("Worker: cameras") }, { DECLINE_TERM, "term", N_("Worker: length of the contract") }, { 0 },
};
static const struct choice losses[] = {
    { LOST_PRICE, "price", N_("Too expensive") }, { LOST_NO_WORKER, "no_worker", N_("No suitable worker") }, { LOST_TOO_LATE, "too_late", N_("We could only begin later") },
    { LOST_COMPETITOR, "competitor", N_("Went to a competitor") }, { LOST_FAMILY, "family", N_("The family does it") }, { LOST_RELATIVE, "relative", N_("Found a relative") },
    { LOST_MOVED, "moved", N_("Moved away") }, { LOST_SCOPE, "scope", N_("We do not offer it") }, { LOST_WRONG_NUMBER, "wrong_number", N_("Wrong number") },
    { LOST_ONLY_ASKING, "only_asking", N_("Was only asking") }, { LOST_TRUST, "trust", N_("No trust, papers") }, { LOST_FEE_MODEL, "fee_model", N_("Does not accept how we charge") }, { 0 },
};

static const struct field candidate_fields[] = {
    FIELD(demand_candidate, worker, .label = N_("Worker"), .to = &worker_type, .required = true), FIELD(demand_candidate, shown_at, .label = N_("Shown at")),
    FIELD(demand_candidate, answer, .label = N_("Answer"), .choices = answers), FIELD(demand_candidate, why, .label = N_("Why not"), .choices = declines),
    FIELD(demand_candidate, note, .personal = true, .label = N_("Note"), .max = 200),
};
static const struct row_type candidate_row = ROW_TYPE(demand_candidate, candidate_fields);

static const struct field fields[] = {
    FIELD(demand, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(demand, person, .label = N_("Who asks"), .to = &person_type, .list = true, .filter = true, .set_by = SET_ON_CREATE, .help = N_("Empty: the customer")),
    FIELD(demand, customer, .label = N_("Customer"), .to = &customer_type, .filter = true), FIELD(demand, household, .label = N_("Home"), .to = &household_type),
    FIELD(demand, line, .label = N_("Service line"), .to = &service_line_type, .required = true, .list = true, .filter = true),
    FIELD(demand, wanted, .label = N_("Wanted times"), .required = true, .max = 200, .list = true, .help = N_("As she says it: mornings on Monday, Wednesday and Friday")),
    FIELD(demand, start_from, .label = N_("From"), .required = true, .list = true, .sort = true), FIELD(demand, budget, .label = N_("Budget"), .list = true, .max = 100000000),
    FIELD(demand, budget_of, .label = N_("Budget for"), .max = 30, .help = N_("An hour, a visit, a month")), FIELD(demand, source, .label = N_("Came by"), .choices = customer_sources, .required = true, .filter = true),
    FIELD(demand, urgent, .label = N_("Urgent"), .list = true, .filter = true),
    FIELD(demand, needs, .personal = true, .label = N_("What is needed"), .max = 1000, .format = FORMAT_MULTILINE, .help = N_("Who is cared for, what must be, what would be nice; nothing about origin, zodiac or illnesses")),
    FIELD(demand, owner, .label = N_("In charge"), .to = &account_type, .list = true, .filter = true, .set_by = STEPS_ONLY),
    FIELD(demand, waiting_since, .label = N_("Without a candidate since"), .set_by = ENGINE_ONLY), FIELD(demand, ended_at, .label = N_("Ended at"), .set_by = STEPS_ONLY),
    FIELD(demand, candidates, .label = N_("Who was shown"), .row = &candidate_row, .set_by = STEPS_ONLY),
    FIELD(demand, hired, .label = N_("Who goes"), .to = &worker_type, .set_by = STEPS_ONLY), FIELD(demand, deal, .label = N_("Order or contract"), .set_by = STEPS_ONLY),
    FIELD(demand, lost, .label = N_("Why lost"), .choices = losses, .filter = true, .set_by = STEPS_ONLY),
};

static bool check(struct work *w, struct demand *d, const struct demand *before)
{
    const struct customer *c = d->customer.id ? record_peek(w, &customer_type, d->customer.id) : NULL;
    if (c && !d->person.id) d->person = c->person;
    if (!d->person.id) return wrong(w, "person", N_("Who asks? Name a person or a customer"));
    const struct household *h = d->household.id ? record_peek(w, &household_type, d->household.id) : NULL;
    if (h && h->customer.id != d->customer.id) return wrong(w, "household", N_("This home belongs to another customer"));
    if (before) return true;
    if (d->start_from.number < day_of(w->now).number) return wrong(w, "start_from", N_("This day has passed"));
    if (c) d->record.branch = c->record.branch;
    d->waiting_since = w->now;
    return true;
}
CHECKER(demand, check)

static text title(struct work *w, const struct demand *d)
{
    const struct service_line *line = record_peek(w, &service_line_type, d->line.id);
    return print(w, "%s · %s", line ? line->name : "", d->wanted);
}
TITLE(demand, title)

/* ---- who is shown ---- */

static struct demand_candidate *candidate(const struct demand *d, int64_t worker)
{
    for (size_t i = 0; i < d->candidates.count; i++)
        if (ROW(struct demand_candidate, d->candidates, i)->worker.id == worker) return ROW(struct demand_candidate, d->candidates, i);
    return NULL;
}

static bool somebody_left(const struct demand *d)
{
    for (size_t i = 0; i < d->candidates.count; i++)
        if (ROW(struct demand_candidate, d->candidates, i)->answer <= CANDIDATE_WANTED) return true;
    return false;
}

/* The hard rules on the first day; the first one that fails is the sentence. */
static bool light_is_green(struct work *w, const struct demand *d, const struct worker *n)
{
    struct eligibility_case c = { .worker = n, .line = record_peek(w, &service_line_type, d->line.id), .branch = d->record.branch.id, .customer = d->customer.id, .household = d->household.id,
        .from = d->start_from, .to = d->start_from };
    struct judgement j = eligibility(w, &c);
    for (const struct reason *r = j.reasons; r; r = r->next)
        if (!r->warning) return refuse_as(w, CONFLICT, "worker", N_("{1} cannot take it: {2}"), n->name, translate_with(w->arena, w->language, r->why.message, r->why.arguments));
    return !failed(w);
}

struct proposal { ref worker; text note; };
static const struct field proposal_fields[] = { FIELD(proposal, worker, .label = N_("Worker"), .to = &worker_type, .required = true), FIELD(proposal, note, .label = N_("Note"), .max = 200, .help = N_("What she said when asked")) };

static bool propose(struct work *w, struct demand *d, const struct proposal *in)
{
    const struct worker *n = LOAD(w, worker, in->worker.id);
    if (!n) return false;
    if (candidate(d, n->record.id)) return refuse(w, "worker", N_("{1} was shown already"), n->name);
    if (!light_is_green(w, d, n)) return false;
    struct demand_candidate *all = take_many(w, struct demand_candidate, d->candidates.count + 1);
    for (size_t i = 0; i < d->candidates.count; i++) all[i] = *ROW(struct demand_candidate, d->candidates, i);
    all[d->candidates.count] = (struct demand_candidate){ in->worker, w->acted, CANDIDATE_SHOWN, 0, in->note ? in->note : "" };
    d->candidates = (rows_of){ all, d->candidates.count + 1 };
    if (!d->owner.id) d->owner.id = w->actor->user;
    d->waiting_since.ms = 0;
    return true;
}
RULE(demand, proposal, propose)

struct reply_to { ref worker; enum candidate_answer answer; enum decline_reason why; text note; };
static const struct field reply_fields[] = {
    FIELD(reply_to, worker, .label = N_("Worker"), .to = &worker_type, .required = true), FIELD(reply_to, answer, .label = N_("Answer"), .choices = answers, .required = true),
    FIELD(reply_to, why, .label = N_("Why not"), .choices = declines), FIELD(reply_to, note, .label = N_("Note"), .max = 200),
};

static bool answer(struct work *w, struct demand *d, const struct reply_to *in)
{
    struct demand_candidate *c = candidate(d, in->worker.id);
    if (!c) return refuse(w, "worker", N_("She was not shown for this"));
    if (in->answer >= CANDIDATE_DECLINED && !in->why) return refuse(w, "why", N_("Say why not"));
    c->answer = in->answer;
    c->why = in->answer >= CANDIDATE_DECLINED ? in->why : 0;
    if (in->note && *in->note) c->note = in->note;
    d->state = somebody_left(d) ? DEMAND_PROPOSED : DEMAND_MATCHING;
    d->waiting_since.ms = somebody_left(d) ? 0 : w->now.ms;
    return true;
}
RULE(demand, reply_to, answer)

/* ---- how it ends ---- */

static bool take_on(struct work *w, struct demand *d) { d->owner.id = w->actor->user; return true; }
RULE_PLAIN(demand, take_on)

struct winning { ref worker; text deal; };
static const struct field winning_fields[] = {
    FIELD(winning, worker, .label = N_("Who goes"), .to = &worker_type, .required = true),
    FIELD(winning, deal, .label = N_("Order or contract"), .required = true, .max = 40, .help = N_("Its number")),
};

static bool win(struct work *w, struct demand *d, const struct winning *in)
{
    struct demand_candidate *c = candidate(d, in->worker.id);
    if (!c || c->answer != CANDIDATE_WANTED) return refuse(w, "worker", N_("Only who was shown and is wanted; enter the answer first"));
    d->hired = in->worker;
    d->deal = in->deal;
    d->ended_at = w->now;
    return true;
}
RULE(demand, winning, win)

struct losing { enum lost_reason reason; };
static const struct field losing_fields[] = { FIELD(losing, reason, .label = N_("Why lost"), .choices = losses, .required = true) };
static bool lose(struct work *w, struct demand *d, const struct losing *in)
{
    d->lost = in->reason;
    d->ended_at = w->now;
    return true;
}
RULE(demand, losing, lose)

static bool take_up(struct work *w, struct demand *d)
{
    d->lost = 0;
    d->ended_at.ms = 0;
    d->waiting_since = w->now;
    return true;
}
RULE_PLAIN(demand, take_up)

/* ---- clocks ---- */

static instant candidate_due(struct work *w, const struct demand *d)
{
    const struct service_line *line = record_peek(w, &service_line_type, d->line.id);
    int hours = d->urgent ? 4 : line && line->category == LINE_MATERNITY ? 48 : 24;
    return (instant){ d->waiting_since.ms ? d->waiting_since.ms + HOURS(hours) : 0 };
}
DUE(demand, candidate_due)

static instant answer_due(struct work *w, const struct demand *d)
{
    (void)w;
    instant last = { 0 };
    for (size_t i = 0; i < d->candidates.count; i++) last = ROW(struct demand_candidate, d->candidates, i)->shown_at;
    return (instant){ last.ms ? last.ms + HOURS(48) : 0 };
}
DUE(demand, answer_due)

#define LOOKING (FROM(DEMAND_NEW) | FROM(DEMAND_MATCHING))
static const struct deadline deadlines[] = {
    { .name = "candidate", .label = N_("Propose somebody"), .states = LOOKING, .due = candidate_due_hook, .who = CAN_EDIT_DEMANDS, .escalate_after = HOURS(12), .then = CAN_OVERSEE_DEMANDS, .step = "propose" },
    { .name = "answer", .label = N_("Ask the customer what she thinks"), .states = FROM(DEMAND_PROPOSED), .due = answer_due_hook, .who = CAN_EDIT_DEMANDS, .escalate_after = HOURS(24), .then = CAN_OVERSEE_DEMANDS, .step = "answer" },
};
static const struct step steps[] = {
    STEP(take_on, .label = N_("I look for somebody"), .tone = "primary", .from = FROM(DEMAND_NEW), .to = DEMAND_MATCHING, .by = CAN_EDIT_DEMANDS, .run = take_on_rule),
    STEP(propose, .label = N_("Propose somebody"), .tone = "primary", .from = LOOKING | FROM(DEMAND_PROPOSED), .to = DEMAND_PROPOSED, .by = CAN_EDIT_DEMANDS, INPUTS(proposal, proposal_fields), .run = propose_rule),
    STEP(answer, .label = N_("Enter the answer"), .from = FROM(DEMAND_PROPOSED), .by = CAN_EDIT_DEMANDS, INPUTS(reply_to, reply_fields), .run = answer_rule),
    STEP(win, .label = N_("Won"), .tone = "primary", .from = FROM(DEMAND_PROPOSED), .to = DEMAND_WON, .by = CAN_EDIT_DEMANDS, INPUTS(winning, winning_fields), .run = win_rule),
    STEP(lose, .label = N_("Lost"), .from = LOOKING | FROM(DEMAND_PROPOSED), .to = DEMAND_LOST, .by = CAN_EDIT_DEMANDS, INPUTS(losing, losing_fields), .run = lose_rule),
    STEP(take_up, .label = N_("Take up again"), .from = FROM(DEMAND_LOST), .to = DEMAND_MATCHING, .by = CAN_EDIT_DEMANDS, .run = take_up_rule, .reason = true),
};
static const struct retention kept[] = {
    { .name = "lost", .label = N_("Lost demands: what was needed, from the end"), .law = N_("Somebody who did not become a customer: 6 months"), .days = 180,
      .due = "state = 5 and ended_at < $1 and needs <> ''", .members = "needs" },
    { .name = "shown", .label = N_("Demands: notes on who was shown, from the end"), .law = N_("Who was introduced to whom: 3 years (Civil Code art. 188, 965)"), .days = 1095,
      .due = "ended_at > 0 and ended_at < $1 and (needs <> '' or exists (select 1 from demand_candidates i where i.parent = demand.id and i.note <> ''))", .members = "needs|candidates.note" },
};

const struct record_type demand_type = RECORD_TYPE(demand, .label = N_("Demand"), .module = "customers", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = DEMAND_NEW,
    .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "person", .see = CAN_SEE_DEMANDS, .create = CAN_EDIT_DEMANDS, .edit = CAN_EDIT_DEMANDS, .check = check_hook, .title = title_hook, .prefix = "X");

/* unwanted.c — see unwanted.h. */
#include "record/store.h"
#include "customers/customers.h"

static const struct choice states[] = {
    { UNWANTED_PROPOSED, "proposed", N_("Proposed"), "warn" }, { UNWANTED_IN_FORCE, "in_force", N_("In force"), "danger" },
    { UNWANTED_LIFTED, "lifted", N_("Lifted"), "mute", .final = true }, { 0 },
};
static const struct choice sides[] = { { SIDE_CUSTOMER, "customer", N_("The customer wishes it") }, { SIDE_WORKER, "worker", N_("The worker wishes it") },
                                       { SIDE_COMPANY, "company", N_("The company decided it") }, { 0 } };
static const struct field fields[] = {
    FIELD(unwanted_pair, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(unwanted_pair, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(unwanted_pair, person, .label = N_("Worker"), .to = &person_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(unwanted_pair, side, .label = N_("Whose wish"), .choices = sides, .required = true, .list = true),
    FIELD(unwanted_pair, why, .personal = true, .label = N_("Why"), .required = true, .max = 300),
    FIELD(unwanted_pair, review_on, .label = N_("Look at it again on"), .list = true),
};

/* A proposed pair counts too: better one visit given to another than a quarrel before the decision. */
int64_t unwanted_pair_between(struct work *w, int64_t customer, int64_t person)
{
    return db_one(w, SQL("select id from unwanted_pair where customer = $1 and person = $2 and state in (1, 2) order by id limit 1"), BIND(num(customer), num(person)), 0);
}

static bool check(struct work *w, struct unwanted_pair *u, const struct unwanted_pair *before)
{
    if (u->review_on.number && u->review_on.number < day_of(w->now).number && (!before || before->review_on.number != u->review_on.number))
        return wrong(w, "review_on", N_("This day has passed: say when the pair is looked at again, or leave it empty for a year from now"));
    if (!u->review_on.number) u->review_on = day_plus_months(day_of(w->now), 12);
    return true;
}
CHECKER(unwanted_pair, check)

/* Not by the one who proposed it. */
static const struct sentence *another(struct work *w, const struct unwanted_pair *u)
{
    return !w->actor->system && u->record.changed_by.id == w->actor->user ? because(w, N_("Somebody else must decide what you proposed")) : NULL;
}
GUARD(unwanted_pair, another)

static instant review(struct work *w, const struct unwanted_pair *u) { (void)w; return day_start(u->review_on); }
DUE(unwanted_pair, review)
static instant decision_due(struct work *w, const struct unwanted_pair *u) { (void)w; return (instant){ u->record.created_at.ms + DAYS(3) }; }
DUE(unwanted_pair, decision_due)

static const struct deadline deadlines[] = {
    { .name = "review", .label = N_("Is this pair still unwanted?"), .states = FROM(UNWANTED_IN_FORCE), .due = review_hook, .who = CAN_BLOCK_PAIRS, .step = "lift" },
    { .name = "decide", .label = N_("Decide on the proposed pair"), .states = FROM(UNWANTED_PROPOSED), .due = decision_due_hook, .who = CAN_BLOCK_PAIRS, .step = "decide" },
};
static const struct step steps[] = {
    STEP(decide, .label = N_("Put in force"), .tone = "primary", .from = FROM(UNWANTED_PROPOSED), .to = UNWANTED_IN_FORCE, .by = CAN_BLOCK_PAIRS, .guard = another_guard),
    STEP(lift, .label = N_("Take off the blacklist"), .from = FROM(UNWANTED_PROPOSED) | FROM(UNWANTED_IN_FORCE), .to = UNWANTED_LIFTED, .by = CAN_BLOCK_PAIRS, .reason = true),
};
static const struct retention kept[] = {
    { .name = "why", .label = N_("Unwanted pairs: the reason, from the lifting"), .law = N_("Claims run out after 3 years (Civil Code art. 188)"), .days = 1095, .due = "state = 3 and changed_at < $1", .members = "why" },
};

const struct record_type unwanted_pair_type = RECORD_TYPE(unwanted_pair, .label = N_("Unwanted pair"), .module = "customers", FIELDS(fields), STEPS(steps), DEADLINES(deadlines),
    .first_state = UNWANTED_PROPOSED, .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "customer|person", .see = CAN_SEE_CUSTOMERS, .create = CAN_EDIT_CUSTOMERS, .edit = CAN_BLOCK_PAIRS, .check = check_hook, .quiet = true);

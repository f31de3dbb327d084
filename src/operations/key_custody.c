/* key_custody.c — see key_custody.h. */
#include "operations/key_custody.h"
#include "base/words.h"
#include "operations/operations.h"
#include "record/store.h"

static const struct choice states[] = {
    { KEY_KEPT, "kept", N_("Hangs with us"), "info" }, { KEY_OUT, "out", N_("A worker has it"), "warn" }, { KEY_RETURNED, "returned", N_("Given back"), "mute", .final = true }, { KEY_LOST, "lost", N_("Key lost"), "danger", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(key_custody, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(key_custody, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(key_custody, household, .label = N_("Home"), .to = &household_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(key_custody, what, .label = N_("What was handed over"), .required = true, .max = 100, .list = true),
    FIELD(key_custody, tag, .label = N_("Number on the tag"), .required = true, .max = 20, .list = true, .search = true, .help = N_("Never the address: who finds it must not know the door")),
    FIELD(key_custody, hangs_at, .label = N_("Where it hangs"), .required = true, .max = 60, .list = true), FIELD(key_custody, handed_by, .personal = true, .label = N_("Handed over by"), .required = true, .max = 40, .set_by = SET_ON_CREATE),
    FIELD(key_custody, handed_signature, .personal = true, .label = N_("Signature"), .format = FORMAT_SIGNATURE, .set_by = SET_ON_CREATE, .help = N_("Always, but for keys brought along at go-live")), FIELD(key_custody, handed_at, .label = N_("Handed over at"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(key_custody, holder, .label = N_("Who has it"), .to = &worker_type, .set_by = STEPS_ONLY, .list = true, .filter = true), FIELD(key_custody, out_since, .label = N_("Taken out at"), .set_by = STEPS_ONLY),
    FIELD(key_custody, back_by, .label = N_("Back by"), .set_by = STEPS_ONLY), FIELD(key_custody, returned_to, .personal = true, .label = N_("Given back to"), .max = 40, .set_by = STEPS_ONLY),
    FIELD(key_custody, returned_signature, .personal = true, .label = N_("Signature of giving back"), .format = FORMAT_SIGNATURE, .set_by = STEPS_ONLY), FIELD(key_custody, ended_at, .label = N_("Ended at"), .set_by = STEPS_ONLY),
};

static bool check(struct work *w, struct key_custody *k, const struct key_custody *before)
{
    const struct household *h = record_peek(w, &household_type, k->household.id);
    if (!h) return !failed(w);
    if (h->customer.id != k->customer.id) return wrong(w, "household", N_("This home belongs to another customer"));
    k->record.branch = h->record.branch;
    bool brought = !before && k->handed_at.ms;
    if (!before && !brought && (!k->handed_signature.hash || !*k->handed_signature.hash)) return wrong(w, "handed_signature", N_("{1} is missing"), translated(w, N_("Signature")));
    if (!before && !brought) k->handed_at = w->acted;
    bool twice = db_one(w, SQL("select 1 from key_custody where tag = $1 and branch = $2 and state in (1, 2) and id <> $3 limit 1"), BIND(txt(k->tag), num(k->record.branch.id), num(k->record.id)), 0);
    return twice && k->state <= KEY_OUT ? wrong(w, "tag", N_("Another key hangs under number {1}"), k->tag) : !failed(w);
}
CHECKER(key_custody, check)

static text title(struct work *w, const struct key_custody *k) { (void)w; return k->tag; }
TITLE(key_custody, title)

/* ---- its procedure ---- */

struct key_out { ref worker; day back_by; };
static const struct field out_fields[] = { FIELD(key_out, worker, .label = N_("Worker"), .to = &worker_type, .required = true), FIELD(key_out, back_by, .label = N_("Back by"), .help = N_("Empty: this evening")) };
static bool take_out(struct work *w, struct key_custody *k, const struct key_out *in)
{
    day today = day_of(w->now);
    if (in->back_by.number && in->back_by.number < today.number) return refuse(w, "back_by", N_("This day has passed"));
    k->holder = in->worker;
    k->out_since = w->acted;
    k->back_by = in->back_by.number ? in->back_by : today;
    return true;
}
RULE(key_custody, key_out, take_out)

struct key_hung { text hangs_at; };
static const struct field hung_fields[] = { FIELD(key_hung, hangs_at, .label = N_("Where it hangs"), .max = 60, .help = N_("Empty: where it hung before")) };
static bool hang_up(struct work *w, struct key_custody *k, const struct key_hung *in)
{
    (void)w;
    if (*in->hangs_at) k->hangs_at = in->hangs_at;
    k->holder.id = 0;
    return true;
}
RULE(key_custody, key_hung, hang_up)

/* The plans of this home, imported ones too, know it. */
static bool tell_plans(struct work *w, int64_t household)
{
    if (key_is_held(w, household)) return true;
    struct found plans = LOAD_WHERE(w, service_plan, "household = $1 and key_held = 1 and state in (2, 3) order by id limit 20", BIND(num(household)));
    for (int i = 0; i < plans.count; i++)
        if (!step_run(w, &service_plan_type, plans.at[i], "return_key", NULL)) return false;
    return !failed(w);
}
bool key_ended(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct key_custody *k = record_peek(w, &key_custody_type, id);
    return !k || tell_plans(w, k->household.id);
}

struct key_return { text to; file signature; };
static const struct field return_fields[] = { FIELD(key_return, to, .label = N_("Given back to"), .required = true, .max = 40), FIELD(key_return, signature, .label = N_("Signature"), .format = FORMAT_SIGNATURE, .required = true) };
static bool give_back(struct work *w, struct key_custody *k, const struct key_return *in)
{
    k->returned_to = in->to;
    k->returned_signature = in->signature;
    k->ended_at = w->acted;
    k->holder.id = 0;
    return true;
}
RULE(key_custody, key_return, give_back)

static bool lose(struct work *w, struct key_custody *k) { k->ended_at = w->acted; return true; }
RULE_PLAIN(key_custody, lose)

static instant back_due(struct work *w, const struct key_custody *k) { (void)w; return day_at(k->back_by, 21 * 60); }
DUE(key_custody, back_due)
/* It hangs, and nothing is served there any more: asked when the last plan has ended and no visit is to come. */
static instant useless_due(struct work *w, const struct key_custody *k)
{
    bool used = db_one(w, SQL("select (select count(*) from service_plan where household = $1 and state in (1, 2, 3)) + (select count(*) from visit where household = $1 and state between 1 and 7)"), BIND(num(k->household.id)), 0) > 0;
    return (instant){ used ? 0 : w->now.ms };
}
DUE(key_custody, useless_due)
static const struct deadline deadlines[] = {
    { .name = "back", .label = N_("A key did not come back"), .states = FROM(KEY_OUT), .due = back_due_hook, .who = CAN_EDIT_VISITS, .escalate_after = HOURS(12), .then = CAN_MEND_VISITS, .step = "hang_up" },
    { .name = "useless", .label = N_("Nothing is served there any more: give the key back"), .states = FROM(KEY_KEPT), .due = useless_due_hook, .who = CAN_EDIT_VISITS, .escalate_after = DAYS(3), .then = CAN_MEND_VISITS, .step = "give_back" },
};
static const struct step steps[] = {
    STEP(take_out, .label = N_("Hand it out"), .tone = "primary", .from = FROM(KEY_KEPT), .to = KEY_OUT, .by = CAN_EDIT_VISITS, INPUTS(key_out, out_fields), .run = take_out_rule),
    STEP(hang_up, .label = N_("It is back"), .tone = "primary", .from = FROM(KEY_OUT), .to = KEY_KEPT, .by = CAN_EDIT_VISITS, INPUTS(key_hung, hung_fields), .run = hang_up_rule),
    STEP(give_back, .label = N_("Give it back to the customer"), .from = FROM(KEY_KEPT) | FROM(KEY_OUT), .to = KEY_RETURNED, .by = CAN_EDIT_VISITS, INPUTS(key_return, return_fields), .run = give_back_rule),
    STEP(lose, .label = N_("It is lost"), .tone = "danger", .from = FROM(KEY_KEPT) | FROM(KEY_OUT), .to = KEY_LOST, .by = CAN_EDIT_VISITS, .run = lose_rule, .reason = true,
         .confirm = N_("Tell the customer at once and offer to change the lock. Enter it as lost?")),
};
static const struct retention kept[] = {
    { .name = "signatures", .label = N_("Keys: names and signatures, from giving back"), .law = N_("Claims run out after 3 years (Civil Code art. 188)"), .days = 1095, .members = "handed_by|handed_signature|returned_to|returned_signature",
      .due = "state in (3, 4) and ended_at < $1 and (handed_by <> '' or returned_to <> '')" },
};
static const text indexes[] = { "household, state", NULL };
const struct record_type key_custody_type = RECORD_TYPE(key_custody, .label = N_("Key in custody"), .module = "operations", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = KEY_KEPT, .scope = SCOPE_BRANCH,
    RETENTION(kept), .subject = "customer", .see = CAN_SEE_VISITS, .create = CAN_EDIT_VISITS, .edit = CAN_EDIT_VISITS, .history = true, .check = check_hook, .title = title_hook, .indexes = indexes);

bool key_is_held(struct work *w, int64_t household) { return db_one(w, SQL("select 1 from key_custody where household = $1 and state in (1, 2) limit 1"), BIND(num(household)), 0) == 1; }

/* ---- brought along ---- */

static int64_t home_of_key(struct work *w, int64_t customer)
{
    int64_t planned = db_one(w, SQL("select min(household) from service_plan where customer = $1 and key_held = 1 and state in (2, 3) group by customer having count(distinct household) = 1"), BIND(num(customer)), 0);
    return planned ? planned : db_one(w, SQL("select min(id) from household where customer = $1 group by customer having count(*) = 1"), BIND(num(customer)), 0);
}

bool key_bring_along(struct work *w, const struct key_brought *b)
{
    int64_t home = home_of_key(w, b->customer);
    if (!*b->tag) return refuse(w, "card_number", N_("{1} is missing"), translated(w, N_("Number on the tag")));
    if (!home) return refuse(w, "customer", N_("Nothing says which home this key opens: reject this line and enter the key among the keys in custody"));
    struct key_custody k = { .customer = { b->customer }, .household = { home }, .what = translate(w->language, N_("Customer's key")), .tag = b->tag, .hangs_at = b->hangs_at,
        .handed_by = translate(w->language, N_("Brought along at go-live")), .handed_at = day_at(b->as_of, 12 * 60), .returned_to = "" };
    return ADD(w, key_custody, &k);
}

static int64_t keys_with_her(struct work *w, int64_t worker, int64_t branch)
{
    return db_one(w, SQL("select count(*) from key_custody where holder = $1 and state = 2 and ($2 = 0 or branch = $2)"), BIND(num(worker), num(branch)), 0);
}
_Static_assert(KEY_OUT == 2, "the query above says it by number");
const struct open_work keys_with_leavers = { keys_with_her, N_("keys of customers with her") };

/* extra_ask.c — see extra_ask.h. */
#include "base/json.h"
#include "base/words.h"
#include "operations/operations.h"
#include "record/said.h"
#include "record/store.h"

static const struct choice states[] = {
    { EXTRA_ASKED, "asked", N_("To be answered by the customer"), "warn" }, { EXTRA_AGREED, "agreed", N_("The customer agreed"), "ok", .final = true },
    { EXTRA_DECLINED, "declined", N_("The customer does not want it"), "mute", .final = true }, { EXTRA_TAKEN_BACK, "withdrawn", N_("Withdrawn"), "mute", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(extra_ask, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(extra_ask, visit, .label = N_("Visit"), .to = &visit_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(extra_ask, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(extra_ask, customer, .label = N_("Customer"), .to = &customer_type, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(extra_ask, what, .label = N_("What"), .required = true, .max = 80, .list = true, .set_by = SET_ON_CREATE), FIELD(extra_ask, price, .label = N_("Price"), .min = 0, .max = 1000000, .list = true, .set_by = SET_ON_CREATE),
    FIELD(extra_ask, length, .label = N_("Minutes"), .min = 0, .max = 480, .set_by = SET_ON_CREATE), FIELD(extra_ask, how, .personal = true, .label = N_("How the customer agreed"), .max = 80, .set_by = STEPS_ONLY),
    FIELD(extra_ask, answered_at, .label = N_("Answered at"), .set_by = STEPS_ONLY),
};

static bool can_have_extras(const struct visit *v) { return v->state >= VISIT_ACCEPTED && v->state <= VISIT_IN_SERVICE; }

static bool check(struct work *w, struct extra_ask *a, const struct extra_ask *before)
{
    if (before) return true;
    const struct visit *v = record_peek(w, &visit_type, a->visit.id);
    if (!v || !can_have_extras(v)) return refuse_as(w, CONFLICT, "visit", N_("An extra belongs to a visit that is under way or ahead"));
    if (extra_asks_open(w, v).count >= MOST_EXTRA_ASKS) return refuse_as(w, CONFLICT, "visit", N_("The customer has {1} extras to answer already"), print(w, "%d", MOST_EXTRA_ASKS));
    a->record.branch = v->record.branch;
    a->customer = v->customer;
    return !failed(w);
}
CHECKER(extra_ask, check)

static text title(struct work *w, const struct extra_ask *a) { (void)w; return a->what; }
TITLE(extra_ask, title)

struct found extra_asks_open(struct work *w, const struct visit *v)
{
    if (!can_have_extras(v)) return (struct found){ 0 };
    return LOAD_WHERE(w, extra_ask, "visit = $1 and state = 1 order by id limit 20", BIND(num(v->record.id)));
}
_Static_assert(EXTRA_ASKED == 1, "the query above says it by number");

static const struct field answer_fields[] = { FIELD(extra_answer, how, .label = N_("How the customer agreed"), .required = true, .max = 80) };

static bool decline(struct work *w, struct extra_ask *a, const struct extra_answer *in)
{
    a->how = in->how;
    a->answered_at = w->now;
    return true;
}
RULE(extra_ask, extra_answer, decline)

static bool agree(struct work *w, struct extra_ask *a, const struct extra_answer *in)
{
    struct visit *v = record_peek(w, &visit_type, a->visit.id);
    if (!v) return fault(w, "an extra of no visit");
    if (!can_have_extras(v)) return refuse_as(w, CONFLICT, "", N_("The visit is over; please speak with the shop"));
    return decline(w, a, in) && step_run(w, &visit_type, v, "add_extra", &(struct extra){ a->what, a->price, a->length, in->how });
}
RULE(extra_ask, extra_answer, agree)

static bool withdraw(struct work *w, struct extra_ask *a) { a->answered_at = w->now; return true; }
RULE_PLAIN(extra_ask, withdraw)

static const struct step steps[] = {
    STEP(agree, .label = N_("The customer agreed"), .tone = "primary", .from = FROM(EXTRA_ASKED), .to = EXTRA_AGREED, .by = CAN_EDIT_VISITS, INPUTS(extra_answer, answer_fields), .run = agree_rule),
    STEP(decline, .label = N_("The customer does not want it"), .from = FROM(EXTRA_ASKED), .to = EXTRA_DECLINED, .by = CAN_EDIT_VISITS, INPUTS(extra_answer, answer_fields), .run = decline_rule),
    STEP(withdraw, .label = N_("Withdraw"), .from = FROM(EXTRA_ASKED), .to = EXTRA_TAKEN_BACK, .by = CAN_EDIT_VISITS, .own = true, .run = withdraw_rule),
};
static const struct retention kept[] = {
    { .name = "answer", .label = N_("Extras agreed by a tap: how, from the answer"), .law = N_("Evidence of a dispute: 3 years (Civil Code art. 188)"), .days = 1095, .due = "answered_at > 0 and answered_at < $1 and how <> ''", .members = "how" },
};
static const text indexes[] = { "visit, state", NULL };

const struct record_type extra_ask_type = RECORD_TYPE(extra_ask, .label = N_("Extra to be agreed"), .module = "operations", FIELDS(fields), STEPS(steps), .first_state = EXTRA_ASKED, .scope = SCOPE_BRANCH,
    .own = "worker", RETENTION(kept), .subject = "customer", .see = CAN_SEE_VISITS, .append_only = true, .quiet = true, .indexes = indexes, .order = "-id", .check = check_hook, .title = title_hook);

void add_ons_write(struct work *w, struct json *j, text key, const struct visit *v)
{
    write_list(j, key);
    for (size_t i = 0; i < v->add_ons.count; i++) {
        const struct add_on *a = ROW(struct add_on, v->add_ons, i);
        write_object(j, NULL);
        write_text(j, "what", said_read(w, a->what));
        write_number(j, "price", a->price.fen);
        write_number(j, "minutes", a->length.count);
        write_number(j, "agreed_at", a->agreed_at.ms);
        write_text(j, "agreed_how", said_read(w, a->agreed_how));
        write_end(j, '}');
    }
    write_end(j, ']');
}

void extra_ask_write(struct work *w, struct json *j, const struct extra_ask *a)
{
    write_object(j, NULL);
    write_number(j, "id", a->record.id);
    write_text(j, "what", a->what);
    write_number(j, "price", a->price.fen);
    write_number(j, "minutes", a->length.count);
    write_text(j, "state", choice_key(states, a->state));
    write_text(j, "state_label", translate(w->language, choice_label(states, a->state)));
    write_end(j, '}');
}

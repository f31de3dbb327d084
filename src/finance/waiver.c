/* waiver.c — see waiver.h. */
#include "finance/waiver.h"
#include "finance/correction.h"
#include "finance/limit.h"
#include "finance/made.h"

static const struct choice states[] = {
    { WAIVER_REQUESTED, "requested", N_("Requested"), "warn" }, { WAIVER_GRANTED, "granted", N_("Waived"), "ok", .final = true }, { WAIVER_REFUSED, "refused", N_("Refused"), "mute", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(fee_waiver, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(fee_waiver, visit, .label = N_("Visit"), .to = &visit_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(fee_waiver, customer, .label = N_("Customer"), .to = &customer_type, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(fee_waiver, fee, .label = N_("Fee"), .list = true, .set_by = ENGINE_ONLY),
    FIELD(fee_waiver, amount, .label = N_("Waived"), .min = 1, .max = 10000000, .list = true, .sort = true, .set_by = SET_ON_CREATE, .help = N_("Empty: the whole fee")),
    FIELD(fee_waiver, reason, .personal = true, .label = N_("Reason"), .required = true, .max = 300, .list = true, .set_by = SET_ON_CREATE),
    FIELD(fee_waiver, asked_by, .label = N_("Asked by"), .to = &account_type, .set_by = ENGINE_ONLY), FIELD(fee_waiver, decided_by, .label = N_("Decided by"), .to = &account_type, .set_by = STEPS_ONLY),
    FIELD(fee_waiver, decided_at, .label = N_("Decided at"), .set_by = STEPS_ONLY),
};

static bool check(struct work *w, struct fee_waiver *f, const struct fee_waiver *before)
{
    if (before) return true;
    const struct visit *v = f->visit.id ? LOAD(w, visit, f->visit.id) : NULL;
    if (!v) return !failed(w);
    money left = money_sub(v->fee, v->waived);
    if (!visit_owes_fee(v) || left.fen <= 0) return wrong(w, "visit", N_("Nothing of a fee is open for this visit"));
    if (!f->amount.fen) f->amount = left;
    if (f->amount.fen > left.fen) return wrong(w, "amount", N_("At most {1} of the fee can be waived"), money_shown(w->arena, left));
    if (db_one(w, SQL("select 1 from fee_waiver where visit = $1 and state = 1"), BIND(num(v->record.id)), 0)) return wrong(w, "visit", N_("A waiver for this visit waits for a decision already"));
    f->record.branch = v->record.branch;
    f->customer = v->customer;
    f->fee = v->fee;
    f->asked_by.id = w->actor->user;
    return !failed(w);
}
CHECKER(fee_waiver, check)

static bool within(struct work *w, const struct fee_waiver *f) { return can(w, CAN_WAIVE_FEES) && f->amount.fen <= decision_limit(w, DECIDE_WAIVER, f->record.branch.id).fen; }

static const struct sentence *may_grant(struct work *w, const struct fee_waiver *f)
{
    money limit = decision_limit(w, DECIDE_WAIVER, f->record.branch.id);
    if (f->amount.fen > limit.fen) return because(w, N_("You may waive up to {1}; somebody with a higher limit decides"), money_shown(w->arena, limit));
    const struct customer *whose = f->customer.id ? record_peek(w, &customer_type, f->customer.id) : NULL;
    return whose ? own_affair(w, whose->person.id) : NULL;
}
GUARD(fee_waiver, may_grant)

/* What she may decide alone is decided by asking. */
static bool created(struct work *w, struct fee_waiver *f) { return !within(w, f) || may_grant(w, f) || step_run(w, &fee_waiver_type, f, "grant", NULL); }
AFTER_CREATE(fee_waiver, created)

static bool grant(struct work *w, struct fee_waiver *f)
{
    struct visit *v = record_peek(w, &visit_type, f->visit.id);
    if (!v) return fault(w, "a waiver without a visit");
    f->decided_by.id = w->actor->user;
    f->decided_at = w->acted;
    return step_run(w, &visit_type, v, "waive", &(struct waiving){ f->amount, f->reason }) && bill_follows_visit(w, v);
}
RULE_PLAIN(fee_waiver, grant)

static bool turn_down(struct work *w, struct fee_waiver *f)
{
    f->decided_by.id = w->actor->user;
    f->decided_at = w->acted;
    return true;
}
RULE_PLAIN(fee_waiver, turn_down)

static instant decide_due(struct work *w, const struct fee_waiver *f) { (void)w; return (instant){ f->record.created_at.ms + DAYS(1) }; }
DUE(fee_waiver, decide_due)
static const struct deadline deadlines[] = {
    { .name = "decide", .label = N_("Decide on the waiver"), .states = FROM(WAIVER_REQUESTED), .due = decide_due_hook, .who = CAN_WAIVE_FEES, .escalate_after = DAYS(1), .then = CAN_WAIVE_ALL_FEES, .step = "grant" },
};
static text title(struct work *w, const struct fee_waiver *f) { return whose_money(w, f->customer, (ref){ 0 }, f->amount); }
TITLE(fee_waiver, title)
static const struct step steps[] = {
    STEP(grant, .label = N_("Waive"), .tone = "primary", .from = FROM(WAIVER_REQUESTED), .to = WAIVER_GRANTED, .by = CAN_WAIVE_FEES, .guard = may_grant_guard, .run = grant_rule,
         .confirm = N_("The fee is taken off the bill; a locked bill is reversed and made anew. Waive it?")),
    STEP(turn_down, .label = N_("Refuse"), .tone = "danger", .from = FROM(WAIVER_REQUESTED), .to = WAIVER_REFUSED, .by = CAN_WAIVE_FEES, .run = turn_down_rule, .reason = true),
};
static const text indexes[] = { "visit", NULL };
static const struct retention kept[] = {
    { .name = "reason", .label = N_("Waived fees: why, from the decision"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .members = "reason", .due = "state in (2, 3) and decided_at < $1 and reason <> ''" },
};
const struct record_type fee_waiver_type = RECORD_TYPE(fee_waiver, .label = N_("Waived fee"), .module = "finance", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = WAIVER_REQUESTED, .scope = SCOPE_BRANCH,
    RETENTION(kept), .subject = "customer", .see = CAN_SEE_VISITS, .create = CAN_EDIT_VISITS, .edit = CAN_WAIVE_FEES, .append_only = true, .history = true, .check = check_hook, .created = created_hook, .title = title_hook, .prefix = "JM", .indexes = indexes);

/* worker_fee.c — see worker_fee.h. */
#include "finance/worker_fee.h"
#include "base/words.h"
#include "finance/made.h"

static const struct choice states[] = {
    { WORKER_FEE_ASKED, "asked", N_("Asked of her"), "warn" }, { WORKER_FEE_RECEIVED, "received", N_("Received"), "ok" }, { WORKER_FEE_GIVEN_BACK, "given_back", N_("Given back"), "mute", .final = true },
    { WORKER_FEE_DROPPED, "dropped", N_("Dropped"), "mute", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(worker_fee, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(worker_fee, contract, .label = N_("Contract"), .to = &contract_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(worker_fee, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(worker_fee, amount, .label = N_("Amount"), .required = true, .min = 1, .max = 10000000, .list = true, .sort = true, .set_by = SET_ON_CREATE, .help = N_("At most the part of her first month's wage that the company's setting allows")),
    FIELD(worker_fee, first_month, .label = N_("Wage of the first month"), .set_by = ENGINE_ONLY), FIELD(worker_fee, most, .label = N_("At most"), .set_by = ENGINE_ONLY),
    FIELD(worker_fee, owed_back, .label = N_("Goes back to her"), .list = true, .filter = true, .set_by = STEPS_ONLY), FIELD(worker_fee, back_why, .label = N_("Why it goes back"), .max = 200, .set_by = STEPS_ONLY),
    FIELD(worker_fee, payment, .label = N_("Payment"), .to = &payment_type, .set_by = STEPS_ONLY), FIELD(worker_fee, back_payment, .label = N_("Payment back"), .to = &payment_type, .set_by = STEPS_ONLY),
};

money worker_fee_most(enum contract_mode mode, bool signed_and_begun, money first_month, int64_t percent)
{
    bool introduced = mode == CONTRACT_AGENCY || mode == CONTRACT_PAYING_AGENT;
    return introduced && signed_and_begun ? money_times(first_month, percent, 100) : (money){ 0 };
}

/* Each No with the law behind it, and what would make it lawful. */
static bool lawful(struct work *w, const struct worker_fee *f, const struct contract *c)
{
    int64_t percent = setting_number(w, SETTING_WORKER_FEE, c->record.branch.id, day_of(w->now));
    if (contract_is_ours(c)) return wrong(w, "contract", N_("She works for us there: an employer takes no fee, deposit or paper from who works for it (Labour Contract Law, art. 9)"));
    if (c->state != CONTRACT_IN_FORCE || c->first.number > day_of(w->now).number) return wrong(w, "contract", N_("A fee is earned when the contract is signed and she has begun, not before (Civil Code, art. 963)"));
    if (!percent) return wrong(w, "amount", N_("This company takes nothing from workers; where the law of the place allows it, set the part of the first month's wage in the settings"));
    return f->amount.fen <= f->most.fen || wrong(w, "amount", N_("At most {1} may be asked of her: {2} % of the first month's wage of {3}"), money_shown(w->arena, f->most), print(w, "%lld", (long long)percent), money_shown(w->arena, f->first_month));
}

static bool check(struct work *w, struct worker_fee *f, const struct worker_fee *before)
{
    const struct contract *c = before ? NULL : record_peek(w, &contract_type, f->contract.id);
    if (!c) return !failed(w);
    f->record.branch = c->record.branch;
    f->worker = c->worker;
    f->first_month = c->wage;
    f->most = worker_fee_most(c->mode, c->state == CONTRACT_IN_FORCE, c->wage, setting_number(w, SETTING_WORKER_FEE, c->record.branch.id, day_of(w->now)));
    f->back_why = "";
    if (!lawful(w, f, c)) return false;
    db_lock(w, "contract", &f->contract.id, 1);
    if (!db_one(w, SQL("select 1 from worker_fee where contract = $1 and worker = $2 and state <> 4 limit 1"), BIND(num(f->contract.id), num(f->worker.id)), 0)) return !failed(w);
    return refuse_as(w, CONFLICT, "contract", N_("She was asked for a fee of this contract already"));
}
CHECKER(worker_fee, check)

struct fee_receipt { enum payment_channel channel; text number; };
static const struct field receipt_fields[] = { FIELD(fee_receipt, channel, .label = N_("Paid by"), .choices = payment_channels, .required = true), FIELD(fee_receipt, number, .label = N_("Number of the transaction"), .max = 64) };

static bool move(struct work *w, const struct worker_fee *f, enum payment_kind kind, const struct fee_receipt *in, ref *ret)
{
    struct payment p = { .record.branch = f->record.branch, .kind = kind, .worker = f->worker, .worker_fee = { f->record.id }, .amount = f->amount, .channel = in->channel, .channel_number = in->number ? in->number : "", .remark = "" };
    if (!ADD(w, payment, &p)) return false;
    ret->id = p.record.id;
    return true;
}

static bool receive(struct work *w, struct worker_fee *f, const struct fee_receipt *in) { return move(w, f, PAYMENT_FROM_WORKER, in, &f->payment); }
RULE(worker_fee, fee_receipt, receive)
static bool give_back(struct work *w, struct worker_fee *f, const struct fee_receipt *in) { return move(w, f, PAYMENT_TO_WORKER, in, &f->back_payment); }
RULE(worker_fee, fee_receipt, give_back)

struct fell_through { text why; };
static const struct field fell_fields[] = { FIELD(fell_through, why, .label = N_("Why it goes back"), .max = 200) };
static bool owe_back(struct work *w, struct worker_fee *f, const struct fell_through *in)
{
    (void)w;
    if (f->state == WORKER_FEE_ASKED) f->state = WORKER_FEE_DROPPED;
    f->owed_back = f->state == WORKER_FEE_RECEIVED;
    f->back_why = in->why;
    return true;
}
RULE(worker_fee, fell_through, owe_back)

static instant back_due(struct work *w, const struct worker_fee *f) { (void)w; return f->owed_back ? f->record.changed_at : (instant){ 0 }; }
DUE(worker_fee, back_due)
static const struct deadline deadlines[] = {
    { .name = "back", .label = N_("The place fell through: give the worker her fee back"), .states = FROM(WORKER_FEE_RECEIVED), .due = back_due_hook, .who = CAN_PAY_SETTLEMENTS, .escalate_after = DAYS(3), .then = CAN_LOCK_BILLS, .step = "give_back" },
};
static const struct step steps[] = {
    STEP(receive, .label = N_("Fee received"), .tone = "primary", .from = FROM(WORKER_FEE_ASKED), .to = WORKER_FEE_RECEIVED, .by = CAN_PAY_SETTLEMENTS, INPUTS(fee_receipt, receipt_fields), .run = receive_rule),
    STEP(give_back, .label = N_("Give the fee back"), .from = FROM(WORKER_FEE_RECEIVED), .to = WORKER_FEE_GIVEN_BACK, .by = CAN_PAY_SETTLEMENTS, INPUTS(fee_receipt, receipt_fields), .run = give_back_rule, .reason = true),
    STEP(owe_back, .label = N_("The place fell through"), .from = FROM(WORKER_FEE_ASKED) | FROM(WORKER_FEE_RECEIVED), .hidden = true, INPUTS(fell_through, fell_fields), .run = owe_back_rule),
    STEP(drop, .label = N_("Fee not asked for"), .tone = "danger", .from = FROM(WORKER_FEE_ASKED), .to = WORKER_FEE_DROPPED, .by = CAN_EDIT_BILLS, .reason = true),
};
static text title(struct work *w, const struct worker_fee *f) { return print(w, "%s %s", record_title(w, &worker_type, f->worker.id), money_shown(w->arena, f->amount)); }
TITLE(worker_fee, title)
static const text indexes[] = { "contract", "worker", NULL };
static const struct retention kept[] = { { .name = "paper", .label = N_("Workers' fees: kept with the payments"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 } };
const struct record_type worker_fee_type = RECORD_TYPE(worker_fee, .label = N_("Worker's fee"), .plural = "Workers' fees", .module = "finance", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = WORKER_FEE_ASKED, .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept),
    .subject = "worker", .see = CAN_SEE_BILLS, .create = CAN_EDIT_BILLS, .edit = CAN_EDIT_BILLS, .append_only = true, .check = check_hook, .title = title_hook, .prefix = "WF", .order = "-created_at", .indexes = indexes);

bool worker_fee_after_end(struct work *w, const struct record_type *type, int64_t contract)
{
    const struct contract *c = record_peek(w, type, contract);
    bool in_trial = c && c->ended_on.given && c->ended_on.number < c->first.number + (c->trial_days > 0 ? c->trial_days : 1);
    struct found f = in_trial ? LOAD_WHERE(w, worker_fee, "contract = $1 and state in (1, 2)", BIND(num(contract))) : (struct found){ 0 };
    for (int i = 0; i < f.count; i++)
        if (!step_run(w, &worker_fee_type, f.at[i], "owe_back", &(struct fell_through){ translate(w->language, N_("The place fell through within the trial")) })) return false;
    return !failed(w);
}
_Static_assert(WORKER_FEE_RECEIVED == 2 && WORKER_FEE_DROPPED == 4, "the queries here say these by number");

/* contract_account.c — see contract_account.h: what it is, and a fee that is earned by days. */
#include "finance/contract_own.h"
#include "base/words.h"
#include "record/deadline.h"

static const struct choice states[] = {
    { CONTRACT_ACCOUNT_ASKED, "asked", N_("To be received"), "warn" }, { CONTRACT_ACCOUNT_RUNNING, "running", N_("Being earned"), "info" }, { CONTRACT_ACCOUNT_EARNED, "earned", N_("All of it is earned"), "ok" },
    { CONTRACT_ACCOUNT_ENDED, "ended", N_("Ended"), "mute", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(contract_account, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(contract_account, contract, .label = N_("Contract"), .to = &contract_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY), FIELD(contract_account, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(contract_account, ours, .label = N_("The worker is ours"), .filter = true, .set_by = ENGINE_ONLY, .help = N_("Then our fee is revenue gross; else we are an agent and earn it over the guarantee")),
    FIELD(contract_account, brought, .label = N_("Brought along"), .filter = true, .set_by = ENGINE_ONLY),
    FIELD(contract_account, fee, .label = N_("Fee"), .list = true, .sort = true, .set_by = ENGINE_ONLY), FIELD(contract_account, earned, .label = N_("Earned of it"), .list = true, .set_by = STEPS_ONLY), FIELD(contract_account, fee_back, .label = N_("Of it back to the customer"), .set_by = STEPS_ONLY),
    FIELD(contract_account, deposit_kind, .label = N_("Kind of deposit"), .choices = contract_deposits, .set_by = ENGINE_ONLY), FIELD(contract_account, deposit, .label = N_("Customer's deposit"), .set_by = ENGINE_ONLY),
    FIELD(contract_account, prepaid, .label = N_("Prepayment"), .set_by = STEPS_ONLY), FIELD(contract_account, used, .label = N_("Taken off bills"), .set_by = STEPS_ONLY),
    FIELD(contract_account, since, .label = N_("Earned from"), .list = true, .set_by = STEPS_ONLY), FIELD(contract_account, until, .label = N_("Earned until"), .list = true, .set_by = STEPS_ONLY), FIELD(contract_account, booked, .label = N_("Booked until"), .set_by = STEPS_ONLY),
    FIELD(contract_account, bill, .label = N_("Bill"), .to = &bill_type, .set_by = STEPS_ONLY), FIELD(contract_account, back, .label = N_("Credit note"), .to = &bill_type, .set_by = STEPS_ONLY), FIELD(contract_account, refund, .label = N_("Refund"), .to = &refund_type, .set_by = STEPS_ONLY),
};

money fee_earned_until(money fee, day since, day until, day on)
{
    int64_t whole = until.number - since.number + 1, had = on.number - since.number + 1;
    if (whole <= 0 || had >= whole) return fee;
    return had <= 0 ? (money){ 0 } : money_times(fee, had, whole);
}

text deposit_account(enum contract_deposit kind) { return kind == CONTRACT_EARNEST ? LEDGER_EARNEST : LEDGER_DEPOSITS; }

bool contract_post(struct work *w, const struct contract_account *a, text memo, const struct posting_line *lines, int count)
{
    return ledger_post(w, &(struct posting){ .kind = ENTRY_FEE, .branch = a->record.branch.id, .memo = ledger_memo(w, memo, record_title(w, &contract_type, a->contract.id)), .lines = lines, .count = count,
        .customer = a->customer.id, .source = "contract_account", .source_id = a->record.id }) != 0;
}

bool fee_earn(struct work *w, struct contract_account *a, day on)
{
    money now = a->ours || !a->since.given ? (money){ 0 } : money_sub(fee_earned_until(a->fee, (day){ a->since.number }, (day){ a->until.number }, on), a->earned);
    if (now.fen <= 0) return true;
    a->earned = money_add(a->earned, now);
    a->booked = (maybe_day){ on.number, true };
    return contract_post(w, a, N_("Fee earned"), (const struct posting_line[]){ { LEDGER_FEE_DEFERRED, now }, { LEDGER_AGENCY, money_negate(now) } }, 2);
}

/* ---- service begins ---- */

struct beginning { day since; int64_t months; };
static const struct field beginning_fields[] = { FIELD(beginning, since, .label = N_("Since")), FIELD(beginning, months, .label = N_("Guarantee")) };

/* The deposit counts towards the price: towards the fee as an agent, else towards the months to come. */
static bool deposit_counts(struct work *w, struct contract_account *a)
{
    text from = deposit_account(a->deposit_kind), to = a->ours ? LEDGER_DEPOSITS : LEDGER_FEE_DEFERRED;
    if (a->ours) a->prepaid = money_add(a->prepaid, a->deposit);
    if (!a->deposit.fen || (a->ours && a->deposit_kind != CONTRACT_EARNEST)) return true;
    return contract_post(w, a, N_("Deposit counts towards the price"), (const struct posting_line[]){ { from, a->deposit }, { to, money_negate(a->deposit) } }, 2);
}

static bool begin(struct work *w, struct contract_account *a, const struct beginning *in)
{
    a->since = (maybe_day){ in->since.number, true };
    a->until = (maybe_day){ in->months > 0 ? day_plus_months(in->since, (int)in->months).number - 1 : in->since.number, true };
    if (!deposit_counts(w, a)) return false;
    bool at_once = a->ours || in->months <= 0 || !a->fee.fen;
    a->state = at_once ? CONTRACT_ACCOUNT_EARNED : CONTRACT_ACCOUNT_RUNNING;
    return !at_once || fee_earn(w, a, (day){ a->until.number });
}
RULE(contract_account, beginning, begin)

struct earning { day on; };
static const struct field earning_fields[] = { FIELD(earning, on, .label = N_("Until")) };
static bool earn(struct work *w, struct contract_account *a, const struct earning *in)
{
    if (in->on.number >= a->until.number) a->state = CONTRACT_ACCOUNT_EARNED;
    return fee_earn(w, a, in->on);
}
RULE(contract_account, earning, earn)

struct using_it { money amount; };
static const struct field using_fields[] = { FIELD(using_it, amount, .label = N_("Amount")) };
static bool use(struct work *w, struct contract_account *a, const struct using_it *in)
{
    a->used = money_add(a->used, in->amount);
    if (a->used.fen >= a->prepaid.fen) remind_no_more(w, &contract_account_type, a->record.id, PREPAID_LEFT);
    return !failed(w);
}
RULE(contract_account, using_it, use)

struct handing_on { ref contract; };
static const struct field handing_fields[] = { FIELD(handing_on, contract, .label = N_("Contract"), .to = &contract_type) };
static bool hand_on(struct work *w, struct contract_account *a, const struct handing_on *in) { (void)w; a->contract = in->contract; return true; }
RULE(contract_account, handing_on, hand_on)

struct ending { ref back, refund; money fee_back, earned, unused_back; };
static const struct field ending_fields[] = { FIELD(ending, back, .label = N_("Credit note"), .to = &bill_type), FIELD(ending, refund, .label = N_("Refund"), .to = &refund_type), FIELD(ending, fee_back, .label = N_("Of it back to the customer")), FIELD(ending, earned, .label = N_("Earned of it")), FIELD(ending, unused_back, .label = N_("Prepayment not used")) };
static bool end(struct work *w, struct contract_account *a, const struct ending *in)
{
    (void)w;
    a->back = in->back;
    a->refund = in->refund;
    a->fee_back = in->fee_back;
    a->earned = in->earned;
    a->prepaid = money_sub(a->prepaid, in->unused_back);
    return true;
}
RULE(contract_account, ending, end)

#define OPEN (FROM(CONTRACT_ACCOUNT_ASKED) | FROM(CONTRACT_ACCOUNT_RUNNING) | FROM(CONTRACT_ACCOUNT_EARNED))
static const struct step steps[] = {
    STEP(begin, .label = N_("Service begins"), .from = FROM(CONTRACT_ACCOUNT_ASKED), .hidden = true, INPUTS(beginning, beginning_fields), .run = begin_rule),
    STEP(earn, .label = N_("Fee earned"), .from = FROM(CONTRACT_ACCOUNT_RUNNING), .hidden = true, INPUTS(earning, earning_fields), .run = earn_rule),
    STEP(use, .label = N_("Taken off a bill"), .from = OPEN | FROM(CONTRACT_ACCOUNT_ENDED), .hidden = true, INPUTS(using_it, using_fields), .run = use_rule),
    STEP(hand_on, .label = N_("Goes on with the amendment"), .from = OPEN, .hidden = true, INPUTS(handing_on, handing_fields), .run = hand_on_rule),
    STEP(end, .label = N_("Ended"), .from = OPEN, .to = CONTRACT_ACCOUNT_ENDED, .hidden = true, INPUTS(ending, ending_fields), .run = end_rule),
};
static text title(struct work *w, const struct contract_account *a) { return print(w, "%s %s", record_title(w, &contract_type, a->contract.id), money_shown(w->arena, money_add(a->fee, a->prepaid))); }
TITLE(contract_account, title)
static const text indexes[] = { "state, booked", NULL };
static const text uniques[] = { "contract", NULL };
static const struct retention kept[] = { { .name = "paper", .label = N_("Contracts' money: kept with the payments"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 } };
const struct record_type contract_account_type = RECORD_TYPE(contract_account, .label = N_("Contract's money"), .plural = "Contracts' money", .module = "finance", FIELDS(fields), STEPS(steps), .first_state = CONTRACT_ACCOUNT_ASKED, .scope = SCOPE_BRANCH, RETENTION(kept),
    .subject = "customer", .see = CAN_SEE_BILLS, .edit = CAN_LOCK_BILLS, .append_only = true, .title = title_hook, .order = "-created_at", .indexes = indexes, .uniques = uniques);

struct contract_account *contract_account_of(struct work *w, int64_t contract)
{
    struct found f = LOAD_WHERE(w, contract_account, "contract = $1", BIND(num(contract)));
    return f.count ? f.at[0] : NULL;
}

money contract_prepaid_use(struct work *w, int64_t contract, money of)
{
    struct contract_account *a = contract_account_of(w, contract);
    money left = a ? money_sub(a->prepaid, a->used) : (money){ 0 }, now = money_most(money_least(left, of), (money){ 0 });
    if (!a || !now.fen || !step_run(w, &contract_account_type, a, "use", &(struct using_it){ now })) return (money){ 0 };
    return now;
}

bool contract_prepaid_back(struct work *w, int64_t contract, money amount)
{
    struct contract_account *a = contract_account_of(w, contract);
    if (!a) return !failed(w);
    return step_run(w, &contract_account_type, a, "use", &(struct using_it){ money_negate(amount) }) && (a->state != CONTRACT_ACCOUNT_ENDED || contract_ask_for_last_bill(w, a));
}

/* ---- reactions ---- */

bool contract_account_begins(struct work *w, const struct record_type *type, int64_t contract)
{
    const struct contract *c = record_peek(w, type, contract);
    bool amends = c && c->link == CONTRACT_AMENDS;
    struct contract_account *a = c ? contract_account_of(w, amends ? c->previous.id : contract) : NULL;
    const struct contract *before = amends && !a ? record_peek(w, type, c->previous.id) : NULL;
    if (before && contract_brought_along(before)) a = contract_account_brought(w, before);
    if (!a) return !failed(w);
    if (amends) return a->state == CONTRACT_ACCOUNT_ENDED || step_run(w, &contract_account_type, a, "hand_on", &(struct handing_on){ { contract } });
    return a->state != CONTRACT_ACCOUNT_ASKED || step_run(w, &contract_account_type, a, "begin", &(struct beginning){ c->first, c->guarantee_months });
}

/* Month by month: what was earned until the last day of the month before, and what runs out. */
bool contract_accounts_tick(struct work *w)
{
    struct date d = date_of(day_of(w->now));
    day last = { day_from_date((struct date){ d.year, d.month, 1 }).number - 1 };
    struct found f = LOAD_WHERE(w, contract_account, "state = 2 and since <= $1 and (booked is null or booked < $1) order by id limit 100", BIND(num(last.number)));
    for (int i = 0; i < f.count; i++) {
        const struct contract_account *a = f.at[i];
        if (!step_run(w, &contract_account_type, f.at[i], "earn", &(struct earning){ { last.number < a->until.number ? last.number : a->until.number } })) return false;
    }
    return !failed(w);
}
_Static_assert(CONTRACT_ACCOUNT_RUNNING == 2, "the query above says it by number");

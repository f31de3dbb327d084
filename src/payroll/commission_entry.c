/* commission_entry.c — see commission_entry.h. */
#include "base/words.h"
#include "ledger/ledger.h"
#include "payroll/payroll.h"

static const struct choice states[] = {
    { COMMISSION_EARNED, "earned", N_("Commission open"), "info" }, { COMMISSION_TAKEN, "taken", N_("In a payroll"), "warn" }, { COMMISSION_PAID, "paid", N_("Commission paid out"), "ok", .final = true }, { COMMISSION_STORE, "store", N_("Of the store"), "mute", .final = true }, { 0 },
};
static const struct choice parts[] = { { COMMISSION_OF_LEAD, "lead", N_("Brought the customer") }, { COMMISSION_OF_WORKER, "worker", N_("Brought the worker") }, { COMMISSION_OF_SIGNING, "sign", N_("Signed the contract") }, { COMMISSION_OF_CARE, "care", N_("After-care") }, { 0 } };
static const struct field fields[] = {
    FIELD(commission_entry, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(commission_entry, account, .label = N_("Colleague"), .to = &account_type, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(commission_entry, contract, .label = N_("Contract"), .to = &contract_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY), FIELD(commission_entry, customer, .label = N_("Customer"), .to = &customer_type, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(commission_entry, part, .label = N_("For which part of the work"), .choices = parts, .list = true, .filter = true, .set_by = ENGINE_ONLY), FIELD(commission_entry, performance, .label = N_("Performance"), .list = true, .set_by = ENGINE_ONLY),
    FIELD(commission_entry, percent, .label = N_("Of it hers"), .unit = N_("%"), .set_by = ENGINE_ONLY), FIELD(commission_entry, amount, .label = N_("Commission"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
    FIELD(commission_entry, earned_on, .label = N_("Earned on"), .list = true, .sort = true, .filter = true, .set_by = ENGINE_ONLY), FIELD(commission_entry, why, .label = N_("How it came about"), .max = 200, .set_by = ENGINE_ONLY),
    FIELD(commission_entry, of, .label = N_("Takes back from"), .to = &commission_entry_type, .set_by = ENGINE_ONLY), FIELD(commission_entry, run, .label = N_("Payroll"), .to = &payroll_run_type, .filter = true, .set_by = STEPS_ONLY),
};

/* A cost when it is earned, and less of one when it is taken back. */
static bool created(struct work *w, struct commission_entry *e)
{
    const struct posting_line lines[] = { { LEDGER_COMMISSION_COST, e->amount }, { LEDGER_COMMISSIONS, money_negate(e->amount) } };
    return ledger_post(w, &(struct posting){ .kind = ENTRY_COMMISSION, .branch = e->record.branch.id, .memo = ledger_memo(w, e->amount.fen < 0 ? N_("Commission taken back") : N_("Commission"), record_title(w, &contract_type, e->contract.id)),
        .lines = lines, .count = 2, .customer = e->customer.id, .source = "commission_entry", .source_id = e->record.id }) != 0;
}
AFTER_CREATE(commission_entry, created)

struct taking { ref run; };
static const struct field taking_fields[] = { FIELD(taking, run, .label = N_("Payroll"), .to = &payroll_run_type) };
static bool take_it(struct work *w, struct commission_entry *e, const struct taking *in) { (void)w; e->run = in->run; return true; }
RULE(commission_entry, taking, take_it)
static const struct step steps[] = {
    STEP(take, .label = N_("In a payroll"), .from = FROM(COMMISSION_EARNED), .to = COMMISSION_TAKEN, .hidden = true, INPUTS(taking, taking_fields), .run = take_it_rule),
    STEP(pay, .label = N_("Commission paid out"), .from = FROM(COMMISSION_TAKEN), .to = COMMISSION_PAID, .hidden = true),
};
static text title(struct work *w, const struct commission_entry *e) { return print(w, "%s %s", translate(w->language, choice_label(parts, e->part)), money_shown(w->arena, e->amount)); }
TITLE(commission_entry, title)
static const text indexes[] = { "contract", "account, earned_on", "branch, state", "run", NULL };
static const struct retention kept[] = { { .name = "paper", .label = N_("Commissions: kept with the wages"), .law = N_("Wage records are kept 2 years at least; accounting papers 30 years"), .days = 10950 } };
const struct record_type commission_entry_type = RECORD_TYPE(commission_entry, .label = N_("Commission"), .module = "payroll", FIELDS(fields), STEPS(steps), .first_state = COMMISSION_EARNED, .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "customer",
    .see = CAN_SEE_PAYROLL, .edit = CAN_PREPARE_PAYROLL, .append_only = true, .created = created_hook, .title = title_hook, .prefix = "TC", .order = "-earned_on", .indexes = indexes);

/* ---- earned ---- */

struct deal_people { int64_t lead, worker, sign, care; };
static struct deal_people people_of(struct work *w, const struct contract *c)
{
    const struct demand *d = c->demand.id ? record_peek(w, &demand_type, c->demand.id) : NULL;
    const struct lead *l = d && d->lead.id ? record_peek(w, &lead_type, d->lead.id) : NULL;
    return (struct deal_people){ .lead = l && l->owner.id ? l->owner.id : d && d->owner.id ? d->owner.id : c->owner.id, .sign = c->owner.id, .care = c->owner.id };
}

static bool put(struct work *w, const struct contract *c, int64_t branch, unsigned part, int64_t account, money performance)
{
    int64_t percent = account ? setting_number(w, SETTING_COMMISSION, branch, day_of(w->now)) : 0;
    if (!performance.fen) return true;
    struct commission_entry e = { .record.branch = { branch }, .state = account ? COMMISSION_EARNED : COMMISSION_STORE, .account = { account }, .contract = { c->record.id }, .customer = c->customer, .part = part, .performance = performance, .percent = percent,
        .amount = money_times(performance, percent, 100), .earned_on = day_of(w->now), .why = print(w, "%s × %lld%%", money_shown(w->arena, performance), (long long)percent) };
    return ADD(w, commission_entry, &e);
}

/* Of one store both halves of a part are one entry. */
static bool split(struct work *w, const struct contract *c)
{
    const struct worker *n = record_peek(w, &worker_type, c->worker.id);
    struct commission_split s = commission_of(c->fee, &commission_first);
    struct deal_people p = people_of(w, c);
    const int64_t who[COMMISSION_PARTS] = { p.lead, p.worker, p.sign, p.care };
    int64_t hers = n ? n->record.branch.id : c->record.branch.id;
    for (unsigned i = 0; i < COMMISSION_PARTS; i++) {
        bool same = hers == c->record.branch.id;
        if (!put(w, c, c->record.branch.id, i + 1, who[i], same ? money_add(s.customer_store[i], s.worker_store[i]) : s.customer_store[i])) return false;
        if (!same && !put(w, c, hers, i + 1, who[i], s.worker_store[i])) return false;
    }
    return !failed(w);
}

bool commission_of_contract(struct work *w, const struct record_type *type, int64_t contract)
{
    const struct contract *c = record_peek(w, type, contract);
    if (!c || c->fee.fen <= 0 || money_add(c->first_paid, c->deposit_paid).fen < c->fee.fen) return !failed(w);
    if (db_one(w, SQL("select 1 from commission_entry where contract = $1 limit 1"), BIND(num(contract)), 0)) return !failed(w);
    return split(w, c);
}

/* ---- taken back ---- */

/* Entries stand under the contract whose fee was paid; an amendment goes on with it. */
static int64_t contract_of_fee(struct work *w, const struct contract *c)
{
    for (int i = 0; i < 100 && c->link == CONTRACT_AMENDS && c->previous.id; i++) {
        const struct contract *before = record_peek(w, &contract_type, c->previous.id);
        if (!before) break;
        c = before;
    }
    return c->record.id;
}

static money went_back(const struct contract *c) { return commission_refunded(c->fee_back, c->deposit_back, c->deposit); }

static bool take_back(struct work *w, const struct contract *c, const struct commission_entry *from)
{
    struct commission_entry e = *from;
    e.record = (struct record){ .branch = from->record.branch, .number = "" };
    e.state = from->account.id ? COMMISSION_EARNED : COMMISSION_STORE;
    e.performance = money_negate(commission_back(from->performance, c->fee, went_back(c)));
    e.amount = money_negate(commission_back(from->amount, c->fee, went_back(c)));
    e.earned_on = day_of(w->now);
    e.run.id = 0;
    e.of.id = from->record.id;
    e.why = print(w, "%s × %s ÷ %s", money_shown(w->arena, from->amount), money_shown(w->arena, went_back(c)), money_shown(w->arena, c->fee));
    return !e.performance.fen || ADD(w, commission_entry, &e);
}

bool commission_clawed_back(struct work *w, const struct record_type *type, int64_t contract)
{
    const struct contract *c = record_peek(w, type, contract);
    if (!c || went_back(c).fen <= 0) return !failed(w);
    struct found f = LOAD_WHERE(w, commission_entry, "contract = $1 and of is null order by id", BIND(num(contract_of_fee(w, c))));
    for (int i = 0; i < f.count; i++)
        if (!take_back(w, c, f.at[i])) return false;
    return !failed(w);
}

/* ---- in a payroll ---- */

#define OPEN_OF_RUN "branch = $1 and state = 1 and earned_on <= $2 and account in (select e.account from commission_entry e where e.branch = $1 and e.state = 1 and e.earned_on <= $2 group by e.account having sum(e.amount) > 0) and account in (select p.account from office_pay p where p.since <= $2)"

money commissions_open(struct work *w, const struct payroll_run *run, bool take)
{
    if (run->kind == PAYROLL_PART_TIME) return (money){ 0 };            /* they come with the month */
    money sum = { db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from commission_entry where " OPEN_OF_RUN), BIND(num(run->record.branch.id), num(run->last.number)), 0) };
    if (!take || failed(w)) return sum;
    struct found f = LOAD_WHERE(w, commission_entry, OPEN_OF_RUN " order by id", BIND(num(run->record.branch.id), num(run->last.number)));
    for (int i = 0; i < f.count; i++)
        if (!step_run(w, &commission_entry_type, f.at[i], "take", &(struct taking){ { run->record.id } })) break;
    return sum;
}

const struct sentence *commissions_own(struct work *w, const struct payroll_run *run)
{
    if (w->actor->system || run->kind == PAYROLL_PART_TIME || owner_mode(w, run->record.branch.id)) return NULL;
    struct found f = LOOK_WHERE(w, commission_entry, OPEN_OF_RUN " order by account, id", BIND(num(run->record.branch.id), num(run->last.number)));
    for (int i = 0; i < f.count; i++) {
        int64_t whose = FOUND(struct commission_entry, f, i)->account.id;
        if (i && whose == FOUND(struct commission_entry, f, i - 1)->account.id) continue;
        if (whose == w->actor->user) return because(w, N_("Commissions of your own are in it: somebody else approves it"));
        const struct account *a = record_peek(w, &account_type, whose);
        const struct sentence *kin = a ? own_affair(w, a->person.id) : NULL;
        if (kin) return kin;
    }
    return NULL;
}

bool commissions_paid(struct work *w, const struct payroll_run *run)
{
    struct found f = LOAD_WHERE(w, commission_entry, "run = $1 and state = 2 order by id", BIND(num(run->record.id)));
    for (int i = 0; i < f.count; i++)
        if (!step_run(w, &commission_entry_type, f.at[i], "pay", NULL)) return false;
    return !failed(w);
}
_Static_assert(COMMISSION_EARNED == 1 && COMMISSION_TAKEN == 2, "the queries above say these by number");

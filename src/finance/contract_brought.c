/* contract_brought.c — see contract_account.h: the money of contracts that were in force at go-live. */
#include "base/words.h"
#include "finance/contract_own.h"

enum { UNDONE_WITHIN = 24 };        /* hours in which an import may be taken back */

static bool opening_entry(struct work *w, const struct contract_account *a, money deferred)
{
    money both = money_add(deferred, a->deposit);
    const struct posting_line lines[] = { { LEDGER_OPENING, both }, { LEDGER_FEE_DEFERRED, money_negate(deferred) }, { deposit_account(a->deposit_kind), money_negate(a->deposit) } };
    if (!both.fen) return true;
    return ledger_post(w, &(struct posting){ .kind = ENTRY_OPENING, .branch = a->record.branch.id, .memo = ledger_memo(w, N_("Contract brought along"), record_title(w, &contract_type, a->contract.id)), .lines = lines,
        .count = COUNT_OF(lines), .customer = a->customer.id, .source = "contract_account", .source_id = a->record.id }) != 0;
}

/* The other way round: the contract came after the deposit had been brought along by itself. From now on it lies with the contract. */
static bool deposit_once(struct work *w, const struct contract *c, money deposit)
{
    struct found f = LOAD_WHERE(w, opening_balance, "customer = $1 and kind = 6 and state in (1, 2) and amount = $2 order by id limit 1", BIND(num(c->customer.id), num(deposit.fen)));
    if (!deposit.fen || !f.count) return !failed(w);
    struct opening_balance *o = f.at[0];
    text before = w->reason;
    w->reason = translate_with(w->arena, w->language, N_("It is the deposit of contract {1}, which was brought along too: it counts there"), (const text[]){ c->paper_number, NULL });
    bool well = step_run(w, &opening_balance_type, o, o->state == OPENING_ENTERED ? "reject" : "take_up", NULL);
    w->reason = before;
    return well;
}
_Static_assert(OPENING_DEPOSIT == 6 && OPENING_ENTERED == 1 && OPENING_ACCEPTED == 2, "the query above says these by number");

/* Of an agent's fee what its days have not earned yet is owed as service; a principal's was revenue when it was billed. */
struct contract_account *contract_account_brought(struct work *w, const struct contract *c)
{
    money fee = contract_fee_paid(c), deposit = contract_deposit_paid(c);
    bool ours = contract_is_ours(c);
    day until = { c->guarantee_months > 0 ? day_plus_months(c->first, (int)c->guarantee_months).number - 1 : c->first.number }, today = day_of(w->now);
    if ((!fee.fen && !deposit.fen) || !deposit_once(w, c, deposit)) return NULL;
    struct contract_account a = { .record.branch = c->record.branch, .state = ours || until.number <= today.number ? CONTRACT_ACCOUNT_EARNED : CONTRACT_ACCOUNT_RUNNING, .contract = { c->record.id }, .customer = c->customer, .ours = ours, .brought = true,
        .fee = fee, .deposit = deposit, .deposit_kind = c->deposit_kind ? c->deposit_kind : CONTRACT_RESERVATION, .since = { c->first.number, true }, .until = { until.number, true }, .booked = { today.number, true } };
    a.earned = ours ? (money){ 0 } : fee_earned_until(fee, c->first, until, today);
    if (!ADD(w, contract_account, &a) || !opening_entry(w, &a, ours ? (money){ 0 } : money_sub(fee, a.earned))) return NULL;
    return record_peek(w, &contract_account_type, a.record.id);
}

bool contract_accounts_bring(struct work *w)
{
    struct found f = LOAD_WHERE(w, contract, "paper_number <> '' and state in (1, 8) and created_at < $1 and (fee > 0 or deposit > 0 or deposit_paid > 0) and not exists (select 1 from contract_account a where a.contract = contract.id) order by id limit 500",
                                BIND(num(w->now.ms - HOURS(UNDONE_WITHIN))));
    for (int i = 0; i < f.count && !failed(w); i++) (void)contract_account_brought(w, f.at[i]);
    return !failed(w);
}
_Static_assert(CONTRACT_IN_FORCE == 1 && CONTRACT_SUSPENDED == 8, "the query above says these by number");

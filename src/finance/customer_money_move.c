/* customer_money_move.c — money held for a customer goes with her to another branch (customers/customer_move.h): deposits, earnest money, fees within their
 * guarantee and what was paid ahead leave the books of the one and enter those of the other, against 1226. Bills stay where they were made: they are
 * paid there, and what is owed on them is that branch's. A deposit still to be paid is asked for by the new branch; one that came stays with who took it,
 * until it goes back from there or a bill of the new branch counts it (books.h payment_books_between). What lies on 1226 then is settled with the
 * month between the two branches (loan_settlement.h). */
#include "base/words.h"
#include "finance/contract_account.h"
#include "finance/finance.h"
#include "finance/job_deposit.h"
#include "record/said.h"

static const text held[] = { LEDGER_DEPOSITS, LEDGER_EARNEST, LEDGER_FEE_DEFERRED };
enum { HELD = 3 };

static money balance(struct work *w, const struct customer_move *m, text account)
{
    return (money){ db_one(w, SQL("select cast(coalesce(sum(l.amount), 0) as bigint) from ledger_entry_lines l join ledger_entry e on e.id = l.parent join ledger_account a on a.id = l.account where e.customer = $1 and e.branch = $2 and a.code = $3"),
                           BIND(num(m->customer), num(m->from), txt(account)), 0) };
}

static bool post_side(struct work *w, const struct customer_move *m, const money *sums, bool arrives)
{
    struct posting_line lines[HELD + 1];
    money all = { 0 };
    for (int i = 0; i < HELD; i++) {
        lines[i] = (struct posting_line){ held[i], arrives ? sums[i] : money_negate(sums[i]) };
        all = money_add(all, lines[i].amount);
    }
    lines[HELD] = (struct posting_line){ LEDGER_BETWEEN, money_negate(all) };
    text memo = said_keep(w, N_("Money held for {1} moved: {2} → {3}"), (const text[]){ record_title(w, &customer_type, m->customer), record_title(w, &branch_type, m->from), record_title(w, &branch_type, m->to), NULL });
    return ledger_post(w, &(struct posting){ .kind = ENTRY_MOVED, .branch = arrives ? m->to : m->from, .memo = memo, .lines = lines, .count = HELD + 1, .customer = m->customer, .other = arrives ? m->from : m->to, .source = "customer", .source_id = m->customer }) != 0;
}

static bool tell_bills(struct work *w, const struct customer_move *m)
{
    int64_t n = db_one(w, SQL("select count(*) from bill where customer = $1 and branch = $2 and state between 1 and 8 and (state < 4 or total <> paid)"), BIND(num(m->customer), num(m->from)), 0);
    if (n) mention(w, "customer", m->customer, N_("{1} open bills stay with the old branch and are paid there"), print(w, "%lld", (long long)n));
    return !failed(w);
}

static bool deposits_go(struct work *w, const struct customer_move *m)
{
    int64_t n = db_one(w, SQL("select count(*) from job_deposit where customer = $1 and branch = $2 and state = 2"), BIND(num(m->customer), num(m->from)), 0);
    if (n) mention(w, "customer", m->customer, N_("{1} deposits that came stay with the old branch until a bill counts them or they go back"), print(w, "%lld", (long long)n));
    return rows_move_along(w, &job_deposit_type, "customer = $1 and branch = $2 and state = 1 and (demand is not null or exists (select 1 from visit v where v.id = job_deposit.visit and v.branch <> $2)) order by id", m);
}
_Static_assert(JOB_DEPOSIT_DUE == 1 && JOB_DEPOSIT_RECEIVED == 2, "the queries above say these by number");

static bool go(struct work *w, const struct customer_move *m)
{
    money sums[HELD];
    for (int i = 0; i < HELD; i++) sums[i] = balance(w, m, held[i]);
    return !failed(w) && post_side(w, m, sums, false) && post_side(w, m, sums, true) && rows_move_along(w, &contract_account_type, "customer = $1 and branch = $2 and state between 1 and 3 order by id", m) && deposits_go(w, m) && tell_bills(w, m);
}
const struct moves_along money_move = { go };

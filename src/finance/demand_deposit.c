/* demand_deposit.c — see job_deposit.h: the deposit that was agreed with a demand. */
#include "finance/contract_own.h"
#include "finance/job_deposit.h"
#include "finance/tell.h"

struct demand *deposit_demand(struct work *w, const struct job_deposit *d) { return d->demand.id ? record_peek(w, &demand_type, d->demand.id) : NULL; }

text demand_deposit_label(enum demand_deposit kind)
{
    return kind == DEMAND_DEPOSIT_EARNEST ? N_("Earnest money, counts towards the price when service begins") : N_("Reservation, counts towards the price");
}

static struct job_deposit *living(struct work *w, int64_t demand)
{
    struct found d = LOAD_WHERE(w, job_deposit, "demand = $1 and state in (1, 2) order by id limit 1", BIND(num(demand)));
    return d.count ? d.at[0] : NULL;
}
_Static_assert(JOB_DEPOSIT_DUE == 1 && JOB_DEPOSIT_RECEIVED == 2, "the query above says these by number");

/* One after another: what a bill took or what went back is not asked for again. */
static bool was_there(struct work *w, int64_t demand)
{
    return db_one(w, SQL("select 1 from job_deposit where demand = $1 and state in (3, 4) limit 1"), BIND(num(demand)), 0) == 1;
}
_Static_assert(JOB_DEPOSIT_NETTED == 3 && JOB_DEPOSIT_RETURNED == 4, "the query above says these by number");

static bool ended(const struct demand *d) { return d->state == DEMAND_CANCELLED || d->state == DEMAND_LOST || d->state == DEMAND_FULFILLED; }

/* Who owes money is a customer; that step asks for it. */
static bool becomes_customer(struct work *w, int64_t demand)
{
    struct demand *d = LOAD_LOCKED(w, demand, demand);
    return d && step_run(w, &demand_type, d, "know_customer", NULL);
}

/* The contract is what she signs: money that it says is not asked for would be kept by no rule of it. An amendment or a renewal repeats no deposit. */
static const struct contract *without_deposit(struct work *w, int64_t demand)
{
    struct found c = LOAD_WHERE(w, contract, "demand = $1 and state in (1, 3, 4, 5, 6, 7, 8) and not exists (select 1 from contract o where o.demand = $1 and o.deposit > 0 and o.state between 1 and 8) order by id limit 1", BIND(num(demand)));
    return c.count ? c.at[0] : NULL;
}
_Static_assert(CONTRACT_IN_FORCE == 1 && CONTRACT_DRAFT == 3 && CONTRACT_SUSPENDED == 8, "the query above says these by number");

#define NONE_IN_DRAFT N_("Contract {1} of this demand says that no deposit is taken: enter it in the draft first, then its first bill asks for it")
#define NONE_AGREED   N_("Contract {1} of this demand says that no deposit is taken: nothing is due but its bills; what she wants to pay ahead is a payment without a bill")
static text none_agreed(const struct contract *c) { return c->state == CONTRACT_DRAFT || c->state == CONTRACT_REVIEW ? NONE_IN_DRAFT : NONE_AGREED; }

const struct sentence *demand_deposit_unagreed(struct work *w, int64_t demand)
{
    const struct contract *c = demand ? without_deposit(w, demand) : NULL;
    return c ? because(w, none_agreed(c), c->record.number) : NULL;
}

bool demand_deposit_changed(struct work *w, const struct record_type *type, int64_t demand)
{
    const struct demand *d = record_peek(w, type, demand);
    const struct job_deposit *there = d ? living(w, demand) : NULL;
    bool more = d && !ended(d) && d->deposit_kind > DEMAND_DEPOSIT_NONE && d->deposit.fen > (there ? there->amount.fen : 0) && !was_there(w, demand);
    const struct contract *c = more ? without_deposit(w, demand) : NULL;
    return c ? refuse(w, "deposit", none_agreed(c), c->record.number) : demand_deposit_ask(w, type, demand);
}

bool demand_deposit_ask(struct work *w, const struct record_type *type, int64_t demand)
{
    const struct demand *d = record_peek(w, type, demand);
    if (!d || ended(d)) return !failed(w);
    money asked = d->deposit_kind > DEMAND_DEPOSIT_NONE ? d->deposit : (money){ 0 };
    if (!d->customer.id) return !asked.fen || becomes_customer(w, demand);
    struct job_deposit *there = living(w, demand);
    if (there && there->state == JOB_DEPOSIT_RECEIVED) return !failed(w);
    if (there && !asked.fen) return step_run(w, &job_deposit_type, there, "with_bill", NULL);
    if (there) return there->amount.fen == asked.fen || step_run(w, &job_deposit_type, there, "change", &(struct deposit_money){ asked });
    if (failed(w) || !asked.fen || was_there(w, demand)) return !failed(w);
    struct job_deposit new = { .record.branch = d->record.branch, .customer = d->customer, .demand = { demand }, .amount = asked };
    return ADD(w, job_deposit, &new);
}

bool demand_deposit_held(struct work *w, const struct job_deposit *d, money change)
{
    struct demand *of = d->demand.id ? LOAD_LOCKED(w, demand, d->demand.id) : NULL;
    return !of ? !failed(w) : step_run(w, &demand_type, of, "deposit_came", &(struct deposit_money){ change });
}

const struct sentence *demand_deposit_stays(struct work *w, const struct job_deposit *d)
{
    const struct demand *of = deposit_demand(w, d);
    if (!of) return NULL;
    if (!ended(of)) return because(w, N_("The demand {1} is still open: its first bill counts the deposit; cancel the demand, and its reason says what comes back"), of->record.number);
    return of->state == DEMAND_CANCELLED && !of->deposit_back.fen ? because(w, N_("Who gave it withdrew: earnest money stays (Civil Code, art. 587)")) : NULL;
}

bool demand_deposit_receipt(struct work *w, const struct record_type *type, int64_t deposit)
{
    const struct job_deposit *d = record_peek(w, type, deposit);
    struct payment *p = d && d->demand.id ? LOAD_LOCKED(w, payment, d->payment.id) : NULL;
    return !p ? !failed(w) : step_run(w, &payment_type, p, "issue_receipt", NULL);
}

static bool count_for(struct work *w, const struct job_deposit *d, int64_t bill)
{
    struct payment *p = LOAD_LOCKED(w, payment, d->payment.id);
    return p && step_run(w, &payment_type, p, "count", &(struct { ref bill; }){ { bill } });
}

bool demand_deposit_to_bill(struct work *w, int64_t demand, int64_t bill)
{
    struct job_deposit *d = demand ? living(w, demand) : NULL;
    if (!d) return !failed(w);
    return d->state == JOB_DEPOSIT_DUE ? step_run(w, &job_deposit_type, d, "with_bill", NULL) : count_for(w, d, bill);
}

/* ---- the demand ended without a contract ---- */

static int64_t bill_of_end(struct work *w, const struct job_deposit *d, enum bill_item item, text label, money amount)
{
    int64_t customer = d->customer.id;
    day now = day_of(w->now);
    struct bill_line *line = take(w, struct bill_line);
    *line = contract_line(w, item, label, amount, "民法典587");
    line->served = now;
    db_lock(w, "customer", &customer, 1);
    if (!customer_debt_brought_along(w, customer)) return 0;
    return bill_agreed(w, &(struct bill){ .record.branch = d->record.branch, .customer = d->customer, .first = now, .last = now, .due = { now.number, true }, .lines = { line, 1 }, .remark = d->record.number });
}

static bool kept(struct work *w, const struct job_deposit *d)
{
    int64_t bill = bill_of_end(w, d, BILL_CANCEL_FEE, N_("Earnest money: lost by who gave it and withdrew"), d->amount);
    return bill && count_for(w, d, bill);
}

bool demand_deposit_ends(struct work *w, const struct record_type *type, int64_t demand)
{
    const struct demand *of = record_peek(w, type, demand);
    struct job_deposit *d = of ? living(w, demand) : NULL;
    if (!d) return !failed(w);
    if (d->state == JOB_DEPOSIT_DUE) return step_run(w, &job_deposit_type, d, "with_bill", NULL);
    if (!of->quiet && !tell_of_deposit(w, d, of)) return false;
    if (of->deposit_fate == DEMAND_DEPOSIT_KEPT) return kept(w, d);
    if (of->deposit_fate == DEMAND_DEPOSIT_DOUBLE_BACK && !bill_of_end(w, d, BILL_COMPENSATION, N_("Earnest money doubled: the company's side withdrew"), money_negate(d->amount))) return false;
    return step_run(w, &job_deposit_type, d, "look_again", NULL);
}

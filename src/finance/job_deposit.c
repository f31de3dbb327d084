/* job_deposit.c — see job_deposit.h. */
#include "finance/job_deposit.h"
#include "contracts/contracts.h"
#include "finance/charge.h"
#include "finance/limit.h"
#include "finance/made.h"
#include "finance/refund.h"

static const struct choice states[] = {
    { JOB_DEPOSIT_DUE, "due", N_("To be received"), "warn" }, { JOB_DEPOSIT_RECEIVED, "received", N_("Received"), "info" }, { JOB_DEPOSIT_NETTED, "netted", N_("Counted for the bill"), "ok" },
    { JOB_DEPOSIT_RETURNED, "returned", N_("Deposit given back"), "mute" }, { JOB_DEPOSIT_DROPPED, "dropped", N_("Dropped"), "mute", .final = true }, { 0 },
};
#define COURSE N_("Course")
static const struct field fields[] = {
    FIELD(job_deposit, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(job_deposit, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(job_deposit, survey, .label = N_("Survey"), .to = &survey_type, .set_by = ENGINE_ONLY), FIELD(job_deposit, service_order, .label = N_("Order"), .to = &service_order_type, .set_by = ENGINE_ONLY),
    FIELD(job_deposit, visit, .label = N_("Visit"), .to = &visit_type, .list = true, .filter = true, .set_by = ENGINE_ONLY), FIELD(job_deposit, demand, .label = N_("Demand"), .to = &demand_type, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(job_deposit, price, .label = N_("Price"), .list = true, .set_by = ENGINE_ONLY), FIELD(job_deposit, amount, .label = N_("Deposit"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
    FIELD(job_deposit, payment, .label = N_("Payment"), .to = &payment_type, .set_by = STEPS_ONLY), FIELD(job_deposit, received_by, .label = N_("Received by"), .to = &account_type, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(job_deposit, received_at, .label = N_("Received at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(job_deposit, performed, .label = N_("Kept for what was performed"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(job_deposit, returned, .label = N_("Deposit given back"), .set_by = STEPS_ONLY, .list = true, .group = COURSE),
    FIELD(job_deposit, returned_by, .label = N_("Given back by"), .to = &account_type, .set_by = STEPS_ONLY, .group = COURSE), FIELD(job_deposit, returned_at, .label = N_("Given back at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(job_deposit, return_payment, .label = N_("Payment back"), .to = &payment_type, .set_by = STEPS_ONLY, .group = COURSE), FIELD(job_deposit, bill, .label = N_("Bill"), .to = &bill_type, .set_by = STEPS_ONLY),
};

static const struct field receipt_fields[] = {
    FIELD(deposit_receipt, channel, .label = N_("Paid by"), .choices = payment_channels, .required = true), FIELD(deposit_receipt, number, .label = N_("Number of the transaction"), .max = 64),
    FIELD(deposit_receipt, paid_at, .label = N_("Paid at"), .help = N_("Empty: now")),
};

/* For a person at the desk. What the provider says has come is booked all the same. */
static const struct sentence *may_ask(struct work *w, const struct job_deposit *d) { return demand_deposit_unagreed(w, d->demand.id); }
GUARD(job_deposit, may_ask)

static bool receive(struct work *w, struct job_deposit *d, const struct deposit_receipt *in)
{
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .visit = d->visit, .customer = d->customer, .amount = d->amount, .channel = in->channel, .channel_number = in->number ? in->number : "", .paid_at = in->paid_at, .remark = d->record.number };
    if (!ADD(w, payment, &p)) return false;
    d->payment.id = p.record.id;
    d->received_by.id = w->actor->user;
    d->received_at = w->acted;
    return demand_deposit_held(w, d, d->amount);
}
RULE(job_deposit, deposit_receipt, receive)

static bool charge(struct work *w, struct job_deposit *d) { return charge_for_deposit(w, d->record.id) != 0; }
RULE_PLAIN(job_deposit, charge)

/* What the visit came to by now: nothing, a fee, or a part that was done. */
static money performed_of(const struct visit *v)
{
    return v->state == VISIT_CANCELLED && !v->fee.fen ? (money){ 0 } : visit_owed(v);
}

static money to_return(struct work *w, const struct job_deposit *d)
{
    if (d->demand.id) return d->amount;
    const struct visit *v = record_peek(w, &visit_type, d->visit.id);
    return v ? deposit_refund(CONTRACT_PREPAYMENT, d->amount, d->price, performed_of(v), ENDED_BY_NOBODY) : (money){ 0 };
}

static const struct sentence *may_return(struct work *w, const struct job_deposit *d)
{
    const struct sentence *stays = demand_deposit_stays(w, d);
    if (stays) return stays;
    const struct visit *v = record_peek(w, &visit_type, d->visit.id);
    money back = to_return(w, d), limit = decision_limit(w, DECIDE_REFUND, d->record.branch.id);
    if (v && v->state != VISIT_CANCELLED && v->state != VISIT_NO_ACCESS && v->state != VISIT_INTERRUPTED && v->state != VISIT_SKIPPED) return because(w, N_("The job is still to be done; cancel the visit first"));
    if (!back.fen) return because(w, N_("What was performed uses all of it up; it counts for the bill"));
    if (back.fen > limit.fen) return because(w, N_("Refunds above {1} are approved by headquarters"), money_shown(w->arena, limit));
    return second_person(w, d->record.branch.id, d->received_by);
}
GUARD(job_deposit, may_return)

static void mention_return(struct work *w, const struct job_deposit *d, const struct payment *came)
{
    text back = money_shown(w->arena, d->returned), way = translated(w, choice_label(payment_channels, came->channel));
    if (d->performed.fen) mention(w, "job_deposit", d->record.id, N_("{1} go back by {2}, the way they came; {3} stay for what was performed"), back, way, money_shown(w->arena, d->performed));
    else mention(w, "job_deposit", d->record.id, N_("{1} go back by {2}, the way they came: all of it"), back, way);
}

static bool give_back(struct work *w, struct job_deposit *d)
{
    const struct payment *came = record_peek(w, &payment_type, d->payment.id);
    if (!came || !alone_with_reason(w, d->received_by)) return false;
    d->returned = to_return(w, d);
    d->performed = money_sub(d->amount, d->returned);
    d->returned_by.id = w->actor->user;
    d->returned_at = w->acted;
    mention_return(w, d, came);
    struct payment p = { .kind = PAYMENT_TO_CUSTOMER, .visit = d->visit, .customer = d->customer, .amount = d->returned, .channel = came->channel, .channel_number = "", .remark = d->record.number };
    if (!ADD(w, payment, &p)) return false;
    d->return_payment.id = p.record.id;
    return demand_deposit_held(w, d, money_negate(d->amount));
}
RULE_PLAIN(job_deposit, give_back)

struct deposit_bill { ref bill; };
static const struct field bill_fields[] = { FIELD(deposit_bill, bill, .label = N_("Bill"), .to = &bill_type) };
static bool net(struct work *w, struct job_deposit *d, const struct deposit_bill *in) { d->bill = in->bill; return demand_deposit_held(w, d, money_negate(d->amount)); }
RULE(job_deposit, deposit_bill, net)

static const struct field sum_fields[] = { FIELD(deposit_money, amount, .label = N_("Amount")) };
static bool change(struct work *w, struct job_deposit *d, const struct deposit_money *in) { (void)w; d->amount = in->amount; return true; }
RULE(job_deposit, deposit_money, change)

/* ---- a payment that was reversed by hand ---- */

static bool not_returned(struct work *w, struct job_deposit *d)
{
    d->state = JOB_DEPOSIT_RECEIVED;
    d->performed = d->returned = (money){ 0 };
    d->return_payment.id = d->returned_by.id = 0;
    d->returned_at.ms = 0;
    return demand_deposit_held(w, d, d->amount);
}

/* What never came is asked for again; where the bill had counted it, the bill asks for it now. */
static bool payment_gone(struct work *w, struct job_deposit *d)
{
    const struct payment *back = d->return_payment.id ? record_peek(w, &payment_type, d->return_payment.id) : NULL;
    if (back && back->reversed_by.id) return not_returned(w, d);
    if (back) return refuse_as(w, CONFLICT, "", N_("Deposit {1} was given back; reverse the payment back to the customer first"), d->record.number);
    if (d->state == JOB_DEPOSIT_RECEIVED && !demand_deposit_held(w, d, money_negate(d->amount))) return false;
    d->state = d->state == JOB_DEPOSIT_NETTED ? JOB_DEPOSIT_DROPPED : JOB_DEPOSIT_DUE;
    d->payment.id = d->received_by.id = 0;
    d->received_at.ms = 0;
    return !failed(w);
}
RULE_PLAIN(job_deposit, payment_gone)

static instant receive_due(struct work *w, const struct job_deposit *d)
{
    if (d->demand.id) return (instant){ d->record.created_at.ms + HOURS(24) };
    const struct visit *v = record_peek(w, &visit_type, d->visit.id);
    return v ? day_at((day){ day_of(v->start).number - 1 }, 12 * 60) : (instant){ 0 };
}
DUE(job_deposit, receive_due)

/* Three days, as every refund (refund_promised). */
static instant return_due(struct work *w, const struct job_deposit *d)
{
    const struct demand *of = deposit_demand(w, d);
    return (instant){ of && of->state == DEMAND_CANCELLED && of->deposit_back.fen ? of->ended_at.ms + DAYS(3) : 0 };
}
DUE(job_deposit, return_due)
static const struct deadline deadlines[] = {
    { .name = "receive", .label = N_("The deposit has not come yet"), .states = FROM(JOB_DEPOSIT_DUE), .due = receive_due_hook, .who = CAN_TAKE_PAYMENTS, .escalate_after = HOURS(6), .then = CAN_LOCK_BILLS, .step = "receive" },
    { .name = "give_back", .label = N_("The demand ended: give the deposit back"), .states = FROM(JOB_DEPOSIT_RECEIVED), .due = return_due_hook, .who = CAN_PAY_REFUNDS, .escalate_after = HOURS(24), .then = CAN_LOCK_BILLS, .step = "give_back" },
};
static const struct step steps[] = {
    STEP(receive, .label = N_("Deposit received"), .tone = "primary", .from = FROM(JOB_DEPOSIT_DUE), .to = JOB_DEPOSIT_RECEIVED, .by = CAN_TAKE_PAYMENTS, INPUTS(deposit_receipt, receipt_fields), .guard = may_ask_guard, .run = receive_rule),
    STEP(charge, .label = N_("Ask for it by code"), .from = FROM(JOB_DEPOSIT_DUE), .by = CAN_TAKE_PAYMENTS, .guard = may_ask_guard, .run = charge_rule),
    STEP(give_back, .label = N_("Give it back"), .from = FROM(JOB_DEPOSIT_RECEIVED), .to = JOB_DEPOSIT_RETURNED, .by = CAN_PAY_REFUNDS, .guard = may_return_guard, .run = give_back_rule, .reason = true, .preview = true,
         .confirm = N_("What was not performed goes back the way it came. Continue?")),
    STEP(net, .label = N_("Counted for the bill"), .from = FROM(JOB_DEPOSIT_RECEIVED), .to = JOB_DEPOSIT_NETTED, INPUTS(deposit_bill, bill_fields), .run = net_rule, .hidden = true),
    STEP(payment_gone, .label = N_("Its payment was reversed"), .from = FROM(JOB_DEPOSIT_RECEIVED) | FROM(JOB_DEPOSIT_NETTED) | FROM(JOB_DEPOSIT_RETURNED), .run = payment_gone_rule, .hidden = true),
    STEP(with_bill, .label = N_("The contract's bill asks for it"), .from = FROM(JOB_DEPOSIT_DUE), .to = JOB_DEPOSIT_DROPPED, .hidden = true),
    STEP(look_again, .label = N_("Its demand ended"), .from = FROM(JOB_DEPOSIT_RECEIVED), .hidden = true),
    STEP(change, .label = N_("Another sum was agreed"), .from = FROM(JOB_DEPOSIT_DUE), INPUTS(deposit_money, sum_fields), .run = change_rule, .hidden = true),
    STEP(drop, .label = N_("Not asked for"), .tone = "danger", .from = FROM(JOB_DEPOSIT_DUE), .to = JOB_DEPOSIT_DROPPED, .by = CAN_EDIT_BILLS, .reason = true),
};
static text title(struct work *w, const struct job_deposit *d) { return print(w, "%s %s", d->record.number, money_shown(w->arena, d->amount)); }
TITLE(job_deposit, title)
static const text indexes[] = { "visit", "demand", "payment", "customer", NULL };
static const struct retention kept[] = {
    { .name = "paper", .label = N_("Deposits: kept with the payments"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 },
};
const struct record_type job_deposit_type = RECORD_TYPE(job_deposit, .label = N_("Customer's deposit"), .module = "finance", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = JOB_DEPOSIT_DUE, .scope = SCOPE_BRANCH,
    .own = "customer", .subject = "customer", RETENTION(kept), .see = CAN_SEE_BILLS, .edit = CAN_TAKE_PAYMENTS, .append_only = true, .history = true, .title = title_hook, .prefix = "JD", .order = "-created_at", .indexes = indexes);

const struct job_deposit *deposit_due(struct work *w, int64_t visit)
{
    struct found d = LOAD_WHERE(w, job_deposit, "visit = $1 and state = 1 and exists (select 1 from visit v where v.id = job_deposit.visit and v.state <= 9) order by id limit 1", BIND(num(visit)));
    return d.count ? d.at[0] : NULL;
}
_Static_assert(JOB_DEPOSIT_DUE == 1 && VISIT_APPROVED == 9, "the query above says these by number");

bool job_deposit_ask(struct work *w, const struct record_type *type, int64_t order)
{
    const struct service_order *o = record_peek(w, type, order);
    struct found s = LOAD_WHERE(w, survey, "service_order = $1", BIND(num(order)));
    if (!o || !o->visit.id || !s.count) return !failed(w);
    const struct survey *of = s.at[0];
    const struct quotation *agreed = o->quotation.id ? record_peek(w, &quotation_type, o->quotation.id) : NULL;
    money asked = agreed ? agreed->deposit : of->deposit;             /* what she agreed to; an order from before there were quotations: as reckoned */
    struct job_deposit d = { .record.branch = o->record.branch, .customer = o->customer, .survey = { of->record.id }, .service_order = { order }, .visit = o->visit, .price = o->price, .amount = money_least(asked, o->price) };
    return d.amount.fen <= 0 || ADD(w, job_deposit, &d);
}

bool job_deposit_net(struct work *w, const struct record_type *type, int64_t payment)
{
    const struct payment *p = record_peek(w, type, payment);
    struct found d = LOAD_WHERE(w, job_deposit, "payment = $1 and state = 2", BIND(num(payment)));
    return !p || !d.count ? !failed(w) : step_run(w, &job_deposit_type, d.at[0], "net", &(struct deposit_bill){ p->bill });
}

bool job_deposit_unpaid(struct work *w, const struct payment *p)
{
    struct found d = LOAD_WHERE(w, job_deposit, "customer = $2 and (payment = $1 or return_payment = $1)", BIND(num(p->record.id), num(p->customer.id)));
    return d.count ? step_run(w, &job_deposit_type, d.at[0], "payment_gone", NULL) : !failed(w);
}

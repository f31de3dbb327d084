/* contract_refund.c — see contract_account.h: the end of a contract in money. The contract has reckoned what goes back (contracts/refund_ladder.h) and
 * somebody agreed to it by ending it; here it becomes a bill below 0, a refund to be granted, and what is left of the fee is earned. */
#include "base/words.h"
#include "finance/contract_own.h"
#include "finance/refund_case.h"
#include "record/deadline.h"
#include "record/said.h"

/* What is not owed any more, part by part: of the fee, of the deposit, of service. */
struct going_back { money fee, deposit, service, unpaid_fee, unpaid_deposit; };

static struct going_back parts_of(const struct contract_account *a, const struct contract *c, const struct bill *first)
{
    struct going_back g = { .fee = c->fee_back, .deposit = c->deposit_back, .service = money_most(c->service_back, (money){ 0 }) };
    if (a->state != CONTRACT_ACCOUNT_ASKED) return g;
    g.unpaid_deposit = money_sub(a->deposit, c->deposit_paid);           /* it never began: what did not come is not owed */
    g.unpaid_fee = money_sub(bill_open_amount(first), g.unpaid_deposit);
    return g;
}

/* Once service has begun a deposit is part of the price; one that was brought along is held to the end. */
static money deposit_held(const struct contract_account *a, const struct contract *c) { return a->brought ? a->deposit : c->deposit_paid; }

static int64_t credit_note(struct work *w, const struct contract_account *a, const struct contract *c, const struct going_back *g)
{
    struct bill_line *lines = take_many(w, struct bill_line, 6);
    enum bill_item deposit = a->deposit_kind == CONTRACT_EARNEST ? BILL_EARNEST : BILL_DEPOSIT;
    money left = money_sub(a->prepaid, a->used), of_prepaid = money_least(g->service, left), own = money_least(g->deposit, deposit_held(a, c));
    bool of_service = a->ours && !a->fee.fen;           /* then what was billed first was a prepayment */
    lines[0] = contract_line(w, a->ours ? BILL_COMPENSATION : BILL_REFUND, N_("Fee goes back by the contract"), money_negate(g->fee), c->record.number);
    lines[1] = contract_line(w, of_service ? BILL_DEPOSIT : a->ours ? BILL_COMPENSATION : BILL_REFUND, N_("Not owed: service did not begin"), money_negate(g->unpaid_fee), c->record.number);
    lines[2] = contract_line(w, deposit, N_("Deposit goes back, or is not owed"), money_negate(money_add(own, g->unpaid_deposit)), c->record.number);
    lines[3] = contract_line(w, BILL_COMPENSATION, N_("Earnest money doubled: the company's side withdrew"), money_negate(money_sub(g->deposit, own)), "民法典587");
    lines[4] = contract_line(w, BILL_DEPOSIT, N_("Prepayment not used"), money_negate(of_prepaid), c->record.number);
    lines[5] = contract_line(w, BILL_COMPENSATION, N_("Service paid and not had"), money_negate(money_sub(g->service, of_prepaid)), c->record.number);
    return contract_bill(w, c, lines, 6);
}

/* What she still owes and what goes back to her meet, without any money moving. */
static bool meet(struct work *w, struct bill *first, struct bill *back)
{
    money both = money_least(bill_open_amount(first), money_negate(bill_open_amount(back)));
    if (both.fen <= 0) return true;
    return step_run(w, &bill_type, first, "receive", &(struct incoming){ both }) && step_run(w, &bill_type, back, "receive", &(struct incoming){ money_negate(both) });
}

static enum reason_side side_of(enum contract_end end)
{
    return end == CONTRACT_BY_CUSTOMER ? SIDE_OF_CUSTOMER : end == CONTRACT_BY_WORKER || end == CONTRACT_BY_COMPANY ? SIDE_OF_COMPANY : SIDE_OF_NOBODY;
}

/* Reckoned already, by the worksheet that was signed: a second person grants it. */
static int64_t refund_for(struct work *w, const struct contract *c, const struct bill *back)
{
    if (bill_open_amount(back).fen >= 0) return 0;
    struct refund r = { .record.branch = back->record.branch, .customer = back->customer, .bill = { back->record.id }, .kind = CARD_NONE, .side = side_of(c->ended_by), .remark = c->record.number };
    if (!ADD(w, refund, &r)) return 0;
    struct refund *stored = record_peek(w, &refund_type, r.record.id);
    return stored && step_run(w, &refund_type, stored, "calculate", NULL) ? r.record.id : 0;
}

/* Earned: up to the day by its days, and then what neither goes back nor is owed. A deposit that was lost is income. */
static bool last_books(struct work *w, const struct contract_account *a, const struct contract *c, const struct going_back *g, money *ret_earned)
{
    bool begun = a->state != CONTRACT_ACCOUNT_ASKED;
    money billed = begun ? a->fee : money_most(money_sub(a->fee, a->deposit), (money){ 0 }), none = { 0 };
    money rest = a->ours ? none : money_sub(money_sub(money_sub(billed, a->earned), g->fee), g->unpaid_fee);
    money lost = begun && !a->brought ? none : money_most(money_sub(deposit_held(a, c), g->deposit), none);
    *ret_earned = money_add(a->earned, rest);
    return contract_post(w, a, N_("Contract ended: rest of the fee"), (const struct posting_line[]){ { LEDGER_FEE_DEFERRED, rest }, { LEDGER_AGENCY, money_negate(rest) }, { deposit_account(a->deposit_kind), lost }, { a->ours ? LEDGER_REVENUE : LEDGER_AGENCY, money_negate(lost) } }, 4);
}

struct account_ending { ref back, refund; money fee_back, earned, unused_back; };

/* What was prepaid and is on no bill goes off the last month's, and what is more comes back then: somebody has to make that bill. */
bool contract_ask_for_last_bill(struct work *w, const struct contract_account *a)
{
    money left = money_sub(a->prepaid, a->used);
    const struct contract *c = left.fen > 0 ? record_peek(w, &contract_type, a->contract.id) : NULL;
    if (!c) return !failed(w);
    text title = said_keep(w, N_("{1} has ended and {2} of its prepayment are on no bill: make the bill of the last month on the payroll page"), (const text[]){ c->record.number, money_shown(w->arena, left), NULL });
    return remind(w, &(struct reminder){ .title = title, .due = { w->now.ms + DAYS(7) }, .rule = PREPAID_LEFT, .about = &contract_account_type, .record = a->record.id, .branch = a->record.branch.id, .who = CAN_EDIT_BILLS, .escalate_after = DAYS(7), .then = CAN_LOCK_BILLS }) != 0;
}

bool contract_account_ends(struct work *w, const struct record_type *type, int64_t contract)
{
    const struct contract *c = record_peek(w, type, contract);
    struct contract_account *a = c ? contract_account_of(w, contract) : NULL;
    if (c && !a && contract_brought_along(c)) a = contract_account_brought(w, c);
    struct bill *first = a && a->bill.id ? record_peek(w, &bill_type, a->bill.id) : NULL;
    if (!a || (!first && !a->brought) || a->state == CONTRACT_ACCOUNT_ENDED) return !failed(w);
    if (!fee_earn(w, a, (day){ c->ended_on.number })) return false;
    struct going_back g = parts_of(a, c, first);
    money left = money_sub(a->prepaid, a->used);
    bool begun = a->state != CONTRACT_ACCOUNT_ASKED;
    struct account_ending in = { .fee_back = g.fee, .unused_back = begun ? money_least(g.service, left) : left };
    if (!last_books(w, a, c, &g, &in.earned)) return false;
    in.back.id = credit_note(w, a, c, &g);
    if (failed(w)) return false;
    if (!step_run(w, &contract_account_type, a, "end", &in) || !contract_ask_for_last_bill(w, a)) return false;
    struct bill *back = in.back.id ? record_peek(w, &bill_type, in.back.id) : NULL;
    if (!back) return !failed(w);
    if (first && !meet(w, first, back)) return false;
    int64_t refund = refund_for(w, c, back);
    if (failed(w)) return false;
    a->refund.id = refund;
    return !refund || SAVE(w, contract_account, a);
}

money contract_prepaid_left(struct work *w, int64_t contract)
{
    const struct contract_account *a = contract_account_of(w, contract);
    return a && a->state == CONTRACT_ACCOUNT_ENDED ? money_sub(a->prepaid, a->used) : (money){ 0 };
}

/* A month's bill is never below 0: the rest is a bill of the contract's own and a refund that a second person grants. */
bool contract_prepaid_return(struct work *w, int64_t contract)
{
    struct contract_account *a = contract_account_of(w, contract);
    const struct contract *c = a ? record_peek(w, &contract_type, contract) : NULL;
    money left = contract_prepaid_left(w, contract);
    if (!c || left.fen <= 0) return !failed(w);
    struct bill *first = a->bill.id ? record_peek(w, &bill_type, a->bill.id) : NULL;
    struct bill_line rest = contract_line(w, BILL_DEPOSIT, N_("Prepayment not used"), money_negate(left), c->record.number);
    int64_t bill = contract_bill(w, c, &rest, 1);
    struct bill *back = bill ? record_peek(w, &bill_type, bill) : NULL;
    if (!back || !step_run(w, &contract_account_type, a, "use", &(struct { money amount; }){ left })) return false;
    if (first && !meet(w, first, back)) return false;
    int64_t refund = refund_for(w, c, back);
    if (failed(w)) return false;
    if (refund) mention(w, "refund", refund, N_("{1} of the prepayment of {2} are more than was billed: a refund is ready to be granted"), money_shown(w->arena, left), c->record.number);
    return true;
}

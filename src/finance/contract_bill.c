/* contract_bill.c — see contract_account.h: the first bill of a contract, made when all have signed, and what came for it. */
#include "base/json.h"
#include "base/words.h"
#include "finance/contract_own.h"
#include "finance/job_deposit.h"
#include "finance/tell.h"
#include "record/said.h"

static text why_json(struct work *w, text why)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "rule", "合同约定");
    write_text(&j, "why", why);
    write_end(&j, '}');
    return buf_text(&j.out);
}

struct bill_line contract_line(struct work *w, enum bill_item item, text label, money amount, text why)
{
    return (struct bill_line){ .measure = "", .item = item, .label = said_keep(w, label, NULL), .quantity = 100, .unit = amount, .amount = amount, .why = { why_json(w, why) } };
}

int64_t bill_agreed(struct work *w, struct bill *b)
{
    b->state = BILL_CONFIRMED;
    b->sent_at = b->confirmed_at = w->now;
    b->objection = "";
    if (!record_add(w, &bill_type, b)) return 0;
    struct bill *stored = record_peek(w, &bill_type, b->record.id);
    return stored && step_run(w, &bill_type, stored, "lock", NULL) ? b->record.id : 0;
}

/* Whoever signed last, on her own phone or in the shop: the house makes it. */
int64_t contract_bill(struct work *w, const struct contract *c, struct bill_line *lines, size_t count)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (lines[i].amount.fen) lines[n++] = lines[i];
    int64_t customer = c->customer.id;
    day now = day_of(w->now), due = c->first.number > now.number ? c->first : now;
    db_lock(w, "customer", &customer, 1);
    if (!n || !customer_debt_brought_along(w, customer)) return 0;
    for (size_t i = 0; i < n; i++) lines[i].served = due;
    return bill_agreed(w, &(struct bill){ .record.branch = c->record.branch, .customer = c->customer, .contract = { c->record.id }, .first = due, .last = due, .due = { due.number, true }, .lines = { lines, n }, .remark = c->record.number });
}

static text deposit_label(enum contract_deposit kind)
{
    return kind == CONTRACT_EARNEST ? N_("Earnest money, counts towards the price when service begins") : kind == CONTRACT_PREPAYMENT ? N_("Prepayment, counts towards the price") : N_("Reservation, counts towards the price");
}

/* What comes besides the deposit is the fee, or where she is ours what is agreed to be paid for the first month. */
static int64_t first_bill(struct work *w, struct contract_account *a, const struct contract *c)
{
    money beside = a->fee.fen ? money_most(money_sub(a->fee, a->deposit), (money){ 0 }) : (money){ 0 };
    struct bill_line *lines = take_many(w, struct bill_line, 3);
    if (!a->fee.fen) a->prepaid = c->first_due;
    lines[0] = contract_line(w, a->deposit_kind == CONTRACT_EARNEST ? BILL_EARNEST : BILL_DEPOSIT, deposit_label(a->deposit_kind), a->deposit, c->record.number);
    lines[1] = contract_line(w, a->ours ? BILL_SERVICE : BILL_AGENCY_FEE, a->ours ? N_("Fee of the contract") : N_("Fee of the introduction"), beside, a->deposit.fen ? print(w, "%s − %s", money_shown(w->arena, a->fee), money_shown(w->arena, a->deposit)) : c->record.number);
    lines[2] = contract_line(w, BILL_DEPOSIT, N_("Prepayment of the first month"), a->prepaid, c->record.number);
    return contract_bill(w, c, lines, 3);
}

bool contract_account_open(struct work *w, const struct record_type *type, int64_t contract)
{
    const struct contract *c = record_peek(w, type, contract);
    if (!c || !c->signed_on.given || c->link == CONTRACT_AMENDS || contract_account_of(w, contract)) return !failed(w);
    struct contract_account a = { .record.branch = c->record.branch, .contract = { contract }, .customer = c->customer, .ours = contract_is_ours(c), .fee = c->fee, .deposit_kind = c->deposit_kind, .deposit = c->deposit };
    a.bill.id = first_bill(w, &a, c);
    if (failed(w)) return false;
    if (!a.bill.id) return true;                        /* nothing is to be paid for it */
    if (!ADD(w, contract_account, &a) || !demand_deposit_to_bill(w, c->demand.id, a.bill.id) || !tell_of_bill(w, &bill_type, a.bill.id)) return false;
    return c->state != CONTRACT_IN_FORCE || contract_account_begins(w, type, contract);
}

/* The child came early or late: what is owed when service begins is owed on that day, and the customer hears of it. */
bool contract_account_moves(struct work *w, const struct record_type *type, int64_t contract)
{
    const struct contract *c = record_peek(w, type, contract);
    const struct contract_account *a = c ? contract_account_of(w, contract) : NULL;
    struct bill *b = a && a->bill.id ? LOAD(w, bill, a->bill.id) : NULL;
    if (!b || (b->state != BILL_CONFIRMED && b->state != BILL_LOCKED) || bill_open_amount(b).fen <= 0) return !failed(w);
    day now = day_of(w->now), due = c->first.number > now.number ? c->first : now;
    if (b->due.number == due.number) return true;
    return step_run(w, &bill_type, b, "move_due", &(struct bill_term){ due }) && tell_of_bill(w, &bill_type, b->record.id);
}

/* The deposit comes first: it is what binds. Once service has begun it is part of the price. */
static struct first_payment came(struct work *w, const struct contract_account *a, const struct bill *b)
{
    bool begun = a->state != CONTRACT_ACCOUNT_ASKED;
    money deposit = begun ? (money){ 0 } : money_most(money_least(b->paid, a->deposit), (money){ 0 });
    text receipt = db_one_text(w, SQL("select number from payment where bill = $1 and kind = 1 and state = 1 order by id desc limit 1"), BIND(num(b->record.id)));
    return (struct first_payment){ money_sub(b->paid, deposit), deposit, receipt ? receipt : "" };
}

bool contract_account_paid(struct work *w, const struct record_type *type, int64_t bill)
{
    const struct bill *b = record_peek(w, type, bill);
    struct contract_account *a = b && b->contract.id ? contract_account_of(w, b->contract.id) : NULL;
    if (b && b->contract.id && !a) {                    /* an amendment took the contract's place meanwhile */
        const struct contract *living = contract_living(w, b->contract.id);
        a = living ? contract_account_of(w, living->record.id) : NULL;
    }
    if (!a || a->bill.id != bill || a->state == CONTRACT_ACCOUNT_ENDED) return !failed(w);
    struct contract *c = contract_living(w, a->contract.id);
    const struct step *told = type_step(&contract_type, "pay_first");
    if (!c || !told || !(told->from & FROM(c->state))) return !failed(w);
    struct first_payment in = came(w, a, b);
    return step_run(w, &contract_type, c, "pay_first", &in);
}
_Static_assert(PAYMENT_BOOKED == 1 && PAYMENT_FROM_CUSTOMER == 1, "the query above says these by number");

/* bill.c — what a bill is, the rules over the whole of it, and how one is made. Its procedure is in bill_steps.c. */
#include "contracts/contracts.h"
#include "finance/bill_own.h"
#include "finance/payment.h"
#include "placement/placement.h"
#include <string.h>

const struct choice bill_states[] = {
    { BILL_OPEN, "open", N_("Draft"), "mute" }, { BILL_CALCULATED, "calculated", N_("Calculated"), "info" }, { BILL_CHECKED, "checked", N_("Checked"), "info" },
    { BILL_SENT, "sent", N_("Sent"), "info" }, { BILL_CONFIRMED, "confirmed", N_("Confirmed"), "info" }, { BILL_OBJECTED, "objected", N_("Objected to"), "danger" },
    { BILL_RECALCULATED, "recalculated", N_("Calculated again"), "warn" }, { BILL_LOCKED, "locked", N_("Locked"), "warn" }, { BILL_PAID, "paid", N_("Paid"), "ok" },
    { BILL_RECONCILED, "reconciled", N_("Reconciled"), "ok" }, { BILL_REVERSED, "reversed", N_("Reversed"), "mute", .final = true },
    { BILL_RED, "red", N_("Reversal (red)"), "danger", .final = true }, { BILL_DROPPED, "dropped", N_("Dropped"), "mute", .final = true },
    { BILL_CREDITED, "credited", N_("Credited"), "info" }, { 0 },
};
const struct choice bill_items[] = {
    { BILL_SERVICE, "service", N_("Service") }, { BILL_SURCHARGE, "surcharge", N_("Surcharge") }, { BILL_ADD_ON, "add_on", N_("Add-on") }, { BILL_MATERIALS, "materials", N_("Materials") },
    { BILL_MANAGEMENT_FEE, "management_fee", N_("Management fee") }, { BILL_AGENCY_FEE, "agency_fee", N_("Agency fee") }, { BILL_DEPOSIT, "deposit", N_("Deposit") },
    { BILL_COUPON, "coupon", N_("Coupon") }, { BILL_PREPAID_PAID, "prepaid_paid", N_("Prepaid, paid part") }, { BILL_PREPAID_GIFT, "prepaid_gift", N_("Prepaid, gift part") },
    { BILL_REFUND, "refund", N_("Refund") }, { BILL_COMPENSATION, "compensation", N_("Compensation") }, { BILL_INTEREST, "interest", N_("Interest on the prepayment") },
    { BILL_CANCEL_FEE, "cancel_fee", N_("Cancellation fee") }, { BILL_WAIVER, "waiver", N_("Waived") }, { BILL_EARNEST, "earnest", N_("Earnest money") }, { 0 },
};

bool bill_negative(enum bill_item item)
{
    return item == BILL_COUPON || item == BILL_PREPAID_PAID || item == BILL_PREPAID_GIFT || item == BILL_REFUND || item == BILL_COMPENSATION || item == BILL_INTEREST || item == BILL_WAIVER;
}

static const struct field line_fields[] = {
    FIELD(bill_line, item, .label = N_("Item"), .choices = bill_items, .required = true), FIELD(bill_line, label, .label = N_("Text"), .required = true, .max = 600, .format = FORMAT_SAID),
    FIELD(bill_line, visit, .label = N_("Visit"), .to = &visit_type), FIELD(bill_line, served, .label = N_("Day")),
    FIELD(bill_line, quantity, .label = N_("Quantity"), .format = FORMAT_HUNDREDTHS), FIELD(bill_line, measure, .label = N_("Of what"), .max = 60, .format = FORMAT_SAID), FIELD(bill_line, unit, .rate = true, .label = N_("Price per unit")),
    FIELD(bill_line, amount, .label = N_("Amount")), FIELD(bill_line, trust, .label = N_("Of it passed on to her (agency)")), FIELD(bill_line, why, .label = N_("How it came about")),
};
static const struct row_type line_row = ROW_TYPE(bill_line, line_fields);

#define COURSE N_("Course")
static const struct field fields[] = {
    FIELD(bill, state, .label = N_("State"), .choices = bill_states, .filter = true, .list = true),
    FIELD(bill, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(bill, contract, .label = N_("Contract"), .to = &contract_type, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(bill, review, .label = N_("Introduction review"), .to = &introduction_review_type, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(bill, first, .label = N_("First day"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(bill, last, .label = N_("Last day"), .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(bill, lines, .label = N_("Lines"), .row = &line_row, .set_by = STEPS_ONLY),
    FIELD(bill, total, .label = N_("Total"), .set_by = ENGINE_ONLY, .list = true, .sort = true, .filter = true),
    FIELD(bill, revenue, .label = N_("Our revenue"), .set_by = ENGINE_ONLY, .see = CAN_LOCK_BILLS),
    FIELD(bill, trust, .label = N_("Passed on to workers"), .set_by = ENGINE_ONLY, .see = CAN_LOCK_BILLS),
    FIELD(bill, paid, .label = N_("Paid so far"), .set_by = STEPS_ONLY, .list = true),
    FIELD(bill, due, .label = N_("Payable until"), .set_by = STEPS_ONLY, .list = true, .filter = true),
    FIELD(bill, calculated_by, .label = N_("Calculated by"), .to = &account_type, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(bill, checked_by, .label = N_("Checked by"), .to = &account_type, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(bill, locked_by, .label = N_("Locked by"), .to = &account_type, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(bill, sent_at, .label = N_("Sent at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(bill, confirmed_at, .label = N_("Confirmed at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(bill, reminded_at, .label = N_("Reminded at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(bill, objected_at, .label = N_("Objected at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(bill, locked_at, .label = N_("Locked at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(bill, paid_at, .label = N_("Paid at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(bill, reconciled_at, .label = N_("Reconciled at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(bill, objection, .personal = true, .label = N_("Objection"), .set_by = STEPS_ONLY, .max = 500, .group = COURSE),
    FIELD(bill, invoice, .label = N_("Invoice number"), .max = 40, .filter = true, .set_by = STEPS_ONLY), FIELD(bill, invoiced_on, .label = N_("Invoiced on"), .filter = true, .set_by = STEPS_ONLY),
    FIELD(bill, reverses, .label = N_("Reverses"), .to = &bill_type, .set_by = STEPS_ONLY), FIELD(bill, reversed_by, .label = N_("Reversed by"), .to = &bill_type, .set_by = STEPS_ONLY),
    FIELD(bill, corrects, .label = N_("Corrects"), .to = &bill_type, .set_by = STEPS_ONLY),
    FIELD(bill, remark, .personal = true, .label = N_("Remark"), .max = 1000, .format = FORMAT_MULTILINE),
};

money bill_open_amount(const struct bill *b) { return money_sub(b->total, b->paid); }

static void add_up(struct bill *b)
{
    b->total = b->trust = (money){ 0 };
    for (size_t i = 0; i < b->lines.count; i++) {
        b->total = money_add(b->total, ROW(struct bill_line, b->lines, i)->amount);
        b->trust = money_add(b->trust, ROW(struct bill_line, b->lines, i)->trust);
    }
    b->revenue = money_sub(b->total, b->trust);
}

static bool line_same(const struct bill_line *a, const struct bill_line *b)
{
    return a->item == b->item && a->visit.id == b->visit.id && a->quantity == b->quantity && a->unit.fen == b->unit.fen && a->amount.fen == b->amount.fen && a->trust.fen == b->trust.fen
        && !strcmp(a->label, b->label);
}

static bool lines_same(rows_of a, rows_of b)
{
    if (a.count != b.count) return false;
    for (size_t i = 0; i < a.count; i++)
        if (!line_same(ROW(struct bill_line, a, i), ROW(struct bill_line, b, i))) return false;
    return true;
}

static bool check(struct work *w, struct bill *b, const struct bill *before)
{
    const struct customer *c = record_peek(w, &customer_type, b->customer.id);
    if (!before && c) b->record.branch = c->record.branch;
    if (b->last.number < b->first.number) return wrong(w, "last", N_("The last day lies before the first"));
    add_up(b);
    if (before && before->locked_at.ms && !lines_same(b->lines, before->lines))
        return refuse_as(w, CONFLICT, "lines", N_("A locked bill is not edited; reverse it"));
    return !failed(w);
}
CHECKER(bill, check)

static bool changed(struct work *w, struct bill *b, const struct bill *before)
{
    if (b->state == before->state && b->total.fen == before->total.fen && b->paid.fen == before->paid.fen) return true;
    return customer_owed_update(w, b->customer.id);
}
static bool changed_hook(struct work *w, void *record, const void *before) { return changed(w, record, before); }

static bool created(struct work *w, struct bill *b) { return b->state < BILL_SENT || customer_owed_update(w, b->customer.id); }
AFTER_CREATE(bill, created)

static text title(struct work *w, const struct bill *b)
{
    return whose_days(w, record_title(w, &customer_type, b->customer.id), b->first, b->last);
}
TITLE(bill, title)

static const text indexes[] = { "customer, first", "branch, state", NULL };

static const struct retention kept[] = {
    { .name = "paper", .label = N_("Bills: kept, under “Erased person” when she is erased"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 },
};

const struct record_type bill_type = RECORD_TYPE(bill, .label = N_("Bill"), .module = "finance", FIELDS(fields), .steps = bill_steps, .step_count = BILL_STEPS,
    .deadlines = bill_deadlines, .deadline_count = BILL_DEADLINES, .first_state = BILL_OPEN, .scope = SCOPE_BRANCH, .own = "customer", RETENTION(kept), .subject = "customer", .see = CAN_SEE_BILLS,
    .create = CAN_EDIT_BILLS, .edit = CAN_EDIT_BILLS, .history = true, .check = check_hook, .created = created_hook, .changed = changed_hook, .title = title_hook,
    .prefix = "B", .order = "-first", .indexes = indexes);

static bool claim_all(struct work *w, struct found visits, int64_t bill)
{
    for (int i = 0; i < visits.count; i++)
        if (!claim(w, visits.at[i], 0, bill) || !settle_if_done(w, visits.at[i])) return false;
    return true;
}

int64_t bill_make(struct work *w, int64_t customer, day first, day last)
{
    const struct customer *who = LOAD_LOCKED(w, customer, customer);
    if (!who || !customer_debt_brought_along(w, customer)) return 0;
    struct found visits = visits_to_bill(w, customer, first, last);
    if (failed(w)) return 0;
    if (!visits.count) { refuse(w, "customer", N_("There is nothing to bill from {1} to {2}"), day_text(w->arena, first), day_text(w->arena, last)); return 0; }
    struct bill b = { .record.branch = who->record.branch, .state = BILL_CALCULATED, .customer = { customer }, .first = first, .last = last, .calculated_by = { w->actor->user }, .objection = "", .remark = "" };
    b.lines = bill_lines_from(w, (struct visit **)visits.at, visits.count, (rows_of){ 0 });
    if (!ADD(w, bill, &b)) return 0;
    if (!claim_all(w, visits, b.record.id) || !payments_to_bill(w, &b)) return 0;
    return failed(w) ? 0 : b.record.id;
}

/* The bill of a contract, of a review, or that corrects another has its own lines and no other; so has one of hand-made lines, once it is calculated. */
static bool of_its_days(const struct bill *b)
{
    if (b->contract.id || b->review.id || b->corrects.id) return false;
    for (size_t i = 0; i < b->lines.count; i++)
        if (ROW(struct bill_line, b->lines, i)->visit.id) return true;
    return b->state == BILL_OPEN;
}

bool bill_calculate(struct work *w, struct bill *b)
{
    struct found visits = of_its_days(b) ? visits_to_bill(w, b->customer.id, b->first, b->last) : (struct found){ 0 };
    if (failed(w) || !claim_all(w, visits, b->record.id)) return false;
    return bill_recalculate(w, b, (struct visit **)visits.at, visits.count) && (!visits.count || payments_to_bill(w, b));
}

static int64_t calculated(struct work *w, int64_t customer, int64_t review, day first, day last, rows_of lines)
{
    const struct customer *who = LOAD_LOCKED(w, customer, customer);
    if (!who || !customer_debt_brought_along(w, customer)) return 0;
    struct bill b = { .record.branch = who->record.branch, .state = BILL_CALCULATED, .customer = { customer }, .review = { review }, .first = first, .last = last, .calculated_by = { w->actor->user }, .lines = lines, .objection = "", .remark = "" };
    return ADD(w, bill, &b) ? b.record.id : 0;
}

int64_t bill_of_lines(struct work *w, int64_t customer, day first, day last, rows_of lines) { return calculated(w, customer, 0, first, last, lines); }

int64_t bill_of_review(struct work *w, int64_t customer, int64_t review, struct bill_line line)
{
    struct bill_line *one = take_many(w, struct bill_line, 1);
    *one = line;
    one->served = day_of(w->now);
    return calculated(w, customer, review, one->served, one->served, (rows_of){ one, 1 });
}

static bool no_document(struct work *w, int64_t customer)
{
    return !db_one(w, SQL("select (select count(*) from opening_balance where customer = $1 and kind = 3 and state in (2, 3)) "
                          "+ (select count(*) from bill where customer = $1 and state between 4 and 14 and state <> 13) + (select count(*) from payment where customer = $1)"), BIND(num(customer)), 0);
}

bool customer_debt_brought_along(struct work *w, int64_t customer)
{
    const struct customer *c = record_peek(w, &customer_type, customer);
    if (!c || c->owed.fen <= 0 || !no_document(w, customer)) return !failed(w);
    day entered = day_of(c->record.created_at), today = day_of(w->now);
    struct opening_balance o = { .record.branch = c->record.branch, .state = OPENING_ACCEPTED, .kind = OPENING_DEBT, .customer = { customer }, .as_of = entered.number < today.number ? entered : today,
        .amount = c->owed, .card_number = "", .kept_where = "", .remark = "" };
    return ADD(w, opening_balance, &o);
}

money customer_owes(struct work *w, int64_t customer)
{
    const struct customer *c = record_peek(w, &customer_type, customer);
    if (c && c->owed.fen > 0 && no_document(w, customer)) return c->owed;
    int64_t brought = db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from opening_balance where customer = $1 and kind = 3 and state in (2, 3)"), BIND(num(customer)), 0);
    int64_t billed = db_one(w, SQL("select cast(coalesce(sum(total), 0) as bigint) from bill where customer = $1 and state between 4 and 14 and state <> 13"), BIND(num(customer)), 0);
    int64_t came = db_one(w, SQL("select cast(coalesce(sum(case when kind = 1 then amount else -amount end), 0) as bigint) from payment where customer = $1 and kind in (1, 2) and refund_case is null and card is null"), BIND(num(customer)), 0);
    return (money){ brought + billed - came };
}

bool customer_owed_update(struct work *w, int64_t customer)
{
    struct customer *c = record_peek(w, &customer_type, customer);
    if (!c) return !failed(w);
    money owes = customer_owes(w, customer);
    if (failed(w) || owes.fen == c->owed.fen) return !failed(w);
    c->owed = owes;
    return SAVE(w, customer, c);
}

/* bill_steps.c — the course of a bill (SM-SETTLE): who does what, from where, and how a locked one is corrected. */
#include "finance/monthly.h"
#include "finance/bill_own.h"
#include "finance/charge.h"

static const struct field adjustment_fields[] = {
    FIELD(bill_adjustment, item, .label = N_("Item"), .choices = bill_items, .required = true), FIELD(bill_adjustment, label, .label = N_("Text"), .required = true, .max = 200),
    FIELD(bill_adjustment, amount, .label = N_("Amount"), .help = N_("Always positive; coupons, refunds and compensation are taken off"), .required = true, .min = 1, .max = 100000000),
};
static const struct field strike_fields[] = { FIELD(bill_strike, line, .label = N_("Line"), .required = true, .min = 1, .max = 10000) };
static const struct field term_fields[] = { FIELD(bill_term, due, .label = N_("Payable until"), .required = true) };
static const struct field invoice_fields[] = {
    FIELD(bill_invoice, number, .label = N_("Invoice number"), .required = true, .max = 40, .help = N_("As the tax system gave it; of an introduction or a wage passed on the invoice is over our fee alone")),
    FIELD(bill_invoice, issued, .label = N_("Invoiced on"), .help = N_("Empty: today")),
};
static const struct field incoming_fields[] = { FIELD(incoming, amount, .label = N_("Amount"), .required = true) };

RULE_PLAIN(bill, bill_calculate)

static bool as_now(struct work *w, struct bill *b) { return bill_recalculate(w, b, NULL, 0); }
RULE_PLAIN(bill, as_now)

/* It goes the whole way again: what was checked, sent and agreed to was another sum. */
static bool correct(struct work *w, struct bill *b)
{
    b->checked_by.id = 0;
    b->sent_at.ms = b->confirmed_at.ms = b->objected_at.ms = 0;
    return as_now(w, b);
}
RULE_PLAIN(bill, correct)

static bool adjust(struct work *w, struct bill *b, const struct bill_adjustment *in)
{
    struct bill_line *all = take_many(w, struct bill_line, b->lines.count + 1);
    for (size_t i = 0; i < b->lines.count; i++) all[i] = *ROW(struct bill_line, b->lines, i);
    money amount = bill_negative(in->item) ? money_negate(in->amount) : in->amount;
    all[b->lines.count] = (struct bill_line){ .measure = "", .item = in->item, .label = in->label, .served = b->last, .quantity = 100, .unit = amount, .amount = amount, .why = { by_hand(w, step_reason(w)) } };
    b->lines = (rows_of){ all, b->lines.count + 1 };
    b->calculated_by.id = w->actor->user;
    return true;
}
RULE(bill, bill_adjustment, adjust)

static bool strike(struct work *w, struct bill *b, const struct bill_strike *in)
{
    if (in->line > (int64_t)b->lines.count) return refuse(w, "line", N_("There is no line {1}"), print(w, "%lld", (long long)in->line));
    if (ROW(struct bill_line, b->lines, in->line - 1)->visit.id) return refuse(w, "line", N_("The lines of a visit follow the visit; put in a correction instead"));
    const struct bill_line *struck = ROW(struct bill_line, b->lines, in->line - 1);
    if (struck->item == BILL_DEPOSIT && struck->amount.fen < 0) return refuse(w, "line", N_("What was prepaid is taken off by the contract; drop the bill, and the next one takes it off anew"));
    struct bill_line *all = take_many(w, struct bill_line, b->lines.count);
    size_t n = 0;
    for (size_t i = 0; i < b->lines.count; i++)
        if ((int64_t)i != in->line - 1) all[n++] = *ROW(struct bill_line, b->lines, i);
    b->lines = (rows_of){ all, n };
    b->calculated_by.id = w->actor->user;
    return true;
}
RULE(bill, bill_strike, strike)

static const struct sentence *by_another(struct work *w, const struct bill *b) { return second_person(w, b->record.branch.id, b->calculated_by); }
GUARD(bill, by_another)
/* Of nothing no bill goes out. */
static const struct sentence *to_be_checked(struct work *w, const struct bill *b)
{
    if (!b->lines.count) return because(w, N_("There is nothing on this bill: no visit of its days is accepted and on no bill yet. Put in a line, calculate it again when one is, or drop it"));
    return by_another(w, b);
}
GUARD(bill, to_be_checked)

static bool check(struct work *w, struct bill *b)
{
    b->checked_by.id = w->actor->user;
    return alone_with_reason(w, b->calculated_by);
}
RULE_PLAIN(bill, check)

static bool send(struct work *w, struct bill *b)
{
    int64_t days = setting_number(w, "finance.bill_days", b->record.branch.id, day_of(w->now));
    b->sent_at = w->acted;
    const struct customer *c = record_peek(w, &customer_type, b->customer.id);
    b->due = (maybe_day){ day_of(w->now).number + (int32_t)days, true };
    if (c && c->monthly) b->due.number = monthly_due(c->due_day, b->last).number;
    if (b->due.number < day_of(w->now).number) b->due.number = day_of(w->now).number + (int32_t)days;      /* a statement that comes late is not overdue on arrival */
    return !failed(w);
}
RULE_PLAIN(bill, send)

static bool confirm(struct work *w, struct bill *b) { b->confirmed_at = w->acted; return true; }
RULE_PLAIN(bill, confirm)

static bool object(struct work *w, struct bill *b)
{
    b->objected_at = w->acted;
    b->objection = step_reason(w);
    return true;
}
RULE_PLAIN(bill, object)

static void settle_state(struct work *w, struct bill *b)
{
    if (!b->locked_at.ms) return;
    if (b->total.fen < 0) { b->state = BILL_CREDITED; return; }         /* nobody pays it; what goes back is its refund's affair */
    bool whole = b->paid.fen >= b->total.fen;
    if (whole && b->state != BILL_RECONCILED) b->state = BILL_PAID;
    if (whole && !b->paid_at.ms) b->paid_at = w->acted;
    if (!whole) { b->state = BILL_LOCKED; b->paid_at.ms = 0; }
}

static bool lock(struct work *w, struct bill *b)
{
    b->locked_by.id = w->actor->user;
    b->locked_at = w->acted;
    b->state = BILL_LOCKED;
    if (!b->due.given) b->due = (maybe_day){ day_of(w->now).number, true };
    settle_state(w, b);
    return alone_with_reason(w, b->calculated_by);
}
RULE_PLAIN(bill, lock)

static bool move_due(struct work *w, struct bill *b, const struct bill_term *in)
{
    (void)w;
    b->due = (maybe_day){ in->due.number, true };
    return true;
}
RULE(bill, bill_term, move_due)

/* Once more with another number: the first was corrected in red; the history keeps both. */
static bool invoice(struct work *w, struct bill *b, const struct bill_invoice *in)
{
    int32_t today = day_of(w->now).number;
    if (in->issued.given && in->issued.number > today) return refuse(w, "issued", N_("An invoice of a day to come is not issued yet"));
    b->invoice = in->number;
    b->invoiced_on = in->issued.given ? in->issued : (maybe_day){ today, true };
    return true;
}
RULE(bill, bill_invoice, invoice)

static bool credit(struct work *w, struct bill *b)
{
    (void)w;
    b->paid_at.ms = 0;
    return true;
}
RULE_PLAIN(bill, credit)

static bool each_goes(struct work *w, struct found f, text step)
{
    for (int i = 0; i < f.count; i++)
        if (!step_run(w, &bill_type, f.at[i], step, NULL)) return false;
    return !failed(w);
}

bool bills_credited(struct work *w)
{
    return each_goes(w, LOAD_WHERE(w, bill, "total < 0 and state in (8, 9)", NO_BIND), "credit");
}
_Static_assert(BILL_LOCKED == 8 && BILL_PAID == 9, "the query above says these by number");

bool bills_lock_paid(struct work *w)
{
    enum { A_TURN = 200 };
    struct found before = LOAD_WHERE(w, bill, "state = 4 and total > 0 and paid >= total order by id limit $1", BIND(num(A_TURN)));       /* paid, then sent */
    if (!each_goes(w, before, "confirm")) return false;
    struct found agreed = LOAD_WHERE(w, bill, "state = 5 and paid >= total and confirmed_at <= $1 order by id limit $2", BIND(num(w->now.ms - DAYS(BILL_LOCKS_AFTER)), num(A_TURN)));
    return each_goes(w, agreed, "lock");
}
_Static_assert(BILL_SENT == 4 && BILL_CONFIRMED == 5, "the queries above say these by number");

static bool receive(struct work *w, struct bill *b, const struct incoming *in)
{
    b->paid = money_add(b->paid, in->amount);
    if (b->state == BILL_SENT && bill_open_amount(b).fen <= 0) {       /* who pays all of what she was sent has agreed to it */
        b->state = BILL_CONFIRMED;
        b->confirmed_at = w->acted;
    }
    settle_state(w, b);
    return true;
}
RULE(bill, incoming, receive)

static const struct sentence *is_open(struct work *w, const struct bill *b)
{
    return bill_open_amount(b).fen > 0 ? NULL : because(w, N_("Nothing is open any more: it was paid already"));
}
GUARD(bill, is_open)
static bool charge(struct work *w, struct bill *b) { return charge_make(w, b->record.id, 0) != 0; }
RULE_PLAIN(bill, charge)

static bool reconcile(struct work *w, struct bill *b) { b->reconciled_at = w->acted; return true; }
RULE_PLAIN(bill, reconcile)

static rows_of negated(struct work *w, rows_of lines)
{
    struct bill_line *all = take_many(w, struct bill_line, lines.count);
    for (size_t i = 0; i < lines.count; i++) {
        all[i] = *ROW(struct bill_line, lines, i);
        all[i].unit = money_negate(all[i].unit);
        all[i].amount = money_negate(all[i].amount);
        all[i].trust = money_negate(all[i].trust);
    }
    return (rows_of){ all, lines.count };
}

/* Nothing is overwritten (T21): the red bill cancels this one to the fen, the draft takes over its visits and what was paid. */
static bool reverse(struct work *w, struct bill *b)
{
    struct bill red = { .record.branch = b->record.branch, .state = BILL_RED, .customer = b->customer, .first = b->first, .last = b->last, .lines = negated(w, b->lines), .reverses = { b->record.id },
        .locked_at = w->acted, .locked_by = { w->actor->user }, .objection = "", .remark = step_reason(w) };
    struct bill draft = { .record.branch = b->record.branch, .state = BILL_OPEN, .customer = b->customer, .first = b->first, .last = b->last, .lines = b->lines, .paid = b->paid, .corrects = { b->record.id },
        .objection = "", .remark = step_reason(w) };
    if (!as_now(w, &draft) || !ADD(w, bill, &red) || !ADD(w, bill, &draft)) return false;
    claims_move(w, true, b->record.id, draft.record.id);
    b->reversed_by.id = red.record.id;
    return !failed(w);
}
RULE_PLAIN(bill, reverse)

static const struct sentence *nothing_settled(struct work *w, const struct bill *b)
{
    if (b->corrects.id) return because(w, N_("This draft stands for a reversed bill and cannot be dropped"));
    if (b->paid.fen) return because(w, N_("Money was already received for it"));
    for (size_t i = 0; i < b->lines.count; i++) {
        const struct visit *v = record_peek(w, &visit_type, ROW(struct bill_line, b->lines, i)->visit.id);
        if (v && v->state == VISIT_SETTLED) return because(w, N_("The visit of {1} is already settled with its worker"), day_text(w->arena, day_of(v->start)));
    }
    return NULL;
}
GUARD(bill, nothing_settled)

/* What a contract asks for, and gives back, is what was signed. */
static const struct sentence *no_contract_behind(struct work *w, const struct bill *b)
{
    return b->contract.id ? because(w, N_("It follows its contract: amend or end that; what goes back comes of it")) : NULL;
}
GUARD(bill, no_contract_behind)

static bool drop(struct work *w, struct bill *b)
{
    claims_drop(w, true, b->record.id);
    return !failed(w);
}
RULE_PLAIN(bill, drop)

static instant unsent_due(struct work *w, const struct bill *b)
{
    return day_at((day){ b->last.number + (int32_t)setting_number(w, "finance.send_days", b->record.branch.id, day_of(w->now)) }, 18 * 60);
}
DUE(bill, unsent_due)
static instant unpaid_due(struct work *w, const struct bill *b)
{
    (void)w;
    return (instant){ b->due.given && bill_open_amount(b).fen > 0 ? day_start((day){ b->due.number + 1 }).ms : 0 };
}
DUE(bill, unpaid_due)
/* Sent, and nothing of it is to be paid, as a prepayment covers it: her word is asked for all the same. */
static instant unanswered_due(struct work *w, const struct bill *b)
{
    if (!b->sent_at.ms || bill_open_amount(b).fen > 0) return (instant){ 0 };
    return (instant){ b->sent_at.ms + DAYS(setting_number(w, "finance.bill_days", b->record.branch.id, day_of(w->now))) };
}
DUE(bill, unanswered_due)
/* What is agreed to stands in the books once it is locked; what is paid too is locked by itself (bills_lock_paid). */
static instant unlocked_due(struct work *w, const struct bill *b)
{
    (void)w;
    if (b->state == BILL_CONFIRMED && bill_open_amount(b).fen <= 0) return (instant){ 0 };
    return (instant){ (b->confirmed_at.ms ? b->confirmed_at.ms : b->record.changed_at.ms) + DAYS(BILL_LOCKS_AFTER) };
}
DUE(bill, unlocked_due)
static instant objection_due(struct work *w, const struct bill *b)
{
    return (instant){ b->objected_at.ms + DAYS(setting_number(w, "finance.objection_days", b->record.branch.id, day_of(w->now))) };
}
DUE(bill, objection_due)

/* Nobody is asked twice on a day, nor before the bill is due. */
static const struct sentence *to_be_reminded(struct work *w, const struct bill *b)
{
    if (bill_open_amount(b).fen <= 0) return because(w, N_("Nothing of it is open"));
    if (b->due.given && b->due.number >= day_of(w->now).number) return because(w, N_("It is due on {1}; a reminder can go out the day after"), day_text(w->arena, (day){ b->due.number }));
    return b->reminded_at.ms && day_of(b->reminded_at).number == day_of(w->now).number ? because(w, N_("She was reminded today already; call her")) : NULL;
}
GUARD(bill, to_be_reminded)
static bool ask_again(struct work *w, struct bill *b) { b->reminded_at = w->acted.ms ? w->acted : w->now; return true; }
RULE_PLAIN(bill, ask_again)

#define IN_WORK (FROM(BILL_OPEN) | FROM(BILL_CALCULATED) | FROM(BILL_OBJECTED) | FROM(BILL_RECALCULATED))
#define LOCKED_ONES (FROM(BILL_LOCKED) | FROM(BILL_PAID) | FROM(BILL_RECONCILED) | FROM(BILL_CREDITED))
const struct deadline bill_deadlines[BILL_DEADLINES] = {
    { .name = "uncalculated", .label = N_("The bill is not sent yet"), .states = FROM(BILL_OPEN), .due = unsent_due_hook, .who = CAN_EDIT_BILLS, .escalate_after = DAYS(3), .then = CAN_LOCK_BILLS, .step = "calculate" },
    { .name = "unchecked", .label = N_("The bill is not sent yet"), .states = FROM(BILL_CALCULATED), .due = unsent_due_hook, .who = CAN_CHECK_BILLS, .escalate_after = DAYS(3), .then = CAN_LOCK_BILLS, .step = "check" },
    { .name = "unsent", .label = N_("The bill is not sent yet"), .states = FROM(BILL_CHECKED), .due = unsent_due_hook, .who = CAN_EDIT_BILLS, .escalate_after = DAYS(3), .then = CAN_LOCK_BILLS, .step = "send" },
    { .name = "unpaid", .label = N_("The bill is not paid"), .states = FROM(BILL_SENT) | FROM(BILL_CONFIRMED) | FROM(BILL_LOCKED), .due = unpaid_due_hook, .who = CAN_TAKE_PAYMENTS,
      .escalate_after = DAYS(7), .then = CAN_LOCK_BILLS, .step = "ask_again" },
    { .name = "unanswered", .label = N_("Nothing is to be paid, and she has not agreed yet"), .states = FROM(BILL_SENT), .due = unanswered_due_hook, .who = CAN_EDIT_BILLS, .escalate_after = DAYS(7), .then = CAN_LOCK_BILLS, .step = "confirm" },
    { .name = "unlocked", .label = N_("Lock the bill: it is not in the books yet"), .states = FROM(BILL_CONFIRMED) | FROM(BILL_RECALCULATED), .due = unlocked_due_hook, .who = CAN_LOCK_BILLS, .step = "lock" },
    { .name = "objection", .label = N_("Answer the objection"), .states = FROM(BILL_OBJECTED), .due = objection_due_hook, .who = CAN_EDIT_BILLS, .escalate_after = DAYS(2), .then = CAN_LOCK_BILLS, .step = "recalculate" },
};

const struct step bill_steps[BILL_STEPS] = {
    STEP(calculate, .label = N_("Calculate"), .tone = "primary", .from = FROM(BILL_OPEN) | FROM(BILL_CALCULATED), .to = BILL_CALCULATED, .by = CAN_EDIT_BILLS, .run = bill_calculate_rule),
    STEP(adjust, .label = N_("Put in a line"), .from = IN_WORK, .by = CAN_EDIT_BILLS, INPUTS(bill_adjustment, adjustment_fields), .run = adjust_rule, .reason = true),
    STEP(strike, .label = N_("Take out a line"), .from = IN_WORK, .by = CAN_EDIT_BILLS, INPUTS(bill_strike, strike_fields), .run = strike_rule, .reason = true),
    STEP(check, .label = N_("Checked"), .tone = "primary", .from = FROM(BILL_CALCULATED) | FROM(BILL_RECALCULATED), .to = BILL_CHECKED, .by = CAN_CHECK_BILLS, .guard = to_be_checked_guard, .run = check_rule),
    STEP(send, .label = N_("Sent to the customer"), .tone = "primary", .from = FROM(BILL_CHECKED), .to = BILL_SENT, .by = CAN_EDIT_BILLS, .run = send_rule),
    STEP(confirm, .label = N_("The customer agrees"), .tone = "primary", .from = FROM(BILL_SENT), .to = BILL_CONFIRMED, .by = CAN_EDIT_BILLS, .own = true, .run = confirm_rule),
    STEP(ask_again, .label = N_("Remind of payment"), .from = FROM(BILL_SENT) | FROM(BILL_CONFIRMED) | FROM(BILL_LOCKED), .by = CAN_TAKE_PAYMENTS, .guard = to_be_reminded_guard, .run = ask_again_rule),
    STEP(object, .label = N_("The customer objects"), .from = FROM(BILL_SENT) | FROM(BILL_CONFIRMED), .to = BILL_OBJECTED, .by = CAN_EDIT_BILLS, .own = true, .run = object_rule, .reason = true),
    STEP(recalculate, .label = N_("Calculate again"), .tone = "primary", .from = FROM(BILL_OBJECTED), .to = BILL_RECALCULATED, .by = CAN_EDIT_BILLS, .run = as_now_rule),
    STEP(lock, .label = N_("Lock"), .tone = "primary", .from = FROM(BILL_CONFIRMED) | FROM(BILL_RECALCULATED), .by = CAN_LOCK_BILLS, .guard = by_another_guard, .run = lock_rule,
         .confirm = N_("A locked bill can only be reversed. Lock it?")),
    STEP(receive, .label = N_("Payment"), .from = ANY_STATE & ~(FROM(BILL_REVERSED) | FROM(BILL_RED) | FROM(BILL_DROPPED)), INPUTS(incoming, incoming_fields), .run = receive_rule, .hidden = true),
    STEP(move_due, .label = N_("Payable with the first day, which moved"), .from = FROM(BILL_CONFIRMED) | FROM(BILL_LOCKED), INPUTS(bill_term, term_fields), .run = move_due_rule, .hidden = true),
    STEP(credit, .label = N_("Credit note"), .from = FROM(BILL_LOCKED) | FROM(BILL_PAID), .to = BILL_CREDITED, .run = credit_rule, .hidden = true),
    STEP(charge, .label = N_("Payment by code"), .from = FROM(BILL_CHECKED) | FROM(BILL_SENT) | FROM(BILL_CONFIRMED) | FROM(BILL_LOCKED), .by = CAN_TAKE_PAYMENTS, .guard = is_open_guard, .run = charge_rule),
    STEP(invoice, .label = N_("Invoice issued"), .from = FROM(BILL_CHECKED) | FROM(BILL_SENT) | FROM(BILL_CONFIRMED) | FROM(BILL_LOCKED) | FROM(BILL_PAID) | FROM(BILL_RECONCILED), .by = CAN_TAKE_PAYMENTS, INPUTS(bill_invoice, invoice_fields), .run = invoice_rule),
    STEP(reconcile, .label = N_("Reconciled with the account"), .from = FROM(BILL_PAID), .to = BILL_RECONCILED, .by = CAN_TAKE_PAYMENTS, .run = reconcile_rule),
    STEP(reverse, .label = N_("Reverse"), .tone = "danger", .from = LOCKED_ONES, .to = BILL_REVERSED, .by = CAN_LOCK_BILLS, .guard = no_contract_behind_guard, .run = reverse_rule, .reason = true,
         .confirm = N_("A red bill cancels this one and a new draft takes its place; both stay visible. Reverse?")),
    STEP(correct, .label = N_("A visit's price was corrected"), .from = FROM(BILL_CHECKED) | FROM(BILL_SENT) | FROM(BILL_CONFIRMED) | FROM(BILL_OBJECTED) | FROM(BILL_RECALCULATED), .to = BILL_CALCULATED,
         .run = correct_rule, .hidden = true),
    STEP(drop, .label = N_("Drop the draft"), .tone = "danger", .from = FROM(BILL_OPEN) | FROM(BILL_CALCULATED), .to = BILL_DROPPED, .by = CAN_EDIT_BILLS, .guard = nothing_settled_guard, .run = drop_rule, .reason = true),
};

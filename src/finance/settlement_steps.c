/* settlement_steps.c — the course of a settlement (SM-SETTLE): as a bill's, with the worker in the customer's place and payday as its clock. */
#include "finance/back_pay.h"
#include "finance/held.h"
#include "finance/reward.h"
#include "finance/suspension_pay.h"
#include "finance/waited.h"
#include "base/words.h"

static const struct field adjustment_fields[] = {
    FIELD(settlement_adjustment, item, .label = N_("Item"), .choices = settlement_items, .required = true), FIELD(settlement_adjustment, label, .label = N_("Text"), .required = true, .max = 200),
    FIELD(settlement_adjustment, amount, .label = N_("Amount"), .help = N_("Always positive; deductions are taken off"), .required = true, .min = 1, .max = 100000000),
};
static const struct field strike_fields[] = { FIELD(settlement_strike, line, .label = N_("Line"), .required = true, .min = 1, .max = 10000) };
static const struct field incoming_fields[] = { FIELD(incoming, amount, .label = N_("Amount"), .required = true) };

RULE_PLAIN(settlement, settlement_recalculate)
RULE_PLAIN(settlement, settlement_calculate)

/* It goes the whole way again: what was checked, sent and agreed to was another sum. */
static bool correct(struct work *w, struct settlement *s)
{
    s->checked_by.id = 0;
    s->sent_at.ms = s->confirmed_at.ms = s->objected_at.ms = s->answered_at.ms = 0;
    return settlement_recalculate(w, s);
}
RULE_PLAIN(settlement, correct)

static bool put_in(struct work *w, struct settlement *s, enum settlement_item item, text label, money amount, text why)
{
    struct settlement_line *all = take_many(w, struct settlement_line, s->lines.count + 1);
    for (size_t i = 0; i < s->lines.count; i++) all[i] = *ROW(struct settlement_line, s->lines, i);
    all[s->lines.count] = (struct settlement_line){ .item = item, .label = label, .served = s->last, .quantity = 100, .unit = amount, .amount = amount, .why = { by_hand(w, why) } };
    s->lines = settlement_close(w, s, (rows_of){ all, s->lines.count + 1 });
    s->calculated_by.id = w->actor->user;
    return true;
}

static bool adjust(struct work *w, struct settlement *s, const struct settlement_adjustment *in)
{
    if (in->item == PAY_STAND_BY) return refuse(w, "item", N_("Pay for standing by comes from its record: say there that it is done"));
    if (held_line(in->item) || in->item == PAY_TIP) return refuse(w, "item", N_("Tips and cash come from payments; book a payment"));
    return put_in(w, s, in->item, in->label, deduction(in->item) ? money_negate(in->amount) : in->amount, step_reason(w));
}
RULE(settlement, settlement_adjustment, adjust)

static bool strike(struct work *w, struct settlement *s, const struct settlement_strike *in)
{
    if (in->line > (int64_t)s->lines.count) return refuse(w, "line", N_("There is no line {1}"), print(w, "%lld", (long long)in->line));
    const struct settlement_line *l = ROW(struct settlement_line, s->lines, in->line - 1);
    if (l->visit.id || l->opening.id || l->payment.id || l->stand_by.id || l->reward.id || l->suspension.id || l->back_pay.id || held_line(l->item))
        return refuse(w, "line", N_("This line follows its visit, payment, opening balance, time of standing by or back pay; put in a correction instead"));
    if (l->compensation.id) return refuse(w, "line", N_("She agreed to this part of a compensation; forgive the rest of it there"));
    struct settlement_line *all = take_many(w, struct settlement_line, s->lines.count);
    size_t n = 0;
    for (size_t i = 0; i < s->lines.count; i++)
        if ((int64_t)i != in->line - 1) all[n++] = *ROW(struct settlement_line, s->lines, i);
    s->lines = settlement_close(w, s, (rows_of){ all, n });
    s->calculated_by.id = w->actor->user;
    return true;
}
RULE(settlement, settlement_strike, strike)

static const struct sentence *by_another(struct work *w, const struct settlement *s) { return second_person(w, s->record.branch.id, s->calculated_by); }
/* One begun by hand has no line until somebody puts one in: nothing is paid to nobody for nothing, as with a bill (bill_steps.c). */
static const struct sentence *to_be_checked(struct work *w, const struct settlement *s)
{
    if (!s->lines.count) return because(w, N_("There is nothing in this settlement: put in a line, or drop it; what she did is settled from the visits of a period"));
    return by_another(w, s);
}
GUARD(settlement, to_be_checked)

static bool check(struct work *w, struct settlement *s)
{
    s->checked_by.id = w->actor->user;
    return alone_with_reason(w, s->calculated_by);
}
RULE_PLAIN(settlement, check)

static bool send(struct work *w, struct settlement *s)
{
    s->sent_at = w->acted;
    return true;
}
RULE_PLAIN(settlement, send)

static bool confirm(struct work *w, struct settlement *s) { s->confirmed_at = w->acted; return true; }
RULE_PLAIN(settlement, confirm)

/* Said after it was locked it changes no state: what was paid stays paid, and what she says waits for its answer all the same. */
static bool late_one_open(const struct settlement *s) { return s->locked_at.ms && s->objected_at.ms >= s->locked_at.ms && !s->answered_at.ms; }

/* Her objection waits for an answer: a first one, or one to take the place of what was taken back. */
static void forget_answer(struct settlement *s)
{
    s->answer = "";
    s->result = 0;
    s->answered_at.ms = 0;
    s->answered_by.id = s->back_pay.id = 0;
}

static bool object(struct work *w, struct settlement *s)
{
    if (late_one_open(s)) return refuse_as(w, CONFLICT, "", N_("What you said is with the office; its answer comes here"));
    s->objected_at.ms = w->acted.ms > s->locked_at.ms ? w->acted.ms : s->locked_at.ms;      /* an act of a phone may have been on its way when it was locked */
    s->objection = step_reason(w);
    forget_answer(s);
    return true;
}
RULE_PLAIN(settlement, object)

bool settlement_may_object(const struct settlement *s) { return s->state == SETTLEMENT_SENT || ((FROM(s->state) & SETTLEMENT_LOCKED_STATES) && !late_one_open(s)); }

/* ---- an objection is answered ---- */

struct objection_answer { text answer; maybe_money correction; };
static const struct field acceptance_fields[] = {
    FIELD(objection_answer, answer, .label = N_("Answer"), .required = true, .max = 500, .help = N_("She reads it with her settlement")),
    FIELD(objection_answer, correction, .label = N_("Correction"), .min = 0, .max = 10000000, .help = N_("What she gets on top; empty: put in as lines, or nothing")),
};
static const struct field rejection_fields[] = { FIELD(objection_answer, answer, .label = N_("Answer"), .required = true, .max = 500, .help = N_("She reads it with her settlement")) };

static void say_answer(struct work *w, struct settlement *s, text answer, enum objection_result result)
{
    s->answer = answer;
    s->result = result;
    s->answered_at = w->acted;
    s->answered_by.id = w->actor->user;
}

static bool answered(struct work *w, struct settlement *s, text answer, enum objection_result result)
{
    say_answer(w, s, answer, result);
    return settlement_recalculate(w, s);
}

static bool accept(struct work *w, struct settlement *s, const struct objection_answer *in)
{
    if (in->correction.given && in->correction.fen && !put_in(w, s, PAY_BROUGHT_FORWARD, translate(w->language, N_("Correction after the objection")), (money){ in->correction.fen }, in->answer)) return false;
    return answered(w, s, in->answer, OBJECTION_ACCEPTED);
}
RULE(settlement, objection_answer, accept)

static bool reject(struct work *w, struct settlement *s, const struct objection_answer *in) { return answered(w, s, in->answer, OBJECTION_REJECTED); }
RULE(settlement, objection_answer, reject)

static const struct sentence *late_one_asked(struct work *w, const struct settlement *s) { return late_one_open(s) ? NULL : because(w, N_("She has said nothing against it that is not answered")); }
GUARD(settlement, late_one_asked)
static bool answer_late(struct work *w, struct settlement *s, const struct late_answer *in)
{
    const struct back_pay_ask ask = { .branch = s->record.branch, .worker = s->worker, .objected = { s->record.id }, .mode = s->mode, .paper = s->record.number, .first = s->first, .last = s->last };
    say_answer(w, s, in->answer, in->result);
    return back_pay_answer(w, in, &ask, &s->back_pay);
}
RULE(settlement, late_answer, answer_late)

/* What she was to get on top was taken back: her objection waits again. */
static bool hear_again(struct work *w, struct settlement *s)
{
    (void)w;
    forget_answer(s);
    return true;
}
RULE_PLAIN(settlement, hear_again)

/* From the answer on it may be locked without her yes: she was heard. */
static const struct sentence *may_lock(struct work *w, const struct settlement *s)
{
    if (s->state == SETTLEMENT_SENT && !s->answered_at.ms) return because(w, N_("She has neither agreed nor objected yet"));
    return by_another(w, s);
}
GUARD(settlement, may_lock)

static void settle_state(struct work *w, struct settlement *s)
{
    if (!s->locked_at.ms) return;
    bool whole = s->total.fen < 0 ? s->paid.fen <= s->total.fen : s->paid.fen >= s->total.fen;      /* below 0 she pays: cash she holds */
    if (whole && s->state != SETTLEMENT_RECONCILED) s->state = SETTLEMENT_PAID;
    if (whole && !s->paid_at.ms) s->paid_at = w->acted;
    if (!whole) { s->state = SETTLEMENT_LOCKED; s->paid_at.ms = 0; }
}

static bool lock(struct work *w, struct settlement *s)
{
    s->locked_by.id = w->actor->user;
    s->locked_at = w->acted;
    s->state = SETTLEMENT_LOCKED;
    settle_state(w, s);
    return alone_with_reason(w, s->calculated_by);
}
RULE_PLAIN(settlement, lock)

static bool receive(struct work *w, struct settlement *s, const struct incoming *in)
{
    s->paid = money_add(s->paid, in->amount);
    settle_state(w, s);
    return true;
}
RULE(settlement, incoming, receive)

static bool reconcile(struct work *w, struct settlement *s) { s->reconciled_at = w->acted; return true; }
RULE_PLAIN(settlement, reconcile)

static rows_of negated(struct work *w, rows_of lines)
{
    struct settlement_line *all = take_many(w, struct settlement_line, lines.count);
    for (size_t i = 0; i < lines.count; i++) {
        all[i] = *ROW(struct settlement_line, lines, i);
        all[i].unit = money_negate(all[i].unit);
        all[i].amount = money_negate(all[i].amount);
    }
    return (rows_of){ all, lines.count };
}

/* Nothing is overwritten (T21): the red settlement cancels this one to the fen, the draft takes over its visits and what was paid. */
static bool reverse(struct work *w, struct settlement *s)
{
    struct settlement red = { .record.branch = s->record.branch, .state = SETTLEMENT_RED, .worker = s->worker, .mode = s->mode, .first = s->first, .last = s->last, .lines = negated(w, s->lines), .reverses = { s->record.id },
        .locked_at = w->acted, .locked_by = { w->actor->user }, .objection = "", .answer = "", .remark = step_reason(w) };
    struct settlement draft = { .record.branch = s->record.branch, .state = SETTLEMENT_OPEN, .worker = s->worker, .mode = s->mode, .first = s->first, .last = s->last, .lines = s->lines, .paid = s->paid, .corrects = { s->record.id },
        .objection = "", .answer = "", .remark = step_reason(w) };
    if (!settlement_recalculate(w, &draft) || !ADD(w, settlement, &red) || !ADD(w, settlement, &draft)) return false;
    claims_move(w, false, s->record.id, draft.record.id);
    held_claims_move(w, s->record.id, draft.record.id);
    waited_claims_move(w, s->record.id, draft.record.id);
    suspended_claims_move(w, s->record.id, draft.record.id);
    if (!rewards_moved(w, s->record.id, draft.record.id) || !back_pay_moved(w, s->record.id, draft.record.id)) return false;
    s->reversed_by.id = red.record.id;
    if (late_one_open(s)) say_answer(w, s, step_reason(w), OBJECTION_ACCEPTED);
    return !failed(w);
}
RULE_PLAIN(settlement, reverse)

static const struct sentence *nothing_settled(struct work *w, const struct settlement *s)
{
    if (s->corrects.id) return because(w, N_("This draft stands for a reversed settlement and cannot be dropped"));
    if (s->paid.fen) return because(w, N_("Money was already paid for it"));
    for (size_t i = 0; i < s->lines.count; i++) {
        if (ROW(struct settlement_line, s->lines, i)->opening.id) return because(w, N_("It takes up what was brought along at go-live"));
        const struct visit *v = record_peek(w, &visit_type, ROW(struct settlement_line, s->lines, i)->visit.id);
        if (v && v->state == VISIT_SETTLED) return because(w, N_("The visit of {1} is already billed and settled"), day_text(w->arena, day_of(v->start)));
    }
    return NULL;
}
GUARD(settlement, nothing_settled)

static bool drop(struct work *w, struct settlement *s)
{
    claims_drop(w, false, s->record.id);
    held_claims_drop(w, s->record.id);
    waited_claims_drop(w, s->record.id);
    suspended_claims_drop(w, s->record.id);
    return rewards_moved(w, s->record.id, 0) && back_pay_moved(w, s->record.id, 0);
}
RULE_PLAIN(settlement, drop)

/* Two days before payday it must lie on her telephone, so that an objection comes in time. */
static instant unsent_due(struct work *w, const struct settlement *s) { (void)w; return day_at((day){ s->payday.number - 2 }, 18 * 60); }
DUE(settlement, unsent_due)
static instant payday_due(struct work *w, const struct settlement *s)
{
    (void)w;
    return (instant){ s->paid.fen < s->total.fen ? day_at(s->payday, 12 * 60).ms : 0 };
}
DUE(settlement, payday_due)
static instant objection_due(struct work *w, const struct settlement *s)
{
    return (instant){ s->objected_at.ms + DAYS(setting_number(w, "finance.objection_days", s->record.branch.id, day_of(w->now))) };
}
DUE(settlement, objection_due)
static instant late_due(struct work *w, const struct settlement *s) { return late_one_open(s) ? objection_due(w, s) : (instant){ 0 }; }
DUE(settlement, late_due)

#define IN_WORK (FROM(SETTLEMENT_OPEN) | FROM(SETTLEMENT_CALCULATED) | FROM(SETTLEMENT_OBJECTED) | FROM(SETTLEMENT_RECALCULATED))
const struct deadline settlement_deadlines[SETTLEMENT_DEADLINES] = {
    { .name = "uncalculated", .label = N_("The settlement is not sent yet"), .states = FROM(SETTLEMENT_OPEN), .due = unsent_due_hook, .who = CAN_EDIT_SETTLEMENTS,
      .escalate_after = DAYS(3), .then = CAN_LOCK_SETTLEMENTS, .step = "calculate" },
    { .name = "unchecked", .label = N_("The settlement is not sent yet"), .states = FROM(SETTLEMENT_CALCULATED), .due = unsent_due_hook, .who = CAN_CHECK_SETTLEMENTS,
      .escalate_after = DAYS(3), .then = CAN_LOCK_SETTLEMENTS, .step = "check" },
    { .name = "unsent", .label = N_("The settlement is not sent yet"), .states = FROM(SETTLEMENT_CHECKED), .due = unsent_due_hook, .who = CAN_EDIT_SETTLEMENTS,
      .escalate_after = DAYS(3), .then = CAN_LOCK_SETTLEMENTS, .step = "send" },
    { .name = "payday", .label = N_("The wage is not paid"), .states = IN_WORK | FROM(SETTLEMENT_CHECKED) | FROM(SETTLEMENT_SENT) | FROM(SETTLEMENT_CONFIRMED) | FROM(SETTLEMENT_LOCKED), .due = payday_due_hook, .who = CAN_PAY_SETTLEMENTS,
      .escalate_after = HOURS(6), .then = CAN_LOCK_SETTLEMENTS },
    { .name = "objection", .label = N_("Answer the objection"), .states = FROM(SETTLEMENT_OBJECTED), .due = objection_due_hook, .who = CAN_EDIT_SETTLEMENTS, .escalate_after = DAYS(2), .then = CAN_LOCK_SETTLEMENTS, .step = "accept_objection" },
    { .name = "objection_late", .label = N_("Answer the objection"), .states = SETTLEMENT_LOCKED_STATES, .due = late_due_hook, .who = CAN_CHECK_SETTLEMENTS, .escalate_after = DAYS(2), .then = CAN_LOCK_SETTLEMENTS, .step = "answer_late" },
};

const struct step settlement_steps[SETTLEMENT_STEPS] = {
    STEP(calculate, .label = N_("Calculate"), .tone = "primary", .from = FROM(SETTLEMENT_OPEN) | FROM(SETTLEMENT_CALCULATED), .to = SETTLEMENT_CALCULATED, .by = CAN_EDIT_SETTLEMENTS, .run = settlement_calculate_rule),
    STEP(adjust, .label = N_("Put in a line"), .from = IN_WORK, .by = CAN_EDIT_SETTLEMENTS, INPUTS(settlement_adjustment, adjustment_fields), .run = adjust_rule, .reason = true),
    STEP(strike, .label = N_("Take out a line"), .from = IN_WORK, .by = CAN_EDIT_SETTLEMENTS, INPUTS(settlement_strike, strike_fields), .run = strike_rule, .reason = true),
    STEP(check, .label = N_("Checked"), .tone = "primary", .from = FROM(SETTLEMENT_CALCULATED) | FROM(SETTLEMENT_RECALCULATED), .to = SETTLEMENT_CHECKED, .by = CAN_CHECK_SETTLEMENTS, .guard = to_be_checked_guard, .run = check_rule),
    STEP(send, .label = N_("Sent to the worker"), .tone = "primary", .from = FROM(SETTLEMENT_CHECKED), .to = SETTLEMENT_SENT, .by = CAN_EDIT_SETTLEMENTS, .run = send_rule),
    STEP(confirm, .label = N_("The worker agrees"), .tone = "primary", .from = FROM(SETTLEMENT_SENT), .to = SETTLEMENT_CONFIRMED, .by = CAN_EDIT_SETTLEMENTS, .own = true, .run = confirm_rule),
    STEP(object, .label = N_("The worker objects"), .from = FROM(SETTLEMENT_SENT), .to = SETTLEMENT_OBJECTED, .by = CAN_EDIT_SETTLEMENTS, .own = true, .run = object_rule, .reason = true),
    STEP(object_late, .label = N_("The worker objects after the lock"), .from = SETTLEMENT_LOCKED_STATES, .by = CAN_EDIT_SETTLEMENTS, .own = true, .run = object_rule, .reason = true),
    STEP(answer_late, .label = N_("Answer"), .tone = "primary", .from = SETTLEMENT_LOCKED_STATES, .by = CAN_CHECK_SETTLEMENTS, .guard = late_one_asked_guard, INPUTS(late_answer, late_answer_fields), .run = answer_late_rule),
    STEP(hear_again, .label = N_("The objection is heard again"), .from = SETTLEMENT_LOCKED_STATES, .run = hear_again_rule, .hidden = true),
    STEP(accept_objection, .label = N_("The objection is right"), .tone = "primary", .from = FROM(SETTLEMENT_OBJECTED), .to = SETTLEMENT_RECALCULATED, .by = CAN_EDIT_SETTLEMENTS, INPUTS(objection_answer, acceptance_fields), .run = accept_rule),
    STEP(reject_objection, .label = N_("The settlement stands"), .from = FROM(SETTLEMENT_OBJECTED), .to = SETTLEMENT_SENT, .by = CAN_CHECK_SETTLEMENTS, INPUTS(objection_answer, rejection_fields), .run = reject_rule),
    STEP(recalculate, .label = N_("Calculate again"), .from = FROM(SETTLEMENT_OBJECTED), .to = SETTLEMENT_RECALCULATED, .by = CAN_EDIT_SETTLEMENTS, .run = settlement_recalculate_rule),
    STEP(lock, .label = N_("Lock"), .tone = "primary", .from = FROM(SETTLEMENT_SENT) | FROM(SETTLEMENT_CONFIRMED) | FROM(SETTLEMENT_RECALCULATED), .by = CAN_LOCK_SETTLEMENTS, .guard = may_lock_guard, .run = lock_rule,
         .confirm = N_("A locked settlement can only be reversed. Lock it?")),
    STEP(lock_again, .label = N_("Corrected in payroll"), .from = FROM(SETTLEMENT_OPEN) | FROM(SETTLEMENT_CALCULATED), .run = lock_rule, .hidden = true),
    STEP(receive, .label = N_("Payment"), .from = ANY_STATE & ~(FROM(SETTLEMENT_REVERSED) | FROM(SETTLEMENT_RED) | FROM(SETTLEMENT_DROPPED)), INPUTS(incoming, incoming_fields), .run = receive_rule, .hidden = true),
    STEP(reconcile, .label = N_("Reconciled with the account"), .from = FROM(SETTLEMENT_PAID), .to = SETTLEMENT_RECONCILED, .by = CAN_PAY_SETTLEMENTS, .run = reconcile_rule),
    STEP(reverse, .label = N_("Reverse"), .tone = "danger", .from = SETTLEMENT_LOCKED_STATES, .to = SETTLEMENT_REVERSED, .by = CAN_LOCK_SETTLEMENTS, .run = reverse_rule, .reason = true,
         .confirm = N_("A red settlement cancels this one and a new draft takes its place; both stay visible. Reverse?")),
    STEP(correct, .label = N_("A visit's price was corrected"), .from = FROM(SETTLEMENT_CHECKED) | FROM(SETTLEMENT_SENT) | FROM(SETTLEMENT_CONFIRMED) | FROM(SETTLEMENT_OBJECTED) | FROM(SETTLEMENT_RECALCULATED),
         .to = SETTLEMENT_CALCULATED, .run = correct_rule, .hidden = true),
    STEP(drop, .label = N_("Drop the draft"), .tone = "danger", .from = FROM(SETTLEMENT_OPEN) | FROM(SETTLEMENT_CALCULATED), .to = SETTLEMENT_DROPPED, .by = CAN_EDIT_SETTLEMENTS, .guard = nothing_settled_guard, .run = drop_rule, .reason = true),
};

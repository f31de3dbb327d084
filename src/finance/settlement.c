/* settlement.c — what a settlement is and the rules over the whole of it. Lines and making are in settlement_lines.c. */
#include "finance/back_pay.h"
#include "finance/compensation.h"
#include "finance/held.h"
#include "finance/period.h"
#include <string.h>

const struct choice settlement_states[] = {
    { SETTLEMENT_OPEN, "open", N_("Draft"), "mute" }, { SETTLEMENT_CALCULATED, "calculated", N_("Calculated"), "info" }, { SETTLEMENT_CHECKED, "checked", N_("Checked"), "info" },
    { SETTLEMENT_SENT, "sent", N_("Sent"), "info" }, { SETTLEMENT_CONFIRMED, "confirmed", N_("Confirmed"), "info" }, { SETTLEMENT_OBJECTED, "objected", N_("Objected to"), "danger" },
    { SETTLEMENT_RECALCULATED, "recalculated", N_("Calculated again"), "warn" }, { SETTLEMENT_LOCKED, "locked", N_("Locked"), "warn" }, { SETTLEMENT_PAID, "paid", N_("Paid"), "ok" },
    { SETTLEMENT_RECONCILED, "reconciled", N_("Reconciled"), "ok" }, { SETTLEMENT_REVERSED, "reversed", N_("Reversed"), "mute", .final = true },
    { SETTLEMENT_RED, "red", N_("Reversal (red)"), "danger", .final = true }, { SETTLEMENT_DROPPED, "dropped", N_("Dropped"), "mute", .final = true }, { 0 },
};
const struct choice settlement_items[] = {
    { PAY_BASE_WAGE, "base_wage", N_("Base wage") }, { PAY_HOURS, "hours", N_("Hours") }, { PAY_VISIT_FEE, "visit_fee", N_("Visit") }, { PAY_OVERTIME, "overtime", N_("Overtime") },
    { PAY_REST_DAY, "rest_day", N_("Work on a rest day") }, { PAY_HOLIDAY, "holiday", N_("Holiday premium") }, { PAY_NIGHT_WAKING, "night_waking", N_("Night waking") },
    { PAY_SECOND_PERSON, "second_person", N_("Twin or second elder") }, { PAY_DISTANCE, "distance", N_("Distance subsidy") }, { PAY_MEAL, "meal", N_("Meal subsidy") },
    { PAY_GRADE, "grade", N_("Grade bonus") }, { PAY_PUNCTUALITY, "punctuality", N_("Punctuality bonus") }, { PAY_REFERRAL, "referral", N_("Referral bonus") },
    { PAY_COMPENSATION, "compensation", N_("Taken for damage") }, { PAY_ADVANCE, "advance", N_("Advance") }, { PAY_SOCIAL_INSURANCE, "social_insurance", N_("Social insurance, her part") },
    { PAY_INCOME_TAX, "income_tax", N_("Income tax") }, { PAY_INSURANCE_SHARE, "insurance_share", N_("Her share of the insurance") }, { PAY_BROUGHT_FORWARD, "brought_forward", N_("Brought forward") },
    { PAY_TIP, "tip", N_("Tip") }, { PAY_CASH_HELD, "cash_held", N_("Cash she holds") }, { PAY_CASH_HANDED_IN, "cash_handed_in", N_("Cash handed in") },
    { PAY_STAND_BY, "stand_by", N_("Standing by") }, { PAY_EXTRA_TASK, "extra_task", N_("Extra task") }, { PAY_SUSPENSION, "suspension", N_("Pay while suspended") }, { PAY_BACK_PAY, "back_pay", N_("Back pay") }, { 0 },
};

bool deduction(enum settlement_item i) { return i >= PAY_COMPENSATION && i <= PAY_INSURANCE_SHARE; }
bool employed(enum employment_mode m) { return m == MODE_EMPLOYEE || m == MODE_PART_TIME || m == MODE_DISPATCHED || m == MODE_OVER_AGE; }

static const struct field line_fields[] = {
    FIELD(settlement_line, item, .label = N_("Item"), .choices = settlement_items, .required = true), FIELD(settlement_line, label, .label = N_("Text"), .required = true, .max = 400, .format = FORMAT_SAID),
    FIELD(settlement_line, visit, .label = N_("Visit"), .to = &visit_type), FIELD(settlement_line, opening, .label = N_("Opening balance"), .to = &opening_balance_type), FIELD(settlement_line, payment, .label = N_("Payment"), .to = &payment_type),
    FIELD(settlement_line, stand_by, .label = N_("Standing by"), .to = &stand_by_type), FIELD(settlement_line, compensation, .label = N_("Damage compensation"), .to = &compensation_type), FIELD(settlement_line, reward, .label = N_("Reward"), .to = &reward_type),
    FIELD(settlement_line, suspension, .label = N_("Suspension"), .to = &suspension_type), FIELD(settlement_line, back_pay, .label = N_("Back pay"), .to = &back_pay_type),
    FIELD(settlement_line, served, .label = N_("Day")), FIELD(settlement_line, quantity, .label = N_("Quantity"), .format = FORMAT_HUNDREDTHS),
    FIELD(settlement_line, unit, .rate = true, .label = N_("Price per unit")), FIELD(settlement_line, amount, .label = N_("Amount")), FIELD(settlement_line, why, .label = N_("How it came about")),
};
static const struct row_type line_row = ROW_TYPE(settlement_line, line_fields);
static const struct choice modes[] = {
    { MODE_EMPLOYEE, "employee", N_("Employee") }, { MODE_PART_TIME, "part_time", N_("Part-time") }, { MODE_AGENCY, "agency", N_("Agency") },
    { MODE_DISPATCHED, "dispatched", N_("Dispatched") }, { MODE_GIG, "gig", N_("Gig") }, { MODE_OVER_AGE, "over_age", N_("Over age") }, { 0 },
};

const struct choice settlement_results[] = { { OBJECTION_ACCEPTED, "accepted", N_("Objection upheld") }, { OBJECTION_REJECTED, "rejected", N_("Rejected") }, { 0 } };

#define COURSE N_("Course")
static const struct field fields[] = {
    FIELD(settlement, state, .label = N_("State"), .choices = settlement_states, .filter = true, .list = true),
    FIELD(settlement, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(settlement, first, .label = N_("First day"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(settlement, last, .label = N_("Last day"), .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(settlement, lines, .label = N_("Lines"), .row = &line_row, .set_by = STEPS_ONLY),
    FIELD(settlement, total, .label = N_("Net pay"), .set_by = ENGINE_ONLY, .list = true, .sort = true, .filter = true),
    FIELD(settlement, paid, .label = N_("Paid so far"), .set_by = STEPS_ONLY, .list = true),
    FIELD(settlement, payday, .label = N_("Payday"), .set_by = ENGINE_ONLY, .list = true, .filter = true, .sort = true),
    FIELD(settlement, mode, .label = N_("Employed as"), .choices = modes, .set_by = ENGINE_ONLY, .list = true, .filter = true),
    FIELD(settlement, earned, .label = N_("Earned"), .set_by = ENGINE_ONLY, .list = true), FIELD(settlement, tips, .label = N_("Tips"), .set_by = ENGINE_ONLY), FIELD(settlement, deducted, .label = N_("Taken off"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(settlement, netted, .label = N_("Cash she holds"), .set_by = ENGINE_ONLY, .list = true, .help = N_("Taken at the door and not handed in: the company's, taken off here")),
    FIELD(settlement, calculated_by, .label = N_("Calculated by"), .to = &account_type, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(settlement, checked_by, .label = N_("Checked by"), .to = &account_type, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(settlement, locked_by, .label = N_("Locked by"), .to = &account_type, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(settlement, sent_at, .label = N_("Sent at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(settlement, confirmed_at, .label = N_("Confirmed at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(settlement, objected_at, .label = N_("Objected at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(settlement, locked_at, .label = N_("Locked at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(settlement, paid_at, .label = N_("Paid at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(settlement, reconciled_at, .label = N_("Reconciled at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(settlement, objection, .personal = true, .label = N_("Objection"), .set_by = STEPS_ONLY, .max = 500, .group = COURSE),
    FIELD(settlement, answer, .personal = true, .label = N_("Answer to the objection"), .set_by = STEPS_ONLY, .max = 500, .group = COURSE), FIELD(settlement, result, .label = N_("What became of the objection"), .choices = settlement_results, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(settlement, answered_by, .label = N_("Answered by"), .to = &account_type, .set_by = STEPS_ONLY, .group = COURSE), FIELD(settlement, answered_at, .label = N_("Answered at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(settlement, back_pay, .label = N_("Back pay after the objection"), .to = &back_pay_type, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(settlement, reverses, .label = N_("Reverses"), .to = &settlement_type, .set_by = STEPS_ONLY), FIELD(settlement, reversed_by, .label = N_("Reversed by"), .to = &settlement_type, .set_by = STEPS_ONLY),
    FIELD(settlement, corrects, .label = N_("Corrects"), .to = &settlement_type, .set_by = STEPS_ONLY),
    FIELD(settlement, remark, .personal = true, .label = N_("Remark"), .max = 1000, .format = FORMAT_MULTILINE),
};

day settlement_payday(enum employment_mode mode, day first, day last, int64_t days)
{
    struct date end = date_of(last);
    if (mode == MODE_PART_TIME) return (day){ first.number + PART_TIME_DAYS };
    if (employed(mode)) return day_plus_months(day_from_date((struct date){ end.year, end.month, 15 }), 1);
    return (day){ last.number + (int32_t)days };
}

static void add_up(struct settlement *s)
{
    s->earned = s->tips = s->deducted = s->netted = (money){ 0 };
    for (size_t i = 0; i < s->lines.count; i++) {
        const struct settlement_line *l = ROW(struct settlement_line, s->lines, i);
        if (l->item == PAY_TIP) s->tips = money_add(s->tips, l->amount);
        else if (held_line(l->item)) s->netted = money_sub(s->netted, l->amount);
        else if (deduction(l->item)) s->deducted = money_sub(s->deducted, l->amount);
        else s->earned = money_add(s->earned, l->amount);
    }
    s->total = money_sub(money_sub(money_add(s->earned, s->tips), s->deducted), s->netted);
}

static money damage_in(rows_of lines)
{
    money sum = { 0 };
    for (size_t i = 0; i < lines.count; i++)
        if (ROW(struct settlement_line, lines, i)->item == PAY_COMPENSATION) sum = money_sub(sum, ROW(struct settlement_line, lines, i)->amount);
    return sum;
}

/* T25: the month's damage, this settlement included, against the month's wage. */
static bool damage_within(struct work *w, const struct settlement *s)
{
    money here = damage_in(s->lines);
    if (here.fen <= 0 || !employed(s->mode)) return true;
    struct month_sums other = month_sums(w, s);
    money minimum = { setting_number(w, SETTING_MINIMUM_MONTHLY, s->record.branch.id, s->last) };
    money most = damage_limit(money_add(s->earned, other.earned), minimum), taken = money_add(here, other.damage);
    if (failed(w)) return false;
    if (taken.fen <= most.fen) return true;
    return wrong(w, "lines", N_("At most {1} may be taken for damage this month: 20 % of the wage, and the minimum wage stays; {2} would be"), money_shown(w->arena, most), money_shown(w->arena, taken));
}

/* Her part of insurance that the wage does not cover, paid by us for now (payroll): never more than that part. */
static bool lends_insurance(const struct settlement *s, const struct settlement_line *line)
{
    money social = { 0 };
    for (size_t i = 0; i < s->lines.count; i++)
        if (ROW(struct settlement_line, s->lines, i)->item == PAY_SOCIAL_INSURANCE) social = money_sub(social, ROW(struct settlement_line, s->lines, i)->amount);
    return line->item == PAY_ADVANCE && line->amount.fen <= social.fen;
}

static bool lines_right(struct work *w, const struct settlement *s)
{
    for (size_t i = 0; i < s->lines.count; i++) {
        const struct settlement_line *l = ROW(struct settlement_line, s->lines, i);
        if (!l->visit.id && names_a_deposit(l->label)) return wrong(w, "lines", N_("No deposit may be taken from a worker, for a uniform or anything else (劳动合同法 9)"));
        if (s->state != SETTLEMENT_RED && deduction(l->item) && l->amount.fen > 0 && !lends_insurance(s, l)) return wrong(w, "lines", N_("A deduction is negative"));
    }
    return damage_within(w, s);
}

static bool line_same(const struct settlement_line *a, const struct settlement_line *b)
{
    return a->item == b->item && a->visit.id == b->visit.id && a->opening.id == b->opening.id && a->payment.id == b->payment.id && a->stand_by.id == b->stand_by.id && a->compensation.id == b->compensation.id && a->reward.id == b->reward.id && a->suspension.id == b->suspension.id && a->back_pay.id == b->back_pay.id && a->quantity == b->quantity && a->unit.fen == b->unit.fen && a->amount.fen == b->amount.fen
        && !strcmp(a->label, b->label);
}

static bool lines_same(rows_of a, rows_of b)
{
    if (a.count != b.count) return false;
    for (size_t i = 0; i < a.count; i++)
        if (!line_same(ROW(struct settlement_line, a, i), ROW(struct settlement_line, b, i))) return false;
    return true;
}

static bool check(struct work *w, struct settlement *s, const struct settlement *before)
{
    const struct worker *n = record_peek(w, &worker_type, s->worker.id);
    if (!before && n) { s->record.branch = n->record.branch; if (!s->mode) s->mode = n->mode; }
    if (s->last.number < s->first.number) return wrong(w, "last", N_("The last day lies before the first"));
    if (s->mode == MODE_PART_TIME && s->last.number - s->first.number >= PART_TIME_DAYS)
        return wrong(w, "last", N_("Part-time wages are settled at least every 15 days (劳动合同法 72)"));
    if (!before && !s->corrects.id && s->state != SETTLEMENT_RED && period_locked(w, s->record.branch.id, s->last))
        return refuse_as(w, CONFLICT, "last", N_("The period of this day is locked; what became payable since goes into the next settlement"));
    s->payday = settlement_payday(s->mode, s->first, s->last, setting_number(w, "finance.worker_days", s->record.branch.id, s->last));
    add_up(s);
    if (before && before->locked_at.ms && !lines_same(s->lines, before->lines))
        return refuse_as(w, CONFLICT, "lines", N_("A locked settlement is not edited; reverse it"));
    return (before && lines_same(s->lines, before->lines)) || lines_right(w, s) ? !failed(w) : false;
}
CHECKER(settlement, check)

static text title(struct work *w, const struct settlement *s)
{
    return whose_days(w, record_title(w, &worker_type, s->worker.id), s->first, s->last);
}
TITLE(settlement, title)

static const text indexes[] = { "worker, first", "branch, state", NULL };

static const struct retention kept[] = {
    { .name = "paper", .label = N_("Settlements: kept, under “Erased person” when she is erased"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 },
};

const struct record_type settlement_type = RECORD_TYPE(settlement, .label = N_("Settlement"), .module = "finance", FIELDS(fields), .steps = settlement_steps, .step_count = SETTLEMENT_STEPS,
    .deadlines = settlement_deadlines, .deadline_count = SETTLEMENT_DEADLINES, .first_state = SETTLEMENT_OPEN, .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "worker", .see = CAN_SEE_SETTLEMENTS,
    .create = CAN_EDIT_SETTLEMENTS, .edit = CAN_EDIT_SETTLEMENTS, .history = true, .check = check_hook, .title = title_hook, .prefix = "S", .order = "-first", .indexes = indexes);

/* wage_advance.c — see wage_advance.h. */
#include "base/words.h"
#include "ledger/ledger.h"
#include "messages/messages.h"
#include "payroll/payroll.h"

static const struct choice states[] = {
    { ADVANCE_ASKED, "asked", N_("Asked for"), "warn" }, { ADVANCE_PAID, "paid", N_("Paid, to be taken back"), "info" }, { ADVANCE_SETTLED, "settled", N_("Taken back in full"), "ok", .final = true },
    { ADVANCE_REFUSED, "refused", N_("Refused"), "mute", .final = true }, { ADVANCE_FORGIVEN, "forgiven", N_("Not taken back any more"), "mute", .final = true }, { 0 },
};
static const struct choice kinds[] = { { ADVANCE_BEFORE_PAYDAY, "before_payday", N_("Before payday") }, { ADVANCE_OVERPAID, "overpaid", N_("Wage paid too much") }, { ADVANCE_INSURANCE, "insurance", N_("Social insurance paid for her") }, { 0 } };
static const struct field fields[] = {
    FIELD(wage_advance, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(wage_advance, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(wage_advance, kind, .label = N_("Kind"), .choices = kinds, .list = true, .filter = true, .set_by = STEPS_ONLY),
    FIELD(wage_advance, amount, .label = N_("Amount"), .required = true, .min = 1, .max = 100000000, .list = true, .sort = true, .set_by = SET_ON_CREATE),
    FIELD(wage_advance, monthly, .label = N_("Taken back a month, at most"), .min = 0, .max = 100000000, .set_by = SET_ON_CREATE, .help = N_("Empty: all of it from the next wage")),
    FIELD(wage_advance, taken, .label = N_("Taken back so far"), .set_by = STEPS_ONLY, .list = true), FIELD(wage_advance, reason, .personal = true, .label = N_("Purpose"), .required = true, .max = 200, .set_by = SET_ON_CREATE),
    FIELD(wage_advance, asked_by, .label = N_("Entered by"), .to = &account_type, .set_by = ENGINE_ONLY), FIELD(wage_advance, payment, .label = N_("Payment"), .to = &payment_type, .set_by = STEPS_ONLY), FIELD(wage_advance, payslip, .label = N_("Of payslip"), .to = &payslip_type, .set_by = STEPS_ONLY),
    FIELD(wage_advance, remark, .personal = true, .label = N_("Remark"), .max = 300),
};

static bool check(struct work *w, struct wage_advance *a, const struct wage_advance *before)
{
    if (before) return true;
    const struct worker *n = record_peek(w, &worker_type, a->worker.id);
    if (n) a->record.branch = n->record.branch;
    a->asked_by.id = w->actor->user;
    if (!a->kind) a->kind = ADVANCE_BEFORE_PAYDAY;
    return a->monthly.fen <= a->amount.fen || wrong(w, "monthly", N_("A part is not more than the whole"));
}
CHECKER(wage_advance, check)

static const struct sentence *another(struct work *w, const struct wage_advance *a)
{
    if (w->actor->system || a->asked_by.id != w->actor->user || owner_mode(w, a->record.branch.id)) return NULL;
    return because(w, N_("A second person has to do this: you did an earlier step of it"));
}
GUARD(wage_advance, another)

struct advance_payment { enum payment_channel channel; text channel_number; };
static const struct choice channels[] = { { CHANNEL_CASH, "cash", N_("Cash") }, { CHANNEL_TRANSFER, "transfer", N_("Bank transfer") }, { CHANNEL_WECHAT, "wechat", N_("WeChat Pay") }, { CHANNEL_ALIPAY, "alipay", N_("Alipay") }, { 0 } };
static const struct field payment_fields[] = { FIELD(advance_payment, channel, .label = N_("Paid by"), .choices = channels, .required = true), FIELD(advance_payment, channel_number, .label = N_("Number of the transaction"), .max = 64) };

static bool pay(struct work *w, struct wage_advance *a, const struct advance_payment *in)
{
    struct payment p = { .kind = PAYMENT_TO_WORKER, .worker = a->worker, .amount = a->amount, .channel = in->channel, .channel_number = in->channel_number ? in->channel_number : "", .remark = a->reason };
    if (!ADD(w, payment, &p)) return false;
    a->payment.id = p.record.id;
    return true;
}
RULE(wage_advance, advance_payment, pay)

static const struct field part_fields[] = { FIELD(advance_part, amount, .label = N_("Amount")) };
static bool take_part(struct work *w, struct wage_advance *a, const struct advance_part *in)
{
    (void)w;
    a->taken = money_add(a->taken, in->amount);
    a->state = a->taken.fen >= a->amount.fen ? ADVANCE_SETTLED : ADVANCE_PAID;
    return true;
}
RULE(wage_advance, advance_part, take_part)

/* ---- paid too much ---- */

/* Her settlement gave it away again, and it lies with her: of trust money the company makes the trust whole. */
static bool owed_by_her(struct work *w, const struct wage_advance *a, const struct payslip *slip)
{
    struct payment back = { .kind = PAYMENT_FROM_WORKER, .worker = a->worker, .settlement = slip->settlement, .amount = a->amount, .channel = CHANNEL_OTHER, .channel_number = "", .remark = a->record.number };
    const struct posting_line lines[] = { { LEDGER_WITH_WORKERS, a->amount }, { LEDGER_BANK, money_negate(a->amount) } };
    return ADD(w, payment, &back) && ledger_post(w, &(struct posting){ .kind = ENTRY_PAYROLL, .branch = a->record.branch.id, .memo = ledger_memo(w, N_("Wage paid too much"), a->record.number), .lines = lines, .count = 2,
        .worker = a->worker.id, .source = "wage_advance", .source_id = a->record.id }) != 0;
}

bool advance_overpaid(struct work *w, const struct payslip *slip, money over)
{
    struct date d = date_of(slip->first);
    text why = translate_with(w->arena, w->language, N_("Payslip {1} of {2} corrected"), (const text[]){ slip->record.number, print(w, "%d-%02d", d.year, d.month), NULL });
    struct wage_advance a = { .record.branch = slip->record.branch, .state = ADVANCE_PAID, .kind = ADVANCE_OVERPAID, .worker = slip->worker, .amount = over, .payslip = { slip->record.id }, .reason = why, .remark = "" };
    const struct worker *n = record_peek(w, &worker_type, slip->worker.id);
    if (!n || !ADD(w, wage_advance, &a) || !owed_by_her(w, &a, slip)) return false;
    return !n->person.id || tell(w, &(struct telling){ .template = "payslip.overpaid", .person = n->person, .branch = a.record.branch, .about = &wage_advance_type, .record = a.record.id,
        SAYING(say_money("amount", over), say_day("from", slip->first), say_day("to", slip->last)) });
}

/* ---- insurance paid for her ---- */

/* The one of that month, where its payslip was reversed: what it gives back then it lends again now. */
static int64_t lent_before(struct work *w, const struct payslip *slip)
{
    return db_one(w, SQL("select a.id from wage_advance a join payslip p on p.id = a.payslip where a.kind = 3 and a.worker = $1 and p.first = $2 and p.last = $3 order by a.id limit 1"), BIND(num(slip->worker.id), num(slip->first.number), num(slip->last.number)), 0);
}
_Static_assert(ADVANCE_INSURANCE == 3, "the query above says it by number");

int64_t advance_insurance(struct work *w, const struct payslip *slip, money part)
{
    struct wage_advance *before = record_peek(w, &wage_advance_type, lent_before(w, slip));
    if (before) return step_run(w, &wage_advance_type, before, "take", &(struct advance_part){ money_negate(part) }) ? before->record.id : 0;
    struct date d = date_of(slip->first);
    text why = translate_with(w->arena, w->language, N_("Her part of social insurance of {1}"), (const text[]){ print(w, "%d-%02d", d.year, d.month), NULL });
    struct wage_advance a = { .record.branch = slip->record.branch, .state = ADVANCE_PAID, .kind = ADVANCE_INSURANCE, .worker = slip->worker, .amount = part, .payslip = { slip->record.id }, .reason = why, .remark = "" };
    return ADD(w, wage_advance, &a) ? a.record.id : 0;
}

static const struct sentence *too_much(struct work *w, const struct wage_advance *a) { return a->kind == ADVANCE_OVERPAID || a->kind == ADVANCE_INSURANCE ? NULL : because(w, N_("Only what was paid too much, or for her, may be left to her")); }
GUARD(wage_advance, too_much)
static bool forgive(struct work *w, struct wage_advance *a)
{
    money rest = money_sub(a->amount, a->taken);
    const struct posting_line lines[] = { { LEDGER_WAGE_COST, rest }, { LEDGER_WITH_WORKERS, money_negate(rest) } };
    return ledger_post(w, &(struct posting){ .kind = ENTRY_PAYROLL, .branch = a->record.branch.id, .memo = ledger_memo(w, N_("Not taken back any more"), a->record.number), .lines = lines, .count = 2,
        .worker = a->worker.id, .source = "advance_forgiven", .source_id = a->record.id }) != 0;
}
RULE_PLAIN(wage_advance, forgive)

static text title(struct work *w, const struct wage_advance *a) { return money_shown(w->arena, a->amount); }
TITLE(wage_advance, title)
static const struct step steps[] = {
    STEP(pay, .label = N_("Pay it"), .tone = "primary", .from = FROM(ADVANCE_ASKED), .to = ADVANCE_PAID, .by = CAN_PAY_PAYROLL, INPUTS(advance_payment, payment_fields), .guard = another_guard, .run = pay_rule),
    STEP(refuse, .label = N_("Refuse"), .tone = "danger", .from = FROM(ADVANCE_ASKED), .to = ADVANCE_REFUSED, .by = CAN_PREPARE_PAYROLL, .reason = true),
    STEP(forgive, .label = N_("Do not take it back"), .tone = "danger", .from = FROM(ADVANCE_PAID), .to = ADVANCE_FORGIVEN, .by = CAN_LOCK_PAYROLL, .guard = too_much_guard, .run = forgive_rule, .reason = true),
    STEP(take, .label = N_("Taken back with a wage"), .from = FROM(ADVANCE_PAID) | FROM(ADVANCE_SETTLED), INPUTS(advance_part, part_fields), .run = take_part_rule, .hidden = true),
};
static const text indexes[] = { "worker, state", NULL };
static const struct retention kept[] = { { .name = "paper", .label = N_("Advances: kept, under “Erased person” when she is erased"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 } };
const struct record_type wage_advance_type = RECORD_TYPE(wage_advance, .label = N_("Advance on wages"), .module = "payroll", FIELDS(fields), STEPS(steps), .first_state = ADVANCE_ASKED, .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept),
    .subject = "worker", .see = CAN_SEE_PAYROLL, .create = CAN_PREPARE_PAYROLL, .edit = CAN_PREPARE_PAYROLL, .history = true, .check = check_hook, .title = title_hook, .prefix = "YZ", .indexes = indexes);

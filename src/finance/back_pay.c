/* back_pay.c — see back_pay.h. */
#include "finance/back_pay.h"
#include <string.h>
#include "base/words.h"
#include "finance/made.h"
#include "finance/settlement_own.h"
#include "finance/tell.h"
#include "record/said.h"

static const struct choice states[] = { { BACK_PAY_DUE, "due", N_("Waits for her next pay"), "warn" }, { BACK_PAY_GIVEN, "given", N_("In her pay"), "ok" }, { BACK_PAY_TAKEN_BACK, "taken_back", N_("Taken back"), "mute", .final = true }, { 0 } };
static const struct field fields[] = {
    FIELD(back_pay, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(back_pay, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(back_pay, amount, .label = N_("Amount"), .list = true, .sort = true, .set_by = ENGINE_ONLY), FIELD(back_pay, why, .personal = true, .label = N_("Answer to the objection"), .list = true, .max = 500, .set_by = ENGINE_ONLY),
    FIELD(back_pay, objected, .label = N_("Objected to"), .to = &settlement_type, .filter = true, .set_by = ENGINE_ONLY), FIELD(back_pay, paper, .label = N_("Number of the paper"), .max = 40, .set_by = ENGINE_ONLY),
    FIELD(back_pay, first, .label = N_("First day"), .set_by = ENGINE_ONLY), FIELD(back_pay, last, .label = N_("Last day"), .set_by = ENGINE_ONLY),
    FIELD(back_pay, by_payroll, .label = N_("With her next payslip"), .list = true, .filter = true, .set_by = STEPS_ONLY), FIELD(back_pay, settlement, .label = N_("Settlement"), .to = &settlement_type, .list = true, .filter = true, .set_by = STEPS_ONLY),
    FIELD(back_pay, since, .label = N_("Since"), .list = true, .sort = true, .set_by = ENGINE_ONLY), FIELD(back_pay, payday, .label = N_("Payday"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
};

/* ---- its course ---- */

struct back_pay_place { ref settlement; };
static const struct field place_fields[] = { FIELD(back_pay_place, settlement, .label = N_("Settlement"), .to = &settlement_type) };
static bool be_in(struct work *w, struct back_pay *b, const struct back_pay_place *in)
{
    (void)w;
    b->settlement = in->settlement;
    b->state = in->settlement.id ? BACK_PAY_GIVEN : BACK_PAY_DUE;
    return true;
}
RULE(back_pay, back_pay_place, be_in)

static const struct sentence *not_by_payroll(struct work *w, const struct back_pay *b) { return b->by_payroll ? because(w, N_("It comes with her next payslip; if she gets none any more, take “With a settlement instead” first")) : NULL; }
GUARD(back_pay, not_by_payroll)
/* Of today: what else of hers waits comes along, so that nothing is settled behind it. */
static bool settle_now(struct work *w, struct back_pay *b)
{
    day today = day_of(w->now);
    int64_t made = settlement_make(w, b->worker.id, today, today);
    if (!made) return false;
    b->settlement.id = made;                            /* settlement_make has set the row; this is the copy the step saves */
    b->state = BACK_PAY_GIVEN;
    return true;
}
RULE_PLAIN(back_pay, settle_now)

static const struct sentence *of_payroll(struct work *w, const struct back_pay *b) { return b->by_payroll ? NULL : because(w, N_("It goes with a settlement already")); }
GUARD(back_pay, of_payroll)
static bool by_settlement(struct work *w, struct back_pay *b) { (void)w; b->by_payroll = false; return true; }
RULE_PLAIN(back_pay, by_settlement)

/* The objection behind it is heard again; of a payslip payroll sees to it (payroll.c). */
static bool take_back(struct work *w, struct back_pay *b)
{
    struct settlement *s = record_peek(w, &settlement_type, b->objected.id);
    return !s || s->back_pay.id != b->record.id || !(FROM(s->state) & SETTLEMENT_LOCKED_STATES) || step_run(w, &settlement_type, s, "hear_again", NULL);
}
RULE_PLAIN(back_pay, take_back)

static instant payday_due(struct work *w, const struct back_pay *b) { (void)w; return day_at(b->payday, 12 * 60); }
DUE(back_pay, payday_due)
static const struct deadline deadlines[] = {
    { .name = "unpaid", .label = N_("Back pay is in no settlement or payslip yet"), .states = FROM(BACK_PAY_DUE), .due = payday_due_hook, .who = CAN_EDIT_SETTLEMENTS, .escalate_after = DAYS(2), .then = CAN_LOCK_SETTLEMENTS, .step = "settle_now" },
};
static const struct step steps[] = {
    STEP(settle_now, .label = N_("Settle it now"), .tone = "primary", .from = FROM(BACK_PAY_DUE), .by = CAN_EDIT_SETTLEMENTS, .guard = not_by_payroll_guard, .run = settle_now_rule, .confirm = N_("A settlement of today is made, with what else of hers waits. Make it?")),
    STEP(by_settlement, .label = N_("With a settlement instead"), .from = FROM(BACK_PAY_DUE), .by = CAN_EDIT_SETTLEMENTS, .guard = of_payroll_guard, .run = by_settlement_rule),
    STEP(take_back, .label = N_("Take back: the objection is heard again"), .tone = "danger", .from = FROM(BACK_PAY_DUE), .to = BACK_PAY_TAKEN_BACK, .by = CAN_LOCK_SETTLEMENTS, .run = take_back_rule, .reason = true),
    STEP(be_in, .label = N_("In her pay"), .from = FROM(BACK_PAY_DUE) | FROM(BACK_PAY_GIVEN), .hidden = true, INPUTS(back_pay_place, place_fields), .run = be_in_rule),
};

/* Where it is stands in its name: that is what the objection shows. */
static text where(struct work *w, const struct back_pay *b)
{
    const struct settlement *s = b->settlement.id ? record_peek(w, &settlement_type, b->settlement.id) : NULL;
    return !s ? "" : b->by_payroll && *s->remark ? s->remark : s->record.number;
}
static text title(struct work *w, const struct back_pay *b)
{
    text into = where(w, b);
    return *into ? print(w, "%s → %s", money_shown(w->arena, b->amount), into) : print(w, "%s %s", money_shown(w->arena, b->amount), b->paper);
}
TITLE(back_pay, title)
static const text indexes[] = { "worker, state", "settlement", "objected", NULL };
static const struct retention kept[] = { { .name = "paper", .label = N_("Back pay: kept with the settlements"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 } };
const struct record_type back_pay_type = RECORD_TYPE(back_pay, .label = N_("Back pay"), .plural = "Back pay", .module = "finance", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = BACK_PAY_DUE, .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept),
    .subject = "worker", .see = CAN_SEE_SETTLEMENTS, .append_only = true, .history = true, .title = title_hook, .prefix = "BF", .order = "-since", .indexes = indexes);

/* ---- an objection was upheld ---- */

const struct field late_answer_fields[LATE_ANSWER_FIELDS] = {
    FIELD(late_answer, result, .label = N_("What became of the objection"), .choices = settlement_results, .required = true, .help = N_("Upheld: say below what she gets on top; it comes with her next pay. When the lines themselves are wrong, reverse this one instead: that answers her too")),
    FIELD(late_answer, correction, .label = N_("She gets on top"), .min = 0, .max = 10000000, .help = N_("Only when the objection is upheld: a line of her next settlement or payslip")),
    FIELD(late_answer, answer, .label = N_("Answer"), .required = true, .max = 500, .help = N_("She reads it with this one, and beside the line of her next pay")),
};

bool back_pay_answer(struct work *w, const struct late_answer *in, const struct back_pay_ask *a, ref *ret)
{
    money more = in->correction.given ? (money){ in->correction.fen } : (money){ 0 };
    day today = day_of(w->now);
    ret->id = 0;
    if (in->result == OBJECTION_REJECTED) return !more.fen || wrong(w, "correction", N_("Rejected, she gets nothing on top: leave the amount empty, or say that the objection is upheld"));
    if (more.fen <= 0) return wrong(w, "correction", N_("Say what she gets on top: it comes with her next pay. When the lines themselves are wrong, reverse this one instead; that answers her too"));
    struct back_pay b = { .record.branch = a->branch, .state = BACK_PAY_DUE, .worker = a->worker, .amount = more, .why = in->answer, .objected = a->objected, .paper = a->paper, .first = a->first, .last = a->last,
        .by_payroll = a->by_payroll, .since = today, .payday = settlement_payday(a->mode, today, today, setting_number(w, "finance.worker_days", a->branch.id, today)) };
    if (!ADD(w, back_pay, &b)) return false;
    ret->id = b.record.id;
    return true;
}

text back_pay_said(struct work *w, ref back_pay)
{
    const struct back_pay *b = back_pay.id ? record_peek(w, &back_pay_type, back_pay.id) : NULL;
    if (!b || b->state == BACK_PAY_TAKEN_BACK) return "";
    const struct settlement *s = b->settlement.id ? record_peek(w, &settlement_type, b->settlement.id) : NULL;
    text amount = money_shown(w->arena, b->amount);
    if (!s) return translate_with(w->arena, w->language, b->by_payroll ? N_("You get {1} more: it comes with your next payslip") : N_("You get {1} more: it comes with your next settlement"), (const text[]){ amount, NULL });
    const text all[] = { amount, where(w, b), day_text(w->arena, s->first), day_text(w->arena, s->last), NULL };
    return translate_with(w->arena, w->language, N_("You get {1} more: it is in {2}, {3} to {4}"), all);
}

/* ---- in her pay ---- */

text back_pay_label(struct work *w, const struct back_pay *b)
{
    return said_keep(w, N_("Back pay for {1} ({2} to {3})"), (const text[]){ b->paper, day_text(w->arena, b->first), day_text(w->arena, b->last), NULL });
}

static struct settlement_line line_of(struct work *w, const struct back_pay *b)
{
    return (struct settlement_line){ .item = PAY_BACK_PAY, .back_pay = { b->record.id }, .label = back_pay_label(w, b), .served = b->since, .quantity = 100, .unit = b->amount, .amount = b->amount, .why = { by_hand(w, b->why) } };
}

struct found back_pay_of_payroll(struct work *w, int64_t worker, int64_t draft)
{
    return LOAD_WHERE(w, back_pay, "worker = $1 and ((state = 1 and by_payroll = 1) or (state = 2 and settlement = $2 and $2 > 0)) order by id", BIND(num(worker), num(draft)));
}

rows_of back_pay_lines(struct work *w, int64_t worker, rows_of lines, struct found *ret)
{
    *ret = LOAD_WHERE(w, back_pay, "worker = $1 and state = 1 and by_payroll = 0 order by id", BIND(num(worker)));
    struct settlement_line *all = take_many(w, struct settlement_line, lines.count + (size_t)ret->count);
    size_t n = lines.count;
    if (n) memcpy(all, lines.at, n * sizeof *all);
    for (int i = 0; i < ret->count; i++) all[n++] = line_of(w, FOUND(struct back_pay, *ret, i));
    return (rows_of){ all, n };
}
_Static_assert(BACK_PAY_DUE == 1 && BACK_PAY_GIVEN == 2, "the queries here say these by number");

bool back_pay_settled(struct work *w, const struct found *back_pay, int64_t settlement)
{
    for (int i = 0; i < back_pay->count; i++)
        if (!step_run(w, &back_pay_type, back_pay->at[i], "be_in", &(struct back_pay_place){ { settlement } })) return false;
    return !failed(w);
}

bool back_pay_moved(struct work *w, int64_t from, int64_t to)
{
    struct found f = LOAD_WHERE(w, back_pay, "settlement = $1 and state = 2 order by id", BIND(num(from)));
    return back_pay_settled(w, &f, to);
}

bool back_pay_still_due(struct work *w, rows_of lines, int64_t draft)
{
    for (size_t i = 0; i < lines.count; i++) {
        const struct back_pay *b = ROW(struct settlement_line, lines, i)->back_pay.id ? record_peek(w, &back_pay_type, ROW(struct settlement_line, lines, i)->back_pay.id) : NULL;
        if (!b || (b->state == BACK_PAY_DUE && b->by_payroll) || (b->state == BACK_PAY_GIVEN && draft && b->settlement.id == draft)) continue;
        return refuse_as(w, CONFLICT, "", N_("Back pay {1} was taken back or goes with a settlement since; calculate again"), b->record.number);
    }
    return !failed(w);
}

bool back_pay_of_lines_settled(struct work *w, rows_of lines, int64_t settlement)
{
    for (size_t i = 0; i < lines.count; i++) {
        struct back_pay *b = ROW(struct settlement_line, lines, i)->back_pay.id ? record_peek(w, &back_pay_type, ROW(struct settlement_line, lines, i)->back_pay.id) : NULL;
        if (b && !step_run(w, &back_pay_type, b, "be_in", &(struct back_pay_place){ { settlement } })) return false;
    }
    return !failed(w);
}

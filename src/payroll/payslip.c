/* payslip.c — what a payslip is and its course; payslip_make.c reckons it. */
#include "payroll/payslip.h"
#include <string.h>
#include "base/json.h"
#include "base/words.h"
#include "payroll/payroll.h"
#include "placement/placement.h"
#include "record/said.h"

const struct choice payslip_states[] = {
    { PAYSLIP_CALCULATED, "calculated", N_("Calculated"), "info" }, { PAYSLIP_SENT, "sent", N_("Sent"), "info" }, { PAYSLIP_CONFIRMED, "confirmed", N_("Confirmed"), "info" }, { PAYSLIP_OBJECTED, "objected", N_("Objected to"), "danger" },
    { PAYSLIP_LOCKED, "locked", N_("Locked"), "warn" }, { PAYSLIP_PAID, "paid", N_("Wages paid"), "ok" }, { PAYSLIP_FAILED, "failed", N_("Sent back by the bank"), "danger" }, { PAYSLIP_REVERSED, "reversed", N_("Reversed"), "mute", .final = true },
    { PAYSLIP_RED, "red", N_("Reversal (red)"), "danger", .final = true }, { PAYSLIP_DROPPED, "dropped", N_("Dropped"), "mute", .final = true }, { 0 },
};
static const struct choice items[] = {
    { PAY_BASE_WAGE, "base_wage", N_("Base wage") }, { PAY_OVERTIME, "overtime", N_("Overtime") }, { PAY_REST_DAY, "rest_day", N_("Work on a rest day") }, { PAY_HOLIDAY, "holiday", N_("Holiday premium") }, { PAY_NIGHT_WAKING, "night_waking", N_("Night waking") },
    { PAY_SECOND_PERSON, "second_person", N_("Twin or second elder") }, { PAY_DISTANCE, "distance", N_("Distance subsidy") }, { PAY_MEAL, "meal", N_("Meal subsidy") }, { PAY_GRADE, "grade", N_("Grade bonus") }, { PAY_PUNCTUALITY, "punctuality", N_("Punctuality bonus") },
    { PAY_REFERRAL, "referral", N_("Referral bonus") }, { PAY_COMPENSATION, "compensation", N_("Taken for damage") }, { PAY_ADVANCE, "advance", N_("Advance") }, { PAY_SOCIAL_INSURANCE, "social_insurance", N_("Social insurance, her part") },
    { PAY_INCOME_TAX, "income_tax", N_("Income tax") }, { PAY_BROUGHT_FORWARD, "brought_forward", N_("Brought forward") }, { PAY_BACK_PAY, "back_pay", N_("Back pay") },
    { PAY_EXTRA_TASK, "extra_task", N_("Extra task") }, { PAY_STAND_BY, "stand_by", N_("Standing by") }, { 0 },
};
static const struct choice modes[] = { { MODE_EMPLOYEE, "employee", N_("Employee") }, { MODE_PART_TIME, "part_time", N_("Part-time") }, { MODE_AGENCY, "agency", N_("Agency") }, { MODE_DISPATCHED, "dispatched", N_("Dispatched") },
    { MODE_GIG, "gig", N_("Gig") }, { MODE_OVER_AGE, "over_age", N_("Over age") }, { 0 } };

static const struct choice results[] = { { OBJECTION_ACCEPTED, "accepted", N_("Objection upheld") }, { OBJECTION_REJECTED, "rejected", N_("Rejected") }, { 0 } };

/* The code of a line is for queries; who reads it reads which part of the wage it is (wage.c, payslip_make.c). */
static text code_read(struct work *w, text code)
{
    static const struct { text code, said; } all[] = { { "base", N_("Base wage") }, { "rest_day", N_("Rest days worked") }, { "holiday", N_("Holidays worked") }, { "leave", N_("Leave beyond the rest days") }, { "absent", N_("Days away") },
        { "away", N_("The family was away") }, { "sick", N_("Days ill") }, { "extra", N_("Extras") }, { "social", N_("Social insurance, her part") }, { "tax", N_("Income tax") }, { "damage", N_("Taken for damage") },
        { "advance", N_("Advance") }, { "back_pay", N_("Back pay") } };
    for (int i = 0; i < COUNT_OF(all); i++)
        if (!strcmp(all[i].code, code)) return translate(w->language, all[i].said);
    return code;
}

static const struct field line_fields[] = {
    FIELD(payslip_line, item, .label = N_("Item"), .choices = items), FIELD(payslip_line, code, .label = N_("Code"), .max = 20, .reads = code_read), FIELD(payslip_line, label, .label = N_("Text"), .max = 400, .format = FORMAT_SAID), FIELD(payslip_line, rule, .label = N_("Rule"), .max = 80),
    FIELD(payslip_line, why, .label = N_("How it came about"), .max = 600, .format = FORMAT_SAID), FIELD(payslip_line, amount, .label = N_("Amount")), FIELD(payslip_line, advance, .label = N_("Advance"), .to = &wage_advance_type),
    FIELD(payslip_line, compensation, .label = N_("Damage compensation"), .to = &compensation_type), FIELD(payslip_line, back_pay, .label = N_("Back pay"), .to = &back_pay_type),
};
static const struct row_type line_row = ROW_TYPE(payslip_line, line_fields);
#define YEAR N_("Of the year, with this month")
#define COURSE N_("Course")
#define SUMS N_("Sums")
static const struct field fields[] = {
    FIELD(payslip, state, .label = N_("State"), .choices = payslip_states, .list = true, .filter = true),
    FIELD(payslip, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = STEPS_ONLY), FIELD(payslip, run, .label = N_("Payroll"), .to = &payroll_run_type, .filter = true, .set_by = STEPS_ONLY),
    FIELD(payslip, mode, .label = N_("Employed as"), .choices = modes, .filter = true, .list = true, .set_by = STEPS_ONLY), FIELD(payslip, tax_kind, .label = N_("Taxed as"), .choices = tax_kinds, .filter = true, .set_by = STEPS_ONLY), FIELD(payslip, report, .label = N_("Report of platform income"), .choices = income_reports, .filter = true, .set_by = STEPS_ONLY),
    FIELD(payslip, first, .label = N_("First day"), .list = true, .sort = true, .filter = true, .set_by = STEPS_ONLY), FIELD(payslip, last, .label = N_("Last day"), .filter = true, .set_by = STEPS_ONLY),
    FIELD(payslip, lines, .label = N_("Lines"), .row = &line_row, .set_by = STEPS_ONLY),
    FIELD(payslip, gross, .label = N_("Earned"), .list = true, .sort = true, .set_by = STEPS_ONLY, .group = SUMS), FIELD(payslip, social, .label = N_("Social insurance, her part"), .set_by = STEPS_ONLY, .group = SUMS), FIELD(payslip, company_social, .label = N_("Social insurance, the employer's part"), .set_by = STEPS_ONLY, .group = SUMS),
    FIELD(payslip, tax, .label = N_("Income tax"), .list = true, .set_by = STEPS_ONLY, .group = SUMS), FIELD(payslip, deducted, .label = N_("Taken off"), .set_by = STEPS_ONLY, .group = SUMS), FIELD(payslip, net, .label = N_("Net pay"), .list = true, .sort = true, .set_by = STEPS_ONLY, .group = SUMS),
    FIELD(payslip, income, .label = N_("Taxed this month"), .set_by = STEPS_ONLY, .group = SUMS, .help = N_("With what settlements of visits brought")), FIELD(payslip, special, .label = N_("Special additional deductions"), .set_by = STEPS_ONLY, .group = SUMS),
    FIELD(payslip, year_income, .label = N_("Income"), .set_by = STEPS_ONLY, .group = YEAR), FIELD(payslip, year_social, .label = N_("Social insurance"), .set_by = STEPS_ONLY, .group = YEAR), FIELD(payslip, year_special, .label = N_("Special additional deductions"), .set_by = STEPS_ONLY, .group = YEAR),
    FIELD(payslip, year_tax, .label = N_("Tax withheld"), .set_by = STEPS_ONLY, .group = YEAR), FIELD(payslip, months, .label = N_("Months"), .set_by = STEPS_ONLY, .group = YEAR), FIELD(payslip, whole_month, .label = N_("There the whole month"), .set_by = STEPS_ONLY),
    FIELD(payslip, sent_at, .label = N_("Sent at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(payslip, confirmed_at, .label = N_("Confirmed at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(payslip, objected_at, .label = N_("Objected at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(payslip, answered_at, .label = N_("Answered at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(payslip, paid_at, .label = N_("Paid at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(payslip, objection, .personal = true, .label = N_("Objection"), .max = 500, .set_by = STEPS_ONLY, .group = COURSE), FIELD(payslip, answer, .personal = true, .label = N_("Answer to the objection"), .max = 500, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(payslip, result, .label = N_("What became of the objection"), .choices = results, .set_by = STEPS_ONLY, .group = COURSE), FIELD(payslip, back_pay, .label = N_("Back pay after the objection"), .to = &back_pay_type, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(payslip, bank_why, .label = N_("Why it came back"), .max = 200, .set_by = STEPS_ONLY, .group = COURSE), FIELD(payslip, settlement, .label = N_("Settlement"), .to = &settlement_type, .filter = true, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(payslip, reverses, .label = N_("Reverses"), .to = &payslip_type, .set_by = STEPS_ONLY), FIELD(payslip, reversed_by, .label = N_("Reversed by"), .to = &payslip_type, .set_by = STEPS_ONLY), FIELD(payslip, corrects, .label = N_("Corrects"), .to = &payslip_type, .set_by = STEPS_ONLY),
    FIELD(payslip, remark, .personal = true, .label = N_("Remark"), .max = 500),
};

static bool check(struct work *w, struct payslip *s, const struct payslip *before)
{
    (void)before;
    money sum = { 0 };
    for (size_t i = 0; i < s->lines.count; i++) sum = money_add(sum, ROW(struct payslip_line, s->lines, i)->amount);
    return sum.fen == s->net.fen ? true : fault(w, "a payslip of %lld with lines of %lld", (long long)s->net.fen, (long long)sum.fen);
}
CHECKER(payslip, check)

/* ---- seen, agreed to, objected to ---- */

static bool send(struct work *w, struct payslip *s) { s->sent_at = w->acted; return true; }
RULE_PLAIN(payslip, send)
static bool confirm(struct work *w, struct payslip *s) { s->confirmed_at = w->acted; return true; }
RULE_PLAIN(payslip, confirm)

/* Said after the month was locked it changes no state: the payslip stays as it was paid, and what she says waits for its answer all the same. */
static bool objection_open(const struct payslip *s) { return s->state == PAYSLIP_OBJECTED || (s->objected_at.ms && !(s->answer && *s->answer)); }
static bool object(struct work *w, struct payslip *s)
{
    if (objection_open(s)) return refuse_as(w, CONFLICT, "", N_("What you said is with the office; its answer comes here"));
    s->objected_at = w->acted;
    s->objection = step_reason(w);
    s->answer = "";
    s->result = 0;
    s->back_pay.id = 0;
    return true;
}
RULE_PLAIN(payslip, object)

struct payslip_answer { text answer; };
static const struct field answer_fields[] = { FIELD(payslip_answer, answer, .label = N_("Answer"), .required = true, .max = 500, .help = N_("She reads it with her payslip; when she is right, correct the sheet and calculate again")) };
static const struct sentence *is_asked(struct work *w, const struct payslip *s) { return objection_open(s) ? NULL : because(w, N_("She has said nothing against it that is not answered")); }
GUARD(payslip, is_asked)
static bool answer(struct work *w, struct payslip *s, const struct payslip_answer *in)
{
    s->answer = in->answer;
    s->answered_at = w->acted;
    return true;
}
RULE(payslip, payslip_answer, answer)

static bool answer_late(struct work *w, struct payslip *s, const struct late_answer *in)
{
    const struct back_pay_ask ask = { .branch = s->record.branch, .worker = s->worker, .objected = s->settlement, .mode = s->mode, .by_payroll = true, .paper = s->record.number, .first = s->first, .last = s->last };
    s->result = in->result;
    s->answer = in->answer;
    s->answered_at = w->acted;
    return back_pay_answer(w, in, &ask, &s->back_pay);
}
RULE(payslip, late_answer, answer_late)

static bool hear_again(struct work *w, struct payslip *s)
{
    (void)w;
    s->answer = "";
    s->answered_at.ms = 0;
    s->result = 0;
    s->back_pay.id = 0;
    return true;
}
RULE_PLAIN(payslip, hear_again)

bool payslip_heard_again(struct work *w, const struct record_type *type, int64_t back_pay)
{
    (void)type;
    struct found f = LOAD_WHERE(w, payslip, "back_pay = $1 and state in (5, 6, 7)", BIND(num(back_pay)));
    return !f.count ? !failed(w) : step_run(w, &payslip_type, f.at[0], "hear_again", NULL);
}

/* Its figures changed: what she had agreed to is another sum now. */
static bool made_again(struct work *w, struct payslip *s)
{
    (void)w;
    s->sent_at.ms = s->confirmed_at.ms = 0;
    if (s->state != PAYSLIP_OBJECTED) s->state = PAYSLIP_CALCULATED;
    return true;
}
RULE_PLAIN(payslip, made_again)

/* ---- approved: finance has it ---- */

static text why_json(struct work *w, const struct payslip_line *l)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "rule", l->rule);
    write_text(&j, "why", said_read(w, l->why));
    write_end(&j, '}');
    return buf_text(&j.out);
}

static rows_of settlement_lines(struct work *w, const struct payslip *s)
{
    struct settlement_line *all = take_many(w, struct settlement_line, s->lines.count);
    size_t n = 0;
    for (size_t i = 0; i < s->lines.count; i++) {
        const struct payslip_line *l = ROW(struct payslip_line, s->lines, i);
        if (l->amount.fen) all[n++] = (struct settlement_line){ .item = l->item, .label = l->label, .compensation = l->compensation, .back_pay = l->back_pay, .served = s->last, .quantity = 100, .unit = l->amount, .amount = l->amount, .why = { why_json(w, l) } };
    }
    return (rows_of){ all, n };
}

/* Another payroll may have taken it back since this one was calculated: nobody pays an advance back twice. */
static bool advances_still_open(struct work *w, const struct payslip *s)
{
    for (size_t i = 0; i < s->lines.count; i++) {
        const struct payslip_line *l = ROW(struct payslip_line, s->lines, i);
        const struct wage_advance *a = l->advance.id ? record_peek(w, &wage_advance_type, l->advance.id) : NULL;
        money open = a ? money_sub(a->amount, a->taken) : (money){ 0 };
        if (a && open.fen < -l->amount.fen)
            return refuse_as(w, CONFLICT, "", N_("Of advance {1} to {2} only {3} is open by now; calculate the wages again"), a->record.number, record_title(w, &worker_type, s->worker.id), money_shown(w->arena, open));
    }
    return !failed(w);
}

static bool take_advances(struct work *w, const struct payslip *s, bool back)
{
    for (size_t i = 0; i < s->lines.count; i++) {
        const struct payslip_line *l = ROW(struct payslip_line, s->lines, i);
        if (!l->advance.id || !l->amount.fen) continue;
        struct wage_advance *a = record_peek(w, &wage_advance_type, l->advance.id);
        if (!a || !step_run(w, &wage_advance_type, a, "take", &(struct advance_part){ back ? l->amount : money_negate(l->amount) })) return false;
    }
    return !failed(w);
}

/* What we pay for her of insurance is hers to give back from now on. */
static bool insurance_lent(struct work *w, struct payslip *s)
{
    struct payslip_line *all = take_many(w, struct payslip_line, s->lines.count);
    for (size_t i = 0; i < s->lines.count; i++) {
        all[i] = *ROW(struct payslip_line, s->lines, i);
        if (all[i].item != PAY_ADVANCE || all[i].amount.fen <= 0) continue;
        all[i].advance.id = advance_insurance(w, s, all[i].amount);
        if (!all[i].advance.id) return false;
    }
    s->lines.at = all;
    return true;
}

/* Which placements a slip is of: part-time work has payrolls and slips of its own. */
#define PLACEMENTS_OF_SLIP "placement in (select placement from wage_sheet where worker = $1 and placement > 0 and first >= $2 and last <= $3 and (case when mode = 2 then 1 else 0 end) = $4)"
_Static_assert(MODE_PART_TIME == 2, "the query above says it by number");

/* The days it was made from are changed by nobody any more; after a reversal they may be. */
static bool days_locked(struct work *w, const struct payslip *s, text step)
{
    struct found f = LOAD_WHERE(w, placement_day, "worker = $1 and date between $2 and $3 and " PLACEMENTS_OF_SLIP, BIND(num(s->worker.id), num(s->first.number), num(s->last.number), num(s->mode == MODE_PART_TIME)));
    for (int i = 0; i < f.count; i++)
        if (!step_run(w, &placement_day_type, f.at[i], step, NULL)) return false;
    return !failed(w);
}

/* Extra tasks in it are paid; each is in the sheet of the month it was done in. */
static bool tasks_paid(struct work *w, const struct payslip *s)
{
    struct found f = LOAD_WHERE(w, extra_task, "worker = $1 and state = 3 and paid = 0 and done_on between $2 and $3 and " PLACEMENTS_OF_SLIP, BIND(num(s->worker.id), num(s->first.number), num(s->last.number), num(s->mode == MODE_PART_TIME)));
    for (int i = 0; i < f.count; i++)
        if (!step_run(w, &extra_task_type, f.at[i], "pay_it", NULL)) return false;
    return !failed(w);
}

int64_t payslip_draft_behind(struct work *w, const struct payslip *s, int64_t *ret_reversed)
{
    const struct payslip *old = s->corrects.id ? record_peek(w, &payslip_type, s->corrects.id) : NULL;
    *ret_reversed = old ? old->settlement.id : 0;
    return old ? db_one(w, SQL("select id from settlement where corrects = $1 order by id desc limit 1"), BIND(num(old->settlement.id)), 0) : 0;
}

bool payslip_to_settlement(struct work *w, struct payslip *s, const struct payroll_run *run)
{
    int64_t reversed;
    const struct settlement_ready ready = { .worker = s->worker.id, .branch = s->record.branch.id, .calculated_by = run->calculated_by.id, .corrects = payslip_draft_behind(w, s, &reversed), .mode = s->mode, .first = s->first, .last = s->last,
        .lines = settlement_lines(w, s), .remark = s->record.number };
    if (!advances_still_open(w, s)) return false;
    s->settlement.id = settlement_from_payroll(w, &ready);
    return s->settlement.id && take_advances(w, s, false) && insurance_lent(w, s) && days_locked(w, s, "lock") && tasks_paid(w, s) && step_run(w, &payslip_type, s, "lock", NULL);
}

/* ---- paid, sent back ---- */

bool payslip_paid_by(struct work *w, const struct record_type *type, int64_t settlement)
{
    (void)type;
    struct found f = LOAD_WHERE(w, payslip, "settlement = $1 and state in (5, 6, 7)", BIND(num(settlement)));
    const struct settlement *s = f.count ? record_peek(w, &settlement_type, settlement) : NULL;
    if (!s) return !failed(w);
    struct payslip *slip = f.at[0];
    bool paid = s->state == SETTLEMENT_PAID || s->state == SETTLEMENT_RECONCILED;
    if (paid == (slip->state == PAYSLIP_PAID)) return true;
    return step_run(w, &payslip_type, slip, paid ? "paid" : "unpaid", NULL) && payroll_run_look(w, slip->run.id);
}

bool payslips_catch_up(struct work *w)
{
    struct found f = LOAD_WHERE(w, payslip, "state in (5, 7) and settlement in (select id from settlement where state in (9, 10)) order by id limit 100", NO_BIND);
    for (int i = 0; i < f.count; i++)
        if (!payslip_paid_by(w, &payslip_type, FOUND(struct payslip, f, i)->settlement.id)) return false;
    return !failed(w);
}

_Static_assert(SETTLEMENT_PAID == 9 && SETTLEMENT_RECONCILED == 10 && PAYSLIP_LOCKED == 5 && PAYSLIP_FAILED == 7, "the query above says these by number");

static bool paid(struct work *w, struct payslip *s) { s->paid_at = w->acted; s->bank_why = ""; return true; }
RULE_PLAIN(payslip, paid)
static bool unpaid(struct work *w, struct payslip *s) { (void)w; s->paid_at.ms = 0; return true; }
RULE_PLAIN(payslip, unpaid)
struct came_back { text why; };
static const struct field came_back_fields[] = { FIELD(came_back, why, .label = N_("Why it came back"), .max = 200) };
static bool fail(struct work *w, struct payslip *s, const struct came_back *in) { (void)w; s->bank_why = in->why ? in->why : ""; return true; }
RULE(payslip, came_back, fail)

/* ---- reversed ---- */

static rows_of negated(struct work *w, rows_of lines)
{
    struct payslip_line *all = take_many(w, struct payslip_line, lines.count);
    for (size_t i = 0; i < lines.count; i++) {
        all[i] = *ROW(struct payslip_line, lines, i);
        all[i].amount = money_negate(all[i].amount);
    }
    return (rows_of){ all, lines.count };
}

/* Another paper about the same days. What she said, and what she was told, was about the first one and stays there. */
static struct payslip beside(const struct payslip *s)
{
    struct payslip other = *s;
    other.record = (struct record){ .branch = s->record.branch, .number = "" };
    other.objection = other.answer = "";
    other.objected_at.ms = other.answered_at.ms = 0;
    other.settlement.id = other.reversed_by.id = other.back_pay.id = 0;
    other.result = 0;
    return other;
}

static struct payslip red_of(struct work *w, const struct payslip *s)
{
    struct payslip red = beside(s);
    red.state = PAYSLIP_RED;
    red.lines = negated(w, s->lines);
    money *all[] = { &red.gross, &red.social, &red.company_social, &red.tax, &red.deducted, &red.net, &red.income, &red.special };
    for (int i = 0; i < COUNT_OF(all); i++) *all[i] = money_negate(*all[i]);
    red.reverses.id = s->record.id;
    red.remark = step_reason(w);
    return red;
}

/* The settlement is reversed in finance; a draft slip stands for it, is reckoned again from the sheets and approved by itself. Tax of later months sets it right by the cumulation. */
static bool reverse(struct work *w, struct payslip *s)
{
    struct settlement *behind = record_peek(w, &settlement_type, s->settlement.id);
    if (!behind || !step_run(w, &settlement_type, behind, "reverse", NULL) || !take_advances(w, s, true) || !days_locked(w, s, "unlock")) return false;
    struct payslip red = red_of(w, s), draft = beside(s);
    draft.state = PAYSLIP_CALCULATED;
    draft.corrects.id = s->record.id;
    draft.sent_at.ms = draft.confirmed_at.ms = draft.paid_at.ms = 0;
    draft.remark = step_reason(w);
    if (!ADD(w, payslip, &red) || !ADD(w, payslip, &draft)) return false;
    s->reversed_by.id = red.record.id;
    if (!objection_open(s)) return true;
    s->answer = step_reason(w);
    s->answered_at = w->acted;
    s->result = OBJECTION_ACCEPTED;
    return true;
}
RULE_PLAIN(payslip, reverse)

static const struct sentence *is_correction(struct work *w, const struct payslip *s)
{
    if (!s->corrects.id) return because(w, N_("It is approved with its payroll"));
    const struct payroll_run *r = record_peek(w, &payroll_run_type, s->run.id);
    if (!r || w->actor->system || owner_mode(w, s->record.branch.id) || r->calculated_by.id != w->actor->user) return NULL;
    return because(w, N_("A second person has to do this: you did an earlier step of it"));
}
GUARD(payslip, is_correction)

/* What was paid on the reversed one may cover it: then nothing is left to pay that would say so. She sees it, sent before or not. */
static bool approve_correction(struct work *w, struct payslip *s)
{
    const struct payroll_run *r = record_peek(w, &payroll_run_type, s->run.id);
    if (!s->sent_at.ms) s->sent_at = w->acted;
    if (!r || !payslip_to_settlement(w, s, r)) return false;
    const struct settlement *behind = record_peek(w, &settlement_type, s->settlement.id);
    if (!behind || behind->state != SETTLEMENT_PAID) return !failed(w);
    money over = money_sub(behind->paid, money_most(behind->total, (money){ 0 }));
    return step_run(w, &payslip_type, s, "paid", NULL) && (over.fen <= 0 || advance_overpaid(w, s, over)) && payroll_run_look(w, s->run.id);
}
RULE_PLAIN(payslip, approve_correction)

static bool recalculate(struct work *w, struct payslip *s)
{
    struct payroll_run *r = record_peek(w, &payroll_run_type, s->run.id);
    if (!r) return false;
    r->calculated_by.id = w->actor->user;
    if (!SAVE(w, payroll_run, r) || payslips_make(w, r) < 0) return false;
    payroll_run_sums(w, r);
    return SAVE(w, payroll_run, r);
}
RULE_PLAIN(payslip, recalculate)
static const struct sentence *is_draft(struct work *w, const struct payslip *s) { return s->corrects.id ? NULL : because(w, N_("It is calculated with its payroll")); }
GUARD(payslip, is_draft)

static instant objection_due(struct work *w, const struct payslip *s) { return !objection_open(s) ? (instant){ 0 } : (instant){ s->objected_at.ms + DAYS(setting_number(w, "finance.objection_days", s->record.branch.id, day_of(w->now))) }; }
DUE(payslip, objection_due)
#define AFTER_LOCK (FROM(PAYSLIP_LOCKED) | FROM(PAYSLIP_PAID) | FROM(PAYSLIP_FAILED))
static const struct deadline deadlines[] = {
    { .name = "objection", .label = N_("Answer the objection"), .states = FROM(PAYSLIP_OBJECTED), .due = objection_due_hook, .who = CAN_PREPARE_PAYROLL, .escalate_after = DAYS(2), .then = CAN_LOCK_PAYROLL, .step = "answer" },
    { .name = "objection_late", .label = N_("Answer the objection"), .states = AFTER_LOCK, .due = objection_due_hook, .who = CAN_PREPARE_PAYROLL, .escalate_after = DAYS(2), .then = CAN_LOCK_PAYROLL, .step = "answer_late" },
};
#define BEFORE_LOCK (FROM(PAYSLIP_CALCULATED) | FROM(PAYSLIP_SENT) | FROM(PAYSLIP_CONFIRMED) | FROM(PAYSLIP_OBJECTED))
static const struct step steps[] = {
    STEP(confirm, .label = N_("The worker agrees"), .tone = "primary", .from = FROM(PAYSLIP_SENT), .to = PAYSLIP_CONFIRMED, .by = CAN_PREPARE_PAYROLL, .own = true, .run = confirm_rule),
    STEP(object, .label = N_("The worker objects"), .from = FROM(PAYSLIP_SENT) | FROM(PAYSLIP_CONFIRMED), .to = PAYSLIP_OBJECTED, .by = CAN_PREPARE_PAYROLL, .own = true, .run = object_rule, .reason = true),
    STEP(object_late, .label = N_("The worker objects after the lock"), .from = AFTER_LOCK, .by = CAN_PREPARE_PAYROLL, .own = true, .run = object_rule, .reason = true),
    STEP(answer, .label = N_("Answer"), .tone = "primary", .from = FROM(PAYSLIP_OBJECTED), .to = PAYSLIP_SENT, .by = CAN_PREPARE_PAYROLL, INPUTS(payslip_answer, answer_fields), .run = answer_rule),
    STEP(answer_late, .label = N_("Answer"), .tone = "primary", .from = AFTER_LOCK, .by = CAN_PREPARE_PAYROLL, .guard = is_asked_guard, INPUTS(late_answer, late_answer_fields), .run = answer_late_rule),
    STEP(hear_again, .label = N_("The objection is heard again"), .from = AFTER_LOCK, .run = hear_again_rule, .hidden = true),
    STEP(recalculate, .label = N_("Calculate again"), .from = FROM(PAYSLIP_CALCULATED), .by = CAN_PREPARE_PAYROLL, .guard = is_draft_guard, .run = recalculate_rule),
    STEP(approve, .label = N_("Approve the correction"), .tone = "primary", .from = FROM(PAYSLIP_CALCULATED) | FROM(PAYSLIP_SENT) | FROM(PAYSLIP_CONFIRMED), .by = CAN_LOCK_PAYROLL, .guard = is_correction_guard, .run = approve_correction_rule),
    STEP(reverse, .label = N_("Reverse"), .tone = "danger", .from = FROM(PAYSLIP_LOCKED) | FROM(PAYSLIP_PAID) | FROM(PAYSLIP_FAILED), .to = PAYSLIP_REVERSED, .by = CAN_LOCK_PAYROLL, .run = reverse_rule, .reason = true,
         .confirm = N_("A red payslip cancels this one and a new draft takes its place; all stay visible. Reverse?")),
    STEP(send, .label = N_("Sent to the worker"), .from = FROM(PAYSLIP_CALCULATED), .to = PAYSLIP_SENT, .by = CAN_REVIEW_PAYROLL, .guard = is_draft_guard, .run = send_rule),
    STEP(send_all, .label = N_("Sent with the payroll"), .from = FROM(PAYSLIP_CALCULATED), .to = PAYSLIP_SENT, .run = send_rule, .hidden = true),
    STEP(made_again, .label = N_("Calculated again"), .from = BEFORE_LOCK, .run = made_again_rule, .hidden = true),
    STEP(drop, .label = N_("Its sheets are gone"), .from = BEFORE_LOCK, .to = PAYSLIP_DROPPED, .hidden = true),
    STEP(lock, .label = N_("Wages approved"), .from = BEFORE_LOCK, .to = PAYSLIP_LOCKED, .hidden = true),
    STEP(paid, .label = N_("Wages paid"), .from = FROM(PAYSLIP_LOCKED) | FROM(PAYSLIP_FAILED), .to = PAYSLIP_PAID, .run = paid_rule, .hidden = true),
    STEP(unpaid, .label = N_("Payment taken back"), .from = FROM(PAYSLIP_PAID), .to = PAYSLIP_LOCKED, .run = unpaid_rule, .hidden = true),
    STEP(fail, .label = N_("Sent back by the bank"), .from = FROM(PAYSLIP_LOCKED) | FROM(PAYSLIP_FAILED), .to = PAYSLIP_FAILED, INPUTS(came_back, came_back_fields), .run = fail_rule, .hidden = true),
};
static text title(struct work *w, const struct payslip *s) { struct date d = date_of(s->first); return print(w, "%d-%02d %s", d.year, d.month, money_shown(w->arena, s->net)); }
TITLE(payslip, title)
static const text indexes[] = { "worker, first", "run, state", "branch, first", "settlement", NULL };
static const struct retention kept[] = { { .name = "paper", .label = N_("Payslips: kept, under “Erased person” when she is erased"), .law = N_("Wage records are kept 2 years at least; accounting papers 30 years"), .days = 10950 } };
const struct record_type payslip_type = RECORD_TYPE(payslip, .label = N_("Payslip"), .module = "payroll", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = PAYSLIP_CALCULATED, .scope = SCOPE_BRANCH, .own = "worker",
    RETENTION(kept), .subject = "worker", .see = CAN_SEE_PAYROLL, .edit = CAN_PREPARE_PAYROLL, .append_only = true, .check = check_hook, .title = title_hook, .prefix = "GT", .order = "-first", .indexes = indexes);

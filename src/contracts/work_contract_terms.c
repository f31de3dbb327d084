/* work_contract_terms.c — what a work contract begins with, and what none may say: 劳动合同法 in figures. */
#include <string.h>
#include "base/words.h"
#include "contracts/work_contract_own.h"
#include "record/store.h"

static bool blank(text t) { return !t || !*t; }
static int64_t setting_of(struct work *w, text code, const struct work_contract *c) { return setting_number(w, code, c->record.branch.id, day_of(w->now)); }

/* ---- which paper ---- */

static enum work_kind kind_of(enum work_paper paper) { return paper == PAPER_PART_TIME ? WORK_PART_TIME : paper == PAPER_WORK_AGREEMENT ? WORK_OVER_AGE : WORK_LABOUR; }
static enum contract_mode mode_of(enum work_kind kind) { return kind == WORK_PART_TIME ? CONTRACT_PART_TIME : kind == WORK_OVER_AGE ? CONTRACT_OVER_AGE : CONTRACT_EMPLOYEE; }

static struct employment_case case_of(struct work *w, const struct work_contract *c)
{
    const struct worker *n = record_peek(w, &worker_type, c->worker.id);
    const struct person *p = n ? record_peek(w, &person_type, n->person.id) : NULL;
    struct employment_case facts = { .first = c->first, .last = c->last.given ? (day){ c->last.number } : c->first, .hours_day = c->hours_day, .hours_week = c->hours_week, .company_pays = true };
    if (p) { facts.birth = p->birth; facts.sex = p->sex; }
    if (n) { facts.retirement = n->retirement; facts.evidence = !blank(n->retirement_evidence); facts.pension = n->pension; }
    facts.insured = credential_valid_on(w, c->worker.id, CREDENTIAL_INSURANCE, c->first);
    facts.guardian = credential_valid_on(w, c->worker.id, CREDENTIAL_GUARDIAN, c->first);
    facts.registered = credential_valid_on(w, c->worker.id, CREDENTIAL_YOUNG, c->first);
    return facts;
}

struct employment work_contract_employment(struct work *w, const struct work_contract *c)
{
    struct employment_case facts = case_of(w, c);
    struct employment e = employment_for(w, &facts);
    employment_judge_mode(w, &e, &facts, mode_of(c->kind));
    return e;
}

/* ---- filled in ---- */

static void hours_of(const struct worker *n, struct work_contract *c)
{
    bool part = c->kind ? c->kind == WORK_PART_TIME : n->mode == MODE_PART_TIME;
    if (!c->hours_day) c->hours_day = part ? 4 : 8;
    if (!c->hours_week) c->hours_week = part ? 24 : 40;
}

bool work_contract_open_by_law(const struct work_contract *c)
{
    return c->kind == WORK_LABOUR && (c->fixed_terms > 2 || (c->fixed_terms > 1 && months_between(c->started, c->first) >= 120));
}

/* A year of work without a paper counts as one without end (14). */
static bool late_by_a_year(const struct work_contract *c) { return c->kind == WORK_LABOUR && !c->previous.id && c->fixed_terms <= 1 && c->state == WORK_DRAFT && months_between(c->started, c->first) >= 12; }

static void term_of(struct work *w, struct work_contract *c)
{
    if (!c->fixed_terms) c->fixed_terms = 1;
    if (!c->term) c->term = !c->last.given && (work_contract_open_by_law(c) || late_by_a_year(c)) ? WORK_OPEN : WORK_FIXED;
    if (c->term != WORK_FIXED || c->last.given) return;
    int months = c->kind == WORK_LABOUR ? (int)setting_of(w, SETTING_WORK_TERM, c) : 12;
    c->last = (maybe_day){ day_plus_months(c->first, months).number - 1, true };
}

static text lines_of(struct work *w, const struct worker *n)
{
    text all = "";
    for (size_t i = 0; i < n->skills.count && i < 8; i++) {
        const struct service_line *line = record_peek(w, &service_line_type, ROW(struct skill, n->skills, i)->line.id);
        if (line) all = print(w, "%s%s%s", all, *all ? "、" : "", line->name);
    }
    return *all ? print(w, "家政服务（%s）", all) : "家政服务";
}

static void work_of(struct work *w, const struct worker *n, struct work_contract *c)
{
    const struct branch *b = record_peek(w, &branch_type, c->record.branch.id);
    if (blank(c->duties)) c->duties = lines_of(w, n);
    if (blank(c->place) && b) c->place = print(w, "%s服务区域内客户的住所", b->name);
    if (!c->regime) c->regime = REGIME_STANDARD;
    if (!c->pay_day && c->kind != WORK_PART_TIME) c->pay_day = 15;
    if (!c->pay_cycle && c->kind == WORK_PART_TIME) c->pay_cycle = 15;
    if (blank(c->insured_at) && c->kind == WORK_LABOUR) c->insured_at = "用人单位所在地";
    if (c->probation_last.given && !c->probation_wage.fen) c->probation_wage = c->wage;
}

/* Another kind of paper has another template. */
static void template_in_force(struct work *w, struct work_contract *c)
{
    const struct contract_template *t = c->template.id ? record_peek(w, &contract_template_type, c->template.id) : NULL;
    if (c->state == WORK_DRAFT && (!t || t->mode != work_template_mode(c->kind))) c->template.id = contract_template_on(w, work_template_mode(c->kind), c->record.branch.id, day_of(w->now));
}

static bool template_right(struct work *w, const struct work_contract *c)
{
    const struct contract_template *t = c->template.id ? record_peek(w, &contract_template_type, c->template.id) : NULL;
    return !t || c->state != WORK_DRAFT || t->state == TEMPLATE_PUBLISHED || wrong(w, "template", N_("Only a published template can be used"));
}

bool work_contract_complete(struct work *w, struct work_contract *c, const struct work_contract *before)
{
    const struct worker *n = record_peek(w, &worker_type, c->worker.id);
    if (!n) return !failed(w);
    if (!c->first.number) c->first = day_of(w->now);
    if (!c->started.number) c->started = n->joined.given && n->joined.number <= c->first.number ? (day){ n->joined.number } : c->first;
    hours_of(n, c);
    if (!c->kind) {
        struct employment_case facts = case_of(w, c);
        c->kind = kind_of(employment_for(w, &facts).paper);
    }
    if (!c->round) c->round = 1;
    if (!before && !c->owner.id) c->owner.id = w->actor->user;
    term_of(w, c);
    work_of(w, n, c);
    template_in_force(w, c);
    struct employment e = work_contract_employment(w, c);
    c->retires = e.retires;
    return !failed(w);
}

/* ---- what none may say ---- */

int work_probation_months(const struct work_contract *c)
{
    if (c->kind != WORK_LABOUR || c->term == WORK_TASK) return 0;
    int months = c->term == WORK_OPEN || !c->last.given ? 36 : months_between(c->first, (day){ c->last.number + 1 });
    return months < 3 ? 0 : months < 12 ? 1 : months < 36 ? 2 : 6;
}

static bool had_probation(struct work *w, const struct work_contract *c)
{
    return db_one(w, SQL("select 1 from work_contract where worker = $1 and id <> $2 and probation_last is not null and state in (4, 5) limit 1"), BIND(num(c->worker.id), num(c->record.id)), 0) == 1;
}

static bool probation_right(struct work *w, const struct work_contract *c)
{
    int months = work_probation_months(c);
    if (!c->probation_last.given) return true;
    if (!months) return wrong(w, "probation_last", c->kind == WORK_LABOUR ? N_("A term below three months, or until a task is done, has no probation (Labour Contract Law, art. 19)") : N_("Only a labour contract has a probation (Labour Contract Law, art. 70)"));
    if (c->probation_last.number < c->first.number) return wrong(w, "probation_last", N_("The last day lies before the first"));
    if (c->probation_last.number >= day_plus_months(c->first, months).number)
        return wrong(w, "probation_last", N_("For this term a probation lasts at most {1} months, until {2} (Labour Contract Law, art. 19)"), print(w, "%d", months), day_text(w->arena, (day){ day_plus_months(c->first, months).number - 1 }));
    if (had_probation(w, c)) return wrong(w, "probation_last", N_("She has had her probation with us: there is only one (Labour Contract Law, art. 19)"));
    money least = money_times(c->wage, 80, 100);
    if (c->probation_wage.fen < least.fen) return wrong(w, "probation_wage", N_("In probation she earns at least 80 % of the wage, {1} (Labour Contract Law, art. 20)"), money_shown(w->arena, least));
    return true;
}

static bool hours_right(struct work *w, const struct work_contract *c)
{
    if (c->kind == WORK_PART_TIME && c->hours_day > 4) return wrong(w, "hours_day", N_("A part-time employee works at most 4 hours a day on average (Labour Contract Law, art. 68)"));
    if (c->kind == WORK_PART_TIME && c->hours_week > 24) return wrong(w, "hours_week", N_("A part-time employee works at most 24 hours a week (Labour Contract Law, art. 68)"));
    if (c->kind == WORK_PART_TIME && c->pay_cycle > 15) return wrong(w, "pay_cycle", N_("Part-time wages are settled at least every 15 days (劳动合同法 72)"));
    if (c->kind == WORK_OVER_AGE && (c->hours_day > 8 || c->hours_week > 40)) return wrong(w, "hours_week", N_("Past retirement nobody works overtime: at most 8 hours a day and 40 a week"));
    if (c->kind == WORK_LABOUR && c->regime == REGIME_STANDARD && (c->hours_day > 8 || c->hours_week > 40)) return wrong(w, "hours_week", N_("Standard hours are 8 a day and 40 a week; others need a permit of the labour office"));
    return true;
}

static bool term_right(struct work *w, const struct work_contract *c)
{
    if (c->first.number > day_of(w->now).number + 366) return wrong(w, "first", N_("This day lies more than a year ahead"));
    if (c->started.number > c->first.number) return wrong(w, "started", N_("She began to work after the first day of the contract?"));
    if (c->term == WORK_FIXED && c->last.number < c->first.number) return wrong(w, "last", N_("The last day lies before the first"));
    if (c->term == WORK_OPEN && c->last.given) return wrong(w, "last", N_("A contract without end has no last day"));
    if (c->term == WORK_OPEN && c->kind == WORK_OVER_AGE) return wrong(w, "term", N_("A work agreement past retirement has a fixed term"));
    if (c->state != WORK_DRAFT || c->term == WORK_OPEN || c->fixed_wished) return true;
    if (work_contract_open_by_law(c)) return wrong(w, "term", N_("Two fixed terms or ten years lie behind her: the next one has no end, unless she asks for a fixed one herself (Labour Contract Law, art. 14)"));
    if (c->retires.given && c->retires.number <= c->first.number) return true;    /* its kind is wrong, and that is what she is told when it is sent */
    if (late_by_a_year(c)) return wrong(w, "term", N_("She has worked for more than a year without a written contract: it counts as one without end (Labour Contract Law, art. 14). Correct her first day of work, or enter how many fixed terms there were, if that is not so"));
    return true;
}

static bool wage_right(struct work *w, const struct work_contract *c)
{
    bool hourly = c->kind == WORK_PART_TIME;
    money least = { setting_of(w, hourly ? SETTING_MINIMUM_HOURLY : SETTING_MINIMUM_MONTHLY, c) };
    if (!c->wage.fen || c->wage.fen >= least.fen) return true;
    return wrong(w, "wage", hourly ? N_("The minimum wage here is {1} an hour") : N_("The minimum wage here is {1} a month"), money_shown(w->arena, least));
}

bool work_contract_right(struct work *w, const struct work_contract *c)
{
    bool well = hours_right(w, c);
    well &= term_right(w, c);
    well &= probation_right(w, c);
    well &= template_right(w, c);
    return wage_right(w, c) && well && !failed(w);
}

/* ---- her years ---- */

int work_half_years(day started, day ended_on)
{
    int months = months_between(started, (day){ ended_on.number + 1 }), rest = months % 12;
    bool days_over = day_plus_months(started, months).number <= ended_on.number;
    return months / 12 * 2 + (rest >= 6 ? 2 : rest || days_over ? 1 : 0);
}

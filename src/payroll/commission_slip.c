/* commission_slip.c — see commission_slip.h. */
#include "base/words.h"
#include "payroll/payroll.h"

static const struct choice states[] = { { COMMISSION_SLIP_DUE, "due", N_("Commission to be paid out"), "warn" }, { COMMISSION_SLIP_PAID, "paid", N_("Commission paid out"), "ok", .final = true }, { 0 } };
#define YEAR N_("Of the year")
static const struct field fields[] = {
    FIELD(commission_slip, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(commission_slip, account, .label = N_("Colleague"), .to = &account_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(commission_slip, run, .label = N_("Payroll"), .to = &payroll_run_type, .required = true, .filter = true, .set_by = ENGINE_ONLY), FIELD(commission_slip, month, .label = N_("Month"), .list = true, .sort = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(commission_slip, amount, .label = N_("Commission"), .list = true, .sort = true, .set_by = ENGINE_ONLY), FIELD(commission_slip, tax, .label = N_("Income tax"), .list = true, .set_by = ENGINE_ONLY), FIELD(commission_slip, net, .label = N_("Net pay"), .list = true, .set_by = ENGINE_ONLY),
    FIELD(commission_slip, kind, .label = N_("Taxed as"), .choices = tax_kinds, .set_by = ENGINE_ONLY), FIELD(commission_slip, why, .label = N_("How it came about"), .max = 300, .set_by = ENGINE_ONLY),
    FIELD(commission_slip, year_wage, .label = N_("Her wage besides"), .set_by = ENGINE_ONLY, .group = YEAR), FIELD(commission_slip, year_before, .label = N_("Commissions before"), .set_by = ENGINE_ONLY, .group = YEAR),
    FIELD(commission_slip, year_tax, .label = N_("Tax withheld of those"), .set_by = ENGINE_ONLY, .group = YEAR), FIELD(commission_slip, base, .label = N_("Taxable"), .set_by = ENGINE_ONLY, .group = YEAR),
    FIELD(commission_slip, percent, .label = N_("Tax rate"), .unit = N_("%"), .set_by = ENGINE_ONLY, .group = YEAR), FIELD(commission_slip, months, .label = N_("Months"), .set_by = ENGINE_ONLY, .group = YEAR),
    FIELD(commission_slip, paid_on, .label = N_("Paid out on"), .set_by = STEPS_ONLY),
};

struct paying_slip { day paid_on; };
static const struct field paying_fields[] = { FIELD(paying_slip, paid_on, .label = N_("Paid out on")) };
static bool pay(struct work *w, struct commission_slip *s, const struct paying_slip *in) { (void)w; s->paid_on = (maybe_day){ in->paid_on.number, true }; return true; }
RULE(commission_slip, paying_slip, pay)
static const struct step steps[] = { STEP(pay, .label = N_("Commission paid out"), .from = FROM(COMMISSION_SLIP_DUE), .to = COMMISSION_SLIP_PAID, .hidden = true, INPUTS(paying_slip, paying_fields), .run = pay_rule) };
static text title(struct work *w, const struct commission_slip *s) { struct date d = date_of(s->month); return print(w, "%d-%02d %s", d.year, d.month, money_shown(w->arena, s->net)); }
TITLE(commission_slip, title)
static const text uniques[] = { "run, account", NULL };
static const text indexes[] = { "account, month", NULL };
static const struct retention kept[] = { { .name = "paper", .label = N_("Payslips of commissions: kept with the wages"), .law = N_("Wage records are kept 2 years at least; accounting papers 30 years"), .days = 10950 } };
const struct record_type commission_slip_type = RECORD_TYPE(commission_slip, .label = N_("Payslip of commissions"), .module = "payroll", FIELDS(fields), STEPS(steps), .first_state = COMMISSION_SLIP_DUE, .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "account",
    .see = CAN_SEE_PAYROLL, .edit = CAN_PREPARE_PAYROLL, .append_only = true, .title = title_hook, .prefix = "TG", .order = "-month", .uniques = uniques, .indexes = indexes);

/* ---- the tax ---- */

/* Commissions of the year and their tax, whatever the branch, but for this payroll's. */
static void read_before(struct work *w, const struct payroll_run *run, struct commission_slip *s)
{
    day january = day_from_date((struct date){ date_of(run->last).year, 1, 1 });
    struct rows *row = db_query(w, SQL("select cast(coalesce(sum(amount), 0) as bigint), cast(coalesce(sum(tax), 0) as bigint) from commission_slip where account = $1 and run <> $2 and month >= $3 and month < $4"),
                                BIND(num(s->account.id), num(run->record.id), num(january.number), num(day_plus_months(january, 12).number)));
    if (db_next(row)) { s->year_before.fen = db_number(row, 0); s->year_tax.fen = db_number(row, 1); }
    db_enough(row);
}

/* A part of nothing is left out. */
static text why_of(struct work *w, const struct commission_slip *s, const struct tax_result *t, money alone)
{
    text reckoned = t->quick.fen ? print(w, "%s × %lld%% − %s", money_shown(w->arena, t->base), (long long)t->percent, money_shown(w->arena, t->quick)) : print(w, "%s × %lld%%", money_shown(w->arena, t->base), (long long)t->percent);
    if (s->kind == TAX_NONE) return translate(w->language, N_("Withheld with her wage, by who pays it"));
    if (s->kind == TAX_LABOUR) return reckoned;
    const text wage[] = { reckoned, money_grouped(w->arena, alone), NULL };
    if (alone.fen) reckoned = translate_with(w->arena, w->language, N_("{1}, less ¥{2} on the wage alone"), wage);
    const text before[] = { reckoned, money_grouped(w->arena, s->year_tax), NULL };
    return s->year_tax.fen ? translate_with(w->arena, w->language, N_("{1}, less ¥{2} withheld before"), before) : reckoned;
}

bool commission_taxed(struct work *w, const struct payroll_run *run, int64_t account, money amount, struct commission_slip *ret)
{
    struct commission_slip s = { .record.branch = run->record.branch, .state = COMMISSION_SLIP_DUE, .run = { run->record.id }, .account = { account }, .month = run->first, .amount = amount, .why = "" };
    struct tax_year year;
    struct tax_rates rates;
    struct tax_result t = { .percent = 0 };
    money alone = { 0 };
    if (!office_year(w, account, run->last, &s.kind, &year)) return false;
    read_before(w, run, &s);
    if (s.kind != TAX_NONE && !tax_rates_on(w, s.kind, run->last, &rates)) return false;
    if (s.kind == TAX_WAGES) t = tax_on_top(&rates, &year, money_add(s.year_before, amount), s.year_tax, &alone);
    if (s.kind == TAX_LABOUR) t = tax_of_labour(&rates, amount);
    s.year_wage = year.income;
    s.months = year.months;
    s.tax = t.tax;
    s.base = t.base;
    s.percent = t.percent;
    s.net = money_sub(amount, t.tax);
    s.why = why_of(w, &s, &t, alone);
    *ret = s;
    return !failed(w);
}

bool commission_slips_make(struct work *w, const struct payroll_run *run, money *ret_tax)
{
    struct { int64_t account; money amount; } all[400];
    int count = 0;
    struct rows *row = db_query(w, SQL("select e.account, cast(sum(e.amount) as bigint) from commission_entry e where e.run = $1 and not exists (select 1 from commission_slip s where s.run = $1 and s.account = e.account) group by e.account order by e.account limit 400"), BIND(num(run->record.id)));
    for (; db_next(row); count++) { all[count].account = db_number(row, 0); all[count].amount.fen = db_number(row, 1); }
    for (int i = 0; i < count; i++) {
        struct commission_slip s;
        if (commission_taxed(w, run, all[i].account, all[i].amount, &s) && !ADD(w, commission_slip, &s)) return false;
        if (failed(w)) return false;
    }
    ret_tax->fen = db_one(w, SQL("select cast(coalesce(sum(tax), 0) as bigint) from commission_slip where run = $1"), BIND(num(run->record.id)), 0);
    return !failed(w);
}

bool commission_slips_paid(struct work *w, const struct payroll_run *run, day on)
{
    struct found f = LOAD_WHERE(w, commission_slip, "run = $1 and state = 1 order by id", BIND(num(run->record.id)));
    for (int i = 0; i < f.count; i++)
        if (!step_run(w, &commission_slip_type, f.at[i], "pay", &(struct paying_slip){ on })) return false;
    return !failed(w);
}
_Static_assert(COMMISSION_SLIP_DUE == 1, "the query above says it by number");

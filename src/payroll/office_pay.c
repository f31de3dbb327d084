/* office_pay.c — see office_pay.h. */
#include "payroll/payroll.h"

static const struct choice kinds[] = { { TAX_WAGES, "wages", N_("Wages") }, { TAX_LABOUR, "labour", N_("Labour remuneration") }, { TAX_NONE, "none", N_("Withheld with her wage, by who pays it") }, { 0 } };
#define MOST INT64_C(100000000)
static const struct field fields[] = {
    FIELD(office_pay, account, .label = N_("Colleague"), .to = &account_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(office_pay, since, .label = N_("Holds from"), .required = true, .list = true, .sort = true, .set_by = SET_ON_CREATE, .help = N_("The first of a month: January, or the month she came; later ones stand above it")),
    FIELD(office_pay, kind, .label = N_("Commissions taxed as"), .choices = kinds, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE, .help = N_("Wages with a labour contract; labour remuneration without one")),
    FIELD(office_pay, wage, .label = N_("Wage a month besides"), .min = 0, .max = MOST, .list = true, .set_by = SET_ON_CREATE, .help = N_("Before insurance and tax; commissions are taxed on top of it")),
    FIELD(office_pay, social, .label = N_("Social insurance, her part"), .min = 0, .max = MOST, .list = true, .set_by = SET_ON_CREATE), FIELD(office_pay, special, .label = N_("Special additional deductions"), .min = 0, .max = MOST, .list = true, .set_by = SET_ON_CREATE),
};

static bool check(struct work *w, struct office_pay *p, const struct office_pay *before)
{
    const struct account *a = record_peek(w, &account_type, p->account.id);
    if (!before && a) p->record.branch = a->home;
    if (p->social.fen + p->special.fen > 0 && p->kind != TAX_WAGES) return wrong(w, "kind", N_("Only wages are taxed less insurance and special deductions"));
    if (p->kind == TAX_WAGES && p->social.fen > p->wage.fen) return wrong(w, "social", N_("More than the wage"));
    return !p->since.number || date_of(p->since).day == 1 || wrong(w, "since", N_("It holds from the first of a month"));
}
CHECKER(office_pay, check)
static text title(struct work *w, const struct office_pay *p) { return print(w, "%s %s", record_title(w, &account_type, p->account.id), day_text(w->arena, p->since)); }
TITLE(office_pay, title)

bool office_year(struct work *w, int64_t account, day on, enum tax_kind *ret_kind, struct tax_year *ret)
{
    struct found f = LOOK_WHERE(w, office_pay, "account = $1 and since <= $2 order by since", BIND(num(account), num(on.number)));
    struct date now = date_of(on);
    *ret = (struct tax_year){ .months = 0 };
    for (int m = 1; f.count && m <= now.month; m++) {
        const struct office_pay *of = NULL;
        day first = day_from_date((struct date){ now.year, m, 1 });
        for (int i = 0; i < f.count && FOUND(struct office_pay, f, i)->since.number <= first.number; i++) of = f.at[i];
        if (!of) continue;
        ret->months++;
        ret->income = money_add(ret->income, of->wage);
        ret->social = money_add(ret->social, of->social);
        ret->special = money_add(ret->special, of->special);
    }
    if (f.count) *ret_kind = FOUND(struct office_pay, f, f.count - 1)->kind;
    return f.count > 0;
}

static const text uniques[] = { "account, since", NULL };
static const struct retention kept[] = { { .name = "paper", .label = N_("Wages of colleagues, for the tax of their commissions: kept with the wages"), .law = N_("Papers of withholding are kept 5 years (tax law)"), .days = 1825 } };
const struct record_type office_pay_type = RECORD_TYPE(office_pay, .label = N_("Wage of a colleague"), .module = "payroll", FIELDS(fields), .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "account", .append_only = true,
    .see = CAN_SEE_PAYROLL, .create = CAN_PREPARE_PAYROLL, .edit = CAN_PREPARE_PAYROLL, .check = check_hook, .title = title_hook, .uniques = uniques, .order = "-since");

/* tax_profile.c — see tax_profile.h. */
#include "payroll/payroll.h"

const struct choice income_reports[] = {
    { REPORT_NO_PLATFORM, "no_platform", N_("No income by a platform") }, { REPORT_FAVOURED, "favoured", N_("By a platform, household service: need not be reported") }, { REPORT_DUE, "due", N_("By a platform: reported every quarter") }, { 0 },
};

enum income_report income_report_of(enum tax_kind kind, const struct tax_profile *p)
{
    if (kind != TAX_PLATFORM) return REPORT_NO_PLATFORM;
    return p && p->report ? p->report : REPORT_FAVOURED;
}

#define BEFORE N_("This year, before wages were reckoned here")
static const struct field fields[] = {
    FIELD(tax_profile, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(tax_profile, since, .label = N_("Holds from"), .required = true, .list = true, .sort = true, .set_by = SET_ON_CREATE, .help = N_("The first of a month; later ones stand above it")),
    FIELD(tax_profile, special, .label = N_("Special additional deductions a month"), .min = 0, .max = 10000000, .list = true, .set_by = SET_ON_CREATE, .help = N_("As she declared them: children, parents, rent, loan, learning, illness")),
    FIELD(tax_profile, insured, .label = N_("We pay her social insurance"), .list = true, .set_by = SET_ON_CREATE), FIELD(tax_profile, social_base, .label = N_("Base of insurance"), .min = 0, .max = 100000000, .list = true, .set_by = SET_ON_CREATE, .help = N_("Empty: her wage")),
    FIELD(tax_profile, kind, .label = N_("Taxed as"), .choices = tax_kinds, .list = true, .set_by = SET_ON_CREATE, .help = N_("Empty: by how she works")),
    FIELD(tax_profile, report, .label = N_("Report of platform income"), .choices = income_reports, .set_by = SET_ON_CREATE, .help = N_("State Council order 810: household services to residents need not be reported; empty: so it is")),
    FIELD(tax_profile, year_income, .label = N_("Wages of this year until then"), .min = 0, .max = 1000000000, .set_by = SET_ON_CREATE, .group = BEFORE, .help = N_("At go-live in the course of a year: what we paid her from January, or since she came, before this month; tax is withheld on the whole year")),
    FIELD(tax_profile, year_social, .label = N_("Of it her part of social insurance"), .min = 0, .max = 1000000000, .set_by = SET_ON_CREATE, .group = BEFORE), FIELD(tax_profile, year_special, .label = N_("Special additional deductions until then"), .min = 0, .max = 1000000000, .set_by = SET_ON_CREATE, .group = BEFORE),
    FIELD(tax_profile, year_tax, .label = N_("Income tax withheld until then"), .min = 0, .max = 1000000000, .set_by = SET_ON_CREATE, .group = BEFORE),
    FIELD(tax_profile, declaration, .label = N_("Her declaration"), .set_by = SET_ON_CREATE), FIELD(tax_profile, remark, .personal = true, .label = N_("Remark"), .max = 300, .set_by = SET_ON_CREATE),
};

/* A month that has a payslip here is in the year already. */
static bool year_right(struct work *w, const struct tax_profile *p)
{
    if (!p->year_income.fen && !p->year_social.fen && !p->year_special.fen && !p->year_tax.fen) return true;
    struct date d = date_of(p->since);
    if (d.month == 1) return wrong(w, "since", N_("In January nothing lies before it: enter the month from which wages are reckoned here"));
    if (p->kind && p->kind != TAX_WAGES) return wrong(w, "year_income", N_("Only tax on wages runs through the year with earlier months"));
    if (p->year_tax.fen + p->year_social.fen > p->year_income.fen) return wrong(w, "year_tax", N_("Tax and insurance are more than the wages they were taken from"));
    day year = day_from_date((struct date){ d.year, 1, 1 });
    if (db_one(w, SQL("select 1 from payslip where worker = $1 and first >= $2 and first < $3 and state between 1 and 7 and tax_kind = 2 limit 1"), BIND(num(p->worker.id), num(year.number), num(p->since.number)), 0)) return wrong(w, "since", N_("She has payslips of this year before that month: what they paid is counted already"));
    if (db_one(w, SQL("select 1 from tax_profile where worker = $1 and since >= $2 and since < $3 and year_income > 0 limit 1"), BIND(num(p->worker.id), num(year.number), num(day_plus_months(year, 12).number)), 0)) return wrong(w, "year_income", N_("Her earlier wages of this year are entered already"));
    return !failed(w);
}

static bool check(struct work *w, struct tax_profile *p, const struct tax_profile *before)
{
    if (!before && !year_right(w, p)) return false;
    const struct worker *n = record_peek(w, &worker_type, p->worker.id);
    if (!before && n) p->record.branch = n->record.branch;
    return !p->since.number || date_of(p->since).day == 1 || wrong(w, "since", N_("It holds from the first of a month"));
}
CHECKER(tax_profile, check)
static text title(struct work *w, const struct tax_profile *p) { return print(w, "%s %s", day_text(w->arena, p->since), money_shown(w->arena, p->special)); }
TITLE(tax_profile, title)
static const text uniques[] = { "worker, since", NULL };
static const struct retention kept[] = { { .name = "paper", .label = N_("Tax declarations of workers: kept, under “Erased person” when she is erased"), .law = N_("Papers of withholding are kept 5 years (tax law)"), .days = 1825 } };
const struct record_type tax_profile_type = RECORD_TYPE(tax_profile, .label = N_("Tax and insurance of a worker"), .plural = "Tax and insurance of workers", .module = "payroll", FIELDS(fields), .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "worker", .append_only = true,
    .see = CAN_SEE_PAYROLL, .create = CAN_PREPARE_PAYROLL, .edit = CAN_PREPARE_PAYROLL, .check = check_hook, .title = title_hook, .uniques = uniques, .order = "-since");

/* tax_table.c — see tax_table.h. */
#include "payroll/tax_table.h"
#include "base/words.h"
#include "payroll/payroll.h"

#define YUAN(n) { INT64_C(100) * (n) }
static const struct tax_rates first_wages = { .bands = { { YUAN(36000), 3, YUAN(0) }, { YUAN(144000), 10, YUAN(2520) }, { YUAN(300000), 20, YUAN(16920) }, { YUAN(420000), 25, YUAN(31920) }, { YUAN(660000), 30, YUAN(52920) },
    { YUAN(960000), 35, YUAN(85920) }, { YUAN(0), 45, YUAN(181920) } }, .count = 7, .monthly = YUAN(5000) };
static const struct tax_rates first_platform = { .bands = { { YUAN(36000), 3, YUAN(0) }, { YUAN(144000), 10, YUAN(2520) }, { YUAN(300000), 20, YUAN(16920) }, { YUAN(420000), 25, YUAN(31920) }, { YUAN(660000), 30, YUAN(52920) },
    { YUAN(960000), 35, YUAN(85920) }, { YUAN(0), 45, YUAN(181920) } }, .count = 7, .monthly = YUAN(5000), .cost_percent = 20 };
static const struct tax_rates first_labour = { .bands = { { YUAN(20000), 20, YUAN(0) }, { YUAN(50000), 30, YUAN(2000) }, { YUAN(0), 40, YUAN(7000) } }, .count = 3, .monthly = YUAN(800), .half_way = YUAN(4000), .cost_percent = 20 };
static const struct { enum tax_kind kind; struct date since; const struct tax_rates *rates; text source; } first_tables[] = {
    { TAX_WAGES, { 2019, 1, 1 }, &first_wages, "个人所得税扣缴申报管理办法(试行) 税务总局公告2018年第61号" },
    { TAX_LABOUR, { 2019, 1, 1 }, &first_labour, "个人所得税扣缴申报管理办法(试行) 税务总局公告2018年第61号" },
    { TAX_PLATFORM, { 2025, 10, 1 }, &first_platform, "税务总局公告2025年第16号" },
};

const struct tax_rates *tax_rates_first(enum tax_kind kind) { return kind == TAX_LABOUR ? &first_labour : kind == TAX_PLATFORM ? &first_platform : &first_wages; }

const struct choice tax_kinds[] = {
    { TAX_NONE, "none", N_("No tax withheld: the household pays her") }, { TAX_WAGES, "wages", N_("Wages"), .also = "工资薪金" }, { TAX_LABOUR, "labour", N_("Labour remuneration"), .also = "劳务报酬" },
    { TAX_PLATFORM, "platform", N_("Labour remuneration by a platform") }, { 0 },
};
static const struct field band_fields[] = {
    FIELD(tax_table_band, up_to, .rate = true, .label = N_("Up to"), .help = N_("0: the last band")), FIELD(tax_table_band, percent, .label = N_("Percent"), .min = 0, .max = 100), FIELD(tax_table_band, quick, .rate = true, .label = N_("Quick deduction")),
};
static const struct row_type band_row = ROW_TYPE(tax_table_band, band_fields);
static const struct field fields[] = {
    FIELD(tax_table, kind, .label = N_("Kind"), .choices = tax_kinds, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(tax_table, since, .label = N_("Holds from"), .required = true, .list = true, .sort = true, .set_by = SET_ON_CREATE),
    FIELD(tax_table, monthly, .label = N_("Deducted each month"), .min = 0, .list = true, .max = 100000000, .set_by = SET_ON_CREATE), FIELD(tax_table, half_way, .label = N_("… up to this income"), .min = 0, .max = 100000000, .set_by = SET_ON_CREATE),
    FIELD(tax_table, cost_percent, .label = N_("Costs, percent of the income"), .min = 0, .max = 100, .set_by = SET_ON_CREATE), FIELD(tax_table, bands, .label = N_("Bands"), .row = &band_row, .set_by = SET_ON_CREATE),
    FIELD(tax_table, source, .label = N_("By which law"), .required = true, .max = 200, .list = true, .set_by = SET_ON_CREATE),
};

static bool check(struct work *w, struct tax_table *t, const struct tax_table *before)
{
    if (before) return true;
    if (!t->bands.count || t->bands.count > TAX_BANDS_MOST) return wrong(w, "bands", N_("A table has 1 to 10 bands"));
    for (size_t i = 0; i < t->bands.count; i++) {
        bool last = i + 1 == t->bands.count;
        int64_t up_to = ROW(struct tax_table_band, t->bands, i)->up_to.fen, under = i ? ROW(struct tax_table_band, t->bands, i - 1)->up_to.fen : 0;
        if (last ? up_to != 0 : up_to <= under) return wrong(w, "bands", N_("Bands rise one above the other, and the last one has no end"));
    }
    return true;
}
CHECKER(tax_table, check)
static const text uniques[] = { "kind, since", NULL };
static text title(struct work *w, const struct tax_table *t) { return print(w, "%s %s", translate(w->language, choice_label(tax_kinds, t->kind)), day_text(w->arena, t->since)); }
TITLE(tax_table, title)
const struct record_type tax_table_type = RECORD_TYPE(tax_table, .label = N_("Tax table"), .module = "payroll", FIELDS(fields), .scope = SCOPE_COMPANY, .append_only = true, .see = CAN_SEE_PAYROLL, .create = CAN_KEEP_PAY_RATES,
    .edit = CAN_KEEP_PAY_RATES, .check = check_hook, .title = title_hook, .uniques = uniques, .order = "-since");

bool tax_rates_on(struct work *w, enum tax_kind kind, day on, struct tax_rates *ret)
{
    struct found f = LOAD_WHERE(w, tax_table, "kind = $1 and since <= $2 order by since desc limit 1", BIND(num(kind), num(on.number)));
    if (failed(w)) return false;
    if (!f.count) return refuse(w, "", N_("There is no tax table for {1}; add one"), day_text(w->arena, on));
    const struct tax_table *t = f.at[0];
    *ret = (struct tax_rates){ .count = (int)t->bands.count, .monthly = t->monthly, .half_way = t->half_way, .cost_percent = t->cost_percent };
    for (int i = 0; i < ret->count; i++) {
        const struct tax_table_band *b = ROW(struct tax_table_band, t->bands, i);
        ret->bands[i] = (struct tax_band){ b->up_to, b->percent, b->quick };
    }
    return true;
}

bool tax_tables_seed(struct work *w)
{
    for (int i = 0; i < COUNT_OF(first_tables) && !failed(w); i++) {
        const struct tax_rates *r = first_tables[i].rates;
        if (db_one(w, SQL("select 1 from tax_table where kind = $1 limit 1"), BIND(num(first_tables[i].kind)), 0)) continue;
        struct tax_table_band *bands = take_many(w, struct tax_table_band, r->count);
        for (int k = 0; k < r->count; k++) bands[k] = (struct tax_table_band){ r->bands[k].up_to, r->bands[k].percent, r->bands[k].quick };
        struct tax_table t = { .kind = first_tables[i].kind, .since = day_from_date(first_tables[i].since), .monthly = r->monthly, .half_way = r->half_way, .cost_percent = r->cost_percent, .bands = { bands, (size_t)r->count }, .source = first_tables[i].source };
        if (!ADD(w, tax_table, &t)) return false;
    }
    return !failed(w);
}

/* ---- social insurance ---- */

static const struct field rate_fields[] = {
    FIELD(social_rate, name, .label = N_("Insurance"), .required = true, .max = 40, .list = true, .set_by = SET_ON_CREATE), FIELD(social_rate, since, .label = N_("Holds from"), .required = true, .list = true, .sort = true, .set_by = SET_ON_CREATE),
    FIELD(social_rate, least, .label = N_("Least base"), .min = 0, .max = 100000000, .list = true, .set_by = SET_ON_CREATE), FIELD(social_rate, most, .label = N_("Most base"), .min = 0, .max = 100000000, .list = true, .set_by = SET_ON_CREATE),
    FIELD(social_rate, worker_part, .label = N_("Her part"), .unit = "%", .format = FORMAT_TENTHS, .min = 0, .max = 500, .list = true, .set_by = SET_ON_CREATE), FIELD(social_rate, company_part, .label = N_("The company's part"), .unit = "%", .format = FORMAT_TENTHS, .min = 0, .max = 500, .list = true, .set_by = SET_ON_CREATE),
    FIELD(social_rate, injury, .label = N_("Work injury insurance"), .list = true, .set_by = SET_ON_CREATE, .help = N_("The only one of part-time workers and of those past retirement, where the place takes them in")),
};
const struct record_type social_rate_type = RECORD_TYPE(social_rate, .label = N_("Social insurance rate"), .module = "payroll", FIELDS(rate_fields), .scope = SCOPE_COMPANY, .append_only = true, .see = CAN_SEE_PAYROLL,
    .create = CAN_KEEP_PAY_RATES, .edit = CAN_KEEP_PAY_RATES, .order = "-since");

/* Of each insurance the newest that holds. */
void social_rates_on(struct work *w, int64_t branch, day on, struct social_rates *ret)
{
    *ret = (struct social_rates){ .count = 0 };
    struct found f = LOOK_WHERE(w, social_rate, "since <= $1 and (branch is null or branch = $2) and not exists (select 1 from social_rate n where n.name = social_rate.name and n.since <= $1 and (n.branch is null or n.branch = $2) "
        "and (n.since > social_rate.since or (n.since = social_rate.since and n.id > social_rate.id))) order by name limit 12", BIND(num(on.number), num(branch)));
    for (int i = 0; i < f.count; i++) ret->at[ret->count++] = *FOUND(struct social_rate, f, i);
}

void social_parts(const struct social_rates *r, money base, money *ret_worker, money *ret_company)
{
    *ret_worker = *ret_company = (money){ 0 };
    for (int i = 0; i < r->count; i++) {
        money b = money_most(base, r->at[i].least);
        if (r->at[i].most.fen) b = money_least(b, r->at[i].most);
        *ret_worker = money_add(*ret_worker, money_times(b, r->at[i].worker_part, 1000));
        *ret_company = money_add(*ret_company, money_times(b, r->at[i].company_part, 1000));
    }
}

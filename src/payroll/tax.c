/* tax.c — see tax.h. */
#include "payroll/tax.h"

static const struct tax_band *band_of(const struct tax_rates *r, money base)
{
    int i = 0;
    while (i < r->count - 1 && r->bands[i].up_to.fen && base.fen > r->bands[i].up_to.fen) i++;
    return &r->bands[i];
}

static money below(money base, const struct tax_band *b) { return money_sub(money_times(base, b->percent, 100), b->quick); }
static money at_least_nothing(money m) { return money_most(m, (money){ 0 }); }

static struct tax_result cumulative(const struct tax_rates *r, const struct tax_year *y, money income)
{
    money off = money_add(money_add(y->exempt, y->social), money_add(y->special, (money){ r->monthly.fen * y->months }));
    money base = at_least_nothing(money_sub(income, off));
    const struct tax_band *b = band_of(r, base);
    return (struct tax_result){ base, at_least_nothing(money_sub(below(base, b), y->withheld)), b->percent, b->quick };
}

struct tax_result tax_of_wages(const struct tax_rates *r, const struct tax_year *y) { return cumulative(r, y, y->income); }
struct tax_result tax_of_platform(const struct tax_rates *r, const struct tax_year *y) { return cumulative(r, y, money_sub(y->income, money_times(y->income, r->cost_percent, 100))); }

struct tax_result tax_on_top(const struct tax_rates *r, const struct tax_year *y, money more, money withheld, money *ret_alone)
{
    struct tax_result alone = cumulative(r, y, y->income), all = cumulative(r, y, money_add(y->income, more));
    *ret_alone = alone.tax;
    all.tax = at_least_nothing(money_sub(money_sub(all.tax, alone.tax), withheld));
    return all;
}

struct tax_result tax_of_labour(const struct tax_rates *r, money income)
{
    money off = income.fen <= r->half_way.fen ? r->monthly : money_times(income, r->cost_percent, 100), base = at_least_nothing(money_sub(income, off));
    const struct tax_band *b = band_of(r, base);
    return (struct tax_result){ base, at_least_nothing(below(base, b)), b->percent, b->quick };
}

enum { PLATFORM_SINCE = 20362 };        /* 2025-10-01 */
enum tax_kind tax_kind_of(enum employment_mode mode, bool paid_by_us, day on)
{
    switch (mode) {
    case MODE_EMPLOYEE: case MODE_PART_TIME: return TAX_WAGES;
    case MODE_DISPATCHED: return TAX_NONE;              /* the firm that sends her withholds */
    case MODE_AGENCY: return paid_by_us ? TAX_LABOUR : TAX_NONE;
    case MODE_GIG: return on.number >= PLATFORM_SINCE ? TAX_PLATFORM : TAX_LABOUR;
    case MODE_OVER_AGE: return TAX_LABOUR;
    }
    return TAX_NONE;
}

int64_t platform_months(const bool *paid, int month, int gap)
{
    int64_t count = 0, empty = 0;
    for (int i = 0; i < month; i++) {
        empty = paid[i] ? 0 : empty + 1;
        if (empty >= gap) count = 0;
        else if (count || paid[i]) count++;
    }
    return count;
}

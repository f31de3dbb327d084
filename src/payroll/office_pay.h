/* office_pay.h — what a colleague of the office earns besides her commissions, a month, as whoever pays the office's wages says; from a month on.
 *
 * Those wages are not kept here, but a commission is wage income like any other (个人所得税法实施条例 6) and is taxed on top of them: the year's tax of
 * all of it less that of the wage alone (tax.h, DOMAIN.md §2.6). So no commission is paid to whom nothing is entered for: hers stay open. Who withholds
 * with her wage elsewhere says `none`; who works without a labour contract is taxed as labour, month by month.
 *
 * Entered from January or from the month she came: months of the year count from the first entry. Later ones stand above it; none is edited. */
#pragma once
#include "company/company.h"
#include "payroll/tax.h"

struct office_pay {
    struct record record;           /* branch: her home */
    ref account;
    day since;                      /* first of a month */
    enum tax_kind kind;             /* wages, labour, or none: withheld elsewhere */
    money wage, social, special;    /* taxable wage, her social insurance and fund, special additional deductions: a month */
};
extern const struct record_type office_pay_type;

/* Her year up to the month of that day, it included; `withheld` 0. False: nothing is entered. */
bool office_year(struct work *w, int64_t account, day on, enum tax_kind *ret_kind, struct tax_year *ret_year);

/* tax_profile.h — what of her own lowers a worker's tax and sets her insurance base, from a month on (专项附加扣除, 社保基数). */
#pragma once
#include "payroll/tax.h"

/* Does a platform report this income to the tax office every quarter (国务院令 810, 互联网平台企业涉税信息报送规定)? Household services to residents (家政等便民劳务) that are
 * free of tax or favoured need not be. Whether the company is such a platform at all is the company's to say: by the kind of tax of the worker. */
enum income_report { REPORT_NO_PLATFORM = 1, REPORT_FAVOURED, REPORT_DUE };
extern const struct choice income_reports[];

struct tax_profile {
    struct record record;
    ref worker;
    day since;                      /* first of a month */
    money special;                  /* special additional deductions a month: children, parents, rent … as she declared them */
    bool insured;                   /* we pay social insurance for her */
    money social_base;              /* 0: her wage */
    enum tax_kind kind;             /* 0: by how she works (tax.h); an over-age worker on a contract of years: wages */
    enum income_report report;      /* 0: income by a platform is favoured, other income is no platform's */
    money year_income, year_social, year_special, year_tax;    /* taxed as wages: of this year, paid by us before `since` and not by payslips of this program (go-live);
                                                                 * without them the months before would lower her tax and bring no income */
    file declaration;
    text remark;
};
extern const struct record_type tax_profile_type;
enum income_report income_report_of(enum tax_kind kind, const struct tax_profile *profile);      /* profile NULL: none */

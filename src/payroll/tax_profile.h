/* tax_profile.h — what of her own lowers a worker's tax and sets her insurance base, from a month on (专项附加扣除, 社保基数). */
#pragma once
#include "payroll/tax.h"

struct tax_profile {
    struct record record;
    ref worker;
    day since;                      /* first of a month */
    money special;                  /* special additional deductions a month: children, parents, rent … as she declared them */
    bool insured;                   /* we pay social insurance for her */
    money social_base;              /* 0: her wage */
    enum tax_kind kind;             /* 0: by how she works (tax.h); an over-age worker on a contract of years: wages */
    file declaration;
    text remark;
};
extern const struct record_type tax_profile_type;

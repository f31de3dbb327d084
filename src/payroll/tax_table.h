/* tax_table.h — tax tables and social insurance rates, each with the day it holds from (DOMAIN.md §2.6): when the law changes a table is added, none is
 * edited; a month is reckoned by what held on its last day. Social insurance differs by place: a rate of a branch stands above the company's. */
#pragma once
#include "payroll/tax.h"

struct tax_table_band { money up_to; int64_t percent; money quick; };
struct tax_table {
    struct record record;
    enum tax_kind kind;
    day since;
    money monthly, half_way;
    int64_t cost_percent;
    rows_of bands;
    text source;                    /* the law or announcement */
};
extern const struct record_type tax_table_type;

/* One kind of insurance: parts in 1/1000 of the base, which lies within [least, most]. */
struct social_rate {
    struct record record;           /* branch: of this place; none: the whole company */
    text name;
    day since;
    money least, most;              /* base: 60–300 % of the place's average wage; 0: no limit */
    int64_t worker_part, company_part;
    bool injury;                    /* work injury: of part-time and over-age workers the only one, the employer's alone */
};
extern const struct record_type social_rate_type;

const struct tax_rates *tax_rates_first(enum tax_kind kind);    /* as the program knows them: what a new company begins with */
/* What held on that day. False refuses: no table of that kind. */
bool tax_rates_on(struct work *w, enum tax_kind kind, day on, struct tax_rates *ret);
bool tax_tables_seed(struct work *w);

struct social_rates { struct social_rate at[12]; int count; };
void social_rates_on(struct work *w, int64_t branch, day on, struct social_rates *ret);
/* Both parts over all kinds, each rounded by itself. Pure. */
void social_parts(const struct social_rates *rates, money base, money *ret_worker, money *ret_company);

/* tax.h — income tax withheld from a worker's pay, by what the pay is (DOMAIN.md §2.4, §2.6). Pure: tables and figures of the year come in.
 *
 *   wages        cumulative: (income of the year − exempt − 5000 a month − social insurance − special additional) × rate − quick − withheld
 *   labour       each month by itself: ≤ 800 nothing, ≤ 4000 less 800, else less 20 %; rates 20/30/40 %
 *   platform     since 2025-10-01: cumulative as wages, of income less 20 %; months in a row on this platform (公告 2025 年第 16 号)
 *   none         the household pays her itself
 *   on top       of wages that somebody else withholds for (a commission): the year's tax of all of it less that of the wages alone
 *
 * Less than nothing is nothing now and is carried in the cumulation. Tables are records with a date (tax_table.h). */
#pragma once
#include "base/work.h"
#include "team/team.h"

enum tax_kind { TAX_NONE = 1, TAX_WAGES, TAX_LABOUR, TAX_PLATFORM };
enum { TAX_BANDS_MOST = 10 };
struct tax_band { money up_to; int64_t percent; money quick; };         /* up_to 0: the last one, without end */
struct tax_rates {
    struct tax_band bands[TAX_BANDS_MOST]; int count;
    money monthly;                  /* 5000 a month (wages, platform); the 800 of labour */
    money half_way;                 /* labour: up to 4000 the 800 are taken off, above it the part */
    int64_t cost_percent;           /* labour above 4000, platform: 20 */
};

struct tax_year {                   /* of this year, this kind, this month included in all but `withheld` */
    money income, exempt, social, special;
    int64_t months;
    money withheld;                 /* before this month */
};
struct tax_result { money base, tax; int64_t percent; money quick; };   /* base: what the rate is applied to; tax: to be withheld now */

struct tax_result tax_of_wages(const struct tax_rates *rates, const struct tax_year *year);
/* `year`: those wages up to this month, withheld 0; `more`: such sums of the year, this one included; `withheld` of the earlier ones. `ret_alone`: the tax
 * of the wages alone. */
struct tax_result tax_on_top(const struct tax_rates *rates, const struct tax_year *year, money more, money withheld, money *ret_alone);
struct tax_result tax_of_labour(const struct tax_rates *rates, money income);
struct tax_result tax_of_platform(const struct tax_rates *rates, const struct tax_year *year);

/* What her pay is by how she works: labour or wages; `paid_by_us`: 代发 or our own, else the household pays and we withhold nothing (§0.9). */
enum tax_kind tax_kind_of(enum employment_mode mode, bool paid_by_us, day on);

/* Months in a row that count on a platform: `paid` says for each month of the year up to now whether there was income; `gap` months without
 * it in a row begin anew (2). */
int64_t platform_months(const bool *paid, int month, int gap);

/* usual_day.c — see usual_day.h. */
#include "payroll/usual_day.h"
#include "base/sum.h"
#include "payroll/payroll.h"
#include "placement/placement.h"
#include "record/said.h"
#include "record/store.h"

enum { DAYS_BACK = 90 };

static money of_visits(struct work *w, int64_t worker, day first, day last)
{
    money sum = { 0 };
    struct found f = LOOK_WHERE(w, visit, "id in (select id from visit where worker = $1 union all select id from visit where second = $1 union all select parent from visit_crew where worker = $1) and state between 8 and 10 and start >= $2 and start < $3",
                                BIND(num(worker), num(day_start(first).ms), num(day_start((day){ last.number + 1 }).ms)));
    for (int i = 0; i < f.count; i++) sum = money_add(sum, visit_pay(FOUND(struct visit, f, i), worker));
    return sum;
}
_Static_assert(VISIT_FINISHED == 8 && VISIT_SETTLED == 10, "the query above says these by number");

/* A month of a home at a time, as its wage is reckoned. */
static money of_placement(struct work *w, const struct placement *p, int64_t worker, day first, day last)
{
    money sum = { 0 };
    for (day from = first; from.number <= last.number;) {
        struct date d = date_of(from);
        day month = day_from_date((struct date){ d.year, d.month, 1 }), end = { day_plus_months(month, 1).number - 1 };
        struct sum wage = { .count = 0 };
        bool ours = false;
        if (end.number > last.number) end = last;
        wage_so_far(w, p, worker, from, end, &wage, &ours);
        if (ours) sum = money_add(sum, wage.total);
        from.number = end.number + 1;
    }
    return sum;
}

static money of_placements(struct work *w, int64_t worker, day first, day last)
{
    money sum = { 0 };
    struct found f = LOAD_WHERE(w, placement, "state between 4 and 10 and id in (select parent from placement_stints where worker = $1 and first <= $3 and coalesce(last, 99999) >= $2)", BIND(num(worker), num(first.number), num(last.number)));
    for (int i = 0; i < f.count; i++) sum = money_add(sum, of_placement(w, f.at[i], worker, first, last));
    return sum;
}

/* Whoever is paid by the month on sheets entered by hand: of each the days that lie in these. */
static money of_sheets(struct work *w, int64_t worker, day first, day last)
{
    money sum = { 0 };
    struct found f = LOAD_WHERE(w, wage_sheet, "worker = $1 and placement = 0 and first <= $3 and last >= $2", BIND(num(worker), num(first.number), num(last.number)));
    for (int i = 0; i < f.count; i++) {
        const struct wage_sheet *s = FOUND(struct wage_sheet, f, i);
        struct sum wage = { .count = 0 };
        int from = s->first.number > first.number ? s->first.number : first.number, to = s->last.number < last.number ? s->last.number : last.number;
        wage_sheet_reckon(w, s, &wage);
        sum = money_add(sum, money_times(wage.total, to - from + 1, s->last.number - s->first.number + 1));
    }
    return sum;
}

static money earned_day(struct work *w, const struct worker *n, day before, text *ret_why)
{
    day first = { before.number - DAYS_BACK }, last = { before.number - 1 };
    if (n->joined.given && n->joined.number > first.number) first.number = n->joined.number;
    int64_t days = last.number - first.number + 1;
    if (days < 1) return (money){ 0 };
    money sum = money_add(money_add(of_visits(w, n->record.id, first, last), of_placements(w, n->record.id, first, last)), of_sheets(w, n->record.id, first, last));
    *ret_why = said_keep(w, N_("Earned in the {1} days before: ¥{2} ÷ {1}"), (const text[]){ print(w, "%lld", (long long)days), money_grouped(w->arena, sum), NULL });
    return money_times(sum, 1, days);
}

/* In a home, or on a month's sheet that goes on whatever she does. */
static void served_on(struct work *w, int64_t worker, day first, day last, uint8_t earned[])
{
    struct rows *row = db_query(w, SQL("select first, last from wage_sheet where worker = $1 and placement = 0 and first <= $3 and last >= $2 "
                                       "union all select date, date from placement_day where worker = $1 and date between $2 and $3 and kind in (1, 2, 3, 4, 8)"), BIND(num(worker), num(first.number), num(last.number)));
    while (db_next(row))
        for (int64_t on = db_number(row, 0) > first.number ? db_number(row, 0) : first.number; on <= last.number && on <= db_number(row, 1); on++) earned[on - first.number] = 1;
}
_Static_assert(PLACED_REST == 2 && PLACED_HOLIDAY == 4 && PLACED_HOSPITAL == 8, "the query above says these by number");
const struct usual_pay earned_pay = { earned_day, served_on };

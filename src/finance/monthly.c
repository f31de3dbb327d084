/* monthly.c — see monthly.h. */
#include "finance/monthly.h"
#include "finance/made.h"

day monthly_due(int64_t due_day, day last)
{
    struct date d = date_of(last);
    d.year += d.month == 12;
    d.month = d.month % 12 + 1;
    d.day = due_day < 1 ? 15 : due_day > 28 ? 28 : (int)due_day;
    return day_from_date(d);
}

/* Visits are there until they are settled; those on a bill count by their bill, which counts in `owed` from the day it is sent. */
static money unbilled(struct work *w, int64_t customer)
{
    int64_t visits = db_one(w, SQL("select cast(coalesce(sum(owed), 0) as bigint) from visit where customer = $1 and (state between 1 and 9 or state in (12, 13) or (state = 11 and fee > 0)) "
                                   "and not exists (select 1 from visit_claim c where c.visit = visit.id and c.worker = 0)"), BIND(num(customer)), 0);
    int64_t bills = db_one(w, SQL("select cast(coalesce(sum(total), 0) as bigint) from bill where customer = $1 and state between 1 and 3"), BIND(num(customer)), 0);
    return (money){ visits + bills };
}
const struct customer_unbilled finance_unbilled = { unbilled };
_Static_assert(VISIT_APPROVED == 9 && VISIT_CANCELLED == 11 && VISIT_INTERRUPTED == 13 && BILL_CHECKED == 3, "the queries here name these states by number");

/* Visits that nobody approved yet would be missing: the bill waits for them until the fifth, then goes without. */
static struct rows *customers_due(struct work *w, day first, day last, bool wait)
{
    return db_query(w, SQL("select c.id from customer c where c.monthly = 1 and exists (select 1 from visit v where v.customer = c.id and v.start >= $1 and v.start < $2 and (v.state in (9, 13) or (v.state in (11, 12) and v.fee > 0)) "
                           "and not exists (select 1 from visit_claim x where x.visit = v.id and x.worker = 0)) "
                           "and ($3 = 0 or not exists (select 1 from visit v where v.customer = c.id and v.start >= $1 and v.start < $2 and v.state between 5 and 8)) order by c.id limit 20"),
                    BIND(num(day_start(first).ms), num(day_start((day){ last.number + 1 }).ms), num(wait)));
}

bool bill_months(struct work *w)
{
    struct date today = date_of(day_of(w->now));
    day first_of_this = day_from_date((struct date){ today.year, today.month, 1 }), last = { first_of_this.number - 1 }, first = day_plus_months(first_of_this, -1);
    int64_t ids[20];
    int n = 0;
    struct rows *row = customers_due(w, first, last, today.day <= 5);
    while (n < 20 && db_next(row)) ids[n++] = db_number(row, 0);
    for (int i = 0; i < n; i++)
        if (!bill_make(w, ids[i], first, last)) return false;
    return !failed(w);
}

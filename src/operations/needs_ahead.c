/* needs_ahead.c — see needs_ahead.h. */
#include "operations/needs_ahead.h"
#include <stdlib.h>
#include "operations/plan_own.h"
#include "record/store.h"

static struct need_ahead *next(struct needs_ahead *all)
{
    if (all->count < MOST_NEEDS_AHEAD) return &all->at[all->count++];
    all->cut = true;
    return NULL;
}

static void visits_there(struct work *w, int64_t branch, day first, day last, struct needs_ahead *all)
{
    struct rows *row = db_query(w, SQL("select v.id, v.number, v.line, coalesce(v.plan, 0), v.customer, coalesce(v.worker, 0), v.start, v.length, "
                                       "case when (select count(*) from visit_crew c where c.parent = v.id) > 0 then (select count(*) from visit_crew c where c.parent = v.id) when coalesce(v.second, 0) > 0 then 2 else 1 end, coalesce(l.persons, 1) "
                                       "from visit v join service_line l on l.id = v.line where v.branch = $1 and v.start >= $2 and v.start < $3 and v.state between 1 and 7 order by v.start, v.id limit 20001"),
                                BIND(num(branch), num(day_start(first).ms), num(day_start((day){ last.number + 1 }).ms)));
    while (db_next(row)) {
        struct need_ahead *n = next(all);
        if (!n) continue;
        instant start = { db_number(row, 6) };
        int64_t persons = db_number(row, 8) > db_number(row, 9) ? db_number(row, 8) : db_number(row, 9);
        *n = (struct need_ahead){ .date = day_of(start), .at = { minute_of_day(start) }, .visit = db_number(row, 0), .number = db_text(row, 1), .line = db_number(row, 2), .plan = db_number(row, 3), .customer = db_number(row, 4),
            .worker = db_number(row, 5), .person_minutes = db_number(row, 7) * (persons > 1 ? persons : 1) };
    }
}
_Static_assert(VISIT_UNASSIGNED == 1 && VISIT_IN_SERVICE == 7, "the query above names these by number");

static void plan_beyond(struct work *w, const struct service_plan *p, const struct listed_days *listed, day first, day last, struct needs_ahead *all)
{
    day days[MOST_PLAN_VISITS], from = { p->made_until.number >= first.number ? p->made_until.number + 1 : first.number };
    int n = from.number <= last.number ? plan_days(p, listed, from, last, days, MOST_PLAN_VISITS) : 0;
    const struct service_line *line = n ? record_peek(w, &service_line_type, p->line.id) : NULL;
    for (int i = 0; i < n; i++) {
        struct service_plan then = plan_as_of(p, days[i]);
        struct need_ahead *need = next(all);
        if (!need) return;
        *need = (struct need_ahead){ .date = days[i], .at = then.at, .line = p->line.id, .customer = p->customer.id, .plan = p->record.id, .worker = then.worker.id, .number = p->record.number,
            .person_minutes = then.length.count * (line && line->persons > 1 ? line->persons : 1) };
    }
}

static int by_time(const void *a, const void *b)
{
    const struct need_ahead *x = a, *y = b;
    if (x->date.number != y->date.number) return x->date.number < y->date.number ? -1 : 1;
    if (x->at.count != y->at.count) return x->at.count < y->at.count ? -1 : 1;
    return x->plan < y->plan ? -1 : x->plan > y->plan;
}

struct needs_ahead needs_ahead(struct work *w, int64_t branch, day first, day last)
{
    struct needs_ahead all = { take_many(w, struct need_ahead, MOST_NEEDS_AHEAD), 0, false };
    visits_there(w, branch, first, last, &all);
    struct listed_days listed = plan_listed(w, first, last);
    struct found plans = LOAD_WHERE(w, service_plan, "branch = $1 and state in (2, 3) and made_until < $3 and first <= $3 and (last is null or last >= $2) order by id limit 5000", BIND(num(branch), num(first.number), num(last.number)));
    for (int i = 0; i < plans.count; i++) plan_beyond(w, plans.at[i], &listed, first, last, &all);
    if (all.count) qsort(all.at, (size_t)all.count, sizeof *all.at, by_time);
    return all;
}

/* match_visits.c — what operations/ knows of workers for a demand (customers/match.h): visits in this home and this service, ratings, lateness of the last year. */
#include "operations/match_visits.h"
#include "operations/visit.h"
#include "record/store.h"

static void know_one(struct work *w, const struct demand *d, int64_t since, struct match_facts *f)
{
    struct rows *row = db_query(w, SQL("select sum(case when customer = $2 then 1 else 0 end), sum(case when line = $3 then 1 else 0 end), sum(case when stars is not null and rating_disputed = 0 and rating_withdrawn = 0 then 1 else 0 end), "
                                       "sum(case when stars is not null and rating_disputed = 0 and rating_withdrawn = 0 then stars else 0 end), count(*), sum(case when arrived_at > start + 300000 then 1 else 0 end) "
                                       "from visit where worker = $1 and start >= $4 and start < $5 and state in (8, 9, 10)"),
                                BIND(num(f->worker), num(d->customer.id), num(d->line.id), num(since), num(w->now.ms)));
    if (!db_next(row)) return;
    f->times_here += db_number(row, 0);
    f->times_in_line += db_number(row, 1);
    f->ratings += db_number(row, 2);
    f->stars += db_number(row, 3);
    f->visits += db_number(row, 4);
    f->late += db_number(row, 5);
    db_enough(row);
}

static void know(struct work *w, const struct demand *d, struct match_facts *at, int count)
{
    for (int i = 0; i < count && !failed(w); i++) know_one(w, d, w->now.ms - DAYS(365), &at[i]);
}
const struct match_answer visits_match = { know };

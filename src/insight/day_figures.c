/* day_figures.c — see day_figures.h. */
#include "insight/day_figures.h"
#include "record/store.h"

const char insight_schema[] =
    "create table if not exists insight_day (branch {number} not null, day {number} not null, visits {number} not null, worth {number} not null, done {number} not null, due {number} not null, "
    "on_time {number} not null, known {number} not null, stars {number} not null, rated {number} not null, rework {number} not null, cancelled {number} not null, no_shows {number} not null, "
    "complaints {number} not null, primary key (branch, day));";

/* The same sums for a past day and for today: what counts, and what was in time. `$3`: who should have begun by then. */
#define COUNTS "sum(case when state not in (11, 14) then 1 else 0 end), sum(case when state not in (11, 14) then price else 0 end), sum(case when state in (8, 9, 10) then 1 else 0 end), " \
    "sum(case when state not in (11, 14) and force_majeure = 0 and start < $3 then 1 else 0 end), " \
    "sum(case when state not in (11, 14) and force_majeure = 0 and start < $3 and arrived_at > 0 and arrived_at <= start + 300000 then 1 else 0 end), " \
    "sum(case when state not in (11, 14) and force_majeure = 0 and start < $3 and arrived_at > 0 then 1 else 0 end), " \
    "sum(case when rating_disputed = 0 and rating_withdrawn = 0 then coalesce(stars, 0) else 0 end), sum(case when rating_disputed = 0 and rating_withdrawn = 0 and stars > 0 then 1 else 0 end), " \
    "sum(case when rework_of > 0 and state not in (11, 14) then 1 else 0 end), sum(case when state = 11 and force_majeure = 0 then 1 else 0 end), sum(case when force_majeure = 0 then no_shows else 0 end)"
enum { COUNTED = 11 };

bool day_figures_make(struct work *w, day first, day last)
{
    int64_t from = day_start(first).ms, to = day_start((day){ last.number + 1 }).ms;
    db_exec(w, SQL("delete from insight_day where day >= $1 and day <= $2"), BIND(num(first.number), num(last.number)));
    db_exec(w, SQL("insert into insight_day (branch, day, visits, worth, done, due, on_time, known, stars, rated, rework, cancelled, no_shows, complaints) "
                   "select branch, (start + 28800000) / 86400000, " COUNTS ", 0 from visit where start >= $1 and start < $2 group by 1, 2"),
            BIND(num(from), num(to), num(w->now.ms)));
    db_exec(w, SQL("insert into insight_day (branch, day, visits, worth, done, due, on_time, known, stars, rated, rework, cancelled, no_shows, complaints) "
                   "select branch, (received_at + 28800000) / 86400000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, count(*) from complaint where received_at >= $1 and received_at < $2 group by 1, 2 "
                   "on conflict (branch, day) do update set complaints = excluded.complaints"), BIND(num(from), num(to)));
    return !failed(w);
}

bool day_figures_tick(struct work *w)
{
    day yesterday = { day_of(w->now).number - 1 };
    bool made = db_one(w, SQL("select 1 from insight_day where day = $1 limit 1"), BIND(num(yesterday.number)), 0) == 1;
    return day_figures_make(w, made ? yesterday : (day){ yesterday.number - FIGURES_BACK + 1 }, yesterday);
}

static void add_row(struct rows *row, int at, struct day_figures *f)
{
    int64_t *into[COUNTED] = { &f->visits, &f->worth, &f->done, &f->due, &f->on_time, &f->known, &f->stars, &f->rated, &f->rework, &f->cancelled, &f->no_shows };
    for (int i = 0; i < COUNTED; i++) *into[i] += db_number(row, at + i);
}

void day_figures_read(struct work *w, int64_t branch, day first, int days, struct day_figures *into)
{
    for (int i = 0; i < days; i++) into[i] = (struct day_figures){ 0 };
    struct rows *row = db_query(w, SQL("select day, visits, worth, done, due, on_time, known, stars, rated, rework, cancelled, no_shows, complaints - coalesce(h.hers, 0) from insight_day "
                                       "left join (select (received_at + 28800000) / 86400000 as received, count(*) as hers from complaint where branch = $1 and about_account = $4 and $4 > 0 group by 1) h on h.received = day "
                                       "where branch = $1 and day >= $2 and day < $3"), BIND(num(branch), num(first.number), num(first.number + days), num(w->actor->system ? 0 : w->actor->user)));
    while (db_next(row)) {
        int64_t i = db_number(row, 0) - first.number;
        if (i < 0 || i >= days) continue;
        add_row(row, 1, &into[i]);
        into[i].complaints = db_number(row, 1 + COUNTED) > 0 ? db_number(row, 1 + COUNTED) : 0;        /* the day may have been counted before hers came */
    }
}

struct today_figures *today_figures(struct work *w, int64_t branch)
{
    struct today_figures *f = take(w, struct today_figures);
    day d = day_of(w->now);
    int64_t from = day_start(d).ms, to = day_start((day){ d.number + 1 }).ms;
    struct rows *row = db_query(w, SQL("select (start - $1) / 3600000, state, count(*), sum(case when state between 2 and 5 and start < $3 then 1 else 0 end), " COUNTS
                                       " from visit where branch = $4 and start >= $1 and start < $2 group by 1, 2"),
                                BIND(num(from), num(to), num(w->now.ms - MINUTES(5)), num(branch)));
    while (db_next(row)) {
        int64_t hour = db_number(row, 0), state = db_number(row, 1);
        if (hour < 0 || hour >= HOURS_A_DAY || state < 0 || state >= FIGURE_STATES) continue;
        f->count[hour][state] += db_number(row, 2);
        f->late += db_number(row, 3);
        add_row(row, 4, &f->all);
    }
    return f;
}

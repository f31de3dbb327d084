/* day_past.c — see day_past.h. The one place of this module with memory of the process; guarded by a mutex, copies in and out. */
#include "operations/day_past.h"
#include <pthread.h>
#include <string.h>

enum { BRANCHES_KEPT = 64, ROWS_KEPT = 20000 };

struct kept { const struct house *house; int64_t branch, until; day before; struct arena *arena; struct past_rows rows; };
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct kept all[BRANCHES_KEPT];      /* guarded by `lock` */

struct past_rows past_read(struct work *w, int64_t branch, day before)
{
    struct past_row *at = NULL;
    int n = 0, room = 0;
    struct rows *row = db_query(w, SQL("select worker, line, count(*), sum(case when stars is not null and rating_disputed = 0 and coalesce(rating_withdrawn, 0) = 0 then stars else 0 end), "
                                       "sum(case when stars is not null and rating_disputed = 0 and coalesce(rating_withdrawn, 0) = 0 then 1 else 0 end), sum(case when late_minutes > 15 then 1 else 0 end) "
                                       "from visit where worker in (select id from worker where branch = $1 and state = 5) and state between 8 and 10 and start >= $2 group by worker, line"),
                                BIND(num(branch), num(day_start((day){ before.number - PAST_DAYS }).ms)));
    while (db_next(row)) {
        if (n == room) {
            struct past_row *more = take_many(w, struct past_row, room = room ? 2 * room : 64);
            if (n) memcpy(more, at, sizeof *more * (size_t)n);
            at = more;
        }
        at[n++] = (struct past_row){ db_number(row, 0), db_number(row, 1), (int)db_number(row, 2), (int)db_number(row, 3), (int)db_number(row, 4), (int)db_number(row, 5) };
    }
    return (struct past_rows){ at, n };
}

static struct past_rows copy_of(struct arena *arena, struct past_rows from)
{
    struct past_row *at = arena_take(arena, sizeof *at * (size_t)(from.count + 1));
    if (from.count) memcpy(at, from.at, sizeof *at * (size_t)from.count);
    return (struct past_rows){ at, from.count };
}

static struct kept *place_of(int64_t branch) { return &all[((uint64_t)branch * UINT64_C(0x9e3779b97f4a7c15)) >> 58]; }
_Static_assert(BRANCHES_KEPT == 64, "place_of has six bits");

static bool find(struct work *w, int64_t branch, day before, struct past_rows *ret)
{
    pthread_mutex_lock(&lock);
    const struct kept *k = place_of(branch);
    bool there = k->house == w->house && k->branch == branch && k->before.number == before.number && k->until > w->now.ms && k->until <= w->now.ms + PAST_LASTS;
    if (there) *ret = copy_of(w->arena, k->rows);
    pthread_mutex_unlock(&lock);
    return there;
}

static void keep(struct work *w, int64_t branch, day before, struct past_rows rows)
{
    pthread_mutex_lock(&lock);
    struct kept *k = place_of(branch);
    if (k->arena) arena_reset(k->arena);
    else k->arena = arena_new();
    *k = (struct kept){ w->house, branch, w->now.ms + PAST_LASTS, before, k->arena, copy_of(k->arena, rows) };
    pthread_mutex_unlock(&lock);
}

struct past_rows past_kept(struct work *w, int64_t branch, day before)
{
    struct past_rows rows;
    if (find(w, branch, before, &rows)) return rows;
    rows = past_read(w, branch, before);
    if (!failed(w) && rows.count <= ROWS_KEPT) keep(w, branch, before, rows);
    return rows;
}

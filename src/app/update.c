/* update.c — see update.h. */
#include "app/update.h"
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "base/log.h"

static bool named_before(const struct schema_change *changes, int i)
{
    for (int k = 0; k < i; k++)
        if (changes[k].table && !strcmp(changes[k].table, changes[i].table)) return true;
    return false;
}

/* PostgreSQL knows about how many there are; SQLite counts along its smallest index. */
static int64_t rows_of_table(struct work *w, enum db_engine engine, text table)
{
    struct rows *row = engine == DB_POSTGRES ? db_query(w, SQL("select cast(reltuples as bigint) from pg_class where oid = to_regclass($1)"), BIND(txt(table)))
                                             : db_query_made(w, print(w, "select count(*) from %s", table), NO_BIND);
    int64_t n = db_next(row) ? db_number(row, 0) : 0;
    db_enough(row);
    return n > 0 ? n : 0;
}

struct update_extent update_extent(struct work *w, enum db_engine engine, const struct schema_change *changes, int count)
{
    struct update_extent e = { .changes = count };
    for (int i = 0; i < count; i++) {
        if (!changes[i].table || named_before(changes, i)) continue;
        e.tables++;
        e.rows += rows_of_table(w, engine, changes[i].table);
    }
    if (count && engine == DB_POSTGRES) e.bytes = db_one(w, SQL("select pg_database_size(current_database())"), NO_BIND, 0);
    else if (count) e.bytes = db_one(w, SQL("select c.page_count * s.page_size from pragma_page_count c, pragma_page_size s"), NO_BIND, 0);
    return e;
}

static int64_t steady(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static double seconds(int64_t began) { return (double)(steady() - began) / 1000; }

int64_t update_begins(const struct update_extent *e)
{
    fprintf(stderr, "Updating the database: %d changes, in %d tables that have about %lld rows; the database has %lld MB.\n"
                    "It is copied first, then changed; nobody is served meanwhile. Please wait, and do not stop it …\n", e->changes, e->tables, (long long)e->rows, (long long)(e->bytes + 500000) / 1000000);
    log_line("migrate", "\"step\":\"begin\",\"changes\":%d,\"tables\":%d,\"rows\":%lld,\"bytes\":%lld", e->changes, e->tables, (long long)e->rows, (long long)e->bytes);
    return steady();
}

void update_copied(int64_t began)
{
    fprintf(stderr, "It is copied (%.1f s). Now its tables are changed …\n", seconds(began));
    log_line("migrate", "\"step\":\"copied\",\"ms\":%lld", (long long)(steady() - began));
}

void update_done(int64_t began)
{
    fprintf(stderr, "The database is up to date (%.1f s).\n", seconds(began));
    log_line("migrate", "\"step\":\"done\",\"ms\":%lld", (long long)(steady() - began));
}

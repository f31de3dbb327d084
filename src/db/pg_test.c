/* pg_test.c — what only a server can do: go away, change under a prepared statement, answer a commit too late. */
#include "db/db.h"
#include <libpq-fe.h>
#include <stdatomic.h>
#include <unistd.h>
#include "base/log.h"
#include "test/test.h"

static struct work work_new(void) { return (struct work){ .arena = arena_new(), .now = { 1 }, .request = "", .reason = "" }; }

static bool make(struct work *w, void *data)
{
    (void)data;
    return db_script(w, "create table thing (id bigint primary key, n bigint not null default 0)");
}

/* NULL on SQLite: these tests have nothing to say there. */
static struct db *with_table(void)
{
    if (!test_on_postgres()) return NULL;
    text why = "";
    struct db *db = db_open(&(struct db_options){ .url = test_url(), .readers = 3 }, &why);
    log_quiet(1);
    if (!db) { test_check(false, __FILE__, __LINE__, why); return NULL; }
    struct work w = work_new();
    CHECK(db_write(db, &w, make, NULL));
    arena_free(w.arena);
    return db;
}

static void say(const char *command)
{
    PGconn *c = PQconnectdb(test_url());
    PGresult *r = PQexec(c, command);
    CHECK(PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK);
    PQclear(r);
    PQfinish(c);
}

static void cut_all_connections(void)
{
    say("select pg_terminate_backend(pid, 2000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
}

static bool count(struct work *w, void *data) { *(int64_t *)data = db_one(w, SQL("select count(*) from thing"), NO_BIND, -1); return !failed(w); }

static int64_t how_many(struct db *db)
{
    struct work w = work_new();
    int64_t n = -1;
    CHECK(db_read(db, &w, count, &n));
    arena_free(w.arena);
    return n;
}

static bool add(struct work *w, void *data) { return db_exec(w, SQL("insert into thing (id) values ($1)"), BIND(num(*(int64_t *)data))) == 1; }

TEST_DB(connections_cut_while_idle_are_opened_again_unnoticed)
{
    struct db *db = with_table();
    if (!db) return;
    struct work w = work_new();
    int64_t one = 1;
    CHECK(how_many(db) == 0);
    cut_all_connections();
    EQUAL(how_many(db), 0);
    cut_all_connections();
    CHECK(db_write(db, &w, add, &one));
    EQUAL(how_many(db), 1);
    arena_free(w.arena);
    db_close(db);
}

struct cut { int runs; int64_t now; };
static bool cut_in_the_middle(struct work *w, void *data)
{
    struct cut *c = data;
    int64_t id = 5;
    EQUAL(w->now.ms, 1);
    add(w, &id);
    if (c->runs++ == 0) cut_all_connections();
    db_exec(w, SQL("update thing set n = n + 1 where id = $1"), BIND(num(id)));
    return !failed(w);
}

TEST_DB(a_work_that_loses_its_connection_before_the_commit_runs_again)
{
    struct db *db = with_table();
    if (!db) return;
    struct work w = work_new();
    struct cut c = { 0 };
    CHECK(db_write(db, &w, cut_in_the_middle, &c));
    EQUAL(c.runs, 2);
    EQUAL(how_many(db), 1);
    CHECK(db_counts(db).retries == 1);
    arena_free(w.arena);
    db_close(db);
}

static const char dying_commit[] =
    "create function die() returns trigger language plpgsql as 'begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return null; end';"
    "create constraint trigger thing_dies after update on thing deferrable initially deferred for each row execute function die()";

static bool count_runs(struct work *w, void *data)
{
    (*(int *)data)++;
    db_exec(w, SQL("update thing set n = 9 where id = 1"), NO_BIND);
    return !failed(w);
}

TEST_DB(a_connection_lost_during_the_commit_is_a_fault_and_nothing_is_done_twice)
{
    struct db *db = with_table();
    if (!db) return;
    struct work w = work_new();
    int64_t one = 1;
    int runs = 0;
    CHECK(db_write(db, &w, add, &one));
    say(dying_commit);
    CHECK(!db_write(db, &w, count_runs, &runs));
    EQUAL(w.failure, FAULT);
    EQUAL(runs, 1);
    EQUAL(how_many(db), 1);
    arena_free(w.arena);
    db_close(db);
}

static bool all(struct work *w, void *data)
{
    struct rows *rows = db_query(w, SQL("select * from thing"), NO_BIND);
    *(int *)data = db_next(rows) ? (int)db_number(rows, 0) : -1;
    return !failed(w);
}

TEST_DB(a_column_added_while_statements_are_prepared_is_no_fault)
{
    struct db *db = with_table();
    if (!db) return;
    struct work w = work_new();
    int64_t one = 1;
    int got = 0;
    CHECK(db_write(db, &w, add, &one));
    CHECK(db_read(db, &w, all, &got));
    say("alter table thing add column extra bigint");
    CHECK(db_read(db, &w, all, &got));
    EQUAL(got, 1);
    work_clear(&w);
    CHECK(db_write(db, &w, all, &got));
    arena_free(w.arena);
    db_close(db);
}

static void hear(void *data, text payload) { (void)payload; atomic_fetch_add((_Atomic int *)data, 1); }
static bool tell(struct work *w, void *data) { (void)data; db_notify(w, "thing 1"); return !failed(w); }

TEST_DB(a_listener_whose_connection_was_cut_hears_again)
{
    struct db *db = with_table();
    if (!db) return;
    struct work w = work_new();
    _Atomic int heard = 0;
    db_listen(db, hear, &heard);
    cut_all_connections();
    for (int i = 0; i < 30 && !heard; i++) {
        CHECK(db_write(db, &w, tell, NULL));
        usleep(100000);
    }
    CHECK(heard > 0);
    arena_free(w.arena);
    db_close(db);
}

enum { TEXTS = 150 };
static bool many_texts(struct work *w, void *data)
{
    (void)data;
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < TEXTS; i++) {
            struct rows *rows = db_query_made(w, print(w, "select $1 + %d", i), BIND(num(round)));
            CHECK(db_next(rows));
            EQUAL(db_number(rows, 0), round + i);
        }
    return !failed(w);
}
static bool prepared(struct work *w, void *data)
{
    *(int64_t *)data = db_one(w, SQL("select count(*) from pg_prepared_statements where name like 'm%'"), NO_BIND, -1);
    return !failed(w);
}
static bool texts_and_count(struct work *w, void *data) { return many_texts(w, NULL) && prepared(w, data); }

TEST_DB(texts_made_at_run_time_are_prepared_but_not_without_end)
{
    struct db *db = with_table();
    if (!db) return;
    struct work w = work_new();
    int64_t kept = 0;
    CHECK(db_read(db, &w, texts_and_count, &kept));
    EQUAL(kept, 64);
    arena_free(w.arena);
    db_close(db);
}

static bool sums(struct work *w, void *data)
{
    (void)data;
    struct rows *rows = db_query(w, SQL("select sum(x), avg(x), sum(x) / 2 from (select cast(1 as bigint) as x union all select 2) as t"), NO_BIND);
    CHECK(db_next(rows));
    EQUAL(db_number(rows, 0), 3);
    SAME_TEXT(db_text(rows, 0), "3");
    CHECK(db_real(rows, 1) > 1.49 && db_real(rows, 1) < 1.51);
    return !failed(w);
}

TEST_DB(sums_are_whole_numbers_and_means_are_not_cut)
{
    struct db *db = with_table();
    if (!db) return;
    struct work w = work_new();
    CHECK(db_read(db, &w, sums, NULL));
    arena_free(w.arena);
    db_close(db);
}

/* db_test.c — one suite for both databases. */
#include "db/db.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/log.h"
#include "test/test.h"

static struct db *fresh(void)
{
    text why = "";
    struct db *db = db_open(&(struct db_options){ .url = test_url(), .readers = 6, .fast_and_loose = true }, &why);
    if (!db) test_check(false, __FILE__, __LINE__, why);
    log_quiet(1);
    return db;
}

static struct work work_new(void) { return (struct work){ .arena = arena_new(), .now = { 1 }, .request = "", .reason = "" }; }

static bool make(struct work *w, void *data)
{
    struct db *db = data;
    text n = db_column_type(db_engine(db), "number"), t = db_column_type(db_engine(db), "text"), b = db_column_type(db_engine(db), "blob");
    return db_script(w, print(w, "create table thing (id %s primary key, n %s, t %s unique, b %s, parent %s references thing (id))", n, n, t, b, n));
}

static struct db *with_table(void)
{
    struct db *db = fresh();
    struct work w = work_new();
    CHECK(db_write(db, &w, make, db));
    arena_free(w.arena);
    return db;
}

static bool values(struct work *w, void *data)
{
    (void)data;
    const unsigned char bytes[] = { 0, 1, 255, 0 };
    db_exec(w, SQL("insert into thing (id, n, t, b) values ($1, $2, $3, $4)"), BIND(num(1), num(INT64_MAX), txt("张小明 '\""), blob(bytes, 4)));
    db_exec(w, SQL("insert into thing (id, n, t, b) values ($1, $2, $3, $4)"), BIND(num(2), num(INT64_MIN), txt(""), blob("", 0)));
    db_exec(w, SQL("insert into thing (id, n, t, b) values ($1, $2, $3, $4)"), BIND(num(3), none(), none(), none()));
    struct rows *r = db_query(w, SQL("select n, t, b from thing order by id"), NO_BIND);
    int64_t length;
    CHECK(db_next(r));
    EQUAL(db_number(r, 0), INT64_MAX);
    SAME_TEXT(db_text(r, 1), "张小明 '\"");
    CHECK(!memcmp(db_blob(r, 2, &length), bytes, 4));
    EQUAL(length, 4);
    CHECK(db_next(r));
    EQUAL(db_number(r, 0), INT64_MIN);
    CHECK(!db_null(r, 1));
    CHECK(db_next(r));
    CHECK(db_null(r, 0) && db_null(r, 1) && db_null(r, 2));
    CHECK(!db_next(r));
    return !failed(w);
}

TEST_DB(values_come_back_as_they_went_in)
{
    struct db *db = with_table();
    struct work w = work_new();
    CHECK(db_write(db, &w, values, NULL));
    arena_free(w.arena);
    db_close(db);
}

static bool insert_and_refuse(struct work *w, void *data)
{
    (void)data;
    db_exec(w, SQL("insert into thing (id) values ($1)"), BIND(num(7)));
    return refuse(w, "id", "no");
}
static bool count(struct work *w, void *data) { *(int64_t *)data = db_one(w, SQL("select count(*) from thing"), NO_BIND, -1); return !failed(w); }

static int64_t how_many(struct db *db)
{
    struct work w = work_new();
    int64_t n = -1;
    db_read(db, &w, count, &n);
    arena_free(w.arena);
    return n;
}

TEST_DB(a_refusal_undoes_everything_and_stays_told)
{
    struct db *db = with_table();
    struct work w = work_new();
    int64_t commits = db_counts(db).commits;
    CHECK(!db_write(db, &w, insert_and_refuse, NULL));
    EQUAL(w.failure, INVALID);
    EQUAL(db_counts(db).commits, commits);
    EQUAL(db_counts(db).refused, 1);
    SAME_TEXT(w.field, "id");
    EQUAL(how_many(db), 0);
    arena_free(w.arena);
    db_close(db);
}

static bool broken_kinds(struct work *w, void *data)
{
    (void)data;
    text name;
    int64_t changed;
    db_exec(w, SQL("insert into thing (id, t) values (1, 'x')"), NO_BIND);
    EQUAL(db_exec_try(w, "insert into thing (id, t) values (2, 'x')", NO_BIND, &changed, &name), DB_UNIQUE);
    EQUAL(db_exec_try(w, "insert into thing (id) values (1)", NO_BIND, &changed, &name), DB_UNIQUE);
    EQUAL(db_exec_try(w, "insert into thing (id, parent) values (3, 99)", NO_BIND, &changed, &name), DB_FOREIGN);
    EQUAL(db_exec_try(w, "insert into thing (id, parent) values ($1, 1)", BIND(num(4)), &changed, &name), DB_WHOLE);
    EQUAL(changed, 1);
    return !failed(w);
}

TEST_DB(a_broken_constraint_is_named_and_the_work_goes_on)
{
    struct db *db = with_table();
    struct work w = work_new();
    CHECK(db_write(db, &w, broken_kinds, NULL));
    EQUAL(how_many(db), 2);
    arena_free(w.arena);
    db_close(db);
}

static bool part_fails(struct work *w, void *data) { (void)data; db_exec(w, SQL("insert into thing (id) values (51)"), NO_BIND); return refuse(w, "", "no"); }
static bool part_works(struct work *w, void *data) { (void)data; db_exec(w, SQL("insert into thing (id) values (52)"), NO_BIND); return !failed(w); }
static bool parts(struct work *w, void *data)
{
    (void)data;
    CHECK(!db_part(w, part_fails, NULL));
    EQUAL(w->failure, INVALID);
    work_clear(w);
    return db_part(w, part_works, NULL);
}

TEST_DB(a_part_fails_alone)
{
    struct db *db = with_table();
    struct work w = work_new();
    CHECK(db_write(db, &w, parts, NULL));
    EQUAL(how_many(db), 1);
    arena_free(w.arena);
    db_close(db);
}

static bool three_inserts(struct work *w, void *data)
{
    (void)data;
    for (int i = 1; i <= 3; i++) db_exec(w, SQL("insert into thing (id) values ($1)"), BIND(num(i)));
    return !failed(w);
}

TEST_DB(any_broken_call_leaves_nothing_behind)
{
    struct db *db = with_table();
    bool done = false;
    for (int nth = 1; !done && nth < 10; nth++) {
        struct work w = work_new();
        db_fail_after(db, nth);
        done = db_write(db, &w, three_inserts, NULL);
        db_fail_after(db, 0);
        if (!done) EQUAL(w.failure, FAULT);
        EQUAL(how_many(db), done ? 3 : 0);
        arena_free(w.arena);
    }
    CHECK(done);
    db_close(db);
}

enum { CLIENTS = 64, EACH = 20 };
struct client { struct db *db; int number; };
struct attempt { int64_t id; bool refuse; };

static bool insert_one(struct work *w, void *data)
{
    const struct attempt *a = data;
    db_exec(w, SQL("insert into thing (id) values ($1)"), BIND(num(a->id)));
    return a->refuse ? refuse(w, "", "no") : !failed(w);
}

static void *client(void *data)
{
    const struct client *c = data;
    for (int i = 0; i < EACH; i++) {
        struct work w = work_new();
        struct attempt a = { c->number * 1000 + i, i % 5 == 0 };
        bool well = db_write(c->db, &w, insert_one, &a);
        CHECK(well == !a.refuse);
        arena_free(w.arena);
    }
    return NULL;
}

TEST_DB(many_writers_at_once_lose_nothing_and_refusals_undo_only_themselves)
{
    struct db *db = with_table();
    pthread_t threads[CLIENTS];
    struct client clients[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
        clients[i] = (struct client){ db, i + 1 };
        pthread_create(&threads[i], NULL, client, &clients[i]);
    }
    for (int i = 0; i < CLIENTS; i++) pthread_join(threads[i], NULL);
    EQUAL(how_many(db), CLIENTS * (EACH - EACH / 5));
    db_close(db);
}

struct race { struct db *db; int64_t first, second; };
static bool both_rows(struct work *w, void *data)
{
    const struct race *r = data;
    db_exec(w, SQL("update thing set n = n + 1 where id = $1"), BIND(num(r->first)));
    struct timespec nap = { 0, 20000000 };
    nanosleep(&nap, NULL);
    db_exec(w, SQL("update thing set n = n + 1 where id = $1"), BIND(num(r->second)));
    return !failed(w);
}
static bool two_rows(struct work *w, void *data) { (void)data; db_exec(w, SQL("insert into thing (id, n) values (1, 0), (2, 0)"), NO_BIND); return !failed(w); }
static bool sum(struct work *w, void *data) { *(int64_t *)data = db_one(w, SQL("select sum(n) from thing"), NO_BIND, -1); return !failed(w); }

static void *racer(void *data)
{
    struct race *r = data;
    struct work w = work_new();
    CHECK(db_write(r->db, &w, both_rows, r));
    arena_free(w.arena);
    return NULL;
}

TEST_DB(two_works_that_lock_in_opposite_order_are_both_done)
{
    struct db *db = with_table();
    struct work w = work_new();
    CHECK(db_write(db, &w, two_rows, NULL));
    struct race a = { db, 1, 2 }, b = { db, 2, 1 };
    pthread_t one, two;
    pthread_create(&one, NULL, racer, &a);
    pthread_create(&two, NULL, racer, &b);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    int64_t total = 0;
    CHECK(db_read(db, &w, sum, &total));
    EQUAL(total, 4);
    arena_free(w.arena);
    db_close(db);
}

struct heard { pthread_mutex_t lock; int count; };
static void hear(void *data, text payload)
{
    struct heard *h = data;
    pthread_mutex_lock(&h->lock);
    h->count += !strcmp(payload, "visit 7") ? 1 : 100;
    pthread_mutex_unlock(&h->lock);
}
static bool notify(struct work *w, void *data) { (void)data; db_notify(w, "visit 7"); return true; }
static bool notify_and_fail(struct work *w, void *data) { (void)data; db_notify(w, "never"); return refuse(w, "", "no"); }

TEST_DB(a_notice_is_heard_after_the_commit_and_only_then)
{
    struct db *db = with_table();
    struct heard h = { .lock = PTHREAD_MUTEX_INITIALIZER };
    db_listen(db, hear, &h);
    struct work w = work_new();
    CHECK(!db_write(db, &w, notify_and_fail, NULL));
    work_clear(&w);
    CHECK(db_write(db, &w, notify, NULL));
    for (int i = 0; i < 40 && !h.count; i++) { struct timespec n = { 0, 50000000 }; nanosleep(&n, NULL); }
    EQUAL(h.count, 1);
    arena_free(w.arena);
    db_close(db);
}

/* ---- what others see ---- */

struct peek { struct db *db; int64_t before, after; };
static bool write_and_peek(struct work *w, void *data)
{
    struct peek *p = data;
    db_exec(w, SQL("insert into thing (id) values (1)"), NO_BIND);
    EQUAL(db_one(w, SQL("select count(*) from thing"), NO_BIND, -1), 1);        /* its own */
    p->before = how_many(p->db);
    return !failed(w);
}

TEST_DB(a_reader_does_not_see_what_is_not_committed)
{
    struct peek p = { .db = with_table() };
    struct work w = work_new();
    CHECK(db_write(p.db, &w, write_and_peek, &p));
    EQUAL(p.before, 0);
    EQUAL(how_many(p.db), 1);
    arena_free(w.arena);
    db_close(p.db);
}

static void *add_seven(void *db)
{
    struct work w = work_new();
    CHECK(db_write(db, &w, insert_one, &(struct attempt){ .id = 7 }));
    arena_free(w.arena);
    return NULL;
}

static bool look_twice(struct work *w, void *data)
{
    struct peek *p = data;
    pthread_t writer;
    p->before = db_one(w, SQL("select count(*) from thing"), NO_BIND, -1);
    pthread_create(&writer, NULL, add_seven, p->db);
    pthread_join(writer, NULL);
    p->after = db_one(w, SQL("select count(*) from thing"), NO_BIND, -1);
    return !failed(w);
}

TEST_DB(a_read_stays_on_one_snapshot)
{
    struct peek p = { .db = with_table() };
    struct work w = work_new();
    CHECK(db_read(p.db, &w, look_twice, &p));
    EQUAL(p.before, 0);
    EQUAL(p.after, 0);
    EQUAL(how_many(p.db), 1);
    arena_free(w.arena);
    db_close(p.db);
}

static bool third_time(struct work *w, void *data)
{
    int *runs = data;
    db_exec(w, SQL("insert into thing (id) values (1)"), NO_BIND);
    arena_take(w->arena, 100000);
    EQUAL(w->now.ms, 1);
    return ++*runs < 3 ? again(w) : !failed(w);
}

static bool never(struct work *w, void *data) { ++*(int *)data; return again(w); }

TEST_DB(a_work_is_run_again_with_the_same_clock_and_a_clean_arena_but_not_for_ever)
{
    struct db *db = with_table();
    struct work w = work_new();
    text before = arena_copy(w.arena, "kept");
    size_t used = arena_used(w.arena);
    int runs = 0;
    CHECK(db_write(db, &w, third_time, &runs));
    EQUAL(runs, 3);
    EQUAL(how_many(db), 1);
    SAME_TEXT(before, "kept");
    CHECK(arena_used(w.arena) - used < 150000);
    runs = 0;
    CHECK(!db_write(db, &w, never, &runs));
    EQUAL(runs, 11);
    EQUAL(w.failure, AGAIN);
    work_clear(&w);
    runs = 0;
    CHECK(!db_read(db, &w, never, &runs));
    EQUAL(runs, 11);
    arena_free(w.arena);
    db_close(db);
}

static bool lock_and_add(struct work *w, void *data)
{
    (void)data;
    db_lock(w, "thing", (int64_t[]){ 1, 2, 99 }, 3);
    int64_t n = db_one(w, SQL("select n from thing where id = 1"), NO_BIND, -1);
    struct timespec nap = { 0, 1000000 };
    nanosleep(&nap, NULL);
    db_exec(w, SQL("update thing set n = $1 where id = 1"), BIND(num(n + 1)));
    return !failed(w);
}

static void *locker(void *db)
{
    for (int i = 0; i < 10; i++) {
        struct work w = work_new();
        CHECK(db_write(db, &w, lock_and_add, NULL));
        arena_free(w.arena);
    }
    return NULL;
}

TEST_DB(a_row_that_is_locked_is_read_and_written_by_one_at_a_time)
{
    struct db *db = with_table();
    struct work w = work_new();
    pthread_t threads[4];
    int64_t total = 0;
    CHECK(db_write(db, &w, two_rows, NULL));
    for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, locker, db);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    CHECK(db_read(db, &w, sum, &total));
    EQUAL(total, 40);
    arena_free(w.arena);
    db_close(db);
}

/* ---- backup ---- */

static bool empty(struct work *w, void *data) { (void)data; db_exec(w, SQL("delete from thing"), NO_BIND); return !failed(w); }

/* SQLite: opened elsewhere; PostgreSQL: put back into the emptied database. */
static struct db *restored(struct db *db, const char *file)
{
    char command[1000];
    text why = "";
    struct work w = work_new();
    CHECK(db_write(db, &w, empty, NULL));
    EQUAL(how_many(db), 0);
    arena_free(w.arena);
    db_close(db);
    if (test_on_postgres()) {
        snprintf(command, sizeof command, "pg_restore --clean --if-exists -d '%s' '%s'", test_url(), file);
        CHECK(system(command) == 0);
    }
    snprintf(command, sizeof command, "%s%s", test_on_postgres() ? "" : "sqlite:", test_on_postgres() ? test_url() : file);
    return db_open(&(struct db_options){ .url = command, .fast_and_loose = true }, &why);
}

TEST_DB(a_backup_opens_with_the_same_rows_and_replaces_an_older_one)
{
    struct db *db = with_table();
    struct work w = work_new();
    char folder[] = "/dev/shm/zhangjia-backup-XXXXXX", file[64], command[100];
    text why = "";
    CHECK(mkdtemp(folder) != NULL);
    snprintf(file, sizeof file, "%s/it's 备份.db", folder);
    CHECK(db_backup(db, file, &why));                       /* yesterday's, without rows */
    CHECK(db_write(db, &w, values, NULL));
    CHECK(db_backup(db, file, &why));
    CHECK(!db_backup(db, "/nowhere/at all", &why));
    CHECK(*why);
    struct work other = work_new();
    rename(file, print(&other, "%s/copy", folder));
    db = restored(db, print(&other, "%s/copy", folder));
    CHECK(db != NULL);
    EQUAL(how_many(db), 3);
    snprintf(command, sizeof command, "rm -r %s", folder);
    db_close(db);
    CHECK(system(command) == 0);
    arena_free(w.arena);
    arena_free(other.arena);
}

/* ---- values ---- */

static bool odd_values(struct work *w, void *data)
{
    (void)data;
    struct rows *r = db_query(w, SQL("select $2, $1, $2"), BIND(num(1), txt("二")));      /* by number, not by place */
    CHECK(db_next(r));
    SAME_TEXT(db_text(r, 0), "二");
    EQUAL(db_number(r, 1), 1);
    SAME_TEXT(db_text(r, 2), "二");
    db_enough(r);
    CHECK(!db_next(r));
    r = db_query(w, SQL("select cast($1 as double precision)"), BIND(real(0.1)));
    CHECK(db_next(r) && db_real(r, 0) == 0.1);
    db_enough(r);
    db_exec(w, SQL("insert into thing (id, n, t, b) values ($1, $2, $3, $4)"), BIND(num(1), num(0), txt(""), blob(NULL, 0)));
    r = db_query(w, SQL("select n, t, b, parent from thing"), NO_BIND);
    int64_t length = 9;
    CHECK(db_next(r) && !db_null(r, 0) && !db_null(r, 1) && !db_null(r, 2) && db_null(r, 3));
    SAME_TEXT(db_text(r, 1), "");
    SAME_TEXT(db_text(r, 3), "");
    db_blob(r, 2, &length);
    EQUAL(length, 0);
    EQUAL(db_one(w, SQL("select n from thing where t = $1"), BIND(txt("𠮷")), -5), -5);
    EQUAL(db_exec(w, SQL("update thing set n = $1, t = $2"), BIND(none(), txt("𠮷é'\\"))), 1);
    EQUAL(db_exec(w, SQL("update thing set n = $1, t = $2"), BIND(num(4), txt("𠮷é'\\"))), 1);      /* same text, another kind of value */
    SAME_TEXT(db_one_text(w, SQL("select t from thing"), NO_BIND), "𠮷é'\\");
    EQUAL(db_one(w, SQL("insert into thing (id) values (9) returning id"), NO_BIND, -1), 9);
    EQUAL(db_exec(w, SQL("delete from thing"), NO_BIND), 2);
    return !failed(w);
}

TEST_DB(nulls_empties_and_numbered_parameters_keep_apart)
{
    struct db *db = with_table();
    struct work w = work_new();
    CHECK(db_write(db, &w, odd_values, NULL));
    arena_free(w.arena);
    db_close(db);
}

static bool too_few(struct work *w, void *data) { (void)data; db_exec(w, SQL("insert into thing (id, n) values ($1, $2)"), BIND(num(1))); return true; }
static bool returned_orphan(struct work *w, void *data) { (void)data; db_one(w, SQL("insert into thing (id, parent) values (1, 99) returning id"), NO_BIND, 0); return true; }
static bool same_statement_inside_itself(struct work *w, void *data)
{
    int64_t *seen = data;
    literal ids = SQL("select id from thing order by id");
    struct rows *outer = db_query(w, ids, NO_BIND);
    while (db_next(outer))
        for (struct rows *inner = db_query(w, ids, NO_BIND); db_next(inner);) ++*seen;
    return !failed(w);
}

TEST_DB(a_missing_value_and_an_orphan_are_faults_and_a_statement_may_run_inside_itself)
{
    struct db *db = with_table();
    struct work w = work_new();
    int64_t seen = 0;
    CHECK(!db_write(db, &w, too_few, NULL) && w.failure == FAULT);
    work_clear(&w);
    CHECK(!db_write(db, &w, returned_orphan, NULL) && w.failure == FAULT);
    work_clear(&w);
    EQUAL(how_many(db), 0);
    CHECK(db_write(db, &w, two_rows, NULL));
    CHECK(db_read(db, &w, same_statement_inside_itself, &seen));
    EQUAL(seen, 4);
    arena_free(w.arena);
    db_close(db);
}

/* db_test.c — one suite for both databases. */
#include "db/db.h"
#include <pthread.h>
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
    CHECK(!db_write(db, &w, insert_and_refuse, NULL));
    EQUAL(w.failure, INVALID);
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

enum { CLIENTS = 32, EACH = 25 };
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

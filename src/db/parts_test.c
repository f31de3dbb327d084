/* parts_test.c — parts, broken constraints and injected faults, on both databases. */
#include "db/db.h"
#include <unistd.h>
#include "base/log.h"
#include "test/test.h"

static struct work work_new(void) { return (struct work){ .arena = arena_new(), .now = { 1 }, .request = "", .reason = "" }; }

static bool make(struct work *w, void *data)
{
    enum db_engine e = db_engine(data);
    text n = db_column_type(e, "number");
    return db_script(w, print(w, "create table thing (id %s primary key, n %s not null default 0 constraint thing_n_small check (n < 100), t %s unique)",
                              n, n, db_column_type(e, "text")))
        && db_script(w, "create index thing_by_n on thing (n)");
}

static struct db *with_table(void)
{
    text why = "";
    struct db *db = db_open(&(struct db_options){ .url = test_url(), .readers = 3, .fast_and_loose = true }, &why);
    log_quiet(1);
    if (!db) { test_check(false, __FILE__, __LINE__, why); return NULL; }
    struct work w = work_new();
    CHECK(db_write(db, &w, make, db));
    arena_free(w.arena);
    return db;
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

/* Runs one work on a fresh table; tells how it ended and how many rows there are. */
static enum failure ends(db_run *run, void *data, int64_t *ret_rows)
{
    struct db *db = with_table();
    if (!db) return FAULT;
    struct work w = work_new();
    bool well = db_write(db, &w, run, data);
    CHECK(well == !failed(&w));
    CHECK(!w.tx);
    *ret_rows = how_many(db);
    enum failure failure = w.failure;
    arena_free(w.arena);
    db_close(db);
    return failure;
}

static bool add(struct work *w, void *data) { return db_exec(w, SQL("insert into thing (id) values ($1)"), BIND(num(*(int64_t *)data))) == 1; }
static bool add_and_refuse(struct work *w, void *data) { add(w, data); return refuse(w, "n", N_("no")); }
static bool add_and_break(struct work *w, void *data) { add(w, data); return fault(w, "broken"); }

/* Every third row is refused; the loop over the rows to import must not notice. */
static bool import(struct work *w, void *data)
{
    (void)data;
    struct rows *wanted = db_query(w, SQL("select 1 as id union all select 2 union all select 3 union all select 4 union all select 5 union all select 6 order by 1"), NO_BIND);
    int seen = 0, refused = 0;
    while (db_next(wanted)) {
        int64_t id = db_number(wanted, 0);
        seen++;
        if (db_part(w, id % 3 ? add : add_and_refuse, &id)) continue;
        EQUAL(w->failure, INVALID);
        SAME_TEXT(w->field, "n");
        refused++;
        CHECK(db_part_forget(w));
    }
    EQUAL(seen, 6);
    EQUAL(refused, 2);
    return !failed(w);
}

TEST_DB(an_import_goes_on_after_a_refused_row)
{
    int64_t rows;
    EQUAL(ends(import, NULL, &rows), NO_FAILURE);
    EQUAL(rows, 4);
}

static bool broken_part(struct work *w, void *data)
{
    (void)data;
    int64_t one = 1, two = 2;
    CHECK(db_part(w, add, &one));
    CHECK(!db_part(w, add_and_break, &two));
    CHECK(!db_part_forget(w));
    CHECK(!db_part(w, add, &two));
    return true;                            /* a careless caller */
}

TEST_DB(a_fault_in_a_part_is_the_whole_works)
{
    int64_t rows;
    EQUAL(ends(broken_part, NULL, &rows), FAULT);
    EQUAL(rows, 0);
}

struct heard { _Atomic int good, bad; };
static void hear(void *data, text payload)
{
    struct heard *h = data;
    if (!strncmp(payload, "good", 4)) h->good++;
    else h->bad++;
}

static bool tell_and_refuse(struct work *w, void *data) { (void)data; db_notify(w, "bad"); return refuse(w, "", N_("no")); }
static bool tell(struct work *w, void *data) { (void)data; db_notify(w, "good 2"); return !failed(w); }
static bool telling(struct work *w, void *data)
{
    db_notify(w, "good 1");
    CHECK(!db_part(w, tell_and_refuse, data));
    CHECK(db_part_forget(w));
    return db_part(w, tell, data);
}

TEST_DB(the_notice_of_a_failed_part_is_not_heard)
{
    struct heard heard = { 0 };
    struct db *db = with_table();
    struct work w = work_new();
    db_listen(db, hear, &heard);
    CHECK(db_write(db, &w, telling, NULL));
    for (int i = 0; i < 100 && heard.good < 2; i++) usleep(10000);
    EQUAL(heard.good, 2);
    EQUAL(heard.bad, 0);
    arena_free(w.arena);
    db_close(db);
}

static bool inner(struct work *w, void *data)
{
    int64_t id = 2;
    CHECK(!db_part(w, add_and_refuse, &id));
    CHECK(db_part_forget(w));
    return add(w, data);
}

static bool nested(struct work *w, void *data)
{
    (void)data;
    int64_t id = 3;
    return db_part(w, inner, &id);
}

TEST_DB(a_part_inside_a_part_fails_alone)
{
    int64_t rows;
    EQUAL(ends(nested, NULL, &rows), NO_FAILURE);
    EQUAL(rows, 1);
}

static bool sentence_sticks(struct work *w, void *data)
{
    (void)data;
    refuse(w, "n", N_("no"));
    EQUAL(db_exec(w, SQL("insert into thing (id) values (1)"), NO_BIND), 0);
    EQUAL(db_one(w, SQL("select 1"), NO_BIND, 7), 7);
    SAME_TEXT(db_one_text(w, SQL("select 'a'"), NO_BIND), "");
    struct rows *rows = db_query(w, SQL("select 1"), NO_BIND);
    CHECK(!db_next(rows));
    EQUAL(db_number(rows, 0), 0);
    SAME_TEXT(db_text(rows, 0), "");
    int64_t changed = 5;
    text name = NULL;
    EQUAL(db_exec_try(w, "insert into thing (id) values (1)", NO_BIND, &changed, &name), DB_WHOLE);
    EQUAL(changed, 0);
    SAME_TEXT(name, "");
    return true;
}

TEST_DB(after_a_failure_every_call_does_nothing)
{
    int64_t rows;
    EQUAL(ends(sentence_sticks, NULL, &rows), INVALID);
    EQUAL(rows, 0);
}

static bool constraints(struct work *w, void *data)
{
    (void)data;
    text name = "";
    db_exec(w, SQL("insert into thing (id, t) values (1, 'x')"), NO_BIND);
    EQUAL(db_exec_try(w, "insert into thing (id, n) values (2, 100)", NO_BIND, NULL, &name), DB_CHECK);
    SAME_TEXT(name, "thing_n_small");
    EQUAL(db_exec_try(w, "insert into thing (id, n) values (2, null)", NO_BIND, NULL, &name), DB_NOT_NULL);
    CHECK(strstr(name, "n") != NULL);
    EQUAL(db_exec_try(w, "insert into thing (id, t) values (2, 'x')", NO_BIND, NULL, &name), DB_UNIQUE);
    CHECK(strstr(name, "thing") && strstr(name, "t"));
    int64_t changed = -1;
    EQUAL(db_exec_try(w, "update thing set n = 5", NO_BIND, &changed, &name), DB_WHOLE);
    EQUAL(changed, 1);
    EQUAL(db_exec_try(w, "update thing set n = 5 where id = 77", NO_BIND, &changed, &name), DB_WHOLE);
    EQUAL(changed, 0);
    return !failed(w);
}

TEST_DB(broken_constraints_are_told_apart_by_kind_and_name)
{
    int64_t rows;
    EQUAL(ends(constraints, NULL, &rows), NO_FAILURE);
    EQUAL(rows, 1);
}

static const char overlap_on_sqlite[] =
    "create table slot (id integer primary key, worker integer, a integer, b integer);"
    "create trigger slot_overlap before insert on slot when exists (select 1 from slot where worker = new.worker and a < new.b and b > new.a)"
    " begin select raise(abort, 'overlap slot'); end;";
static const char overlap_on_postgres[] =
    "create extension if not exists btree_gist;"
    "create table slot (id bigint primary key, worker bigint, a bigint, b bigint,"
    " constraint slot_overlap exclude using gist (worker with =, int8range(a, b) with &&))";

static bool overlaps(struct work *w, void *data)
{
    (void)data;
    text name = "";
    db_script(w, test_on_postgres() ? overlap_on_postgres : overlap_on_sqlite);
    db_exec(w, SQL("insert into slot (id, worker, a, b) values (1, 1, 10, 20)"), NO_BIND);
    EQUAL(db_exec_try(w, "insert into slot (id, worker, a, b) values (2, 1, 19, 30)", NO_BIND, NULL, &name), DB_OVERLAP);
    CHECK(strstr(name, "overlap") != NULL);
    EQUAL(db_exec_try(w, "insert into slot (id, worker, a, b) values (3, 1, 20, 30)", NO_BIND, NULL, &name), DB_WHOLE);
    EQUAL(db_one(w, SQL("select count(*) from slot"), NO_BIND, -1), 2);
    return !failed(w);
}

TEST_DB(an_overlap_is_known_as_one)
{
    int64_t rows;
    EQUAL(ends(overlaps, NULL, &rows), NO_FAILURE);
}

/* Touches every kind of call once. */
static bool everything(struct work *w, void *data)
{
    (void)data;
    int64_t ids[] = { 1, 2 }, three = 3;
    const struct db_column *columns;
    const struct db_index *indexes;
    db_exec(w, SQL("insert into thing (id) values ($1), ($2)"), BIND(num(1), num(2)));
    db_exec_made(w, "update thing set n = 1 where id = 1", NO_BIND);
    db_exec_try(w, "update thing set n = 1000 where id = 1", NO_BIND, NULL, NULL);
    db_lock(w, "thing", ids, 2);
    db_part(w, add, &three);
    db_script(w, "update thing set n = 3 where id = 3");
    db_one(w, SQL("select 1"), NO_BIND, 0);
    db_columns(w, &columns);
    db_indexes(w, &indexes);
    db_notify(w, "thing 1");
    return !failed(w);
}

TEST_DB(each_call_that_breaks_leaves_nothing_behind)
{
    struct db *db = with_table();
    bool done = false;
    int nth = 0;
    while (db && !done && nth++ < 60) {
        struct work w = work_new();
        db_fail_after(db, nth);
        done = db_write(db, &w, everything, NULL);
        db_fail_after(db, 0);
        if (!done) EQUAL(w.failure, FAULT);
        EQUAL(how_many(db), done ? 3 : 0);
        arena_free(w.arena);
    }
    CHECK(done && nth > 12);                /* ten calls of ours, the savepoint's two, and the commit */
    db_close(db);
}

static bool look(struct work *w, void *data)
{
    (void)data;
    const struct db_column *columns;
    const struct db_index *indexes;
    int n = db_columns(w, &columns), m = db_indexes(w, &indexes), found = 0, by_n = 0;
    for (int i = 0; i < n; i++) {
        if (strcmp(columns[i].table, "thing")) continue;
        found++;
        bool t = !strcmp(columns[i].name, "t");
        SAME_TEXT(columns[i].type, t ? "text" : "number");
        CHECK(columns[i].not_null == !t);
    }
    for (int i = 0; i < m; i++) by_n += !strcmp(indexes[i].table, "thing") && !strcmp(indexes[i].name, "thing_by_n");
    EQUAL(found, 3);
    EQUAL(by_n, 1);
    return !failed(w);
}

TEST_DB(the_schema_can_be_read_back)
{
    int64_t rows;
    EQUAL(ends(look, NULL, &rows), NO_FAILURE);
}

static bool nest(struct work *w, void *data) { return db_write(data, w, add, data); }
static bool write_in_read(struct work *w, void *data) { (void)data; int64_t id = 1; return add(w, &id); }

TEST_DB(a_transaction_inside_a_transaction_and_a_write_inside_a_read_are_faults)
{
    struct db *db = with_table();
    if (!db) return;
    struct work w = work_new();
    CHECK(!db_write(db, &w, nest, db));
    EQUAL(w.failure, FAULT);
    work_clear(&w);
    CHECK(!db_read(db, &w, write_in_read, NULL));
    EQUAL(w.failure, FAULT);
    work_clear(&w);
    db_lock(&w, "thing", (int64_t[]){ 1 }, 1);
    EQUAL(w.failure, FAULT);
    EQUAL(how_many(db), 0);
    arena_free(w.arena);
    db_close(db);
}

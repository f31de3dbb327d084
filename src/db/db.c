/* db.c — what both engines share: the sticky failure, values, open rows, listeners and injected faults. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "base/log.h"
#include "db/engine.h"

static _Atomic int fail_after;          /* tests only: see db_fail_after */

struct value txt(text t) { return t ? (struct value){ .kind = VALUE_TEXT, .bytes = t, .length = (int64_t)strlen(t) } : none(); }
struct value blob(const void *bytes, int64_t length) { return (struct value){ .kind = VALUE_BLOB, .bytes = bytes ? bytes : "", .length = length }; }

/* There is no arena yet (db_open) or none at hand (db_backup), and the library's message goes away with its connection. */
text db_reason(text from)
{
    static _Thread_local char reason[400];
    snprintf(reason, sizeof reason, "%s", from);
    return reason;
}

struct db *db_open(const struct db_options *options, text *ret_why)
{
    struct db *db = calloc(1, sizeof *db);
    if (!db) abort();
    pthread_mutex_init(&db->lock, NULL);
    db->loose = options->fast_and_loose;
    bool sqlite = !strncmp(options->url, "sqlite:", 7), pg = !strncmp(options->url, "postgres", 8);
    *ret_why = "a database address begins with sqlite: or postgres://";
    if (sqlite ? sqlite_open(db, options, ret_why) : pg && pg_open(db, options, ret_why)) return db;
    pthread_mutex_destroy(&db->lock);
    free(db);
    return NULL;
}

void db_close(struct db *db)
{
    if (!db) return;
    db->engine->close(db);
    pthread_mutex_destroy(&db->lock);
    free(db);
}

enum db_engine db_engine(const struct db *db) { return db->kind; }

void db_count(struct db *db, int64_t works, int64_t commits, int64_t retries, int64_t refused)
{
    pthread_mutex_lock(&db->lock);
    db->counts.works += works;
    db->counts.commits += commits;
    db->counts.retries += retries;
    db->counts.refused += refused;
    pthread_mutex_unlock(&db->lock);
}

struct db_counts db_counts(struct db *db)
{
    pthread_mutex_lock(&db->lock);
    struct db_counts counts = db->counts;
    pthread_mutex_unlock(&db->lock);
    return counts;
}

int db_statements(const struct work *w) { return w->tx ? w->tx->statements : 0; }
void db_fail_after(struct db *db, int nth) { (void)db; atomic_store(&fail_after, nth); }

bool db_about_to_fail(struct work *w)
{
    int left = atomic_load(&fail_after);
    while (left > 0 && !atomic_compare_exchange_weak(&fail_after, &left, left - 1)) continue;
    if (left == 1) fault(w, "injected fault");
    return left == 1;
}

/* Can a call on this work go on? A call outside of a transaction is a bug of the caller. */
static bool usable(struct work *w, text what)
{
    if (failed(w)) return false;
    if (!w->tx) return fault(w, "no transaction for: %s", what);
    return !db_about_to_fail(w);
}

/* ---- transactions ---- */

static bool outside(struct work *w)
{
    if (failed(w)) return false;
    return !w->tx || fault(w, "a transaction inside a transaction");
}

void tx_start_over(struct work *w, struct arena_mark mark)
{
    arena_back(w->arena, mark);
    work_clear(w);
}

bool db_read(struct db *db, struct work *w, db_run *run, void *data)
{
    if (!outside(w)) return false;
    struct arena_mark mark = arena_mark(w->arena);
    for (int tries = 0;; tries++) {
        bool well = db->engine->read(db, w, run, data);
        if (well || w->failure != AGAIN || tries == MOST_AGAIN) return well;
        tx_start_over(w, mark);
        db_count(db, 0, 0, 1, 0);
    }
}

bool db_write(struct db *db, struct work *w, db_run *run, void *data)
{
    return outside(w) && db->engine->write(db, w, run, data);
}

static void end_rows(struct rows *rows)
{
    if (rows->ended) return;
    rows->ended = rows->done = true;
    if (rows->statement) rows->w->tx->db->engine->end(rows);
    for (struct rows **r = &rows->w->tx->open; *r; r = &(*r)->next_open)
        if (*r == rows) { *r = rows->next_open; break; }
}

/* Newer rows come first in the list, so those opened inside the part stand at its head. */
static void end_rows_of_part(struct tx *tx, int part)
{
    while (tx->open && tx->open->part >= part) end_rows(tx->open);
}

/* The last chance for an injected fault is just before the commit. */
bool tx_run(struct work *w, struct tx *tx, db_run *run, void *data)
{
    w->tx = tx;
    bool well = run(w, data) && !failed(w) && !db_about_to_fail(w);
    if (!well && !failed(w)) fault(w, "a work returned false without saying why");
    end_rows_of_part(tx, 0);
    return well;
}

/* The savepoint's own statements must run although the work has failed. */
static bool part_undo(struct work *w)
{
    enum failure kept = w->failure;
    w->failure = NO_FAILURE;
    if (!db_script(w, "rollback to part") || !db_script(w, "release part")) return false;
    w->failure = kept;
    return false;
}

bool db_part(struct work *w, db_run *run, void *data)
{
    if (!db_script(w, "savepoint part")) return false;
    struct tx *tx = w->tx;
    struct payload **payloads = tx->last_payload ? tx->last_payload : &tx->payloads;
    tx->part++;
    bool well = run(w, data) && !failed(w);
    if (!well && !failed(w)) fault(w, "a part returned false without saying why");
    end_rows_of_part(tx, tx->part);
    tx->part--;
    if (well) return db_script(w, "release part");
    *payloads = NULL;
    tx->last_payload = payloads;
    return part_undo(w);
}

bool db_part_forget(struct work *w)
{
    if (w->failure == FAULT || w->failure == AGAIN) return false;
    work_clear(w);
    return true;
}

/* ---- statements ---- */

static void start(struct rows *rows, struct work *w, text statement, bool kept, struct bind bind)
{
    *rows = (struct rows){ .w = w, .done = true, .ended = true };
    if (!usable(w, statement)) return;
    rows->done = rows->ended = false;
    rows->part = w->tx->part;
    rows->next_open = w->tx->open;
    w->tx->open = rows;
    w->tx->statements++;
    w->tx->db->engine->start(rows, statement, kept, bind);
    if (failed(w)) end_rows(rows);
}

static struct rows *query(struct work *w, text statement, bool kept, struct bind bind)
{
    struct rows *rows = take(w, struct rows);
    start(rows, w, statement, kept, bind);
    return rows;
}

struct rows *db_query(struct work *w, literal statement, struct bind bind) { return query(w, statement.text, true, bind); }
struct rows *db_query_made(struct work *w, text statement, struct bind bind) { return query(w, statement, false, bind); }

/* On the stack: an import runs a hundred thousand of these in one arena. */
static int64_t exec(struct work *w, text statement, bool kept, struct bind bind)
{
    struct rows rows;
    start(&rows, w, statement, kept, bind);
    if (rows.done) return 0;
    const struct engine *engine = w->tx->db->engine;
    while (engine->next(&rows)) continue;
    int64_t changed = failed(w) ? 0 : engine->changed(&rows);
    end_rows(&rows);
    return failed(w) ? 0 : changed;
}

int64_t db_exec(struct work *w, literal statement, struct bind bind) { return exec(w, statement.text, true, bind); }
int64_t db_exec_made(struct work *w, text statement, struct bind bind) { return exec(w, statement, false, bind); }

bool db_script(struct work *w, text statements)
{
    return usable(w, statements) && w->tx->db->engine->script(w, statements);
}

enum db_broken db_exec_try(struct work *w, text statement, struct bind bind, int64_t *ret_changed, text *ret_constraint)
{
    int64_t changed = 0;
    text constraint = "";
    enum db_broken broken = DB_WHOLE;
    if (usable(w, statement)) {
        w->tx->statements++;
        broken = w->tx->db->engine->attempt(w, statement, bind, &changed, &constraint);
    }
    if (ret_changed) *ret_changed = changed;
    if (ret_constraint) *ret_constraint = constraint;
    return broken;
}

bool db_next(struct rows *rows)
{
    if (rows->done || failed(rows->w)) { if (!rows->ended) end_rows(rows); return false; }
    if (rows->w->tx->db->engine->next(rows)) return true;
    end_rows(rows);
    return false;
}

void db_enough(struct rows *rows) { if (!rows->ended) end_rows(rows); }

/* ---- columns ---- */

static struct value at(struct rows *rows, int column)
{
    if (rows->done || failed(rows->w)) return none();
    return rows->w->tx->db->engine->column(rows, column);
}

int64_t db_number(struct rows *rows, int column)
{
    struct value v = at(rows, column);
    return v.kind == VALUE_NUMBER ? v.number : v.kind == VALUE_REAL ? (int64_t)v.real : v.kind == VALUE_TEXT ? strtoll(v.bytes, NULL, 10) : 0;
}

double db_real(struct rows *rows, int column)
{
    struct value v = at(rows, column);
    return v.kind == VALUE_REAL ? v.real : v.kind == VALUE_NUMBER ? (double)v.number : v.kind == VALUE_TEXT ? strtod(v.bytes, NULL) : 0;
}

text db_text(struct rows *rows, int column)
{
    struct value v = at(rows, column);
    if (v.kind == VALUE_TEXT) return arena_copy_n(rows->w->arena, v.bytes, (size_t)v.length);
    if (v.kind == VALUE_NUMBER) return print(rows->w, "%lld", (long long)v.number);
    if (v.kind == VALUE_REAL) return print(rows->w, "%.17g", v.real);
    return "";
}

const void *db_blob(struct rows *rows, int column, int64_t *ret_length)
{
    struct value v = at(rows, column);
    *ret_length = v.kind == VALUE_BLOB ? v.length : 0;
    void *copy = arena_take(rows->w->arena, (size_t)*ret_length + 1);
    if (*ret_length) memcpy(copy, v.bytes, (size_t)*ret_length);
    return copy;
}

bool db_null(struct rows *rows, int column) { return at(rows, column).kind == VALUE_NULL; }

int64_t db_one(struct work *w, literal statement, struct bind bind, int64_t otherwise)
{
    struct rows *rows = db_query(w, statement, bind);
    int64_t n = db_next(rows) ? db_number(rows, 0) : otherwise;
    db_enough(rows);
    return n;
}

text db_one_text(struct work *w, literal statement, struct bind bind)
{
    struct rows *rows = db_query(w, statement, bind);
    text t = db_next(rows) ? db_text(rows, 0) : "";
    db_enough(rows);
    return t;
}

/* ---- the rest ---- */

void db_lock(struct work *w, text table, const int64_t *ids, int count)
{
    if (count > 0 && usable(w, table)) w->tx->db->engine->lock(w, table, ids, count);
}

bool db_wanted(struct work *w)
{
    const struct engine *engine = w->tx ? w->tx->db->engine : NULL;
    return !engine || !engine->wanted || engine->wanted(w->tx->db);
}

void db_notify(struct work *w, text payload)
{
    if (usable(w, payload)) w->tx->db->engine->notify(w, payload);
}

void db_listen(struct db *db, db_listener *listener, void *data)
{
    pthread_mutex_lock(&db->lock);
    bool first = !db->listening;
    db->listening = true;
    if (db->listener_count < MOST_LISTENERS) {
        db->listeners[db->listener_count].call = listener;
        db->listeners[db->listener_count++].data = data;
    }
    else log_line("fault", "\"why\":\"more than %d listeners\"", MOST_LISTENERS);
    pthread_mutex_unlock(&db->lock);
    if (first && db->engine->listening) db->engine->listening(db);
}

void db_tell(struct db *db, text payload)
{
    struct { db_listener *call; void *data; } now[MOST_LISTENERS];
    pthread_mutex_lock(&db->lock);
    int n = db->listener_count;
    memcpy(now, db->listeners, sizeof now);
    db->telling++;
    pthread_mutex_unlock(&db->lock);
    for (int i = 0; i < n; i++) now[i].call(now[i].data, payload);
    pthread_mutex_lock(&db->lock);
    db->telling--;
    pthread_mutex_unlock(&db->lock);
}

/* Telling takes microseconds: looking again is all the waiting there is. */
void db_unlisten(struct db *db, const void *data)
{
    pthread_mutex_lock(&db->lock);
    int kept = 0;
    for (int i = 0; i < db->listener_count; i++)
        if (db->listeners[i].data != data) db->listeners[kept++] = db->listeners[i];
    db->listener_count = kept;
    while (db->telling) {
        pthread_mutex_unlock(&db->lock);
        nanosleep(&(struct timespec){ 0, 1000000 }, NULL);
        pthread_mutex_lock(&db->lock);
    }
    pthread_mutex_unlock(&db->lock);
}

int db_columns(struct work *w, const struct db_column **ret) { *ret = NULL; return usable(w, "columns") ? w->tx->db->engine->columns(w, ret) : 0; }
int db_indexes(struct work *w, const struct db_index **ret) { *ret = NULL; return usable(w, "indexes") ? w->tx->db->engine->indexes(w, ret) : 0; }

static bool synced(text path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool well = file >= 0 && fsync(file) == 0;
    if (file >= 0) close(file);
    return well;
}

/* Into `path` only when it is whole and on disk: a backup cut short must not take the place of yesterday's. */
bool db_backup(struct db *db, text path, text *ret_why)
{
    char part[PATH_MAX], folder[PATH_MAX];
    *ret_why = "the path of the backup is too long";
    if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part) return false;
    snprintf(folder, sizeof folder, "%s", path);
    unlink(part);
    if (!db->engine->backup(db, part, ret_why)) { unlink(part); return false; }
    if (synced(part) && rename(part, path) == 0 && synced(dirname(folder))) return true;
    *ret_why = db_reason(strerror(errno));
    return false;
}

bool db_tidy(struct db *db, text *ret_why) { return !db->engine->tidy || db->engine->tidy(db, ret_why); }

text db_column_type(enum db_engine engine, text type)
{
    bool pg = engine == DB_POSTGRES;
    if (!strcmp(type, "number")) return pg ? "bigint" : "integer";
    if (!strcmp(type, "blob")) return pg ? "bytea" : "blob";
    if (!strcmp(type, "real")) return pg ? "double precision" : "real";
    return "text";
}

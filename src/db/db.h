/* db.h — the only door to the database. Two rooms behind it: sqlite*.c (embedded, the default) and pg*.c (PostgreSQL 15).
 *
 * One SQL text serves both: `$1 $2 …`, literal or composed by the engine from declarations, never from outside text. Values
 * go in only through BIND. Columns are INTEGER/BIGINT, TEXT, BLOB/BYTEA and, seldom, REAL; see db_column_type.
 *
 * SQLite: WAL, synchronous=FULL, one writer thread with group commit, N readers, a thread that moves the log into the file. Each
 * work given to db_write undoes only itself in its batch; db_write returns after the batch is on disk, also for a refusal. A work
 * marked `patient` (a piece of a long job) makes a batch of its own behind the others that wait. After an error that ended the whole
 * transaction (full disk, interrupt) the rest of the batch is run again by itself.
 * PostgreSQL: a pool of connections; db_write runs on the caller's thread in READ COMMITTED, again on 40001 and 40P01 (at most
 * 10 times, with a growing pause), answers after commit.
 *
 * Failure is the work's (base/work.h): after the first one every call here does nothing, db_next returns false, numbers are 0,
 * texts "". A constraint that a rule wants to explain is read by db_broken after db_exec_try. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include "base/work.h"

struct db;
struct rows;

enum db_engine { DB_SQLITE = 1, DB_POSTGRES };

struct db_options {
    text url;               /* "sqlite:/path/file.db" or "postgres://user@host1,host2/name" */
    int readers;            /* reader connections (SQLite) or the size of the pool (PostgreSQL); 0: a sensible number */
    bool fast_and_loose;    /* no fsync: for tests, and while a demo company is loaded that could be loaded again */
};

/* NULL on failure, with the reason in `ret_why`: a text to print or copy, good until this thread's next db_open or db_backup. */
struct db *db_open(const struct db_options *options, text *ret_why);
void db_close(struct db *db);
enum db_engine db_engine(const struct db *db);

/* Run `run` inside a read snapshot or a write transaction. `run` may be called more than once (again), so it must start from
 * its inputs alone; the work's arena is reset in between to where it was at the call, and `now` stays. True: committed (or read
 * well); false: the work carries why and nothing was written. `run` must not wait for anything but the database.
 * A nested call (work already in a transaction) is a fault. */
typedef bool db_run(struct work *w, void *data);
bool db_read(struct db *db, struct work *w, db_run *run, void *data);
bool db_write(struct db *db, struct work *w, db_run *run, void *data);

/* A part that may fail alone inside the work's transaction (an import that goes row by row): a savepoint. On false what it wrote
 * and what it wanted to notify is undone and the work's failure is kept for reading; db_part_forget clears it so that the next
 * part can run. False: it was a fault or a lost race, which is the whole work's and stays. Rows opened outside go on. */
bool db_part(struct work *w, db_run *run, void *data);
bool db_part_forget(struct work *w);

enum value_kind { VALUE_NULL, VALUE_NUMBER, VALUE_TEXT, VALUE_BLOB, VALUE_REAL };
struct value { enum value_kind kind; int64_t number; const void *bytes; int64_t length; double real; };
static inline struct value num(int64_t n) { return (struct value){ .kind = VALUE_NUMBER, .number = n }; }
static inline struct value num_or_null(int64_t n) { return n ? num(n) : (struct value){ .kind = VALUE_NULL }; }
static inline struct value none(void) { return (struct value){ .kind = VALUE_NULL }; }
struct value txt(text t);                                   /* NULL becomes SQL null */
struct value blob(const void *bytes, int64_t length);
static inline struct value real(double r) { return (struct value){ .kind = VALUE_REAL, .real = r }; }

struct bind { const struct value *values; int count; };
#define BIND(...) ((struct bind){ (const struct value[]){ __VA_ARGS__ }, (int)(sizeof((const struct value[]){ __VA_ARGS__ }) / sizeof(struct value)) })
#define NO_BIND ((struct bind){ 0 })

/* A literal: the prepared statement is kept per connection under the literal's address. Text made at run time goes to the
 * *_made functions, which keep a small per-connection cache by content. */
typedef struct { const char *text; } literal;
#define SQL(words) ((literal){ "" words })

struct rows *db_query(struct work *w, literal sql, struct bind bind);
int64_t db_exec(struct work *w, literal sql, struct bind bind);                 /* rows changed; a broken constraint is a fault */
struct rows *db_query_made(struct work *w, text sql, struct bind bind);
int64_t db_exec_made(struct work *w, text sql, struct bind bind);
bool db_script(struct work *w, text statements);                            /* several statements, no parameters: DDL */

/* As db_exec_made, but a broken unique, foreign-key, check or exclusion constraint (or trigger's RAISE(ABORT)) does not fail the
 * work: the statement alone is undone and its kind and constraint's name are returned. PostgreSQL tells the constraint's name
 * (of NOT NULL the column's), SQLite "table.column", a check's name, a trigger's message, and "" for a foreign key. A trigger is
 * DB_OVERLAP when its message holds the word "overlap", else DB_CHECK. */
enum db_broken { DB_WHOLE = 0, DB_UNIQUE, DB_FOREIGN, DB_CHECK, DB_OVERLAP, DB_NOT_NULL };
enum db_broken db_exec_try(struct work *w, text sql, struct bind bind, int64_t *ret_changed, text *ret_constraint);

/* Step through rows. Column numbers begin at 0. Texts and blobs are copied into the work's arena. The rows end by themselves
 * at the last one; to stop earlier call db_enough. */
bool db_next(struct rows *rows);
void db_enough(struct rows *rows);
int64_t db_number(struct rows *rows, int column);
text db_text(struct rows *rows, int column);
double db_real(struct rows *rows, int column);
bool db_null(struct rows *rows, int column);
const void *db_blob(struct rows *rows, int column, int64_t *ret_length);

/* One value of the first row; the second form says what stands for "no row". */
int64_t db_one(struct work *w, literal sql, struct bind bind, int64_t otherwise);
text db_one_text(struct work *w, literal sql, struct bind bind);                /* "" when there is no row */

/* Locks the listed rows until the end of the transaction (PostgreSQL: select … for update; SQLite: nothing to do, one writer).
 * Call with ids in ascending order: that is what keeps two works from waiting for each other. */
void db_lock(struct work *w, text table, const int64_t *ids, int count);

/* May somebody be waiting for this transaction to end? A long job's piece asks now and then and ends early when so. SQLite: is there
 * another work before the writer; PostgreSQL: always yes, as who waits for a row is not known here. */
bool db_wanted(struct work *w);

/* To be called with `text` when the work has been committed, never when it failed: wakes event streams and job runners in this
 * process, and on PostgreSQL in the others (LISTEN/NOTIFY). Payload: ids only, at most 200 bytes. */
void db_notify(struct work *w, text payload);
typedef void db_listener(void *data, text payload);
void db_listen(struct db *db, db_listener *listener, void *data);           /* called on some thread of db/; must be quick */
void db_unlisten(struct db *db, const void *data);      /* the listeners with this data are gone when it returns; not from a listener */

/* Schema as it is now, for the comparison with the declarations. Types as the engine writes them: "number","text","blob","real". */
struct db_column { text table, name, type; bool not_null; };
struct db_index { text table, name; };
int db_columns(struct work *w, const struct db_column **ret_columns);
int db_indexes(struct work *w, const struct db_index **ret_indexes);
text db_column_type(enum db_engine engine, text type);                      /* "number" → INTEGER | BIGINT … */

/* A consistent copy of everything while others go on, on disk when it returns. An older file at `path` is replaced, and only by
 * a whole one. SQLite: VACUUM INTO a file; PostgreSQL: pg_dump -Fc. False with why. */
bool db_backup(struct db *db, text path, text *ret_why);
/* Writes everything anew without what was deleted. SQLite overwrites a row that goes (`secure_delete`), but a page that was split may keep an old
 * copy of it in its free space until then; writers wait (a second for 50 MB, less than a minute for 2 GB), readers do not. PostgreSQL: its autovacuum does it, nothing here. */
bool db_tidy(struct db *db, text *ret_why);

/* Tests: let the n-th database call from now on (1 is the next) of the current process's works fail as a fault; 0: none. The
 * commit at the end counts as a call. */
void db_fail_after(struct db *db, int nth);

/* Figures for /metrics and bench: commits, works, retries; statements run by this work so far. */
struct db_counts { int64_t works, commits, retries, refused; };
struct db_counts db_counts(struct db *db);
int db_statements(const struct work *w);

/* pg_statement.c — parameters and results of libpq. Values travel as text, blobs in binary. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/buf.h"
#include "db/pg.h"

struct sent { const char **values; int *lengths, *formats; Oid *types; unsigned kinds; };

static struct sent sent_of(struct work *w, struct bind bind)
{
    struct sent s = { take_many(w, const char *, bind.count), take_many(w, int, bind.count), take_many(w, int, bind.count), take_many(w, Oid, bind.count), 5381 };
    for (int i = 0; i < bind.count; i++) {
        const struct value *v = &bind.values[i];
        switch (v->kind) {
        case VALUE_NULL: break;
        case VALUE_NUMBER: s.values[i] = print(w, "%lld", (long long)v->number); s.types[i] = PG_INT8; break;
        case VALUE_REAL: s.values[i] = print(w, "%.17g", v->real); s.types[i] = PG_FLOAT8; break;
        case VALUE_TEXT: s.values[i] = arena_copy_n(w->arena, v->bytes, (size_t)v->length); s.types[i] = PG_TEXT; break;
        case VALUE_BLOB: s.values[i] = v->bytes; s.lengths[i] = (int)v->length; s.formats[i] = 1; s.types[i] = PG_BYTEA; break;
        }
        s.kinds = s.kinds * 33 + s.types[i];
    }
    return s;
}

/* A slot per literal and set of parameter types (a value that was NULL the first time may be a number the next). -1: no room. */
static int slot_of(struct link *l, text statement, unsigned kinds, bool *ret_new)
{
    uint64_t hash = (((uintptr_t)statement >> 3) ^ kinds) * UINT64_C(0x9e3779b97f4a7c15) >> 53;
    for (unsigned i = 0; i < 32; i++) {
        struct pg_kept *k = &l->kept[(hash + i) % PG_KEPT];
        if (k->key == statement && k->kinds == kinds) return *ret_new = false, (int)((hash + i) % PG_KEPT);
        if (!k->key) return *ret_new = true, (int)((hash + i) % PG_KEPT);
    }
    return -1;
}

PGresult *pg_run(struct work *w, text statement, bool kept, struct bind bind)
{
    struct link *l = w->tx->connection;
    struct sent s = sent_of(w, bind);
    bool fresh = false;
    int slot = kept ? slot_of(l, statement, s.kinds, &fresh) : -1;
    if (slot < 0) return PQexecParams(l->conn, statement, bind.count, s.types, s.values, s.lengths, s.formats, 0);
    char name[16];
    snprintf(name, sizeof name, "s%d", slot);
    if (fresh) {
        PGresult *r = PQprepare(l->conn, name, statement, bind.count, s.types);
        if (PQresultStatus(r) != PGRES_COMMAND_OK) return r;
        PQclear(r);
        l->kept[slot] = (struct pg_kept){ statement, s.kinds };
    }
    return PQexecPrepared(l->conn, name, bind.count, s.values, s.lengths, s.formats, 0);
}

bool pg_failed(struct work *w, const PGresult *r, PGconn *conn, text statement)
{
    const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
    if (state && (!strcmp(state, "40001") || !strcmp(state, "40P01"))) return again(w);
    return fault(w, "postgres %s: %s: %s", state ? state : "", PQerrorMessage(conn), statement);
}

static bool good(const PGresult *r)
{
    ExecStatusType status = PQresultStatus(r);
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

void pg_start(struct rows *rows, text statement, bool kept, struct bind bind)
{
    struct link *l = rows->w->tx->connection;
    PGresult *r = pg_run(rows->w, statement, kept, bind);
    rows->row = -1;
    if (good(r)) { rows->statement = r; return; }
    pg_failed(rows->w, r, l->conn, statement);
    PQclear(r);
}

bool pg_next(struct rows *rows)
{
    if (++rows->row < PQntuples(rows->statement)) return true;
    rows->done = true;
    return false;
}

void pg_end(struct rows *rows)
{
    PQclear(rows->statement);
    rows->statement = NULL;
}

int64_t pg_changed(struct rows *rows) { return strtoll(PQcmdTuples(rows->statement), NULL, 10); }

static struct value bytea(struct rows *rows, const char *hex)
{
    size_t length;
    unsigned char *bytes = PQunescapeBytea((const unsigned char *)hex, &length);
    if (!bytes) abort();
    void *copy = arena_take(rows->w->arena, length + 1);
    memcpy(copy, bytes, length);
    PQfreemem(bytes);
    return blob(copy, (int64_t)length);
}

struct value pg_column(struct rows *rows, int column)
{
    const PGresult *r = rows->statement;
    if (PQgetisnull(r, rows->row, column)) return none();
    const char *got = PQgetvalue(r, rows->row, column);
    switch (PQftype(r, column)) {
    case PG_INT8: case 21: case 23: case 1700: return num(strtoll(got, NULL, 10));     /* int2, int4, numeric (sums) */
    case 16: return num(*got == 't');
    case 700: case PG_FLOAT8: return real(strtod(got, NULL));
    case PG_BYTEA: return bytea(rows, got);
    default: return (struct value){ .kind = VALUE_TEXT, .bytes = got, .length = PQgetlength(r, rows->row, column) };
    }
}

bool pg_script(struct work *w, text statements)
{
    struct link *l = w->tx->connection;
    PGresult *r = PQexec(l->conn, statements);
    bool well = good(r) || PQresultStatus(r) == PGRES_EMPTY_QUERY;
    if (!well) pg_failed(w, r, l->conn, statements);
    PQclear(r);
    return well;
}

static enum db_broken kind_of(const char *state)
{
    static const struct { const char *state; enum db_broken kind; } kinds[] = {
        { "23505", DB_UNIQUE }, { "23503", DB_FOREIGN }, { "23514", DB_CHECK }, { "23P01", DB_OVERLAP }, { "23502", DB_NOT_NULL },
    };
    for (size_t i = 0; state && i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(state, kinds[i].state)) return kinds[i].kind;
    return DB_WHOLE;
}

/* An error ends a PostgreSQL transaction: the statement runs in a savepoint of its own. */
enum db_broken pg_attempt(struct work *w, text statement, struct bind bind, int64_t *ret_changed, text *ret_constraint)
{
    struct link *l = w->tx->connection;
    if (!pg_script(w, "savepoint attempt")) return DB_WHOLE;
    PGresult *r = pg_run(w, statement, false, bind);
    enum db_broken broken = DB_WHOLE;
    if (good(r)) {
        *ret_changed = strtoll(PQcmdTuples(r), NULL, 10);
        PQclear(r);
        pg_script(w, "release attempt");
        return DB_WHOLE;
    }
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE), *name = PQresultErrorField(r, PG_DIAG_CONSTRAINT_NAME);
    broken = kind_of(state);
    if (broken) {
        const char *column = PQresultErrorField(r, PG_DIAG_COLUMN_NAME);
        *ret_constraint = arena_copy(w->arena, name ? name : column ? column : "");
        pg_script(w, "rollback to attempt");
    } else {
        pg_failed(w, r, l->conn, statement);
    }
    PQclear(r);
    return broken;
}

void pg_lock(struct work *w, text table, const int64_t *ids, int count)
{
    struct buf list = buf_new(w->arena);
    for (int i = 0; i < count; i++) buf_print(&list, "%s%lld", i ? "," : "", (long long)ids[i]);
    struct rows *rows = db_query_made(w, print(w, "select id from %s where id in (%s) order by id for update", table, buf_text(&list)), NO_BIND);
    while (db_next(rows)) continue;
}

void pg_notify(struct work *w, text payload)
{
    struct rows *rows = db_query(w, SQL("select pg_notify('zhangjia', $1)"), BIND(txt(payload)));
    while (db_next(rows)) continue;
}

static text word_of(text type)
{
    return !strcmp(type, "bigint") || !strcmp(type, "integer") || !strcmp(type, "smallint") ? "number" : !strcmp(type, "bytea") ? "blob"
         : !strcmp(type, "double precision") ? "real" : "text";
}

int pg_columns(struct work *w, const struct db_column **ret)
{
    int n = (int)db_one(w, SQL("select count(*) from information_schema.columns where table_schema = 'public'"), NO_BIND, 0), i = 0;
    struct db_column *all = take_many(w, struct db_column, n);
    struct rows *row = db_query(w, SQL("select table_name::text, column_name::text, data_type::text, case when is_nullable = 'NO' then 1 else 0 end "
                                       "from information_schema.columns where table_schema = 'public'"), NO_BIND);
    while (db_next(row))
        if (i < n) all[i++] = (struct db_column){ db_text(row, 0), db_text(row, 1), word_of(db_text(row, 2)), db_number(row, 3) != 0 };
    *ret = all;
    return i;
}

int pg_indexes(struct work *w, const struct db_index **ret)
{
    int n = (int)db_one(w, SQL("select count(*) from pg_indexes where schemaname = 'public'"), NO_BIND, 0), i = 0;
    struct db_index *all = take_many(w, struct db_index, n);
    struct rows *row = db_query(w, SQL("select tablename::text, indexname::text from pg_indexes where schemaname = 'public'"), NO_BIND);
    while (db_next(row))
        if (i < n) all[i++] = (struct db_index){ db_text(row, 0), db_text(row, 1) };
    *ret = all;
    return i;
}

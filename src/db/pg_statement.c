/* pg_statement.c — parameters and results of libpq. Values travel as text, blobs in binary. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/buf.h"
#include "base/log.h"
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

/* -1: no room near its place, it is then sent unprepared. */
static int kept_slot(struct link *l, text statement, unsigned kinds, bool *ret_new)
{
    uint64_t hash = (((uintptr_t)statement >> 3) ^ kinds) * UINT64_C(0x9e3779b97f4a7c15) >> 53;
    for (unsigned i = 0; i < 32; i++) {
        struct pg_kept *k = &l->kept[(hash + i) % PG_KEPT];
        *ret_new = !k->key;
        if (!k->key || (k->key == statement && k->kinds == kinds)) return (int)((hash + i) % PG_KEPT);
    }
    return -1;
}

static int made_slot(struct link *l, text statement, unsigned kinds, bool *ret_new)
{
    int oldest = 0;
    for (int i = 0; i < PG_MADE; i++) {
        const struct pg_made *m = &l->made[i];
        if (m->text && m->kinds == kinds && !strcmp(m->text, statement)) return *ret_new = false, i;
        if (m->used < l->made[oldest].used) oldest = i;
    }
    struct pg_made *m = &l->made[oldest];
    char command[32];
    snprintf(command, sizeof command, "deallocate m%d", oldest);
    *ret_new = true;
    if (m->text && !pg_say(l, command)) return -1;
    free(m->text);
    *m = (struct pg_made){ 0 };
    return oldest;
}

static void remember(struct link *l, bool kept, int slot, text statement, unsigned kinds)
{
    if (kept) l->kept[slot] = (struct pg_kept){ statement, kinds };
    else l->made[slot] = (struct pg_made){ strdup(statement), kinds, 0 };
}

static PGresult *run_prepared(struct link *l, text statement, bool kept, const struct sent *s, int count)
{
    bool fresh = false;
    int slot = kept ? kept_slot(l, statement, s->kinds, &fresh) : made_slot(l, statement, s->kinds, &fresh);
    if (slot < 0) return PQexecParams(l->conn, statement, count, s->types, s->values, s->lengths, s->formats, 0);
    char name[16];
    snprintf(name, sizeof name, "%c%d", kept ? 's' : 'm', slot);
    if (fresh) {
        PGresult *r = PQprepare(l->conn, name, statement, count, s->types);
        if (PQresultStatus(r) != PGRES_COMMAND_OK) return r;
        PQclear(r);
        remember(l, kept, slot, statement, s->kinds);
    }
    if (!kept) l->made[slot].used = ++l->clock;
    return PQexecPrepared(l->conn, name, count, s->values, s->lengths, s->formats, 0);
}

/* What was written down for sending is given back at once: an import runs a hundred thousand of these in one arena. */
static PGresult *run(struct work *w, text statement, bool kept, struct bind bind)
{
    struct arena_mark mark = arena_mark(w->arena);
    struct sent s = sent_of(w, bind);
    PGresult *r = run_prepared(w->tx->connection, statement, kept, &s, bind.count);
    arena_back(w->arena, mark);
    return r;
}

static bool one_of(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (!strcmp(word, *words)) return true;
    return false;
}

/* Nothing of the transaction is kept in any of these cases, so it can be run again: a lost race; a server that went away or has
 * become a standby; a prepared statement that does not fit the schema any more. */
bool pg_failed(struct work *w, const PGresult *r, struct link *l, text statement)
{
    static const char *const races[] = { "40001", "40P01", NULL };
    static const char *const gone[] = { "57P01", "57P02", "57P03", "26000", NULL };
    const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL, *where = r ? PQresultErrorField(r, PG_DIAG_SOURCE_FUNCTION) : NULL;
    if (!state) state = "";
    if (one_of(state, races)) return again(w);
    bool standby = w->tx->writing && !strcmp(state, "25006");       /* in a read it is a write that has no business there */
    l->stale = PQstatus(l->conn) == CONNECTION_BAD || standby || one_of(state, gone) || (where && !strcmp(where, "RevalidateCachedQuery"));
    if (!l->stale) return fault(w, "postgres %s: %s: %s", state, PQerrorMessage(l->conn), statement);
    log_line("postgres", "\"request\":%s,\"state\":\"%s\",\"why\":\"run again on a new connection\"", log_quote(w->arena, w->request), state);
    return again(w);
}

static bool good(const PGresult *r)
{
    ExecStatusType status = PQresultStatus(r);
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

void pg_start(struct rows *rows, text statement, bool kept, struct bind bind)
{
    struct link *l = rows->w->tx->connection;
    PGresult *r = run(rows->w, statement, kept, bind);
    rows->row = -1;
    if (good(r)) { rows->statement = r; return; }
    pg_failed(rows->w, r, l, statement);
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
    case 1700: if (strchr(got, '.')) return real(strtod(got, NULL));                /* numeric: a sum is whole, a mean is not */
               return num(strtoll(got, NULL, 10));
    case PG_INT8: case 21: case 23: return num(strtoll(got, NULL, 10));                 /* int8, int2, int4 */
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
    if (!well) pg_failed(w, r, l, statements);
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
    PGresult *r = run(w, statement, false, bind);
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
        pg_failed(w, r, l, statement);
    }
    PQclear(r);
    return broken;
}

void pg_lock(struct work *w, text table, const int64_t *ids, int count)
{
    struct buf list = buf_new(w->arena);
    for (int i = 0; i < count; i++) buf_print(&list, "%c%lld", i ? ',' : '{', (long long)ids[i]);
    buf_char(&list, '}');
    struct rows *rows = db_query_made(w, print(w, "select id from %s where id = any($1::bigint[]) order by id for update", table), BIND(txt(buf_text(&list))));
    while (db_next(rows)) continue;
}

void pg_notify(struct work *w, text payload)
{
    struct rows *rows = db_query(w, SQL("select pg_notify('zhangjia', $1)"), BIND(txt(payload)));
    while (db_next(rows)) continue;
}

/* sqlite_statement.c — preparing, binding and stepping on one connection. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "db/sqlite.h"

static bool broke(struct work *w, struct connection *c, text statement)
{
    return fault(w, "sqlite %d: %s: %s", sqlite3_extended_errcode(c->link), sqlite3_errmsg(c->link), statement);
}

/* `$2` is a name for SQLite, which it looks for among all names at each binding (the square of the list's length); `?2` is a number. */
static text with_numbers(struct work *w, text statement)
{
    size_t length = strlen(statement);
    char *own = arena_take(w->arena, length + 1);
    char quote = 0;
    for (size_t i = 0; i < length; i++) {
        char c = statement[i];
        if (quote) quote = c == quote ? 0 : quote;
        else if (c == '\'' || c == '"') quote = c;
        own[i] = !quote && c == '$' ? '?' : c;
    }
    return own;
}

static sqlite3_stmt *prepare(struct work *w, struct connection *c, text statement, bool lasting)
{
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v3(c->link, with_numbers(w, statement), -1, lasting ? SQLITE_PREPARE_PERSISTENT : 0, &s, NULL) != SQLITE_OK) broke(w, c, statement);
    return s;
}

/* Slots are found by the literal's address; a full neighbourhood means the statement is prepared each time. */
static sqlite3_stmt *kept_statement(struct work *w, struct connection *c, text statement)
{
    uint64_t hash = ((uintptr_t)statement >> 3) * UINT64_C(0x9e3779b97f4a7c15) >> 54;
    for (int i = 0; i < 16; i++) {
        struct kept *k = &c->kept[(hash + (unsigned)i) % KEPT_SLOTS];
        if (k->key == statement) return sqlite3_stmt_busy(k->statement) ? NULL : k->statement;
        if (k->key) continue;
        sqlite3_stmt *s = prepare(w, c, statement, true);
        if (s) *k = (struct kept){ statement, s };
        return s;
    }
    return NULL;
}

static sqlite3_stmt *made_statement(struct work *w, struct connection *c, text statement)
{
    struct made *oldest = &c->made[0];
    for (int i = 0; i < MADE_SLOTS; i++) {
        struct made *m = &c->made[i];
        if (m->text && !strcmp(m->text, statement)) {
            m->used = ++c->clock;
            return sqlite3_stmt_busy(m->statement) ? NULL : m->statement;
        }
        if (!m->text || (oldest->text && m->used < oldest->used && !sqlite3_stmt_busy(m->statement))) oldest = m;
    }
    if (oldest->text && sqlite3_stmt_busy(oldest->statement)) return NULL;
    sqlite3_stmt *s = prepare(w, c, statement, true);
    if (!s) return NULL;
    sqlite3_finalize(oldest->statement);
    free(oldest->text);
    *oldest = (struct made){ strdup(statement), s, ++c->clock };
    return s;
}

static void bind_one(sqlite3_stmt *s, int at, const struct value *v)
{
    switch (v->kind) {
    case VALUE_NULL: sqlite3_bind_null(s, at); break;
    case VALUE_NUMBER: sqlite3_bind_int64(s, at, v->number); break;
    case VALUE_REAL: sqlite3_bind_double(s, at, v->real); break;
    case VALUE_TEXT: sqlite3_bind_text64(s, at, v->bytes, (sqlite3_uint64)v->length, SQLITE_TRANSIENT, SQLITE_UTF8); break;
    case VALUE_BLOB: sqlite3_bind_blob64(s, at, v->bytes, (sqlite3_uint64)v->length, SQLITE_TRANSIENT); break;
    }
}

static bool bind_all(struct work *w, sqlite3_stmt *s, struct bind bind)
{
    int wanted = sqlite3_bind_parameter_count(s);
    for (int i = 0; i < bind.count && i < wanted; i++) bind_one(s, i + 1, &bind.values[i]);
    return wanted <= bind.count || fault(w, "%d values for %s", bind.count, sqlite3_sql(s));
}

void sqlite_start(struct rows *rows, text statement, bool kept, struct bind bind)
{
    struct connection *c = rows->w->tx->connection;
    sqlite3_stmt *s = kept ? kept_statement(rows->w, c, statement) : made_statement(rows->w, c, statement);
    bool cached = s != NULL;
    if (!s && !failed(rows->w)) s = prepare(rows->w, c, statement, false);
    if (!s) return;
    rows->statement = s;
    rows->extra = cached ? NULL : s;            /* to be finalised at the end */
    rows->changed_before = sqlite3_total_changes64(c->link);
    if (cached) { sqlite3_reset(s); sqlite3_clear_bindings(s); }
    bind_all(rows->w, s, bind);
}

bool sqlite_next(struct rows *rows)
{
    int rc = sqlite3_step(rows->statement);
    if (rc == SQLITE_ROW) return rows->row++, true;
    rows->done = true;
    if (rc != SQLITE_DONE) broke(rows->w, rows->w->tx->connection, sqlite3_sql(rows->statement));
    return false;
}

static int give_back(struct rows *rows)
{
    int rc = rows->extra ? sqlite3_finalize(rows->statement) : sqlite3_reset(rows->statement);
    rows->statement = NULL;
    return rc;
}

/* A statement with RETURNING that is left before its last row may fail as late as here (sqlite3_reset, "new error"). */
void sqlite_end(struct rows *rows)
{
    if (give_back(rows) != SQLITE_OK && !failed(rows->w)) broke(rows->w, rows->w->tx->connection, "end of statement");
}

/* sqlite3_changes keeps the figure of an earlier statement when this one (DDL, a select) changes no rows. */
int64_t sqlite_changed(struct rows *rows)
{
    sqlite3 *link = ((struct connection *)rows->w->tx->connection)->link;
    return sqlite3_total_changes64(link) == rows->changed_before ? 0 : sqlite3_changes64(link);
}

struct value sqlite_column(struct rows *rows, int column)
{
    sqlite3_stmt *s = rows->statement;
    switch (sqlite3_column_type(s, column)) {
    case SQLITE_INTEGER: return num(sqlite3_column_int64(s, column));
    case SQLITE_FLOAT: return real(sqlite3_column_double(s, column));
    case SQLITE_TEXT: {
        const void *bytes = sqlite3_column_text(s, column);
        return (struct value){ .kind = VALUE_TEXT, .bytes = bytes, .length = sqlite3_column_bytes(s, column) };
    }
    case SQLITE_BLOB: {
        const void *bytes = sqlite3_column_blob(s, column);
        return blob(bytes, sqlite3_column_bytes(s, column));
    }
    default: return none();
    }
}

bool sqlite_script(struct work *w, text statements)
{
    struct connection *c = w->tx->connection;
    return sqlite3_exec(c->link, statements, NULL, NULL, NULL) == SQLITE_OK || broke(w, c, statements);
}

static enum db_broken kind_of(int code, text message)
{
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE: case SQLITE_CONSTRAINT_PRIMARYKEY: case SQLITE_CONSTRAINT_ROWID: return DB_UNIQUE;
    case SQLITE_CONSTRAINT_FOREIGNKEY: return DB_FOREIGN;
    case SQLITE_CONSTRAINT_CHECK: return DB_CHECK;
    case SQLITE_CONSTRAINT_NOTNULL: return DB_NOT_NULL;
    case SQLITE_CONSTRAINT_TRIGGER: return strstr(message, "overlap") ? DB_OVERLAP : DB_CHECK;
    default: return DB_WHOLE;
    }
}

/* "UNIQUE constraint failed: thing.t" → "thing.t"; a trigger's message whole; a foreign key has no name here. */
static text constraint_of(struct work *w, enum db_broken broken, text message)
{
    text colon = strstr(message, "constraint failed: ");
    if (colon) return arena_copy(w->arena, colon + strlen("constraint failed: "));
    return broken == DB_FOREIGN ? "" : arena_copy(w->arena, message);
}

enum db_broken sqlite_attempt(struct work *w, text statement, struct bind bind, int64_t *ret_changed, text *ret_constraint)
{
    struct connection *c = w->tx->connection;
    struct rows rows = { .w = w };
    sqlite_start(&rows, statement, false, bind);
    int rc = SQLITE_ROW;
    while (!failed(w) && (rc = sqlite3_step(rows.statement)) == SQLITE_ROW) continue;
    enum db_broken broken = DB_WHOLE;
    if (rc == SQLITE_DONE) *ret_changed = sqlite_changed(&rows);
    else if (!failed(w)) {
        broken = kind_of(sqlite3_extended_errcode(c->link), sqlite3_errmsg(c->link));
        if (broken) *ret_constraint = constraint_of(w, broken, sqlite3_errmsg(c->link));
        else broke(w, c, statement);
    }
    if (rows.statement) give_back(&rows);
    return broken;
}

/* ---- the schema as it is ---- */

static text word_of(text type)
{
    return !strcmp(type, "INTEGER") || !strcmp(type, "integer") ? "number" : !strcmp(type, "BLOB") || !strcmp(type, "blob") ? "blob"
         : !strcmp(type, "REAL") || !strcmp(type, "real") ? "real" : "text";
}

int sqlite_columns(struct work *w, const struct db_column **ret)
{
    int n = (int)db_one(w, SQL("select count(*) from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%'"), NO_BIND, 0), i = 0;
    struct db_column *all = take_many(w, struct db_column, n);
    struct rows *row = db_query(w, SQL("select m.name, c.name, c.type, c.\"notnull\" or c.pk from sqlite_master m join pragma_table_info(m.name) c "
                                       "where m.type = 'table' and m.name not like 'sqlite_%'"), NO_BIND);
    while (db_next(row))
        if (i < n) all[i++] = (struct db_column){ db_text(row, 0), db_text(row, 1), word_of(db_text(row, 2)), db_number(row, 3) != 0 };
    *ret = all;
    return i;
}

int sqlite_indexes(struct work *w, const struct db_index **ret)
{
    int n = (int)db_one(w, SQL("select count(*) from sqlite_master where type = 'index'"), NO_BIND, 0), i = 0;
    struct db_index *all = take_many(w, struct db_index, n);
    struct rows *row = db_query(w, SQL("select tbl_name, name from sqlite_master where type = 'index'"), NO_BIND);
    while (db_next(row))
        if (i < n) all[i++] = (struct db_index){ db_text(row, 0), db_text(row, 1) };
    *ret = all;
    return i;
}

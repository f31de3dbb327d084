/* schema.c — see schema.h. Tables are made from the declarations; the engine's and modules' own tables from their *_schema texts,
 * where {number} {text} {blob} stand for the engine's type words. */
#include "record/schema.h"
#include <stdio.h>
#include <string.h>
#include "record/booking.h"
#include "record/file.h"
#include "record/list.h"
#include "record/shape.h"

static const char own_schema[] =
    "create table if not exists series (name {text} not null, branch {number} not null, year {number} not null, value {number} not null, "
    "primary key (name, branch, year));";

struct plan { struct work *w; enum db_engine engine; struct schema_change *at; int count, room;
              const struct db_column *columns; int column_count; const struct db_index *indexes; int index_count; };

static void want(struct plan *p, bool additive, text sql, text why)
{
    if (p->count == p->room) {
        int room = p->room ? p->room * 2 : 64;
        struct schema_change *more = take_many(p->w, struct schema_change, room);
        if (p->count) memcpy(more, p->at, sizeof *more * (size_t)p->count);
        p->at = more;
        p->room = room;
    }
    p->at[p->count++] = (struct schema_change){ .sql = sql, .why = why, .additive = additive };
}

static bool table_there(const struct plan *p, text table)
{
    for (int i = 0; i < p->column_count; i++)
        if (!strcmp(p->columns[i].table, table)) return true;
    return false;
}

static const struct db_column *column_there(const struct plan *p, text table, text name)
{
    for (int i = 0; i < p->column_count; i++)
        if (!strcmp(p->columns[i].table, table) && !strcmp(p->columns[i].name, name)) return &p->columns[i];
    return NULL;
}

static bool index_there(const struct plan *p, text name)
{
    for (int i = 0; i < p->index_count; i++)
        if (!strcmp(p->indexes[i].name, name)) return true;
    return false;
}

static text nothing_of(text type) { return !strcmp(type, "text") ? "''" : "0"; }

static text column_sql(struct plan *p, const struct column *c)
{
    text type = db_column_type(p->engine, c->type);
    if (c->not_null) return print(p->w, "%s %s not null default %s", c->name, type, nothing_of(c->type));
    if (c->field->kind == KIND_REF && p->engine == DB_SQLITE) return print(p->w, "%s %s references %s (id)", c->name, type, c->field->to->name);
    return print(p->w, "%s %s", c->name, type);
}

/* PostgreSQL wants the other table to be there: its foreign keys come after all tables. */
static void foreign_key(struct plan *p, text table, const struct column *c)
{
    if (p->engine != DB_POSTGRES || c->field->kind != KIND_REF) return;
    want(p, true, print(p->w, "alter table %s add constraint %s_%s_fk foreign key (%s) references %s (id)", table, table, c->name, c->name, c->field->to->name),
         print(p->w, "foreign key %s.%s", table, c->name));
}

static void make_table(struct plan *p, text table, text first, const struct column *columns, int count, text last)
{
    struct buf out = buf_new(p->w->arena);
    buf_print(&out, "create table %s (%s", table, first);
    for (int i = 0; i < count; i++) buf_print(&out, ", %s", column_sql(p, &columns[i]));
    buf_print(&out, "%s)%s", last, p->engine == DB_SQLITE ? " strict" : "");
    want(p, true, buf_text(&out), print(p->w, "table %s", table));
}

static void add_columns(struct plan *p, text table, const struct column *columns, int count)
{
    for (int i = 0; i < count; i++) {
        const struct db_column *there = column_there(p, table, columns[i].name);
        if (!there) {
            want(p, true, print(p->w, "alter table %s add column %s", table, column_sql(p, &columns[i])), print(p->w, "column %s.%s", table, columns[i].name));
            foreign_key(p, table, &columns[i]);
        } else if (strcmp(there->type, columns[i].type)) {
            want(p, false, "", print(p->w, "column %s.%s is %s in the database and %s in the declaration", table, columns[i].name, there->type, columns[i].type));
        }
    }
}

static text number_type(const struct plan *p) { return db_column_type(p->engine, "number"); }

static text base_columns(struct plan *p)
{
    text n = number_type(p), t = db_column_type(p->engine, "text");
    return print(p->w, "id %s primary key, number %s not null default '', branch %s, version %s not null, created_at %s not null, changed_at %s not null, "
                 "changed_by %s, title %s not null default ''", n, t, n, n, n, n, n, t);
}

static text index_name(struct plan *p, text table, text columns)
{
    char name[200];
    int n = snprintf(name, sizeof name, "%s_", table);
    for (text c = columns; *c && n < 58; c++)
        if (*c != ' ') name[n++] = *c == ',' ? '_' : *c;
    name[n] = 0;
    if (strlen(table) + strlen(columns) > 56) {         /* PostgreSQL cuts names at 63 bytes: keep long ones apart */
        unsigned hash = 5381;
        for (text c = columns; *c; c++) hash = hash * 33 + (unsigned char)*c;
        snprintf(name + 50, sizeof name - 50, "_%x", hash);
    }
    return arena_copy(p->w->arena, name);
}

static void index_on(struct plan *p, text table, text columns, bool unique, text where)
{
    text name = index_name(p, table, columns), why = print(p->w, "index %s", name);
    if (index_there(p, name)) return;
    for (int i = 0; i < p->count; i++)
        if (!strcmp(p->at[i].why, why)) return;
    want(p, true, print(p->w, "create %sindex %s on %s (%s)%s", unique ? "unique " : "", name, table, columns, where), why);
}

/* A list's index that begins with the member serves those who look by it alone too. */
static bool begins_with(const text *lists, text name)
{
    size_t n = strlen(name);
    for (; lists && *lists; lists++)
        if (!strncmp(*lists, name, n) && (*lists)[n] == ',') return true;
    return false;
}

static void indexes_of(struct plan *p, const struct record_type *type)
{
    const text *lists = list_indexes(p->w->arena, type);
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        if (f->unique && f->kind == KIND_SEALED) index_on(p, type->name, print(p->w, "%s_index", f->name), true, print(p->w, " where length(%s_index) > 0", f->name));
        else if (f->unique && f->kind == KIND_TEXT) index_on(p, type->name, f->name, true, print(p->w, " where %s <> ''", f->name));
        else if (f->unique) index_on(p, type->name, f->name, true, "");
        else if (f->kind == KIND_SEALED && sealed_has_index(f)) index_on(p, type->name, print(p->w, "%s_index", f->name), false, "");
        else if (f->kind == KIND_REF && !begins_with(lists, f->name)) index_on(p, type->name, print(p->w, "%s, id", f->name), false, "");
    }
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        for (int k = 0; f->kind == KIND_ROWS && k < f->row->field_count; k++)
            if (f->row->fields[k].kind == KIND_REF && f->row->fields[k].filter) index_on(p, print(p->w, "%s_%s", type->name, f->name), f->row->fields[k].name, false, "");
    }
    for (const text *more = lists; more && *more; more++) index_on(p, type->name, *more, false, "");
    for (const text *more = type->indexes; more && *more; more++) index_on(p, type->name, *more, false, "");
    for (const text *more = type->uniques; more && *more; more++) index_on(p, type->name, *more, true, "");
}

static void tables_of(struct plan *p, const struct shape *s)
{
    const struct record_type *type = s->type;
    bool there = table_there(p, type->name);
    if (there) add_columns(p, type->name, s->columns, s->column_count);
    else make_table(p, type->name, base_columns(p), s->columns, s->column_count, "");
    for (int i = 0; i < s->row_count; i++) {
        struct column columns[MOST_COLUMNS];
        const struct row_type *row = s->rows[i].field->row;
        int n = columns_of(p->w->arena, row->fields, row->field_count, columns);
        if (table_there(p, s->rows[i].table)) { add_columns(p, s->rows[i].table, columns, n); continue; }
        make_table(p, s->rows[i].table, print(p->w, "parent %s not null references %s (id), position %s not null", number_type(p), type->name, number_type(p)),
                   columns, n, ", primary key (parent, position)");
    }
}

static void foreign_keys_of(struct plan *p, const struct shape *s)
{
    if (table_there(p, s->type->name)) return;
    for (int i = 0; i < s->column_count; i++) foreign_key(p, s->type->name, &s->columns[i]);
}

/* Replaces {number} {text} {blob} {strict}; every "create table" of an own schema gets STRICT on SQLite. */
static text filled(struct plan *p, text schema)
{
    static const text words[] = { "number", "text", "blob", "real" };
    struct buf out = buf_new(p->w->arena);
    for (text at = schema; *at;) {
        bool hit = false;
        for (int i = 0; i < 4 && *at == '{'; i++) {
            size_t n = strlen(words[i]);
            if (strncmp(at + 1, words[i], n) || at[n + 1] != '}') continue;
            buf_add(&out, db_column_type(p->engine, words[i]));
            at += n + 2;
            hit = true;
        }
        if (!hit) buf_char(&out, *at++);
    }
    return buf_text(&out);
}

static void own_tables(struct plan *p, text schema)
{
    text all = filled(p, schema);
    while (*all) {
        text end = strchr(all, ';');
        size_t n = end ? (size_t)(end - all) : strlen(all);
        text one = arena_copy_n(p->w->arena, all, n);
        while (*one == ' ' || *one == '\n') one++;
        bool table = !strncmp(one, "create table", 12);
        bool lean = strstr(one, "primary key (") != NULL;       /* a key of several columns: the key is the table, not a second copy of it */
        if (*one) want(p, true, table && p->engine == DB_SQLITE ? print(p->w, "%s strict%s", one, lean ? ", without rowid" : "") : one, "");
        all += n + (end ? 1 : 0);
    }
}

/* Which table that is there a change is of: the statement names it after its verb ("alter table x …", "create index y on x …"). */
static text table_changed(const struct plan *p, text sql)
{
    text at = strncmp(sql, "alter table ", 12) ? strstr(sql, " on ") : sql + 12;
    if (!at) return NULL;
    if (at != sql + 12) at += 4;
    text name = arena_copy_n(p->w->arena, at, strcspn(at, " ("));
    return table_there(p, name) ? name : NULL;
}

int schema_difference(struct work *w, struct house *house, const struct schema_change **ret)
{
    struct plan p = { .w = w, .engine = db_engine(house->options.db) };
    p.column_count = db_columns(w, &p.columns);
    p.index_count = db_indexes(w, &p.indexes);
    for (int i = 0; i < house->shape_count; i++) tables_of(&p, house->shapes[i]);
    for (int i = 0; i < house->shape_count; i++) foreign_keys_of(&p, house->shapes[i]);
    for (int i = 0; i < house->shape_count; i++) indexes_of(&p, house->shapes[i]->type);
    for (int i = 0; i < p.count; i++) p.at[i].table = table_changed(&p, p.at[i].sql);
    *ret = p.at;
    return p.count;
}

static bool run_all(struct work *w, const struct plan *p)
{
    for (int i = 0; i < p->count && !failed(w); i++)
        if (p->at[i].additive) db_script(w, p->at[i].sql);
    return !failed(w);
}

bool schema_apply(struct work *w, struct house *house)
{
    struct plan own = { .w = w, .engine = db_engine(house->options.db) };
    const text parts[] = { own_schema, seal_schema, audit_schema, history_schema, search_schema, deadline_schema, job_schema, once_schema, booking_schema,
                           file_schema, view_schema, import_schema };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) own_tables(&own, parts[i]);
    for (const struct module *const *m = house->options.modules; *m; m++)
        if ((*m)->schema) own_tables(&own, (*m)->schema);
    const struct schema_change *changes;
    int n = schema_difference(w, house, &changes);
    for (int i = 0; i < n; i++)
        if (!changes[i].additive) return fault(w, "the database does not fit: %s", changes[i].why);
    if (!run_all(w, &own)) return false;
    struct plan records = { .w = w, .at = (struct schema_change *)(uintptr_t)changes, .count = n };
    return run_all(w, &records) && db_script(w, audit_guards(own.engine)) && db_script(w, booking_guards(own.engine));
}

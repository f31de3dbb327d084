/* shape.c — SQL of one record type, made once from its declaration. */
#include "record/shape.h"
#include <string.h>

static const char base_names[] = "id, number, branch, version, created_at, changed_at, changed_by, title";

static void names(struct buf *out, const struct column *columns, int count)
{
    for (int i = 0; i < count; i++) buf_print(out, ", %s", columns[i].name);
}

static void places(struct buf *out, int from, int count)
{
    for (int i = 0; i < count; i++) buf_print(out, "%s$%d", i ? ", " : "", from + i);
}

static text insert_sql(struct arena *arena, text table, text first, int first_count, const struct column *columns, int count)
{
    struct buf out = buf_new(arena);
    buf_print(&out, "insert into %s (%s", table, first);
    names(&out, columns, count);
    buf_add(&out, ") values (");
    places(&out, 1, first_count + count);
    buf_add(&out, ")");
    return buf_text(&out);
}

/* A sealed value that nobody set stays: coalesce(NULL, what is there). $1 id, $2 version as it was, $3… what changes. */
static text update_sql(struct arena *arena, const struct shape *s)
{
    struct buf out = buf_new(arena);
    buf_print(&out, "update %s set version = version + 1, branch = $3, changed_at = $4, changed_by = $5, title = $6", s->type->name);
    for (int i = 0; i < s->column_count; i++) {
        text name = s->columns[i].name;
        if (s->columns[i].field->kind == KIND_SEALED) buf_print(&out, ", %s = coalesce($%d, %s)", name, 7 + i, name);
        else buf_print(&out, ", %s = $%d", name, 7 + i);
    }
    buf_add(&out, " where id = $1 and version = $2");
    return buf_text(&out);
}

static struct row_shape row_shape(struct arena *arena, const struct record_type *type, const struct field *f)
{
    struct column columns[MOST_COLUMNS];
    int n = columns_of(arena, f->row->fields, f->row->field_count, columns);
    struct row_shape r = { .field = f, .columns = n, .table = arena_print(arena, "%s_%s", type->name, f->name) };
    r.insert = insert_sql(arena, r.table, "parent, position", 2, columns, n);
    struct buf out = buf_new(arena);
    buf_add(&out, "select parent, position");
    names(&out, columns, n);
    buf_print(&out, " from %s where parent in (", r.table);
    r.select = buf_text(&out);
    return r;
}

struct shape *shape_new(struct arena *arena, const struct record_type *type, const struct module *module)
{
    struct shape *s = arena_take(arena, sizeof *s);
    struct column columns[MOST_COLUMNS];
    *s = (struct shape){ .type = type, .module = module, .column_count = columns_of(arena, type->fields, type->field_count, columns) };
    s->columns = arena_take(arena, sizeof *columns * (size_t)(s->column_count + 1));
    memcpy(s->columns, columns, sizeof *columns * (size_t)s->column_count);

    struct buf out = buf_new(arena);
    buf_print(&out, "select %s", base_names);
    names(&out, s->columns, s->column_count);
    buf_print(&out, " from %s ", type->name);
    s->select = buf_text(&out);
    s->select_one = arena_print(arena, "%swhere id = $1", s->select);
    s->select_lock = arena_print(arena, "select id from %s where id = $1 for update", type->name);
    s->insert = insert_sql(arena, type->name, base_names, BASE_COLUMNS, s->columns, s->column_count);
    s->update = update_sql(arena, s);
    s->titles = arena_print(arena, "select id, title from %s where id in (", type->name);

    s->rows = arena_take(arena, sizeof *s->rows * (size_t)(type->field_count + 1));
    for (int i = 0; i < type->field_count; i++)
        if (type->fields[i].kind == KIND_ROWS) s->rows[s->row_count++] = row_shape(arena, type, &type->fields[i]);
    return s;
}

const struct shape *shape_of(const struct house *house, const struct record_type *type)
{
    for (int i = 0; i < house->shape_count; i++)
        if (house->shapes[i]->type == type) return house->shapes[i];
    return NULL;
}

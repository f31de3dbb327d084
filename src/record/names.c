/* names.c — titles of what records refer to, for lists, boards and sheets: all of them by one statement, as PostgreSQL pays a journey
 * for each. See output.h. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include "base/words.h"
#include "record/convert.h"
#include "record/hidden.h"
#include "record/output.h"
#include "record/shape.h"

enum { AT_ONCE = 4000, TYPES_MOST = 100 };

struct named { const struct record_type *to; int64_t id; text title; };
struct names { struct named *at; int count, fetched, room; int *slots, slot_count; };      /* slots: place in `at` plus one, by hash */

static int *slot_of(const struct names *n, const struct record_type *to, int64_t id)
{
    uint64_t hash = ((uint64_t)id ^ (uint64_t)(uintptr_t)to) * UINT64_C(0x9e3779b97f4a7c15) >> 32;
    for (;; hash++) {
        int *slot = &n->slots[hash & (uint64_t)(n->slot_count - 1)];
        if (!*slot || (n->at[*slot - 1].id == id && n->at[*slot - 1].to == to)) return slot;
    }
}

static void grow(struct work *w, struct names *n)
{
    int room = n->room ? n->room * 2 : 64;
    struct named *more = take_many(w, struct named, room);
    if (n->count) memcpy(more, n->at, sizeof *more * (size_t)n->count);
    n->at = more;
    n->room = room;
    n->slot_count = room * 2;
    n->slots = take_many(w, int, n->slot_count);
    for (int i = 0; i < n->count; i++) *slot_of(n, n->at[i].to, n->at[i].id) = i + 1;
}

void names_want(struct work *w, struct names *n, const struct record_type *to, int64_t id)
{
    if (!id || !to || !shape_of(w->house, to)) return;
    if (n->count == n->room) grow(w, n);
    int *slot = slot_of(n, to, id);
    if (*slot) return;
    n->at[n->count] = (struct named){ to, id, NULL };
    *slot = ++n->count;
}

void names_want_fields(struct work *w, struct names *n, const struct field *fields, int count, const void *record)
{
    for (int i = 0; i < count; i++) {
        const struct field *f = &fields[i];
        if (field_refers(f) && field_visible(w, f)) names_want(w, n, f->to, field_number(f, record));
        if (f->kind != KIND_ROWS) continue;
        const rows_of *rows = member(f, record);
        for (size_t k = 0; k < rows->count; k++) names_want_fields(w, n, f->row->fields, f->row->field_count, (const char *)rows->at + k * f->row->size);
    }
}

/* The number of ids is filled up to a power of two, so that few texts are prepared again and again. */
static void ids_of(struct buf *sql, const struct named *at, int count, const struct record_type *to, struct value *values, int *ret_count)
{
    int first = *ret_count, n = first, full = 1;
    for (int i = 0; i < count; i++)
        if (at[i].to == to) values[n++] = num(at[i].id);
    while (full < n - first) full *= 2;
    for (; n < first + full; n++) values[n] = values[n - 1];
    for (int i = first; i < n; i++) buf_print(sql, "%s$%d", i > first ? "," : "", i + 1);
    *ret_count = n;
}

static int types_of(const struct named *at, int count, const struct record_type **types)
{
    int n = 0;
    for (int i = 0; i < count; i++) {
        int k = 0;
        while (k < n && types[k] != at[i].to) k++;
        if (k == n && n < TYPES_MOST) types[n++] = at[i].to;
    }
    return n;
}

static void fetch(struct work *w, struct names *n, int from, int count)
{
    const struct record_type *types[TYPES_MOST];
    struct value *values = take_many(w, struct value, count * 2 + TYPES_MOST * 2);
    struct buf sql = buf_new(w->arena);
    int bound = 0, type_count = types_of(n->at + from, count, types);
    for (int k = 0; k < type_count; k++) {
        buf_print(&sql, "%sselect %d, id, title from %s where id in (", k ? " union all " : "", k, types[k]->name);
        ids_of(&sql, n->at + from, count, types[k], values, &bound);
        buf_add(&sql, ")");
        if (!types[k]->hidden_from || w->actor->system) continue;
        values[bound++] = num(w->actor->user);
        buf_print(&sql, " and %s", hidden_where(w->arena, types[k], print(w, "$%d", bound)));
    }
    struct rows *row = db_query_made(w, buf_text(&sql), (struct bind){ values, bound });
    while (db_next(row)) {
        int *slot = slot_of(n, types[db_number(row, 0)], db_number(row, 1));
        if (*slot) n->at[*slot - 1].title = db_text(row, 2);
    }
}

struct names *names_new(struct work *w) { return take(w, struct names); }

void names_fetch(struct work *w, struct names *n)
{
    for (int more; n->fetched < n->count; n->fetched += more) {
        more = n->count - n->fetched < AT_ONCE ? n->count - n->fetched : AT_ONCE;
        fetch(w, n, n->fetched, more);
    }
}

struct names *names_of(struct work *w, const struct record_type *type, void *const *records, int count)
{
    struct names *n = names_new(w);
    const struct record_type *user = house_type(w->house, "account"), *branch = house_type(w->house, "branch");
    for (int i = 0; i < count; i++) {
        const struct record *r = records[i];
        names_want_fields(w, n, type->fields, type->field_count, records[i]);
        names_want(w, n, user, r->changed_by.id);
        names_want(w, n, branch, r->branch.id);
    }
    names_fetch(w, n);
    return n;
}

text name_of(const struct names *n, const struct record_type *to, int64_t id)
{
    int slot = n->count ? *slot_of(n, to, id) : 0;
    return slot ? n->at[slot - 1].title : NULL;
}

static void name_members(struct work *w, struct json *j, const struct names *n, text key, const struct record_type *to)
{
    if (!to) return;
    write_object(j, key);
    for (int i = 0; i < n->count; i++) {
        char id[24];
        if (n->at[i].to != to || !n->at[i].title) continue;
        snprintf(id, sizeof id, "%lld", (long long)n->at[i].id);
        write_text(j, id, title_said(w->arena, w->language, n->at[i].title));
    }
    write_end(j, '}');
}

text seeded_words(struct work *w, text chinese)
{
    text said = translate(w->language, chinese);
    return !strcmp(w->language, "en") && strcmp(said, chinese) ? said : NULL;
}

text seeded_said(struct work *w, text chinese) { text said = seeded_words(w, chinese); return said ? said : chinese; }

static void code_members(struct work *w, struct json *j, const struct field *f, void *const *records, int count)
{
    write_object(j, f->name);
    for (int i = 0; i < count; i++) {
        text code = *(const text *)member(f, records[i]), before = i ? *(const text *)member(f, records[i - 1]) : "";
        text read = code && *code && (!before || strcmp(code, before)) ? f->reads(w, code) : NULL;
        if (read) write_text(j, code, read);
    }
    write_end(j, '}');
}

/* Of a member of owned rows, over all rows of all records: the same code once. */
static void row_code_members(struct work *w, struct json *j, const struct field *f, const struct field *column, void *const *records, int count)
{
    json_t *said = json_object();
    for (int i = 0; i < count; i++) {
        rows_of rows = *(const rows_of *)member(f, records[i]);
        for (size_t k = 0; k < rows.count; k++) {
            text code = *(const text *)((const char *)rows.at + k * f->row->size + column->at), read = code && *code ? column->reads(w, code) : NULL;
            if (read && !json_object_get(said, code)) json_object_set_new(said, code, json_string(read));
        }
    }
    const char *code;
    json_t *read;
    if (json_object_size(said)) write_object(j, print(w, "%s.%s", f->name, column->name));
    json_object_foreach(said, code, read) write_text(j, code, json_string_value(read));
    if (json_object_size(said)) write_end(j, '}');
    json_decref(said);
}

void names_write(struct work *w, struct json *j, const struct record_type *type, void *const *records, int count)
{
    struct names *n = names_of(w, type, records, count);
    write_object(j, "names");
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        if (field_refers(f) && field_visible(w, f)) name_members(w, j, n, f->name, f->to);
        if (f->reads && field_visible(w, f)) code_members(w, j, f, records, count);
        for (int k = 0; f->kind == KIND_ROWS && field_visible(w, f) && k < f->row->field_count; k++)
            if (f->row->fields[k].reads) row_code_members(w, j, f, &f->row->fields[k], records, count);
            else if (f->row->fields[k].kind == KIND_REF) name_members(w, j, n, print(w, "%s.%s", f->name, f->row->fields[k].name), f->row->fields[k].to);
    }
    name_members(w, j, n, "changed_by", house_type(w->house, "account"));
    name_members(w, j, n, "branch", house_type(w->house, "branch"));
    write_end(j, '}');
}

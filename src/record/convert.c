/* convert.c — see convert.h. */
#include "record/convert.h"
#include <string.h>
#include "base/identity.h"

bool sealed_has_index(const struct field *f) { return f->unique || f->filter || f->search; }

static void add(struct column *columns, int *n, text name, text type, bool not_null, const struct field *f)
{
    columns[(*n)++] = (struct column){ .name = name, .type = type, .not_null = not_null, .field = f };
}

static void columns_of_field(struct arena *arena, const struct field *f, struct column *columns, int *n)
{
    switch (f->kind) {
    case KIND_ROWS: break;
    case KIND_PLACE:
        add(columns, n, arena_print(arena, "%s_lat", f->name), "number", true, f);
        add(columns, n, arena_print(arena, "%s_lng", f->name), "number", true, f);
        break;
    case KIND_SEALED:
        add(columns, n, f->name, "blob", false, f);
        add(columns, n, arena_print(arena, "%s_mask", f->name), "text", false, f);
        if (sealed_has_index(f)) add(columns, n, arena_print(arena, "%s_index", f->name), "blob", false, f);
        break;
    case KIND_TEXT: case KIND_FILE: case KIND_JSON: add(columns, n, f->name, "text", true, f); break;
    case KIND_REF: add(columns, n, f->name, "number", false, f); break;
    default: add(columns, n, f->name, "number", !f->maybe, f);
    }
}

int columns_of(struct arena *arena, const struct field *fields, int count, struct column *columns)
{
    int n = 0;
    for (int i = 0; i < count && n < MOST_COLUMNS - 3; i++) columns_of_field(arena, &fields[i], columns, &n);
    return n;
}

text sealed_mask(struct work *w, const struct field *f, text plain)
{
    if (!*plain) return "";
    switch (f->mask) {
    case MASK_PHONE: return mask_phone(w->arena, plain);
    case MASK_ID_NUMBER: return mask_id_number(w->arena, plain);
    case MASK_NAME: return mask_name(w->arena, plain);
    case MASK_TAIL4: return mask_tail(w->arena, plain);
    case MASK_EMAIL: return mask_email(w->arena, plain);
    case MASK_NONE: case MASK_ALL: break;
    }
    return "****";
}

static int sealed_values(struct work *w, text table, int64_t id, int64_t subject, const struct field *f, const sealed *s, struct value *values)
{
    bool index = sealed_has_index(f);
    if (!s->plain) {                                    /* untouched: NULL keeps what is there */
        values[0] = values[1] = values[2] = none();
    } else {
        values[0] = seal_text(w, subject, table, id, f->name, s->plain);
        values[1] = txt(sealed_mask(w, f, s->plain));
        values[2] = *s->plain ? blind_index(w, arena_print(w->arena, "%s.%s", table, f->name), s->plain) : blob("", 0);
    }
    return index ? 3 : 2;
}

int field_values(struct work *w, text table, int64_t id, int64_t subject, const struct field *f, const void *record, struct value *v)
{
    const void *at = member(f, record);
    switch (f->kind) {
    case KIND_ROWS: return 0;
    case KIND_TEXT: v[0] = txt(*(const text *)at ? *(const text *)at : ""); return 1;
    case KIND_FILE: v[0] = txt(((const file *)at)->hash ? ((const file *)at)->hash : ""); return 1;
    case KIND_JSON: v[0] = txt(((const worksheet *)at)->json ? ((const worksheet *)at)->json : ""); return 1;
    case KIND_PLACE: v[0] = num(((const place *)at)->lat); v[1] = num(((const place *)at)->lng); return 2;
    case KIND_SEALED: return sealed_values(w, table, id, subject, f, at, v);
    case KIND_REF: v[0] = num_or_null(((const ref *)at)->id); return 1;
    default: break;
    }
    v[0] = f->maybe && field_empty(f, record) ? none() : num(field_number(f, record));
    return 1;
}

int64_t field_number(const struct field *f, const void *record)
{
    const void *at = member(f, record);
    switch (f->kind) {
    case KIND_NUMBER: return f->maybe ? ((const maybe_number *)at)->value : *(const int64_t *)at;
    case KIND_MONEY: return f->maybe ? ((const maybe_money *)at)->fen : ((const money *)at)->fen;
    case KIND_INSTANT: return ((const instant *)at)->ms;
    case KIND_DAY: return f->maybe ? ((const maybe_day *)at)->number : ((const day *)at)->number;
    case KIND_MINUTES: return ((const minutes *)at)->count;
    case KIND_FLAG: return *(const bool *)at;
    case KIND_CHOICE: return *(const unsigned *)at;
    case KIND_SET: return (int64_t)((const set *)at)->bits;
    case KIND_REF: return ((const ref *)at)->id;
    default: return 0;
    }
}

static void set_number(const struct field *f, void *record, int64_t n, bool given)
{
    void *at = member_mut(f, record);
    switch (f->kind) {
    case KIND_NUMBER:
        if (f->maybe) *(maybe_number *)at = (maybe_number){ n, given };
        else *(int64_t *)at = n;
        break;
    case KIND_MONEY:
        if (f->maybe) *(maybe_money *)at = (maybe_money){ n, given };
        else *(money *)at = (money){ n };
        break;
    case KIND_DAY:
        if (f->maybe) *(maybe_day *)at = (maybe_day){ (int32_t)n, given };
        else *(day *)at = (day){ (int32_t)n };
        break;
    case KIND_INSTANT: *(instant *)at = (instant){ n }; break;
    case KIND_MINUTES: *(minutes *)at = (minutes){ (int32_t)n }; break;
    case KIND_FLAG: *(bool *)at = n != 0; break;
    case KIND_CHOICE: *(unsigned *)at = (unsigned)n; break;
    case KIND_SET: *(set *)at = (set){ (uint64_t)n }; break;
    case KIND_REF: *(ref *)at = (ref){ n }; break;
    default: break;
    }
}

static void sealed_from_row(struct rows *row, int column, sealed *s)
{
    *s = (sealed){ .mask = db_text(row, column + 1) };
    s->kept = db_blob(row, column, &s->kept_length);
    if (!s->kept_length) s->plain = "";
}

int field_from_row(struct rows *row, int column, const struct field *f, void *record)
{
    void *at = member_mut(f, record);
    switch (f->kind) {
    case KIND_ROWS: return column;
    case KIND_TEXT: *(text *)at = db_text(row, column); return column + 1;
    case KIND_FILE: ((file *)at)->hash = db_text(row, column); return column + 1;
    case KIND_JSON: ((worksheet *)at)->json = db_text(row, column); return column + 1;
    case KIND_PLACE: *(place *)at = (place){ db_number(row, column), db_number(row, column + 1) }; return column + 2;
    case KIND_SEALED: sealed_from_row(row, column, at); return column + (sealed_has_index(f) ? 3 : 2);
    default: break;
    }
    bool given = !db_null(row, column);
    set_number(f, record, given ? db_number(row, column) : 0, given);
    return column + 1;
}

bool field_empty(const struct field *f, const void *record)
{
    const void *at = member(f, record);
    switch (f->kind) {
    case KIND_TEXT: return !*(const text *)at || !**(const text *)at;
    case KIND_FILE: return !((const file *)at)->hash || !*((const file *)at)->hash;
    case KIND_JSON: return !((const worksheet *)at)->json || !*((const worksheet *)at)->json;
    case KIND_PLACE: return !((const place *)at)->lat && !((const place *)at)->lng;
    case KIND_ROWS: return !((const rows_of *)at)->count;
    case KIND_SEALED: {
        const sealed *s = at;
        return s->plain ? !*s->plain : !s->kept_length;
    }
    case KIND_NUMBER: if (f->maybe) return !((const maybe_number *)at)->given; return f->not_yet && *(const int64_t *)at == -1;
    case KIND_MONEY: if (f->maybe) return !((const maybe_money *)at)->given; return f->not_yet && ((const money *)at)->fen == 0;
    case KIND_DAY: if (f->maybe) return !((const maybe_day *)at)->given; return ((const day *)at)->number == 0;
    case KIND_FLAG: case KIND_MINUTES: return false;
    default: return field_number(f, record) == 0;
    }
}

static bool same_text(text a, text b) { return strcmp(a ? a : "", b ? b : "") == 0; }

static bool rows_same(const struct field *f, const rows_of *a, const rows_of *b)
{
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++)
        for (int k = 0; k < f->row->field_count; k++)
            if (!field_same(&f->row->fields[k], (const char *)a->at + i * f->row->size, (const char *)b->at + i * f->row->size)) return false;
    return true;
}

bool field_same(const struct field *f, const void *a, const void *b)
{
    const void *x = member(f, a), *y = member(f, b);
    switch (f->kind) {
    case KIND_TEXT: return same_text(*(const text *)x, *(const text *)y);
    case KIND_FILE: return same_text(((const file *)x)->hash, ((const file *)y)->hash);
    case KIND_JSON: return same_text(((const worksheet *)x)->json, ((const worksheet *)y)->json);
    case KIND_PLACE: return ((const place *)x)->lat == ((const place *)y)->lat && ((const place *)x)->lng == ((const place *)y)->lng;
    case KIND_SEALED: return ((const sealed *)x)->plain == ((const sealed *)y)->plain;
    case KIND_ROWS: return rows_same(f, x, y);
    default: return field_number(f, a) == field_number(f, b) && field_empty(f, a) == field_empty(f, b);
    }
}

bool record_differs(const struct field *f, const void *a, const void *b) { return !field_same(f, a, b); }

void fields_blank(const struct field *fields, int count, void *record)
{
    for (int i = 0; i < count; i++) {
        const struct field *f = &fields[i];
        void *at = member_mut(f, record);
        if (f->kind == KIND_TEXT && !*(text *)at) *(text *)at = "";
        else if (f->kind == KIND_FILE && !((file *)at)->hash) ((file *)at)->hash = "";
        else if (f->kind == KIND_JSON && !((worksheet *)at)->json) ((worksheet *)at)->json = "";
        else if (f->kind == KIND_SEALED && !((sealed *)at)->mask) ((sealed *)at)->mask = "";
        if (f->kind != KIND_ROWS) continue;
        const rows_of *rows = at;
        for (size_t k = 0; k < rows->count; k++) fields_blank(f->row->fields, f->row->field_count, (char *)rows->at + k * f->row->size);
    }
}

void masks_fill(struct work *w, const struct field *fields, int count, void *record)
{
    for (int i = 0; i < count; i++) {
        sealed *s = member_mut(&fields[i], record);
        if (fields[i].kind == KIND_SEALED && s->plain) s->mask = sealed_mask(w, &fields[i], s->plain);
    }
}

size_t field_size(const struct field *f)
{
    switch (f->kind) {
    case KIND_TEXT: return sizeof(text);
    case KIND_NUMBER: return f->maybe ? sizeof(maybe_number) : sizeof(int64_t);
    case KIND_MONEY: return f->maybe ? sizeof(maybe_money) : sizeof(money);
    case KIND_INSTANT: return sizeof(instant);
    case KIND_DAY: return f->maybe ? sizeof(maybe_day) : sizeof(day);
    case KIND_MINUTES: return sizeof(minutes);
    case KIND_FLAG: return sizeof(bool);
    case KIND_CHOICE: return sizeof(unsigned);
    case KIND_SET: return sizeof(set);
    case KIND_REF: return sizeof(ref);
    case KIND_PLACE: return sizeof(place);
    case KIND_FILE: return sizeof(file);
    case KIND_SEALED: return sizeof(sealed);
    case KIND_ROWS: return sizeof(rows_of);
    case KIND_JSON: return sizeof(worksheet);
    }
    return 0;
}

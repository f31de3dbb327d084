/* store.c — records in and out of the database; see store.h.
 *
 * A loaded record lies behind a shadow: the type and a copy of how it was. One work holds one copy of a record (struct loaded), so
 * that two rules that load the same record change the same memory. */
#include "record/store.h"
#include <stdatomic.h>
#include <string.h>
#include "base/random.h"
#include "record/held.h"
#include "record/hidden.h"

enum { SHADOW_MAGIC = 0x5a4a5348, FIRST_BITS = 8, MOST_BITS = 18, FULL = 4 };      /* slots of a work's records: 2^bits, doubled when they hold FULL each */

struct shadow { unsigned magic; const struct record_type *type; void *before; bool gone; int64_t pad; };
struct held { const struct record_type *type; int64_t id; void *record; struct held *next; };
struct loaded { struct held **slots; int bits, count; };

static struct shadow *shadow_of(const void *record) { return (struct shadow *)((char *)(uintptr_t)record - sizeof(struct shadow)); }
static struct record *base_of(void *record) { return record; }

static struct held **slot_of(const struct loaded *l, int64_t id) { return &l->slots[((uint64_t)id * UINT64_C(0x9e3779b97f4a7c15)) >> (64 - l->bits)]; }

static void make_slots(struct work *w, struct loaded *l, int bits)
{
    l->bits = bits;
    l->slots = take_many(w, struct held *, (size_t)1 << bits);
}

static struct held **slot(struct work *w, int64_t id)
{
    if (!w->loaded) {
        w->loaded = take(w, struct loaded);
        make_slots(w, w->loaded, FIRST_BITS);
    }
    return slot_of(w->loaded, id);
}

/* A payroll has a hundred thousand records in hand; a request has ten. */
static void grow(struct work *w)
{
    struct loaded *l = w->loaded, old = *l;
    make_slots(w, l, old.bits + 2);
    for (int i = 0; i < 1 << old.bits; i++)
        for (struct held *h = old.slots[i], *next; h; h = next) {
            struct held **s = slot_of(l, h->id);
            next = h->next;
            h->next = *s;
            *s = h;
        }
}

static void *held(struct work *w, const struct record_type *type, int64_t id)
{
    for (struct held *h = *slot(w, id); h; h = h->next)
        if (h->id == id && h->type == type) return h->record;
    return NULL;
}

static void hold(struct work *w, const struct record_type *type, int64_t id, void *record)
{
    struct held **s = slot(w, id), *h = take(w, struct held);
    *h = (struct held){ type, id, record, *s };
    *s = h;
    if (++w->loaded->count > FULL << w->loaded->bits && w->loaded->bits < MOST_BITS) grow(w);
}

static void *record_new(struct work *w, const struct record_type *type)
{
    struct shadow *s = arena_take(w->arena, sizeof *s + type->size);
    *s = (struct shadow){ .magic = SHADOW_MAGIC, .type = type };
    return s + 1;
}

/* A copy that later changes of the record do not reach: owned rows are copied too, texts never change in place. */
static void *image_of(struct work *w, const struct record_type *type, const void *record)
{
    void *copy = arena_take(w->arena, type->size);
    memcpy(copy, record, type->size);
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        if (f->kind != KIND_ROWS) continue;
        rows_of *rows = member_mut(f, copy);
        void *at = arena_take(w->arena, f->row->size * rows->count + 1);
        if (rows->count) memcpy(at, rows->at, f->row->size * rows->count);
        rows->at = at;
    }
    return copy;
}

const void *record_before(const void *record) { return shadow_of(record)->before; }

void remember(struct work *w, const struct record_type *type, void *record) { shadow_of(record)->before = image_of(w, type, record); }

void record_from_row(struct rows *row, const struct shape *s, void *record)
{
    struct record *r = record;
    *r = (struct record){ .id = db_number(row, 0), .number = db_text(row, 1), .branch = { db_number(row, 2) }, .version = db_number(row, 3),
        .created_at = { db_number(row, 4) }, .changed_at = { db_number(row, 5) }, .changed_by = { db_number(row, 6) } };
    int column = BASE_COLUMNS;
    for (int i = 0; i < s->type->field_count; i++) column = field_from_row(row, column, &s->type->fields[i], record);
}

/* Owned rows of many records by one query a field. */
static void rows_into(struct work *w, const struct row_shape *r, void **records, int count)
{
    enum { AT_ONCE = 200 };
    for (int from = 0; from < count; from += AT_ONCE) {
        int n = count - from < AT_ONCE ? count - from : AT_ONCE;
        struct value *ids = take_many(w, struct value, n);
        struct buf sql = buf_new(w->arena);
        buf_add(&sql, r->select);
        for (int i = 0; i < n; i++) {
            ids[i] = num(base_of(records[from + i])->id);
            buf_print(&sql, "%s$%d", i ? "," : "", i + 1);
        }
        buf_add(&sql, ") order by parent, position");
        struct rows *rows = db_query_made(w, buf_text(&sql), (struct bind){ ids, n });
        size_t room = 0;
        rows_of *into = NULL;
        int64_t parent = 0;
        while (db_next(rows)) {
            if (db_number(rows, 0) != parent) {
                parent = db_number(rows, 0);
                for (int i = 0; i < n; i++)
                    if (base_of(records[from + i])->id == parent) into = member_mut(r->field, records[from + i]);
                room = 0;
            }
            if (into->count == room) {
                size_t more = room ? room * 2 : 8;
                void *at = arena_take(w->arena, more * r->field->row->size);
                if (into->count) memcpy(at, into->at, into->count * r->field->row->size);
                into->at = at;
                room = more;
            }
            void *item = (char *)into->at + into->count++ * r->field->row->size;
            int column = 2;
            for (int i = 0; i < r->field->row->field_count; i++) column = field_from_row(rows, column, &r->field->row->fields[i], item);
        }
    }
}

struct found records_read(struct work *w, const struct record_type *type, text sql, struct bind bind, bool with_rows)
{
    const struct shape *s = shape_of(w->house, type);
    struct found found = { 0 };
    int room = 0;
    struct rows *row = db_query_made(w, sql, bind);
    while (db_next(row)) {
        if (found.count == room) {
            room = room ? room * 2 : 16;
            void **more = take_many(w, void *, room);
            if (found.count) memcpy(more, found.at, sizeof *more * (size_t)found.count);
            found.at = more;
        }
        void *record = record_new(w, type);
        record_from_row(row, s, record);
        found.at[found.count++] = record;
    }
    for (int i = 0; with_rows && i < s->row_count && found.count; i++) rows_into(w, &s->rows[i], found.at, found.count);
    return found;
}

struct found record_where(struct work *w, const struct record_type *type, text where, struct bind bind)
{
    const struct shape *s = shape_of(w->house, type);
    struct found found = records_read(w, type, print(w, "%swhere %s", s->select, where), bind, true);
    for (int i = 0; i < found.count; i++) {
        void *have = held(w, type, base_of(found.at[i])->id);
        if (have) { found.at[i] = have; continue; }
        remember(w, type, found.at[i]);
        hold(w, type, base_of(found.at[i])->id, found.at[i]);
    }
    return found;
}

struct found record_look(struct work *w, const struct record_type *type, text where, struct bind bind)
{
    return records_read(w, type, print(w, "%swhere %s", shape_of(w->house, type)->select, where), bind, false);
}

void *record_peek(struct work *w, const struct record_type *type, int64_t id)
{
    if (failed(w) || !id) return NULL;
    void *have = held(w, type, id);
    if (have) return shadow_of(have)->gone ? NULL : have;
    const struct shape *s = shape_of(w->house, type);
    if (!s) { fault(w, "record type %s is not in this house", type->name); return NULL; }
    struct found found = records_read(w, type, s->select_one, BIND(num(id)), true);
    if (!found.count) return NULL;
    remember(w, type, found.at[0]);
    hold(w, type, id, found.at[0]);
    return found.at[0];
}

const void *record_was(struct work *w, const struct record_type *type, int64_t id)
{
    const struct record *have = held(w, type, id), *was = have ? record_before(have) : NULL;
    return was && was->version < have->version ? was : NULL;
}

static void *if_seen(struct work *w, const struct record_type *type, void *record, bool seen)
{
    if (failed(w)) return NULL;
    if (record && seen) return record;
    refuse_as(w, NOT_FOUND, "", N_("There is no such {1}"), translated(w, type->label));
    return NULL;
}

void *record_load(struct work *w, const struct record_type *type, int64_t id)
{
    void *record = record_peek(w, type, id);
    return if_seen(w, type, record, record && in_sight(w, type, record) && !hidden_here(w, type, record));
}

void *record_load_lent(struct work *w, const struct record_type *type, int64_t id)
{
    void *record = record_peek(w, type, id);
    return if_seen(w, type, record, record && in_reach(w, type, record) && !hidden_here(w, type, record));
}

void *record_load_locked(struct work *w, const struct record_type *type, int64_t id)
{
    const struct shape *s = shape_of(w->house, type);
    if (db_engine(house_db(w->house)) == DB_POSTGRES && !held(w, type, id)) {
        struct rows *row = db_query_made(w, s->select_lock, BIND(num(id)));
        while (db_next(row)) continue;
    }
    return record_load(w, type, id);
}

int64_t record_new_id(void)
{
    static _Atomic int64_t last;        /* the only state: ids of one process never repeat and never go back */
    int64_t start = (when_now().ms - INT64_C(1735689600000)) << 12;     /* milliseconds since 2025-01-01, 12 bits for the same one */
    if (!atomic_load(&last)) start |= random_id() & 0xfff;
    int64_t before = atomic_load(&last), id;
    do id = start > before ? start : before + 1;
    while (!atomic_compare_exchange_weak(&last, &before, id));
    return id;
}

int64_t series_next(struct work *w, text series, int64_t branch, int year)
{
    return db_one(w, SQL("insert into series (name, branch, year, value) values ($1, $2, $3, 1) "
                         "on conflict (name, branch, year) do update set value = series.value + 1 returning value"),
                  BIND(txt(series), num(branch), num(year)), 0);
}

text record_title(struct work *w, const struct record_type *type, int64_t id)
{
    const struct shape *s = shape_of(w->house, type);
    if (!id || !s) return "";
    struct rows *row = db_query_made(w, print(w, "%s$1)", s->titles), BIND(num(id)));
    text title = "";
    while (db_next(row)) title = db_text(row, 1);
    return title;
}

const struct field *subject_field(const struct record_type *type, text subject)
{
    size_t length = strcspn(subject, "|");
    for (int i = 0; i < type->field_count; i++)
        if (strlen(type->fields[i].name) == length && !strncmp(type->fields[i].name, subject, length)) return &type->fields[i];
    return NULL;
}

text subject_next(text subject)
{
    subject += strcspn(subject, "|");
    return *subject ? subject + 1 : NULL;
}

/* The member that says of whom it tells, and what stands there: the first one given. */
static const struct field *subject_given(const struct record_type *type, const void *record, int64_t *ret_id)
{
    for (text s = type->subject; s; s = subject_next(s)) {
        const struct field *f = subject_field(type, s);
        *ret_id = f ? field_number(f, record) : 0;
        if (*ret_id) return f;
    }
    return NULL;
}

bool subject_itself(const struct record_type *type) { return type->subject && !strcmp(type->subject, "record"); }

int64_t record_subject(const struct record_type *type, const void *record)
{
    int64_t id = 0;
    if (subject_itself(type)) return ((const struct record *)record)->id;
    return subject_given(type, record, &id) ? id : 0;
}

int64_t record_person(struct work *w, const struct record_type *type, const void *record)
{
    int64_t id = 0;
    if (subject_itself(type)) return ((const struct record *)record)->id;
    const struct field *f = subject_given(type, record, &id);
    const struct record_type *to = f ? f->to : NULL;
    while (id && to && to->subject && !subject_itself(to)) {
        struct rows *row = db_query_made(w, print(w, "select %.*s from %s where id = $1", (int)strcspn(to->subject, "|"), to->subject, to->name), BIND(num(id)));
        for (id = 0; db_next(row);) id = db_number(row, 0);
        f = subject_field(to, to->subject);
        to = f ? f->to : NULL;
    }
    return id;
}

text sealed_open(struct work *w, const struct record_type *type, const void *record, const sealed *s)
{
    if (s->plain) return s->plain;
    if (!s->kept_length) return "";
    for (int i = 0; i < type->field_count; i++)
        if (member(&type->fields[i], record) == (const void *)s)
            return seal_open(w, type->name, ((const struct record *)record)->id, type->fields[i].name, s->kept, s->kept_length);
    return "";
}

/* A text inside a record is never NULL: rules read it without asking. */
void *record_from_memory(struct work *w, const struct record_type *type)
{
    void *record = record_new(w, type);
    base_of(record)->number = "";
    for (int i = 0; i < type->field_count; i++) {
        void *at = member_mut(&type->fields[i], record);
        switch (type->fields[i].kind) {
        case KIND_TEXT: *(text *)at = ""; break;
        case KIND_FILE: ((file *)at)->hash = ""; break;
        case KIND_JSON: ((worksheet *)at)->json = ""; break;
        case KIND_SEALED: *(sealed *)at = (sealed){ .plain = "", .mask = "" }; break;
        default: break;
        }
    }
    return record;
}

static bool is_draft(struct work *w, const void *record)
{
    for (struct held *h = *slot(w, 0); h; h = h->next)
        if (h->id == 0 && h->record == record) return true;
    return false;
}

/* What record_add makes of a new record: a draft of record_from_memory is held as it is and may be saved on; of a record on the
 * caller's stack the work holds a copy. */
void *record_adopt(struct work *w, const struct record_type *type, const void *from)
{
    bool draft = is_draft(w, from);
    void *record = draft ? (void *)(uintptr_t)from : record_new(w, type);
    if (!draft) memcpy(record, from, type->size);
    remember(w, type, record);
    hold(w, type, base_of(record)->id, record);
    return record;
}

void record_gone(void *record) { shadow_of(record)->gone = true; }
bool record_is_loaded(const void *record, const struct record_type *type)
{
    const struct shadow *s = shadow_of(record);
    return s->magic == SHADOW_MAGIC && s->type == type;
}

/* import_find.c — is it there already? In the database by keys, in the file by what was seen before. */
#include <stdlib.h>
#include <string.h>
#include "record/convert.h"
#include "record/import_own.h"

/* ---- seen in this file ---- */

struct sight { uint64_t matter, extra; int64_t row; };
struct seen { struct sight *slots; size_t room, count; };

struct seen *seen_new(void)
{
    struct seen *s = calloc(1, sizeof *s);
    if (s) s->slots = calloc(s->room = 1024, sizeof *s->slots);
    if (!s || !s->slots) abort();
    return s;
}

void seen_free(struct seen *s)
{
    if (s) free(s->slots);
    free(s);
}

uint64_t seen_hash(text from)
{
    uint64_t hash = UINT64_C(1469598103934665603);      /* FNV-1a, 64 bits: 20 000 rows meet by chance once in 10^11 */
    for (; *from; from++) hash = (hash ^ (unsigned char)*from) * UINT64_C(1099511628211);
    return hash ? hash : 1;
}

static struct sight *place_for(struct sight *slots, size_t room, uint64_t matter)
{
    size_t i = (matter ^ matter >> 29) % room;
    while (slots[i].matter && slots[i].matter != matter) i = (i + 1) % room;
    return &slots[i];
}

static void grow(struct seen *s)
{
    struct sight *more = calloc(s->room * 2, sizeof *more);
    if (!more) abort();
    for (size_t i = 0; i < s->room; i++)
        if (s->slots[i].matter) *place_for(more, s->room * 2, s->slots[i].matter) = s->slots[i];
    free(s->slots);
    s->slots = more;
    s->room *= 2;
}

int64_t seen_first(struct seen *s, text matter, text value, int64_t row, uint64_t extra, uint64_t *ret_extra)
{
    if (s->count * 2 > s->room) grow(s);
    struct sight *at = place_for(s->slots, s->room, seen_hash(matter) * 31 + seen_hash(value));
    if (!at->matter) {
        *at = (struct sight){ seen_hash(matter) * 31 + seen_hash(value), extra, row };
        s->count++;
        return 0;
    }
    if (ret_extra) *ret_extra = at->extra;
    return at->row == row ? 0 : at->row;
}

bool seen_known(const struct seen *s, text matter, text value, uint64_t *ret_extra)
{
    const struct sight *at = place_for(s->slots, s->room, seen_hash(matter) * 31 + seen_hash(value));
    if (at->matter) *ret_extra = at->extra;
    return at->matter != 0;
}

/* ---- in the database ---- */

/* Zero says nothing in a sheet's draft, whatever the kind. */
bool field_blank(const struct field *f, const void *record)
{
    if (field_empty(f, record)) return true;
    if (f->maybe) return false;
    switch (f->kind) {
    case KIND_NUMBER: case KIND_MONEY: case KIND_MINUTES: case KIND_FLAG: return field_number(f, record) == 0;
    default: return false;
    }
}

/* The next member of "name+phone". */
static const struct field *next_member(struct work *w, const struct record_type *type, text *key)
{
    size_t n = strcspn(*key, "+");
    if (!n) return NULL;
    const struct field *f = type_field(type, arena_copy_n(w->arena, *key, n));
    *key += n + ((*key)[n] == '+');
    if (!f) fault(w, "%s: an import key names no field", type->name);
    return f;
}

static text value_text(struct work *w, const struct field *f, const void *draft)
{
    if (f->kind == KIND_TEXT) return *(const text *)member(f, draft);
    if (f->kind == KIND_SEALED) return ((const sealed *)member(f, draft))->plain ? ((const sealed *)member(f, draft))->plain : "";
    return print(w, "%lld", (long long)field_number(f, draft));
}

text import_key_text(struct work *w, const struct record_type *type, const void *draft, text key)
{
    struct buf out = buf_new(w->arena);
    for (const struct field *f; *key && (f = next_member(w, type, &key)) != NULL;) {
        if (field_blank(f, draft)) return "";
        buf_print(&out, "%s\x1f", value_text(w, f, draft));
    }
    return failed(w) ? "" : buf_text(&out);
}

struct asking { struct buf where; struct value values[8]; int count; const struct field *open[4]; int open_count; };

static void ask(struct work *w, struct asking *a, const struct record_type *type, const struct field *f, const void *draft)
{
    if (f->kind == KIND_SEALED && !sealed_has_index(f)) {       /* compared after opening */
        if (a->open_count < 4) a->open[a->open_count++] = f;
        return;
    }
    text column = f->kind == KIND_SEALED ? print(w, "%s_index", f->name) : f->name;
    a->values[a->count++] = f->kind == KIND_SEALED ? blind_index(w, print(w, "%s.%s", type->name, f->name), value_text(w, f, draft))
                          : f->kind == KIND_TEXT ? txt(value_text(w, f, draft)) : num(field_number(f, draft));
    buf_print(&a->where, "%s%s = $%d", a->count > 1 ? " and " : "", column, a->count);
    if (f->unique && f->kind == KIND_SEALED) buf_print(&a->where, " and length(%s) > 0", column);     /* as the unique index says it */
}

static int64_t opened_alike(struct work *w, const struct record_type *type, const struct asking *a, const void *draft)
{
    struct found found = record_where(w, type, print(w, "%s order by id limit 50", buf_text((struct buf *)(uintptr_t)&a->where)), (struct bind){ a->values, a->count });
    int64_t id = 0;
    for (int i = 0; i < found.count; i++) {
        bool alike = true;
        for (int k = 0; k < a->open_count; k++)
            alike = alike && !strcmp(sealed_open(w, type, found.at[i], member(a->open[k], found.at[i])), value_text(w, a->open[k], draft));
        if (alike) id = id ? -1 : ((struct record *)found.at[i])->id;
    }
    return id;
}

int64_t import_find(struct work *w, const struct import_part *part, const void *draft, text key)
{
    const struct record_type *type = part->type;
    if (!*import_key_text(w, type, draft, key)) return 0;
    struct asking a = { .where = buf_new(w->arena) };
    for (const struct field *f; *key && a.count < 6 && (f = next_member(w, type, &key)) != NULL;) ask(w, &a, type, f, draft);
    if (!a.count) return 0;                             /* never a search through all */
    if (part->among) buf_print(&a.where, " and %s", part->among);
    if (type->scope == SCOPE_BRANCH) {
        a.values[a.count++] = num(w->actor->home);
        buf_print(&a.where, " and branch = $%d", a.count);
    }
    if (a.open_count) return opened_alike(w, type, &a, draft);
    struct rows *row = db_query_made(w, print(w, "select id from %s where %s order by id limit 2", type->name, buf_text(&a.where)), (struct bind){ a.values, a.count });
    int64_t id = 0;
    while (db_next(row)) id = id ? -1 : db_number(row, 0);
    return id;
}

/* A name found once is not asked for again: a history of visits names the same few hundred people. */
int64_t import_named(struct work *w, struct import_row *r, const struct record_type *type, text label, text given)
{
    uint64_t known = 0;
    if (seen_known(r->task->seen, type->name, given, &known)) return (int64_t)known;
    bool own = type->scope == SCOPE_BRANCH;
    struct rows *row = db_query_made(w, print(w, "select id from %s where (number = $1 or title = $1)%s order by id limit 2", type->name, own ? " and branch = $2" : ""),
                                     own ? BIND(txt(given), num(w->actor->home)) : BIND(txt(given)));
    int64_t id = 0;
    while (db_next(row)) id = id ? -1 : db_number(row, 0);
    if (failed(w)) return 0;
    if (id > 0) seen_first(r->task->seen, type->name, given, -1, (uint64_t)id, NULL);
    else if (id) wrong(w, type->name, N_("{1}: more than one is called “{2}”"), translated(w, label), given);
    else wrong(w, type->name, N_("{1}: nothing is called “{2}”"), translated(w, label), given);
    return id > 0 ? id : 0;
}

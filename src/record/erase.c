/* erase.c — see erase.h. */
#include "record/erase.h"
#include <string.h>
#include "base/words.h"
#include "record/file.h"
#include "record/held.h"
#include "record/image.h"
#include "record/import.h"

/* ---- members ---- */

static text in_its_place(struct work *w, const struct field *f, int64_t id)
{
    if (f->unique) return print(w, "erased-%lld", (long long)id);
    return f->required ? translate(w->language, f->names ? N_("Erased person") : N_("Erased")) : "";
}

static bool named_by(text members, text name)
{
    size_t length = strlen(name);
    for (text at = members; *at; at += strcspn(at, "|"), at += *at == '|')
        if (strcspn(at, "|") == length && !strncmp(at, name, length)) return true;
    return false;
}

bool member_goes(struct work *w, text members, text parent, const struct field *f)
{
    if (!members) return f->kind == KIND_SEALED || f->personal;
    return named_by(members, *parent ? print(w, "%s.%s", parent, f->name) : f->name);
}

static bool empty_member(struct work *w, const struct field *f, void *record, int64_t id)
{
    if (field_empty(f, record)) return false;
    text instead = f->kind == KIND_TEXT ? in_its_place(w, f, id) : "";
    if (f->kind == KIND_TEXT && !strcmp(*(const text *)member(f, record), instead)) return false;
    memset(member_mut(f, record), 0, field_size(f));
    if (f->kind == KIND_TEXT) *(text *)member_mut(f, record) = instead;
    if (f->kind == KIND_SEALED) *(sealed *)member_mut(f, record) = (sealed){ .plain = "", .mask = "" };
    fields_blank(f, 1, record);
    return true;
}

/* In a copy: the record as it was before has the same rows. */
static bool empty_in_rows(struct work *w, const struct field *f, void *record, text members)
{
    rows_of *rows = member_mut(f, record);
    bool any = false;
    char *copy = arena_take(w->arena, f->row->size * rows->count + 1);
    if (rows->count) memcpy(copy, rows->at, f->row->size * rows->count);
    for (size_t i = 0; i < rows->count; i++)
        for (int k = 0; k < f->row->field_count; k++)
            if (member_goes(w, members, f->name, &f->row->fields[k])) any |= empty_member(w, &f->row->fields[k], copy + i * f->row->size, 0);
    if (any) rows->at = copy;
    return any;
}

bool record_empty(struct work *w, const struct record_type *type, void *record, text members)
{
    bool any = false;
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        if (member_goes(w, members, "", f)) any |= empty_member(w, f, record, ((struct record *)record)->id);
        else if (f->kind == KIND_ROWS) any |= empty_in_rows(w, f, record, members);
    }
    return any;
}

/* ---- files ---- */

static void unused_of(struct work *w, const struct record_type *type, const void *record, const struct field *f, const void *at)
{
    if (f->kind == KIND_FILE) file_unused(w, type, record, ((const file *)member(f, at))->hash);
}

/* Those it named before and does not name now. */
static bool files_let_go(struct work *w, const struct record_type *type, const void *record, const void *before)
{
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        const rows_of *rows = f->kind == KIND_ROWS ? member(f, before) : NULL;
        unused_of(w, type, record, f, before);
        for (size_t r = 0; rows && r < rows->count; r++)
            for (int k = 0; k < f->row->field_count; k++) unused_of(w, type, record, &f->row->fields[k], (const char *)rows->at + r * f->row->size);
    }
    return !failed(w);
}

/* ---- a record ---- */

bool record_erase(struct work *w, const struct record_type *type, void *record, text members, text rule, int64_t *ret_done)
{
    const void *before = record_before(record);
    text reason = w->reason;
    if (failed(w) || !record_empty(w, type, record, members)) return !failed(w);
    w->reason = rule;
    bool well = files_let_go(w, type, record, before) &&
                record_store(w, type, record, (struct change){ .what = AUDIT_ERASED, .step = "", .event = "changed", .quiet = true, .clocks = true, .unchecked = true });
    w->reason = reason;
    db_exec(w, SQL("update deadline set note = '', title = $3 where type = $1 and record = $2 and reminder = 1"),
            BIND(txt(type->name), num(((struct record *)record)->id), txt(record_title_made(w, type, record))));
    ++*ret_done;
    return well && !failed(w);
}

/* ---- a person ---- */

/* Which of the type's records lead to the person $1, as SQL; "" when none can. */
static text leads_to(struct work *w, const struct record_type *type, int depth)
{
    enum { DEEPEST = 4 };
    struct buf out = buf_new(w->arena);
    buf_add(&out, "");
    if (subject_itself(type)) return "id = $1";
    for (text s = type->subject; s && depth < DEEPEST; s = subject_next(s)) {
        const struct field *f = subject_field(type, s);
        text inner = f && f->to ? leads_to(w, f->to, depth + 1) : "";
        if (!*inner) continue;
        if (subject_itself(f->to)) buf_print(&out, "%s%s = $1", out.length ? " or " : "", f->name);
        else buf_print(&out, "%s%s in (select id from %s where %s)", out.length ? " or " : "", f->name, f->to->name, inner);
    }
    return buf_text(&out);
}

struct found records_of_person(struct work *w, const struct record_type *type, int64_t person)
{
    text where = leads_to(w, type, 0);
    return *where ? record_where(w, type, print(w, "(%s) order by id limit 5000", where), BIND(num(person))) : (struct found){ 0 };
}

bool type_tells_of_persons(struct work *w, const struct record_type *type) { return *leads_to(w, type, 0); }

bool records_of_person_erase(struct work *w, int64_t person, text rule, int64_t *ret_done)
{
    for (const struct record_type *const *t = house_types(w->house); *t; t++) {
        text where = subject_itself(*t) || (*t)->kept_apart ? "" : leads_to(w, *t, 0);
        struct found found = *where ? record_where(w, *t, where, BIND(num(person))) : (struct found){ 0 };
        for (int i = 0; i < found.count; i++)
            if (!record_erase(w, *t, found.at[i], NULL, rule, ret_done)) return false;
    }
    return !failed(w);
}

static bool sheets_of(struct work *w, const struct record_type *type, int64_t person)
{
    text where = leads_to(w, type, 0);
    int64_t *batches = take_many(w, int64_t, 200);
    int n = 0;
    if (!*where || failed(w)) return !failed(w);
    struct rows *row = db_query_made(w, print(w, "select distinct batch from import_record where type = $2 and record in (select id from %s where %s) limit 200", type->name, where),
                                     BIND(num(person), txt(type->name)));
    while (db_next(row)) batches[n++] = db_number(row, 0);
    for (int i = 0; i < n; i++) import_forget(w, batches[i]);
    return !failed(w);
}

bool traces_erase(struct work *w, int64_t person, text name)
{
    for (const struct record_type *const *t = house_types(w->house); *t; t++)
        if (!sheets_of(w, *t, person)) return false;
    if (!*name) return !failed(w);
    db_exec(w, SQL("delete from once where body like '%' || $1 || '%'"), BIND(txt(name)));
    db_exec(w, SQL("update job set message = '', result = '' where message like '%' || $1 || '%' or result like '%' || $1 || '%'"), BIND(txt(name)));
    db_exec(w, SQL("delete from saved_view where name like '%' || $1 || '%' or query like '%' || $1 || '%'"), BIND(txt(name)));
    return !failed(w);
}

/* ---- titles ---- */

static bool title_made_again(struct work *w, const struct record_type *type, const struct record *record, bool *changed)
{
    text title = record_title_made(w, type, record);
    if (failed(w) || !strcmp(title, record_title(w, type, record->id))) return !failed(w);
    *changed = true;
    db_exec_made(w, print(w, "update %s set title = $1 where id = $2", type->name), BIND(txt(title), num(record->id)));
    db_exec(w, SQL("update deadline set note = '', title = $3 where type = $1 and record = $2"), BIND(txt(type->name), num(record->id), txt(title)));
    return !failed(w);
}

static bool titles_of(struct work *w, const struct record_type *type, text name, bool *changed)
{
    enum { AT_ONCE = 1000 };
    int64_t after = 0;
    for (int n = AT_ONCE; n == AT_ONCE && !failed(w);) {
        struct found f = record_where(w, type, print(w, "title like '%%' || $1 || '%%' and id > $2 order by id limit %d", AT_ONCE), BIND(txt(name), num(after)));
        n = f.count;
        for (int i = 0; i < n; i++) {
            if (!title_made_again(w, type, f.at[i], changed)) return false;
            after = ((const struct record *)f.at[i])->id;
        }
    }
    return !failed(w);
}

/* A title may be made of another's title (a question about a plan of a customer): until a pass finds nothing to change. */
bool titles_made_again(struct work *w, text name)
{
    enum { DEEPEST = 4 };
    bool changed = *name != 0;
    for (int pass = 0; changed && pass < DEEPEST; pass++) {
        changed = false;
        for (const struct record_type *const *t = house_types(w->house); *t; t++)
            if ((*t)->title && !titles_of(w, *t, name, &changed)) return false;
    }
    return !failed(w);
}

int64_t record_tells_of(struct work *w, const struct record_type *type, const void *record) { return record_person(w, type, record); }

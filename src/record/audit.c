/* audit.c — see parts.h: who did what to which record, when and why. Rows are only added; audit_chain.c chains and guards them. */
#include <string.h>
#include "record/audit_row.h"
#include "record/held.h"
#include "record/image.h"

const char audit_schema[] =
    "create table if not exists audit (id {number} primary key, at {number} not null, acted {number} not null, who {number} not null, "
    "session {number} not null, what {number} not null, type {text} not null, record {number} not null, branch {number} not null, "
    "step {text} not null, reason {text} not null, changes {text} not null, request {text} not null, seq {number}, hash {blob});"
    "create index if not exists audit_record on audit (type, record, id);"
    "create index if not exists audit_who on audit (who, id);"
    "create index if not exists audit_at on audit (at);"
    "create unique index if not exists audit_seq on audit (seq);"
    "create index if not exists audit_open on audit (id) where seq is null;"
    "create table if not exists audit_head (id {number} primary key, seq {number} not null, hash {blob} not null);";

static text text_of(text t) { return t ? t : ""; }

/* What an erasure gives for a reason is a rule's code, never a person's words. */
static text reason_of(struct work *w, const struct audit_entry *e, int64_t id)
{
    text reason = text_of(e->reason);
    int64_t person = *reason && e->about && e->what != AUDIT_ERASED ? record_person(w, e->type, e->about) : 0;
    return person ? text_image(w, person, "audit", id, "reason", reason) : reason;
}

void audit_write(struct work *w, const struct audit_entry *e)
{
    int64_t id = record_new_id();
    if (failed(w)) return;
    db_exec(w, SQL("insert into audit (id, at, acted, who, session, what, type, record, branch, step, reason, changes, request) "
                   "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"),
            BIND(num(id), num(w->now.ms), num(w->acted.ms), num(w->actor->user), num(w->actor->session), num(e->what),
                 txt(e->type ? e->type->name : ""), num(e->record), num(e->branch), txt(text_of(e->step)), txt(reason_of(w, e, id)),
                 txt(text_of(e->changes)), txt(text_of(w->request))));
}

/* ---- what differs ---- */

static bool same_row(const struct row_type *row, const void *a, const void *b)
{
    for (int k = 0; k < row->field_count; k++)
        if (!field_same(&row->fields[k], a, b)) return false;
    return true;
}

static bool among(const struct row_type *row, const void *item, const rows_of *rows)
{
    for (size_t i = 0; rows && i < rows->count; i++)
        if (same_row(row, item, (const char *)rows->at + i * row->size)) return true;
    return false;
}

/* Of owned rows only those that the other side does not have: in a copy of the record, as the image reads a record. */
static const void *rows_apart(struct work *w, const struct image_of *of, const struct field *f, const rows_of *rows, const rows_of *others)
{
    char *copy = arena_take(w->arena, of->type->size), *left = arena_take(w->arena, f->row->size * (rows ? rows->count : 0) + 1);
    size_t n = 0;
    for (size_t i = 0; rows && i < rows->count; i++) {
        const char *item = (const char *)rows->at + i * f->row->size;
        if (!among(f->row, item, others)) memcpy(left + n++ * f->row->size, item, f->row->size);
    }
    *(rows_of *)member_mut(f, copy) = (rows_of){ left, n };
    return copy;
}

static void one_side(struct work *w, struct json *j, const struct image_of *of, const struct field *f, const void *record, const void *other)
{
    if (f->kind == KIND_ROWS) record = rows_apart(w, of, f, record ? member(f, record) : NULL, other ? member(f, other) : NULL);
    if (!record) write_null(j, NULL);
    else image_write(w, j, NULL, of, f, record);
}

static bool differs(const struct field *f, const void *before, const void *after)
{
    bool empty_before = !before || field_empty(f, before), empty_after = !after || field_empty(f, after);
    if (!before || !after) return !(empty_before && empty_after) && !(f->kind == KIND_FLAG && !field_number(f, before ? before : after));
    return !field_same(f, before, after) && !(f->kind == KIND_SEALED && empty_before && empty_after);
}

static bool branch_changed(struct json *j, const struct record *before, const struct record *after)
{
    if (!before || !after || before->branch.id == after->branch.id) return false;
    write_list(j, "branch");
    write_number(j, NULL, before->branch.id);
    write_number(j, NULL, after->branch.id);
    write_end(j, ']');
    return true;
}

text audit_changes(struct work *w, const struct record_type *type, const void *before, const void *after)
{
    struct image_of of = image_of(type, after ? after : before);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    bool any = branch_changed(&j, before, after);
    for (int i = 0; i < type->field_count && !failed(w); i++) {
        const struct field *f = &type->fields[i];
        if (!differs(f, before, after)) continue;
        any = true;
        write_list(&j, f->name);
        one_side(w, &j, &of, f, before, after);
        one_side(w, &j, &of, f, after, before);
        write_end(&j, ']');
    }
    write_end(&j, '}');
    return any ? buf_text(&j.out) : "";
}

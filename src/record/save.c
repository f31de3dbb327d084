/* save.c — a record is made, changed, removed: rules first, then the row, then everyone who must know of it. */
#include <string.h>
#include "record/file.h"
#include "record/held.h"

static struct record *base_of(void *record) { return record; }

static bool missing(struct work *w, const struct field *f)
{
    return wrong(w, f->name, N_("{1} is missing"), translated(w, f->label));
}

static bool required_there(struct work *w, const struct record_type *type, const void *record)
{
    for (int i = 0; i < type->field_count; i++)
        if (type->fields[i].required && field_empty(&type->fields[i], record)) missing(w, &type->fields[i]);
    return !failed(w);
}

/* Whoever sees all branches is kept out of none by in_scope: here, where every record of every type passes, a branch that is not there is refused. */
static bool branch_there(struct work *w, const struct record *r, const struct record *before)
{
    const struct record_type *branches = house_type(w->house, "branch");
    if (!branches || !r->branch.id || (before && before->branch.id == r->branch.id)) return true;
    return record_peek(w, branches, r->branch.id) || failed(w) ? !failed(w) : wrong(w, "branch", N_("{1}: there is no such record"), translated(w, N_("Branch")));
}

text record_title_made(struct work *w, const struct record_type *type, const void *record)
{
    if (type->title) return type->title(w, record);
    for (int i = 0; i < type->field_count; i++)
        if (type->fields[i].kind == KIND_TEXT) return *(const text *)member(&type->fields[i], record);
    return ((const struct record *)record)->number;
}

static int all_values(struct work *w, const struct shape *s, const void *record, struct value *values)
{
    const struct record *r = record;
    int64_t subject = record_subject(s->type, record);
    int n = 0;
    for (int i = 0; i < s->type->field_count; i++)
        n += field_values(w, s->type->name, r->id, subject, &s->type->fields[i], record, values + n);
    return n;
}

static bool rows_store(struct work *w, const struct row_shape *r, const void *record, const void *before)
{
    const struct record *base = record;
    const rows_of *rows = member(r->field, record);
    if (before && field_same(r->field, record, before)) return true;
    if (before) db_exec_made(w, print(w, "delete from %s where parent = $1", r->table), BIND(num(base->id)));
    for (size_t i = 0; i < rows->count && !failed(w); i++) {
        struct value values[MOST_COLUMNS + 2] = { num(base->id), num((int64_t)i + 1) };
        const char *item = (const char *)rows->at + i * r->field->row->size;
        int n = 2;
        for (int k = 0; k < r->field->row->field_count; k++)
            n += field_values(w, r->table, base->id, 0, &r->field->row->fields[k], item, values + n);
        db_exec_made(w, r->insert, (struct bind){ values, n });
    }
    return !failed(w);
}

static bool taken(struct work *w, const struct shape *s, text constraint, const void *record)
{
    const struct record_type *type = s->type;
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        if (!f->unique || !strstr(constraint, f->name)) continue;
        refuse_as(w, CONFLICT, f->name, N_("There is already a {1} with this {2}"), translated(w, type->label), translated(w, f->label));
        work_explain(w, "duplicate", print(w, "{\"type\":\"%s\"}", type->name));
        return false;
    }
    refuse_as(w, CONFLICT, "", N_("There is already such a {1}"), translated(w, type->label));
    work_explain(w, "duplicate", print(w, "{\"type\":\"%s\",\"constraint\":\"%s\",\"id\":%lld}", type->name, constraint,
                                       (long long)((const struct record *)record)->id));
    return false;
}

/* A broken constraint becomes the sentence a person can use; everything else is a fault. */
static bool put(struct work *w, const struct shape *s, text sql, struct bind bind, int64_t *changed, const void *record)
{
    text constraint = "";
    switch (db_exec_try(w, sql, bind, changed, &constraint)) {
    case DB_WHOLE: return !failed(w);
    case DB_UNIQUE: return taken(w, s, constraint, record);
    case DB_FOREIGN: return refuse(w, "", N_("It refers to a record that does not exist"));
    case DB_OVERLAP: return again(w);
    default: return fault(w, "%s: constraint %s", s->type->name, constraint);
    }
}

static bool tell(struct work *w, const struct shape *s, void *record, const void *before, struct change change)
{
    const struct record_type *type = s->type;
    if (!files_of_record(w, type, record, before)) return false;
    if (type->history) history_keep(w, type, record);
    search_update(w, type, record);
    if (!change.quiet || change.clocks) deadlines_update(w, type, record, false);
    audit_write(w, &(struct audit_entry){ .what = change.what, .type = type, .record = base_of(record)->id, .branch = base_of(record)->branch.id,
        .step = change.step, .reason = w->reason ? w->reason : "", .changes = audit_changes(w, type, before, record),
        .about = record });
    return !failed(w) && (change.quiet || event_publish(w, type, change.event, record));
}

static bool number_it(struct work *w, const struct record_type *type, struct record *r)
{
    r->number = "";
    if (!type->prefix) return true;
    int year = date_of(day_of(w->now)).year;
    r->number = print(w, "%s%02d-%05lld", type->prefix, year % 100, (long long)series_next(w, type->prefix, r->branch.id, year));
    return !failed(w);
}

bool record_store_new(struct work *w, const struct record_type *type, void *record, struct change change)
{
    const struct shape *s = shape_of(w->house, type);
    struct record *r = record;
    if (failed(w)) return false;
    fields_blank(type->fields, type->field_count, record);
    if (!r->id) r->id = record_new_id();
    if (!r->branch.id && type->scope == SCOPE_BRANCH) r->branch.id = w->actor->home;
    r->version = 1;
    r->created_at = r->changed_at = w->now;
    r->changed_by.id = w->actor->user;
    const struct field *state = type_state(type);
    if (state && !record_state(type, record)) *(unsigned *)member_mut(state, record) = type->first_state;

    if (!branch_there(w, r, NULL) || (type->check && !type->check(w, record, NULL)) || !branch_there(w, r, NULL)) return false;
    if (!r->branch.id && type->scope == SCOPE_BRANCH) return wrong(w, "branch", N_("{1} is missing"), translated(w, N_("Branch")));
    if (!required_there(w, type, record) || !number_it(w, type, r)) return false;
    masks_fill(w, type->fields, type->field_count, record);

    struct value values[BASE_COLUMNS + MOST_COLUMNS] = { num(r->id), txt(r->number), num_or_null(r->branch.id), num(1), num(w->now.ms), num(w->now.ms),
        num_or_null(w->actor->user), txt(record_title_made(w, type, record)) };
    int n = BASE_COLUMNS + all_values(w, s, record, values + BASE_COLUMNS);
    if (!put(w, s, s->insert, (struct bind){ values, n }, NULL, record)) return false;
    for (int i = 0; i < s->row_count; i++)
        if (!rows_store(w, &s->rows[i], record, NULL)) return false;
    void *kept = record_adopt(w, type, record);
    if (!tell(w, s, kept, NULL, change)) return false;
    if (type->created && !type->created(w, kept)) return false;
    if (kept != record) memcpy(record, kept, type->size);
    return !failed(w);
}

static bool changed_at_all(const struct record_type *type, const void *record, const void *before)
{
    const struct record *a = record, *b = before;
    if (a->branch.id != b->branch.id) return true;
    for (int i = 0; i < type->field_count; i++)
        if (!field_same(&type->fields[i], record, before)) return true;
    return false;
}

bool record_store(struct work *w, const struct record_type *type, void *record, struct change change)
{
    const struct shape *s = shape_of(w->house, type);
    struct record *r = record;
    if (failed(w)) return false;
    const void *before = record_is_loaded(record, type) ? record_before(record) : NULL;
    if (!before) return fault(w, "%s: saved without having been loaded", type->name);
    if (!branch_there(w, r, before)) return false;
    if (!change.unchecked && type->check && !type->check(w, record, before)) return false;
    if (!change.unchecked && !required_there(w, type, record)) return false;
    masks_fill(w, type->fields, type->field_count, record);
    if (change.what == AUDIT_CHANGED && !changed_at_all(type, record, before)) return true;

    struct value values[6 + MOST_COLUMNS] = { num(r->id), num(r->version), num_or_null(r->branch.id), num(w->now.ms), num_or_null(w->actor->user),
        txt(record_title_made(w, type, record)) };
    int n = 6 + all_values(w, s, record, values + 6);
    int64_t changed = 0;
    if (!put(w, s, s->update, (struct bind){ values, n }, &changed, record)) return false;
    if (changed != 1) return again(w);      /* somebody was quicker between our look and our write */
    r->version++;
    r->changed_at = w->now;
    r->changed_by.id = w->actor->user;
    for (int i = 0; i < s->row_count; i++)
        if (!rows_store(w, &s->rows[i], record, before)) return false;
    if (!tell(w, s, record, before, change)) return false;
    if (type->changed && !type->changed(w, record, before)) return false;
    remember(w, type, record);
    return !failed(w);
}

bool record_add(struct work *w, const struct record_type *type, void *record)
{
    return record_store_new(w, type, record, (struct change){ .what = AUDIT_CREATED, .step = "", .event = "created" });
}

bool record_save(struct work *w, const struct record_type *type, void *record)
{
    return record_store(w, type, record, (struct change){ .what = AUDIT_CHANGED, .step = "", .event = "changed" });
}

bool record_remove(struct work *w, const struct record_type *type, void *record)
{
    const struct shape *s = shape_of(w->house, type);
    struct record *r = record;
    if (failed(w)) return false;
    audit_write(w, &(struct audit_entry){ .what = AUDIT_REMOVED, .type = type, .record = r->id, .branch = r->branch.id, .step = "",
        .reason = w->reason ? w->reason : "", .changes = audit_changes(w, type, record, NULL), .about = record });
    search_remove(w, type, r->id);
    deadlines_update(w, type, record, true);
    for (int i = 0; i < s->row_count; i++)
        db_exec_made(w, print(w, "delete from %s where parent = $1", s->rows[i].table), BIND(num(r->id)));
    int64_t changed = 0;
    text constraint = "";
    enum db_broken broken = db_exec_try(w, print(w, "delete from %s where id = $1 and version = $2", type->name), BIND(num(r->id), num(r->version)), &changed, &constraint);
    if (broken == DB_FOREIGN) return refuse_as(w, CONFLICT, "", N_("Other records still refer to it"));
    if (broken != DB_WHOLE) return fault(w, "%s: delete: %s", type->name, constraint);
    if (!failed(w) && changed != 1) return again(w);
    record_gone(record);
    return event_publish(w, type, "removed", record) && (!type->removed || type->removed(w, record));
}

/* timeline.c — see timeline.h. Sealed values are opened only to be masked again: seeing one open is `reveal`, which asks for a reason
 * and is itself a line here. Who sees a record only because it is her own is spared the house's notes and look-ups.
 *
 * Two walks over the changes: the first collects whom they name, so that one statement brings all the names the second writes. */
#include "record/timeline.h"
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "record/audit_row.h"
#include "record/held.h"
#include "record/image.h"
#include "record/output.h"

enum { PAGE = 50 };

struct telling { struct work *w; struct json *j; const struct record_type *type; int64_t id; struct names *names; };

static struct telling telling_of(struct work *w, struct json *j, const struct record_type *type, int64_t id)
{
    return (struct telling){ w, j, type, id, names_new(w) };
}

/* ---- one change ---- */

static text named(const struct telling *t, const struct record_type *to, int64_t id)
{
    text name = name_of(t->names, to, id);
    return name ? name : "";
}

static text capability_label(struct work *w, text word)
{
    for (const struct module *const *m = house_modules(w->house); *m; m++)
        for (int i = 0; i < (*m)->capability_count; i++)
            if (!strcmp((*m)->capabilities[i].word, word)) return translate(w->language, (*m)->capabilities[i].label);
    return word;
}

/* A day or time of ours as on every page; what was typed stands as it was typed. */
static text said_days(const struct telling *t, const struct field *f, const void *record)
{
    text plain = field_text(t->w, f, record);
    if (f->kind == KIND_MONEY && *plain) return money_shown(t->w->arena, (money){ field_number(f, record) });
    bool ours = f->kind == KIND_DAY || f->kind == KIND_INSTANT;
    if (f->format == FORMAT_CAPABILITY) return capability_label(t->w, plain);
    return ours ? dates_said(t->w->arena, t->w->language, plain) : plain;
}

/* How a sum came about is a document, and a file's name is its hash: neither is words. They stand in the record itself. */
static bool in_words(const struct telling *t, const struct field *f) { return field_visible(t->w, f) && f->kind != KIND_JSON && f->kind != KIND_FILE; }

static text row_line(const struct telling *t, const struct row_type *row, const void *item)
{
    struct buf out = buf_new(t->w->arena);
    buf_add(&out, "");
    for (int i = 0; i < row->field_count; i++) {
        const struct field *f = &row->fields[i];
        if (!in_words(t, f) || (f->kind != KIND_FLAG && field_empty(f, item))) continue;
        text value = f->kind == KIND_FLAG ? (field_number(f, item) ? translate(t->w->language, f->label) : "") : f->kind == KIND_REF ? named(t, f->to, field_number(f, item)) : said_days(t, f, item);
        if (*value) buf_print(&out, "%s%s", out.length ? " · " : "", value);
    }
    return buf_text(&out);
}

static text rows_text(const struct telling *t, const struct field *f, const void *record)
{
    const rows_of *rows = member(f, record);
    struct buf out = buf_new(t->w->arena);
    buf_add(&out, "");
    for (size_t i = 0; i < rows->count; i++)
        buf_print(&out, "%s%s", i ? "\n" : "", row_line(t, f->row, (const char *)rows->at + i * f->row->size));
    return buf_text(&out);
}

static text as_read(const struct telling *t, const struct field *f, const void *record)
{
    if (f->kind == KIND_ROWS) return rows_text(t, f, record);
    if (field_refers(f)) return named(t, f->to, field_number(f, record));
    text read = f->reads ? f->reads(t->w, *(const text *)member(f, record)) : NULL;
    return read ? read : said_days(t, f, record);
}

static void mask_again(const struct telling *t, const struct field *f, void *record)
{
    sealed *s = member_mut(f, record);
    if (!s->kept_length) return;
    s->mask = sealed_mask(t->w, f, seal_open(t->w, t->type->name, t->id, f->name, s->kept, s->kept_length));
}

/* `side` is "from" or "to": the value as everywhere in the API, and as "<side>_text" the way a person reads it. */
static void side_write(const struct telling *t, text side, const struct field *f, const json_t *value)
{
    struct field under_side = *f;
    void *record = arena_take(t->w->arena, t->type->size);
    under_side.name = side;
    if (!value || json_is_null(value)) { write_null(t->j, side); return; }
    image_read(t->w, &(struct image_of){ .type = t->type, .id = t->id }, f, value, record);
    if (f->kind == KIND_SEALED) mask_again(t, f, record);
    field_write(t->w, t->j, &under_side, record);
    text gone = image_gone(f, value, record);
    write_text(t->j, print(t->w, "%s_text", side), gone ? translate(t->w->language, gone) : as_read(t, f, record));
}

/* The member that changed; false: none of this type any more, or not for her. */
static bool changed_field(const struct telling *t, text name, struct field *ret)
{
    static const struct field branch = { .name = "branch", .kind = KIND_REF, .label = N_("Branch"), .at = offsetof(struct record, branch) };
    const struct record_type *branches = house_type(t->w->house, "branch");
    const struct field *f = branches && !strcmp(name, "branch") ? &branch : type_field(t->type, name);
    if (!f || !field_visible(t->w, f)) return false;
    *ret = *f;
    if (f == &branch) ret->to = branches;
    return true;
}

static bool went(const struct telling *t, const struct field *f, const json_t *value)
{
    void *record = arena_take(t->w->arena, t->type->size);
    if (!value || json_is_null(value)) return false;
    image_read(t->w, &(struct image_of){ .type = t->type, .id = t->id }, f, value, record);
    if (f->kind == KIND_SEALED) mask_again(t, f, record);
    return image_gone(f, value, record) != NULL;
}

static void change_write(const struct telling *t, text name, const json_t *from, const json_t *to)
{
    struct field f;
    if (!changed_field(t, name, &f) || (went(t, &f, from) && went(t, &f, to))) return;     /* a name that became another, and both were erased, says nothing any more */
    write_object(t->j, NULL);
    write_text(t->j, "field", f.name);
    write_text(t->j, "label", translate(t->w->language, f.label));
    side_write(t, "from", &f, from);
    side_write(t, "to", &f, to);
    write_end(t->j, '}');
}

static void changes_write(const struct telling *t, json_t *changes)
{
    const char *name;
    json_t *pair;
    json_object_foreach(changes, name, pair) change_write(t, name, json_array_get(pair, 0), json_array_get(pair, 1));
}

static void names_of_changes(const struct telling *t, json_t *changes)
{
    const char *name;
    json_t *pair, *value;
    json_object_foreach(changes, name, pair) {
        struct field f;
        size_t side;
        if (!changed_field(t, name, &f) || (f.kind != KIND_REF && f.kind != KIND_ROWS)) continue;
        json_array_foreach(pair, side, value) {
            if (json_is_null(value)) continue;
            void *record = arena_take(t->w->arena, t->type->size);
            image_read(t->w, &(struct image_of){ .type = t->type, .id = t->id }, &f, value, record);
            names_want_fields(t->w, t->names, &f, 1, record);
        }
    }
}

/* ---- one row ---- */

static text word_of(enum audit_what what)
{
    static const text words[] = { [AUDIT_CREATED] = "created", [AUDIT_CHANGED] = "changed", [AUDIT_STEP] = "step", [AUDIT_REMOVED] = "removed",
        [AUDIT_READ] = "read", [AUDIT_IMPORTED] = "imported", [AUDIT_NOTE] = "note", [AUDIT_LOGIN] = "login", [AUDIT_EXPORT] = "export",
        [AUDIT_ERASED] = "erased", [AUDIT_OTHER] = "other" };
    return what >= AUDIT_CREATED && what <= AUDIT_OTHER ? words[what] : "other";
}

text timeline_label(struct work *w, const struct record_type *type, enum audit_what what, text step)
{
    static const text labels[] = { [AUDIT_CREATED] = N_("Newly made"), [AUDIT_CHANGED] = N_("Changed"), [AUDIT_STEP] = "", [AUDIT_REMOVED] = N_("Deleted"),
        [AUDIT_READ] = N_("Looked up"), [AUDIT_IMPORTED] = N_("Imported"), [AUDIT_NOTE] = N_("Note"), [AUDIT_LOGIN] = N_("Logged in"),
        [AUDIT_EXPORT] = N_("Exported"), [AUDIT_ERASED] = N_("Erased"), [AUDIT_OTHER] = "" };
    const struct step *s = what == AUDIT_STEP ? type_step(type, step) : NULL;
    const struct field *f = what == AUDIT_READ ? type_field(type, step) : NULL;
    if (s) return translate(w->language, s->label);
    if (f) return print(w, "%s %s", translate(w->language, labels[AUDIT_READ]), translate(w->language, f->label));
    return what >= AUDIT_CREATED && what <= AUDIT_OTHER && *labels[what] ? translate(w->language, labels[what]) : step;
}

struct line { int64_t id, at, acted, who; bool made; enum audit_what what; text step, reason; json_t *changes; };

/* A rule of retention is kept in the log by its code and read by its label. */
static text reason_read(struct work *w, const struct line *l)
{
    for (const struct record_type *const *type = house_types(w->house); l->what == AUDIT_ERASED && *type; type++)
        for (int i = 0; i < (*type)->retention_count; i++)
            if (!strcmp(l->reason, print(w, "%s.%s", (*type)->name, (*type)->retention[i].name))) return translate(w->language, (*type)->retention[i].label);
    return l->reason;
}

static void line_write(const struct telling *t, const struct line *l)
{
    struct json *j = t->j;
    write_object(j, NULL);
    write_number(j, "id", l->id);
    write_number(j, "at", l->at);
    if (l->acted != l->at) write_number(j, "acted", l->acted);
    if (l->who) {
        write_object(j, "who");
        write_number(j, "id", l->who);
        write_text(j, "name", named(t, house_type(t->w->house, "account"), l->who));
        write_end(j, '}');
    } else {
        write_null(j, "who");
    }
    write_text(j, "what", word_of(l->what));
    write_text(j, "step", l->step);
    write_text(j, "label", l->made && l->what == AUDIT_IMPORTED ? translate(t->w->language, N_("Created by an import")) : timeline_label(t->w, t->type, l->what, l->step));
    if (l->made) write_flag(j, "made", true);
    write_text(j, "reason", reason_read(t->w, l));
    if (l->what == AUDIT_NOTE) write_text(j, "body", l->reason);
    write_list(j, "changes");
    changes_write(t, l->changes);
    write_end(j, ']');
    write_end(j, '}');
}

static json_t *changes_of(struct work *w, text kept) { return *kept ? image_parse(w, kept) : NULL; }

static int read_page(struct work *w, const struct record_type *type, int64_t id, int64_t before, struct line *lines)
{
    int n = 0;
    bool all = can(w, type->see);
    struct rows *row = db_query(w, SQL("select " AUDIT_COLUMNS ", (select min(a.id) from audit a where a.type = $1 and a.record = $2) from audit where type = $1 and record = $2 and id < $3 "
                                       "and ($4 = 1 or what not in (5, 7, 9)) order by id desc limit 51"),
                                BIND(txt(type->name), num(id), num(before), num(all)));
    while (db_next(row))
        lines[n++] = (struct line){ .id = db_number(row, AUDIT_ID), .at = db_number(row, AUDIT_AT), .acted = db_number(row, AUDIT_ACTED), .who = db_number(row, AUDIT_WHO),
            .what = (enum audit_what)db_number(row, AUDIT_WHAT), .step = db_text(row, AUDIT_OF_STEP), .reason = all ? db_text(row, AUDIT_REASON) : "",
            .changes = changes_of(w, db_text(row, AUDIT_OF_CHANGES)), .made = db_number(row, AUDIT_ID) == db_number(row, AUDIT_COLUMN_COUNT) };
    for (int i = 0; i < n; i++) lines[i].made &= lines[i].what == AUDIT_CREATED || lines[i].what == AUDIT_IMPORTED;
    for (int i = 0; i < n; i++) lines[i].reason = text_from_image(w, "audit", lines[i].id, "reason", lines[i].reason);
    return n;
}

/* A record that follows others is taken through its step each time one of them moves: nothing came of it here. */
static bool came_to_nothing(const struct record_type *type, const struct line *l)
{
    const struct step *s = l->what == AUDIT_STEP ? type_step(type, l->step) : NULL;
    return s && s->hidden && !json_object_size(l->changes) && !*l->reason;
}

/* The clock moved something on, as every night, and nothing else happened: the log has it, nobody reads it. */
static bool is_routine(const struct record_type *type, const struct line *l)
{
    const char *name;
    json_t *pair;
    if (l->what != AUDIT_CHANGED || l->who || !json_object_size(l->changes)) return false;
    json_object_foreach(l->changes, name, pair) {
        const struct field *f = type_field(type, name);
        if (!f || !f->routine) return false;
    }
    return true;
}

/* Fifty that say something, and one more when there are more; a year of nights is read over. */
static int read_telling(struct work *w, const struct record_type *type, int64_t id, int64_t before, struct line *lines)
{
    enum { MOST_READS = 20 };
    struct line some[PAGE + 1];
    int n = 0, got = PAGE + 1;
    for (int reads = 0; reads < MOST_READS && got > PAGE && n <= PAGE && !failed(w); reads++) {
        got = read_page(w, type, id, before, some);
        for (int i = 0; i < got && n <= PAGE; i++)
            if (!is_routine(type, &some[i]) && !came_to_nothing(type, &some[i])) lines[n++] = some[i];
        if (got) before = some[got - 1].id;
    }
    return n;
}

bool timeline_write(struct work *w, struct json *j, const struct record_type *type, int64_t id, text after)
{
    struct line lines[PAGE + 1];
    struct telling t = telling_of(w, j, type, id);
    int64_t before = after && *after ? strtoll(after, NULL, 10) : INT64_MAX;
    int n = read_telling(w, type, id, before, lines);
    for (int i = 0; i < n && i < PAGE; i++) {
        names_want(w, t.names, house_type(w->house, "account"), lines[i].who);
        names_of_changes(&t, lines[i].changes);
    }
    names_fetch(w, t.names);
    write_object(j, NULL);
    write_list(j, "rows");
    for (int i = 0; i < n && i < PAGE && !failed(w); i++) line_write(&t, &lines[i]);
    write_end(j, ']');
    if (n > PAGE) write_text(j, "next", print(w, "%lld", (long long)lines[PAGE - 1].id));
    else write_null(j, "next");
    write_end(j, '}');
    return !failed(w);
}

/* ---- the detail of a stale edit ---- */

static void merge(json_t *all, json_t *changes)
{
    const char *name;
    json_t *pair;
    json_object_foreach(changes, name, pair) {
        json_t *have = json_object_get(all, name);
        json_t *from = have ? json_array_get(have, 0) : json_array_get(pair, 0);
        json_object_set_new(all, name, json_pack("[O,O]", from, json_array_get(pair, 1)));
    }
}

static void release(void *tree) { json_decref(tree); }

void timeline_listed(struct work *w, struct json *j, const struct record_type *type, int64_t id, const text *changes, int count)
{
    json_t *all = json_object(), *pair;
    const char *name;
    struct telling t = telling_of(w, j, type, id);
    arena_defer(w->arena, release, all);
    for (int i = 0; i < count; i++)
        if (*changes[i]) merge(all, image_parse(w, changes[i]));
    names_of_changes(&t, all);
    names_fetch(w, t.names);
    write_list(j, "changes");
    json_object_foreach(all, name, pair) {
        const struct field *f = type_field(type, name);
        if (f && (f->list || f == type_state(type)) && !json_equal(json_array_get(pair, 0), json_array_get(pair, 1)))
            change_write(&t, name, json_array_get(pair, 0), json_array_get(pair, 1));
    }
    write_end(j, ']');
}

/* Every save is one row of the log and one version: the rows behind the first `version` ones are what came after it. */
void timeline_since(struct work *w, struct json *j, const struct record_type *type, int64_t id, int64_t version)
{
    if (failed(w)) return;
    json_t *all = json_object();
    struct telling t = telling_of(w, j, type, id);
    arena_defer(w->arena, release, all);
    struct rows *row = db_query(w, SQL("select changes from audit where type = $1 and record = $2 and what in (1, 2, 3, 6) order by id limit 200 offset $3"),
                                BIND(txt(type->name), num(id), num(version)));
    while (db_next(row)) {
        text changes = db_text(row, 0);
        if (*changes) merge(all, image_parse(w, changes));
    }
    names_of_changes(&t, all);
    names_fetch(w, t.names);
    changes_write(&t, all);
}

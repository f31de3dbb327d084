/* output.c — see output.h. */
#include "record/output.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "record/convert.h"
#include "record/held.h"
#include "record/step.h"

bool field_visible(struct work *w, const struct field *f) { return !f->see || can(w, f->see); }

static void set_write(struct json *j, const struct field *f, const void *record)
{
    uint64_t bits = ((const set *)member(f, record))->bits;
    write_list(j, f->name);
    for (const struct choice *c = f->choices; c->key; c++)
        if (bits & SET_BIT(c->value)) write_text(j, NULL, c->key);
    write_end(j, ']');
}

static void place_write(struct json *j, const struct field *f, const void *record)
{
    if (field_empty(f, record)) { write_null(j, f->name); return; }
    const place *p = member(f, record);
    write_object(j, f->name);
    write_real(j, "lat", (double)p->lat / 1e7);
    write_real(j, "lng", (double)p->lng / 1e7);
    write_end(j, '}');
}

static void rows_write(struct work *w, struct json *j, const struct field *f, const void *record)
{
    const rows_of *rows = member(f, record);
    write_list(j, f->name);
    for (size_t i = 0; i < rows->count; i++) {
        write_object(j, NULL);
        for (int k = 0; k < f->row->field_count; k++) field_write(w, j, &f->row->fields[k], (const char *)rows->at + i * f->row->size);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void text_write(struct json *j, text name, text value) { write_text(j, name, value ? value : ""); }

void field_write(struct work *w, struct json *j, const struct field *f, const void *record)
{
    const void *at = member(f, record);
    switch (f->kind) {
    case KIND_TEXT: text_write(j, f->name, *(const text *)at); return;
    case KIND_FILE: text_write(j, f->name, ((const file *)at)->hash); return;
    case KIND_JSON: {
        text json = ((const worksheet *)at)->json;
        if (json && *json) write_raw(j, f->name, json); else write_null(j, f->name);
        return;
    }
    case KIND_SEALED: text_write(j, f->name, ((const sealed *)at)->mask); return;
    case KIND_CHOICE:
        if (field_empty(f, record)) write_null(j, f->name);
        else write_text(j, f->name, choice_key(f->choices, *(const unsigned *)at));
        return;
    case KIND_SET: set_write(j, f, record); return;
    case KIND_PLACE: place_write(j, f, record); return;
    case KIND_ROWS: rows_write(w, j, f, record); return;
    case KIND_FLAG: write_flag(j, f->name, *(const bool *)at); return;
    default: break;
    }
    bool nothing = f->maybe || f->kind == KIND_REF || f->kind == KIND_INSTANT || f->kind == KIND_DAY;
    if (nothing && field_empty(f, record)) write_null(j, f->name);
    else write_number(j, f->name, field_number(f, record));
}

static void masked_names(struct work *w, struct json *j, const struct record_type *type, const void *record)
{
    write_list(j, "masked");
    for (int i = 0; i < type->field_count; i++)
        if (type->fields[i].kind == KIND_SEALED && field_visible(w, &type->fields[i]) && !field_empty(&type->fields[i], record)) write_text(j, NULL, type->fields[i].name);
    write_end(j, ']');
}

static void step_write(struct work *w, struct json *j, const struct step *step, const void *record)
{
    const struct sentence *why = step->guard ? step->guard(w, record) : NULL;
    write_object(j, NULL);
    write_text(j, "name", step->name);
    write_flag(j, "ok", !why);
    if (why) write_text(j, "message", translate_with(w->arena, w->language, why->message, why->arguments));
    write_end(j, '}');
}

static void may_write(struct work *w, struct json *j, const struct record_type *type, const void *record)
{
    const struct record *r = record;
    bool here = type->scope == SCOPE_COMPANY || in_scope(w, r->branch.id);
    write_object(j, "may");
    write_object(j, "edit");
    write_flag(j, "ok", here && type->edit && can(w, type->edit) && !type->append_only);
    write_end(j, '}');
    write_object(j, "remove");
    write_flag(j, "ok", here && type->remove && can(w, type->remove));
    write_end(j, '}');
    write_list(j, "steps");
    for (int i = 0; i < type->step_count; i++) {
        const struct step *s = &type->steps[i];
        if (!s->hidden && step_possible(type, s, record) && step_allowed(w, type, s, record)) step_write(w, j, s, record);
    }
    write_end(j, ']');
    write_end(j, '}');
}

void record_write(struct work *w, struct json *j, text key, const struct record_type *type, const void *record, int flags)
{
    const struct record *r = record;
    write_object(j, key);
    write_number(j, "id", r->id);
    write_text(j, "number", r->number);
    if (r->branch.id) write_number(j, "branch", r->branch.id); else write_null(j, "branch");
    write_number(j, "version", r->version);
    write_number(j, "created_at", r->created_at.ms);
    write_number(j, "changed_at", r->changed_at.ms);
    if (r->changed_by.id) write_number(j, "changed_by", r->changed_by.id); else write_null(j, "changed_by");
    write_text(j, "title", record_title_made(w, type, record));
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        if (field_visible(w, f) && (f->kind != KIND_ROWS || (flags & WITH_ROWS))) field_write(w, j, f, record);
    }
    masked_names(w, j, type, record);
    if (flags & WITH_MAY) may_write(w, j, type, record);
    if (flags & WITH_MAY) names_write(w, j, type, (void *const[]){ (void *)(uintptr_t)record }, 1);
    write_end(j, '}');
}

/* ---- names of what is referred to ---- */

struct named { const struct record_type *to; int64_t id; text title; };
struct names { struct named *at; int count, room; };

static void want_name(struct work *w, struct names *n, const struct record_type *to, int64_t id)
{
    if (!id || !to) return;
    for (int i = 0; i < n->count; i++)
        if (n->at[i].id == id && n->at[i].to == to) return;
    if (n->count == n->room) {
        int room = n->room ? n->room * 2 : 32;
        struct named *more = take_many(w, struct named, room);
        if (n->count) memcpy(more, n->at, sizeof *more * (size_t)n->count);
        n->at = more;
        n->room = room;
    }
    n->at[n->count++] = (struct named){ to, id, NULL };
}

static void want_fields(struct work *w, struct names *n, const struct field *fields, int count, const void *record)
{
    for (int i = 0; i < count; i++) {
        const struct field *f = &fields[i];
        if (f->kind == KIND_REF && field_visible(w, f)) want_name(w, n, f->to, field_number(f, record));
        if (f->kind != KIND_ROWS) continue;
        const rows_of *rows = member(f, record);
        for (size_t k = 0; k < rows->count; k++) want_fields(w, n, f->row->fields, f->row->field_count, (const char *)rows->at + k * f->row->size);
    }
}

static void fetch(struct work *w, struct names *n, const struct record_type *to)
{
    const struct shape *s = shape_of(w->house, to);
    if (!s) return;
    struct buf sql = buf_new(w->arena);
    struct value *ids = take_many(w, struct value, n->count);
    int count = 0;
    buf_add(&sql, s->titles);
    for (int i = 0; i < n->count; i++)
        if (n->at[i].to == to) { buf_print(&sql, "%s$%d", count ? "," : "", count + 1); ids[count++] = num(n->at[i].id); }
    buf_add(&sql, ")");
    struct rows *row = db_query_made(w, buf_text(&sql), (struct bind){ ids, count });
    while (db_next(row))
        for (int i = 0; i < n->count; i++)
            if (n->at[i].to == to && n->at[i].id == db_number(row, 0)) n->at[i].title = db_text(row, 1);
}

struct names *names_of(struct work *w, const struct record_type *type, void *const *records, int count)
{
    struct names *n = take(w, struct names);
    const struct record_type *user = house_type(w->house, "account"), *branch = house_type(w->house, "branch");
    for (int i = 0; i < count; i++) {
        const struct record *r = records[i];
        want_fields(w, n, type->fields, type->field_count, records[i]);
        want_name(w, n, user, r->changed_by.id);
        want_name(w, n, branch, r->branch.id);
    }
    for (int i = 0; i < n->count; i++) {
        bool first = true;
        for (int k = 0; k < i; k++) first &= n->at[k].to != n->at[i].to;
        if (first) fetch(w, n, n->at[i].to);
    }
    return n;
}

text name_of(const struct names *n, const struct record_type *to, int64_t id)
{
    for (int i = 0; i < n->count; i++)
        if (n->at[i].id == id && n->at[i].to == to) return n->at[i].title;
    return NULL;
}

static void name_members(struct json *j, const struct names *n, text key, const struct record_type *to)
{
    if (!to) return;
    write_object(j, key);
    for (int i = 0; i < n->count; i++) {
        char id[24];
        if (n->at[i].to != to || !n->at[i].title) continue;
        snprintf(id, sizeof id, "%lld", (long long)n->at[i].id);
        write_text(j, id, n->at[i].title);
    }
    write_end(j, '}');
}

void names_write(struct work *w, struct json *j, const struct record_type *type, void *const *records, int count)
{
    struct names *n = names_of(w, type, records, count);
    write_object(j, "names");
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        if (f->kind == KIND_REF && field_visible(w, f)) name_members(j, n, f->name, f->to);
        for (int k = 0; f->kind == KIND_ROWS && k < f->row->field_count; k++)
            if (f->row->fields[k].kind == KIND_REF) name_members(j, n, print(w, "%s.%s", f->name, f->row->fields[k].name), f->row->fields[k].to);
    }
    name_members(j, n, "changed_by", house_type(w->house, "account"));
    name_members(j, n, "branch", house_type(w->house, "branch"));
    write_end(j, '}');
}

/* ---- as a person reads it ---- */

static text set_text(struct work *w, const struct field *f, const void *record)
{
    struct buf out = buf_new(w->arena);
    for (const struct choice *c = f->choices; c->key; c++)
        if (((const set *)member(f, record))->bits & SET_BIT(c->value)) buf_print(&out, "%s%s", out.length ? "、" : "", translate(w->language, c->label));
    return buf_text(&out);
}

static text minutes_text(struct work *w, const struct field *f, int64_t n)
{
    if (f->format == FORMAT_TIME_OF_DAY) return print(w, "%02d:%02d", (int)(n / 60), (int)(n % 60));
    return print(w, "%lld", (long long)n);
}

text field_text(struct work *w, const struct field *f, const void *record)
{
    const void *at = member(f, record);
    if (f->kind != KIND_FLAG && field_empty(f, record)) return "";
    int64_t n = field_number(f, record);
    switch (f->kind) {
    case KIND_TEXT: return *(const text *)at;
    case KIND_FILE: return ((const file *)at)->hash;
    case KIND_JSON: return ((const worksheet *)at)->json;
    case KIND_SEALED: return ((const sealed *)at)->mask;
    case KIND_CHOICE: return translate(w->language, choice_label(f->choices, *(const unsigned *)at));
    case KIND_SET: return set_text(w, f, record);
    case KIND_PLACE: return print(w, "%.6f,%.6f", (double)((const place *)at)->lat / 1e7, (double)((const place *)at)->lng / 1e7);
    case KIND_MONEY: return money_text(w->arena, (money){ n });
    case KIND_DAY: return day_text(w->arena, (day){ (int32_t)n });
    case KIND_INSTANT: return instant_text(w->arena, (instant){ n });
    case KIND_MINUTES: return minutes_text(w, f, n);
    case KIND_FLAG: return translate(w->language, n ? N_("yes") : N_("no"));
    default: return print(w, "%lld", (long long)n);
    }
}

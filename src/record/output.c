/* output.c — see output.h. */
#include "record/output.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "record/convert.h"
#include "record/held.h"
#include "record/said.h"
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
    case KIND_TEXT: text_write(j, f->name, f->format == FORMAT_SAID ? said_read(w, *(const text *)at) : *(const text *)at); return;
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
    bool nothing = f->maybe || f->not_yet || field_refers(f) || f->kind == KIND_INSTANT || f->kind == KIND_DAY;
    if (nothing && (field_empty(f, record) || (field_refers(f) && !field_number(f, record)))) write_null(j, f->name);
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
    bool now = !type->edit_in || (type->edit_in & FROM(record_state(type, record)));
    now = now && (!type->edits || type->edits(record));
    write_flag(j, "ok", here && now && type->edit && can(w, type->edit) && !type->append_only);
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
    write_text(j, "title", title_said(w->arena, w->language, record_title_made(w, type, record)));
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        if (field_visible(w, f) && (f->kind != KIND_ROWS || (flags & WITH_ROWS)) && !(f->heavy && (flags & LIGHT))) field_write(w, j, f, record);
    }
    masked_names(w, j, type, record);
    if (flags & WITH_MAY) may_write(w, j, type, record);
    if (flags & WITH_MAY) names_write(w, j, type, (void *const[]){ (void *)(uintptr_t)record }, 1);
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

int number_scale(const struct field *f) { return f->format == FORMAT_HUNDREDTHS ? 100 : f->format == FORMAT_TENTHS ? 10 : 1; }

text number_text(struct work *w, const struct field *f, int64_t n)
{
    int64_t rest = (n < 0 ? -n : n) * (100 / number_scale(f));
    text sign = n < 0 ? "-" : "";
    if (rest % 100 == 0) return print(w, "%s%lld", sign, (long long)(rest / 100));
    return rest % 10 ? print(w, "%s%lld.%02lld", sign, (long long)(rest / 100), (long long)(rest % 100)) : print(w, "%s%lld.%lld", sign, (long long)(rest / 100), (long long)(rest % 100 / 10));
}

text field_text(struct work *w, const struct field *f, const void *record)
{
    const void *at = member(f, record);
    if (f->kind != KIND_FLAG && field_empty(f, record)) return "";
    int64_t n = field_number(f, record);
    switch (f->kind) {
    case KIND_TEXT: return f->format == FORMAT_SAID ? said_read(w, *(const text *)at) : *(const text *)at;
    case KIND_FILE: return ((const file *)at)->hash;
    case KIND_JSON: return ((const worksheet *)at)->json;
    case KIND_SEALED: return ((const sealed *)at)->mask;
    case KIND_CHOICE: return translate(w->language, choice_label(f->choices, *(const unsigned *)at));
    case KIND_SET: return set_text(w, f, record);
    case KIND_PLACE: return print(w, "%.6f,%.6f", (double)((const place *)at)->lat / 1e7, (double)((const place *)at)->lng / 1e7);
    case KIND_MONEY: return money_text(w->arena, (money){ n });
    case KIND_DAY: return day_text(w->arena, (day){ (int32_t)n });
    case KIND_INSTANT: return instant_words(w->arena, (instant){ n });
    case KIND_MINUTES: return minutes_text(w, f, n);
    case KIND_NUMBER: return number_text(w, f, n);
    case KIND_FLAG: return translate(w->language, n ? N_("yes") : N_("no"));
    default: return print(w, "%lld", (long long)n);
    }
}

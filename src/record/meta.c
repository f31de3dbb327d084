/* meta.c — GET /api/meta: the declarations as far as the actor may know them, in her language, so that generic pages can be drawn.
 * The ETag is a hash of the answer: it changes with the program, the language and the permissions, and with nothing else. */
#include "record/meta.h"
#include <string.h>
#include <sodium.h>
#include "base/json.h"
#include "base/plural.h"
#include "base/words.h"
#include "record/answer.h"
#include "record/list.h"
#include "record/list_calls.h"
#include "record/output.h"

text kind_word(enum kind kind)
{
    static const text words[] = { [KIND_TEXT] = "text", [KIND_NUMBER] = "number", [KIND_MONEY] = "money", [KIND_INSTANT] = "instant", [KIND_DAY] = "day",
        [KIND_MINUTES] = "minutes", [KIND_FLAG] = "flag", [KIND_CHOICE] = "choice", [KIND_SET] = "set", [KIND_REF] = "ref", [KIND_PLACE] = "place",
        [KIND_FILE] = "file", [KIND_SEALED] = "sealed", [KIND_ROWS] = "rows", [KIND_JSON] = "json" };
    return words[kind];
}

text set_by_word(enum set_by set_by)
{
    static const text words[] = { [SET_BY_ANYONE] = "anyone", [SET_ON_CREATE] = "create", [STEPS_ONLY] = "steps", [ENGINE_ONLY] = "engine" };
    return words[set_by];
}

int64_t field_max(const struct field *f) { return f->kind == KIND_TEXT && !f->max ? 200 : f->max; }

static bool has_own(const struct work *w, const struct record_type *type) { return type->own && w->actor->person; }

bool type_seen(const struct work *w, const struct record_type *type) { return can(w, type->see) || has_own(w, type); }

bool step_seen(const struct work *w, const struct record_type *type, const struct step *step)
{
    if (step->own && has_own(w, type)) return true;
    text by = step->by ? step->by : type->edit;
    return w->actor->system || (by && can(w, by));
}

static text said(struct work *w, text label) { return label ? translate(w->language, label) : ""; }

static text plural(struct work *w, const struct record_type *type)
{
    if (strcmp(w->language, "en")) return said(w, type->label);
    return type->plural ? type->plural : english_plural(w->arena, type->label);
}

static void choices_write(struct work *w, struct json *j, text key, const struct choice *choices, bool states)
{
    write_list(j, key);
    for (const struct choice *c = choices; c && c->key; c++) {
        write_object(j, NULL);
        write_text(j, "value", c->key);
        write_text(j, "label", said(w, c->label));
        if (c->tone || states) write_text(j, "tone", c->tone ? c->tone : "mute");
        if (states) write_flag(j, "final", c->final);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void capabilities_write(struct work *w, struct json *j)
{
    write_list(j, "choices");
    for (const struct module *const *m = house_modules(w->house); *m; m++)
        for (int i = 0; i < (*m)->capability_count; i++) {
            write_object(j, NULL);
            write_text(j, "value", (*m)->capabilities[i].word);
            write_text(j, "label", said(w, (*m)->capabilities[i].label));
            write_end(j, '}');
        }
    write_end(j, ']');
}

static void fields_write(struct work *w, struct json *j, const struct record_type *type, const struct field *fields, int count);

static void field_flags(struct work *w, struct json *j, const struct record_type *type, const struct field *f)
{
    write_flag(j, "required", f->required);
    write_flag(j, "optional", f->maybe);
    write_flag(j, "list", f->list);
    write_flag(j, "filter", type && list_may_filter(w, type, f));
    write_flag(j, "sort", type && list_may_sort(w, type, f));
    write_flag(j, "search", f->search || f->names);
    write_flag(j, "masked", f->kind == KIND_SEALED);
    if (f->kind == KIND_SEALED) write_flag(j, "reveal", f->reveal && can(w, f->reveal));
    if (f->kind == KIND_TEXT) write_flag(j, "multiline", f->format == FORMAT_MULTILINE || field_max(f) > 200);
}

static text format_word(const struct field *f)
{
    static const text words[] = { [FORMAT_FREE] = "", [FORMAT_MOBILE] = "mobile", [FORMAT_PHONE] = "phone", [FORMAT_ID_NUMBER] = "id_number",
        [FORMAT_BANK_CARD] = "bank_card", [FORMAT_USCC] = "uscc", [FORMAT_MULTILINE] = "multiline", [FORMAT_TIME_OF_DAY] = "time_of_day", [FORMAT_EMAIL] = "email", [FORMAT_HUNDREDTHS] = "hundredths", [FORMAT_TENTHS] = "tenths", [FORMAT_SAID] = "", [FORMAT_CAPABILITY] = "", [FORMAT_SIGNATURE] = "signature", [FORMAT_OWED] = "owed" };
    return words[f->format];
}

static void field_meta(struct work *w, struct json *j, const struct record_type *type, const struct field *f)
{
    write_object(j, NULL);
    write_text(j, "name", f->name);
    write_text(j, "label", said(w, f->label));
    write_text(j, "kind", kind_word(f->format == FORMAT_CAPABILITY ? KIND_CHOICE : field_refers(f) ? KIND_REF : f->kind));
    if (f->to) write_text(j, "to", f->to->name); else write_null(j, "to");
    field_flags(w, j, type, f);
    write_text(j, "set_by", set_by_word(f->set_by));
    write_text(j, "help", said(w, f->help));
    write_text(j, "group", said(w, f->group));
    write_text(j, "unit", said(w, f->unit));
    write_text(j, "format", format_word(f));
    if (f->kind_by) write_text(j, "kind_by", f->kind_by);
    if (f->rate) write_flag(j, "rate", true);
    if (f->zero_unsaid) write_flag(j, "zero_unsaid", true);
    write_number(j, "min", f->min);
    write_number(j, "max", field_max(f));
    if (f->format == FORMAT_CAPABILITY) capabilities_write(w, j);
    else if (f->choices) choices_write(w, j, "choices", f->choices, false);
    else write_null(j, "choices");
    if (f->row) fields_write(w, j, NULL, f->row->fields, f->row->field_count);
    write_end(j, '}');
}

/* `type` NULL: fields of steps and of owned rows, which no list filters or sorts. */
static void fields_write(struct work *w, struct json *j, const struct record_type *type, const struct field *fields, int count)
{
    write_list(j, "fields");
    for (int i = 0; i < count; i++)
        if (field_visible(w, &fields[i])) field_meta(w, j, type, &fields[i]);
    write_end(j, ']');
}

static void step_meta(struct work *w, struct json *j, const struct record_type *type, const struct step *s)
{
    const struct field *state = type_state(type);
    write_object(j, NULL);
    write_text(j, "name", s->name);
    write_text(j, "label", said(w, s->label));
    write_text(j, "tone", s->tone ? s->tone : "");
    if (s->done_in) write_text(j, "done_in", s->done_in);
    write_list(j, "from");
    for (const struct choice *c = state ? state->choices : NULL; c && c->key; c++)
        if (s->from & FROM(c->value)) write_text(j, NULL, c->key);
    write_end(j, ']');
    if (s->to && state) write_text(j, "to", choice_key(state->choices, s->to)); else write_null(j, "to");
    write_text(j, "confirm", said(w, s->confirm));
    write_flag(j, "reason", s->reason);
    if (s->reason_label) write_text(j, "reason_label", said(w, s->reason_label));
    write_flag(j, "preview", s->preview);
    write_flag(j, "hidden", s->hidden);
    fields_write(w, j, NULL, s->inputs, s->input_count);
    write_end(j, '}');
}

static void can_write(struct work *w, struct json *j, const struct record_type *type)
{
    bool see = can(w, type->see), create = type->create && can(w, type->create);
    write_object(j, "can");
    write_flag(j, "see", type_seen(w, type));
    write_flag(j, "create", create);
    write_flag(j, "edit", type->edit && !type->append_only && can(w, type->edit));
    write_flag(j, "delete", type->remove && can(w, type->remove));
    write_flag(j, "import", create && !type->no_import);
    write_flag(j, "export", see && !type->no_export);
    write_end(j, '}');
}

/* The members a title is made of, as far as the declaration tells: a title made by code names none. */
static void title_write(struct json *j, const struct record_type *type)
{
    write_list(j, "title");
    for (int i = 0; i < type->field_count && !type->title; i++)
        if (type->fields[i].kind == KIND_TEXT && type->fields[i].required) { write_text(j, NULL, type->fields[i].name); break; }
    write_end(j, ']');
}

static void sorts_write(struct work *w, struct json *j, const struct record_type *type)
{
    bool down;
    const struct field *first = list_default_sort(type, &down);
    write_list(j, "sorts");
    write_text(j, NULL, print(w, "%s%s", down ? "-" : "", first->name));
    for (int i = 0; i < base_field_count; i++)
        if (&base_fields[i] != first && list_may_sort(w, type, &base_fields[i])) write_text(j, NULL, base_fields[i].name);
    for (int i = 0; i < type->field_count; i++)
        if (&type->fields[i] != first && list_may_sort(w, type, &type->fields[i])) write_text(j, NULL, type->fields[i].name);
    write_end(j, ']');
    write_list(j, "filters");
    for (int i = 0; i < type->field_count; i++)
        if (list_may_filter(w, type, &type->fields[i])) write_text(j, NULL, type->fields[i].name);
    for (int i = 0; i < base_field_count; i++)
        if (list_may_filter(w, type, &base_fields[i])) write_text(j, NULL, base_fields[i].name);
    write_end(j, ']');
}

/* What can be done with many at once: calls that name this type. */
static void actions_write(struct work *w, struct json *j, const struct record_type *type)
{
    write_list(j, "actions");
    for (const struct module *const *m = house_modules(w->house); *m; m++)
        for (int i = 0; i < (*m)->call_count; i++) {
            const struct call *c = &(*m)->calls[i];
            if (!c->of || strcmp(c->of, type->name) || !can(w, c->by)) continue;
            write_object(j, NULL);
            write_text(j, "name", strrchr(c->pattern, '/') + 1);
            write_text(j, "path", c->pattern);
            write_text(j, "label", said(w, c->label));
            if (c->proposes) write_flag(j, "proposes", true);
            fields_write(w, j, type, c->inputs, c->input_count);
            write_end(j, '}');
        }
    write_end(j, ']');
}

static void type_write(struct work *w, struct json *j, const struct record_type *type)
{
    const struct field *state = type_state(type);
    write_object(j, NULL);
    write_text(j, "name", type->name);
    write_text(j, "label", said(w, type->label));
    write_text(j, "plural", plural(w, type));
    write_text(j, "module", type->module);
    title_write(j, type);
    write_text(j, "scope", type->scope == SCOPE_BRANCH ? "branch" : "company");
    write_flag(j, "quiet", type->quiet);
    write_flag(j, "history", type->history);
    can_write(w, j, type);
    choices_write(w, j, "states", state ? state->choices : NULL, true);
    write_text(j, "first_state", state ? choice_key(state->choices, type->first_state) : "");
    fields_write(w, j, type, type->fields, type->field_count);
    write_list(j, "steps");
    for (int i = 0; i < type->step_count; i++)
        if (step_seen(w, type, &type->steps[i])) step_meta(w, j, type, &type->steps[i]);
    write_end(j, ']');
    actions_write(w, j, type);
    sorts_write(w, j, type);
    write_flag(j, "import", type->create && !type->no_import && can(w, type->create));
    if (type->imported_as) write_text(j, "import_as", type->imported_as);
    write_end(j, '}');
}

static bool in_menu(const struct work *w, const struct record_type *type) { return !type->quiet && can(w, type->see); }

/* The rooms in the order of a working day, which is not that of the floors. */
static const struct module *const *in_menu_order(struct work *w)
{
    int n = 0;
    while (house_modules(w->house)[n]) n++;
    const struct module **all = take_many(w, const struct module *, n + 1);
    for (int i = 0; i < n; i++) {
        const struct module *m = house_modules(w->house)[i];
        int at = i;
        for (; at && (m->menu ? m->menu : n + 1) < (all[at - 1]->menu ? all[at - 1]->menu : n + 1); at--) all[at] = all[at - 1];
        all[at] = m;
    }
    return all;
}

static void menu_write(struct work *w, struct json *j)
{
    write_list(j, "menu");
    for (const struct module *const *m = in_menu_order(w); *m; m++) {
        bool any = false;
        for (const struct record_type *const *t = (*m)->types; t && *t; t++) any |= in_menu(w, *t);
        if (!any) continue;
        write_object(j, NULL);
        write_text(j, "module", (*m)->name);
        write_text(j, "label", said(w, (*m)->label));
        write_list(j, "types");
        for (const struct record_type *const *t = (*m)->types; *t; t++)
            if (in_menu(w, *t)) write_text(j, NULL, (*t)->name);
        write_end(j, ']');
        write_end(j, '}');
    }
    write_end(j, ']');
}

static text etag_of(struct work *w, const struct buf *body)
{
    unsigned char hash[16];
    char hex[2 * sizeof hash + 1];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)body->at, body->length, NULL, 0);
    return print(w, "\"%s\"", sodium_bin2hex(hex, sizeof hex, hash, sizeof hash) ? hex : "");
}

void meta_write(struct work *w, struct json *j)
{
    write_object(j, NULL);
    write_text(j, "language", strcmp(w->language, "en") ? "zh" : "en");
    write_list(j, "types");
    for (const struct record_type *const *t = house_types(w->house); *t; t++)
        if (type_seen(w, *t)) type_write(w, j, *t);
    write_end(j, ']');
    menu_write(w, j);
    write_end(j, '}');
}

bool meta_call(struct work *w, const struct request *request, struct reply *reply)
{
    struct json j = json_new(w->arena);
    meta_write(w, &j);
    answer_json(w, reply, 200, &j);
    reply->etag = etag_of(w, &j.out);
    reply->cache = "private, no-cache";
    text have = http_header(request, "If-None-Match");
    if (!have || strcmp(have, reply->etag)) return true;
    reply->status = 304;
    reply->body = "";
    reply->length = 0;
    return true;
}

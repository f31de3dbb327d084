/* input.c — see input.h. */
#include "record/input.h"
#include <string.h>
#include "base/identity.h"
#include "base/utf8.h"
#include "base/words.h"
#include "record/convert.h"
#include "record/hidden.h"
#include "record/output.h"
#include "record/store.h"

struct reading { struct work *w; const struct record_type *type; const struct field *f; text name; enum input_mode mode; };

static bool bad(struct reading *r, text message) { return wrong(r->w, r->name, message, translated(r->w, r->f->label)); }

static void forget(void *tree) { json_decref(tree); }

json_t *input_json(struct work *w, const char *body, size_t length)
{
    if (failed(w)) return NULL;
    json_error_t error;
    json_t *tree = length ? json_loadb(body, length, JSON_REJECT_DUPLICATES, &error) : json_object();
    if (!tree) {
        refuse(w, "", N_("The request is not valid JSON: line {1}, column {2}"), print(w, "%d", error.line), print(w, "%d", error.column));
        return NULL;
    }
    arena_defer(w->arena, forget, tree);
    if (json_is_object(tree)) return tree;
    refuse(w, "", N_("The request must be a JSON object"));
    return NULL;
}

/* ---- one value ---- */

static bool in_range(struct reading *r, int64_t n)
{
    const struct field *f = r->f;
    if (f->max <= f->min || (n >= f->min && n <= f->max)) return true;
    if (f->kind == KIND_MONEY)
        return wrong(r->w, r->name, N_("{1} must lie between {2} and {3}"), translated(r->w, f->label), money_shown(r->w->arena, (money){ f->min }), money_shown(r->w->arena, (money){ f->max }));
    return wrong(r->w, r->name, N_("{1} must lie between {2} and {3}"), translated(r->w, f->label), number_text(r->w, f, f->min), number_text(r->w, f, f->max));
}

static bool read_whole(struct reading *r, json_t *value, int64_t *ret)
{
    if (!json_is_integer(value)) return bad(r, N_("{1} must be a whole number"));
    *ret = json_integer_value(value);
    if (*ret > INT64_C(9007199254740991) || *ret < -INT64_C(9007199254740991)) return bad(r, N_("{1} is too large"));
    return in_range(r, *ret);
}

static bool right_format(struct reading *r, text *value)
{
    bool demo = house_demo(r->w->house);
    text why = NULL;
    if (!**value) return true;
    switch (r->f->format) {
    case FORMAT_MOBILE: why = check_mobile(*value, demo); break;
    case FORMAT_PHONE: why = check_phone(*value, demo); break;
    case FORMAT_ID_NUMBER: why = check_id_number(r->w->arena, *value, day_of(r->w->now), demo, value); break;
    case FORMAT_BANK_CARD: why = check_bank_card(*value); break;
    case FORMAT_USCC: why = check_uscc(*value); break;
    case FORMAT_EMAIL: why = check_email(*value); break;
    case FORMAT_FREE: case FORMAT_MULTILINE: case FORMAT_TIME_OF_DAY: case FORMAT_HUNDREDTHS: case FORMAT_TENTHS: case FORMAT_SAID: case FORMAT_CAPABILITY: case FORMAT_SIGNATURE: case FORMAT_OWED: break;
    }
    return why ? wrong(r->w, r->name, why) : true;
}

static bool read_string(struct reading *r, text from, size_t length, text *ret)
{
    if (strlen(from) != length || !utf8_valid(from)) return bad(r, N_("{1} contains characters that cannot be stored"));
    text value = utf8_trim(r->w->arena, from);
    if (r->f->format != FORMAT_FREE && r->f->format != FORMAT_MULTILINE) value = utf8_narrow(r->w->arena, value);
    int64_t most = r->f->max ? r->f->max : 200;
    if ((int64_t)utf8_length(value) > most)
        return wrong(r->w, r->name, N_("{1} is longer than {2} characters"), translated(r->w, r->f->label), print(r->w, "%lld", (long long)most));
    if (!right_format(r, &value)) return false;
    *ret = value;
    return true;
}

static bool put_sealed(struct reading *r, text value, void *into)
{
    sealed *s = member_mut(r->f, into);
    if (s->kept_length && r->type && !strcmp(sealed_open(r->w, r->type, into, s), value)) return true;      /* the same again */
    s->plain = value;
    s->mask = "";
    return true;
}

static bool read_text_value(struct reading *r, json_t *value, void *into)
{
    text got = "";
    if (!json_is_string(value)) return bad(r, N_("{1} must be text"));
    if (!read_string(r, json_string_value(value), json_string_length(value), &got)) return false;
    got = arena_copy(r->w->arena, got);
    if (r->f->kind == KIND_SEALED) return put_sealed(r, got, into);
    if (r->f->kind == KIND_FILE) ((file *)member_mut(r->f, into))->hash = got;
    else if (r->f->kind == KIND_JSON) ((worksheet *)member_mut(r->f, into))->json = got;
    else *(text *)member_mut(r->f, into) = got;
    return true;
}

/* A sheet's words are the labels, a program's are the keys. */
static bool bad_choice(struct reading *r, text given)
{
    struct buf all = buf_new(r->w->arena);
    for (const struct choice *c = r->f->choices; c->key; c++) buf_print(&all, "%s%s", c == r->f->choices ? "" : ", ", r->mode == INPUT_IMPORT ? translate(r->w->language, c->label) : c->key);
    return wrong(r->w, r->name, N_("{1}: “{2}” is not one of {3}"), translated(r->w, r->f->label), utf8_cut(r->w->arena, given, 40), buf_text(&all));
}

static bool read_choice(struct reading *r, json_t *value, void *into)
{
    if (json_is_null(value) || (json_is_string(value) && !json_string_length(value))) { *(unsigned *)member_mut(r->f, into) = 0; return true; }
    if (!json_is_string(value)) return bad(r, N_("{1} must be one of the listed words"));
    unsigned n = choice_value(r->f->choices, json_string_value(value));
    if (!n) return bad_choice(r, json_string_value(value));
    *(unsigned *)member_mut(r->f, into) = n;
    return true;
}

static bool read_set(struct reading *r, json_t *value, void *into)
{
    if (!json_is_array(value)) return bad(r, N_("{1} must be a list of words"));
    uint64_t bits = 0;
    size_t i;
    json_t *word;
    json_array_foreach(value, i, word) {
        unsigned n = json_is_string(word) ? choice_value(r->f->choices, json_string_value(word)) : 0;
        if (!n) return bad_choice(r, json_is_string(word) ? json_string_value(word) : "?");
        bits |= SET_BIT(n);
    }
    ((set *)member_mut(r->f, into))->bits = bits;
    return true;
}

static bool read_ref(struct reading *r, json_t *value, void *into)
{
    ref *at = member_mut(r->f, into);
    if (json_is_null(value)) { at->id = 0; return true; }
    if (!json_is_integer(value)) return bad(r, N_("{1} must be a record's id"));
    int64_t id = json_integer_value(value);
    if (id == at->id) return true;
    if (id && !failed(r->w)) {          /* after another wrong field the database is silent: this one is looked at the next time */
        const struct record *found = record_peek(r->w, r->f->to, id);
        if (!found || !in_reach(r->w, r->f->to, found) || hidden_here(r->w, r->f->to, found))
            return bad(r, N_("{1}: there is no such record"));
    }
    at->id = id;
    return true;
}

static bool read_place(struct reading *r, json_t *value, void *into)
{
    place *at = member_mut(r->f, into);
    if (json_is_null(value)) { *at = (place){ 0 }; return true; }
    json_t *lat = json_object_get(value, "lat"), *lng = json_object_get(value, "lng"), *datum = json_object_get(value, "datum");
    if (!json_is_number(lat) || !json_is_number(lng)) return bad(r, N_("{1} needs lat and lng in degrees"));
    double y = json_number_value(lat), x = json_number_value(lng);
    if (!(y >= -90 && y <= 90 && x >= -180 && x <= 180)) return bad(r, N_("{1} lies outside the earth"));
    text word = json_is_string(datum) ? json_string_value(datum) : "wgs84";
    enum datum from = !strcmp(word, "gcj02") ? GCJ02 : !strcmp(word, "bd09") ? BD09 : WGS84;
    if (from == WGS84 && strcmp(word, "wgs84")) return bad(r, N_("{1}: the datum is wgs84, gcj02 or bd09"));
    *at = place_from_degrees(y, x, from);
    return true;
}

static bool read_rows(struct reading *r, json_t *value, void *into)
{
    enum { MOST_ROWS = 500 };
    if (!json_is_array(value)) return bad(r, N_("{1} must be a list"));
    size_t n = json_array_size(value);
    if (n > MOST_ROWS) return bad(r, N_("{1} has too many rows"));
    const struct row_type *row = r->f->row;
    rows_of rows = { arena_take(r->w->arena, row->size * n + 1), n };
    bool well = true;
    for (size_t i = 0; i < n; i++) {
        json_t *item = json_array_get(value, i);
        if (!json_is_object(item)) { well = bad(r, N_("{1} must be a list of objects")); break; }
        fields_blank(row->fields, row->field_count, (char *)rows.at + i * row->size);
        struct wrong_field **last = &r->w->wrong;
        while (*last) last = &(*last)->next;
        well &= input_read(r->w, NULL, row->fields, row->field_count, item, (char *)rows.at + i * row->size, INPUT_STEP, NULL);
        for (struct wrong_field *f = *last; f; f = f->next) f->field = print(r->w, "%s.%zu.%s", r->name, i, f->field);
    }
    if (well) *(rows_of *)member_mut(r->f, into) = rows;
    return well;
}

/* An emptied one is as if it had never been said; a day that is always there cannot be. */
static bool empty_number(struct reading *r, void *at)
{
    const struct field *f = r->f;
    if (!f->maybe && ((f->required && f->kind != KIND_INSTANT) || f->kind == KIND_DAY)) return bad(r, N_("{1} is missing"));
    switch (f->kind) {
    case KIND_NUMBER: if (f->maybe) *(maybe_number *)at = (maybe_number){ 0 }; else *(int64_t *)at = f->not_yet ? -1 : 0; return true;
    case KIND_MONEY: if (f->maybe) *(maybe_money *)at = (maybe_money){ 0 }; else *(money *)at = (money){ 0 }; return true;
    case KIND_INSTANT: *(instant *)at = (instant){ 0 }; return true;
    case KIND_MINUTES: *(minutes *)at = (minutes){ 0 }; return true;
    default: *(maybe_day *)at = (maybe_day){ 0 }; return true;
    }
}

static bool read_number(struct reading *r, json_t *value, void *into)
{
    const struct field *f = r->f;
    void *at = member_mut(f, into);
    int64_t n = 0;
    if (json_is_null(value)) return empty_number(r, at);
    if (!read_whole(r, value, &n)) return false;
    switch (f->kind) {
    case KIND_NUMBER: if (f->maybe) *(maybe_number *)at = (maybe_number){ n, true }; else *(int64_t *)at = n; return true;
    case KIND_MONEY: if (f->maybe) *(maybe_money *)at = (maybe_money){ n, true }; else *(money *)at = (money){ n }; return true;
    case KIND_INSTANT: if (n < INPUT_FIRST_DAY * DAYS(1) || n > INPUT_LAST_DAY * DAYS(1)) return bad(r, N_("{1} is not a date of our time")); *(instant *)at = (instant){ n }; return true;
    case KIND_MINUTES: if (n < -100000 || n > 10000000) return bad(r, N_("{1} is too large")); *(minutes *)at = (minutes){ (int32_t)n }; return true;
    case KIND_DAY: break;
    default: return fault(r->w, "field %s has kind %d", f->name, (int)f->kind);
    }
    if (n < INPUT_FIRST_DAY || n > INPUT_LAST_DAY) return bad(r, N_("{1} is not a date of our time"));
    if (f->maybe) *(maybe_day *)at = (maybe_day){ (int32_t)n, true };
    else *(day *)at = (day){ (int32_t)n };
    return true;
}

static bool read_value(struct reading *r, json_t *value, void *into)
{
    switch (r->f->kind) {
    case KIND_TEXT: case KIND_SEALED: case KIND_FILE: case KIND_JSON: return read_text_value(r, value, into);
    case KIND_CHOICE: return read_choice(r, value, into);
    case KIND_SET: return read_set(r, value, into);
    case KIND_REF: return read_ref(r, value, into);
    case KIND_PLACE: return read_place(r, value, into);
    case KIND_ROWS: return read_rows(r, value, into);
    case KIND_FLAG:
        if (!json_is_boolean(value)) return bad(r, N_("{1} must be true or false"));
        *(bool *)member_mut(r->f, into) = json_is_true(value);
        return true;
    default: return read_number(r, value, into);
    }
}

/* ---- which members may be set ---- */

static bool settable(struct reading *r)
{
    const struct field *f = r->f;
    if (r->mode == INPUT_STEP) return true;
    if (f->see && !can(r->w, f->see)) return wrong(r->w, r->name, N_("{1} is not yours to set"), translated(r->w, f->label));
    enum set_by most = r->mode == INPUT_IMPORT ? STEPS_ONLY : r->mode == INPUT_CREATE ? SET_ON_CREATE : SET_BY_ANYONE;
    if (f->set_by <= most && strcmp(f->name, "state")) return true;
    if (r->mode == INPUT_IMPORT && !strcmp(f->name, "state")) return true;
    if (f->set_by == STEPS_ONLY || !strcmp(f->name, "state")) return bad(r, N_("{1} changes only by the steps of the procedure"));
    return bad(r, f->set_by == ENGINE_ONLY ? N_("{1} is computed and cannot be set") : N_("{1} cannot be changed any more"));
}

static bool allowed(text name, const text *allow)
{
    for (; allow && *allow; allow++)
        if (!strcmp(*allow, name)) return true;
    return false;
}

static const struct field *field_named(const struct field *fields, int count, text name)
{
    for (int i = 0; i < count; i++)
        if (!strcmp(fields[i].name, name)) return &fields[i];
    return NULL;
}

/* Left out, or given with nothing in it. A value that cannot be read has its own sentence. */
static bool nothing_given(struct work *w, const json_t *value)
{
    if (json_is_string(value)) return !*utf8_trim(w->arena, json_string_value(value));
    return !value || json_is_null(value) || (json_is_array(value) && !json_array_size(value)) || (json_is_integer(value) && !json_integer_value(value));
}

bool input_read(struct work *w, const struct record_type *type, const struct field *fields, int count, json_t *object, void *into,
                enum input_mode mode, const text *allow)
{
    if (failed(w) && w->failure != INVALID) return false;
    bool well = true;
    text name;
    json_t *value;
    json_object_foreach(object, name, value) {
        struct reading r = { w, type, field_named(fields, count, name), name, mode };
        if (r.f) { r.name = r.f->name; well &= settable(&r) && read_value(&r, value, into); }
        else if (!allowed(name, allow)) well = wrong(w, arena_copy(w->arena, name), N_("There is no member “{1}”"), utf8_cut(w->arena, name, 60));
    }
    for (int i = 0; mode == INPUT_STEP && i < count; i++)
        if (fields[i].required && field_empty(&fields[i], into) && nothing_given(w, json_object_get(object, fields[i].name)))
            well = wrong(w, fields[i].name, N_("{1} is missing"), translated(w, fields[i].label));
    return well;
}

bool input_reason_is_choice(const struct step *step)
{
    for (int i = 0; i < step->input_count; i++)
        if (strcmp(step->inputs[i].name, "reason") == 0) return step->inputs[i].choices != NULL;
    return false;
}

void *input_of_step(struct work *w, const struct step *step, json_t *body, const text *allow)
{
    void *input = arena_take(w->arena, step->input_size + 1);
    fields_blank(step->inputs, step->input_count, input);
    return input_read(w, NULL, step->inputs, step->input_count, body, input, INPUT_STEP, allow) ? input : NULL;
}

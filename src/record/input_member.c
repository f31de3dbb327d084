/* input_member.c — plain members of calls that declare no fields. A refusal names the member as people read it: by the label that fields of this name mostly have. */
#include <string.h>
#include "base/words.h"
#include "record/input.h"

/* What no field is called. */
static const struct { text name, label; } others[] = {
    { "text", N_("Text") }, { "yes", N_("Yes or no") }, { "code", N_("Code") }, { "password", N_("Password") }, { "sheet", N_("Sheet") }, { "query", N_("Search words") }, { "look", N_("Preview") }, { "agreed", N_("Agreed") },
};

struct labels { text name, label[32]; int times[32], count; };

static void count_labels(struct labels *l, const struct field *fields, int count)
{
    for (int i = 0; i < count; i++) {
        int k = 0;
        if (strcmp(fields[i].name, l->name) || !fields[i].label) continue;
        while (k < l->count && strcmp(l->label[k], fields[i].label)) k++;
        if (k == COUNT_OF(l->label)) continue;
        if (k == l->count) l->label[l->count++] = fields[i].label;
        l->times[k]++;
    }
}

/* Only a refusal asks: it may look through all types. */
static text member_label(struct work *w, text name)
{
    struct labels l = { .name = name };
    int best = 0;
    for (const struct record_type *const *t = w->house ? house_types(w->house) : NULL; t && *t; t++) {
        count_labels(&l, (*t)->fields, (*t)->field_count);
        for (int s = 0; s < (*t)->step_count; s++) count_labels(&l, (*t)->steps[s].inputs, (*t)->steps[s].input_count);
    }
    for (int i = 0; i < COUNT_OF(others) && !l.count; i++)
        if (!strcmp(others[i].name, name)) return translated(w, others[i].label);
    for (int i = 1; i < l.count; i++)
        if (l.times[i] > l.times[best]) best = i;
    return l.count ? translated(w, l.label[best]) : name;
}

int64_t input_number(struct work *w, json_t *object, text name, int64_t otherwise)
{
    json_t *value = json_object_get(object, name);
    if (!value || json_is_null(value)) return otherwise;
    if (json_is_integer(value)) return json_integer_value(value);
    wrong(w, name, N_("{1} must be a whole number"), member_label(w, name));
    return otherwise;
}

day input_day(struct work *w, json_t *object, text name, day otherwise)
{
    int64_t n = input_number(w, object, name, otherwise.number);
    if (n >= INPUT_FIRST_DAY && n <= INPUT_LAST_DAY) return (day){ (int32_t)n };
    wrong(w, name, N_("{1} is not a date of our time"), member_label(w, name));
    return otherwise;
}

text input_string(struct work *w, json_t *object, text name, text otherwise)
{
    json_t *value = json_object_get(object, name);
    if (!value || json_is_null(value)) return otherwise;
    if (json_is_string(value) && strlen(json_string_value(value)) == json_string_length(value)) return arena_copy(w->arena, json_string_value(value));
    wrong(w, name, N_("{1} must be text"), member_label(w, name));
    return otherwise;
}

bool input_flag(struct work *w, json_t *object, text name, bool otherwise)
{
    json_t *value = json_object_get(object, name);
    if (!value || json_is_null(value)) return otherwise;
    if (json_is_boolean(value)) return json_is_true(value);
    wrong(w, name, N_("{1} must be true or false"), member_label(w, name));
    return otherwise;
}

/* type.c — look-ups in declarations. */
#include "record/type.h"
#include <string.h>

const struct field *type_field(const struct record_type *type, text name)
{
    for (int i = 0; i < type->field_count; i++)
        if (!strcmp(type->fields[i].name, name)) return &type->fields[i];
    return NULL;
}

const struct step *type_step(const struct record_type *type, text name)
{
    for (int i = 0; i < type->step_count; i++)
        if (!strcmp(type->steps[i].name, name)) return &type->steps[i];
    return NULL;
}

const struct field *type_state(const struct record_type *type) { return type->first_state ? type_field(type, "state") : NULL; }

unsigned record_state(const struct record_type *type, const void *record)
{
    const struct field *state = type_state(type);
    return state ? *(const unsigned *)(const void *)((const char *)record + state->at) : 0;
}

static const struct choice *choice_of(const struct choice *choices, unsigned value)
{
    for (const struct choice *c = choices; c && c->key; c++)
        if (c->value == value) return c;
    return NULL;
}

text choice_key(const struct choice *choices, unsigned value)
{
    const struct choice *c = choice_of(choices, value);
    return c ? c->key : "";
}

text choice_label(const struct choice *choices, unsigned value)
{
    const struct choice *c = choice_of(choices, value);
    return c ? c->label : "";
}

unsigned choice_value(const struct choice *choices, text key)
{
    for (const struct choice *c = choices; c && c->key; c++)
        if (!strcmp(c->key, key)) return c->value;
    return 0;
}

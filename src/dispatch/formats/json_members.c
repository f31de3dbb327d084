/* json_members.c — see json_members.h. */
#include "dispatch/formats/json_members.h"
#include <stdio.h>
#include <string.h>

static void print_spot(const struct spot *spot, char *into, size_t room)
{
    if (!spot) { *into = 0; return; }
    print_spot(spot->up, into, room);
    size_t used = strlen(into);
    if (spot->name) snprintf(into + used, room - used, "%s%.40s", used ? "." : "", spot->name);
    else snprintf(into + used, room - used, "[%d]", spot->index);
}

bool spot_fault(const struct spot *spot, struct fault *fault, text format, ...)
{
    char where[sizeof fault->where], what[sizeof fault->what];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    print_spot(spot, where, sizeof where);
    return fault_say(fault, *where ? where : "the file", "%s", what);
}

bool number_read(json_t *value, int64_t least, int64_t most, int64_t *ret, const struct spot *spot, struct fault *fault)
{
    if (!json_is_integer(value)) return spot_fault(spot, fault, "is to be a whole number");
    int64_t number = json_integer_value(value);
    if (number < least || number > most) return spot_fault(spot, fault, "is %lld, outside of %lld … %lld", (long long)number, (long long)least, (long long)most);
    *ret = number;
    return true;
}

bool list_check(json_t *value, const struct spot *spot, struct fault *fault)
{
    return json_is_array(value) || spot_fault(spot, fault, "is to be a list");
}

struct range { int64_t least, most; };

static struct range range_of(enum member_kind kind)
{
    switch (kind) {
    case MEMBER_TICKS: return (struct range){ -TICKS_MAX, TICKS_MAX };
    case MEMBER_SPAN: return (struct range){ 0, TICKS_MAX };
    case MEMBER_COUNT: return (struct range){ 0, INT32_MAX };
    case MEMBER_ID: return (struct range){ -(INT64_C(1) << 53), INT64_C(1) << 53 };
    case MEMBER_FAR: return (struct range){ 0, COST_MAX };
    case MEMBER_COST: return (struct range){ -INT64_C(1000000000000000), INT64_C(1000000000000000) };
    default: return (struct range){ -1000000000, 1000000000 };
    }
}

static bool is_wide(enum member_kind kind) { return kind == MEMBER_ID || kind == MEMBER_FAR || kind == MEMBER_COST || kind == MEMBER_RATE; }

static bool amounts_read(json_t *value, int32_t *into, const struct spot *spot, struct fault *fault)
{
    if (!list_check(value, spot, fault)) return false;
    if (json_array_size(value) > AMOUNTS) return spot_fault(spot, fault, "has more than %d amounts", AMOUNTS);
    for (int i = 0; i < (int)json_array_size(value); i++) {
        int64_t number;
        if (!number_read(json_array_get(value, (size_t)i), 0, INT32_MAX, &number, &(struct spot){ spot, NULL, i }, fault)) return false;
        into[i] = (int32_t)number;
    }
    return true;
}

static bool member_read(const struct member *m, json_t *value, void *into, struct arena *arena, const struct spot *spot, struct fault *fault)
{
    char *at = (char *)into + m->offset;
    int64_t number;
    if (m->kind == MEMBER_AMOUNTS) return amounts_read(value, (int32_t *)(void *)at, spot, fault);
    if (m->kind == MEMBER_FLAG) {
        if (!json_is_boolean(value)) return spot_fault(spot, fault, "is to be true or false");
        *(bool *)at = json_is_true(value);
        return true;
    }
    if (m->kind == MEMBER_TEXT) {
        if (!json_is_string(value)) return spot_fault(spot, fault, "is to be a text");
        *(text *)(void *)at = arena_copy(arena, json_string_value(value));
        return true;
    }
    struct range range = range_of(m->kind);
    if (!number_read(value, range.least, range.most, &number, spot, fault)) return false;
    if (is_wide(m->kind)) *(int64_t *)(void *)at = number;
    else *(int32_t *)(void *)at = (int32_t)number;
    return true;
}

static const struct member *member_named(const struct members *m, text name)
{
    for (int i = 0; i < m->count; i++) if (!strcmp(m->table[i].name, name)) return &m->table[i];
    return NULL;
}

static bool is_among(const text *names, text name)
{
    for (; names && *names; names++) if (!strcmp(*names, name)) return true;
    return false;
}

bool members_read(const struct members *m, json_t *object, void *into, struct arena *arena, const struct spot *spot, struct fault *fault)
{
    text name;
    json_t *value;
    if (!json_is_object(object)) return spot_fault(spot, fault, "is to be an object");
    json_object_foreach(object, name, value) {
        struct spot here = { spot, name, 0 };
        const struct member *member = member_named(m, name);
        if (!member && !is_among(m->others, name)) return spot_fault(&here, fault, "is not known here");
        if (member && !member_read(member, value, into, arena, &here, fault)) return false;
    }
    return true;
}

static void amounts_write(struct json *json, text name, const int32_t *amounts, int dimensions)
{
    bool any = false;
    for (int d = 0; d < dimensions; d++) any |= amounts[d] != 0;
    if (!any) return;
    write_list(json, name);
    for (int d = 0; d < dimensions; d++) write_number(json, NULL, amounts[d]);
    write_end(json, ']');
}

void members_write(const struct members *m, struct json *json, const void *from, const void *defaults, int dimensions)
{
    for (int i = 0; i < m->count; i++) {
        const struct member *member = &m->table[i];
        const char *at = (const char *)from + member->offset, *usual = (const char *)defaults + member->offset;
        if (member->kind == MEMBER_AMOUNTS) amounts_write(json, member->name, (const int32_t *)(const void *)at, dimensions);
        else if (member->kind == MEMBER_FLAG) { if (*(const bool *)at != *(const bool *)usual) write_flag(json, member->name, *(const bool *)at); }
        else if (member->kind == MEMBER_TEXT) { text value = *(const text *)(const void *)at; if (value && *value) write_text(json, member->name, value); }
        else if (is_wide(member->kind)) { if (memcmp(at, usual, sizeof(int64_t)) != 0) write_number(json, member->name, *(const int64_t *)(const void *)at); }
        else if (memcmp(at, usual, sizeof(int32_t)) != 0) write_number(json, member->name, *(const int32_t *)(const void *)at);
    }
}

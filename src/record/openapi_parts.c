/* openapi_parts.c — see openapi_parts.h. */
#include "record/openapi_parts.h"
#include <string.h>
#include "base/words.h"
#include "record/meta.h"

json_t *api_type(text type) { return json_pack("{s:s}", "type", type); }
json_t *api_maybe(text type) { return json_pack("{s:[s,s]}", "type", type, "null"); }
json_t *api_ref(text schema) { return json_pack("{s:o}", "$ref", json_sprintf("#/components/schemas/%s", schema)); }
json_t *api_json(json_t *schema) { return json_pack("{s:{s:o}}", "application/json", "schema", schema); }
json_t *api_binary(void) { return json_pack("{s:{}}", "application/octet-stream"); }

json_t *api_object(json_t *members, json_t *required)
{
    json_t *object = json_pack("{s:s, s:o}", "type", "object", "properties", members);
    if (json_array_size(required)) json_object_set(object, "required", required);
    json_decref(required);
    return object;
}

static json_t *words_of(const struct field *f, bool none)
{
    json_t *words = json_array();
    for (const struct choice *c = f->choices; c && c->key; c++) json_array_append_new(words, json_string(c->key));
    if (none) json_array_append_new(words, json_null());
    return words;
}

static json_t *rows_field(struct api *a, text owner, const struct field *f, bool input)
{
    text name = arena_print(a->arena, "%s_%s_row", owner, f->name);
    json_t *members = json_object();
    for (int i = 0; i < f->row->field_count; i++)
        json_object_set_new(members, f->row->fields[i].name, api_field(a, name, &f->row->fields[i], input));
    if (!input || !json_object_get(a->schemas, name)) json_object_set_new(a->schemas, name, api_object(members, json_array()));
    else json_decref(members);
    return json_pack("{s:s, s:o}", "type", "array", "items", api_ref(name));
}

static json_t *text_field(const struct field *f)
{
    json_t *s = api_type("string");
    json_object_set_new(s, "maxLength", json_integer(field_max(f) ? field_max(f) : 200));
    return s;
}

static json_t *number_field(const struct field *f, bool maybe)
{
    json_t *s = maybe ? api_maybe("integer") : api_type("integer");
    if (f->max <= f->min) return s;
    json_object_set_new(s, "minimum", json_integer(f->min));
    json_object_set_new(s, "maximum", json_integer(f->max));
    return s;
}

static json_t *bare_field(struct api *a, text owner, const struct field *f, bool input)
{
    bool maybe = f->maybe || f->not_yet || (!input && !f->required);
    switch (f->kind) {
    case KIND_TEXT: case KIND_SEALED: return text_field(f);
    case KIND_FILE: return api_type("string");
    case KIND_FLAG: return api_type("boolean");
    case KIND_CHOICE: return json_pack("{s:o, s:o}", "type", f->required && !maybe ? json_string("string") : json_pack("[s,s]", "string", "null"),
                                       "enum", words_of(f, !f->required || maybe));
    case KIND_SET: return json_pack("{s:s, s:{s:s, s:o}}", "type", "array", "items", "type", "string", "enum", words_of(f, false));
    case KIND_PLACE: return json_pack("{s:[o, {s:s}]}", "oneOf", api_ref("Place"), "type", "null");
    case KIND_ROWS: return rows_field(a, owner, f, input);
    case KIND_JSON: return json_object();
    case KIND_REF: return number_field(f, !f->required);
    case KIND_INSTANT: case KIND_DAY: return number_field(f, maybe || !f->required);
    default: return number_field(f, f->maybe || f->not_yet || field_refers(f));
    }
}

json_t *api_field(struct api *a, text owner, const struct field *f, bool input)
{
    json_t *s = bare_field(a, owner, f, input);
    json_object_set_new(s, "title", json_string(translate(a->language, f->label)));
    if (f->help) json_object_set_new(s, "description", json_string(translate(a->language, f->help)));
    json_object_set_new(s, "x-kind", json_string(kind_word(f->kind)));
    if (f->to) json_object_set_new(s, "x-to", json_string(f->to->name));
    if (f->see) json_object_set_new(s, "x-see", json_string(f->see));
    return s;
}

/* Ids of operations are letters, digits and "_". */
static json_t *operation_id(struct api *a, text id)
{
    struct buf out = buf_new(a->arena);
    for (; *id; id++) {
        bool plain = (*id >= 'a' && *id <= 'z') || (*id >= 'A' && *id <= 'Z') || (*id >= '0' && *id <= '9');
        if (plain) buf_char(&out, *id);
        else if (out.length && out.at[out.length - 1] != '_') buf_char(&out, '_');
    }
    text made = buf_text(&out);
    return json_stringn(made, strlen(made) - (strlen(made) && made[strlen(made) - 1] == '_'));
}

json_t *api_call(struct api *a, text tag, text summary, text id, json_t *answer, json_t *body)
{
    json_t *responses = json_object();
    if (answer) json_object_set_new(responses, "200", json_pack("{s:s, s:o}", "description", "Done", "content", answer));
    else json_object_set_new(responses, "204", json_pack("{s:s}", "description", "Done, nothing to say"));
    json_object_set_new(responses, "default", json_pack("{s:s, s:o}", "description", "Refused", "content", api_json(api_ref("Problem"))));
    json_t *call = json_pack("{s:o, s:s, s:[s], s:o}", "operationId", operation_id(a, id), "summary", summary, "tags", tag, "responses", responses);
    if (body) json_object_set_new(call, "requestBody", json_pack("{s:b, s:o}", "required", 1, "content", body));
    return call;
}

void api_path(struct api *a, text path, text method, json_t *call)
{
    json_t *item = json_object_get(a->paths, path);
    if (!item) {
        item = json_object();
        json_object_set_new(a->paths, path, item);
    }
    json_object_set_new(item, method, call);
}

static const char common[] =
    "{\"Problem\":{\"type\":\"object\",\"required\":[\"code\",\"message\",\"request\"],\"properties\":{\"code\":{\"type\":\"string\"},\"message\":{\"type\":\"string\"},"
    "\"field\":{\"type\":\"string\"},\"request\":{\"type\":\"string\"},\"detail\":{\"type\":\"object\"},\"fields\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
    "\"properties\":{\"field\":{\"type\":\"string\"},\"message\":{\"type\":\"string\"}}}}}},"
    "\"Place\":{\"type\":\"object\",\"required\":[\"lat\",\"lng\"],\"properties\":{\"lat\":{\"type\":\"number\"},\"lng\":{\"type\":\"number\"},"
    "\"datum\":{\"type\":\"string\",\"enum\":[\"wgs84\",\"gcj02\",\"bd09\"]}}},"
    "\"Names\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}},"
    "\"May\":{\"type\":\"object\",\"properties\":{\"edit\":{\"$ref\":\"#/components/schemas/Verdict\"},\"remove\":{\"$ref\":\"#/components/schemas/Verdict\"},"
    "\"steps\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/Verdict\"}}}},"
    "\"Verdict\":{\"type\":\"object\",\"required\":[\"ok\"],\"properties\":{\"name\":{\"type\":\"string\"},\"ok\":{\"type\":\"boolean\"},\"message\":{\"type\":\"string\"}}},"
    "\"Timeline\":{\"type\":\"object\",\"properties\":{\"rows\":{\"type\":\"array\",\"items\":{\"type\":\"object\"}},\"next\":{\"type\":[\"string\",\"null\"]}}},"
    "\"Preview\":{\"type\":\"object\",\"properties\":{\"records\":{\"type\":\"array\",\"items\":{\"type\":\"object\"}},\"notes\":{\"type\":\"array\",\"items\":{\"type\":\"object\"}}}},"
    "\"Note\":{\"type\":\"object\",\"required\":[\"body\"],\"properties\":{\"body\":{\"type\":\"string\"}}},"
    "\"Reveal\":{\"type\":\"object\",\"required\":[\"field\",\"reason\"],\"properties\":{\"field\":{\"type\":\"string\"},\"reason\":{\"type\":\"string\"}}},"
    "\"Revealed\":{\"type\":\"object\",\"properties\":{\"value\":{\"type\":\"string\"}}}}";

static const char parameters[] =
    "{\"id\":{\"name\":\"id\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"integer\"}},"
    "\"q\":{\"name\":\"q\",\"in\":\"query\",\"description\":\"words to search\",\"schema\":{\"type\":\"string\"}},"
    "\"sort\":{\"name\":\"sort\",\"in\":\"query\",\"description\":\"a field, with - before it downwards\",\"schema\":{\"type\":\"string\"}},"
    "\"limit\":{\"name\":\"limit\",\"in\":\"query\",\"schema\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":200,\"default\":50}},"
    "\"after\":{\"name\":\"after\",\"in\":\"query\",\"description\":\"next of the page before\",\"schema\":{\"type\":\"string\"}},"
    "\"count\":{\"name\":\"count\",\"in\":\"query\",\"description\":\"1: count too, up to 1000\",\"schema\":{\"type\":\"string\",\"enum\":[\"0\",\"1\"]}}}";

json_t *api_common_schemas(void) { return json_loads(common, 0, NULL); }
json_t *api_common_parameters(void) { return json_loads(parameters, 0, NULL); }

json_t *api_security(void)
{
    return json_pack("{s:{s:s, s:s, s:s}, s:{s:s, s:s}}", "session", "type", "apiKey", "in", "cookie", "name", "session", "key", "type", "http", "scheme", "bearer");
}

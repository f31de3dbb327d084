/* openapi.c — see openapi.h. A tree, not a stream: calls of one path are declared in many places and meet here. */
#include "record/openapi.h"
#include <string.h>
#include "base/words.h"
#include "record/answer.h"
#include "record/list.h"
#include "record/list_calls.h"
#include "record/meta.h"
#include "record/openapi_parts.h"
#include "record/shape.h"

static json_t *record_schema(struct api *a, const struct record_type *type)
{
    json_t *members = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id", api_type("integer"), "number", api_type("string"), "branch", api_maybe("integer"),
        "version", api_type("integer"), "created_at", api_type("integer"), "changed_at", api_type("integer"), "changed_by", api_maybe("integer"), "title", api_type("string"));
    for (int i = 0; i < type->field_count; i++) json_object_set_new(members, type->fields[i].name, api_field(a, type->name, &type->fields[i], false));
    json_object_set_new(members, "masked", json_pack("{s:s, s:o}", "type", "array", "items", api_type("string")));
    json_object_set_new(members, "names", api_ref("Names"));
    json_object_set_new(members, "may", api_ref("May"));
    return json_pack("{s:s, s:s, s:b, s:o, s:o}", "type", "object", "title", translate(a->language, type->label), "x-record", 1, "properties", members,
        "required", json_pack("[s,s,s,s,s,s,s,s]", "id", "number", "branch", "version", "created_at", "changed_at", "changed_by", "title"));
}

/* What a create (`edit` false) or a plain edit may set. */
static json_t *input_schema(struct api *a, const struct record_type *type, bool edit)
{
    json_t *members = json_object(), *required = json_array();
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        if (f->set_by == SET_BY_ANYONE || (!edit && f->set_by == SET_ON_CREATE)) json_object_set_new(members, f->name, api_field(a, type->name, f, true));
        if (f->required && f->set_by <= SET_ON_CREATE && !edit) json_array_append_new(required, json_string(f->name));
    }
    if (edit) {
        json_object_set_new(members, "version", api_type("integer"));
        json_array_append_new(required, json_string("version"));
    } else if (type->scope == SCOPE_BRANCH) {
        json_object_set_new(members, "branch", api_type("integer"));
    }
    return api_object(members, required);
}

static json_t *step_schema(struct api *a, const struct record_type *type, const struct step *s)
{
    json_t *members = json_object(), *required = json_array();
    for (int i = 0; i < s->input_count; i++) {
        json_object_set_new(members, s->inputs[i].name, api_field(a, arena_print(a->arena, "%s_%s", type->name, s->name), &s->inputs[i], true));
        if (s->inputs[i].required) json_array_append_new(required, json_string(s->inputs[i].name));
    }
    json_object_set_new(members, "acted", api_type("integer"));
    json_object_set_new(members, "version", api_type("integer"));
    if (s->reason) {
        json_object_set_new(members, "reason", json_pack("{s:s, s:i, s:i}", "type", "string", "minLength", 1, "maxLength", 500));
        json_array_append_new(required, json_string("reason"));
    }
    return api_object(members, required);
}

static json_t *list_parameters(struct api *a, const struct record_type *type)
{
    json_t *list = json_array();
    static const text fixed[] = { "q", "sort", "limit", "after", "count" };
    for (int i = 0; i < COUNT_OF(fixed); i++) json_array_append_new(list, json_pack("{s:o}", "$ref", json_sprintf("#/components/parameters/%s", fixed[i])));
    const struct field *state = type_state(type);
    for (int i = 0; i < type->field_count + base_field_count; i++) {
        const struct field *f = i < type->field_count ? &type->fields[i] : &base_fields[i - type->field_count];
        if (f->filter || f == state) json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:o}", "name", f->name, "in", "query", "description",
            translate(a->language, f->label), "schema", api_type("string")));
    }
    return list;
}

static json_t *list_schema(const struct record_type *type)
{
    json_t *rows = json_pack("{s:s, s:o}", "type", "array", "items", api_ref(type->name));
    return api_object(json_pack("{s:o, s:o, s:o, s:o, s:o}", "rows", rows, "names", api_ref("Names"), "next", api_maybe("string"), "count", api_type("integer"),
        "more", api_type("boolean")), json_pack("[s,s,s]", "rows", "names", "next"));
}

static void path_of_type(struct api *a, const struct record_type *type, text method, text tail, text summary, json_t *body, json_t *answer)
{
    json_t *call = api_call(a, type->name, summary, arena_print(a->arena, "%s_%s%s", method, type->name, tail), answer, body);
    if (strstr(tail, "{id}")) json_object_set_new(call, "parameters", json_pack("[{s:s}]", "$ref", "#/components/parameters/id"));
    api_path(a, arena_print(a->arena, "/api/%s%s", type->name, tail), method, call);
}

static void paths_of_list(struct api *a, const struct record_type *type)
{
    text label = translate(a->language, type->label);
    json_t *list = api_call(a, type->name, label, arena_print(a->arena, "list_%s", type->name), api_json(api_ref(arena_print(a->arena, "%s_list", type->name))), NULL);
    json_object_set_new(list, "parameters", list_parameters(a, type));
    api_path(a, arena_print(a->arena, "/api/%s", type->name), "get", list);
    for (int csv = 0; csv < 2; csv++) {
        json_t *export = api_call(a, type->name, label, arena_print(a->arena, "export_%s_%s", type->name, csv ? "csv" : "xlsx"), api_binary(), NULL);
        json_object_set_new(export, "parameters", list_parameters(a, type));
        api_path(a, arena_print(a->arena, "/api/%s/export.%s", type->name, csv ? "csv" : "xlsx"), "get", export);
    }
}

static json_t *body_of(struct api *a, const struct record_type *type, text end) { return api_json(api_ref(arena_print(a->arena, "%s_%s", type->name, end))); }
static json_t *whole(const struct record_type *type) { return api_json(api_ref(type->name)); }

static void paths_of_type(struct api *a, const struct record_type *type)
{
    paths_of_list(a, type);
    path_of_type(a, type, "get", "/{id}", "One record", NULL, whole(type));
    if (type->create) path_of_type(a, type, "post", "", "Create", body_of(a, type, "new"), whole(type));
    if (type->edit && !type->append_only) path_of_type(a, type, "patch", "/{id}", "Edit", body_of(a, type, "edit"), whole(type));
    if (type->remove) path_of_type(a, type, "delete", "/{id}", "Delete", NULL, NULL);
    path_of_type(a, type, "get", "/{id}/history", "What happened to it, newest first", NULL, api_json(api_ref("Timeline")));
    path_of_type(a, type, "post", "/{id}/note", "A remark on the timeline", api_json(api_ref("Note")), NULL);
    path_of_type(a, type, "post", "/{id}/reveal", "A masked value, with a reason, logged", api_json(api_ref("Reveal")), api_json(api_ref("Revealed")));
    for (int i = 0; i < type->step_count; i++)
        path_of_type(a, type, "post", arena_print(a->arena, "/{id}/%s", type->steps[i].name), translate(a->language, type->steps[i].label),
            body_of(a, type, type->steps[i].name), whole(type));
    for (int i = 0; i < type->step_count; i++)
        if (type->steps[i].preview) path_of_type(a, type, "post", arena_print(a->arena, "/{id}/%s/preview", type->steps[i].name), "What the step would do, without doing it",
            body_of(a, type, type->steps[i].name), api_json(api_ref("Preview")));
}

static void schemas_of_type(struct api *a, const struct record_type *type)
{
    json_object_set_new(a->schemas, type->name, record_schema(a, type));
    json_object_set_new(a->schemas, arena_print(a->arena, "%s_list", type->name), list_schema(type));
    if (type->create) json_object_set_new(a->schemas, arena_print(a->arena, "%s_new", type->name), input_schema(a, type, false));
    if (type->edit && !type->append_only) json_object_set_new(a->schemas, arena_print(a->arena, "%s_edit", type->name), input_schema(a, type, true));
    for (int i = 0; i < type->step_count; i++)
        json_object_set_new(a->schemas, arena_print(a->arena, "%s_%s", type->name, type->steps[i].name), step_schema(a, type, &type->steps[i]));
}

static text method_word(enum method method)
{
    static const text words[] = { [GET] = "get", [POST] = "post", [PUT] = "put", [PATCH] = "patch", [DELETE] = "delete" };
    return words[method];
}

/* "/api/view/:id" → "/api/view/{id}", and its parameters. */
static text template_of(struct api *a, text pattern, json_t *parameters)
{
    struct buf out = buf_new(a->arena);
    for (text at = pattern; *at;) {
        if (*at != ':' && *at != '*') { buf_char(&out, *at++); continue; }
        size_t n = strcspn(++at, "/.");
        text name = arena_copy_n(a->arena, at, n);
        buf_print(&out, "{%s}", name);
        json_array_append_new(parameters, json_pack("{s:s, s:s, s:b, s:o}", "name", name, "in", "path", "required", 1, "schema", api_type("string")));
        at += n;
    }
    return buf_text(&out);
}

/* Calls with ":type" are written out for each type above. */
static void path_of_call(struct api *a, const struct call *c)
{
    if (!strncmp(c->pattern, "/api/:type", 10)) return;
    json_t *parameters = json_array(), *body = NULL;
    text path = template_of(a, c->pattern, parameters);
    if (c->method == POST || c->method == PUT || c->method == PATCH) body = c->upload ? api_binary() : api_json(api_type("object"));
    text tag = strlen(path) > 5 ? arena_copy_n(a->arena, path + 5, strcspn(path + 5, "/.")) : "api";
    json_t *call = api_call(a, tag, c->help ? c->help : "", arena_print(a->arena, "%s_%s", method_word(c->method), path), api_json(json_object()), body);
    json_object_set_new(call, "parameters", parameters);
    if (c->open) json_object_set_new(call, "security", json_array());
    api_path(a, path, method_word(c->method), call);
}

json_t *openapi_document(struct house *house, text language)
{
    struct api a = { .arena = arena_new(), .language = language, .paths = json_object(), .schemas = api_common_schemas() };
    for (const struct record_type *const *t = house_types(house); *t; t++) {
        schemas_of_type(&a, *t);
        paths_of_type(&a, *t);
    }
    house_routes(house);
    for (int i = 0; i < house->call_count; i++) path_of_call(&a, house->calls[i]);
    json_t *document = json_pack("{s:s, s:{s:s, s:s, s:s}, s:[{s:s}], s:[{s:[]},{s:[]}], s:o, s:{s:o, s:o, s:o}}", "openapi", "3.1.0",
        "info", "title", "掌家", "version", "1", "description",
        "Money is whole fen, instants are UTC milliseconds, days are day numbers since 1970-01-01, places are WGS-84 degrees.",
        "servers", "url", "/", "security", "session", "key", "paths", a.paths,
        "components", "schemas", a.schemas, "parameters", api_common_parameters(), "securitySchemes", api_security());
    arena_free(a.arena);
    return document;
}

void openapi_print(struct house *house, FILE *out)
{
    json_t *document = openapi_document(house, "en");
    json_dumpf(document, out, JSON_INDENT(1));
    fputc('\n', out);
    json_decref(document);
}

static void forget(void *tree) { json_decref(tree); }

static int to_buf(const char *bytes, size_t length, void *out) { buf_bytes(out, bytes, length); return 0; }

bool openapi_call(struct work *w, const struct request *request, struct reply *reply)
{
    (void)request;
    json_t *document = openapi_document(w->house, w->language);
    arena_defer(w->arena, forget, document);
    struct json json = json_new(w->arena);
    if (json_dump_callback(document, to_buf, &json.out, JSON_COMPACT)) return fault(w, "the description could not be written");
    answer_json(w, reply, 200, &json);
    return true;
}

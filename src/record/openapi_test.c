/* openapi_test.c — the description is whole: every reference resolves, every type and call has its path. */
#include <stdio.h>
#include <stdlib.h>
#include "record/list_calls.h"
#include "record/list_house_test.h"
#include "record/openapi.h"

/* "#/components/schemas/x" in the document. */
static json_t *resolve(json_t *document, const char *reference)
{
    char part[200];
    if (strncmp(reference, "#/", 2)) return NULL;
    json_t *at = document;
    for (reference += 2; at && *reference; reference += *reference == '/') {
        size_t n = strcspn(reference, "/");
        snprintf(part, sizeof part, "%.*s", (int)n, reference);
        at = json_object_get(at, part);
        reference += n;
    }
    return at;
}

static int check_references(json_t *document, json_t *at)
{
    int n = 0;
    const char *key;
    json_t *value;
    size_t i;
    json_object_foreach(at, key, value) {
        if (!strcmp(key, "$ref")) { n++; CASE(json_string_value(value)); CHECK(resolve(document, json_string_value(value))); CASE(NULL); }
        else n += check_references(document, value);
    }
    if (json_is_array(at)) json_array_foreach(at, i, value) n += check_references(document, value);
    return n;
}

static const char *const methods[] = { "get", "post", "put", "patch", "delete" };

static void check_operation(json_t *document, json_t *ids, const char *path, json_t *call)
{
    const char *id = json_string_value(json_object_get(call, "operationId"));
    CASE(path);
    CHECK(id && *id && !json_object_get(ids, id));
    if (id) json_object_set_new(ids, id, json_true());
    CHECK(json_object_size(json_object_get(call, "responses")) >= 2);
    for (const char *at = strchr(path, '{'); at; at = strchr(at + 1, '{')) {      /* each place in the path is a parameter */
        bool there = false;
        size_t i, n = strcspn(at + 1, "}");
        json_t *p;
        json_array_foreach(json_object_get(call, "parameters"), i, p) {
            json_t *real = json_object_get(p, "$ref") ? resolve(document, json_string_value(json_object_get(p, "$ref"))) : p;
            const char *name = json_string_value(json_object_get(real, "name"));
            there |= name && strlen(name) == n && !strncmp(name, at + 1, n) && !strcmp(json_string_value(json_object_get(real, "in")), "path");
        }
        CHECK(there);
    }
    CASE(NULL);
}

static void check_paths(json_t *document)
{
    json_t *ids = json_object(), *item, *call;
    const char *path, *method;
    json_object_foreach(json_object_get(document, "paths"), path, item)
        json_object_foreach(item, method, call) {
            bool known = false;
            for (int i = 0; i < COUNT_OF(methods); i++) known |= !strcmp(methods[i], method);
            CHECK(known);
            check_operation(document, ids, path, call);
        }
    json_decref(ids);
}

static bool has(json_t *document, const char *path, const char *method)
{
    return json_object_get(json_object_get(json_object_get(document, "paths"), path), method) != NULL;
}

TEST_DB(the_description_is_whole)
{
    struct test_house t;
    if (test_house_open(&t)) {
        json_t *d = openapi_document(t.house, "en");
        SAME_TEXT(json_string_value(json_object_get(d, "openapi")), "3.1.0");
        CHECK(json_string_value(json_object_get(json_object_get(d, "info"), "version")));
        CHECK(check_references(d, d) > 50);
        check_paths(d);
        for (const struct record_type *const *type = house_types(t.house); *type; type++) {
            char path[100];
            CASE((*type)->name);
            snprintf(path, sizeof path, "/api/%s", (*type)->name);
            CHECK(has(d, path, "get") && has(d, path, "post") == ((*type)->create != NULL));
            snprintf(path, sizeof path, "/api/%s/{id}", (*type)->name);
            CHECK(has(d, path, "get") && has(d, path, "patch") && has(d, path, "delete") == ((*type)->remove != NULL));
            for (int i = 0; i < (*type)->step_count; i++) {
                snprintf(path, sizeof path, "/api/%s/{id}/%s", (*type)->name, (*type)->steps[i].name);
                CHECK(has(d, path, "post"));
            }
        }
        CASE(NULL);
        CHECK(has(d, "/api/view", "get") && has(d, "/api/view", "post") && has(d, "/api/view/{id}", "patch") && has(d, "/api/search", "get"));
        json_t *lose = resolve(d, "#/components/schemas/thing_lose");
        CHECK(json_array_size(json_object_get(lose, "required")) == 1);
        json_t *parts = resolve(d, "#/components/schemas/thing_parts_row/properties/price/type");
        SAME_TEXT(json_string_value(parts), "integer");
        json_decref(d);
    }
    test_house_close(&t);
}

TEST_DB(it_is_printed_as_json)
{
    struct test_house t;
    if (test_house_open(&t)) {
        char *text_out = NULL;
        size_t length = 0;
        FILE *out = open_memstream(&text_out, &length);
        openapi_print(t.house, out);
        fclose(out);
        json_t *again = json_loadb(text_out, length, JSON_REJECT_DUPLICATES, NULL);
        CHECK(json_is_object(again));
        json_decref(again);
        free(text_out);
    }
    test_house_close(&t);
}

/* list_calls.c — see list_calls.h. */
#include "record/list_calls.h"
#include "record/answer.h"
#include "record/list.h"

const struct record_type *call_type(struct work *w, const struct request *request)
{
    text name = http_part(request, "type");
    const struct record_type *type = name ? house_type(w->house, name) : NULL;
    if (!type) refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    return type;
}

static bool list_call(struct work *w, const struct request *request, struct reply *reply)
{
    const struct record_type *type = call_type(w, request);
    struct list_query query;
    if (!type || !list_read_request(w, type, request, &query)) return false;
    struct json json = json_new(w->arena);
    write_object(&json, NULL);
    list_write(w, &json, &query);
    write_end(&json, '}');
    answer_json(w, reply, 200, &json);
    return !failed(w);
}

const struct call list_calls[] = {
    { .method = GET, .pattern = "/api/meta", .run = meta_call, .help = "What a page needs to know of all types: fields, steps, states, menu" },
    { .method = GET, .pattern = "/api/openapi.json", .run = openapi_call, .help = "This description" },
    { .method = GET, .pattern = "/api/search", .run = search_call, .help = "Records of all types that hold the words of q, newest first" },
    { .method = GET, .pattern = "/api/view", .run = views_call, .help = "My saved views of a page, and those others share" },
    { .method = POST, .pattern = "/api/view", .run = view_add_call, .help = "Save a view" },
    { .method = PATCH, .pattern = "/api/view/:id", .run = view_change_call, .help = "Rename, share or change a view of mine" },
    { .method = DELETE, .pattern = "/api/view/:id", .run = view_remove_call, .help = "Forget a view of mine" },
    { .method = GET, .pattern = "/api/:type", .run = list_call, .help = "List of a type" },
    { .method = GET, .pattern = "/api/:type/export.xlsx", .raw = export_xlsx_call, .slow = true, .help = "The list as a workbook" },
    { .method = GET, .pattern = "/api/:type/export.csv", .raw = export_csv_call, .slow = true, .help = "The list as CSV" },
};
const int list_call_count = COUNT_OF(list_calls);

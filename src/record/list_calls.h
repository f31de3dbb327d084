/* list_calls.h — the calls about many records at once: lists, search, exports, saved views, meta and OpenAPI. For house.c. */
#pragma once
#include "record/house.h"

extern const struct call list_calls[];
extern const int list_call_count;

/* search.c */
bool search_call(struct work *w, const struct request *request, struct reply *reply);
/* export.c: opens its own transactions. */
bool export_xlsx_call(struct work *w, const struct request *request, struct reply *reply);
bool export_csv_call(struct work *w, const struct request *request, struct reply *reply);
/* view.c */
bool views_call(struct work *w, const struct request *request, struct reply *reply);
bool view_add_call(struct work *w, const struct request *request, struct reply *reply);
bool view_change_call(struct work *w, const struct request *request, struct reply *reply);
bool view_remove_call(struct work *w, const struct request *request, struct reply *reply);
/* meta.c, openapi.c */
bool meta_call(struct work *w, const struct request *request, struct reply *reply);
bool openapi_call(struct work *w, const struct request *request, struct reply *reply);

/* The type named by ":type" in the path; NULL: refused as not found (also when the actor may see none of its records). */
const struct record_type *call_type(struct work *w, const struct request *request);

/* import_calls.h — the calls of imports, for routes.c. What they take and answer: docs/api.md. */
#pragma once
#include "base/json.h"
#include "record/house.h"

extern const struct call import_calls[];
extern const int import_call_count;

bool import_errors_call(struct work *w, const struct request *request, struct reply *reply);
void errors_write(struct work *w, struct json *json, int64_t batch);        /* "errors": the first 200 */

/* timeline.h — what happened to one record, out of the audit log, as docs/api.md shows it. Implemented beside audit.c. */
#pragma once
#include "base/json.h"
#include "record/store.h"

/* {"rows":[…], "next":cursor|null}: newest first, 50 at a time, values opened or masked by the actor's permission. */
bool timeline_write(struct work *w, struct json *json, const struct record_type *type, int64_t id, text after);

/* Objects {field, label, from, to} of what changed after `version`, into an open list: the detail of a stale edit. */
void timeline_since(struct work *w, struct json *json, const struct record_type *type, int64_t id, int64_t version);

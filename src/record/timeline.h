/* timeline.h — what happened to one record, out of the audit log, as docs/api.md shows it. Implemented beside audit.c. */
#pragma once
#include "base/json.h"
#include "record/parts.h"

/* {"rows":[…], "next":cursor|null}: newest first, 50 at a time, values opened or masked by the actor's permission. */
bool timeline_write(struct work *w, struct json *json, const struct record_type *type, int64_t id, text after);

/* What a row of the log says happened: the step's label, "Created" … */
text timeline_label(struct work *w, const struct record_type *type, enum audit_what what, text step);
/* "changes":[…] of what these rows of the log changed together, of members that lists show and of the state: for a preview. */
void timeline_listed(struct work *w, struct json *json, const struct record_type *type, int64_t id, const text *changes, int count);

/* Objects {field, label, from, to} of what changed after `version`, into an open list: the detail of a stale edit. */
void timeline_since(struct work *w, struct json *json, const struct record_type *type, int64_t id, int64_t version);

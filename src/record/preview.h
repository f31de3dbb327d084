/* preview.h — what a step would do: it is run as it would be, looked at, and undone. So a preview cannot promise anything else than the
 * step does a moment later; what others change in between, it cannot know. For record/ only; the call is in api.c. */
#pragma once
#include "base/json.h"
#include "record/parts.h"

/* {"records":[{type, type_label, id, number, title, what, step, label, changes:[{field,label,from,to,from_text,to_text}]}],
 *  "notes":[{type, id, title, message}]}: each record once, in the order in which it is first touched, `label` of what happened to it
 * first; what rules mentioned. Records whose type the actor may not see are left out. False: the step itself was refused. */
bool step_preview(struct work *w, const struct record_type *type, void *record, const struct step *step, const void *input, struct json *json);

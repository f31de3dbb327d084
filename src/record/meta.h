/* meta.h — words for declarations in JSON: what meta.c and openapi.c share. */
#pragma once
#include "record/house.h"

struct json;
void meta_write(struct work *w, struct json *json);      /* the body of GET /api/meta for this actor and language */

text kind_word(enum kind kind);             /* "text", "money", "ref" … as in docs/api.md */
text set_by_word(enum set_by set_by);       /* "anyone", "create", "steps", "engine" */
int64_t field_max(const struct field *field);       /* text: 200 characters where the declaration says nothing */
bool type_seen(const struct work *w, const struct record_type *type);                               /* may the actor see any record of it? */
bool step_seen(const struct work *w, const struct record_type *type, const struct step *step);      /* may she ever take it? */

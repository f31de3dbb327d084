/* input.h — JSON from outside into structs, checked whole against the declaration. For record/ and module calls.
 *
 * Every bad member gets its own sentence (work_wrong); nothing is written into the record when one is bad… the struct may be half
 * filled, the work has failed. Unknown members are refused by name. Numbers are exact; duplicates and broken UTF-8 are refused. */
#pragma once
#include <jansson.h>
#include "record/house.h"

/* The request's body as a tree, which lives as long as the work. NULL: refused. An empty body is an empty object. */
json_t *input_json(struct work *w, const char *body, size_t length);

enum input_mode { INPUT_CREATE = 1, INPUT_EDIT, INPUT_STEP, INPUT_IMPORT };

/* Members of `object` into `into` by `fields`. `allow` names members that are not fields (version, acted, reason …), ends with NULL.
 * INPUT_CREATE sets what ANYONE or CREATE may set; INPUT_EDIT what ANYONE may; INPUT_STEP everything; INPUT_IMPORT everything but ENGINE_ONLY.
 * Required fields are checked for INPUT_STEP here, for records by the save. */
bool input_read(struct work *w, const struct record_type *type, const struct field *fields, int count, json_t *object, void *into,
                enum input_mode mode, const text *allow);

/* A step with a "reason" of its own (a choice, mostly) keeps it on the record: its code is no sentence for the history. */
bool input_reason_is_choice(const struct step *step);
/* The inputs of a step, read whole; they live as long as the work. NULL: refused. */
void *input_of_step(struct work *w, const struct step *step, json_t *body, const text *allow);

/* One value, already a text (from a sheet or a query): the same rules. False: the reason is the newest of w->wrong. */
bool input_text(struct work *w, const struct record_type *type, const struct field *field, text from, void *into, enum input_mode mode);

/* Between 1805 and 2189 lies every day that a shop writes down. */
enum { INPUT_FIRST_DAY = -60000, INPUT_LAST_DAY = 80000 };

/* Plain members of hand-written calls. Missing: `otherwise`. A wrong type is `wrong` at the name, and says it
 * by the label that fields of this name mostly have (input_member.c). */
int64_t input_number(struct work *w, json_t *object, text name, int64_t otherwise);
text input_string(struct work *w, json_t *object, text name, text otherwise);
/* A day's number; of a year nobody writes down: `wrong`, as a declared day is. */
day input_day(struct work *w, json_t *object, text name, day otherwise);
bool input_flag(struct work *w, json_t *object, text name, bool otherwise);

/* output.h — records as JSON for people: masked, with names of what they refer to and what may be done. */
#pragma once
#include "base/json.h"
#include "record/store.h"

enum { WITH_ROWS = 1, WITH_MAY = 2, LIGHT = 4 };     /* LIGHT: without what is .heavy */

/* One record as an object under `key` (NULL inside a list): base members, title, fields the actor may see, "masked": […]. */
void record_write(struct work *w, struct json *json, text key, const struct record_type *type, const void *record, int flags);

/* One value as JSON under its own name; for step inputs, audit changes and exports that need a single field. */
void field_write(struct work *w, struct json *json, const struct field *field, const void *record);
/* The value as a person reads it ("13:30", "138****1234", "已派单"): sheets and messages. */
text field_text(struct work *w, const struct field *field, const void *record);
/* How many of what is kept are one of what people write: 100 for hundredths, 10 for tenths, else 1. */
int number_scale(const struct field *field);
/* A value of a number field as people write it: 250 hundredths are 2.5, 300 are 3; 367 tenths are 36.7. */
text number_text(struct work *w, const struct field *field, int64_t value);

/* "names": {"customer": {"7": "李芳"}} for the refs of these records, one query per type referred to. */
void names_write(struct work *w, struct json *json, const struct record_type *type, void *const *records, int count);

/* The titles themselves: same query, for sheets. NULL when unknown. */
struct names;
struct names *names_of(struct work *w, const struct record_type *type, void *const *records, int count);
text name_of(const struct names *names, const struct record_type *to, int64_t id);

/* For what is no list of records (a timeline): first all that will be needed, then one query for what is not known yet, then name_of. */
struct names *names_new(struct work *w);
void names_want(struct work *w, struct names *names, const struct record_type *to, int64_t id);        /* 0 and types of other houses: nothing */
void names_want_fields(struct work *w, struct names *names, const struct field *fields, int count, const void *record);
void names_fetch(struct work *w, struct names *names);

bool field_visible(struct work *w, const struct field *field);

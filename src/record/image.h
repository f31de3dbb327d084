/* image.h — values as the database keeps them, in JSON: for the audit log and the history of a record. For record/ only.
 *
 * Numbers, days, choices and sets are their numbers (null: not given), places [lat, lng], owned rows a list of objects, sealed text is
 * "sealed:" and its ciphertext in base64 under the same key and place as in the record: what is erased there is unreadable here. */
#pragma once
#include <jansson.h>
#include "base/json.h"
#include "record/convert.h"

/* Whose value it is: sealed text needs its place and its person. */
struct image_of { const struct record_type *type; int64_t id, subject; };
struct image_of image_of(const struct record_type *type, const void *record);

void image_write(struct work *w, struct json *json, text key, const struct image_of *of, const struct field *field, const void *record);
/* The value back into the member. A member that the image does not know, or that has another kind now, stays empty. */
void image_read(struct work *w, const struct field *field, const json_t *value, void *record);
/* Parsed text that lives as long as the work; NULL and a fault when it is damaged. */
json_t *image_parse(struct work *w, text json);

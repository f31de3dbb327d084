/* image.h — values as the database keeps them, in JSON: for the audit log and the history of a record. For record/ only.
 *
 * Numbers, days, choices and sets are their numbers (null: not given), places [lat, lng], owned rows a list of objects, sealed text is
 * "sealed:" and its ciphertext in base64 under the same key and place as in the record: what is erased there is unreadable here. So are the
 * other members that tell of a person (.personal): their image as JSON, sealed. A .fleeting one leaves "not kept". */
#pragma once
#include <jansson.h>
#include "base/json.h"
#include "record/convert.h"

/* Whose value it is: sealed text needs its place and its person. `fleeting`: members that are not to be kept go in as well, for what is
 * itself kept for days only. */
struct image_of { const struct record_type *type; int64_t id; const void *record; bool fleeting; };    /* record: NULL to read only */
struct image_of image_of(const struct record_type *type, const void *record);

void image_write(struct work *w, struct json *json, text key, const struct image_of *of, const struct field *field, const void *record);
/* The value back into the member. A member that the image does not know, that has another kind now or whose key is gone stays empty. */
void image_read(struct work *w, const struct image_of *of, const struct field *field, const json_t *value, void *record);
/* Why an image has no value any more: "Erased", its key is gone; "Not kept"; NULL: it has. `record`: what image_read made of it. */
text image_gone(const struct field *field, const json_t *value, const void *record);
/* Does it, or a member of its rows, tell of the subject? */
bool field_personal(const struct field *field);
/* A text of a person sealed the same way: the reason in an audit row. Back: itself when it is not sealed, "" when the key is gone. */
text text_image(struct work *w, int64_t subject, text table, int64_t id, text column, text plain);
text text_from_image(struct work *w, text table, int64_t id, text column, text image);
/* Parsed text that lives as long as the work; NULL and a fault when it is damaged. */
json_t *image_parse(struct work *w, text json);

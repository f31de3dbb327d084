/* convert.h — one member of a record ↔ its columns. For record/ only.
 *
 * Columns by kind: text, files and JSON are text; places are two numbers (<name>_lat, <name>_lng); sealed text is a blob, its mask
 * (<name>_mask) and, where it must be found again, a keyed hash (<name>_index); owned rows have a table; all else is one number.
 * NULL means "not given" (maybe_*), "no record" (ref) or "keep what is there" (sealed, while saving). */
#pragma once
#include "record/parts.h"

enum { MOST_COLUMNS = 200 };
struct column { text name, type; bool not_null; const struct field *field; };

/* The columns of these fields in the order used everywhere; returns how many. */
int columns_of(struct arena *arena, const struct field *fields, int count, struct column *columns);
bool sealed_has_index(const struct field *field);
text sealed_mask(struct work *w, const struct field *field, text plain);           /* how it shows without `reveal` */

/* Values to store. `id` and `table` bind sealed text to its place. */
int field_values(struct work *w, text table, int64_t id, int64_t subject, const struct field *field, const void *record, struct value *values);
/* Reads the field's columns from `column` on; returns the next column. */
int field_from_row(struct rows *row, int column, const struct field *field, void *record);

/* A text inside a record is never NULL: what is not set becomes "". Owned rows too. */
void fields_blank(const struct field *fields, int count, void *record);
/* The masks of sealed texts that were set. */
void masks_fill(struct work *w, const struct field *fields, int count, void *record);

/* Member access by declaration. */
static inline const void *member(const struct field *f, const void *record) { return (const char *)record + f->at; }
static inline void *member_mut(const struct field *f, void *record) { return (char *)record + f->at; }
size_t field_size(const struct field *field);                                    /* of the member in C */
bool field_empty(const struct field *field, const void *record);
bool field_same(const struct field *field, const void *a, const void *b);       /* sealed: same unless a new plain text was set */
int64_t field_number(const struct field *field, const void *record);            /* the number kinds, refs and choices too */

/* held.h — records in memory: what store.c offers to the rest of record/. */
#pragma once
#include "record/shape.h"

struct found records_read(struct work *w, const struct record_type *type, text sql, struct bind bind, bool with_rows);
void record_from_row(struct rows *row, const struct shape *shape, void *record);
const void *record_before(const void *record);              /* as it was when loaded or last saved */
void remember(struct work *w, const struct record_type *type, void *record);    /* `before` becomes what it is now */
void *record_from_memory(struct work *w, const struct record_type *type);       /* zeroed, can be remembered */
void *record_adopt(struct work *w, const struct record_type *type, const void *from);
void record_gone(void *record);
bool record_is_loaded(const void *record, const struct record_type *type);
text record_title_made(struct work *w, const struct record_type *type, const void *record);       /* by .title, else the first text */
bool subject_itself(const struct record_type *type);        /* the record is the person */
const struct field *subject_field(const struct record_type *type, text subject);        /* of the first word of "customer|worker" */
text subject_next(text subject);                            /* behind it; NULL at the end */
int64_t record_subject(const struct record_type *type, const void *record);     /* the person whose key seals it; 0 none */

/* The same through other records: of a visit the person behind its customer. */
int64_t record_person(struct work *w, const struct record_type *type, const void *record);

/* How a save is told to audit and events. `quiet`: as something old that becomes known (an import): no event, and deadlines only with
 * `clocks`. `unchecked`: data go that the type's check would ask for, an address, a name. */
struct change { enum audit_what what; text step; text event; bool quiet, clocks, unchecked; };
bool record_store_new(struct work *w, const struct record_type *type, void *record, struct change change);
bool record_store(struct work *w, const struct record_type *type, void *record, struct change change);

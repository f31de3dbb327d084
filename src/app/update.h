/* update.h — what a start after an update tells whoever waits for it: on standard error in words and, unless it is quiet, in the log
 * ("kind":"migrate", "step": begin, copied, done). A large database is copied and its new indexes are made before anybody is served. */
#pragma once
#include "db/db.h"
#include "record/schema.h"

struct update_extent { int changes, tables; int64_t rows, bytes; };       /* tables that are there and change, with their rows; bytes of the whole database */
struct update_extent update_extent(struct work *w, enum db_engine engine, const struct schema_change *changes, int count);

/* Each writes its lines at once; `began` is what the first returned: milliseconds of a clock that nobody sets. */
int64_t update_begins(const struct update_extent *extent);
void update_copied(int64_t began);
void update_done(int64_t began);

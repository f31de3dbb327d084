/* schema.h — the database's shape follows the declarations.
 *
 * schema_difference compares what the declarations ask for with what is there. Additive differences (a table, a column, an index) are
 * applied by house_migrate inside one transaction; anything else (a column of another type, a column too many that is NOT NULL) is
 * named and left to a numbered script of a person. Columns that no declaration names any more stay and are reported. */
#pragma once
#include "record/house.h"

struct schema_change { text sql; text why; bool additive; text table; };     /* table: which is there and changes, NULL: a new one */
int schema_difference(struct work *w, struct house *house, const struct schema_change **ret_changes);
bool schema_apply(struct work *w, struct house *house);

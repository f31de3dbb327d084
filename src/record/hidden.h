/* hidden.h — rows that one account never reads: a complaint about a colleague does not exist for her, whatever she may see besides (T30 of DOMAIN.md).
 *
 * A type says by `.hidden_from` which member names the account; a member that leads to a record of such a type hides the row from the same one (a photo of
 * a complaint). It holds for reading, lists and their counts, search, queue, stream, history, export, files, and names in other records. Rules that run in
 * her name see all with record_peek and record_where, as they do beyond her branches. */
#pragma once
#include "record/type.h"

/* The account this record is hidden from; 0: from nobody. */
int64_t hidden_account(struct work *w, const struct record_type *type, const void *record);
bool hidden_here(struct work *w, const struct record_type *type, const void *record);       /* … from the one who asks */

/* The record's title for who may open it; "" when the one who asks may not. */
text title_in_sight(struct work *w, const struct record_type *type, int64_t id);

/* SQL over the type's own table that leaves her rows out; `who` is the place of her account ("$3"). NULL: the type hides nothing. */
text hidden_where(struct arena *arena, const struct record_type *type, text who);
/* The same over the work queue, by its `type` and `record`: begins with " and ", "" when no type of the house hides anything. */
text hidden_queue(struct work *w, text who);

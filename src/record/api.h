/* api.h — the calls every record has: one, create, edit, remove, step, history, note, reveal (docs/api.md). */
#pragma once
#include <jansson.h>
#include "record/house.h"

extern const struct call record_calls[];
extern const int record_call_count;

/* Nobody changed it since `version`; else 409 `stale` with who did and what, for a page to show. An edit has to say what it saw, a step may: who
 * decides by a page says it (web/src/features/records/use-record.ts), an act that was queued on a phone without a network does not, as it is taken by
 * the time it happened and by the record's state. */
bool record_as_seen(struct work *w, const struct record_type *type, const void *record, int64_t version);
/* The same for a step, and for a call of a module's own that acts on a record: the version its body names, when it names one. */
bool record_as_told(struct work *w, const struct record_type *type, const void *record, json_t *body);

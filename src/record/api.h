/* api.h — the calls every record has: one, create, edit, remove, step, history, note, reveal (docs/api.md). */
#pragma once
#include "record/house.h"

extern const struct call record_calls[];
extern const int record_call_count;

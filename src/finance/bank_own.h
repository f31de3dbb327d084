/* bank_own.h — what tells one line of a statement from another. For finance/ only. */
#pragma once
#include "finance/bank_line.h"

text bank_line_key(struct work *w, const struct bank_line *line);

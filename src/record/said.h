/* said.h — a sentence that is kept with its values and read in the language of whoever reads it (fields with FORMAT_SAID): the explained lines of a
 * payslip, made in the office's language and read in the worker's. What was kept as plain text before is read as it stands. */
#pragma once
#include "base/work.h"

/* To be kept: `english` is an N_() sentence with {1} {2} …; an argument may itself be one that is kept. NULL: no arguments. */
text said_keep(struct work *w, text english, const text *arguments);
/* As it is read, in the work's language. */
text said_read(struct work *w, text kept);
/* A list of such sentences (or plain names) as one, to be kept or to be an argument: `list` ("": none yet) with `one` behind it. Over `most` bytes it
 * ends in "…" and takes no more. Read with the language's own mark between its pieces. */
text said_more(struct work *w, text list, text one, size_t most);

/* testing.h — workbooks and files for the tests of this room. A made file is removed when the process ends. */
#pragma once
#include <stdbool.h>
#include "base/arena.h"

struct made {
    text sheet;                 /* the first sheet's XML; NULL: its part is missing */
    text shared, formats;       /* sharedStrings.xml; inside of <styleSheet> */
    bool from_1904, hidden_too; /* hidden_too: a second, hidden sheet */
};
text made_xlsx(struct arena *arena, const struct made *made);
text made_file(struct arena *arena, const void *bytes, size_t length);

/* scratch.h — a place for a file that is needed for a moment: an export on its way to who asked for it, a contract before it is sealed.
 * It lies in memory and never on a disk, and is gone with its arena, and with the process however that ends. */
#pragma once
#include "base/arena.h"

/* A path that can be written and read like any other, empty at first. "" when the system gives no more: what opens it says so. */
text scratch_path(struct arena *arena);

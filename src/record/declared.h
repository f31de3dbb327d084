/* declared.h — mistakes in declarations, found when the house opens. */
#pragma once
#include "record/house.h"

/* One line per mistake, "" when all is well. */
text declared_mistakes(struct arena *arena, const struct module *const *modules);

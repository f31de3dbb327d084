/* step.h — which steps a record offers now; for record/ (the run itself is in store.h). */
#pragma once
#include "record/store.h"

bool step_possible(const struct record_type *type, const struct step *step, const void *record);       /* by its state */
bool step_allowed(struct work *w, const struct record_type *type, const struct step *step, const void *record);   /* by the actor */

/* suspension_own.h — between suspension.c and suspension_steps.c. For team/ only. */
#pragma once
#include "team/team.h"

enum { SUSPENSION_STEPS = 8 };
extern const struct step suspension_steps[SUSPENSION_STEPS];
extern const struct choice suspension_grounds[], suspension_results[];

/* insight.h — what the day asks for and how it went: today's page, the manager's calendar, the morning's brief. Front door of insight/. */
#pragma once
#include "insight/day_figures.h"
#include "insight/procedure.h"
#include "insight/routine.h"

#define CAN_SEE_ROUTINES  "routine.see"
#define CAN_DO_ROUTINES   "routine.do"
#define CAN_OVERSEE_ROUTINES "routine.oversee"           /* hears what nobody did by its hour */

extern const struct module insight_module;

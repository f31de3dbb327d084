/* insight.h — what the day asks for and how it went: today's page, the manager's calendar, the morning's brief. Front door of insight/. */
#pragma once
#include "insight/day_figures.h"
#include "insight/procedure.h"
#include "insight/routine.h"

#define CAN_SEE_ROUTINES  "routine.see"
#define CAN_DO_ROUTINES   "routine.do"                  /* what of it is the dispatcher's (routine.h) */
#define CAN_LEAD_ROUTINES "routine.lead"                /* all of it */
#define CAN_OVERSEE_ROUTINES "routine.oversee"           /* hears what nobody did by its hour */

extern const struct module insight_module;

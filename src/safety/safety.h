/* safety.h — what happens to people and things at work: incidents and alarms. Front door of safety/. */
#pragma once
#include "safety/care_alarm.h"
#include "safety/incident.h"

#define CAN_SEE_INCIDENTS      "incident.see"
#define CAN_RAISE_INCIDENTS    "incident.raise"
#define CAN_HANDLE_INCIDENTS   "incident.handle"         /* acknowledge, go there, contain, write down; hears the alarm */
#define CAN_CLOSE_INCIDENTS    "incident.close"
#define CAN_OVERSEE_INCIDENTS  "incident.oversee"        /* hears what nobody acknowledged; closes the gravest */

extern const struct module safety_module;

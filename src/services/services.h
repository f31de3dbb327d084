/* services.h — what the company sells: service lines, the standard each is done by, and what it costs. Front door of services/. */
#pragma once
#include "record/house.h"
#include "services/forbidden.h"
#include "services/line.h"
#include "services/price.h"
#include "services/standard.h"
#include "services/usual_service.h"

#define CAN_SEE_SERVICES    "service.see"
#define CAN_EDIT_SERVICES   "service.edit"      /* lines and drafts of standards and prices */
#define CAN_PUBLISH_SERVICES "service.publish"  /* a standard or a price becomes valid */

extern const struct module services_module;

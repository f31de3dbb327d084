/* quality.h — what customers and workers complain of, and what is done about it. Front door of quality/. */
#pragma once
#include "quality/ask_worker.h"
#include "quality/complaint.h"
#include "quality/customer_answer.h"

#define CAN_SEE_COMPLAINTS      "complaint.see"
#define CAN_RECEIVE_COMPLAINTS  "complaint.receive"
#define CAN_HANDLE_COMPLAINTS   "complaint.handle"
#define CAN_OVERSEE_COMPLAINTS  "complaint.oversee"      /* hears what was not answered in time, and what is about a manager */

extern const struct module quality_module;

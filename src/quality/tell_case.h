/* tell_case.h — the messages of a complaint: the question to the worker, and to whoever handles it (its owner) what was said on the phones. Reactions. */
#pragma once
#include "quality/complaint.h"

bool tell_worker_answered(struct work *w, const struct record_type *type, int64_t complaint);
bool tell_customer_agreed(struct work *w, const struct record_type *type, int64_t complaint);
bool tell_customer_refused(struct work *w, const struct record_type *type, int64_t complaint);
bool tell_customer_came_back(struct work *w, const struct record_type *type, int64_t complaint);

struct message_templates;
extern const struct message_templates complaint_messages;

/* tell_safety.h — an incident, or a visit to a child or an old person about to fail, is told at once, at night too, to the colleagues of the branch who
 * may take it on (DOMAIN.md 七.4, T26): the alarm on the screens reaches only who sits before one. For safety/ only. */
#pragma once
#include "messages/messages.h"
#include "safety/safety.h"

extern const struct message_templates safety_messages;
bool tell_of_incident(struct work *w, const struct record_type *type, int64_t id);
bool tell_of_care_alarm(struct work *w, const struct record_type *type, int64_t id);

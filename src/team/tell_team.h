/* tell_team.h — what a worker, or a customer, is told of a suspension or a blacklist entry about her: what for, until when, with which pay, and how to
 * object. For team/ only. Nobody else is told. */
#pragma once
#include "messages/messages.h"
#include "team/blacklist_entry.h"

extern const struct message_templates team_messages;
bool tell_suspended(struct work *w, const struct suspension *s);
bool tell_suspended_longer(struct work *w, const struct suspension *s);
bool tell_objection_answered(struct work *w, const struct suspension *s);
bool tell_suspension_ended(struct work *w, const struct suspension *s);

bool tell_listing_proposed(struct work *w, const struct blacklist_entry *e);
bool tell_listed(struct work *w, const struct blacklist_entry *e);
bool tell_appeal_answered(struct work *w, const struct blacklist_entry *e);
bool tell_listing_refused(struct work *w, const struct blacklist_entry *e);
bool tell_listing_ended(struct work *w, const struct blacklist_entry *e);

/* tell_team.h — what a worker is told of her leave once it is decided, and what she, or a customer, is told of a suspension or a blacklist entry about her:
 * what for, until when, with which pay, and how to object. For team/ only. Nobody else is told. */
#pragma once
#include "messages/messages.h"
#include "team/blacklist_entry.h"
#include "team/credential.h"

extern const struct message_templates team_messages;

/* A reaction to the steps of a leave: granted, not granted with the shop's words, or taken back by the shop. What she took back herself is not told her. */
bool tell_of_leave(struct work *w, const struct record_type *type, int64_t id);

/* A reaction to her leaving, by either way: what stays readable on her phone, and for how long. */
bool tell_of_leaving(struct work *w, const struct record_type *type, int64_t id);

bool tell_paper_refused(struct work *w, const struct credential *c);        /* one she sent, put aside before it counted */
bool tell_suspended(struct work *w, const struct suspension *s);
bool tell_suspended_longer(struct work *w, const struct suspension *s);
bool tell_objection_answered(struct work *w, const struct suspension *s);
bool tell_suspension_ended(struct work *w, const struct suspension *s);

bool tell_listing_proposed(struct work *w, const struct blacklist_entry *e);
bool tell_listed(struct work *w, const struct blacklist_entry *e);
bool tell_appeal_answered(struct work *w, const struct blacklist_entry *e);
bool tell_listing_refused(struct work *w, const struct blacklist_entry *e);
bool tell_listing_ended(struct work *w, const struct blacklist_entry *e);

/* inbox.h — what was told to who is logged in: her person's and her account's messages of the channel WAY_APP, newest first.
 *
 *   GET  /api/inbox?before=ID&unread=1     { unread, rows: [{ id, at, title, text, purpose, about: { type, id }, read }], more }
 *   POST /api/inbox/read                   { ids: […] } or { all: true } → { unread }
 *
 * For every login, a phone's too (it asks by actor.person and actor.user). A new one is told to open pages by the stream event "message". */
#pragma once
#include "record/house.h"

/* How many of hers are not read. */
int64_t inbox_unread(struct work *w);
bool inbox_call(struct work *w, const struct request *request, struct reply *reply);
bool inbox_read_call(struct work *w, const struct request *request, struct reply *reply);

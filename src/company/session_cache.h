/* session_cache.h — actors of the tokens seen last, for a few seconds. For company/ only.
 *
 * The one place of this module with memory of the process: every request asks who it is, and three queries each time would be most
 * of a short answer's cost. Guarded by a mutex; entries hold copies of their own. */
#pragma once
#include "base/token.h"
#include "record/house.h"

enum { CACHE_LASTS = 3000 };

struct cached { struct actor actor; int64_t seen_at; };         /* seen_at of the session as the database had it */

/* A copy in the work's arena. */
bool cache_find(struct work *w, const unsigned char *hash, struct cached *ret);
void cache_put(const struct work *w, const unsigned char *hash, const struct cached *what);
/* Is a touch of this session due? Says yes once per `every` ms and process. */
bool cache_touch_due(int64_t session, int64_t now, int64_t every);

/* session_actor.h — an account with its roles in one statement, whichever way it is found: by its id, a session or a key. For company/ only.
 *
 * A request with a token that this process has not seen lately costs four statements: this one, the branches, how workers are called, and
 * which worker or customer she is herself. */
#pragma once
#include "company/session_cache.h"

/* Two numbers follow: the session's id and when it was seen last, 0 without a session. Account is `a`. */
#define ACCOUNT_SAID "a.id, a.name, a.person, a.home, a.language, coalesce(o.id, 0), coalesce(o.everything, 0), coalesce(r.place, 0), coalesce(c.word, '')"
#define WITH_ROLES   "left join account_roles r on r.parent = a.id left join role o on o.id = r.role left join role_capabilities c on c.parent = o.id"

/* Of rows so made: who it is, what she may do and where. False: there is none. */
bool actor_read(struct work *w, struct rows *said, struct cached *ret);

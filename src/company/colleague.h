/* colleague.h — who of the office works with the actor: a name and what she does there, so that a form can name a colleague (in charge of it; a complaint
 * is about her) without a right on accounts. Nothing more of an account is told: no login, no person, no state.
 *
 * A colleague logs in, has a role besides the worker's, and her role holds where one of the actor's does, above it or below it. */
#pragma once
#include "record/house.h"

/* GET /api/colleagues?q= → {rows: [{id, title, role}]}, by name; `q` finds as every search does, 张小明 by zxm too. */
bool colleagues_call(struct work *w, const struct request *q, struct reply *reply);

enum { COLLEAGUES_MOST = 50 };

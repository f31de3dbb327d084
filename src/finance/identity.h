/* identity.h — money adds up: what must hold over all bills, settlements, payments and cash-ups at any moment (DOMAIN.md §4.7).
 *
 * Each identity is one query that finds what breaks it; none finding anything is the proof. For tests, GET /api/finance/identity and
 * whoever wonders. It reads whole tables: not for every request. */
#pragma once
#include "record/house.h"

struct identity { text holds; int64_t broken, first; };         /* holds: N_() sentence; how many records break it, and one of them */
enum { IDENTITIES = 23 };
/* True: read well, whatever was found. */
bool identities_look(struct work *w, struct identity into[IDENTITIES]);
struct request;
struct reply;
bool identities_call(struct work *w, const struct request *request, struct reply *reply);

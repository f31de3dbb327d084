/* guest.h — who holds the phone: a session of its own kind, begun with a code. For portal/ only.
 *
 * A session belongs to a number that was proved; from it to one person. One number may serve a family (DOMAIN.md T22): then she says which
 * of them she is, from a list of masked names, before anything is shown. A number nobody has yet has a session without a person until the
 * first booking makes one. The token is 32 random bytes, of which the database has the hash; it ends after 30 days, when she logs out, and
 * when her person is erased. The work then acts as her: her own branches, no capability. */
#pragma once
#include "http/http.h"
#include "record/store.h"

struct guest { int64_t session, person, customer; bool settled; struct actor actor; };

/* NULL: refused as not logged in, or (`settled`) as somebody who has not said yet who she is. Sets the work's actor. */
struct guest *guest_of(struct work *w, const struct request *request);
/* … for pages that everybody may see: NULL without refusal. */
struct guest *guest_perhaps(struct work *w, const struct request *request);
/* … whoever it is, also when the number has several people and she has not chosen. */
struct guest *guest_any(struct work *w, const struct request *request);
/* The number that was proved, open. */
text guest_phone(struct work *w, const struct guest *guest);
/* She is this person from now on; the actor follows. */
bool guest_becomes(struct work *w, struct guest *guest, int64_t person);
bool guest_sees_own(struct work *w, struct guest *guest);

int64_t guest_begin(struct work *w, text phone, const struct request *request, text *ret_cookie);
bool guest_phone_is(struct work *w, const struct guest *guest, text phone);     /* the session's number is now this one */

bool guest_login_call(struct work *w, const struct request *request, struct reply *reply);
bool guest_who_call(struct work *w, const struct request *request, struct reply *reply);
bool guest_me_call(struct work *w, const struct request *request, struct reply *reply);
bool guest_logout_call(struct work *w, const struct request *request, struct reply *reply);
bool guest_person_erased(struct work *w, const struct record_type *type, int64_t person);      /* reaction */
bool guests_sweep(struct work *w);                  /* ticker */

#define GUEST_TABLES \
    "create table if not exists portal_session (id {number} primary key, hash {blob} not null, phone {blob} not null, phone_word {text} not null, person {number} not null, settled {number} not null, begun_at {number} not null, ends_at {number} not null);" \
    "create unique index if not exists portal_session_hash on portal_session (hash);" \
    "create index if not exists portal_session_person on portal_session (person);"

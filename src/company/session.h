/* session.h — who is it? Sessions of browsers and keys of programs. For app/ (authenticate) and company/.
 *
 * A token is 32 random bytes; the database has its BLAKE2b hash only. A session ends 12 hours after its last use (not that of
 * an account that is a worker's and nothing else: her phone), 14 days after it began, when it is logged out, or when the account is locked. A key ("Authorization: Bearer zj_…") lasts until it is taken back.
 * What an account may do is worked out from its roles and kept for three seconds per token; in this process a change is seen at once. */
#pragma once
#include "http/http.h"
#include "record/house.h"

/* For house_options.authenticate: by cookie or bearer key. False: nobody. */
bool company_authenticate(struct work *w, const struct request *request, struct actor *ret_actor);
/* For house_options.seen: keeps a session in use alive. Writes at most once in ten minutes a session; opens its own work. */
void company_seen(struct house *house, const struct actor *actor);

/* Capabilities, branches and name of an account into `ret_actor`, all in the work's arena. False: not there or not active. */
bool actor_load(struct work *w, int64_t account, struct actor *ret_actor);

/* A new session; `ret_cookie` is the whole Set-Cookie value. 0 on failure. */
int64_t session_begin(struct work *w, int64_t account, const struct request *request, text *ret_cookie);
text session_cookie_gone(struct work *w, const struct request *request);
/* Ends one session, or all of the account but `except`. */
bool session_end(struct work *w, int64_t session);
bool sessions_end(struct work *w, int64_t account, int64_t except);
/* Drops what this process remembers of tokens. */
void sessions_forget(void);
/* Ticker: removes sessions that ended. */
bool sessions_sweep(struct work *w);

/* Keys of programs. The token is shown once. */
text key_make(struct work *w, int64_t account, text name);
bool key_end(struct work *w, int64_t account, int64_t key);

/* Tables of its own, made at migration. */
#define SESSION_TABLES \
    "create table if not exists session (id {number} primary key, hash {blob} not null, account {number} not null, begun_at {number} not null, " \
    "seen_at {number} not null, ends_at {number} not null, address {text} not null, agent {text} not null);" \
    "create unique index if not exists session_hash on session (hash);" \
    "create index if not exists session_account on session (account);" \
    "create table if not exists api_key (id {number} primary key, hash {blob} not null, account {number} not null, name {text} not null, made_at {number} not null, " \
    "ended_at {number} not null default 0);" \
    "create unique index if not exists api_key_hash on api_key (hash);" \
    "create index if not exists api_key_account on api_key (account);"

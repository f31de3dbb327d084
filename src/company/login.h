/* login.h — guessing passwords is slow: failures are counted per account and per address, in the database, so that restarts and other
 * nodes do not help. For company/ only.
 *
 * Five failures within a quarter of an hour: every further try waits 30 s, 1, 2, 4 … at most 15 minutes after the last. An address has
 * thirty, as a shop is one address. A try counts before the password is looked at, so that many at once are not many free ones; a
 * success takes it back. Logins and addresses are kept as keyed hashes: people type passwords into the wrong field. */
#pragma once
#include "record/store.h"

struct login_try { text login, address; int64_t account; unsigned state; text hash; int wait; };

/* Counts the try and finds the account (0: nobody). False: refused as TOO_MANY, `wait` in seconds. To be run by db_write. */
bool login_try(struct work *w, struct login_try *try);
/* It was the right one. */
bool login_right(struct work *w, const struct login_try *try);
/* Ticker. */
bool login_forget(struct work *w);

/* Tables of its own, made at migration. */
#define LOGIN_TABLES \
    "create table if not exists login_try (word {text} primary key, failures {number} not null, first_at {number} not null, last_at {number} not null);"

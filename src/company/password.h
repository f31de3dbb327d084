/* password.h — passwords: argon2id with 64 MiB and two passes, the hash in a table of its own. For company/ only.
 * A company made for tests (house_for_tests) hashes at the least cost there is: hundreds of people log in there, and nobody's secret is kept.
 *
 * Hashing takes some 0.2 s of one core and must never run inside a write transaction: calls hash first, in the waiting line of two
 * (`slow` routes), and store afterwards. */
#pragma once
#include "record/store.h"

text password_hash(struct work *w, text password);              /* "" and a fault without memory */
/* An empty or NULL hash takes as long as a real one and never fits: a stranger learns nothing from the time. */
bool password_fits(text hash, text password);
/* At least 8 characters, not the login, not one of the first that everybody tries. Else `wrong` on that field. */
bool password_good(struct work *w, text field, text login, text password);

text password_read(struct work *w, int64_t account);            /* the hash, "" without */
bool password_store(struct work *w, int64_t account, text hash);

/* Tables of its own, made at migration. */
#define PASSWORD_TABLES \
    "create table if not exists account_password (account {number} primary key, hash {text} not null, changed_at {number} not null);"

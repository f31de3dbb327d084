/* account_calls.h — the calls of docs/api.md "Session", the retention run by hand, and the accounts of demo data. */
#pragma once
#include "record/house.h"

enum { ACCOUNT_CALLS = 17 };
extern const struct call account_calls[ACCOUNT_CALLS];

/* An account for a demo house, shown with its password on the login page of a demo house and nowhere else. `hash` is the password's, made
 * outside of the transaction (company/password.h). `place` 0: the whole company, from `home`. The account's id, 0 on failure. */
struct demo_account { text login, name, password, hash, role; int64_t place, person, home; };
int64_t demo_account_add(struct work *w, const struct demo_account *demo);
/* Did the company begin as a demo? Its own data tell: it has such accounts. `or_empty`: so would one that nobody has begun yet. In a read. */
bool demo_began(struct work *w, bool or_empty);

/* Tables of its own, made at migration. */
#define ACCOUNT_TABLES \
    "create table if not exists first_start (id {number} primary key, at {number} not null);" \
    "create table if not exists demo_login (account {number} primary key, login {text} not null, password {text} not null, role {text} not null, label {text} not null);"

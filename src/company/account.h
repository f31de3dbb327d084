/* account.h — who logs in: a login, the person behind it, roles and where they hold. The password is not part of the record: its hash
 * lies in a table of its own that no answer reads (company/password.h). */
#pragma once
#include "company/person.h"

enum account_state { ACCOUNT_ACTIVE = 1, ACCOUNT_LOCKED, ACCOUNT_DISABLED };

struct account_role { ref role, place; };           /* place: a branch and all below it; none: the whole company */

struct account {
    struct record record;
    enum account_state state;
    text login;                     /* lower case, unique: letters, digits, . _ - @ */
    text name;                      /* as colleagues call her; the person's when left empty */
    ref person;
    ref home;                       /* her own branch: where what she creates belongs */
    enum account_language language;
    rows_of roles;                  /* of struct account_role */
};
extern const struct record_type account_type;

bool account_is_administrator(struct work *w, const struct account *account);
/* Has the actor every right this account has? Only then she may lock it or set its password. */
bool account_within_reach(struct work *w, const struct account *account);
/* A new password (company/password.h made the hash): noted in the log, and the account's sessions end, but for `keep`. */
bool account_password_set(struct work *w, int64_t account, text hash, int64_t keep);
/* A login in the form it is kept in: lower case, narrow, without blanks. */
text login_normal(struct work *w, text login);

/* account.c — see account.h. */
#include "company/account.h"
#include <string.h>
#include "base/utf8.h"
#include "company/branch.h"
#include "company/person.h"
#include "company/rights.h"
#include "company/role.h"
#include "company/session.h"

static const struct choice states[] = {
    { ACCOUNT_ACTIVE, "active", N_("Active"), "ok" }, { ACCOUNT_LOCKED, "locked", N_("Locked"), "warn" }, { ACCOUNT_DISABLED, "disabled", N_("Disabled"), "mute" }, { 0 },
};
const struct choice languages[] = { { LANGUAGE_ZH, "zh", N_("Chinese") }, { LANGUAGE_EN, "en", N_("English") }, { 0 } };

static const struct field role_fields[] = {
    FIELD(account_role, role, .label = N_("Role"), .to = &role_type, .required = true),
    FIELD(account_role, place, .label = N_("In branch"), .to = &branch_type, .help = N_("And all below it; empty: the whole company")),
};
static const struct row_type role_row = ROW_TYPE(account_role, role_fields);

static const struct field fields[] = {
    FIELD(account, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(account, login, .personal = true, .label = N_("Login"), .required = true, .max = 60, .list = true, .sort = true, .search = true, .unique = true, .also = "账号|登录名"),
    FIELD(account, name, .personal = true, .label = N_("Name"), .max = 60, .list = true, .sort = true, .search = true, .names = true, .also = "姓名"),
    FIELD(account, person, .label = N_("Person"), .to = &person_type, .list = true),
    FIELD(account, home, .label = N_("Her branch"), .to = &branch_type, .list = true, .filter = true, .also = "门店|所属门店"),
    FIELD(account, language, .label = N_("Language"), .choices = languages),
    FIELD(account, roles, .label = N_("Roles"), .row = &role_row),
};

text login_normal(struct work *w, text login) { return utf8_lower(w->arena, utf8_trim(w->arena, utf8_narrow(w->arena, login ? login : ""))); }

static bool login_right(struct work *w, text login)
{
    size_t n = strlen(login);
    if (n >= 2 && n <= 60 && strspn(login, "abcdefghijklmnopqrstuvwxyz0123456789._-@") == n) return true;
    return wrong(w, "login", N_("A login has 2 to 60 letters, digits or . _ - @"));
}

static bool had(const struct account *before, const struct account_role *row)
{
    for (size_t i = 0; before && i < before->roles.count; i++) {
        const struct account_role *r = ROW(struct account_role, before->roles, i);
        if (r->role.id == row->role.id && r->place.id == row->place.id) return true;
    }
    return false;
}

/* A right given is a right the giver has, in a place she is responsible for; so is one taken away. */
static bool within_reach(struct work *w, const struct account_role *row)
{
    const struct role *role = record_peek(w, &role_type, row->role.id);
    bool there = row->place.id ? in_scope(w, row->place.id) : w->actor->system || w->actor->all_branches;
    if (!role) return wrong(w, "roles", N_("{1}: there is no such record"), translated(w, N_("Role")));
    if (!there) return wrong(w, "roles", N_("You may give the role “{1}” only in your own branches"), role->name);
    return role_within_reach(w, role) || wrong(w, "roles", N_("You may not give or take the role “{1}”, as it may do more than you"), role->name);
}

static bool roles_right(struct work *w, const struct account *a, const struct account *before)
{
    for (size_t i = 0; i < a->roles.count; i++)
        if (!had(before, ROW(struct account_role, a->roles, i)) && !within_reach(w, ROW(struct account_role, a->roles, i))) return false;
    for (size_t i = 0; before && i < before->roles.count; i++)
        if (!had(a, ROW(struct account_role, before->roles, i)) && !within_reach(w, ROW(struct account_role, before->roles, i))) return false;
    return true;
}

bool account_is_administrator(struct work *w, const struct account *a)
{
    for (size_t i = 0; i < a->roles.count; i++) {
        const struct account_role *row = ROW(struct account_role, a->roles, i);
        const struct role *role = row->place.id ? NULL : record_peek(w, &role_type, row->role.id);
        if (role && role->everything) return true;
    }
    return false;
}

static bool somebody_left(struct work *w, const struct account *a, const struct account *before)
{
    if (!before || before->state != ACCOUNT_ACTIVE || !account_is_administrator(w, before)) return true;
    if (a->state == ACCOUNT_ACTIVE && account_is_administrator(w, a)) return true;
    if (db_one(w, SQL("select 1 from account a join account_roles r on r.parent = a.id join role o on o.id = r.role "
                      "where o.everything = 1 and r.place is null and a.state = 1 and a.id <> $1 limit 1"), BIND(num(a->record.id)), 0)) return true;
    return refuse(w, "", N_("This is the last administrator; make another one first"));
}

static bool check(struct work *w, struct account *a, const struct account *before)
{
    a->login = login_normal(w, a->login);
    if (!a->language) a->language = LANGUAGE_ZH;
    const struct person *p = record_peek(w, &person_type, a->person.id);
    if ((!a->name || !*a->name) && p) a->name = p->name;
    if (!a->name || !*a->name) a->name = a->login;
    if (!a->home.id && a->roles.count) a->home = ROW(struct account_role, a->roles, 0)->place;
    return login_right(w, a->login) && roles_right(w, a, before) && somebody_left(w, a, before) && !failed(w);
}
CHECKER(account, check)

static bool changed(struct work *w, void *record, const void *before)
{
    (void)record, (void)before;
    sessions_forget();
    return !failed(w);
}

bool account_within_reach(struct work *w, const struct account *a)
{
    for (size_t i = 0; i < a->roles.count; i++)
        if (!within_reach(w, ROW(struct account_role, a->roles, i))) return false;
    return !failed(w);
}

/* Out at once: locking an account ends what is open under it. */
static bool shut(struct work *w, struct account *a)
{
    if (!w->actor->system && a->record.id == w->actor->user) return refuse(w, "", N_("You cannot lock yourself out; ask a colleague"));
    if (!account_within_reach(w, a)) return false;
    return sessions_end(w, a->record.id, 0) && somebody_left(w, &(struct account){ .record = a->record, .state = ACCOUNT_LOCKED }, a);
}
RULE_PLAIN(account, shut)

static const struct step steps[] = {
    STEP(lock, .label = N_("Lock"), .from = FROM(ACCOUNT_ACTIVE), .to = ACCOUNT_LOCKED, .by = CAN_MANAGE_ACCOUNTS, .run = shut_rule, .reason = true, .tone = "danger"),
    STEP(unlock, .label = N_("Unlock"), .from = FROM(ACCOUNT_LOCKED), .to = ACCOUNT_ACTIVE, .by = CAN_MANAGE_ACCOUNTS),
    STEP(disable, .label = N_("Disable"), .from = FROM(ACCOUNT_ACTIVE) | FROM(ACCOUNT_LOCKED), .to = ACCOUNT_DISABLED, .by = CAN_MANAGE_ACCOUNTS, .run = shut_rule, .reason = true,
         .tone = "danger", .confirm = N_("A disabled account cannot log in. Disable it?")),
    STEP(enable, .label = N_("Enable"), .from = FROM(ACCOUNT_DISABLED), .to = ACCOUNT_ACTIVE, .by = CAN_MANAGE_ACCOUNTS, .reason = true),
};

static text title(struct work *w, const struct account *a) { (void)w; return a->name; }
TITLE(account, title)

static const struct retention kept[] = {
    { .name = "record", .label = N_("Accounts: as long as the log they signed"), .law = N_("The log of who did what is kept for good") },
};

const struct record_type account_type = RECORD_TYPE(account, .label = N_("Account"), .module = "company", FIELDS(fields), STEPS(steps), .first_state = ACCOUNT_ACTIVE,
    .scope = SCOPE_COMPANY, .own = "person", RETENTION(kept), .subject = "person", .see = CAN_SEE_ACCOUNTS, .create = CAN_MANAGE_ACCOUNTS, .edit = CAN_MANAGE_ACCOUNTS, .order = "login", .title = title_hook,
    .check = check_hook, .changed = changed);

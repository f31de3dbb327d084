/* limit.c — see limit.h. */
#include "finance/limit.h"
#include "finance/made.h"

static const struct choice decisions[] = { { DECIDE_REFUND, "refund", N_("Refunds") }, { DECIDE_WAIVER, "waiver", N_("Waived fees") }, { DECIDE_COMPENSATION, "compensation", N_("Compensations") }, { 0 } };
static const struct { text all, setting; } about[] = {
    [DECIDE_REFUND] = { CAN_APPROVE_ALL_REFUNDS, "finance.refund_limit" }, [DECIDE_WAIVER] = { CAN_WAIVE_ALL_FEES, "finance.waiver_limit" },
    [DECIDE_COMPENSATION] = { CAN_APPROVE_ALL_REFUNDS, "finance.compensation_limit" },
};

static const struct field fields[] = {
    FIELD(role_limit, role, .label = N_("Role"), .to = &role_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(role_limit, decision, .label = N_("What is decided"), .choices = decisions, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(role_limit, most, .label = N_("Alone up to"), .min = 0, .max = INT64_C(1000000000), .list = true, .help = N_("Above it somebody with a higher limit decides")),
};

static bool check(struct work *w, struct role_limit *l, const struct role_limit *before)
{
    if (before) return true;
    if (db_one(w, SQL("select 1 from role_limit where role = $1 and decision = $2"), BIND(num(l->role.id), num(l->decision)), 0)) return wrong(w, "role", N_("This role has a limit for it already; change that one"));
    return !failed(w);
}
CHECKER(role_limit, check)

static text title(struct work *w, const struct role_limit *l) { return money_shown(w->arena, l->most); }
TITLE(role_limit, title)

static const text uniques[] = { "role, decision", NULL };
const struct record_type role_limit_type = RECORD_TYPE(role_limit, .label = N_("Limit of a role"), .module = "finance", FIELDS(fields), .scope = SCOPE_COMPANY, .see = CAN_SEE_COMPANY, .create = CAN_MANAGE_COMPANY,
    .edit = CAN_MANAGE_COMPANY, .remove = CAN_MANAGE_COMPANY, .history = true, .check = check_hook, .title = title_hook, .uniques = uniques);

money decision_limit(struct work *w, enum decision decision, int64_t branch)
{
    if (w->actor->system || can(w, about[decision].all)) return (money){ INT64_MAX };
    int64_t own = db_one(w, SQL("select max(most) from role_limit where decision = $1 and role in (select role from account_roles where parent = $2)"), BIND(num(decision), num(w->actor->user)), -1);
    int64_t rows = db_one(w, SQL("select count(*) from role_limit where decision = $1 and role in (select role from account_roles where parent = $2)"), BIND(num(decision), num(w->actor->user)), 0);
    return (money){ rows ? own : setting_number(w, about[decision].setting, branch, day_of(w->now)) };
}

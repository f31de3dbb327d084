/* limit.c — see limit.h. */
#include "finance/limit.h"
#include "base/words.h"
#include "company/company.h"
#include "finance/made.h"

static const struct choice decisions[] = { { DECIDE_REFUND, "refund", N_("Refunds") }, { DECIDE_WAIVER, "waiver", N_("Waived fees") }, { DECIDE_COMPENSATION, "compensation", N_("Compensations") }, { 0 } };
static const struct { text one, all, setting; } about[] = {
    [DECIDE_REFUND] = { CAN_APPROVE_REFUNDS, CAN_APPROVE_ALL_REFUNDS, "finance.refund_limit" }, [DECIDE_WAIVER] = { CAN_WAIVE_FEES, CAN_WAIVE_ALL_FEES, "finance.waiver_limit" },
    [DECIDE_COMPENSATION] = { CAN_APPROVE_REFUNDS, CAN_APPROVE_ALL_REFUNDS, "finance.compensation_limit" },
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

static money limit_of(struct work *w, const struct actor *who, enum decision decision, int64_t branch)
{
    const struct work asking = { .actor = who };
    if (who->system || can(&asking, about[decision].all)) return (money){ INT64_MAX };
    int64_t own = db_one(w, SQL("select max(most) from role_limit where decision = $1 and role in (select role from account_roles where parent = $2)"), BIND(num(decision), num(who->user)), -1);
    int64_t rows = db_one(w, SQL("select count(*) from role_limit where decision = $1 and role in (select role from account_roles where parent = $2)"), BIND(num(decision), num(who->user)), 0);
    return (money){ rows ? own : setting_number(w, about[decision].setting, branch, day_of(w->now)) };
}
money decision_limit(struct work *w, enum decision decision, int64_t branch) { return limit_of(w, w->actor, decision, branch); }

/* ---- who else ---- */

static bool decides(struct work *w, int64_t account, enum decision decision, int64_t branch, money amount)
{
    struct actor her = { 0 };
    const struct work asking = { .actor = &her };
    return actor_load(w, account, &her) && can(&asking, about[decision].one) && in_scope(&asking, branch) && amount.fen <= limit_of(w, &her, decision, branch).fen;
}

enum { MAKERS_NAMED = 3 };
text decision_makers(struct work *w, enum decision decision, int64_t branch, money amount, ref but)
{
    struct rows *row = db_query(w, SQL("select a.id, a.name, o.code, o.name from account a join account_roles r on r.parent = a.id join role o on o.id = r.role where a.state = 1 and a.id <> $1 and a.id <> $2 "
                                       "and (o.everything = 1 or exists (select 1 from role_capabilities k where k.parent = o.id and k.word = $3)) order by o.everything, a.id limit 200"),
                                BIND(num(but.id), num(w->actor->user), txt(about[decision].one)));
    text names = "", sign = translate(w->language, N_(", "));
    int64_t before = 0;
    for (int named = 0; named < MAKERS_NAMED && db_next(row);) {
        int64_t account = db_number(row, 0);
        text name = arena_copy(w->arena, db_text(row, 1)), role = role_said(w, db_text(row, 2), db_text(row, 3));
        if (account == before || !decides(w, account, decision, branch, amount)) continue;
        before = account;
        text one = translate_with(w->arena, w->language, N_("{1} ({2})"), (const text[]){ name, role, NULL });
        names = named++ ? print(w, "%s%s%s", names, sign, one) : one;
    }
    return names;
}

const struct sentence *decided_by_another(struct work *w, enum decision decision, int64_t branch, money amount, ref first)
{
    money limit = decision_limit(w, decision, branch);
    bool above = amount.fen > limit.fen;
    if (!above && !second_person(w, branch, first)) return NULL;
    text who = decision_makers(w, decision, branch, amount, first);
    if (above) return *who ? because(w, N_("Above {1} it is approved by headquarters or whoever has a higher limit: {2}"), money_shown(w->arena, limit), who)
                           : because(w, N_("Above {1} it is approved by headquarters, and nobody there may yet: the administrator gives a role this right"), money_shown(w->arena, limit));
    return *who ? because(w, N_("You did an earlier step of it, so another person approves it: {1}"), who) : because(w, N_("You did an earlier step of it and nobody else here may approve it yet: the administrator gives a colleague this right"));
}

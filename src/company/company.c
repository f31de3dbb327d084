/* company.c — the module's table of contents. */
#include "company/company.h"
#include "company/account_calls.h"
#include "company/login.h"
#include "company/me.h"
#include "company/password.h"
#include "company/person_merge.h"
#include "company/session.h"

static const struct record_type *const types[] = { &branch_type, &person_type, &person_tie_type, &account_type, &role_type, &calendar_day_type, &setting_type, &consent_type, &retention_rule_type, &kept_paper_type, &privacy_notice_type, NULL };

static const struct capability capabilities[] = {
    { CAN_SEE_COMPANY, N_("See branches, calendar and settings") }, { CAN_MANAGE_COMPANY, N_("Change branches, calendar and settings") },
    { CAN_SEE_PERSONS, N_("See persons and their consents") }, { CAN_EDIT_PERSONS, N_("Enter and correct persons") }, { CAN_DECLARE_TIES, N_("Declare who is kin to whom") },
    { CAN_ERASE_PERSONS, N_("Erase persons, or keep them from being erased while a dispute runs") },
    { CAN_OPEN_KEPT, N_("Open, with a reason, what a law still keeps of persons erased") },
    { CAN_MERGE_PERSONS, N_("Merge two records of one person, and undo it") }, { CAN_REVEAL_PHONE, N_("See phone numbers, with a reason") },
    { CAN_REVEAL_ID_NUMBER, N_("See ID numbers, with a reason") }, { CAN_RECORD_CONSENT, N_("Record and withdraw consents") },
    { CAN_SEE_ACCOUNTS, N_("See accounts and roles") }, { CAN_MANAGE_ACCOUNTS, N_("Make, lock and change accounts") }, { CAN_MANAGE_ROLES, N_("Change what roles may do") },
};

/* ---- whose data are needed still ---- */

static const struct person_needed held = { N_("She is kept for a dispute; let her go first"), N_("Your data are kept for a dispute; when it is over they can be erased"), true, { { "person", "select id from person where id = $1 and held = 1" } } };
static const struct person_needed account = { N_("She has an account; disable it first"), NULL, false, { { "account", "select id from account where person = $1 and state <> 3 order by id" } } };

static const struct answer answers[] = { { SETTINGS, &company_settings }, { QUESTION_NEEDED, &held }, { QUESTION_NEEDED, &account },
                                        { QUESTION_TABLE_RETENTION, &engine_retention } };

static const struct ticker tickers[] = {
    { "sessions", HOURS(1), sessions_sweep },
    { "login tries", HOURS(1), login_forget },
    { "retention", HOURS(1), retention_ticker },
};

static bool seed(struct work *w) { return settings_seed(w) && roles_seed(w) && retention_seed(w) && privacy_notice_seed(w); }

static const struct job_kind jobs[] = { { .name = "retention", .label = N_("Erase what is due"), .run = retention_job } };

const struct module company_module = {
    .name = "company", .label = N_("Company"), .menu = 9, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_TICKERS(tickers), MODULE_JOBS(jobs), MODULE_ANSWERS(answers),
    .calls = account_calls, .call_count = ACCOUNT_CALLS, .seed = seed,
    .schema = PERSON_TABLES ROLE_TABLES PASSWORD_TABLES SESSION_TABLES LOGIN_TABLES ME_TABLES ACCOUNT_TABLES,
};

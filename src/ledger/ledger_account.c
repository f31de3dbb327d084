/* ledger_account.c — see ledger_account.h. */
#include <string.h>
#include "base/words.h"
#include "ledger/ledger.h"

static const struct choice kinds[] = {
    { ACCOUNT_ASSET, "asset", N_("Asset"), .also = "资产" }, { ACCOUNT_LIABILITY, "liability", N_("Liability"), .also = "负债" }, { ACCOUNT_INCOME, "income", N_("Income"), .also = "收入" },
    { ACCOUNT_EXPENSE, "expense", N_("Expense"), .also = "费用|成本" }, { ACCOUNT_EQUITY, "equity", N_("Equity"), .also = "所有者权益|权益" }, { 0 },
};

static const struct field fields[] = {
    FIELD(ledger_account, code, .label = N_("Account number"), .required = true, .max = 12, .list = true, .sort = true, .search = true, .unique = true, .set_by = SET_ON_CREATE),
    FIELD(ledger_account, name, .label = N_("Name"), .required = true, .max = 60, .list = true, .search = true),
    FIELD(ledger_account, kind, .label = N_("Kind"), .choices = kinds, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(ledger_account, trust, .label = N_("Trust money"), .list = true, .filter = true, .set_by = SET_ON_CREATE, .help = N_("Passed on and never the company's; in every entry its lines add up to nothing by themselves")),
    FIELD(ledger_account, closed, .label = N_("Closed"), .list = true, .filter = true, .help = N_("Takes no more entries")),
    FIELD(ledger_account, remark, .label = N_("Remark"), .max = 300),
};

static const struct { text code, name; enum account_kind kind; bool trust; } first_accounts[] = {
    { LEDGER_CASH, N_("Cash"), ACCOUNT_ASSET, false }, { LEDGER_BANK, N_("Bank"), ACCOUNT_ASSET, false }, { LEDGER_TRUST_BANK, N_("Trust account at the bank"), ACCOUNT_ASSET, true },
    { LEDGER_CHANNELS, N_("Payment channels"), ACCOUNT_ASSET, false }, { LEDGER_CUSTODY, N_("Prepaid money in custody"), ACCOUNT_ASSET, false }, { LEDGER_RECEIVABLE, N_("Owed by customers"), ACCOUNT_ASSET, false },
    { LEDGER_TRUST_DUE, N_("Wages owed by customers (trust)"), ACCOUNT_ASSET, true }, { LEDGER_WITH_WORKERS, N_("With workers: cash and advances"), ACCOUNT_ASSET, false },
    { LEDGER_INSURERS, N_("Owed by insurers"), ACCOUNT_ASSET, false }, { LEDGER_COUPON_FUNDERS, N_("Owed by platforms and partners for coupons"), ACCOUNT_ASSET, false }, { LEDGER_GIFTS, N_("Gifts granted and not used"), ACCOUNT_ASSET, false }, { LEDGER_DEPOSITS, N_("Deposits of customers"), ACCOUNT_LIABILITY, false }, { LEDGER_CARD_PAID, N_("Prepaid cards, paid part"), ACCOUNT_LIABILITY, false },
    { LEDGER_CARD_GIFT, N_("Prepaid cards, gift part"), ACCOUNT_LIABILITY, false }, { LEDGER_FEE_DEFERRED, N_("Agency fees within their guarantee"), ACCOUNT_LIABILITY, false },
    { LEDGER_EARNEST, N_("Earnest money of customers"), ACCOUNT_LIABILITY, false }, { LEDGER_COMMISSIONS, N_("Commissions to be paid"), ACCOUNT_LIABILITY, false }, { LEDGER_COMMISSION_COST, N_("Commissions of consultants"), ACCOUNT_EXPENSE, false },
    { LEDGER_WAGES, N_("Wages to be paid"), ACCOUNT_LIABILITY, false }, { LEDGER_TAX, N_("Income tax withheld"), ACCOUNT_LIABILITY, false }, { LEDGER_SOCIAL, N_("Social insurance to be paid"), ACCOUNT_LIABILITY, false },
    { LEDGER_TIPS, N_("Tips to be passed on"), ACCOUNT_LIABILITY, false }, { LEDGER_TRUST_OWED, N_("Wages held for workers (trust)"), ACCOUNT_LIABILITY, true },
    { LEDGER_TRUST_WAGES, N_("Wages to be paid (trust)"), ACCOUNT_LIABILITY, true }, { LEDGER_OPENING, N_("Brought along: earlier years"), ACCOUNT_EQUITY, false }, { LEDGER_REVENUE, N_("Services"), ACCOUNT_INCOME, false }, { LEDGER_DISCOUNT, N_("Discounts of cards and gifts"), ACCOUNT_INCOME, false },
    { LEDGER_AGENCY, N_("Agency fees"), ACCOUNT_INCOME, false }, { LEDGER_WAGE_COST, N_("Wages of workers"), ACCOUNT_EXPENSE, false },
    { LEDGER_BETWEEN, N_("Between branches"), ACCOUNT_ASSET, false }, { LEDGER_LOANS, N_("Workers lent between branches"), ACCOUNT_EXPENSE, false }, { LEDGER_PLATFORM_FEES, N_("Fees of platforms"), ACCOUNT_EXPENSE, false }, { LEDGER_CASH_DIFFERENCE, N_("Cash over and short"), ACCOUNT_EXPENSE, false },
    { LEDGER_SOCIAL_COST, N_("Social insurance, the employer's part"), ACCOUNT_EXPENSE, false }, { LEDGER_REWARDS, N_("Rewards for referrals"), ACCOUNT_EXPENSE, false }, { LEDGER_INTEREST, N_("Interest on prepayments"), ACCOUNT_EXPENSE, false }, { LEDGER_COMPENSATION, N_("Compensations for damage"), ACCOUNT_EXPENSE, false },
};

static bool posted_to_by_the_program(text code)
{
    for (int i = 0; i < COUNT_OF(first_accounts); i++)
        if (!strcmp(first_accounts[i].code, code)) return true;
    return false;
}

static bool check(struct work *w, struct ledger_account *a, const struct ledger_account *before)
{
    (void)before;
    return !a->closed || !posted_to_by_the_program(a->code) || wrong(w, "closed", N_("The program itself posts to this account; it stays open"));
}
CHECKER(ledger_account, check)

static text title(struct work *w, const struct ledger_account *a) { return print(w, "%s %s", a->code, a->name); }
TITLE(ledger_account, title)

const struct record_type ledger_account_type = RECORD_TYPE(ledger_account, .label = N_("Ledger account"), .module = "ledger", FIELDS(fields), .scope = SCOPE_COMPANY, .see = CAN_SEE_LEDGER, .create = CAN_POST_LEDGER,
    .edit = CAN_POST_LEDGER, .history = true, .check = check_hook, .title = title_hook, .order = "code");

int64_t ledger_account_id(struct work *w, text code)
{
    int64_t id = db_one(w, SQL("select id from ledger_account where code = $1 and closed = 0"), BIND(txt(code)), 0);
    if (!id && !failed(w)) refuse(w, "account", N_("There is no open account {1}"), code);
    return id;
}

bool ledger_accounts_seed(struct work *w)
{
    for (int i = 0; i < COUNT_OF(first_accounts) && !failed(w); i++) {
        struct ledger_account a = { .code = first_accounts[i].code, .name = translate(w->language, first_accounts[i].name), .kind = first_accounts[i].kind, .trust = first_accounts[i].trust, .remark = "" };
        if (db_one(w, SQL("select 1 from ledger_account where code = $1"), BIND(txt(a.code)), 0)) continue;
        if (!ADD(w, ledger_account, &a)) return false;
    }
    return !failed(w);
}

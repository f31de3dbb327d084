/* ledger_account.h — the accounts of the ledger (会计科目), numbered as 《企业会计准则——应用指南》 numbers them where it has a number.
 *
 * Trust accounts hold what is passed on: a customer's money for the worker's wage (代收工资, T20, DOMAIN.md §2.5 二清). They are apart from the
 * company's own: in every entry the lines of trust accounts add up to nothing by themselves, so none of it can become revenue.
 * A company may add accounts and close its own; those the program posts to stay open. */
#pragma once
#include "record/store.h"

enum account_kind { ACCOUNT_ASSET = 1, ACCOUNT_LIABILITY, ACCOUNT_INCOME, ACCOUNT_EXPENSE, ACCOUNT_EQUITY };
struct ledger_account {
    struct record record;
    text code, name;
    enum account_kind kind;
    bool trust;
    bool closed;                    /* takes no more entries */
    text remark;
};
extern const struct record_type ledger_account_type;

#define LEDGER_CASH         "1001"  /* the tills */
#define LEDGER_BANK         "1002"
#define LEDGER_TRUST_BANK   "1009"  /* trust: money of customers for wages, in an account of its own */
#define LEDGER_CHANNELS     "1012"  /* WeChat Pay, Alipay, platforms */
#define LEDGER_CUSTODY      "1013"  /* the share of prepaid money that the law wants in custody */
#define LEDGER_RECEIVABLE   "1122"
#define LEDGER_TRUST_DUE    "1123"  /* trust: wages customers still owe */
#define LEDGER_WITH_WORKERS "1221"  /* cash workers hold, advances */
#define LEDGER_INSURERS     "1225"  /* owed by insurers for compensations that were paid */
#define LEDGER_BETWEEN      "1226"  /* between branches of the company: adds up to nothing over all of them */
#define LEDGER_COUPON_FUNDERS "1227" /* owed by platforms and partners for the coupons they bear */
#define LEDGER_GIFTS        "1299"  /* gifts granted and not used: the other side of the gift leg */
#define LEDGER_DEPOSITS     "2202"  /* of customers: earnest money and prepayments of a bill */
#define LEDGER_CARD_PAID    "2203"  /* prepaid cards, what was paid */
#define LEDGER_CARD_GIFT    "2204"  /* prepaid cards, what was given on top */
#define LEDGER_FEE_DEFERRED "2205"  /* agency fees within their guarantee */
#define LEDGER_EARNEST      "2206"  /* earnest money (定金): lost or doubled by who withdraws, apart from deposits that go back */
#define LEDGER_WAGES        "2211"  /* to be paid */
#define LEDGER_COMMISSIONS  "2212"  /* of consultants, to be paid */
#define LEDGER_TAX          "2221"  /* income tax withheld */
#define LEDGER_SOCIAL       "2241"  /* social insurance withheld and owed */
#define LEDGER_TIPS         "2242"
#define LEDGER_TRUST_OWED   "2251"  /* trust: what was taken or is due for wages */
#define LEDGER_TRUST_WAGES  "2252"  /* trust: wages to be paid out of it */
#define LEDGER_OPENING      "4104"  /* what was there before the program (以前年度), the other side of opening balances */
#define LEDGER_REVENUE      "6001"  /* services on the company's own account: gross */
#define LEDGER_DISCOUNT     "6009"  /* what cards and gifts take off the list price */
#define LEDGER_AGENCY       "6051"  /* fees as an agent: net */
#define LEDGER_WAGE_COST    "6401"
#define LEDGER_SOCIAL_COST  "6402"
#define LEDGER_COMMISSION_COST "6601"
#define LEDGER_REWARDS      "6602"  /* credits given to customers who brought another */
#define LEDGER_INTEREST     "6603"
#define LEDGER_LOANS        "6604"  /* workers lent between branches: cost of who borrows, less cost of who lends */
#define LEDGER_PLATFORM_FEES "6605" /* what platforms keep of their orders */
#define LEDGER_CASH_DIFFERENCE "6712" /* what a till had more or less than it should */
#define LEDGER_COMPENSATION "6711"  /* to customers for damages: the company's own part */

/* Its id; 0 refuses: there is no such account, or it is closed. */
int64_t ledger_account_id(struct work *w, text code);
bool ledger_accounts_seed(struct work *w);

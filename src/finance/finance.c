/* finance.c — the module's table of contents. */
#include "finance/branch_closing.h"
#include "finance/back_pay.h"
#include "finance/bank_line.h"
#include "finance/bill_own.h"
#include "finance/books.h"
#include "finance/calls.h"
#include "finance/correction.h"
#include "finance/coupon_funds.h"
#include "finance/damage_own.h"
#include "finance/loan_charge.h"
#include "finance/loan_settlement.h"
#include "finance/made.h"
#include "finance/job_deposit.h"
#include "finance/monthly.h"
#include "finance/platform_fee.h"
#include "finance/tell.h"
#include "record/import.h"
#include "record/said.h"

static const struct record_type *const types[] = { &bill_type, &settlement_type, &payment_type, &refund_type, &opening_balance_type, &reward_type, &back_pay_type, &cash_up_type, &fee_waiver_type, &settlement_period_type, &role_limit_type, &receipt_type, &pay_run_type, &charge_type, &platform_fee_type, &job_deposit_type, &bank_line_type, &compensation_type, &platform_payout_type, &contract_account_type, &worker_fee_type, &loan_charge_type, &loan_settlement_type, NULL };
static const struct job_kind jobs[] = { { "receipt_paper", N_("Print a receipt"), receipt_paper_job, 4 }, { "charge_ask", N_("Ask the payment provider"), charge_ask_job, 6 }, { "charge_look", N_("Ask the payment provider"), charge_look_job, 2 } };
static const struct ticker tickers[] = { { "finance.charges", MINUTES(1), charges_tick }, { "finance.months", HOURS(6), bill_months }, { "finance.bills_paid", HOURS(6), bills_lock_paid }, { "finance.platform_fees", HOURS(6), platform_fees_fill }, { "finance.fees_earned", HOURS(6), contract_accounts_tick }, { "finance.contracts_brought", HOURS(1), contract_accounts_bring }, { "finance.loans", HOURS(6), loans_of_the_month } };

static const struct capability capabilities[] = {
    { CAN_SEE_BILLS, N_("See bills, payments and customers' accounts") }, { CAN_EDIT_BILLS, N_("Make, calculate and send bills") }, { CAN_CHECK_BILLS, N_("Check bills and opening balances") },
    { CAN_LOCK_BILLS, N_("Lock and reverse bills") }, { CAN_TAKE_PAYMENTS, N_("Book payments and their reversals") }, { CAN_SEE_SETTLEMENTS, N_("See workers' settlements") },
    { CAN_EDIT_SETTLEMENTS, N_("Make, calculate and send settlements") }, { CAN_CHECK_SETTLEMENTS, N_("Check settlements") }, { CAN_LOCK_SETTLEMENTS, N_("Lock and reverse settlements") },
    { CAN_PAY_SETTLEMENTS, N_("Pay workers") }, { CAN_ASK_REFUNDS, N_("Ask for a refund for the customer") }, { CAN_REQUEST_REFUNDS, N_("Request and calculate refunds, see to compensations") }, { CAN_APPROVE_REFUNDS, N_("Approve refunds and compensations up to the limit") },
    { CAN_APPROVE_ALL_REFUNDS, N_("Approve refunds and compensations above the limit") }, { CAN_PAY_REFUNDS, N_("Pay refunds and compensations") },
    { CAN_WAIVE_FEES, N_("Waive fees up to the limit") }, { CAN_WAIVE_ALL_FEES, N_("Waive fees above the limit") }, { CAN_COUNT_CASH, N_("Count the cash of the day") }, { CAN_SIGN_CASH, N_("Sign the cash-up and close the day") },
};

static const struct setting_declared declared[] = {
    { "finance.bill_days", N_("Days to pay a bill"), N_("Counted from the day it is sent"), SETTING_NUMBER, "7", 0, 90 },
    { "finance.send_days", N_("Days until a bill is sent"), N_("Counted from its last day; after that it stands in the work queue"), SETTING_NUMBER, "1", 0, 30 },
    { "finance.objection_days", N_("Days to answer an objection"), N_("To a bill or a settlement"), SETTING_NUMBER, "3", 1, 30 },
    { "finance.worker_days", N_("Days from the last visit to payday"), N_("For agency and gig workers; employees are paid by the 15th, part-time within 15 days"), SETTING_NUMBER, "7", 1, 7 },
    { "finance.refund_limit", N_("Refunds a manager may approve"), N_("Above it, who may approve all refunds"), SETTING_MONEY, "50000", 0, 100000000 },
    { "finance.compensation_limit", N_("Compensations a manager may approve"), N_("For a damage, above the price of a visit; above it, who may approve all refunds"), SETTING_MONEY, "200000", 0, 100000000 },
    { "finance.waiver_limit", N_("Fees that may be waived alone"), N_("By who may waive fees and whose role has no limit of its own; above it somebody with a higher limit"), SETTING_MONEY, "5000", 0, 100000000 },
    { "finance.provider_url", N_("Address of the payment provider"), N_("Of the service that speaks to WeChat Pay, Alipay or the bank (docs/payment-provider.md); empty: none. Its key lies in keys/payment.key"), SETTING_TEXT, "", 0, 0, true },
    { "finance.pay_account", N_("Account that wages are paid from"), N_("Of the company; stands in the file for the bank"), SETTING_TEXT, "", 0, 0 },
    { "finance.pay_holder", N_("Holder of that account"), N_("Empty: the company's name"), SETTING_TEXT, "", 0, 0 },
    { SETTING_WORKER_FEE, N_("Fee of workers we introduce"), N_("Percent of the first month's wage at most, once she has begun; 0: nothing is taken from workers. Never from who works for us"), SETTING_NUMBER, "0", 0, 10 },
};
static const struct setting_list finance_settings = { declared, COUNT_OF(declared) };
/* ---- whose data are needed still ---- */

#define OF_HER_BILLS "select id from bill where customer in (select id from customer where person = $1)"
#define OF_HER_SETTLEMENTS "select id from settlement where worker in (select id from worker where person = $1)"
/* By its name and sum she would be found in it; once it is tied to her payment it is emptied with her. */
static const struct person_needed bank_waits = { N_("A line of the bank statement looks like a payment of hers and is not dealt with: tie it to what it pays, or say that it is not ours"), N_("Money that may be yours has come in at the bank and is not entered yet; we finish it, you need do nothing"), false,
    { { "bank_line", "select id from bank_line where state = 1 and suggested_bill in (" OF_HER_BILLS ") order by id" } } };
static const struct person_needed compensations = { N_("A compensation is not paid, or a worker's part of it not settled yet"), N_("A compensation is not signed or paid yet; sign it, or call us"), true,
    { { "compensation", "select id from compensation where (customer in (select id from customer where person = $1) and state in (1, 2, 3)) "
      "or (worker in (select id from worker where person = $1) and (state in (1, 2, 3) or (state = 4 and worker_part > taken + forgiven))) order by id" } } };
static const struct person_needed refunds = { N_("A refund is not decided or not paid yet"), N_("A refund to you is not paid yet; we have to finish it first"), true,
    { { "refund", "select id from refund where customer in (select id from customer where person = $1) and state in (1, 2, 3) order by id" } } };
static const struct person_needed objections = { N_("An objection to a bill or settlement is not answered yet"), N_("Your objection to a bill is not answered yet; we have to answer it first"), true,
    { { "bill", OF_HER_BILLS " and state in (6, 7) order by id" },
      { "settlement", OF_HER_SETTLEMENTS " and state in (6, 7) order by id" } } };
/* What she can pay: it was sent, and something of it is open. */
static const struct person_needed bills = { N_("A bill is not paid yet"), N_("A bill is not paid yet; pay it, or call us"), false,
    { { "bill", OF_HER_BILLS " and state in (4, 5, 8) and total > paid order by id" } } };
/* Erased she could not get it back any more, and nobody could say whose it was. */
static const struct person_needed held_for_her = { N_("Money of hers is with us, a deposit or what was paid ahead or too much: give it back, or count it for a bill"), N_("We hold money of yours (a deposit, or what you paid ahead or too much): it is counted for your bill or goes back to you first"), false,
    { { "job_deposit", "select id from job_deposit where customer in (select id from customer where person = $1) and state = 2 order by id" },
      { "customer", "select id from customer where person = $1 and owed < 0 and not exists (select 1 from job_deposit d where d.customer = customer.id and d.state = 2) order by id" } } };
/* What only the office can finish: being made, or paid and not locked yet; a worker's settlement. */
static const struct person_needed unfinished = { N_("A bill or settlement is still being made or checked: send, lock or drop it first"), N_("A bill or settlement of yours is not closed yet; we finish it, you need do nothing"), false,
    { { "bill", OF_HER_BILLS " and (state in (1, 2, 3) or (state in (4, 5, 8) and total <= paid)) order by id" },
      { "settlement", OF_HER_SETTLEMENTS " and state in (1, 2, 3, 4, 5, 8) order by id" } } };

/* The least of a day: the minimum wage of the place. */
static money least_day(struct work *w, const struct worker *n, day before, text *ret_why)
{
    money month = { setting_number(w, SETTING_MINIMUM_MONTHLY, n->record.branch.id, before) };
    *ret_why = said_keep(w, N_("Minimum wage: ¥{1} a month ÷ 30"), (const text[]){ money_grouped(w->arena, month), NULL });
    return money_times(month, 1, 30);
}
static void visited_on(struct work *w, int64_t worker, day first, day last, uint8_t earned[])
{
    struct rows *row = db_query(w, SQL("select distinct (start + 28800000) / 86400000 from visit where id in (select id from visit where worker = $1 union all select id from visit where second = $1 union all select parent from visit_crew where worker = $1) "
                                       "and state between 8 and 10 and start >= $2 and start < $3"), BIND(num(worker), num(day_start(first).ms), num(day_start((day){ last.number + 1 }).ms)));
    while (db_next(row)) earned[db_number(row, 0) - first.number] = 1;
}
_Static_assert(VISIT_FINISHED == 8 && VISIT_SETTLED == 10, "the query above says these by number");
static const struct usual_pay least_pay = { least_day, visited_on };
static int sums_open_of(struct work *w, int64_t customer, int64_t household, struct open_thing *into, int most)
{
    int n = 0;
    if (household) return 0;
    n = open_rows(db_query(w, SQL("select coalesce(number, '') from bill where customer = $1 and state between 1 and 8 and (state < 4 or total <> paid) order by id limit 50"), BIND(num(customer))), N_("Bill"), into, n, most);
    n = open_rows(db_query(w, SQL("select coalesce(number, '') from refund where customer = $1 and state in (1, 2, 3) order by id limit 50"), BIND(num(customer))), N_("Refund"), into, n, most);
    n = open_rows(db_query(w, SQL("select coalesce(number, '') from compensation where customer = $1 and state in (1, 2, 3) order by id limit 50"), BIND(num(customer))), N_("Damage compensation"), into, n, most);
    return n;
}
static const struct still_open sums_open = { sums_open_of };
extern const struct moves_along money_move;

static const struct answer answers[] = { { QUESTION_STILL_OPEN, &sums_open }, { QUESTION_MOVES_ALONG, &money_move }, { SETTINGS, &finance_settings }, { QUESTION_USUAL_PAY, &least_pay }, { QUESTION_IMPORT_SHAPES, &opening_import }, { QUESTION_IMPORT_SHAPES, &bank_import }, { QUESTION_NEEDED, &refunds }, { QUESTION_NEEDED, &compensations }, { QUESTION_NEEDED, &objections }, { QUESTION_NEEDED, &bills }, { QUESTION_NEEDED, &unfinished }, { QUESTION_NEEDED, &held_for_her }, { QUESTION_NEEDED, &bank_waits },
    { QUESTION_VISIT_CORRECTED, &finance_corrected }, { QUESTION_UNBILLED, &finance_unbilled }, { QUESTION_MESSAGE_TEMPLATES, &money_messages }, { QUESTION_MESSAGE_TEMPLATES, &closing_messages } };

static const struct reaction reactions[] = {
    { "bill.lock", WITH, bill_books, "finance.bill_books" },
    { "bill.reverse", WITH, bill_books_back, "finance.bill_books_back" },
    { "settlement.lock", WITH, settlement_books, "finance.settlement_books" },
    { "settlement.lock_again", WITH, settlement_books, "finance.settlement_books_again" },
    { "settlement.reverse", WITH, settlement_books_back, "finance.settlement_books_back" },
    { "settlement.lock", WITH, damage_count, "finance.damage_count" }, { "settlement.lock_again", WITH, damage_count, "finance.damage_count_again" }, { "settlement.reverse", WITH, damage_count, "finance.damage_count_back" },
    { "payment.created", WITH, tell_of_payment, "finance.tell_payment" }, { "payment.created", WITH, receipt_of_money_out, "finance.refund_voucher" },
    { "visit.approve", WITH, platform_fee_of_visit, "finance.platform_fee" },
    { "visit.approve", WITH, coupon_funded_books, "finance.coupon_funded" }, { "coupon_use.give_back", WITH, coupon_funded_back, "finance.coupon_back" },
    { "visit.approve", WITH, loan_charges_of_visit, "finance.loan_approve" }, { "visit.interrupt", WITH, loan_charges_of_visit, "finance.loan_interrupt" }, { "visit.cancel", WITH, loan_charges_of_visit, "finance.loan_cancel" },
    { "visit.no_access", WITH, loan_charges_of_visit, "finance.loan_no_access" },
    { "demand.created", WITH, demand_deposit_ask, "finance.demand_deposit" }, { "demand.changed", WITH, demand_deposit_changed, "finance.demand_deposit_changed" },
    { "demand.deposit_agreed", WITH, demand_deposit_ask, "finance.demand_deposit_agreed" }, { "demand.know_customer", WITH, demand_deposit_ask, "finance.demand_deposit_customer" }, { "demand.cancel", WITH, demand_deposit_ends, "finance.demand_cancelled" },
    { "job_deposit.receive", WITH, demand_deposit_receipt, "finance.demand_receipt" }, { "demand.close_quietly", WITH, demand_deposit_ends, "finance.demand_closed_quietly" }, { "demand.lose", WITH, demand_deposit_ends, "finance.demand_lost" },
    { "service_order.confirm", WITH, job_deposit_ask, "finance.job_deposit" }, { "payment.count", WITH, job_deposit_net, "finance.job_deposit_net" }, { "payment.allocate", WITH, job_deposit_net, "finance.job_deposit_net_by_hand" },
    { "cash_up.sign", WITH, cash_up_books, "finance.cash_up_books" },
    { "platform_fee.reconcile", WITH, platform_fee_books, "finance.platform_fee_books" }, { "platform_fee.reopen", WITH, platform_fee_books_back, "finance.platform_fee_books_back" },
    { "bill.send", WITH, tell_of_bill, "finance.tell_bill" }, { "bill.ask_again", WITH, tell_of_bill_unpaid, "finance.tell_bill_unpaid" },
    { "contract.sign", WITH, contract_account_open, "finance.contract_signed" }, { "contract.confirm_paper", WITH, contract_account_open, "finance.contract_signed_on_paper" }, { "bill.receive", WITH, contract_account_paid, "finance.contract_paid" },
    { "bill.lock", WITH, refund_of_bill_below, "finance.refund_below" },
    { "contract.term_moves", WITH, contract_account_moves, "finance.contract_moves" },
    { "contract.take_effect", WITH, contract_account_begins, "finance.contract_begins" }, { "contract.end", WITH, contract_account_ends, "finance.contract_ends" },
    { "contract.end", WITH, worker_fee_after_end, "finance.worker_fee_back" },
    { "branch.announce_closing", WITH, closing_told, "finance.closing_told" }, { "branch.stay_open", WITH, closing_off, "finance.closing_off" }, { "branch.close", WITH, closing_off, "finance.closed" },
    { "settlement.send", WITH, tell_of_settlement, "finance.tell_settlement" },
    { "settlement.accept_objection", WITH, tell_of_answer, "finance.tell_accepted" }, { "settlement.reject_objection", WITH, tell_of_answer, "finance.tell_rejected" }, { "settlement.answer_late", WITH, tell_of_answer, "finance.tell_answered_late" }, { "back_pay.created", WITH, tell_of_back_pay, "finance.tell_back_pay" }, { "back_pay.take_back", WITH, tell_of_back_pay_off, "finance.tell_back_pay_off" },
    { "settlement.reverse", WITH, tell_of_settlement_reversed, "finance.tell_settlement_reversed" }, { "bill.reverse", WITH, tell_of_bill_reversed, "finance.tell_bill_reversed" },
};

/* The tables beside the records: which visit, payment, time of standing by and day of a suspension is on which document. */
static const char finance_schema[] =
    "create table if not exists visit_claim (visit {number} not null, worker {number} not null, document {number} not null, primary key (visit, worker));"
    "create index if not exists visit_claim_document on visit_claim (document);"
    "create table if not exists payment_claim (payment {number} primary key, document {number} not null);"
    "create index if not exists payment_claim_document on payment_claim (document);"
    "create table if not exists stand_by_claim (stand_by {number} primary key, document {number} not null);"
    "create index if not exists stand_by_claim_document on stand_by_claim (document);"
    "create table if not exists suspension_claim (suspension {number} not null, paid_day {number} not null, document {number} not null, primary key (suspension, paid_day));"
    "create index if not exists suspension_claim_document on suspension_claim (document);";

const struct module finance_module = { .name = "finance", .label = N_("Finance"), .menu = 5, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_ANSWERS(answers), MODULE_REACTIONS(reactions),
    MODULE_JOBS(jobs), MODULE_TICKERS(tickers),
    .calls = finance_calls, .call_count = FINANCE_CALLS, .schema = finance_schema, .seed = bills_credited };

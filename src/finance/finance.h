/* finance.h — bills, settlements, payments, refunds and what was brought along at go-live. Front door of finance/.
 *
 * A bill says what a customer owes, a settlement what a worker gets; both are made from approved visits, each visit at most once (table
 * visit_claim). Until locked they may be calculated again; after that only a reversal: the old one, a red one that cancels it and a new
 * draft stay visible side by side (DOMAIN.md §1.9 SM-SETTLE, §4.7.2, T21). All amounts add up to the fen. */
#pragma once
#include "finance/back_pay.h"
#include "finance/bank_line.h"
#include "record/house.h"
#include "finance/bill.h"
#include "finance/cash_up.h"
#include "finance/charge.h"
#include "finance/compensation.h"
#include "finance/contract_account.h"
#include "finance/damage.h"
#include "finance/job_deposit.h"
#include "finance/limit.h"
#include "finance/opening.h"
#include "finance/pay_run.h"
#include "finance/payment.h"
#include "finance/period.h"
#include "finance/receipt.h"
#include "finance/refund.h"
#include "finance/refund_case.h"
#include "finance/reward.h"
#include "finance/settlement.h"
#include "finance/split.h"
#include "finance/waiver.h"
#include "finance/worker_fee.h"

#define CAN_SEE_BILLS          "bill.see"
#define CAN_EDIT_BILLS         "bill.edit"          /* make, calculate, adjust, send */
#define CAN_CHECK_BILLS        "bill.check"
#define CAN_LOCK_BILLS         "bill.lock"          /* lock and reverse */
#define CAN_TAKE_PAYMENTS      "payment.take"       /* money in and out, and reversals of it */
#define CAN_SEE_SETTLEMENTS    "settlement.see"
#define CAN_EDIT_SETTLEMENTS   "settlement.edit"
#define CAN_CHECK_SETTLEMENTS  "settlement.check"
#define CAN_LOCK_SETTLEMENTS   "settlement.lock"
#define CAN_PAY_SETTLEMENTS    "settlement.pay"
#define CAN_ASK_REFUNDS        "refund.ask"         /* for the customer, at the desk: reckoned at once, decided by others */
#define CAN_REQUEST_REFUNDS    "refund.request"
#define CAN_APPROVE_REFUNDS    "refund.approve"     /* up to the setting finance.refund_limit */
#define CAN_APPROVE_ALL_REFUNDS "refund.approve_all"
#define CAN_PAY_REFUNDS        "refund.pay"
#define CAN_WAIVE_FEES         "waiver.grant"       /* up to her limit (limit.h) */
#define CAN_WAIVE_ALL_FEES     "waiver.grant_all"
#define CAN_COUNT_CASH         "payment.count_cash"
#define CAN_SIGN_CASH          "payment.sign_cash"  /* close the day, as a second person */

extern const struct module finance_module;

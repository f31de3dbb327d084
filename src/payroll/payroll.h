/* payroll.h — wages of placements and of whoever is paid by the month: sheets, payslips, runs. Front door of payroll/.
 *
 * A wage sheet says what a month of one home was (days, terms, extras); a payslip makes of all her sheets what she gets, with insurance, tax and
 * deductions, line by line; a run (SM-PAYROLL) is the month of a branch. What was approved becomes locked settlements of finance, so that money
 * is paid, sent back, booked and reversed in one place only. */
#pragma once
#include "record/house.h"
#include "payroll/commission.h"
#include "payroll/commission_entry.h"
#include "payroll/commission_slip.h"
#include "payroll/family_wage.h"
#include "payroll/office_pay.h"
#include "payroll/payroll_run.h"
#include "payroll/payslip.h"
#include "payroll/tax_profile.h"
#include "payroll/tax_table.h"
#include "payroll/wage.h"
#include "payroll/wage_advance.h"
#include "payroll/wage_sheet.h"

#define CAN_SEE_PAYROLL     "payroll.see"
#define CAN_PREPARE_PAYROLL "payroll.prepare"       /* sheets, advances, calculate, answer objections */
#define CAN_REVIEW_PAYROLL  "payroll.review"        /* as a second person; sends the payslips */
#define CAN_LOCK_PAYROLL    "payroll.lock"          /* approve and reverse */
#define CAN_PAY_PAYROLL     "payroll.pay"           /* advances, the bank's file, declarations */
#define CAN_KEEP_PAY_RATES  "payroll.rates"         /* tax tables, insurance rates */

extern const struct choice tax_kinds[];
struct request;
struct reply;
/* The rule in the worksheet of such a bill's line: its `why` is a kept sentence (record/said.h) for the family to read. Reasons on other lines are the office's own. */
#define MONTH_RULE "合同约定"
/* Bills of the month of all placements of its branch that have none yet, each an object of the open list `into`. */
bool placement_bills_make(struct work *w, struct payroll_run *run, struct json *into);
bool placement_bill_dropped(struct work *w, const struct record_type *type, int64_t bill);       /* reaction to bill.drop */
bool placement_prepaid_left(struct work *w, const struct record_type *type, int64_t contract);         /* reaction to contract.end */
bool placement_bills_call(struct work *w, const struct request *request, struct reply *reply);        /* POST /api/payroll_run/:id/bills */
extern const struct module payroll_module;

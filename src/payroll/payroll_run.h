/* payroll_run.h — the wages of a branch's month (SM-PAYROLL).
 *
 *   collecting → calculated → reviewed → approved → bank_file → paid | failed_items → bank_file → repaid
 *   paid, repaid → declared → archived                 collecting … reviewed → dropped
 *
 * Collecting fills sheets from the days of placements; calculating makes the payslips, as often as needed; a second person reviews and by that sends
 * them; approving waits for open objections and locks the month. A pay run of finance pays the settlements that come of it and has the bank's file;
 * paid is what its payments say. Declaring books tax and insurance that were paid over.
 *
 * Commissions of colleagues (commission_entry.h) that are open by its last day are its own from the approval on; they are paid with the office's wages,
 * which are not kept here, and `pay_commissions` says so. A month may have nothing but them. */
#pragma once
#include "payroll/payslip.h"

enum { LEFT_OUT_MOST = 2000 };     /* characters */
enum payroll_state { PAYROLL_COLLECTING = 1, PAYROLL_CALCULATED, PAYROLL_REVIEWED, PAYROLL_APPROVED, PAYROLL_BANK_FILE, PAYROLL_PAID, PAYROLL_FAILED_ITEMS, PAYROLL_REPAID, PAYROLL_DECLARED, PAYROLL_ARCHIVED, PAYROLL_DROPPED };
struct payroll_run {
    struct record record;
    enum payroll_state state;
    day first, last;
    int64_t slips;
    money gross, social, company_social, tax, deducted, net;
    money commissions; maybe_day commissions_on;        /* of colleagues, beside `net`; paid on */
    ref calculated_by, reviewed_by, approved_by, pay_run;
    instant approved_at, paid_at, declared_at;
    text declaration;               /* number the tax office gave */
    text left_out;                  /* placements of which no sheet was made and why, a line each; of the last collecting */
    text remark;
};
extern const struct record_type payroll_run_type;
/* Looks at its payslips after one of them was paid or came back. */
bool payroll_run_look(struct work *w, int64_t run);

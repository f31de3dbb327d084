/* payroll_run.h — the wages of a branch's month, or of its part-time workers' half of one (SM-PAYROLL).
 *
 *   collecting → calculated → reviewed → approved → bank_file → paid | failed_items → bank_file → repaid
 *   paid, repaid → failed_items, when a wage came back after it was paid
 *   paid, repaid → declared → archived                 collecting … reviewed → dropped
 *
 * Collecting fills sheets from the days of placements; calculating makes the payslips, as often as needed, the first time with what collecting would bring; a second person reviews and by that sends
 * them; approving waits for open objections and locks the month. A pay run of finance pays the settlements that come of it and has the bank's file;
 * paid is what its payments say. Declaring books tax and insurance that were paid over.
 *
 * Part-time work (非全日制) has payrolls of its own, of at most 15 days each, because the law has it paid that often (劳动合同法 72); nobody gets less for an
 * hour than the place's minimum. Tax runs through the year with every payroll, so they are approved one after the other, of a branch and a kind: not while
 * an earlier one of the year is open, nor a correction of an earlier payslip, nor when earlier wages changed after it was calculated. One that comes after a
 * later month of the year was approved (a month that was forgotten, a worker left out) is not refused, because its wages are owed: it is reckoned as of its own
 * month, `after_later` says whose later tax did not know of it, and the next month's cumulation takes what is missing; after December her annual return does.
 *
 * Commissions of colleagues (commission_entry.h) that are open by its last day are its own from the approval on, each colleague's with a slip that has the
 * tax on top of her wage (commission_slip.h); `pay_commissions` says that they were paid, and their tax is declared with the month's. A month may have
 * nothing but them; a part-time payroll has none. */
#pragma once
#include "payroll/payslip.h"

enum { NAMED_MOST = 3000, LEFT_OUT_MOST = 8000 };     /* characters: of the names in it, of the whole as it is kept */
enum payroll_state { PAYROLL_COLLECTING = 1, PAYROLL_CALCULATED, PAYROLL_REVIEWED, PAYROLL_APPROVED, PAYROLL_BANK_FILE, PAYROLL_PAID, PAYROLL_FAILED_ITEMS, PAYROLL_REPAID, PAYROLL_DECLARED, PAYROLL_ARCHIVED, PAYROLL_DROPPED };
enum payroll_kind { PAYROLL_OF_MONTH = 1, PAYROLL_PART_TIME };        /* 0, of before there were two: the month */
struct payroll_run {
    struct record record;
    enum payroll_state state;
    enum payroll_kind kind;
    day first, last;
    int64_t slips;
    money gross, social, company_social, tax, deducted, net;
    money commissions, commission_tax; maybe_day commissions_on;        /* of colleagues, beside `net` and `tax`; paid on */
    ref calculated_by, reviewed_by, approved_by, pay_run;
    instant approved_at, paid_at, declared_at;
    text declaration;               /* number the tax office gave */
    text left_out;                  /* a sentence that is kept (said.h): placements of which no sheet was made and why; of the last collecting */
    text no_insurance, year_unknown, after_later;   /* the same: whose payslips are to be looked at twice, by the last reckoning */
    text remark;
};
extern const struct record_type payroll_run_type;
/* Its sums are those of its payslips that count: the reversed and the red ones do not. The caller saves. */
void payroll_run_sums(struct work *w, struct payroll_run *r);
/* Looks at its payslips after one of them was paid or came back. */
/* A pay run is over, and wages of the payroll were held back from it: none of it is with the bank any more, they go into the next one. */
bool payroll_run_rest_waits(struct work *w, int64_t pay_run) __attribute__((warn_unused_result));
bool payroll_run_look(struct work *w, int64_t run);

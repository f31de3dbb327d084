/* payslip.h — what a worker gets for a month, every fen explained (工资条).
 *
 *   calculated → sent → confirmed | objected → calculated (answered) …
 *   calculated | sent | confirmed → locked (the run was approved: a settlement of finance) → paid | failed (the bank sent it back) → paid
 *   locked | paid | failed → reversed: a red one with every line negated, and a draft (calculated) that stands for it
 *
 * Lines in this order: wage of each home, extras, insurance, tax, damage, advances. What is taken for damage (by a sheet, and her agreed parts of
 * compensations: finance/damage.h) stays below 20 % and leaves the minimum wage; an advance takes what is left and no more, the rest waits for the
 * next month. `income` is what is taxed: the wage and what
 * finance's own settlements of the month brought; `year_*` are the sums tax was reckoned from, this month included.
 *
 * She sees it from `sent` on, on her phone and as PDF, and may object, paid or not. Until the run is approved that holds it up; afterwards it changes no
 * state and waits for its answer in the queue; upheld it is put right with her next payslip, or by a reversal. */
#pragma once
#include "payroll/tax.h"
#include "payroll/tax_profile.h"
#include "payroll/wage_sheet.h"

enum payslip_state { PAYSLIP_CALCULATED = 1, PAYSLIP_SENT, PAYSLIP_CONFIRMED, PAYSLIP_OBJECTED, PAYSLIP_LOCKED, PAYSLIP_PAID, PAYSLIP_FAILED, PAYSLIP_REVERSED, PAYSLIP_RED, PAYSLIP_DROPPED };
struct payslip_line { enum settlement_item item; text code, label, rule, why; money amount; ref advance, compensation, back_pay; };
struct payslip {
    struct record record;
    enum payslip_state state;
    ref run, worker;
    enum employment_mode mode;
    enum tax_kind tax_kind;
    enum income_report report;      /* as of this month: what a quarter has to report is found by it */
    day first, last;
    rows_of lines;
    money gross, social, company_social, tax, deducted, net;   /* net = gross − social − tax − deducted (damage, advances) */
    money income, special;          /* taxed this month; special additional deductions of this month */
    money year_income, year_social, year_special, year_tax; int64_t months;
    bool whole_month;
    instant sent_at, confirmed_at, objected_at, answered_at, paid_at;
    text objection, answer, bank_why;
    enum objection_result result; ref back_pay;     /* of one answered after the lock: upheld it comes with her next payslip (finance/back_pay.h) */
    ref settlement, reverses, reversed_by, corrects;
    text remark;
};
extern const struct record_type payslip_type;
extern const struct choice payslip_states[];

struct payroll_run;
/* Makes or makes again the run's slips from its sheets. How many; below 0: refused. */
int64_t payslips_make(struct work *w, struct payroll_run *run);
/* The settlement that stands for the one behind the slip it corrects, and that one. 0: it corrects none. */
int64_t payslip_draft_behind(struct work *w, const struct payslip *slip, int64_t *ret_reversed);
bool payslip_to_settlement(struct work *w, struct payslip *slip, const struct payroll_run *run);
/* Reactions: money went or came back. */
bool payslip_paid_by(struct work *w, const struct record_type *type, int64_t settlement);
bool payslips_catch_up(struct work *w) __attribute__((warn_unused_result));       /* ticker: locked ones whose settlement is paid, as corrections were once left */
struct message_templates;
extern const struct message_templates payslip_messages;
bool tell_of_payslip_answer(struct work *w, const struct record_type *type, int64_t payslip);
bool payslip_heard_again(struct work *w, const struct record_type *type, int64_t back_pay);
struct request;
struct reply;
/* GET /api/payslip/:id/paper: PDF; hers, or who sees payroll. */
bool payslip_paper_call(struct work *w, const struct request *request, struct reply *reply);

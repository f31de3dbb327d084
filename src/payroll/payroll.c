/* payroll.c — the module's table of contents. */
#include "payroll/payroll.h"
#include "messages/messages.h"
#include "payroll/introduction_bill.h"
#include "payroll/referral_money.h"
#include "payroll/through_us.h"
#include "payroll/usual_day.h"

static const struct record_type *const types[] = { &payroll_run_type, &payslip_type, &wage_sheet_type, &family_wage_type, &wage_advance_type, &tax_profile_type, &tax_table_type, &social_rate_type, &commission_entry_type, &commission_slip_type, &office_pay_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_PAYROLL, N_("See wages and payslips") }, { CAN_PREPARE_PAYROLL, N_("Prepare wages: sheets, advances, calculation") }, { CAN_REVIEW_PAYROLL, N_("Review wages and send payslips") },
    { CAN_LOCK_PAYROLL, N_("Approve and reverse wages") }, { CAN_PAY_PAYROLL, N_("Pay wages and advances, declare tax") }, { CAN_KEEP_PAY_RATES, N_("Keep tax tables and insurance rates") },
};
static const struct setting_declared declared[] = {
    { "payroll.gap_months", N_("Months without income after which platform tax begins anew"), N_("By announcement 16 of 2025, as vendors read it"), SETTING_NUMBER, "2", 1, 12, true },
    { "payroll.sick_percent", N_("Paid while ill, percent of a day's wage"), N_("Where the contract says nothing; an employee never less than 80 % of the minimum wage"), SETTING_NUMBER, "80", 0, 100 },
    { SETTING_COMMISSION, N_("Commission of colleagues"), N_("Percent of their part of a fee (performance); 0: none"), SETTING_NUMBER, "10", 0, 100 },
};
static const struct setting_list settings = { declared, COUNT_OF(declared) };

/* The pay run was booked, or the bank's answer read: rows that came back, also after they were paid. */
static bool after_pay_run(struct work *w, const struct record_type *type, int64_t id)
{
    const struct pay_run *p = record_peek(w, type, id);
    int64_t run = 0;
    for (size_t i = 0; p && i < p->rows.count; i++) {
        const struct pay_row *row = ROW(struct pay_row, p->rows, i);
        if (row->outcome != ROW_FAILED) continue;
        struct found f = LOAD_WHERE(w, payslip, "settlement = $1 and state in (5, 7)", BIND(num(row->settlement.id)));
        if (!f.count) continue;
        run = FOUND(struct payslip, f, 0)->run.id;
        struct { text why; } in = { row->why };
        if (!step_run(w, &payslip_type, f.at[0], "fail", &in)) return false;
    }
    if (!run) return payroll_run_rest_waits(w, id);
    struct payroll_run *r = record_peek(w, &payroll_run_type, run);
    return !failed(w) && (!r || (r->state != PAYROLL_APPROVED && r->state != PAYROLL_BANK_FILE && r->state != PAYROLL_PAID && r->state != PAYROLL_REPAID) || step_run(w, &payroll_run_type, r, "came_back", NULL));
}
/* Before the run is booked it may still be taken for something else; afterwards the wage has to be paid again. */
static bool after_sent_back(struct work *w, const struct record_type *type, int64_t id)
{
    const struct pay_run *p = record_peek(w, type, id);
    return !p || p->state == RUN_MADE || after_pay_run(w, type, id);
}
static const struct reaction reactions[] = {
    { "settlement.receive", WITH, payslip_paid_by, "payroll.paid" },
    { "payslip.answer", WITH, tell_of_payslip_answer, "payroll.tell_answered" }, { "payslip.answer_late", WITH, tell_of_payslip_answer, "payroll.tell_answered_late" },
    { "back_pay.take_back", WITH, payslip_heard_again, "payroll.heard_again" },
    { "pay_run.pay", WITH, after_pay_run, "payroll.after_pay_run" }, { "pay_run.answer", WITH, after_pay_run, "payroll.after_answer" }, { "pay_run.sent_back", WITH, after_sent_back, "payroll.after_sent_back" },
    { "bill.drop", WITH, placement_bill_dropped, "payroll.prepaid_back" },
    { "introduction_review.ask_fee", WITH, introduction_billed, "payroll.introduction" }, { "introduction_review.unfounded", WITH, introduction_unfounded, "payroll.introduction_unfounded" },
    { "bill.drop", WITH, introduction_bill_dropped, "payroll.introduction_dropped" }, { "bill.reverse", WITH, introduction_bill_reversed, "payroll.introduction_reversed" },
    { "contract.end", WITH, placement_prepaid_left, "payroll.prepaid_left" },
    { "contract.pay_first", WITH, commission_of_contract, "payroll.commission" }, { "contract.end", WITH, commission_clawed_back, "payroll.commission_back" },
    { "referral.reward", WITH, referral_paid, "payroll.referral" }, { "referral.make_void", WITH, referral_back, "payroll.referral_back" },
    { "referral.reduce", WITH, referral_reduced, "payroll.referral_reduced" }, { "referral.created", WITH, referral_made, "payroll.referral_payer" }, { "referral.hear", WITH, referral_made, "payroll.referral_heard" },
    { "bank_line.match", WITH, referral_after_bank, "payroll.referral_bank" }, { "bank_line.confirm", WITH, referral_after_bank, "payroll.referral_bank_sure" },
    { "refund.pay", WITH, referral_after_refund, "payroll.referral_refund" }, { "payment.created", WITH, referral_after_payment, "payroll.referral_payment" },
};

static const struct ticker tickers[] = { { "payroll.paid_by_now", HOURS(1), payslips_catch_up } };
static const struct person_needed wages = { N_("A payslip is not paid yet"), NULL, false,
    { { "payslip", "select id from payslip where worker in (select id from worker where person = $1) and state in (1, 2, 3, 4, 5, 7) order by id" } } };
static const struct answer answers[] = { { SETTINGS, &settings }, { QUESTION_MESSAGE_TEMPLATES, &payslip_messages }, { QUESTION_NEEDED, &wages }, { QUESTION_USUAL_PAY, &earned_pay }, { QUESTION_NOT_COME, &wages_not_come } };
static const struct call calls[] = {
    { .method = POST, .pattern = "/api/payroll_run/:id/bills", .by = CAN_EDIT_BILLS, .run = placement_bills_call, .help = "Bills of the month for all placements of the branch: our fees, and wages that go through us as trust money; each month once" },
    { .method = GET, .pattern = "/api/payroll_run/:id/commissions", .by = CAN_SEE_PAYROLL, .run = run_commissions_call, .help = "Commissions of a payroll by colleague: what would be taken, or was" },
    { .method = GET, .pattern = "/api/my/commissions", .run = my_commissions_call, .help = "A colleague's own commissions: earned, taken back, in a payroll, paid" },
    { .method = GET, .pattern = "/api/payslip/:id/paper", .raw = payslip_paper_call, .slow = true, .help = "A payslip as PDF: hers, or of who sees payroll" },
};

/* Which placement's month is on which bill. */
static const char schema[] = "create table if not exists placement_claim (placement {number} not null, first {number} not null, bill {number} not null, primary key (placement, first));";

const struct module payroll_module = { .name = "payroll", .label = N_("Wages"), .menu = 5, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_ANSWERS(answers), MODULE_REACTIONS(reactions), MODULE_TICKERS(tickers), MODULE_CALLS(calls), .schema = schema, .seed = tax_tables_seed };

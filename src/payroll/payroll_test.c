/* payroll_test.c — a month of wages from the sheets to the bank and back (SM-PAYROLL, DOMAIN.md §2.6, §4.3, §4.7, T11, T20, T21, T25). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "contracts/contracts.h"
#include "ledger/ledger.h"
#include "payroll/payroll_house_test.h"
#include "payroll/wage_sheet.h"
#include "record/store.h"
#include "test/house.h"
#include "test/test.h"
#include "customers/customers.h"
#include "messages/messages.h"
#include "operations/operations.h"
#include "payroll/usual_day.h"
#include "placement/placement.h"

static bool slip_step(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    w->reason = "国庆少算一天";
    struct payslip *s = LOAD(w, payslip, h->slip);
    return s && step_run(w, &payslip_type, s, h->step, h->in);
}

/* ¥7,800 and three holidays worked: ¥11,027.59 in the ninety days before. */
static bool a_usual_day(struct work *w, void *data)
{
    const struct house_of_wages *h = data;
    const struct worker *n = record_peek(w, &worker_type, h->workers[0]);
    text why = "";
    EQUAL(n ? earned_pay.a_day(w, n, (day){ h->last.number + 1 }, &why).fen : 0, 12253);
    uint8_t earned[3] = { 0 };                                  /* the last day of the month and the two that follow */
    earned_pay.earned_on(w, h->workers[0], h->last, (day){ h->last.number + 2 }, earned);
    CHECK(earned[0] && !earned[1] && !earned[2]);
    return !failed(w);
}

TEST_DB(a_usual_day_is_what_ninety_days_brought_and_a_month_that_is_paid_is_not_paid_twice)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(wages_write(&h, wages_sheets_of_october) && wages_write(&h, a_usual_day));
    wages_close(&h);
}

/* What is taxed of an employee: 11027.59 − 624 − 5000 × months − 1000. */
static void said_after_the_lock(struct house_of_wages *h)
{
    CASE("said after the lock it is heard once until it is answered, and holds nothing up");
    h->step = "object_late";
    CHECK(wages_write(h, slip_step));
    EQUAL(wages_see(h, 1, NULL).slip.state, PAYSLIP_LOCKED);
    CHECK(!wages_write(h, slip_step));
    SAME_TEXT(h->w->message, "What you said is with the office; its answer comes here");
    h->step = "answer_late";
    h->in = &(struct late_answer){ OBJECTION_ACCEPTED, "10 月 4 日也算", { 0 } };
    CHECK(!wages_write(h, slip_step));
    SAME_TEXT(h->w->field, "correction");
    h->in = &(struct late_answer){ OBJECTION_ACCEPTED, "10 月 4 日也算", { 30000, true } };
    CHECK(wages_write(h, slip_step));
    EQUAL(wages_see(h, 1, NULL).slip.state, PAYSLIP_LOCKED);
    CHECK(!wages_write(h, slip_step));                          /* nothing is asked any more */
    CASE(NULL);
}

TEST_DB(october_goes_from_sheets_to_the_bank_with_an_advance_and_an_objection)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    h.amount = 200000;
    CHECK(wages_write(&h, wages_sheets_of_october) && wages_write(&h, wages_add_advance) && wages_write(&h, wages_add_run));
    int64_t run = h.run;
    CASE("one payroll a month");
    CHECK(!wages_write(&h, wages_add_run));
    EQUAL(h.w->failure, CONFLICT);
    h.run = run;
    CHECK(wages_drive(&h, "calculate"));
    struct seen s = wages_see(&h, 0, NULL);
    EQUAL(s.slip.gross.fen, 1102759);
    EQUAL(s.slip.social.fen, 62400);
    EQUAL(s.slip.company_social.fen, 124800);
    EQUAL(s.slip.months, 10);
    EQUAL(s.slip.tax.fen, 0);
    EQUAL(s.slip.deducted.fen, 200000);
    EQUAL(s.slip.net.fen, 1102759 - 62400 - 200000);
    CASE("agency, wage through us: labour remuneration of 8400");
    s = wages_see(&h, 1, NULL);
    EQUAL(s.slip.gross.fen, 840000);
    EQUAL(s.slip.tax.fen, 134400);
    EQUAL(s.slip.net.fen, 705600);
    EQUAL(s.run.slips, 2);
    CHECK(!wages_drive(&h, "approve"));
    CHECK(wages_drive(&h, "review"));
    CASE("an objection holds the month up until it is answered");
    h.slip = s.slip.record.id;
    h.step = "object";
    CHECK(wages_write(&h, slip_step));
    CHECK(!wages_drive(&h, "approve"));
    h.step = "answer";
    h.in = &(struct { text answer; }){ "10 月 3 日已计入,见第二行" };
    CHECK(wages_write(&h, slip_step));
    CHECK(wages_drive(&h, "approve"));
    EQUAL(wages_see(&h, 0, LEDGER_WAGES).account, -(1102759 - 62400 - 200000));
    EQUAL(wages_see(&h, 0, LEDGER_WITH_WORKERS).account, 0);                      /* the advance is back */
    EQUAL(wages_see(&h, 0, LEDGER_SOCIAL).account, -(62400 + 124800));
    EQUAL(wages_see(&h, 0, LEDGER_TRUST_WAGES).account, -705600);                /* the nanny's wage is not ours */
    EQUAL(wages_see(&h, 0, LEDGER_WAGE_COST).account, 1102759);
    CHECK(!wages_drive(&h, "calculate"));
    said_after_the_lock(&h);
    CHECK(wages_drive(&h, "bank_file"));
    s = wages_see(&h, 0, NULL);
    EQUAL(s.run.state, PAYROLL_BANK_FILE);
    CHECK(s.run.pay_run.id != 0);
    wages_close(&h);
}

static bool approve_early(struct work *w, void *data)
{
    const struct house_of_wages *h = data;
    struct payroll_run *r = LOAD(w, payroll_run, h->run);
    w->now = w->acted = day_at((day){ h->last.number - 1 }, 600);
    return r && step_take(w, &payroll_run_type, r, "approve", NULL);
}

TEST_DB(a_month_is_not_locked_before_its_last_day)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(wages_write(&h, wages_sheets_of_october) && wages_write(&h, wages_add_run) && wages_drive(&h, "calculate") && wages_drive(&h, "review"));
    CHECK(!wages_write(&h, approve_early));
    EQUAL(h.w->failure, CONFLICT);
    CHECK(wages_drive(&h, "approve"));
    wages_close(&h);
}

static bool at_the_bank(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    const struct payroll_run *r = LOAD(w, payroll_run, h->run);
    struct pay_run *p = r ? LOAD(w, pay_run, r->pay_run.id) : NULL;
    if (!p) return false;
    struct { ref worker; text why; } in = { { h->who >= 0 ? h->workers[h->who] : 0 }, "账号户名不符" };
    if (h->who >= 0 && !step_run(w, &pay_run_type, p, "sent_back", &in)) return false;
    return step_run(w, &pay_run_type, p, "pay", NULL);
}

static bool mend_sheet(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct found f = LOAD_WHERE(w, wage_sheet, "worker = $1", BIND(num(h->workers[0])));
    struct wage_sheet *s = f.count ? f.at[0] : NULL;
    if (!s) return false;
    s->holiday_worked = 4;
    return SAVE(w, wage_sheet, s);
}

TEST_DB(what_the_bank_sends_back_is_paid_again_and_a_wrong_payslip_is_reversed)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(wages_write(&h, wages_sheets_of_october) && wages_write(&h, wages_add_run) && wages_drive(&h, "calculate") && wages_drive(&h, "review") && wages_drive(&h, "approve") && wages_drive(&h, "bank_file"));
    h.who = 1;
    CHECK(wages_write(&h, at_the_bank));
    struct seen s = wages_see(&h, 1, NULL);
    EQUAL(s.slip.state, PAYSLIP_FAILED);
    EQUAL(s.run.state, PAYROLL_FAILED_ITEMS);
    EQUAL(wages_see(&h, 0, NULL).slip.state, PAYSLIP_PAID);
    h.who = -1;
    CHECK(wages_drive(&h, "bank_file"));
    CHECK(wages_write(&h, at_the_bank));
    s = wages_see(&h, 1, LEDGER_TRUST_WAGES);
    EQUAL(s.slip.state, PAYSLIP_PAID);
    EQUAL(s.run.state, PAYROLL_REPAID);
    EQUAL(s.account, 0);
    CASE("declared and paid over: nothing of tax and insurance is owed any more");
    h.step = "declare";
    h.in = &(struct { text number; day on; }){ "SB-2026-10", { h.last.number + 3 } };
    CHECK(wages_write(&h, wages_run_step));
    EQUAL(wages_see(&h, 0, LEDGER_TAX).account, 0);
    EQUAL(wages_see(&h, 0, LEDGER_SOCIAL).account, 0);
    CASE("a month that is approved is not mended on the sheet, only by a reversal");
    CHECK(!wages_write(&h, mend_sheet));
    s = wages_see(&h, 0, NULL);
    h.slip = s.slip.record.id;
    h.step = "reverse";
    h.in = NULL;
    CHECK(wages_write(&h, slip_step));
    CHECK(wages_write(&h, mend_sheet));
    s = wages_see(&h, 0, NULL);
    EQUAL(s.slip.state, PAYSLIP_CALCULATED);
    h.slip = s.slip.record.id;
    h.step = "recalculate";
    CHECK(wages_write(&h, slip_step));
    struct seen mended = wages_see(&h, 0, NULL);
    CHECK(mended.slip.gross.fen < s.slip.gross.fen);
    EQUAL(s.run.gross.fen - mended.run.gross.fen, s.slip.gross.fen - mended.slip.gross.fen);
    EQUAL(s.run.net.fen - mended.run.net.fen, s.slip.net.fen - mended.slip.net.fen);
    h.step = "approve";
    CHECK(wages_write(&h, slip_step));
    s = wages_see(&h, 0, LEDGER_WAGES);
    EQUAL(s.slip.gross.fen, 780000 + 215172);
    EQUAL(s.slip.state, PAYSLIP_PAID);                      /* by what was paid on the one before */
    CHECK(s.slip.sent_at.ms != 0);                          /* she sees it */
    EQUAL(s.account, 0);
    EQUAL(wages_see(&h, 0, LEDGER_WITH_WORKERS).account, 107587);                /* she has one holiday's 1075.87 too much: it is owed back */
    wages_close(&h);
}

static bool sheet_with(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct wage_sheet s = { .worker = { h->workers[0] }, .home = "望京", .first = h->first, .last = h->last, .wage = { 300000 }, .basis = BY_26_DAYS, .holiday = HOLIDAY_PAY_LAW, .sick_percent = 80, .whole_month = true,
        .served = 2 * (h->last.number - h->first.number + 1), .rest = 8, .rest_due = 8, .damage = { h->amount }, .damage_why = "花瓶", .remark = "" };
    return ADD(w, wage_sheet, &s);
}
static bool set_minimum(struct work *w, void *data)
{
    struct found f = LOAD_WHERE(w, setting, "code = $1", BIND(txt(SETTING_MINIMUM_MONTHLY)));
    (void)data;
    FOUND(struct setting, f, 0)->value = "254000";
    return SAVE(w, setting, f.at[0]);
}

TEST_DB(damage_takes_at_most_a_fifth_and_leaves_the_minimum_wage_and_an_advance_what_is_left)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    h.amount = 800000;                                      /* the vase of T25 */
    CHECK(wages_write(&h, set_minimum) && wages_write(&h, sheet_with));
    CHECK(wages_write(&h, wages_add_advance) && wages_write(&h, wages_add_run) && wages_drive(&h, "calculate"));
    struct seen s = wages_see(&h, 0, NULL);
    int64_t damage = 0, advance = 0;
    for (size_t i = 0; i < s.slip.lines.count; i++) {
        const struct payslip_line *l = ROW(struct payslip_line, s.slip.lines, i);
        if (l->item == PAY_COMPENSATION) damage = l->amount.fen;
        if (l->item == PAY_ADVANCE) advance = l->amount.fen;
    }
    EQUAL(damage, -46000);                                  /* 3000 − 2540, less than 20 % */
    EQUAL(s.slip.social.fen, 34608);                        /* of the least base, 4326 */
    EQUAL(advance, -(300000 - 46000 - 34608));
    EQUAL(s.slip.net.fen, 0);
    wages_close(&h);
}

static bool count_it(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct rows *row = db_query_made(w, h->step, NO_BIND);
    h->amount = db_next(row) ? db_number(row, 0) : -1;
    db_enough(row);
    return !failed(w);
}

static bool reads_her_month(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct found f = LOAD_WHERE(w, placement, "id > $1 order by id", BIND(num(0)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    CHECK(f.count == 1 && wage_month_write(w, &j, f.at[0], h->workers[1], h->first, (day){ h->first.number + 30 }));
    write_end(&j, '}');
    h->amount = strstr(buf_text(&j.out), "\"by_agent\":true") != NULL;
    return !failed(w);
}

TEST_DB(a_wage_that_we_hand_on_for_the_family_is_not_told_as_ours)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(wages_write(&h, wages_placed_in_a_home) && wages_write(&h, reads_her_month));
    EQUAL(h.amount, 1);
    h.step = "update contract set mode = 1 returning 1";
    CHECK(wages_write(&h, count_it) && wages_write(&h, reads_her_month));
    EQUAL(h.amount, 0);
    wages_close(&h);
}

/* October 2026: the 1st to the 3rd are holidays, the Sundays 4, 11, 18 and 25 her four rest days. */
TEST_DB(a_placements_days_become_a_sheet_and_by_the_golden_figure_a_wage)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(wages_write(&h, wages_placed_in_a_home) && wages_write(&h, wages_add_run) && wages_drive(&h, "collect"));
    CHECK(wages_drive(&h, "calculate"));
    struct seen s = wages_see(&h, 1, NULL);
    EQUAL(s.slip.gross.fen, 780000 + 3 * 30000);
    EQUAL(s.slip.tax_kind, TAX_LABOUR);
    EQUAL(s.slip.lines.count, 3);
    CASE("collected again nothing is there twice");
    CHECK(wages_drive(&h, "collect") && wages_drive(&h, "calculate"));
    EQUAL(wages_see(&h, 1, NULL).slip.gross.fen, 870000);
    CASE("approved, its days are locked");
    CHECK(wages_drive(&h, "review") && wages_drive(&h, "approve"));
    h.step = "select count(*) from placement_day where locked = 1 and date between 20727 and 20757";
    CHECK(wages_write(&h, count_it));
    EQUAL(h.amount, 31);
    wages_close(&h);
}

/* A payroll may be shorter than the month: nobody gets the month's wage for half of it. Of the 15 days three are holidays and two her rest days. */
TEST_DB(half_a_month_is_half_a_wage)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    h.last.number = h.first.number + 14;
    CHECK(wages_write(&h, wages_placed_in_a_home) && wages_write(&h, wages_add_run) && wages_drive(&h, "collect") && wages_drive(&h, "calculate"));
    EQUAL(wages_see(&h, 1, NULL).slip.gross.fen, 780000 / 26 * 13 + 3 * 30000);
    wages_close(&h);
}

/* ---- her agreed part of a compensation (T25) ---- */

static bool vase_paid(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct person payer = { .name = "李芳" };
    if (!ADD(w, person, &payer)) return false;
    struct customer c = { .record.branch = { h->branch }, .person = { payer.record.id }, .tax_number = "" };
    if (!ADD(w, customer, &c)) return false;
    const struct compensation_ask ask = { .branch = { h->branch }, .customer = { c.record.id }, .worker = { h->workers[0] }, .case_number = "K-1", .what = "花瓶", .price = { 60000 }, .worth = 100, .worker_share = 100, .bound = true };
    struct compensation *one = LOAD(w, compensation, compensation_ask(w, &ask));
    return one && step_run(w, &compensation_type, one, "worker_agree", &(struct { text said; }){ "11-26 在店里当面签字" })
        && step_run(w, &compensation_type, one, "pay", &(struct { enum payment_channel channel; text number; }){ CHANNEL_TRANSFER, "T1" });
}

static bool forgive_rest(struct work *w, void *data)
{
    (void)data;
    struct found f = LOAD_WHERE(w, compensation, "state = 4", NO_BIND);
    w->reason = "她家里有病人";
    return f.count && step_run(w, &compensation_type, f.at[0], "forgive", NULL);
}

static int64_t asked(struct house_of_wages *h, text sql)
{
    h->step = sql;
    CHECK(wages_write(h, count_it));
    return h->amount;
}
#define TAKEN "select taken from compensation"
#define IN_SLIPS "select cast(coalesce(sum(l.amount), 0) as bigint) from payslip_lines l join payslip p on p.id = l.parent where l.compensation > 0 and p.state between 1 and 7 and p.run = (select max(id) from payroll_run)"

static bool next_month(struct house_of_wages *h)
{
    h->first.number = h->last.number + 1;
    h->last.number = h->first.number + days_of_month(h->first) - 1;
    h->amount = 0;
    return wages_write(h, sheet_with) && wages_write(h, wages_add_run);
}

static void taken_back_and_again(struct house_of_wages *h)
{
    CASE("a reversed slip takes nothing twice");
    h->slip = wages_see(h, 0, NULL).slip.record.id;
    h->step = "reverse";
    CHECK(wages_write(h, slip_step));
    EQUAL(asked(h, TAKEN), 0);
    h->slip = wages_see(h, 0, NULL).slip.record.id;
    h->step = "recalculate";
    CHECK(wages_write(h, slip_step));
    EQUAL(asked(h, IN_SLIPS), -46000);
    h->step = "approve";
    CHECK(wages_write(h, slip_step));
    EQUAL(asked(h, TAKEN), 46000);
}

TEST_DB(a_payslip_takes_her_agreed_part_of_a_compensation_within_the_law_and_the_rest_the_next_month)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    h.amount = 0;
    CHECK(wages_write(&h, set_minimum) && wages_write(&h, vase_paid) && wages_write(&h, sheet_with) && wages_write(&h, wages_add_run) && wages_drive(&h, "calculate"));
    EQUAL(asked(&h, IN_SLIPS), -46000);                     /* 3000 − 2540, less than her 600 and than 20 % */
    EQUAL(asked(&h, TAKEN), 0);
    CHECK(wages_drive(&h, "calculate"));
    EQUAL(asked(&h, IN_SLIPS), -46000);
    CHECK(wages_drive(&h, "review") && wages_drive(&h, "approve"));
    EQUAL(asked(&h, TAKEN), 46000);
    EQUAL(wages_see(&h, 0, LEDGER_WITH_WORKERS).account, 14000);
    taken_back_and_again(&h);
    CASE("the next month takes the rest; forgiven meanwhile the month is reckoned again");
    CHECK(next_month(&h) && wages_drive(&h, "calculate"));
    EQUAL(asked(&h, IN_SLIPS), -14000);
    CHECK(wages_drive(&h, "review") && wages_write(&h, forgive_rest));
    CHECK(!wages_drive(&h, "approve"));
    CHECK(h.w->message && strstr(h.w->message, "calculate the wages again"));
    CHECK(wages_drive(&h, "calculate") && wages_drive(&h, "review") && wages_drive(&h, "approve"));
    EQUAL(asked(&h, IN_SLIPS), 0);
    EQUAL(asked(&h, TAKEN), 46000);
    EQUAL(wages_see(&h, 0, LEDGER_WITH_WORKERS).account, 0);
    wages_close(&h);
}

/* What a sheet takes for damage and what she owes of a compensation have one limit together. */
TEST_DB(damage_by_a_sheet_and_by_a_compensation_share_the_fifth)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    h.amount = 30000;
    CHECK(wages_write(&h, set_minimum) && wages_write(&h, vase_paid) && wages_write(&h, sheet_with) && wages_write(&h, wages_add_run) && wages_drive(&h, "calculate"));
    EQUAL(asked(&h, IN_SLIPS), -16000);
    EQUAL(wages_see(&h, 0, NULL).slip.deducted.fen, 46000);
    wages_close(&h);
}

/* The same home once more, of the third worker by a part-time contract. */
static bool placed_part_time(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct house_of_wages other = *h;
    other.workers[1] = h->workers[2];
    db_exec(w, SQL("update service_line set code = 'BEFORE', name = '住家保姆'"), NO_BIND);
    db_exec(w, SQL("update contract set paper_number = 'HT-0'"), NO_BIND);
    if (!wages_placed_in_a_home(w, &other)) return false;
    db_exec(w, SQL("update contract set mode = $2, hours_day = 4 where worker = $1"), BIND(num(h->workers[2]), num(CONTRACT_PART_TIME)));
    return !failed(w);
}

static bool part_time_is_said(struct work *w, void *data)
{
    const struct payroll_run *r = record_peek(w, &payroll_run_type, ((struct house_of_wages *)data)->run);
    const struct worker *n = record_peek(w, &worker_type, ((struct house_of_wages *)data)->workers[2]);
    CHECK(r && n && *n->record.number && strstr(r->left_out, n->record.number) && strstr(r->left_out, "15"));
    CHECK(r && !strchr(r->left_out, '\n'));                 /* collected twice it is said once */
    return r != NULL;
}

TEST_DB(a_part_time_placement_is_left_out_of_a_month_by_name_and_the_others_are_taken)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(wages_write(&h, wages_placed_in_a_home) && wages_write(&h, placed_part_time) && wages_write(&h, wages_add_run));
    CHECK(wages_drive(&h, "collect") && wages_drive(&h, "collect"));
    h.step = "select count(*) from wage_sheet";
    CHECK(wages_write(&h, count_it));
    EQUAL(h.amount, 1);
    CHECK(wages_write(&h, part_time_is_said));
    wages_close(&h);
}

static bool hour_at_least(struct work *w, void *data)
{
    struct found f = LOAD_WHERE(w, setting, "code = $1", BIND(txt(SETTING_MINIMUM_HOURLY)));
    FOUND(struct setting, f, 0)->value = print(w, "%lld", (long long)((struct house_of_wages *)data)->amount);
    return SAVE(w, setting, f.at[0]);
}

static bool profile_of_third(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct social_rate injury = { .name = "工伤", .since = { 20000 }, .company_part = 4, .injury = true };
    struct tax_profile p = { .worker = { h->workers[2] }, .since = day_from_date((struct date){ 2026, 1, 1 }), .special = { 100000 }, .insured = true, .social_base = { 500000 }, .kind = TAX_WAGES, .remark = "" };
    return ADD(w, social_rate, &injury) && ADD(w, tax_profile, &p);
}

static bool piece(struct house_of_wages *h, int first, int last)
{
    h->first.number = 20727 + first - 1;
    h->last.number = 20727 + last - 1;
    return wages_write(h, wages_add_run);
}

static void second_piece(struct house_of_wages *h, int64_t first_run)
{
    CASE("the second is reckoned on top of the first, once that is approved; what counts once a month does not count twice");
    CHECK(piece(h, 16, 30) && wages_drive(h, "collect"));
    CHECK(!wages_drive(h, "calculate"));
    EQUAL(h->w->failure, CONFLICT);
    int64_t second = h->run;
    h->run = first_run;
    CHECK(wages_drive(h, "approve"));
    EQUAL(asked(h, "select payday - first from settlement where mode = 2"), 15);
    h->run = second;
    CHECK(wages_drive(h, "calculate"));
    struct seen s = wages_see(h, 2, NULL);
    EQUAL(s.slip.gross.fen, 780000 / 26 * 13);
    EQUAL(s.slip.special.fen, 0);
    EQUAL(s.slip.company_social.fen, 0);
    EQUAL(s.slip.year_income.fen, 480000 + 390000);
    EQUAL(s.slip.months, 10);
    CHECK(wages_drive(h, "review") && wages_drive(h, "approve"));
}

TEST_DB(part_time_placements_have_payrolls_of_fifteen_days_and_no_hour_below_the_minimum)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    h.kind = PAYROLL_PART_TIME;
    CHECK(wages_write(&h, wages_placed_in_a_home) && wages_write(&h, placed_part_time) && wages_write(&h, profile_of_third));
    CHECK(!piece(&h, 16, 31));
    SAME_TEXT(h.w->wrong ? h.w->wrong->field : "", "last");
    CHECK(piece(&h, 1, 15) && wages_drive(&h, "collect") && wages_drive(&h, "calculate"));
    int64_t first = h.run;
    struct seen s = wages_see(&h, 2, NULL);
    EQUAL(s.run.slips, 1);
    EQUAL(s.slip.gross.fen, 780000 / 26 * 13 + 3 * 30000);
    EQUAL(s.slip.special.fen, 100000);
    EQUAL(s.slip.social.fen, 0);
    EQUAL(s.slip.company_social.fen, 2000);
    CASE("300 yuan for four hours are 75 an hour");
    h.amount = 7501;
    CHECK(wages_write(&h, hour_at_least) && !wages_drive(&h, "review"));
    CHECK(h.w->message && strstr(h.w->message, "an hour"));
    h.amount = 7500;
    CHECK(wages_write(&h, hour_at_least) && wages_drive(&h, "review"));
    second_piece(&h, first);
    CASE("the month's own payroll says what is left of it, and then nothing");
    h.kind = PAYROLL_OF_MONTH;
    CHECK(piece(&h, 1, 31) && wages_drive(&h, "collect"));
    CHECK(strlen(wages_see(&h, 1, NULL).run.left_out) > 0);
    int64_t month = h.run;
    h.kind = PAYROLL_PART_TIME;
    CHECK(piece(&h, 31, 31) && wages_drive(&h, "collect"));
    h.run = month;
    CHECK(wages_drive(&h, "collect") && wages_drive(&h, "calculate"));
    s = wages_see(&h, 1, NULL);
    SAME_TEXT(s.run.left_out, "");
    EQUAL(s.run.slips, 1);
    wages_close(&h);
}

/* ---- commissions of whoever approves ---- */

struct approving { struct house_of_wages *h; int64_t mine, kins, others, whose; struct actor actor; text why; };
static bool colleagues(struct work *w, void *data)
{
    struct approving *a = data;
    struct person me = { .name = "周店长" }, kin = { .name = "周小妹" }, other = { .name = "陈顾问" };
    if (!ADD(w, person, &me) || !ADD(w, person, &kin) || !ADD(w, person, &other)) return false;
    struct account mine = { .login = "zhou", .person = { me.record.id }, .home = { a->h->branch } }, kins = { .login = "xiaomei", .person = { kin.record.id }, .home = { a->h->branch } }, others = { .login = "chen", .person = { other.record.id }, .home = { a->h->branch } };
    struct person_tie t = { .person = { me.record.id }, .other = { kin.record.id }, .kind = TIE_SIBLING };
    if (!ADD(w, account, &mine) || !ADD(w, account, &kins) || !ADD(w, account, &others) || !ADD(w, person_tie, &t)) return false;
    a->mine = mine.record.id, a->kins = kins.record.id, a->others = others.record.id;
    const int64_t all[] = { a->mine, a->kins, a->others };
    for (int i = 0; i < 3; i++) {
        struct office_pay o = { .record.branch = { a->h->branch }, .account = { all[i] }, .since = { day_plus_months(a->h->first, -1).number }, .kind = TAX_NONE };
        if (!ADD(w, office_pay, &o)) return false;
    }
    return true;
}
static bool earned_by(struct work *w, void *data)
{
    const struct approving *a = data;
    db_exec(w, SQL("delete from commission_entry"), NO_BIND);
    db_exec(w, SQL("insert into commission_entry (id, number, branch, version, created_at, changed_at, changed_by, state, account, contract, part, performance, percent, amount, earned_on, why) values ($1, 'TC-1', $2, 1, 0, 0, 0, 1, $3, (select max(id) from contract), 1, 20000, 50, 10000, $4, '')"),
            BIND(num(record_new_id()), num(a->h->branch), num(a->whose), num(a->h->first.number)));
    return !failed(w);
}
static bool ask_approval(struct work *w, void *data)
{
    struct approving *a = data;
    const struct payroll_run *r = LOAD(w, payroll_run, a->h->run);
    const struct actor *before = w->actor;
    if (!r) return false;
    w->actor = &a->actor;
    const struct sentence *why = commissions_own(w, r);
    w->actor = before;
    a->why = why ? why->message : "";
    return true;
}
static bool by_the_house(struct approving *a, db_run *run)
{
    work_clear(a->h->w);
    a->h->w->loaded = NULL;
    bool well = db_write(a->h->db, a->h->w, run, a);
    if (!well && getenv("TEST_LOUD")) printf("  refused: %d %s %s\n", (int)a->h->w->failure, a->h->w->field ? a->h->w->field : "", a->h->w->message ? a->h->w->message : "");
    return well;
}
static text approved_by_zhou(struct approving *a, int64_t whose)
{
    a->whose = whose;
    a->actor = (struct actor){ .user = a->mine };
    CHECK(by_the_house(a, earned_by) && by_the_house(a, ask_approval));
    return a->why;
}

TEST_DB(who_approves_a_payroll_has_no_commission_in_it_nor_has_her_kin)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    struct approving a = { .h = &h };
    CHECK(wages_write(&h, wages_placed_in_a_home) && wages_write(&h, wages_add_run) && by_the_house(&a, colleagues));
    SAME_TEXT(approved_by_zhou(&a, a.others), "");
    SAME_TEXT(approved_by_zhou(&a, a.mine), "Commissions of your own are in it: somebody else approves it");
    SAME_TEXT(approved_by_zhou(&a, a.kins), "{1} is tied to you ({2}): somebody else decides");
    wages_close(&h);
}

/* payroll_back_test.c — what she gets on top after she objected to a locked payslip comes with her next one; an advance goes back once. */
#include "ledger/ledger.h"
#include "payroll/payroll_house_test.h"
#include "payroll/payroll.h"

static bool slip_step(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    w->reason = h->reason;
    struct payslip *s = LOAD(w, payslip, h->slip);
    return s && step_run(w, &payslip_type, s, h->step, h->in);
}

static struct back_pay more;
static bool look_more(struct work *w, void *data)
{
    const struct house_of_wages *h = data;
    struct found f = LOAD_WHERE(w, back_pay, "worker = $1 order by id desc", BIND(num(h->workers[0])));
    if (f.count) more = *FOUND(struct back_pay, f, 0);
    return f.count == 1;
}
static bool in_its_settlement(struct work *w, void *data)
{
    const struct house_of_wages *h = data;
    EQUAL(db_one(w, SQL("select cast(sum(l.amount) as bigint) from settlement_lines l join payslip p on p.settlement = l.parent where p.id = $1 and l.back_pay = $2"), BIND(num(h->slip), num(more.record.id)), 0), 30000);
    return !failed(w);
}

static bool told(struct work *w, void *data)
{
    (void)data;
    EQUAL(db_one(w, SQL("select count(*) from message where template = 'payslip.answered'"), NO_BIND, 0), 1);
    return !failed(w);
}

static bool said_on_one(struct work *w, void *data)
{
    (void)data;
    EQUAL(db_one(w, SQL("select count(*) from payslip where objection <> '' or answer <> '' or objected_at <> 0 or answered_at <> 0"), NO_BIND, 0), 1);
    EQUAL(db_one(w, SQL("select count(*) from payslip where state = $1"), BIND(num(PAYSLIP_RED)), 0), 1);
    EQUAL(db_one(w, SQL("select count(*) from message where template = 'payslip.reversed' and channel = 1"), NO_BIND, 0), 1);
    EQUAL(db_one(w, SQL("select count(*) from message where template = 'settlement.reversed'"), NO_BIND, 0), 0);
    return !failed(w);
}

/* After the lock she objects to her payslip of October, and is told that the sheet is right. */
static bool objected_and_rejected(struct house_of_wages *h)
{
    bool well = wages_write(h, wages_sheets_of_october) && wages_write(h, wages_add_run) && wages_drive(h, "calculate") && wages_drive(h, "review") && wages_drive(h, "approve");
    h->slip = wages_see(h, 0, NULL).slip.record.id;
    h->step = "object_late";
    h->reason = "the 4th";
    well = well && wages_write(h, slip_step);
    struct late_answer no = { OBJECTION_REJECTED, "as the sheet says", { 0 } };
    h->step = "answer_late";
    h->in = &no;
    well = well && wages_write(h, slip_step);
    h->in = NULL;
    return well;
}

TEST_DB(what_was_said_about_a_payslip_stays_with_it_when_it_is_reversed)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(objected_and_rejected(&h));
    h.step = "reverse";
    h.in = NULL;
    CHECK(wages_write(&h, slip_step) && wages_write(&h, said_on_one));
    wages_close(&h);
}

TEST_DB(an_objection_upheld_after_the_lock_comes_with_the_next_payslip_and_is_taxed_with_it)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(objected_and_rejected(&h) && wages_write(&h, told));
    h.step = "object_late";
    CHECK(wages_write(&h, slip_step));
    h.step = "answer_late";
    h.in = &(struct late_answer){ OBJECTION_ACCEPTED, "the 4th was worked", { 30000, true } };
    CHECK(wages_write(&h, slip_step) && wages_write(&h, look_more));
    CHECK(more.by_payroll && more.state == BACK_PAY_DUE);
    EQUAL(wages_see(&h, 0, NULL).slip.back_pay.id, more.record.id);
    h.first = (day){ h.last.number + 31 };              /* December: as many days as October, and no holiday */
    h.last = (day){ h.last.number + 61 };
    CHECK(wages_write(&h, wages_sheets_of_october) && wages_write(&h, wages_add_run) && wages_drive(&h, "calculate"));
    struct seen s = wages_see(&h, 0, NULL);
    EQUAL(s.slip.gross.fen, 780000 + 30000);
    EQUAL(s.slip.income.fen, s.slip.gross.fen);
    CHECK(wages_drive(&h, "review") && wages_drive(&h, "approve"));
    s = wages_see(&h, 0, LEDGER_WAGE_COST);
    EQUAL(s.account, 1102759 + 780000 + 30000);
    h.slip = s.slip.record.id;
    CHECK(wages_write(&h, look_more) && wages_write(&h, in_its_settlement));
    EQUAL(more.state, BACK_PAY_GIVEN);
    EQUAL(more.settlement.id, s.slip.settlement.id);
    CASE("reversed and reckoned again it is in it once");
    h.step = "reverse";
    h.reason = "her insurance";
    h.in = NULL;
    CHECK(wages_write(&h, slip_step));
    h.slip = wages_see(&h, 0, NULL).slip.record.id;
    h.step = "recalculate";
    CHECK(wages_write(&h, slip_step));
    EQUAL(wages_see(&h, 0, NULL).slip.gross.fen, 780000 + 30000);
    h.step = "approve";
    CHECK(wages_write(&h, slip_step) && wages_write(&h, look_more) && wages_write(&h, in_its_settlement));
    EQUAL(more.settlement.id, wages_see(&h, 0, NULL).slip.settlement.id);
    wages_close(&h);
}

static bool look_advance(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct found f = LOAD_WHERE(w, wage_advance, "worker = $1", BIND(num(h->workers[0])));
    CHECK(f.count == 1);
    const struct wage_advance *a = f.count ? FOUND(struct wage_advance, f, 0) : NULL;
    h->amount = a ? a->taken.fen : -1;
    return a && a->state == ADVANCE_SETTLED;
}

TEST_DB(two_open_payrolls_take_an_advance_back_once)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    h.amount = 200000;
    CHECK(wages_write(&h, wages_add_advance) && wages_write(&h, wages_sheets_of_october) && wages_write(&h, wages_add_run) && wages_drive(&h, "calculate") && wages_drive(&h, "review"));
    int64_t october = h.run;
    h.first = (day){ h.last.number + 31 };
    h.last = (day){ h.last.number + 61 };
    CHECK(wages_write(&h, wages_sheets_of_october) && wages_write(&h, wages_add_run) && wages_drive(&h, "calculate") && wages_drive(&h, "review"));
    int64_t december = h.run;
    EQUAL(wages_see(&h, 0, NULL).slip.deducted.fen, 200000);
    h.run = october;
    CHECK(wages_drive(&h, "approve"));
    h.run = december;
    CHECK(!wages_drive(&h, "approve"));
    EQUAL(h.w->failure, CONFLICT);
    CASE("reckoned again it is not in the second any more");
    CHECK(wages_drive(&h, "calculate"));
    EQUAL(wages_see(&h, 0, NULL).slip.deducted.fen, 0);
    CHECK(wages_drive(&h, "review") && wages_drive(&h, "approve") && wages_write(&h, look_advance));
    EQUAL(h.amount, 200000);
    EQUAL(wages_see(&h, 0, LEDGER_WITH_WORKERS).account, 0);
    wages_close(&h);
}

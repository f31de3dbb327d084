/* payroll_house_test.c — see payroll_house_test.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "contracts/contracts.h"
#include "customers/customers.h"
#include "ledger/ledger.h"
#include "messages/messages.h"
#include "operations/operations.h"
#include "payroll/payroll_house_test.h"
#include "placement/placement.h"
#include "test/house.h"

static const struct module *const modules[] = { &company_module, &messages_module, &services_module, &team_module, &customers_module, &operations_module, &contracts_module, &placement_module, &ledger_module, &finance_module, &payroll_module, NULL };

bool wages_write(struct house_of_wages *h, db_run *run)
{
    work_clear(h->w);
    h->w->reason = "";
    h->w->loaded = NULL;
    h->w->now = h->w->acted = day_at((day){ h->last.number + 5 }, 600);
    bool well = db_write(h->db, h->w, run, h);
    if (!well && getenv("TEST_LOUD")) printf("  refused: %s %s\n", h->w->field ? h->w->field : "", h->w->message ? h->w->message : "");
    return well;
}

static bool furnish(struct work *w, void *data)
{
    static const enum employment_mode modes[WORKERS] = { MODE_EMPLOYEE, MODE_AGENCY, MODE_OVER_AGE };
    struct house_of_wages *h = data;
    struct branch b = { .name = "朝阳店", .code = "CY" };
    if (!ADD(w, branch, &b)) return false;
    h->branch = b.record.id;
    for (int i = 0; i < WORKERS; i++) {
        struct person p = { .name = "王金凤" };
        if (!ADD(w, person, &p)) return false;
        struct worker n = { .record.branch = { h->branch }, .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = modes[i], .bank_account = { .plain = "6222020000000000000" } };
        if (!ADD(w, worker, &n)) return false;
        h->workers[i] = n.record.id;
    }
    struct social_rate pension = { .name = "养老", .since = { 20000 }, .least = { 432600 }, .most = { 2229000 }, .worker_part = 80, .company_part = 160 };
    struct tax_profile profile = { .worker = { h->workers[0] }, .since = day_from_date((struct date){ 2026, 1, 1 }), .special = { 100000 }, .insured = true, .remark = "" };
    return ADD(w, social_rate, &pension) && ADD(w, tax_profile, &profile);
}

bool wages_sheets_of_october(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct wage_sheet s = { .worker = { h->workers[0] }, .home = "望京", .first = h->first, .last = h->last, .wage = { 780000 }, .basis = BY_21_75_DAYS, .holiday = HOLIDAY_PAY_LAW, .sick_percent = 80, .whole_month = true,
        .served = 62, .rest = 8, .rest_due = 8, .holiday_worked = is_statutory_holiday(h->first) ? 6 : 0, .damage_why = "", .remark = "" };
    struct wage_sheet nanny = s;
    nanny.worker.id = h->workers[1];
    nanny.basis = BY_26_DAYS;
    nanny.holiday = HOLIDAY_PAY_PLUS_ONE;
    nanny.leave = 2;
    nanny.paid_by_us = true;
    return ADD(w, wage_sheet, &s) && ADD(w, wage_sheet, &nanny);
}

bool wages_add_run(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct payroll_run r = { .record.branch = { h->branch }, .kind = h->kind, .first = h->first, .last = h->last, .declaration = "", .remark = "" };
    h->run = ADD(w, payroll_run, &r) ? r.record.id : 0;
    return h->run != 0;
}

bool wages_run_step(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    w->reason = h->reason ? h->reason : "";
    struct payroll_run *r = LOAD(w, payroll_run, h->run);
    return r && step_run(w, &payroll_run_type, r, h->step, h->in);
}
bool wages_drive(struct house_of_wages *h, text step) { h->step = step; h->in = NULL; return wages_write(h, wages_run_step); }

bool wages_add_advance(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct wage_advance a = { .worker = { h->workers[h->who] }, .amount = { h->amount }, .reason = "孩子学费", .remark = "" };
    struct { enum payment_channel channel; text number; } in = { CHANNEL_TRANSFER, "" };
    if (!ADD(w, wage_advance, &a)) return false;
    struct wage_advance *kept = LOAD(w, wage_advance, a.record.id);
    return kept && step_run(w, &wage_advance_type, kept, "pay", &in);
}

static bool look(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct seen *s = (struct seen *)(uintptr_t)h->in;
    struct found f = LOAD_WHERE(w, payslip, "run = $1 and worker = $2 and state < 8 order by id desc", BIND(num(h->run), num(s->worker)));
    s->live = f.count;
    if (f.count) s->slip = *FOUND(struct payslip, f, 0);
    const struct payroll_run *r = LOAD(w, payroll_run, h->run);
    if (r) s->run = *r;
    if (s->code) s->account = db_one(w, SQL("select cast(coalesce(sum(l.amount), 0) as bigint) from ledger_entry_lines l join ledger_account a on a.id = l.account where a.code = $1"), BIND(txt(s->code)), 0);
    struct trial_balance t;
    if (!trial_look(w, day_of(w->now), &t)) return false;
    EQUAL(t.debits.fen, t.credits.fen);
    EQUAL(t.trust.fen, 0);
    EQUAL(t.broken, 0);
    return !failed(w);
}
struct seen wages_see(struct house_of_wages *h, int worker, text account)
{
    struct seen s = { .worker = h->workers[worker], .code = account };
    h->in = &s;
    work_clear(h->w);
    h->w->loaded = NULL;
    CHECK(db_read(h->db, h->w, look, h));
    h->in = NULL;
    return s;
}

bool wages_open(struct house_of_wages *h)
{
    *h = (struct house_of_wages){ .folder = "/dev/shm/zhangjia-wages-XXXXXX", .first = day_from_date((struct date){ 2026, 10, 1 }), .last = day_from_date((struct date){ 2026, 10, 31 }) };
    if (!mkdtemp(h->folder)) return false;
    bool well = test_house(&h->db, &h->house, (struct house_options){ .data = h->folder, .modules = modules, .demo = true });
    if (well) h->w = work_open(h->house, &the_system);
    well = well && wages_write(h, furnish);
    CHECK(well);
    return well;
}
void wages_close(struct house_of_wages *h)
{
    char command[100];
    work_close(h->w);
    house_close(h->house);
    db_close(h->db);
    snprintf(command, sizeof command, "rm -rf %s", h->folder);
    CHECK(!system(command));
}

bool wages_placed_in_a_home(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct service_line line = { .name = "住家育儿嫂", .code = "NANNY", .glyph = "育", .category = LINE_INFANT, .unit = UNIT_MONTH, .medical = MEDICAL_INFANT };
    struct person payer = { .name = "李芳" };
    if (!ADD(w, service_line, &line) || !ADD(w, person, &payer)) return false;
    struct customer c = { .record.branch = { h->branch }, .person = { payer.record.id }, .tax_number = "" };
    if (!ADD(w, customer, &c)) return false;
    struct household home = { .record.branch = { h->branch }, .customer = { c.record.id }, .estate = "锦绣花园", .area = "", .address = { .plain = "锦绣花园3栋" } };
    if (!ADD(w, household, &home)) return false;
    day since = { h->first.number - 40 };
    struct contract k = { .state = CONTRACT_IN_FORCE, .paper_number = "HT-1", .customer = { c.record.id }, .household = { home.record.id }, .worker = { h->workers[1] }, .line = { line.record.id }, .mode = CONTRACT_PAYING_AGENT, .holiday = HOLIDAY_PLUS_ONE,
        .first = since, .last = { since.number + 364 }, .wage = { 780000 }, .management_fee = { 60000 } };
    if (!ADD(w, contract, &k)) return false;
    struct placement p = { .state = PLACEMENT_IN_SERVICE, .customer = { c.record.id }, .household = { home.record.id }, .line = { line.record.id }, .contract = { k.record.id }, .worker = { h->workers[1] }, .mode = SERVICE_INTRODUCE, .live_in = true,
        .first = since, .last = { since.number + 364 }, .began_on = { since.number, true }, .wage = { 780000 }, .rests = 4, .rest_weekdays = { SET_BIT(7) } };
    return ADD(w, placement, &p);
}

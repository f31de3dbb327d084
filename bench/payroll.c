/* payroll.c — how long the calculation of a month's payroll takes.
 *
 *   bench-payroll [payslips 5000] [url sqlite:…]
 *
 * Makes an empty shop with that many workers and a wage sheet each (a whole month, three holidays worked, insured, every tenth with an
 * advance), runs the step `calculate` of the payroll as the API does, in one transaction, and prints lines and seconds; then again with a tenth
 * of the sheets changed, as after objections. Not counted: making the shop. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "payroll/payroll.h"
#include "record/store.h"
#include "company/company.h"
#include "customers/customers.h"
#include "ledger/ledger.h"
#include "messages/messages.h"
#include "operations/operations.h"
#include "contracts/contracts.h"
#include "placement/placement.h"

static const struct module *const shop_modules[] = { &company_module, &messages_module, &services_module, &team_module, &customers_module, &operations_module, &contracts_module, &placement_module, &ledger_module, &finance_module, &payroll_module, NULL };
struct shop { struct db *db; struct house *house; int64_t branch, run; day first, last; int from, to; int64_t lines; };

static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return (double)t.tv_sec + (double)t.tv_nsec / 1e9; }

static bool in_write(struct shop *s, db_run *run)
{
    struct work *w = work_open(s->house, &the_system);
    w->now = w->acted = day_at((day){ s->last.number + 3 }, 600);
    bool well = db_write(s->db, w, run, s);
    if (!well) printf("refused: %s %s\n", w->field ? w->field : "", w->message ? w->message : "");
    work_close(w);
    return well;
}

static bool open_branch(struct work *w, void *data)
{
    struct shop *s = data;
    struct branch b = { .name = "总店", .code = "ZD" };
    struct social_rate pension = { .name = "养老", .since = { 20000 }, .worker_part = 80, .company_part = 160 };
    if (!ADD(w, branch, &b) || !ADD(w, social_rate, &pension)) return false;
    s->branch = b.record.id;
    struct payroll_run r = { .record.branch = { s->branch }, .first = s->first, .last = s->last, .declaration = "", .remark = "" };
    s->run = ADD(w, payroll_run, &r) ? r.record.id : 0;
    return s->run != 0;
}

static bool one_worker(struct work *w, struct shop *s, int i)
{
    struct person p = { .name = "王金凤" };
    if (!ADD(w, person, &p)) return false;
    struct worker n = { .record.branch = { s->branch }, .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = MODE_EMPLOYEE };
    if (!ADD(w, worker, &n)) return false;
    struct tax_profile t = { .worker = { n.record.id }, .since = s->first, .insured = true, .remark = "" };
    struct wage_sheet sheet = { .worker = { n.record.id }, .home = "望京", .first = s->first, .last = s->last, .wage = { 600000 + i % 50 * 10000 }, .basis = BY_21_75_DAYS, .holiday = HOLIDAY_PAY_LAW, .whole_month = true, .served = 62, .rest = 8,
        .rest_due = 8, .holiday_worked = 6, .damage_why = "", .remark = "" };
    struct wage_advance a = { .state = ADVANCE_PAID, .worker = { n.record.id }, .amount = { 100000 }, .reason = "家用", .remark = "" };
    return ADD(w, tax_profile, &t) && ADD(w, wage_sheet, &sheet) && (i % 10 || ADD(w, wage_advance, &a));
}

static bool some_workers(struct work *w, void *data)
{
    struct shop *s = data;
    for (int i = s->from; i < s->to; i++)
        if (!one_worker(w, s, i)) return false;
    return true;
}

static bool change_some(struct work *w, void *data)
{
    struct shop *s = data;
    struct found f = LOAD_WHERE(w, wage_sheet, "branch = $1 order by id limit 100000", BIND(num(s->branch)));
    for (int i = 0; i < f.count; i += 10) {
        FOUND(struct wage_sheet, f, i)->holiday_worked = 4;
        if (!SAVE(w, wage_sheet, f.at[i])) return false;
    }
    return !failed(w);
}

static bool calculate(struct work *w, void *data)
{
    struct shop *s = data;
    struct payroll_run *r = LOAD(w, payroll_run, s->run);
    bool well = r && step_run(w, &payroll_run_type, r, "calculate", NULL);
    s->lines = db_one(w, SQL("select count(*) from payslip_lines"), NO_BIND, 0);
    return well;
}

int main(int count, char **words)
{
    int slips = count > 1 ? atoi(words[1]) : 5000;
    char folder[] = "/dev/shm/bench-payroll-XXXXXX", url[100];
    text why = "";
    if (!mkdtemp(folder)) return 1;
    snprintf(url, sizeof url, "sqlite:%s/shop.db", folder);
    struct shop s = { .first = day_from_date((struct date){ 2026, 10, 1 }), .last = day_from_date((struct date){ 2026, 10, 31 }) };
    s.db = db_open(&(struct db_options){ .url = count > 2 ? words[2] : url }, &why);
    if (s.db) s.house = house_open(&(struct house_options){ .db = s.db, .data = folder, .modules = shop_modules, .demo = true }, &why);
    if (!s.house || !house_migrate(s.house, &why)) { printf("%s\n", why); return 1; }
    bool well = in_write(&s, open_branch);
    for (s.from = 0; well && s.from < slips; s.from = s.to) {
        s.to = s.from + 500 < slips ? s.from + 500 : slips;
        well = in_write(&s, some_workers);
    }
    double at = now();
    well = well && in_write(&s, calculate);
    double first = now() - at;
    if (well) printf("%d payslips, %lld lines: %.2f s\n", slips, (long long)s.lines, first);
    well = well && in_write(&s, change_some);
    at = now();
    well = well && in_write(&s, calculate);
    if (well) printf("again with a tenth of the sheets changed: %.2f s\n", now() - at);
    house_close(s.house);
    db_close(s.db);
    char command[120];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) || !well;
}

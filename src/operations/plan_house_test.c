/* plan_house_test.c — see plan_house_test.h. */
#include "operations/plan_house_test.h"
#include "messages/messages.h"
#include "test/house.h"
#include <stdio.h>
#include <stdlib.h>

static const struct module *const modules[] = { &company_module, &messages_module, &services_module, &team_module, &customers_module, &operations_module, NULL };

day plan_date(int month, int d) { return day_from_date((struct date){ 2026, month, d }); }

static bool add_paper(struct work *w, int64_t worker, enum credential_kind kind)
{
    struct credential c = { .state = CREDENTIAL_VALID, .worker = { worker }, .kind = kind, .medical = MEDICAL_GENERAL, .result = RESULT_PASS, .issued = { plan_date(8, 1).number, true },
        .valid_from = { plan_date(8, 1).number, true }, .valid_to = { plan_date(12, 31).number, true } };
    return ADD(w, credential, &c);
}

static bool add_worker(struct work *w, struct plan_house *h, int i)
{
    struct person p = { .name = i == 2 ? "刘桂英" : i ? "张秀兰" : "王金凤" };
    struct skill *skill = take(w, struct skill);
    *skill = (struct skill){ .line = { h->line }, .level = 3 };
    if (!ADD(w, person, &p)) return false;
    struct worker n = { .record.branch = { h->branch }, .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = MODE_EMPLOYEE, .skills = { skill, 1 } };
    if (!ADD(w, worker, &n)) return false;
    h->workers[i] = n.record.id;
    return add_paper(w, n.record.id, CREDENTIAL_IDENTITY) && add_paper(w, n.record.id, CREDENTIAL_MEDICAL);
}

static bool add_price(struct work *w, const struct plan_house *h)
{
    static struct surcharge holiday = { .applies = WHEN_HOLIDAY, .percent = 100 };
    struct price_rule p = { .state = PRICE_PUBLISHED, .line = { h->line }, .name = "2026", .valid_from = plan_date(1, 1), .unit_price = { 5000 }, .worker_percent = 75, .surcharges = { &holiday, 1 } };
    return ADD(w, price_rule, &p);
}

static bool furnish(struct work *w, void *data)
{
    struct plan_house *h = data;
    struct branch b = { .name = "朝阳店", .code = "CY" };
    struct service_line line = { .name = "日常保洁", .code = "CLEAN", .glyph = "洁", .category = LINE_DAILY_CLEANING, .unit = UNIT_HOUR, .persons = 1, .medical = MEDICAL_GENERAL, .least = { 120 }, .increment = { 30 } };
    struct person payer = { .name = "李芳" };
    if (!ADD(w, branch, &b) || !ADD(w, service_line, &line) || !ADD(w, person, &payer)) return false;
    h->branch = b.record.id;
    h->line = line.record.id;
    struct customer c = { .record.branch = { h->branch }, .person = { payer.record.id } };
    if (!add_price(w, h) || !add_worker(w, h, 0) || !add_worker(w, h, 1) || !add_worker(w, h, 2) || !ADD(w, customer, &c)) return false;
    h->customer = c.record.id;
    struct household home = { .record.branch = { h->branch }, .customer = { c.record.id }, .area = "望京", .estate = "花园", .address = { .plain = "望京花园3号楼1201" }, .lift = true };
    if (!ADD(w, household, &home)) return false;
    h->home = home.record.id;
    struct service_plan p = { .record.branch = { h->branch }, .customer = { h->customer }, .household = { h->home }, .line = { h->line }, .weekdays = { SET_BIT(2) }, .every_weeks = 1,
        .at = { 9 * 60 }, .length = { 180 }, .first = plan_date(9, 1), .worker = { h->workers[0] }, .backup = { h->workers[1] } };
    if (!ADD(w, service_plan, &p)) return false;
    h->plan = p.record.id;
    struct service_plan *plan = LOAD(w, service_plan, h->plan);
    return plan && step_run(w, &service_plan_type, plan, "start", NULL);
}

bool plan_house_open(struct plan_house *h)
{
    *h = (struct plan_house){ .folder = "/dev/shm/zhangjia-plan-XXXXXX", .now = day_at(plan_date(9, 21), 8 * 60) };
    if (!mkdtemp(h->folder)) return false;
    bool well = test_house(&h->db, &h->house, (struct house_options){ .data = h->folder, .modules = modules, .demo = true });
    if (well) h->w = work_open(h->house, &the_system);
    well = well && plan_write(h, furnish, h);
    CHECK(well);
    return well;
}

void plan_house_close(struct plan_house *h)
{
    char command[100];
    work_close(h->w);
    house_close(h->house);
    db_close(h->db);
    snprintf(command, sizeof command, "rm -rf %s", h->folder);
    CHECK(!system(command));
}

bool plan_write(struct plan_house *h, db_run *run, void *data)
{
    work_clear(h->w);
    h->w->now = h->w->acted = h->now;
    h->w->reason = "";
    bool well = db_write(h->db, h->w, run, data);
    if (h->w->failure == FAULT || (!well && getenv("TEST_LOUD"))) printf("  refused: %s %s\n", h->w->field, h->w->message);
    return well;
}

/* complaint_house_test.c — see complaint_house_test.h. */
#include "quality/complaint_house_test.h"
#include <stdio.h>
#include <stdlib.h>
#include "contracts/contracts.h"
#include "placement/placement.h"
#include "record/store.h"

/* Headquarters with a shop below; the shop has a visit that was done and approved, a manager with an account of her own, a supervisor. */
static const struct module *const modules[] = { &company_module, &services_module, &team_module, &customers_module, &operations_module, &contracts_module, &ledger_module, &placement_module, &finance_module, &safety_module, &quality_module, NULL };
static const text handling[] = { CAN_HANDLE_COMPLAINTS, CAN_RECEIVE_COMPLAINTS, CAN_SEE_COMPLAINTS };
static const text overseeing[] = { CAN_HANDLE_COMPLAINTS, CAN_OVERSEE_COMPLAINTS, CAN_RECEIVE_COMPLAINTS, CAN_SEE_COMPLAINTS, CAN_APPROVE_ALL_REFUNDS };

bool case_act(struct desk *d, enum who who, instant now, db_run *run, void *data)
{
    struct work *w = d->w;
    work_clear(w);
    w->actor = who == AS_SYSTEM ? &the_system : &d->actors[who];
    w->now = w->acted = now;
    w->loaded = NULL;
    w->reason = "试一下";
    bool well = db_write(d->db, w, run, data);
    if (w->failure == FAULT) printf("  fault: %s\n", w->message ? w->message : "");
    return well;
}

int64_t case_account_at(struct work *w, text login, int64_t role, int64_t where)
{
    struct account_role given = { { role }, { where } };
    struct account a = { .login = login, .name = login, .home = { where }, .roles = { &given, 1 } };
    return ADD(w, account, &a) ? a.record.id : 0;
}

static bool done_visit(struct work *w, struct desk *d, int64_t customer, int64_t home, int64_t line, int64_t worker)
{
    struct visit v = { .state = VISIT_APPROVED, .customer = { customer }, .household = { home }, .line = { line }, .worker = { worker }, .start = at(-1, 9, 0), .length = { 180 }, .price = { 15000 }, .worker_pay = { 11250 },
        .finished_at = at(-1, 12, 0), .approved_at = at(0, 12, 0), .tags = "", .quote = { "" }, .area = "", .remark = "", .rating = "", .customer_code = "" };
    bool well = ADD(w, visit, &v);
    d->visit = v.record.id;
    return well;
}

static bool furnish(struct work *w, void *data)
{
    struct desk *d = data;
    struct branch hq = { .name = "总部", .code = "HQ", .kind = BRANCH_HEADQUARTERS };
    if (!ADD(w, branch, &hq)) return false;
    struct branch shop = { .name = "一店", .code = "A", .parent = { hq.record.id } };
    struct service_line line = { .name = "日常保洁", .code = "CLEAN", .glyph = "洁", .category = LINE_DAILY_CLEANING, .unit = UNIT_HOUR, .medical = MEDICAL_GENERAL };
    struct person payer = { .name = "李芳" }, cleaner = { .name = "王金凤" };
    int64_t role = role_by_code(w, "manager");
    if (!ADD(w, branch, &shop) || !ADD(w, service_line, &line) || !ADD(w, person, &payer) || !ADD(w, person, &cleaner)) return false;
    d->hq = hq.record.id;
    d->shop = d->shops[0] = shop.record.id;
    struct customer c = { .record.branch = { d->shop }, .person = { payer.record.id } };
    struct worker n = { .record.branch = { d->shop }, .state = WORKER_ACTIVE, .person = { cleaner.record.id }, .mode = MODE_EMPLOYEE };
    if (!ADD(w, customer, &c) || !ADD(w, worker, &n)) return false;
    struct household home = { .record.branch = { d->shop }, .customer = { c.record.id }, .estate = "锦绣花园", .address = { .plain = "锦绣花园3栋" } };
    if (!ADD(w, household, &home) || !done_visit(w, d, c.record.id, home.record.id, line.record.id, n.record.id)) return false;
    struct actor local = { .name = "local", .language = "en", .can = handling, .can_count = COUNT_OF(handling), .branches = d->shops, .branch_count = 1, .home = d->shop };
    d->actors[AS_SUPERVISOR] = d->actors[AS_MANAGER] = local;
    d->actors[AS_SUPERVISOR].user = case_account_at(w, "li", role, d->shop);
    d->actors[AS_MANAGER].user = case_account_at(w, "zhou", role, d->shop);
    d->actors[AS_HQ] = (struct actor){ .name = "hq", .language = "en", .can = overseeing, .can_count = COUNT_OF(overseeing), .all_branches = true, .home = d->hq };
    d->actors[AS_HQ].user = case_account_at(w, "hq", role, d->hq);
    return !failed(w);
}

bool case_desk_open(struct desk *d)
{
    *d = (struct desk){ .folder = "/dev/shm/zhangjia-complaint-XXXXXX" };
    if (!mkdtemp(d->folder)) return false;
    bool well = test_house(&d->db, &d->house, (struct house_options){ .data = d->folder, .modules = modules, .demo = true });
    if (well) d->w = work_open(d->house, &the_system);
    well = well && case_act(d, AS_SYSTEM, at(0, 8, 0), furnish, d);
    if (!well && d->w) printf("  it is not furnished: %s %s\n", d->w->field, d->w->message);
    CHECK(well);
    return well;
}

void case_desk_close(struct desk *d)
{
    char command[100];
    work_close(d->w);
    house_close(d->house);
    db_close(d->db);
    snprintf(command, sizeof command, "rm -rf %s", d->folder);
    CHECK(!system(command));
}

bool case_say(struct work *w, void *data)
{
    struct saying *s = data;
    struct complaint c = { .channel = CHANNEL_BY_PHONE, .category = s->category, .visit = { s->d->visit }, .claim = s->claim, .about_account = { s->about }, .story = "厨房没擦干净" };
    bool well = ADD(w, complaint, &c);
    s->d->complaint = c.record.id;
    return well;
}

static bool run_step(struct work *w, void *data)
{
    const struct step_of *s = data;
    struct complaint *c = LOAD(w, complaint, s->d->complaint);
    return c && step_take(w, &complaint_type, c, s->step, s->input);
}
bool case_step_at(struct desk *d, enum who who, instant now, text step, const void *input) { return case_act(d, who, now, run_step, &(struct step_of){ d, step, input }); }

struct asked { struct desk *d; text sql; int64_t n; };
static bool ask(struct work *w, void *data)
{
    struct asked *q = data;
    q->n = db_one(w, (literal){ q->sql }, BIND(num(q->d->complaint)), 0);
    return !failed(w);
}
int64_t case_asked(struct desk *d, text sql)
{
    struct asked q = { d, sql, -1 };
    CHECK(case_act(d, AS_SYSTEM, at(0, 9, 0), ask, &q));
    return q.n;
}

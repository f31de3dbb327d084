/* contract_house_test.c — see contract_house_test.h. */
#include <stdio.h>
#include <stdlib.h>
#include "contracts/contract_house_test.h"
#include "test/house.h"

static const struct module *const modules[] = { &company_module, &services_module, &team_module, &customers_module, &contracts_module, NULL };
static const text rights[PAPER_RIGHTS] = { CAN_EDIT_CONTRACTS, CAN_REVIEW_CONTRACTS, CAN_SEE_CONTRACTS, CAN_SIGN_CONTRACTS, CAN_SEE_CUSTOMERS, CAN_SEE_WORKERS };

bool paper_write(struct paper_house *h, const struct actor *actor, db_run *run, void *data)
{
    work_clear(h->w);
    h->w->actor = actor;
    h->w->loaded = NULL;
    h->w->now = h->w->acted = day_at((day){ CONTRACT_DAY }, 10 * 60);
    h->w->reason = "";
    bool well = db_write(h->db, h->w, run, data);
    if (!well && getenv("TEST_LOUD")) printf("  refused: %s %s\n", h->w->field ? h->w->field : "", h->w->message ? h->w->message : "");
    return well;
}

static bool furnish(struct work *w, void *data)
{
    struct paper_house *h = data;
    struct branch b = { .name = "一店", .code = "A" };
    struct service_line line = { .name = "住家保姆", .code = "NANNY", .glyph = "姆", .category = LINE_NANNY, .unit = UNIT_MONTH, .medical = MEDICAL_GENERAL };
    struct person payer = { .name = "李芳" }, hers = { .name = "王金凤" };
    if (!ADD(w, branch, &b) || !ADD(w, service_line, &line) || !ADD(w, person, &payer) || !ADD(w, person, &hers)) return false;
    struct customer c = { .record.branch = { b.record.id }, .person = { payer.record.id } };
    if (!ADD(w, customer, &c)) return false;
    struct household home = { .record.branch = { b.record.id }, .customer = { c.record.id }, .estate = "锦绣花园", .address = { .plain = "锦绣花园3栋" } };
    struct worker n = { .record.branch = { b.record.id }, .state = WORKER_ACTIVE, .person = { hers.record.id }, .mode = MODE_AGENCY };
    if (!ADD(w, household, &home) || !ADD(w, worker, &n)) return false;
    struct account a = { .login = "zhou", .name = "zhou" };
    if (!ADD(w, account, &a)) return false;
    struct contract_refund ladder[] = { { REASON_WORKER, 0, 3, 100 }, { REASON_WORKER, 4, 30, 60 }, { REASON_CUSTOMER, 0, 0, 0 } };
    struct contract k = { .state = CONTRACT_IN_FORCE, .paper_number = "HT-1", .customer = { c.record.id }, .household = { home.record.id }, .worker = { n.record.id }, .line = { line.record.id }, .mode = CONTRACT_AGENCY, .first = { CONTRACT_DAY - 10 },
        .last = { CONTRACT_DAY + 354 }, .wage = { 780000 }, .fee = { 600000 }, .guarantee_months = 6, .refunds = { ladder, 3 }, .basis = BY_26_DAYS };
    if (!ADD(w, contract, &k)) return false;
    *h = (struct paper_house){ h->db, h->house, h->w, "", b.record.id, c.record.id, home.record.id, n.record.id, line.record.id, k.record.id,
        { .user = a.record.id, .name = "zhou", .language = "en", .can = rights, .can_count = COUNT_OF(rights), .all_branches = true, .home = b.record.id } };
    return true;
}

bool paper_house_up(struct paper_house *h)
{
    char folder[64] = "/dev/shm/zhangjia-paper-XXXXXX";
    *h = (struct paper_house){ 0 };
    if (!mkdtemp(folder)) return false;
    bool well = test_house(&h->db, &h->house, (struct house_options){ .data = folder, .modules = modules, .demo = true });
    if (well) h->w = work_open(h->house, &the_system);
    well = well && paper_write(h, &the_system, furnish, h);
    memcpy(h->folder, folder, sizeof h->folder);
    CHECK(well);
    return well;
}

void paper_house_down(struct paper_house *h)
{
    char command[100];
    if (h->w) work_close(h->w);
    house_close(h->house);
    db_close(h->db);
    snprintf(command, sizeof command, "rm -rf %s", h->folder);
    CHECK(!system(command));
}

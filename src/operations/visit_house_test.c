/* visit_house_test.c — see visit_house_test.h. */
#include "operations/visit_house_test.h"
#include "messages/messages.h"
#include "test/house.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct module *const modules[] = { &company_module, &messages_module, &services_module, &team_module, &customers_module, &operations_module, NULL };
static const text dispatching[] = { CAN_ASSIGN_VISITS, CAN_EDIT_VISITS, CAN_SEE_VISITS };
static const text archiving[] = { CAN_EDIT_CREDENTIALS, CAN_VERIFY_CREDENTIALS, CAN_EDIT_WORKERS, CAN_SEE_WORKERS };
static const text managing[] = {
    CAN_EDIT_CREDENTIALS, CAN_VERIFY_CREDENTIALS, CAN_APPROVE_LEAVE, CAN_ASSIGN_VISITS, CAN_EDIT_VISITS, CAN_MEND_VISITS, CAN_SEE_VISITS, CAN_SETTLE_VISITS, CAN_ADMIT_WORKERS, CAN_EDIT_WORKERS,
    CAN_LEND_WORKERS, CAN_SEE_WORKERS, CAN_SUSPEND_WORKERS,
};

static bool add_worker(struct work *w, struct visit_house *h, text name, int64_t *ret_worker, int64_t *ret_person)
{
    static const enum credential_kind kinds[] = { CREDENTIAL_IDENTITY, CREDENTIAL_BACKGROUND, CREDENTIAL_MEDICAL, CREDENTIAL_INSURANCE };
    struct person p = { .name = name };
    if (!ADD(w, person, &p)) return false;
    struct skill skill = { .line = { h->line }, .level = 3 };
    struct worker n = { .record.branch = { h->branch }, .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = MODE_EMPLOYEE, .skills = { &skill, 1 } };
    if (!ADD(w, worker, &n)) return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct credential c = { .record.branch = { h->branch }, .state = CREDENTIAL_VALID, .worker = { n.record.id }, .kind = kinds[i], .medical = kinds[i] == CREDENTIAL_MEDICAL ? MEDICAL_GENERAL : 0,
            .result = RESULT_PASS, .valid_from = { HOUSE_DAY - 100, true }, .valid_to = { HOUSE_DAY + 200, true } };
        if (!ADD(w, credential, &c)) return false;
    }
    *ret_worker = n.record.id;
    if (ret_person) *ret_person = p.record.id;
    return true;
}

struct newcomer { struct visit_house *house; text name; int64_t id; };
static bool come(struct work *w, void *data)
{
    struct newcomer *n = data;
    return add_worker(w, n->house, n->name, &n->id, NULL);
}

int64_t visit_house_worker(struct visit_house *h, text name)
{
    struct newcomer n = { .house = h, .name = name };
    work_clear(h->w);
    h->w->actor = &the_system;
    h->w->now = h->w->acted = house_at(0, 8, 0);
    h->w->loaded = NULL;
    return db_write(h->db, h->w, come, &n) ? n.id : 0;
}

static bool furnish(struct work *w, void *data)
{
    struct visit_house *h = data;
    struct branch b = { .name = "一店", .code = "A" };
    struct service_line line = { .name = "日常保洁", .code = "CLEAN", .glyph = "洁", .category = LINE_DAILY_CLEANING, .unit = UNIT_HOUR, .medical = MEDICAL_GENERAL,
        .needs = { SET_BIT(NEEDS_INSURANCE) }, .leeway = { 30 } };
    struct person payer = { .name = "李芳" };
    if (!ADD(w, branch, &b) || !ADD(w, service_line, &line) || !ADD(w, person, &payer)) return false;
    h->branch = b.record.id;
    h->line = line.record.id;
    struct customer c = { .record.branch = { h->branch }, .person = { payer.record.id } };
    if (!ADD(w, customer, &c)) return false;
    struct household home = { .record.branch = { h->branch }, .customer = { c.record.id }, .estate = "锦绣花园", .address = { .plain = "锦绣花园3栋" } };
    if (!ADD(w, household, &home) || !add_worker(w, h, "王金凤", &h->worker, &h->person) || !add_worker(w, h, "李秀英", &h->second, NULL)) return false;
    h->customer = c.record.id;
    h->home = home.record.id;
    struct visit v = { .customer = { h->customer }, .household = { h->home }, .line = { h->line }, .start = house_at(1, HOUSE_HOUR, 0), .length = { 180 }, .price = { 15000 }, .worker_pay = { 11250 } };
    bool well = ADD(w, visit, &v);
    h->visit = v.record.id;
    return well;
}

static struct actor colleague(const struct visit_house *h, const text *can, int count)
{
    return (struct actor){ .name = "Colleague", .language = "en", .can = can, .can_count = count, .all_branches = true, .home = h->branch };
}

bool visit_house_write(const struct visit_house_act *a)
{
    struct work *w = a->house->w;
    work_clear(w);
    w->actor = a->who ? &a->house->actors[a->who] : &a->house->actors[AS_NOBODY];
    w->now = a->now.ms ? a->now : house_at(0, 10, 0);
    w->acted = a->acted.ms ? a->acted : w->now;
    w->loaded = NULL;
    w->reason = "";
    bool well = db_write(a->house->db, w, a->run, a->data);
    if (w->failure == FAULT) printf("  fault: %s\n", w->message ? w->message : "");
    return well;
}

bool visit_house_step(struct work *w, void *data)
{
    const struct visit_house_step *s = data;
    void *record = record_load(w, s->type, s->record);
    w->reason = s->reason ? s->reason : "";
    return record && step_take(w, s->type, record, s->step, s->input);
}

bool visit_house_open(struct visit_house *h)
{
    *h = (struct visit_house){ .folder = "/dev/shm/zhangjia-visit-XXXXXX" };
    if (!mkdtemp(h->folder)) return false;
    bool well = test_house(&h->db, &h->house, (struct house_options){ .data = h->folder, .modules = modules, .demo = true });
    if (well) h->w = work_open(h->house, &the_system);
    well = well && ((h->w->now = h->w->acted = house_at(0, 8, 0)), db_write(h->db, h->w, furnish, h));
    if (!well && h->w) printf("  it is not furnished: %s %s\n", h->w->field, h->w->message);
    CHECK(well);
    h->actors[AS_NOBODY] = colleague(h, NULL, 0);
    h->actors[AS_DISPATCHER] = colleague(h, dispatching, COUNT_OF(dispatching));
    h->actors[AS_MANAGER] = colleague(h, managing, COUNT_OF(managing));
    h->actors[AS_ARCHIVE] = colleague(h, archiving, COUNT_OF(archiving));
    h->actors[AS_HER] = (struct actor){ .name = "Wang", .language = "en", .person = h->person, .worker = h->worker, .home = h->branch };
    return well;
}

void visit_house_close(struct visit_house *h)
{
    char command[100];
    work_close(h->w);
    house_close(h->house);
    db_close(h->db);
    snprintf(command, sizeof command, "rm -rf %s", h->folder);
    CHECK(!system(command));
}

/* placement_house_test.c — see placement_house_test.h. */
#include "placement/placement_house_test.h"
#include "messages/messages.h"
#include "test/house.h"
#include <stdio.h>
#include <stdlib.h>

static const struct module *const modules[] = { &company_module, &messages_module, &services_module, &team_module, &customers_module, &operations_module, &contracts_module, &placement_module, NULL };

static bool add_worker(struct work *w, struct placement_house *h, int i)
{
    static const text names[] = { "王金凤", "李秀英", "赵桂兰" };
    static const enum credential_kind kinds[] = { CREDENTIAL_IDENTITY, CREDENTIAL_BACKGROUND, CREDENTIAL_MEDICAL, CREDENTIAL_INSURANCE };
    struct person p = { .name = names[i] };
    if (!ADD(w, person, &p)) return false;
    struct skill skills[] = { { .line = { h->line }, .level = 3 }, { .line = { h->maternity }, .level = 3 } };
    struct worker n = { .record.branch = { h->branch }, .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = MODE_AGENCY, .skills = { skills, 2 } };
    if (!ADD(w, worker, &n)) return false;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct credential c = { .record.branch = { h->branch }, .state = CREDENTIAL_VALID, .worker = { n.record.id }, .kind = kinds[k], .medical = kinds[k] == CREDENTIAL_MEDICAL ? MEDICAL_INFANT : 0,
            .result = RESULT_PASS, .valid_from = { HOUSE_DAY - 100, true }, .valid_to = { HOUSE_DAY + 200, true } };
        if (!ADD(w, credential, &c)) return false;
    }
    h->workers[i] = n.record.id;
    h->persons[i] = p.record.id;
    return true;
}

static bool furnish(struct work *w, void *data)
{
    struct placement_house *h = data;
    struct branch b = { .name = "一店", .code = "A" };
    struct service_line line = { .name = "住家育儿嫂", .code = "NANNY", .glyph = "育", .category = LINE_INFANT, .unit = UNIT_MONTH, .medical = MEDICAL_INFANT, .needs = { SET_BIT(NEEDS_INSURANCE) | SET_BIT(NEEDS_BACKGROUND) } };
    struct service_line maternity = { .name = "月嫂", .code = "YUESAO", .glyph = "月", .category = LINE_MATERNITY, .unit = UNIT_DAY, .medical = MEDICAL_INFANT };
    struct person payer = { .name = "李芳" };
    if (!ADD(w, branch, &b) || !ADD(w, service_line, &line) || !ADD(w, service_line, &maternity) || !ADD(w, person, &payer)) return false;
    h->branch = b.record.id;
    h->line = line.record.id;
    h->maternity = maternity.record.id;
    h->payer = payer.record.id;
    struct customer c = { .record.branch = { h->branch }, .person = { payer.record.id } };
    if (!ADD(w, customer, &c)) return false;
    struct household_member baby = { .role = CARE_INFANT, .birth_year = 2026 };
    struct household home = { .record.branch = { h->branch }, .customer = { c.record.id }, .estate = "锦绣花园", .address = { .plain = "锦绣花园3栋" }, .members = { &baby, 1 } };
    if (!ADD(w, household, &home)) return false;
    h->customer = c.record.id;
    h->home = home.record.id;
    for (int i = 0; i < 3; i++)
        if (!add_worker(w, h, i)) return false;
    struct contract k = { .state = CONTRACT_IN_FORCE, .paper_number = "HT-1", .customer = { h->customer }, .household = { h->home }, .worker = { h->workers[0] }, .line = { h->line }, .mode = CONTRACT_AGENCY,
        .first = { HOUSE_DAY }, .last = { HOUSE_DAY + 364 }, .wage = { 780000 }, .fee = { 780000 }, .replacements = 2 };
    if (!ADD(w, contract, &k)) return false;
    h->contract = k.record.id;
    struct placement p = { .customer = { h->customer }, .household = { h->home }, .line = { h->line }, .contract = { h->contract }, .worker = { h->workers[0] }, .mode = SERVICE_INTRODUCE, .live_in = true,
        .first = { HOUSE_DAY }, .last = { HOUSE_DAY + 364 }, .wage = { 780000 }, .rests = 4, .rest_weekdays = { SET_BIT(7) }, .replacements = 2 };
    bool well = ADD(w, placement, &p);
    h->placement = p.record.id;
    return well;
}

bool placement_write(struct placement_house *h, db_run *run, void *data)
{
    struct work *w = h->w;
    work_clear(w);
    w->actor = &the_system;
    w->loaded = NULL;
    w->now = w->acted = h->at;
    w->reason = "为了测试";
    bool well = db_write(h->db, w, run, data);
    if (w->failure == FAULT) printf("  fault: %s\n", w->message ? w->message : "");
    return well;
}

struct stepping { const struct record_type *type; int64_t record; text step; const void *input; };
static bool run_step(struct work *w, void *data)
{
    const struct stepping *s = data;
    void *record = record_load(w, s->type, s->record);
    return record && step_run(w, s->type, record, s->step, s->input);
}

bool placement_step(struct placement_house *h, const struct record_type *type, int64_t record, text step, const void *input)
{
    struct stepping s = { type, record, step, input };
    bool well = placement_write(h, run_step, &s);
    if (!well && getenv("TEST_VERBOSE")) printf("  %s: %s %s\n", step, h->w->field, h->w->message);
    return well;
}

struct asking { text sql; int64_t answer; };
static bool ask(struct work *w, void *data)
{
    struct asking *a = data;
    struct rows *row = db_query_made(w, a->sql, NO_BIND);
    a->answer = db_next(row) ? db_number(row, 0) : -1;
    while (db_next(row)) ;
    return !failed(w);
}

int64_t placement_number(struct placement_house *h, text sql)
{
    struct asking a = { sql, -1 };
    CHECK(placement_write(h, ask, &a));
    return a.answer;
}

int64_t placement_newest(struct placement_house *h, const struct record_type *type)
{
    char sql[100];
    snprintf(sql, sizeof sql, "select max(id) from %s", type->name);
    return placement_number(h, sql);
}

struct home_seen { set looked_at, found; text found_plan; };
struct words { text words; };

bool placement_begin(struct placement_house *h)
{
    const struct home_seen seen = { { ~UINT64_C(1) }, { 0 }, "" };
    const struct words brief = { "三餐、哄睡、不做高处擦窗" }, how = { "纸上签字" };
    CHECK(placement_step(h, &placement_type, h->placement, "look_over", &seen));
    CHECK(placement_step(h, &placement_type, h->placement, "brief", &brief));
    CHECK(placement_step(h, &placement_type, h->placement, "make_ready", NULL));
    CHECK(placement_step(h, &placement_type, h->placement, "arrive", NULL));
    int64_t sheet = placement_newest(h, &handover_type);
    CHECK(placement_number(h, "update handover set valuables = '无', cared_for = '宝宝 7.2 kg' returning 1") == 1);
    CHECK(placement_step(h, &handover_type, sheet, "worker_yes", NULL));
    return placement_step(h, &handover_type, sheet, "family_yes", &how);
}

bool placement_house_open(struct placement_house *h)
{
    *h = (struct placement_house){ .folder = "/dev/shm/zhangjia-place-XXXXXX" };
    placement_day_is(h, 0);
    if (!mkdtemp(h->folder)) return false;
    bool well = test_house(&h->db, &h->house, (struct house_options){ .data = h->folder, .modules = modules, .demo = true });
    if (well) h->w = work_open(h->house, &the_system);
    well = well && placement_write(h, furnish, h);
    if (!well && h->w) printf("  it is not furnished: %s %s\n", h->w->field, h->w->message);
    CHECK(well);
    return well;
}

void placement_house_close(struct placement_house *h)
{
    char command[100];
    if (h->w) work_close(h->w);
    house_close(h->house);
    db_close(h->db);
    snprintf(command, sizeof command, "rm -rf %s", h->folder);
    CHECK(!system(command));
}

/* finance_house_test.c — see finance_house_test.h. */
#include "contracts/contracts.h"
#include "finance/finance_house_test.h"
#include "placement/placement.h"
#include "messages/messages.h"
#include "test/house.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct module *const modules[] = { &company_module, &messages_module, &services_module, &team_module, &customers_module, &operations_module, &contracts_module, &ledger_module, &placement_module, &finance_module, NULL };
static const text rights[] = {
    CAN_CHECK_BILLS, CAN_EDIT_BILLS, CAN_LOCK_BILLS, CAN_SEE_BILLS, CAN_SEE_CUSTOMERS, CAN_KEEP_CARDS, CAN_POST_LEDGER, CAN_SEE_CARDS, CAN_SEE_LEDGER, CAN_SELL_CARDS, CAN_TAKE_PAYMENTS, CAN_APPROVE_REFUNDS, CAN_ASK_REFUNDS, CAN_PAY_REFUNDS, CAN_REQUEST_REFUNDS,
    CAN_CHECK_SETTLEMENTS, CAN_EDIT_SETTLEMENTS, CAN_LOCK_SETTLEMENTS, CAN_PAY_SETTLEMENTS, CAN_SEE_SETTLEMENTS, CAN_SEE_VISITS, CAN_SETTLE_VISITS, CAN_SEE_WORKERS,
};

static struct actor colleague(int64_t user)
{
    return (struct actor){ .user = user, .name = "colleague", .language = "zh", .can = rights, .can_count = COUNT_OF(rights), .all_branches = true };
}

static int64_t add_person(struct work *w, text name)
{
    struct person p = { .name = name };
    return record_add(w, &person_type, &p) ? p.record.id : 0;
}

static int64_t add_account(struct work *w, text login)
{
    struct account a = { .login = login, .name = login };
    return record_add(w, &account_type, &a) ? a.record.id : 0;
}

static bool furnish(struct work *w, void *data)
{
    static const enum employment_mode modes[SHOP_WORKERS] = { MODE_EMPLOYEE, MODE_PART_TIME, MODE_AGENCY };
    struct shop *s = data;
    struct branch b = { .name = "朝阳店", .code = "CY" };
    struct service_line line = { .name = "日常保洁", .code = "CLEAN", .glyph = "洁", .category = LINE_DAILY_CLEANING, .unit = UNIT_HOUR, .persons = 1, .medical = MEDICAL_GENERAL, .least = { 120 }, .increment = { 30 } };
    if (!ADD(w, branch, &b) || !ADD(w, service_line, &line)) return false;
    s->branch = b.record.id;
    s->line = line.record.id;
    for (int i = 0; i < SHOP_CUSTOMERS; i++) {
        struct customer c = { .person = { add_person(w, i ? "王女士" : "陈先生") }, .tax_number = "" };
        c.record.branch.id = s->branch;
        if (!ADD(w, customer, &c)) return false;
        struct household h = { .customer = { c.record.id }, .area = "望京", .estate = "花园", .address = { .plain = "望京花园3号楼1201" } };
        h.record.branch.id = s->branch;
        if (!ADD(w, household, &h)) return false;
        s->customers[i] = c.record.id;
        s->homes[i] = h.record.id;
    }
    for (int i = 0; i < SHOP_WORKERS; i++) {
        struct worker n = { .state = WORKER_ACTIVE, .person = { add_person(w, "李芳") }, .mode = modes[i] };
        n.record.branch.id = s->branch;
        if (!ADD(w, worker, &n)) return false;
        s->workers[i] = n.record.id;
    }
    s->clerk = colleague(add_account(w, "clerk"));
    s->boss = colleague(add_account(w, "boss"));
    s->clerk.home = s->boss.home = s->branch;
    return !failed(w);
}

bool shop_open(struct shop *s)
{
    text why = "";
    *s = (struct shop){ 0 };
    snprintf(s->folder, sizeof s->folder, "/dev/shm/zhangjia-finance-XXXXXX");
    if (!mkdtemp(s->folder)) return false;
    bool well = test_house(&s->db, &s->house, (struct house_options){ .data = s->folder, .modules = modules, .demo = true });
    if (!well) printf("  the shop does not open: %s\n", why ? why : "");
    if (well) s->w = work_open(s->house, &the_system);
    CHECK(well);
    well = well && shop_write(s, &the_system, furnish, s);
    CHECK(well);
    return well;
}

void shop_close(struct shop *s)
{
    char command[100];
    work_close(s->w);
    house_close(s->house);
    db_close(s->db);
    snprintf(command, sizeof command, "rm -rf %s", s->folder);
    CHECK(!system(command));
}

bool shop_write(struct shop *s, const struct actor *actor, db_run *run, void *data)
{
    work_clear(s->w);
    s->w->actor = actor;
    s->w->loaded = NULL;
    s->w->reason = "";
    bool well = db_write(s->db, s->w, run, data);
    if (!well && getenv("TEST_LOUD")) printf("  refused: %s %s\n", s->w->field ? s->w->field : "", s->w->message ? s->w->message : "");
    if (s->w->failure == FAULT) printf("  fault: %s\n", s->w->message ? s->w->message : "");
    return well;
}

struct visit shop_visit(const struct shop *s, int customer, int worker, int on, int hour, enum visit_state state, int64_t price, int64_t pay)
{
    struct visit v = { .record.branch = { s->branch }, .state = state, .customer = { s->customers[customer] }, .household = { s->homes[customer] }, .line = { s->line }, .worker = { worker < 0 ? 0 : s->workers[worker] },
        .start = day_at((day){ SHOP_DAY + on }, hour * 60), .length = { 120 }, .price = { price }, .worker_pay = { pay }, .tags = "", .quote = { "" }, .area = "", .remark = "", .rating = "",
        .customer_code = "" };
    return v;
}

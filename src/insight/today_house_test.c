/* today_house_test.c — see today_house_test.h. */
#include "insight/today_house_test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "contracts/contracts.h"
#include "messages/messages.h"
#include "test/house.h"

static const struct module *const modules[] = { &company_module, &messages_module, &services_module, &team_module, &customers_module, &operations_module, &contracts_module, &ledger_module, &placement_module, &finance_module, &quality_module, &safety_module, &insight_module, NULL };
static const text manager_can[] = {
    CAN_HANDLE_COMPLAINTS, CAN_SEE_COMPLAINTS, CAN_EDIT_CREDENTIALS, CAN_EDIT_DEMANDS, CAN_SEE_DEMANDS, CAN_HANDLE_INCIDENTS, CAN_SEE_INCIDENTS, CAN_DO_ROUTINES, CAN_LEAD_ROUTINES, CAN_SEE_ROUTINES, CAN_ASSIGN_VISITS, CAN_EDIT_VISITS, CAN_SEE_VISITS,
};
static const text clerk_can[] = { CAN_SEE_VISITS };

bool today_act(struct today_shop *s, instant now, db_run *run, void *data)
{
    struct work *w = s->w;
    work_clear(w);
    w->actor = s->who ? s->who : &the_system;
    w->now = w->acted = now;
    w->loaded = NULL;
    w->reason = "试一下";
    bool well = db_write(s->db, w, run, data);
    if (!well) printf("  not done: %d %s %s\n", (int)w->failure, w->field ? w->field : "", w->message ? w->message : "");
    return well;
}

static int64_t line_of(struct work *w, text code, enum line_category category, bool child)
{
    struct service_line l = { .name = code, .code = code, .glyph = "洁", .category = category, .unit = UNIT_HOUR, .medical = MEDICAL_GENERAL, .child_contact = child, .needs = { child ? SET_BIT(NEEDS_BACKGROUND) : 0 } };
    return ADD(w, service_line, &l) ? l.record.id : 0;
}

static bool furnish(struct work *w, void *data)
{
    struct today_shop *s = data;
    struct branch b = { .name = "一店", .code = "A", .kind = BRANCH_SHOP };
    struct person payer = { .name = "李芳" }, cleaner = { .name = "王金凤" };
    struct account a = { .login = "zhou", .name = "周经理" };
    if (!ADD(w, branch, &b) || !ADD(w, person, &payer) || !ADD(w, person, &cleaner) || !ADD(w, account, &a)) return false;
    s->branch = b.record.id;
    s->line = line_of(w, "CLEAN", LINE_DAILY_CLEANING, false);
    s->baby = line_of(w, "BABY", LINE_INFANT, true);
    s->pickup = line_of(w, "PICKUP", LINE_PICKUP, true);
    struct customer c = { .record.branch = { s->branch }, .person = { payer.record.id } };
    struct worker n = { .record.branch = { s->branch }, .state = WORKER_ACTIVE, .person = { cleaner.record.id }, .mode = MODE_EMPLOYEE };
    if (!ADD(w, customer, &c) || !ADD(w, worker, &n)) return false;
    struct household home = { .record.branch = { s->branch }, .customer = { c.record.id }, .estate = "锦绣花园", .address = { .plain = "锦绣花园3栋" } };
    if (!ADD(w, household, &home)) return false;
    s->customer = c.record.id;
    s->home = home.record.id;
    s->worker = n.record.id;
    s->manager = (struct actor){ .user = a.record.id, .name = "zhou", .language = "zh", .can = manager_can, .can_count = COUNT_OF(manager_can), .all_branches = true, .home = s->branch };
    s->clerk = (struct actor){ .user = a.record.id, .name = "clerk", .language = "zh", .can = clerk_can, .can_count = COUNT_OF(clerk_can), .all_branches = true, .home = s->branch };
    return !failed(w);
}

static int by_word(const void *a, const void *b) { return strcmp(*(const text *)a, *(const text *)b); }

bool today_shop_open(struct today_shop *s)
{
    *s = (struct today_shop){ .folder = "/dev/shm/zhangjia-today-XXXXXX" };
    if (!mkdtemp(s->folder)) return false;
    bool well = test_house(&s->db, &s->house, (struct house_options){ .data = s->folder, .modules = modules, .demo = true });
    if (well) s->w = work_open(s->house, &the_system);
    if (well) s->w->language = "zh";
    static text sorted[COUNT_OF(manager_can)];
    memcpy(sorted, manager_can, sizeof sorted);
    qsort(sorted, COUNT_OF(sorted), sizeof *sorted, by_word);
    well = well && today_act(s, today_at(0, 6, 0), furnish, s);
    s->manager.can = sorted;
    CHECK(well);
    return well;
}

void today_shop_close(struct today_shop *s)
{
    char command[100];
    work_close(s->w);
    house_close(s->house);
    db_close(s->db);
    snprintf(command, sizeof command, "rm -rf %s", s->folder);
    CHECK(!system(command));
}

static bool book(struct work *w, void *data)
{
    struct today_visit *b = data;
    const struct today_shop *s = b->s;
    struct visit v = { .state = b->state, .customer = { s->customer }, .household = { s->home }, .line = { b->line }, .worker = { b->state > VISIT_UNASSIGNED ? s->worker : 0 }, .start = b->start, .length = { 120 },
        .price = { b->price ? b->price : 10000 }, .arrived_at = b->arrived, .rework_of = { b->again }, .caused_by = { b->again ? s->worker : 0 }, .tags = "", .quote = { "" }, .area = "", .remark = "", .rating = "", .customer_code = "", .finished_at = { b->state >= VISIT_FINISHED ? b->start.ms + HOURS(2) : 0 } };
    bool well = ADD(w, visit, &v);
    b->id = v.record.id;
    return well;
}
int64_t today_booked(struct today_shop *s, instant made, struct today_visit b)
{
    b.s = s;
    s->who = NULL;
    CHECK(today_act(s, made, book, &b));
    return b.id;
}


/* services_house_test.c — see services_house_test.h. Its day is Monday 2026-03-02. */
#include "services/services_house_test.h"
#include "test/house.h"
#include <stdio.h>
#include <stdlib.h>

static const struct module *const modules[] = { &company_module, &services_module, NULL };
static const text rights[] = { CAN_EDIT_SERVICES, CAN_PUBLISH_SERVICES, CAN_SEE_SERVICES }, little[] = { CAN_SEE_SERVICES }, middle[] = { CAN_EDIT_SERVICES, CAN_SEE_SERVICES };

static bool furnish(struct work *w, void *data)
{
    struct services_house *h = data;
    struct branch b = { .name = "朝阳店", .code = "CY" }, other = { .name = "海淀店", .code = "HD" };
    struct service_line line = { .name = "日常保洁", .code = "CLEAN", .glyph = "洁", .category = LINE_DAILY_CLEANING, .unit = UNIT_HOUR, .persons = 1, .medical = MEDICAL_GENERAL, .least = { 120 }, .increment = { 30 } };
    if (!ADD(w, branch, &b) || !ADD(w, branch, &other) || !ADD(w, service_line, &line)) return false;
    h->branch = b.record.id;
    h->other = other.record.id;
    h->line = line.record.id;
    return true;
}

static struct actor person(int64_t user, const text *can, int count) { return (struct actor){ .user = user, .name = "colleague", .language = "zh", .can = can, .can_count = count, .all_branches = true }; }

bool services_open(struct services_house *h)
{
    *h = (struct services_house){ .folder = "/dev/shm/zhangjia-services-XXXXXX", .now = day_at(day_from_date((struct date){ 2026, 3, 2 }), 600) };
    h->reader = person(11, little, COUNT_OF(little));
    h->editor = person(12, middle, COUNT_OF(middle));
    h->publisher = person(13, rights, COUNT_OF(rights));
    if (!mkdtemp(h->folder)) return false;
    bool well = test_house(&h->db, &h->house, (struct house_options){ .data = h->folder, .modules = modules, .demo = true });
    if (well) h->w = work_open(h->house, &the_system);
    well = well && services_write(h, &the_system, furnish, h);
    CHECK(well);
    return well;
}

void services_close(struct services_house *h)
{
    char command[100];
    work_close(h->w);
    house_close(h->house);
    db_close(h->db);
    snprintf(command, sizeof command, "rm -rf %s", h->folder);
    CHECK(!system(command));
}

bool services_write(struct services_house *h, const struct actor *actor, db_run *run, void *data)
{
    work_clear(h->w);
    h->w->actor = actor;
    h->w->now = h->w->acted = h->now;
    h->w->reason = "";
    bool well = db_write(h->db, h->w, run, data);
    if (h->w->failure == FAULT || (!well && getenv("TEST_LOUD"))) printf("  refused: %s %s\n", h->w->field, h->w->message);
    return well;
}

/* list_house_test.c — see list_house_test.h. */
#include "record/list_house_test.h"
#include "test/house.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct choice thing_states[] = {
    { .value = THING_NEW, .key = "new", .label = "New", .tone = "info" }, { .value = THING_USED, .key = "used", .label = "Used", .tone = "ok" },
    { .value = THING_GONE, .key = "gone", .label = "Gone", .final = true }, { 0 },
};
static const struct choice tags[] = { { .value = TAG_RED, .key = "red", .label = "Red" }, { .value = TAG_HEAVY, .key = "heavy", .label = "Heavy" },
    { .value = TAG_SHARP, .key = "sharp", .label = "Sharp" }, { 0 } };

static const struct field branch_fields[] = { FIELD(hut, name, .label = "Name", .required = true) };
const struct record_type hut_type = { .name = "branch", .size = sizeof(struct hut), .label = "Branch", .module = "things", .scope = SCOPE_COMPANY, FIELDS(branch_fields),
    .see = CAN_SEE_THINGS, .create = CAN_EDIT_THINGS, .edit = CAN_EDIT_THINGS, .quiet = true };

static const struct field shelf_fields[] = { FIELD(shelf, name, .label = "Name", .required = true, .list = true, .sort = true, .search = true) };
const struct record_type shelf_type = RECORD_TYPE(shelf, .label = "Shelf", .module = "things", .scope = SCOPE_BRANCH, FIELDS(shelf_fields),
    .see = CAN_SEE_THINGS, .create = CAN_EDIT_THINGS, .edit = CAN_EDIT_THINGS);

static const struct field keeper_fields[] = { FIELD(keeper, name, .label = "Name", .required = true, .list = true, .names = true) };
const struct record_type keeper_type = { .name = "worker", .size = sizeof(struct keeper), .label = "Keeper", .module = "things", .scope = SCOPE_COMPANY,
    FIELDS(keeper_fields), .see = CAN_SEE_THINGS, .create = CAN_EDIT_THINGS, .edit = CAN_EDIT_THINGS };

static const struct field part_fields[] = { FIELD(part, name, .label = "Name", .required = true), FIELD(part, price, .label = "Price"), FIELD(part, why, .label = "Why", .set_by = ENGINE_ONLY) };
static const struct row_type part_row = ROW_TYPE(part, part_fields);

static const struct field thing_fields[] = {
    FIELD(thing, state, .label = "State", .choices = thing_states, .set_by = STEPS_ONLY, .list = true),
    FIELD(thing, name, .label = "Name", .required = true, .list = true, .sort = true, .search = true),
    FIELD(thing, place_name, .label = "Place", .list = true, .filter = true, .search = true, .max = 1000),
    FIELD(thing, weight, .label = "Weight", .unit = "kg", .format = FORMAT_TENTHS, .filter = true, .sort = true, .list = true),
    FIELD(thing, rating, .label = "Rating", .filter = true, .min = 1, .max = 5),
    FIELD(thing, price, .label = "Price", .filter = true, .sort = true, .list = true),
    FIELD(thing, bought, .label = "Bought", .filter = true, .list = true),
    FIELD(thing, made, .label = "Made", .filter = true, .sort = true),
    FIELD(thing, due, .label = "Due", .filter = true, .list = true),
    FIELD(thing, length, .label = "Length", .filter = true),
    FIELD(thing, fragile, .label = "Fragile", .filter = true),
    FIELD(thing, tags, .label = "Tags", .choices = tags, .filter = true, .list = true),
    FIELD(thing, shelf, .label = "Shelf", .to = &shelf_type, .filter = true, .list = true),
    FIELD(thing, keeper, .label = "Keeper", .to = &keeper_type, .filter = true),
    FIELD(thing, at, .label = "At", .filter = true),
    FIELD(thing, photo, .label = "Photo", .filter = true),
    FIELD(thing, phone, .label = "Phone", .mask = MASK_PHONE, .format = FORMAT_MOBILE, .filter = true, .search = true, .reveal = CAN_SEE_SECRETS),
    FIELD(thing, parts, .label = "Parts", .row = &part_row),
    FIELD(thing, sums, .heavy = true, .label = "Sums", .set_by = ENGINE_ONLY),
    FIELD(thing, secret, .label = "Secret", .see = CAN_SEE_SECRETS, .filter = true, .sort = true),
};
static const struct field use_fields[] = { FIELD(use, why, .label = "Why", .required = true), FIELD(use, times, .label = "Times", .min = 1, .max = 9) };

static const struct step thing_steps[] = {
    STEP(use, .label = "Use", .from = FROM(THING_NEW) | FROM(THING_USED), .to = THING_USED, INPUTS(use, use_fields)),
    STEP(lose, .label = "Lose", .from = ANY_STATE, .to = THING_GONE, .by = CAN_SEE_SECRETS, .reason = true, .reason_label = "Note for the finder", .confirm = "Really?"),
};
static const struct retention kept[] = { { .name = "record", .label = "Things", .law = "none" } };
const struct record_type thing_type = RECORD_TYPE(thing, .label = "Thing", .module = "things", .scope = SCOPE_BRANCH, FIELDS(thing_fields), STEPS(thing_steps),
    .first_state = THING_NEW, .own = "keeper", RETENTION(kept), .subject = "record", .see = CAN_SEE_THINGS, .create = CAN_EDIT_THINGS, .edit = CAN_EDIT_THINGS,
    .remove = CAN_EDIT_THINGS, .prefix = "T");

static const struct record_type *const types[] = { &hut_type, &shelf_type, &keeper_type, &thing_type, NULL };
static const struct capability capabilities[] = { { CAN_SEE_THINGS, "See things" }, { CAN_EDIT_THINGS, "Edit things" }, { CAN_SEE_SECRETS, "See secrets" } };
static const struct module things = { .name = "things", .label = "Things", .types = types, MODULE_CAPABILITIES(capabilities) };
static const struct module *const modules[] = { &things, NULL };

const struct module *const *test_house_modules(void) { return modules; }

bool test_house_open(struct test_house *t)
{
    text why = "";
    *t = (struct test_house){ 0 };
    snprintf(t->folder, sizeof t->folder, "/dev/shm/zhangjia-lists-XXXXXX");
    if (!mkdtemp(t->folder)) return false;
    bool well = test_house(&t->db, &t->house, (struct house_options){ .data = t->folder, .modules = modules, .demo = true });
    if (!well) printf("  the test house does not open: %s\n", why ? why : "");
    if (well) t->w = work_open(t->house, &the_system);
    CHECK(well);
    return well;
}

void test_house_close(struct test_house *t)
{
    char command[100];
    work_close(t->w);
    house_close(t->house);
    db_close(t->db);
    snprintf(command, sizeof command, "rm -rf %s", t->folder);
    CHECK(system(command) == 0);
}

static bool run(struct test_house *t, const struct actor *actor, bool write, db_run *it, void *data)
{
    work_clear(t->w);
    t->w->actor = actor;
    t->w->loaded = NULL;
    return write ? db_write(t->db, t->w, it, data) : db_read(t->db, t->w, it, data);
}

bool test_write(struct test_house *t, const struct actor *actor, db_run *it, void *data) { return run(t, actor, true, it, data); }
bool test_read(struct test_house *t, const struct actor *actor, db_run *it, void *data) { return run(t, actor, false, it, data); }

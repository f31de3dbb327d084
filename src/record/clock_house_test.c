/* clock_house_test.c — see clock_house.h. */
#include "record/clock_house.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/log.h"
#include "test/test.h"

struct clock_reactions clock_seen;      /* tests run one after the other */

static const struct field name_only[] = { FIELD(person, name, .label = "Name", .required = true) };
static const struct field branch_fields[] = { FIELD(branch, name, .label = "Name", .required = true) };
static const struct field worker_fields[] = { FIELD(worker, name, .label = "Name", .required = true) };
static const struct field account_fields[] = { FIELD(account, name, .label = "Name", .required = true) };
const struct record_type clock_person_type = RECORD_TYPE(person, .label = "Person", .module = "clock", FIELDS(name_only), .scope = SCOPE_COMPANY, .see = "clock.see", .create = "clock.edit");
const struct record_type clock_branch_type = RECORD_TYPE(branch, .label = "Branch", .module = "clock", FIELDS(branch_fields), .scope = SCOPE_COMPANY, .see = "clock.see", .create = "clock.edit");
const struct record_type clock_worker_type = RECORD_TYPE(worker, .label = "Worker", .module = "clock", FIELDS(worker_fields), .scope = SCOPE_COMPANY, .see = "clock.see", .create = "clock.edit");
const struct record_type clock_account_type = RECORD_TYPE(account, .label = "Account", .module = "clock", FIELDS(account_fields), .scope = SCOPE_COMPANY, .see = "clock.see", .create = "clock.edit");

static const struct choice states[] = {
    { .value = ERRAND_OPEN, .key = "open", .label = "open" },
    { .value = ERRAND_TAKEN, .key = "taken", .label = "taken" },
    { .value = ERRAND_DONE, .key = "done", .label = "done", .final = true }, { 0 } };
static const struct field part_fields[] = { FIELD(errand_part, scan, .label = "Scan") };
static const struct row_type part_row = ROW_TYPE(errand_part, part_fields);
static const struct field errand_fields[] = {
    FIELD(errand, state, .label = "State", .choices = states), FIELD(errand, what, .label = "What", .required = true),
    FIELD(errand, person, .label = "Person", .to = &clock_person_type), FIELD(errand, due, .label = "Due"), FIELD(errand, photo, .label = "Photo"),
    FIELD(errand, secret, .label = "Secret", .see = "clock.secret"), FIELD(errand, parts, .label = "Parts", .row = &part_row) };

static instant errand_due(struct work *w, const struct errand *e) { (void)w; return e->due; }
DUE(errand, errand_due)
static ref errand_person(struct work *w, const void *record) { (void)w; return ((const struct errand *)record)->person; }
static const struct deadline deadlines[] = {
    { .name = "take", .label = "Take the errand", .states = FROM(ERRAND_OPEN), .due = errand_due_hook, .who = "clock.take", .escalate_after = MINUTES(30),
      .then = "clock.lead", .step = "take" },
    { .name = "finish", .label = "Finish the errand", .states = FROM(ERRAND_TAKEN), .due = errand_due_hook, .who = "clock.take", .person = errand_person, .step = "finish" } };
static const struct step steps[] = {
    STEP(take, .label = "Take", .from = FROM(ERRAND_OPEN), .to = ERRAND_TAKEN, .by = "clock.take"),
    STEP(finish, .label = "Finish", .from = FROM(ERRAND_TAKEN), .to = ERRAND_DONE, .by = "clock.take") };
const struct record_type errand_type = RECORD_TYPE(errand, .label = "Errand", .module = "clock", FIELDS(errand_fields), STEPS(steps), DEADLINES(deadlines),
    .first_state = ERRAND_OPEN, .scope = SCOPE_BRANCH, .own = "person", .see = "clock.see", .create = "clock.edit", .edit = "clock.edit", .remove = "clock.edit");

static bool seen_with(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    clock_seen.with++;
    clock_seen.id = id;
    return !clock_seen.with_refuses || refuse(w, "", "No");
}

static bool seen_after(struct work *w, const struct record_type *type, int64_t id)
{
    if (clock_seen.after_fails-- > 0) return refuse(w, "", "Not yet");
    struct errand *e = record_load(w, type, id);
    if (!e) return false;
    __atomic_add_fetch(&clock_seen.after, 1, __ATOMIC_SEQ_CST);
    return true;
}

static const struct reaction reactions[] = { { "errand.take", WITH, seen_with, "tally" }, { "errand.finish", AFTER, seen_after, "letter" } };
static const struct capability capabilities[] = { { "clock.see", "See" }, { "clock.edit", "Edit" }, { "clock.take", "Take" }, { "clock.lead", "Lead" }, { "clock.secret", "Secrets" } };
static const struct record_type *const types[] = { &clock_branch_type, &clock_account_type, &clock_person_type, &clock_worker_type, &errand_type, NULL };
static const struct module clock_module = { .name = "clock", .label = "Clock", .types = types, MODULE_CAPABILITIES(capabilities), MODULE_REACTIONS(reactions) };

static struct clock_house open_on(text folder, const struct module *more, bool first)
{
    struct clock_house c = { 0 };
    snprintf(c.folder, sizeof c.folder, "%s", folder);
    text why = "";
    log_quiet(1);
    c.db = db_open(&(struct db_options){ .url = test_url(), .readers = 16, .fast_and_loose = true }, &why);
    const struct module **modules = calloc(3, sizeof *modules);
    modules[0] = &clock_module;
    modules[1] = more;
    if (c.db) c.house = house_open(&(struct house_options){ .db = c.db, .data = c.folder[0] ? strdup(folder) : "", .modules = modules }, &why);
    if (!c.house || (first && !house_migrate(c.house, &why))) {
        printf("  the test house does not open: %s\n", why);
        test_check(false, __FILE__, __LINE__, "the house opens");
        exit(1);
    }
    return c;
}

struct clock_house clock_house_open(const struct module *more)
{
    char folder[] = "/dev/shm/zhangjia-house-XXXXXX";
    if (!mkdtemp(folder)) abort();
    clock_seen = (struct clock_reactions){ 0 };
    return open_on(folder, more, true);
}

struct clock_house clock_house_again(const struct clock_house *first, const struct module *more) { return open_on(first->folder, more, false); }

void clock_house_leave(struct clock_house *c)
{
    const struct module *const *modules = house_modules(c->house);
    text data = house_data(c->house);
    house_close(c->house);
    db_close(c->db);
    free((void *)(uintptr_t)modules);
    free((char *)(uintptr_t)data);
}

void clock_house_close(struct clock_house *c)
{
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", c->folder);
    clock_house_leave(c);
    CHECK(system(command) == 0);
}

struct actor clock_actor(int64_t user, int64_t person, const int64_t *branch, const text *can, int can_count)
{
    return (struct actor){ .user = user, .person = person, .name = "Tester", .language = "en", .can = can, .can_count = can_count, .branches = branch,
        .branch_count = branch ? 1 : 0, .home = branch ? *branch : 0 };
}

static struct work *open_at(struct clock_house *c, const struct actor *actor, int64_t now)
{
    struct work *w = work_open(c->house, actor);
    if (now) w->now = w->acted = (instant){ now };
    return w;
}

struct work *clock_write(struct clock_house *c, const struct actor *actor, int64_t now, db_run *run, void *data)
{
    struct work *w = open_at(c, actor, now);
    db_write(c->db, w, run, data);
    return w;
}

struct work *clock_read(struct clock_house *c, const struct actor *actor, int64_t now, db_run *run, void *data)
{
    struct work *w = open_at(c, actor, now);
    db_read(c->db, w, run, data);
    return w;
}

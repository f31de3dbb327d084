#include <stdio.h>
#include "company/company_house_test.h"

struct shop { int64_t root, east, west, east_one, administrator, manager, account; };

static int64_t add_branch(struct work *w, text name, text code, int64_t parent)
{
    struct branch b = { .name = name, .code = code, .parent = { parent } };
    return record_add(w, &branch_type, &b) ? b.record.id : 0;
}

static int64_t add_account(struct work *w, text login, text role, int64_t branch)
{
    struct account_role row = { { role_by_code(w, role) }, { branch } };
    struct account a = { .login = login, .roles = { &row, 1 } };
    return record_add(w, &account_type, &a) ? a.record.id : 0;
}

static bool make_shop(struct work *w, void *data)
{
    struct shop *s = data;
    s->root = add_branch(w, "总部", "00", 0);
    s->east = add_branch(w, "东区", "E", s->root);
    s->east_one = add_branch(w, "东一店", "E1", s->east);
    s->west = add_branch(w, "西区", "W", s->root);
    s->administrator = add_account(w, "boss", "administrator", 0);
    s->manager = add_account(w, "Manager", "manager", s->east);
    return !failed(w);
}

static bool has(const struct actor *a, text word)
{
    for (int i = 0; i < a->can_count; i++)
        if (!strcmp(a->can[i], word)) return true;
    return false;
}

static bool look(struct work *w, void *data)
{
    const struct shop *s = data;
    struct actor boss, manager;
    CHECK(actor_load(w, s->administrator, &boss) && actor_load(w, s->manager, &manager));
    if (failed(w)) return false;
    CHECK(boss.all_branches && has(&boss, "role.manage") && has(&boss, "party.edit") && has(&boss, "payroll.lock"));
    CHECK(has(&manager, "party.edit") && has(&manager, CAN_REVEAL_ID_NUMBER) && !has(&manager, CAN_MANAGE_ROLES) && !has(&manager, "payroll.lock"));
    CHECK(!manager.all_branches && manager.branch_count == 2 && manager.home == s->east);
    CHECK(manager.branches[0] == s->east && manager.branches[1] == s->east_one);
    EQUAL(db_one(w, SQL("select count(*) from role"), NO_BIND, 0), 12);
    EQUAL(db_one(w, SQL("select count(*) from role_capabilities c join role r on r.id = c.parent where r.code = 'auditor' and c.word not like '%.see'"), NO_BIND, -1), 0);
    CHECK(db_one(w, SQL("select count(*) from role_capabilities c join role r on r.id = c.parent where r.code = 'auditor'"), NO_BIND, 0) >= 3);
    EQUAL(db_one(w, SQL("select count(*) from role_capabilities c join role r on r.id = c.parent where r.code = 'worker'"), NO_BIND, -1), 0);
    return !failed(w);
}

TEST_DB(an_account_may_what_its_roles_say_in_its_branches_and_below)
{
    struct company_house c;
    struct shop s = { 0 };
    if (!company_open(&c, false)) return;
    CHECK(in_write(&c, &the_system, make_shop, &s));
    CHECK(in_read(&c, &the_system, look, &s));
    company_close(&c);
}

static bool take_away(struct work *w, void *data)
{
    (void)data;
    struct role *r = record_load(w, &role_type, role_by_code(w, "manager"));
    if (!r) return false;
    r->capabilities = (rows_of){ 0 };
    return record_save(w, &role_type, r);
}

static bool count_of_manager(struct work *w, void *data)
{
    *(int64_t *)data = db_one(w, SQL("select count(*) from role_capabilities c join role r on r.id = c.parent where r.code = 'manager'"), NO_BIND, -1);
    return !failed(w);
}

static bool unknown_word(struct work *w, void *data)
{
    (void)data;
    struct role_capability row = { "moon.fly" };
    struct role r = { .name = "Pilot", .capabilities = { &row, 1 } };
    return record_add(w, &role_type, &r);
}

TEST_DB(what_the_company_took_from_a_role_does_not_come_back_with_a_migration)
{
    struct company_house c;
    int64_t count = -1;
    text why = "";
    if (!company_open(&c, false)) return;
    CHECK(in_write(&c, &the_system, take_away, NULL));
    CHECK(house_migrate(c.house, &why));
    CHECK(in_read(&c, &the_system, count_of_manager, &count));
    EQUAL(count, 0);
    CHECK(!in_write(&c, &the_system, unknown_word, NULL));
    SAME_TEXT(c.w->field, "capabilities");
    company_close(&c);
}

static bool give_boss(struct work *w, void *data) { (void)data; return add_account(w, "crony", "administrator", 0) != 0; }
static bool give_west(struct work *w, void *data) { return add_account(w, "crony", "worker", ((struct shop *)data)->west) != 0; }
static bool give_east(struct work *w, void *data) { return add_account(w, "crony", "worker", ((struct shop *)data)->east_one) != 0; }

static bool lock_boss(struct work *w, void *data)
{
    w->reason = "no";
    return step_run(w, &account_type, record_load(w, &account_type, ((struct shop *)data)->administrator), "lock", NULL);
}

static bool bad_login(struct work *w, void *data) { (void)data; return add_account(w, "王 芳", "worker", 0) != 0; }
static bool twice(struct work *w, void *data) { (void)data; return add_account(w, "BOSS", "worker", 0) != 0; }

TEST_DB(nobody_gives_a_right_she_does_not_have)
{
    struct company_house c;
    struct shop s = { 0 };
    if (!company_open(&c, false)) return;
    CHECK(in_write(&c, &the_system, make_shop, &s));
    static const text some[] = { CAN_MANAGE_ACCOUNTS };
    const struct actor manager = { .user = s.manager, .name = "M", .language = "zh", .can = some, .can_count = 1, .branches = (const int64_t[]){ s.east, s.east_one }, .branch_count = 2 };
    CHECK(!in_write(&c, &manager, give_boss, &s));
    SAME_TEXT(c.w->field, "roles");
    CHECK(!in_write(&c, &manager, give_west, &s));
    CHECK(in_write(&c, &manager, give_east, &s));
    CHECK(!in_write(&c, &manager, lock_boss, &s));
    CHECK(!in_write(&c, &the_system, lock_boss, &s));               /* the last administrator */
    CHECK(!in_write(&c, &the_system, bad_login, &s));
    SAME_TEXT(c.w->field, "login");
    CHECK(!in_write(&c, &the_system, twice, &s));
    EQUAL(c.w->failure, CONFLICT);
    company_close(&c);
}

static bool settings(struct work *w, void *data)
{
    const struct shop *s = data;
    CHECK(!owner_mode(w, s->east_one));
    struct setting east = { .record.branch = { s->east }, .code = "company.owner_mode", .value = "1" };
    struct setting later = { .record.branch = { s->east_one }, .code = "company.owner_mode", .value = "0", .since = { day_of(w->now).number + 10 } };
    if (!record_add(w, &setting_type, &east) || !record_add(w, &setting_type, &later)) return false;
    CHECK(owner_mode(w, s->east_one) && owner_mode(w, s->east) && !owner_mode(w, s->west) && !owner_mode(w, 0));
    CHECK(!setting_flag(w, "company.owner_mode", s->east_one, (day){ day_of(w->now).number + 10 }));
    CHECK(setting_flag(w, "company.owner_mode", s->east, (day){ day_of(w->now).number + 10 }));
    struct setting chosen = { .place = { s->east }, .code = "company.uscc", .value = "X" };
    CHECK(record_add(w, &setting_type, &chosen));
    EQUAL(chosen.record.branch.id, s->east);
    SAME_TEXT(setting_text(w, "company.uscc", s->east_one, day_of(w->now)), "X");
    struct setting wrong_one = { .code = "company.owner_mode", .value = "maybe", .since = { 3 } };
    CHECK(!record_add(w, &setting_type, &wrong_one));
    SAME_TEXT(w->field, "value");
    return false;
}

static bool days(struct work *w, void *data)
{
    (void)data;
    day saturday = day_from_date((struct date){ 2026, 2, 14 }), national = day_from_date((struct date){ 2026, 10, 1 });
    EQUAL(day_kind(w, saturday), DAY_REST);
    EQUAL(day_kind(w, national), DAY_STATUTORY);
    struct calendar_day work = { .date = saturday, .kind = CALENDAR_WORKDAY, .name = "春节调休" }, closed = { .date = { saturday.number + 2 }, .kind = CALENDAR_CLOSED, .name = "年会" };
    if (!record_add(w, &calendar_day_type, &work) || !record_add(w, &calendar_day_type, &closed)) return false;
    EQUAL(day_kind(w, saturday), DAY_WORK);
    EQUAL(day_kind(w, closed.date), DAY_CLOSED);
    EQUAL(working_day_after(w, (day){ saturday.number - 1 }, 1).number, saturday.number);
    struct calendar_day never = { .date = national, .kind = CALENDAR_WORKDAY, .name = "x" };
    CHECK(!record_add(w, &calendar_day_type, &never));
    return false;
}

static bool circle(struct work *w, void *data)
{
    const struct shop *s = data;
    struct branch *root = record_load(w, &branch_type, s->root);
    if (!root) return false;
    root->parent.id = s->east_one;
    return record_save(w, &branch_type, root);
}

static bool ayi_in_one_branch(struct work *w, void *data)
{
    struct setting s = { .place = { ((const struct shop *)data)->east }, .code = "company.ayi", .value = "1" };
    return record_add(w, &setting_type, &s);
}

TEST_DB(settings_go_down_the_tree_and_days_by_the_calendar)
{
    struct company_house c;
    struct shop s = { 0 };
    if (!company_open(&c, false)) return;
    CHECK(in_write(&c, &the_system, make_shop, &s));
    CHECK(!in_write(&c, &the_system, settings, &s) && c.w->failure == INVALID);
    CHECK(!in_write(&c, &the_system, ayi_in_one_branch, &s));         /* one word for workers in all the company */
    SAME_TEXT(c.w->field, "place");
    CHECK(!in_write(&c, &the_system, days, &s) && c.w->failure == INVALID);
    CHECK(!in_write(&c, &the_system, circle, &s));
    SAME_TEXT(c.w->field, "parent");
    company_close(&c);
}

#include <stdio.h>
#include <string.h>
#include "company/company_house_test.h"
#include "company/password.h"
#include "company/role.h"

static const char setup_body[] = "{\"company\":\"阳光家政\",\"branch\":\"总店\",\"name\":\"王芳\",\"login\":\"wang\",\"password\":\"correct horse\"}";

static int64_t add_branch(struct work *w, text name, text code, int64_t parent)
{
    struct branch b = { .name = name, .code = code, .parent = { parent } };
    return record_add(w, &branch_type, &b) ? b.record.id : 0;
}

static bool add_account(struct work *w, text login, text name, text role, int64_t branch)
{
    struct account_role row = { { role_by_code(w, role) }, { branch } };
    struct account a = { .login = login, .name = name, .roles = { &row, 1 } };
    text hash = db_one_text(w, SQL("select hash from account_password order by account limit 1"), NO_BIND);
    return ADD(w, account, &a) && password_store(w, a.record.id, hash);
}

static bool furnish(struct work *w, void *data)
{
    (void)data;
    int64_t root = db_one(w, SQL("select min(id) from branch"), NO_BIND, 0), east = add_branch(w, "东店", "E", root), west = add_branch(w, "西店", "W", root);
    return add_account(w, "front", "林晓燕", "reception", east) && add_account(w, "head", "周敏", "manager", east) && add_account(w, "other", "赵西", "manager", west)
        && add_account(w, "hq", "孙总", "hq", root) && add_account(w, "ayi", "王阿姨", "worker", east);
}

TEST_DB(who_may_not_see_accounts_names_a_colleague_by_name_and_role_alone)
{
    struct company_house c;
    if (!company_open(&c, false)) return;
    struct browser boss = { .house = &c }, front = { .house = &c }, worker = { .house = &c };
    EQUAL(browse(&boss, "POST", "/api/setup", setup_body), 200);
    CHECK(in_write(&c, &the_system, furnish, NULL));
    EQUAL(browse(&front, "POST", "/api/login", "{\"login\":\"front\",\"password\":\"correct horse\"}"), 200);
    EQUAL(browse(&front, "GET", "/api/account", NULL), 403);
    EQUAL(browse(&front, "GET", "/api/colleagues", NULL), 200);
    CHECK(says(&front, "\"title\":\"周敏\",\"role\":\"店长\"") && says(&front, "孙总") && says(&front, "王芳"));
    CHECK(!says(&front, "赵西") && !says(&front, "王阿姨") && !says(&front, "\"head\""));
    EQUAL(browse(&front, "GET", "/api/colleagues?q=zm", NULL), 200);
    CHECK(says(&front, "周敏") && !says(&front, "孙总"));
    EQUAL(browse(&worker, "POST", "/api/login", "{\"login\":\"ayi\",\"password\":\"correct horse\"}"), 200);
    EQUAL(browse(&worker, "GET", "/api/colleagues", NULL), 403);
    company_close(&c);
}

#include <stdio.h>
#include <stdlib.h>
#include "company/company_house_test.h"
#include "company/login.h"
#include "company/password.h"

static const char setup_body[] = "{\"company\":\"阳光家政\",\"branch\":\"总店\",\"name\":\"王芳\",\"login\":\" Wang \",\"password\":\"correct horse\"}";

TEST_DB(the_first_start_makes_an_administrator_once)
{
    struct company_house c;
    if (!company_open(&c, false)) return;
    struct browser b = { .house = &c }, second = { .house = &c };
    EQUAL(browse(&b, "GET", "/api/hello", NULL), 200);
    CHECK(says(&b, "\"setup\":true") && says(&b, "\"demo_logins\":[]"));
    EQUAL(browse(&b, "GET", "/api/me", NULL), 401);
    EQUAL(browse(&b, "POST", "/api/setup", "{\"company\":\"x\",\"branch\":\"y\",\"name\":\"z\",\"login\":\"w\",\"password\":\"12345678\"}"), 400);
    CHECK(says(&b, "\"field\":\"password\""));
    EQUAL(browse(&b, "POST", "/api/setup", setup_body), 200);
    CHECK(says(&b, "\"login\":\"wang\"") && says(&b, "account.manage") && says(&b, "party.edit") && says(&b, "\"company\":\"阳光家政\"") && says(&b, "\"home\":true"));
    CHECK(strstr(b.headers, "HttpOnly") && strstr(b.headers, "SameSite=Lax") && !strstr(b.headers, "Secure"));
    EQUAL(browse(&b, "GET", "/api/me", NULL), 200);
    EQUAL(browse(&second, "POST", "/api/setup", setup_body), 409);
    EQUAL(browse(&second, "GET", "/api/hello", NULL), 200);
    CHECK(says(&second, "\"setup\":false"));
    company_close(&c);
}

TEST_DB(a_session_lasts_until_it_is_logged_out)
{
    struct company_house c;
    if (!company_open(&c, false)) return;
    struct browser a = { .house = &c }, b = { .house = &c }, thief = { .house = &c };
    EQUAL(browse(&a, "POST", "/api/setup", setup_body), 200);
    EQUAL(browse(&b, "POST", "/api/login", "{\"login\":\"WANG\",\"password\":\"correct horse\"}"), 200);
    CHECK(strcmp(a.cookie, b.cookie) != 0);
    snprintf(thief.cookie, sizeof thief.cookie, "%s", b.cookie);
    thief.cookie[20] = thief.cookie[20] == 'A' ? 'B' : 'A';
    EQUAL(browse(&thief, "GET", "/api/me", NULL), 401);
    EQUAL(browse(&b, "PUT", "/api/me/preferences", "{\"theme\":\"dark\"}"), 200);
    EQUAL(browse(&b, "GET", "/api/me", NULL), 200);
    CHECK(says(&b, "\"preferences\":{\"theme\":\"dark\"}"));
    CASE("what was looked at last is kept without its name");
    const char *branch = strstr(b.body, "\"branches\":[{\"id\":");
    char body[300];
    snprintf(body, sizeof body, "{\"recent\":[{\"type\":\"branch\",\"id\":%.*s,\"title\":\"亓官璎珞\"},{\"type\":\"branch\",\"id\":1,\"title\":\"gone\"}]}", branch ? (int)strcspn(branch + 18, ",") : 0, branch ? branch + 18 : "");
    EQUAL(browse(&b, "PUT", "/api/me/preferences", body), 200);
    EQUAL(browse(&b, "GET", "/api/me", NULL), 200);
    CHECK(!says(&b, "亓官璎珞") && !says(&b, "gone") && says(&b, "\"preferences\":{\"recent\":[{\"type\":\"branch\""));
    CASE(NULL);

    snprintf(thief.cookie, sizeof thief.cookie, "%s", b.cookie);
    EQUAL(browse(&b, "POST", "/api/logout", "{}"), 200);
    EQUAL(browse(&thief, "GET", "/api/me", NULL), 401);
    EQUAL(browse(&a, "GET", "/api/me", NULL), 200);
    EQUAL(browse(&b, "POST", "/api/login", "{\"login\":\"wang\",\"password\":\"correct horse\"}"), 200);
    EQUAL(browse(&b, "POST", "/api/logout-everywhere", "{}"), 200);
    EQUAL(browse(&a, "GET", "/api/me", NULL), 401);
    company_close(&c);
}

static bool age_sessions(struct work *w, void *data)
{
    db_exec(w, SQL("update session set seen_at = seen_at - $1"), BIND(num(*(int64_t *)data)));
    sessions_forget();
    return !failed(w);
}

static bool sweep(struct work *w, void *data)
{
    (void)data;
    return sessions_sweep(w);
}

static bool last_seen(struct work *w, void *data)
{
    *(int64_t *)data = db_one(w, SQL("select max(seen_at) from session"), NO_BIND, 0);
    return !failed(w);
}

TEST_DB(a_session_slides_and_ends_after_twelve_idle_hours)
{
    struct company_house c;
    int64_t eleven = HOURS(11), two = HOURS(2), seen = 0;
    if (!company_open(&c, false)) return;
    struct browser b = { .house = &c };
    EQUAL(browse(&b, "POST", "/api/setup", setup_body), 200);
    CHECK(in_write(&c, &the_system, age_sessions, &eleven));
    EQUAL(browse(&b, "GET", "/api/me", NULL), 200);                 /* in time: it lives on from now */
    CHECK(in_read(&c, &the_system, last_seen, &seen) && seen > when_now().ms - MINUTES(5));
    CHECK(in_write(&c, &the_system, age_sessions, &two));
    EQUAL(browse(&b, "GET", "/api/me", NULL), 200);
    CHECK(in_write(&c, &the_system, sweep, NULL));
    EQUAL(browse(&b, "GET", "/api/me", NULL), 200);
    CHECK(in_write(&c, &the_system, age_sessions, &eleven));
    EQUAL(browse(&b, "GET", "/api/me", NULL), 401);
    company_close(&c);
}

static bool only_a_worker(struct work *w, void *data)
{
    int64_t account = db_one(w, SQL("select account from session limit 1"), NO_BIND, 0);
    (void)data;
    db_exec(w, SQL("update account_roles set role = (select id from role where code = 'worker') where parent = $1"), BIND(num(account)));
    sessions_forget();
    return !failed(w);
}

struct region { int64_t branch; text hash; };
static bool looks_after_one(struct work *w, void *data)
{
    struct region *r = data;
    struct branch b = { .name = "东区", .code = "E" };
    if (!record_add(w, &branch_type, &b)) return false;
    r->branch = b.record.id;
    return demo_account_add(w, &(struct demo_account){ .login = "east", .name = "李强", .password = "zhangjia", .hash = r->hash, .role = "administrator", .place = b.record.id }) != 0;
}

/* By the first request after it, not when what is remembered of her has run out; and none of it lies outside her reach. */
TEST_DB(a_new_branch_is_in_reach_of_who_made_it_at_once)
{
    struct company_house c;
    char body[120];
    if (!company_open(&c, true)) return;
    struct browser b = { .house = &c };
    struct region r = { .hash = password_hash(c.w, "zhangjia") };
    CHECK(in_write(&c, &the_system, looks_after_one, &r));
    EQUAL(browse(&b, "POST", "/api/login", "{\"login\":\"east\",\"password\":\"zhangjia\"}"), 200);
    EQUAL(browse(&b, "GET", "/api/me", NULL), 200);
    CHECK(says(&b, "东区"));
    EQUAL(browse(&b, "POST", "/api/branch", "{\"name\":\"河西店\",\"code\":\"HX\"}"), 400);
    CHECK(says(&b, "\"field\":\"parent\""));
    snprintf(body, sizeof body, "{\"name\":\"河西店\",\"code\":\"HX\",\"parent\":%lld}", (long long)r.branch);
    EQUAL(browse(&b, "POST", "/api/branch", body), 201);
    EQUAL(browse(&b, "GET", "/api/me", NULL), 200);
    CHECK(says(&b, "河西店"));
    company_close(&c);
}

TEST_DB(a_workers_phone_stays_logged_in_until_the_sessions_last_day)
{
    struct company_house c;
    int64_t days = DAYS(3);
    if (!company_open(&c, false)) return;
    struct browser b = { .house = &c };
    EQUAL(browse(&b, "POST", "/api/setup", setup_body), 200);
    CHECK(in_write(&c, &the_system, only_a_worker, NULL));
    CHECK(in_write(&c, &the_system, age_sessions, &days));
    CHECK(in_write(&c, &the_system, sweep, NULL));
    EQUAL(browse(&b, "GET", "/api/me", NULL), 200);
    company_close(&c);
}

static bool older_tries(struct work *w, void *data)
{
    db_exec(w, SQL("update login_try set last_at = last_at - $1"), BIND(num(*(int64_t *)data)));
    return !failed(w);
}

TEST_DB(guessing_is_slowed_for_known_and_unknown_logins_alike)
{
    static const text logins[] = { "wang", "nobody" };
    struct company_house c;
    int64_t half_minute = SECONDS(31);
    if (!company_open(&c, false)) return;
    struct browser b = { .house = &c };
    EQUAL(browse(&b, "POST", "/api/setup", setup_body), 200);
    for (size_t l = 0; l < 2; l++) {
        char body[100];
        CASE(logins[l]);
        snprintf(body, sizeof body, "{\"login\":\"%s\",\"password\":\"wrong one\"}", logins[l]);
        struct browser guess = { .house = &c };
        for (int i = 0; i < 5; i++) EQUAL(browse(&guess, "POST", "/api/login", body), 401);
        CHECK(says(&guess, "\"code\":\"bad_login\""));
        EQUAL(browse(&guess, "POST", "/api/login", body), 429);
        CHECK(says(&guess, "\"code\":\"throttled\"") && strstr(guess.headers, "Retry-After: "));
    }
    CASE("the right password must wait too, and then clears the count");
    EQUAL(browse(&b, "POST", "/api/login", "{\"login\":\"wang\",\"password\":\"correct horse\"}"), 429);
    CHECK(in_write(&c, &the_system, older_tries, &half_minute));
    EQUAL(browse(&b, "POST", "/api/login", "{\"login\":\"wang\",\"password\":\"correct horse\"}"), 200);
    EQUAL(browse(&b, "POST", "/api/login", "{\"login\":\"wang\",\"password\":\"wrong one\"}"), 401);
    CASE(NULL);
    company_close(&c);
}

TEST_DB(a_new_password_ends_the_other_sessions)
{
    struct company_house c;
    if (!company_open(&c, false)) return;
    struct browser a = { .house = &c }, b = { .house = &c };
    EQUAL(browse(&a, "POST", "/api/setup", setup_body), 200);
    EQUAL(browse(&b, "POST", "/api/login", "{\"login\":\"wang\",\"password\":\"correct horse\"}"), 200);
    EQUAL(browse(&b, "POST", "/api/password", "{\"old\":\"wrong\",\"new\":\"another horse\"}"), 400);
    CHECK(says(&b, "\"field\":\"old\""));
    EQUAL(browse(&b, "POST", "/api/password", "{\"old\":\"correct horse\",\"new\":\"short\"}"), 400);
    EQUAL(browse(&b, "POST", "/api/password", "{\"old\":\"correct horse\",\"new\":\"another horse\"}"), 200);
    EQUAL(browse(&b, "GET", "/api/me", NULL), 200);
    EQUAL(browse(&a, "GET", "/api/me", NULL), 401);
    EQUAL(browse(&a, "POST", "/api/login", "{\"login\":\"wang\",\"password\":\"correct horse\"}"), 401);
    EQUAL(browse(&a, "POST", "/api/login", "{\"login\":\"wang\",\"password\":\"another horse\"}"), 200);
    company_close(&c);
}

TEST_DB(a_key_of_a_program_works_until_it_is_taken_back)
{
    struct company_house c;
    if (!company_open(&c, false)) return;
    struct browser a = { .house = &c }, program = { .house = &c };
    EQUAL(browse(&a, "POST", "/api/setup", setup_body), 200);
    EQUAL(browse(&a, "POST", "/api/me/keys", "{\"name\":\"考勤机\"}"), 201);
    char *key = strstr(a.body, "zj_");
    CHECK(key != NULL);
    if (key) snprintf(program.extra, sizeof program.extra, "Authorization: Bearer %.*s\r\n", (int)strcspn(key, "\""), key);
    EQUAL(browse(&program, "GET", "/api/me", NULL), 200);
    EQUAL(browse(&program, "POST", "/api/me/keys", "{\"name\":\"x\"}"), 403);
    EQUAL(browse(&a, "GET", "/api/me/keys", NULL), 200);
    CHECK(says(&a, "考勤机") && !strstr(a.body, "zj_"));
    char path[100], *id = strstr(a.body, "\"id\":");
    snprintf(path, sizeof path, "/api/me/keys/%lld", id ? atoll(id + 5) : 0LL);
    EQUAL(browse(&a, "DELETE", path, NULL), 200);
    EQUAL(browse(&program, "GET", "/api/me", NULL), 401);
    company_close(&c);
}

struct demo { text hash, role; int64_t id; };

static bool add_demo(struct work *w, void *data)
{
    struct demo *d = data;
    struct branch b = { .name = "演示店", .code = "D1" };
    if (!record_add(w, &branch_type, &b)) return false;
    d->id = demo_account_add(w, &(struct demo_account){ .login = "demo", .name = "王芳", .password = "zhangjia", .hash = d->hash, .role = d->role ? d->role : "manager", .place = b.record.id });
    return d->id != 0;
}

TEST_DB(demo_logins_are_shown_in_a_demo_house_only)
{
    for (int demo = 0; demo < 2; demo++) {          /* the real house first: it leaves nothing behind */
        struct company_house c;
        if (!company_open(&c, demo)) return;
        struct browser b = { .house = &c };
        struct demo d = { .hash = password_hash(c.w, "zhangjia") };
        CASE(demo ? "demo" : "real");
        EQUAL(in_write(&c, &the_system, add_demo, &d), demo);
        EQUAL(browse(&b, "GET", "/api/hello", NULL), 200);
        CHECK(says(&b, demo ? "{\"name\":\"demo\",\"password\":\"zhangjia\",\"role\":\"manager\",\"label\":\"店长 王芳\"}" : "\"demo_logins\":[]"));
        if (demo) EQUAL(browse(&b, "POST", "/api/login", "{\"login\":\"demo\",\"password\":\"zhangjia\"}"), 200);
        CASE(NULL);
        company_close(&c);
    }
}

TEST_DB(a_password_is_given_by_who_manages_accounts_and_a_locked_account_stays_out)
{
    struct company_house c;
    if (!company_open(&c, true)) return;
    struct browser boss = { .house = &c }, user = { .house = &c };
    struct demo d = { .hash = password_hash(c.w, "zhangjia") };
    char path[100], body[100];
    EQUAL(browse(&boss, "POST", "/api/setup", setup_body), 200);
    CHECK(in_write(&c, &the_system, add_demo, &d));
    EQUAL(browse(&user, "POST", "/api/login", "{\"login\":\"demo\",\"password\":\"zhangjia\"}"), 200);
    snprintf(path, sizeof path, "/api/account/%lld/password", (long long)d.id);
    EQUAL(browse(&user, "POST", path, "{\"password\":\"my own choice\"}"), 403);
    EQUAL(browse(&boss, "POST", path, "{\"password\":\"boss choice\"}"), 200);
    EQUAL(browse(&user, "GET", "/api/me", NULL), 401);
    EQUAL(browse(&user, "POST", "/api/login", "{\"login\":\"demo\",\"password\":\"boss choice\"}"), 200);

    snprintf(path, sizeof path, "/api/account/%lld/lock", (long long)d.id);
    snprintf(body, sizeof body, "{\"reason\":\"left\"}");
    EQUAL(browse(&boss, "POST", path, body), 200);
    CHECK(says(&boss, "\"state\":\"locked\"") && !strstr(boss.body, "argon2"));
    EQUAL(browse(&user, "GET", "/api/me", NULL), 401);
    EQUAL(browse(&user, "POST", "/api/login", "{\"login\":\"demo\",\"password\":\"boss choice\"}"), 401);
    CHECK(says(&user, "\"code\":\"locked\""));
    snprintf(path, sizeof path, "/api/account/%lld/history", (long long)d.id);
    EQUAL(browse(&boss, "GET", path, NULL), 200);
    CHECK(says(&boss, "\"step\":\"lock\",\"label\":\"锁定\",\"reason\":\"left\"") && says(&boss, "\"name\":\"王芳\""));
    company_close(&c);
}

TEST_DB(what_she_looked_at_last_names_nothing_she_may_not_open)
{
    struct company_house c;
    if (!company_open(&c, true)) return;
    struct browser boss = { .house = &c }, her = { .house = &c };
    struct demo d = { .hash = password_hash(c.w, "zhangjia"), .role = "consultant" };
    EQUAL(browse(&boss, "POST", "/api/setup", setup_body), 200);
    CHECK(in_write(&c, &the_system, add_demo, &d));
    EQUAL(browse(&boss, "GET", "/api/me", NULL), 200);
    const char *user = strstr(boss.body, "\"user\":{\"id\":");
    char body[100];
    snprintf(body, sizeof body, "{\"recent\":[{\"type\":\"account\",\"id\":%lld}]}", user ? atoll(user + 13) : 0LL);
    EQUAL(browse(&boss, "PUT", "/api/me/preferences", body), 200);
    EQUAL(browse(&boss, "GET", "/api/me", NULL), 200);
    CHECK(says(&boss, "\"preferences\":{\"recent\":[{"));
    EQUAL(browse(&her, "POST", "/api/login", "{\"login\":\"demo\",\"password\":\"zhangjia\"}"), 200);
    EQUAL(browse(&her, "PUT", "/api/me/preferences", body), 200);
    EQUAL(browse(&her, "GET", "/api/me", NULL), 200);
    CHECK(says(&her, "\"preferences\":{\"recent\":[]}"));
    company_close(&c);
}

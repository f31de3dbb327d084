/* open_test.c — a start after an update says what it does before it does it, and when that is done; any other start says nothing. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "app/app.h"
#include "company/company.h"
#include "test/test.h"

struct start { char folder[64], said[4000]; struct config config; };

/* As an earlier version left it: an index and a column are missing. */
static bool as_before(struct work *w, void *data)
{
    (void)data;
    db_script(w, "drop index visit_worker_start_id");
    return db_script(w, "alter table branch drop column address");
}

/* One start and its end, with everything it writes on standard error; `then`: what is done in between. */
static bool starts(struct start *s, db_run *then)
{
    char path[80];
    snprintf(path, sizeof path, "%s/said", s->folder);
    fflush(stderr);
    int before = dup(STDERR_FILENO), into = open(path, O_CREAT | O_TRUNC | O_RDWR, 0600);
    dup2(into, STDERR_FILENO);
    struct house *h = app_open(&s->config, true);
    struct work *w = h ? work_open(h, &the_system) : NULL;
    bool well = h && (!then || db_write(house_db(h), w, then, NULL));
    work_close(w);
    if (h) app_close(h);
    fflush(stderr);
    dup2(before, STDERR_FILENO);
    ssize_t n = pread(into, s->said, sizeof s->said - 1, 0);
    s->said[n > 0 ? n : 0] = 0;
    close(before);
    close(into);
    return well;
}

TEST_DB(a_start_after_an_update_says_what_it_does_before_it_does_it)
{
    struct start s = { .folder = "/tmp/zhangjia-open-XXXXXX" };
    CHECK(mkdtemp(s.folder));
    s.config = (struct config){ .data = s.folder, .database = test_url(), .demo = "none", .quiet = true, .unsynced = true };
    CHECK(starts(&s, as_before));
    SAME_TEXT(s.said, "");
    CHECK(starts(&s, NULL));
    CHECK(strstr(s.said, "Updating the database: 2 changes, in 2 tables that have about"));
    CHECK(strstr(s.said, "copied") > strstr(s.said, "Updating"));
    CHECK(strstr(s.said, "The database is up to date") > strstr(s.said, "Now its tables are changed"));
    char gone[100];
    snprintf(gone, sizeof gone, "rm -rf -- %s", s.folder);
    CHECK(system(gone) == 0);
}

static bool is_demo(struct start *s, text demo)
{
    s->config.demo = demo;
    struct house *h = app_open(&s->config, true);
    bool is = h && house_demo(h);
    if (h) app_close(h);
    return is;
}

static bool somebody(struct work *w, void *data)
{
    (void)data;
    return db_exec(w, SQL("insert into demo_login (account, login, password, role, label) values (1, 'a', 'b', 'c', 'd')"), NO_BIND) >= 0 && !failed(w);
}

static bool first_person(struct work *w, void *data)
{
    (void)data;
    struct account a = { .login = "chief", .name = "老板" };
    return record_add(w, &account_type, &a);
}

/* The flag says what an empty database begins with; afterwards the data tell what it is. */
TEST_DB(a_demo_stays_one_without_its_flag_and_no_other_company_becomes_one)
{
    struct start s = { .folder = "/tmp/zhangjia-open-XXXXXX" };
    CHECK(mkdtemp(s.folder));
    s.config = (struct config){ .data = s.folder, .database = test_url(), .demo = "none", .quiet = true, .unsynced = true };
    CHECK(!is_demo(&s, "none"));
    CHECK(is_demo(&s, "S"));
    CHECK(starts(&s, first_person));
    CHECK(!is_demo(&s, "S"));
    CHECK(starts(&s, somebody));
    CHECK(is_demo(&s, "none"));
    char gone[100];
    snprintf(gone, sizeof gone, "rm -rf -- %s", s.folder);
    CHECK(system(gone) == 0);
}

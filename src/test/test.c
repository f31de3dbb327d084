/* test.c — runs the registered tests; see test.h. */
#include "test/test.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <libpq-fe.h>

static struct test *tests;
static const char *now_case;
static int failures;                /* of the running test */
static char url[512];
static bool on_postgres;

void test_add(struct test *test) { test->next = tests; tests = test; }
void test_case(const char *why) { now_case = why; }
const char *test_url(void) { return url; }
bool test_on_postgres(void) { return on_postgres; }

static void say(const char *file, int line, const char *what)
{
    failures++;
    printf("  %s:%d: %s%s%s%s\n", file, line, what, now_case ? "  (case: " : "", now_case ? now_case : "", now_case ? ")" : "");
}

void test_check(bool holds, const char *file, int line, const char *what)
{
    if (!holds) say(file, line, what);
}

void test_equal(int64_t a, int64_t b, const char *file, int line, const char *what)
{
    if (a == b) return;
    char both[600];
    snprintf(both, sizeof both, "%s: %lld, not %lld", what, (long long)a, (long long)b);
    say(file, line, both);
}

void test_same_text(const char *a, const char *b, const char *file, int line, const char *what)
{
    if (a == b || (a && b && !strcmp(a, b))) return;
    char both[2000];
    snprintf(both, sizeof both, "%s: \"%s\", not \"%s\"", what, a ? a : "(null)", b ? b : "(null)");
    say(file, line, both);
}

static bool pg_say(const char *server, const char *command)
{
    PGconn *c = PQconnectdb(server);
    PGresult *r = PQexec(c, command);
    bool well = PQresultStatus(r) == PGRES_COMMAND_OK;
    if (!well) printf("  %s: %s\n", command, PQerrorMessage(c));
    PQclear(r);
    PQfinish(c);
    return well;
}

static bool wanted(const struct test *t, int count, char **words)
{
    for (int i = 0; i < count; i++)
        if (strstr(t->name, words[i]) || strstr(t->file, words[i])) return true;
    return count == 0;
}

static bool run(const struct test *t, const char *where)
{
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    failures = 0;
    now_case = NULL;
    t->run();
    clock_gettime(CLOCK_MONOTONIC, &b);
    double ms = (double)(b.tv_sec - a.tv_sec) * 1e3 + (double)(b.tv_nsec - a.tv_nsec) / 1e6;
    if (failures || ms > 1500 || getenv("TEST_VERBOSE")) printf("%s %s%s (%.0f ms)\n", failures ? "FAILED" : "ok    ", t->name, where, ms);
    fflush(stdout);
    return failures == 0;
}

static bool run_on_sqlite(const struct test *t)
{
    char folder[] = "/dev/shm/zhangjia-test-XXXXXX", command[64];
    if (!mkdtemp(folder)) return false;
    snprintf(url, sizeof url, "sqlite:%s/test.db", folder);
    on_postgres = false;
    bool well = run(t, " [sqlite]");
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command) == 0 && well;
}

static bool run_on_postgres(const struct test *t, const char *server)
{
    static int number;
    char name[64], command[160];
    snprintf(name, sizeof name, "test_%d_%d", (int)getpid(), ++number);
    snprintf(command, sizeof command, "create database %s template template0 encoding 'UTF8' locale 'C.UTF-8'", name);
    if (!pg_say(server, command)) return false;
    const char *slash = strrchr(server, '/');
    snprintf(url, sizeof url, "%.*s/%s", (int)(slash - server), server, name);
    on_postgres = true;
    bool well = run(t, " [postgres]");
    snprintf(command, sizeof command, "drop database %s with (force)", name);
    return pg_say(server, command) && well;
}

int main(int argc, char **argv)
{
    const char *server = getenv("TEST_POSTGRES");      /* postgres://user@host:port/postgres */
    int passed = 0, failed = 0;
    bool list = argc > 1 && !strcmp(argv[1], "--list");
    if (list) { argc--; argv++; }

    struct test *ordered = NULL;                        /* registration put them in reverse */
    for (struct test *t = tests, *next; t; t = next) { next = t->next; t->next = ordered; ordered = t; }
    for (const struct test *t = ordered; t; t = t->next) {
        if (!wanted(t, argc - 1, argv + 1)) continue;
        if (list) { printf("%s: %s\n", t->file, t->name); continue; }
        bool well = t->on_databases ? run_on_sqlite(t) : run(t, "");
        well ? passed++ : failed++;
        if (t->on_databases && server) run_on_postgres(t, server) ? passed++ : failed++;
    }
    if (!list) printf("%d passed, %d failed\n", passed, failed);
    return failed ? 1 : 0;
}

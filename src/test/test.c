/* test.c — runs the registered tests; see test.h. */
#include "test/test.h"
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "test/database.h"

enum { MOST_PROCESSES = 16 };
static struct test *tests;
static const char *now_case;
static int failures;                /* of the running test */

void test_add(struct test *test) { test->next = tests; tests = test; }
void test_case(const char *why) { now_case = why; }

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

static bool run_on(const char *server, const struct test *t)
{
    if (!database_begin(server)) return false;
    bool well = run(t, server ? " [postgres]" : " [sqlite]");
    return database_end() && well;
}

/* ---- which, and by how many processes ---- */

struct turn { const struct test *test; bool postgres; };
struct turns { struct turn *at; int count; const char *server; };
struct sum { atomic_int next, passed, failed; };        /* shared by the processes */

static struct test *in_order(void)
{
    struct test *ordered = NULL;                        /* registration put them in reverse */
    for (struct test *t = tests, *next; t; t = next) { next = t->next; t->next = ordered; ordered = t; }
    return ordered;
}

static struct turns turns_of(const struct test *all, int count, char **words, const char *server)
{
    struct turns turns = { .server = server };
    for (const struct test *t = all; t; t = t->next) {
        if (!wanted(t, count, words)) continue;
        turns.at = realloc(turns.at, (size_t)(turns.count + 2) * sizeof *turns.at);
        if (!turns.at) abort();
        turns.at[turns.count++] = (struct turn){ t, false };
        if (t->on_databases && server) turns.at[turns.count++] = (struct turn){ t, true };
    }
    return turns;
}

static void take_turns(const struct turns *turns, struct sum *sum)
{
    for (int i; (i = atomic_fetch_add(&sum->next, 1)) < turns->count;) {
        const struct turn *turn = &turns->at[i];
        bool well = turn->test->on_databases ? run_on(turn->postgres ? turns->server : NULL, turn->test) : run(turn->test, "");
        atomic_fetch_add(well ? &sum->passed : &sum->failed, 1);
    }
    databases_forget();
    if (!test_sqlite_gave_back()) atomic_fetch_add(&sum->failed, 1);
}

/* Each test has databases and folders of its own, so they do not meet; what a process prints comes line by line, a failure with its checks
 * above it, into a file that is read out at the end. One that dies is a failure of its own. */
static void in_processes(const struct turns *turns, struct sum *sum, int processes)
{
    FILE *said[MOST_PROCESSES];
    pid_t child[MOST_PROCESSES];
    fflush(stdout);
    for (int i = 0; i < processes; i++) {
        said[i] = tmpfile();
        if (!said[i] || (child[i] = fork()) < 0) abort();
        if (child[i]) continue;
        if (dup2(fileno(said[i]), STDOUT_FILENO) < 0 || dup2(fileno(said[i]), STDERR_FILENO) < 0) abort();
        take_turns(turns, sum);
        exit(0);                                        /* the leak check speaks here */
    }
    for (int i = 0; i < processes; i++) {
        int status = 0, c;
        if (waitpid(child[i], &status, 0) < 0 || status) atomic_fetch_add(&sum->failed, 1);
        rewind(said[i]);
        while ((c = getc(said[i])) != EOF) putchar(c);
        fclose(said[i]);
        if (status) printf("  a process of the tests ended with %d\n", status);
    }
}

int main(int argc, char **argv)
{
    const char *server = getenv("TEST_POSTGRES"), *wish = getenv("TEST_PROCESSES");      /* postgres://user@host:port/postgres */
    int processes = wish ? atoi(wish) : 1;
    bool list = argc > 1 && !strcmp(argv[1], "--list");
    if (list) { argc--; argv++; }
    struct turns turns = turns_of(in_order(), argc - 1, argv + 1, list ? NULL : server);
    for (int i = 0; list && i < turns.count; i++) printf("%s: %s\n", turns.at[i].test->file, turns.at[i].test->name);
    if (list) { free(turns.at); return 0; }
    struct sum *sum = mmap(NULL, sizeof *sum, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (sum == MAP_FAILED) abort();
    if (processes > MOST_PROCESSES) processes = MOST_PROCESSES;
    if (processes > 1) in_processes(&turns, sum, processes);
    else take_turns(&turns, sum);
    printf("%d passed, %d failed\n", sum->passed, sum->failed);
    free(turns.at);
    return sum->failed ? 1 : 0;
}

/* db_commit.c — what group commit is worth on this machine's disk: one client and many, against the time of one fsync.
 *
 *   bench-db [url or folder] [seconds] [clients]         default: a new file in the current folder, 3 s a kind, 64 clients
 *
 * The three kinds take turns in slices of a fifth of a second, as a shared disk changes its speed from one second to the next:
 * trust the ratios of a round, not figures of different ones, and neither when the rounds' ratios differ much. All rates are
 * means, with the disk's pauses in them. A work is one insert; its answer comes after the commit is on disk, and a slice lasts
 * until its last answer. PostgreSQL: its url; the clients share the pool's 10 connections, and the fsync of the current folder
 * is measured, which may not be the server's disk. */
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "base/random.h"
#include "db/db.h"

enum { ROUNDS = 3, MOST_CLIENTS = 1024, MOST_TIMES = 1 << 20 };
#define SLICE 0.2

static double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* What one kind of work did in a round. */
struct tally { _Atomic int done; double *took, seconds; int64_t works, commits; };

static struct tally tally_new(void)
{
    struct tally t = { .took = calloc(MOST_TIMES, sizeof *t.took) };
    if (!t.took) { perror("memory"); exit(1); }
    return t;
}

static void one_more(struct tally *t, double took)
{
    int n = atomic_fetch_add(&t->done, 1);
    if (n < MOST_TIMES) t->took[n] = took;
}

static double rate(const struct tally *t) { return t->done / t->seconds; }

static void say(const char *name, struct tally *t)
{
    int n = t->done < MOST_TIMES ? t->done : MOST_TIMES;
    qsort(t->took, (size_t)n, sizeof *t->took, by_size);
    printf("  %-16s %8.0f a second, p50 %7.2f ms, p99 %7.2f ms", name, rate(t), t->took[n / 2] * 1e3, t->took[(int64_t)n * 99 / 100] * 1e3);
    if (t->commits) printf(", %.1f in a commit", (double)t->works / (double)t->commits);
    printf("\n");
}

/* ---- the disk alone ---- */

static void put_page(int file, off_t at)
{
    char page[4096] = { 0 };
    if (pwrite(file, page, sizeof page, at) != sizeof page) { perror("write"); exit(1); }
}

static void sync_or_die(int file) { if (fdatasync(file)) { perror("fdatasync"); exit(1); } }

/* Pages of 4 KB over older ones, as the log is written after its first round: a file that grows is slower to sync. */
static void sync_slice(struct tally *t, const char *folder)
{
    enum { PAGES = 1024, PAGE = 4096 };
    char path[4096];
    snprintf(path, sizeof path, "%s/bench-db-fsync-%d", folder, (int)getpid());
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600), n = 0;
    if (file < 0) { perror(path); exit(1); }
    for (int i = 0; i < PAGES; i++) put_page(file, (off_t)i * PAGE);
    sync_or_die(file);
    double began = seconds_now(), last = began;
    while (last < began + SLICE) {
        put_page(file, (off_t)(n++ % PAGES) * PAGE);
        sync_or_die(file);
        double now = seconds_now();
        one_more(t, now - last);
        last = now;
    }
    t->seconds += last - began;
    close(file);
    unlink(path);
}

/* ---- works ---- */

struct bench { struct db *db; double until; struct tally *tally; };

static bool make(struct work *w, void *data)
{
    enum db_engine e = db_engine(data);
    return db_script(w, print(w, "create table bench_row (id %s primary key, words %s)", db_column_type(e, "number"), db_column_type(e, "text")));
}
static bool drop(struct work *w, void *data) { (void)data; return db_script(w, "drop table bench_row"); }

static bool add(struct work *w, void *data)
{
    (void)data;
    uint64_t id;
    random_bytes(&id, sizeof id);
    db_exec(w, SQL("insert into bench_row (id, words) values ($1, $2)"), BIND(num((int64_t)(id >> 11)), txt("09:00 四小时保洁")));
    return !failed(w);
}

static void write_or_die(struct db *db, db_run *run)
{
    struct work w = { .arena = arena_new(), .now = { 1 }, .request = "bench", .reason = "" };
    if (!db_write(db, &w, run, db)) exit(1);
    arena_free(w.arena);
}

static void *client(void *data)
{
    struct bench *b = data;
    for (double last = seconds_now(), now; last < b->until; last = now) {
        write_or_die(b->db, add);
        now = seconds_now();
        one_more(b->tally, now - last);
    }
    return NULL;
}

static void work_slice(struct tally *t, struct db *db, int clients)
{
    pthread_t threads[MOST_CLIENTS];
    struct db_counts before = db_counts(db);
    double began = seconds_now();
    struct bench b = { db, began + SLICE, t };
    for (int i = 0; i < clients; i++)
        if (pthread_create(&threads[i], NULL, client, &b)) { perror("thread"); exit(1); }
    for (int i = 0; i < clients; i++) pthread_join(threads[i], NULL);
    t->seconds += seconds_now() - began;
    struct db_counts after = db_counts(db);
    t->works += after.works - before.works;
    t->commits += after.commits - before.commits;
}

static void one_round(struct db *db, int number, const char *folder, double length, int clients)
{
    struct tally disk = tally_new(), one = tally_new(), all = tally_new();
    while (disk.seconds < length || one.seconds < length || all.seconds < length) {
        sync_slice(&disk, folder);
        work_slice(&one, db, 1);
        work_slice(&all, db, clients);
    }
    printf("round %d, %d clients\n", number, clients);
    say("fdatasync, 4 KB", &disk);
    say("one client", &one);
    say("all clients", &all);
    printf("  all : one = %.1f    one : fdatasync = %.2f    all : fdatasync = %.1f\n", rate(&all) / rate(&one), rate(&one) / rate(&disk), rate(&all) / rate(&disk));
    fflush(stdout);
    free(disk.took);
    free(one.took);
    free(all.took);
}

static void remove_files(const char *path)
{
    static const char *const endings[] = { "", "-wal", "-shm" };
    char name[4200];
    for (int i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

static void bench(const char *url, const char *folder, double length, int clients)
{
    text why = "";
    struct db *db = db_open(&(struct db_options){ .url = url }, &why);
    if (!db) { fprintf(stderr, "%s\n", why); exit(1); }
    write_or_die(db, make);
    for (int i = 1; i <= ROUNDS; i++) one_round(db, i, folder, length, clients);
    write_or_die(db, drop);
    db_close(db);
}

int main(int argc, char **argv)
{
    const char *where = argc > 1 ? argv[1] : ".";
    double length = argc > 2 ? atof(argv[2]) : 3;
    int clients = argc > 3 ? atoi(argv[3]) : 64;
    if (!(length > 0) || clients < 1 || clients > MOST_CLIENTS) {
        fprintf(stderr, "bench-db [url or folder] [seconds] [clients, at most %d]\n", MOST_CLIENTS);
        return 2;
    }
    if (!strncmp(where, "postgres", 8)) return bench(where, ".", length, clients), 0;
    char path[4000], url[4100];
    snprintf(path, sizeof path, "%s/bench-db-%d.db", where, (int)getpid());
    snprintf(url, sizeof url, "sqlite:%s", path);
    bench(url, where, length, clients);
    remove_files(path);
    return 0;
}

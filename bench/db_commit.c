/* db_commit.c — what group commit is worth on this machine's disk: one client and many, against the time of one fsync.
 *
 *   bench-db [url or folder] [seconds] [clients]         default: a new file in the current folder, 3 s a kind, 64 clients
 *
 * The three kinds take turns in slices of a fifth of a second, as a shared disk changes its speed from one second to the next:
 * trust the ratios of a round, not figures of different ones, and neither when the rounds' ratios differ much. All rates are
 * means, with the disk's pauses in them. A work is one insert; its answer comes after the commit is on disk, and a slice lasts
 * until its last answer. PostgreSQL: its url; the clients share the pool's 10 connections, and the fsync of the current folder
 * is measured, which may not be the server's disk. */
#include <pthread.h>
#include "base/random.h"
#include "slices.h"

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

/* orders.c — orders made durable with their conflict check, by one client and by many, against the time of one fsync.
 *
 *   bench-orders <url> <folder with keys> [seconds 3] [clients 64] [extra milliseconds of each sync 0]
 *
 * The database is a copy of a data set of bench-dataset: it is written to. One order is one work with one commit, by the functions the API
 * calls, without HTTP and session: the order is added and quoted, confirmed (which makes its visit), and the visit is given to a worker,
 * whose papers, hours, calendar and ways are judged. Times and workers are drawn; who is taken is refused, and only orders that were
 * made are counted. The extra milliseconds make of this machine's disk a slower one (SQLite): a plain SSD syncs in 1 to 5, a hard disk in 10. */
#include <pthread.h>
#include <sqlite3.h>
#include "app/app.h"
#include "base/random.h"
#include "operations/operations.h"
#include "operations/visit_fields.h"
#include "record/held.h"
#include "record/parts.h"
#include "slices.h"
#include "team/team.h"

/* ---- a slower disk ---- */

enum { KINDS = 4 };         /* SQLite has a table of functions for each kind of locking: the log is opened without */
static sqlite3_vfs slow_vfs;
static struct { sqlite3_io_methods slow; const sqlite3_io_methods *quick; } kinds[KINDS];
static int (*quick_open)(sqlite3_vfs *, const char *, sqlite3_file *, int, int *);
static useconds_t extra_us;

static int slow_sync(sqlite3_file *opened, int flags)
{
    usleep(extra_us);
    for (int i = 0; i < KINDS; i++)
        if (opened->pMethods == &kinds[i].slow) return kinds[i].quick->xSync(opened, flags);
    return SQLITE_IOERR;
}

static int slow_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *opened, int flags, int *out)
{
    int rc = quick_open(vfs, name, opened, flags, out), i = 0;
    if (rc != SQLITE_OK || !opened->pMethods) return rc;
    while (i < KINDS - 1 && kinds[i].quick && kinds[i].quick != opened->pMethods) i++;
    kinds[i].quick = opened->pMethods;
    kinds[i].slow = *kinds[i].quick;
    kinds[i].slow.xSync = slow_sync;
    opened->pMethods = &kinds[i].slow;
    return rc;
}

static void slow_down(double ms)
{
    extra_us = (useconds_t)(ms * 1000);
    slow_vfs = *sqlite3_vfs_find(NULL);
    quick_open = slow_vfs.xOpen;
    slow_vfs.zName = "slow";
    slow_vfs.xOpen = slow_open;
    sqlite3_vfs_register(&slow_vfs, 1);
}

/* ---- who orders, who works ---- */

struct home { int64_t id, customer, branch; };
struct world { struct house *house; struct home *homes; int64_t *workers, *worker_branch; int home_count, worker_count; int64_t line; day today; };

static const struct change imported = { .what = AUDIT_IMPORTED, .step = "", .event = "", .quiet = true };

static bool give_papers(struct work *w, int64_t worker, int64_t branch, day today)
{
    const enum credential_kind papers[] = { CREDENTIAL_IDENTITY, CREDENTIAL_BACKGROUND, CREDENTIAL_MEDICAL };
    for (int i = 0; i < COUNT_OF(papers); i++) {
        struct credential c = { .record.branch = { branch }, .state = CREDENTIAL_VALID, .worker = { worker }, .kind = papers[i], .result = RESULT_PASS, .medical = MEDICAL_GENERAL,
            .valid_from = { today.number - 100, true }, .valid_to = { today.number + 900, true } };
        if (!record_store_new(w, &credential_type, &c, imported)) return false;
    }
    return true;
}

static bool read_world(struct work *w, void *data)
{
    struct world *world = data;
    world->line = db_one(w, SQL("select min(id) from service_line"), NO_BIND, 0);
    world->home_count = world->worker_count = 0;
    struct rows *row = db_query(w, SQL("select id, customer, branch from household limit 20000"), NO_BIND);
    while (db_next(row)) world->homes[world->home_count++] = (struct home){ db_number(row, 0), db_number(row, 1), db_number(row, 2) };
    row = db_query(w, SQL("select id, branch from worker where state = $1 limit 2000"), BIND(num(WORKER_ACTIVE)));
    while (db_next(row)) {
        world->workers[world->worker_count] = db_number(row, 0);
        world->worker_branch[world->worker_count++] = db_number(row, 1);
    }
    for (int i = 0; i < world->worker_count && !failed(w); i++)
        if (!credential_valid_on(w, world->workers[i], CREDENTIAL_MEDICAL, world->today) && !give_papers(w, world->workers[i], world->worker_branch[i], world->today)) return false;
    return !failed(w);
}

/* ---- an order ---- */

struct wish { struct world *world; const struct home *home; int64_t worker; instant start; };

static bool make_order(struct work *w, void *data)
{
    const struct wish *wish = data;
    struct service_order new = { .record.branch = { wish->home->branch }, .customer = { wish->home->customer }, .household = { wish->home->id }, .line = { wish->world->line },
        .start = wish->start, .length = { 60 }, .terms_version = "2026-1" };
    if (!ADD(w, service_order, &new)) return false;
    struct service_order *order = LOAD(w, service_order, new.record.id);
    if (!order || !step_run(w, &service_order_type, order, "confirm", NULL)) return false;
    struct visit *visit = LOAD(w, visit, order->visit.id);
    struct assignment in = { .worker = { wish->worker }, .how = OFFER_PHONE };
    return visit && step_run(w, &visit_type, visit, "assign", &in);
}

struct bench { struct world *world; double until; struct tally *tally; _Atomic int refused, seed; };

static void *client(void *data)
{
    struct bench *b = data;
    struct dice dice = { (uint64_t)atomic_fetch_add(&b->seed, 1) * 7919 + (uint64_t)when_now().ms };
    while (seconds_now() < b->until) {
        struct world *world = b->world;
        int n = (int)dice_below(&dice, world->worker_count);
        struct wish wish = { world, NULL, world->workers[n], { day_at((day){ world->today.number + 30 + (int32_t)dice_below(&dice, 700) }, 8 * 60 + 5 * (int)dice_below(&dice, 132)).ms } };
        while (!wish.home || wish.home->branch != world->worker_branch[n]) wish.home = &world->homes[dice_below(&dice, world->home_count)];
        struct work *w = work_open(world->house, NULL);
        double began = seconds_now();
        if (db_write(house_db(world->house), w, make_order, &wish)) one_more(b->tally, seconds_now() - began);
        else if (w->failure == FAULT || w->failure == AGAIN) { fprintf(stderr, "a fault: the log says which\n"); exit(1); }
        else atomic_fetch_add(&b->refused, 1);
        work_close(w);
    }
    return NULL;
}

static void order_slice(struct tally *t, struct bench *b, int clients)
{
    pthread_t threads[MOST_CLIENTS];
    struct db_counts before = db_counts(house_db(b->world->house));
    double began = seconds_now();
    b->until = began + SLICE;
    b->tally = t;
    for (int i = 0; i < clients; i++)
        if (pthread_create(&threads[i], NULL, client, b)) { perror("thread"); exit(1); }
    for (int i = 0; i < clients; i++) pthread_join(threads[i], NULL);
    t->seconds += seconds_now() - began;
    struct db_counts after = db_counts(house_db(b->world->house));
    t->works += after.works - before.works;
    t->commits += after.commits - before.commits;
}

static void one_round(struct world *world, int number, const char *folder, double length, int clients)
{
    struct tally disk = tally_new(), one = tally_new(), all = tally_new();
    struct bench b = { .world = world };
    while (disk.seconds < length || one.seconds < length || all.seconds < length) {
        sync_slice(&disk, folder);
        order_slice(&one, &b, 1);
        order_slice(&all, &b, clients);
    }
    printf("round %d, %d clients, %d wishes refused\n", number, clients, b.refused);
    say("fdatasync, 4 KB", &disk);
    say("one client", &one);
    say("all clients", &all);
    printf("  all : one = %.1f\n", rate(&all) / rate(&one));
    fflush(stdout);
    free(disk.took);
    free(one.took);
    free(all.took);
}

int main(int argc, char **argv)
{
    if (argc < 3) { fprintf(stderr, "bench-orders <url> <folder with keys> [seconds] [clients] [extra milliseconds of each sync]\n"); return 2; }
    double length = argc > 3 ? atof(argv[3]) : 3, slower = argc > 5 ? atof(argv[5]) : 0;
    int clients = argc > 4 ? atoi(argv[4]) : 64;
    if (slower > 0) slow_down(slower);
    text why = "";
    struct db *db = db_open(&(struct db_options){ .url = argv[1] }, &why);
    struct house *house = db ? house_open(&(struct house_options){ .db = db, .data = argv[2], .modules = modules, .demo = true }, &why) : NULL;
    if (!house || !house_migrate(house, &why)) { fprintf(stderr, "%s\n", why); return 2; }
    struct world world = { .house = house, .homes = calloc(20000, sizeof *world.homes), .workers = calloc(2000, sizeof(int64_t)), .worker_branch = calloc(2000, sizeof(int64_t)), .today = day_of(when_now()) };
    struct work *w = work_open(house, NULL);
    bool well = world.homes && world.workers && world.worker_branch && db_write(db, w, read_world, &world) && world.home_count && world.worker_count;
    work_close(w);
    if (!well) { fprintf(stderr, "no data set, or a fault: the log says which\n"); return 1; }
    if (slower > 0) printf("each sync of the database takes %.1f ms longer\n", slower);
    for (int i = 1; i <= ROUNDS; i++) one_round(&world, i, argv[2], length, clients);
    house_close(house);
    db_close(db);
    return 0;
}

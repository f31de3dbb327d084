/* sqlite_test.c — what only SQLite can do to a batch: end it, or fail its commit. */
#include "db/sqlite.h"
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/log.h"
#include "test/test.h"

static struct work work_new(void) { return (struct work){ .arena = arena_new(), .now = { 1 }, .request = "", .reason = "" }; }

struct place { char folder[64]; struct db *db; };

static bool make(struct work *w, void *data)
{
    (void)data;
    return db_script(w, "create table thing (id integer primary key, b blob, parent integer references thing (id) deferrable initially deferred)");
}

static struct place place_new(void)
{
    struct place p = { .folder = "/dev/shm/zhangjia-batch-XXXXXX" };
    char url[128];
    text why = "";
    CHECK(mkdtemp(p.folder) != NULL);
    snprintf(url, sizeof url, "sqlite:%s/test.db", p.folder);
    p.db = db_open(&(struct db_options){ .url = url, .readers = 2, .fast_and_loose = true }, &why);
    log_quiet(1);
    struct work w = work_new();
    CHECK(p.db && db_write(p.db, &w, make, NULL));
    arena_free(w.arena);
    return p;
}

static void place_over(struct place *p)
{
    char command[128];
    db_close(p->db);
    snprintf(command, sizeof command, "rm -r %s", p->folder);
    CHECK(system(command) == 0);
}

static bool count(struct work *w, void *data) { *(int64_t *)data = db_one(w, SQL("select count(*) from thing"), NO_BIND, -1); return !failed(w); }

static int64_t how_many(struct db *db)
{
    struct work w = work_new();
    int64_t n = -1;
    CHECK(db_read(db, &w, count, &n));
    arena_free(w.arena);
    return n;
}

/* A client: adds a row; `size` bytes with it, a parent, a refusal. One that holds keeps the writer until it is let go. */
struct client { struct db *db; int64_t id, size, parent; bool refuse, refuse_once, patient; _Atomic bool hold; _Atomic int runs; int turn; enum failure failure; pthread_t thread; };

static bool add(struct work *w, void *data)
{
    struct client *c = data;
    static int turn;                        /* of the writer's thread alone */
    atomic_fetch_add(&c->runs, 1);
    c->turn = ++turn;
    while (c->hold) usleep(1000);
    const void *bytes = arena_take(w->arena, (size_t)c->size);
    db_exec(w, SQL("insert into thing (id, b, parent) values ($1, $2, $3)"), BIND(num(c->id), blob(bytes, c->size), num_or_null(c->parent)));
    return c->refuse || (c->refuse_once && c->runs == 1) ? refuse(w, "", "no") : !failed(w);
}

static void *client_run(void *data)
{
    struct client *c = data;
    struct work w = work_new();
    w.patient = c->patient;
    bool well = db_write(c->db, &w, add, c);
    CHECK(well == !failed(&w));
    c->failure = w.failure;
    arena_free(w.arena);
    return NULL;
}

static int queued(struct sqlite *s)
{
    int n = 0;
    pthread_mutex_lock(&s->lock);
    for (const struct ask *a = s->first; a; a = a->next) n++;
    for (const struct ask *a = s->patient; a; a = a->next) n++;
    pthread_mutex_unlock(&s->lock);
    return n;
}

/* The first holds the writer until the others stand behind it in their order; these make one batch, however slow the machine. */
static void run_together(struct db *db, struct client *clients, int n)
{
    struct sqlite *s = db->own;
    struct client first = { .db = db, .id = 1000, .hold = true };
    pthread_create(&first.thread, NULL, client_run, &first);
    while (!first.runs) usleep(1000);
    s->batch_ms = 60000;                    /* the writer reads it when the next batch begins */
    for (int i = 0; i < n; i++) {
        clients[i].db = db;
        clients[i].id = i + 1;
        pthread_create(&clients[i].thread, NULL, client_run, &clients[i]);
        while (queued(s) <= i) usleep(1000);
    }
    first.hold = false;
    for (int i = 0; i < n; i++) pthread_join(clients[i].thread, NULL);
    pthread_join(first.thread, NULL);
    EQUAL(first.failure, NO_FAILURE);
}

static bool little_room(struct work *w, void *data) { (void)data; return db_script(w, "pragma max_page_count = 40"); }

TEST(a_full_disk_fails_one_work_and_the_rest_of_the_batch_runs_again)
{
    struct place p = place_new();
    struct work w = work_new();
    CHECK(db_write(p.db, &w, little_room, NULL));
    struct client clients[8] = { 0 };
    clients[2].refuse = true;
    clients[3].refuse_once = true;          /* as if by something the batch wrote that was not kept */
    clients[5].size = 400000;
    run_together(p.db, clients, 8);
    for (int i = 0; i < 8; i++) EQUAL(clients[i].failure, i == 2 ? INVALID : i == 5 ? FAULT : NO_FAILURE);
    EQUAL(clients[0].runs, 2);
    EQUAL(clients[2].runs, 2);
    EQUAL(clients[5].runs, 1);
    EQUAL(clients[7].runs, 1);
    EQUAL(how_many(p.db), 7);
    arena_free(w.arena);
    place_over(&p);
}

TEST(refusals_before_the_first_kept_work_undo_only_themselves)
{
    struct place p = place_new();
    struct client clients[5] = { 0 };
    clients[0].refuse = clients[1].refuse = clients[3].refuse = true;
    clients[1].parent = 77;                 /* its open foreign key must not stay behind */
    struct db_counts before = db_counts(p.db);
    run_together(p.db, clients, 5);
    for (int i = 0; i < 5; i++) { EQUAL(clients[i].failure, i == 2 || i == 4 ? NO_FAILURE : INVALID); EQUAL(clients[i].runs, 1); }
    EQUAL(how_many(p.db), 3);
    EQUAL(db_counts(p.db).commits - before.commits, 2);         /* the one that held the writer, and all of these */
    place_over(&p);
}

TEST(a_patient_work_lets_others_go_first_and_is_committed_by_itself)
{
    struct place p = place_new();
    struct client clients[4] = { { .patient = true } };
    struct db_counts before = db_counts(p.db);
    run_together(p.db, clients, 4);
    for (int i = 0; i < 4; i++) EQUAL(clients[i].failure, NO_FAILURE);
    for (int i = 1; i < 4; i++) CHECK(clients[i].turn < clients[0].turn);
    EQUAL(db_counts(p.db).commits - before.commits, 3);         /* the one that held the writer, the three, the patient one */
    place_over(&p);
}

static int not_moved(struct sqlite *s)
{
    pthread_mutex_lock(&s->lock);
    int n = s->log_pages - s->moved_pages;
    pthread_mutex_unlock(&s->lock);
    return n;
}

TEST(the_log_is_moved_into_the_file_beside_the_writer)
{
    struct place p = place_new();
    struct sqlite *s = p.db->own;
    struct client little = { .db = p.db, .id = 1, .size = 10 }, much = { .db = p.db, .id = 2, .size = 60 << 20 }, more = { .db = p.db, .id = 3, .size = 10 };
    client_run(&little);
    CASE("little, after a quarter of a second of quiet");
    for (int i = 0; i < 5000 && not_moved(s); i++) usleep(1000);
    EQUAL(not_moved(s), 0);
    CASE("much, at once");
    client_run(&much);
    for (int i = 0; i < 5000 && not_moved(s); i++) usleep(1000);
    EQUAL(not_moved(s), 0);
    CASE("then the log begins anew");
    client_run(&more);
    CHECK(s->log_pages < 100);
    EQUAL(how_many(p.db), 3);
    place_over(&p);
}

TEST(an_open_deferred_foreign_key_fails_its_own_work_only)
{
    struct place p = place_new();
    struct client clients[4] = { 0 };
    clients[1].parent = 77;
    clients[2].parent = 1;
    run_together(p.db, clients, 4);
    for (int i = 0; i < 4; i++) { EQUAL(clients[i].failure, i == 1 ? FAULT : NO_FAILURE); EQUAL(clients[i].runs, 1); }
    EQUAL(how_many(p.db), 4);
    place_over(&p);
}

/* A commit hook that says no to the `bad`-th commit from now on: SQLite then rolls back as it does when the disk is bad. */
struct commits { int seen, bad; };
static int refuse_commit(void *data) { struct commits *c = data; return ++c->seen == c->bad; }

static bool hook(struct work *w, void *commits)
{
    sqlite3_commit_hook(((struct connection *)w->tx->connection)->link, refuse_commit, commits);
    return !failed(w);
}

static void watch_commits(struct db *db, struct commits *commits)
{
    struct work w = work_new();
    CHECK(db_write(db, &w, hook, commits));
    commits->seen = 0;
    arena_free(w.arena);
}

TEST(a_work_whose_own_commit_fails_is_a_fault_and_the_next_one_goes_well)
{
    struct place p = place_new();
    struct commits commits = { .bad = 0 };
    watch_commits(p.db, &commits);
    commits.bad = 1;
    struct client alone = { .db = p.db, .id = 500 };
    client_run(&alone);
    EQUAL(alone.failure, FAULT);
    EQUAL(how_many(p.db), 0);
    client_run(&alone);
    EQUAL(alone.failure, NO_FAILURE);
    EQUAL(how_many(p.db), 1);
    place_over(&p);
}

static void fail_commit(int bad, struct client clients[4])
{
    struct place p = place_new();
    struct commits commits = { .bad = 0 };
    watch_commits(p.db, &commits);
    commits.bad = bad;                      /* 1 is the holder's own, 2 that of the batch of four */
    clients[1].refuse = true;
    run_together(p.db, clients, 4);
    EQUAL(how_many(p.db), 4);
    place_over(&p);
}

TEST(after_a_failed_commit_each_of_the_batch_has_another_of_its_own)
{
    struct client clients[4] = { 0 };
    fail_commit(2, clients);
    for (int i = 0; i < 4; i++) { EQUAL(clients[i].failure, i == 1 ? INVALID : NO_FAILURE); EQUAL(clients[i].runs, 2); }
}

TEST(works_commits_and_refusals_are_counted)
{
    struct place p = place_new();
    struct db_counts before = db_counts(p.db);
    struct client clients[6] = { 0 };
    clients[3].refuse = true;
    run_together(p.db, clients, 6);
    struct db_counts after = db_counts(p.db);
    EQUAL(after.works - before.works, 7);
    EQUAL(after.refused - before.refused, 1);
    CHECK(after.commits - before.commits < 7);
    place_over(&p);
}

static bool write_again(struct work *w, void *data)
{
    struct work other = work_new();
    CHECK(!db_write(data, &other, make, NULL));
    EQUAL(other.failure, FAULT);
    arena_free(other.arena);
    return !failed(w);
}

TEST(a_write_by_another_work_on_the_writer_thread_is_a_fault_not_a_standstill)
{
    struct place p = place_new();
    struct work w = work_new();
    CHECK(db_write(p.db, &w, write_again, p.db));
    arena_free(w.arena);
    place_over(&p);
}

static bool pragmas(struct work *w, void *data)
{
    bool writing = data != NULL;
    SAME_TEXT(db_one_text(w, SQL("select journal_mode from pragma_journal_mode"), NO_BIND), "wal");
    if (writing) EQUAL(db_one(w, SQL("select synchronous from pragma_synchronous"), NO_BIND, -1), 2);
    if (writing) EQUAL(db_one(w, SQL("select foreign_keys from pragma_foreign_keys"), NO_BIND, -1), 1);
    if (!writing) EQUAL(db_one(w, SQL("select query_only from pragma_query_only"), NO_BIND, -1), 1);
    return !failed(w);
}

TEST(the_file_is_opened_for_durability)
{
    char folder[] = "/dev/shm/zhangjia-pragma-XXXXXX", url[128], command[128];
    text why = "";
    CHECK(mkdtemp(folder) != NULL);
    snprintf(url, sizeof url, "sqlite:%s/test.db", folder);
    struct db *db = db_open(&(struct db_options){ .url = url, .readers = 1 }, &why);
    struct work w = work_new();
    CHECK(db && db_write(db, &w, pragmas, db) && db_read(db, &w, pragmas, NULL));
    arena_free(w.arena);
    db_close(db);
    snprintf(command, sizeof command, "rm -r %s", folder);
    CHECK(system(command) == 0);
}

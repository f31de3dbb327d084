/* sqlite_writer.c — the one thread that writes: group commit.
 *
 * Whoever asks while a commit is on its way to the disk waits in the queue; the next batch takes them all. Each work is a savepoint,
 * so that a refusal undoes only itself. When SQLite ended the whole transaction by itself (full disk, interrupt: autocommit is back),
 * the work that met it fails and the others of the batch run again. Answers leave after the commit. */
#include <errno.h>
#include <stdio.h>
#include <time.h>
#include "db/sqlite.h"

enum { MOST_IN_BATCH = 256, BATCH_MS = 20 };

static int64_t monotonic_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool exec(struct connection *c, const char *statement) { return sqlite3_exec(c->link, statement, NULL, NULL, NULL) == SQLITE_OK; }

/* One work in its savepoint. False: SQLite ended the transaction under us. */
static bool run_one(struct db *db, struct ask *a)
{
    struct sqlite *s = db->own;
    struct connection *c = &s->writer;
    for (int tries = 0;; tries++) {
        struct tx tx = { .db = db, .connection = c, .writing = true };
        if (!exec(c, "savepoint work")) { fault(a->work, "sqlite: %s", sqlite3_errmsg(c->link)); return !sqlite3_get_autocommit(c->link); }
        a->well = tx_run(db, a->work, &tx, a->run, a->data);
        a->work->tx = NULL;
        a->payloads = a->well ? tx.payloads : NULL;
        if (sqlite3_get_autocommit(c->link)) { if (!failed(a->work)) fault(a->work, "sqlite ended the transaction"); a->well = false; return false; }
        if (!exec(c, a->well ? "release work" : "rollback to work; release work")) { a->well = false; fault(a->work, "sqlite: %s", sqlite3_errmsg(c->link)); return false; }
        if (a->well || a->work->failure != AGAIN || tries == MOST_AGAIN) return true;
        arena_back(a->work->arena, a->mark);
        work_clear(a->work);
        db_count(db, 0, 0, 1, 0);
    }
}

static void start_over(struct ask *a)
{
    arena_back(a->work->arena, a->mark);
    work_clear(a->work);
    a->well = false;
    a->payloads = NULL;
}

/* Runs asks[from…] that fit into the time; returns how many were run and committed or failed for good. */
static int batch(struct db *db, struct ask **asks, int count)
{
    struct sqlite *s = db->own;
    struct connection *c = &s->writer;
    int64_t until = monotonic_ms() + BATCH_MS;
    if (!exec(c, "begin immediate")) {
        for (int i = 0; i < count; i++) fault(asks[i]->work, "sqlite: begin: %s", sqlite3_errmsg(c->link));
        return count;
    }
    int n = 0;
    while (n < count && (n == 0 || monotonic_ms() < until)) {
        bool alive = run_one(db, asks[n]);
        if (!alive) {                               /* the one that met it has failed; those before it run again, alone first */
            struct ask *culprit = asks[n];
            for (int i = n; i > 0; i--) asks[i] = asks[i - 1];
            asks[0] = culprit;
            for (int i = 1; i <= n; i++) if (!failed(asks[i]->work)) start_over(asks[i]);
            if (!sqlite3_get_autocommit(c->link)) exec(c, "rollback");
            return 1;
        }
        n++;
    }
    if (!exec(c, "commit")) {
        char why[200];
        snprintf(why, sizeof why, "%s", sqlite3_errmsg(c->link));
        if (!sqlite3_get_autocommit(c->link)) exec(c, "rollback");
        for (int i = 0; i < n; i++)
            if (asks[i]->well) { asks[i]->well = false; fault(asks[i]->work, "sqlite: commit: %s", why); }
        return n;
    }
    db_count(db, n, 1, 0, 0);
    return n;
}

static int take_asks(struct sqlite *s, struct ask **asks)
{
    int n = 0;
    while (s->first && n < MOST_IN_BATCH) {
        asks[n++] = s->first;
        s->first = s->first->next;
    }
    if (!s->first) s->last = &s->first;
    return n;
}

static void answer(struct db *db, struct ask **asks, int count)
{
    struct sqlite *s = db->own;
    for (int i = 0; i < count; i++)
        for (struct payload *p = asks[i]->payloads; p && asks[i]->well; p = p->next) db_tell(db, p->text);
    pthread_mutex_lock(&s->lock);
    for (int i = 0; i < count; i++) asks[i]->done = true;
    pthread_cond_broadcast(&s->answered);
    pthread_mutex_unlock(&s->lock);
}

static void idle(struct sqlite *s)
{
    int log = 0, moved = 0;
    sqlite3_wal_checkpoint_v2(s->writer.link, NULL, SQLITE_CHECKPOINT_PASSIVE, &log, &moved);
}

/* Waits for work; a quarter of a second without any is the moment to move the log into the file. */
static bool wait_for_asks(struct sqlite *s)
{
    bool checked = false;
    while (!s->first && !s->stopping) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += 250000000;
        if (until.tv_nsec >= 1000000000) { until.tv_sec++; until.tv_nsec -= 1000000000; }
        if (checked) pthread_cond_wait(&s->asked, &s->lock);
        else if (pthread_cond_timedwait(&s->asked, &s->lock, &until) == ETIMEDOUT && !s->first) {
            pthread_mutex_unlock(&s->lock);
            idle(s);
            pthread_mutex_lock(&s->lock);
            checked = true;
        }
    }
    return s->first != NULL;
}

void *sqlite_writer(void *own)
{
    struct db *db = own;
    struct sqlite *s = db->own;
    struct ask *asks[MOST_IN_BATCH];
    for (;;) {
        pthread_mutex_lock(&s->lock);
        bool more = wait_for_asks(s);
        int count = take_asks(s, asks);
        pthread_mutex_unlock(&s->lock);
        if (!more && !count) return NULL;
        for (int done = 0; done < count;) {
            int n = batch(db, asks + done, count - done);
            answer(db, asks + done, n);
            done += n;
        }
    }
}

/* sqlite_writer.c — the one thread that writes: group commit.
 *
 * Whoever asks while a commit is on its way to the disk waits in the queue; the next batch takes them all. Each work is a savepoint,
 * so that a refusal undoes only itself; but not while the transaction holds nothing of others: then the transaction is the savepoint. That
 * is not thrift alone: inside a savepoint SQLite notes every page as it was, in a list that the end of each statement with several rows
 * walks from its beginning, the square of the work's size (a fifth of an import's time). When SQLite ended the whole transaction by itself (full disk, interrupt: autocommit is back),
 * the work that met it fails and the others of the batch run again; when the commit fails, each is run once more by itself. Refused
 * ones run again too: what made them refuse may never have been kept. Answers leave after the commit. */
#include <stdio.h>
#include <time.h>
#include "db/sqlite.h"

enum { MOST_IN_BATCH = 256, MOST_COMMIT_MS = 20 };

static int64_t monotonic_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool exec(struct connection *c, const char *statement) { return sqlite3_exec(c->link, statement, NULL, NULL, NULL) == SQLITE_OK; }

/* A foreign key that is checked at the commit would fail the whole batch there; it is looked at here, for its own work. */
static bool foreign_keys_hold(struct connection *c)
{
    int open = 0, highest = 0;
    sqlite3_db_status(c->link, SQLITE_DBSTATUS_DEFERRED_FKS, &open, &highest, 0);
    return open == 0;
}

static void run_inside(struct db *db, struct ask *a, struct connection *c)
{
    struct tx tx = { .db = db, .connection = c, .writing = true };
    a->well = tx_run(a->work, &tx, a->run, a->data);
    if (a->well && !foreign_keys_hold(c)) a->well = fault(a->work, "sqlite: a deferred foreign key is open at the end of the work");
    a->work->tx = NULL;
    a->payloads = a->well ? tx.payloads : NULL;
}

/* Keeps what a work did, or undoes it and leaves the transaction open as it was. False: it is not what it was. */
static bool settle(struct connection *c, bool alone, bool well)
{
    if (sqlite3_get_autocommit(c->link)) return false;
    if (alone) return well || exec(c, "rollback; begin immediate");
    return exec(c, well ? "release work" : "rollback to work; release work");
}

/* One work; `alone`: the transaction holds nothing yet. False: the transaction is not what it was before, SQLite ended it or cannot undo
 * the work; the work has failed. */
static bool run_one(struct db *db, struct ask *a, bool alone)
{
    struct connection *c = &((struct sqlite *)db->own)->writer;
    for (int tries = 0;; tries++) {
        if (alone || exec(c, "savepoint work")) run_inside(db, a, c);
        else return a->well = fault(a->work, "sqlite: %s", sqlite3_errmsg(c->link));
        bool alive = settle(c, alone, a->well);
        if (!alive && a->work->failure != FAULT) {
            work_clear(a->work);
            fault(a->work, "sqlite: the transaction ended under the work: %s", sqlite3_errmsg(c->link));
        }
        a->well = a->well && alive;
        if (!alive || a->work->failure != AGAIN || tries == MOST_AGAIN) return alive;
        tx_start_over(a->work, a->mark);
        db_count(db, 0, 0, 1, 0);
    }
}

static void start_over(struct db *db, struct ask *a)
{
    tx_start_over(a->work, a->mark);
    a->well = false;
    a->payloads = NULL;
    db_count(db, 0, 0, 1, 0);
}

static void fail_all(struct ask **asks, int count, const char *what, const char *why)
{
    for (int i = 0; i < count; i++) {
        work_clear(asks[i]->work);
        asks[i]->well = fault(asks[i]->work, "sqlite: %s: %s", what, why);
    }
}

static void undo(struct connection *c) { if (!sqlite3_get_autocommit(c->link)) exec(c, "rollback"); }

static int batch(struct db *db, struct ask **asks, int count);

/* One bad page or too little room may be the fault of one work: each gets its own commit, once. */
static int commit_failed(struct db *db, struct ask **asks, int count)
{
    struct connection *c = &((struct sqlite *)db->own)->writer;
    char why[200];
    snprintf(why, sizeof why, "%s", sqlite3_errmsg(c->link));
    undo(c);
    if (count == 1) fail_all(asks, 1, "commit", why);
    for (int i = 0; count > 1 && i < count; i++) {
        start_over(db, asks[i]);
        batch(db, asks + i, 1);
    }
    return count;
}

/* asks[n] ended the transaction and is answered; the earlier ones stand behind it now and run again. */
static int transaction_died(struct db *db, struct ask **asks, int n)
{
    undo(&((struct sqlite *)db->own)->writer);
    struct ask *culprit = asks[n];
    for (int i = n; i > 0; i--) asks[i] = asks[i - 1];
    asks[0] = culprit;
    for (int i = 1; i <= n; i++) start_over(db, asks[i]);
    return 1;
}

/* Runs as many of the asks as the time allows, at least one, a patient one by itself; returns how many from the first on may be answered. */
static int batch(struct db *db, struct ask **asks, int count)
{
    struct sqlite *s = db->own;
    struct connection *c = &s->writer;
    int64_t until = monotonic_ms() + s->batch_ms + 2 * s->commit_ms;
    if (!exec(c, "begin immediate")) { fail_all(asks, count, "begin", sqlite3_errmsg(c->link)); return count; }
    int n = 0, refused = 0;
    while (n < count && (n == 0 || (!asks[n]->work->patient && monotonic_ms() < until))) {
        if (!run_one(db, asks[n], refused == n)) return transaction_died(db, asks, n);
        refused += !asks[n++]->well;
    }
    int64_t committing = monotonic_ms();
    if (refused == n) undo(c);          /* nothing to keep, and they were refused by what is on disk already: no sync */
    else if (!exec(c, "commit")) return commit_failed(db, asks, n);
    int64_t took = monotonic_ms() - committing;
    s->commit_ms = took < MOST_COMMIT_MS ? took : MOST_COMMIT_MS;
    db_count(db, n, refused < n, 0, refused);
    return n;
}

static bool patient_turn(const struct sqlite *s) { return s->patient && (s->stopping || !sqlite_log_is_long(s)); }

/* All that wait, in their order, and behind them one patient work. */
static int take_asks(struct sqlite *s, struct ask **asks)
{
    int n = 0;
    while (s->first && n < MOST_IN_BATCH - 1) {
        asks[n++] = s->first;
        s->first = s->first->next;
    }
    if (!s->first) s->last = &s->first;
    if (!patient_turn(s)) return n;
    asks[n++] = s->patient;
    s->patient = s->patient->next;
    if (!s->patient) s->last_patient = &s->patient;
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

static void wait_for_asks(struct sqlite *s)
{
    while (!s->first && !patient_turn(s) && !s->stopping) pthread_cond_wait(&s->asked, &s->lock);
}

void *sqlite_writer(void *own)
{
    struct db *db = own;
    struct sqlite *s = db->own;
    struct ask *asks[MOST_IN_BATCH];
    for (;;) {
        pthread_mutex_lock(&s->lock);
        wait_for_asks(s);
        int count = take_asks(s, asks);
        pthread_mutex_unlock(&s->lock);
        if (!count) return NULL;
        for (int done = 0; done < count;) {
            int n = batch(db, asks + done, count - done);
            answer(db, asks + done, n);
            done += n;
        }
    }
}

/* pg.c — PostgreSQL: transactions on the caller's thread, run again when they lost a race or their server. */
#include "db/pg.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/random.h"

/* The commit is the one statement whose loss may not be answered by running again: it may have been done. A transaction that had
 * already failed answers ROLLBACK, which is no error to libpq. A deferred exclusion (23P01) or a race is a lost race. */
static bool commit(struct work *w, struct link *l)
{
    PGresult *r = PQexec(l->conn, "commit");
    bool well = PQresultStatus(r) == PGRES_COMMAND_OK && !strcmp(PQcmdStatus(r), "COMMIT");
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
    if (!well && state && (!strcmp(state, "23P01") || !strcmp(state, "40001") || !strcmp(state, "40P01"))) again(w);
    else if (!well) fault(w, "postgres %s: commit (%s): %s", state ? state : "", PQcmdStatus(r), PQerrorMessage(l->conn));
    if (PQstatus(l->conn) == CONNECTION_BAD) l->stale = true;
    PQclear(r);
    return well;
}

static bool once(struct db *db, struct work *w, bool writing, text begin, db_run *run, void *data)
{
    struct link *l = pg_take(db, w);
    if (!l) return false;
    struct tx tx = { .db = db, .connection = l, .writing = writing };
    bool well = pg_begin(db, w, l, begin) && tx_run(w, &tx, run, data);
    w->tx = NULL;
    if (well) well = commit(w, l);
    if (!well && l->conn && !l->stale && PQtransactionStatus(l->conn) != PQTRANS_IDLE) l->stale = !pg_say(l, "rollback");
    pg_give(db, l);
    return well;
}

static bool do_read(struct db *db, struct work *w, db_run *run, void *data)
{
    return once(db, w, false, "begin isolation level repeatable read read only", run, data);
}

static bool do_write(struct db *db, struct work *w, db_run *run, void *data)
{
    struct arena_mark mark = arena_mark(w->arena);
    for (int tries = 0;; tries++) {
        bool well = once(db, w, true, "begin isolation level read committed", run, data);
        if (well || w->failure != AGAIN || tries == MOST_AGAIN) {
            db_count(db, 1, well, 0, !well);
            return well;
        }
        tx_start_over(w, mark);
        db_count(db, 0, 0, 1, 0);
        uint16_t jitter;
        random_bytes(&jitter, sizeof jitter);
        usleep((useconds_t)(jitter % (2000 * (tries + 1))));
    }
}

static void do_close(struct db *db)
{
    struct pg *p = db->own;
    p->stopping = true;
    if (p->started) pthread_join(p->listener, NULL);
    for (int i = 0; i < p->link_count; i++) pg_disconnect(&p->links[i]);
    pthread_mutex_destroy(&p->lock);
    pthread_cond_destroy(&p->free);
    pthread_cond_destroy(&p->heard);
    free(p->links);
    free(p->url);
    free(p);
}

static const struct engine pg_engine = {
    .read = do_read, .write = do_write, .start = pg_start, .next = pg_next, .end = pg_end, .changed = pg_changed, .column = pg_column, .script = pg_script,
    .attempt = pg_attempt, .lock = pg_lock, .notify = pg_notify, .listening = pg_listening, .columns = pg_columns, .indexes = pg_indexes, .backup = pg_backup,
    .close = do_close,
};

bool pg_open(struct db *db, const struct db_options *options, text *ret_why)
{
    struct pg *p = calloc(1, sizeof *p);
    if (!p) abort();
    p->url = strdup(options->url);
    p->link_count = options->readers ? options->readers : 10;
    p->links = calloc((size_t)p->link_count, sizeof *p->links);
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->free, NULL);
    pthread_cond_init(&p->heard, NULL);
    db->kind = DB_POSTGRES;
    db->engine = &pg_engine;
    db->own = p;
    if (pg_connect(&p->links[0], p->url, ret_why)) return true;
    do_close(db);
    return false;
}

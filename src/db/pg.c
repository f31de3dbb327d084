/* pg.c — PostgreSQL: a pool of connections, transactions run again when they lost a race, one listener. */
#include "db/pg.h"
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/log.h"
#include "base/random.h"

static void quiet(void *data, const PGresult *notice) { (void)data; (void)notice; }

bool pg_connect(struct link *l, text url, text *ret_why)
{
    char wanted[1200];
    snprintf(wanted, sizeof wanted, "%s%s%s", url, strchr(url, '?') ? "&" : "?", "connect_timeout=5&target_session_attrs=read-write&application_name=zhangjia");
    memset(l->kept, 0, sizeof l->kept);
    l->conn = PQconnectdb(wanted);
    if (PQstatus(l->conn) == CONNECTION_OK) {
        PQsetNoticeReceiver(l->conn, quiet, NULL);
        return true;
    }
    if (ret_why) *ret_why = strdup(PQerrorMessage(l->conn));
    pg_disconnect(l);
    return false;
}

void pg_disconnect(struct link *l)
{
    if (l->conn) PQfinish(l->conn);
    l->conn = NULL;
}

static struct link *link_take(struct db *db, struct work *w)
{
    struct pg *p = db->own;
    struct link *l = NULL;
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 15;
    pthread_mutex_lock(&p->lock);
    while (!l) {
        for (int i = 0; i < p->link_count && !l; i++)
            if (!p->links[i].busy) l = &p->links[i];
        if (!l && pthread_cond_timedwait(&p->free, &p->lock, &until)) break;
    }
    if (l) l->busy = true;
    pthread_mutex_unlock(&p->lock);
    if (!l) { fault(w, "postgres: no connection became free in 15 s"); return NULL; }
    text why = "";
    if (l->conn && PQstatus(l->conn) == CONNECTION_BAD) pg_disconnect(l);
    if (l->conn || pg_connect(l, p->url, &why)) return l;
    fault(w, "postgres: %s", why);
    pthread_mutex_lock(&p->lock);
    l->busy = false;
    pthread_cond_signal(&p->free);
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

static void link_give(struct db *db, struct link *l)
{
    struct pg *p = db->own;
    pthread_mutex_lock(&p->lock);
    l->busy = false;
    pthread_cond_signal(&p->free);
    pthread_mutex_unlock(&p->lock);
}

static bool command(struct work *w, struct link *l, text statement)
{
    PGresult *r = PQexec(l->conn, statement);
    bool well = PQresultStatus(r) == PGRES_COMMAND_OK;
    if (!well && w) {
        const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
        if (state && !strcmp(state, "23P01")) again(w);         /* a deferred exclusion: somebody took the slot first */
        else pg_failed(w, r, l->conn, statement);
    }
    PQclear(r);
    return well;
}

static bool once(struct db *db, struct work *w, text begin, db_run *run, void *data)
{
    struct link *l = link_take(db, w);
    if (!l) return false;
    struct tx tx = { .db = db, .connection = l };
    bool well = command(w, l, begin) && tx_run(w, &tx, run, data);
    w->tx = NULL;
    if (well) well = command(w, l, "commit");
    if (!well && l->conn && PQtransactionStatus(l->conn) != PQTRANS_IDLE) command(NULL, l, "rollback");
    link_give(db, l);
    return well;
}

static bool do_read(struct db *db, struct work *w, db_run *run, void *data)
{
    return once(db, w, "begin isolation level repeatable read read only", run, data);
}

static bool do_write(struct db *db, struct work *w, db_run *run, void *data)
{
    struct arena_mark mark = arena_mark(w->arena);
    for (int tries = 1;; tries++) {
        bool well = once(db, w, "begin", run, data);
        if (well || w->failure != AGAIN || tries == MOST_AGAIN) {
            db_count(db, 1, well, 0, !well);
            return well;
        }
        arena_back(w->arena, mark);
        work_clear(w);
        db_count(db, 0, 0, 1, 0);
        uint16_t jitter;
        random_bytes(&jitter, sizeof jitter);
        usleep((useconds_t)(jitter % (2000 * tries)));
    }
}

/* ---- LISTEN ---- */

static bool listen_again(struct pg *p, struct link *l)
{
    pg_disconnect(l);
    if (!pg_connect(l, p->url, NULL) || !command(NULL, l, "listen zhangjia")) return false;
    pthread_mutex_lock(&p->lock);
    p->listening = true;
    pthread_cond_broadcast(&p->heard);
    pthread_mutex_unlock(&p->lock);
    return true;
}

static void *listen_thread(void *own)
{
    struct db *db = own;
    struct pg *p = db->own;
    struct link *l = calloc(1, sizeof *l);
    if (!l) abort();
    while (!p->stopping) {
        if (!l->conn && !listen_again(p, l)) { pg_disconnect(l); usleep(500000); continue; }
        struct pollfd ready = { .fd = PQsocket(l->conn), .events = POLLIN };
        poll(&ready, 1, 100);
        if (!PQconsumeInput(l->conn)) { log_line("listen", "\"why\":\"connection lost\""); pg_disconnect(l); continue; }
        for (PGnotify *n; (n = PQnotifies(l->conn)) != NULL; PQfreemem(n)) db_tell(db, n->extra);
    }
    pg_disconnect(l);
    free(l);
    return NULL;
}

/* Returns when the server knows of us, so that nothing committed after db_listen is missed; without a server after 5 s. */
static void do_listening(struct db *db)
{
    struct pg *p = db->own;
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 5;
    p->started = pthread_create(&p->listener, NULL, listen_thread, db) == 0;
    pthread_mutex_lock(&p->lock);
    while (p->started && !p->listening && !pthread_cond_timedwait(&p->heard, &p->lock, &until)) continue;
    pthread_mutex_unlock(&p->lock);
}

static bool do_backup(struct db *db, text path, text *ret_why)
{
    struct pg *p = db->own;
    pid_t child = fork();
    if (child == 0) {
        execlp("pg_dump", "pg_dump", "-Fc", "-f", path, p->url, (char *)NULL);
        _exit(127);
    }
    int status = -1;
    if (child > 0) waitpid(child, &status, 0);
    if (status == 0) return true;
    *ret_why = strdup("pg_dump did not finish well; is it installed and of the server's version?");
    return false;
}

static void do_close(struct db *db)
{
    struct pg *p = db->own;
    p->stopping = true;
    if (p->started) pthread_join(p->listener, NULL);
    for (int i = 0; i < p->link_count; i++) pg_disconnect(&p->links[i]);
    pthread_mutex_destroy(&p->lock);
    free(p->links);
    free(p->url);
    free(p);
}

static const struct engine pg_engine = {
    .read = do_read, .write = do_write, .start = pg_start, .next = pg_next, .end = pg_end, .changed = pg_changed, .column = pg_column, .script = pg_script,
    .attempt = pg_attempt, .lock = pg_lock, .notify = pg_notify, .listening = do_listening, .columns = pg_columns, .indexes = pg_indexes, .backup = do_backup,
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

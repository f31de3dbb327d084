/* sqlite.c — the embedded database: one writer, several readers, one file. */
#include "db/sqlite.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool pragma(struct connection *c, const char *statements, text *ret_why)
{
    char *message = NULL;
    if (sqlite3_exec(c->link, statements, NULL, NULL, &message) == SQLITE_OK) return true;
    *ret_why = db_reason(message ? message : "sqlite");
    sqlite3_free(message);
    return false;
}

bool sqlite_connect(struct connection *c, text path, bool read_only, bool loose, text *ret_why)
{
    int flags = (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path, &c->link, flags, NULL) != SQLITE_OK) {
        *ret_why = db_reason(sqlite3_errmsg(c->link));
        sqlite3_close(c->link);
        c->link = NULL;
        return false;
    }
    sqlite3_busy_timeout(c->link, 180000);         /* db_tidy keeps the writer waiting: 44 s for 2.1 GB on a busy machine */
    sqlite3_extended_result_codes(c->link, 1);
    /* A plan that holds for all values. Without it SQLite prepares a kept statement anew at each binding as soon as its table has a partial
     * index that a value might match: a tenth of the time an order takes. */
    sqlite3_db_config(c->link, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
    /* No mmap_size: after every commit of the writer each reader gives its mapping back, and all wait while the kernel takes a
     * gigabyte of pages apart (20 to 50 ms). A read from the kernel's cache costs a microsecond more and nobody else anything. */
    if (read_only) return pragma(c, "pragma query_only = on; pragma cache_size = -16000;", ret_why);
    return pragma(c, "pragma journal_mode = wal; pragma foreign_keys = on; pragma journal_size_limit = 134217728; pragma cache_size = -32000; "
                     "pragma wal_autocheckpoint = 0; pragma temp_store = memory; pragma secure_delete = on;", ret_why)
        && pragma(c, loose ? "pragma synchronous = off" : "pragma synchronous = full", ret_why);
}

void sqlite_disconnect(struct connection *c)
{
    for (int i = 0; i < KEPT_SLOTS; i++) sqlite3_finalize(c->kept[i].statement);
    for (int i = 0; i < MADE_SLOTS; i++) { sqlite3_finalize(c->made[i].statement); free(c->made[i].text); }
    sqlite3_close(c->link);
}

static struct connection *reader_take(struct sqlite *s)
{
    pthread_mutex_lock(&s->lock);
    for (;;) {
        for (int i = 0; i < s->reader_count; i++)
            if (!s->readers[i].busy) {
                s->readers[i].busy = true;
                pthread_mutex_unlock(&s->lock);
                return &s->readers[i];
            }
        pthread_cond_wait(&s->reader_free, &s->lock);
    }
}

static void reader_give(struct sqlite *s, struct connection *c)
{
    pthread_mutex_lock(&s->lock);
    c->busy = false;
    pthread_cond_signal(&s->reader_free);
    pthread_mutex_unlock(&s->lock);
}

static bool do_read(struct db *db, struct work *w, db_run *run, void *data)
{
    struct sqlite *s = db->own;
    struct connection *c = reader_take(s);
    struct tx tx = { .db = db, .connection = c };
    bool well = false;
    if (sqlite3_exec(c->link, "begin", NULL, NULL, NULL) != SQLITE_OK) fault(w, "sqlite: %s", sqlite3_errmsg(c->link));
    else well = tx_run(w, &tx, run, data);
    if (!sqlite3_get_autocommit(c->link)) sqlite3_exec(c->link, "rollback", NULL, NULL, NULL);
    w->tx = NULL;
    reader_give(s, c);
    return well;
}

static bool do_write(struct db *db, struct work *w, db_run *run, void *data)
{
    struct sqlite *s = db->own;
    if (pthread_equal(pthread_self(), s->thread)) return fault(w, "a write inside a write: the writer would wait for itself");
    struct ask ask = { .work = w, .run = run, .data = data, .mark = arena_mark(w->arena) };
    pthread_mutex_lock(&s->lock);
    struct ask ***last = w->patient ? &s->last_patient : &s->last;
    **last = &ask;
    *last = &ask.next;
    pthread_cond_signal(&s->asked);
    if (w->patient) pthread_cond_signal(&s->logged);            /* the checkpointer: it may be what the work waits for */
    while (!ask.done) pthread_cond_wait(&s->answered, &s->lock);
    pthread_mutex_unlock(&s->lock);
    return ask.well && !failed(w);
}

static void do_notify(struct work *w, text payload)
{
    struct payload *p = take(w, struct payload), **last = w->tx->last_payload ? w->tx->last_payload : &w->tx->payloads;
    p->text = arena_copy(w->arena, payload);
    *last = p;
    w->tx->last_payload = &p->next;
}

static bool wanted(struct db *db)
{
    struct sqlite *s = db->own;
    pthread_mutex_lock(&s->lock);
    bool waiting = s->first != NULL;
    pthread_mutex_unlock(&s->lock);
    return waiting;
}

static void do_lock(struct work *w, text table, const int64_t *ids, int count) { (void)w; (void)table; (void)ids; (void)count; }   /* one writer */

static bool do_backup(struct db *db, text path, text *ret_why)
{
    struct sqlite *s = db->own;
    struct connection c = { 0 };
    if (!sqlite_connect(&c, s->path, false, db->loose, ret_why)) { sqlite_disconnect(&c); return false; }
    sqlite3_stmt *into = NULL;      /* the copy is synced as the original is: same `synchronous` */
    bool well = sqlite3_prepare_v2(c.link, "vacuum into $1", -1, &into, NULL) == SQLITE_OK;
    if (well) sqlite3_bind_text(into, 1, path, -1, SQLITE_STATIC);
    well = well && sqlite3_step(into) == SQLITE_DONE;
    if (!well) *ret_why = db_reason(sqlite3_errmsg(c.link));
    sqlite3_finalize(into);
    sqlite_disconnect(&c);
    return well;
}

/* On a link of its own: `vacuum` may not run inside the writer's transaction; it waits for the writer and the writer for it. Readers go on. */
static bool do_tidy(struct db *db, text *ret_why)
{
    struct sqlite *s = db->own;
    struct connection c = { 0 };
    bool well = sqlite_connect(&c, s->path, false, db->loose, ret_why) && pragma(&c, "vacuum", ret_why);
    sqlite_disconnect(&c);
    return well;
}

static void disconnect_all(struct sqlite *s)
{
    for (int i = 0; i < s->reader_count; i++) sqlite_disconnect(&s->readers[i]);
    sqlite_disconnect(&s->checkpointer);
    sqlite_disconnect(&s->writer);
}

static void do_close(struct db *db)
{
    struct sqlite *s = db->own;
    pthread_mutex_lock(&s->lock);
    s->stopping = true;
    pthread_cond_broadcast(&s->asked);
    pthread_cond_broadcast(&s->logged);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->thread, NULL);
    pthread_join(s->checkpoint_thread, NULL);
    disconnect_all(s);
    pthread_mutex_destroy(&s->lock);
    free(s->readers);
    free(s->path);
    free(s);
}

static const struct engine sqlite_engine = {
    .read = do_read, .write = do_write, .start = sqlite_start, .next = sqlite_next, .end = sqlite_end, .changed = sqlite_changed, .column = sqlite_column,
    .script = sqlite_script, .attempt = sqlite_attempt, .lock = do_lock, .notify = do_notify, .wanted = wanted, .columns = sqlite_columns, .indexes = sqlite_indexes,
    .backup = do_backup, .tidy = do_tidy, .close = do_close,
};

static bool connect_all(struct sqlite *s, bool loose, text *ret_why)
{
    if (!sqlite_connect(&s->writer, s->path, false, loose, ret_why)) return false;
    if (!sqlite_connect(&s->checkpointer, s->path, false, loose, ret_why)) return false;
    for (int i = 0; i < s->reader_count; i++)
        if (!sqlite_connect(&s->readers[i], s->path, true, loose, ret_why)) return false;
    return true;
}

static bool start_threads(struct db *db)
{
    struct sqlite *s = db->own;
    sqlite_tell_commits(s);
    if (pthread_create(&s->thread, NULL, sqlite_writer, db)) return false;
    if (!pthread_create(&s->checkpoint_thread, NULL, sqlite_checkpointer, s)) return true;
    s->stopping = true;
    pthread_cond_broadcast(&s->asked);
    pthread_join(s->thread, NULL);
    return false;
}

bool sqlite_open(struct db *db, const struct db_options *options, text *ret_why)
{
    struct sqlite *s = calloc(1, sizeof *s);
    if (!s) abort();
    s->path = strdup(options->url + strlen("sqlite:"));
    s->reader_count = options->readers ? options->readers : 4;
    s->readers = calloc((size_t)s->reader_count, sizeof *s->readers);
    s->last = &s->first;
    s->last_patient = &s->patient;
    s->batch_ms = 20;
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->reader_free, NULL);
    pthread_cond_init(&s->asked, NULL);
    pthread_cond_init(&s->answered, NULL);
    pthread_cond_init(&s->logged, NULL);
    db->kind = DB_SQLITE;
    db->engine = &sqlite_engine;
    db->own = s;
    if (connect_all(s, options->fast_and_loose, ret_why) && start_threads(db)) return true;
    disconnect_all(s);
    free(s->readers);
    free(s->path);
    free(s);
    return false;
}

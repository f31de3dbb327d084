/* sqlite_checkpoint.c — the thread that moves the write-ahead log into the file, so that no commit waits for it.
 *
 * A checkpoint reads thousands of pages, writes them to the file and syncs it twice: 20 to 50 ms in which the writer, doing it after a
 * commit as SQLite does by default, answered nobody. Beside the writer it cannot always come to the log's end, and only from there the
 * log begins anew. Therefore patient works, an import's chunks, wait when it is LONG until all of it is moved; what people do adds little
 * meanwhile. If a reader's old snapshot keeps it from being moved, nobody waits, and at MOST the writer tries after each commit. */
#include <errno.h>
#include <time.h>
#include "db/sqlite.h"

enum { ENOUGH = 12000, LONG = 28000, MOST = 60000, QUIET_MS = 250 };     /* pages of 4 KB: 48, 112 and 240 MB; a page written often is moved seldom */

static void checkpoint(struct connection *c, int *ret_moved)
{
    int pages = 0;
    if (sqlite3_wal_checkpoint_v2(c->link, NULL, SQLITE_CHECKPOINT_PASSIVE, &pages, ret_moved) != SQLITE_OK) *ret_moved = 0;
}

/* There is enough to move, or a patient work waits for the log to become short. */
static bool must_move(const struct sqlite *s)
{
    int unmoved = s->log_pages - s->moved_pages;
    return unmoved >= ENOUGH || (unmoved && s->patient && s->log_pages >= LONG);
}

/* Until a quarter of a second has passed without a commit, or there is reason not to wait. */
static void wait_quiet(struct sqlite *s)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += QUIET_MS * 1000000;
    if (until.tv_nsec >= 1000000000) { until.tv_sec++; until.tv_nsec -= 1000000000; }
    int before = s->log_pages;
    while (!s->stopping && s->log_pages == before && (s->log_stuck || !must_move(s)) && pthread_cond_timedwait(&s->logged, &s->lock, &until) != ETIMEDOUT) continue;
}

/* With `lock` held: until there is something to move and it is time. False: the end. */
static bool wait_for_pages(struct sqlite *s)
{
    while (!s->stopping) {
        if (s->log_pages == s->moved_pages) { pthread_cond_wait(&s->logged, &s->lock); continue; }
        if (must_move(s)) return true;
        int before = s->log_pages;
        wait_quiet(s);
        if (s->log_pages == before) return !s->stopping;
    }
    return false;
}

void *sqlite_checkpointer(void *own)
{
    struct sqlite *s = own;
    pthread_mutex_lock(&s->lock);
    while (wait_for_pages(s)) {
        int moved = 0, rounds = s->log_rounds;
        pthread_mutex_unlock(&s->lock);
        checkpoint(&s->checkpointer, &moved);
        pthread_mutex_lock(&s->lock);
        bool stuck = moved <= s->moved_pages && rounds == s->log_rounds;        /* a reader holds an old snapshot */
        if (rounds == s->log_rounds) s->moved_pages = moved;
        s->log_stuck = stuck;
        pthread_cond_signal(&s->asked);         /* the writer, with patient works */
        if (stuck) wait_quiet(s);
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

bool sqlite_log_is_long(const struct sqlite *s) { return s->log_pages >= LONG && s->moved_pages < s->log_pages && !s->log_stuck; }

/* After each commit, on the writer's thread: `pages` is the log's length, which begins anew when all of it was moved. */
static int committed(void *own, sqlite3 *link, const char *name, int pages)
{
    (void)link; (void)name;
    struct sqlite *s = own;
    if (pages >= MOST) {
        int moved = 0;
        checkpoint(&s->writer, &moved);
    }
    pthread_mutex_lock(&s->lock);
    if (pages < s->log_pages) { s->moved_pages = 0; s->log_rounds++; }
    s->log_pages = pages;
    pthread_cond_signal(&s->logged);
    pthread_mutex_unlock(&s->lock);
    return SQLITE_OK;
}

void sqlite_tell_commits(struct sqlite *s) { sqlite3_wal_hook(s->writer.link, committed, s); }

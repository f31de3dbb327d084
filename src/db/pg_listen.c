/* pg_listen.c — one connection that only listens and tells the listeners of this process.
 *
 * What is notified while the connection is lost is not heard; whoever listens must also look by himself from time to time. */
#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include "base/log.h"
#include "db/pg.h"

static bool listen_again(struct pg *p, struct link *l)
{
    pg_disconnect(l);
    if (!pg_connect(l, p->url, NULL) || !pg_say(l, "listen zhangjia")) return false;
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
void pg_listening(struct db *db)
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

/* pg_pool.c — the connections: a bounded wait for a free one, and a new one in place of one that was lost. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "db/pg.h"

enum { WAIT_FREE_S = 15, WAIT_SERVER_MS = 5000, NAP_MS = 100 };

static void quiet(void *data, const PGresult *notice) { (void)data; (void)notice; }

/* Several hosts in the url: libpq takes the first that accepts writes, which after a failover is another one. */
bool pg_connect(struct link *l, text url, text *ret_why)
{
    char *wanted = NULL;
    if (asprintf(&wanted, "%s%cconnect_timeout=2&target_session_attrs=read-write&application_name=zhangjia", url, strchr(url, '?') ? '&' : '?') < 0) abort();
    l->conn = PQconnectdb(wanted);
    free(wanted);
    if (PQstatus(l->conn) == CONNECTION_OK) {
        PQsetNoticeReceiver(l->conn, quiet, NULL);
        return true;
    }
    if (ret_why) *ret_why = db_reason(PQerrorMessage(l->conn));
    pg_disconnect(l);
    return false;
}

/* What was prepared is gone with the connection. */
void pg_disconnect(struct link *l)
{
    if (l->conn) PQfinish(l->conn);
    for (int i = 0; i < PG_MADE; i++) free(l->made[i].text);
    memset(l->kept, 0, sizeof l->kept);
    memset(l->made, 0, sizeof l->made);
    l->conn = NULL;
    l->stale = false;
}

/* A failover takes seconds; until then the hosts refuse or are standbys. */
static bool connect_patiently(struct db *db, struct work *w, struct link *l)
{
    const struct pg *p = db->own;
    pg_disconnect(l);
    for (int waited = 0; !pg_connect(l, p->url, NULL); waited += NAP_MS) {
        text why = "";
        if (waited >= WAIT_SERVER_MS && !pg_connect(l, p->url, &why)) return fault(w, "postgres: %s", why);
        if (l->conn) break;
        usleep(NAP_MS * 1000);
    }
    return true;
}

bool pg_say(struct link *l, text command)
{
    PGresult *r = PQexec(l->conn, command);
    bool well = PQresultStatus(r) == PGRES_COMMAND_OK;
    PQclear(r);
    return well;
}

bool pg_begin(struct db *db, struct work *w, struct link *l, text begin)
{
    if (l->conn && !l->stale && pg_say(l, begin)) return true;
    if (!connect_patiently(db, w, l)) return false;
    return pg_say(l, begin) || fault(w, "postgres: %s: %s", begin, PQerrorMessage(l->conn));
}

static struct link *free_link(struct pg *p)
{
    for (int i = 0; i < p->link_count; i++)
        if (!p->links[i].busy) return &p->links[i];
    return NULL;
}

struct link *pg_take(struct db *db, struct work *w)
{
    struct pg *p = db->own;
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += WAIT_FREE_S;
    pthread_mutex_lock(&p->lock);
    struct link *l = free_link(p);
    while (!l && !pthread_cond_timedwait(&p->free, &p->lock, &until)) l = free_link(p);
    if (l) l->busy = true;
    pthread_mutex_unlock(&p->lock);
    if (!l) fault(w, "postgres: no connection became free in %d s", WAIT_FREE_S);
    return l;
}

void pg_give(struct db *db, struct link *l)
{
    struct pg *p = db->own;
    pthread_mutex_lock(&p->lock);
    l->busy = false;
    pthread_cond_signal(&p->free);
    pthread_mutex_unlock(&p->lock);
}

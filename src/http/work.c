/* work.c — the pool that runs the handlers: an ordinary queue, and a line with two workers for what takes long. */
#include <stdlib.h>
#include "base/work.h"
#include "http/inside.h"

enum { LINE_WORKERS = 2 };

static struct exchange *first_of(struct queue *q)
{
    struct exchange *e = q->first;
    if (!e) return NULL;
    q->first = e->next;
    if (!q->first) q->last = &q->first;
    q->length--;
    return e;
}

static struct exchange *take_one(struct http *h, struct queue *q)
{
    pthread_mutex_lock(&h->lock);
    while (!q->first && !h->stopping) pthread_cond_wait(&q->more, &h->lock);
    struct exchange *e = h->stopping ? NULL : first_of(q);
    pthread_mutex_unlock(&h->lock);
    return e;
}

static void run(struct exchange *e)
{
    if (e->route->upload && !upload_end(e))
        exchange_problem(e, MHD_HTTP_INSUFFICIENT_STORAGE, "fault", N_("The file could not be stored."));
    else {
        e->route->run(e->http->options.context, &e->request, &e->reply);
        exchange_answer(e);
    }
}

struct worker { struct http *http; struct queue *queue; };

static void *worker(void *data)
{
    struct worker own = *(struct worker *)data;
    free(data);
    for (struct exchange *e; (e = take_one(own.http, own.queue)) != NULL;) {
        struct MHD_Connection *connection = e->connection;
        run(e);
        MHD_resume_connection(connection);          /* from here on `e` may be gone */
    }
    return NULL;
}

bool queue_put(struct http *h, struct exchange *e)
{
    struct queue *q = e->route->wait_in_line ? &h->line : &h->ordinary;
    pthread_mutex_lock(&h->lock);
    bool room = q->length < q->limit && !h->stopping;
    if (room) {
        e->next = NULL;
        *q->last = e;
        q->last = &e->next;
        q->length++;
        pthread_cond_signal(&q->more);
    }
    pthread_mutex_unlock(&h->lock);
    return room;
}

bool workers_start(struct http *h)
{
    int count = h->options.workers + LINE_WORKERS;
    h->workers = calloc((size_t)count, sizeof *h->workers);
    if (!h->workers) abort();
    for (int i = 0; i < count; i++) {
        struct worker *own = malloc(sizeof *own);
        if (!own) abort();
        *own = (struct worker){ h, i < LINE_WORKERS ? &h->line : &h->ordinary };
        if (pthread_create(&h->workers[i], NULL, worker, own)) { free(own); return false; }
        h->worker_count++;
    }
    return true;
}

static void send_away(struct queue *q)
{
    for (struct exchange *e; (e = first_of(q)) != NULL;) {
        struct MHD_Connection *connection = e->connection;
        exchange_problem(e, MHD_HTTP_SERVICE_UNAVAILABLE, "busy", N_("The server is being restarted; please try again in a moment."));
        MHD_resume_connection(connection);
    }
}

void workers_stop(struct http *h)
{
    pthread_mutex_lock(&h->lock);
    h->stopping = true;
    pthread_cond_broadcast(&h->ordinary.more);
    pthread_cond_broadcast(&h->line.more);
    pthread_mutex_unlock(&h->lock);
    for (int i = 0; i < h->worker_count; i++) pthread_join(h->workers[i], NULL);
    free(h->workers);
    send_away(&h->ordinary);                /* nobody else takes or puts any more: `stopping` is set and the workers are gone */
    send_away(&h->line);
}

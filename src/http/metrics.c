/* metrics.c — what /metrics says about the requests, in Prometheus' text format 0.0.4. */
#include <stdlib.h>
#include "base/buf.h"
#include "http/inside.h"

enum { BUCKETS = 12, STATUSES = 500 };             /* 100..599 */
static const double limits[BUCKETS] = { 1, 2, 5, 10, 15, 20, 50, 100, 200, 500, 1000, 5000 };       /* ms */

struct counter { int64_t by_status[STATUSES], buckets[BUCKETS + 1]; double sum; };

/* A route's counter is made at its first request. The last one: requests without a route, which are the static files. */
struct metrics { pthread_mutex_t lock; const struct route *routes; int count; struct counter **counters; };

struct metrics *metrics_new(const struct route *routes)
{
    struct metrics *m = calloc(1, sizeof *m);
    if (!m) abort();
    pthread_mutex_init(&m->lock, NULL);
    m->routes = routes;
    while (routes && routes[m->count].pattern) m->count++;
    m->counters = calloc((size_t)m->count + 1, sizeof *m->counters);
    if (!m->counters) abort();
    return m;
}

void metrics_free(struct metrics *m)
{
    for (int i = 0; i <= m->count; i++) free(m->counters[i]);
    free(m->counters);
    pthread_mutex_destroy(&m->lock);
    free(m);
}

void metrics_count(struct metrics *m, const struct exchange *e, double ms)
{
    int at = e->route ? (int)(e->route - m->routes) : m->count, bucket = 0;
    if (e->status < 100 || e->status >= 600) return;        /* the client left before there was an answer */
    while (bucket < BUCKETS && ms > limits[bucket]) bucket++;
    pthread_mutex_lock(&m->lock);
    if (!m->counters[at]) m->counters[at] = calloc(1, sizeof *m->counters[at]);
    struct counter *c = m->counters[at];
    if (!c) abort();
    c->by_status[e->status - 100]++;
    if (!e->reply.stream) { c->buckets[bucket]++; c->sum += ms; }       /* a stream's hours are no latency */
    pthread_mutex_unlock(&m->lock);
}

static text labels_of(struct arena *arena, const struct metrics *m, int i)
{
    static const text methods[] = { "", "GET", "POST", "PUT", "PATCH", "DELETE" };
    return i < m->count ? arena_print(arena, "route=\"%s\",method=\"%s\"", m->routes[i].pattern, methods[m->routes[i].method])
                        : "route=\"\",method=\"\"";
}

static void say_counts(struct buf *out, const struct metrics *m, int i)
{
    text labels = labels_of(out->arena, m, i);
    for (int k = 0; k < STATUSES; k++)
        if (m->counters[i]->by_status[k]) buf_print(out, "http_requests_total{%s,status=\"%d\"} %lld\n", labels, k + 100, (long long)m->counters[i]->by_status[k]);
}

static void say_times(struct buf *out, const struct metrics *m, int i)
{
    const struct counter *c = m->counters[i];
    text labels = labels_of(out->arena, m, i);
    int64_t below = 0;
    for (int k = 0; k < BUCKETS; k++)
        buf_print(out, "http_request_seconds_bucket{%s,le=\"%g\"} %lld\n", labels, limits[k] / 1000, (long long)(below += c->buckets[k]));
    below += c->buckets[BUCKETS];
    buf_print(out, "http_request_seconds_bucket{%s,le=\"+Inf\"} %lld\n", labels, (long long)below);
    buf_print(out, "http_request_seconds_sum{%s} %.6f\nhttp_request_seconds_count{%s} %lld\n", labels, c->sum / 1000, labels, (long long)below);
}

text http_metrics(struct http *h, struct arena *arena)
{
    struct buf out = buf_new(arena);
    struct metrics *m = h->metrics;
    pthread_mutex_lock(&m->lock);
    buf_add(&out, "# TYPE http_requests_total counter\n");
    for (int i = 0; i <= m->count; i++) if (m->counters[i]) say_counts(&out, m, i);
    buf_add(&out, "# TYPE http_request_seconds histogram\n");
    for (int i = 0; i <= m->count; i++) if (m->counters[i]) say_times(&out, m, i);
    pthread_mutex_unlock(&m->lock);
    pthread_mutex_lock(&h->lock);
    int ordinary = h->ordinary.length, line = h->line.length, in_flight = h->in_flight;
    pthread_mutex_unlock(&h->lock);
    buf_print(&out, "# TYPE http_queue_length gauge\nhttp_queue_length{queue=\"ordinary\"} %d\nhttp_queue_length{queue=\"line\"} %d\n", ordinary, line);
    buf_print(&out, "# TYPE http_in_flight gauge\nhttp_in_flight %d\n# TYPE http_streams gauge\nhttp_streams %d\n", in_flight, hub_streams(h->hub));
    return buf_text(&out);
}

/* metrics.c — what /metrics and the log say about the requests. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/buf.h"
#include "http/inside.h"

enum { BUCKETS = 10, CLASSES = 6 };
static const double limits[BUCKETS] = { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000 };

struct counter { int64_t by_class[CLASSES], buckets[BUCKETS + 1]; double sum; };
struct metrics { pthread_mutex_t lock; const struct route *routes; int count; struct counter *counters; };     /* the last one: no route */

struct metrics *metrics_new(const struct route *routes)
{
    struct metrics *m = calloc(1, sizeof *m);
    if (!m) abort();
    pthread_mutex_init(&m->lock, NULL);
    m->routes = routes;
    while (routes && routes[m->count].pattern) m->count++;
    m->counters = calloc((size_t)m->count + 1, sizeof *m->counters);
    return m;
}

void metrics_free(struct metrics *m)
{
    free(m->counters);
    free(m);
}

void metrics_count(struct metrics *m, const struct exchange *e, double ms)
{
    int at = e->route ? (int)(e->route - m->routes) : m->count, bucket = 0;
    while (bucket < BUCKETS && ms > limits[bucket]) bucket++;
    pthread_mutex_lock(&m->lock);
    struct counter *c = &m->counters[at];
    c->by_class[e->status / 100 < CLASSES ? e->status / 100 : 5]++;
    c->buckets[bucket]++;
    c->sum += ms;
    pthread_mutex_unlock(&m->lock);
}

static void one_route(struct buf *out, const struct metrics *m, int i)
{
    static const text methods[] = { "", "GET", "POST", "PUT", "PATCH", "DELETE" };
    const struct counter *c = &m->counters[i];
    text pattern = i < m->count ? m->routes[i].pattern : "static", method = i < m->count ? methods[m->routes[i].method] : "GET";
    int64_t total = 0;
    for (int k = 1; k < CLASSES; k++) {
        if (!c->by_class[k]) continue;
        total += c->by_class[k];
        buf_print(out, "http_requests_total{route=\"%s\",method=\"%s\",status=\"%dxx\"} %lld\n", pattern, method, k, (long long)c->by_class[k]);
    }
    if (!total) return;
    int64_t below = 0;
    for (int k = 0; k < BUCKETS; k++) {
        below += c->buckets[k];
        buf_print(out, "http_request_ms_bucket{route=\"%s\",method=\"%s\",le=\"%g\"} %lld\n", pattern, method, limits[k], (long long)below);
    }
    buf_print(out, "http_request_ms_bucket{route=\"%s\",method=\"%s\",le=\"+Inf\"} %lld\n", pattern, method, (long long)total);
    buf_print(out, "http_request_ms_sum{route=\"%s\",method=\"%s\"} %.3f\nhttp_request_ms_count{route=\"%s\",method=\"%s\"} %lld\n", pattern, method, c->sum,
              pattern, method, (long long)total);
}

text http_metrics(struct http *h, struct arena *arena)
{
    struct buf out = buf_new(arena);
    struct metrics *m = h->metrics;
    pthread_mutex_lock(&m->lock);
    for (int i = 0; i <= m->count; i++) one_route(&out, m, i);
    pthread_mutex_unlock(&m->lock);
    buf_print(&out, "http_queue_length %d\nhttp_in_flight %d\nhttp_streams %d\n", h->ordinary.length, h->in_flight, hub_streams(h->hub));
    return buf_text(&out);
}

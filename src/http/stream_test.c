/* stream_test.c — event streams: delivery, heartbeats, slow readers, many at once. */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/buf.h"
#include "http/testing.h"
#include "test/test.h"

/* Reads on until the text is there. */
static bool hears(struct client *c, text what)
{
    while (!strstr(c->bytes, what)) if (!hear_more(c)) return false;
    return true;
}

static struct client *listen_to(struct site *s, text query)
{
    struct client *c = dial(s);
    say(c, "GET /api/stream%s HTTP/1.1\r\nHost: a\r\n\r\n", query);
    return c;
}

static bool streams_are(struct site *s, int count)
{
    for (int i = 0; i < 5000 && hub_streams(s->http->hub) != count; i++) usleep(1000);
    return hub_streams(s->http->hub) == count;
}

static struct tuning quick_heart(int ms)
{
    struct tuning t = usual_tuning;
    t.heartbeat_ms = ms;
    return t;
}

TEST(events_reach_the_streams_that_want_them)
{
    struct site *s = site_open(NULL, NULL);
    struct client *all = listen_to(s, ""), *jobs = listen_to(s, "?only=job");
    CHECK(hears(all, "retry: 2000\n\n") && hears(jobs, "retry: 2000\n\n"));
    CHECK(strstr(all->bytes, "Content-Type: text/event-stream\r\n") && strstr(all->bytes, "Cache-Control: no-store\r\n"));
    CHECK(strstr(all->bytes, "X-Accel-Buffering: no\r\n") && strstr(all->bytes, "X-Request-Id: "));
    EQUAL(hub_streams(s->http->hub), 2);
    http_send(s->http, "change", "{\"id\":1}");
    http_send(s->http, "job", "two\nlines\r\nthree");
    CHECK(hears(all, "event: change\ndata: {\"id\":1}\n\n") && hears(all, "event: job\ndata: two\ndata: lines\ndata: three\n\n"));
    CHECK(hears(jobs, "event: job\n"));
    CHECK(!strstr(jobs->bytes, "change"));
    http_send(s->http, "bad\nevent: forged", "x");
    CHECK(hears(all, "event: bad\ndata: x\n\n"));
    CHECK(strstr(http_metrics(s->http, s->arena), "http_in_flight 0\n# TYPE http_streams gauge\nhttp_streams 2\n"));
    hang_up(all);
    hang_up(jobs);
    site_close(s);
}

TEST(a_heartbeat_keeps_streams_alive_and_finds_the_dead)
{
    struct tuning t = quick_heart(30);
    struct site *s = site_open(NULL, &t);
    struct client *c = listen_to(s, ""), *dead = listen_to(s, "");
    CHECK(hears(c, "\n: \n\n"));
    CHECK(streams_are(s, 2));
    hang_up(dead);
    CHECK(streams_are(s, 1));
    EQUAL(s->keys_freed, 1);
    http_send(s->http, "change", "after");
    CHECK(hears(c, "data: after"));
    hang_up(c);
    site_close(s);
}

TEST(a_reader_that_does_not_read_is_dropped_and_the_others_are_not)
{
    struct site *s = site_open(NULL, NULL);
    struct client *slow = listen_to(s, ""), *quick = listen_to(s, "?only=news");
    CHECK(hears(slow, "retry") && hears(quick, "retry"));
    struct buf big = buf_new(s->arena);
    for (int i = 0; i < 64 * 1024; i++) buf_char(&big, 'x');
    /* The kernel's own buffers take some megabytes before the 256 KB of ours begin to fill. */
    for (int i = 0; i < 500 && hub_streams(s->http->hub) == 2; i++) { http_send(s->http, "change", buf_text(&big)); usleep(2000); }
    CHECK(streams_are(s, 1));
    EQUAL(s->keys_freed, 1);
    http_send(s->http, "news", "still here");
    CHECK(hears(quick, "still here"));
    hang_up(slow);
    hang_up(quick);
    site_close(s);
}

TEST(stopping_ends_the_streams)
{
    struct site *s = site_open(NULL, NULL);
    struct client *c = listen_to(s, "");
    CHECK(hears(c, "retry"));
    site_stop(s);
    while (hear_more(c)) { }
    CHECK(c->have >= 5 && !memcmp(c->bytes + c->have - 5, "0\r\n\r\n", 5));       /* its chunks end as they should */
    EQUAL(s->keys_freed, 1);
    hang_up(c);
    site_close(s);
}

/* Both ends are in this process: two descriptors a stream. */
static bool room_for(rlim_t descriptors)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit)) return false;
    if (limit.rlim_cur >= descriptors) return true;
    limit.rlim_cur = descriptors < limit.rlim_max ? descriptors : limit.rlim_max;
    return !setrlimit(RLIMIT_NOFILE, &limit) && limit.rlim_cur == descriptors;
}

TEST(a_thousand_streams_hear_the_same_event)
{
    enum { MANY = 1000 };
    CHECK(room_for(2 * MANY + 200));
    struct site *s = site_open(NULL, NULL);
    struct client **all = calloc(MANY, sizeof *all);
    for (int i = 0; i < MANY; i++) {
        all[i] = listen_to(s, "");
        if (i % 100 == 99) CHECK(streams_are(s, i + 1));         /* the queue of requests is shorter than a thousand */
    }
    http_send(s->http, "change", "for everybody");
    int heard = 0;
    for (int i = 0; i < MANY; i++) { heard += hears(all[i], "for everybody"); hang_up(all[i]); }
    EQUAL(heard, MANY);
    free(all);
    site_close(s);
}

/* stream.c — event streams: a hub that knows every open one. A stream without news is suspended; news or a heartbeat wakes it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include "base/buf.h"
#include "http/inside.h"

enum { MOST_WAITING = 256 * 1024 };

struct stream {
    struct hub *hub;
    struct MHD_Connection *connection;
    void *key;
    http_stream_wants *wants;
    void (*free_key)(void *);
    char *waiting; size_t length, room;
    bool suspended, over, dropped, registered;
    struct stream *next, **back;
};

struct hub { pthread_mutex_t lock; pthread_cond_t stop; struct stream *streams; int count; bool stopping; int heartbeat_ms; pthread_t heart; };

static void wake(struct stream *s)
{
    if (!s->suspended) return;
    s->suspended = false;
    MHD_resume_connection(s->connection);
}

/* A reader that does not read: what waits for her is thrown away and her line is cut, for the library would wait out its time
 * with a full socket. The exchange is alive (the stream is still registered), so the socket is ours. */
static void drop(struct stream *s)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(s->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    s->over = s->dropped = true;
    s->length = 0;
    if (info) shutdown(info->connect_fd, SHUT_RDWR);
    wake(s);
}

static void push(struct stream *s, const char *bytes, size_t length)
{
    if (s->over) return;
    if (s->length + length > MOST_WAITING) { drop(s); return; }
    if (s->length + length > s->room) {
        size_t room = (s->length + length) * 2;
        char *more = realloc(s->waiting, room);
        if (!more) abort();
        s->waiting = more;
        s->room = room;
    }
    memcpy(s->waiting + s->length, bytes, length);
    s->length += length;
    wake(s);
}

static void *heart(void *data)
{
    struct hub *h = data;
    pthread_mutex_lock(&h->lock);
    while (!h->stopping) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_sec += h->heartbeat_ms / 1000;
        until.tv_nsec += (long)(h->heartbeat_ms % 1000) * 1000000;
        if (until.tv_nsec >= 1000000000) { until.tv_sec++; until.tv_nsec -= 1000000000; }
        if (!pthread_cond_timedwait(&h->stop, &h->lock, &until)) continue;
        for (struct stream *s = h->streams; s; s = s->next) push(s, ": \n\n", 4);
    }
    pthread_mutex_unlock(&h->lock);
    return NULL;
}

struct hub *hub_new(int heartbeat_ms)
{
    struct hub *h = calloc(1, sizeof *h);
    if (!h) abort();
    pthread_mutex_init(&h->lock, NULL);
    pthread_condattr_t steady;
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&h->stop, &steady);
    pthread_condattr_destroy(&steady);
    h->heartbeat_ms = heartbeat_ms;
    if (pthread_create(&h->heart, NULL, heart, h)) abort();
    return h;
}

void hub_stop(struct hub *h)
{
    pthread_mutex_lock(&h->lock);
    h->stopping = true;
    pthread_cond_broadcast(&h->stop);
    for (struct stream *s = h->streams; s; s = s->next) { s->over = true; wake(s); }
    pthread_mutex_unlock(&h->lock);
    pthread_join(h->heart, NULL);
}

void hub_free(struct hub *h)
{
    pthread_cond_destroy(&h->stop);
    pthread_mutex_destroy(&h->lock);
    free(h);
}

int hub_streams(struct hub *h)
{
    pthread_mutex_lock(&h->lock);
    int n = h->count;
    pthread_mutex_unlock(&h->lock);
    return n;
}

static ssize_t read_stream(void *data, uint64_t position, char *into, size_t room)
{
    (void)position;
    struct exchange *e = data;
    struct stream *s = e->stream;
    pthread_mutex_lock(&s->hub->lock);
    ssize_t n = 0;
    if (s->length) {
        n = (ssize_t)(s->length < room ? s->length : room);
        memcpy(into, s->waiting, (size_t)n);
        memmove(s->waiting, s->waiting + n, s->length - (size_t)n);
        s->length -= (size_t)n;
        e->bytes += n;
    } else if (s->over) {
        n = s->dropped ? MHD_CONTENT_READER_END_WITH_ERROR : MHD_CONTENT_READER_END_OF_STREAM;
    } else {
        s->suspended = true;
        MHD_suspend_connection(s->connection);
    }
    pthread_mutex_unlock(&s->hub->lock);
    return n;
}

void stream_forget(struct stream *s)
{
    pthread_mutex_lock(&s->hub->lock);
    if (s->registered) {
        *s->back = s->next;
        if (s->next) s->next->back = s->back;
        s->hub->count--;
    }
    pthread_mutex_unlock(&s->hub->lock);
    if (s->free_key) s->free_key(s->key);
    free(s->waiting);
    free(s);
}

void http_stream(const struct request *request, struct reply *reply, void *key, http_stream_wants *wants, void (*free_key)(void *))
{
    struct exchange *e = request->private_;
    if (e->stream) { stream_forget(e->stream); e->stream = NULL; }     /* asked twice: the later one */
    struct stream *s = calloc(1, sizeof *s);
    if (!s) abort();
    *s = (struct stream){ .hub = e->http->hub, .connection = e->connection, .key = key, .wants = wants, .free_key = free_key };
    e->stream = s;
    reply->stream = true;
}

struct MHD_Response *stream_response(struct exchange *e)
{
    struct stream *s = e->stream;
    struct hub *h = s->hub;
    pthread_mutex_lock(&h->lock);
    s->next = h->streams;
    s->back = &h->streams;
    if (s->next) s->next->back = &s->next;
    h->streams = s;
    h->count++;
    s->registered = true;
    if (h->stopping) s->over = true;
    else push(s, "retry: 2000\n\n", 13);
    pthread_mutex_unlock(&h->lock);
    flight_ends(e);                         /* a stream never ends by itself: http_stop does not wait for it */
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, read_stream, e, NULL);
}

/* A line of data is a "data:" of its own; the browser puts them together again (HTML standard, "Server-sent events"). */
static text message_of(struct arena *arena, text event, text data)
{
    struct buf out = buf_new(arena);
    buf_print(&out, "event: %.*s\ndata: ", (int)strcspn(event, "\r\n"), event);
    for (text at = data; *at; at++) {
        if (*at == '\r' && at[1] == '\n') continue;
        if (*at == '\n' || *at == '\r') buf_add(&out, "\ndata: ");
        else buf_char(&out, *at);
    }
    buf_add(&out, "\n\n");
    return buf_text(&out);
}

void http_send(struct http *http, text event, text data)
{
    struct hub *h = http->hub;
    struct arena *arena = arena_new();
    text message = message_of(arena, event, data);
    size_t length = strlen(message);
    pthread_mutex_lock(&h->lock);
    for (struct stream *s = h->streams; s; s = s->next)
        if (!s->wants || s->wants(s->key, event, data)) push(s, message, length);
    pthread_mutex_unlock(&h->lock);
    arena_free(arena);
}

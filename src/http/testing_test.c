/* testing_test.c — see testing.h. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/log.h"
#include "http/testing.h"

/* ---- the site ---- */

static void answer_text(const struct request *q, struct reply *r, text body)
{
    r->type = "text/plain";
    r->body = body;
    r->length = strlen(body);
    (void)q;
}

/* Everything it was told, one fact a line. */
static void echo(void *context, const struct request *q, struct reply *r)
{
    (void)context;
    static const text parts[] = { "id", "name", "rest" }, cookies[] = { "session", "other" };
    struct buf out = buf_new(q->arena);
    buf_print(&out, "route=%s\npath=%s\naddress=%s\nsecure=%d\n", q->route, q->path, q->address, q->secure);
    for (int i = 0; i < 3; i++) if (http_part(q, parts[i])) buf_print(&out, ":%s=%s\n", parts[i], http_part(q, parts[i]));
    for (int i = 0; i < 2; i++) if (http_cookie(q, cookies[i])) buf_print(&out, "cookie %s=%s\n", cookies[i], http_cookie(q, cookies[i]));
    text name, value;
    for (int i = 0; http_query_at(q, i, &name, &value); i++) buf_print(&out, "query %s=%s\n", name, value);
    if (http_query(q, "a")) buf_print(&out, "first a=%s\n", http_query(q, "a"));
    buf_print(&out, "body=%zu:%s\n", q->body_length, q->body);
    answer_text(q, r, buf_text(&out));
}

static void slow(void *context, const struct request *q, struct reply *r)
{
    struct site *site = context;
    site->running++;
    while (!site->gate) usleep(1000);
    site->ended++;
    answer_text(q, r, "late but here");
}

static void keep_upload(void *context, const struct request *q, struct reply *r)
{
    struct site *site = context;
    const struct upload *u = q->upload;
    struct arena *a = site->told;               /* the site's own arena is the client's, on another thread */
    site->last = (struct upload){ arena_copy(a, u->path), arena_copy(a, u->hash), u->size, u->type, arena_copy(a, u->file_name) };
    site->kept = http_query(q, "keep") && !rename(u->path, arena_print(q->arena, "%s/kept", site->folder));
    answer_text(q, r, u->type);
}

static struct site *the_site(void *context) { return context; }

/* free_key is given nothing but the key. */
struct key { text only; struct site *site; };

static void free_key(void *data)
{
    struct key *key = data;
    key->site->keys_freed++;
    free((char *)(uintptr_t)key->only);
    free(key);
}

static bool wants_news(void *key, text event, text data)
{
    (void)data;
    text only = ((struct key *)key)->only;
    return !strcmp(only, "all") || !strcmp(only, event);
}

static void stream(void *context, const struct request *q, struct reply *r)
{
    text only = http_query(q, "only");
    struct key *key = malloc(sizeof *key);
    if (!key) abort();
    *key = (struct key){ strdup(only ? only : "all"), the_site(context) };
    http_stream(q, r, key, wants_news, free_key);
}

static void send_file(void *context, const struct request *q, struct reply *r)
{
    r->type = "application/pdf";
    r->file = arena_print(q->arena, "%s/%s", the_site(context)->folder, http_part(q, "name"));
    r->file_name = http_query(q, "as");
    r->inline_ = http_query(q, "inline") != NULL;
}

static void tagged(void *context, const struct request *q, struct reply *r)
{
    (void)context;
    answer_text(q, r, "tagged");
    r->etag = "\"t1\"";
    r->cookie = "session=abc; HttpOnly";
}

static void forgot_stream(void *context, const struct request *q, struct reply *r)
{
    (void)context;
    (void)q;
    r->stream = true;
}

static const struct route routes[] = {
    { GET, "/api/echo", echo }, { POST, "/api/echo", echo }, { DELETE, "/api/echo", echo },
    { GET, "/api/worker/:id", echo }, { PATCH, "/api/worker/:id", echo }, { GET, "/api/worker/new", echo }, { GET, "/api/worker/:id/visits", echo },
    { GET, "/api/:name/list", echo }, { GET, "/api/files/*rest", echo }, { POST, "/api/small", echo, .body_limit = 100 },
    { GET, "/api/slow", slow }, { GET, "/api/line", slow, .wait_in_line = true }, { GET, "/api/quick", echo, .quick = true },
    { POST, "/api/upload", keep_upload, .body_limit = 2 * 1024 * 1024, .upload = true },
    { GET, "/api/stream", stream }, { GET, "/api/forgot", forgot_stream }, { GET, "/api/file/:name", send_file }, { GET, "/api/tagged", tagged },
    { 0 },
};

static const unsigned char page[] = "<!doctype html><title>page</title>", phone_page[] = "<!doctype html><title>phone</title>", script[] = "0123456789abcdefghij", packed[] = "gz", squeezed[] = "b";
static const struct asset assets[] = {
    { .path = "/assets/app.js", .type = "text/javascript", .etag = "\"js1\"", .raw = script, .raw_size = 20, .gzip = packed, .gzip_size = 2, .brotli = squeezed,
      .brotli_size = 1, .forever = true },
    { .path = "/index.html", .type = "text/html; charset=utf-8", .etag = "\"page1\"", .raw = page, .raw_size = sizeof page - 1 },
    { .path = "/w/index.html", .type = "text/html; charset=utf-8", .etag = "\"page2\"", .raw = phone_page, .raw_size = sizeof phone_page - 1 },
    { 0 },
};

struct site *site_open(const struct http_options *options, const struct tuning *tuning)
{
    struct site *s = calloc(1, sizeof *s);
    if (!s) abort();
    log_quiet(1);
    s->arena = arena_new();
    s->told = arena_new();
    strcpy(s->folder, "/dev/shm/zhangjia-http-XXXXXX");
    if (!mkdtemp(s->folder)) abort();
    struct http_options o = options ? *options : (struct http_options){ 0 };
    o.routes = routes;
    o.assets = assets;
    o.context = s;
    o.upload_folder = s->folder;
    text why;
    s->http = http_start_tuned(&o, tuning ? tuning : &usual_tuning, &why);
    if (!s->http) { fprintf(stderr, "no server: %s\n", why); abort(); }
    return s;
}

void site_stop(struct site *s)
{
    http_stop(s->http);
    s->http = NULL;
}

void site_close(struct site *s)
{
    s->gate = 1;
    site_stop(s);
    if (system(arena_print(s->arena, "rm -r %s", s->folder))) abort();
    arena_free(s->told);
    arena_free(s->arena);
    free(s);
    log_quiet(0);
}

/* ---- the client ---- */

struct client *dial(struct site *site)
{
    struct client *c = calloc(1, sizeof *c);
    if (!c || !(c->bytes = calloc(1, CLIENT_ROOM + 1))) abort();
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)http_port(site->http)), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    struct timeval patience = { .tv_sec = 5 };
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(c->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(c->fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (connect(c->fd, (struct sockaddr *)&to, sizeof to)) { perror("connect"); abort(); }
    return c;
}

void hang_up(struct client *c)
{
    close(c->fd);
    free(c->bytes);
    free(c);
}

void say_bytes(struct client *c, const void *bytes, size_t length)
{
    for (const char *at = bytes; length;) {
        ssize_t n = send(c->fd, at, length, MSG_NOSIGNAL);
        if (n <= 0) return;                 /* the server has hung up; what it said before is still to be read */
        at += n;
        length -= (size_t)n;
    }
}

void say(struct client *c, const char *format, ...)
{
    struct arena *arena = arena_new();
    va_list arguments;
    va_start(arguments, format);
    text all = arena_vprint(arena, format, arguments);
    va_end(arguments);
    say_bytes(c, all, strlen(all));
    arena_free(arena);
}

bool hear_more(struct client *c)
{
    ssize_t n = c->have < CLIENT_ROOM ? recv(c->fd, c->bytes + c->have, CLIENT_ROOM - c->have, 0) : 0;
    if (n <= 0) return false;
    c->have += (size_t)n;
    c->bytes[c->have] = 0;
    return true;
}

static void used(struct client *c, size_t length)
{
    memmove(c->bytes, c->bytes + length, c->have - length + 1);
    c->have -= length;
}

static bool hear_bytes(struct client *c, size_t length)
{
    while (c->have < length)
        if (!hear_more(c)) return false;
    return true;
}

text head_value(struct site *site, const struct seen_answer *a, text name)
{
    size_t want = strlen(name);
    for (text at = a->head; at && (at = strstr(at, "\r\n")) != NULL;) {
        at += 2;
        if (!strncasecmp(at, name, want) && !strncmp(at + want, ": ", 2)) return arena_copy_n(site->arena, at + want + 2, strcspn(at + want + 2, "\r"));
    }
    return NULL;
}

static void hear_chunks(struct client *c, struct buf *body)
{
    for (;;) {
        while (!strstr(c->bytes, "\r\n")) if (!hear_more(c)) return;
        size_t size = strtoul(c->bytes, NULL, 16), line = (size_t)(strstr(c->bytes, "\r\n") - c->bytes) + 2;
        if (!hear_bytes(c, line + size + 2)) return;
        buf_bytes(body, c->bytes + line, size);
        used(c, line + size + 2);
        if (!size) return;
    }
}

static struct seen_answer hear_answer(struct site *site, struct client *c, bool no_body)
{
    struct seen_answer a = { 0 };
    struct buf body = buf_new(site->arena);
    char *end;
    while (!(end = strstr(c->bytes, "\r\n\r\n"))) if (!hear_more(c)) { a.closed = true; a.head = a.body = ""; return a; }
    a.head = arena_copy_n(site->arena, c->bytes, (size_t)(end - c->bytes) + 2);
    used(c, (size_t)(end - c->bytes) + 4);
    if (sscanf(a.head, "HTTP/1.1 %d", &a.status) != 1) a.status = -1;
    if (a.status == 100) return hear_answer(site, c, no_body);
    text length = head_value(site, &a, "Content-Length"), encoding = head_value(site, &a, "Transfer-Encoding");
    if (encoding) hear_chunks(c, &body);
    else if (length && !no_body && a.status != 304) {
        size_t n = strtoul(length, NULL, 10);
        if (!hear_bytes(c, n)) n = c->have;
        buf_bytes(&body, c->bytes, n);
        used(c, n);
    }
    a.body = buf_text(&body);
    a.length = body.length;
    return a;
}

struct seen_answer hear(struct site *site, struct client *c) { return hear_answer(site, c, false); }

struct seen_answer ask(struct site *site, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text all = arena_vprint(site->arena, format, arguments);
    va_end(arguments);
    struct client *c = dial(site);
    say_bytes(c, all, strlen(all));
    struct seen_answer a = hear_answer(site, c, !strncmp(all, "HEAD", 4));
    hang_up(c);
    return a;
}

struct seen_answer get(struct site *site, text path, text more) { return ask(site, "GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n", path, more); }

bool wait_for(atomic_int *number, int value)
{
    for (int i = 0; i < 5000 && *number < value; i++) usleep(1000);
    return *number >= value;
}

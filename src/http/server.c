/* server.c — libmicrohttpd's side: connections, guards, bodies; see http.h. */
#include <arpa/inet.h>
#include <netdb.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/log.h"
#include "base/random.h"
#include "base/work.h"
#include "http/inside.h"

/* ---- values of a request ---- */

text http_header(const struct request *q, text name)
{
    return MHD_lookup_connection_value(((struct exchange *)q->private_)->connection, MHD_HEADER_KIND, name);
}

text http_query(const struct request *q, text name)
{
    const struct exchange *e = q->private_;
    for (int i = 0; i < e->query_count; i++)
        if (!strcmp(e->query[i].name, name)) return e->query[i].value;
    return NULL;
}

bool http_query_at(const struct request *q, int index, text *name, text *value)
{
    const struct exchange *e = q->private_;
    if (index >= e->query_count) return false;
    *name = e->query[index].name;
    *value = e->query[index].value;
    return true;
}

text http_cookie(const struct request *q, text name) { return cookie_value(q->arena, http_header(q, "Cookie"), name); }

text http_part(const struct request *q, text name)
{
    const struct exchange *e = q->private_;
    for (int i = 0; i < e->part_count; i++)
        if (!strcmp(e->parts[i].name, name)) return e->parts[i].value;
    return NULL;
}

/* ---- guards ---- */

struct header_counts { int hosts, lengths, encodings; };

static enum MHD_Result count_header(void *data, enum MHD_ValueKind kind, const char *name, const char *value)
{
    (void)kind;
    (void)value;
    struct header_counts *c = data;
    c->hosts += !strcasecmp(name, "Host");
    c->lengths += !strcasecmp(name, "Content-Length");
    c->encodings += !strcasecmp(name, "Transfer-Encoding");
    return MHD_YES;
}

static bool refused(struct exchange *e, int status, text code, text english)
{
    exchange_problem(e, status, code, english);
    e->refused = true;
    return false;
}

static bool headers_right(struct exchange *e)
{
    struct header_counts c = { 0 };
    MHD_get_connection_values(e->connection, MHD_HEADER_KIND, count_header, &c);
    if (c.hosts == 1 && c.lengths + c.encodings <= 1) return true;
    return refused(e, MHD_HTTP_BAD_REQUEST, "invalid", N_("The request's headers contradict each other."));
}

/* A page of another site must not act with our user's cookie. */
static bool same_site(struct exchange *e)
{
    if (e->request.method == GET || !http_header(&e->request, "Cookie")) return true;
    text site = http_header(&e->request, "Sec-Fetch-Site"), origin = http_header(&e->request, "Origin"), host = http_header(&e->request, "Host");
    if (site && (!strcmp(site, "same-origin") || !strcmp(site, "none"))) return true;
    text slashes = origin ? strstr(origin, "://") : NULL;
    text ours = e->http->options.public_url;
    if (slashes && (!strcmp(slashes + 3, host) || (ours && !strcmp(origin, ours)))) return true;
    return refused(e, MHD_HTTP_FORBIDDEN, "cross_site", N_("This request came from another site and was not carried out."));
}

static bool address_right(struct exchange *e)
{
    char *mark = strchr(e->uri, '?');
    size_t length = mark ? (size_t)(mark - e->uri) : strlen(e->uri);
    e->query_count = query_pairs(e->arena, mark ? mark + 1 : "", e->query, MOST_QUERY);
    if (e->query_count >= 0 && http_decode(e->arena, e->uri, length, false, &e->request.path) && path_clean(e->request.path)) return true;
    e->query_count = 0;
    e->request.path = "/";
    return refused(e, MHD_HTTP_BAD_REQUEST, "invalid", N_("The address is not well formed."));
}

static enum method method_of(const char *word)
{
    static const text words[] = { [GET] = "GET", [POST] = "POST", [PUT] = "PUT", [PATCH] = "PATCH", [DELETE] = "DELETE" };
    for (int i = GET; i <= DELETE; i++)
        if (!strcmp(words[i], word)) return (enum method)i;
    return !strcmp(word, "HEAD") ? GET : 0;
}

static bool not_allowed(struct exchange *e, unsigned allow)
{
    static const text words[] = { [GET] = "GET", [POST] = "POST", [PUT] = "PUT", [PATCH] = "PATCH", [DELETE] = "DELETE" };
    struct buf list = buf_new(e->arena);
    for (int i = GET; i <= DELETE; i++)
        if (allow & 1u << i) buf_print(&list, "%s%s", list.length ? ", " : "", words[i]);
    e->reply.location = buf_text(&list);
    return refused(e, MHD_HTTP_METHOD_NOT_ALLOWED, "method", N_("This address does not take this kind of request."));
}

static bool find_route(struct exchange *e)
{
    unsigned allow;
    e->route = router_find(e->http->router, e->request.method, e->request.path, e->parts, &e->part_count, &allow);
    e->request.route = e->route ? e->route->pattern : "";
    if (e->route) return true;
    if (allow) return not_allowed(e, allow);
    if (static_answer(e)) { exchange_answer(e); e->refused = true; return false; }
    return refused(e, MHD_HTTP_NOT_FOUND, "not_found", N_("There is nothing at this address."));
}

static size_t body_limit(const struct exchange *e) { return e->route->body_limit ? e->route->body_limit : BODY_LIMIT; }

static bool too_large(struct exchange *e) { return refused(e, MHD_HTTP_CONTENT_TOO_LARGE, "too_large", N_("What was sent is too large.")); }

static bool body_welcome(struct exchange *e)
{
    text length = http_header(&e->request, "Content-Length");
    if (length && strtoull(length, NULL, 10) > body_limit(e)) return too_large(e);
    if (e->route->upload && !upload_begin(e)) return refused(e, MHD_HTTP_INTERNAL_SERVER_ERROR, "fault", N_("The file could not be stored."));
    return true;
}

static void who(struct exchange *e)
{
    char address[64] = "";
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(e->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (info && info->client_addr)
        getnameinfo(info->client_addr, info->client_addr->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in), address, sizeof address, NULL, 0, NI_NUMERICHOST);
    text trusted = e->http->options.trusted_proxy, forwarded = http_header(&e->request, "X-Forwarded-For"), scheme = http_header(&e->request, "X-Forwarded-Proto");
    bool proxy = trusted && !strcmp(trusted, address);
    e->request.address = proxy && forwarded ? arena_copy_n(e->arena, forwarded, strcspn(forwarded, ", ")) : arena_copy(e->arena, address);
    e->request.secure = e->http->options.tls_key || (proxy && scheme && !strcmp(scheme, "https"));
}

static void begin(struct exchange *e, const char *method)
{
    e->begun = true;
    e->request.method = method_of(method);
    who(e);
    if (!e->request.method) { e->request.method = GET; refused(e, MHD_HTTP_NOT_IMPLEMENTED, "method", N_("This address does not take this kind of request.")); return; }
    if (headers_right(e) && address_right(e) && find_route(e) && same_site(e)) body_welcome(e);
}

static bool more_body(struct exchange *e, const char *bytes, size_t size)
{
    if (e->route->upload) {
        if ((size_t)e->upload.size + size > body_limit(e)) return too_large(e);
        return upload_more(e, bytes, size) || refused(e, MHD_HTTP_INSUFFICIENT_STORAGE, "fault", N_("The file could not be stored."));
    }
    if (e->body_length + size > body_limit(e)) return too_large(e);
    if (e->body_length + size + 1 > e->body_room) {
        e->body_room = (e->body_length + size + 1) * 2;
        char *more = realloc(e->body, e->body_room);
        if (!more) abort();
        e->body = more;
    }
    memcpy(e->body + e->body_length, bytes, size);
    e->body_length += size;
    e->body[e->body_length] = 0;
    return true;
}

static enum MHD_Result send_answer(struct exchange *e)
{
    enum MHD_Result sent = MHD_queue_response(e->connection, (unsigned)e->status, e->response);
    MHD_destroy_response(e->response);
    e->response = NULL;
    e->working = true;
    return sent;
}

/* The body is whole: hand over to the pool and sleep until the worker is done. */
static enum MHD_Result hand_over(struct exchange *e)
{
    if (e->route->upload) upload_end(e);
    e->request.body = e->body ? e->body : "";
    e->request.body_length = e->body_length;
    e->working = true;
    if (e->route->quick) {
        e->route->run(e->http->options.context, &e->request, &e->reply);
        exchange_answer(e);
        return send_answer(e);
    }
    MHD_suspend_connection(e->connection);
    if (queue_put(e->http, e)) return MHD_YES;
    exchange_problem(e, MHD_HTTP_SERVICE_UNAVAILABLE, "busy", N_("Too much is going on at the moment; please try again in a second."));
    MHD_resume_connection(e->connection);
    return MHD_YES;
}

static enum MHD_Result handle(void *data, struct MHD_Connection *connection, const char *url, const char *method, const char *version, const char *body,
                              size_t *body_size, void **own)
{
    (void)url;
    (void)version;
    (void)data;
    struct exchange *e = *own;
    if (!e) return MHD_NO;
    if (!e->begun) {
        e->connection = connection;
        begin(e, method);
        return e->refused && http_header(&e->request, "Content-Length") && e->status == MHD_HTTP_CONTENT_TOO_LARGE ? send_answer(e) : MHD_YES;
    }
    if (*body_size) {
        if (!e->refused) more_body(e, body, *body_size);
        *body_size = 0;
        return MHD_YES;
    }
    if (e->ready && e->response) return send_answer(e);
    return e->working ? MHD_YES : hand_over(e);
}

static void *new_exchange(void *data, const char *uri, struct MHD_Connection *connection)
{
    struct http *h = data;
    struct exchange *e = calloc(1, sizeof *e);
    if (!e) return NULL;
    e->http = h;
    e->connection = connection;
    e->arena = arena_new();
    e->uri = strdup(uri);
    e->upload_fd = -1;
    unsigned char bytes[8];
    char id[17];
    random_bytes(bytes, sizeof bytes);
    sodium_bin2hex(id, sizeof id, bytes, sizeof bytes);
    e->request = (struct request){ .arena = e->arena, .id = arena_copy(e->arena, id), .private_ = e, .path = "/", .route = "", .address = "" };
    clock_gettime(CLOCK_MONOTONIC, &e->started);
    return e;
}

void exchange_free(struct exchange *e)
{
    if (e->response) MHD_destroy_response(e->response);
    if (e->stream) stream_forget(e->stream);
    upload_drop(e);
    for (int i = 0; i < e->part_count; i++) { free((char *)(uintptr_t)e->parts[i].name); free((char *)(uintptr_t)e->parts[i].value); }
    free(e->body);
    free(e->uri);
    arena_free(e->arena);
    free(e);
}

static void completed(void *data, struct MHD_Connection *connection, void **own, enum MHD_RequestTerminationCode why)
{
    (void)connection;
    (void)why;
    struct http *h = data;
    struct exchange *e = *own;
    if (!e) return;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double ms = (double)(now.tv_sec - e->started.tv_sec) * 1e3 + (double)(now.tv_nsec - e->started.tv_nsec) / 1e6;
    metrics_count(h->metrics, e, ms);
    if (e->route || e->status >= 400)
        log_line("request", "\"id\":\"%s\",\"route\":%s,\"status\":%d,\"ms\":%.1f", e->request.id, log_quote(e->arena, e->request.route), e->status, ms);
    exchange_free(e);
    *own = NULL;
}

/* ---- start and stop ---- */

static char *read_whole(text path, text *ret_why)
{
    FILE *f = path ? fopen(path, "rb") : NULL;
    char *all = calloc(1, 1 << 16);
    size_t n = f && all ? fread(all, 1, (1 << 16) - 1, f) : 0;
    if (f) fclose(f);
    if (n) return all;
    free(all);
    *ret_why = "the TLS certificate or key cannot be read";
    return NULL;
}

static bool start_daemon(struct http *h, text *ret_why)
{
    bool six = strchr(h->options.listen, ':') != NULL, tls = h->options.tls_key != NULL;
    struct sockaddr_in v4 = { .sin_family = AF_INET, .sin_port = htons((uint16_t)h->options.port) };
    struct sockaddr_in6 v6 = { .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)h->options.port) };
    if (inet_pton(six ? AF_INET6 : AF_INET, h->options.listen, six ? (void *)&v6.sin6_addr : (void *)&v4.sin_addr) != 1) { *ret_why = "the address to listen on is not an IP address"; return false; }
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | (six ? MHD_USE_IPv6 : 0) | (tls ? MHD_USE_TLS : 0);
    struct MHD_OptionItem secure[] = { { MHD_OPTION_HTTPS_MEM_CERT, 0, h->certificate }, { MHD_OPTION_HTTPS_MEM_KEY, 0, h->key }, { MHD_OPTION_END, 0, NULL } };
    struct MHD_OptionItem plain[] = { { MHD_OPTION_END, 0, NULL } };
    h->daemon = MHD_start_daemon(flags, 0, NULL, NULL, handle, h, MHD_OPTION_SOCK_ADDR, six ? (struct sockaddr *)&v6 : (struct sockaddr *)&v4,
        MHD_OPTION_THREAD_POOL_SIZE, 2u, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADER_MEMORY, MHD_OPTION_CONNECTION_LIMIT, 4000u, MHD_OPTION_CONNECTION_TIMEOUT, 30u,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_COMPLETED, completed, h, MHD_OPTION_URI_LOG_CALLBACK, new_exchange, h,
        MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_ARRAY, tls ? secure : plain, MHD_OPTION_END);
    if (!h->daemon) { *ret_why = "the port is taken or may not be opened"; return false; }
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_BIND_PORT);
    h->port = info && info->port ? info->port : h->options.port;
    return true;
}

int http_port(const struct http *h) { return h->port; }

static void http_free(struct http *h)
{
    router_free(h->router);
    metrics_free(h->metrics);
    hub_free(h->hub);
    free(h->certificate);
    free(h->key);
    pthread_mutex_destroy(&h->lock);
    free(h);
}

struct http *http_start(const struct http_options *options, text *ret_why)
{
    struct http *h = calloc(1, sizeof *h);
    if (!h || sodium_init() < 0) abort();
    h->options = *options;
    if (!h->options.workers) h->options.workers = sysconf(_SC_NPROCESSORS_ONLN) * 2 > 4 ? (int)sysconf(_SC_NPROCESSORS_ONLN) * 2 : 4;
    if (!h->options.listen) h->options.listen = "127.0.0.1";
    pthread_mutex_init(&h->lock, NULL);
    h->ordinary = (struct queue){ .limit = QUEUE_LENGTH, .more = PTHREAD_COND_INITIALIZER };
    h->slow = (struct queue){ .limit = QUEUE_LENGTH / 8, .more = PTHREAD_COND_INITIALIZER };
    h->ordinary.last = &h->ordinary.first;
    h->slow.last = &h->slow.first;
    h->router = router_new(options->routes);
    h->metrics = metrics_new(options->routes);
    h->hub = hub_new(15000);
    bool tls = !options->tls_key || ((h->certificate = read_whole(options->tls_certificate, ret_why)) && (h->key = read_whole(options->tls_key, ret_why)));
    bool well = tls && workers_start(h) && start_daemon(h, ret_why);
    if (well) return h;
    hub_stop(h->hub);
    workers_stop(h);
    http_free(h);
    return NULL;
}

void http_stop(struct http *h)
{
    if (!h) return;
    MHD_socket listener = MHD_quiesce_daemon(h->daemon);
    for (int i = 0; i < DRAIN_SECONDS * 100; i++) {
        pthread_mutex_lock(&h->lock);
        int left = h->in_flight;
        pthread_mutex_unlock(&h->lock);
        if (!left) break;
        usleep(10000);
    }
    hub_stop(h->hub);
    workers_stop(h);
    usleep(100000);                         /* answers that were just resumed leave */
    MHD_stop_daemon(h->daemon);
    if (listener != MHD_INVALID_SOCKET) close(listener);
    http_free(h);
}

/* start.c — the server's beginning and its graceful end. */
#include <arpa/inet.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "http/inside.h"

const struct tuning usual_tuning = { .heartbeat_ms = 15000, .queue_limit = 512, .line_limit = 64, .drain_ms = 10000, .timeout_seconds = 30 };

/* A PEM file; NULL when it cannot be read or is larger than any chain. */
static char *read_whole(text path)
{
    enum { MOST = 1 << 16 };
    FILE *f = path ? fopen(path, "rb") : NULL;
    char *all = calloc(1, MOST);
    size_t n = f && all ? fread(all, 1, MOST, f) : 0;
    if (f) fclose(f);
    if (n && n < MOST) return all;
    free(all);
    return NULL;
}

static bool read_tls(struct http *h, text *ret_why)
{
    const struct http_options *o = &h->options;
    if (!o->tls_certificate && !o->tls_key) return true;
    h->certificate = read_whole(o->tls_certificate);
    h->key = read_whole(o->tls_key);
    if (h->certificate && h->key) return true;
    *ret_why = "the TLS certificate or key cannot be read";
    return false;
}

union address { struct sockaddr any; struct sockaddr_in v4; struct sockaddr_in6 v6; };

static bool read_address(const struct http_options *o, union address *to, unsigned *ret_flags)
{
    *ret_flags = !strchr(o->listen, ':') ? 0 : !strcmp(o->listen, "::") ? MHD_USE_DUAL_STACK : MHD_USE_IPv6;
    if (*ret_flags) to->v6 = (struct sockaddr_in6){ .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)o->port) };
    else to->v4 = (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons((uint16_t)o->port) };
    return inet_pton(to->any.sa_family, o->listen, *ret_flags ? (void *)&to->v6.sin6_addr : (void *)&to->v4.sin_addr) == 1;
}

static bool start_daemon(struct http *h, text *ret_why)
{
    union address address;
    unsigned family;
    if (!read_address(&h->options, &address, &family)) { *ret_why = "the address to listen on is not an IP address"; return false; }
    struct MHD_OptionItem secure[] = { { MHD_OPTION_HTTPS_MEM_CERT, 0, h->certificate }, { MHD_OPTION_HTTPS_MEM_KEY, 0, h->key },
        { MHD_OPTION_HTTPS_PRIORITIES, 0, "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2" }, { MHD_OPTION_END, 0, NULL } };
    h->daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | family | (h->key ? MHD_USE_TLS : 0), 0, NULL, NULL,
        server_handle, h, MHD_OPTION_SOCK_ADDR, &address.any, MHD_OPTION_THREAD_POOL_SIZE, 2u, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_CONNECTION_LIMIT, 4000u, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)h->tuning.timeout_seconds, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_NOTIFY_COMPLETED, server_completed, h, MHD_OPTION_URI_LOG_CALLBACK, server_begins, h,         MHD_OPTION_ARRAY, h->key ? secure : secure + 3, MHD_OPTION_END);
    if (!h->daemon) { *ret_why = h->key ? "the port is taken or may not be opened, or certificate and key do not fit" : "the port is taken or may not be opened"; return false; }
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
    if (h->key) sodium_memzero(h->key, strlen(h->key));
    free(h->key);
    pthread_mutex_destroy(&h->lock);
    free(h);
}

static void queue_make(struct queue *q, int limit)
{
    *q = (struct queue){ .limit = limit, .more = PTHREAD_COND_INITIALIZER };
    q->last = &q->first;
}

static struct http *http_make(const struct http_options *options, const struct tuning *tuning)
{
    struct http *h = calloc(1, sizeof *h);
    if (!h || sodium_init() < 0) abort();
    h->options = *options;
    h->tuning = *tuning;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (!h->options.workers) h->options.workers = cores > 2 ? (int)cores * 2 : 4;
    if (!h->options.listen) h->options.listen = "127.0.0.1";
    pthread_mutex_init(&h->lock, NULL);
    queue_make(&h->ordinary, tuning->queue_limit);
    queue_make(&h->line, tuning->line_limit);
    while (options->assets && options->assets[h->asset_count].path) h->asset_count++;
    h->router = router_new(options->routes);
    h->metrics = metrics_new(options->routes);
    h->hub = hub_new(tuning->heartbeat_ms);
    return h;
}

struct http *http_start_tuned(const struct http_options *options, const struct tuning *tuning, text *ret_why)
{
    struct http *h = http_make(options, tuning);
    *ret_why = "the workers could not be started";
    if (read_tls(h, ret_why) && workers_start(h) && start_daemon(h, ret_why)) return h;
    hub_stop(h->hub);
    workers_stop(h);
    http_free(h);
    return NULL;
}

struct http *http_start(const struct http_options *options, text *ret_why) { return http_start_tuned(options, &usual_tuning, ret_why); }

/* Until nothing is in flight, or the time is over. */
static void wait_for_flights(struct http *h, int ms)
{
    for (int waited = 0; waited <= ms; waited += 5) {
        pthread_mutex_lock(&h->lock);
        int left = h->in_flight;
        pthread_mutex_unlock(&h->lock);
        if (!left) return;
        usleep(5000);
    }
}

void http_stop(struct http *h)
{
    if (!h) return;
    enum { LAST_ANSWERS_MS = 500 };         /* for the 503s of what still waited when the time was over */
    MHD_socket listener = MHD_quiesce_daemon(h->daemon);
    pthread_mutex_lock(&h->lock);
    h->draining = true;
    pthread_mutex_unlock(&h->lock);
    hub_stop(h->hub);
    wait_for_flights(h, h->tuning.drain_ms);
    workers_stop(h);
    wait_for_flights(h, LAST_ANSWERS_MS);
    MHD_stop_daemon(h->daemon);
    if (listener != MHD_INVALID_SOCKET) close(listener);
    http_free(h);
}

/* server.c — libmicrohttpd's side: an exchange begins, its body arrives, a worker runs, its answer leaves; see http.h. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
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

int64_t http_query_number(const struct request *q, text name, int64_t otherwise)
{
    text given = http_query(q, name);
    char *end;
    if (!given || !*given) return otherwise;
    long long n = strtoll(given, &end, 10);
    return *end ? -1 : n;
}

bool http_query_at(const struct request *q, int index, text *name, text *value)
{
    const struct exchange *e = q->private_;
    if (index < 0 || index >= e->query_count) return false;
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

/* ---- the body ---- */

static void keep_in_memory(struct exchange *e, const char *bytes, size_t size)
{
    if (e->body_length + size + 1 > e->body_room) {
        e->body_room = (e->body_length + size + 1) * 2;
        char *more = realloc(e->body, e->body_room);
        if (!more) abort();
        e->body = more;
    }
    memcpy(e->body + e->body_length, bytes, size);
    e->body_length += size;
    e->body[e->body_length] = 0;
}

static void more_body(struct exchange *e, const char *bytes, size_t size)
{
    size_t so_far = e->route->upload ? (size_t)e->upload.size : e->body_length;
    if (so_far + size > body_limit(e)) guard_too_large(e);
    else if (!e->route->upload) keep_in_memory(e, bytes, size);
    else if (!upload_more(e, bytes, size)) guard_refuse(e, MHD_HTTP_INSUFFICIENT_STORAGE, "fault", N_("The file could not be stored."));
}

/* False: hang up. The library takes no answer in the middle of a body, so the rest of a refused one is read and thrown away, up
 * to a bound. */
static bool body_arrives(struct exchange *e, const char *bytes, size_t size)
{
    if (!e->refused) more_body(e, bytes, size);
    else e->thrown_away += size;
    return e->thrown_away <= READ_ON;
}

/* May the refusal wait for the end of the body? Then the connection lives on, and the client surely reads the answer. */
static bool worth_reading_on(const struct exchange *e)
{
    text length = http_header(&e->request, "Content-Length");
    return !e->hang_up && (!length || strtoull(length, NULL, 10) <= READ_ON) && !http_header(&e->request, "Expect");
}

/* ---- handing over ---- */

static enum MHD_Result send_answer(struct exchange *e)
{
    enum MHD_Result sent = MHD_queue_response(e->connection, (unsigned)e->status, e->response);
    MHD_destroy_response(e->response);
    e->response = NULL;
    e->working = true;
    return sent;
}

/* The request is whole: hand it to the pool and sleep until the worker is done. */
static enum MHD_Result hand_over(struct exchange *e)
{
    e->request.body = e->route->upload ? NULL : e->body ? e->body : "";
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

enum MHD_Result server_handle(void *data, struct MHD_Connection *connection, const char *url, const char *method, const char *version, const char *body,
                              size_t *body_size, void **own)
{
    (void)data;
    (void)url;
    (void)version;
    struct exchange *e = *own;
    if (!e) return MHD_NO;
    if (!e->begun) {
        e->begun = true;
        e->connection = connection;
        return guard_request(e, method) || worth_reading_on(e) ? MHD_YES : send_answer(e);
    }
    if (*body_size) {
        size_t size = *body_size;
        *body_size = 0;
        return body_arrives(e, body, size) ? MHD_YES : MHD_NO;
    }
    if (e->response) return send_answer(e);
    return e->working ? MHD_YES : hand_over(e);
}

/* ---- begin and end of an exchange ---- */

void *server_begins(void *data, const char *uri, struct MHD_Connection *connection)
{
    struct exchange *e = calloc(1, sizeof *e);
    if (!e) return NULL;
    e->http = data;
    e->connection = connection;
    e->arena = arena_new();
    e->uri = strdup(uri);
    if (!e->uri) abort();
    e->upload_fd = -1;
    unsigned char bytes[8];
    char id[17];
    random_bytes(bytes, sizeof bytes);
    sodium_bin2hex(id, sizeof id, bytes, sizeof bytes);
    e->request = (struct request){ .arena = e->arena, .id = arena_copy(e->arena, id), .private_ = e, .path = "/", .route = "", .address = "" };
    clock_gettime(CLOCK_MONOTONIC, &e->started);
    return e;
}

static void exchange_free(struct exchange *e)
{
    if (e->response) MHD_destroy_response(e->response);
    if (e->stream) stream_forget(e->stream);
    upload_drop(e);
    free(e->body);
    free(e->uri);
    arena_free(e->arena);
    free(e);
}

void flight_ends(struct exchange *e)
{
    if (!e->counted) return;
    e->counted = false;
    pthread_mutex_lock(&e->http->lock);
    e->http->in_flight--;
    pthread_mutex_unlock(&e->http->lock);
}

void server_completed(void *data, struct MHD_Connection *connection, void **own, enum MHD_RequestTerminationCode why)
{
    (void)connection;
    (void)why;
    struct http *h = data;
    struct exchange *e = *own;
    *own = NULL;
    if (!e) return;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double ms = (double)(now.tv_sec - e->started.tv_sec) * 1e3 + (double)(now.tv_nsec - e->started.tv_nsec) / 1e6;
    metrics_count(h->metrics, e, ms);
    log_line("request", "\"id\":\"%s\",\"route\":%s,\"status\":%d,\"ms\":%.1f,\"bytes\":%lld,\"statements\":%d", e->request.id, log_quote(e->arena, e->request.route),
             e->status, ms, (long long)e->bytes, e->reply.statements);
    flight_ends(e);
    exchange_free(e);
}

/* inside.h — the rooms of http/ among themselves. */
#pragma once
#include <microhttpd.h>
#include <pthread.h>
#include "http/http.h"

enum { MOST_QUERY = 64, MOST_PARTS = 8, HEADER_MEMORY = 32 * 1024, QUEUE_LENGTH = 512, BODY_LIMIT = 256 * 1024, DRAIN_SECONDS = 10 };

struct pair { text name, value; };

/* ---- parse.c: texts from outside, pure; fuzzed ---- */
/* Percent-decoding into the arena. False: not UTF-8, a NUL, or a broken escape. `plus`: '+' means a blank (query). */
bool http_decode(struct arena *arena, const char *from, size_t length, bool plus, text *ret_text);
bool path_clean(text path);                                         /* begins with '/', no ".." segment, no control characters */
int query_pairs(struct arena *arena, text query, struct pair *pairs, int room);    /* -1: malformed */
text cookie_value(struct arena *arena, text header, text name);
/* "bytes=…" against a size. 1: one range, 0: none or not understood (send all), -1: cannot be satisfied. */
int range_of(text header, int64_t size, int64_t *ret_first, int64_t *ret_last);
bool accepts(text header, text encoding);                           /* Accept-Encoding with q-values */

/* ---- router.c ---- */
struct router;
struct router *router_new(const struct route *routes);
void router_free(struct router *router);
/* The route for method and path; parts are filled with what ":name" and "*rest" matched. NULL: *ret_allow has the methods there are (0: no such path). */
const struct route *router_find(const struct router *router, enum method method, text path, struct pair *parts, int *ret_parts, unsigned *ret_allow);

/* ---- one exchange: a request and its answer ---- */
struct exchange {
    struct request request;
    struct reply reply;
    struct http *http;
    struct MHD_Connection *connection;
    struct arena *arena;
    const struct route *route;
    char *uri;                      /* raw, as it came */
    struct pair query[MOST_QUERY]; int query_count;
    struct pair parts[MOST_PARTS]; int part_count;
    char *body; size_t body_length, body_room;
    bool begun, ready, working, refused;
    struct MHD_Response *response; int status;
    struct upload upload; int upload_fd; void *upload_hash; unsigned char upload_head[64]; size_t upload_head_length;
    struct stream *stream;
    struct timespec started;
    struct exchange *next;
};

/* ---- server.c, work.c, stream.c, static.c, upload.c, metrics.c ---- */
struct queue { struct exchange *first, **last; int length, limit; pthread_cond_t more; };

struct http {
    struct http_options options;
    struct router *router;
    struct MHD_Daemon *daemon;
    int port;
    pthread_mutex_t lock;
    struct queue ordinary, slow;
    pthread_t *workers; int worker_count;
    bool stopping;
    int in_flight;
    struct hub *hub;
    struct metrics *metrics;
    char *certificate, *key;
};

void exchange_answer(struct exchange *e);                           /* reply → MHD response; any thread */
void exchange_problem(struct exchange *e, int status, text code, text english);   /* English N_ sentence; both languages in the body */
void exchange_free(struct exchange *e);
bool workers_start(struct http *http);
void workers_stop(struct http *http);
bool queue_put(struct http *http, struct exchange *e);              /* false: full */

bool static_answer(struct exchange *e);                             /* an asset; false: there is none */
struct MHD_Response *file_response(struct exchange *e, int *ret_status);
struct MHD_Response *bytes_response(struct exchange *e, const void *bytes, size_t size, int *ret_status);

bool upload_begin(struct exchange *e);
bool upload_more(struct exchange *e, const char *bytes, size_t size);
void upload_end(struct exchange *e);
void upload_drop(struct exchange *e);
text upload_type(const unsigned char *head, size_t length);         /* by first bytes */

struct hub *hub_new(int heartbeat_ms);
void hub_stop(struct hub *hub);                                     /* ends every stream */
void hub_free(struct hub *hub);
struct MHD_Response *stream_response(struct exchange *e);
void stream_forget(struct stream *stream);
int hub_streams(struct hub *hub);

struct metrics *metrics_new(const struct route *routes);
void metrics_count(struct metrics *metrics, const struct exchange *e, double ms);
void metrics_free(struct metrics *metrics);

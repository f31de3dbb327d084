/* inside.h — the rooms of http/ among themselves. */
#pragma once
#include <microhttpd.h>
#include <pthread.h>
#include <time.h>
#include "http/http.h"

enum {
    MOST_QUERY = 64, MOST_PARTS = 8,
    HEADER_LIMIT = 32 * 1024,               /* names and values together; above: 431 */
    CONNECTION_MEMORY = 64 * 1024,          /* the library's pool: headers, its own notes about them, the answer's headers */
    BODY_LIMIT = 256 * 1024,
    READ_ON = 64 * 1024 * 1024,             /* a refused body up to this size is read and thrown away: who still sends when we hang up loses the answer
                                             * with the connection. Above it, announced, we answer at once; in chunks we hang up, as the library takes no
                                             * answer in the middle of a body */
};

struct pair { text name, value; };

/* What only tests change; http_start uses `usual_tuning`. */
struct tuning { int heartbeat_ms, queue_limit, line_limit, drain_ms, timeout_seconds; };
extern const struct tuning usual_tuning;
struct http *http_start_tuned(const struct http_options *options, const struct tuning *tuning, text *ret_why);

/* ---- parse.c: texts from outside, pure; fuzzed ---- */
/* Percent-decoding into the arena. False: not UTF-8, a NUL, or a broken escape. `plus`: '+' means a blank (query). */
bool http_decode(struct arena *arena, const char *from, size_t length, bool plus, text *ret_text);
bool path_clean(text path);                                         /* begins with '/', no ".." segment, no control characters */
int query_pairs(struct arena *arena, text query, struct pair *pairs, int room);    /* -1: malformed or more than `room` */
text cookie_value(struct arena *arena, text header, text name);
bool host_right(text host);                                         /* a name or address with a port, nothing a URL could hide in */
/* "bytes=…" against a size. 1: one range, 0: none or not understood (send all), -1: cannot be satisfied. */
int range_of(text header, int64_t size, int64_t *ret_first, int64_t *ret_last);
int quality_of(text header, text encoding);                         /* Accept-Encoding, 0 (no) .. 1000; an encoding not named counts as "*" */
bool etag_among(text header, text etag);                            /* If-None-Match, weak comparison (RFC 9110 §8.8.3.2) */
text last_address(struct arena *arena, text forwarded);             /* the right-most of X-Forwarded-For; NULL: no IP address */
text plain_file_name(struct arena *arena, text name);               /* without folders and control characters */

/* ---- router.c ---- */
struct router;
struct router *router_new(const struct route *routes);
void router_free(struct router *router);
/* The route for method and path; parts are filled with what ":name" and "*rest" matched. NULL: *ret_allow has the methods there
 * are, a bit each (0: no such path). */
const struct route *router_find(const struct router *router, struct arena *arena, enum method method, text path, struct pair *parts,
                                int *ret_parts, unsigned *ret_allow);

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
    size_t thrown_away;             /* of a refused body */
    bool begun, counted, head, working, refused, hang_up;
    text allow;                     /* 405: the methods there are */
    struct MHD_Response *response; int status;
    int64_t bytes;                  /* of the answer's body, for the log */
    struct upload upload; int upload_fd; struct sealing *sealing;
    struct stream *stream;
    struct timespec started;
    struct exchange *next;
};

/* ---- server.c: the library's side; start.c: beginning and end ---- */
struct queue { struct exchange *first, **last; int length, limit; pthread_cond_t more; };

struct http {
    struct http_options options;
    struct tuning tuning;
    struct router *router;
    struct MHD_Daemon *daemon;
    int port, asset_count;
    pthread_mutex_t lock;           /* guards everything below */
    struct queue ordinary, line;
    pthread_t *workers; int worker_count;
    bool draining;                  /* no new requests */
    bool stopping;                  /* workers go home */
    int in_flight;                  /* requests whose headers are in and whose answer has not left; open streams are not counted */
    struct hub *hub;
    struct metrics *metrics;
    char *certificate, *key;
};

enum MHD_Result server_handle(void *data, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
                              const char *body, size_t *body_size, void **own);
void *server_begins(void *data, const char *uri, struct MHD_Connection *connection);
void server_completed(void *data, struct MHD_Connection *connection, void **own, enum MHD_RequestTerminationCode why);
void flight_ends(struct exchange *e);       /* the answer has left, or became a stream */

/* ---- guard.c: what is refused before a handler runs. False: the answer is in `e`. ---- */
bool guard_refuse(struct exchange *e, int status, text code, text english);
bool guard_request(struct exchange *e, const char *method);
bool guard_too_large(struct exchange *e);
size_t body_limit(const struct exchange *e);

/* ---- answer.c, static.c: replies to responses; any thread ---- */
void exchange_answer(struct exchange *e);
void exchange_problem(struct exchange *e, int status, text code, text english);   /* English N_ sentence; both languages in the body */
bool static_answer(struct exchange *e);                             /* an asset; false: there is none */
struct MHD_Response *file_response(struct exchange *e);             /* NULL: no such file; with status 500: it is damaged */
struct MHD_Response *no_body(struct exchange *e, int status);

/* ---- work.c ---- */
bool workers_start(struct http *http);
void workers_stop(struct http *http);       /* waits for running handlers; what still waits in a queue is answered 503 */
bool queue_put(struct http *http, struct exchange *e);              /* false: full */

/* ---- upload.c ---- */
bool upload_begin(struct exchange *e);
bool upload_more(struct exchange *e, const char *bytes, size_t size);
bool upload_end(struct exchange *e);        /* waits for the disk: on a worker's thread */
void upload_drop(struct exchange *e);
/* By content: the first bytes, and for containers where their list of contents is. */
struct sealed_file;
text upload_type(struct sealed_file *file);

/* ---- stream.c ---- */
struct hub *hub_new(int heartbeat_ms);
void hub_stop(struct hub *hub);             /* ends every stream */
void hub_free(struct hub *hub);
struct MHD_Response *stream_response(struct exchange *e);
void stream_forget(struct stream *stream);
int hub_streams(struct hub *hub);

/* ---- metrics.c ---- */
struct metrics *metrics_new(const struct route *routes);
void metrics_count(struct metrics *metrics, const struct exchange *e, double ms);
void metrics_free(struct metrics *metrics);

/* http.h — the web server: libmicrohttpd, routes, limits and guards (CSTACK.md §1). It knows no record and no database.
 *
 * Two epoll threads parse, enforce the limits, send static files and event streams; a pool of workers runs the handlers, which
 * are plain blocking code: one request, one answer. A full queue answers 503 with Retry-After.
 *
 * Guards before a handler runs: exactly one Host; at most one of Content-Length and Transfer-Encoding, never twice; headers
 * ≤ 32 KB (431); body ≤ the route's limit (413), by length and when chunked; a path that is valid percent-encoded UTF-8 without
 * NUL and without ".." (400); unknown path 404, known path with another method 405 with Allow; a state-changing request needs
 * Origin or Sec-Fetch-Site of our own site when it carries a cookie (403 cross-site). Every answer carries X-Request-Id,
 * X-Content-Type-Options: nosniff, Referrer-Policy, Content-Security-Policy. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

enum method { GET = 1, POST, PUT, PATCH, DELETE };

struct request {
    struct arena *arena;            /* lives until the answer has left */
    enum method method;
    text path;                      /* decoded, begins with "/" */
    text route;                     /* the pattern that matched, for logs and metrics */
    text id;                        /* request id: ours, 16 hex digits */
    text address;                   /* the client's, honouring X-Forwarded-For only from a trusted proxy */
    bool secure;                    /* TLS, or a trusted proxy says so */
    const char *body;               /* whole body for ordinary routes (NUL after it); NULL for uploads */
    size_t body_length;
    const struct upload *upload;    /* for routes with .upload */
    void *private_;                 /* http's own */
};

/* An upload streamed to a temporary file beside the store, sealed as it comes (base/sealed_file.h), while the BLAKE2b hash of its content was
 * computed. Size and type are the content's, too. */
struct upload { text path; text hash; int64_t size; text type; text file_name; };    /* type: by its first bytes, not by claim */

struct reply {
    int status;                     /* 200 when left 0 */
    text type;                      /* "application/json" when NULL */
    const char *body;               /* in the request's arena, or */
    size_t length;
    text file;                      /* a file to send (Range, ETag), sealed or plain; body ignored. One that is cut or changed is a 500, or the connection ends */
    text file_name;                 /* Content-Disposition: attachment; filename*=UTF-8''… */
    bool inline_;                   /* with file_name: inline instead of attachment */
    text cache;                     /* Cache-Control; "no-store" when NULL */
    text cookie;                    /* whole Set-Cookie value, NULL for none */
    text etag;
    int retry_after;                /* seconds; 0: none */
    bool stream;                    /* become an event stream: see http_stream_* */
    text location;
    int statements;                 /* what the handler asked of a database: for the log alone */
};

typedef void http_handler(void *context, const struct request *request, struct reply *reply);

/* ":name" in a pattern matches one segment, "*rest" the remainder. More exact patterns win over ":name". */
struct route {
    enum method method;
    text pattern;
    http_handler *run;
    size_t body_limit;              /* 0: 256 KB */
    bool upload;                    /* stream the body to a file instead of memory */
    bool quick;                     /* runs on the epoll thread: must never block (healthz) */
    bool wait_in_line;              /* goes to a queue of its own with two workers (argon2, exports) */
};

struct http_options {
    text listen;                    /* "127.0.0.1", "0.0.0.0", "::" */
    int port;                       /* 0: any free one, see http_port */
    text tls_certificate, tls_key;  /* PEM files, NULL: plain */
    text upload_folder;
    const unsigned char *file_key;  /* seals uploads, opens what is sent from disk; NULL: both are plain */
    text trusted_proxy;             /* address whose X-Forwarded-* is believed, NULL: nobody */
    text public_url;                /* "https://shop.example", NULL: from Host */
    text images_from;               /* other origins whose pictures a page may show ("https://t0.tianditu.gov.cn", blanks between), NULL: none */
    int workers;                    /* 0: max(4, 2 × cores) */
    const struct route *routes;     /* ends with a zero row */
    const struct asset *assets;     /* static files inside the binary, sorted by path; ends with a zero row */
    void *context;                  /* passed to every handler */
};

/* A web asset compiled into the binary: raw, gzip and brotli forms (NULL where it does not pay). */
struct asset { text path, type, etag; const unsigned char *raw, *gzip, *brotli; size_t raw_size, gzip_size, brotli_size; bool forever; };

struct http;
struct http *http_start(const struct http_options *options, text *ret_why);
int http_port(const struct http *http);
void http_stop(struct http *http);          /* no new requests; those in flight are finished (10 s at most); then frees */

/* A value of a form without a script (application/x-www-form-urlencoded) in the request's body, decoded UTF-8. NULL: not there, or not to be decoded. */
text http_form(const struct request *request, text name);

/* Values of the request. Missing: NULL. Query values are decoded UTF-8. */
text http_query(const struct request *request, text name);
/* A whole number: `otherwise` when the value is missing or empty, -1 when it is something else. */
int64_t http_query_number(const struct request *request, text name, int64_t otherwise);
text http_header(const struct request *request, text name);
text http_cookie(const struct request *request, text name);
text http_part(const struct request *request, text name);       /* what ":name" or "*rest" matched */
/* Every query pair in order; false at the end. */
bool http_query_at(const struct request *request, int index, text *ret_name, text *ret_value);

/* Event streams (text/event-stream). A handler sets reply->stream and `stream_key`; from then on the connection belongs to the
 * hub. `http_send` queues an event for every stream whose key test agrees; slow readers are dropped at 256 KB. A comment is sent
 * every 15 s so that dead clients are found. */
typedef bool http_stream_wants(void *key, text event, text data);
void http_stream(const struct request *request, struct reply *reply, void *key, http_stream_wants *wants, void (*free_key)(void *));
void http_send(struct http *http, text event, text data);

/* Prometheus text of the server: requests by route and status, latency histogram, queue depth, open streams. */
text http_metrics(struct http *http, struct arena *arena);

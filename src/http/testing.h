/* testing.h — a real server on a free port with a few routes, and a client that speaks bytes; for the tests of this folder. */
#pragma once
#include <stdatomic.h>
#include "http/inside.h"

struct site {
    struct http *http;
    struct arena *arena;
    char folder[64];                        /* uploads and files; goes with the site */
    atomic_int gate;                        /* /slow waits until it is 1 */
    atomic_int running, ended;              /* handlers of /slow and /line that began, and that are through */
    struct arena *told; struct upload last; bool kept;       /* of /upload, by its handler */
    atomic_int keys_freed;
};

/* Routes: see testing_test.c. NULL for what stays as usual. */
struct site *site_open(const struct http_options *options, const struct tuning *tuning);
void site_stop(struct site *site);          /* http_stop alone, once */
void site_close(struct site *site);

enum { CLIENT_ROOM = 1 << 20 };
struct client { int fd; size_t have; char *bytes; };
struct seen_answer { int status; text head, body; size_t length; bool closed; };      /* status 0: no answer */

struct client *dial(struct site *site);
void hang_up(struct client *client);
void say_bytes(struct client *client, const void *bytes, size_t length);
void say(struct client *client, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool hear_more(struct client *client);      /* some bytes; false at the end or after 5 s */
struct seen_answer hear(struct site *site, struct client *client);        /* the next answer, by length, chunks or the end */
text head_value(struct site *site, const struct seen_answer *answer, text name);       /* NULL: not there */

/* One request on a connection of its own. */
struct seen_answer ask(struct site *site, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct seen_answer get(struct site *site, text path, text more_headers);
bool wait_for(atomic_int *number, int value);       /* at most 5 s */

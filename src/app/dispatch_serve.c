/* dispatch_serve.c — see dispatch_serve.h. */
#include "app/dispatch_serve.h"
#include "app/dispatch_matrix.h"
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/log.h"
#include "http/http.h"

struct door {
    text listen, matrix, matrix_kind, matrix_cache;
    int port, threads, most_seconds, most_tasks, most_vehicles, most_body;
    struct matrix_source source;
    struct vroom_router router;
    atomic_bool closing;                     /* set once, read by the searches */
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- one request ---- */

static bool closing(void *context) { return atomic_load(&((struct door *)context)->closing); }

static void answer(struct reply *reply, int status, text body)
{
    reply->status = status;
    reply->body = body;
    reply->length = strlen(body);
}

static void post(void *context, const struct request *request, struct reply *reply)
{
    static const int statuses[] = { [0] = 200, [1] = 500, [2] = 400, [3] = 500, [VROOM_TOO_LARGE] = 413 };
    struct door *door = context;
    const struct vroom_house_rules rules = { .threads = door->threads, .seconds = door->most_seconds, .tasks = door->most_tasks, .vehicles = door->most_vehicles,
        .router = door->matrix ? &door->router : NULL, .now = now, .stop = closing, .context = door };
    int code;
    text body = vroom_serve(request->arena, &rules, request->body ? request->body : "", request->body_length, &code);
    answer(reply, statuses[code], body);
}

static void health(void *context, const struct request *request, struct reply *reply)
{
    (void)context;
    (void)request;
    answer(reply, 200, "");
}

/* ---- the door ---- */

struct flag { text name; size_t at; bool number; int least, most; };
#define NUMBER(flag, member, least, most) { flag, offsetof(struct door, member), true, least, most }
#define WORD(flag, member) { flag, offsetof(struct door, member), false, 0, 0 }
static const struct flag flags[] = {
    WORD("--listen", listen), WORD("--matrix", matrix), WORD("--matrix-kind", matrix_kind), WORD("--matrix-cache", matrix_cache),
    NUMBER("--port", port, 0, 65535), NUMBER("--threads", threads, 1, 64), NUMBER("--most-seconds", most_seconds, 1, 3600),
    NUMBER("--most-tasks", most_tasks, 1, 65535), NUMBER("--most-vehicles", most_vehicles, 1, 20000), NUMBER("--most-body", most_body, 1, 1024),
};
enum { FLAGS = sizeof flags / sizeof *flags };

static bool take(struct door *door, const struct flag *flag, text value)
{
    char *end;
    long number = strtol(value, &end, 10);
    if (!flag->number) { *(text *)((char *)door + flag->at) = value; return true; }
    if (*end || end == value || number < flag->least || number > flag->most) {
        fprintf(stderr, "%s takes a whole number from %d to %d, not %s.\n", flag->name, flag->least, flag->most, value);
        return false;
    }
    *(int *)((char *)door + flag->at) = (int)number;
    return true;
}

static bool read_flags(struct door *door, int argc, char **argv)
{
    for (int i = 0; i < argc; i += 2) {
        int k = 0;
        while (k < FLAGS && strcmp(flags[k].name, argv[i])) k++;
        if (k == FLAGS) { fprintf(stderr, "dispatch serve does not know %s.\n", argv[i]); return false; }
        if (i + 1 == argc) { fprintf(stderr, "%s needs a value.\n", argv[i]); return false; }
        if (!take(door, &flags[k], argv[i + 1])) return false;
    }
    return true;
}

int dispatch_serve(int argc, char **argv)
{
    struct door door = { .listen = "127.0.0.1", .matrix_kind = "", .port = 3000, .threads = 2, .most_seconds = 60, .most_tasks = 5000, .most_vehicles = 1000, .most_body = 16 };
    text why = "";
    int which;
    sigset_t ends;
    if (!read_flags(&door, argc, argv)) return 2;
    if (door.matrix && !matrix_source_read(&door.source, door.matrix, door.matrix_kind, door.matrix_cache)) return 2;
    door.source.stop = closing;
    door.source.context = &door;
    door.router = matrix_router(&door.source);
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);                             /* waited for below; the threads inherit it */
    signal(SIGPIPE, SIG_IGN);
    const struct route routes[] = {
        { .method = POST, .pattern = "/", .run = post, .body_limit = (size_t)door.most_body << 20, .wait_in_line = true },
        { .method = GET, .pattern = "/health", .run = health, .quick = true }, { 0 },
    };
    static const struct asset no_assets[] = { { 0 } };
    struct http *http = http_start(&(struct http_options){ .listen = door.listen, .port = door.port, .workers = 1, .routes = routes, .assets = no_assets, .context = &door }, &why);
    if (!http) {
        fprintf(stderr, "The server cannot start: %s\n", why);
        return 1;
    }
    printf("VROOM's JSON at http://%s:%d/\n", door.listen, http_port(http));
    fflush(stdout);
    sigwait(&ends, &which);
    log_line("stop", "\"why\":\"signal\"");
    atomic_store(&door.closing, true);
    http_stop(http);
    return 0;
}

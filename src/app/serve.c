/* serve.c — the server: from start to the last request. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "app/app.h"
#include "app/demo.h"
#include "base/log.h"
#include "record/file_seal.h"
#include "record/parts.h"

extern const struct asset web_assets[];

/* SIGTERM and Ctrl-C are waited for, not handled: the threads were started with them blocked. */
static void wait_for_end(const sigset_t *ends)
{
    int which;
    sigwait(ends, &which);
}

/* It goes into a header as it is: nothing but origins. */
static bool origins_only(text from)
{
    return !from || (*from && strspn(from, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.:/*- ") == strlen(from) && strstr(from, "://"));
}

static struct http *listen_on(struct house *h, const struct config *c, struct arena *arena, text *why)
{
    text uploads = arena_print(arena, "%s/uploads", c->data);
    if (!origins_only(c->map_from)) return *why = "--map-from wants origins like https://t0.tianditu.gov.cn, with blanks between several", NULL;
    return http_start(&(struct http_options){ .listen = c->listen, .port = c->port, .tls_certificate = c->tls_certificate, .tls_key = c->tls_key,
        .upload_folder = uploads, .file_key = house_file_key(h), .trusted_proxy = c->trusted_proxy, .public_url = c->public_url, .images_from = c->map_from, .routes = house_routes(h), .assets = web_assets, .context = h }, why);
}

static void greet(const struct http *http, const struct config *c)
{
    printf("掌家 Zhangjia %s  %s://%s:%d\n", version, c->tls_key ? "https" : "http", c->listen, http_port(http));
    if (strcmp(c->demo, "none"))
        printf("Demo logins are on the login page.\n");
    if (c->test_clock) printf("For tests: the clock goes by %s.\n", c->test_clock);
    fflush(stdout);
}

/* All of the new database on disk, once. */
static bool on_disk(const struct config *c)
{
    char path[1100];
    snprintf(path, sizeof path, "%s/zhangjia.db", c->data);
    int fd = c->database ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    bool well = c->database || (fd >= 0 && fsync(fd) == 0);
    if (fd >= 0) close(fd);
    if (!well) fprintf(stderr, "%s could not be written: %s\n", path, strerror(errno));
    return well;
}

/* ---- the demo company ---- */

static text mark_of(const struct config *c, char path[1100])
{
    snprintf(path, 1100, "%s/demo-is-loading", c->data);
    return path;
}

/* Who was interrupted while a demo company was loading finds half of one, which looks like a whole one to whoever logs in. */
static bool half_loaded(const struct config *c)
{
    char path[1100];
    if (access(mark_of(c, path), F_OK)) return false;
    fprintf(stderr, "Loading the demo company was interrupted. Begin with an empty --data folder%s.\n", c->database ? " and an empty database" : "");
    return true;
}

static bool mark(const struct config *c)
{
    char path[1100];
    int fd = open(mark_of(c, path), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0 && close(fd) == 0) return true;
    fprintf(stderr, "%s could not be written: %s\n", path, strerror(errno));
    return false;
}

static void unmark(const struct config *c)
{
    char path[1100];
    unlink(mark_of(c, path));
}

/* A demo company is thousands of steps. They do not wait for the disk each: they are taken in a house that is closed and safe on disk before anybody is served. Should the
 * power go meanwhile, or somebody not wait for its end, one begins again with an empty folder. */
static struct house *open_loaded(const struct config *c, const sigset_t *ends)
{
    if (half_loaded(c)) return NULL;
    struct house *h = app_open(c, true);
    if (!h || !demo_wanted(h, c)) return h;
    struct config unsynced = *c;
    unsynced.unsynced = true;
    app_close(h);
    h = mark(c) ? app_open(&unsynced, true) : NULL;
    pthread_sigmask(SIG_UNBLOCK, ends, NULL);           /* minutes for a large one: Ctrl-C ends it */
    bool well = h && demo_load(h, c);
    pthread_sigmask(SIG_BLOCK, ends, NULL);
    if (h) app_close(h);
    if (!well || !on_disk(c)) return NULL;
    unmark(c);
    return app_open(c, true);
}

/* Files that an earlier version kept plain are sealed by a job while people work. */
static void begin_by_sealing(struct house *h, const struct config *c)
{
    struct work *w = work_open(h, &the_system);
    db_write(house_db(h), w, file_seal_ask, NULL);
    work_close(w);
    left_behind_goes(c->data);
}

int serve(struct config *c, int argc, char **argv)
{
    (void)argc;
    (void)argv;
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    signal(SIGPIPE, SIG_IGN);

    struct house *h = open_loaded(c, &ends);
    text why = "";
    if (!h) return 1;
    struct arena *arena = arena_new();          /* what the server was told lives as long as it */
    struct http *http = jobs_start(h, 2, &why) ? listen_on(h, c, arena, &why) : NULL;
    if (!http) {
        fprintf(stderr, "The server cannot start: %s\n", why);
        app_close(h);
        arena_free(arena);
        return 1;
    }
    begin_by_sealing(h, c);
    house_serving(h, http);
    greet(http, c);
    wait_for_end(&ends);
    log_line("stop", "\"why\":\"signal\"");
    house_serving(h, NULL);
    http_stop(http);
    app_close(h);
    arena_free(arena);
    return 0;
}

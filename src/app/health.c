/* health.c — for those who watch the server: alive, ready, figures. */
#include <string.h>
#include "app/app.h"
#include "base/buf.h"
#include "record/answer.h"

static bool plain(struct work *w, struct reply *reply, int status, text body)
{
    (void)w;
    *reply = (struct reply){ .status = status, .type = "text/plain; charset=utf-8", .body = body, .length = strlen(body) };
    return true;
}

static bool alive(struct work *w, const struct request *q, struct reply *reply) { (void)q; return plain(w, reply, 200, "ok\n"); }

static bool one(struct work *w, void *data) { *(int64_t *)data = db_one(w, SQL("select 1"), NO_BIND, 0); return !failed(w); }
static bool ready(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    int64_t answer = 0;
    bool well = db_read(house_db(w->house), w, one, &answer) && answer == 1;
    work_clear(w);
    return plain(w, reply, well ? 200 : 503, well ? "ready\n" : "the database does not answer\n");
}

static bool figures(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    struct http *http = house_http(w->house);
    struct db_counts n = db_counts(house_db(w->house));
    struct buf out = buf_new(w->arena);
    if (http) buf_add(&out, http_metrics(http, w->arena));
    buf_print(&out, "db_works_total %lld\ndb_commits_total %lld\ndb_retries_total %lld\n", (long long)n.works, (long long)n.commits, (long long)n.retries);
    return plain(w, reply, 200, buf_text(&out));
}

static const struct call calls[] = {
    { .method = GET, .pattern = "/healthz", .open = true, .raw = alive, .help = "Is the process alive?" },
    { .method = GET, .pattern = "/readyz", .open = true, .raw = ready, .help = "Can it answer?" },
    { .method = GET, .pattern = "/metrics", .open = true, .raw = figures, .help = "Figures for Prometheus" },
};
const struct module health_module = { .name = "health", .label = "", MODULE_CALLS(calls) };

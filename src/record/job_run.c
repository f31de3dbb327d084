/* job_run.c — the threads behind jobs and tickers of one process, and the ear that hears what other processes did. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/log.h"
#include "base/random.h"
#include "record/engine_calls.h"
#include "record/job_own.h"
#include "record/parts.h"
#include "record/shape.h"

enum { MOST_WORKERS = 16, LOOK_EVERY_MS = 1000, KEEP_EVERY_MS = 20000, MOST_TICKERS = 100 };

struct runner {
    struct house *house;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    unsigned calls;                 /* how often somebody called: a call between look and sleep is not lost */
    bool stopping;
    char owner[40];
    int workers;
    pthread_t worker[MOST_WORKERS], clock;
};

static void call_all(struct runner *r)
{
    pthread_mutex_lock(&r->lock);
    r->calls++;
    pthread_cond_broadcast(&r->wake);
    pthread_mutex_unlock(&r->lock);
}

static unsigned calls_so_far(struct runner *r)
{
    pthread_mutex_lock(&r->lock);
    unsigned calls = r->calls;
    pthread_mutex_unlock(&r->lock);
    return calls;
}

static bool stopping(struct runner *r) { return __atomic_load_n(&r->stopping, __ATOMIC_ACQUIRE); }

/* Until somebody calls (after `seen`), at most `ms`. */
static void wait_for_call(struct runner *r, unsigned seen, int64_t ms)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += ms % 1000 * 1000000;
    if (until.tv_nsec >= 1000000000) { until.tv_sec++; until.tv_nsec -= 1000000000; }
    pthread_mutex_lock(&r->lock);
    while (!stopping(r) && r->calls == seen)
        if (pthread_cond_timedwait(&r->wake, &r->lock, &until)) break;
    pthread_mutex_unlock(&r->lock);
}

static void *work_on(void *data)
{
    struct runner *r = data;
    while (!stopping(r)) {
        unsigned seen = calls_so_far(r);
        struct job job = { .arena = arena_new() };
        bool found = job_claim(r->house, r->owner, &job);
        job.stopping = &r->stopping;
        if (found) job_run_claimed(&job);
        arena_free(job.arena);
        if (!found) wait_for_call(r, seen, LOOK_EVERY_MS);
    }
    return NULL;
}

/* ---- tickers ---- */

struct tick { const struct ticker *ticker; bool ran; };

/* The row is taken in the ticker's own transaction: whoever has it is alone, and what failed is due again. */
static bool tick(struct work *w, void *data)
{
    struct tick *t = data;
    t->ran = false;
    db_exec(w, SQL("insert into ticker (name, next_at, ran_at) values ($1, 0, 0) on conflict (name) do nothing"), BIND(txt(t->ticker->name)));
    int64_t mine = db_exec(w, SQL("update ticker set next_at = $2, ran_at = $3 where name = $1 and next_at <= $3"),
                           BIND(txt(t->ticker->name), num(w->now.ms + t->ticker->every), num(w->now.ms)));
    if (failed(w) || !mine) return !failed(w);
    t->ran = true;
    return t->ticker->run(w) && !failed(w);
}

static int64_t run_ticker(struct runner *r, const struct ticker *ticker)
{
    struct tick t = { .ticker = ticker };
    struct work *w = work_open(r->house, &the_system);
    bool well = db_write(house_db(r->house), w, tick, &t);
    int64_t next = well && (t.ran || ticker->every < SECONDS(30)) ? ticker->every : SECONDS(30);
    if (!well) log_line("ticker", "\"name\":%s,\"failure\":%d", log_quote(w->arena, ticker->name), (int)w->failure);
    next += w->now.ms;
    work_close(w);
    return next;
}

static int all_tickers(const struct house *house, const struct ticker **list)
{
    int n = 0;
    for (int i = 0; i < engine_ticker_count; i++) list[n++] = &engine_tickers[i];
    for (const struct module *const *m = house_modules(house); *m; m++)
        for (int i = 0; i < (*m)->ticker_count && n < MOST_TICKERS; i++) list[n++] = &(*m)->tickers[i];
    return n;
}

static bool keep_leases(struct work *w, void *owner)
{
    db_exec(w, SQL("update job set next_at = $2 where state = 2 and owner = $1"), BIND(txt(owner), num(w->now.ms + LEASE_MS)));
    return !failed(w);
}

/* Jobs that do not tell their progress for long keep their lease as long as this process lives. */
static void renew(struct runner *r)
{
    struct work *w = work_open(r->house, &the_system);
    db_write(house_db(r->house), w, keep_leases, r->owner);
    work_close(w);
}

/* By the house's clock, as the tickers' own rows are: a test that moves it a day ahead has the day's work done at once. */
static void *watch_clock(void *data)
{
    struct runner *r = data;
    const struct ticker *list[MOST_TICKERS];
    int64_t next[MOST_TICKERS] = { 0 }, renewed = house_now(r->house).ms;
    int n = all_tickers(r->house, list);
    while (!stopping(r)) {
        int64_t now = house_now(r->house).ms, soonest = now + LOOK_EVERY_MS;
        for (int i = 0; i < n && !stopping(r); i++) {
            if (next[i] <= now) next[i] = run_ticker(r, list[i]);
            if (next[i] < soonest) soonest = next[i];
        }
        if (now - renewed > KEEP_EVERY_MS) { renew(r); renewed = now; }
        int64_t pause = soonest - house_now(r->house).ms;
        if (pause > 0) wait_for_call(r, calls_so_far(r), pause);
    }
    return NULL;
}

/* ---- the ear ---- */

/* Notices read "event data"; see event.c, deadline.c, job.c. */
static void hear(void *data, text notice)
{
    struct runner *r = data;
    text space = strchr(notice, ' ');
    char event[20];
    if (!space || (size_t)(space - notice) >= sizeof event) return;
    memcpy(event, notice, (size_t)(space - notice));
    event[space - notice] = 0;
    if (!strcmp(event, "job") && strstr(space, "\"waiting\"")) call_all(r);
    if (!strcmp(event, "job") || !strcmp(event, "change") || !strcmp(event, "queue") || !strcmp(event, "message") || !strcmp(event, "presence")) house_send(r->house, event, space + 1);
}

static bool start_threads(struct runner *r)
{
    if (!r->workers) return true;
    if (pthread_create(&r->clock, NULL, watch_clock, r)) return false;
    for (int i = 0; i < r->workers; i++)
        if (pthread_create(&r->worker[i], NULL, work_on, r)) { r->workers = i; return false; }
    return true;
}

bool jobs_start(struct house *house, int workers, text *ret_why)
{
    struct runner *r = calloc(1, sizeof *r);
    if (!r || house->runner) { free(r); *ret_why = "the job runner is running already"; return false; }
    r->house = house;
    r->workers = workers < 0 ? 0 : workers > MOST_WORKERS ? MOST_WORKERS : workers;
    pthread_mutex_init(&r->lock, NULL);
    pthread_cond_init(&r->wake, NULL);
    unsigned char bytes[16];
    random_bytes(bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        r->owner[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
        r->owner[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
    house->runner = r;
    db_listen(house_db(house), hear, r);
    if (start_threads(r)) return true;
    *ret_why = "no thread for the job runner";
    jobs_stop(house);
    return false;
}

/* Jobs in the middle of their work end at their next job_progress and wait for the next process. */
void jobs_stop(struct house *house)
{
    struct runner *r = house->runner;
    if (!r) return;
    bool ran = r->workers > 0;
    __atomic_store_n(&r->stopping, true, __ATOMIC_RELEASE);
    call_all(r);
    for (int i = 0; i < r->workers; i++) pthread_join(r->worker[i], NULL);
    if (ran) pthread_join(r->clock, NULL);
    db_unlisten(house_db(house), r);
    house->runner = NULL;
    pthread_cond_destroy(&r->wake);
    pthread_mutex_destroy(&r->lock);
    free(r);
}

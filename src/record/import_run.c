/* import_run.c — the run: chunks short enough that nobody waits for them, begun again where they ended after a crash.
 *
 * Row by row, a wrong row is left out and told; all or nothing, it takes back what the chunks before it have made. */
#include <time.h>
#include "record/import_own.h"

struct chunk { struct import_task *task; int from, used; struct import_mark begun; };

static int64_t ticking_ms(void)
{
    struct timespec now;        /* how long the writer is held, not when: no rule reads it */
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct chunk_clock chunk_begins(void) { return (struct chunk_clock){ ticking_ms() }; }

bool chunk_over(struct work *w, struct chunk_clock clock)
{
    int64_t took = ticking_ms() - clock.begun;
    return took >= CHUNK_MOST_MS || (took >= CHUNK_LEAST_MS && db_wanted(w));
}

static int64_t next_position(struct work *w, int64_t batch)
{
    return db_one(w, SQL("select coalesce(max(position), 0) + 1 from import_record where batch = $1"), BIND(num(batch)), 1);
}

/* One transaction: rows until the time is up, and how far we are. */
static bool run_chunk(struct work *w, void *data)
{
    struct chunk *c = data;
    struct import_task *t = c->task;
    struct chunk_clock clock = chunk_begins();
    int64_t position = next_position(w, t->batch.id);
    w->actor = &t->actor;
    w->reason = "";
    import_rewind(t, &c->begun);
    for (c->used = 0; c->from + c->used < t->hand_count;) {
        if (!import_take_row(w, t, &t->in_hand[c->from + c->used], &position)) return false;
        c->used++;
        if (chunk_over(w, clock)) break;
    }
    struct import_batch now;
    if (!batch_load(w, t->batch.id, &now)) return false;
    if (now.state != BATCH_RUNNING) return refuse(w, "", N_("Something else has happened to this import meanwhile"));
    now.made = t->counts;
    now.done_row = t->in_hand[c->from + c->used - 1].number;
    now.done_rows += c->used;
    batch_write(w, &now);
    return errors_keep(w, t->batch.id, t->errors, t->error_count);
}

static bool run_in_hand(struct import_task *t)
{
    while (t->hand_done < t->hand_count) {
        struct chunk c = { .task = t, .from = t->hand_done, .begun = import_mark(t) };
        if (!job_write(t->job, run_chunk, &c)) return false;
        t->hand_done += c.used;
        if (!job_progress(t->job, t->counts.rows, t->total)) return false;
    }
    return true;
}

/* A run that begins again goes on behind the last row it has written. */
static void skip_done(struct import_task *t)
{
    while (t->hand_done < t->hand_count && t->in_hand[t->hand_done].number <= t->batch.done_row) t->hand_done++;
}

static bool run_all(struct import_task *t)
{
    t->counts = t->batch.made;
    while (task_refill(t)) {
        skip_done(t);
        if (!run_in_hand(t)) return false;
    }
    return !job_why(t->job);
}

struct ending { struct import_task *task; enum batch_state state; };

static bool put_end(struct work *w, void *data)
{
    const struct ending *e = data;
    struct import_batch now;
    w->actor = &e->task->actor;
    if (!batch_load(w, e->task->batch.id, &now)) return false;
    now.state = e->state;
    now.ended_at = w->now.ms;
    batch_write(w, &now);
    return !failed(w);
}

/* The business's No, or the person's: what was made goes again. A broken machine is tried once more instead. */
static bool must_take_back(const struct import_task *t, const struct job *job)
{
    if (t->batch.mode != IMPORT_ALL || job->lost) return false;
    bool stopped = job->stopping && __atomic_load_n(job->stopping, __ATOMIC_ACQUIRE);
    return job->cancelled || (!stopped && job->failure != FAULT && job->failure != AGAIN);
}

static void give_up(struct import_task *t)
{
    struct job *job = t->job;
    const struct sentence *why = job->why;
    enum failure failure = job->failure;
    bool over = job->cancelled || (failure != NO_FAILURE && failure != FAULT && failure != AGAIN);
    int64_t left = 0;
    if (must_take_back(t, job)) import_take_back(job, t->batch.id, &left, false);
    if (over) job_write(job, put_end, &(struct ending){ t, t->batch.mode == IMPORT_ALL ? BATCH_FAILED : BATCH_DONE });
    job->why = why;
    job->failure = failure;
}

bool import_run_job(struct job *job)
{
    struct import_task t;
    bool opened = task_open(&t, job, false);
    bool well = opened && run_all(&t) && job_write(job, put_end, &(struct ending){ &t, BATCH_DONE });
    if (well) job_result(job, import_result(&t));
    else if (t.batch.id) give_up(&t);
    task_close(&t);
    return well;
}

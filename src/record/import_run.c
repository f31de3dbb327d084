/* import_run.c — the run: chunks short enough that nobody waits for them, begun again where they ended after a crash.
 *
 * Row by row, a wrong row is left out and told; all or nothing, it takes back what the chunks before it have made. */
#include <string.h>
#include <time.h>
#include "record/import_own.h"

struct chunk { struct import_task *task; int from, used, error_count; int64_t errors_all; struct import_counts counts; };

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

struct attempt { struct import_task *task; struct import_row *row; const struct import_source_row *source; int64_t *position; enum outcome outcome; };

static bool attempt(struct work *w, void *data)
{
    struct attempt *a = data;
    if (!row_read(w, a->task, a->source, a->row) || !row_settle(w, a->row, &a->outcome)) return false;
    row_note(w, a->row, a->position);
    return !failed(w);
}

static void counted(struct import_counts *c, enum outcome outcome)
{
    if (outcome == ROW_CREATE) c->create++;
    else if (outcome == ROW_UPDATE) c->update++;
    else c->same++;
}

static bool one_row(struct work *w, struct chunk *c, const struct import_source_row *source, int64_t *position)
{
    struct import_task *t = c->task;
    struct import_row r = { .task = t, .source = source };
    struct attempt a = { t, &r, source, position, ROW_SAME };
    int64_t before = *position;
    bool well = t->batch.mode == IMPORT_ROWS ? db_part(w, attempt, &a) : attempt(w, &a);
    t->counts.rows++;
    if (well) return counted(&t->counts, a.outcome), true;
    if (!refused(w)) return false;
    *position = before;
    t->counts.wrong++;
    if (t->batch.mode == IMPORT_ALL) return false;
    row_errors(w, &r);
    return !failed(w);
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
    t->error_count = c->error_count;
    t->errors_all = c->errors_all;
    t->counts = c->counts;
    for (c->used = 0; c->from + c->used < t->hand_count;) {
        if (!one_row(w, c, &t->in_hand[c->from + c->used], &position)) return false;
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
        struct chunk c = { .task = t, .from = t->hand_done, .error_count = t->error_count, .errors_all = t->errors_all, .counts = t->counts };
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

static text result_of(struct import_task *t)
{
    struct json j = json_new(t->arena);
    write_object(&j, NULL);
    write_number(&j, "batch", t->batch.id);
    write_number(&j, "rows", t->counts.rows);
    write_number(&j, "create", t->counts.create);
    write_number(&j, "update", t->counts.update);
    write_number(&j, "same", t->counts.same);
    write_number(&j, "wrong", t->counts.wrong);
    write_end(&j, '}');
    return buf_text(&j.out);
}

bool import_run_job(struct job *job)
{
    struct import_task t;
    bool opened = task_open(&t, job, false);
    bool well = opened && run_all(&t) && job_write(job, put_end, &(struct ending){ &t, BATCH_DONE });
    if (well) job_result(job, result_of(&t));
    else if (t.batch.id) give_up(&t);
    task_close(&t);
    return well;
}

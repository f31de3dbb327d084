/* import_check.c — the dry run: every cell, every rule, every duplicate, and nothing is written but what was found. */
#include "record/import_own.h"

struct handful { struct import_task *task; struct import_mark begun; };

/* May be run again: everything it counts begins where the handful began. */
static bool check_handful(struct work *w, void *data)
{
    struct handful *h = data;
    struct import_task *t = h->task;
    w->actor = &t->actor;
    import_rewind(t, &h->begun);
    for (int i = 0; i < t->hand_count; i++)
        if (!import_take_row(w, t, &t->in_hand[i], NULL)) return false;
    return true;
}

static bool check_all(struct import_task *t)
{
    while (task_refill(t)) {
        struct handful h = { t, import_mark(t) };
        if (!job_read(t->job, check_handful, &h)) return false;
        if (!job_progress(t->job, t->counts.rows, t->total)) return false;
    }
    return !job_why(t->job);
}

static bool is_mapped(const struct import_task *t, int column)
{
    for (int i = 0; i < t->mapped_count; i++)
        if (t->columns[i] == column) return true;
    return false;
}

/* Next time the sheet is known: what its columns were, and which one that looked like something was left out by the person. One that
 * was merely not understood is asked about again: in another sheet it may be the only one of its kind. */
static bool remember_columns(struct work *w, const struct import_task *t)
{
    struct import_guess *guesses = take_many(w, struct import_guess, t->width);
    import_guess(w->arena, &t->targets, t->all_headers, t->width, NULL, NULL, guesses);
    for (int i = 0; i < t->width; i++)
        if (*guesses[i].target && !is_mapped(t, i)) import_remember(w, t->batch.shape, t->all_headers[i], LEFT_OUT);
    for (int i = 0; i < t->mapped_count; i++) import_remember(w, t->batch.shape, t->headers[i], t->mapped[i]->name);
    return !failed(w);
}

struct outcome_of_check { struct import_task *task; bool well; };

static bool keep(struct work *w, void *data)
{
    const struct outcome_of_check *o = data;
    struct import_batch *b = &o->task->batch;
    struct import_batch now;
    w->actor = &o->task->actor;
    if (!batch_load(w, b->id, &now)) return false;
    if (now.state != BATCH_CHECKING) return refuse(w, "", N_("Something else has happened to this import meanwhile"));
    now.state = o->well ? BATCH_CHECKED : BATCH_OPEN;
    now.counts = o->task->counts;
    batch_write(w, &now);
    if (o->well && !remember_columns(w, o->task)) return false;
    return errors_keep(w, b->id, o->task->errors, o->task->error_count);
}

bool import_check_job(struct job *job)
{
    struct import_task t;
    bool well = task_open(&t, job, true) && check_all(&t);
    if (t.batch.id && (well || job->failure != FAULT)) {
        const struct sentence *why = job->why;
        enum failure failure = job->failure;
        if (!job_write(job, keep, &(struct outcome_of_check){ &t, well })) well = false;
        else if (!well) { job->why = why; job->failure = failure; }
    }
    if (well) job_result(job, import_result(&t));
    task_close(&t);
    return well;
}

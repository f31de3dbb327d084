/* import_check.c — the dry run: every cell, every rule, every duplicate, and nothing is written but what was found. */
#include <string.h>
#include "record/import_own.h"

struct handful { struct import_task *task; int from, error_count; int64_t errors_all; struct import_counts counts; };

static void count(struct import_counts *c, enum outcome outcome)
{
    if (outcome == ROW_CREATE) c->create++;
    else if (outcome == ROW_UPDATE) c->update++;
    else c->same++;
}

static bool check_row(struct work *w, struct import_task *t, const struct import_source_row *source)
{
    struct import_row r;
    enum outcome outcome;
    t->counts.rows++;
    bool well = row_read(w, t, source, &r) && row_settle(w, &r, &outcome);
    if (well) count(&t->counts, outcome);
    else if (refused(w)) { row_errors(w, &r); t->counts.wrong++; }
    return !failed(w);
}

/* May be run again: everything it counts begins where the handful began. */
static bool check_handful(struct work *w, void *data)
{
    struct handful *h = data;
    struct import_task *t = h->task;
    w->actor = &t->actor;
    t->error_count = h->error_count;
    t->errors_all = h->errors_all;
    t->counts = h->counts;
    for (int i = h->from; i < t->hand_count; i++)
        if (!check_row(w, t, &t->in_hand[i])) return false;
    return true;
}

static bool check_all(struct import_task *t)
{
    while (task_refill(t)) {
        struct handful h = { t, 0, t->error_count, t->errors_all, t->counts };
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
    write_number(&j, "warned", t->counts.warned);
    write_end(&j, '}');
    return buf_text(&j.out);
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
    if (well) job_result(job, result_of(&t));
    task_close(&t);
    return well;
}

/* bring.c — see bring.h. */
#include "app/bring.h"
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "base/utf8.h"
#include "base/words.h"
#include "record/file.h"

enum { LOOKED_AT = 30 };

/* One transaction as the actor; the sentence of a No is kept. */
static bool inside(struct bring *b, db_run *run, bool writing)
{
    struct work *w = work_open(b->house, b->actor);
    bool well = writing ? db_write(house_db(b->house), w, run, b) : db_read(house_db(b->house), w, run, b);
    if (!well) b->why = arena_copy(b->arena, translate_with(b->arena, b->actor->language, w->failure == FAULT ? N_("Something broke; the log has the details") : w->message, w->failure == FAULT ? NULL : w->arguments));
    work_close(w);
    return well;
}

/* ---- jobs ---- */

struct asking { int64_t id; int64_t state; text message; struct arena *arena; };

static bool ask(struct work *w, void *data)
{
    struct asking *a = data;
    struct rows *row = db_query(w, SQL("select state, message from job where id = $1"), BIND(num(a->id)));
    a->state = JOB_FAILED;
    a->message = "";
    while (db_next(row)) {
        a->state = db_number(row, 0);
        a->message = arena_copy(a->arena, db_text(row, 1));
    }
    return !failed(w);
}

static bool run_here(struct house *house, int64_t id)
{
    struct job job = { .arena = arena_new() };
    bool found = job_claim_one(house, "command", id, &job);
    if (found) job_run_claimed(&job);
    arena_free(job.arena);
    return found;
}

bool bring_job(struct house *house, int64_t id, struct arena *arena, text *ret_why)
{
    struct asking a = { .id = id, .arena = arena };
    for (;;) {
        struct work *w = work_open(house, &the_system);
        bool well = db_read(house_db(house), w, ask, &a);
        work_close(w);
        *ret_why = a.message;
        if (!well || a.state == JOB_FAILED || a.state == JOB_CANCELLED) return false;
        if (a.state == JOB_DONE) return true;
        if (!run_here(house, id)) nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
    }
}

/* ---- a file becomes a batch ---- */

struct memory { struct work *w; text shape; };
static text remembered(void *data, text header)
{
    const struct memory *m = data;
    return import_remembered(m->w, m->shape, header);
}

static bool none_missing(struct work *w, const struct import_targets *targets, const struct import_guess *guesses, int count)
{
    for (int i = 0; i < targets->count; i++) {
        bool there = !targets->at[i].insist;
        for (int k = 0; k < count; k++) there |= !strcmp(guesses[k].target, targets->at[i].name);
        if (!there) return refuse(w, "columns", N_("No column is “{1}”"), translated(w, targets->at[i].label));
    }
    return true;
}

static bool guess_columns(struct work *w, struct bring *b)
{
    const struct sheet_row *head = &b->look.rows[b->look.header];
    const struct import_shape *shape = import_shape_of(w, b->shape);
    if (!shape) return false;
    struct import_targets targets = import_targets(w, shape);
    int n = head->cells[head->count - 1].column + 1;
    if (n > MOST_SHEET_COLUMNS) n = MOST_SHEET_COLUMNS;
    text *headers = take_many(w, text, n);
    struct import_guess *guesses = take_many(w, struct import_guess, n);
    struct memory memory = { w, b->shape };
    for (int i = 0; i < n; i++) headers[i] = sheet_cell(head, i).text ? utf8_trim(w->arena, sheet_cell(head, i).text) : "";
    import_guess(w->arena, &targets, headers, n, b->remembered ? remembered : NULL, b->remembered ? &memory : NULL, guesses);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    for (int i = 0; i < n; i++)
        if (*guesses[i].target) write_text(&j, print(w, "%d", i), guesses[i].target);
    write_end(&j, '}');
    b->seen.columns = arena_copy(b->arena, buf_text(&j.out));
    return !failed(w) && none_missing(w, &targets, guesses, n);
}

static bool begin(struct work *w, void *data)
{
    struct bring *b = data;
    if (!file_made(w, &b->upload)) return false;
    b->batch = import_begin(w, b->shape, b->upload.hash, b->upload.file_name);
    if (!b->batch || !batch_load(w, b->batch, &b->seen) || !guess_columns(w, b)) return false;
    b->seen.sheet = b->sheet;
    b->seen.header_row = b->look.rows[b->look.header].number;
    b->seen.mode = b->mode;
    if (b->existing) b->seen.existing = b->existing;
    batch_write(w, &b->seen);
    return !failed(w);
}

static bool look_at(struct bring *b)
{
    text why = "";
    struct sheet_book *book = sheet_open(b->arena, b->path, &why);
    bool well = book && b->sheet >= 0 && b->sheet < sheet_count(book);
    if (book && !well) why = N_("There is no such sheet");
    well = well && sheet_look(book, b->sheet, b->arena, LOOKED_AT, &b->look, &why);
    if (well && b->look.header < 0) { why = N_("No row of headings was found"); well = false; }
    sheet_close(book);
    if (!well) b->why = translate(b->actor->language, why);
    return well;
}

static bool keep(struct bring *b)
{
    struct work *w = work_open(b->house, &the_system);
    b->upload = (struct upload){ .path = b->path, .file_name = b->name, .type = b->type };
    bool well = file_measured(b->arena, &b->upload) && file_keep(w, &b->upload);
    work_close(w);
    if (!well) b->why = translate(b->actor->language, N_("The file could not be kept"));
    return well;
}

bool bring_open(struct bring *b)
{
    b->why = "";
    return look_at(b) && keep(b) && inside(b, begin, true);
}

/* ---- the two jobs ---- */

static bool start(struct work *w, struct bring *b, text kind, enum batch_state during)
{
    if (!batch_load(w, b->batch, &b->seen)) return false;
    b->seen.state = during;
    b->seen.job = job_add(w, kind, print(w, "{\"batch\":%lld}", (long long)b->batch));
    batch_write(w, &b->seen);
    return !failed(w);
}
static bool start_check(struct work *w, void *data) { return start(w, data, "import_check", BATCH_CHECKING); }
static bool start_run(struct work *w, void *data)
{
    db_exec(w, SQL("delete from import_error where batch = $1"), BIND(num(((struct bring *)data)->batch)));
    return start(w, data, "import_run", BATCH_RUNNING);
}

static bool look_again(struct work *w, void *data)
{
    struct bring *b = data;
    return batch_load(w, b->batch, &b->seen);
}

static bool through(struct bring *b, db_run *starting, enum batch_state after)
{
    b->why = "";
    if (!inside(b, starting, true)) return false;
    text why;
    bool well = bring_job(b->house, b->seen.job, b->arena, &why);
    if (!inside(b, look_again, false)) return false;
    if (!well || b->seen.state != after) b->why = *why ? why : translate(b->actor->language, N_("It did not come to its end"));
    return well && b->seen.state == after;
}

bool bring_check(struct bring *b) { return through(b, start_check, BATCH_CHECKED); }
bool bring_run(struct bring *b) { return through(b, start_run, BATCH_DONE); }

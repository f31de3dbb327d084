/* import_sheet.c — a batch in the database, and its sheet read in handfuls. */
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"
#include "record/file.h"
#include "record/import_own.h"
#include "record/input.h"

const char import_schema[] =
    "create table if not exists import_batch (id {number} primary key, shape {text} not null, file {text} not null, file_name {text} not null, columns {text} not null, "
    "branch {number} not null, account {number} not null, state {number} not null, mode {number} not null, existing {number} not null, sheet {number} not null, "
    "header_row {number} not null, done_row {number} not null, done_rows {number} not null, job {number} not null, created_at {number} not null, ended_at {number} not null, "
    "row_count {number} not null, creates {number} not null, updates {number} not null, sames {number} not null, wrongs {number} not null, warnings {number} not null, "
    "made_rows {number} not null, made_creates {number} not null, made_updates {number} not null, made_sames {number} not null, made_wrongs {number} not null);"
    "create index if not exists import_batch_account on import_batch (account, created_at);"
    "create table if not exists import_error (batch {number} not null, position {number} not null, row_number {number} not null, column_number {number} not null, "
    "field {text} not null, value {text} not null, message {text} not null, warning {number} not null, primary key (batch, position));"
    "create table if not exists import_line (batch {number} not null, row_number {number} not null, shape {text} not null, hash {text} not null, primary key (batch, row_number));"
    "create index if not exists import_line_hash on import_line (hash, shape);"
    "create table if not exists import_record (batch {number} not null, position {number} not null, row_number {number} not null, type {text} not null, "
    "record {number} not null, version {number} not null, earlier {text} not null, stays {number} not null, primary key (batch, position));"
    "create index if not exists import_record_record on import_record (record);"
    "create table if not exists import_mapping (shape {text} not null, header {text} not null, target {text} not null, changed_at {number} not null, primary key (shape, header));";

text batch_state_word(enum batch_state state)
{
    static const text words[] = { "", "open", "checking", "checked", "running", "done", "failed", "undoing", "undone" };
    return words[state];
}

static void from_row(struct rows *row, struct import_batch *b)
{
    *b = (struct import_batch){ .id = db_number(row, 0), .shape = db_text(row, 1), .file = db_text(row, 2), .file_name = db_text(row, 3), .columns = db_text(row, 4),
        .branch = db_number(row, 5), .account = db_number(row, 6), .state = (enum batch_state)db_number(row, 7), .mode = (enum import_mode)db_number(row, 8),
        .existing = (enum import_existing)db_number(row, 9), .sheet = (int)db_number(row, 10), .header_row = db_number(row, 11), .done_row = db_number(row, 12),
        .done_rows = db_number(row, 13), .job = db_number(row, 14), .ended_at = db_number(row, 15),
        .counts = { db_number(row, 16), db_number(row, 17), db_number(row, 18), db_number(row, 19), db_number(row, 20), db_number(row, 21) },
        .made = { db_number(row, 22), db_number(row, 23), db_number(row, 24), db_number(row, 25), db_number(row, 26), 0 } };
}

/* Whoever made it, and who acts in its branch and may make such records herself. */
bool batch_load(struct work *w, int64_t id, struct import_batch *b)
{
    struct rows *row = db_query(w, SQL("select id, shape, file, file_name, columns, branch, account, state, mode, existing, sheet, header_row, done_row, done_rows, job, ended_at, "
                                       "row_count, creates, updates, sames, wrongs, warnings, made_rows, made_creates, made_updates, made_sames, made_wrongs from import_batch where id = $1"),
                                BIND(num(id)));
    b->id = 0;
    while (db_next(row)) from_row(row, b);
    if (failed(w)) return false;
    if (b->id && in_scope(w, b->branch)) {
        const struct import_shape *shape = import_shape_of(w, b->shape);
        if (!shape) return false;
        if (import_allowed(w, shape)) return true;
    }
    return refuse_as(w, NOT_FOUND, "", N_("There is no such import"));
}

void batch_write(struct work *w, const struct import_batch *b)
{
    db_exec(w, SQL("update import_batch set columns = $2, state = $3, mode = $4, existing = $5, sheet = $6, header_row = $7, done_row = $8, done_rows = $9, job = $10, ended_at = $11, "
                   "row_count = $12, creates = $13, updates = $14, sames = $15, wrongs = $16, warnings = $17, made_rows = $18, made_creates = $19, made_updates = $20, "
                   "made_sames = $21, made_wrongs = $22 where id = $1"),
            BIND(num(b->id), txt(b->columns), num(b->state), num(b->mode), num(b->existing), num(b->sheet), num(b->header_row), num(b->done_row), num(b->done_rows), num(b->job),
                 num(b->ended_at), num(b->counts.rows), num(b->counts.create), num(b->counts.update), num(b->counts.same), num(b->counts.wrong), num(b->counts.warned),
                 num(b->made.rows), num(b->made.create), num(b->made.update), num(b->made.same), num(b->made.wrong)));
}

/* ---- the task of a job ---- */

int64_t task_batch_id(const struct job *job)
{
    text at = strstr(job_arguments(job), "\"batch\":");
    return at ? strtoll(at + 8, NULL, 10) : 0;
}

static bool say_no(struct work *w, void *sentence) { return refuse(w, "", (text)sentence); }
bool job_refused(struct job *job, text sentence)
{
    job_read(job, say_no, (void *)(uintptr_t)sentence);
    return false;
}

/* Everything declared: what the person may do was asked when she asked for the job. */
static int all_words(struct work *w, const text **ret)
{
    int n = 0, room = 0;
    const struct module *const *m;
    for (m = house_modules(w->house); *m; m++) room += (*m)->capability_count;
    text *words = take_many(w, text, room);
    for (m = house_modules(w->house); *m; m++)
        for (int i = 0; i < (*m)->capability_count; i++) {
            int k = n++;
            for (; k > 0 && strcmp(words[k - 1], (*m)->capabilities[i].word) > 0; k--) words[k] = words[k - 1];
            words[k] = (*m)->capabilities[i].word;
        }
    *ret = words;
    return n;
}

static void keep_batch(struct arena *arena, struct import_batch *b)
{
    b->shape = arena_copy(arena, b->shape);
    b->file = arena_copy(arena, b->file);
    b->file_name = arena_copy(arena, b->file_name);
    b->columns = arena_copy(arena, b->columns);
}

struct opening { struct import_task *task; text path; };

static bool open_batch(struct work *w, void *data)
{
    struct opening *o = data;
    struct import_task *t = o->task;
    if (!batch_load(w, task_batch_id(t->job), &t->batch)) return false;
    keep_batch(t->arena, &t->batch);
    o->path = arena_copy(t->arena, file_facts(w, t->batch.file).path);
    if (!*o->path) return refuse(w, "", N_("The file of this import is no longer there; upload it again"));
    struct arena *of_work = w->arena;
    w->arena = t->arena;                /* shape, targets and words are needed as long as the job runs */
    int64_t *branches = take(w, int64_t);
    *branches = t->batch.branch;
    t->actor = (struct actor){ .user = t->batch.account, .name = "", .language = w->language, .branches = branches, .branch_count = 1, .home = t->batch.branch };
    t->actor.can_count = all_words(w, &t->actor.can);
    t->shape = import_shape_of(w, t->batch.shape);
    t->targets = t->shape ? import_targets(w, t->shape) : (struct import_targets){ 0 };
    w->arena = of_work;
    return !failed(w);
}

static bool map_columns(struct import_task *t)
{
    json_error_t error;
    json_t *tree = json_loads(t->batch.columns, 0, &error), *value;
    text key;
    json_object_foreach(tree, key, value) {
        const struct import_target *target = json_is_string(value) ? import_target(&t->targets, json_string_value(value)) : NULL;
        if (!target || t->mapped_count == MOST_SHEET_COLUMNS) continue;
        t->mapped[t->mapped_count] = target;
        t->columns[t->mapped_count++] = (int)strtol(key, NULL, 10);
    }
    json_decref(tree);
    return t->mapped_count > 0;
}

static int64_t count_rows(struct import_task *t)
{
    text why;
    struct sheet_row row;
    int64_t n = 0;
    struct sheet_rows *rows = sheet_rows(t->book, t->batch.sheet, 0, &why);
    while (rows && sheet_next(rows, &row)) n += row.number > t->batch.header_row;
    sheet_rows_close(rows);
    return n;
}

bool task_open(struct import_task *t, struct job *job, bool dry)
{
    *t = (struct import_task){ .job = job, .arena = job_arena(job), .dry = dry, .seen = seen_new(), .chunk = arena_new() };
    t->errors = arena_take(t->arena, sizeof *t->errors * MOST_ERRORS_KEPT);
    for (int i = 0; i < MOST_SHEET_COLUMNS; i++) t->headers[i] = t->all_headers[i] = "";
    struct opening o = { t, "" };
    if (!job_read(job, open_batch, &o)) return false;
    if (!map_columns(t)) return job_refused(job, N_("Say first which column means what"));
    text why;
    t->book = sheet_open_sealed(t->arena, o.path, house_file_key(job_house(job)), &why);
    if (!t->book) return job_refused(job, why);
    t->total = count_rows(t);
    t->rows = sheet_rows(t->book, t->batch.sheet, 0, &why);
    return t->rows || job_refused(job, why);
}

void task_close(struct import_task *t)
{
    sheet_rows_close(t->rows);
    sheet_close(t->book);
    seen_free(t->seen);
    arena_free(t->chunk);
}

static void take_row(struct import_task *t, const struct sheet_row *row)
{
    struct import_source_row *into = &t->in_hand[t->hand_count++];
    *into = (struct import_source_row){ row->number, arena_take(t->chunk, sizeof *into->cells * (size_t)t->mapped_count) };
    for (int i = 0; i < t->mapped_count; i++) {
        struct sheet_cell cell = sheet_cell(row, t->columns[i]);
        into->cells[i] = (struct import_cell){ arena_copy(t->chunk, cell.text), cell.kind, cell.worn, cell.number };
    }
}

static void take_headers(struct import_task *t, const struct sheet_row *row)
{
    for (int i = 0; i < t->mapped_count; i++) t->headers[i] = utf8_trim(t->arena, sheet_cell(row, t->columns[i]).text);
    for (int i = 0; i < row->count; i++) {
        int column = row->cells[i].column;
        if (column >= MOST_SHEET_COLUMNS) continue;
        t->all_headers[column] = utf8_trim(t->arena, row->cells[i].text);
        if (column >= t->width) t->width = column + 1;
    }
}

bool task_refill(struct import_task *t)
{
    struct sheet_row row;
    t->hand_count = t->hand_done = 0;
    arena_reset(t->chunk);
    while (!t->sheet_over && t->hand_count < MOST_ROWS_READ) {
        if (!sheet_next(t->rows, &row)) { t->sheet_over = true; break; }
        if (row.number == t->batch.header_row) take_headers(t, &row);
        if (row.number > t->batch.header_row) take_row(t, &row);
    }
    text why = t->sheet_over ? sheet_rows_why(t->rows) : "";
    if (*why) return t->hand_count = 0, job_refused(t->job, why);
    return t->hand_count > 0;
}

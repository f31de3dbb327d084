/* import_own.h — what the import_*.c files share. For record/ only. */
#pragma once
#include "base/json.h"
#include "record/actor.h"
#include "record/convert.h"
#include "record/import.h"
#include "record/job_own.h"
#include "record/parts.h"
#include "sheet/sheet.h"

enum { MOST_SHEET_COLUMNS = 200, MOST_ERRORS_KEPT = 2000, MOST_ROWS_READ = 400 };

/* A chunk holds SQLite's writer. It ends at once when somebody waits and it has done a little; otherwise it goes on, as each commit writes the
 * same pages of the search index once more (a third of an import's time with chunks of 35 ms). */
enum { CHUNK_LEAST_MS = 20, CHUNK_MOST_MS = 100 };
struct chunk_clock { int64_t begun; };
struct chunk_clock chunk_begins(void);
bool chunk_over(struct work *w, struct chunk_clock clock);

/* ---- columns (import_columns.c) ---- */

/* Where a column's text goes: a shape's own reader or a part's field. */
struct import_target { text name, label, also; bool required, insist; import_read *read; int part; const struct field *field; };
struct import_targets { const struct import_target *at; int count; };

const struct import_shape *import_shape_of(struct work *w, text name);              /* NULL: refused as not found */
const struct import_shape *import_shape_at(struct work *w, int index);              /* the modules', then the types'; NULL: the end */
bool import_allowed(struct work *w, const struct import_shape *shape);              /* may the actor create all its parts? */
struct import_targets import_targets(struct work *w, const struct import_shape *shape);
const struct import_target *import_target(const struct import_targets *targets, text name);
bool import_linked(const struct import_part *part, text field);                      /* is it set by a link? */
text header_normal(struct arena *arena, text header);       /* without blanks, signs, remarks in brackets; small letters */

struct import_guess { text target; bool sure; };
/* One guess for each header; no target twice. `remembered`: header → name, "" or LEFT_OUT; NULL: by the words alone. */
void import_guess(struct arena *arena, const struct import_targets *targets, const text *headers, int count,
                  text (*remembered)(void *data, text header), void *data, struct import_guess *guesses);
bool import_remember(struct work *w, text shape, text header, text target);
#define LEFT_OUT "-"
text import_remembered(struct work *w, text shape, text header);                    /* "" nothing */

/* ---- a batch and its sheet (import_sheet.c) ---- */

enum batch_state { BATCH_OPEN = 1, BATCH_CHECKING, BATCH_CHECKED, BATCH_RUNNING, BATCH_DONE, BATCH_FAILED, BATCH_UNDOING, BATCH_UNDONE };
enum import_mode { IMPORT_ALL = 1, IMPORT_ROWS };
enum import_existing { EXISTING_FILL = 1, EXISTING_OVERWRITE, EXISTING_SKIP };

struct import_counts { int64_t rows, create, update, same, wrong, warned; };
struct import_batch {
    int64_t id, branch, account;
    text shape, file, file_name, columns;       /* columns: {"0":"person.name"} */
    enum batch_state state;
    enum import_mode mode;
    enum import_existing existing;
    int sheet;
    int64_t header_row, done_row, done_rows, ended_at, job;
    struct import_counts counts, made;          /* of the dry run, of the run */
};
bool batch_load(struct work *w, int64_t id, struct import_batch *ret_batch);     /* refused when it is not the actor's to see */
void batch_write(struct work *w, const struct import_batch *batch);
text batch_state_word(enum batch_state state);
/* For a program that brings a file itself (demo data): an open batch of the actor's branch, as the call makes one. 0: refused. */
int64_t import_begin(struct work *w, text shape, text hash, text name);

struct import_cell { text value; enum sheet_kind kind; bool worn; double number; };
struct import_source_row { int64_t number; struct import_cell *cells; };            /* one per mapped column */

struct import_error { int64_t row; int column; text field, value, message; const text *arguments; bool warning; };

/* One job's work on a batch. */
struct import_task {
    struct job *job;
    struct import_batch batch;
    const struct import_shape *shape;
    struct import_targets targets;
    struct arena *arena;            /* the job's */
    struct actor actor;             /* who asked for it, with the batch's branch alone; what she may was asked when it was made */
    const struct import_target *mapped[MOST_SHEET_COLUMNS]; int columns[MOST_SHEET_COLUMNS]; text headers[MOST_SHEET_COLUMNS]; int mapped_count;
    text all_headers[MOST_SHEET_COLUMNS]; int width;            /* of the columns that go nowhere, too */
    struct sheet_book *book;
    struct sheet_rows *rows;
    struct arena *chunk;            /* of the rows in hand */
    struct import_source_row in_hand[MOST_ROWS_READ]; int hand_count, hand_done;
    bool sheet_over;
    int64_t total;
    struct seen *seen;
    struct import_error *errors; int error_count; int64_t errors_all;
    struct import_counts counts;
    bool dry;
};
/* Reads the batch and opens its sheet. False: the job has why. Close in any case. */
bool task_open(struct import_task *task, struct job *job, bool dry);
void task_close(struct import_task *task);
bool task_refill(struct import_task *task);     /* the next rows into hand; false: none are left, or broken (the job has why) */
int64_t task_batch_id(const struct job *job);
bool job_refused(struct job *job, text sentence);           /* keeps it as the job's why; false */

/* ---- one row (import_row.c, import_find.c) ---- */

enum outcome { ROW_SAME = 1, ROW_UPDATE, ROW_CREATE };

struct import_row {
    struct import_task *task;
    const struct import_source_row *source;
    void *draft[MOST_PARTS];
    bool has[MOST_PARTS], *given[MOST_PARTS];
    int64_t taken[MOST_PARTS], id[MOST_PARTS];      /* id: of the record, a provisional one in the dry run */
    bool created[MOST_PARTS], changed[MOST_PARTS];
    text before[MOST_PARTS];                        /* what was changed, as it was: JSON; NULL */
    text hash;
    bool said_before;                               /* import_says_again */
    void *notes;
    text reading;                                   /* the column being read */
};
/* False: the work carries why (wrong fields named "part.field" or by the column). */
bool row_read(struct work *w, struct import_task *task, const struct import_source_row *source, struct import_row *ret_row);
bool row_settle(struct work *w, struct import_row *row, enum outcome *ret_outcome);
/* The work's failure becomes errors of the row; the work is clear again. */
void row_errors(struct work *w, struct import_row *row);
void task_error(struct import_task *task, const struct import_error *error);
bool refused(const struct work *w);                 /* the business's No, not the machine's */

struct seen;
struct seen *seen_new(void);
void seen_free(struct seen *seen);
/* The first row that said the same of the same matter, 0 when this is the first; `ret_extra` is what it noted then. */
int64_t seen_first(struct seen *seen, text matter, text value, int64_t row, uint64_t extra, uint64_t *ret_extra);
bool seen_known(const struct seen *seen, text matter, text value, uint64_t *ret_extra);
uint64_t seen_hash(text from);

/* By a key of the part. 0: nothing; -1: several. */
int64_t import_find(struct work *w, const struct import_part *part, const void *draft, text key);
text import_key_text(struct work *w, const struct record_type *type, const void *draft, text key);     /* "" when a member is missing */
bool field_blank(const struct field *field, const void *record);

/* Whatever the row did becomes lines of the batch. In the transaction that did it. */
void row_note(struct work *w, const struct import_row *row, int64_t *position);

/* ---- a row taken (import_take.c) ---- */

/* What a transaction that is run again goes back to. */
struct import_mark { int error_count; int64_t errors_all; struct import_counts counts; };
struct import_mark import_mark(const struct import_task *task);
void import_rewind(struct import_task *task, const struct import_mark *mark);
/* Reads, settles and counts one row, and in the run notes it behind `position` (the dry run has none). A wrong row becomes errors and the
 * others go on, but all or nothing its refusal stays with the work. False: the work carries why. */
bool import_take_row(struct work *w, struct import_task *task, const struct import_source_row *source, int64_t *position);
text import_result(struct import_task *task);                   /* the job's, in the task's arena */
void import_write_counts(struct json *json, const struct import_counts *counts);

/* ---- the jobs ---- */
bool import_check_job(struct job *job);
bool import_run_job(struct job *job);
bool import_undo_job(struct job *job);
/* Takes back what a batch made; `ret_left` counts what could not be. False: the job has why. */
bool import_take_back(struct job *job, int64_t batch, int64_t *ret_left, bool telling);
/* Titles of what was changed since, or is used by others: "" when all may be undone. In a read transaction. */
text import_changed_since(struct work *w, int64_t batch, int *ret_count);
/* What was kept of a batch's mistakes, by row, in the work's language; how many. */
struct import_told { int64_t row; int column; text field, value, message; bool warning; };
int import_errors_read(struct work *w, int64_t batch, int limit, struct import_told **ret);
text import_column_letters(struct work *w, int column);     /* 0 is A, 26 is AA; "" below 0 */
bool errors_keep(struct work *w, int64_t batch, const struct import_error *errors, int count);

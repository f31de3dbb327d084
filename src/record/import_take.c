/* import_take.c — one row taken, the same in the dry run and in the run; and from where to begin again when a transaction does. */
#include "record/import_own.h"

struct import_mark import_mark(const struct import_task *t) { return (struct import_mark){ t->error_count, t->errors_all, t->counts }; }

void import_rewind(struct import_task *t, const struct import_mark *mark)
{
    t->error_count = mark->error_count;
    t->errors_all = mark->errors_all;
    t->counts = mark->counts;
}

struct attempt { struct import_row *row; const struct import_source_row *source; int64_t *position; enum outcome outcome; };

static bool attempt(struct work *w, void *data)
{
    struct attempt *a = data;
    struct import_task *t = a->row->task;
    if (!row_read(w, t, a->source, a->row) || !row_settle(w, a->row, &a->outcome)) return false;
    if (!t->dry) row_note(w, a->row, a->position);
    return !failed(w);
}

static void count(struct import_counts *c, enum outcome outcome)
{
    if (outcome == ROW_CREATE) c->create++;
    else if (outcome == ROW_UPDATE) c->update++;
    else c->same++;
}

bool import_take_row(struct work *w, struct import_task *t, const struct import_source_row *source, int64_t *position)
{
    struct import_row r = { .task = t, .source = source };
    struct attempt a = { &r, source, position, ROW_SAME };
    int64_t before = position ? *position : 0;
    bool alone = !t->dry && t->batch.mode == IMPORT_ROWS;       /* a wrong row leaves nothing and the others go on */
    bool well = alone ? db_part(w, attempt, &a) : attempt(w, &a);
    t->counts.rows++;
    if (well) return count(&t->counts, a.outcome), true;
    if (!refused(w)) return false;
    if (position) *position = before;
    t->counts.wrong++;
    if (!t->dry && t->batch.mode == IMPORT_ALL) return false;
    row_errors(w, &r);
    return !failed(w);
}

text import_result(struct import_task *t)
{
    struct json j = json_new(t->arena);
    write_object(&j, NULL);
    write_number(&j, "batch", t->batch.id);
    import_write_counts(&j, &t->counts);
    write_end(&j, '}');
    return buf_text(&j.out);
}

void import_write_counts(struct json *j, const struct import_counts *c)
{
    write_number(j, "rows", c->rows);
    write_number(j, "create", c->create);
    write_number(j, "update", c->update);
    write_number(j, "same", c->same);
    write_number(j, "wrong", c->wrong);
    write_number(j, "warned", c->warned);
}

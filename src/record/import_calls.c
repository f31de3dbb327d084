/* import_calls.c — see import_calls.h. Sheets are read outside of transactions: nobody waits for somebody's file. */
#include "record/import_calls.h"
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "record/answer.h"
#include "record/file.h"
#include "record/import_own.h"
#include "record/input.h"

enum { LOOKED_AT = 30, SAMPLES = 3, MOST_SHEETS = 30 };

/* ---- opening ---- */

/* `header`: the row of headings of `sheet` as a person chose it; -1: as it was guessed. */
struct start { const struct request *request; const struct import_shape *shape; struct import_targets targets; text hash, path, name; int64_t id, header; int sheet; };

static bool take_file(struct work *w, struct start *s)
{
    struct file_facts facts = file_facts(w, s->hash);
    if (!strncmp(facts.type, "image/", 6) || !strcmp(facts.type, "application/pdf"))        /* GB18030 would read nearly anything */
        return refuse(w, "file", N_("This is a picture or a PDF, whatever it is called. Choose the .xlsx or .csv itself"));
    s->path = facts.path;
    s->name = facts.name;
    s->targets = import_targets(w, s->shape);
    return !failed(w);
}

static bool begin(struct work *w, void *data)
{
    struct start *s = data;
    text hash = http_query(s->request, "file");
    s->shape = import_shape_of(w, http_part(s->request, "type"));
    if (!s->shape) return false;
    if (!import_allowed(w, s->shape)) return refuse_as(w, FORBIDDEN, "", N_("This is not among your tasks; ask your manager"));
    s->hash = hash ? hash : "";
    if (!*s->hash || !file_may_read(w, s->hash)) return failed(w) ? false : refuse(w, "file", N_("There is no such file; upload it first"));
    if (!take_file(w, s)) return false;
    if (!w->actor->home) return refuse(w, "", N_("Imports belong to a branch; you have none"));
    return !failed(w);
}

static bool add_batch(struct work *w, void *data)
{
    struct start *s = data;
    s->id = record_new_id();
    db_exec(w, SQL("insert into import_batch (id, shape, file, file_name, columns, branch, account, state, mode, existing, sheet, header_row, done_row, done_rows, job, created_at, ended_at, "
                   "row_count, creates, updates, sames, wrongs, warnings, made_rows, made_creates, made_updates, made_sames, made_wrongs) "
                   "values ($1, $2, $3, $4, '{}', $5, $6, 1, 1, 1, 0, 0, 0, 0, 0, $7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)"),
            BIND(num(s->id), txt(s->shape->name), txt(s->hash), txt(s->name), num(w->actor->home), num(w->actor->user), num(w->now.ms)));
    return !failed(w);
}

int64_t import_begin(struct work *w, text shape, text hash, text name)
{
    struct start s = { .shape = import_shape_of(w, shape), .hash = hash, .name = name };
    if (!s.shape) return 0;
    if (!import_allowed(w, s.shape)) return refuse_as(w, FORBIDDEN, "", N_("This is not among your tasks; ask your manager")), 0;
    return add_batch(w, &s) ? s.id : 0;
}

struct memory { struct work *w; text shape; };

static text remembered(void *data, text header)
{
    const struct memory *m = data;
    return import_remembered(m->w, m->shape, header);
}

static int width_of(const struct sheet_look *look)
{
    int most = 0;
    for (int i = 0; i < look->count; i++)
        if (look->rows[i].count && look->rows[i].cells[look->rows[i].count - 1].column >= most) most = look->rows[i].cells[look->rows[i].count - 1].column + 1;
    return most < MOST_SHEET_COLUMNS ? most : MOST_SHEET_COLUMNS;
}

static void write_samples(struct json *j, const struct sheet_look *look, int column)
{
    int shown = 0;
    write_list(j, "sample");
    for (int i = look->header + 1; i < look->count && shown < SAMPLES; i++) {
        text value = sheet_cell(&look->rows[i], column).text;
        if (value && *value) { write_text(j, NULL, value); shown++; }
    }
    write_end(j, ']');
}

static void write_columns(struct work *w, struct json *j, const struct start *s, const struct sheet_look *look)
{
    int n = width_of(look);
    text *headers = take_many(w, text, n);
    struct import_guess *guesses = take_many(w, struct import_guess, n);
    for (int i = 0; i < n; i++) headers[i] = look->header < 0 ? "" : utf8_trim(w->arena, sheet_cell(&look->rows[look->header], i).text ? sheet_cell(&look->rows[look->header], i).text : "");
    struct memory memory = { w, s->shape->name };
    import_guess(w->arena, &s->targets, headers, n, remembered, &memory, guesses);
    write_list(j, "columns");
    for (int i = 0; i < n; i++) {
        write_object(j, NULL);
        write_number(j, "index", i);
        write_text(j, "header", headers[i]);
        write_samples(j, look, i);
        write_text(j, "field", guesses[i].target);
        write_flag(j, "sure", guesses[i].sure);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static int64_t rows_below(struct sheet_book *book, int sheet, int64_t header)
{
    text why;
    struct sheet_row row;
    int64_t n = 0;
    struct sheet_rows *rows = sheet_rows(book, sheet, 0, &why);
    while (rows && sheet_next(rows, &row)) n += row.number > header;
    sheet_rows_close(rows);
    return n;
}

static void write_fields(struct work *w, struct json *j, const struct start *s)
{
    write_list(j, "fields");
    for (int i = 0; i < s->targets.count; i++) {
        const struct import_target *t = &s->targets.at[i];
        write_object(j, NULL);
        write_text(j, "name", t->name);
        write_text(j, "label", translate(w->language, t->label ? t->label : t->name));
        write_text(j, "part", t->field ? translate(w->language, s->shape->parts[t->part].type->label) : "");
        write_flag(j, "required", t->required);
        write_end(j, '}');
    }
    write_end(j, ']');
}

struct looking { struct work *w; struct start *start; struct sheet_look looks[MOST_SHEETS]; int64_t rows[MOST_SHEETS]; struct sheet_book *book; struct json *json; };

static bool write_sheets(struct work *w, void *data)
{
    struct looking *l = data;
    struct json *j = l->json;
    *j = json_new(w->arena);
    write_object(j, NULL);
    write_number(j, "id", l->start->id);
    write_text(j, "type", l->start->shape->name);
    write_text(j, "file_name", l->start->name);
    write_list(j, "sheets");
    for (int i = 0; i < sheet_count(l->book) && i < MOST_SHEETS; i++) {
        const struct sheet_look *look = &l->looks[i];
        write_object(j, NULL);
        write_text(j, "name", sheet_at(l->book, i)->name);
        write_number(j, "rows", l->rows[i]);
        write_number(j, "header_row", look->header < 0 ? 0 : look->rows[look->header].number);
        write_columns(w, j, l->start, look);
        write_end(j, '}');
    }
    write_end(j, ']');
    write_fields(w, j, l->start);
    write_end(j, '}');
    return !failed(w);
}

/* Headings as a person chose them; row 0: there are none. */
static bool head_at(struct sheet_look *look, int64_t number)
{
    look->header = -1;
    for (int i = 0; i < look->count && look->header < 0; i++)
        if (look->rows[i].number == number) look->header = i;
    return look->header >= 0 || !number;
}

static bool look_at_all(struct work *w, struct looking *l)
{
    text why = "";
    for (int i = 0; i < sheet_count(l->book) && i < MOST_SHEETS; i++) {
        if (!sheet_look(l->book, i, w->arena, LOOKED_AT, &l->looks[i], &why)) return refuse(w, "file", why);
        if (i == l->start->sheet && l->start->header >= 0 && !head_at(&l->looks[i], l->start->header))
            return wrong(w, "header_row", N_("The row of headings is one of the first {1}"), print(w, "%d", LOOKED_AT));
        l->rows[i] = rows_below(l->book, i, l->looks[i].header < 0 ? 0 : l->looks[i].rows[l->looks[i].header].number);
    }
    return true;
}

/* Opens the sheet, lets `store` write what must be written before (NULL: nothing), answers with all of it. */
static bool show_sheets(struct work *w, struct start *s, db_run *store, int status, struct reply *reply)
{
    struct db *db = house_db(w->house);
    struct json json;
    text why = "";
    struct looking l = { .w = w, .start = s, .json = &json, .book = sheet_open_sealed(w->arena, s->path, house_file_key(w->house), &why) };
    if (!l.book) return refuse(w, "file", why);
    bool well = look_at_all(w, &l) && (!store || db_write(db, w, store, s)) && db_read(db, w, write_sheets, &l);
    sheet_close(l.book);
    if (well) answer_json(w, reply, status, &json);
    return well;
}

static bool open_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct start s = { .request = q, .header = -1 };
    return db_read(house_db(w->house), w, begin, &s) && show_sheets(w, &s, add_batch, 201, reply);
}

static bool begin_again(struct work *w, void *data)
{
    struct start *s = data;
    struct import_batch b;
    if (!batch_load(w, s->id, &b)) return false;
    s->shape = import_shape_of(w, b.shape);
    s->hash = b.file;
    if (s->shape) take_file(w, s);
    if (s->shape && !*s->path) return refuse(w, "file", N_("The file of this import is no longer there; upload it again"));
    return !failed(w);
}

static bool columns_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct start s = { .request = q, .id = answer_id(w, q, "id"), .header = http_query_number(q, "header_row", -1), .sheet = (int)http_query_number(q, "sheet", 0) };
    return s.id && db_read(house_db(w->house), w, begin_again, &s) && show_sheets(w, &s, NULL, 200, reply);
}

/* ---- the dry run ---- */

static bool take_columns(struct work *w, const struct import_targets *targets, json_t *columns, text *ret)
{
    struct json j = json_new(w->arena);
    text key;
    json_t *value;
    int n = 0;
    text *seen = take_many(w, text, json_object_size(columns));
    write_object(&j, NULL);
    json_object_foreach(columns, key, value) {
        if (json_is_null(value) || (json_is_string(value) && !json_string_length(value))) continue;
        text name = json_is_string(value) ? json_string_value(value) : "";
        const struct import_target *t = import_target(targets, name);
        if (!t || strspn(key, "0123456789") != strlen(key) || strlen(key) > 4) return wrong(w, "columns", N_("Column {1}: there is no field “{2}”"), utf8_cut(w->arena, key, 20), utf8_cut(w->arena, name, 60));
        for (int i = 0; i < n; i++)
            if (!strcmp(seen[i], t->name)) return wrong(w, "columns", N_("Two columns are both “{1}”"), translated(w, t->label ? t->label : t->name));
        seen[n++] = t->name;
        write_text(&j, arena_copy(w->arena, key), t->name);
    }
    write_end(&j, '}');
    *ret = buf_text(&j.out);
    for (int i = 0; i < targets->count; i++) {
        bool there = !targets->at[i].insist;
        for (int k = 0; k < n; k++) there |= !strcmp(seen[k], targets->at[i].name);
        if (!there) wrong(w, "columns", N_("No column is “{1}”"), translated(w, targets->at[i].label));
    }
    return !failed(w) && (n > 0 || wrong(w, "columns", N_("Say first which column means what")));
}

static const text existing_words[] = { [EXISTING_FILL] = "fill", [EXISTING_OVERWRITE] = "overwrite", [EXISTING_SKIP] = "skip" };

static enum import_existing existing_from(struct work *w, json_t *options)
{
    text word = input_string(w, options, "existing", "fill");
    for (enum import_existing e = EXISTING_FILL; e <= EXISTING_SKIP; e++)
        if (!strcmp(word, existing_words[e])) return e;
    wrong(w, "options", N_("What is there already is filled in, overwritten or skipped"));
    return EXISTING_FILL;
}

static bool start_job(struct work *w, struct reply *reply, struct import_batch *b, text kind)
{
    b->job = job_add(w, kind, print(w, "{\"batch\":%lld}", (long long)b->id));
    batch_write(w, b);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "job", b->job);
    write_end(&j, '}');
    answer_json(w, reply, 202, &j);
    return !failed(w);
}

static bool job_over(struct work *w, int64_t job)
{
    return db_one(w, SQL("select 1 from job where id = $1 and state in (1, 2)"), BIND(num(job)), 0) == 0;
}

/* A job that was stopped before it began, or that broke, has left its word behind and nobody works. */
static bool at_work(struct work *w, const struct import_batch *b)
{
    return (b->state == BATCH_CHECKING || b->state == BATCH_RUNNING || b->state == BATCH_UNDOING) && !job_over(w, b->job);
}

static bool busy(struct work *w) { return refuse_as(w, CONFLICT, "", N_("Something is still running for this import")); }

static bool check_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct import_batch b;
    int64_t id = answer_id(w, q, "id");
    json_t *body = id && batch_load(w, id, &b) ? input_json(w, q->body, q->body_length) : NULL;
    if (!body) return false;
    if (b.state == BATCH_DONE) return refuse_as(w, CONFLICT, "", N_("This sheet is imported; upload the mended one anew"));
    if (at_work(w, &b)) return busy(w);
    if ((b.state == BATCH_RUNNING || b.state == BATCH_UNDOING) && b.done_rows) return refuse_as(w, CONFLICT, "", N_("This import stopped half-way; undo it first"));
    const struct import_shape *shape = import_shape_of(w, b.shape);
    struct import_targets targets = shape ? import_targets(w, shape) : (struct import_targets){ 0 };
    b.sheet = (int)input_number(w, body, "sheet", 0);
    b.header_row = input_number(w, body, "header_row", 1);
    b.existing = existing_from(w, json_object_get(body, "options"));
    if (b.sheet < 0 || b.sheet >= MOST_SHEETS) wrong(w, "sheet", N_("There is no such sheet"));
    if (b.header_row < 0) wrong(w, "header_row", N_("The row of headings must not be negative"));
    if (!take_columns(w, &targets, json_object_get(body, "columns"), &b.columns)) return false;
    db_exec(w, SQL("delete from import_error where batch = $1"), BIND(num(b.id)));
    b.state = BATCH_CHECKING;
    b.counts = b.made = (struct import_counts){ 0 };
    b.done_row = b.done_rows = 0;
    return start_job(w, reply, &b, "import_check");
}

/* ---- the run ---- */

static bool run_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct import_batch b;
    int64_t id = answer_id(w, q, "id");
    json_t *body = id && batch_load(w, id, &b) ? input_json(w, q->body, q->body_length) : NULL;
    if (!body) return false;
    text mode = input_string(w, body, "mode", "all");
    if (strcmp(mode, "all") && strcmp(mode, "rows")) return wrong(w, "mode", N_("Import all or nothing, or row by row"));
    if (at_work(w, &b)) return busy(w);
    if (b.state != BATCH_CHECKED) return refuse_as(w, CONFLICT, "", N_("Check the sheet first"));
    if (!strcmp(mode, "all") && b.counts.wrong) return refuse_as(w, CONFLICT, "", N_("{1} rows are wrong: mend them, or import row by row without them"), print(w, "%lld", (long long)b.counts.wrong));
    db_exec(w, SQL("delete from import_error where batch = $1"), BIND(num(b.id)));
    b.mode = strcmp(mode, "all") ? IMPORT_ROWS : IMPORT_ALL;
    b.state = BATCH_RUNNING;
    return start_job(w, reply, &b, "import_run");
}

/* ---- the undo ---- */

struct undoing { int64_t id; struct import_batch batch; struct reply *reply; };

static bool may_undo(struct work *w, void *data)
{
    struct undoing *u = data;
    struct import_batch *b = &u->batch;
    if (!batch_load(w, u->id, b)) return false;
    if (at_work(w, b)) return busy(w);
    bool stuck = b->state == BATCH_RUNNING || b->state == BATCH_UNDOING;
    if (b->state != BATCH_DONE && !stuck) return refuse_as(w, CONFLICT, "", N_("There is nothing to undo"));
    if (b->ended_at && w->now.ms - b->ended_at > HOURS(24)) return refuse_as(w, CONFLICT, "", N_("An import can be undone within 24 hours"));
    int count = 0;
    text names = import_changed_since(w, u->id, &count);
    if (failed(w) || !count) return !failed(w);
    return refuse_as(w, CONFLICT, "", N_("Changed or used since, so that the import cannot be undone: {1}"), names);
}

static bool begin_undo(struct work *w, void *data)
{
    struct undoing *u = data;
    if (!batch_load(w, u->id, &u->batch)) return false;
    if (u->batch.state != BATCH_DONE && !job_over(w, u->batch.job)) return busy(w);
    u->batch.state = BATCH_UNDOING;
    return start_job(w, u->reply, &u->batch, "import_undo");
}

static bool undo_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct undoing u = { .id = answer_id(w, q, "id"), .reply = reply };
    return u.id && db_read(house_db(w->house), w, may_undo, &u) && db_write(house_db(w->house), w, begin_undo, &u);
}

/* ---- looking ---- */

static void write_counts(struct json *j, text key, const struct import_counts *c)
{
    write_object(j, key);
    import_write_counts(j, c);
    write_end(j, '}');
}

static bool batch_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct import_batch b;
    int64_t id = answer_id(w, q, "id");
    if (!id || !batch_load(w, id, &b)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "id", b.id);
    write_text(&j, "type", b.shape);
    write_text(&j, "file_name", b.file_name);
    write_text(&j, "state", batch_state_word(b.state));
    write_text(&j, "mode", b.mode == IMPORT_ROWS ? "rows" : "all");
    write_text(&j, "existing", existing_words[b.existing]);
    write_number(&j, "sheet", b.sheet);
    write_number(&j, "header_row", b.header_row);
    write_raw(&j, "columns", b.columns);
    write_number(&j, "job", b.job);
    write_counts(&j, "counts", &b.counts);
    write_counts(&j, "made", &b.made);
    write_number(&j, "undo_until", b.state == BATCH_DONE && b.ended_at ? b.ended_at + HOURS(24) : 0);
    errors_write(w, &j, b.id);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

static bool shapes_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    struct json j = json_new(w->arena);
    const struct import_shape *s;
    write_object(&j, NULL);
    write_list(&j, "shapes");
    for (int i = 0; (s = import_shape_at(w, i)) != NULL; i++) {
        if (!import_allowed(w, s)) continue;
        write_object(&j, NULL);
        write_text(&j, "name", s->name);
        write_text(&j, "label", translate(w->language, s->label));
        write_end(&j, '}');
    }
    write_end(&j, ']');
    write_list(&j, "batches");
    struct rows *row = db_query(w, SQL("select id, shape, file_name, state, created_at, made_rows from import_batch where account = $1 order by created_at desc limit 20"), BIND(num(w->actor->user)));
    while (db_next(row)) {
        write_object(&j, NULL);
        write_number(&j, "id", db_number(row, 0));
        write_text(&j, "type", db_text(row, 1));
        write_text(&j, "file_name", db_text(row, 2));
        write_text(&j, "state", batch_state_word((enum batch_state)db_number(row, 3)));
        write_number(&j, "created_at", db_number(row, 4));
        write_number(&j, "rows", db_number(row, 5));
        write_end(&j, '}');
    }
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

const struct call import_calls[] = {
    { .method = GET, .pattern = "/api/import", .run = shapes_call, .help = "What sheets can be imported as, and my latest imports" },
    { .method = POST, .pattern = "/api/import/:type", .raw = open_call, .slow = true, .help = "Open an uploaded sheet: its columns with guesses" },
    { .method = GET, .pattern = "/api/import/batch/:id/columns", .raw = columns_call, .slow = true, .help = "Its columns with guesses once more; ?sheet=0&header_row=3: below another row" },
    { .method = POST, .pattern = "/api/import/batch/:id/check", .run = check_call, .help = "Dry run of a sheet; answers with a job" },
    { .method = GET, .pattern = "/api/import/batch/:id", .run = batch_call, .help = "An import: state, counts, the first errors" },
    { .method = GET, .pattern = "/api/import/batch/:id/errors.xlsx", .raw = import_errors_call, .slow = true, .help = "The sheet with a column that says what is wrong" },
    { .method = POST, .pattern = "/api/import/batch/:id/run", .run = run_call, .help = "Import what was checked; answers with a job" },
    { .method = POST, .pattern = "/api/import/batch/:id/undo", .raw = undo_call, .help = "Take an import back within 24 hours" },
};
const int import_call_count = COUNT_OF(import_calls);

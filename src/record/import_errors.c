/* import_errors.c — what is wrong with a sheet: kept with its batch, listed, and written beside the rows as a sheet to mend. */
#include <jansson.h>
#include <string.h>
#include "base/scratch.h"
#include "base/words.h"
#include "record/answer.h"
#include "record/file.h"
#include "record/import_calls.h"
#include "record/import_own.h"
#include "sheet/writer.h"

/* ["sentence", "argument", …]: translated where it is read. */
static text message_json(struct work *w, const struct import_error *e)
{
    struct json j = json_new(w->arena);
    write_list(&j, NULL);
    write_text(&j, NULL, e->message);
    for (int i = 0; e->arguments && e->arguments[i]; i++) write_text(&j, NULL, e->arguments[i]);
    write_end(&j, ']');
    return buf_text(&j.out);
}

/* Those behind the ones that are there already. */
bool errors_keep(struct work *w, int64_t batch, const struct import_error *errors, int count)
{
    int64_t there = db_one(w, SQL("select count(*) from import_error where batch = $1"), BIND(num(batch)), 0);
    for (int i = (int)there; i < count && !failed(w); i++)
        db_exec(w, SQL("insert into import_error (batch, position, row_number, column_number, field, value, message, warning) values ($1, $2, $3, $4, $5, $6, $7, $8)"),
                BIND(num(batch), num(i), num(errors[i].row), num(errors[i].column), txt(errors[i].field), txt(errors[i].value), txt(message_json(w, &errors[i])), num(errors[i].warning)));
    return !failed(w);
}

static text sentence_of(struct work *w, text language, text message)
{
    json_error_t error;
    json_t *list = json_loads(message, 0, &error);
    int n = (int)json_array_size(list);
    text *words = take_many(w, text, n + 2);
    for (int i = 0; i < n; i++) words[i] = arena_copy(w->arena, json_string_value(json_array_get(list, (size_t)i)));
    json_decref(list);
    return n ? translate_with(w->arena, language, words[0], words + 1) : "";
}

int import_errors_read(struct work *w, int64_t batch, int limit, struct import_told **ret)
{
    struct import_told *list = take_many(w, struct import_told, limit);
    int n = 0;
    struct rows *row = db_query(w, SQL("select row_number, column_number, field, value, message, warning from import_error where batch = $1 order by row_number, position limit $2"),
                                BIND(num(batch), num(limit)));
    while (db_next(row))
        list[n++] = (struct import_told){ db_number(row, 0), (int)db_number(row, 1), db_text(row, 2), db_text(row, 3), db_text(row, 4), db_number(row, 5) != 0 };
    for (int i = 0; i < n; i++) list[i].message = sentence_of(w, w->language, list[i].message);
    *ret = list;
    return n;
}

/* The column as Excel names it: 0 is A, 26 is AA. */
text import_column_letters(struct work *w, int column)
{
    char out[8] = "";
    int at = 7;
    if (column < 0) return "";
    for (int n = column + 1; n > 0 && at > 0; n = (n - 1) / 26) out[--at] = (char)('A' + (n - 1) % 26);
    return arena_copy(w->arena, out + at);
}

void errors_write(struct work *w, struct json *j, int64_t batch)
{
    enum { SHOWN = 200 };
    struct import_told *list;
    int n = import_errors_read(w, batch, SHOWN, &list);
    write_list(j, "errors");
    for (int i = 0; i < n; i++) {
        write_object(j, NULL);
        write_number(j, "row", list[i].row);
        write_text(j, "column", import_column_letters(w, list[i].column));
        write_text(j, "field", list[i].field);
        write_text(j, "value", list[i].value);
        write_text(j, "message", list[i].message);
        write_flag(j, "warning", list[i].warning);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* ---- as a sheet ---- */

struct mending { int64_t id; struct import_batch batch; text source; struct import_told *told; int count; };

static bool gather(struct work *w, void *data)
{
    struct mending *m = data;
    if (!batch_load(w, m->id, &m->batch)) return false;
    m->source = file_facts(w, m->batch.file).path;
    m->count = import_errors_read(w, m->id, MOST_ERRORS_KEPT, &m->told);
    return !failed(w);
}

static int columns_in(struct sheet_book *book, const struct import_batch *b)
{
    text why;
    struct sheet_row row;
    int most = 1;
    struct sheet_rows *rows = sheet_rows(book, b->sheet, 0, &why);
    while (rows && sheet_next(rows, &row))
        if (row.count && row.number >= b->header_row && row.cells[row.count - 1].column >= most) most = row.cells[row.count - 1].column + 1;
    sheet_rows_close(rows);
    return most < MOST_SHEET_COLUMNS ? most : MOST_SHEET_COLUMNS;
}

static bool red(const struct mending *m, int first, int64_t row, int column)
{
    for (int i = first; i < m->count && m->told[i].row == row; i++)
        if (m->told[i].column == column && !m->told[i].warning) return true;
    return false;
}

/* All as text: what the person typed stays as she typed it. */
static void write_line(struct work *w, struct sheet_writer *out, const struct sheet_row *row, int columns, const struct mending *m, int *at)
{
    while (*at < m->count && m->told[*at].row < row->number) ++*at;
    for (int c = 0; c < columns; c++) {
        if (red(m, *at, row->number, c)) sheet_write_red(out);
        struct sheet_cell cell = sheet_cell(row, c);
        if (cell.kind == SHEET_EMPTY) sheet_write_empty(out);
        else sheet_write_text(out, cell.text);
    }
    struct buf all = buf_new(w->arena);
    buf_add(&all, "");
    for (int i = *at; i < m->count && m->told[i].row == row->number; i++) buf_print(&all, "%s%s", all.length ? "；" : "", m->told[i].message);
    sheet_write_message(out, buf_text(&all));
    sheet_write_row(out);
}

static struct sheet_paper paper_of(struct work *w, struct sheet_book *book, const struct mending *m, int columns)
{
    text why;
    struct sheet_row row;
    struct sheet_column *heads = take_many(w, struct sheet_column, columns);
    for (int c = 0; c < columns; c++) heads[c].title = "";
    struct sheet_rows *rows = sheet_rows(book, m->batch.sheet, m->batch.header_row, &why);
    if (rows && sheet_next(rows, &row) && row.number == m->batch.header_row)
        for (int c = 0; c < columns; c++) heads[c].title = arena_copy(w->arena, sheet_cell(&row, c).text);
    sheet_rows_close(rows);
    text name = sheet_at(book, m->batch.sheet) ? sheet_at(book, m->batch.sheet)->name : "";
    return (struct sheet_paper){ .name = *name ? name : translate(w->language, N_("Import")), .columns = heads, .count = columns,
        .message_title = translate(w->language, N_("What is wrong")), .watermark = "" };
}

static bool write_sheet(struct work *w, struct sheet_book *book, const struct mending *m, text path)
{
    text why;
    struct sheet_row row;
    int columns = columns_in(book, &m->batch), at = 0;
    struct sheet_paper paper = paper_of(w, book, m, columns);
    struct sheet_writer *out = sheet_writer_xlsx(w->arena, path, &paper);
    struct sheet_rows *rows = out ? sheet_rows(book, m->batch.sheet, 0, &why) : NULL;
    while (rows && sheet_next(rows, &row)) {
        if (row.number <= m->batch.header_row) continue;
        write_line(w, out, &row, columns, m, &at);
    }
    sheet_rows_close(rows);
    bool well = out && sheet_writer_close(out);
    return well || fault(w, "the sheet of errors could not be written to %s", path);
}

bool import_errors_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct mending m = { .id = answer_id(w, q, "id") };
    text why = "";
    if (!m.id || !db_read(house_db(w->house), w, gather, &m)) return false;
    struct sheet_book *book = *m.source ? sheet_open_sealed(w->arena, m.source, house_file_key(w->house), &why) : NULL;
    if (!book) return refuse(w, "", *why ? why : N_("The file of this import is no longer there; upload it again"));
    text path = scratch_path(w->arena);
    bool well = write_sheet(w, book, &m, path);
    sheet_close(book);
    reply->file = path;
    reply->file_name = print(w, "%s-%s.xlsx", translate(w->language, N_("Import errors")), day_text(w->arena, day_of(w->now)));
    reply->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return well;
}

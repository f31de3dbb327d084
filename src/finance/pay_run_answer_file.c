/* pay_run_answer_file.c — the bank's answer as the file it gave out (.xlsx, CSV in UTF-8 or GBK), by the reader of the imports (sheet/sheet.h): its rows become the
 * lines that are pasted otherwise. */
#include <string.h>
#include "base/words.h"
#include "finance/made.h"
#include "finance/pay_run_answer.h"
#include "record/file.h"
#include "sheet/sheet.h"

/* A cell of several lines is one cell of one line. */
static void add_cell(struct buf *out, text cell)
{
    for (const char *c = cell; *c; c++) buf_char(out, *c == '\t' || *c == '\r' || *c == '\n' ? ' ' : *c);
}

static bool add_rows(struct work *w, struct buf *out, struct sheet_book *book)
{
    text why = "";
    struct sheet_row row;
    struct sheet_rows *rows = sheet_rows(book, 0, 0, &why);
    if (!rows) return wrong(w, "file", why);
    while (sheet_next(rows, &row) && out->length <= MOST_ANSWER) {
        for (int c = 0; c < row.count; c++) {
            if (c) buf_add(out, "\t");
            add_cell(out, row.cells[c].text);
        }
        buf_add(out, "\n");
    }
    why = print(w, "%s", sheet_rows_why(rows));
    sheet_rows_close(rows);
    return !*why || wrong(w, "file", why);
}

text pay_answer_lines(struct work *w, const struct pay_answer *in)
{
    text typed = in->lines ? in->lines : "", why = "";
    if (!in->file.hash || !*in->file.hash) return *typed || !wrong(w, "lines", N_("Choose the bank's file, or paste its lines")) ? typed : NULL;
    struct file_facts facts = file_facts(w, in->file.hash);
    struct sheet_book *book = *facts.path ? sheet_open_sealed(w->arena, facts.path, house_file_key(w->house), &why) : NULL;
    if (!book) { wrong(w, "file", *why ? why : N_("This file is not here any more; choose it again")); return NULL; }
    struct buf out = buf_new(w->arena);
    bool well = sheet_count(book) > 0 && add_rows(w, &out, book);
    sheet_close(book);
    if (!well || failed(w) || !out.length) { if (!failed(w)) wrong(w, "file", N_("There is no row in this file")); return NULL; }
    if (out.length > MOST_ANSWER) { wrong(w, "file", N_("This file is longer than an answer to one run is: choose the one of this run")); return NULL; }
    return print(w, "%s%s", buf_text(&out), typed);
}

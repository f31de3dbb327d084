/* sheet.h — reads the tables people bring (.xlsx, CSV, TSV) and finds their header row. Knows no record; see writer.h for writing.
 *
 * A book is opened once and may be read as often as needed: every cursor starts again at the file, holds one row and nothing
 * else, and 20 000 rows take well under a second. In memory are only the workbook's shared texts (64 MB at most) and its styles.
 *
 * The file is hostile until proven otherwise. Refused, each with a sentence marked for po/: old .xls and password-protected
 * workbooks, HTML that calls itself a table, a DTD, archives that inflate beyond 256 MB or 200 : 1, more than 1 048 576 rows or
 * 16 384 columns (Excel's own limits), cells or rows larger than any person writes, broken quotes and unknown encodings.
 *
 * Ownership: the book and its texts belong to the caller's arena, but the open file needs `sheet_close`. The cells of a cursor
 * are good until its next row; `sheet_look` copies. Not for several threads at a time. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

enum sheet_kind { SHEET_EMPTY, SHEET_TEXT, SHEET_NUMBER, SHEET_DATE, SHEET_TIME, SHEET_FLAG, SHEET_ERROR };

/* A cell. `text` is what the person sees, in a form base/ reads again:
 *   SHEET_NUMBER  "13800000000", "0.5", "15%" (never 1.38E10; a format of zeros only keeps its leading zeros: "00123")
 *   SHEET_DATE    "2026-03-05", with a time of day "2026-03-05 09:30", "2026-03-05 09:30:15" (midnight is left out)
 *   SHEET_TIME    "09:30", elapsed "26:30"
 *   SHEET_FLAG    "TRUE", "FALSE";  SHEET_ERROR  "#N/A", or "=" when a formula came without its value
 * `number` is the stored number (a date's serial in the workbook's own date system, a flag's 1 or 0). `worn` says that digits
 * are lost: a number has 15, so an 18-digit identity number stored as one is not what was typed. */
struct sheet_cell { int column; enum sheet_kind kind; bool worn; text text; double number; };

/* A row with at least one cell that is not empty: only such rows and cells are handed out, cells by rising column from 0. */
struct sheet_row { int64_t number; bool hidden; int count; const struct sheet_cell *cells; };   /* number: 1.. as Excel shows */

struct sheet { text name; bool hidden; };                       /* CSV: one sheet, its name is "" */
struct sheet_merge { int64_t first_row, last_row; int first_column, last_column; };     /* rows from 1, columns from 0, closed */

struct sheet_book;
struct sheet_rows;

/* NULL and the sentence in `ret_why` when the file is none of ours. What it is, its first bytes say, not its name. */
struct sheet_book *sheet_open(struct arena *arena, text path, text *ret_why);
/* … one that may be sealed (base/sealed_file.h): `key` opens it and lives as long as the book. */
struct sheet_book *sheet_open_sealed(struct arena *arena, text path, const unsigned char *key, text *ret_why);
void sheet_close(struct sheet_book *book);                      /* NULL is fine; close its cursors before */
int sheet_count(const struct sheet_book *book);
const struct sheet *sheet_at(const struct sheet_book *book, int index);

/* A cursor from `from_row` (0 or 1: from the top) on. The rows before are read again and thrown away. NULL: see ret_why. */
struct sheet_rows *sheet_rows(struct sheet_book *book, int index, int64_t from_row, text *ret_why);
bool sheet_next(struct sheet_rows *rows, struct sheet_row *ret_row);    /* false: the end, or broken */
text sheet_rows_why(const struct sheet_rows *rows);             /* "" when the end was the end; the rows so far were right */
int64_t sheet_rows_at(const struct sheet_rows *rows);           /* the last row it came to: where a broken file breaks */
void sheet_rows_close(struct sheet_rows *rows);                 /* NULL is fine */

/* The cell of a column; an empty one when the row has none. */
struct sheet_cell sheet_cell(const struct sheet_row *row, int column);

/* The merged ranges of a sheet (its own pass over the sheet; 65 536 at most). false: see ret_why. */
bool sheet_merges(struct sheet_book *book, int index, struct arena *arena, const struct sheet_merge **ret_merges, int *ret_count,
    text *ret_why);

/* Which of the first rows holds the headings: its place in `rows`, -1 when none does.
 *
 * Headings are different short texts that begin with no digit. The row with the most of them wins, but an earlier row with two
 * thirds as many goes before a later one (a row of data may have a text more than the headings). Title rows have one or two;
 * the upper line of headings in two lines is told by merged cells that reach further down, and is skipped. The rows are given
 * as they look, with merged cells filled downwards; `sheet_look` does that. */
int sheet_guess_header(const struct sheet_row *rows, int count, const struct sheet_merge *merges, int merge_count);

/* What an importer shows first: up to `limit` rows and which of them holds the headings. In that row merged cells are filled
 * in (a heading merged over two lines stands in the lower one, too); all others stay as they are. false: see ret_why. */
struct sheet_look { struct sheet_row *rows; int count, header; };
bool sheet_look(struct sheet_book *book, int index, struct arena *arena, int limit, struct sheet_look *ret_look, text *ret_why);

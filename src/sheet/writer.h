/* writer.h — writes a table as .xlsx or CSV, one row after the other, in constant memory.
 *
 * Dates are real dates, money is a number with two decimals, and text is text: neither Excel nor WPS makes a formula of a cell
 * that begins with = + - @ (in .xlsx such a cell is a string; in CSV it gets an apostrophe, which sheet.h takes off again).
 * The first row holds the headings and stays in sight. Cells are written from left to right; what is left out is empty.
 * The first failure stays and `sheet_writer_close` tells it: a full disk, or more rows than a sheet has (1 048 576). */
#pragma once
#include "base/arena.h"
#include "base/money.h"
#include "base/when.h"

enum sheet_column_kind { SHEET_COLUMN_TEXT, SHEET_COLUMN_NUMBER, SHEET_COLUMN_MONEY, SHEET_COLUMN_DAY, SHEET_COLUMN_INSTANT };
struct sheet_column { text title; enum sheet_column_kind kind; int width; };   /* width in digits of the font; 0: by kind */

struct sheet_paper {
    text name;                          /* of the sheet: 31 characters, what Excel forbids in it is replaced */
    const struct sheet_column *columns;
    int count;
    text message_title;                 /* one more column after the others for `sheet_write_message`; "" for none */
    text watermark;                     /* who made it and when, in the header and footer of each page (.xlsx); "" for none */
};

struct sheet_writer;

/* NULL when there is not one column or no such folder; `paper` is needed until the end. */
struct sheet_writer *sheet_writer_xlsx(struct arena *arena, text path, const struct sheet_paper *paper);
struct sheet_writer *sheet_writer_csv(struct arena *arena, text path, const struct sheet_paper *paper);    /* UTF-8 with its mark, CRLF */

/* Each fills the next cell of the row; the column's kind gives the format. More cells than columns are dropped. */
void sheet_write_text(struct sheet_writer *writer, text value);         /* what no cell can hold is cut and ends with … */
void sheet_write_number(struct sheet_writer *writer, double value);
void sheet_write_money(struct sheet_writer *writer, maybe_money amount);       /* unknown: empty */
void sheet_write_day(struct sheet_writer *writer, maybe_day when);             /* before 1900 as text: Excel has no such date */
void sheet_write_instant(struct sheet_writer *writer, instant when);           /* the branch's civil time; 0: empty */
void sheet_write_empty(struct sheet_writer *writer);
void sheet_write_red(struct sheet_writer *writer);                     /* the next cell is red: what the message is about */
void sheet_write_message(struct sheet_writer *writer, text message);   /* in the message column, red; "" leaves it empty */
void sheet_write_row(struct sheet_writer *writer);                     /* the row is complete */

/* Ends the file. false: it could not be written, and what is there is removed. */
bool sheet_writer_close(struct sheet_writer *writer);

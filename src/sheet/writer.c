/* writer.c — the writer's cells, one interface before .xlsx and CSV, and the .xlsx one (libxlsxwriter, constant memory). */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include "base/utf8.h"
#include "sheet/writer_inside.h"

enum { KINDS = SHEET_COLUMN_INSTANT + 1, HEADER_LETTERS = 100 };

struct xlsx_out { lxw_workbook *workbook; lxw_worksheet *sheet; lxw_format *formats[KINDS][2]; };      /* [kind][red] */

static void set_formats(struct xlsx_out *out)
{
    static const char *const codes[KINDS] = { "@", "General", "#,##0.00", "yyyy-mm-dd", "yyyy-mm-dd hh:mm" };
    for (int kind = 0; kind < KINDS; kind++)
        for (int red = 0; red < 2; red++) {
            lxw_format *format = out->formats[kind][red] = workbook_add_format(out->workbook);
            format_set_num_format(format, codes[kind]);
            if (red) format_set_bg_color(format, 0xFFC7CE);     /* Excel's own "bad" pair: light red, dark red letters */
            if (red) format_set_font_color(format, 0x9C0006);
        }
}

static void set_headings(struct sheet_writer *writer, struct xlsx_out *out)
{
    static const int widths[KINDS] = { 18, 10, 12, 12, 17 };
    const struct sheet_paper *paper = writer->paper;
    lxw_format *bold = workbook_add_format(out->workbook);
    format_set_bold(bold);
    format_set_bg_color(bold, 0xEEF1F5);
    for (int i = 0; i < writer->columns; i++) {
        bool message = i == paper->count;
        int width = message ? 40 : paper->columns[i].width ? paper->columns[i].width : widths[paper->columns[i].kind];
        worksheet_set_column(out->sheet, (lxw_col_t)i, (lxw_col_t)i, width, NULL);
        worksheet_write_string(out->sheet, 0, (lxw_col_t)i, message ? paper->message_title : paper->columns[i].title, bold);
    }
    worksheet_freeze_panes(out->sheet, 1, 0);
    worksheet_repeat_rows(out->sheet, 0, 0);
}

/* & begins a code in a header; Excel takes 255 characters. */
static void set_watermark(struct sheet_writer *writer, struct xlsx_out *out)
{
    struct buf line = buf_new(writer->arena);
    buf_add(&line, "&C&9");
    buf_char(&line, ' ');                                       /* else a leading digit would belong to the size */
    for (text at = utf8_cut(writer->arena, writer->paper->watermark, HEADER_LETTERS); *at; at++) {
        buf_char(&line, *at);
        if (*at == '&') buf_char(&line, '&');
    }
    if (!*writer->paper->watermark) return;
    worksheet_set_header(out->sheet, buf_text(&line));
    worksheet_set_footer(out->sheet, buf_text(&line));
}

static text sheet_name(struct arena *arena, text name)
{
    char *out = arena_take(arena, strlen(name) + 1);
    strcpy(out, utf8_cut(arena, name, 31));
    for (char *at = out; *at; at++) if (strchr("[]:*?/\\'", *at)) *at = ' ';
    return *out ? out : "Sheet1";
}

static void xlsx_cell(struct sheet_writer *writer, const struct written *cell)
{
    struct xlsx_out *out = writer->xlsx;
    lxw_row_t row = (lxw_row_t)writer->row;
    lxw_col_t column = (lxw_col_t)writer->column;
    lxw_format *format = out->formats[cell->kind][cell->red];
    lxw_error error = LXW_NO_ERROR;
    if (cell->kind == SHEET_COLUMN_TEXT) error = *cell->text ? worksheet_write_string(out->sheet, row, column, cell->text, format) : LXW_NO_ERROR;
    else error = worksheet_write_number(out->sheet, row, column, cell->number, format);
    if (!*cell->text && cell->kind == SHEET_COLUMN_TEXT && cell->red) error = worksheet_write_blank(out->sheet, row, column, format);
    if (error) writer->failed = true;
}

static bool xlsx_end(struct sheet_writer *writer)
{
    return workbook_close(writer->xlsx->workbook) == LXW_NO_ERROR;      /* it frees the workbook in any case */
}

struct sheet_writer *sheet_writer_new(struct arena *arena, text path, const struct sheet_paper *paper)
{
    if (paper->count < 1) return NULL;
    struct sheet_writer *writer = arena_take(arena, sizeof *writer);
    writer->arena = arena;
    writer->scratch = arena_new();
    writer->path = arena_copy(arena, path);
    writer->paper = paper;
    writer->columns = paper->count + (*paper->message_title != 0);
    writer->row = 1;
    return writer;
}

struct sheet_writer *sheet_writer_xlsx(struct arena *arena, text path, const struct sheet_paper *paper)
{
    lxw_workbook_options options = { .constant_memory = LXW_TRUE };
    struct sheet_writer *writer = sheet_writer_new(arena, path, paper);
    if (!writer) return NULL;
    struct xlsx_out *out = writer->xlsx = arena_take(arena, sizeof *out);
    writer->cell = xlsx_cell;
    writer->end = xlsx_end;
    out->workbook = workbook_new_opt(writer->path, &options);
    out->sheet = out->workbook ? workbook_add_worksheet(out->workbook, sheet_name(arena, paper->name)) : NULL;
    if (!out->sheet) { arena_free(writer->scratch); return NULL; }
    set_formats(out);
    set_watermark(writer, out);
    set_headings(writer, out);
    return writer;
}

/* ---- the cells */
static void put(struct sheet_writer *writer, struct written cell)
{
    int last = cell.message ? writer->columns : writer->paper->count;
    if (writer->column >= last) return;
    cell.red = cell.red || writer->red;
    writer->red = false;
    if (writer->row < SHEET_WRITER_ROWS && !writer->failed) writer->cell(writer, &cell);
    writer->column++;
}

static text shortened(struct sheet_writer *writer, text value)
{
    enum { LONGEST = 32767 };                                   /* characters of a cell, as UTF-16 counts them: 𠮷 is two */
    if (strlen(value) > LONGEST && utf8_length(value) > LONGEST / 2)
        value = arena_print(writer->scratch, "%s…", utf8_cut(writer->scratch, value, LONGEST / 2 - 1));
    return value;
}

void sheet_write_text(struct sheet_writer *writer, text value)
{
    put(writer, (struct written){ .kind = SHEET_COLUMN_TEXT, .text = shortened(writer, value) });
}

static void put_number(struct sheet_writer *writer, enum sheet_column_kind kind, double number, text plain)
{
    put(writer, (struct written){ .kind = kind, .number = number, .text = plain });
}

void sheet_write_number(struct sheet_writer *writer, double value)
{
    if (!isfinite(value)) { sheet_write_empty(writer); return; }
    put_number(writer, SHEET_COLUMN_NUMBER, value, arena_print(writer->scratch, "%.15g", value));
}

void sheet_write_money(struct sheet_writer *writer, maybe_money amount)
{
    if (!amount.given) { sheet_write_empty(writer); return; }
    money plain = { amount.fen };
    put_number(writer, SHEET_COLUMN_MONEY, (double)amount.fen / 100, money_text(writer->scratch, plain));
}

/* Excel's day 61 is 1900-03-01; before it stands the day that never was, so older dates go as text. */
static double serial(day when) { return when.number - day_from_date((struct date){ 1899, 12, 30 }).number; }

void sheet_write_day(struct sheet_writer *writer, maybe_day when)
{
    day plain = { when.number };
    text shown = when.given ? day_text(writer->scratch, plain) : "";
    if (when.given && serial(plain) > 60) put_number(writer, SHEET_COLUMN_DAY, serial(plain), shown);
    else sheet_write_text(writer, shown);
}

void sheet_write_instant(struct sheet_writer *writer, instant when)
{
    if (!when.ms) { sheet_write_empty(writer); return; }
    day civil = day_of(when);
    int minute = minute_of_day(when);
    text shown = arena_print(writer->scratch, "%s %02d:%02d", day_text(writer->scratch, civil), minute / 60, minute % 60);
    put_number(writer, SHEET_COLUMN_INSTANT, serial(civil) + minute / 1440.0, shown);
}

void sheet_write_empty(struct sheet_writer *writer) { put(writer, (struct written){ .kind = SHEET_COLUMN_TEXT, .text = "" }); }
void sheet_write_red(struct sheet_writer *writer) { writer->red = true; }

void sheet_write_message(struct sheet_writer *writer, text message)
{
    if (!*writer->paper->message_title || !*message) return;
    while (writer->column < writer->paper->count) sheet_write_empty(writer);
    writer->column = writer->paper->count;
    put(writer, (struct written){ .kind = SHEET_COLUMN_TEXT, .red = true, .message = true, .text = shortened(writer, message) });
}

void sheet_write_row(struct sheet_writer *writer)
{
    if (writer->row >= SHEET_WRITER_ROWS) writer->failed = true;
    if (writer->finish_row) writer->finish_row(writer);
    writer->row++;
    writer->column = 0;
    writer->red = false;
    arena_reset(writer->scratch);
}

bool sheet_writer_close(struct sheet_writer *writer)
{
    bool well = writer->end(writer) && !writer->failed;
    arena_free(writer->scratch);
    if (!well) unlink(writer->path);
    return well;
}

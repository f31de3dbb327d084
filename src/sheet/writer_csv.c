/* writer_csv.c — RFC 4180 with the UTF-8 mark, without which Excel in China reads GB18030. */
#include <string.h>
#include "sheet/writer_inside.h"

/* A text that Excel would take for a formula gets an apostrophe (OWASP, "CSV injection"). So does one that begins with an
 * apostrophe before such a sign: sheet.h takes exactly one off again. */
static bool needs_guard(text value)
{
    return *value && (strchr("=+-@\t\r", *value) || (*value == '\'' && value[1] && strchr("=+-@\t\r'", value[1])));
}

static void csv_text(FILE *out, text value)
{
    bool guard = needs_guard(value);
    if (!guard && !strpbrk(value, ",\"\r\n\t;") && (!*value || (*value != ' ' && value[strlen(value) - 1] != ' '))) { fputs(value, out); return; }
    fputc('"', out);
    if (guard) fputc('\'', out);
    for (; *value; value++) { if (*value == '"') fputc('"', out); fputc(*value, out); }
    fputc('"', out);
}

static void csv_cell_out(struct sheet_writer *writer, const struct written *cell)
{
    if (writer->column) fputc(',', writer->csv);
    if (cell->kind == SHEET_COLUMN_TEXT) csv_text(writer->csv, cell->text);
    else fputs(cell->text, writer->csv);
}

/* Every row has all its commas, so that the file stays a rectangle. */
static void csv_row_out(struct sheet_writer *writer)
{
    for (int column = writer->column ? writer->column : 1; column < writer->columns; column++) fputc(',', writer->csv);
    fputs("\r\n", writer->csv);
}

static bool csv_end(struct sheet_writer *writer)
{
    bool well = !ferror(writer->csv);
    return !fclose(writer->csv) && well;
}

struct sheet_writer *sheet_writer_csv(struct arena *arena, text path, const struct sheet_paper *paper)
{
    struct sheet_writer *writer = sheet_writer_new(arena, path, paper);
    if (!writer) return NULL;
    writer->csv = fopen(writer->path, "wbe");
    if (!writer->csv) { arena_free(writer->scratch); return NULL; }
    writer->cell = csv_cell_out;
    writer->finish_row = csv_row_out;
    writer->end = csv_end;
    fputs("\xEF\xBB\xBF", writer->csv);
    for (int i = 0; i < writer->columns; i++) {
        if (i) fputc(',', writer->csv);
        csv_text(writer->csv, i < paper->count ? paper->columns[i].title : paper->message_title);
    }
    fputs("\r\n", writer->csv);
    return writer;
}

/* fuzz/sheet.c — bytes a stranger uploads as a table. Input that begins with '<' is put as the worksheet into a workbook made
 * here (an archive's checksums keep random bytes from ever reaching the XML); everything else is the file itself.
 * The property: no crash, and rows rise, columns rise, texts are texts. Run: fuzz/run sheet 60 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "sheet/sheet.h"
#include "sheet/testing.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check_row(const struct sheet_row *row, int64_t before)
{
    if (row->number <= before || row->count < 1) abort();
    for (int i = 0; i < row->count; i++)
        if (!row->cells[i].kind || !row->cells[i].text || !*row->cells[i].text || (i && row->cells[i].column <= row->cells[i - 1].column)) abort();
}

static void read_sheet(struct arena *arena, struct sheet_book *book, int index)
{
    text why;
    struct sheet_look look;
    struct sheet_row row;
    int64_t before = 0;
    sheet_look(book, index, arena, 20, &look, &why);
    struct sheet_rows *rows = sheet_rows(book, index, 0, &why);
    for (; rows && sheet_next(rows, &row); before = row.number) check_row(&row, before);
    sheet_rows_close(rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena *arena = arena_new();
    text path, why;
    if (length && *bytes == '<')
        path = made_xlsx(arena, &(struct made){ .sheet = arena_copy_n(arena, (const char *)bytes, length), .shared = "<sst><si><t>a</t></si></sst>",
            .formats = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"20\"/></cellXfs>" });
    else path = made_file(arena, bytes, length);
    struct sheet_book *book = sheet_open(arena, path, &why);
    if (!book && !*why) abort();
    for (int i = 0; book && i < sheet_count(book) && i < 4; i++) read_sheet(arena, book, i);
    sheet_close(book);
    arena_free(arena);
    return 0;
}

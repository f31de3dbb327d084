/* writer_test.c — what is written is read back by the reader of this room; styles and merges are looked at in the XML. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>
#include "sheet/inside.h"
#include "sheet/testing.h"
#include "sheet/writer.h"
#include "test/test.h"

static const struct sheet_column columns[] = {
    { "姓名", SHEET_COLUMN_TEXT, 0 }, { "次数", SHEET_COLUMN_NUMBER, 0 }, { "金额", SHEET_COLUMN_MONEY, 0 },
    { "日期", SHEET_COLUMN_DAY, 0 }, { "时间", SHEET_COLUMN_INSTANT, 20 },
};
static const struct sheet_paper paper = { "员工/名单", columns, 5, "问题", "阳光家政 & 李四 2026-03-05" };

static maybe_day a_day(int year, int month, int number)
{
    return (maybe_day){ day_from_date((struct date){ year, month, number }).number, true };
}

static void write_rows(struct sheet_writer *writer)
{
    sheet_write_text(writer, "=cmd|'/c calc'!A0");
    sheet_write_number(writer, 3);
    sheet_write_money(writer, (maybe_money){ 128050, true });
    sheet_write_day(writer, a_day(2026, 3, 5));
    sheet_write_instant(writer, day_at(day_from_date((struct date){ 2026, 3, 5 }), 9 * 60 + 30));
    sheet_write_text(writer, "one too many");
    sheet_write_row(writer);
    sheet_write_text(writer, "-1,\"x\"\n;");
    sheet_write_empty(writer);
    sheet_write_money(writer, (maybe_money){ 0, false });
    sheet_write_red(writer);
    sheet_write_day(writer, a_day(1899, 12, 31));
    sheet_write_message(writer, "身份证号不对");
    sheet_write_row(writer);
    sheet_write_text(writer, "'@");
    sheet_write_number(writer, 0.0 / 0.0);
    sheet_write_row(writer);
}

static text shape(struct arena *arena, text path, text *ret_why)
{
    static const char kinds[] = "_tndhfe";
    struct buf out = buf_new(arena);
    struct sheet_book *book = sheet_open(arena, path, ret_why);
    if (!book) return "";
    struct sheet_row row;
    struct sheet_rows *rows = sheet_rows(book, 0, 0, ret_why);
    while (sheet_next(rows, &row))
        for (int i = 0; i < row.count; i++) buf_print(&out, "%lld%c%c=%s|", (long long)row.number, 'A' + row.cells[i].column, kinds[row.cells[i].kind], row.cells[i].text);
    *ret_why = sheet_rows_why(rows);
    sheet_rows_close(rows);
    sheet_close(book);
    return buf_text(&out);
}

static text part_of(struct arena *arena, text path, text name)
{
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    zip_file_t *file = zip ? zip_fopen(zip, name, 0) : NULL;
    char *bytes = arena_take(arena, 100000);
    if (file) { zip_fread(file, bytes, 99999); zip_fclose(file); }
    if (zip) zip_discard(zip);
    return bytes;
}

TEST(a_written_workbook_is_read_back_as_it_was)
{
    struct arena *arena = arena_new();
    text path = made_file(arena, "", 0), why;
    struct sheet_writer *writer = sheet_writer_xlsx(arena, path, &paper);
    write_rows(writer);
    CHECK(sheet_writer_close(writer));
    SAME_TEXT(shape(arena, path, &why), "1At=姓名|1Bt=次数|1Ct=金额|1Dt=日期|1Et=时间|1Ft=问题|2At==cmd|'/c calc'!A0|2Bn=3|2Cn=1280.5|2Dd=2026-03-05|2Ed=2026-03-05 09:30|"
        "3At=-1,\"x\"\n;|3Dt=1899-12-31|3Ft=身份证号不对|4At='@|");
    SAME_TEXT(why, "");
    text sheet = part_of(arena, path, "xl/worksheets/sheet1.xml"), styles = part_of(arena, path, "xl/styles.xml");
    CHECK(!strstr(sheet, "<f>"));
    CHECK(strstr(sheet, "state=\"frozen\"") && strstr(sheet, "<oddHeader>&amp;C&amp;9 阳光家政 &amp;&amp; 李四 2026-03-05</oddHeader>"));
    CHECK(strstr(styles, "FFFFC7CE") && strstr(styles, "yyyy-mm-dd hh:mm"));
    CHECK(strstr(part_of(arena, path, "xl/workbook.xml"), "name=\"员工 名单\""));
    arena_free(arena);
}

TEST(a_written_csv_is_read_back_as_it_was)
{
    struct arena *arena = arena_new();
    text path = made_file(arena, "", 0), why;
    struct sheet_writer *writer = sheet_writer_csv(arena, path, &paper);
    write_rows(writer);
    CHECK(sheet_writer_close(writer));
    SAME_TEXT(shape(arena, path, &why), "1At=姓名|1Bt=次数|1Ct=金额|1Dt=日期|1Et=时间|1Ft=问题|2At==cmd|'/c calc'!A0|2Bn=3|2Cn=1280.50|2Dt=2026-03-05|2Et=2026-03-05 09:30|"
        "3At=-1,\"x\"\n;|3Dt=1899-12-31|3Ft=身份证号不对|4At='@|");
    char bytes[400] = "";
    FILE *file = fopen(path, "rb");
    CHECK(fread(bytes, 1, sizeof bytes - 1, file) > 0);
    fclose(file);
    CHECK(strstr(bytes, "\xEF\xBB\xBF姓名,次数,金额,日期,时间,问题\r\n\"'=cmd|'/c calc'!A0\",3,1280.50,2026-03-05,2026-03-05 09:30,\r\n\"'-1,\"\"x\"\"\n;\",") == bytes);
    CHECK(strstr(bytes, "\r\n\"''@\",,,,,\r\n"));
    arena_free(arena);
}

/* A link, because the writer removes what it could not write. */
static text full_disk(struct arena *arena)
{
    text path = made_file(arena, "", 0);
    unlink(path);
    CHECK(!symlink("/dev/full", path));
    return path;
}

TEST(what_cannot_be_written_is_told)
{
    struct arena *arena = arena_new();
    CHECK(!sheet_writer_csv(arena, "/nowhere/a.csv", &paper));
    CHECK(!sheet_writer_csv(arena, made_file(arena, "", 0), &(struct sheet_paper){ "", columns, 0, "", "" }));
    struct sheet_writer *writer = sheet_writer_xlsx(arena, "/nowhere/a.xlsx", &paper);
    if (writer) { sheet_write_text(writer, "x"); sheet_write_row(writer); CHECK(!sheet_writer_close(writer)); }
    writer = sheet_writer_csv(arena, full_disk(arena), &paper);
    for (int i = 0; writer && i < 2000; i++) { sheet_write_text(writer, "a row for a full disk"); sheet_write_row(writer); }
    CHECK(writer && !sheet_writer_close(writer));
    arena_free(arena);
}

TEST(twenty_thousand_rows_go_through_in_little_memory)
{
    struct arena *arena = arena_new(), *other = arena_new();
    text path = made_file(other, "", 0), why;
    struct sheet_writer *writer = sheet_writer_xlsx(arena, path, &paper);
    for (int i = 0; i < 20000; i++) {
        char name[40];
        snprintf(name, sizeof name, "服务员%d", i);
        sheet_write_text(writer, name);
        sheet_write_number(writer, i);
        sheet_write_money(writer, (maybe_money){ i, true });
        sheet_write_day(writer, a_day(2026, 1 + i % 12, 1 + i % 28));
        sheet_write_row(writer);
    }
    CHECK(sheet_writer_close(writer));
    arena_reset(arena);
    struct sheet_book *book = sheet_open(arena, path, &why);
    struct sheet_rows *rows = sheet_rows(book, 0, 2, &why);
    struct sheet_row row;
    int right = 0;
    while (sheet_next(rows, &row)) right += (int)sheet_cell(&row, 1).number == row.number - 2 && row.count == 4 && sheet_cell(&row, 3).kind == SHEET_DATE;
    EQUAL(right, 20000);
    CHECK(arena_used(arena) < 2 << 20);
    sheet_rows_close(rows);
    sheet_close(book);
    arena_free(arena);
    arena_free(other);
}

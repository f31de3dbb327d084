/* head_test.c — where the headings are. A table is one text: rows by line, cells by bar; merges are real ones in a workbook. */
#include <string.h>
#include "sheet/inside.h"
#include "sheet/testing.h"
#include "test/test.h"

static int header_of(struct arena *arena, text table)
{
    struct sheet_row rows[20] = { 0 };
    int count = 0, column = 0;
    struct row_made made = { .arena = arena };
    for (const char *at = table;; at++) {
        size_t length = strcspn(at, "|\n");
        struct sheet_cell cell = csv_cell(arena, arena_copy_n(arena, at, length));
        cell.column = column++;
        if (cell.kind) row_add(&made, cell);
        at += length;
        if (*at == '|') continue;
        rows[count] = (struct sheet_row){ .number = count + 1, .count = made.count, .cells = made.cells };
        count++;
        column = 0;
        made = (struct row_made){ .arena = arena };
        if (!*at) return sheet_guess_header(rows, count, NULL, 0);
    }
}

TEST(the_headings_are_found_among_titles_and_data)
{
    static const struct { text why, table; int header; } cases[] = {
        { "at the top", "姓名|性别|电话\n张三|女|13800000000", 0 },
        { "below a title", "阳光家政员工名单\n姓名|性别|电话|籍贯\n张三|女|13800000000|湖南", 1 },
        { "below a title and who made it", "花名册\n制表：李四|日期：2026-03-05\n姓名|性别|电话|籍贯|备注\n张三|女|138|湖南|", 2 },
        { "data has a text more than the headings", "姓名|性别|籍贯\n张三|女|湖南|住家", 0 },
        { "data is text only", "姓名|性别\n张三|女\n李四|男", 0 },
        { "an empty form", "姓名|性别|电话", 0 },
        { "one column", "姓名\n张三", 0 },
        { "the same word again is no second heading", "合计|合计|合计|合计\n姓名|电话|地址\n张三|1|2", 1 },
        { "numbers only", "1|2\n3|4", -1 },
        { "a long note above", "填写说明：请把每一位家政服务员的信息按身份证填写完整，电话必须是本人使用的手机号码，否则系统将不能导入这一行\n姓名|电话\n张三|1", 1 },
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) { CASE(cases[i].why); EQUAL(header_of(arena, cases[i].table), cases[i].header); }
    EQUAL(sheet_guess_header(NULL, 0, NULL, 0), -1);
    arena_free(arena);
}

#define T(cell, value) "<c r=\"" cell "\" t=\"inlineStr\"><is><t>" value "</t></is></c>"

TEST(headings_in_two_lines_are_joined_by_their_merges)
{
    struct arena *arena = arena_new();
    text why;
    struct sheet_look look;
    struct sheet_book *book = sheet_open(arena, made_xlsx(arena, &(struct made){ .sheet = "<worksheet><sheetData>"
        "<row r=\"1\">" T("A1", "花名册") "</row><row r=\"2\">" T("A2", "序号") T("B2", "姓名") T("C2", "联系方式") T("E2", "备注") "</row>"
        "<row r=\"3\">" T("C3", "电话") T("D3", "微信") "</row><row r=\"4\"><c r=\"A4\"><v>1</v></c>" T("B4", "张三") "<c r=\"C4\"><v>138</v></c></row>"
        "<row r=\"5\"><c r=\"A5\"><v>2</v></c>" T("B5", "李四") "</row></sheetData>"
        "<mergeCells><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"C2:D2\"/><mergeCell ref=\"E2:E3\"/>"
        "<mergeCell ref=\"C4:C5\"/><mergeCell ref=\"junk\"/><mergeCell ref=\"Z9:A1\"/></mergeCells></worksheet>" }), &why);
    CHECK(sheet_look(book, 0, arena, 30, &look, &why));
    EQUAL(look.count, 5);
    EQUAL(look.header, 2);
    static const text expected[] = { "序号", "姓名", "电话", "微信", "备注" };
    for (int i = 0; i < 5; i++) SAME_TEXT(sheet_cell(&look.rows[2], i).text, expected[i]);
    SAME_TEXT(sheet_cell(&look.rows[4], 2).text, "");       /* data is not made up */
    const struct sheet_merge *merges;
    int count;
    CHECK(sheet_merges(book, 0, arena, &merges, &count, &why));
    EQUAL(count, 6);
    sheet_close(book);
    arena_free(arena);
}

/* sheet_test.c — reading: files are built here, by libzip for what Excel or an attacker would write, as raw bytes for CSV. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>
#include "sheet/inside.h"
#include "sheet/testing.h"
#include "test/test.h"

#define SHEET(rows) "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" rows "</sheetData></worksheet>"

static struct sheet_book *book_of(struct arena *arena, const struct made *made, text *ret_why)
{
    return sheet_open(arena, made_xlsx(arena, made), ret_why);
}

/* All rows as "3:A=text|C=number;": the shape of a sheet in one line. */
static text shape(struct arena *arena, struct sheet_book *book, int index)
{
    static const char kinds[] = "_tndhfe";
    struct buf out = buf_new(arena);
    struct sheet_row row;
    text why;
    struct sheet_rows *rows = sheet_rows(book, index, 0, &why);
    while (rows && sheet_next(rows, &row)) {
        buf_print(&out, "%lld%s:", (long long)row.number, row.hidden ? "h" : "");
        for (int i = 0; i < row.count; i++)
            buf_print(&out, "%s%c%c=%s%s", i ? "|" : "", 'A' + row.cells[i].column, kinds[row.cells[i].kind], row.cells[i].text, row.cells[i].worn ? "!" : "");
        buf_char(&out, ';');
    }
    if (rows) buf_add(&out, sheet_rows_why(rows));
    else buf_add(&out, why);
    sheet_rows_close(rows);
    return buf_text(&out);
}

static void expect_sheet(const struct made *made, text expected)
{
    struct arena *arena = arena_new();
    text why;
    struct sheet_book *book = book_of(arena, made, &why);
    SAME_TEXT(why, "");
    if (book) SAME_TEXT(shape(arena, book, 0), expected);
    sheet_close(book);
    arena_free(arena);
}

static void expect_refusal(const struct made *made, text part_of_why)
{
    struct arena *arena = arena_new();
    text why;
    struct sheet_book *book = book_of(arena, made, &why);
    if (book) why = shape(arena, book, 0);
    if (!strstr(why, part_of_why)) SAME_TEXT(why, part_of_why);
    CHECK(*part_of_why && *why);
    sheet_close(book);
    arena_free(arena);
}

TEST(values_of_every_kind_are_read)
{
    expect_sheet(&(struct made){ .shared = "<sst><si><t>姓名</t></si><si><r><t>张</t></r><r><t>小明</t></r><rPh><t>zhang</t></rPh></si></sst>",
        .sheet = SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>"
            "<row r=\"4\" hidden=\"1\"><c r=\"A4\" t=\"inlineStr\"><is><t>行内</t><rPh><t>x</t></rPh></is></c><c r=\"B4\"><v>1.3812345678E10</v></c>"
            "<c r=\"C4\" t=\"b\"><v>1</v></c><c r=\"D4\" t=\"e\"><v>#N/A</v></c><c r=\"E4\" t=\"str\"><f>A1&amp;B1</f><v>合</v></c><c r=\"F4\"><f>1+1</f></c>"
            "<c r=\"G4\"><f>1+1</f><v>2</v></c><c r=\"H4\" t=\"d\"><v>2026-03-05T09:30:00</v></c></row>") },
        "1:At=姓名|Ct=张小明;4h:At=行内|Bn=13812345678|Cf=TRUE|De=#N/A|Et=合|Fe==|Gn=2|Hd=2026-03-05 09:30;");
}

TEST(cells_without_coordinates_and_with_prefixes_are_read)
{
    expect_sheet(&(struct made){ .sheet = "<x:worksheet xmlns:x=\"u\"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c r=\"D1\"><x:v>2</x:v></x:c><x:c><x:v>3</x:v></x:c></x:row>"
        "<x:row/><x:row><x:c><x:v>-0.1</x:v></x:c></x:row></x:sheetData></x:worksheet>" }, "1:An=1|Dn=2|En=3;3:An=-0.1;");
}

TEST(escapes_of_control_characters_are_undone)
{
    expect_sheet(&(struct made){ .sheet = SHEET("<row><c t=\"inlineStr\"><is><t>一_x000D_&#10;二 _x005F_x0041_ _x00_</t></is></c><c t=\"inlineStr\"><is><t>  </t></is></c></row>") },
        "1:At=一\n二 _x0041_ _x00_;");
}

TEST(digits_an_excel_number_lost_are_told)
{
    expect_sheet(&(struct made){ .sheet = SHEET("<row><c><v>1.10101199003078E+17</v></c><c><v>999999999999999</v></c><c><v>1E-7</v></c><c><v>abc</v></c></row>") },
        "1:An=110101199003078000!|Bn=999999999999999|Cn=0.0000001|Dt=abc;");
}

TEST(hidden_sheets_and_names_are_told)
{
    struct arena *arena = arena_new();
    text why;
    struct sheet_book *book = book_of(arena, &(struct made){ .sheet = SHEET("<row><c><v>1</v></c></row>"), .hidden_too = true }, &why);
    EQUAL(sheet_count(book), 2);
    SAME_TEXT(sheet_at(book, 0)->name, "员工&名单");
    CHECK(!sheet_at(book, 0)->hidden && sheet_at(book, 1)->hidden && !sheet_at(book, 2));
    sheet_close(book);
    arena_free(arena);
}

TEST(a_cursor_starts_where_it_is_told_and_again)
{
    struct arena *arena = arena_new();
    text why;
    struct sheet_book *book = book_of(arena, &(struct made){ .sheet = SHEET("<row r=\"1\"><c><v>1</v></c></row><row r=\"5\"><c><v>5</v></c></row><row r=\"9\"><c><v>9</v></c></row>") }, &why);
    for (int round = 0; round < 2; round++) {
        struct sheet_row row;
        struct sheet_rows *one = sheet_rows(book, 0, 4, &why), *other = sheet_rows(book, 0, 0, &why);
        CHECK(sheet_next(one, &row) && row.number == 5);
        CHECK(sheet_next(other, &row) && row.number == 1);
        CHECK(sheet_next(one, &row) && row.number == 9 && !sheet_next(one, &row) && !sheet_next(one, &row));
        sheet_rows_close(one);
        sheet_rows_close(other);
    }
    CHECK(!sheet_rows(book, 7, 0, &why) && *why);
    sheet_close(book);
    arena_free(arena);
}

TEST(what_is_no_workbook_is_refused_with_a_sentence)
{
    static const struct { text why, bytes, says; } cases[] = {
        { "old xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "save it as .xlsx" },
        { "html called xls", "\xEF\xBB\xBF \n<html><table>", "web page" },
        { "pdf", "%PDF-1.4", "PDF" },
        { "nothing", "", "empty" },
        { "broken archive", "PK\3\4garbage", "damaged" },
        { "neither encoding", "a,\xFF\xFF\xFF\n", "neither" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        text why;
        CASE(cases[i].why);
        CHECK(!sheet_open(arena, made_file(arena, cases[i].bytes, strlen(cases[i].bytes)), &why));
        CHECK(strstr(why, cases[i].says));
        arena_free(arena);
    }
    struct arena *arena = arena_new();
    text why;
    CHECK(!sheet_open(arena, "/nowhere/at.all", &why) && *why);
    arena_free(arena);
}

TEST(hostile_workbooks_are_refused)
{
    CASE("a DTD");
    expect_refusal(&(struct made){ .sheet = "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet><sheetData/></worksheet>" }, "document type");
    CASE("a row too far");
    expect_refusal(&(struct made){ .sheet = SHEET("<row r=\"1048577\"><c><v>1</v></c></row>") }, "1,048,576");
    CASE("a row number beyond any integer");
    expect_refusal(&(struct made){ .sheet = SHEET("<row r=\"99999999999999999999999\"><c><v>1</v></c></row>") }, "1,048,576");
    CASE("row zero");
    expect_refusal(&(struct made){ .sheet = SHEET("<row r=\"0\"><c><v>1</v></c></row>") }, "damaged");
    CASE("a column too far");
    expect_refusal(&(struct made){ .sheet = SHEET("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>") }, "16,384");
    CASE("a column beyond any integer");
    expect_refusal(&(struct made){ .sheet = SHEET("<row r=\"1\"><c r=\"ZZZZZZZZZZZZZZZZ1\"><v>1</v></c></row>") }, "16,384");
    CASE("columns backwards");
    expect_refusal(&(struct made){ .sheet = SHEET("<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>") }, "damaged");
    CASE("rows backwards");
    expect_refusal(&(struct made){ .sheet = SHEET("<row r=\"2\"/><row r=\"1\"/>") }, "damaged");
    CASE("a shared text that is not there");
    expect_refusal(&(struct made){ .shared = "<sst/>", .sheet = SHEET("<row><c t=\"s\"><v>0</v></c></row>") }, "damaged");
    CASE("cut off");
    expect_refusal(&(struct made){ .sheet = "<worksheet><sheetData><row><c><v>1" }, "damaged");
    CASE("not well formed");
    expect_refusal(&(struct made){ .sheet = "<worksheet><sheetData><row></c></row>" }, "damaged");
    CASE("the sheet's part is missing");
    expect_refusal(&(struct made){ .sheet = NULL }, "damaged");
}

static char *repeated(struct arena *arena, text before, text what, int times, text after)
{
    struct buf out = buf_new(arena);
    buf_add(&out, before);
    for (int i = 0; i < times; i++) buf_add(&out, what);
    buf_add(&out, after);
    buf_text(&out);
    return out.at;
}

TEST(bombs_are_refused)
{
    struct arena *arena = arena_new();
    CASE("a ratio no person's table has");
    expect_refusal(&(struct made){ .sheet = repeated(arena, "<worksheet><sheetData>", "<row><c/><c/><c/><c/><c/><c/><c/><c/></row>\n", 210000, "</sheetData></worksheet>") }, "too large");
    CASE("one endless tag");
    expect_refusal(&(struct made){ .sheet = repeated(arena, "<worksheet a=\"", "aaaaaaaaaaaaaaaa", 80000, "\"/>") }, "damaged");
    CASE("endless nesting");
    expect_refusal(&(struct made){ .sheet = repeated(arena, "", "<a>", 1000, "") }, "damaged");
    CASE("an endless cell");
    expect_refusal(&(struct made){ .sheet = repeated(arena, "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>", "0123456789", 20000, "</t></is></c></row></sheetData></worksheet>") }, "longer");
    CASE("an endless shared text");
    expect_refusal(&(struct made){ .shared = repeated(arena, "<sst><si><t>", "0123456789", 20000, "</t></si></sst>"), .sheet = SHEET("") }, "longer");
    arena_free(arena);
}

TEST(a_truncated_workbook_never_reads_as_a_whole_one)
{
    struct arena *arena = arena_new();
    text whole = made_xlsx(arena, &(struct made){ .sheet = SHEET("<row><c><v>1</v></c></row>") });
    char bytes[8000];
    FILE *file = fopen(whole, "rb");
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    CHECK(length > 200 && length < sizeof bytes);
    for (size_t cut = 2; cut < length; cut += 7) {
        text why;
        CHECK(!sheet_open(arena, made_file(arena, bytes, cut), &why) && *why);
    }
    arena_free(arena);
}

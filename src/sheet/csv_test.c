/* csv_test.c — text files as Excel, WPS and other systems write them. */
#include <string.h>
#include "sheet/inside.h"
#include "sheet/testing.h"
#include "test/test.h"

/* "A=n13|C=tx;" row by row, or the reason at the end. */
static text shape_of(struct arena *arena, const void *bytes, size_t length)
{
    static const char kinds[] = "_tndhfe";
    text why;
    struct buf out = buf_new(arena);
    struct sheet_row row;
    struct sheet_book *book = sheet_open(arena, made_file(arena, bytes, length), &why);
    if (!book) return why;
    struct sheet_rows *rows = sheet_rows(book, 0, 0, &why);
    while (sheet_next(rows, &row)) {
        buf_print(&out, "%lld:", (long long)row.number);
        for (int i = 0; i < row.count; i++)
            buf_print(&out, "%s%c%c=%s%s", i ? "|" : "", 'A' + row.cells[i].column, kinds[row.cells[i].kind], row.cells[i].text, row.cells[i].worn ? "!" : "");
        buf_char(&out, ';');
    }
    buf_add(&out, sheet_rows_why(rows));
    sheet_rows_close(rows);
    sheet_close(book);
    return buf_text(&out);
}

static void expect_bytes(const void *bytes, size_t length, text expected)
{
    struct arena *arena = arena_new();
    SAME_TEXT(shape_of(arena, bytes, length), expected);
    arena_free(arena);
}

static void expect(text bytes, text expected) { CASE(bytes); expect_bytes(bytes, strlen(bytes), expected); }

TEST(fields_quotes_and_line_ends_are_read)
{
    expect("a,b\r\n1,2\r\n", "1:At=a|Bt=b;2:An=1|Bn=2;");
    expect("a,b\r1,2", "1:At=a|Bt=b;2:An=1|Bn=2;");
    expect("a,\"b \"\"x\"\", c\"\n,\"two\nlines\"\n\n,,\nlast,x\n", "1:At=a|Bt=b \"x\", c;2:Bt=two\nlines;5:At=last|Bt=x;");
    expect("a,5\" pipe\nb,\"q\"tail\n", "1:At=a|Bt=5\" pipe;2:At=b|Bt=qtail;");
    expect("a,\"open\nb,c\n", "A quotation mark is opened and never closed.");
}

TEST(the_separator_is_the_sign_that_stands_evenly)
{
    expect("a;b,x;c\n1;2;3\n", "1:At=a|Bt=b,x|Ct=c;2:An=1|Bn=2|Cn=3;");
    expect("a\tb, c, d\n1\t2, e\n", "1:At=a|Bt=b, c, d;2:An=1|Bt=2, e;");
    expect("x,y\n\"1;2;3;4\",5\n", "1:At=x|Bt=y;2:At=1;2;3;4|Bn=5;");
    expect("sep=;\na,b;c\n", "2:At=a,b|Bt=c;");
    expect("one\ntwo\n", "1:At=one;2:At=two;");
    expect("title\na;b\nc;d", "1:At=title;2:At=a|Bt=b;3:At=c|Bt=d;");
}

TEST(numbers_in_csv_keep_their_digits_or_say_so)
{
    expect("00123,13812345678,110101199003078811,1.38E+10,1.3812345678E+10,=\"0138\",1.5,-2,1e5,0,0.5,1.2.3,7\t\n",
        "1:At=00123|Bn=13812345678|Ct=110101199003078811|Dn=13800000000!|En=13812345678|Ft=0138|Gn=1.5|Hn=-2|It=1e5|Jn=0|Kn=0.5|Lt=1.2.3|Mn=7;");
    expect("'=1+1,'name,'-5,'\n", "1:At==1+1|Bt='name|Cn=-5|Dt=';");
}

TEST(encodings_are_told_apart)
{
    static const char gb[] = "\xD0\xD5\xC3\xFB,\xB5\xE7\xBB\xB0\n\x81\x30\x81\x30,1\n";       /* 姓名,电话 and a four-byte character */
    static const char wide[] = "\xFF\xFE\xD3\x59\t\x00\x0D\x54\n\x00";
    expect("\xEF\xBB\xBF姓名,电话\n", "1:At=姓名|Bt=电话;");
    expect("姓名,𠮷\n", "1:At=姓名|Bt=𠮷;");
    expect_bytes(gb, sizeof gb - 1, "1:At=姓名|Bt=电话;2:At=\xC2\x80|Bn=1;");
    expect_bytes(wide, sizeof wide - 1, "1:At=姓|Bt=名;");
}

TEST(broken_encodings_are_refused)
{
    static const text neither = "This is neither a workbook nor a text file in UTF-8 or GB18030. Save it as .xlsx.";
    static const struct { text why, bytes; size_t length; } cases[] = {
        { "a GB character cut by the end", "a,\xD0", 3 }, { "UTF-8 with its mark and then not", "\xEF\xBB\xBF" "a,\xD0\xD5\n", 8 },
        { "a NUL", "a,\0b\n", 5 }, { "half a UTF-16 unit", "\xFF\xFE" "a\0b", 5 }, { "a lonely surrogate", "\xFF\xFE\x00\xD8\n\0", 6 },
        { "0xFF", "\xFF\xFF\xFF", 3 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) { CASE(cases[i].why); expect_bytes(cases[i].bytes, cases[i].length, neither); }
}

TEST(a_long_file_changes_no_character_at_the_seams)
{
    struct arena *arena = arena_new();
    struct buf bytes = buf_new(arena);
    for (int i = 0; i < 20000; i++) buf_print(&bytes, "%d,\xD5\xC5\xC8\xFD%s\n", i, i % 3 ? "x" : "");
    text why;
    struct sheet_book *book = sheet_open(arena, made_file(arena, bytes.at, bytes.length), &why);
    struct sheet_rows *rows = sheet_rows(book, 0, 0, &why);
    struct sheet_row row;
    int right = 0;
    for (int i = 0; sheet_next(rows, &row); i++)
        right += (int)sheet_cell(&row, 0).number == i && !strcmp(sheet_cell(&row, 1).text, i % 3 ? "张三x" : "张三") && sheet_cell(&row, 2).kind == SHEET_EMPTY;
    EQUAL(right, 20000);
    SAME_TEXT(sheet_rows_why(rows), "");
    sheet_rows_close(rows);
    sheet_close(book);
    arena_free(arena);
}

TEST(rows_and_columns_without_end_are_refused)
{
    struct arena *arena = arena_new();
    struct buf bytes = buf_new(arena);
    for (int i = 0; i < 16385; i++) buf_add(&bytes, "1,");
    CHECK(strstr(shape_of(arena, bytes.at, bytes.length), "16,384"));
    bytes.length = 0;
    for (int i = 0; i < 1048577; i++) buf_char(&bytes, '\n');
    buf_add(&bytes, "1\n");
    CHECK(strstr(shape_of(arena, bytes.at, bytes.length), "1,048,576"));
    bytes.length = 0;
    buf_char(&bytes, '"');
    for (int i = 0; i < 20000; i++) buf_add(&bytes, "0123456789");
    CHECK(strstr(shape_of(arena, bytes.at, bytes.length), "longer"));
    arena_free(arena);
}

/* format_test.c — number formats and the two date systems. Serials are those Excel shows for the days. */
#include "sheet/inside.h"
#include "test/test.h"

TEST(a_format_code_tells_dates_from_numbers)
{
    static const struct { text code; enum format_kind kind; } cases[] = {
        { "General", FORMAT_PLAIN }, { "G/通用格式", FORMAT_PLAIN }, { "0.00E+00", FORMAT_PLAIN }, { "#,##0.00;[Red]-#,##0.00", FORMAT_PLAIN },
        { "\"共\"0\"days\"", FORMAT_PLAIN }, { "[Red]0.00", FORMAT_PLAIN }, { "_ \xC2\xA5* #,##0.00_ ", FORMAT_PLAIN }, { "@", FORMAT_PLAIN },
        { "yyyy\\-mm\\-dd", FORMAT_DATE }, { "yyyy\"年\"m\"月\"d\"日\";@", FORMAT_DATE }, { "[$-804]yyyy年m月d日", FORMAT_DATE }, { "m/d", FORMAT_DATE },
        { "[$-F800]dddd, mmmm dd, yyyy", FORMAT_DATE }, { "aaaa", FORMAT_DATE }, { "mmm", FORMAT_DATE }, { "[$-411]ge.m.d", FORMAT_DATE },
        { "yyyy/m/d h:mm", FORMAT_DATE_TIME }, { "m/d/yy h:mm AM/PM", FORMAT_DATE_TIME }, { "h:mm:ss", FORMAT_TIME }, { "mm:ss.0", FORMAT_TIME },
        { "上午/下午h\"时\"mm\"分\"", FORMAT_TIME }, { "h:mm A/P", FORMAT_TIME }, { "[h]:mm:ss", FORMAT_ELAPSED }, { "[mm]:ss", FORMAT_ELAPSED },
        { "0%", FORMAT_PERCENT }, { "0.00%", FORMAT_PERCENT }, { "000000", FORMAT_ZEROS }, { "0", FORMAT_PLAIN }, { "000-0000", FORMAT_PLAIN },
        { "", FORMAT_PLAIN }, { "\"", FORMAT_PLAIN }, { "[", FORMAT_PLAIN }, { "\\", FORMAT_PLAIN }, { "y\\", FORMAT_DATE },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) { CASE(cases[i].code); EQUAL(format_of_code(cases[i].code).kind, cases[i].kind); }
}

TEST(a_number_is_shown_as_the_person_sees_it)
{
    static const struct { double number; enum format_kind kind; bool from_1904; enum sheet_kind expected; text shown; } cases[] = {
        { 1, FORMAT_DATE, false, SHEET_DATE, "1900-01-01" }, { 59, FORMAT_DATE, false, SHEET_DATE, "1900-02-28" },
        { 60, FORMAT_DATE, false, SHEET_TEXT, "1900-02-29" }, { 61, FORMAT_DATE, false, SHEET_DATE, "1900-03-01" },
        { 25569, FORMAT_DATE, false, SHEET_DATE, "1970-01-01" }, { 46086, FORMAT_DATE, false, SHEET_DATE, "2026-03-05" },
        { 46086.5, FORMAT_DATE, false, SHEET_DATE, "2026-03-05" }, { 46086.395833333336, FORMAT_DATE_TIME, false, SHEET_DATE, "2026-03-05 09:30" },
        { 46086, FORMAT_DATE_TIME, false, SHEET_DATE, "2026-03-05" }, { 46086.999999999, FORMAT_DATE_TIME, false, SHEET_DATE, "2026-03-06" },
        { 46086.39600694445, FORMAT_DATE_TIME, false, SHEET_DATE, "2026-03-05 09:30:15" }, { 2958465, FORMAT_DATE, false, SHEET_DATE, "9999-12-31" },
        { 2958466, FORMAT_DATE, false, SHEET_NUMBER, "2958466" }, { -1, FORMAT_DATE, false, SHEET_NUMBER, "-1" },
        { 0, FORMAT_DATE, true, SHEET_DATE, "1904-01-01" }, { 44624, FORMAT_DATE, true, SHEET_DATE, "2026-03-05" }, { 60, FORMAT_DATE, true, SHEET_DATE, "1904-03-01" },
        { 0.395833333333333, FORMAT_TIME, false, SHEET_TIME, "09:30" }, { 1.10416666666667, FORMAT_ELAPSED, false, SHEET_TIME, "26:30" },
        { 46086.395833333336, FORMAT_TIME, false, SHEET_DATE, "2026-03-05 09:30" }, { 0.15, FORMAT_PERCENT, false, SHEET_NUMBER, "15%" },
        { 13800000000, FORMAT_PLAIN, false, SHEET_NUMBER, "13800000000" }, { 0.1 + 0.2, FORMAT_PLAIN, false, SHEET_NUMBER, "0.3" },
        { -0.0, FORMAT_PLAIN, false, SHEET_NUMBER, "0" }, { 0.00001234, FORMAT_PLAIN, false, SHEET_NUMBER, "0.00001234" },
        { 110101199003078811., FORMAT_PLAIN, false, SHEET_NUMBER, "110101199003079000" }, { 1e300, FORMAT_PLAIN, false, SHEET_NUMBER, "1e+300" },
        { 1280.5, FORMAT_PLAIN, false, SHEET_NUMBER, "1280.5" },
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CASE(cases[i].shown);
        struct sheet_cell cell = format_number(arena, cases[i].number, (struct format){ (uint8_t)cases[i].kind, 0 }, cases[i].from_1904);
        EQUAL(cell.kind, cases[i].expected);
        SAME_TEXT(cell.text, cases[i].shown);
    }
    SAME_TEXT(format_number(arena, 123, (struct format){ FORMAT_ZEROS, 6 }, false).text, "000123");
    CHECK(format_number(arena, 110101199003078811., (struct format){ FORMAT_PLAIN, 0 }, false).worn);
    arena_free(arena);
}

TEST(the_built_in_formats_of_east_asia_are_dates)
{
    EQUAL(format_of_id(31).kind, FORMAT_DATE);
    EQUAL(format_of_id(57).kind, FORMAT_DATE);
    EQUAL(format_of_id(32).kind, FORMAT_TIME);
    EQUAL(format_of_id(22).kind, FORMAT_DATE_TIME);
    EQUAL(format_of_id(49).kind, FORMAT_PLAIN);
    EQUAL(format_of_id(-5).kind, FORMAT_PLAIN);
}

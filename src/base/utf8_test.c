#include "base/utf8.h"
#include "test/test.h"

TEST(utf8_knows_what_is_none)
{
    static const struct { const char *why, *bytes; bool valid; int length; } rows[] = {
        { "ascii", "abc", true, 3 }, { "han", "月嫂", true, 2 }, { "four bytes", "𠮷a", true, 2 }, { "empty", "", true, 0 },
        { "overlong slash", "\xC0\xAF", false, 2 }, { "overlong three", "\xE0\x80\xAF", false, 3 }, { "surrogate", "\xED\xA0\x80", false, 3 },
        { "beyond the last", "\xF4\x90\x80\x80", false, 4 }, { "cut off", "\xE6\x9C", false, 2 }, { "GBK", "\xD4\xC2\xC9\xA9", false, 3 },
        { "a real U+FFFD", "\xEF\xBF\xBD", true, 1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].why);
        EQUAL(utf8_valid(rows[i].bytes), rows[i].valid);
        EQUAL(utf8_length(rows[i].bytes), rows[i].length);
    }
}

TEST(utf8_cleans_what_people_type)
{
    struct arena *arena = arena_new();
    char thin[8];
    SAME_TEXT(utf8_trim(arena, "　 张 小明\t\n\xC2\xA0　"), "张 小明");
    SAME_TEXT(utf8_trim(arena, "　 "), "");
    SAME_TEXT(utf8_narrow(arena, "１３８，ＡＢｃ（３）　￥。"), "138,ABc(3) ¥。");
    SAME_TEXT(utf8_lower(arena, "ABC月Z"), "abc月z");
    SAME_TEXT(utf8_cut(arena, "月嫂abc", 3), "月嫂a");
    SAME_TEXT(utf8_cut(arena, "月", 5), "月");
    CHECK(utf8_narrow_to("　１２￥　", thin, sizeof thin));
    SAME_TEXT(thin, "12¥");
    CHECK(utf8_narrow_to("1234567", thin, sizeof thin) && !utf8_narrow_to("12345678", thin, sizeof thin));
    CHECK(!utf8_narrow_to("1\xFF", thin, sizeof thin));
    CHECK(starts_with("月嫂", "月") && !starts_with("月", "月嫂") && starts_with("x", ""));
    CHECK(is_han(0x6708) && is_han(0x3007) && is_han(0x20BB7) && !is_han('a') && !is_han(0x3042) && !is_han(0xFF0C));
    arena_free(arena);
}

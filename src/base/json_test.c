#include "base/json.h"
#include "test/test.h"

TEST(json_sets_commas_at_every_level)
{
    struct arena *arena = arena_new();
    struct json json = json_new(arena);
    write_object(&json, NULL);
    write_number(&json, "n", INT64_MIN);
    write_list(&json, "rows");
    write_object(&json, NULL); write_end(&json, '}');
    write_object(&json, NULL); write_flag(&json, "a", true); write_null(&json, "b"); write_end(&json, '}');
    write_list(&json, NULL); write_end(&json, ']');
    write_number(&json, NULL, 3);
    write_end(&json, ']');
    write_real(&json, "lat", 31.2304);
    write_real(&json, "third", 1.0 / 3);
    write_real(&json, "inf", 1e308 * 10);
    write_raw(&json, "raw", "{\"x\":1}");
    write_end(&json, '}');
    SAME_TEXT(buf_text(&json.out), "{\"n\":-9223372036854775808,\"rows\":[{},{\"a\":true,\"b\":null},[],3],\"lat\":31.2304,"
        "\"third\":0.33333333333333331,\"inf\":null,\"raw\":{\"x\":1}}");
    arena_free(arena);
}

TEST(json_escapes_what_must_be_escaped)
{
    static const struct { const char *from, *to; } rows[] = {
        { "", "\"\"" }, { "a\"b\\c/", "\"a\\\"b\\\\c/\"" }, { "\n\r\t\b\f\x01\x7F", "\"\\n\\r\\t\\b\\f\\u0001\\u007f\"" },
        { "月嫂 𠮷", "\"月嫂 𠮷\"" }, { "a\xFFz", "\"a\xEF\xBF\xBDz\"" }, { "\xE6\x9C", "\"\xEF\xBF\xBD\xEF\xBF\xBD\"" },
        { "\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"" }, { "张\xC0\xAF明", "\"张\xEF\xBF\xBD\xEF\xBF\xBD明\"" },
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct json json = json_new(arena);
        write_text(&json, NULL, rows[i].from);
        SAME_TEXT(buf_text(&json.out), rows[i].to);
    }
    arena_free(arena);
}

TEST(json_nests_to_the_limit)
{
    struct arena *arena = arena_new();
    struct json json = json_new(arena);
    for (int i = 0; i < 63; i++) write_list(&json, NULL);
    write_number(&json, NULL, 1);
    write_number(&json, NULL, 2);
    for (int i = 0; i < 63; i++) write_end(&json, ']');
    EQUAL(json.out.length, 63 * 2 + 3);
    arena_free(arena);
}

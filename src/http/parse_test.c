#include <string.h>
#include "http/inside.h"
#include "test/test.h"

TEST(percent_escapes_are_decoded_and_broken_ones_refused)
{
    struct arena *arena = arena_new();
    static const struct { text from, to; bool plus; } rows[] = {
        { "/a", "/a" }, { "%2Fa%20b", "/a b" }, { "%e7%8e%8b", "王" }, { "%E7%8E%8B", "王" }, { "a+b", "a+b" }, { "a+b", "a b", true }, { "", "" },
        { "%", NULL }, { "%2", NULL }, { "%zz", NULL }, { "a%2", NULL }, { "a%00b", NULL }, { "%ff", NULL }, { "%c0%af", NULL }, { "%ed%a0%80", NULL },
        { "\xff", NULL }, { "%e7%8e", NULL },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].from);
        text to = NULL;
        bool well = http_decode(arena, rows[i].from, strlen(rows[i].from), rows[i].plus, &to);
        EQUAL(well, rows[i].to != NULL);
        if (well) SAME_TEXT(to, rows[i].to);
    }
    arena_free(arena);
}

TEST(a_path_with_a_way_up_or_control_characters_is_not_clean)
{
    static const struct { text path; bool clean; } rows[] = {
        { "/", true }, { "/a/b.c", true }, { "/a..b/..c/d..", true }, { "/...", true }, { "/王", true }, { "", false }, { "a", false }, { "*", false },
        { "/..", false }, { "/../a", false }, { "/a/../b", false }, { "/a/..", false }, { "/a\\b", false }, { "/a\nb", false }, { "/a\x7f", false },
        { "http://a/b", false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) { CASE(rows[i].path); EQUAL(path_clean(rows[i].path), rows[i].clean); }
}

TEST(query_pairs_keep_their_order_and_their_duplicates)
{
    struct arena *arena = arena_new();
    struct pair p[4];
    EQUAL(query_pairs(arena, "a=1&a=2&&b&c=%E7%8E%8B+x", p, 4), 4);
    SAME_TEXT(p[1].value, "2");
    SAME_TEXT(p[2].name, "b");
    SAME_TEXT(p[2].value, "");
    SAME_TEXT(p[3].value, "王 x");
    EQUAL(query_pairs(arena, "a=b=c", p, 4), 1);
    SAME_TEXT(p[0].value, "b=c");
    EQUAL(query_pairs(arena, "", p, 4), 0);
    EQUAL(query_pairs(arena, "a&b&c&d&e", p, 4), -1);
    EQUAL(query_pairs(arena, "a=%00", p, 4), -1);
    EQUAL(query_pairs(arena, "%=1", p, 4), -1);
    arena_free(arena);
}

TEST(a_cookie_is_found_by_its_whole_name)
{
    struct arena *arena = arena_new();
    SAME_TEXT(cookie_value(arena, "mysession=no; session=yes; x=1", "session"), "yes");
    SAME_TEXT(cookie_value(arena, "session=a=b ;x", "session"), "a=b");
    SAME_TEXT(cookie_value(arena, ";; session=", "session"), "");
    SAME_TEXT(cookie_value(arena, "session=1; session=2", "session"), "1");
    SAME_TEXT(cookie_value(arena, "sessions=1; session", "session"), NULL);
    SAME_TEXT(cookie_value(arena, NULL, "session"), NULL);
    arena_free(arena);
}

TEST(a_range_is_cut_to_the_size_or_refused)
{
    static const struct { text header; int64_t size; int what; int64_t first, last; } rows[] = {
        { "bytes=0-9", 100, 1, 0, 9 }, { "bytes=90-", 100, 1, 90, 99 }, { "bytes=90-500", 100, 1, 90, 99 }, { "bytes=-10", 100, 1, 90, 99 },
        { "bytes=-500", 100, 1, 0, 99 }, { "bytes=99-99", 100, 1, 99, 99 }, { "bytes=100-", 100, -1 }, { "bytes=-0", 100, -1 }, { "bytes=0-", 0, -1 },
        { "bytes=-5", 0, -1 }, { "bytes=99999999999999999999999-", 100, -1 }, { "bytes=0-99999999999999999999999", 100, 1, 0, 99 },
        { "bytes=5-4", 100, 0 }, { "bytes=-", 100, 0 }, { "bytes=", 100, 0 }, { "bytes=a-b", 100, 0 }, { "lines=1-2", 100, 0 }, { "bytes=0-1,4-5", 100, 0 },
        { "bytes=--5", 100, 0 }, { NULL, 100, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].header);
        int64_t first = 0, last = 0;
        EQUAL(range_of(rows[i].header, rows[i].size, &first, &last), rows[i].what);
        if (rows[i].what == 1) { EQUAL(first, rows[i].first); EQUAL(last, rows[i].last); }
    }
}

TEST(an_encoding_has_the_weight_the_client_gives_it)
{
    static const struct { text header, encoding; int quality; } rows[] = {
        { "gzip, br", "br", 1000 }, { "gzip;q=0.5", "gzip", 500 }, { "br;q=0, gzip", "br", 0 }, { "br; q=0.001", "br", 1 }, { "*", "br", 1000 },
        { "*;q=0.2, br;q=0", "br", 0 }, { "*;q=0.2, br;q=0", "gzip", 200 }, { "GZIP", "gzip", 1000 }, { "xgzip", "gzip", 0 }, { "gzipx", "gzip", 0 },
        { "", "br", 0 }, { NULL, "br", 0 }, { "br;q=9", "br", 1000 }, { "br;level=3", "br", 1000 }, { "br;q=0.12345", "br", 123 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) { CASE(rows[i].header); EQUAL(quality_of(rows[i].header, rows[i].encoding), rows[i].quality); }
}

TEST(a_tag_is_found_whole_among_others)
{
    CHECK(etag_among("\"a\"", "\"a\""));
    CHECK(etag_among("\"x\", W/\"a\" , \"b\"", "\"a\""));
    CHECK(etag_among("\"a\"", "W/\"a\""));
    CHECK(etag_among("*", "\"a\""));
    CHECK(!etag_among("\"ab\"", "\"a\""));
    CHECK(!etag_among("a", "\"a\""));
    CHECK(!etag_among("\"a", "\"a\""));
    CHECK(!etag_among("W/", "\"a\""));
    CHECK(!etag_among(NULL, "\"a\""));
}

TEST(only_the_last_hop_of_a_forwarded_address_counts)
{
    struct arena *arena = arena_new();
    SAME_TEXT(last_address(arena, "1.2.3.4, 5.6.7.8"), "5.6.7.8");
    SAME_TEXT(last_address(arena, "5.6.7.8"), "5.6.7.8");
    SAME_TEXT(last_address(arena, "x, 2001:db8::1 "), "2001:db8::1");
    SAME_TEXT(last_address(arena, "1.2.3.4, unknown"), NULL);
    SAME_TEXT(last_address(arena, ""), NULL);
    arena_free(arena);
}

TEST(an_uploaded_name_brings_no_folder_along)
{
    struct arena *arena = arena_new();
    SAME_TEXT(plain_file_name(arena, "身份证.jpg"), "身份证.jpg");
    SAME_TEXT(plain_file_name(arena, "../../etc/passwd"), "passwd");
    SAME_TEXT(plain_file_name(arena, "C:\\Users\\a\\b.xlsx"), "b.xlsx");
    SAME_TEXT(plain_file_name(arena, "a\nb\x7f.txt"), "ab.txt");
    SAME_TEXT(plain_file_name(arena, "a/.."), "");
    arena_free(arena);
}

TEST(the_most_exact_route_wins_whatever_the_order)
{
    static const struct route routes[] = {
        { GET, "/*rest", NULL }, { GET, "/a/:id", NULL }, { GET, "/a/b", NULL }, { POST, "/a/:id", NULL }, { GET, "/:x/c", NULL }, { GET, "/a/:id/d", NULL },
        { GET, "/a/b/*rest", NULL }, { DELETE, "/a/b", NULL }, { PUT, "/only", NULL }, { 0 },
    };
    static const struct { enum method method; text path, pattern, part; unsigned allow; } rows[] = {
        { GET, "/a/b", "/a/b" }, { GET, "/a/x", "/a/:id", "x" }, { GET, "/a/c", "/a/:id", "c" }, { GET, "/z/c", "/:x/c", "z" }, { GET, "/a/b/d", "/a/b/*rest", "d" },
        { GET, "/a/x/d", "/a/:id/d", "x" }, { GET, "/a/b/e/f", "/a/b/*rest", "e/f" }, { POST, "/a/b", "/a/:id", "b" }, { GET, "/a/", "/*rest", "a/" },
        { GET, "/", "/*rest", "" }, { GET, "/only", "/*rest", "only" }, { PATCH, "/a/b", NULL, NULL, 1u << GET | 1u << POST | 1u << DELETE },
        { PATCH, "/only", NULL, NULL, 1u << GET | 1u << PUT }, { 0, "/zzz", NULL, NULL, 1u << GET },
    };
    struct arena *arena = arena_new();
    struct router *r = router_new(routes);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].path);
        struct pair parts[MOST_PARTS];
        int count;
        unsigned allow;
        const struct route *found = router_find(r, arena, rows[i].method, rows[i].path, parts, &count, &allow);
        SAME_TEXT(found ? found->pattern : NULL, rows[i].pattern);
        EQUAL(count, rows[i].part ? 1 : 0);
        if (rows[i].part && count) SAME_TEXT(parts[0].value, rows[i].part);
        if (!rows[i].pattern) EQUAL(allow, rows[i].allow);
    }
    router_free(r);
    arena_free(arena);
}

TEST(a_form_without_a_script_is_read_by_name_and_decoded)
{
    struct arena *arena = arena_new();
    const char body[] = "q1=5&w12=%E5%A5%BD+%26&n=&bad=%zz";
    struct request q = { .arena = arena, .body = body, .body_length = sizeof body - 1 };
    SAME_TEXT(http_form(&q, "q1"), "5");
    SAME_TEXT(http_form(&q, "w12"), "好 &");
    SAME_TEXT(http_form(&q, "n"), "");
    CHECK(!http_form(&q, "w1"));
    CHECK(!http_form(&q, "bad"));
    CHECK(!http_form(&(struct request){ .arena = arena }, "q1"));
    arena_free(arena);
}

/* http_test.c — the server as a client meets it: guards, values, encodings, ranges. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/words.h"
#include "http/testing.h"
#include "test/test.h"

static text many(struct site *s, char c, size_t count)
{
    struct buf b = buf_new(s->arena);
    for (size_t i = 0; i < count; i++) buf_char(&b, c);
    return buf_text(&b);
}

TEST(a_handler_is_told_what_the_client_said)
{
    struct site *s = site_open(NULL, NULL);
    struct seen_answer a = ask(s, "POST /api/echo?a=1&a=%%E7%%8E%%8B+x HTTP/1.1\r\nHost: a\r\nCookie: other=o; session=s\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 5\r\n\r\nhello");
    EQUAL(a.status, 200);
    SAME_TEXT(a.body, "route=/api/echo\npath=/api/echo\naddress=127.0.0.1\nsecure=0\ncookie session=s\ncookie other=o\nquery a=1\nquery a=王 x\nfirst a=1\nbody=5:hello\n");
    a = get(s, "/api/worker/%E7%8E%8B/visits", "");
    CHECK(strstr(a.body, "route=/api/worker/:id/visits\n") && strstr(a.body, ":id=王\n"));
    a = get(s, "/api/files/a/b%20c", "");
    CHECK(strstr(a.body, ":rest=a/b c\n"));
    site_close(s);
}

TEST(every_answer_carries_an_id_and_the_security_headers)
{
    struct site *s = site_open(NULL, NULL);
    static const text paths[] = { "/api/echo", "/api/nothing", "/assets/app.js", "/api/quick", "/api/%zz" };
    text before = "";
    for (int i = 0; i < 5; i++) {
        CASE(paths[i]);
        struct seen_answer a = get(s, paths[i], "");
        text id = head_value(s, &a, "X-Request-Id"), csp = head_value(s, &a, "Content-Security-Policy");
        CHECK(id && strlen(id) == 16 && strspn(id, "0123456789abcdef") == 16 && strcmp(id, before));
        SAME_TEXT(head_value(s, &a, "X-Content-Type-Options"), "nosniff");
        CHECK(head_value(s, &a, "Referrer-Policy") != NULL);
        CHECK(csp && strstr(csp, "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;") && strstr(csp, "frame-ancestors 'none'"));
        CHECK(!head_value(s, &a, "Strict-Transport-Security"));
        before = id ? id : "";
    }
    site_close(s);
}

TEST(pictures_of_another_origin_show_only_when_the_administrator_allows_it)
{
    struct site *s = site_open(&(struct http_options){ .images_from = "https://maps.example" }, NULL);
    struct seen_answer a = get(s, "/api/echo", "");
    CHECK(strstr(head_value(s, &a, "Content-Security-Policy"), "img-src 'self' data: blob: https://maps.example; object-src 'none'") != NULL);
    site_close(s);
}

TEST(what_http_refuses_is_told_in_both_languages)
{
    struct site *s = site_open(NULL, NULL);
    struct seen_answer a = get(s, "/api/nothing", "");
    text english = "There is nothing at this address.", chinese = translate("zh", english);
    EQUAL(a.status, 404);
    CHECK(strcmp(english, chinese) != 0);
    SAME_TEXT(a.body, arena_print(s->arena, "{\"code\":\"not_found\",\"message\":\"%s\",\"message_en\":\"%s\",\"message_zh\":\"%s\",\"fields\":[],\"request\":\"%s\"}", chinese,
                                  english, chinese, head_value(s, &a, "X-Request-Id")));
    SAME_TEXT(head_value(s, &a, "Content-Type"), "application/json");
    SAME_TEXT(head_value(s, &a, "Cache-Control"), "no-store");
    a = get(s, "/api/nothing", "Accept-Language: en-GB,zh\r\n");
    CHECK(strstr(a.body, arena_print(s->arena, "\"message\":\"%s\"", english)));
    site_close(s);
}

TEST(malformed_requests_are_refused)
{
    static const struct { text why, request; int status; } rows[] = {
        { "no Host", "GET /api/echo HTTP/1.1\r\n\r\n", 400 },
        { "no Host, 1.0", "GET /api/echo HTTP/1.0\r\n\r\n", 400 },
        { "two Hosts", "GET /api/echo HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400 },
        { "empty Host", "GET /api/echo HTTP/1.1\r\nHost: \r\n\r\n", 400 },
        { "Host with a user", "GET /api/echo HTTP/1.1\r\nHost: a@b\r\n\r\n", 400 },
        { "length and chunks", "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
        { "two lengths", "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400 },
        { "two lengths that differ", "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nhello", 400 },
        { "no number as length", "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5x\r\n\r\nhello", 400 },
        { "negative length", "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\nhello", 400 },
        { "unknown coding", "POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400 },
        { "two codings", "POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
        { "two types", "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Type: a\r\nContent-Type: b\r\nContent-Length: 0\r\n\r\n", 400 },
        { "way up", "GET /api/../etc HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "hidden way up", "GET /api/%2e%2e/etc HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "well hidden way up", "GET /api%2f..%2fetc HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "backslash", "GET /api/..%5cetc HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "NUL", "GET /api/echo%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "no UTF-8", "GET /api/%ff HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "broken escape", "GET /api/%f HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "broken query", "GET /api/echo?a=%f HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "NUL in the query", "GET /api/echo?a=%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "no UTF-8 in the query", "GET /api/echo?%ff HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "whole address", "GET http://a/api/echo HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "star", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "broken chunk", "POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400 },
        { "fine", "GET /api/echo HTTP/1.1\r\nHost: a:80\r\n\r\n", 200 },
        { "fine, chunked", "POST /api/echo HTTP/1.1\r\nHost: [::1]:80\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 200 },
    };
    struct site *s = site_open(NULL, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) { CASE(rows[i].why); EQUAL(ask(s, "%s", rows[i].request).status, rows[i].status); }
    CASE("still there");
    EQUAL(get(s, "/api/echo", "").status, 200);
    site_close(s);
}

TEST(noise_does_not_bring_the_server_down)
{
    static const text noises[] = { "\r\n\r\n\r\n", "\x16\x03\x01\x02\x00\x01", "GET\r\n\r\n", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", "GET  /  HTTP/1.1\r\nHost: a\r\n\r\n",
        "\xff\xfe\xfd\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET / HTTP/1.1\r\n: x\r\n\r\n", "GET / HTTP/1.1\r\nHost a\r\n\r\n", "GET /api/echo HTTP/1.1\nHost: a\n\n" };
    struct site *s = site_open(NULL, NULL);
    for (size_t i = 0; i < sizeof noises / sizeof *noises; i++) {
        struct client *c = dial(s);
        say(c, "%s", noises[i]);
        hang_up(c);
    }
    EQUAL(get(s, "/api/echo", "").status, 200);
    site_close(s);
}

TEST(unknown_addresses_and_methods_are_told_apart)
{
    struct site *s = site_open(NULL, NULL);
    struct seen_answer a = ask(s, "PUT /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    EQUAL(a.status, 405);
    SAME_TEXT(head_value(s, &a, "Allow"), "GET, HEAD, POST, DELETE");
    a = ask(s, "BREW /api/worker/1 HTTP/1.1\r\nHost: a\r\n\r\n");
    EQUAL(a.status, 405);
    SAME_TEXT(head_value(s, &a, "Allow"), "GET, HEAD, PATCH");
    EQUAL(ask(s, "BREW /api/nothing HTTP/1.1\r\nHost: a\r\n\r\n").status, 404);
    EQUAL(get(s, "/api/nothing", "").status, 404);
    EQUAL(get(s, "/api/forgot", "").status, 500);
    a = ask(s, "HEAD /api/tagged HTTP/1.1\r\nHost: a\r\n\r\n");
    EQUAL(a.status, 200);
    SAME_TEXT(head_value(s, &a, "Content-Length"), "6");
    EQUAL(a.length, 0);
    site_close(s);
}

TEST(a_body_above_the_limit_is_refused_by_length_and_in_chunks)
{
    struct site *s = site_open(NULL, NULL);
    text fits = many(s, 'x', 100), more = many(s, 'x', 101), large = many(s, 'y', 300 * 1024);
    EQUAL(ask(s, "POST /api/small HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n%s", fits).status, 200);
    EQUAL(ask(s, "POST /api/small HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n%s", more).status, 413);
    EQUAL(ask(s, "POST /api/small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n%s\r\n0\r\n\r\n", fits).status, 200);
    struct seen_answer a = ask(s, "POST /api/small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n%s\r\n1\r\nx\r\n0\r\n\r\n", fits);
    EQUAL(a.status, 413);
    CHECK(strstr(a.body, "\"code\":\"too_large\""));
    EQUAL(ask(s, "POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4b000\r\n%s\r\n0\r\n\r\n", large).status, 413);
    CASE("announced only: refused before a byte of it");
    EQUAL(ask(s, "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n").status, 413);
    EQUAL(ask(s, "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\nExpect: 100-continue\r\n\r\n").status, 413);
    EQUAL(ask(s, "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n").status / 100, 4);
    site_close(s);
}

/* A client that sends all of it before it listens: hung up on in the middle it would lose the sentence with the connection. */
TEST(who_sends_ten_megabytes_where_less_is_taken_reads_why_not)
{
    enum { SIZE = 10 * 1024 * 1024, TIMES = 5 };
    struct site *s = site_open(NULL, NULL);
    char *bytes = calloc(1, SIZE);
    struct client *c = dial(s);
    for (int i = 0; i < TIMES; i++) {
        say(c, "POST /api/small HTTP/1.1\r\nHost: a\r\nAccept-Language: en\r\nContent-Length: %d\r\n\r\n", SIZE);
        say_bytes(c, bytes, SIZE);
        struct seen_answer a = hear(s, c);
        EQUAL(a.status, 413);
        CHECK(a.body && strstr(a.body, "What was sent is too large."));
        CHECK(!a.closed);
    }
    hang_up(c);
    free(bytes);
    site_close(s);
}

TEST(headers_above_32_kb_are_refused)
{
    struct site *s = site_open(NULL, NULL);
    EQUAL(get(s, "/api/echo", arena_print(s->arena, "X-Long: %s\r\n", many(s, 'x', 31 * 1024))).status, 200);
    struct seen_answer a = get(s, "/api/echo", arena_print(s->arena, "X-Long: %s\r\n", many(s, 'x', 33 * 1024)));
    EQUAL(a.status, 431);
    CHECK(strstr(a.body, "\"code\":\"too_large\""));
    EQUAL(get(s, "/api/echo", arena_print(s->arena, "X-Long: %s\r\n", many(s, 'x', 256 * 1024))).status, 431);
    site_close(s);
}

TEST(a_connection_serves_many_requests_and_survives_refusals)
{
    struct site *s = site_open(NULL, NULL);
    struct client *c = dial(s);
    say(c, "GET /api/echo?a=1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /api/small HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n%sGET /api/nothing HTTP/1.1\r\nHost: a\r\n\r\n"
        "GET /assets/app.js HTTP/1.1\r\nHost: a\r\n\r\nGET /api/quick?a=5 HTTP/1.1\r\nHost: a\r\n\r\n", many(s, 'x', 101));
    struct seen_answer a = hear(s, c);
    CHECK(a.status == 200 && strstr(a.body, "first a=1"));
    EQUAL(hear(s, c).status, 413);
    EQUAL(hear(s, c).status, 404);
    SAME_TEXT(hear(s, c).body, "0123456789abcdefghij");
    a = hear(s, c);
    CHECK(a.status == 200 && strstr(a.body, "first a=5"));
    hang_up(c);
    site_close(s);
}

TEST(another_sites_page_cannot_act_with_our_cookie)
{
    static const struct { text headers; int status; } rows[] = {
        { "Cookie: session=1\r\n", 403 },
        { "Cookie: session=1\r\nOrigin: http://evil.example\r\n", 403 },
        { "Cookie: session=1\r\nOrigin: null\r\n", 403 },
        { "Cookie: session=1\r\nOrigin: http://a.evil.example\r\n", 403 },
        { "Cookie: session=1\r\nOrigin: http://a\r\n", 200 },
        { "Cookie: session=1\r\nOrigin: https://shop.example\r\n", 200 },
        { "Cookie: session=1\r\nOrigin: https://shop.example.evil\r\n", 403 },
        { "Cookie: session=1\r\nOrigin: https://shop\r\n", 403 },
        { "Cookie: session=1\r\nSec-Fetch-Site: same-origin\r\n", 200 },
        { "Cookie: session=1\r\nSec-Fetch-Site: none\r\n", 200 },
        { "Cookie: session=1\r\nSec-Fetch-Site: same-site\r\n", 403 },
        { "Cookie: session=1\r\nSec-Fetch-Site: cross-site\r\nOrigin: http://a\r\n", 403 },
        { "Authorization: Bearer x\r\n", 200 },
        { "", 200 },
    };
    struct site *s = site_open(&(struct http_options){ .public_url = "https://shop.example/" }, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].headers);
        EQUAL(ask(s, "POST /api/echo HTTP/1.1\r\nHost: a\r\n%sContent-Length: 0\r\n\r\n", rows[i].headers).status, rows[i].status);
    }
    EQUAL(get(s, "/api/echo", "Cookie: session=1\r\nSec-Fetch-Site: cross-site\r\n").status, 200);
    site_close(s);
}

TEST(only_a_trusted_proxy_is_believed)
{
    text told = "X-Forwarded-For: 9.9.9.9, 8.8.8.8\r\nX-Forwarded-Proto: https\r\n";
    struct site *s = site_open(NULL, NULL);
    struct seen_answer a = get(s, "/api/echo", told);
    CHECK(strstr(a.body, "address=127.0.0.1\nsecure=0\n") && !head_value(s, &a, "Strict-Transport-Security"));
    site_close(s);
    s = site_open(&(struct http_options){ .trusted_proxy = "127.0.0.1" }, NULL);
    a = get(s, "/api/echo", told);
    CHECK(strstr(a.body, "address=8.8.8.8\nsecure=1\n") && head_value(s, &a, "Strict-Transport-Security"));
    CHECK(strstr(get(s, "/api/echo", "X-Forwarded-For: 9.9.9.9\r\nX-Forwarded-For: 7.7.7.7\r\n").body, "address=7.7.7.7\n"));
    CHECK(strstr(get(s, "/api/echo", "X-Forwarded-For: <script>\r\n").body, "address=127.0.0.1\n"));
    site_close(s);
}

TEST(assets_are_sent_in_the_form_the_client_likes_best)
{
    static const struct { text headers; int status; text encoding, body, tag; } rows[] = {
        { "", 200, NULL, "0123456789abcdefghij", "\"js1\"" },
        { "Accept-Encoding: gzip, deflate, br\r\n", 200, "br", "b", "\"js1-br\"" },
        { "Accept-Encoding: br;q=0.1, gzip\r\n", 200, "gzip", "gz", "\"js1-gzip\"" },
        { "Accept-Encoding: br;q=0, gzip;q=0\r\n", 200, NULL, "0123456789abcdefghij", "\"js1\"" },
        { "If-None-Match: \"js1\"\r\n", 304, NULL, "", "\"js1\"" },
        { "If-None-Match: W/\"x\", \"js1-br\"\r\nAccept-Encoding: br\r\n", 304, NULL, "", "\"js1-br\"" },
        { "If-None-Match: \"js1\"\r\nAccept-Encoding: br\r\n", 200, "br", "b", "\"js1-br\"" },
        { "If-None-Match: \"js\"\r\n", 200, NULL, "0123456789abcdefghij", "\"js1\"" },
        { "Range: bytes=2-4\r\nAccept-Encoding: br\r\n", 206, NULL, "234", "\"js1\"" },
        { "Range: bytes=-3\r\n", 206, NULL, "hij", "\"js1\"" },
        { "Range: bytes=20-\r\n", 416, NULL, "", "\"js1\"" },
        { "Range: bytes=0-1,4-5\r\n", 200, NULL, "0123456789abcdefghij", "\"js1\"" },
        { "Range: bytes=2-4\r\nIf-Range: \"js1\"\r\n", 206, NULL, "234", "\"js1\"" },
        { "Range: bytes=2-4\r\nIf-Range: \"js0\"\r\n", 200, NULL, "0123456789abcdefghij", "\"js1\"" },
    };
    struct site *s = site_open(NULL, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].headers);
        struct seen_answer a = get(s, "/assets/app.js", rows[i].headers);
        EQUAL(a.status, rows[i].status);
        SAME_TEXT(a.body, rows[i].body);
        SAME_TEXT(head_value(s, &a, "Content-Encoding"), rows[i].encoding);
        SAME_TEXT(head_value(s, &a, "ETag"), rows[i].tag);
        SAME_TEXT(head_value(s, &a, "Vary"), "Accept-Encoding");
        SAME_TEXT(head_value(s, &a, "Cache-Control"), "public, max-age=31536000, immutable");
        if (a.status == 416) SAME_TEXT(head_value(s, &a, "Content-Range"), "bytes */20");
    }
    site_close(s);
}

TEST(pages_of_the_web_app_are_answered_with_the_app)
{
    static const struct { text path, accept; int status; } rows[] = {
        { "/", "text/html", 200 }, { "/customers/12", "text/html,application/xhtml+xml", 200 }, { "/index.html", "text/html", 200 },
        { "/customers/12", "application/json", 404 }, { "/api/nothing", "text/html", 404 }, { "/logo.png", "text/html", 404 }, { "/a.b/c", "text/html", 200 },
        { "/procedures/4.2", "text/html", 200 }, { "/logo.", "text/html", 404 },
        { "/assets/old.js", "text/html", 404 }, { "/w", "text/html", 200 }, { "/w/", "text/html", 200 }, { "/w/day", "text/html", 200 }, { "/ware", "text/html", 200 },
    };
    struct site *s = site_open(NULL, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].path);
        struct seen_answer a = get(s, rows[i].path, arena_print(s->arena, "Accept: %s\r\n", rows[i].accept));
        EQUAL(a.status, rows[i].status);
        if (a.status != 200) continue;
        bool phone = !strcmp(rows[i].path, "/w") || !strncmp(rows[i].path, "/w/", 3);
        SAME_TEXT(a.body, phone ? "<!doctype html><title>phone</title>" : "<!doctype html><title>page</title>");
        SAME_TEXT(head_value(s, &a, "Cache-Control"), "no-cache");
    }
    EQUAL(ask(s, "POST /customers HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nContent-Length: 0\r\n\r\n").status, 404);
    site_close(s);
}

static void put_file(struct site *s, text name, text content)
{
    FILE *f = fopen(arena_print(s->arena, "%s/%s", s->folder, name), "wb");
    CHECK(f && fputs(content, f) >= 0);
    if (f) fclose(f);
}

TEST(files_are_sent_in_parts_and_only_when_changed)
{
    struct site *s = site_open(NULL, NULL);
    put_file(s, "a", "0123456789");
    put_file(s, "empty", "");
    struct seen_answer a = get(s, "/api/file/a?as=%E5%90%88%E5%90%8C%22%0D%0A.pdf", "");
    text tag = head_value(s, &a, "ETag"), modified = head_value(s, &a, "Last-Modified");
    EQUAL(a.status, 200);
    SAME_TEXT(a.body, "0123456789");
    SAME_TEXT(head_value(s, &a, "Content-Disposition"), "attachment; filename*=UTF-8''%E5%90%88%E5%90%8C%22%0D%0A.pdf");
    CHECK(tag && modified && strlen(modified) == 29 && strstr(modified, " GMT"));
    EQUAL(get(s, "/api/file/a", arena_print(s->arena, "If-None-Match: %s\r\n", tag)).status, 304);
    EQUAL(get(s, "/api/file/a", arena_print(s->arena, "If-Modified-Since: %s\r\n", modified)).status, 304);
    EQUAL(get(s, "/api/file/a", arena_print(s->arena, "If-None-Match: \"x\"\r\nIf-Modified-Since: %s\r\n", modified)).status, 200);
    a = get(s, "/api/file/a?as=x&inline=1", "Range: bytes=3-5\r\n");
    EQUAL(a.status, 206);
    SAME_TEXT(a.body, "345");
    SAME_TEXT(head_value(s, &a, "Content-Range"), "bytes 3-5/10");
    SAME_TEXT(head_value(s, &a, "Content-Disposition"), "inline; filename*=UTF-8''x");
    SAME_TEXT(get(s, "/api/file/a", "Range: bytes=-4\r\n").body, "6789");
    EQUAL(get(s, "/api/file/a", "Range: bytes=10-\r\n").status, 416);
    a = get(s, "/api/file/empty", "");
    CHECK(a.status == 200 && a.length == 0);
    EQUAL(get(s, "/api/file/empty", "Range: bytes=0-\r\n").status, 416);
    EQUAL(get(s, "/api/file/gone", "").status, 404);
    EQUAL(get(s, "/api/file/%2e", "").status, 404);
    put_file(s, "a", "9876543210x");
    EQUAL(get(s, "/api/file/a", arena_print(s->arena, "If-None-Match: %s\r\n", tag)).status, 200);
    site_close(s);
}

TEST(a_tagged_answer_is_not_sent_twice)
{
    struct site *s = site_open(NULL, NULL);
    struct seen_answer a = get(s, "/api/tagged", "");
    SAME_TEXT(a.body, "tagged");
    SAME_TEXT(head_value(s, &a, "Set-Cookie"), "session=abc; HttpOnly");
    EQUAL(get(s, "/api/tagged", "If-None-Match: \"t1\"\r\n").status, 304);
    EQUAL(get(s, "/api/tagged", "If-None-Match: \"t11\"\r\n").status, 200);
    site_close(s);
}

TEST(metrics_count_by_route_and_status)
{
    struct site *s = site_open(NULL, NULL);
    struct client *c = dial(s);
    for (int i = 0; i < 3; i++) { say(c, "GET /api/worker/%d HTTP/1.1\r\nHost: a\r\n\r\n", i); hear(s, c); }
    say(c, "PUT /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    EQUAL(hear(s, c).status, 405);
    say(c, "GET /api/echo HTTP/1.1\r\nHost: a\r\n\r\n");        /* on one connection: by now those before are counted */
    hear(s, c);
    text all = http_metrics(s->http, s->arena);
    CHECK(strstr(all, "http_requests_total{route=\"/api/worker/:id\",method=\"GET\",status=\"200\"} 3\n"));
    CHECK(strstr(all, "http_requests_total{route=\"\",method=\"\",status=\"405\"} 1\n"));
    CHECK(strstr(all, "http_request_seconds_bucket{route=\"/api/worker/:id\",method=\"GET\",le=\"+Inf\"} 3\n"));
    CHECK(strstr(all, "http_request_seconds_count{route=\"/api/worker/:id\",method=\"GET\"} 3\n"));
    CHECK(strstr(all, "http_queue_length{queue=\"ordinary\"} 0\n") && strstr(all, "http_streams 0\n"));
    hang_up(c);
    site_close(s);
}

#include <dirent.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/sealed_file.h"
#include "http/testing.h"
#include "test/test.h"

static int files_in(struct site *s)
{
    int n = 0;
    DIR *folder = opendir(s->folder);
    for (struct dirent *at; folder && (at = readdir(folder)) != NULL;) n += *at->d_name != '.';
    if (folder) closedir(folder);
    return n;
}

/* The exchange ends after its answer has left: give its clean-up a moment. A client that leaves together with its last bytes is
 * noticed by the library only at the end of its time, for both are one event to an edge-triggered epoll. */
static bool empty_soon(struct site *s)
{
    for (int i = 0; i < 4000 && files_in(s); i++) usleep(1000);
    return files_in(s) == 0;
}

static struct seen_answer upload(struct site *s, text query, const void *bytes, size_t length)
{
    struct client *c = dial(s);
    say(c, "POST /api/upload?%s HTTP/1.1\r\nHost: a\r\nContent-Length: %zu\r\n\r\n", query, length);
    say_bytes(c, bytes, length);
    struct seen_answer a = hear(s, c);
    hang_up(c);
    return a;
}

TEST(an_upload_is_on_disk_with_its_hash_and_goes_unless_kept)
{
    struct site *s = site_open(NULL, NULL);
    size_t size = 1500 * 1000;
    unsigned char *bytes = malloc(size), hash[32];
    char hex[65];
    for (size_t i = 0; i < size; i++) bytes[i] = (unsigned char)(i * 31 + i / 255);
    crypto_generichash(hash, sizeof hash, bytes, size, NULL, 0);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);

    EQUAL(upload(s, "name=..%2F%E5%90%88%E5%90%8C.bin", bytes, size).status, 200);
    SAME_TEXT(s->last.hash, hex);
    EQUAL(s->last.size, size);
    SAME_TEXT(s->last.file_name, "合同.bin");
    CHECK(!strncmp(s->last.path, s->folder, strlen(s->folder)));
    CHECK(empty_soon(s));

    EQUAL(upload(s, "keep=1", bytes, size).status, 200);
    CHECK(s->kept);
    SAME_TEXT(s->last.file_name, "");
    int fd = open(arena_print(s->arena, "%s/kept", s->folder), O_RDONLY);
    unsigned char *back = malloc(size + 1);
    EQUAL(read(fd, back, size + 1), (ssize_t)size);
    CHECK(!memcmp(back, bytes, size));
    EQUAL(files_in(s), 1);
    close(fd);
    free(back);
    free(bytes);
    site_close(s);
}

static const unsigned char file_key[FILE_KEY] = "for the tests of this folder ...";

/* Its bytes as they lie there, changed at one place. */
static void flip(struct site *s, int64_t at)
{
    unsigned char byte;
    int fd = open(arena_print(s->arena, "%s/kept", s->folder), O_RDWR | O_CLOEXEC);
    EQUAL(pread(fd, &byte, 1, at), 1);
    byte ^= 1;
    EQUAL(pwrite(fd, &byte, 1, at), 1);
    close(fd);
}

TEST(with_a_key_an_upload_is_sealed_on_disk_and_sent_in_clear_whole_and_in_parts)
{
    struct site *s = site_open(&(struct http_options){ .file_key = file_key }, NULL);
    size_t size = 3 * SEALED_CHUNK + 1000;
    unsigned char *bytes = malloc(size), *raw = malloc(size + 200);
    for (size_t i = 0; i < size; i++) bytes[i] = (unsigned char)(i * 31 + i / 255);
    memcpy(bytes, "%PDF-1.7 somebody's contract", 28);
    struct seen_answer a = upload(s, "keep=1", bytes, size);
    SAME_TEXT(a.body, "application/pdf");
    EQUAL(s->last.size, size);
    int fd = open(arena_print(s->arena, "%s/kept", s->folder), O_RDONLY | O_CLOEXEC);
    ssize_t on_disk = read(fd, raw, size + 200);
    CHECK(on_disk > (ssize_t)size && !memmem(raw, (size_t)on_disk, "contract", 8));
    close(fd);
    a = get(s, "/api/file/kept", "");
    EQUAL(a.length, size);
    CHECK(!memcmp(a.body, bytes, size));
    static const struct { text asked, told; size_t first, length; } parts[] = {
        { "0-0", "bytes 0-0/197608", 0, 1 }, { "65530-65545", "bytes 65530-65545/197608", 65530, 16 }, { "-5", "bytes 197603-197607/197608", 197603, 5 }, { "1-196999", "bytes 1-196999/197608", 1, 196999 },
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        a = get(s, "/api/file/kept", arena_print(s->arena, "Range: bytes=%s\r\n", parts[i].asked));
        EQUAL(a.status, 206);
        SAME_TEXT(head_value(s, &a, "Content-Range"), parts[i].told);
        EQUAL(a.length, parts[i].length);
        CHECK(!memcmp(a.body, bytes + parts[i].first, parts[i].length));
    }
    EQUAL(get(s, "/api/file/kept", "Range: bytes=197608-\r\n").status, 416);
    CASE("changed behind the first chunk: the connection ends before the length that was announced");
    flip(s, 32 + 2 * (SEALED_CHUNK + 16) + 5);
    a = get(s, "/api/file/kept", "");
    CHECK(a.status == 0 || a.length < size);
    EQUAL(get(s, "/api/file/kept", "Range: bytes=0-99\r\n").status, 206);
    EQUAL(get(s, "/api/file/kept", "Range: bytes=131072-131080\r\n").status, 500);
    CASE("cut");
    EQUAL(truncate(arena_print(s->arena, "%s/kept", s->folder), 3 * (SEALED_CHUNK + 16)), 0);
    EQUAL(get(s, "/api/file/kept", "Range: bytes=0-99\r\n").status, 500);
    free(bytes);
    free(raw);
    site_close(s);
}

TEST(an_upload_above_the_limit_or_broken_off_leaves_nothing)
{
    struct tuning impatient = usual_tuning;
    impatient.timeout_seconds = 1;
    struct site *s = site_open(NULL, &impatient);
    size_t size = 2 * 1024 * 1024 + 1;
    char *bytes = calloc(1, size);
    struct client *c = dial(s);
    say(c, "POST /api/upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n%zx\r\n", size);
    say_bytes(c, bytes, size);
    say(c, "\r\n0\r\n\r\n");
    EQUAL(hear(s, c).status, 413);
    hang_up(c);
    CHECK(empty_soon(s));
    EQUAL(upload(s, "", bytes, size).status, 413);
    CHECK(empty_soon(s));

    c = dial(s);
    say(c, "POST /api/upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
    say_bytes(c, bytes, 500000);
    for (int i = 0; i < 2000 && !files_in(s); i++) usleep(1000);
    EQUAL(files_in(s), 1);
    hang_up(c);
    CHECK(empty_soon(s));
    SAME_TEXT(s->last.path, NULL);              /* the handler never ran */
    free(bytes);
    site_close(s);
}

TEST(an_upload_is_what_its_bytes_say)
{
    static const struct { text type; size_t length; const char *bytes; } rows[] = {
        { "image/png", 16, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR" }, { "image/jpeg", 6, "\xff\xd8\xff\xe0\0\x10" }, { "image/gif", 8, "GIF89a\1\0" },
        { "image/webp", 16, "RIFF\1\0\0\0WEBPVP8 " }, { "application/octet-stream", 16, "RIFF\1\0\0\0WAVEfmt " }, { "application/pdf", 9, "%PDF-1.7\n" },
        { "image/heic", 16, "\0\0\0\x18" "ftypheic\0\0\0\0" }, { "image/heic", 16, "\0\0\0\x18" "ftypmif1\0\0\0\0" },
        { "video/mp4", 16, "\0\0\0\x18" "ftypisom\0\0\2\0" }, { "video/mp4", 16, "\0\0\0\x18" "ftypmp42\0\0\0\0" },
        { "application/octet-stream", 16, "\0\0\0\x18" "ftypzzzz\0\0\0\0" },
        { "application/zip", 12, "PK\x03\x04\x14\0\0\0\0\0a." },
        { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 44, "PK\x03\x04\x14\0\0\0\0\0[Content_Types].xmlxl/workbook.xml" },
        { "application/octet-stream", 24, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" },
        { "text/plain", 13, "a,b,c\n1,2,3\r\n" }, { "text/plain", 10, "\xe5\xa7\x93\xe5\x90\x8d,1\r\n" }, { "text/plain", 6, "\xff\xfe" "a\0b\0" },
        { "text/plain", 6, "\xd0\xd5\xc3\xfb,1" }, { "application/octet-stream", 3, "a\0b" }, { "application/octet-stream", 0, "" },
        { "text/plain", 30, "<svg onload=\"alert(1)\"></svg>\n" }, { "image/jpeg", 3, "\xff\xd8\xff" }, { "application/octet-stream", 2, "\xff\x01" },
    };
    struct site *s = site_open(NULL, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].type);
        SAME_TEXT(upload(s, "name=claims-to-be.png", rows[i].bytes, rows[i].length).body, rows[i].type);
    }
    site_close(s);
}

TEST(an_old_workbook_is_told_by_its_directory)
{
    struct site *s = site_open(NULL, NULL);
    unsigned char ole[1536] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    ole[30] = 9;                                /* sectors of 512 bytes; the directory is in the second */
    ole[48] = 1;
    memcpy(ole + 1024 + 128, "W\0o\0r\0k\0b\0o\0o\0k\0", 16);
    SAME_TEXT(upload(s, "", ole, sizeof ole).body, "application/vnd.ms-excel");
    memcpy(ole + 1024 + 128, "W\0o\0r\0d\0D\0o\0c\0u\0", 16);
    SAME_TEXT(upload(s, "", ole, sizeof ole).body, "application/octet-stream");
    memset(ole + 48, 0xff, 4);                  /* a directory far behind the end */
    SAME_TEXT(upload(s, "", ole, sizeof ole).body, "application/octet-stream");
    site_close(s);
}

TEST(without_a_folder_nothing_is_taken)
{
    struct site *s = site_open(NULL, NULL);
    s->http->options.upload_folder = "/nowhere/at/all";
    EQUAL(upload(s, "", "abc", 3).status, 500);
    site_close(s);
}

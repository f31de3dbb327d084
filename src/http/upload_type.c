/* upload_type.c — what a file is by its content, never by its name. Formats that are containers (ZIP, OLE) are told apart by
 * their list of contents, whose place the format fixes. */
#include <string.h>
#include "base/sealed_file.h"
#include "http/inside.h"

enum { HEAD = 4096, TAIL = 65536 };

static bool at(const unsigned char *h, size_t n, size_t offset, const char *magic, size_t length)
{
    return n >= offset + length && !memcmp(h + offset, magic, length);
}

/* ISO base media (ISO/IEC 14496-12): the major brand tells pictures from films. */
static text media_type(const unsigned char *h, size_t n)
{
    static const struct { char brand[5]; text type; } known[] = {
        { "heic", "image/heic" }, { "heix", "image/heic" }, { "heim", "image/heic" }, { "heis", "image/heic" }, { "hevc", "image/heic" },
        { "mif1", "image/heic" }, { "msf1", "image/heic" }, { "isom", "video/mp4" }, { "iso2", "video/mp4" }, { "iso4", "video/mp4" },
        { "iso5", "video/mp4" }, { "iso6", "video/mp4" }, { "mp41", "video/mp4" }, { "mp42", "video/mp4" }, { "avc1", "video/mp4" },
        { "dash", "video/mp4" }, { "M4V ", "video/mp4" }, { "MSNV", "video/mp4" }, { "3gp4", "video/mp4" }, { "3gp5", "video/mp4" },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (at(h, n, 8, known[i].brand, 4)) return known[i].type;
    return "application/octet-stream";
}

/* A ZIP's directory is at its end and has the names in clear. */
static text zip_type(struct sealed_file *file)
{
    unsigned char tail[TAIL];
    int64_t size = sealed_file_size(file), n = sealed_file_read(file, size > TAIL ? size - TAIL : 0, tail, sizeof tail);
    if (n > 0 && memmem(tail, (size_t)n, "xl/workbook.xml", 15)) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    if (n > 0 && memmem(tail, (size_t)n, "word/document.xml", 17)) return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    return "application/zip";
}

/* An OLE file names its streams in the sector the header points at ([MS-CFB] 2.2); a workbook has "Workbook" or "Book", UTF-16. */
static text ole_type(struct sealed_file *file, const unsigned char *h, size_t n)
{
    unsigned char sector[4096];
    unsigned shift = n >= 52 ? h[30] : 0;
    if (shift != 9 && shift != 12) return "application/octet-stream";
    int64_t first = h[48] | h[49] << 8 | h[50] << 16 | (int64_t)h[51] << 24;
    int64_t got = sealed_file_read(file, (first + 1) << shift, sector, INT64_C(1) << shift);
    bool book = got > 0 && (memmem(sector, (size_t)got, "W\0o\0r\0k\0b\0o\0o\0k", 15) || memmem(sector, (size_t)got, "B\0o\0o\0k", 7));
    return book ? "application/vnd.ms-excel" : "application/octet-stream";
}

/* Text has no control characters but white space; UTF-16 is known by its mark. CSV is text. */
static text text_type(const unsigned char *h, size_t n)
{
    if (at(h, n, 0, "\xff\xfe", 2) || at(h, n, 0, "\xfe\xff", 2)) return "text/plain";
    for (size_t i = 0; i < n; i++)
        if (h[i] < 0x20 && (h[i] < 0x09 || h[i] > 0x0d)) return "application/octet-stream";
    return n ? "text/plain" : "application/octet-stream";
}

text upload_type(struct sealed_file *file)
{
    static const struct { const char *magic; size_t length; text type; } known[] = {
        { "\x89PNG\r\n\x1a\n", 8, "image/png" }, { "\xff\xd8\xff", 3, "image/jpeg" }, { "GIF87a", 6, "image/gif" }, { "GIF89a", 6, "image/gif" },
        { "%PDF-", 5, "application/pdf" },
    };
    unsigned char h[HEAD];
    int64_t got = sealed_file_read(file, 0, h, sizeof h);
    size_t n = got > 0 ? (size_t)got : 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (at(h, n, 0, known[i].magic, known[i].length)) return known[i].type;
    if (at(h, n, 0, "RIFF", 4) && at(h, n, 8, "WEBP", 4)) return "image/webp";
    if (at(h, n, 4, "ftyp", 4)) return media_type(h, n);
    if (at(h, n, 0, "PK\x03\x04", 4)) return zip_type(file);
    if (at(h, n, 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8)) return ole_type(file, h, n);
    return text_type(h, n);
}

/* inside.h — what the files of this room share. Nobody outside includes it. */
#pragma once
#include <stdio.h>
#include <iconv.h>
#include <expat.h>
#include <zip.h>
#include "base/buf.h"
#include "base/work.h"
#include "sheet/sheet.h"

enum {
    SHEET_MAX_ROWS = 1048576, SHEET_MAX_COLUMNS = 16384,        /* Excel: "Specifications and limits" */
    SHEET_MAX_CELL = 4 * 32767,                                 /* 32 767 characters, at most 4 bytes each */
    SHEET_MAX_LINE = 4 << 20,                                   /* all texts of one row */
    SHEET_MAX_SHEETS = 1000, SHEET_MAX_MERGES = 65536, SHEET_MAX_FORMATS = 65536,
    SHEET_CHUNK = 4096, SHEET_MAX_STRINGS = 512 * SHEET_CHUNK, SHEET_MAX_STRING_BYTES = 64 << 20,
};

/* ---- cells.c: a row as it grows; it lives in the cursor's own arena, which is emptied for each row */
struct row_made { struct arena *arena; struct sheet_cell *cells; int count, room; size_t bytes; };
bool row_add(struct row_made *row, struct sheet_cell cell);     /* false: the row is larger than SHEET_MAX_LINE */

/* ---- format.c: number formats */
enum format_kind { FORMAT_PLAIN, FORMAT_DATE, FORMAT_DATE_TIME, FORMAT_TIME, FORMAT_ELAPSED, FORMAT_PERCENT, FORMAT_ZEROS };
struct format { uint8_t kind, digits; };                        /* digits: of FORMAT_ZEROS */
struct format format_of_id(int id);                             /* the built-in ones */
struct format format_of_code(text code);                        /* "yyyy\-mm\-dd" and what people make up */
struct sheet_cell format_number(struct arena *arena, double number, struct format format, bool from_1904);
text format_plain(struct arena *arena, double number);          /* 15 digits as Excel has them, never an exponent */

/* ---- xml.c: one part of the archive through expat, a piece at a time, with all its caps */
struct xml {
    struct zip *zip;
    XML_Parser parser;
    zip_file_t *file;
    text why;                           /* "" while all is well */
    uint64_t packed, inflated, heard;   /* heard: `inflated` at the last event */
    int depth;
    bool ended, paused;
    void (*start)(void *me, text name, const char **attributes);        /* names without their prefix */
    void (*end)(void *me, text name);
    void (*letters)(void *me, const char *at, int length);              /* may be NULL */
    void *me;
};
bool xml_open(struct xml *xml, struct zip *zip, text part);     /* false: the part is missing or unreadable, `why` is set */
void xml_run(struct xml *xml);                                  /* until paused, the end, or `why` */
void xml_pause(struct xml *xml);
void xml_refuse(struct xml *xml, text why);                     /* the first one stays */
void xml_close(struct xml *xml);
text xml_attribute(const char **attributes, text name);         /* "" when there is none */

/* ---- xlsx_book.c */
struct strings { text *chunks[SHEET_MAX_STRINGS / SHEET_CHUNK]; int count; size_t bytes; };
struct sheet_book {
    struct arena *arena;
    text path;
    const unsigned char *key;           /* NULL: it lies plain */
    int count;
    struct sheet *sheets;
    struct zip *zip;                    /* NULL: CSV */
    text *parts;                        /* the archive's name of each sheet */
    struct strings strings;
    struct format *formats;
    int format_count;
    bool from_1904;
    text encoding;                      /* of CSV, for iconv; "" is UTF-8 */
    long skip;                          /* bytes of the mark before it */
    char separator;
};
bool xlsx_open(struct sheet_book *book, text *ret_why);
text xlsx_unescape(struct arena *arena, const char *from, size_t length);       /* _x000D_ and its like; trims nothing */
text xlsx_string(const struct strings *strings, long index);    /* NULL: there is none */

/* ---- xlsx_source.c: the archive through the reader of sealed files; NULL: unreadable or no archive */
struct zip *xlsx_archive(text path, const unsigned char *key);

/* ---- xlsx_rows.c */
struct xlsx_rows;
struct xlsx_rows *xlsx_rows(struct sheet_book *book, int index, text *ret_why);
bool xlsx_next(struct xlsx_rows *rows, struct sheet_row *ret_row);
text xlsx_why(const struct xlsx_rows *rows);
int64_t xlsx_at(const struct xlsx_rows *rows);
void xlsx_close(struct xlsx_rows *rows);

/* ---- decode.c: the bytes of a text file as UTF-8 */
struct decode { FILE *file; iconv_t how; bool plain, ended, bad; size_t raw_length, length, at; char raw[8192], out[40000]; };
bool decode_open(struct decode *decode, const struct sheet_book *book, text encoding, long skip);
int decode_next(struct decode *decode);                         /* a byte, or -1: the end, or `bad` */
void decode_close(struct decode *decode);
bool decode_sniff(struct sheet_book *book, text *ret_why);      /* sets encoding and skip; reads the whole file once */

/* ---- csv.c */
struct csv_rows;
bool csv_open(struct sheet_book *book, text *ret_why);
char csv_separator(const char *sample, size_t length);
struct sheet_cell csv_cell(struct arena *arena, text written);
struct csv_rows *csv_rows(struct sheet_book *book, text *ret_why);
bool csv_next(struct csv_rows *rows, struct sheet_row *ret_row);
text csv_why(const struct csv_rows *rows);
int64_t csv_at(const struct csv_rows *rows);
void csv_close(struct csv_rows *rows);

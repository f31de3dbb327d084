/* open.c — which kind of file is it, and the one interface before the two readers. */
#include <string.h>
#include "base/sealed_file.h"
#include "sheet/inside.h"

static bool begins(const char *head, size_t length, const char *with)
{
    return length >= strlen(with) && !memcmp(head, with, strlen(with));
}

/* Many shop systems call an HTML or XML table ".xls"; Excel opens it, so people believe it is one. */
static bool is_markup(const char *head, size_t length)
{
    if (begins(head, length, "\xEF\xBB\xBF")) { head += 3; length -= 3; }
    while (length && strchr(" \t\r\n", *head)) { head++; length--; }
    return length > 1 && head[0] == '<' && (head[1] == '!' || head[1] == '?' || ((head[1] | 32) >= 'a' && (head[1] | 32) <= 'z'));
}

static bool open_by_head(struct sheet_book *book, const char *head, size_t length, text *ret_why)
{
    if (begins(head, length, "PK")) return xlsx_open(book, ret_why);
    if (begins(head, length, "\xD0\xCF\x11\xE0"))
        *ret_why = N_("This is an old .xls file or has a password. Open it in Excel or WPS and save it as .xlsx without a password.");
    else if (is_markup(head, length))
        *ret_why = N_("This is a web page, not a table. Open it in Excel or WPS and save it as .xlsx.");
    else if (begins(head, length, "%PDF"))
        *ret_why = N_("This is a PDF, not a table. Take the .xlsx or CSV file.");
    else if (!length) *ret_why = N_("The file is empty.");
    else return csv_open(book, ret_why);
    return false;
}

struct sheet_book *sheet_open_sealed(struct arena *arena, text path, const unsigned char *key, text *ret_why)
{
    char head[512];
    *ret_why = "";
    FILE *file = sealed_file_stream(path, key);
    size_t length = file ? fread(head, 1, sizeof head, file) : 0;
    bool read = file && !ferror(file);
    if (file) fclose(file);
    if (!read) { *ret_why = N_("The file cannot be read."); return NULL; }

    struct sheet_book *book = arena_take(arena, sizeof *book);
    book->arena = arena;
    book->path = arena_copy(arena, path);
    book->key = key;
    if (open_by_head(book, head, length, ret_why)) return book;
    sheet_close(book);
    return NULL;
}

struct sheet_book *sheet_open(struct arena *arena, text path, text *ret_why) { return sheet_open_sealed(arena, path, NULL, ret_why); }

void sheet_close(struct sheet_book *book)
{
    if (book && book->zip) zip_discard(book->zip);
    if (book) book->zip = NULL;
}

int sheet_count(const struct sheet_book *book) { return book->count; }
const struct sheet *sheet_at(const struct sheet_book *book, int index)
{
    return index >= 0 && index < book->count ? &book->sheets[index] : NULL;
}

struct sheet_rows { struct xlsx_rows *xlsx; struct csv_rows *csv; int64_t from; };

struct sheet_rows *sheet_rows(struct sheet_book *book, int index, int64_t from_row, text *ret_why)
{
    *ret_why = "";
    if (!sheet_at(book, index)) { *ret_why = N_("The file has no such sheet."); return NULL; }
    struct sheet_rows *rows = arena_take(book->arena, sizeof *rows);
    rows->from = from_row;
    if (book->zip) rows->xlsx = xlsx_rows(book, index, ret_why);
    else rows->csv = csv_rows(book, ret_why);
    return rows->xlsx || rows->csv ? rows : NULL;
}

bool sheet_next(struct sheet_rows *rows, struct sheet_row *ret_row)
{
    while (rows->xlsx ? xlsx_next(rows->xlsx, ret_row) : csv_next(rows->csv, ret_row))
        if (ret_row->number >= rows->from) return true;
    return false;
}

text sheet_rows_why(const struct sheet_rows *rows) { return rows->xlsx ? xlsx_why(rows->xlsx) : csv_why(rows->csv); }
int64_t sheet_rows_at(const struct sheet_rows *rows) { return rows->xlsx ? xlsx_at(rows->xlsx) : csv_at(rows->csv); }

void sheet_rows_close(struct sheet_rows *rows)
{
    if (rows && rows->xlsx) xlsx_close(rows->xlsx);
    if (rows && rows->csv) csv_close(rows->csv);
}

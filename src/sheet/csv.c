/* csv.c — comma, semicolon or tab separated text (RFC 4180, and what Excel and WPS make of it). */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "sheet/inside.h"

enum { SAMPLE = 64 << 10, SAMPLE_LINES = 50 };

/* ---- the separator: commas also stand inside addresses, so the number of signs says little. What separates columns stands
 * equally often in (nearly) every line; of two such signs, the one that makes more columns. Quoted parts do not count. */
struct counts { int lines, per_line[SAMPLE_LINES]; };

static struct counts count_sign(const char *sample, size_t length, char sign)
{
    struct counts counts = { 0 };
    bool quoted = false;
    int now = 0;
    for (size_t i = 0; i < length && counts.lines < SAMPLE_LINES; i++) {
        if (sample[i] == '"') quoted = !quoted;
        else if (!quoted && sample[i] == sign) now++;
        else if (!quoted && sample[i] == '\n') { counts.per_line[counts.lines++] = now; now = 0; }
    }
    if (counts.lines < SAMPLE_LINES && now) counts.per_line[counts.lines++] = now;      /* a last line without its end */
    return counts;
}

static long evenness(const struct counts *counts)
{
    long best = 0;
    for (int i = 0; i < counts->lines; i++) {
        int same = 0;
        for (int k = 0; k < counts->lines; k++) same += counts->per_line[k] == counts->per_line[i];
        long score = counts->per_line[i] ? same * 1000L + (counts->per_line[i] < 999 ? counts->per_line[i] : 999) : 0;
        if (score > best) best = score;
    }
    return best;
}

char csv_separator(const char *sample, size_t length)
{
    static const char signs[] = { ',', '\t', ';' };
    if (length > 4 && !memcmp(sample, "sep=", 4)) return sample[4];     /* Excel's own hint */
    char found = ',';
    long best = 0;
    for (size_t i = 0; i < sizeof signs; i++) {
        struct counts counts = count_sign(sample, length, signs[i]);
        long score = evenness(&counts);
        if (score > best) { best = score; found = signs[i]; }
    }
    return found;
}

bool csv_open(struct sheet_book *book, text *ret_why)
{
    struct decode decode;
    if (!decode_sniff(book, ret_why)) return false;
    if (!decode_open(&decode, book, book->encoding, book->skip)) { *ret_why = N_("The file cannot be read."); return false; }
    char *sample = arena_take(book->arena, SAMPLE);
    size_t length = 0;
    for (int byte; length < SAMPLE && (byte = decode_next(&decode)) >= 0;) sample[length++] = (char)byte;
    decode_close(&decode);
    book->separator = csv_separator(sample, length);
    book->count = 1;
    book->sheets = arena_take(book->arena, sizeof *book->sheets);
    book->sheets->name = "";
    return true;
}

/* ---- one cell */

/* "1.38E+10": Excel wrote a phone number so when it saved the CSV. The zeros we put in are not the digits that were there. */
static bool exponent(struct arena *arena, text written, struct sheet_cell *ret_cell)
{
    size_t mantissa = strspn(written, "0123456789.");
    if (!mantissa || !isdigit((unsigned char)*written) || (written[mantissa] | 32) != 'e' || written[mantissa + 1] != '+') return false;
    size_t digits = strspn(written + mantissa + 2, "0123456789");
    if (!digits || digits > 2 || written[mantissa + 2 + digits]) return false;
    char *end;
    double number = strtod(written, &end);
    int power = atoi(written + mantissa + 2);
    size_t decimals = strchr(written, '.') ? mantissa - strcspn(written, ".") - 1 : 0;
    if (*end || power > 20) return false;
    *ret_cell = (struct sheet_cell){ .kind = SHEET_NUMBER, .number = number, .text = format_plain(arena, number), .worn = (int)decimals < power };
    return true;
}

/* A number a double keeps to its last digit, written the plain way: "00123" and an identity number stay text. */
static bool plain_number(text written, double *ret_number)
{
    const char *at = written + (*written == '-');
    size_t whole = strspn(at, "0123456789"), more = at[whole] == '.' ? strspn(at + whole + 1, "0123456789") : 0;
    if (!whole || at[whole + (at[whole] == '.') + more] || (at[whole] == '.' && !more)) return false;
    if (whole + more > 15 || (whole > 1 && *at == '0')) return false;
    *ret_number = strtod(written, NULL);
    return true;
}

/* Undoes what programs do to keep Excel from reading numbers: ="0138", a tab after the digits, '=text (our own guard). */
static text unguarded(struct arena *arena, text written)
{
    size_t length = strlen(written);
    while (length && strchr(" \t\r\n", written[length - 1])) length--;
    if (length > 3 && !memcmp(written, "=\"", 2) && written[length - 1] == '"' && !memchr(written + 2, '"', length - 3))
        return arena_copy_n(arena, written + 2, length - 3);
    if (length > 1 && written[0] == '\'' && strchr("=+-@\t\r'", written[1])) return arena_copy_n(arena, written + 1, length - 1);
    return arena_copy_n(arena, written, length);
}

struct sheet_cell csv_cell(struct arena *arena, text written)
{
    struct sheet_cell cell = { .kind = SHEET_TEXT, .text = unguarded(arena, written) };
    if (!*cell.text) return (struct sheet_cell){ .text = "" };
    if (exponent(arena, cell.text, &cell)) return cell;
    if (plain_number(cell.text, &cell.number)) cell.kind = SHEET_NUMBER;
    return cell;
}

/* ---- the rows */
struct csv_rows {
    struct decode decode;
    struct sheet_book *book;
    struct arena *arena;
    struct row_made row;
    struct buf value;
    int64_t number;
    size_t bytes;                       /* of this row */
    int column, again;                  /* again: a byte given back, or -2 */
    bool ended;
    text why;
};

struct csv_rows *csv_rows(struct sheet_book *book, text *ret_why)
{
    struct csv_rows *rows = arena_take(book->arena, sizeof *rows);
    *rows = (struct csv_rows){ .book = book, .arena = arena_new(), .again = -2, .why = "" };
    if (decode_open(&rows->decode, book, book->encoding, book->skip)) return rows;
    *ret_why = N_("The file cannot be read.");
    csv_close(rows);
    return NULL;
}

static void stop(struct csv_rows *rows, text why)
{
    if (!*rows->why) rows->why = why;
    rows->ended = true;
}

static int next_byte(struct csv_rows *rows)
{
    int byte = rows->again;
    rows->again = -2;
    if (byte != -2) return byte;
    byte = decode_next(&rows->decode);
    if (byte < 0 && rows->decode.bad) stop(rows, N_("The file cannot be read."));
    if (++rows->bytes > SHEET_MAX_LINE) { stop(rows, N_("A row is longer than can be read. Is a quotation mark missing?")); return -1; }
    return byte;
}

static void put(struct csv_rows *rows, int byte)
{
    if (rows->value.length == SHEET_MAX_CELL) stop(rows, N_("A cell is longer than a spreadsheet allows. Is a quotation mark missing?"));
    else buf_char(&rows->value, (char)byte);
}

/* Inside quotes, the first is read; "" is a quote. Returns the byte after the closing one. */
static int quoted(struct csv_rows *rows)
{
    while (!rows->ended) {
        int byte = next_byte(rows);
        if (byte < 0) { stop(rows, N_("A quotation mark is opened and never closed.")); return -1; }
        if (byte == '"') { byte = next_byte(rows); if (byte != '"') return byte; }
        if (byte != '\r') put(rows, byte);
    }
    return -1;
}

/* Reads one field; returns what ended it: the separator, '\n' or -1. Quotes in the middle of a field are just quotes. */
static int field(struct csv_rows *rows)
{
    rows->value.length = 0;
    int byte = next_byte(rows);
    if (byte == '"') byte = quoted(rows);
    while (byte >= 0 && byte != rows->book->separator && byte != '\n' && byte != '\r') { put(rows, byte); byte = rows->ended ? -1 : next_byte(rows); }
    if (byte != '\r') return byte;
    byte = next_byte(rows);
    if (byte >= 0 && byte != '\n') rows->again = byte;          /* a lone CR ends a line, too (old Mac files) */
    return byte < 0 ? -1 : '\n';
}

static void keep(struct csv_rows *rows)
{
    struct sheet_cell cell = csv_cell(rows->arena, rows->value.length ? buf_text(&rows->value) : "");
    cell.column = rows->column;
    if (rows->column >= SHEET_MAX_COLUMNS) stop(rows, N_("The sheet has more than 16,384 columns."));
    else if (cell.kind && !row_add(&rows->row, cell)) stop(rows, N_("A row is longer than can be read."));
    rows->column++;
}

static void read_row(struct csv_rows *rows)
{
    arena_reset(rows->arena);
    rows->row = (struct row_made){ .arena = rows->arena };
    rows->value = buf_new(rows->arena);
    rows->column = 0;
    rows->bytes = 0;
    if (++rows->number > SHEET_MAX_ROWS) { stop(rows, N_("The sheet has more than 1,048,576 rows.")); return; }
    for (int end = rows->book->separator; end == rows->book->separator && !*rows->why;) {
        end = field(rows);
        if (!*rows->why) keep(rows);
        if (end < 0) rows->ended = true;
    }
}

static bool is_hint(const struct csv_rows *rows)
{
    return rows->number == 1 && rows->row.count && !strncmp(rows->row.cells[0].text, "sep=", 4);
}

bool csv_next(struct csv_rows *rows, struct sheet_row *ret_row)
{
    while (!rows->ended) {
        read_row(rows);
        if (*rows->why) return false;
        if (!rows->row.count || is_hint(rows)) continue;
        *ret_row = (struct sheet_row){ .number = rows->number, .count = rows->row.count, .cells = rows->row.cells };
        return true;
    }
    return false;
}

text csv_why(const struct csv_rows *rows) { return rows->why; }
int64_t csv_at(const struct csv_rows *rows) { return rows->number; }

void csv_close(struct csv_rows *rows)
{
    decode_close(&rows->decode);
    if (rows->arena) arena_free(rows->arena);
    rows->arena = NULL;
}

/* xlsx_rows.c — the rows of one worksheet, and its merged ranges (ECMA-376 part 1, §18.3.1). */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "sheet/inside.h"

enum reading { NOTHING, VALUE, INLINE };

struct xlsx_rows {
    struct xml xml;
    struct sheet_book *book;
    struct arena *arena;                /* of the current row */
    struct row_made row;
    int64_t number;                     /* of the current row */
    bool hidden, in_data, in_row, in_cell, has_formula;
    int phonetic, column;               /* column: of the current cell; before a row's first -1 */
    enum reading reading;
    char type[12];
    long style;
    struct buf value;
};

static void damaged(struct xlsx_rows *rows) { xml_refuse(&rows->xml, N_("The workbook is damaged.")); }

static void row_begins(struct xlsx_rows *rows, const char **attributes)
{
    text r = xml_attribute(attributes, "r"), hidden = xml_attribute(attributes, "hidden");
    int64_t number = *r ? (isdigit((unsigned char)*r) ? strtoll(r, NULL, 10) : 0) : rows->number + 1;
    if (number > SHEET_MAX_ROWS) { xml_refuse(&rows->xml, N_("The sheet has more than 1,048,576 rows.")); return; }
    if (number <= rows->number) { damaged(rows); return; }
    arena_reset(rows->arena);
    rows->row = (struct row_made){ .arena = rows->arena };
    rows->number = number;
    rows->hidden = !strcmp(hidden, "1") || !strcmp(hidden, "true");
    rows->in_row = true;
    rows->column = -1;
}

/* "BC23" is column 54; the digits repeat the row. Returns -1 when it is none, SHEET_MAX_COLUMNS when it is too far. */
static int column_of(text reference)
{
    int column = 0;
    const char *at = reference;
    for (; isalpha((unsigned char)*at); at++) {
        column = column * 26 + (toupper((unsigned char)*at) - 'A' + 1);
        if (column > SHEET_MAX_COLUMNS) return SHEET_MAX_COLUMNS;
    }
    return at == reference ? -1 : column - 1;
}

static void cell_begins(struct xlsx_rows *rows, const char **attributes)
{
    text r = xml_attribute(attributes, "r");
    int column = *r ? column_of(r) : rows->column + 1;
    if (column >= SHEET_MAX_COLUMNS) { xml_refuse(&rows->xml, N_("The sheet has more than 16,384 columns.")); return; }
    if (column <= rows->column) { damaged(rows); return; }
    rows->column = column;
    snprintf(rows->type, sizeof rows->type, "%s", xml_attribute(attributes, "t"));
    rows->style = strtol(xml_attribute(attributes, "s"), NULL, 10);
    rows->in_cell = true;
    rows->has_formula = false;
    rows->value = buf_new(rows->arena);
}

static void started(void *me, text name, const char **attributes)
{
    struct xlsx_rows *rows = me;
    if (!strcmp(name, "sheetData")) rows->in_data = true;
    else if (!strcmp(name, "row") && rows->in_data && !rows->in_row) row_begins(rows, attributes);
    else if (!strcmp(name, "c") && rows->in_row && !rows->in_cell) cell_begins(rows, attributes);
    else if (!rows->in_cell) return;
    else if (!strcmp(name, "v")) rows->reading = VALUE;
    else if (!strcmp(name, "f")) rows->has_formula = true;
    else if (!strcmp(name, "rPh")) rows->phonetic++;
    else if (!strcmp(name, "t") && !rows->phonetic) rows->reading = INLINE;
}

static void letters(void *me, const char *at, int length)
{
    struct xlsx_rows *rows = me;
    if (!rows->in_cell || rows->reading == NOTHING) return;
    if (rows->value.length + (size_t)length > SHEET_MAX_CELL) xml_refuse(&rows->xml, N_("A cell is longer than a spreadsheet allows."));
    else buf_bytes(&rows->value, at, (size_t)length);
}

static struct sheet_cell text_cell(text value) { return (struct sheet_cell){ .kind = SHEET_TEXT, .text = value }; }

static struct sheet_cell shared_cell(struct xlsx_rows *rows, text value)
{
    char *end;
    long index = strtol(value, &end, 10);
    text found = end == value || *end ? NULL : xlsx_string(&rows->book->strings, index);
    if (!found) damaged(rows);
    return text_cell(found ? found : "");
}

static struct sheet_cell plain_number(struct xlsx_rows *rows, text value)
{
    static const struct format plain = { FORMAT_PLAIN, 0 };
    const struct sheet_book *book = rows->book;
    char *end;
    double number = strtod(value, &end);
    if (end == value || *end || !isfinite(number)) return text_cell(value);
    struct format format = rows->style >= 0 && rows->style < book->format_count ? book->formats[rows->style] : plain;
    return format_number(rows->arena, number, format, book->from_1904);
}

/* t="d": ISO 8601, "2026-03-05T00:00:00Z". */
static struct sheet_cell iso_cell(struct xlsx_rows *rows, text value)
{
    bool timed = strlen(value) >= 16 && value[10] == 'T' && strncmp(value + 11, "00:00", 5) != 0;
    text date = arena_copy_n(rows->arena, value, strlen(value) < 10 ? strlen(value) : 10);
    return (struct sheet_cell){ .kind = SHEET_DATE, .text = timed ? arena_print(rows->arena, "%s %.5s", date, value + 11) : date };
}

static struct sheet_cell make_cell(struct xlsx_rows *rows, text value)
{
    bool yes = !strcmp(value, "1") || !strcmp(value, "true");
    if (!strcmp(rows->type, "s")) return shared_cell(rows, value);
    if (!strcmp(rows->type, "str") || !strcmp(rows->type, "inlineStr")) return text_cell(xlsx_unescape(rows->arena, value, strlen(value)));
    if (!strcmp(rows->type, "b")) return (struct sheet_cell){ .kind = SHEET_FLAG, .text = yes ? "TRUE" : "FALSE", .number = yes };
    if (!strcmp(rows->type, "e")) return (struct sheet_cell){ .kind = SHEET_ERROR, .text = value };
    if (!strcmp(rows->type, "d")) return iso_cell(rows, value);
    return plain_number(rows, value);
}

static bool blank(text value) { return value[strspn(value, " \t\r\n")] == 0; }

static void cell_ends(struct xlsx_rows *rows)
{
    text value = rows->value.length ? buf_text(&rows->value) : "";
    rows->in_cell = false;
    rows->reading = NOTHING;
    rows->phonetic = 0;
    if (!*value && (!rows->has_formula || !strcmp(rows->type, "str"))) return;        /* a formula may make an empty text */
    struct sheet_cell cell = *value ? make_cell(rows, value) : (struct sheet_cell){ .kind = SHEET_ERROR, .text = "=" };
    cell.column = rows->column;
    if (!blank(cell.text) && !row_add(&rows->row, cell)) xml_refuse(&rows->xml, N_("A row is longer than can be read."));
}

static void ended(void *me, text name)
{
    struct xlsx_rows *rows = me;
    if (!strcmp(name, "v") || !strcmp(name, "t")) rows->reading = NOTHING;
    else if (!strcmp(name, "rPh")) rows->phonetic -= rows->phonetic > 0;
    else if (!strcmp(name, "c") && rows->in_cell) cell_ends(rows);
    else if (!strcmp(name, "sheetData")) rows->in_data = false;
    else if (!strcmp(name, "row") && rows->in_row) {
        rows->in_row = false;
        if (rows->row.count && !*rows->xml.why) xml_pause(&rows->xml);
    }
}

struct xlsx_rows *xlsx_rows(struct sheet_book *book, int index, text *ret_why)
{
    struct xlsx_rows *rows = arena_take(book->arena, sizeof *rows);
    rows->book = book;
    rows->xml = (struct xml){ .start = started, .end = ended, .letters = letters, .me = rows };
    rows->arena = arena_new();
    if (xml_open(&rows->xml, book->zip, book->parts[index])) return rows;
    *ret_why = rows->xml.why;
    xlsx_close(rows);
    return NULL;
}

bool xlsx_next(struct xlsx_rows *rows, struct sheet_row *ret_row)
{
    xml_run(&rows->xml);
    if (!rows->xml.paused) return false;
    *ret_row = (struct sheet_row){ rows->number, rows->hidden, rows->row.count, rows->row.cells };
    return true;
}

text xlsx_why(const struct xlsx_rows *rows) { return rows->xml.why; }
int64_t xlsx_at(const struct xlsx_rows *rows) { return rows->number; }

void xlsx_close(struct xlsx_rows *rows)
{
    xml_close(&rows->xml);
    arena_free(rows->arena);
    rows->arena = NULL;
}

/* ---- merged ranges come after the rows, so they need a pass of their own */
struct merges { struct xml xml; struct arena *arena; struct sheet_merge *list; int count, room; };

/* "B2:D2"; a single cell or anything else merges nothing. */
static bool read_range(text reference, struct sheet_merge *ret_merge)
{
    text colon = strchr(reference, ':');
    if (!colon) return false;
    ret_merge->first_column = column_of(reference);
    ret_merge->last_column = column_of(colon + 1);
    ret_merge->first_row = strtoll(reference + strcspn(reference, "0123456789:"), NULL, 10);
    ret_merge->last_row = strtoll(colon + 1 + strcspn(colon + 1, "0123456789"), NULL, 10);
    return ret_merge->first_column >= 0 && ret_merge->first_column <= ret_merge->last_column && ret_merge->last_column < SHEET_MAX_COLUMNS
        && ret_merge->first_row > 0 && ret_merge->first_row <= ret_merge->last_row && ret_merge->last_row <= SHEET_MAX_ROWS;
}

static void merge_started(void *me, text name, const char **attributes)
{
    struct merges *all = me;
    struct sheet_merge one;
    if (strcmp(name, "mergeCell") || !read_range(xml_attribute(attributes, "ref"), &one) || all->count == SHEET_MAX_MERGES) return;
    if (all->count == all->room) {
        struct sheet_merge *more = arena_take(all->arena, sizeof *more * (size_t)(all->room * 2 + 16));
        if (all->count) memcpy(more, all->list, sizeof *more * (size_t)all->count);
        all->list = more;
        all->room = all->room * 2 + 16;
    }
    all->list[all->count++] = one;
}

static void merge_ended(void *me, text name) { (void)me; (void)name; }

bool sheet_merges(struct sheet_book *book, int index, struct arena *arena, const struct sheet_merge **ret_merges, int *ret_count,
    text *ret_why)
{
    struct merges all = { .xml = { .start = merge_started, .end = merge_ended, .me = &all }, .arena = arena };
    *ret_why = "";
    *ret_count = 0;
    *ret_merges = NULL;
    if (!sheet_at(book, index)) { *ret_why = N_("The file has no such sheet."); return false; }
    if (!book->zip) return true;
    if (xml_open(&all.xml, book->zip, book->parts[index])) xml_run(&all.xml);
    *ret_why = all.xml.why;
    xml_close(&all.xml);
    *ret_merges = all.list;
    *ret_count = all.count;
    return !**ret_why;
}

/* head.c — where the headings are. The rule stands in sheet.h. */
#include <string.h>
#include "sheet/inside.h"

enum { HEADING_LETTERS = 40, HEADING_COLUMNS = 256 };           /* a row is judged by its first 256 cells */

/* A short text that begins with no digit and no sign: "姓名", "手机号*". Dates, phones and addresses with numbers first are data. */
static bool is_heading(const struct sheet_cell *cell)
{
    return cell->kind == SHEET_TEXT && !strchr("0123456789-+.#", *cell->text) && strlen(cell->text) <= 4 * HEADING_LETTERS;
}

static int headings(const struct sheet_row *row)
{
    int found = 0, count = row->count < HEADING_COLUMNS ? row->count : HEADING_COLUMNS;
    for (int i = 0; i < count; i++) {
        bool fresh = is_heading(&row->cells[i]);
        for (int k = 0; fresh && k < i; k++) fresh = strcmp(row->cells[k].text, row->cells[i].text) != 0;
        found += fresh;
    }
    return found;
}

static bool goes_on_below(const struct sheet_row *row, const struct sheet_merge *merges, int count)
{
    for (int i = 0; i < count; i++)
        if (merges[i].first_row <= row->number && row->number < merges[i].last_row) return true;
    return false;
}

static int first_good(const struct sheet_row *rows, int count, int most, const struct sheet_merge *merges, int merge_count)
{
    for (int i = 0; i < count; i++)
        if (headings(&rows[i]) * 3 >= most * 2 && !goes_on_below(&rows[i], merges, merge_count)) return i;
    return -1;
}

int sheet_guess_header(const struct sheet_row *rows, int count, const struct sheet_merge *merges, int merge_count)
{
    int most = 0;
    for (int i = 0; i < count; i++) if (headings(&rows[i]) > most) most = headings(&rows[i]);
    if (!most) return -1;
    int found = first_good(rows, count, most, merges, merge_count);
    return found >= 0 ? found : first_good(rows, count, most, NULL, 0);       /* a note merged down the whole side */
}

static struct sheet_row copied(struct arena *arena, struct sheet_row row)
{
    struct sheet_cell *cells = arena_take(arena, sizeof *cells * (size_t)row.count);
    memcpy(cells, row.cells, sizeof *cells * (size_t)row.count);
    for (int i = 0; i < row.count; i++) cells[i].text = arena_copy(arena, cells[i].text);
    row.cells = cells;
    return row;
}

static const struct sheet_row *row_numbered(const struct sheet_look *look, int64_t number)
{
    for (int i = 0; i < look->count; i++) if (look->rows[i].number == number) return &look->rows[i];
    return NULL;
}

/* What a merged range shows in this row and column: the value of its first cell, when it began above. */
static struct sheet_cell from_above(const struct sheet_look *look, int64_t number, int column, const struct sheet_merge *merges, int count)
{
    for (int i = 0; i < count; i++) {
        const struct sheet_merge *m = &merges[i];
        bool inside = m->first_row < number && number <= m->last_row && m->first_column == column;
        const struct sheet_row *first = inside ? row_numbered(look, m->first_row) : NULL;
        if (first) { struct sheet_cell cell = sheet_cell(first, column); cell.column = column; return cell; }
    }
    return (struct sheet_cell){ .column = column, .text = "" };
}

static int last_column(const struct sheet_look *look)
{
    int last = 0;
    for (int i = 0; i < look->count; i++) {
        int column = look->rows[i].cells[look->rows[i].count - 1].column;
        if (column > last) last = column;
    }
    return last < HEADING_COLUMNS ? last : HEADING_COLUMNS - 1;
}

/* The row as it looks, with what merged ranges from above show in it. */
static struct sheet_row filled(const struct sheet_look *look, struct sheet_row row, struct arena *arena, const struct sheet_merge *merges, int count)
{
    struct row_made made = { .arena = arena };
    int last = last_column(look);
    for (int column = 0; column <= last; column++) {
        struct sheet_cell cell = sheet_cell(&row, column);
        if (!cell.kind) cell = from_above(look, row.number, column, merges, count);
        if (cell.kind && !row_add(&made, cell)) return row;
    }
    for (int i = 0; i < row.count; i++) if (row.cells[i].column > last && !row_add(&made, row.cells[i])) return row;
    row.cells = made.cells;
    row.count = made.count;
    return row;
}

/* Only merges of the first rows matter here; thousands of them further down are somebody's data. */
static int of_the_first_rows(struct arena *arena, const struct sheet_merge **merges, int count, int64_t last_row)
{
    struct sheet_merge *few = arena_take(arena, sizeof *few * 1024);
    int kept = 0;
    for (int i = 0; i < count && kept < 1024; i++) if ((*merges)[i].first_row <= last_row) few[kept++] = (*merges)[i];
    *merges = few;
    return kept;
}

static bool read_first(struct sheet_book *book, int index, struct arena *arena, int limit, struct sheet_look *look, text *ret_why)
{
    struct sheet_rows *rows = sheet_rows(book, index, 0, ret_why);
    if (!rows) return false;
    look->rows = arena_take(arena, sizeof *look->rows * (size_t)(limit > 0 ? limit : 1));
    struct sheet_row row;
    while (look->count < limit && sheet_next(rows, &row)) look->rows[look->count++] = copied(arena, row);
    *ret_why = sheet_rows_why(rows);
    sheet_rows_close(rows);
    return !**ret_why;
}

bool sheet_look(struct sheet_book *book, int index, struct arena *arena, int limit, struct sheet_look *ret_look, text *ret_why)
{
    const struct sheet_merge *merges;
    int count;
    *ret_look = (struct sheet_look){ .header = -1 };
    if (!read_first(book, index, arena, limit, ret_look, ret_why)) return false;
    if (!sheet_merges(book, index, arena, &merges, &count, ret_why)) return false;
    if (!ret_look->count) return true;
    count = of_the_first_rows(arena, &merges, count, ret_look->rows[ret_look->count - 1].number);
    struct sheet_row *seen = arena_take(arena, sizeof *seen * (size_t)ret_look->count);
    for (int i = 0; i < ret_look->count; i++) seen[i] = filled(ret_look, ret_look->rows[i], arena, merges, count);
    ret_look->header = sheet_guess_header(seen, ret_look->count, merges, count);
    if (ret_look->header > 0) ret_look->rows[ret_look->header] = seen[ret_look->header];
    return true;
}

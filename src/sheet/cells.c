/* cells.c — a row while it grows. */
#include <string.h>
#include "sheet/inside.h"

bool row_add(struct row_made *row, struct sheet_cell cell)
{
    row->bytes += strlen(cell.text);
    if (row->bytes > SHEET_MAX_LINE) return false;
    if (row->count == row->room) {
        int room = row->room ? row->room * 2 : 32;
        struct sheet_cell *more = arena_take(row->arena, (size_t)room * sizeof *more);
        if (row->count) memcpy(more, row->cells, (size_t)row->count * sizeof *more);
        row->cells = more;
        row->room = room;
    }
    row->cells[row->count++] = cell;
    return true;
}

struct sheet_cell sheet_cell(const struct sheet_row *row, int column)
{
    int low = 0, high = row->count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (row->cells[middle].column == column) return row->cells[middle];
        if (row->cells[middle].column < column) low = middle + 1;
        else high = middle;
    }
    return (struct sheet_cell){ .column = column, .text = "" };
}

/* demo_sheets.h — the company as the tables a shop keeps: what is loaded at go-live, and the same kind of table as shops really send it.
 * For app/demo_*.c only. */
#pragma once
#include "app/demo_world.h"
#include "sheet/writer.h"

/* One table: `count` rows of which those of the branch are written. `shape`: what it is imported as, "" when nothing takes it yet. */
struct demo_sheet {
    text file, name, shape;
    const struct sheet_column *columns; int column_count;
    bool gb18030;                   /* a .csv of an old program, else .xlsx */
    int (*count)(const struct demo_world *world);
    bool (*write)(const struct demo_world *world, struct sheet_writer *writer, int branch, int row);     /* false: not of this branch */
};
extern const struct demo_sheet demo_sheets[];
extern const int demo_sheet_count;

/* "<folder>/<file>"; the rows of one branch. `ret_rows` (may be NULL): how many. False: `ret_why`. */
bool demo_sheet_write(const struct demo_world *world, const struct demo_sheet *sheet, int branch, text path, int *ret_rows, text *ret_why);

/* The messy ones: made by hand over years (demo_messy.c). Into `folder`; how many files, -1: `ret_why`. */
int demo_messy_write(const struct demo_world *world, text folder, text *ret_why);

/* UTF-8 into GB18030, in place. */
bool demo_to_gb18030(struct arena *arena, text path, text *ret_why);

/* writer_inside.h — what writer.c and writer_csv.c share. Nobody else includes it. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "sheet/writer.h"

enum { SHEET_WRITER_ROWS = 1048576 };   /* with the headings */

/* One cell: `text` is how CSV writes it, `number` how .xlsx does unless the kind is text. */
struct written { enum sheet_column_kind kind; bool red, message; text text; double number; };

struct xlsx_out;
struct sheet_writer {
    struct arena *arena, *scratch;      /* scratch: of the current row */
    text path;
    const struct sheet_paper *paper;
    int64_t row;                        /* from 0, the headings */
    int columns, column;                /* columns: with the message */
    bool red, failed;
    void (*cell)(struct sheet_writer *writer, const struct written *cell);
    void (*finish_row)(struct sheet_writer *writer);        /* may be NULL */
    bool (*end)(struct sheet_writer *writer);
    struct xlsx_out *xlsx;
    FILE *csv;
};
struct sheet_writer *sheet_writer_new(struct arena *arena, text path, const struct sheet_paper *paper);

/* dispatch_bench_find.c — the instances below a folder, and what is known about them: see dispatch_bench_inside.h. */
#include "app/dispatch_bench_inside.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "sheet/sheet.h"

enum { MOST_DEPTH = 8 };

struct finding {
    struct arena *arena;
    text format;
    struct exams exams;
    struct table *tables;                    /* of best known values */
    int table_count;
};

static text cell_text(struct arena *arena, const struct sheet_row *row, int column) { return arena_copy(arena, sheet_cell(row, column).text); }

static int row_width(const struct sheet_row *row) { return row->count ? row->cells[row->count - 1].column + 1 : 0; }

static void table_fill(struct arena *arena, struct table *t, struct sheet_rows *rows)
{
    struct sheet_row row;
    int room = 0;
    while (sheet_next(rows, &row)) {
        if (!t->heads) {
            t->width = row_width(&row);
            t->heads = arena_take(arena, sizeof *t->heads * (size_t)(t->width + 1));
            for (int c = 0; c < t->width; c++) t->heads[c] = cell_text(arena, &row, c);
            continue;
        }
        if (t->count == room) {
            text *larger = arena_take(arena, sizeof *larger * (size_t)(2 * room + 64) * (size_t)(t->width + 1));
            if (room) memcpy(larger, t->cells, sizeof *larger * (size_t)room * (size_t)t->width);
            t->cells = larger;
            room = 2 * room + 64;
        }
        for (int c = 0; c < t->width; c++) t->cells[t->count * t->width + c] = cell_text(arena, &row, c);
        t->count++;
    }
}

struct table table_read(struct arena *arena, text path)
{
    struct table t = { 0 };
    text why = "";
    struct sheet_book *book = sheet_open(arena, path, &why);
    struct sheet_rows *rows = book ? sheet_rows(book, 0, 0, &why) : NULL;
    if (rows) table_fill(arena, &t, rows);
    if (rows) why = sheet_rows_why(rows);
    if (!rows || *why) { fprintf(stderr, "%s: %s\n", path, why); t.count = -1; }
    sheet_rows_close(rows);
    sheet_close(book);
    return t;
}

text table_at(const struct table *t, int row, text head)
{
    for (int c = 0; c < t->width; c++) if (!strcmp(t->heads[c], head)) return t->cells[row * t->width + c] ? t->cells[row * t->width + c] : "";
    return "";
}

static bool ends_with(text word, text end)
{
    size_t length = strlen(word), tail = strlen(end);
    return length >= tail && !strcmp(word + length - tail, end);
}

static const struct format *format_of(text path)
{
    size_t length;
    char *bytes = dispatch_slurp(path, &length);
    const struct format *format = NULL;
    for (int i = 0; bytes && formats[i] && !format; i++) if (formats[i]->claims(bytes, length)) format = formats[i];
    free(bytes);
    return format;
}

/* VROOM's pairs have no best known values; its answers and other JSON are no instances at all. */
static void find_file(struct finding *f, text path, text name)
{
    if (ends_with(name, ".csv")) {
        struct table *larger = arena_take(f->arena, sizeof *larger * (size_t)(f->table_count + 1));
        if (f->table_count) memcpy(larger, f->tables, sizeof *larger * (size_t)f->table_count);
        f->tables = larger;
        f->tables[f->table_count++] = table_read(f->arena, path);
        return;
    }
    if (!ends_with(name, ".txt") && !ends_with(name, ".json")) return;
    const struct format *format = format_of(path);
    if (!format || format == &vroom_format || (strcmp(f->format, "auto") && strcmp(f->format, format->name))) return;
    if (!(f->exams.count & (f->exams.count - 1))) {
        struct exam *larger = arena_take(f->arena, sizeof *larger * (size_t)(2 * f->exams.count + 1));
        if (f->exams.count) memcpy(larger, f->exams.list, sizeof *larger * (size_t)f->exams.count);
        f->exams.list = larger;
    }
    text last = strrchr(name, '.');
    f->exams.list[f->exams.count++] = (struct exam){ .path = path, .name = arena_copy_n(f->arena, name, (size_t)(last - name)), .format = format->name, .set = format->name };
}

/* Solutions that were kept are no instances. */
static bool is_other(text name) { return name[0] == '.' || !strcmp(name, "best"); }

static void find_folder(struct finding *f, text folder, int depth)
{
    DIR *dir = depth < MOST_DEPTH ? opendir(folder) : NULL;
    if (!dir && !depth) perror(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        struct stat status;
        text path = arena_print(f->arena, "%s/%s", folder, entry->d_name);
        if (is_other(entry->d_name) || stat(path, &status)) continue;
        if (S_ISDIR(status.st_mode)) find_folder(f, path, depth + 1);
        else if (S_ISREG(status.st_mode)) find_file(f, path, arena_copy(f->arena, entry->d_name));
    }
    if (dir) closedir(dir);
}

/* The columns are those of the published collections; ours has them too. */
static void look_up(struct finding *f, struct exam *exam)
{
    static const text columns[] = { "dimacs_best", "best_known", "best" };
    for (int t = 0; t < f->table_count && !exam->best; t++) {
        const struct table *table = &f->tables[t];
        for (int r = 0; r < table->count; r++) {
            if (strcmp(table_at(table, r, "instance"), exam->name)) continue;
            text set = table_at(table, r, "set"), size = table_at(table, r, "n");
            for (int c = 0; c < 3 && !exam->best; c++) exam->best = strtod(table_at(table, r, columns[c]), NULL);
            if (*size) exam->set = arena_print(f->arena, "%s-%s", set, size);
            else if (*set) exam->set = arena_print(f->arena, "%s-%s", exam->format, set);
            break;
        }
    }
    if (!exam->best) exam->set = arena_print(f->arena, "%s, nothing published", exam->format);
}

/* Numbers inside of names by their size: 25 before 100. */
static int by_name(const void *a, const void *b)
{
    const struct exam *x = a, *y = b;
    int sets = strverscmp(x->set, y->set);
    return sets ? sets : strverscmp(x->name, y->name);
}

static void thin_out(struct exams *exams, int each)
{
    int kept = 0;
    for (int from = 0, to; from < exams->count; from = to) {
        for (to = from; to < exams->count && !strcmp(exams->list[to].set, exams->list[from].set);) to++;
        for (int i = 0; i < each && i < to - from; i++) exams->list[kept++] = exams->list[from + (to - from <= each ? i : i * (to - from) / each)];
    }
    exams->count = kept;
}

struct exams exams_find(struct arena *arena, text folder, text format, int each)
{
    struct finding f = { .arena = arena, .format = format };
    find_folder(&f, folder, 0);
    for (int i = 0; i < f.exams.count; i++) look_up(&f, &f.exams.list[i]);
    if (f.exams.count) qsort(f.exams.list, (size_t)f.exams.count, sizeof *f.exams.list, by_name);
    if (each) thin_out(&f.exams, each);
    return f.exams;
}

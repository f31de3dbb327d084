/* demo_sheets.c — writing a table of the go-live set, one branch at a time. */
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "app/demo_sheets.h"

static char *whole_file(text path, size_t *ret_length)
{
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    fseek(f, 0, SEEK_END);
    long length = ftell(f);
    rewind(f);
    char *bytes = malloc((size_t)length + 1);
    if (bytes && fread(bytes, 1, (size_t)length, f) != (size_t)length) { free(bytes); bytes = NULL; }
    fclose(f);
    *ret_length = (size_t)length;
    return bytes;
}

static bool write_file(text path, const char *bytes, size_t length)
{
    FILE *f = fopen(path, "wb");
    bool well = f && fwrite(bytes, 1, length, f) == length;
    return (f && fclose(f) == 0) && well;
}

bool demo_to_gb18030(struct arena *arena, text path, text *ret_why)
{
    size_t length = 0, mark = 3;
    char *from = whole_file(path, &length);
    iconv_t how = iconv_open("GB18030", "UTF-8");
    bool marked = from && length >= mark && !memcmp(from, "\xef\xbb\xbf", mark);
    size_t left = marked ? length - mark : length, room = length * 2 + 16, made = room;
    char *into = malloc(room), *at = into, *in = marked ? from + mark : from;
    bool well = from && into && how != (iconv_t)-1 && iconv(how, &in, &left, &at, &made) != (size_t)-1 && write_file(path, into, room - made);
    if (!well) *ret_why = arena_print(arena, "%s: %s", path, strerror(errno));
    if (how != (iconv_t)-1) iconv_close(how);
    free(from);
    free(into);
    return well;
}

bool demo_sheet_write(const struct demo_world *w, const struct demo_sheet *s, int branch, text path, int *ret_rows, text *ret_why)
{
    struct arena *arena = arena_new();
    struct sheet_paper paper = { .name = s->name, .columns = s->columns, .count = s->column_count, .message_title = "", .watermark = "演示数据" };
    struct sheet_writer *out = s->gb18030 ? sheet_writer_csv(arena, path, &paper) : sheet_writer_xlsx(arena, path, &paper);
    int rows = 0, count = s->count(w);
    for (int i = 0; out && i < count; i++) {
        if (!s->write(w, out, branch, i)) continue;
        sheet_write_row(out);
        rows++;
    }
    bool well = out && sheet_writer_close(out);
    if (!well) *ret_why = arena_print(w->arena, "%s: the sheet could not be written", path);
    arena_free(arena);
    if (ret_rows) *ret_rows = rows;
    return well && (!s->gb18030 || demo_to_gb18030(w->arena, path, ret_why));
}

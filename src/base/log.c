#include "base/log.h"
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>
#include "base/json.h"

static atomic_int quiet;                /* the process has one standard error, so one switch for it */

void log_quiet(int on) { quiet = on; }

/* One write per line: lines of several threads do not mix. */
static void put_out(const char *at, size_t length)
{
    while (length) {
        ssize_t written = write(STDERR_FILENO, at, length);
        if (written <= 0) return;       /* nobody can be told */
        at += written;
        length -= (size_t)written;
    }
}

void log_line(const char *kind, const char *format, ...)
{
    if (quiet) return;
    struct arena *arena = arena_new();
    va_list arguments;
    va_start(arguments, format);
    text members = arena_vprint(arena, format, arguments);
    va_end(arguments);
    struct buf line = buf_new(arena);
    buf_print(&line, "{\"time\":\"%s\",\"kind\":\"%s\"%s%s}\n", instant_text(arena, when_now()), kind, *members ? "," : "", members);
    for (size_t i = 0; i + 1 < line.length; i++) if (line.at[i] == '\n') line.at[i] = ' ';
    put_out(line.at, line.length);
    arena_free(arena);
}

text log_quote(struct arena *arena, text from)
{
    struct json json = json_new(arena);
    write_text(&json, NULL, from);
    return buf_text(&json.out);
}

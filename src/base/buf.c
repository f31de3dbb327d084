#include "base/buf.h"
#include <stdio.h>
#include <string.h>

struct buf buf_new(struct arena *arena)
{
    enum { START = 256 };
    return (struct buf){ .arena = arena, .at = arena_take(arena, START), .room = START };
}

/* Room for `more` bytes and the NUL. */
static void grow(struct buf *buf, size_t more)
{
    if (buf->at && buf->room - buf->length > more) return;
    size_t room = buf->room * 2 > buf->length + more + 1 ? buf->room * 2 : buf->length + more + 1;
    char *at = arena_take(buf->arena, room);
    if (buf->length) memcpy(at, buf->at, buf->length);
    buf->at = at;
    buf->room = room;
}

void buf_bytes(struct buf *buf, const void *from, size_t length)
{
    grow(buf, length);
    if (length) memcpy(buf->at + buf->length, from, length);
    buf->length += length;
    buf->at[buf->length] = 0;
}

void buf_add(struct buf *buf, text from)
{
    if (from) buf_bytes(buf, from, strlen(from));
}

void buf_char(struct buf *buf, char c) { buf_bytes(buf, &c, 1); }

void buf_print(struct buf *buf, const char *format, ...)
{
    va_list arguments, twice;
    va_start(arguments, format);
    va_copy(twice, arguments);
    int length = vsnprintf(NULL, 0, format, twice);
    va_end(twice);
    if (length > 0) {
        grow(buf, (size_t)length);
        vsnprintf(buf->at + buf->length, (size_t)length + 1, format, arguments);
        buf->length += (size_t)length;
    }
    va_end(arguments);
}

text buf_text(struct buf *buf)
{
    grow(buf, 0);
    buf->at[buf->length] = 0;
    return buf->at;
}

text html_text(struct arena *arena, text from)
{
    struct buf out = buf_new(arena);
    for (; *from; from++) {
        if (*from == '<') buf_add(&out, "&lt;");
        else if (*from == '>') buf_add(&out, "&gt;");
        else if (*from == '&') buf_add(&out, "&amp;");
        else if (*from == '"') buf_add(&out, "&quot;");
        else buf_char(&out, *from);
    }
    return buf_text(&out);
}

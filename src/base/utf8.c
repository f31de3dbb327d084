#include "base/utf8.h"
#include <string.h>

/* What the first byte says about the whole: its length, its own bits, and the least character that may be so long. */
static size_t first_byte(unsigned char c, uint32_t *bits, uint32_t *least)
{
    if (c < 0x80) { *bits = c; *least = 1; return 1; }
    if (c >= 0xC2 && c < 0xE0) { *bits = c & 0x1F; *least = 0x80; return 2; }
    if (c >= 0xE0 && c < 0xF0) { *bits = c & 0x0F; *least = 0x800; return 3; }
    if (c >= 0xF0 && c < 0xF5) { *bits = c & 0x07; *least = 0x10000; return 4; }
    return 0;
}

size_t utf8_read(const char *at, uint32_t *ret_character)
{
    uint32_t character = 0, least = 0;
    size_t length = first_byte((unsigned char)*at, &character, &least);
    for (size_t i = 1; i < length; i++) {
        unsigned char c = (unsigned char)at[i];
        if ((c & 0xC0) != 0x80) return 0;               /* the NUL is none either, so the end is never passed */
        character = character << 6 | (c & 0x3F);
    }
    if (!length || character < least || character > 0x10FFFF || (character >= 0xD800 && character < 0xE000)) return 0;
    *ret_character = character;
    return length;
}

uint32_t utf8_next(const char **at)
{
    uint32_t character = NOT_UTF8;
    if (!**at) return 0;
    size_t length = utf8_read(*at, &character);
    *at += length ? length : 1;
    return character;
}

void utf8_put(struct buf *buf, uint32_t c)
{
    unsigned char bytes[4];
    size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char mark[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    for (size_t i = length; i-- > 1; c >>= 6) bytes[i] = (unsigned char)(0x80 | (c & 0x3F));
    bytes[0] = (unsigned char)(mark[length] | c);
    buf_bytes(buf, bytes, length);
}

bool utf8_valid(text from)
{
    uint32_t character;
    for (size_t length; *from; from += length)
        if ((length = utf8_read(from, &character)) == 0) return false;
    return true;
}

size_t utf8_length(text from)
{
    size_t count = 0;
    while (utf8_next(&from)) count++;
    return count;
}

text utf8_cut(struct arena *arena, text from, size_t characters)
{
    const char *end = from;
    while (characters-- && utf8_next(&end)) continue;
    return arena_copy_n(arena, from, (size_t)(end - from));
}

static bool blank(uint32_t c)
{
    return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x3000 || c == 0xFEFF;
}

/* The part without the blanks around it. */
static const char *inner(const char *from, size_t *length)
{
    const char *at = from, *begin = NULL, *end = from;
    for (;;) {
        const char *here = at;
        uint32_t c = utf8_next(&at);
        if (!c) break;
        if (blank(c)) continue;
        if (!begin) begin = here;
        end = at;
    }
    *length = begin ? (size_t)(end - begin) : 0;
    return begin ? begin : from;
}

text utf8_trim(struct arena *arena, text from)
{
    size_t length;
    const char *at = inner(from, &length);
    return arena_copy_n(arena, at, length);
}

static uint32_t narrow(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + '!';
    if (c == 0x3000 || c == 0xA0) return ' ';
    if (c == 0xFFE5) return 0xA5;                       /* ￥ is ¥ */
    return c;
}

text utf8_narrow(struct arena *arena, text from)
{
    struct buf out = buf_new(arena);
    for (uint32_t c; (c = utf8_next(&from)) != 0;) utf8_put(&out, narrow(c));
    return buf_text(&out);
}

/* A narrow form is never longer than the wide one, a bad byte (three bytes of U+FFFD) is refused. */
bool utf8_narrow_to(text from, char *into, size_t room)
{
    size_t length, used = 0;
    const char *at = inner(from, &length), *end = at + length;
    while (at < end) {
        const char *here = at;
        uint32_t c = utf8_next(&at), thin = narrow(c);
        size_t size = thin < 0x80 ? 1 : thin == 0xA5 ? 2 : (size_t)(at - here);
        if (used + size + 1 > room || (c == NOT_UTF8 && at - here == 1)) return false;
        if (thin == 0xA5) memcpy(into + used, "\xC2\xA5", 2);
        else if (size == 1) into[used] = (char)thin;
        else memcpy(into + used, here, size);
        used += size;
    }
    if (!room) return false;
    into[used] = 0;
    return true;
}

text utf8_lower(struct arena *arena, text from)
{
    size_t length = strlen(from);
    char *to = arena_take(arena, length + 1);
    for (size_t i = 0; i < length; i++) to[i] = from[i] >= 'A' && from[i] <= 'Z' ? (char)(from[i] | 0x20) : from[i];
    return to;
}

bool starts_with(text from, text beginning) { return strncmp(from, beginning, strlen(beginning)) == 0; }

bool is_han(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x323AF) ||
           (c >= 0xF900 && c <= 0xFAFF) || c == 0x3007 || c == 0x3005;
}

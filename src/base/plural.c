/* plural.c — see plural.h. */
#include "base/plural.h"
#include <stdbool.h>
#include <string.h>
#include "base/buf.h"

static bool ends(text word, size_t length, text with)
{
    size_t n = strlen(with);
    return length >= n && !memcmp(word + length - n, with, n);
}

static void add_plural(struct buf *out, text words, size_t length)
{
    bool y = length > 1 && words[length - 1] == 'y' && !strchr("aeiou", words[length - 2]);
    buf_bytes(out, words, y ? length - 1 : length);
    if (y) buf_add(out, "ies");
    else if (ends(words, length, "ch") || ends(words, length, "sh") || ends(words, length, "x")) buf_add(out, "es");
    else if (!ends(words, length, "s")) buf_add(out, "s");
}

/* Where the head noun ends: before the first of these words. */
static size_t head_of(text label)
{
    static const text words[] = { " of ", " to ", " on ", " in ", " for ", " from ", " about " };
    size_t length = strlen(label);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        text at = strstr(label, words[i]);
        if (at && (size_t)(at - label) < length) length = (size_t)(at - label);
    }
    return length;
}

text english_plural(struct arena *arena, text label)
{
    struct buf out = buf_new(arena);
    size_t head = head_of(label);
    text rest = label + head, one = strstr(rest, " a ");
    if (!*label) return label;
    add_plural(&out, label, head);
    if (!one) buf_add(&out, rest);
    else {
        buf_bytes(&out, rest, (size_t)(one - rest) + 1);
        add_plural(&out, one + 3, strlen(one + 3));
    }
    return buf_text(&out);
}

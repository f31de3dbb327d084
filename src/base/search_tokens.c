#include "base/search_tokens.h"
#include <string.h>
#include "base/pinyin.h"
#include "base/utf8.h"

enum { SLOTS = 4096, LONGEST = 32, NAME_SYLLABLES = 6, COMBINATIONS = 4 };     /* SLOTS: a power of two, four times the most tokens */

static struct tokens tokens_new(struct arena *arena, int most)
{
    return (struct tokens){ arena, arena_take(arena, sizeof(text) * (size_t)most), 0, most, arena_take(arena, sizeof(short) * SLOTS) };
}

struct tokens tokens_document(struct arena *arena) { return tokens_new(arena, TOKENS_DOCUMENT); }

static void add_bytes(struct tokens *t, const char *from, size_t length)
{
    uint32_t hash = 2166136261u;                            /* FNV-1a */
    if (!length || t->count == t->most) return;
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)from[i]) * 16777619u;
    for (;; hash++) {
        short *slot = &t->slots[hash % SLOTS];
        text known = *slot ? t->at[*slot - 1] : NULL;       /* 0: free, else the token's number from 1 */
        if (known && !strncmp(known, from, length) && !known[length]) return;
        if (known) continue;
        t->at[t->count++] = arena_copy_n(t->arena, from, length);
        *slot = (short)t->count;
        return;
    }
}

void tokens_add(struct tokens *t, text token) { add_bytes(t, token, strlen(token)); }

/* ---- cutting ---- */

enum cut { CUT_TEXT, CUT_NAME, CUT_QUERY };

/* Letters of any script without asking ICU: all that is not a sign. Signs of ASCII and Latin-1, general punctuation to
 * arrows and boxes, CJK punctuation, half-width forms, what is not UTF-8. */
static bool is_letter(uint32_t c)
{
    if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    if (c < 0xC0 || c == 0xD7 || c == 0xF7) return false;
    if ((c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xE000 && c <= 0xF8FF)) return false;
    return c < 0xFE00 || (c > 0xFFFF && c < 0x1F000) || c >= 0x20000;
}

static bool is_gap(uint32_t c) { return c == ' ' || c == 0xB7 || c == 0x2022 || c == 0x30FB; }

/* A word; cut after so many bytes in documents and queries alike, between characters. */
static const char *cut_word(struct tokens *t, const char *from)
{
    const char *at = from, *end = from, *here = from;
    for (uint32_t c; (c = utf8_next(&at)) != 0 && is_letter(c) && !is_han(c); here = at)
        if (at - from <= LONGEST) end = at;
    add_bytes(t, from, (size_t)(end - from));
    return here;
}

/* A run of Han characters: pairs and singles as the kind of text wants them. */
static const char *cut_han(struct tokens *t, const char *from, enum cut cut)
{
    char pair[9] = "";
    size_t before = 0;                                      /* bytes of the character before, at the front of `pair` */
    int run = 0;
    const char *at = from, *end = from;
    for (uint32_t c; (c = utf8_next(&at)) != 0; ) {
        if (cut == CUT_NAME && is_gap(c)) { end = at; continue; }
        if (!is_han(c)) break;
        const char *here = end;
        size_t length = (size_t)(at - here);
        memcpy(pair + before, here, length);
        if (before) add_bytes(t, pair, before + length);
        if (cut != CUT_QUERY) add_bytes(t, here, length);
        memmove(pair, pair + before, length);
        before = length;
        end = at;
        run++;
    }
    if (cut == CUT_QUERY && run == 1) add_bytes(t, pair, before);
    return end;
}

static void cut(struct tokens *t, text from, enum cut kind)
{
    const char *at = utf8_lower(t->arena, utf8_narrow(t->arena, from));
    while (*at && t->count < t->most) {
        const char *here = at;
        uint32_t c = utf8_next(&at);
        if (is_han(c)) at = cut_han(t, here, kind);
        else if (is_letter(c)) at = cut_word(t, here);
    }
}

void tokens_add_text(struct tokens *t, text from) { cut(t, from, CUT_TEXT); }

struct tokens tokens_query(struct arena *arena, text typed)
{
    struct tokens t = tokens_new(arena, TOKENS_QUERY);
    cut(&t, typed, CUT_QUERY);
    return t;
}

/* ---- names by keyboard ---- */

/* Syllables [from, joined) whole, then the first letters up to `to`. */
static void add_mixed(struct tokens *t, const text *syllables, int from, int joined, int to)
{
    char token[NAME_SYLLABLES * LONGEST + 1];
    size_t length = 0;
    for (int i = from; i < to; i++) {
        const char *end = syllables[i];
        if (i < joined) end += strnlen(end, LONGEST);
        else utf8_next(&end);
        memcpy(token + length, syllables[i], (size_t)(end - syllables[i]));
        length += (size_t)(end - syllables[i]);
    }
    while (length > LONGEST) while ((token[--length] & 0xC0) == 0x80) continue;     /* whole characters, as words are cut */
    add_bytes(t, token, length);
}

static void add_readings(struct tokens *t, const text *syllables, int count)
{
    for (int i = 0; i < count; i++) {
        add_mixed(t, syllables, i, i + 1, i + 1);                           /* xiao */
        add_mixed(t, syllables, 0, i + 1, i + 1);                           /* zhangxiao */
        add_mixed(t, syllables, i, count, count);                           /* xiaoming */
        if (i >= 1) add_mixed(t, syllables, 0, 0, i + 1);                   /* zx, zxm */
        if (i >= 1 && i <= count - 2) add_mixed(t, syllables, i, 0, count); /* xm */
        if (i >= 1) add_mixed(t, syllables, 0, 1, i + 1);                   /* zhangx, zhangxm */
        if (i >= 2) add_mixed(t, syllables, 0, 2, i + 1);                   /* zhangxiaom */
    }
}

/* The usual reading of all, and then one syllable at a time with another of its readings. */
void tokens_add_name(struct tokens *t, text name)
{
    struct syllable s[NAME_SYLLABLES];
    text usual[NAME_SYLLABLES];
    int count = pinyin_of(t->arena, name, s, NAME_SYLLABLES), combinations = 1;
    bool han = false;
    cut(t, name, CUT_NAME);
    for (int i = 0; i < count; i++) { usual[i] = s[i].readings[0]; han |= s[i].han; }
    if (!han) return;
    add_readings(t, usual, count);
    for (int i = 0; i < count; i++) {
        for (int k = 1; k < s[i].count && combinations < COMBINATIONS; k++, combinations++) {
            usual[i] = s[i].readings[k];
            add_readings(t, usual, count);
        }
        usual[i] = s[i].readings[0];
    }
}

text tokens_joined(const struct tokens *t)
{
    struct buf out = buf_new(t->arena);
    for (int i = 0; i < t->count; i++) {
        if (i) buf_char(&out, ' ');
        buf_add(&out, t->at[i]);
    }
    return buf_text(&out);
}

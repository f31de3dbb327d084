#include "base/words.h"
#include <string.h>
#include "base/buf.h"

static text found(const struct word *words, int count, text english)
{
    for (int low = 0, high = count; low < high;) {
        int middle = low + (high - low) / 2, order = strcmp(english, words[middle].english);
        if (order == 0) return words[middle].other;
        if (order < 0) high = middle; else low = middle + 1;
    }
    return NULL;
}

text translate(text language, text english)
{
    if (!english) return "";
    if (language && !strcmp(language, "en")) return english;
    text chinese = language && !strcmp(language, CHINESE_AYI) ? found(words_zh_ayi, words_zh_ayi_count, english) : NULL;
    if (!chinese) chinese = found(words_zh, words_zh_count, english);
    return chinese ? chinese : english;
}

/* The argument that {n} at `at` asks for, or NULL when it is plain text or there are fewer. */
static text argument(const char *at, const text *arguments)
{
    if (at[0] != '{' || at[1] < '1' || at[1] > '9' || at[2] != '}' || !arguments) return NULL;
    for (char n = '1'; *arguments; n++, arguments++) if (n == at[1]) return *arguments;
    return NULL;
}

text translate_with(struct arena *arena, text language, text english, const text *arguments)
{
    struct buf out = buf_new(arena);
    for (const char *at = translate(language, english); *at; at++) {
        text filling = argument(at, arguments);
        if (!filling) { buf_char(&out, *at); continue; }
        buf_add(&out, *filling == 0x1e ? translate(language, filling + 1) : filling);     /* a label of ours: work.h, translated() */
        at += 2;
    }
    return buf_text(&out);
}

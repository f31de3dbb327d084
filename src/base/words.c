#include "base/words.h"
#include <string.h>
#include "base/buf.h"
#include "base/when.h"

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
    if (language && !strcmp(language, "en")) {
        text seeded = found(words_en, words_en_count, english);
        return seeded ? seeded : english;
    }
    text chinese = language && !strcmp(language, CHINESE_AYI) ? found(words_zh_ayi, words_zh_ayi_count, english) : NULL;
    if (!chinese) chinese = found(words_zh, words_zh_count, english);
    return chinese ? chinese : english;
}

static bool digits(const char *at, int n)
{
    for (int i = 0; i < n; i++) if (at[i] < '0' || at[i] > '9') return false;
    return true;
}

/* A day of our own writing at `at`: ten bytes, with no digit, letter or hyphen on either side (a number, a file's name, an instant of JSON). */
static bool day_here(const char *from, const char *at, struct date *ret)
{
    if (!digits(at, 4) || at[4] != '-' || !digits(at + 5, 2) || at[7] != '-' || !digits(at + 8, 2)) return false;
    if (at > from && strchr("-_./:0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", at[-1])) return false;
    if (at[10] && strchr("-_/:T0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSUVWXYZ", at[10])) return false;
    *ret = (struct date){ .year = (at[0] - '0') * 1000 + (at[1] - '0') * 100 + (at[2] - '0') * 10 + at[3] - '0', .month = (at[5] - '0') * 10 + at[6] - '0', .day = (at[8] - '0') * 10 + at[9] - '0' };
    return ret->year >= 1900 && date_real(*ret);
}

/* What follows the first day of a span of ours: its last, without the year. */
#define UNTIL " – "
static bool until_here(const char *at, struct date *d)
{
    size_t n = strlen(UNTIL);
    if (strncmp(at, UNTIL, n) || !digits(at + n, 2) || at[n + 2] != '-' || !digits(at + n + 3, 2)) return false;
    if (at[n + 5] && strchr("-_/:T0123456789", at[n + 5])) return false;
    d->month = (at[n] - '0') * 10 + at[n + 1] - '0';
    d->day = (at[n + 3] - '0') * 10 + at[n + 4] - '0';
    return d->month >= 1 && d->month <= 12 && d->day >= 1 && d->day <= 31;
}

text dates_said(struct arena *arena, text language, text from)
{
    static const text months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    if (!from || !strchr(from, '-')) return from ? from : "";
    bool english = language && !strcmp(language, "en");
    struct buf out = buf_new(arena);
    for (const char *at = from; *at; at++) {
        struct date d;
        if (!day_here(from, at, &d)) { buf_char(&out, *at); continue; }
        if (english) buf_print(&out, "%d %s %d", d.day, months[d.month - 1], d.year);
        else buf_print(&out, "%d年%d月%d日", d.year, d.month, d.day);
        at += 9;
        if (!until_here(at + 1, &d)) continue;
        if (english) buf_print(&out, UNTIL "%d %s", d.day, months[d.month - 1]);
        else buf_print(&out, UNTIL "%d月%d日", d.month, d.day);
        at += strlen(UNTIL "11-23");
    }
    return buf_text(&out);
}

/* Word by word, where a blank ends each. */
static void words_said(struct buf *out, struct arena *arena, text language, text at)
{
    while (*at) {
        size_t n = strcspn(at, " ");
        buf_print(out, "%s", translate(language, arena_copy_n(arena, at, n)));
        at += n;
        if (*at == ' ') { buf_char(out, ' '); at++; }
    }
}

#define BETWEEN " · "
text title_said(struct arena *arena, text language, text title)
{
    text dated = dates_said(arena, language, title);
    if (!language || strcmp(language, "en")) return dated;
    text whole = translate(language, dated);
    if (whole != dated || !strchr(dated, ' ')) return whole;
    struct buf out = buf_new(arena);
    for (text at = dated, end = dated; end; at = end ? end + strlen(BETWEEN) : at) {
        end = strstr(at, BETWEEN);
        text part = end ? arena_copy_n(arena, at, (size_t)(end - at)) : at, said = translate(language, part);
        if (said != part) buf_add(&out, said); else words_said(&out, arena, language, part);
        if (end) buf_add(&out, BETWEEN);
    }
    return buf_text(&out);
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
        buf_add(&out, *filling == 0x1e ? translate(language, filling + 1) : dates_said(arena, language, filling));     /* a label of ours: work.h, translated() */
        at += 2;
    }
    return buf_text(&out);
}

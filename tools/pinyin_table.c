/* pinyin_table.c — prints src/base/pinyin_table.h from ICU's transliterator Han-Latin/Names (CLDR). Needs ICU to run; the program
 * does not. Run again when a newer CLDR matters:
 *   cc -o pinyin_table tools/pinyin_table.c $(pkg-config --cflags --libs icu-i18n icu-uc) && ./pinyin_table > src/base/pinyin_table.h */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unicode/uversion.h>

enum { FIRST = 0x3400, LAST = 0x9FFF, MOST = 500 };

static char syllables[MOST][8];
static int count;
static unsigned short table[LAST - FIRST + 1];

/* ü becomes v before the tones go; what is not plain letters afterwards is no reading. */
static void plain(const UChar *from, int32_t length, char to[16])
{
    int n = 0;
    for (int32_t i = 0; i < length && n < 15; i++) {
        UChar c = from[i];
        if (c == 0x308 && n && to[n - 1] == 'u') to[n - 1] = 'v';
        else if (c >= 'a' && c <= 'z') to[n++] = (char)c;
        else if (u_charType(c) != U_NON_SPACING_MARK) { n = 0; break; }
    }
    to[n] = 0;
}

static void read_character(UTransliterator *t, UChar32 c, char to[16])
{
    UChar buffer[64];
    int32_t length = 0, limit;
    UErrorCode error = U_ZERO_ERROR;
    U16_APPEND_UNSAFE(buffer, length, c);
    limit = length;
    utrans_transUChars(t, buffer, &length, 64, 0, &limit, &error);
    to[0] = 0;
    if (U_SUCCESS(error)) plain(buffer, length, to);
}

static int by_text(const void *a, const void *b) { return strcmp(a, b); }

static int index_of(const char *syllable)
{
    const char *at = bsearch(syllable, syllables, (size_t)count, sizeof *syllables, by_text);
    return at ? (int)((at - syllables[0]) / (long)sizeof *syllables) + 1 : 0;
}

static void collect(const char *syllable)
{
    for (int i = 0; i < count; i++) if (!strcmp(syllables[i], syllable)) return;
    if (count == MOST || strlen(syllable) > 7) { fprintf(stderr, "unexpected reading %s\n", syllable); exit(1); }
    strcpy(syllables[count++], syllable);
}

static void print_all(void)
{
    int known = 0;
    for (int i = 0; i <= LAST - FIRST; i++) known += table[i] != 0;
    printf("/* made by tools/pinyin_table.c from ICU %s, Han-Latin/Names: %d characters from U+%04X, %d syllables */\n", U_ICU_VERSION, known, FIRST, count);
    printf("#pragma once\n#include <stdint.h>\n\nenum { PINYIN_FIRST = 0x%X, PINYIN_LAST = 0x%X };\n", FIRST, LAST);
    printf("\nstatic const char pinyin_syllables[][8] = {\n    \"\",");
    for (int i = 0; i < count; i++) printf("%s\"%s\",", i % 14 ? " " : "\n    ", syllables[i]);
    printf("\n};\n\n/* Index of the syllable, 0: no reading known. */\nstatic const uint16_t pinyin_table[] = {");
    for (int i = 0; i <= LAST - FIRST; i++) printf("%s%d,", i % 32 ? "" : "\n", table[i]);
    printf("\n};\n");
}

int main(void)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar id[40];
    char syllable[16];
    u_uastrcpy(id, "Han-Latin/Names; NFD");
    UTransliterator *t = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
    if (U_FAILURE(error)) { fprintf(stderr, "%s\n", u_errorName(error)); return 1; }
    for (UChar32 c = FIRST; c <= LAST; c++) { read_character(t, c, syllable); if (*syllable) collect(syllable); }
    qsort(syllables, (size_t)count, sizeof *syllables, by_text);
    for (UChar32 c = FIRST; c <= LAST; c++) { read_character(t, c, syllable); table[c - FIRST] = (unsigned short)index_of(syllable); }
    print_all();
    utrans_close(t);
    return 0;
}

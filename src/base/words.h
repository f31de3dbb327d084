/* words.h — the program's sentences in another language, compiled out of po/ by tools/words.
 * English source text is the key; a sentence without a translation is its own translation (the build's check keeps that from
 * happening). Safe on any thread: a const table, no locale. */
#pragma once
#include "base/arena.h"

struct word { text english, other; };
extern const struct word words_zh[];        /* sorted by bytes of `english` */
extern const int words_zh_count;

/* The sentences in which a company that calls its workers 阿姨 says so (DOMAIN.md §0.20): po/zh_CN@ayi.po over po/zh_CN.po. */
#define CHINESE_AYI "zh@ayi"
extern const struct word words_zh_ayi[];
extern const int words_zh_ayi_count;

/* What the program itself seeds in Chinese (usual services, answer cards, roles): po/en.po, by the Chinese text. Whoever reads English sees it in
 * English as long as the company has left it as it came; kept is the Chinese. */
extern const struct word words_en[];
extern const int words_en_count;

/* The sentence in `language` ("zh", "zh@ayi", "en"; anything else is "zh"). */
text translate(text language, text english);

/* A title as this reader sees it: dates_said, and seeded words in it, which stand by themselves between blanks or " · ". */
text title_said(struct arena *arena, text language, text title);

/* The same with {1} {2} … filled from the list that ends with NULL. A translated argument is the caller's affair; days in it are said as below. */
text translate_with(struct arena *arena, text language, text english, const text *arguments);

/* Titles are kept in one writing for all languages: each day in it ("2026-11-23") as the reader writes it: 2026年11月23日, 23 Nov 2026. */
text dates_said(struct arena *arena, text language, text from);

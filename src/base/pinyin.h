/* pinyin.h — how Chinese names are read, for sorting and for finding them by keyboard.
 *
 * One table of characters (CLDR's readings for names, compiled in), one of characters read differently as a surname (单 is shan in
 * front, dan behind) or with a second usual reading (乐 yue and le, 覃 qin and tan), one of compound surnames (尉迟 yu chi).
 * No tones; ü is v, with u as a second reading (吕: lv, and lu).
 * A syllable is one Han character, or a whole word of letters and digits, lower-case. A character without a known reading stands
 * for itself. Signs and blanks separate and are left out. */
#pragma once
#include <stdbool.h>
#include "base/arena.h"

enum { PINYIN_READINGS = 4, PINYIN_SYLLABLES = 64 };

struct syllable { text readings[PINYIN_READINGS]; int count; bool han; };       /* the most likely reading first */

/* The first `most` syllables of a name; how many. Readings of Han characters are constants, words lie in the arena. */
int pinyin_of(struct arena *arena, text name, struct syllable *into, int most);

text pinyin_full(struct arena *arena, text name);           /* 张小明: "zhang xiao ming", which is also the sort key */
text pinyin_initials(struct arena *arena, text name);       /* "zxm" */

/* utf8.h — characters of UTF-8 text: reading them, and the cleaning that input from people and sheets needs.
 *
 * A character is a code point. Nothing here reads behind the NUL, whatever the bytes are: a byte that is not UTF-8 counts as
 * one character and reads as U+FFFD. Functions that return text return a new one in the arena. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/buf.h"

enum { NOT_UTF8 = 0xFFFD };

/* The character at `at` into `ret_character`; how many bytes it has, or 0 when they are not UTF-8 (RFC 3629: no overlong
 * forms, no surrogates, nothing above U+10FFFF) and at the end. */
size_t utf8_read(const char *at, uint32_t *ret_character);

/* Reads a character and goes on behind it; 0 at the end, which it never passes. */
uint32_t utf8_next(const char **at);
void utf8_put(struct buf *buf, uint32_t character);

bool utf8_valid(text from);
size_t utf8_length(text from);                                      /* in characters */
text utf8_cut(struct arena *arena, text from, size_t characters);   /* at most so many */

/* Without blanks at both ends: ASCII white space, NBSP, U+2000–200B, U+3000 (the full-width space), the BOM. */
text utf8_trim(struct arena *arena, text from);

/* Full-width letters, digits and signs (U+FF01–FF5E, ￥, the full-width space) to their plain forms; 。 and 、 stay.
 * `utf8_narrow_to` does it for short input without an arena and trims too; false when it has no room for it. */
text utf8_narrow(struct arena *arena, text from);
bool utf8_narrow_to(text from, char *into, size_t room);

text utf8_lower(struct arena *arena, text from);                    /* ASCII letters only */
bool starts_with(text from, text beginning);
bool is_han(uint32_t character);                                    /* the unified ideographs with extensions, 〇 and 々 */

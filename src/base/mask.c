/* mask.c — the masks of identity.h. They work by characters and never show more than half of a short text. */
#include <string.h>
#include "base/identity.h"
#include "base/utf8.h"

/* The first and last few characters, stars for each in between; where that would show more than it hides, stars alone. */
static text middle(struct arena *arena, text from, size_t first, size_t last)
{
    size_t length = utf8_length(from), at = 0;
    struct buf out = buf_new(arena);
    bool show = length > first + last && length - first - last >= 3;
    for (uint32_t c; (c = utf8_next(&from)) != 0; at++) {
        if (show && (at < first || at >= length - last)) utf8_put(&out, c);
        else buf_char(&out, '*');
    }
    return buf_text(&out);
}

text mask_phone(struct arena *arena, text number)
{
    size_t length = utf8_length(number);
    return length >= 11 ? middle(arena, number, 3, 4) : middle(arena, number, 0, 4);
}

text mask_id_number(struct arena *arena, text number) { return middle(arena, number, utf8_length(number) >= 15 ? 6 : 0, 4); }

/* One character of a name of two stays, the first and last of a longer one. */
text mask_name(struct arena *arena, text name)
{
    size_t length = utf8_length(name), at = 0;
    struct buf out = buf_new(arena);
    for (uint32_t c; (c = utf8_next(&name)) != 0; at++) {
        if ((at == 0 && length > 1) || (at == length - 1 && length > 2)) utf8_put(&out, c);
        else buf_char(&out, '*');
    }
    return buf_text(&out);
}

text mask_tail(struct arena *arena, text number)
{
    size_t length = utf8_length(number);
    for (size_t skip = length < 8 ? length : length - 4; skip; skip--) utf8_next(&number);
    return arena_print(arena, "****%s", number);
}

/* The first letter and the domain: enough to see which of her addresses it is. */
text mask_email(struct arena *arena, text address)
{
    text at = strchr(address, '@');
    return at && at > address ? arena_print(arena, "%c****%s", address[0], at) : "****";
}

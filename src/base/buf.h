/* buf.h — text or bytes that grow, inside an arena. The result is always followed by a NUL that `length` does not count. */
#pragma once
#include "base/arena.h"

struct buf {
    struct arena *arena;
    char *at;           /* never NULL after the first buf_* call; may move when it grows */
    size_t length;
    size_t room;
};

struct buf buf_new(struct arena *arena);
void buf_bytes(struct buf *buf, const void *from, size_t length);
void buf_add(struct buf *buf, text from);
void buf_char(struct buf *buf, char c);
void buf_print(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
text buf_text(struct buf *buf);        /* the content so far; valid until the next change */

/* `from` as it may stand between the tags of a page and inside quoted attributes: < > & " as entities. In the arena. */
text html_text(struct arena *arena, text from);

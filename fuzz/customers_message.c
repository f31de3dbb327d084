/* fuzz/customers_message.c — a message a stranger wrote, pasted into an order (src/customers/message.h). No words are known: reading them needs the shop.
 * The property: no crash; spans lie in the text, in order, at the borders of characters; what is a number is one; what is left over is
 * part of the message. Run: fuzz/run customers_message 60 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"
#include "base/when.h"
#include "customers/message.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static bool border(text at, size_t i) { return ((unsigned char)at[i] & 0xC0) != 0x80; }

static void check_spans(const struct message_draft *d)
{
    size_t size = strlen(d->text), before = 0;
    if (d->span_count < 0 || d->span_count > MOST_MESSAGE_SPANS || d->doubt_count < 0 || d->doubt_count > MOST_MESSAGE_DOUBTS) abort();
    for (int i = 0; i < d->span_count; i++) {
        const struct message_span *s = &d->spans[i];
        if (s->from < before || s->from >= s->to || s->to > size || !border(d->text, s->from) || !border(d->text, s->to)) abort();
        before = s->from;
    }
}

static void check_values(const struct message_draft *d)
{
    if (d->minute < -1 || d->minute >= 24 * 60 || d->length < 0 || d->square_metres < 0 || d->rooms < 0 || d->persons < 0) abort();
    if (d->service_count < 0 || d->service_count > MOST_MESSAGE_SERVICES || !d->phone || !d->name || !d->address || !d->rest) abort();
    if (!utf8_valid(d->text) || !utf8_valid(d->rest) || !utf8_valid(d->address) || !utf8_valid(d->name)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const struct message_word services[] = { { "日常保洁", 1 }, { "保洁", 2 }, { "擦玻璃", 3 } }, areas[] = { { "望京", 1 }, { "高新", 2 } }, estates[] = { { "锦绣花园", 1 } };
    static const struct message_shop shop = { services, areas, estates, 3, 2, 1 };
    struct arena *arena = arena_new();
    text message = arena_copy_n(arena, (const char *)bytes, length);
    if (utf8_valid(message)) {         /* what comes in by HTTP is UTF-8: the server refuses the rest */
        const struct message_draft *d = message_read(arena, message, day_at((day){ 20780 }, 10 * 60), length % 2 != 0, &shop);
        if (!d) abort();
        check_spans(d);
        check_values(d);
    }
    arena_free(arena);
    return 0;
}

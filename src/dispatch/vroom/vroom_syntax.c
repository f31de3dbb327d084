/* vroom_syntax.c — VROOM reads with RapidJSON, whose words and offsets its clients see when a body is broken. This finds the same
 * place by the same order of tests; it keeps nothing. The text ends at its first NUL, as it does there. */
#include "dispatch/vroom/vroom_inside.h"
#include <string.h>

enum { DEEPEST = 2048 };                     /* as jansson: deeper is refused by it, with its own words */

struct scan { const char *begin, *at, *end; text why; size_t offset; int depth; };

static char peek(const struct scan *s) { return s->at < s->end ? *s->at : '\0'; }
static bool digit(char c) { return c >= '0' && c <= '9'; }

static bool wrong(struct scan *s, text why, const char *at)
{
    if (!s->why) { s->why = why; s->offset = (size_t)(at - s->begin); }
    return false;
}

static bool eat(struct scan *s, char c)
{
    if (s->at >= s->end || *s->at != c) return false;
    s->at++;
    return true;
}

static void skip(struct scan *s) { while (s->at < s->end && memchr(" \n\r\t", *s->at, 4)) s->at++; }

static bool hex(struct scan *s, const char *escape, unsigned *ret)
{
    *ret = 0;
    for (int i = 0; i < 4; i++) {
        char c = peek(s);
        int value = digit(c) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (value < 0) return wrong(s, "Incorrect hex digit after \\u escape in string.", escape);
        *ret = *ret * 16 + (unsigned)value;
        s->at++;
    }
    return true;
}

static bool escaped(struct scan *s)
{
    const char *escape = s->at++;
    unsigned high, low;
    char c = peek(s);
    if (c && strchr("\"\\/bfnrt", c)) { s->at++; return true; }
    if (!eat(s, 'u')) return wrong(s, "Invalid escape character in string.", escape);
    if (!hex(s, escape, &high)) return false;
    if (high < 0xD800 || high > 0xDFFF) return true;
    if (high > 0xDBFF || !eat(s, '\\') || !eat(s, 'u')) return wrong(s, "The surrogate pair in string is invalid.", escape);
    if (!hex(s, escape, &low)) return false;
    return (low >= 0xDC00 && low <= 0xDFFF) || wrong(s, "The surrogate pair in string is invalid.", escape);
}

static bool string(struct scan *s)
{
    s->at++;
    for (;;) {
        char c = peek(s);
        if (eat(s, '"')) return true;
        if (!c) return wrong(s, "Missing a closing quotation mark in string.", s->at);
        if ((unsigned char)c < 0x20) return wrong(s, "Invalid encoding in string.", s->at);
        if (c != '\\') s->at++;
        else if (!escaped(s)) return false;
    }
}

static bool number(struct scan *s)
{
    eat(s, '-');
    if (!digit(peek(s))) return wrong(s, "Invalid value.", s->at);
    if (!eat(s, '0')) while (digit(peek(s))) s->at++;
    if (eat(s, '.')) {
        if (!digit(peek(s))) return wrong(s, "Miss fraction part in number.", s->at);
        while (digit(peek(s))) s->at++;
    }
    if (!eat(s, 'e') && !eat(s, 'E')) return true;
    if (!eat(s, '+')) eat(s, '-');
    if (!digit(peek(s))) return wrong(s, "Miss exponent in number.", s->at);
    while (digit(peek(s))) s->at++;
    return true;
}

static bool word(struct scan *s, text rest)
{
    s->at++;
    for (; *rest; rest++) if (!eat(s, *rest)) return wrong(s, "Invalid value.", s->at);
    return true;
}

static bool value(struct scan *s);

static bool member(struct scan *s)
{
    if (peek(s) != '"') return wrong(s, "Missing a name for object member.", s->at);
    if (!string(s)) return false;
    skip(s);
    if (!eat(s, ':')) return wrong(s, "Missing a colon after a name of object member.", s->at);
    skip(s);
    return value(s);
}

static bool inside(struct scan *s, char close, bool (*one)(struct scan *), text missing)
{
    s->at++;
    skip(s);
    if (eat(s, close)) return true;
    for (;;) {
        if (!one(s)) return false;
        skip(s);
        if (eat(s, close)) return true;
        if (!eat(s, ',')) return wrong(s, missing, s->at);
        skip(s);
    }
}

static bool value(struct scan *s)
{
    bool well;
    if (s->depth == DEEPEST) return false;
    s->depth++;
    switch (peek(s)) {
    case 'n': well = word(s, "ull"); break;
    case 't': well = word(s, "rue"); break;
    case 'f': well = word(s, "alse"); break;
    case '"': well = string(s); break;
    case '{': well = inside(s, '}', member, "Missing a comma or '}' after an object member."); break;
    case '[': well = inside(s, ']', value, "Missing a comma or ']' after an array element."); break;
    default: well = number(s);
    }
    s->depth--;
    return well;
}

text vroom_syntax(const char *bytes, size_t length, size_t *ret_offset)
{
    const char *nul = length ? memchr(bytes, 0, length) : NULL;
    struct scan s = { .begin = bytes, .at = bytes, .end = nul ? nul : bytes + length };
    skip(&s);
    if (!peek(&s)) wrong(&s, "The document is empty.", s.at);
    else if (value(&s)) {
        skip(&s);
        if (peek(&s)) wrong(&s, "The document root must not be followed by other values.", s.at);
    }
    *ret_offset = s.offset;
    return s.why;
}

/* parse.c — texts from outside: paths, queries, cookies, ranges. Pure; see inside.h. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/utf8.h"
#include "http/inside.h"

static int hex(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

bool http_decode(struct arena *arena, const char *from, size_t length, bool plus, text *ret)
{
    char *to = arena_take(arena, length + 1);
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        char c = from[i];
        if (c == '%') {
            if (i + 2 >= length || hex(from[i + 1]) < 0 || hex(from[i + 2]) < 0) return false;
            c = (char)(hex(from[i + 1]) * 16 + hex(from[i + 2]));
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        if (!c) return false;
        to[n++] = c;
    }
    *ret = to;
    return utf8_valid(to);
}

bool path_clean(text path)
{
    if (*path != '/') return false;
    for (text at = path; *at; at++) {
        if ((unsigned char)*at < 0x20 || *at == '\\' || *at == 0x7f) return false;
        if (*at == '/' && at[1] == '.' && at[2] == '.' && (at[3] == '/' || !at[3])) return false;
    }
    return true;
}

int query_pairs(struct arena *arena, text query, struct pair *pairs, int room)
{
    int n = 0;
    for (text at = query; at && *at;) {
        size_t length = strcspn(at, "&");
        const char *equals = memchr(at, '=', length);
        size_t name = equals ? (size_t)(equals - at) : length;
        if (length) {
            if (n == room) return -1;
            if (!http_decode(arena, at, name, true, &pairs[n].name)) return -1;
            if (!http_decode(arena, equals ? equals + 1 : "", equals ? length - name - 1 : 0, true, &pairs[n].value)) return -1;
            n++;
        }
        at += length + (at[length] ? 1 : 0);
    }
    return n;
}

text cookie_value(struct arena *arena, text header, text name)
{
    size_t want = strlen(name);
    for (text at = header; at && *at;) {
        while (*at == ' ' || *at == ';') at++;
        size_t length = strcspn(at, ";");
        if (length > want && !strncmp(at, name, want) && at[want] == '=') return arena_copy_n(arena, at + want + 1, length - want - 1);
        at += length;
    }
    return NULL;
}

static bool digits(text *at, int64_t *ret)
{
    if (!isdigit((unsigned char)**at)) return false;
    int64_t n = 0;
    for (; isdigit((unsigned char)**at); (*at)++) {
        if (n > INT64_C(100000000000000)) return false;
        n = n * 10 + (**at - '0');
    }
    *ret = n;
    return true;
}

int range_of(text header, int64_t size, int64_t *first, int64_t *last)
{
    if (!header || strncmp(header, "bytes=", 6)) return 0;
    text at = header + 6;
    int64_t a = -1, b = -1;
    bool from = digits(&at, &a);
    if (*at++ != '-') return 0;
    bool to = digits(&at, &b);
    if (*at || (!from && !to)) return 0;                /* several ranges: the whole is sent */
    if (!from) {                                        /* the last b bytes */
        if (b == 0 || size == 0) return -1;
        *first = b >= size ? 0 : size - b;
        *last = size - 1;
        return 1;
    }
    if (a >= size) return -1;
    if (to && b < a) return 0;
    *first = a;
    *last = !to || b >= size ? size - 1 : b;
    return 1;
}

bool accepts(text header, text encoding)
{
    size_t want = strlen(encoding);
    for (text at = header; at && *at;) {
        while (*at == ' ' || *at == ',') at++;
        size_t length = strcspn(at, ",");
        size_t word = strcspn(at, ",; ");
        if (word == want && !strncasecmp(at, encoding, want)) {
            text q = memchr(at, '=', length);
            return !q || strtod(q + 1, NULL) > 0;
        }
        at += length;
    }
    return false;
}

/* parse.c — texts from outside: paths, queries, cookies, ranges, lists of tags and encodings. Pure; see inside.h. */
#include <arpa/inet.h>
#include <ctype.h>
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
        size_t length = strcspn(at, ";"), end = length;
        while (end && at[end - 1] == ' ') end--;
        if (end > want && !strncmp(at, name, want) && at[want] == '=') return arena_copy_n(arena, at + want + 1, end - want - 1);
        at += length;
    }
    return NULL;
}

bool host_right(text host)
{
    if (!*host || strlen(host) > 255) return false;
    for (text at = host; *at; at++)
        if (!isalnum((unsigned char)*at) && !strchr(".-_:[]", *at)) return false;
    return true;
}

/* A number; one that is too large for any file stays large. */
static bool digits(text *at, int64_t *ret)
{
    if (!isdigit((unsigned char)**at)) return false;
    int64_t n = 0;
    for (; isdigit((unsigned char)**at); (*at)++)
        if (n < INT64_C(100000000000000000)) n = n * 10 + (**at - '0');
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
    if (*at || (!from && !to) || (from && to && b < a)) return 0;      /* several ranges too: the whole is sent */
    if (from ? a >= size : b == 0 || size == 0) return -1;
    *first = from ? a : b >= size ? 0 : size - b;                       /* without a first one: the last b bytes */
    *last = from && to && b < size ? b : size - 1;
    return 1;
}

/* The q of one element of a list ("gzip;q=0.5"), in thousandths. */
static int q_of(const char *at, size_t length)
{
    const char *mark = memchr(at, ';', length);
    if (!mark) return 1000;
    for (mark++; *mark == ' '; mark++) { }
    if ((*mark != 'q' && *mark != 'Q') || mark[1] != '=' || !isdigit((unsigned char)mark[2])) return 1000;
    int q = (mark[2] - '0') * 1000, unit = 100;
    if (mark[3] == '.')
        for (mark += 4; isdigit((unsigned char)*mark) && unit; mark++, unit /= 10) q += (*mark - '0') * unit;
    return q > 1000 ? 1000 : q;
}

int quality_of(text header, text encoding)
{
    size_t want = strlen(encoding);
    int others = 0;
    for (text at = header; at && *at;) {
        while (*at == ' ' || *at == '\t' || *at == ',') at++;
        size_t length = strcspn(at, ","), word = strcspn(at, ",; \t");
        if (word == want && !strncasecmp(at, encoding, want)) return q_of(at, length);
        if (word == 1 && *at == '*') others = q_of(at, length);
        at += length;
    }
    return others;
}

bool etag_among(text header, text etag)
{
    if (!header || !etag) return false;
    if (!strncmp(etag, "W/", 2)) etag += 2;
    size_t want = strlen(etag);
    for (text at = header; *at;) {
        while (*at == ' ' || *at == '\t' || *at == ',') at++;
        if (*at == '*') return true;
        if (!strncmp(at, "W/", 2)) at += 2;
        if (*at != '"') return false;
        size_t length = strcspn(at + 1, "\"") + 1;
        if (!at[length]) return false;
        length++;
        if (length == want && !strncmp(at, etag, want)) return true;
        at += length;
    }
    return false;
}

text last_address(struct arena *arena, text forwarded)
{
    unsigned char bytes[16];
    text last = strrchr(forwarded, ',');
    text address = utf8_trim(arena, last ? last + 1 : forwarded);
    return inet_pton(AF_INET, address, bytes) == 1 || inet_pton(AF_INET6, address, bytes) == 1 ? address : NULL;
}

text plain_file_name(struct arena *arena, text name)
{
    for (text at = name; *at; at++)
        if (*at == '/' || *at == '\\') name = at + 1;
    struct buf out = buf_new(arena);
    for (text at = name; *at; at++)
        if ((unsigned char)*at >= 0x20 && *at != 0x7f) buf_char(&out, *at);
    text plain = buf_text(&out);
    return strcmp(plain, ".") && strcmp(plain, "..") ? utf8_cut(arena, plain, 200) : "";
}

text http_form(const struct request *q, text name)
{
    size_t length = strlen(name), at = 0;
    text value = NULL;
    while (q->body && at < q->body_length) {
        const char *from = q->body + at, *end = memchr(from, '&', q->body_length - at);
        size_t all = end ? (size_t)(end - from) : q->body_length - at;
        if (all > length && !memcmp(from, name, length) && from[length] == '=') return http_decode(q->arena, from + length + 1, all - length - 1, true, &value) ? value : NULL;
        at += all + 1;
    }
    return NULL;
}

/* fuzz/http_path.c — the texts of a request line and its headers. The first byte chooses the parser, the rest is its input; for a
 * list of properties see each check. Run: fuzz/run http_path 60 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"
#include "http/inside.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void must(bool holds)
{
    if (!holds) abort();
}

/* What is decoded and clean has no way up and is UTF-8; the router finds the same route for it as often as it is asked. */
static void path(struct arena *arena, text from, size_t length)
{
    static const struct route routes[] = { { GET, "/a", NULL }, { GET, "/a/:id", NULL }, { POST, "/a/:id/b", NULL }, { GET, "/:x/b", NULL }, { GET, "/f/*rest", NULL }, { 0 } };
    text to;
    if (!http_decode(arena, from, length, false, &to)) return;
    must(utf8_valid(to) && strlen(to) <= length);
    if (!path_clean(to)) return;
    must(*to == '/' && !strstr(to, "/../") && !strchr(to, '\\') && !strchr(to, '\n'));
    size_t end = strlen(to);
    must(end < 3 || strcmp(to + end - 3, "/.."));
    struct router *r = router_new(routes);
    struct pair parts[MOST_PARTS];
    int count;
    unsigned allow;
    const struct route *found = router_find(r, arena, GET, to, parts, &count, &allow);
    must(count <= 1 && (!found || found->method == GET));
    for (int i = 0; i < count; i++) must(strstr(to, parts[i].value) != NULL);
    must(found == router_find(r, arena, GET, to, parts, &count, &allow));
    if (!found) must(!(allow & 1u << GET));
    router_free(r);
}

static void query(struct arena *arena, text from)
{
    struct pair pairs[MOST_QUERY];
    int n = query_pairs(arena, from, pairs, MOST_QUERY);
    must(n >= -1 && n <= MOST_QUERY);
    for (int i = 0; i < n; i++) must(utf8_valid(pairs[i].name) && utf8_valid(pairs[i].value));
}

static void cookie(struct arena *arena, text from)
{
    text value = cookie_value(arena, from, "session");
    if (value) must(strstr(from, "session=") && strstr(from, value) && !strchr(value, ';'));
    must(!cookie_value(arena, from, "a name with blanks; and more"));
}

static void range(text from)
{
    static const int64_t sizes[] = { 0, 1, 100, INT64_C(5000000000) };
    for (int i = 0; i < 4; i++) {
        int64_t first = -1, last = -1;
        int what = range_of(from, sizes[i], &first, &last);
        must(what >= -1 && what <= 1);
        if (what == 1) must(first >= 0 && first <= last && last < sizes[i]);
    }
}

static void lists(struct arena *arena, text from)
{
    int br = quality_of(from, "br"), gzip = quality_of(from, "gzip");
    must(br >= 0 && br <= 1000 && gzip >= 0 && gzip <= 1000);
    if (etag_among(from, "\"abc\"")) must(strchr(from, '*') || strstr(from, "\"abc\""));
    text address = last_address(arena, from);
    if (address) must(strspn(address, "0123456789abcdefABCDEF:.") == strlen(address));
    if (host_right(from)) must(!strpbrk(from, "/@ \r\n?#"));
}

static void file_name(struct arena *arena, text from)
{
    text to;
    if (!http_decode(arena, from, strlen(from), true, &to)) return;
    text plain = plain_file_name(arena, to);
    must(!strpbrk(plain, "/\\\r\n") && strcmp(plain, "..") && strcmp(plain, ".") && utf8_valid(plain) && utf8_length(plain) <= 200);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (!length) return 0;
    struct arena *arena = arena_new();
    text from = arena_copy_n(arena, (const char *)bytes + 1, length - 1);
    switch (*bytes) {
    case 'p': path(arena, (const char *)bytes + 1, length - 1); break;        /* with its NULs */
    case 'q': query(arena, from); break;
    case 'c': cookie(arena, from); break;
    case 'r': range(from); break;
    case 'f': file_name(arena, from); break;
    default: lists(arena, from); break;
    }
    arena_free(arena);
    return 0;
}

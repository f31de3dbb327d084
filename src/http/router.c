/* router.c — patterns and paths, segment by segment. The most exact pattern wins: a word before ":name" before "*rest", from left to
 * right; so the order of the routes does not matter. */
#include <stdlib.h>
#include <string.h>
#include "http/inside.h"

struct router { const struct route *routes; int count; };

struct router *router_new(const struct route *routes)
{
    struct router *r = calloc(1, sizeof *r);
    if (!r) abort();
    r->routes = routes;
    while (routes && routes[r->count].pattern) r->count++;
    return r;
}

void router_free(struct router *router) { free(router); }

struct segment { const char *at; size_t length; };

static bool next_segment(const char **at, struct segment *s)
{
    if (**at != '/') return false;
    s->at = ++*at;
    s->length = strcspn(*at, "/");
    *at += s->length;
    return true;
}

/* -1: no match; else its rank: two bits a segment, a word 3, a name 2, the rest 1. */
static int64_t match(const char *pattern, const char *path)
{
    int64_t rank = 0;
    struct segment p, s;
    for (;;) {
        bool more_pattern = next_segment(&pattern, &p);
        if (more_pattern && p.length && *p.at == '*') return rank << 2 | 1;
        bool more_path = next_segment(&path, &s);
        if (!more_pattern || !more_path) return more_pattern == more_path ? rank : -1;
        if (p.length && *p.at == ':') {
            if (!s.length) return -1;
            rank = rank << 2 | 2;
        } else if (p.length == s.length && !strncmp(p.at, s.at, s.length)) {
            rank = rank << 2 | 3;
        } else {
            return -1;
        }
    }
}

static bool better(int64_t a, int64_t b)        /* left-most difference decides: align by shifting the shorter */
{
    int la = 0, lb = 0;
    for (int64_t n = a; n; n >>= 2) la++;
    for (int64_t n = b; n; n >>= 2) lb++;
    while (la < lb) { a <<= 2; la++; }
    while (lb < la) { b <<= 2; lb++; }
    return a > b;
}

static void fill_parts(const char *pattern, const char *path, struct pair *parts, int *count)
{
    static const size_t most = MOST_PARTS;
    struct segment p, s;
    while (next_segment(&pattern, &p)) {
        const char *rest = *path == '/' ? path + 1 : path;
        next_segment(&path, &s);
        if (!p.length || (*p.at != ':' && *p.at != '*') || (size_t)*count == most) continue;
        parts[*count].name = strndup(p.at + 1, p.length - 1);
        parts[(*count)++].value = *p.at == '*' ? strdup(rest) : strndup(s.at, s.length);
    }
}

const struct route *router_find(const struct router *r, enum method method, text path, struct pair *parts, int *ret_parts, unsigned *ret_allow)
{
    const struct route *best = NULL;
    int64_t best_rank = -1;
    *ret_allow = 0;
    *ret_parts = 0;
    for (int i = 0; i < r->count; i++) {
        int64_t rank = match(r->routes[i].pattern, path);
        if (rank < 0) continue;
        *ret_allow |= 1u << r->routes[i].method;
        if (r->routes[i].method != method || (best && !better(rank, best_rank))) continue;
        best = &r->routes[i];
        best_rank = rank;
    }
    if (best) fill_parts(best->pattern, path, parts, ret_parts);
    return best;
}

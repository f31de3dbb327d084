/* router.c — patterns as a tree of segments, made once. The most exact pattern wins: a word before ":name" before "*rest", from left
 * to right; so the order of the routes does not matter. Two routes of one method and shape: the first, and the log says so. */
#include <stdlib.h>
#include <string.h>
#include "base/log.h"
#include "http/inside.h"

enum { METHODS = DELETE + 1 };

struct node {
    const char *word; size_t length;        /* inside the pattern that brought it */
    struct node **words; int word_count;    /* sorted */
    struct node *name;                      /* ":name" */
    const struct route *here[METHODS], *rest[METHODS];
};

struct router { struct node root; };

struct segment { const char *at; size_t length; };

static bool next_segment(const char **at, struct segment *s)
{
    if (**at != '/') return false;
    s->at = ++*at;
    s->length = strcspn(*at, "/");
    *at += s->length;
    return true;
}

static int compare(const struct node *n, struct segment s)
{
    int order = strncmp(n->word, s.at, n->length < s.length ? n->length : s.length);
    return order ? order : n->length < s.length ? -1 : n->length > s.length;
}

/* Where the word is, or should be. */
static bool find_word(const struct node *n, struct segment s, int *ret_at)
{
    int low = 0, high = n->word_count;
    while (low < high) {
        int middle = (low + high) / 2, order = compare(n->words[middle], s);
        if (!order) { *ret_at = middle; return true; }
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    *ret_at = low;
    return false;
}

static struct node *node_new(struct segment s)
{
    struct node *n = calloc(1, sizeof *n);
    if (!n) abort();
    n->word = s.at;
    n->length = s.length;
    return n;
}

static struct node *word_node(struct node *n, struct segment s)
{
    int at;
    if (find_word(n, s, &at)) return n->words[at];
    n->words = realloc(n->words, ((size_t)n->word_count + 1) * sizeof *n->words);
    if (!n->words) abort();
    memmove(n->words + at + 1, n->words + at, (size_t)(n->word_count++ - at) * sizeof *n->words);
    return n->words[at] = node_new(s);
}

static void add(struct node *n, const struct route *route)
{
    const char *at = route->pattern;
    struct segment s;
    const struct route **place = NULL;
    while (!place && next_segment(&at, &s)) {
        if (*s.at == '*') place = &n->rest[route->method];
        else if (*s.at == ':') n = n->name ? n->name : (n->name = node_new(s));
        else n = word_node(n, s);
    }
    if (!place) place = &n->here[route->method];
    if (*place) log_line("route", "\"twice\":\"%s\"", route->pattern);
    else *place = route;
}

struct router *router_new(const struct route *routes)
{
    struct router *r = calloc(1, sizeof *r);
    if (!r) abort();
    for (const struct route *at = routes; at && at->pattern; at++) add(&r->root, at);
    return r;
}

/* As deep as the longest pattern, which is ours. */
static void empty(struct node *n)
{
    for (int i = 0; i < n->word_count; i++) { empty(n->words[i]); free(n->words[i]); }
    if (n->name) { empty(n->name); free(n->name); }
    free(n->words);
}

void router_free(struct router *router)
{
    if (!router) return;
    empty(&router->root);
    free(router);
}

struct search { enum method method; const struct route *best; unsigned allow; };

static void look_at(struct search *s, const struct route *const *place)
{
    for (int m = GET; m < METHODS; m++)
        if (place[m]) s->allow |= 1u << m;
    if (s->method && !s->best) s->best = place[s->method];
}

static void walk(struct search *s, const struct node *n, const char *path)
{
    struct segment segment;
    int at;
    if (!next_segment(&path, &segment)) look_at(s, n->here);
    else {
        if (find_word(n, segment, &at)) walk(s, n->words[at], path);
        if (!s->best && n->name && segment.length) walk(s, n->name, path);
    }
    if (!s->best) look_at(s, n->rest);
}

static void fill_parts(struct arena *arena, const char *pattern, const char *path, struct pair *parts, int *count)
{
    struct segment p, s = { "", 0 };
    while (next_segment(&pattern, &p)) {
        const char *rest = *path == '/' ? path + 1 : path;
        next_segment(&path, &s);
        if ((*p.at != ':' && *p.at != '*') || *count == MOST_PARTS) continue;
        parts[*count].name = arena_copy_n(arena, p.at + 1, p.length - 1);
        parts[(*count)++].value = *p.at == '*' ? arena_copy(arena, rest) : arena_copy_n(arena, s.at, s.length);
    }
}

const struct route *router_find(const struct router *r, struct arena *arena, enum method method, text path, struct pair *parts, int *ret_parts,
                                unsigned *ret_allow)
{
    struct search s = { .method = method };
    *ret_parts = 0;
    walk(&s, &r->root, path);
    *ret_allow = s.allow;
    if (s.best) fill_parts(arena, s.best->pattern, path, parts, ret_parts);
    return s.best;
}

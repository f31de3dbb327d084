/* sqlite_memory.c — where SQLite has its memory from in a build that is tried with the address sanitizer: straight from the C library.
 *
 * Every connection reads the schema into some thousand small pieces, and every test opens several; watched piece by piece that was half of
 * what the unit tests took. SQLite itself is Debian's and not instrumented, so what is lost is the sight of a text that is read after its
 * row has gone on; the same code reads its rows from libpq in the PostgreSQL half of the tests, and there each is watched. The long run
 * (TEST_LONG) watches SQLite's pieces too. Linked into the tests, and into a server that is built with a sanitizer; into no other. */
#include "test/test.h"
#include <stdio.h>
#include <stdlib.h>
#include <sqlite3.h>

/* The C library's own, which the sanitizer does not stand before. */
extern void *__libc_malloc(size_t size);
extern void *__libc_realloc(void *piece, size_t size);
extern void __libc_free(void *piece);

struct piece { _Alignas(16) int size; };       /* before what SQLite gets: it asks for the size again */

static void *given(struct piece *p, int size)
{
    if (!p) return NULL;
    p->size = size;
    return p + 1;
}

static void *take(int size) { return given(__libc_malloc(sizeof(struct piece) + (size_t)size), size); }
static void *change(void *at, int size) { return given(__libc_realloc((struct piece *)at - 1, sizeof(struct piece) + (size_t)size), size); }
static void give(void *at) { if (at) __libc_free((struct piece *)at - 1); }
static int size_of(void *at) { return at ? ((struct piece *)at - 1)->size : 0; }
static int rounded(int size) { return (size + 7) & ~7; }
static int begin(void *nothing) { (void)nothing; return SQLITE_OK; }
static void end(void *nothing) { (void)nothing; }

__attribute__((constructor)) static void sqlite_memory(void)
{
    const char *whole = getenv("TEST_LONG");
    sqlite3_mem_methods methods = { take, give, change, size_of, rounded, begin, end, NULL };
    if (whole && *whole) return;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) != SQLITE_OK) abort();
}

/* The leak check does not see these pieces; SQLite counts them itself. */
bool test_sqlite_gave_back(void)
{
    sqlite3_shutdown();
    if (!sqlite3_memory_used()) return true;
    printf("  SQLite keeps %lld bytes: a statement or a connection was not given back\n", (long long)sqlite3_memory_used());
    return false;
}

/* arena.c — a chain of blocks; taking moves a mark, giving back frees all blocks but the first. */
#include "base/arena.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024, ALIGNMENT = _Alignof(max_align_t) };

struct block {
    struct block *before;       /* the one filled earlier */
    size_t room, used;
    _Alignas(max_align_t) unsigned char at[];
};

struct deferred { void (*release)(void *); void *what; struct deferred *before; };     /* lives in the arena itself */

struct arena {
    struct block *block;        /* the one being filled */
    size_t used;
    struct deferred *deferred;
};

static _Noreturn void too_much(size_t size)
{
    fprintf(stderr, "{\"kind\":\"fatal\",\"why\":\"no memory for %zu bytes\"}\n", size);
    abort();
}

static void *memory(size_t size)
{
    void *at = malloc(size);
    if (!at) too_much(size);
    return at;
}

static struct block *block_new(struct block *before, size_t room)
{
    struct block *block = memory(sizeof *block + room);
    *block = (struct block){ .before = before, .room = room };
    return block;
}

struct arena *arena_new(void)
{
    struct arena *arena = memory(sizeof *arena);
    *arena = (struct arena){ .block = block_new(NULL, FIRST_BLOCK) };
    return arena;
}

void arena_defer(struct arena *arena, void (*release)(void *), void *what)
{
    struct deferred *d = arena_take(arena, sizeof *d);
    *d = (struct deferred){ release, what, arena->deferred };
    arena->deferred = d;
}

static void release_down_to(struct arena *arena, struct deferred *last)
{
    while (arena->deferred != last) {
        struct deferred *d = arena->deferred;
        arena->deferred = d->before;
        d->release(d->what);
    }
}

struct arena_mark arena_mark(struct arena *arena)
{
    return (struct arena_mark){ arena->block, arena->block->used, arena->deferred };
}

void arena_back(struct arena *arena, struct arena_mark mark)
{
    release_down_to(arena, mark.deferred);
    while (arena->block != mark.block) {
        struct block *before = arena->block->before;
        arena->used -= arena->block->used;
        free(arena->block);
        arena->block = before;
    }
    arena->used -= arena->block->used - mark.used;
    arena->block->used = mark.used;
}

/* Everything but the first block goes back to the system. */
void arena_reset(struct arena *arena)
{
    release_down_to(arena, NULL);
    for (struct block *before; (before = arena->block->before) != NULL; arena->block = before) free(arena->block);
    arena->block->used = 0;
    arena->used = 0;
}

void arena_free(struct arena *arena)
{
    if (!arena) return;
    arena_reset(arena);
    free(arena->block);
    free(arena);
}

/* A block twice the last one's size, so that a large answer takes few of them; larger where one piece asks for more. */
static void open_block(struct arena *arena, size_t size)
{
    size_t room = arena->block->room < LARGEST_BLOCK / 2 ? arena->block->room * 2 : LARGEST_BLOCK;
    arena->block = block_new(arena->block, size > room ? size : room);
}

void *arena_take(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 4) too_much(size);              /* a negative length somewhere: stop rather than wrap around */
    size_t whole = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (arena->block->room - arena->block->used < whole) open_block(arena, whole);
    void *at = arena->block->at + arena->block->used;
    arena->block->used += whole;
    arena->used += whole;
    return memset(at, 0, size);
}

text arena_copy_n(struct arena *arena, const char *from, size_t length)
{
    size_t real = from ? strnlen(from, length) : 0;
    char *to = arena_take(arena, real + 1);
    if (real) memcpy(to, from, real);
    return to;
}

text arena_copy(struct arena *arena, text from) { return arena_copy_n(arena, from, from ? strlen(from) : 0); }

text arena_vprint(struct arena *arena, const char *format, va_list arguments)
{
    va_list twice;
    va_copy(twice, arguments);
    int length = vsnprintf(NULL, 0, format, twice);
    va_end(twice);
    if (length < 0) return "";
    char *to = arena_take(arena, (size_t)length + 1);
    vsnprintf(to, (size_t)length + 1, format, arguments);
    return to;
}

text arena_print(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text made = arena_vprint(arena, format, arguments);
    va_end(arguments);
    return made;
}

size_t arena_used(const struct arena *arena) { return arena->used; }

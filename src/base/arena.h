/* arena.h — memory that lives as long as one piece of work (a request, a job, a test) and dies as a whole.
 *
 * Ownership: whatever is taken belongs to the arena; nobody frees it. `arena_reset` gives everything back at once and keeps
 * the arena usable, which is how a unit of work is run again after a lost race.
 * Failure:   none. Without memory the process says so and stops: every caller's size is bounded by the limits of http/. */
#pragma once
#include <stddef.h>
#include <stdarg.h>

typedef const char *text;               /* UTF-8, ends with NUL, never NULL inside a record ("" means empty) */

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);   /* NULL is fine */
void arena_reset(struct arena *arena);

/* `size` zeroed bytes, aligned for any type. */
void *arena_take(struct arena *arena, size_t size);

/* Copies of text. `arena_copy_n` takes at most `length` bytes and adds the NUL. NULL becomes "". */
text arena_copy(struct arena *arena, text from);
text arena_copy_n(struct arena *arena, const char *from, size_t length);
text arena_print(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
text arena_vprint(struct arena *arena, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

/* What is not memory (a parsed tree of a library, an open file): `release(what)` is called when the arena is reset or freed,
 * last in first out. */
void arena_defer(struct arena *arena, void (*release)(void *), void *what);

/* A point to go back to: what was taken since is given back, deferred releases since then are called. */
struct arena_mark { void *block; size_t used; void *deferred; };
struct arena_mark arena_mark(struct arena *arena);
void arena_back(struct arena *arena, struct arena_mark mark);

/* Bytes handed out since the last reset: what a test or /metrics may look at. */
size_t arena_used(const struct arena *arena);

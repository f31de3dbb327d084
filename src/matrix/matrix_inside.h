/* matrix_inside.h — the two halves of matrix.c: the wire and the cache. */
#pragma once
#include "matrix/matrix.h"

/* A point as the cache and the wire know it: millionths of a degree. */
struct spot { int32_t lng, lat; };
struct pair { struct spot from, to; int32_t seconds, metres; };         /* -1: no way */

/* ---- wire.c: one question; many over the same connection ---- */
struct wire;
struct wire *wire_open(const struct matrix_source *source);             /* never NULL */
void wire_close(struct wire *wire);
/* GET, or POST of JSON when there is a body. The answer's bytes (NUL after them) in `arena`; NULL with a sentence. */
text wire_ask(struct wire *wire, struct arena *arena, text url, text body, int seconds, size_t *ret_length, text *ret_why);

/* ---- cache.c: the pairs known of one server and profile ---- */
struct pair_cache { text path, name; int64_t made; struct pair *pairs; int64_t count; };
/* Empty when there is no file, or one that is too old, damaged or of another name. `now`: seconds since 1970. */
struct pair_cache pairs_open(struct arena *arena, text folder, text name, int days, int64_t now);
const struct pair *pairs_find(const struct pair_cache *cache, struct spot from, struct spot to);
/* What was there and what is new, sorted, in place of the old file at once or not at all; a disk that is full costs only the cache. */
bool pairs_add(struct arena *arena, const struct pair_cache *cache, const struct pair *more, int64_t count);

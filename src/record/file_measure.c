/* file_measure.c — see file_measured in file.h. */
#include <sodium.h>
#include <stdio.h>
#include "http/http.h"
#include "record/file.h"

enum { CHUNK = 64 * 1024 };

bool file_measured(struct arena *arena, struct upload *made)
{
    crypto_generichash_state state;
    unsigned char hash[crypto_generichash_BYTES], *chunk = arena_take(arena, CHUNK);
    char *hex = arena_take(arena, 2 * sizeof hash + 1);
    FILE *f = fopen(made->path, "rbe");
    if (!f) return false;
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    made->size = 0;
    for (size_t n; (n = fread(chunk, 1, CHUNK, f)) > 0; made->size += (int64_t)n) crypto_generichash_update(&state, chunk, n);
    bool well = !ferror(f);
    fclose(f);
    crypto_generichash_final(&state, hash, sizeof hash);
    made->hash = sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash);
    return well;
}

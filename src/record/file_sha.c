/* file_sha.c — see file_sha256 in file.h. */
#include <sodium.h>
#include <stdio.h>
#include "base/sealed_file.h"
#include "record/file.h"

enum { CHUNK = 64 * 1024 };

text file_sha256(struct work *w, text path)
{
    crypto_hash_sha256_state state;
    unsigned char hash[crypto_hash_sha256_BYTES], *chunk = (unsigned char *)arena_take(w->arena, CHUNK);
    char *hex = arena_take(w->arena, 2 * sizeof hash + 1);
    FILE *f = sealed_file_stream(path, house_file_key(w->house));
    if (!f) return fault(w, "an upload is gone"), "";
    crypto_hash_sha256_init(&state);
    for (size_t n; (n = fread(chunk, 1, CHUNK, f)) > 0;) crypto_hash_sha256_update(&state, chunk, n);
    bool well = !ferror(f);
    fclose(f);
    crypto_hash_sha256_final(&state, hash);
    return well ? sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash) : (fault(w, "an upload cannot be read"), "");
}

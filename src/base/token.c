/* token.c — see token.h. */
#include "base/token.h"
#include <sodium.h>
#include <string.h>
#include "base/random.h"

text token_new(struct arena *arena, text beginning, size_t bytes)
{
    unsigned char random[TOKEN_BYTES];
    char base64[sodium_base64_ENCODED_LEN(TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
    if (bytes > sizeof random) bytes = sizeof random;
    random_bytes(random, bytes);
    sodium_bin2base64(base64, sizeof base64, random, bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return arena_print(arena, "%s%s", beginning, base64);
}

void token_hash(text token, unsigned char *into) { crypto_generichash(into, TOKEN_HASH, (const unsigned char *)token, strlen(token), NULL, 0); }

text hex_text(struct arena *arena, const void *bytes, size_t length)
{
    char *hex = arena_take(arena, 2 * length + 1);
    return sodium_bin2hex(hex, 2 * length + 1, bytes, length);
}

text token_hash_hex(struct arena *arena, text token)
{
    unsigned char hash[TOKEN_HASH];
    token_hash(token, hash);
    return hex_text(arena, hash, sizeof hash);
}

bool token_same(text right, text given)
{
    size_t length = strlen(right);
    return strlen(given) == length && !sodium_memcmp(right, given, length);
}

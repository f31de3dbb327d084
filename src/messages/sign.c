/* sign.c — how requests to the adapter and its reports are signed (docs/messages.md). */
#include <sodium.h>
#include <string.h>
#include "base/token.h"
#include "messages/inside.h"

text signature_of(struct arena *arena, text secret, int64_t seconds, const char *body, size_t length)
{
    crypto_auth_hmacsha256_state state;
    unsigned char sum[crypto_auth_hmacsha256_BYTES];
    text stamp = arena_print(arena, "%lld.", (long long)seconds);
    crypto_auth_hmacsha256_init(&state, (const unsigned char *)secret, strlen(secret));
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)stamp, strlen(stamp));
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)body, length);
    crypto_auth_hmacsha256_final(&state, sum);
    return hex_text(arena, sum, sizeof sum);
}

/* In the same time whatever differs. Without a secret nothing is right. */
bool signature_right(struct arena *arena, text secret, int64_t seconds, const char *body, size_t length, text given)
{
    text right = signature_of(arena, secret, seconds, body, length);
    return *secret && given && token_same(right, given);
}

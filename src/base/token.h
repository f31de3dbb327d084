/* token.h — secrets that are handed out and only recognised again: a browser's session, a program's key, the address of a calendar or of a
 * worker's card, the mark on a signed address. For every floor.
 *
 * A token is random bytes as base64 for URLs. The database keeps its BLAKE2b hash, 32 bytes, so that who reads the database holds no token.
 * It is found by that hash: a look-up by equal hash tells nothing of the token by its time. Where two texts are compared themselves (a mark
 * the house computes anew), it is done by token_same, in the same time wherever they differ; only that their lengths differ may be told. */
#pragma once
#include <stdbool.h>
#include "base/arena.h"

enum { TOKEN_BYTES = 32, TOKEN_HASH = 32 };

/* A new one behind `beginning` ("zj_"; "" none), of `bytes` random bytes, at most TOKEN_BYTES. The arena owns it. */
text token_new(struct arena *arena, text beginning, size_t bytes);
/* Into TOKEN_HASH bytes. */
void token_hash(text token, unsigned char *into);
/* The same in hex, for columns of text. */
text token_hash_hex(struct arena *arena, text token);
/* Bytes in hex: a keyed hash as it stands in an address. */
text hex_text(struct arena *arena, const void *bytes, size_t length);
/* Neither may be NULL. */
bool token_same(text right, text given);

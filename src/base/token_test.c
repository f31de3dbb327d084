#include <string.h>
#include "base/token.h"
#include "test/test.h"

TEST(a_token_is_known_again_by_its_hash_and_by_nothing_shorter)
{
    struct arena *arena = arena_new();
    text one = token_new(arena, "zj_", TOKEN_BYTES), other = token_new(arena, "zj_", TOKEN_BYTES);
    EQUAL(strlen(one), 3 + 43);
    CHECK(!strncmp(one, "zj_", 3));
    CHECK(strcmp(one, other) != 0);
    SAME_TEXT(token_hash_hex(arena, one), token_hash_hex(arena, arena_copy(arena, one)));
    CHECK(strcmp(token_hash_hex(arena, one), token_hash_hex(arena, other)) != 0);
    EQUAL(strlen(token_hash_hex(arena, one)), 2 * TOKEN_HASH);
    SAME_TEXT(token_hash_hex(arena, ""), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");       /* BLAKE2b-256 of nothing */
    EQUAL(strlen(token_new(arena, "", 24)), 32);
    arena_free(arena);
}

TEST(two_marks_are_the_same_to_the_last_sign_or_not_at_all)
{
    CHECK(token_same("ab12", "ab12"));
    CHECK(!token_same("ab12", "ab13"));
    CHECK(!token_same("ab12", "ab1"));
    CHECK(!token_same("ab12", ""));
    CHECK(!token_same("", "a"));
    CHECK(token_same("", ""));
}

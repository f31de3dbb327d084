#include "base/arena.h"
#include "base/buf.h"
#include "test/test.h"
#include <stdint.h>

TEST(an_arena_gives_zeroed_aligned_memory_also_after_a_reset)
{
    struct arena *arena = arena_new();
    for (int round = 0; round < 3; round++) {
        for (size_t size = 0; size < 5000; size += 37) {
            unsigned char *at = arena_take(arena, size);
            EQUAL((uintptr_t)at % _Alignof(max_align_t), 0);
            size_t zeros = 0;
            while (zeros < size && at[zeros] == 0) zeros++;
            EQUAL(zeros, size);
            memset(at, 0xAA, size);
        }
        CHECK(arena_used(arena) > 300000);
        arena_reset(arena);
        EQUAL(arena_used(arena), 0);
    }
    CHECK(arena_take(arena, 3 << 20) != NULL);
    arena_free(arena);
    arena_free(NULL);
}

TEST(an_arena_copies_and_prints_text)
{
    struct arena *arena = arena_new();
    SAME_TEXT(arena_copy(arena, "月嫂"), "月嫂");
    SAME_TEXT(arena_copy(arena, NULL), "");
    SAME_TEXT(arena_copy_n(arena, "abcdef", 3), "abc");
    SAME_TEXT(arena_copy_n(arena, "ab", 9), "ab");
    SAME_TEXT(arena_print(arena, "%d-%s", 7, "x"), "7-x");
    arena_free(arena);
}

TEST(a_buf_grows_and_always_ends_with_nul)
{
    struct arena *arena = arena_new();
    struct buf buf = buf_new(arena);
    SAME_TEXT(buf_text(&buf), "");
    for (int i = 0; i < 1000; i++) buf_print(&buf, "%d,", i);
    buf_bytes(&buf, "a\0b", 3);
    EQUAL(buf.length, 10 + 90 * 2 + 900 * 3 + 1000 + 3);
    EQUAL(buf.at[buf.length], 0);
    EQUAL(memcmp(buf.at + buf.length - 8, ",999,a\0b", 8), 0);
    arena_free(arena);
}

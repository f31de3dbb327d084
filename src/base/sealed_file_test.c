#include "base/sealed_file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/scratch.h"
#include "test/test.h"

static const unsigned char key[FILE_KEY] = "the key of all of these files..", other_key[FILE_KEY] = "another company's own file key.";
enum { HEAD = 32, LOCKED = SEALED_CHUNK + 16, TAIL = 56 };

static unsigned char *content(struct arena *arena, size_t size)
{
    unsigned char *bytes = arena_take(arena, size + 1);
    for (size_t i = 0; i < size; i++) bytes[i] = (unsigned char)(i * 31 + i / 251);
    return bytes;
}

/* In pieces of odd size, as a network brings them. */
static text sealed(struct arena *arena, text path, const unsigned char *bytes, size_t size, const unsigned char *with)
{
    text hash = "";
    int64_t counted = -1;
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_TRUNC);
    struct sealing *s = sealing_begin(arena, fd, with);
    for (size_t at = 0; at < size; at += 7777) CHECK(sealing_add(s, bytes + at, size - at < 7777 ? size - at : 7777));
    CHECK(sealing_end(s, &hash, &counted));
    EQUAL(counted, (int64_t)size);
    close(fd);
    return hash;
}

static void read_back(struct arena *arena, text path, const unsigned char *bytes, int64_t size, int64_t at, int64_t count)
{
    struct sealed_file *f = sealed_file_open(path, key);
    unsigned char *back = arena_take(arena, (size_t)count + 1);
    CHECK(f);
    if (!f) return;
    int64_t expected = at >= size ? 0 : count < size - at ? count : size - at;
    EQUAL(sealed_file_read(f, at, back, count), expected);
    CHECK(!memcmp(back, bytes + (at < size ? at : 0), (size_t)expected));
    sealed_file_close(f);
}

TEST(what_is_sealed_is_read_again_whole_and_in_any_part_and_stands_nowhere_in_clear)
{
    static const size_t sizes[] = { 0, 1, 40, SEALED_CHUNK - 1, SEALED_CHUNK, SEALED_CHUNK + 1, 3 * SEALED_CHUNK, 3 * SEALED_CHUNK + 4711 };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct arena *arena = arena_new();
        text path = scratch_path(arena);
        int64_t size = (int64_t)sizes[i];
        unsigned char *bytes = content(arena, sizes[i]);
        text hash = sealed(arena, path, bytes, sizes[i], key);
        struct sealed_file *f = sealed_file_open(path, key);
        CHECK(f && sealed_file_sealed(f));
        EQUAL(sealed_file_size(f), size);
        SAME_TEXT(sealed_file_hash(f), hash);
        SAME_TEXT(hash, sealed(arena, scratch_path(arena), bytes, sizes[i], NULL));
        int64_t on_disk = sealed_file_facts(f)->st_size;
        EQUAL(on_disk, HEAD + size + (size + SEALED_CHUNK - 1) / SEALED_CHUNK * 16 + TAIL);
        sealed_file_close(f);
        read_back(arena, path, bytes, size, 0, size + 10);
        read_back(arena, path, bytes, size, size / 2, 100);
        read_back(arena, path, bytes, size, SEALED_CHUNK - 1, 2);
        read_back(arena, path, bytes, size, size - 1 > 0 ? size - 1 : 0, 1);
        read_back(arena, path, bytes, size, size + 1, 1);
        unsigned char *raw = arena_take(arena, (size_t)on_disk);
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        EQUAL(read(fd, raw, (size_t)on_disk), (ssize_t)on_disk);
        close(fd);
        if (size >= 40) CHECK(!memmem(raw, (size_t)on_disk, bytes, 40));
        arena_free(arena);
    }
}

/* What reading all of it gives: 0 it opens and reads, 1 it does not open, 2 a part is refused. */
static int read_through(text path, const unsigned char *with)
{
    static unsigned char room[4 * SEALED_CHUNK];
    struct sealed_file *f = sealed_file_open(path, with);
    if (!f) return errno == EBADMSG ? 1 : -1;
    int64_t n = sealed_file_read(f, 0, room, sizeof room);
    sealed_file_close(f);
    return n < 0 ? 2 : 0;
}

static void change(text path, int64_t at)
{
    unsigned char byte;
    int fd = open(path, O_RDWR | O_CLOEXEC);
    EQUAL(pread(fd, &byte, 1, at), 1);
    byte ^= 1;
    EQUAL(pwrite(fd, &byte, 1, at), 1);
    close(fd);
}

TEST(a_changed_byte_a_cut_file_and_a_wrong_key_are_noticed)
{
    struct arena *arena = arena_new();
    text path = scratch_path(arena);
    size_t size = 2 * SEALED_CHUNK + 500;
    unsigned char *bytes = content(arena, size);
    int64_t whole = HEAD + (int64_t)size + 3 * 16 + TAIL;
    const struct { int64_t at; int refused; } changes[] = { { 20, 1 }, { HEAD, 2 }, { HEAD + LOCKED - 1, 2 }, { HEAD + 2 * LOCKED + 3, 2 }, { whole - TAIL, 1 }, { whole - 1, 1 } };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        sealed(arena, path, bytes, size, key);
        EQUAL(read_through(path, key), 0);
        change(path, changes[i].at);
        EQUAL(read_through(path, key), changes[i].refused);
    }
    CASE("cut anywhere, also between two chunks");
    const int64_t cuts[] = { whole - 1, whole - TAIL, HEAD + 2 * LOCKED, HEAD + LOCKED, HEAD + LOCKED + TAIL, HEAD };
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        sealed(arena, path, bytes, size, key);
        EQUAL(truncate(path, cuts[i]), 0);
        EQUAL(read_through(path, key), 1);
    }
    CASE("another key");
    sealed(arena, path, bytes, size, key);
    EQUAL(read_through(path, other_key), 1);
    arena_free(arena);
}

/* `count` bytes of one file over those of another. */
static void graft(text from, int64_t at, text to, int64_t into, size_t count)
{
    unsigned char *bytes = malloc(count);
    int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_WRONLY | O_CLOEXEC);
    CHECK(bytes);
    EQUAL(pread(in, bytes, count, at), (ssize_t)count);
    EQUAL(pwrite(out, bytes, count, into), (ssize_t)count);
    close(in);
    close(out);
    free(bytes);
}

TEST(chunks_keep_their_place_and_their_file)
{
    struct arena *arena = arena_new();
    text one = scratch_path(arena), two = scratch_path(arena);
    size_t size = 3 * SEALED_CHUNK;
    sealed(arena, one, content(arena, size), size, key);
    sealed(arena, two, content(arena, size), size, key);
    graft(one, HEAD, one, HEAD + LOCKED, LOCKED);
    EQUAL(read_through(one, key), 2);
    graft(two, HEAD, one, HEAD, LOCKED);
    EQUAL(read_through(one, key), 2);
    graft(two, HEAD + 3 * LOCKED, one, HEAD + 3 * LOCKED, TAIL);
    EQUAL(read_through(one, key), 1);
    arena_free(arena);
}

TEST(one_that_never_came_to_its_end_is_none)
{
    struct arena *arena = arena_new();
    text path = scratch_path(arena);
    size_t size = 2 * SEALED_CHUNK + 5;
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    struct sealing *s = sealing_begin(arena, fd, key);
    CHECK(sealing_add(s, content(arena, size), size));
    close(fd);
    EQUAL(read_through(path, key), 1);
    arena_free(arena);
}

TEST(a_plain_file_is_read_as_it_is_and_a_stream_reads_both)
{
    struct arena *arena = arena_new();
    size_t size = SEALED_CHUNK + 100;
    unsigned char *bytes = content(arena, size), back[50];
    for (int plain = 0; plain < 2; plain++) {
        text path = scratch_path(arena);
        sealed(arena, path, bytes, size, plain ? NULL : key);
        FILE *f = sealed_file_stream(path, key);
        CHECK(f);
        EQUAL(fseek(f, SEALED_CHUNK - 20, SEEK_SET), 0);
        EQUAL(fread(back, 1, sizeof back, f), sizeof back);
        CHECK(!memcmp(back, bytes + SEALED_CHUNK - 20, sizeof back));
        EQUAL(fseek(f, -10, SEEK_END), 0);
        EQUAL(fread(back, 1, sizeof back, f), 10);
        CHECK(feof(f) && !ferror(f));
        fclose(f);
        struct sealed_file *reader = sealed_file_open(path, key);
        EQUAL(sealed_file_sealed(reader), !plain);
        int fd = sealed_file_plain(reader);
        EQUAL(fd >= 0, plain);
        if (fd >= 0) close(fd);
        else sealed_file_close(reader);
    }
    CASE("broken in the middle: the stream says so");
    text path = scratch_path(arena);
    sealed(arena, path, bytes, size, key);
    change(path, HEAD + LOCKED + 5);
    FILE *f = sealed_file_stream(path, key);
    unsigned char *all = arena_take(arena, size);
    CHECK(fread(all, 1, size, f) <= SEALED_CHUNK && ferror(f));
    fclose(f);
    CASE("no file at all");
    CHECK(!sealed_file_stream("/nowhere/at/all", key) && errno == ENOENT);
    CHECK(!sealed_file_open("/dev", key) && errno == EINVAL);
    arena_free(arena);
}

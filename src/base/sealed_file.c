/* sealed_file.c — see sealed_file.h. XChaCha20 makes a key of its own from the salt (the nonce's first 16 bytes); the other 8 count the chunks.
 * So no nonce is used twice under one key, whatever the files and however many. */
#include "base/sealed_file.h"
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/random.h"

enum { MAGIC = 16, SALT = 16, HEAD = MAGIC + SALT, NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
       HASH = 32, SAID = 8 + HASH, TAIL = SAID + TAG, LOCKED = SEALED_CHUNK + TAG };
static const char magic[MAGIC + 1] = "zhangjia-file-1\n";
#define LAST (UINT64_C(1) << 63)                    /* the number of the tail, above that of any chunk */
_Static_assert(NONCE == SALT + 8 && FILE_KEY == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "a nonce is the salt and a number");

static void put_number(unsigned char *at, uint64_t number)
{
    for (int i = 0; i < 8; i++) at[i] = (unsigned char)(number >> (56 - 8 * i));
}

static uint64_t get_number(const unsigned char *at)
{
    uint64_t number = 0;
    for (int i = 0; i < 8; i++) number = number << 8 | at[i];
    return number;
}

static void nonce_of(const unsigned char *salt, uint64_t number, unsigned char nonce[NONCE])
{
    memcpy(nonce, salt, SALT);
    put_number(nonce + SALT, number);
}

/* ---- writing ---- */

struct sealing {
    int fd;
    const unsigned char *key;       /* NULL: plain */
    unsigned char salt[SALT];
    bool headed, failed;
    uint64_t chunks;
    int64_t size;
    size_t held;                    /* bytes of the chunk in hand */
    unsigned char *chunk, *locked;
    crypto_generichash_state *hash;
    struct arena *arena;
};

static bool write_all(int fd, const unsigned char *bytes, size_t count)
{
    while (count) {
        ssize_t n = write(fd, bytes, count);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes += n;
        count -= (size_t)n;
    }
    return true;
}

struct sealing *sealing_begin(struct arena *arena, int fd, const unsigned char *key)
{
    struct sealing *s = arena_take(arena, sizeof *s);
    char *state = arena_take(arena, sizeof(crypto_generichash_state) + 64);
    *s = (struct sealing){ .fd = fd, .key = key, .chunk = arena_take(arena, SEALED_CHUNK), .locked = key ? arena_take(arena, LOCKED) : NULL, .arena = arena,
        .hash = (crypto_generichash_state *)(void *)(state + (64 - (uintptr_t)state % 64) % 64) };      /* libsodium wants 64-byte alignment, the arena gives 16 */
    random_bytes(s->salt, SALT);
    crypto_generichash_init(s->hash, NULL, 0, HASH);
    return s;
}

static bool put_locked(struct sealing *s, uint64_t number, const unsigned char *plain, size_t count)
{
    unsigned char nonce[NONCE];
    nonce_of(s->salt, number, nonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(s->locked, NULL, plain, count, (const unsigned char *)magic, MAGIC, NULL, nonce, s->key);
    return write_all(s->fd, s->locked, count + TAG);
}

static bool put_head(struct sealing *s)
{
    unsigned char head[HEAD];
    if (s->headed || !s->key) return true;
    s->headed = true;
    memcpy(head, magic, MAGIC);
    memcpy(head + MAGIC, s->salt, SALT);
    return write_all(s->fd, head, HEAD);
}

static bool put_chunk(struct sealing *s)
{
    size_t count = s->held;
    s->held = 0;
    if (!count) return true;
    return put_head(s) && (s->key ? put_locked(s, s->chunks++, s->chunk, count) : write_all(s->fd, s->chunk, count));
}

bool sealing_add(struct sealing *s, const void *bytes, size_t count)
{
    const unsigned char *at = bytes;
    crypto_generichash_update(s->hash, at, count);
    s->size += (int64_t)count;
    while (count && !s->failed) {
        size_t n = SEALED_CHUNK - s->held < count ? SEALED_CHUNK - s->held : count;
        memcpy(s->chunk + s->held, at, n);
        s->held += n;
        at += n;
        count -= n;
        if (s->held == SEALED_CHUNK && !put_chunk(s)) s->failed = true;
    }
    return !s->failed;
}

bool sealing_end(struct sealing *s, text *ret_hash, int64_t *ret_size)
{
    unsigned char said[SAID];
    char *hex = arena_take(s->arena, 2 * HASH + 1);
    put_number(said, (uint64_t)s->size);
    crypto_generichash_final(s->hash, said + 8, HASH);
    bool well = !s->failed && put_chunk(s) && put_head(s) && (!s->key || put_locked(s, LAST, said, SAID));
    *ret_hash = sodium_bin2hex(hex, 2 * HASH + 1, said + 8, HASH);
    *ret_size = s->size;
    sodium_memzero(s->chunk, SEALED_CHUNK);
    return well;
}

/* ---- reading ---- */

struct sealed_file {
    int fd;
    const unsigned char *key;
    bool sealed;
    struct stat facts;
    int64_t size, chunks;
    int64_t in_hand;                /* number of the chunk that is open; -1: none */
    int64_t hand_count;
    char hash[2 * HASH + 1];
    unsigned char salt[SALT];
    unsigned char *chunk;           /* opened where it was read, with room for its tag; NULL of a plain one */
};

static bool read_all(int fd, unsigned char *into, size_t count, int64_t at)
{
    while (count) {
        ssize_t n = pread(fd, into, count, at);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        into += n;
        at += n;
        count -= (size_t)n;
    }
    return true;
}

static bool unlock(const struct sealed_file *f, uint64_t number, const unsigned char *locked, size_t count, unsigned char *plain)
{
    unsigned char nonce[NONCE];
    nonce_of(f->salt, number, nonce);
    return !crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, locked, count, (const unsigned char *)magic, MAGIC, nonce, f->key);
}

/* How much content is in so many bytes of chunks. */
static int64_t content_of(int64_t bytes, int64_t *ret_chunks)
{
    *ret_chunks = (bytes + LOCKED - 1) / LOCKED;
    return bytes - *ret_chunks * TAG;
}

/* The tail is what says that the file is whole: it has to be there and to name the size that is there. */
static bool read_tail(struct sealed_file *f)
{
    unsigned char locked[TAIL], said[SAID];
    int64_t bytes = f->facts.st_size - HEAD - TAIL;
    if (bytes < 0 || !read_all(f->fd, locked, TAIL, f->facts.st_size - TAIL) || !unlock(f, LAST, locked, TAIL, said)) return false;
    f->size = content_of(bytes, &f->chunks);
    sodium_bin2hex(f->hash, sizeof f->hash, said + 8, HASH);
    return f->size >= 0 && get_number(said) == (uint64_t)f->size;
}

static bool begin(struct sealed_file *f)
{
    unsigned char head[HEAD];
    if (fstat(f->fd, &f->facts)) return false;
    if (!S_ISREG(f->facts.st_mode)) { errno = EINVAL; return false; }
    f->size = f->facts.st_size;
    f->sealed = f->key && f->size >= HEAD && read_all(f->fd, head, HEAD, 0) && !memcmp(head, magic, MAGIC);
    if (!f->sealed) return true;
    memcpy(f->salt, head + MAGIC, SALT);
    f->chunk = malloc(LOCKED);
    if (!f->chunk) { errno = ENOMEM; return false; }
    if (read_tail(f)) return true;
    errno = EBADMSG;
    return false;
}

struct sealed_file *sealed_file_open(text path, const unsigned char *key)
{
    struct sealed_file *f = calloc(1, sizeof *f);
    if (!f) return NULL;
    f->key = key;
    f->in_hand = -1;
    f->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);          /* a pipe would make us wait for its writer */
    if (f->fd >= 0 && begin(f)) return f;
    int why = errno;
    sealed_file_close(f);
    errno = why;
    return NULL;
}

void sealed_file_close(struct sealed_file *f)
{
    if (!f) return;
    if (f->fd >= 0) close(f->fd);
    if (f->chunk) sodium_memzero(f->chunk, LOCKED);
    free(f->chunk);
    free(f);
}

int64_t sealed_file_size(const struct sealed_file *f) { return f->size; }
bool sealed_file_sealed(const struct sealed_file *f) { return f->sealed; }
text sealed_file_hash(const struct sealed_file *f) { return f->hash; }
const struct stat *sealed_file_facts(const struct sealed_file *f) { return &f->facts; }

int sealed_file_plain(struct sealed_file *f)
{
    int fd = f->sealed ? -1 : f->fd;
    if (fd < 0) return -1;
    f->fd = -1;
    sealed_file_close(f);
    return fd;
}

static bool take_in_hand(struct sealed_file *f, int64_t number)
{
    if (f->in_hand == number) return true;
    f->in_hand = -1;
    f->hand_count = number < f->chunks - 1 ? SEALED_CHUNK : f->size - number * SEALED_CHUNK;
    if (!read_all(f->fd, f->chunk, (size_t)f->hand_count + TAG, HEAD + number * LOCKED)) return false;
    if (!unlock(f, (uint64_t)number, f->chunk, (size_t)f->hand_count + TAG, f->chunk)) return false;
    f->in_hand = number;
    return true;
}

static int64_t read_plain(const struct sealed_file *f, int64_t at, unsigned char *into, int64_t count)
{
    return read_all(f->fd, into, (size_t)count, at) ? count : -1;
}

int64_t sealed_file_read(struct sealed_file *f, int64_t at, void *into, int64_t count)
{
    unsigned char *to = into;
    if (at < 0 || count < 0) return -1;
    if (at >= f->size) return 0;
    if (count > f->size - at) count = f->size - at;
    if (!f->sealed) return read_plain(f, at, to, count);
    for (int64_t left = count; left;) {
        int64_t within = at % SEALED_CHUNK;
        if (!take_in_hand(f, at / SEALED_CHUNK)) return -1;
        int64_t n = f->hand_count - within < left ? f->hand_count - within : left;
        memcpy(to, f->chunk + within, (size_t)n);
        to += n;
        at += n;
        left -= n;
    }
    return count;
}

/* ---- as a stream ---- */

struct cookie { struct sealed_file *file; int64_t at; };

static ssize_t cookie_read(void *data, char *into, size_t count)
{
    struct cookie *c = data;
    int64_t n = sealed_file_read(c->file, c->at, into, (int64_t)count);
    if (n > 0) c->at += n;
    if (n < 0) errno = EBADMSG;
    return (ssize_t)n;
}

static int cookie_seek(void *data, off64_t *offset, int whence)
{
    struct cookie *c = data;
    int64_t to = *offset + (whence == SEEK_CUR ? c->at : whence == SEEK_END ? c->file->size : 0);
    if (to < 0) { errno = EINVAL; return -1; }
    *offset = c->at = to;
    return 0;
}

static int cookie_close(void *data)
{
    struct cookie *c = data;
    sealed_file_close(c->file);
    free(c);
    return 0;
}

FILE *sealed_file_stream(text path, const unsigned char *key)
{
    struct sealed_file *file = sealed_file_open(path, key);
    struct cookie *c = file ? malloc(sizeof *c) : NULL;
    if (c) *c = (struct cookie){ file, 0 };
    FILE *stream = c ? fopencookie(c, "rb", (cookie_io_functions_t){ .read = cookie_read, .seek = cookie_seek, .close = cookie_close }) : NULL;
    if (stream) return stream;
    sealed_file_close(file);
    free(c);
    return NULL;
}

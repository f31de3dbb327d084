/* upload.c — a body streamed to a file beside the store, its hash computed on the way. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>
#include "http/inside.h"

bool upload_begin(struct exchange *e)
{
    if (!e->http->options.upload_folder) return false;
    char *path = (char *)(uintptr_t)arena_print(e->arena, "%s/upload-XXXXXX", e->http->options.upload_folder);
    e->upload_fd = mkostemp(path, O_CLOEXEC);
    if (e->upload_fd < 0) return false;
    e->upload.path = path;
    char *state = arena_take(e->arena, sizeof(crypto_generichash_state) + 64);
    e->upload_hash = state + (64 - (uintptr_t)state % 64) % 64;             /* libsodium wants 64-byte alignment, the arena gives 16 */
    crypto_generichash_init(e->upload_hash, NULL, 0, 32);
    return true;
}

bool upload_more(struct exchange *e, const char *bytes, size_t size)
{
    crypto_generichash_update(e->upload_hash, (const unsigned char *)bytes, size);
    e->upload.size += (int64_t)size;
    while (size) {
        ssize_t n = write(e->upload_fd, bytes, size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes += n;
        size -= (size_t)n;
    }
    return true;
}

bool upload_end(struct exchange *e)
{
    unsigned char hash[32];
    char *hex = arena_take(e->arena, 65);
    text name = http_query(&e->request, "name");
    crypto_generichash_final(e->upload_hash, hash, sizeof hash);
    sodium_bin2hex(hex, 65, hash, sizeof hash);
    e->upload.type = upload_type(e->upload_fd, e->upload.size);
    bool synced = fsync(e->upload_fd) == 0;         /* a disk's error may show only here */
    bool closed = close(e->upload_fd) == 0;
    e->upload_fd = -1;
    e->upload.hash = hex;
    e->upload.file_name = name ? plain_file_name(e->arena, name) : "";
    e->request.upload = &e->upload;
    return synced && closed;
}

/* What the handler did not move away is removed. */
void upload_drop(struct exchange *e)
{
    if (e->upload_fd >= 0) close(e->upload_fd);
    e->upload_fd = -1;
    if (e->upload.path) unlink(e->upload.path);
    e->upload.path = NULL;
}

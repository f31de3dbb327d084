/* upload.c — a body streamed to a file beside the store; hash while writing; type by its first bytes. */
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "http/inside.h"

bool upload_begin(struct exchange *e)
{
    if (!e->http->options.upload_folder) return false;
    char path[1024];
    snprintf(path, sizeof path, "%s/upload-XXXXXX", e->http->options.upload_folder);
    e->upload_fd = mkostemp(path, O_CLOEXEC);
    if (e->upload_fd < 0) return false;
    e->upload.path = arena_copy(e->arena, path);
    e->upload_hash = arena_take(e->arena, sizeof(crypto_generichash_state) + 64);
    e->upload_hash = (void *)(((uintptr_t)e->upload_hash + 63) & ~(uintptr_t)63);      /* libsodium wants it aligned */
    crypto_generichash_init(e->upload_hash, NULL, 0, 32);
    return true;
}

bool upload_more(struct exchange *e, const char *bytes, size_t size)
{
    crypto_generichash_update(e->upload_hash, (const unsigned char *)bytes, size);
    size_t head = sizeof e->upload_head - e->upload_head_length;
    if (head > size) head = size;
    memcpy(e->upload_head + e->upload_head_length, bytes, head);
    e->upload_head_length += head;
    e->upload.size += (int64_t)size;
    while (size) {
        ssize_t n = write(e->upload_fd, bytes, size);
        if (n <= 0) return false;
        bytes += n;
        size -= (size_t)n;
    }
    return true;
}

void upload_end(struct exchange *e)
{
    unsigned char hash[32];
    char *hex = arena_take(e->arena, 65);
    crypto_generichash_final(e->upload_hash, hash, sizeof hash);
    sodium_bin2hex(hex, 65, hash, sizeof hash);
    fsync(e->upload_fd);
    close(e->upload_fd);
    e->upload_fd = -1;
    e->upload.hash = hex;
    e->upload.type = upload_type(e->upload_head, e->upload_head_length);
    e->upload.file_name = http_query(&e->request, "name") ? http_query(&e->request, "name") : "";
    e->request.upload = &e->upload;
}

/* What the handler did not move away is removed. */
void upload_drop(struct exchange *e)
{
    if (!e->upload.path) return;
    if (e->upload_fd > 0) close(e->upload_fd);
    unlink(e->upload.path);
    e->upload.path = NULL;
}

text upload_type(const unsigned char *h, size_t n)
{
    static const struct { text magic; size_t at, length; text type; } known[] = {
        { "\x89PNG\r\n\x1a\n", 0, 8, "image/png" }, { "\xff\xd8\xff", 0, 3, "image/jpeg" }, { "GIF8", 0, 4, "image/gif" }, { "WEBP", 8, 4, "image/webp" },
        { "%PDF-", 0, 5, "application/pdf" }, { "ftypheic", 4, 8, "image/heic" }, { "ftypmif1", 4, 8, "image/heic" }, { "ftyp", 4, 4, "video/mp4" },
        { "PK\x03\x04", 0, 4, "application/zip" }, { "\xd0\xcf\x11\xe0", 0, 4, "application/vnd.ms-excel" },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (n >= known[i].at + known[i].length && !memcmp(h + known[i].at, known[i].magic, known[i].length)) return known[i].type;
    for (size_t i = 0; i < n; i++)
        if (h[i] < 0x09 || (h[i] > 0x0d && h[i] < 0x20 && h[i] != 0x1b)) return n >= 2 && h[0] == 0xff && h[1] == 0xfe ? "text/plain" : "application/octet-stream";
    return "text/plain";
}

/* upload.c — a body streamed to a file beside the store, sealed and its hash computed on the way. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/sealed_file.h"
#include "http/inside.h"

bool upload_begin(struct exchange *e)
{
    if (!e->http->options.upload_folder) return false;
    char *path = (char *)(uintptr_t)arena_print(e->arena, "%s/upload-XXXXXX", e->http->options.upload_folder);
    e->upload_fd = mkostemp(path, O_CLOEXEC);
    if (e->upload_fd < 0) return false;
    e->upload.path = path;
    e->sealing = sealing_begin(e->arena, e->upload_fd, e->http->options.file_key);
    return true;
}

bool upload_more(struct exchange *e, const char *bytes, size_t size)
{
    e->upload.size += (int64_t)size;
    return sealing_add(e->sealing, bytes, size);
}

static text type_of(const struct exchange *e)
{
    struct sealed_file *file = sealed_file_open(e->upload.path, e->http->options.file_key);
    text type = file ? upload_type(file) : NULL;
    sealed_file_close(file);
    return type;
}

bool upload_end(struct exchange *e)
{
    text name = http_query(&e->request, "name");
    bool whole = sealing_end(e->sealing, &e->upload.hash, &e->upload.size);
    bool synced = fsync(e->upload_fd) == 0;         /* a disk's error may show only here */
    bool closed = close(e->upload_fd) == 0;
    e->upload_fd = -1;
    e->upload.type = type_of(e);
    e->upload.file_name = name ? plain_file_name(e->arena, name) : "";
    e->request.upload = &e->upload;
    return whole && synced && closed && e->upload.type;
}

/* What the handler did not move away is removed. */
void upload_drop(struct exchange *e)
{
    if (e->upload_fd >= 0) close(e->upload_fd);
    e->upload_fd = -1;
    if (e->upload.path) unlink(e->upload.path);
    e->upload.path = NULL;
}

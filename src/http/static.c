/* static.c — web assets from inside the binary, files from disk, ranges and encodings. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "http/inside.h"

static int compare_path(const struct asset *a, text path) { return strcmp(a->path, path); }

static const struct asset *asset_at(const struct asset *assets, text path)
{
    for (; assets && assets->path; assets++)
        if (!compare_path(assets, path)) return assets;
    return NULL;
}

/* A page address of the web app (no dot in its last segment, not the API) is answered with the app itself. */
static bool is_page(const struct exchange *e)
{
    text accept = http_header(&e->request, "Accept"), last = strrchr(e->request.path, '/');
    return strncmp(e->request.path, "/api/", 5) && last && !strchr(last, '.') && accept && (strstr(accept, "text/html") || strstr(accept, "*/*"));
}

static struct MHD_Response *not_changed(int *status)
{
    *status = MHD_HTTP_NOT_MODIFIED;
    return MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
}

bool static_answer(struct exchange *e)
{
    const struct asset *all = e->http->options.assets;
    const struct asset *a = e->request.method == GET ? asset_at(all, strcmp(e->request.path, "/") ? e->request.path : "/index.html") : NULL;
    if (!a && e->request.method == GET && is_page(e)) a = asset_at(all, "/index.html");
    if (!a) return false;
    text asked = http_header(&e->request, "If-None-Match"), encodings = http_header(&e->request, "Accept-Encoding");
    int status = MHD_HTTP_OK;
    text encoding = NULL;
    struct MHD_Response *r;
    if (asked && strstr(asked, a->etag)) r = not_changed(&status);
    else if (a->brotli && accepts(encodings, "br")) encoding = "br", r = MHD_create_response_from_buffer(a->brotli_size, (void *)(uintptr_t)a->brotli, MHD_RESPMEM_PERSISTENT);
    else if (a->gzip && accepts(encodings, "gzip")) encoding = "gzip", r = MHD_create_response_from_buffer(a->gzip_size, (void *)(uintptr_t)a->gzip, MHD_RESPMEM_PERSISTENT);
    else r = bytes_response(e, a->raw, a->raw_size, &status);
    if (encoding) MHD_add_response_header(r, "Content-Encoding", encoding);
    MHD_add_response_header(r, "Vary", "Accept-Encoding");
    MHD_add_response_header(r, "ETag", a->etag);
    MHD_add_response_header(r, "Content-Type", a->type);
    MHD_add_response_header(r, "Cache-Control", a->forever ? "public, max-age=31536000, immutable" : "no-cache");
    e->response = r;
    e->status = status;
    return true;
}

static void say_range(struct MHD_Response *r, int64_t first, int64_t last, int64_t size)
{
    char range[80];
    if (first < 0) snprintf(range, sizeof range, "bytes */%lld", (long long)size);
    else snprintf(range, sizeof range, "bytes %lld-%lld/%lld", (long long)first, (long long)last, (long long)size);
    MHD_add_response_header(r, "Content-Range", range);
}

static struct MHD_Response *unsatisfiable(int64_t size, int *status)
{
    struct MHD_Response *r = MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
    say_range(r, -1, -1, size);
    *status = MHD_HTTP_RANGE_NOT_SATISFIABLE;
    return r;
}

struct MHD_Response *bytes_response(struct exchange *e, const void *bytes, size_t size, int *status)
{
    int64_t first = 0, last = (int64_t)size - 1;
    int range = *status == MHD_HTTP_OK ? range_of(http_header(&e->request, "Range"), (int64_t)size, &first, &last) : 0;
    if (range < 0) return unsatisfiable((int64_t)size, status);
    size_t length = range ? (size_t)(last - first + 1) : size;
    struct MHD_Response *r = MHD_create_response_from_buffer(length, (void *)((uintptr_t)bytes + (uintptr_t)(range ? first : 0)), MHD_RESPMEM_PERSISTENT);
    if (range) { say_range(r, first, last, (int64_t)size); *status = MHD_HTTP_PARTIAL_CONTENT; }
    return r;
}

struct MHD_Response *file_response(struct exchange *e, int *status)
{
    int fd = open(e->reply.file, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) || !S_ISREG(st.st_mode)) {
        if (fd >= 0) close(fd);
        return NULL;
    }
    text asked = http_header(&e->request, "If-None-Match");
    if (asked && e->reply.etag && strstr(asked, e->reply.etag)) { close(fd); return not_changed(status); }
    int64_t first = 0, last = st.st_size - 1;
    int range = range_of(http_header(&e->request, "Range"), st.st_size, &first, &last);
    if (range < 0) { close(fd); return unsatisfiable(st.st_size, status); }
    struct MHD_Response *r = MHD_create_response_from_fd_at_offset64((uint64_t)(range ? last - first + 1 : st.st_size), fd, (uint64_t)(range ? first : 0));
    if (range) { say_range(r, first, last, st.st_size); *status = MHD_HTTP_PARTIAL_CONTENT; }
    MHD_add_response_header(r, "Accept-Ranges", "bytes");
    return r;
}

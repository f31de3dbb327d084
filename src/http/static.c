/* static.c — web assets from inside the binary, files from disk, ranges and encodings. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include "base/sealed_file.h"
#include "http/inside.h"

static int by_path(const void *path, const void *asset) { return strcmp(path, ((const struct asset *)asset)->path); }

static const struct asset *asset_at(const struct http *h, text path)
{
    return h->asset_count ? bsearch(path, h->options.assets, (size_t)h->asset_count, sizeof(struct asset), by_path) : NULL;
}

/* "/logo.png", "/old.js.map"; a step of a procedure, "/procedures/4.2", is none. */
static bool names_file(text last)
{
    text dot = strrchr(last, '.');
    return dot && (dot[1] < '0' || dot[1] > '9');
}

/* A page address of the web app (its last segment names no file, not the API) is answered with the app itself. */
static bool is_page(const struct exchange *e)
{
    text accept = http_header(&e->request, "Accept"), last = strrchr(e->request.path, '/');
    return strncmp(e->request.path, "/api/", 5) && last && !names_file(last) && accept && (strstr(accept, "text/html") || strstr(accept, "*/*"));
}

/* ---- a part of the whole ---- */

struct part { int64_t size, first, length; };

static void say_range(struct MHD_Response *r, const struct part *p)
{
    char range[80];
    if (p->length) snprintf(range, sizeof range, "bytes %lld-%lld/%lld", (long long)p->first, (long long)(p->first + p->length - 1), (long long)p->size);
    else snprintf(range, sizeof range, "bytes */%lld", (long long)p->size);
    MHD_add_response_header(r, "Content-Range", range);
}

/* What is sent of `size` bytes: 200, 206 or 416 into e->status. A range of what has changed since is the whole (If-Range). */
static struct part part_wanted(struct exchange *e, int64_t size, text etag, text modified)
{
    struct part p = { size, 0, size };
    text unless = http_header(&e->request, "If-Range");
    bool same = !unless || (etag && *etag == '"' && !strcmp(unless, etag)) || (modified && !strcmp(unless, modified));
    int64_t last = size - 1;
    int range = e->status == MHD_HTTP_OK && same ? range_of(http_header(&e->request, "Range"), size, &p.first, &last) : 0;
    if (range) e->status = range < 0 ? MHD_HTTP_RANGE_NOT_SATISFIABLE : MHD_HTTP_PARTIAL_CONTENT;
    p.length = range < 0 ? 0 : last - p.first + 1;
    e->bytes = p.length;
    return p;
}

static void describe(struct exchange *e, struct MHD_Response *r, const struct part *p)
{
    MHD_add_response_header(r, "Accept-Ranges", "bytes");
    if (e->status == MHD_HTTP_PARTIAL_CONTENT || e->status == MHD_HTTP_RANGE_NOT_SATISFIABLE) say_range(r, p);
}

/* ---- assets ---- */

struct form { text encoding; const unsigned char *bytes; size_t size; };

/* The form the client likes best; a range is always one of the plain bytes. */
static struct form choose_form(const struct exchange *e, const struct asset *a)
{
    text asked = http_header(&e->request, "Accept-Encoding");
    int brotli = a->brotli ? quality_of(asked, "br") : 0, gzip = a->gzip ? quality_of(asked, "gzip") : 0;
    if (http_header(&e->request, "Range")) return (struct form){ NULL, a->raw, a->raw_size };
    if (brotli && brotli >= gzip) return (struct form){ "br", a->brotli, a->brotli_size };
    if (gzip) return (struct form){ "gzip", a->gzip, a->gzip_size };
    return (struct form){ NULL, a->raw, a->raw_size };
}

/* Each form is a representation of its own and so has its own strong tag (RFC 9110 §8.8.3.3): "1f-br" for "1f". */
static text form_tag(struct arena *arena, const struct asset *a, text encoding)
{
    size_t length = strlen(a->etag);
    return encoding && length > 1 ? arena_print(arena, "%.*s-%s\"", (int)length - 1, a->etag, encoding) : a->etag;
}

static void send_asset(struct exchange *e, const struct asset *a)
{
    struct form form = choose_form(e, a);
    text tag = form_tag(e->arena, a, form.encoding);
    struct MHD_Response *r;
    e->status = MHD_HTTP_OK;
    if (etag_among(http_header(&e->request, "If-None-Match"), tag)) r = no_body(e, MHD_HTTP_NOT_MODIFIED);
    else {
        struct part p = part_wanted(e, (int64_t)form.size, tag, NULL);
        r = MHD_create_response_from_buffer((size_t)p.length, (void *)((uintptr_t)form.bytes + (uintptr_t)p.first), MHD_RESPMEM_PERSISTENT);
        describe(e, r, &p);
        MHD_add_response_header(r, "Content-Type", a->type);
        if (form.encoding) MHD_add_response_header(r, "Content-Encoding", form.encoding);
    }
    if (a->brotli || a->gzip) MHD_add_response_header(r, "Vary", "Accept-Encoding");
    MHD_add_response_header(r, "ETag", tag);
    MHD_add_response_header(r, "Cache-Control", a->forever ? "public, max-age=31536000, immutable" : "no-cache");
    e->response = r;
    exchange_answer(e);
}

/* The app that an address below its folder belongs to: "/w/…" the worker's phone ("/w/index.html"), all else the desktop's. */
static const struct asset *app_of(const struct exchange *e)
{
    text path = e->request.path;
    const struct asset *own = asset_at(e->http, arena_print(e->arena, "/%.*s/index.html", (int)strcspn(path + 1, "/"), path + 1));
    return own ? own : asset_at(e->http, "/index.html");
}

bool static_answer(struct exchange *e)
{
    if (e->request.method != GET) return false;
    const struct asset *a = asset_at(e->http, strcmp(e->request.path, "/") ? e->request.path : "/index.html");
    if (!a && is_page(e)) a = app_of(e);
    if (a) send_asset(e, a);
    return a != NULL;
}

/* ---- files ---- */

/* Time, size and number of the file: another file under the same name, or another content, has another tag. */
static text tag_of(struct arena *arena, const struct stat *st)
{
    return arena_print(arena, "\"%llx-%llx-%llx\"", (unsigned long long)st->st_ino, (unsigned long long)st->st_size,
                       (unsigned long long)st->st_mtim.tv_sec * 1000000000ull + (unsigned long long)st->st_mtim.tv_nsec);
}

static text http_date(struct arena *arena, time_t when)
{
    static const text days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" },
        months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };      /* never the locale's */
    struct tm t;
    gmtime_r(&when, &t);
    return arena_print(arena, "%s, %02d %s %d %02d:%02d:%02d GMT", days[t.tm_wday], t.tm_mday, months[t.tm_mon], t.tm_year + 1900, t.tm_hour, t.tm_min,
                       t.tm_sec);
}

/* If-None-Match decides where it is given. A date is only compared as text: clients send back the one they got. */
static bool unchanged(const struct exchange *e, text tag, text modified)
{
    text tags = http_header(&e->request, "If-None-Match"), since = http_header(&e->request, "If-Modified-Since");
    return e->status == MHD_HTTP_OK && (tags ? etag_among(tags, tag) : since && !strcmp(since, modified));
}

/* What of a sealed file goes to a client: opened chunk by chunk as the library has room for it. It outlives the exchange by a moment. */
enum { AT_ONCE = 4 * SEALED_CHUNK };
struct sending { struct sealed_file *file; int64_t first; };

static ssize_t send_more(void *data, uint64_t at, char *into, size_t room)
{
    struct sending *s = data;
    int64_t n = sealed_file_read(s->file, s->first + (int64_t)at, into, (int64_t)room);
    return n > 0 ? (ssize_t)n : MHD_CONTENT_READER_END_WITH_ERROR;
}

static void sent(void *data)
{
    sealed_file_close(((struct sending *)data)->file);
    free(data);
}

/* The first chunk is opened before the head leaves: one that was changed is an answer of its own. The reader is given away in any case. */
static struct MHD_Response *sealed_response(struct exchange *e, struct sealed_file *f, const struct part *p)
{
    char first;
    size_t at_once = p->length < AT_ONCE ? (size_t)p->length : AT_ONCE;
    struct sending *s = malloc(sizeof *s);
    if (s) *s = (struct sending){ f, p->first };
    struct MHD_Response *r = s && sealed_file_read(f, p->first, &first, 1) == 1 ? MHD_create_response_from_callback((uint64_t)p->length, at_once, send_more, s, sent) : NULL;
    if (r) return r;
    e->status = MHD_HTTP_INTERNAL_SERVER_ERROR;
    sealed_file_close(f);
    free(s);
    return NULL;
}

static struct MHD_Response *part_response(struct exchange *e, struct sealed_file *f, const struct part *p)
{
    if (sealed_file_sealed(f)) return sealed_response(e, f, p);
    return MHD_create_response_from_fd_at_offset64((uint64_t)p->length, sealed_file_plain(f), (uint64_t)p->first);      /* closes it when sent */
}

struct MHD_Response *file_response(struct exchange *e)
{
    struct sealed_file *f = sealed_file_open(e->reply.file, e->http->options.file_key);
    if (!f && errno == EBADMSG) e->status = MHD_HTTP_INTERNAL_SERVER_ERROR;
    if (!f) return NULL;
    const struct stat *st = sealed_file_facts(f);
    text tag = e->reply.etag ? e->reply.etag : tag_of(e->arena, st), modified = http_date(e->arena, st->st_mtim.tv_sec);
    struct MHD_Response *r;
    struct part p = { 0 };
    bool same = unchanged(e, tag, modified);
    if (!same) p = part_wanted(e, sealed_file_size(f), tag, modified);
    if (p.length) r = part_response(e, f, &p);
    else {
        r = no_body(e, same ? MHD_HTTP_NOT_MODIFIED : e->status);
        sealed_file_close(f);
    }
    if (!r) return NULL;
    describe(e, r, &p);
    MHD_add_response_header(r, "ETag", tag);
    MHD_add_response_header(r, "Last-Modified", modified);
    return r;
}

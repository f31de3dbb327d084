/* answer.c — from a handler's reply, or a refusal of our own, to a response. */
#include <stdio.h>
#include <string.h>
#include "base/buf.h"
#include "base/json.h"
#include "base/log.h"
#include "base/words.h"
#include "base/work.h"
#include "http/inside.h"

static void security(struct MHD_Response *r, const struct exchange *e)
{
    MHD_add_response_header(r, "X-Request-Id", e->request.id);
    MHD_add_response_header(r, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(r, "Referrer-Policy", "same-origin");
    text images = e->http->options.images_from;
    MHD_add_response_header(r, "Content-Security-Policy", arena_print(e->arena, "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:%s%s; "
                            "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'", images ? " " : "", images ? images : ""));
    MHD_add_response_header(r, "Permissions-Policy", "geolocation=(self), camera=(self), microphone=(self)");
    if (e->request.secure) MHD_add_response_header(r, "Strict-Transport-Security", "max-age=31536000");
}

/* RFC 6266 with RFC 8187: a name in any script, and nothing in it that could end the header. */
static void disposition(struct MHD_Response *r, struct exchange *e)
{
    struct buf out = buf_new(e->arena);
    buf_print(&out, "%s; filename*=UTF-8''", e->reply.inline_ ? "inline" : "attachment");
    for (text at = e->reply.file_name; *at; at++) {
        bool plain = (*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || strchr("-._", *at);
        if (plain) buf_char(&out, *at);
        else buf_print(&out, "%%%02X", (unsigned char)*at);
    }
    MHD_add_response_header(r, "Content-Disposition", buf_text(&out));
}

static void headers(struct MHD_Response *r, struct exchange *e)
{
    const struct reply *p = &e->reply;
    if (e->status != MHD_HTTP_NO_CONTENT && e->status != MHD_HTTP_NOT_MODIFIED)
        MHD_add_response_header(r, "Content-Type", p->stream ? "text/event-stream" : p->type ? p->type : "application/json");
    MHD_add_response_header(r, "Cache-Control", p->cache ? p->cache : "no-store");
    if (p->cookie) MHD_add_response_header(r, "Set-Cookie", p->cookie);
    if (p->etag && !p->file) MHD_add_response_header(r, "ETag", p->etag);
    if (p->location) MHD_add_response_header(r, "Location", p->location);
    if (p->file_name) disposition(r, e);
    if (p->stream) MHD_add_response_header(r, "X-Accel-Buffering", "no");      /* nginx passes events on at once */
    if (e->allow && e->status == MHD_HTTP_METHOD_NOT_ALLOWED) MHD_add_response_header(r, "Allow", e->allow);
    if (!p->retry_after) return;
    char seconds[16];
    snprintf(seconds, sizeof seconds, "%d", p->retry_after);
    MHD_add_response_header(r, "Retry-After", seconds);
}

struct MHD_Response *no_body(struct exchange *e, int status)
{
    e->status = status;
    e->bytes = 0;
    return MHD_create_response_from_buffer(0, (void *)(uintptr_t)"", MHD_RESPMEM_PERSISTENT);
}

/* The body stays in the arena, which lives until the answer has left. */
static struct MHD_Response *memory_response(struct exchange *e)
{
    const struct reply *p = &e->reply;
    if (p->etag && e->status == MHD_HTTP_OK && etag_among(http_header(&e->request, "If-None-Match"), p->etag)) return no_body(e, MHD_HTTP_NOT_MODIFIED);
    e->bytes = (int64_t)p->length;
    return MHD_create_response_from_buffer(p->length, (void *)(uintptr_t)(p->body ? p->body : ""), MHD_RESPMEM_PERSISTENT);
}

/* The handler named a file. That it is damaged is for the operator to know, in the log by the request's id. */
static void no_file(struct exchange *e)
{
    if (e->status != MHD_HTTP_INTERNAL_SERVER_ERROR) { exchange_problem(e, MHD_HTTP_NOT_FOUND, "not_found", N_("There is nothing at this address.")); return; }
    text name = strrchr(e->reply.file, '/');
    log_line("file", "\"request\":\"%s\",\"file\":%s,\"why\":\"it was cut or changed, or belongs to another key\"", e->request.id, log_quote(e->arena, name ? name + 1 : e->reply.file));
    exchange_problem(e, MHD_HTTP_INTERNAL_SERVER_ERROR, "damaged", N_("This file is damaged on our disk. Bring it back from a backup, or upload it again."));
}

void exchange_answer(struct exchange *e)
{
    const struct reply *p = &e->reply;
    if (!e->response) {
        e->status = p->status ? p->status : MHD_HTTP_OK;
        if (p->stream && !e->stream) { exchange_problem(e, MHD_HTTP_INTERNAL_SERVER_ERROR, "fault", N_("Something went wrong on our side. Please try again.")); return; }
        e->response = p->stream ? stream_response(e) : p->file ? file_response(e) : memory_response(e);
        if (!e->response) { no_file(e); return; }
        headers(e->response, e);
    }
    if (e->head) e->bytes = 0;
    pthread_mutex_lock(&e->http->lock);
    bool draining = e->http->draining;
    pthread_mutex_unlock(&e->http->lock);
    if (draining || e->hang_up) MHD_add_response_header(e->response, "Connection", "close");
    security(e->response, e);
}

/* docs/api.md's shape of an error. http/ knows no user and so no language of hers: `message` follows Accept-Language, and both
 * languages are there for who knows better. */
void exchange_problem(struct exchange *e, int status, text code, text english)
{
    struct json j = json_new(e->arena);
    text asked = http_header(&e->request, "Accept-Language");
    write_object(&j, NULL);
    write_text(&j, "code", code);
    write_text(&j, "message", translate(asked && !strncmp(asked, "en", 2) ? "en" : "zh", english));
    write_text(&j, "message_en", translate("en", english));
    write_text(&j, "message_zh", translate("zh", english));
    write_list(&j, "fields");
    write_end(&j, ']');
    write_text(&j, "request", e->request.id);
    write_end(&j, '}');
    e->reply = (struct reply){ .status = status, .body = buf_text(&j.out), .length = j.out.length };
    if (status == MHD_HTTP_SERVICE_UNAVAILABLE) e->reply.retry_after = 1;
    exchange_answer(e);
}

/* work.c — the pool that runs the handlers, and the way from a handler's reply to a response. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/buf.h"
#include "base/json.h"
#include "base/words.h"
#include "base/work.h"
#include "base/log.h"
#include "http/inside.h"

static void security(struct MHD_Response *r, const struct exchange *e)
{
    MHD_add_response_header(r, "X-Request-Id", e->request.id);
    MHD_add_response_header(r, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(r, "Referrer-Policy", "same-origin");
    MHD_add_response_header(r, "Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
                            "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'");
    MHD_add_response_header(r, "Permissions-Policy", "geolocation=(self), camera=(self), microphone=(self)");
    if (e->request.secure) MHD_add_response_header(r, "Strict-Transport-Security", "max-age=31536000");
}

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
    MHD_add_response_header(r, "Content-Type", p->stream ? "text/event-stream" : p->type ? p->type : "application/json; charset=utf-8");
    MHD_add_response_header(r, "Cache-Control", p->cache ? p->cache : "no-store");
    if (p->cookie) MHD_add_response_header(r, "Set-Cookie", p->cookie);
    if (p->etag) MHD_add_response_header(r, "ETag", p->etag);
    if (p->location) MHD_add_response_header(r, "Location", p->location);
    if (p->file_name) disposition(r, e);
    if (p->stream) MHD_add_response_header(r, "X-Accel-Buffering", "no");
    if (p->retry_after) {
        char seconds[16];
        snprintf(seconds, sizeof seconds, "%d", p->retry_after);
        MHD_add_response_header(r, "Retry-After", seconds);
    }
}

void exchange_answer(struct exchange *e)
{
    const struct reply *p = &e->reply;
    if (!e->response) {
        e->status = p->status ? p->status : MHD_HTTP_OK;
        text asked = http_header(&e->request, "If-None-Match");
        if (p->stream) e->response = stream_response(e);
        else if (p->file) e->response = file_response(e, &e->status);
        else if (p->etag && asked && e->status == MHD_HTTP_OK && strstr(asked, p->etag)) {
            e->status = MHD_HTTP_NOT_MODIFIED;
            e->response = MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
        } else e->response = MHD_create_response_from_buffer(p->length, (void *)(uintptr_t)(p->body ? p->body : ""), MHD_RESPMEM_PERSISTENT);
        if (!e->response) { exchange_problem(e, MHD_HTTP_NOT_FOUND, "not_found", N_("There is nothing at this address.")); return; }
        headers(e->response, e);
    }
    security(e->response, e);
    e->ready = true;
}

void exchange_problem(struct exchange *e, int status, text code, text english)
{
    struct json j = json_new(e->arena);
    bool en = http_header(&e->request, "Accept-Language") && !strncmp(http_header(&e->request, "Accept-Language"), "en", 2);
    write_object(&j, NULL);
    write_text(&j, "code", code);
    write_text(&j, "message", translate(en ? "en" : "zh", english));
    write_list(&j, "fields");
    write_end(&j, ']');
    write_text(&j, "request", e->request.id);
    write_end(&j, '}');
    text allow = e->reply.location;         /* 405 brings its Allow list here */
    e->reply = (struct reply){ .status = status, .body = buf_text(&j.out), .length = j.out.length };
    if (status == MHD_HTTP_SERVICE_UNAVAILABLE) e->reply.retry_after = 1;
    e->response = NULL;
    exchange_answer(e);
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED && allow) MHD_add_response_header(e->response, "Allow", allow);
}

static struct exchange *take_one(struct http *h, struct queue *q)
{
    pthread_mutex_lock(&h->lock);
    while (!q->first && !h->stopping) pthread_cond_wait(&q->more, &h->lock);
    struct exchange *e = q->first;
    if (e) {
        q->first = e->next;
        if (!q->first) q->last = &q->first;
        q->length--;
    }
    pthread_mutex_unlock(&h->lock);
    return e;
}

struct worker { struct http *http; struct queue *queue; };

static void *worker(void *data)
{
    struct worker own = *(struct worker *)data;
    free(data);
    for (struct exchange *e; (e = take_one(own.http, own.queue)) != NULL;) {
        e->route->run(own.http->options.context, &e->request, &e->reply);
        exchange_answer(e);
        pthread_mutex_lock(&own.http->lock);
        own.http->in_flight--;
        pthread_mutex_unlock(&own.http->lock);
        MHD_resume_connection(e->connection);
    }
    return NULL;
}

bool queue_put(struct http *h, struct exchange *e)
{
    struct queue *q = e->route->wait_in_line ? &h->slow : &h->ordinary;
    pthread_mutex_lock(&h->lock);
    bool room = q->length < q->limit && !h->stopping;
    if (room) {
        e->next = NULL;
        *q->last = e;
        q->last = &e->next;
        q->length++;
        h->in_flight++;
        pthread_cond_signal(&q->more);
    }
    pthread_mutex_unlock(&h->lock);
    return room;
}

bool workers_start(struct http *h)
{
    enum { SLOW_WORKERS = 2 };
    h->worker_count = h->options.workers + SLOW_WORKERS;
    h->workers = calloc((size_t)h->worker_count, sizeof *h->workers);
    for (int i = 0; i < h->worker_count; i++) {
        struct worker *own = malloc(sizeof *own);
        if (!own || !h->workers) abort();
        *own = (struct worker){ h, i < SLOW_WORKERS ? &h->slow : &h->ordinary };
        if (pthread_create(&h->workers[i], NULL, worker, own)) return false;
    }
    return true;
}

void workers_stop(struct http *h)
{
    pthread_mutex_lock(&h->lock);
    h->stopping = true;
    pthread_cond_broadcast(&h->ordinary.more);
    pthread_cond_broadcast(&h->slow.more);
    pthread_mutex_unlock(&h->lock);
    for (int i = 0; i < h->worker_count; i++) pthread_join(h->workers[i], NULL);
    free(h->workers);
}

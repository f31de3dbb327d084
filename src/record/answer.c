/* answer.c — a request's way in and out: who asks, in which language, inside which transaction, and how a No looks. */
#include "record/answer.h"
#include <stdlib.h>
#include <string.h>
#include "base/log.h"
#include "base/words.h"
#include "record/input.h"
#include "record/parts.h"
#include "record/routes.h"
#include "record/shape.h"

static int status_of(const struct work *w)
{
    switch (w->failure) {
    case INVALID: return 400;
    case UNAUTHORISED: return 401;
    case FORBIDDEN: return 403;
    case NOT_FOUND: return 404;
    case CONFLICT: return 409;
    case TOO_MANY: return 429;
    case AGAIN: return 503;
    default: return 500;
    }
}

static text code_of(const struct work *w)
{
    static const text codes[] = { [INVALID] = "invalid", [UNAUTHORISED] = "login", [FORBIDDEN] = "forbidden", [NOT_FOUND] = "not_found",
                                  [CONFLICT] = "conflict", [TOO_MANY] = "throttled", [FAULT] = "fault", [AGAIN] = "busy" };
    return w->code && *w->code ? w->code : codes[w->failure];
}

static text sentence_of(struct work *w)
{
    if (w->failure == FAULT) return translate(w->language, N_("Something broke on our side. Nothing was changed; tell us the number below"));
    if (w->failure == AGAIN) return translate(w->language, N_("Too many people are changing this at once; please try again"));
    return translate_with(w->arena, w->language, w->message, w->arguments);
}

void answer_failure(struct work *w, struct reply *reply)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "code", code_of(w));
    write_text(&j, "message", sentence_of(w));
    if (w->field && *w->field) write_text(&j, "field", w->field);
    write_list(&j, "fields");
    for (const struct wrong_field *f = w->wrong; f; f = f->next) {
        write_object(&j, NULL);
        write_text(&j, "field", f->field);
        write_text(&j, "message", translate_with(w->arena, w->language, f->message, f->arguments));
        write_end(&j, '}');
    }
    write_end(&j, ']');
    if (w->detail && *w->detail) write_raw(&j, "detail", w->detail);
    write_text(&j, "request", w->request);
    write_end(&j, '}');
    answer_json(w, reply, status_of(w), &j);
    if (w->failure == AGAIN) reply->retry_after = 1;
}

void answer_json(struct work *w, struct reply *reply, int status, struct json *json)
{
    (void)w;
    reply->status = status;
    reply->type = "application/json; charset=utf-8";
    reply->body = buf_text(&json->out);
    reply->length = json->out.length;
}

void answer_pdf(struct work *w, struct reply *reply, text path, text number)
{
    *reply = (struct reply){ .status = 200, .file = path, .type = "application/pdf", .file_name = print(w, "%s.pdf", number), .inline_ = true };
}

int64_t answer_id(struct work *w, const struct request *request, text part)
{
    text from = http_part(request, part);
    char *end;
    int64_t id = from && *from >= '1' && *from <= '9' ? strtoll(from, &end, 10) : 0;
    if (id > 0 && !*end) return id;
    refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    return 0;
}

/* ---- the way of one request ---- */

struct errand { const struct call *call; const struct request *request; struct reply *reply; struct actor actor; bool known; text key, fingerprint; int statements; };

static bool who_is_it(struct work *w, void *data)
{
    struct errand *e = data;
    e->known = w->house->options.authenticate && w->house->options.authenticate(w, e->request, &e->actor);
    e->statements = db_statements(w);
    return !failed(w);
}

static bool run_call(struct work *w, void *data)
{
    struct errand *e = data;
    *e->reply = (struct reply){ 0 };
    if (e->key) {
        int status;
        text body;
        if (once_seen(w, e->key, e->fingerprint, &status, &body)) {
            *e->reply = (struct reply){ .status = status, .type = "application/json; charset=utf-8", .body = body, .length = strlen(body) };
            return !failed(w);
        }
        if (failed(w)) return false;
    }
    bool well = e->call->run(w, e->request, e->reply);
    if (well && e->key) once_keep(w, e->key, e->fingerprint, e->reply->status ? e->reply->status : 200, e->reply->body ? e->reply->body : "");
    e->reply->statements = e->statements + db_statements(w);
    return well && !failed(w);
}

static text language_in(text given)
{
    return !given ? NULL : !strncmp(given, "en", 2) ? "en" : !strncmp(given, "zh", 2) ? "zh" : NULL;
}

/* What this request asks for, by ?lang= or by its header (the pages send what the person chose there), else her account's. */
static void choose_language(struct work *w, const struct errand *e)
{
    text asked = language_in(http_query(e->request, "lang"));
    if (!asked) asked = language_in(http_header(e->request, "Accept-Language"));
    if (!asked && e->known && e->actor.language && *e->actor.language) asked = e->actor.language;
    w->language = asked ? asked : "zh";
    if (!strcmp(w->language, "zh") && e->known && e->actor.chinese) w->language = e->actor.chinese;
}

/* A key belongs to who sent it and to what was asked: another body under the same key is a mistake of the client. */
static void idempotency(struct work *w, struct errand *e)
{
    text key = http_header(e->request, "Idempotency-Key");
    if (e->request->method != POST || !key || !*key || e->call->raw) return;
    if (strlen(key) > 100) { refuse(w, "Idempotency-Key", N_("The idempotency key is longer than 100 characters")); return; }
    uint64_t hash = UINT64_C(1469598103934665603);
    for (size_t i = 0; i < e->request->body_length; i++) hash = (hash ^ (unsigned char)e->request->body[i]) * UINT64_C(1099511628211);
    text cookie = e->known ? NULL : http_header(e->request, "Cookie");      /* who is known by a module's own session, not by ours */
    e->key = cookie ? print(w, "%s:%s", blind_token(w, "once", cookie), key) : print(w, "%lld:%s", (long long)e->actor.user, key);
    e->fingerprint = print(w, "%s:%016llx", e->request->path, (unsigned long long)hash);
}

/* A look that is written down (type.h looks_logged) is no mere reading. */
static bool only_reads(const struct work *w, const struct request *q)
{
    text type = http_part(q, "type"), id = http_part(q, "id");
    const struct record_type *looked_at = type && id && *id ? house_type(w->house, type) : NULL;
    return q->method == GET && !(looked_at && looked_at->looks_logged);
}

static bool perform(struct work *w, struct errand *e)
{
    if (!e->known && !e->call->open) return refuse_as(w, UNAUTHORISED, "", N_("Please log in"));
    if (e->call->by && !must(w, e->call->by)) return false;
    idempotency(w, e);
    if (failed(w)) return false;
    if (e->call->raw) return e->call->raw(w, e->request, e->reply);
    return only_reads(w, e->request) ? db_read(w->house->options.db, w, run_call, e) : db_write(w->house->options.db, w, run_call, e);
}

void house_handle(void *context, const struct request *request, struct reply *reply)
{
    struct house *house = context;
    struct errand e = { .call = call_of(house, request), .request = request, .reply = reply, .actor = { .name = "", .language = "" } };
    struct work *w = work_open(house, &the_system);
    arena_free(w->arena);
    w->arena = request->arena;              /* the answer must outlive the work */
    w->request = request->id;
    if (db_read(house->options.db, w, who_is_it, &e)) {
        w->actor = &e.actor;
        choose_language(w, &e);
        if (e.known && house->options.seen) house->options.seen(house, &e.actor);
        perform(w, &e);
    }
    if (failed(w)) {
        if (w->failure == FAULT) log_line("fault", "\"request\":%s,\"route\":%s", log_quote(w->arena, request->id), log_quote(w->arena, request->route));
        text cookie = reply->cookie;
        *reply = (struct reply){ .cookie = cookie, .retry_after = reply->retry_after };
        answer_failure(w, reply);
    }
    free(w);
}

/* track.c — GET /t/:token: where a visit stands, for anybody who was given the address. One page of HTML without a script, in one query or two.
 *
 * The address is signed by the house and ends two days after the visit. The page says the service, the time, the surname of who comes, that
 * her papers are in order, and the steps with their minutes; no address, no name or number of the customer, no price. Wrong and ended
 * addresses have the same answer: nobody learns which visits there are. */
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "messages/messages.h"
#include "portal/mine.h"
#include "record/parts.h"

enum { DAYS_AFTER = 2 };

static text signature(struct work *w, int64_t visit, int64_t until)
{
    struct value v = blind_index(w, "portal.track", print(w, "%lld:%lld", (long long)visit, (long long)until));
    struct buf out = buf_new(w->arena);
    for (int64_t i = 0; i < v.length; i++) buf_print(&out, "%02x", ((const unsigned char *)v.bytes)[i]);
    return buf_text(&out);
}

text track_token(struct work *w, const struct visit *v)
{
    int64_t until = day_start((day){ day_of(v->until).number + DAYS_AFTER + 1 }).ms;
    return print(w, "%llx-%llx-%s", (unsigned long long)v->record.id, (unsigned long long)until, signature(w, v->record.id, until));
}

static int64_t visit_of_token(struct work *w, text token)
{
    char *end;
    unsigned long long visit = strtoull(token, &end, 16);
    if (*end != '-') return 0;
    unsigned long long until = strtoull(end + 1, &end, 16);
    if (*end != '-' || visit > INT64_MAX / 4 || until > INT64_MAX / 4 || (int64_t)until < w->now.ms) return 0;
    text right = signature(w, (int64_t)visit, (int64_t)until);
    unsigned different = strlen(right) != strlen(end + 1);
    for (size_t i = 0; !different && right[i]; i++) different |= (unsigned)(right[i] ^ end[1 + i]);
    return different ? 0 : (int64_t)visit;
}

/* ---- giving it ---- */

static bool answer_link(struct work *w, const struct request *q, struct reply *reply, const struct visit *v)
{
    text base = setting_text(w, SETTING_PORTAL_ADDRESS, v->record.branch.id, day_of(w->now)), host = http_header(q, "Host");
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "address", *base ? print(w, "%s/t/%s", base, track_token(w, v)) : print(w, "%s://%s/t/%s", q->secure ? "https" : "http", host ? host : "", track_token(w, v)));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool my_link_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    const struct visit *v = id ? my_visit(w, g, id) : NULL;
    return v && answer_link(w, q, reply, v);
}

bool link_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct visit *v = id ? LOAD(w, visit, id) : NULL;
    return v && answer_link(w, q, reply, v);
}

/* When she sets out; only where the company has said under which address customers reach it. */
bool tell_track(struct work *w, const struct record_type *type, int64_t visit)
{
    (void)type;
    const struct visit *v = record_peek(w, &visit_type, visit);
    const struct customer *c = v ? record_peek(w, &customer_type, v->customer.id) : NULL;
    text base = v ? setting_text(w, SETTING_PORTAL_ADDRESS, v->record.branch.id, day_of(w->now)) : "";
    if (!*base || !c) return !failed(w);
    return tell(w, &(struct telling){ .template = "portal.track", .person = c->person, .branch = v->record.branch, .about = &visit_type, .record = v->record.id, .before = v->until,
        SAYING(say_span("time", v->start, v->until), say("link", print(w, "%s/t/%s", base, track_token(w, v)))) });
}

/* ---- the page ---- */

static const char style[] = "body{font:17px/1.6 -apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;margin:0;background:#f4f6f8;color:#17212b}main{max-width:420px;margin:0 auto;padding:20px 16px}"
    "section{background:#fff;border-radius:16px;padding:18px 20px;margin-bottom:14px}h1{font-size:22px;line-height:1.35;margin:0 0 4px}p{margin:0;color:#51606e}ol{list-style:none;margin:0;padding:0}li{display:flex;gap:12px;padding:9px 0}"
    "li b{margin-left:auto;font-weight:500;font-variant-numeric:tabular-nums}li i{flex:none;width:22px;height:22px;border-radius:11px;border:2px solid #b3bdc7;box-sizing:border-box;font:bold 13px/18px sans-serif;text-align:center;margin-top:2px}"
    "li.ok i{background:#0b7a6f;border-color:#0b7a6f;color:#fff}li.to{color:#66727e}.light{color:#0e7a50;font-weight:600}.then{margin-top:14px;font-size:15px}a.call{display:block;text-align:center;padding:13px;border-radius:12px;background:#0b7a6f;color:#fff;text-decoration:none;font-weight:600}a{color:#0b7a6f}"
    "@media(prefers-color-scheme:dark){body{background:#0f1419;color:#e8edf2}section{background:#171d24}p,li.to{color:#b0bcc7}.light{color:#4cc38a}li.ok i,a.call{background:#35b3a3;border-color:#35b3a3;color:#06231f}.then a{color:#35b3a3}}";

static void begin_page(struct work *w, struct buf *out, text title)
{
    buf_print(out, "<!doctype html><html lang=\"%s\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><meta name=\"color-scheme\" content=\"light dark\"><title>%s</title><style>%s</style><main>",
              strcmp(w->language, "en") ? "zh-CN" : "en", html_text(w->arena, title), style);
}

static bool answer_page(struct work *w, struct reply *reply, int status, struct buf *out)
{
    buf_add(out, "</main></html>");
    *reply = (struct reply){ .status = status, .type = "text/html; charset=utf-8", .body = buf_text(out), .length = out->length };
    return !failed(w);
}

static text minute(struct work *w, instant at) { return at.ms ? print(w, "%02d:%02d", minute_of_day(at) / 60, minute_of_day(at) % 60) : ""; }

static void write_step(struct work *w, struct buf *out, bool reached, text label, instant at)
{
    buf_print(out, "<li class=\"%s\"><i aria-hidden=\"true\">%s</i><span>%s</span><b>%s</b></li>", reached ? "ok" : "to", reached ? "✓" : "", translate(w->language, label), minute(w, at));
}

static void write_steps(struct work *w, struct buf *out, const struct visit *v)
{
    enum visit_state s = v->state;
    buf_print(out, "<section><ol>");
    write_step(w, out, true, N_("Visit arranged"), (instant){ 0 });
    write_step(w, out, s >= VISIT_ACCEPTED, N_("Somebody comes"), (instant){ 0 });
    write_step(w, out, v->left_at.ms || s >= VISIT_EN_ROUTE, N_("On the way to you"), v->left_at);
    write_step(w, out, v->arrived_at.ms || s >= VISIT_ARRIVED, N_("Arrived"), v->arrived_at);
    write_step(w, out, v->began_at.ms || s >= VISIT_IN_SERVICE, N_("At work"), v->began_at);
    write_step(w, out, v->finished_at.ms || s >= VISIT_FINISHED, N_("Done"), v->finished_at);
    buf_add(out, "</ol></section>");
}

static text headline(struct work *w, const struct visit *v)
{
    static const text all[] = {
        [VISIT_UNASSIGNED] = N_("We are arranging who comes"), [VISIT_OFFERED] = N_("We are arranging who comes"), [VISIT_ACCEPTED] = N_("Somebody comes as agreed"), [VISIT_CONFIRMED] = N_("Somebody comes as agreed"),
        [VISIT_EN_ROUTE] = N_("On the way to you"), [VISIT_ARRIVED] = N_("At your door"), [VISIT_IN_SERVICE] = N_("At work"), [VISIT_FINISHED] = N_("Done"), [VISIT_APPROVED] = N_("Done"), [VISIT_SETTLED] = N_("Done"),
        [VISIT_CANCELLED] = N_("This visit is cancelled"), [VISIT_NO_ACCESS] = N_("Nobody opened; please call us"), [VISIT_INTERRUPTED] = N_("Broken off; please call us"), [VISIT_SKIPPED] = N_("This visit is left out"),
    };
    return translate(w->language, all[v->state]);
}

static void write_head(struct work *w, struct buf *out, const struct visit *v)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    buf_print(out, "<section><p>%s</p><h1>%s</h1><p>%s · %s</p>", html_text(w->arena, company_name(w)), headline(w, v), html_text(w->arena, line ? line->name : ""), message_span(w, v->start, v->until, w->language));
    if (v->worker.id && v->state >= VISIT_ACCEPTED && v->state <= VISIT_SETTLED)
        buf_print(out, "<p>%s%s%s</p>", html_text(w->arena, worker_shown(w, v->worker.id)), worker_light(w, v) ? " · <span class=\"light\">● " : "", worker_light(w, v) ? print(w, "%s</span>", translate(w->language, N_("papers in order"))) : "");
    buf_add(out, "</section>");
}

bool track_page_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = visit_of_token(w, http_part(q, "token"));
    const struct visit *v = id ? record_peek(w, &visit_type, id) : NULL;
    struct buf out = buf_new(w->arena);
    if (!v) {
        text title = translate(w->language, N_("This address is not valid any more"));
        begin_page(w, &out, title);
        buf_print(&out, "<section><h1>%s</h1><p>%s</p></section>", title, translate(w->language, N_("Ask for a new one, or log in with your mobile number")));
        buf_print(&out, "<a class=\"call\" href=\"/c/\">%s</a>", translate(w->language, N_("Log in")));
        return answer_page(w, reply, 404, &out);
    }
    text phone = shop_phone(w, v->record.branch.id);
    begin_page(w, &out, headline(w, v));
    write_head(w, &out, v);
    if (v->state <= VISIT_SETTLED) write_steps(w, &out, v);
    if (*phone) buf_print(&out, "<a class=\"call\" href=\"tel:%s\">%s %s</a>", html_text(w->arena, phone), translate(w->language, N_("Call the shop")), html_text(w->arena, phone));
    buf_print(&out, "<p class=\"then\">%s %s · <a href=\"\">%s</a></p>", translate(w->language, N_("As of")), instant_words(w->arena, w->now), translate(w->language, N_("Look again")));
    return answer_page(w, reply, 200, &out);
}

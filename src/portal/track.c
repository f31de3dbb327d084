/* track.c — GET /t/:token: where a visit stands, for anybody who was given the address. One page of HTML without a script, in one query or two.
 *
 * The address is signed by the house and ends two days after the visit. The page says the service, the time, the surname of who comes, that
 * her papers are in order, and the steps with their minutes; no address, no name or number of the customer, no price but that
 * of an extra which waits for a yes. Wrong and ended
 * addresses have the same answer: nobody learns which visits there are. */
#include <string.h>
#include "base/words.h"
#include "messages/messages.h"
#include "portal/mine.h"
#include "portal/signed_form.h"

enum { DAYS_AFTER = 2 };

text track_token(struct work *w, const struct visit *v)
{
    return signed_token(w, "portal.track", v->record.id, day_start((day){ day_of(v->until).number + DAYS_AFTER + 1 }));
}

/* ---- giving it ---- */

static bool answer_link(struct work *w, const struct request *q, struct reply *reply, const struct visit *v, bool office)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "address", print(w, "%s/t/%s", office_address(w, q, v->record.branch.id), track_token(w, v)));
    if (office) write_untold(w, &j, q, v->record.branch.id);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool my_link_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    const struct visit *v = id ? my_visit(w, g, id) : NULL;
    return v && answer_link(w, q, reply, v, false);
}

bool link_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct visit *v = id ? LOAD(w, visit, id) : NULL;
    return v && answer_link(w, q, reply, v, true);
}

/* When she sets out; only where the company has said under which address customers reach it. */
bool tell_track(struct work *w, const struct record_type *type, int64_t visit)
{
    (void)type;
    const struct visit *v = record_peek(w, &visit_type, visit);
    const struct customer *c = v ? record_peek(w, &customer_type, v->customer.id) : NULL;
    text base = v ? customers_address(w, v->record.branch.id) : "";
    if (!*base || !c) return !failed(w);
    return tell(w, &(struct telling){ .template = "portal.track", .person = c->person, .branch = v->record.branch, .about = &visit_type, .record = v->record.id, .before = v->until,
        SAYING(say_span("time", v->start, v->until), say("link", print(w, "%s/t/%s", base, track_token(w, v)))) });
}

/* ---- the page ---- */

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
    const struct visit *rest = v->state == VISIT_INTERRUPTED && v->rest.id ? record_peek(w, &visit_type, v->rest.id) : NULL;
    if (rest && rest->state != VISIT_CANCELLED && rest->state != VISIT_SKIPPED) return translate_with(w->arena, w->language, N_("Broken off; the rest is done on {1}"), (const text[]){ message_span(w, rest->start, rest->until, w->language), NULL });
    return translate(w->language, all[visit_shown_state(v)]);
}

static void write_head(struct work *w, struct buf *out, const struct visit *v)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    buf_print(out, "<section><p>%s</p><h1>%s</h1><p>%s · %s</p>", html_text(w->arena, company_name(w)), headline(w, v), html_text(w->arena, line ? translate(w->language, line->name) : ""), message_span(w, v->start, v->until, w->language));
    if (visit_told_late(v)) buf_print(out, "<p><b>%s</b></p>", translate_with(w->arena, w->language, N_("About {1} (was {2})"), (const text[]){ minute(w, v->expected), minute(w, v->start), NULL }));
    if (v->worker.id && v->state >= VISIT_ACCEPTED && visit_shown_state(v) <= VISIT_SETTLED)
        buf_print(out, "<p>%s%s%s</p>", html_text(w->arena, worker_shown(w, v->worker.id)), worker_light(w, v) ? " · <span class=\"light\">● " : "", worker_light(w, v) ? print(w, "%s</span>", translate(w->language, N_("papers in order"))) : "");
    buf_add(out, "</section>");
}

/* Two buttons, no script: whoever was given the address may say yes, as whoever opens the door may. */
static void write_asked(struct work *w, struct buf *out, const struct visit *v, text token)
{
    struct found f = extra_asks_open(w, v);
    for (int i = 0; i < f.count; i++) {
        const struct extra_ask *a = f.at[i];
        text longer = a->length.count ? print(w, " · %s", translate_with(w->arena, w->language, N_("{1} minutes more"), (const text[]){ print(w, "%d", a->length.count), NULL })) : "";
        buf_print(out, "<section><p>%s</p><h1>%s</h1><p>%s%s</p>", translate(w->language, N_("Do you want this as well?")), html_text(w->arena, a->what), money_shown(w->arena, a->price), longer);
        buf_print(out, "<form method=\"post\" action=\"/t/%s/extra/%lld\"><button name=\"yes\" value=\"0\">%s</button><button class=\"main\" name=\"yes\" value=\"1\">%s</button></form></section>", html_text(w->arena, token), (long long)a->record.id,
                  translate(w->language, N_("No, thank you")), translate(w->language, N_("Yes, please")));
    }
}

/* Whoever opens the door may say whether somebody new may come, too; why not is asked by nobody. */
static void write_faces(struct work *w, struct buf *out, const struct visit *v, text token)
{
    struct found f = face_asks_open(w, v);
    for (int i = 0; i < f.count; i++) {
        const struct face_ask *a = f.at[i];
        buf_print(out, "<section><p>%s</p><h1>%s</h1><p>%s</p>", translate(w->language, N_("May somebody new come to you this time?")), html_text(w->arena, worker_shown(w, a->worker.id)), translate(w->language, N_("She has not been in your home yet. If you would rather have somebody else, we look for her and tell you.")));
        buf_print(out, "<form method=\"post\" action=\"/t/%s/face/%lld\"><button name=\"yes\" value=\"0\">%s</button><button class=\"main\" name=\"yes\" value=\"1\">%s</button></form></section>", html_text(w->arena, token), (long long)a->record.id,
                  translate(w->language, N_("Somebody else, please")), translate(w->language, N_("Yes, she may come")));
    }
}

bool track_page_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = signed_id(w, "portal.track", http_part(q, "token"));
    const struct visit *v = id ? record_peek(w, &visit_type, id) : NULL;
    struct buf out = buf_new(w->arena);
    if (!v) return signed_gone(w, reply);
    text phone = shop_phone(w, v->record.branch.id);
    signed_page_begin(w, &out, headline(w, v));
    write_head(w, &out, v);
    write_faces(w, &out, v, http_part(q, "token"));
    write_asked(w, &out, v, http_part(q, "token"));
    if (visit_shown_state(v) <= VISIT_SETTLED) write_steps(w, &out, v);
    if (*phone) buf_print(&out, "<a class=\"call\" href=\"tel:%s\">%s %s</a>", html_text(w->arena, phone), translate(w->language, N_("Call the shop")), html_text(w->arena, phone));
    buf_print(&out, "<p class=\"then\">%s</p><a class=\"again\" href=\"\">%s</a>", translate_with(w->arena, w->language, N_("As it stood at {1}"), (const text[]){ instant_words(w->arena, w->now), NULL }), translate(w->language, N_("Look again")));
    buf_print(&out, "<a class=\"again\" href=\"/privacy\">%s</a>", translate(w->language, N_("Privacy notice")));
    return signed_page_answer(w, reply, 200, &out);
}

/* ---- its forms ---- */

static bool take_answer(struct work *w, void *data)
{
    const struct signed_form *f = data;
    const struct request *q = f->request;
    text token = http_part(q, "token");
    int64_t id = signed_id(w, "portal.track", token), ask = id ? answer_id(w, q, "ask") : 0;
    const struct visit *v = id ? record_peek(w, &visit_type, id) : NULL;
    if (!v) return failed(w) ? false : refuse_as(w, NOT_FOUND, "token", N_("This address is not valid any more"));
    bool yes = q->body_length == 5 && !memcmp(q->body, "yes=1", 5), no = q->body_length == 5 && !memcmp(q->body, "yes=0", 5);
    if (!yes && !no) return refuse(w, "yes", N_("Answer yes or no"));
    if (!(*(track_answer *const *)f->own)(w, v, ask, yes)) return false;
    *f->reply = (struct reply){ .status = 303, .location = print(w, "/t/%s", token) };
    return !failed(w);
}

bool track_form(struct work *w, const struct request *q, struct reply *reply, track_answer *answer) { return signed_form_call(w, q, reply, "/t", take_answer, &answer); }
